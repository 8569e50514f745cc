"""Replacing and forgetting a plan, each in one transaction."""

from collections.abc import Iterable
from typing import Any

from neo4j import ManagedTransaction

from graph.errors import UnknownPlan
from graph.model import Graph
from graph.ontology import Plan
from graph.store import batches, continuing, editions
from graph.store.batches import Statement
from graph.store.prune import prune
from graph.store.reach import is_shared
from graph.store.results import Continuation, Replaced
from graph.store.schema import OWN_LABELS, REFERENCE_TYPES
from graph.store.survey import Surroundings, survey


class Mislabelled(Exception):
    """A shared body is a department now and was none before, or the other way round."""


def relabel(tx: ManagedTransaction, graph: Graph) -> None:
    """Let every shared body of a graph carry the labels it has now.

    A transaction of its own, since the embedded engine cannot both change a label and go on with the node.
    """
    for statement in batches.labels(graph):
        statement.run(tx).consume()


def replace_plan(tx: ManagedTransaction, graph: Graph) -> Replaced:
    """Put a plan's graph in the place of what the store holds of this plan.

    Raises:
        Mislabelled: a shared body must be given its labels first.
    """
    plan = graph.plan()
    held = editions.before(tx, plan)
    new = all(edition["id"] != plan.id for edition in held)
    around = Surroundings() if new else _clear(tx, plan.id)
    _write(tx, batches.everything(graph, plan=bool(held)))
    removed: list[str] = []
    warnings: list[str] = []
    if not new:
        _write(tx, batches.crossing(around.crossing))
        removed, warnings = prune(tx, around.shared, {node.id for node in graph.nodes.values() if is_shared(node)})
    continuation, undecided = _settle(tx, plan, held)
    return Replaced(
        plan.id, new, len(graph.nodes), len(graph.relations), tuple(removed),
        (*around.warnings(), *warnings, *undecided), continuation,
    )  # fmt: skip


def _write(tx: ManagedTransaction, statements: Iterable[Statement]) -> None:
    """Send everything; the next batch is made while the server works on the one before it."""
    result = None
    for statement in statements:
        result = statement.run(tx)
        if statement.asks and result.peek() is not None:
            raise Mislabelled
    if result is not None:
        result.consume()


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
    continuing.settle(tx, left, None)


def _clear(tx: ManagedTransaction, plan: str) -> Surroundings:
    """Remove the plan's own nodes and relationships; what lay around them."""
    around = survey(tx, plan)
    for kind in REFERENCE_TYPES:
        tx.run(f"MATCH ()-[r:{kind}]->() WHERE r.plan = $plan DELETE r", plan=plan).consume()
    for label in OWN_LABELS:
        tx.run(f"MATCH (n:{label} {{plan: $plan}}) DETACH DELETE n", plan=plan).consume()
    tx.run(f"MATCH (n:{Plan.__name__} {{id: $plan}}) DETACH DELETE n", plan=plan).consume()
    return around


def _settle(
    tx: ManagedTransaction, plan: Plan, held: list[dict[str, Any]]
) -> tuple[Continuation | None, tuple[str, ...]]:
    """Make the newest edition of the work current, and let the asks of each go on in the next."""
    others = [edition for edition in held if edition["id"] != plan.id]
    if not others and plan.current:
        return None, ()
    mine: dict[str, Any] = {
        name: getattr(plan, name) for name in ("id", "published_on", "published_not_before", "edition", "current")
    }
    found = [*others, mine]
    editions.settle(tx, found, editions.newest(found))
    return continuing.settle(tx, found, plan.id) if others else (None, ())
