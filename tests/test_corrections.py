"""What people decide about who is who: names joined, kept apart, renamed, of another kind."""

import pytest

from graph.ontology import Ask, EvidencedBy, Mentions, Passage, Plays
from loaders.plan import Loaded
from tests.corrections_plan import PLAN, ask, body, decided, done, entry, names, read, roles_of


@pytest.fixture
def plan() -> Loaded:
    return read()


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


def test_an_organisation_of_all_plans_has_one_id_in_each(plan: Loaded) -> None:
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
