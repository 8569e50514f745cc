"""The graph in memory again, from a store: all of it, or one plan with the shared bodies it reaches."""

from collections.abc import Iterable, Mapping
from typing import Any

from graph.errors import OntologyError, StoreMismatch, UnknownPlan
from graph.model import Graph
from graph.ontology import NODES, RELATIONS
from graph.records import Node, Relation, properties_of
from graph.soundness import node_from, relation_from
from graph.store.schema import OWN_LABELS, REFERENCE_TYPES
from graph.store.watch import Reads
from graph.vocabulary import BASES

_KINDS: Mapping[str, type[Node] | type[Relation]] = {**NODES, **RELATIONS}
_STORED = {name: frozenset(p.stored for p in properties_of(kind)) for name, kind in _KINDS.items()}
_LEADS = ("PART_OF", "MEMBER_OF")

_OUT = "RETURN n.id AS start, type(r) AS type, m.id AS finish, labels(m) AS labels, properties(r) AS properties"
_IN = "RETURN m.id AS start, type(r) AS type, n.id AS finish, labels(m) AS labels, properties(r) AS properties"

Row = Mapping[str, Any]


def whole(tx: Reads) -> Graph:
    """Every plan and everything shared.

    Where several plans know the same relationship between two shared bodies, the graph has the one with the strongest
    basis, then the one of the first plan by id, since it holds one relationship of a type between two nodes.
    """
    found = Graph()
    for label in NODES:
        rows = tx.run(f"MATCH (n:{label}) WHERE n.id IS NOT NULL RETURN properties(n) AS properties")
        _add(found, label, (row["properties"] for row in rows))
    for kind in RELATIONS:
        rows = tx.run(
            f"MATCH (n)-[r:{kind}]->(m) RETURN n.id AS start, type(r) AS type, m.id AS finish, "
            "properties(r) AS properties"
        )
        _link(found, rows, None)
    return found


def one(tx: Reads, plan: str) -> Graph:
    """One plan and the shared bodies it reaches.

    Raises:
        UnknownPlan: the store does not hold it.
    """
    found = Graph()
    _add(found, "Plan", tx.run("MATCH (n:Plan {id: $plan}) RETURN properties(n) AS value", plan=plan).value("value"))
    if not found.nodes:
        raise UnknownPlan(f"There is no plan {plan!r} in the store. `partners plans` lists what it holds.")
    links: list[Row] = []
    for label in OWN_LABELS:
        own = tx.run(f"MATCH (n:{label} {{plan: $plan}}) RETURN properties(n) AS value", plan=plan).value("value")
        _add(found, label, own)
        for query in (f"-[r]->(m) {_OUT}", f"<-[r]-(m) WHERE m.plan IS NULL {_IN}"):
            links += tx.run(f"MATCH (n:{label} {{plan: $plan}}){query}", plan=plan)
    for query in (f"-[r]->(m) {_OUT}", f"<-[r]-(m) {_IN}"):
        links += tx.run(f"MATCH (n:Plan {{id: $plan}}){query}", plan=plan)
    for kind in REFERENCE_TYPES:
        query = f"MATCH (n)-[r:{kind}]->(m) WHERE r.plan = $plan AND n.plan IS NULL AND m.plan IS NULL {_OUT}"
        links += tx.run(query, plan=plan)
    _add_shared(tx, found, links)
    _link(found, links, plan)
    return found


def _add_shared(tx: Reads, found: Graph, links: list[Row]) -> None:
    """Follow reference data from the shared bodies the links name, adding nodes to the graph and links to the list."""
    waiting = _shared_ends(links) - found.nodes.keys()
    while waiting:
        for label in ("Organisation", "Instrument"):
            query = f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) WHERE n.plan IS NULL"
            ids = sorted(waiting)
            _add(found, label, tx.run(f"{query} RETURN properties(n) AS value", ids=ids).value("value"))
        query = "UNWIND $ids AS id MATCH (n:Organisation {id: id}) WHERE n.plan IS NULL"
        ids = sorted(waiting)
        onward = list(
            tx.run(
                f"{query} MATCH (n)-[r:{'|'.join(_LEADS)}]->(m) WHERE r.plan IS NULL AND m.plan IS NULL {_OUT}", ids=ids
            )
        )
        onward += tx.run(f"{query} MATCH (n)<-[r:SUCCEEDS]-(m) WHERE r.plan IS NULL AND m.plan IS NULL {_IN}", ids=ids)
        query = "UNWIND $ids AS id MATCH (n:Instrument {id: id}) WHERE n.plan IS NULL"
        onward += tx.run(f"{query} MATCH (n)<-[r:CONTROLS]-(m) WHERE r.plan IS NULL AND m.plan IS NULL {_IN}", ids=ids)
        links += onward
        waiting = _shared_ends(onward) - found.nodes.keys()


def _shared_ends(links: Iterable[Row]) -> set[str]:
    return {
        end
        for row in links
        if "Organisation" in row["labels"] or "Instrument" in row["labels"]
        for end in (row["start"], row["finish"])
        if end is not None
    }


def _add(found: Graph, label: str, properties: Iterable[Mapping[str, Any]]) -> None:
    for held in properties:
        with_known = {name: value for name, value in held.items() if name in _STORED[label]}
        try:
            found.add(node_from(label, with_known))
        except OntologyError as error:
            raise StoreMismatch(_strange(str(held.get("id")), error)) from error


def _link(found: Graph, rows: Iterable[Row], plan: str | None) -> None:
    """Add the relationships whose ends are both there."""
    best: dict[tuple[str, str, str], tuple[tuple[bool, int, str], Row]] = {}
    for row in rows:
        if row["type"] not in RELATIONS or row["start"] not in found.nodes or row["finish"] not in found.nodes:
            continue
        properties = row["properties"]
        basis = properties.get("basis", "stated")
        strength = BASES.index(basis) if basis in BASES else len(BASES)
        rank = (properties.get("plan") != plan, strength, properties.get("plan") or "")
        key = (row["start"], row["type"], row["finish"])
        if key not in best or rank < best[key][0]:
            best[key] = (rank, row)
    for (start, kind, finish), (_, row) in best.items():
        known = {name: value for name, value in row["properties"].items() if name in _STORED[kind]}
        try:
            found.link(relation_from(kind, start, finish, known))
        except OntologyError as error:
            raise StoreMismatch(_strange(f"({start})-[{kind}]->({finish})", error)) from error


def _strange(what: str, error: OntologyError) -> str:
    return f"The store holds something the ontology does not know, {what}: {error} Load its plan again."
