"""What people decide about a plan: every action, what becomes of it, and that it stays."""

from collections.abc import Callable
from pathlib import Path

import pytest

import partnership_graph as pg
from graph.interchange import to_json
from graph.model import Graph
from graph.ontology import (
    About,
    AddressedTo,
    Ask,
    Correction,
    Delivers,
    EvidencedBy,
    InSection,
    Instrument,
    Makes,
    Mentions,
    Organisation,
    Passage,
    Plays,
    Priority,
    Role,
    Supports,
    Update,
    Waiver,
    Waives,
)
from graph.store import Store
from loaders import readers
from loaders.corrections import apply, load_decided
from loaders.corrections_file import places, understand
from loaders.plan import Loaded, load

PLAN = """# A plan for Northshire

Northshire County Council wants fair rivers. Northshire Growth Company sells boat trips.
The Growth Company meets in June.

## Our Canals

### What we need from government

We want the Department for Transport to:

- fund new locks, at a cost of £40m
- hand over the towpath budget

Boats should be free to moor anywhere.

### The roles our partners will play

- Homes England – building cottages for rent
- Colleges – training young welders
- Canal Trust and Harbour Forum – running the summer regatta

## Our Lanes

### The roles our partners will play

- Harbour Forum – running the summer regatta
- Lantern Company Limited – lighting every lane
- Lantern Company – counting the lamps
"""

WHO = "    by: Jane Smith\n    at: 2026-03-02\n"


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Loaded]:
    """Reads a text as a plan."""
    folder = tmp_path_factory.mktemp("plans")

    def reads(text: str) -> Loaded:
        path = folder / "northshire.md"
        path.write_text(text, encoding="utf-8")
        return load(readers.read(str(path)), publisher="Northshire County Council", published="2026-03")

    return reads


@pytest.fixture(scope="module")
def plan(read: Callable[[str], Loaded]) -> Loaded:
    return read(PLAN)


def entry(action: str, *lines: str) -> str:
    return f"  - action: {action}\n" + "".join(f"    {line}\n" for line in lines) + WHO


def decided(plan: Loaded, *entries: str) -> Loaded:
    return apply(plan, understand("corrections:\n" + "".join(entries), "decisions.yaml"))


def done(plan: Loaded, *entries: str) -> Graph:
    """The graph after corrections that must all be applied to the letter."""
    after = decided(plan, *entries)
    assert after.decided is not None
    assert [(outcome.state, outcome.said) for outcome in after.decided.outcomes] == [("applied", "")] * len(entries)
    after.graph.check()
    return after.graph


def body(graph: Graph, name: str) -> Organisation:
    (found,) = [one for one in graph.of(Organisation) if one.name == name]
    return found


def names(graph: Graph) -> set[str]:
    return {one.name for one in graph.of(Organisation)}


def ask(graph: Graph, words: str) -> Ask:
    (found,) = [one for one in graph.of(Ask) if words in one.text]
    return found


def roles_of(graph: Graph, name: str) -> set[str]:
    who = body(graph, name).id
    return {
        node.text
        for link in graph.links(Plays)
        if link.start == who and isinstance(node := graph.nodes[link.finish], Role)
    }


def asked(graph: Graph, words: str) -> dict[str, AddressedTo]:
    wanted = ask(graph, words).id
    found = {}
    for link in graph.links(AddressedTo):
        who = graph.nodes[link.finish]
        if link.start == wanted and isinstance(who, Organisation):
            found[who.name] = link
    return found


def test_the_plan_is_read_as_the_tests_below_expect(plan: Loaded) -> None:
    assert {one.text for one in plan.graph.of(Ask)} == {
        "fund new locks, at a cost of £40m",
        "hand over the towpath budget",
    }
    assert roles_of(plan.graph, "Canal Trust") == {"running the summer regatta"}
    assert body(plan.graph, "Lantern Company Limited") != body(plan.graph, "Lantern Company")
    assert "Growth Company" in body(plan.graph, "Northshire Growth Company").aliases


def test_names_of_one_organisation_are_joined(plan: Loaded) -> None:
    graph = done(
        plan, entry("same organisation", "names: [Lantern Company Limited, Lantern Company]", "note: one firm")
    )
    joined = body(graph, "Lantern Company Limited")
    assert "Lantern Company" not in names(graph)
    assert roles_of(graph, joined.name) == {"lighting every lane", "counting the lamps"}
    assert (joined.basis, joined.by, joined.at, joined.rule) == ("curated", "Jane Smith", "2026-03-02", "correction")
    assert "aliases" in joined.curated
    assert "Lantern Company" in joined.aliases
    links = {
        graph.nodes[link.finish].properties()["text"]: link for link in graph.links(Plays) if link.start == joined.id
    }
    assert links["lighting every lane"].basis == "stated"
    moved = links["counting the lamps"]
    assert (moved.basis, moved.by, moved.at, moved.rule) == ("curated", "Jane Smith", "2026-03-02", "correction")


def test_a_name_can_be_chosen_for_what_is_joined(plan: Loaded) -> None:
    graph = done(
        plan, entry("same organisation", "names: [Lantern Company Limited, Lantern Company]", "as: Lantern Works")
    )
    assert set(body(graph, "Lantern Works").aliases) == {"Lantern Company Limited", "Lantern Company"}


def test_a_name_is_joined_to_a_body_of_the_register_which_stays_as_it_is(plan: Loaded) -> None:
    before = plan.graph.nodes.get("canal-and-river-trust")
    graph = done(plan, entry("same organisation", "names: [Canal Trust, HM Treasury]"))
    assert before is None
    assert "Canal Trust" not in names(graph)
    treasury = body(graph, "HM Treasury")
    assert treasury.plan is None
    assert treasury.basis == "reference"
    assert roles_of(graph, "HM Treasury") == {"running the summer regatta"}


def test_two_bodies_of_the_register_are_not_joined(plan: Loaded) -> None:
    after = decided(plan, entry("same organisation", "names: [Homes England, DfT]"))
    assert names(after.graph) == names(plan.graph)
    assert "the register keeps" in after.issues[0].message
    assert after.issues[0].code == "correction-refused"


def test_an_organisation_of_all_plans_has_one_id_in_each(plan: Loaded, read: Callable[[str], Loaded]) -> None:
    other = read(PLAN.replace("A plan for Northshire", "A plan for Eastshire"))
    joined = entry("same organisation", "names: [Harbour Forum]", "kind: industry body", "all plans: yes")
    first, second = body(done(plan, joined), "Harbour Forum"), body(done(other, joined), "Harbour Forum")
    assert first == second
    assert (first.plan, first.basis, first.kind) == (None, "curated", "industry body")


def test_names_are_kept_apart_with_what_each_does(plan: Loaded) -> None:
    graph = done(plan, entry("not the same", "names: [Northshire Growth Company, Growth Company]"))
    split, held = body(graph, "Growth Company"), body(graph, "Northshire Growth Company")
    assert split.basis == held.basis == "curated"
    assert "Growth Company" not in held.aliases
    evidence = {
        link.start: graph.nodes[link.finish] for link in graph.links(EvidencedBy) if link.start in (split.id, held.id)
    }
    assert {i: p.quote for i, p in evidence.items() if isinstance(p, Passage)} == {
        split.id: "Growth Company",
        held.id: "Northshire Growth Company",
    }
    spelt = {link.finish: link.spellings for link in graph.links(Mentions) if link.finish in (split.id, held.id)}
    assert spelt == {split.id: ("Growth Company",), held.id: ("Northshire Growth Company",)}


def test_organisations_that_are_apart_stay_so(plan: Loaded) -> None:
    graph = done(plan, entry("not the same", "names: [Lantern Company Limited, Lantern Company]"))
    assert {"Lantern Company Limited", "Lantern Company"} <= names(graph)


def test_an_organisation_is_renamed_and_keeps_its_old_name_beside(plan: Loaded) -> None:
    graph = done(plan, entry("rename", "organisation: canal trust", "to: Canal Trust of Northshire"))
    renamed = body(graph, "Canal Trust of Northshire")
    assert renamed.id == body(plan.graph, "Canal Trust").id
    assert (renamed.aliases, renamed.curated) == (("Canal Trust",), ("aliases", "name"))


def test_an_ask_gets_another_title(plan: Loaded) -> None:
    graph = done(plan, entry("rename", "ask: hand over the towpath budget", "to: The towpath budget"))
    assert (ask(graph, "towpath").title, ask(graph, "towpath").curated) == ("The towpath budget", ("title",))


@pytest.mark.parametrize("lines", [("to: Homes",), ("kind: company",)])
def test_what_the_register_says_is_not_changed_by_a_plan(plan: Loaded, lines: tuple[str, ...]) -> None:
    action = "rename" if lines[0].startswith("to") else "kind"
    after = decided(plan, entry(action, "organisation: Homes England", *lines))
    assert body(after.graph, "Homes England") == body(plan.graph, "Homes England")
    assert "is a body of the register" in after.issues[0].message


def test_kinds_are_set(plan: Loaded) -> None:
    graph = done(
        plan,
        entry("kind", "organisation: Harbour Forum", "kind: industry body", "specificity: group"),
        entry("kind", "ask: hand over the towpath budget", "kind: [devolve funding, devolve power]"),
    )
    forum, towpath = body(graph, "Harbour Forum"), ask(graph, "towpath")
    assert (forum.kind, forum.specificity, forum.curated) == ("industry body", "group", ("kind", "specificity"))
    assert (towpath.kinds, towpath.basis) == (("devolve funding", "devolve power"), "curated")


def test_a_dropped_ask_takes_its_passages_and_leaves_who_is_named(plan: Loaded) -> None:
    lead_in_only = [p for p in plan.graph.of(Passage) if "hand over" in p.quote and p.kind == "span"]
    assert lead_in_only
    graph = done(plan, entry("drop", "ask: hand over the towpath budget"))
    assert [one.text for one in graph.of(Ask)] == ["fund new locks, at a cost of £40m"]
    assert not [p for p in graph.of(Passage) if "hand over" in p.quote and p.kind == "span"]
    assert [p for p in graph.of(Passage) if "hand over" in p.quote and p.kind == "block"]
    assert "Department for Transport" in names(graph)


def test_of_roles_in_the_same_words_section_and_partner_tell_which(plan: Loaded) -> None:
    graph = done(
        plan, entry("drop", "role: running the summer regatta", "partner: Harbour Forum", "section: Our Canals")
    )
    forum = body(graph, "Harbour Forum").id
    left = [link.finish for link in graph.links(Plays) if link.start == forum]
    (section,) = {
        graph.nodes[link.finish].properties()["title"] for link in graph.links(InSection) if link.start in left
    }
    assert section == "Our Lanes"
    assert roles_of(graph, "Canal Trust") == {"running the summer regatta"}


def test_words_that_stand_in_several_places_are_ambiguous_without_a_section(plan: Loaded) -> None:
    after = decided(plan, entry("drop", "role: running the summer regatta"))
    (issue, *_) = after.issues
    assert (issue.code, issue.file, issue.line) == ("correction-ambiguous", "decisions.yaml", 2)
    assert "Our Canals" in issue.hint
    assert "Our Lanes" in issue.hint
    assert len(list(after.graph.of(Role))) == len(list(plan.graph.of(Role)))


def test_a_role_of_several_partners_goes_with_all_of_them(plan: Loaded) -> None:
    graph = done(plan, entry("drop", "role: running the summer regatta", "section: Our Canals"))
    assert roles_of(graph, "Canal Trust") == set()
    assert roles_of(graph, "Harbour Forum") == {"running the summer regatta"}


def test_what_is_no_organisation_goes_with_the_roles_only_it_played(plan: Loaded) -> None:
    graph = done(plan, entry("drop", "organisation: Lantern Company"))
    assert "Lantern Company" not in names(graph)
    assert "counting the lamps" not in {one.text for one in graph.of(Role)}
    assert roles_of(graph, "Lantern Company Limited") == {"lighting every lane"}


def test_a_mention_goes_under_one_heading_only(plan: Loaded) -> None:
    graph = done(plan, entry("drop", "organisation: Harbour Forum", "section: Our Lanes"))
    forum = body(graph, "Harbour Forum").id
    assert len([link for link in graph.links(Plays) if link.start == forum]) == 1
    assert len([link for link in graph.links(EvidencedBy) if link.start == forum]) == 1


def test_an_ask_is_added_with_its_words_and_whom_it_is_put_to(plan: Loaded) -> None:
    words = "Boats should be free to moor anywhere"
    after = decided(plan, entry("add", f"ask: {words}", "to: [DfT, Canal Trust]", "kind: legislation or reform"))
    graph = after.graph
    added = ask(graph, words)
    assert (added.basis, added.by, added.kinds) == ("curated", "Jane Smith", ("legislation or reform",))
    assert set(asked(graph, words)) == {"Department for Transport", "Canal Trust"}
    assert {link.basis for link in asked(graph, words).values()} == {"curated"}
    (passage,) = [graph.nodes[link.finish] for link in graph.links(EvidencedBy) if link.start == added.id]
    assert isinstance(passage, Passage)
    assert after.document.text[passage.start : passage.end] == passage.quote == words
    assert passage.heading_path[-1] == "What we need from government"
    assert body(graph, "Northshire County Council").id in {
        link.start for link in graph.links(Makes) if link.finish == added.id
    }
    assert [
        graph.nodes[link.finish].properties()["title"] for link in graph.links(InSection) if link.start == added.id
    ] == ["Our Canals"]
    assert not [issue for issue in after.issues if "moor anywhere" in issue.message]
    assert after.understood == plan.understood + 1 == after.graph.plan().understood
    (block,) = set(plan.left) - set(after.left)
    assert after.document.words(after.document.blocks[block]).startswith(words)


def test_a_role_is_added_for_its_partner(plan: Loaded) -> None:
    graph = done(
        plan, entry("add", "role: meets in June", "partner: Growth Company", "lead: yes", "verb class: convene")
    )
    (added,) = [one for one in graph.of(Role) if one.text == "meets in June"]
    assert (added.lead, added.verb_class, added.basis) == (True, "convene", "curated")
    assert "meets in June" in roles_of(graph, "Northshire Growth Company")


def test_adding_what_was_found_confirms_it(plan: Loaded) -> None:
    graph = done(plan, entry("add", "ask: hand over the towpath budget", "to: HM Treasury"))
    assert ask(graph, "towpath").id == ask(plan.graph, "towpath").id
    assert set(asked(graph, "towpath")) == {"Department for Transport", "HM Treasury"}


def test_an_organisation_is_added_wherever_its_name_stands(plan: Loaded) -> None:
    graph = done(plan, entry("add", "organisation: summer regatta", "name: Regatta Board", "kind: company"))
    board = body(graph, "Regatta Board")
    assert (board.kind, board.aliases, board.basis) == ("company", ("summer regatta",), "curated")
    assert len([link for link in graph.links(EvidencedBy) if link.start == board.id]) == 2


def test_priorities_and_instruments_are_added_and_linked(plan: Loaded) -> None:
    graph = done(
        plan,
        entry("add", "priority: fair rivers", "name: Fair rivers"),
        entry("add", "instrument: summer regatta", "section: Our Lanes", "name: Regatta Fund", "kind: fund"),
        entry("accept", "ask: fund new locks", "supports: Fair rivers"),
        entry("accept", "role: training young welders", "delivers: fair rivers"),
    )
    (goal,) = [one for one in graph.of(Priority) if one.name == "Fair rivers"]
    assert goal.basis == "curated"
    assert [one.kind for one in graph.of(Instrument) if one.name == "Regatta Fund"] == ["fund"]
    assert [(link.basis, link.by) for link in graph.links(Supports) if link.finish == goal.id] == [
        ("curated", "Jane Smith")
    ]
    assert [link.basis for link in graph.links(Delivers) if link.finish == goal.id] == ["curated"]


def test_words_that_the_plan_does_not_have_cannot_be_added(plan: Loaded) -> None:
    after = decided(plan, entry("add", "ask: Give every barge a brass band", "to: DfT"))
    assert "the plan does not say “Give every barge a brass band”" in after.issues[0].message
    assert len(list(after.graph.of(Ask))) == 2


def test_an_addressee_is_confirmed_added_and_put_in_the_place_of_another(plan: Loaded) -> None:
    graph = done(
        plan,
        entry("addressee", "ask: fund new locks", "organisation: DfT"),
        entry("addressee", "ask: hand over the towpath budget", "organisation: HM Treasury", "instead of: DfT"),
    )
    confirmed = asked(graph, "locks")["Department for Transport"]
    assert (confirmed.basis, confirmed.by, confirmed.at, confirmed.scope) == (
        "curated",
        "Jane Smith",
        "2026-03-02",
        "lead-in",
    )
    assert list(asked(graph, "towpath")) == ["HM Treasury"]


def test_an_inferred_link_is_accepted_or_rejected(read: Callable[[str], Loaded]) -> None:
    buses = PLAN.replace("We want the Department for Transport to:", "We want:").replace(
        "new locks", "more bus services"
    )
    plan = read(buses)
    before = asked(plan.graph, "bus services")
    inferred = [name for name, link in before.items() if link.basis == "inferred"]
    assert inferred
    accepted = asked(
        done(plan, entry("accept", "ask: fund more bus services", f"addressee: {inferred[0]}")), "bus services"
    )
    assert (accepted[inferred[0]].basis, accepted[inferred[0]].topic) == ("curated", before[inferred[0]].topic)
    rejected = asked(
        done(plan, entry("reject", "ask: fund more bus services", f"addressee: {inferred[0]}")), "bus services"
    )
    assert rejected.keys() == before.keys() - {inferred[0]}


def test_a_statement_is_accepted(plan: Loaded) -> None:
    graph = done(plan, entry("accept", "role: training young welders"))
    (role,) = [one for one in graph.of(Role) if one.text == "training young welders"]
    assert (role.basis, role.confidence, role.by) == ("curated", "high", "Jane Smith")


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
        entry("add", "ask: Boats should be free to moor anywhere", "to: DfT"),
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
    assert after.graph.nodes == plan.graph.nodes
    assert after.issues == plan.issues
    assert after.decided is not None
    assert after.decided.applied == after.decided.left == 0
