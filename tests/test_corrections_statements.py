"""What people decide about what a plan says: statements dropped, added, confirmed, and who is asked."""

import pytest

from graph.ontology import (
    Ask,
    Delivers,
    EvidencedBy,
    InSection,
    Instrument,
    Makes,
    Passage,
    Plays,
    Priority,
    Role,
    Supports,
)
from loaders.plan import Loaded
from tests.corrections_plan import PLAN, ask, asked, body, decided, done, entry, names, read, roles_of


@pytest.fixture
def plan() -> Loaded:
    return read()


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
    words = "Every boater hopes to moor anywhere"
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


@pytest.mark.parametrize(
    ("now", "state"),
    [
        ("training many young welders in Ash", "unmatched"),
        ("training the young welders", "reworded"),
        ("training young weldors", "reworded"),
        ("training young bakers", "unmatched"),
    ],
)
def test_reworded_words_are_known_again_and_other_words_are_not(now: str, state: str) -> None:
    plan = read(PLAN.replace("training young welders", now))
    after = decided(plan, entry("accept", "role: training young welders"))
    assert after.decided is not None
    (outcome,) = after.decided.outcomes
    assert outcome.state == state
    assert (f"matched reworded words: “{now}”" in outcome.said) == (state == "reworded")
    (issue,) = [issue for issue in after.issues if issue.file]
    assert issue.severity == ("note" if state == "reworded" else "warning")


def test_a_sum_may_change_and_a_thing_may_not() -> None:
    plan = read(PLAN.replace("fund new locks, at a cost of £40m", "fund new trams, at a cost of £40m"))
    drop = entry("drop", "ask: fund new locks, at a cost of £40m")
    assert len(list(decided(plan, drop).graph.of(Ask))) == 2
    dearer = read(PLAN.replace("£40m", "£55m"))
    assert len(list(decided(dearer, drop).graph.of(Ask))) == 1


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


def test_an_inferred_link_is_accepted_or_rejected() -> None:
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
