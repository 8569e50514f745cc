"""The scorer: gold scores full marks, and every kind of mistake lowers the figure it should and no other."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from benchmarks.extraction.__main__ import main
from benchmarks.extraction.claims import ClaimedAsk, ClaimedName, ClaimedRole, Claims, Quote, claims_of
from benchmarks.extraction.figures import Figures, Score, Share, pooled
from benchmarks.extraction.gold import HALVES, Gold, GoldError, GoldName, plans, read_gold
from benchmarks.extraction.names import key, keys, likeness
from benchmarks.extraction.pairing import pair
from benchmarks.extraction.score_names import score_names
from benchmarks.extraction.scorer import score
from benchmarks.extraction.spans import Overlap, Searchable, Span, overlap
from graph.interchange import from_json, to_json
from graph.ontology import AddressedTo
from loaders.plan import load
from loaders.readers import read

GOLDS = [path for half in HALVES for path in plans(half)]
DEV = plans("dev")
NOBODY = ClaimedName("Ministry of Odd Socks")


@cache
def text_of(gold: Gold) -> str:
    return read(str(gold.document)).text


def perfect(gold: Gold, *, optional: bool = False) -> Claims:
    """What a reading would claim that made no mistake."""

    def names(golds: tuple[GoldName, ...]) -> tuple[ClaimedName, ...]:
        return tuple(ClaimedName(g.name, g.aliases, g.kind) for g in golds if optional or not g.optional)

    return Claims(
        organisations=names(gold.organisations),
        instruments=names(gold.instruments),
        priorities=names(gold.priorities),
        asks=tuple(
            ClaimedAsk(
                (Quote(ask.quotes[0]),),
                tuple(ClaimedName(name) for name in ask.asked),
                ask.amount.pounds if ask.amount else None,
            )
            for ask in gold.asks
            if optional or not ask.optional
        ),
        roles=tuple(
            ClaimedRole(ClaimedName(role.organisation), (Quote(role.quote),))
            for role in gold.roles
            if optional or not role.optional
        ),
    )


def lowered(claims: Claims, gold: Gold) -> set[str]:
    """The figures and shares below 1."""
    scored = score(claims, gold, text_of(gold))
    low = {name for name, figures in scored.figures.items() if figures.f1 < 1}
    return low | {name for name, share in scored.shares.items() if share.of and share.value < 1}


@pytest.fixture(params=DEV, ids=lambda path: path.stem)
def gold(request: pytest.FixtureRequest) -> Gold:
    return read_gold(request.param)


@pytest.mark.parametrize("path", GOLDS, ids=lambda path: path.stem)
@pytest.mark.parametrize("optional", [False, True], ids=["core", "with optional items"])
def test_gold_fits_its_plan_and_scores_full_marks(path: Path, optional: bool) -> None:
    gold = read_gold(path)
    assert gold.problems(text_of(gold)) == []
    assert lowered(perfect(gold, optional=optional), gold) == set()


def restyled(quote: str) -> str:
    halves = quote.upper().replace("’", "'").replace("–", "-").split(" ")
    return "\n".join(f"{word[:4]}-\n{word[4:]}" if len(word) > 8 else word for word in halves)


def test_spelling_layout_and_typography_make_no_difference(gold: Gold) -> None:
    claims = perfect(gold)
    styled = replace(
        claims,
        organisations=tuple(replace(o, name=f"The {o.name.upper()}", aliases=()) for o in claims.organisations),
        asks=tuple(replace(a, quotes=(Quote(restyled(a.quotes[0].words)),)) for a in claims.asks),
        roles=tuple(replace(r, quotes=(Quote(restyled(r.quotes[0].words)),)) for r in claims.roles),
    )
    assert lowered(styled, gold) == set()


Mistake = Callable[[Claims], Claims]
MISTAKES: dict[str, tuple[Mistake, set[str]]] = {
    "an organisation missed": (lambda c: replace(c, organisations=c.organisations[1:]), {"organisations"}),
    "an organisation invented": (lambda c: replace(c, organisations=(*c.organisations, NOBODY)), {"organisations"}),
    "an organisation twice": (
        lambda c: replace(c, organisations=(*c.organisations, c.organisations[0])),
        {"organisations"},
    ),
    "an organisation of the wrong kind": (
        lambda c: replace(c, organisations=(replace(c.organisations[0], kind="sock"), *c.organisations[1:])),
        {"kinds"},
    ),
    "an instrument invented": (
        lambda c: replace(c, instruments=(*c.instruments, ClaimedName("Odd Sock Fund"))),
        {"instruments"},
    ),
    "a priority invented": (
        lambda c: replace(c, priorities=(*c.priorities, ClaimedName("Odd socks"))),
        {"priorities"},
    ),
    "an ask missed": (lambda c: replace(c, asks=c.asks[1:]), {"asks", "asks, tight"}),
    "an ask invented": (
        lambda c: replace(c, asks=(*c.asks, ClaimedAsk((Quote("Odd socks should be free for everybody"),)))),
        {"asks", "asks, tight"},
    ),
    "asks of nobody": (
        lambda c: replace(c, asks=tuple(replace(a, asked=()) for a in c.asks)),
        {"addressees, exact", "addressees, lenient"},
    ),
    "asks of the wrong body": (
        lambda c: replace(c, asks=tuple(replace(a, asked=(*a.asked, NOBODY)) for a in c.asks)),
        {"addressees, exact", "addressees, lenient"},
    ),
    "a wrong sum": (
        lambda c: replace(c, asks=(replace(c.asks[0], pounds=7), *c.asks[1:])),
        {"amounts, exact", "amounts, lenient"},
    ),
    "a role missed": (lambda c: replace(c, roles=c.roles[1:]), {"roles", "roles, tight"}),
    "roles of the wrong body": (
        lambda c: replace(c, roles=tuple(replace(r, organisation=NOBODY) for r in c.roles)),
        {"roles", "roles, tight"},
    ),
}


@pytest.mark.parametrize("mistake", MISTAKES)
def test_a_mistake_lowers_its_own_figure_alone(gold: Gold, mistake: str) -> None:
    make, expected = MISTAKES[mistake]
    assert lowered(make(perfect(gold)), gold) == expected


def test_a_missing_statement_costs_recall_and_an_invented_one_precision(gold: Gold) -> None:
    claims = perfect(gold)
    fewer = score(replace(claims, asks=claims.asks[1:]), gold, text_of(gold)).figures["asks"]
    assert (fewer.precision, fewer.missed) == (1.0, 1)
    more = score(replace(claims, asks=(*claims.asks, claims.asks[0])), gold, text_of(gold)).figures["asks"]
    assert (more.recall, more.extra) == (1.0, 1)


def test_quoting_the_whole_page_finds_nothing(gold: Gold) -> None:
    text = text_of(gold)
    claims = perfect(gold)
    lazy = replace(claims, asks=tuple(replace(a, quotes=(Quote(text),)) for a in claims.asks))
    assert score(lazy, gold, text).figures["asks"].right == 0


def test_a_third_of_the_words_is_not_enough(gold: Gold) -> None:
    claims = perfect(gold)
    short = tuple(replace(a, quotes=(Quote(a.quotes[0].words[: len(a.quotes[0].words) // 3]),)) for a in claims.asks)
    assert score(replace(claims, asks=short), gold, text_of(gold)).figures["asks"].right == 0


def test_a_misquoted_word_does_not_lose_the_place() -> None:
    page = Searchable("The county will plant two thousand oaks along the canal. It will plant no ash.")
    [place] = page.places("will plant three thousand oaks along the canal")
    assert overlap([place], [Span(11, 55)]).covered > 0.9
    assert page.places("will dredge the harbour before next winter") == []


def test_quotes_are_whole_words_and_every_place_counts() -> None:
    page = Searchable("run it, rerun it,\nrun it")
    assert page.exactly("run it") == [Span(0, 6), Span(18, 24)]
    assert page.exactly("") == []


def test_a_quote_with_its_place_stands_there_and_elsewhere_if_the_place_is_wrong() -> None:
    page = Searchable("run it, run it")
    assert Quote("run it", 8).places(page) == [Span(8, 14)]
    assert Quote("run it", 3).places(page) == [Span(0, 6), Span(8, 14)]


def test_overlap_of_spans() -> None:
    assert overlap([Span(0, 10)], [Span(5, 25)]) == Overlap(0.25, 0.5, 0.2)
    assert overlap([Span(0, 10)], [Span(10, 20)]) == Overlap()
    assert overlap([Span(0, 10), Span(5, 20)], [Span(5, 25)]).covered == 0.75
    assert Overlap(0.5, 0.1).found
    assert not Overlap(0.49, 1.0).found
    assert not Overlap(1.0, 0.09).found


def test_pairing_takes_the_best_total_not_the_best_first() -> None:
    assert pair({(0, 0): 3.0, (0, 1): 2.0, (1, 0): 2.0}) == {0: 1, 1: 0}
    assert pair({}) == {}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Department for Transport", "department for transport"),
        ("Town and Parish Councils", "town & parish council"),
        ("VisitBritain", "Visit Britain"),
        ("2025 Spending Review", "Spending Review 2026"),
        ("Mayor’s Fund", "mayors fund"),
        ("Integrated Care Boards", "integrated-care board"),
    ],
)
def test_spellings_of_one_name(one: str, other: str) -> None:
    assert key(one) == key(other)


def test_names_that_differ() -> None:
    assert key("Department for Transport") != key("Department for Education")
    assert key("Arts Council") != key("Art Councillor")
    assert keys(["Department for Transport (DfT)"]) >= {key("DfT"), key("Department for Transport")}
    assert key("region") not in keys(["Council (region)"])
    assert likeness("University of Kent", "Kent University") == 1.0
    assert likeness("the", "of") == 0.0


def test_another_wording_of_an_optional_name_is_no_mistake() -> None:
    golds = [GoldName("Midshire", ("the county",), optional=True), GoldName("Midshire Council")]
    found = score_names([ClaimedName("Midshire"), ClaimedName("The County"), ClaimedName("Midshire Council")], golds)
    assert found.figures == Figures(1, 0, 0)


def test_figures() -> None:
    figures = Figures(6, 2, 4)
    assert (figures.precision, figures.recall) == (0.75, 0.6)
    assert figures.f1 == pytest.approx(2 / 3)
    assert (Figures().precision, Figures().recall, Figures().f1) == (1.0, 1.0, 1.0)
    assert (Figures(missed=1).precision, Figures(missed=1).f1) == (0.0, 0.0)
    assert Figures(1, 2, 3) + Figures(1, 1, 1) == Figures(2, 3, 4)
    assert (Share(3, 4).value, Share().value) == (0.75, 0.0)


def test_pooled_figures_count_items(gold: Gold) -> None:
    one = score(perfect(gold), gold, text_of(gold))
    two = score(Claims(), gold, text_of(gold))
    both = pooled([one, two])
    assert isinstance(both, Score)
    for name, figures in both.figures.items():
        assert figures == one.figures[name] + two.figures[name]
    assert both.shares["addressees, exact"] == one.shares["addressees, exact"]


def test_claims_of_a_graph_are_those_of_its_json_and_leave_guesses_out(gold: Gold) -> None:
    graph = load(read(str(gold.document))).graph
    claims = claims_of(graph)
    assert claims.asks
    assert claims == claims_of(from_json(to_json(graph)))
    for link in list(graph.links(AddressedTo)):
        graph.link(replace(link, basis="inferred"))
    assert not any(ask.asked for ask in claims_of(graph).asks)


SMALL = """
document: small.txt
organisations: [{name: Dale Council, kind: local government}]
instruments: []
priorities: []
asks: [{title: Trams, quote: pay for trams, asked: [Dale Council]}]
roles: [{organisations: [Dale Council], quote: run the trams}]
not_asks: []
"""


@pytest.mark.parametrize(
    ("written", "text", "problem"),
    [
        (SMALL, "We run the trams.", "not in the text: 'pay for trams'"),
        (SMALL, "Pay for trams; run the trams. Run the trams.", "more than once in the text: 'run the trams'"),
        (
            SMALL.replace("asked: [Dale Council]", "asked: [Dale]"),
            "Pay for trams; run the trams.",
            "ask 'Trams' names 'Dale', which is no organisation here",
        ),
    ],
)
def test_gold_that_contradicts_its_plan_is_told(tmp_path: Path, written: str, text: str, problem: str) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(written, encoding="utf-8")
    assert read_gold(path).problems(text) == [problem]


@pytest.mark.parametrize("written", ["asks: [", "[]", "document: small.txt"])
def test_a_file_that_is_no_gold_is_told(tmp_path: Path, written: str) -> None:
    path = tmp_path / "small.yaml"
    path.write_text(written, encoding="utf-8")
    with pytest.raises(GoldError, match=r"small\.yaml is no gold"):
        read_gold(path)


def test_an_export_is_scored(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold = read_gold(DEV[0])
    export = tmp_path / "graph.json"
    export.write_text(to_json(load(read(str(gold.document))).graph), encoding="utf-8")
    assert main(["--export", str(export), "--plan", DEV[0].stem]) == 0
    printed = capsys.readouterr().out
    assert "graph.json" in printed
    assert "addressees, lenient" in printed


def test_an_export_of_an_unknown_plan_and_a_missing_file_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["--export", str(tmp_path / "none.json"), "--plan", "nowhere"]) == 1
    assert DEV[0].stem in capsys.readouterr().err
    assert main(["--export", str(tmp_path / "none.json"), "--plan", DEV[0].stem]) == 1
    assert "none.json" in capsys.readouterr().err
    with pytest.raises(SystemExit) as wrong:
        main(["--plan", DEV[0].stem])
    assert wrong.value.code == 2
