"""The graph as a Cypher script, run on both engines: it builds the same graph, whatever the words are."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from neo4j import ManagedTransaction

from graph.exchange import cypher_script
from graph.exchange.cypher_script import literal, statements
from graph.interchange import to_json
from graph.model import Graph
from graph.ontology import NODES, Ask, Organisation
from graph.store import Store, open_store
from graph.store.cypher import readings, tokens
from graph.store.schema import declarations
from tests.conftest import Place
from tests.hostile_graph import LARGEST, SMALLEST, hostile_graph
from tests.sample_plans import fenland, midshire
from tests.strategies import ODD_TEXTS, texts


def script(graph: Graph) -> str:
    return "".join(cypher_script.pieces(graph))


def emptied(store: Store) -> Store:
    """The store without anything in it, as a new database is."""
    run(store, ["MATCH (n) DETACH DELETE n"])
    return store


def run(store: Store, texts_of: list[str]) -> None:
    """Run statements as cypher-shell does: one by one."""
    with store._engine.writing.session(database=store._engine.database) as session:
        for text in texts_of:
            session.execute_write(_one, text)


def _one(tx: ManagedTransaction, text: str) -> None:
    tx.run(text).consume()


@pytest.fixture
def empty(store: Store) -> Store:
    return emptied(store)


def test_the_script_builds_the_graph(empty: Store, place: Place) -> None:
    graph = hostile_graph()
    run(empty, statements(script(graph)))
    assert empty.graph() == graph
    assert to_json(empty.graph()) == to_json(graph)
    departments = [one.id for one in graph.of(Organisation) if one.department]
    found = empty.read("MATCH (d:Department) RETURN d.id AS id ORDER BY id").rows
    assert [row["id"] for row in found] == departments != []
    empty.close()
    with open_store(place.location) as again:
        assert [plan.id for plan in again.plans()] == ["north"]
        assert again.replace_plan(graph).plan == "north"


def test_running_it_twice_changes_nothing(empty: Store) -> None:
    text = statements(script(midshire()))
    run(empty, text)
    once = to_json(empty.graph())
    run(empty, text)
    assert to_json(empty.graph()) == once == to_json(midshire())


def test_what_a_store_exports_builds_the_same_store(store: Store) -> None:
    store.replace_plan(midshire())
    store.replace_plan(fenland())
    graph = store.graph()
    run(emptied(store), statements(script(graph)))
    assert store.graph() == graph


@given(held=st.lists(texts, min_size=1, max_size=8), number=st.integers(SMALLEST, LARGEST))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_value_is_what_it_was(store: Store, held: list[str], number: int) -> None:
    value = {"texts": held, "number": number, "yes": True, "no": False, "from": None}
    assert store.read(f"RETURN {literal(value)} AS value").rows == [{"value": value}]


def test_odd_texts_are_what_they_were(store: Store) -> None:
    odd = [*ODD_TEXTS, *(chr(code) for code in range(0x3000) if not 0xD800 <= code < 0xE000)]
    assert store.read(f"RETURN {literal(odd)} AS odd").rows == [{"odd": odd}]


@given(texts)
def test_a_text_stays_on_its_line_and_in_its_quotes(text: str) -> None:
    written = literal(text)
    assert len(written.splitlines()) == 1
    for reading in readings(written):
        assert [token.kind for token in tokens(reading)] == ["string"]


def test_statements_are_what_the_script_is_made_of() -> None:
    text = script(hostile_graph())
    found = statements(text)
    assert text.startswith("// A graph exported by Partnership Graph")
    assert [one for _, one in declarations()] == found[: len(list(declarations()))]
    assert all(
        one.startswith(("CREATE CONSTRAINT", "CREATE INDEX", "MERGE (n:PartnershipGraph", "UNWIND")) for one in found
    )
    joined = ";\n".join(found) + ";\n"
    assert joined == "".join(line for line in text.splitlines(keepends=True) if not line.startswith("//"))


def test_a_statement_has_only_so_many_rows_and_characters() -> None:
    graph = Graph()
    graph.update((Ask(id=f"a{n}", title="t", text="w", rule="r") for n in range(1_050)), [])
    batches = [one for one in statements(script(graph)) if one.startswith("UNWIND")]
    assert [one.count("\n[") for one in batches] == [100] * 10 + [50]
    graph = Graph()
    graph.update((Ask(id=f"a{n}", title="t", text="w" * 60_000, rule="r") for n in range(3)), [])
    assert len([one for one in statements(script(graph)) if one.startswith("UNWIND")]) == 3


def test_an_empty_graph_is_an_empty_store() -> None:
    assert statements(script(Graph()))[-1] == "MERGE (n:PartnershipGraph {schema: 1})"
    assert len(statements(script(Graph()))) == len(list(declarations())) + 1
    assert len(NODES) < len(list(declarations()))
