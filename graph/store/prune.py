"""Removing shared bodies and reference data that no plan reaches any more.

Only what the old version of a plan reached is looked at, and what goes with it in turn.
"""

from collections.abc import Iterable

from neo4j import ManagedTransaction

from graph.ontology import NODES, RELATIONS
from graph.store.reach import closure

_AROUND = """
UNWIND $ids AS id
MATCH (n:{label} {{id: id}}) WHERE n.plan IS NULL
RETURN n.id AS id,
       EXISTS {{ MATCH (n)-[r]-(m) WHERE r.plan IS NOT NULL OR m.plan IS NOT NULL }} AS anchored,
       COLLECT {{ MATCH (n)<-[:PART_OF|MEMBER_OF]-(m) WHERE m.id IS NOT NULL RETURN m.id }} AS below,
       COLLECT {{ MATCH (n)-[:SUCCEEDS]->(m) WHERE m.id IS NOT NULL RETURN m.id }} AS before,
       COLLECT {{ MATCH (n)-[:PART_OF|MEMBER_OF]->(m) WHERE m.id IS NOT NULL RETURN m.id }} AS above,
       COLLECT {{ MATCH (n)-[:CONTROLS]->(m) WHERE m.id IS NOT NULL RETURN m.id }} AS controlled,
       COLLECT {{ MATCH (n)<-[:CONTROLS]-(m) WHERE m.id IS NOT NULL RETURN m.id }} AS controllers,
       COLLECT {{ MATCH (n)<-[:SUCCEEDS]-(m) WHERE m.id IS NOT NULL RETURN m.id }} AS after
"""

_FOREIGN = """
UNWIND $ids AS id
MATCH (n:{label} {{id: id}})-[r]-(m)
WHERE NOT type(r) IN $types OR none(label IN labels(m) WHERE label IN $labels)
RETURN type(r) AS type, count(*) AS count ORDER BY type
"""


def prune(tx: ManagedTransaction, candidates: Iterable[tuple[str, str]], keep: set[str]) -> tuple[list[str], list[str]]:
    """Remove what is no longer reached among the candidates (label and id) and what only they led to.

    Gives the ids removed and sentences about relationships of others that were cut. What `keep` names is reached.
    """
    removed: list[str] = []
    warnings: list[str] = []
    waiting = {(label, id_) for label, id_ in candidates if id_ not in keep}
    while waiting:
        gone, waiting = _unreached(tx, waiting, keep)
        waiting -= gone
        for label in sorted({label for label, _ in gone}):
            ids = sorted(id_ for held, id_ in gone if held == label)
            warnings += _cut(tx, label, ids)
            tx.run(f"UNWIND $ids AS id MATCH (n:{label} {{id: id}}) DETACH DELETE n", ids=ids).consume()
            removed += ids
    return sorted(removed), warnings


def _unreached(
    tx: ManagedTransaction, candidates: set[tuple[str, str]], keep: set[str]
) -> tuple[set[tuple[str, str]], set[tuple[str, str]]]:
    """Which candidates no plan reaches, walking back from them, and what those lead to."""
    labels: dict[str, str] = {}
    onward: dict[str, set[tuple[str, str]]] = {}
    anchored: set[str] = set()
    steps: list[tuple[str, str]] = []
    frontier = set(candidates)
    while frontier:
        following: set[tuple[str, str]] = set()
        for label in sorted({label for label, _ in frontier}):
            ids = sorted(id_ for held, id_ in frontier if held == label)
            for row in tx.run(_AROUND.format(label=label), ids=ids).data():
                labels[row["id"]] = label
                beyond = (*row["above"], *row["after"], *row["controllers"])
                onward[row["id"]] = {("Organisation", id_) for id_ in beyond}
                if row["anchored"] or row["id"] in keep:
                    anchored.add(row["id"])
                    continue
                back = {("Organisation", id_) for id_ in (*row["below"], *row["before"])}
                back |= {("Instrument", id_) for id_ in row["controlled"]}
                steps += [(id_, row["id"]) for _, id_ in back]
                following |= back
        frontier = {(label, id_) for label, id_ in following if id_ not in labels}
    reached = closure(anchored, steps)
    gone = {(label, id_) for id_, label in labels.items() if id_ not in reached}
    return gone, {other for _, id_ in gone for other in onward[id_] if other[1] not in keep}


def _cut(tx: ManagedTransaction, label: str, ids: list[str]) -> list[str]:
    found = tx.run(_FOREIGN.format(label=label), ids=ids, types=list(RELATIONS), labels=list(NODES)).data()
    return [
        f"{row['count']} {'relationship' if row['count'] == 1 else 'relationships'} {row['type']} that others drew to "
        f"{label} nodes that no plan reaches any more {'is' if row['count'] == 1 else 'are'} cut."
        for row in found
    ]
