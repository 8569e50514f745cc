"""Replacing and forgetting a plan, each in one transaction."""

from typing import Any

from neo4j import ManagedTransaction

from graph.errors import UnknownPlan
from graph.model import Graph
from graph.ontology import Plan
from graph.store import batches, editions
from graph.store.batches import Statement
from graph.store.prune import prune
from graph.store.reach import is_shared
from graph.store.results import Replaced
from graph.store.schema import OWN_LABELS, REFERENCE_TYPES
from graph.store.survey import Surroundings, survey


class Mislabelled(Exception):
    """A shared body is a department now and was none before, or the other way round."""


def relabel(tx: ManagedTransaction, graph: Graph) -> None:
    """Let every shared body of a graph carry the labels it has now.

    A transaction of its own, since the embedded engine cannot both change a label and go on with the node.
    """
    for statement in batches.labels(graph):
        tx.run(statement.text, rows=statement.rows).consume()


def replace_plan(tx: ManagedTransaction, graph: Graph, statements: list[Statement]) -> Replaced:
    """Put a plan's graph in the place of what the store holds of this plan.

    `statements` are those of `statements_of` for this graph, made once however often the driver tries.
    """
    plan = graph.plan()
    held = editions.of_work(tx, plan.work)
    new = all(edition["id"] != plan.id for edition in held)
    around = Surroundings() if new else _clear(tx, plan.id)
    for statement in statements:
        if tx.run(statement.text, rows=statement.rows).peek() is not None:
            raise Mislabelled
    removed: list[str] = []
    warnings: list[str] = []
    if not new:
        for statement in batches.crossing(around.crossing):
            tx.run(statement.text, rows=statement.rows).consume()
        removed, warnings = prune(tx, around.shared, {node.id for node in graph.nodes.values() if is_shared(node)})
    _settle(tx, plan, held)
    return Replaced(
        plan.id, new, len(graph.nodes), len(graph.relations), tuple(removed), (*around.warnings(), *warnings)
    )


def statements_of(graph: Graph) -> list[Statement]:
    """Everything that writes a graph, in order: shared nodes, own nodes, relationships."""
    return [*batches.shared_nodes(graph), *batches.own_nodes(graph), *batches.relations(graph)]


def forget(tx: ManagedTransaction, plan: str) -> None:
    """Remove a plan and what only it reaches.

    Raises:
        UnknownPlan: the store does not hold it.
    """
    found = tx.run("MATCH (p:Plan {id: $plan}) RETURN p.work AS work", plan=plan).single()
    if found is None:
        held = tx.run("MATCH (p:Plan) RETURN p.id AS id ORDER BY id LIMIT 20").value("id")
        names = f"It holds: {', '.join(held)}." if held else "It holds no plan."
        raise UnknownPlan(f"There is no plan {plan!r} in the store. {names}")
    around = _clear(tx, plan)
    prune(tx, around.shared, set())
    left = editions.of_work(tx, found["work"])
    editions.settle(tx, left, editions.newest(left))


def _clear(tx: ManagedTransaction, plan: str) -> Surroundings:
    """Remove the plan's own nodes and relationships; what lay around them."""
    around = survey(tx, plan)
    for kind in REFERENCE_TYPES:
        tx.run(f"MATCH ()-[r:{kind} {{plan: $plan}}]->() DELETE r", plan=plan).consume()
    for label in OWN_LABELS:
        tx.run(f"MATCH (n:{label} {{plan: $plan}}) DETACH DELETE n", plan=plan).consume()
    tx.run(f"MATCH (n:{Plan.__name__} {{id: $plan}}) DETACH DELETE n", plan=plan).consume()
    return around


def _settle(tx: ManagedTransaction, plan: Plan, held: list[dict[str, Any]]) -> None:
    others = [edition for edition in held if edition["id"] != plan.id]
    if not others and plan.current:
        return
    mine: dict[str, Any] = {
        name: getattr(plan, name) for name in ("id", "published_on", "published_not_before", "edition", "current")
    }
    found = [*others, mine]
    editions.settle(tx, found, editions.newest(found))
