"""What people decide stays: in the graph, over reloads, in a new edition, until it is taken out."""

from dataclasses import replace
from pathlib import Path

import pytest

import partnership_graph as pg
from graph.interchange import to_json
from graph.model import Graph
from graph.ontology import About, Correction, Role, Update, Waiver, Waives
from graph.store import Store
from loaders import readers
from loaders.corrections import apply, load_decided
from loaders.corrections_file import understand
from loaders.corrections_places import places
from loaders.plan import Loaded, load
from tests.corrections_plan import PLAN, WHO, ask, asked, decided, entry, names, read


@pytest.fixture
def plan() -> Loaded:
    return read()


def test_decisions_stand_in_the_graph(plan: Loaded) -> None:
    after = apply(
        plan,
        understand(
            "corrections:\n" + entry("drop", "ask: nobody said this here", "note: gone") +
            "waivers:\n  - check: G01\n    ask: fund new locks\n    reason: by letter\n    until: 2027-01-01\n" + WHO +
            "  - check: G05\n    section: Our Canals\n    reason: later\n" + WHO +
            "  - check: G02\n    reason: all of it\n" + WHO +
            "updates:\n  - ask: fund new locks\n    date: 2026-06-01\n    said: agreed\n    evidenced: partly\n"
            "    amount: 25,000,000\n    source: a letter\n    by: Jane Smith\n",
            "decisions.yaml",
        ),
    )  # fmt: skip
    graph = after.graph
    (correction,) = graph.of(Correction)
    assert (correction.action, correction.quote, correction.note, correction.target) == (
        "drop",
        "nobody said this here",
        "gone",
        None,
    )
    waived = {
        graph.nodes[link.start].properties()["check"]: graph.nodes[link.finish].label for link in graph.links(Waives)
    }
    assert waived == {"G01": "Ask", "G05": "Section", "G02": "Plan"}
    assert {one.until for one in graph.of(Waiver)} == {"2027-01-01", None}
    (update,) = graph.of(Update)
    assert (update.said, update.evidenced, update.amount, update.plan) == (
        "agreed",
        "partly",
        25_000_000,
        graph.plan().id,
    )
    assert [(link.start, link.finish) for link in graph.links(About)] == [(update.id, ask(graph, "locks").id)]
    assert after.decided is not None
    assert (after.decided.applied, after.decided.left) == (4, 1)


def test_an_entry_that_fails_half_way_changes_nothing(plan: Loaded) -> None:
    after = decided(
        plan, entry("addressee", "ask: fund new locks", "organisation: Brass Guild", "instead of: Canal Trust")
    )
    assert "is not asked for this" in after.issues[0].message
    assert "Brass Guild" not in names(after.graph)


FILE = "corrections:\n" + "".join(
    (
        entry("same organisation", "names: [Lantern Company Limited, Lantern Company]"),
        entry("rename", "organisation: Canal Trust", "to: Canal Trust of Northshire"),
        entry("drop", "role: training young welders"),
        entry("add", "ask: Every boater hopes to moor anywhere", "to: DfT"),
        entry("addressee", "ask: hand over the towpath budget", "organisation: HM Treasury", "instead of: DfT"),
        entry("drop", "ask: paint the swans"),
    )
)


def assert_decided(graph: Graph) -> None:
    assert "Lantern Company" not in names(graph)
    assert "Canal Trust of Northshire" in names(graph)
    assert "training young welders" not in {one.text for one in graph.of(Role)}
    assert list(asked(graph, "moor")) == ["Department for Transport"]
    assert list(asked(graph, "towpath")) == ["HM Treasury"]


def test_decisions_stay_over_reloads_and_a_new_edition(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "northshire.md"
    source.write_text(PLAN, encoding="utf-8")
    file = tmp_path / "northshire.md.corrections.yaml"
    file.write_text(FILE, encoding="utf-8")
    exported = set()
    for _ in range(3):
        loaded = pg.load(store, source, publisher="Northshire County Council", published="2026-03")
        assert [(issue.file, issue.line) for issue in loaded.issues if issue.file] == [
            ("northshire.md.corrections.yaml", 26)
        ]
        held = store.graph(loaded.graph.plan().id)
        assert_decided(held)
        assert len(list(held.of(Correction))) == 6
        exported.add(to_json(store.graph()))
    assert len(exported) == 1

    newer = tmp_path / "northshire-2027.md"
    reworded = PLAN.replace("hand over the towpath budget", "hand over the towpaths budget").replace("June", "July")
    newer.write_text(reworded.replace("## Our Canals", "Fresh water first.\n\n## Our Canals"), encoding="utf-8")
    loaded = pg.load(
        store, newer, publisher="Northshire County Council", published="2027-03", edition="2027", corrections=file
    )
    assert_decided(store.graph(loaded.graph.plan().id))
    said = [issue.message for issue in loaded.issues if issue.file]
    assert len(said) == 2
    assert any("matched reworded words: “hand over the towpaths budget”" in message for message in said)
    assert len(store.plans()) == 2


def test_taking_an_entry_out_undoes_it(store: Store, tmp_path: Path) -> None:
    source = tmp_path / "northshire.md"
    source.write_text(PLAN, encoding="utf-8")
    about = {"publisher": "Northshire County Council", "published": "2026-03"}
    pg.load(store, source, **about)
    before = to_json(store.graph())
    file = tmp_path / "northshire.corrections.yaml"
    file.write_text(FILE, encoding="utf-8")
    pg.load(store, source, **about)
    assert to_json(store.graph()) != before
    file.unlink()
    pg.load(store, source, **about)
    assert to_json(store.graph()) == before


def test_an_organisation_of_all_plans_is_one_in_the_store(store: Store, tmp_path: Path) -> None:
    joined = entry("same organisation", "names: [Harbour Forum]", "kind: industry body", "all plans: yes")
    for place in ("Northshire", "Eastshire"):
        source = tmp_path / f"{place}.md"
        source.write_text(PLAN.replace("A plan for Northshire", f"A plan for {place}"), encoding="utf-8")
        source.with_name(f"{place}.md.corrections.yaml").write_text("corrections:\n" + joined, encoding="utf-8")
        pg.load(store, source)
    rows = pg.cypher(
        store, "MATCH (o:Organisation {name: 'Harbour Forum'})-[:PLAYS]->(r:Role) RETURN o.id AS id, r.plan AS plan"
    ).rows
    assert len({row["id"] for row in rows}) == 1
    assert len({row["plan"] for row in rows}) == 2


def test_the_file_is_found_beside_the_source_and_by_id(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PARTNERS_CORRECTIONS", str(tmp_path / "ours"))
    (tmp_path / "ours").mkdir()
    source = tmp_path / "northshire.md"
    source.write_text(PLAN, encoding="utf-8")
    document = readers.read(str(source))
    plain = load(document).graph.plan()
    found = places(str(source), plain.id, plain.work)
    assert [path.name for path in found[:2]] == ["northshire.md.corrections.yaml", "northshire.corrections.yaml"]
    for path in reversed(found):
        path.write_text(f"# {path.name}\ncorrections: []\n", encoding="utf-8")
        loaded = load_decided(document, str(source))
        assert loaded.decided is not None
        assert loaded.decided.name == path.name
    edition = load_decided(document, None, edition="2027")
    assert edition.decided is not None
    assert edition.decided.name == f"{plain.work}.corrections.yaml"


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "corrections:\n", "corrections: []\nwaivers: null\n"])
def test_a_file_in_which_nothing_is_decided_changes_only_that(plan: Loaded, text: str) -> None:
    after = apply(plan, understand(text, "f.yaml"))
    held = plan.graph.plan()
    assert after.graph.nodes == {**plan.graph.nodes, held.id: replace(held, corrections="f.yaml")}
    assert after.issues == plan.issues
    assert after.decided is not None
    assert after.decided.applied == after.decided.left == 0
