"""What goes into a store comes out again: the same on both engines, in any order, however often."""

from itertools import permutations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import OntologyError, UnknownPlan
from graph.interchange import to_json
from graph.model import Graph
from graph.ontology import Ask, Continues, Organisation, PartOf, Passage
from graph.store import Store, open_store
from graph.store.reach import reached
from tests.conftest import Place
from tests.store_samples import (
    AGENCY,
    COUNCIL,
    EDUCATION,
    FUND,
    GOVERNMENT,
    RULE,
    UNREACHED,
    WORK,
    plan_graph,
    with_fund,
    with_role,
    with_stated_membership,
)


def test_a_plan_comes_back_as_it_was_loaded_without_what_it_does_not_reach(store: Store) -> None:
    graph = plan_graph()
    done = store.replace_plan(graph)
    kept = reached(graph)
    assert not {UNREACHED.id, FUND.id} & kept.nodes.keys()
    assert {EDUCATION.id, GOVERNMENT.id, WORK.id} <= kept.nodes.keys()
    assert to_json(store.graph("north")) == to_json(kept)
    assert to_json(store.graph()) == to_json(kept)
    assert (done.plan, done.new, done.nodes, done.relations) == ("north", True, len(kept.nodes), len(kept.relations))
    assert done.removed == done.warnings == ()


def test_loading_twice_changes_nothing(store: Store) -> None:
    store.replace_plan(plan_graph())
    once = to_json(store.graph())
    done = store.replace_plan(plan_graph())
    assert not done.new
    assert done.removed == done.warnings == ()
    assert to_json(store.graph()) == once


def test_a_new_version_replaces_the_old_one_whole(store: Store) -> None:
    store.replace_plan(with_role(plan_graph(asks=5), COUNCIL))
    done = store.replace_plan(plan_graph(asks=1, addressee=AGENCY))
    assert to_json(store.graph()) == to_json(reached(plan_graph(asks=1, addressee=AGENCY)))
    assert set(done.removed) == {COUNCIL.id, EDUCATION.id, WORK.id, GOVERNMENT.id}


def test_shared_bodies_survive_as_long_as_any_plan_reaches_them(store: Store) -> None:
    store.replace_plan(with_role(plan_graph("north"), COUNCIL))
    store.replace_plan(with_role(plan_graph("south", addressee=AGENCY), COUNCIL))
    store.forget("north")
    left = store.graph()
    assert COUNCIL.id in left.nodes
    assert EDUCATION.id not in left.nodes
    assert to_json(left) == to_json(reached(with_role(plan_graph("south", addressee=AGENCY), COUNCIL)))
    store.forget("south")
    assert store.graph() == Graph()
    assert store.plans() == []


def test_what_another_plan_reaches_only_through_reference_data_survives(store: Store) -> None:
    store.replace_plan(plan_graph("north"))
    store.replace_plan(with_role(plan_graph("south", addressee=AGENCY), WORK))
    done = store.replace_plan(plan_graph("north", addressee=AGENCY))
    assert done.removed == (EDUCATION.id,)
    left = store.graph().nodes
    assert WORK.id in left
    assert GOVERNMENT.id in left, "part of which the work office is"
    assert FUND.id not in left, "which the work office controls, and no plan names"


def test_a_fund_that_a_plan_names_leads_to_who_controls_it(store: Store) -> None:
    store.replace_plan(with_role(plan_graph("north", addressee=AGENCY), COUNCIL))
    store.replace_plan(with_fund(plan_graph("south", addressee=AGENCY)))
    assert to_json(store.graph("south")) == to_json(reached(with_fund(plan_graph("south", addressee=AGENCY))))
    assert {FUND.id, WORK.id, GOVERNMENT.id} <= store.graph("south").nodes.keys()
    assert not {FUND.id, WORK.id} & store.graph("north").nodes.keys()
    store.replace_plan(with_fund(plan_graph("north")))
    assert set(store.replace_plan(plan_graph("south", addressee=AGENCY)).removed) == set()
    done = store.replace_plan(plan_graph("north", addressee=AGENCY))
    assert set(done.removed) == {FUND.id, WORK.id, EDUCATION.id, GOVERNMENT.id}


def test_two_bodies_that_hold_only_each_other_go(store: Store) -> None:
    def ring() -> Graph:
        return with_stated_membership(with_stated_membership(plan_graph(), COUNCIL, AGENCY), AGENCY, COUNCIL)

    store.replace_plan(ring())
    assert to_json(store.graph("north")) == to_json(reached(ring()))
    done = store.replace_plan(plan_graph())
    assert set(done.removed) == {COUNCIL.id, AGENCY.id}
    assert to_json(store.graph()) == to_json(reached(plan_graph()))


def test_the_order_of_loading_never_shows(place: Place) -> None:
    loads = [
        with_role(plan_graph("north"), COUNCIL),
        plan_graph("south", addressee=AGENCY),
        with_stated_membership(plan_graph("west", asks=1), COUNCIL, AGENCY),
        plan_graph("north", edition="2026", published="2026-01-01"),
    ]
    found = set()
    with open_store(place.location) as store:
        for order in list(permutations(loads))[::5]:
            for graph in order:
                store.replace_plan(graph)
            found.add(to_json(store.graph()))
            for plan in store.plans():
                store.forget(plan.id)
            assert store.graph() == Graph()
    assert len(found) == 1


def test_departments_carry_a_further_label_and_others_do_not(store: Store) -> None:
    store.replace_plan(with_role(with_role_of_agency(plan_graph()), COUNCIL))
    found = store.read("MATCH (d:Department) RETURN d.id AS id ORDER BY id").rows
    assert [row["id"] for row in found] == sorted([AGENCY.id, EDUCATION.id, WORK.id])


def with_role_of_agency(graph: Graph) -> Graph:
    return with_stated_membership(graph, AGENCY, EDUCATION)


def test_a_body_that_changes_its_kind_changes_its_label(store: Store) -> None:
    def body(kind: str) -> Organisation:
        return Organisation(id="org:odd", rule="register", basis="reference", name="Odd", kind=kind)  # type: ignore[arg-type]

    for kind, departments in (("company", 0), ("public body", 1), ("company", 0)):
        store.replace_plan(with_role(plan_graph("south"), body(kind)))
        store.replace_plan(with_role(plan_graph("north"), body(kind)))
        found = store.read("MATCH (o:Department {id: 'org:odd'}) RETURN count(o) AS n").rows
        assert found == [{"n": departments}]
        assert store.graph().nodes["org:odd"] == body(kind)


def test_what_another_plan_drew_to_a_replaced_plan_is_drawn_again(store: Store, place: Place) -> None:
    store.replace_plan(plan_graph("north"))
    store.replace_plan(plan_graph("north", edition="2026"))
    later, earlier = "north@2026/ask/0", "north/ask/0"
    means = PartOf(start=later, finish=earlier, rule=RULE, plan="north@2026")
    graph = store.graph()
    store.close()
    draw(place, means)
    with open_store(place.location) as again:
        again.replace_plan(plan_graph("north"))
        assert again.graph().relations[means.key] == means
        again.replace_plan(plan_graph("north", asks=0))
        assert means.key not in again.graph().relations
    assert means.key not in graph.relations


def draw(place: Place, relation: PartOf) -> None:
    """Draw a relationship past the store, as a later version of it may."""
    with open_store(place.location) as store, store._engine.writing.session(database=store._engine.database) as session:
        session.execute_write(
            lambda tx: tx.run(
                "MATCH (a:Ask {id: $start}), (b:Ask {id: $finish}) CREATE (a)-[r:PART_OF]->(b) SET r = $properties",
                start=relation.start,
                finish=relation.finish,
                properties=relation.properties(),
            ).consume()
        )


def test_an_unsound_graph_is_refused_and_changes_nothing(store: Store) -> None:
    store.replace_plan(plan_graph())
    before = to_json(store.graph())
    graph = plan_graph(asks=1)
    graph.link(Continues(start="north/ask/0", finish="north/ask/99", rule=RULE, plan="north"))
    with pytest.raises(OntologyError, match="north/ask/99"):
        store.replace_plan(graph)
    with pytest.raises(OntologyError, match="exactly one plan"):
        store.replace_plan(Graph())
    assert to_json(store.graph()) == before


def test_a_plan_that_is_not_there_is_said_so(store: Store) -> None:
    store.replace_plan(plan_graph())
    for action in (store.forget, store.graph):
        with pytest.raises(UnknownPlan, match="'east'"):
            action("east")


def test_plans_are_listed_with_what_they_hold(store: Store) -> None:
    store.replace_plan(with_role(plan_graph(asks=3), COUNCIL))
    (plan,) = store.plans()
    assert (plan.id, plan.title, plan.publisher) == ("north", "Plan of north", "north Authority")
    assert (plan.asks, plan.roles, plan.priorities, plan.blocks, plan.current) == (3, 1, 1, 3, True)


def test_a_large_plan_goes_in_several_batches_of_one_transaction(store: Store) -> None:
    graph = plan_graph(asks=1_300)
    store.replace_plan(graph)
    assert to_json(store.graph("north")) == to_json(reached(graph))


@pytest.mark.parametrize(
    ("query", "sought"),
    [
        ("MATCH ()-[r:MEMBER_OF]->() WHERE r.plan = $plan DELETE r", ("RelationshipIndexSeek", "EDGE BY INDEX")),
        ("MATCH (n:Ask {plan: $plan}) DETACH DELETE n", ("NodeIndexSeek", "INDEX")),
        ("MATCH (a:Ask {id: $plan}) RETURN a", ("NodeUniqueIndexSeek", "NodeIndexSeek")),
    ],
)
def test_what_belongs_to_a_plan_is_found_by_index_however_many_plans_there_are(
    store: Store, query: str, sought: tuple[str, str]
) -> None:
    store.replace_plan(with_stated_membership(plan_graph(), COUNCIL, AGENCY))
    with store._engine.writing.session(database=store._engine.database) as session:
        explained = session.run(f"EXPLAIN {query}", plan="north").consume().plan
    assert any(name in str(explained) for name in sought), explained


words = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)


@given(text=words, quote=words, listed=st.lists(words, max_size=3), amount=st.integers(-(2**63), 2**63 - 1))
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_any_text_and_number_comes_back_unchanged(
    store: Store, text: str, quote: str, listed: list[str], amount: int
) -> None:
    graph = plan_graph(asks=0)
    graph.add(Ask(id="north/ask/x", plan="north", rule=RULE, title=text, text=quote, amount=amount))
    graph.add(
        Passage(
            id="north/passage/x",
            plan="north",
            kind="span",
            quote=quote,
            start=3,
            end=3 + len(quote),
            order=0,
            heading_path=tuple(listed),
        )
    )
    store.replace_plan(graph)
    assert store.graph("north") == reached(graph)
