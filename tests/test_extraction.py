"""How accurately the loader reads our own plans, and what holds for every plan it reads.

Only the development plans have floors; the held-out ones are loaded and checked for soundness, never for figures.
"""

from pathlib import Path

import pytest

from benchmarks.extraction.__main__ import main
from benchmarks.extraction.figures import Score
from benchmarks.extraction.gold import HALVES, plans, read_gold
from benchmarks.extraction.peers import phrases
from benchmarks.extraction.peers_spacy import MISSING, spacy_peer
from benchmarks.extraction.runs import OURS, PHRASES, SPACY, ours, pool, run_half
from graph.interchange import to_json
from graph.ontology import Ask, EvidencedBy, Passage
from loaders.document import Document
from loaders.plan import Loaded, load
from loaders.readers import read

DOCUMENTS = [read_gold(path).document for half in HALVES for path in plans(half)]
FLOORS = {
    "organisations": 0.933,
    "instruments": 0.764,
    "priorities": 0.926,
    "asks": 0.923,
    "roles": 0.911,
    "asks, tight": 0.819,
    "roles, tight": 0.848,
}
SHARE_FLOORS = {
    "addressees, exact": 0.836,
    "addressees, lenient": 0.942,
    "amounts, exact": 0.957,
    "amounts, lenient": 0.957,
    "kinds": 0.828,
}


@pytest.fixture(scope="module")
def scores() -> dict[str, Score]:
    return pool(run_half("dev", {OURS: ours, PHRASES: phrases}))


@pytest.mark.parametrize("name", FLOORS)
def test_f1_on_the_development_plans_stays_up(scores: dict[str, Score], name: str) -> None:
    assert scores[OURS].figures[name].f1 >= FLOORS[name], "\n".join(scores[OURS].remarks)


@pytest.mark.parametrize("name", SHARE_FLOORS)
def test_shares_on_the_development_plans_stay_up(scores: dict[str, Score], name: str) -> None:
    assert scores[OURS].shares[name].value >= SHARE_FLOORS[name], "\n".join(scores[OURS].remarks)


@pytest.mark.parametrize("name", ["organisations", "instruments", "priorities", "asks", "roles"])
def test_the_loader_beats_capitalised_phrases_and_bullets(scores: dict[str, Score], name: str) -> None:
    assert scores[OURS].figures[name].f1 > scores[PHRASES].figures[name].f1 + 0.1


def test_the_plans_are_of_several_formats_and_at_least_ten() -> None:
    assert len(DOCUMENTS) >= 10
    formats = {half: {read(str(read_gold(path).document)).format for path in plans(half)} for half in HALVES}
    assert formats["dev"] == {"docx", "html", "markdown", "pdf", "text"}
    assert formats["held_out"] == {"docx", "html", "markdown", "pdf", "text"}


@pytest.fixture(scope="module", params=DOCUMENTS, ids=lambda path: path.name)
def source(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(scope="module")
def loaded(source: Path) -> Loaded:
    return load(read(str(source)))


def test_every_plan_gives_a_sound_graph(loaded: Loaded) -> None:
    assert list(loaded.graph.problems()) == []
    assert list(loaded.graph.of(Ask))
    assert 0 < loaded.understood <= loaded.blocks


def test_every_quote_is_verbatim_and_every_fact_has_one(loaded: Loaded) -> None:
    text = loaded.document.text
    for passage in loaded.graph.of(Passage):
        assert text[passage.start : passage.end] == passage.quote
    evidenced = {link.start for link in loaded.graph.links(EvidencedBy)}
    assert {ask.id for ask in loaded.graph.of(Ask)} <= evidenced


def test_the_same_plan_gives_the_same_bytes(source: Path, loaded: Loaded) -> None:
    again: Document = read(str(source))
    assert to_json(load(again).graph) == to_json(loaded.graph)


SMALL = """# Dale Trams

## What we ask

- New rails for the Valley Line
- Dale Council will run the trams

We ask the Department for Transport to pay for the bridge. Northern Rail Limited will paint the stations.
"""


@pytest.fixture
def small(tmp_path: Path) -> Document:
    path = tmp_path / "dale.md"
    path.write_text(SMALL, encoding="utf-8")
    return read(str(path))


def test_the_baseline_takes_capitals_and_bullets_at_their_word(small: Document) -> None:
    claims = phrases(small)
    names = [body.name for body in claims.organisations]
    assert names == ["Valley Line", "Dale Council", "Department for Transport", "Northern Rail Limited"]
    assert [ask.quotes[0].words for ask in claims.asks] == ["New rails for the Valley Line"]
    assert [(r.organisation.name, r.quotes[0].words.strip()) for r in claims.roles] == [
        ("Dale Council", "will run the trams")
    ]


def test_the_named_entity_peer_asks_and_acts_by_its_parse(small: Document) -> None:
    peer = spacy_peer()
    if peer is None:
        pytest.skip(MISSING)
    claims = peer(small)
    [ask] = [ask for ask in claims.asks if "bridge" in ask.quotes[0].words]
    assert "Department for Transport" in ask.asked[0].name
    quote = ask.quotes[0]
    assert quote.start is not None
    assert small.text[quote.start : quote.start + len(quote.words)] == quote.words


def test_the_command_prints_both_forms_of_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--half", "dev", "--pooled"]) == 0
    plain = capsys.readouterr()
    assert (SPACY in plain.out) != (MISSING in plain.err)
    assert main(["--half", "dev", "--markdown"]) == 0
    marked = capsys.readouterr().out
    rows = [line for line in marked.splitlines() if line.startswith("|")]
    assert len({line.count("|") for line in rows}) == 1
    for label in (OURS, PHRASES, "addressees, lenient"):
        assert label in plain.out
        assert label in marked
