"""The gaps view of the page: every finding told once, with its words, its subjects and what a waiver of it needs."""

from collections.abc import Iterator
from dataclasses import replace
from types import SimpleNamespace
from xml.etree.ElementTree import Element

import pytest
import yaml

from graph.model import Graph
from graph.ontology import Ask
from graph.store import Store
from loaders.corrections import apply
from loaders.corrections_file import understand
from loaders.plan import load
from loaders.readers import read
from queries.gaps.finding import Excuse, Finding, Findings, Member
from queries.gaps.run import gaps as run
from queries.question import Words
from tests.explorer_parts import (
    DEMO,
    HOSTILE,
    bundled,
    check_addresses,
    check_harmless,
    facts_of,
    hostile_graph,
    of_class,
    parsed,
    rendered,
    text_of,
)
from tests.explorer_plan import invented_graph
from views.explorer.facts import PlanFacts
from views.explorer.findings import Gap, Gaps, gaps_of
from views.explorer.text import clean, plain


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with bundled(tmp_path_factory.mktemp("demo")) as store:
        yield store


@pytest.fixture(scope="module")
def found(demo: Store) -> Findings:
    return run(demo, as_of="2025-08-01")


def finding(facts: PlanFacts, of: Ask, number: int, dress: str = "", **about: object) -> Finding:
    """A finding of an ask, with its words."""
    sentence = f"To get there we ask for this: {of.text}, so that every part of the region shares in growth."
    words = Words(
        quote=of.text, context=sentence, heading_path=("Homes" + dress, "Needs"),
        url="javascript:hack()" if dress else "https://plans.example/tarnvale", plan=facts.plan.id, page=7,
    )  # fmt: skip
    told = Finding(
        check="G01", finding=f"G01-{number:010}", severity="high", sentence="It names nobody." + dress,
        why="Nobody answers." + dress, question="Who is asked?" + dress, subject=of.title, section="Homes" + dress,
        quote=of.text, missing="a named body" + dress, closed_if_inferred=False, absence="the plan is silent",
        title="Asked of nobody by name" + dress, subject_id=of.id, plan=facts.plan.id, basis="inferred",
        passages=(words,),
    )  # fmt: skip
    return replace(told, **about)  # type: ignore[arg-type]


def invented(graph: Graph, dress: str = "") -> tuple[PlanFacts, Findings]:
    """A plan and findings of every kind: single, grouped, of two things together, waived, and of another plan."""
    facts = facts_of(graph)
    one, two, three, *_ = facts.asks
    members = tuple(
        Member(
            finding=f"G08-{n}", subject=a.title, subject_id=a.id, section="Homes", quote=a.text,
            missing="a date" + dress if n else "a year" + dress, closed_if_inferred=n == 1,
        )
        for n, a in enumerate((one, two, three))
    )  # fmt: skip
    gone = Member(
        finding="G08-9", subject="not on this page", subject_id="none", section="", quote=None,
        missing="a date" + dress, closed_if_inferred=False,
    )  # fmt: skip
    excuse = Excuse(by="Jo Day", reason="told by letter" + dress, until="2027-01-01", ended=False)
    pair, part_of_plan = f"{two.id} + {three.id}", f"{facts.plan.id} + ten-years"
    findings = (
        finding(facts, one, 1, dress),
        finding(
            facts, one, 2, dress, check="G08", title="No date", severity="medium", members=(*members, gone),
            subject="4 asks", subject_id=facts.plan.id, missing="a date" + dress, absence="found but not linked",
        ),
        finding(facts, two, 3, dress, check="G31", severity="low", subject_id=pair, closed_if_inferred=True),
        finding(facts, three, 4, dress, check="G99", severity="low", subject_id=part_of_plan, passages=()),
        finding(facts, three, 5, dress, waiver=excuse, absence="waived"),
        finding(facts, three, 6, dress, plan="another plan"),
    )  # fmt: skip
    return facts, Findings(findings=findings, checks=(), as_of="2026-11-25", note="Something is not known." + dress)


def told(facts: PlanFacts, findings: Findings) -> Gaps:
    made = gaps_of(facts, findings)
    assert made is not None
    return made


def each(gaps: Gaps) -> list[Gap]:
    return [*(gap for group in gaps.groups for gap in group.gaps), *gaps.waived]


def part(*made: Gaps | None) -> Element:
    return parsed(rendered("gaps", *(SimpleNamespace(gaps=gaps) for gaps in made)))


def test_the_findings_are_told_by_severity_and_then_the_waived() -> None:
    gaps = told(*invented(invented_graph()))
    assert gaps.sentence == "4 gaps: 1 high, 1 medium, 2 low; 1 waived; read as of 25 November 2026."
    assert gaps.counts == {"high": 1, "medium": 1, "low": 2}
    assert [(group.severity, [gap.check for gap in group.gaps]) for group in gaps.groups] == [
        ("high", ["G01"]), ("medium", ["G08"]), ("low", ["G31", "G99"]),
    ]  # fmt: skip
    assert [gap.waiver for gap in gaps.waived] == ["Waived by Jo Day, until 1 January 2027: “told by letter”."]
    assert [gap.waiver for group in gaps.groups for gap in group.gaps] == [""] * 4
    assert [gap.finding for gap in gaps.gravest] == [f"G01-{n:010}" for n in (1, 2, 3, 4)]


def test_a_finding_knows_the_nodes_it_is_about() -> None:
    facts, findings = invented(invented_graph())
    single, group, pair, nowhere, _ = each(told(facts, findings))
    one, two, three = (facts.anchor(ask.id) for ask in facts.asks[:3])
    assert single.nodes == (one,)
    assert group.nodes == (one, two, three)
    assert [(m.anchor, m.missing, m.closed) for m in group.members] == [
        (one, "a year", False), (two, "", True), (three, "", False), ("", "", False),
    ]  # fmt: skip
    assert (pair.nodes, pair.closed) == ((two, three), True)
    assert (nowhere.nodes, nowhere.words) == ((), ())
    assert len({gap.anchor for gap in each(told(facts, findings))}) == 5


def test_the_words_are_the_whole_sentence_with_every_quote_of_it_marked() -> None:
    facts = facts_of(invented_graph())
    first = "Let us keep the money. "
    context = first + "Colleges need a second year."
    where = {"context": context, "heading_path": ("Skills",), "url": "https://plans.example/t", "plan": facts.plan.id}
    quotes = ("keep the money", "a second year", "the money. Colleges", context)
    passages = tuple(Words(quote=quote, **where) for quote in quotes)  # type: ignore[arg-type]
    lost = Words(quote="not in it", **where)  # type: ignore[arg-type]
    one = finding(facts, facts.asks[0], 1, passages=(*passages, lost))
    (gap,) = each(told(facts, Findings(findings=(one,), checks=())))
    marked = ["keep the money. Colleges", "a second year"]
    assert [words.parts for words in gap.words] == [
        (("Let us ", False), (marked[0], True), (" need ", False), (marked[1], True), (".", False)),
        (("not in it", False),),
    ]
    assert gap.words[0].where == "Skills"
    assert (gap.words[0].link or "").startswith("https://plans.example/t#:~:text=keep%20the%20money")


def test_without_findings_the_part_says_which_command_finds_them() -> None:
    assert gaps_of(facts_of(invented_graph()), None) is None
    text = text_of(part(None))
    assert "The gap checks were not run for this page." in text
    assert "partners gaps" in text
    none = told(facts_of(invented_graph()), Findings(findings=(), checks=(), as_of="2026-01-02"))
    assert text_of(part(none)) == "A part No gap was found by 0 checks; read as of 2 January 2026."


def test_the_bundled_plan_has_every_finding_with_its_words(demo: Store, found: Findings) -> None:
    facts = facts_of(demo.graph())
    gaps = told(facts, found)
    assert len(each(gaps)) == len(found.findings) > 10
    assert sum(gaps.counts.values()) == len(found.open)
    assert [gap.finding for gap in gaps.gravest] == [one.finding for one in found.gravest()]
    by_id = {one.finding: one for one in found.findings}
    for gap in each(gaps):
        one = by_id[gap.finding]
        assert len(gap.members) == len(one.members)
        assert bool(gap.words) == bool(one.passages and not one.members)
        assert all(
            member.anchor for member in gap.members if "+" not in member.name and one.check not in ("G30", "G31")
        )
        for words in gap.words:
            assert "".join(text for text, _ in words.parts) in {clean(p.context) for p in one.passages}


def test_what_a_waiver_needs_excuses_exactly_the_finding(demo: Store, found: Findings) -> None:
    facts = facts_of(demo.graph())
    entries = []
    for gap in each(told(facts, found)):
        about = {gap.entry.subject: gap.entry.quote} if gap.entry.subject else {}
        about |= {"section": gap.entry.section} if gap.entry.section else {}
        entries.append({"check": gap.entry.check, **about, "reason": gap.finding, "by": "Jo Day", "at": "2026-01-02"})
    assert {next(key for key in entry if key != "check") for entry in entries} >= {"ask", "reason"}
    text = yaml.safe_dump({"waivers": entries}, allow_unicode=True, sort_keys=False)
    loaded = apply(load(read(str(DEMO)), published="2025-07"), understand(text, "x.corrections.yaml"))
    assert not [issue for issue in loaded.issues if "waiver" in str(issue)]
    demo.replace_plan(loaded.graph)
    try:
        again = run(demo, as_of="2025-08-01")
    finally:
        demo.replace_plan(load(read(str(DEMO)), published="2025-07").graph)
    assert again.open == ()
    waived = told(facts, again).waived
    assert {gap.check for gap in waived} == {one.check for one in found.findings}


@pytest.mark.parametrize("which", ["plain", "hostile", "bundled"])
def test_it_is_written_with_words_for_every_sign(which: str, demo: Store, found: Findings) -> None:
    if which == "bundled":
        facts, findings = facts_of(demo.graph()), found
    else:
        dress = HOSTILE if which == "hostile" else ""
        facts, findings = invented(hostile_graph() if dress else invented_graph(), dress)
    gaps = told(facts, findings)
    root = part(gaps)
    check_addresses(root, facts)
    check_harmless(root)
    articles = {e.get("id"): e for e in root.iter("article")}
    assert list(articles) == [gap.anchor for gap in each(gaps)]
    for gap in each(gaps):
        article = articles[gap.anchor]
        text = text_of(article)
        for words in (
            gap.title,
            gap.sentence,
            gap.why,
            gap.question,
            gap.missing,
            gap.absence,
            gap.finding,
            gap.waiver,
        ):
            assert " ".join(words.split()) in text
        assert text_of(of_class(article, "grade")[0]) == ("waived" if gap.waiver else gap.severity)
        assert ("is only inferred would close" in text_of(of_class(article, "told")[0])) == gap.closed
        nodes = {a.get("data-node") for a in article.iter("a")} - {None}
        assert nodes == set(gap.nodes)
        assert len(of_class(article, "words")) == len(gap.words)
        assert (article.get("data-check"), article.get("data-finding")) == (plain(gap.check), gap.finding)
        assert article.get("data-quote") == gap.entry.quote
        (button,) = article.iter("button")
        assert (button.get("data-wrong"), button.get("class")) == ("gap", "wrong scripted")
    listed = [a.get("href") for e in root.iter("nav") for a in e.iter("a")]
    assert listed == [f"#{gap.anchor}" for group in gaps.groups for gap in group.gaps]
    boxes = {e.get("data-severity") for e in root.iter("input")}
    assert boxes == {group.severity for group in gaps.groups}
    assert boxes == {e.get("data-severity") for e in of_class(root, "gap-group")} - {None}


def test_two_plans_in_one_page_have_addresses_of_their_own() -> None:
    root = part(told(*invented(invented_graph())), told(*invented(invented_graph("Another plan"))))
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert len(ids) == len(set(ids))
    assert len(list(root.iter("article"))) == 10
