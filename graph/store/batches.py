"""A graph as rows for UNWIND: nodes by label, relationships by type and the labels of their ends."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from graph.model import Graph
from graph.ontology import NODES, Organisation
from graph.records import Node
from graph.store.reach import is_shared

_ROWS = 1_000
_CHARACTERS = 2_000_000
"""A message to the embedded engine may have 16 MB; texts count up to four bytes a character."""

DEPARTMENT = "Department"
"""The further label of departments of government and their agencies, for people browsing."""

Rows = list[dict[str, Any]]


class Statement(NamedTuple):
    """A statement and its rows, which are the parameter `$rows`."""

    text: str
    rows: Rows


class Ends(NamedTuple):
    """Where relationships of one type start and end."""

    type: str
    start: str
    finish: str


CREATE_NODES = "UNWIND $rows AS row CREATE (n:{label} {{id: row.id}}) SET n = row"
MERGE_NODES = "UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n = row"
MISLABELLED = f" WITH n WHERE n:{DEPARTMENT} RETURN n.id AS mislabelled"
CREATE_RELATIONS = (
    "UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{finish} {{id: row.finish}}) "
    "CREATE (a)-[r:{type}]->(b) SET r = row.properties"
)
MERGE_REFERENCES = (
    "UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{finish} {{id: row.finish}}) "
    "OPTIONAL MATCH (a)-[held:{type}]->(b) WHERE held.plan IS NULL "
    "WITH a, b, row, collect(held) AS held "
    "FOREACH (r IN held | SET r = row.properties) "
    "FOREACH (_ IN CASE WHEN size(held) = 0 THEN [1] ELSE [] END | CREATE (a)-[r:{type}]->(b) SET r = row.properties)"
)


def shared_nodes(graph: Graph) -> Iterator[Statement]:
    """Statements that bring the shared nodes in, their properties as this graph has them."""
    groups: dict[str, Rows] = {}
    for node in sorted(graph.nodes.values(), key=lambda n: n.id):
        if is_shared(node):
            groups.setdefault(_labels(node), []).append(node.properties())
    for label, rows in sorted(groups.items()):
        found = MISLABELLED if label == Organisation.__name__ else ""
        yield from _cut(MERGE_NODES.format(label=label) + found, rows)


def labels(graph: Graph) -> Iterator[Statement]:
    """Statements that give the further label to the shared bodies that need it, and take it from the others."""
    bodies = [node for node in graph.of(Organisation) if is_shared(node)]
    match = "UNWIND $rows AS row MATCH (n:Organisation {id: row.id}) WHERE"
    rows = [{"id": body.id} for body in bodies if body.department]
    yield Statement(f"{match} NOT n:{DEPARTMENT} SET n:{DEPARTMENT}", rows)
    rows = [{"id": body.id} for body in bodies if not body.department]
    yield Statement(f"{match} n:{DEPARTMENT} REMOVE n:{DEPARTMENT}", rows)


def own_nodes(graph: Graph) -> Iterator[Statement]:
    """Statements that create the plan and what belongs to it."""
    groups: dict[str, Rows] = {label: [] for label in NODES}
    for node in graph.nodes.values():
        if not is_shared(node):
            groups[node.label].append(node.properties())
    for label, rows in groups.items():
        if rows:
            yield from _cut(CREATE_NODES.format(label=label), rows)


def relations(graph: Graph) -> Iterator[Statement]:
    """Statements that draw the relationships, after the nodes are there."""
    own: Mapping[Ends, Rows] = defaultdict(list)
    reference: Mapping[Ends, Rows] = defaultdict(list)
    for relation in graph.relations.values():
        start, finish = graph.nodes[relation.start], graph.nodes[relation.finish]
        between_shared = relation.plan is None and is_shared(start) and is_shared(finish)
        row = {"start": relation.start, "finish": relation.finish, "properties": relation.properties()}
        (reference if between_shared else own)[Ends(relation.type, start.label, finish.label)].append(row)
    for template, groups in ((CREATE_RELATIONS, own), (MERGE_REFERENCES, reference)):
        for ends, rows in groups.items():
            yield from _cut(template.format(type=ends.type, start=ends.start, finish=ends.finish), rows)


def crossing(relations: Rows) -> Iterator[Statement]:
    """Statements that draw relationships of other plans again, where both ends are still there."""
    groups: dict[Ends, Rows] = defaultdict(list)
    for row in relations:
        groups[Ends(row["type"], row["start_label"], row["finish_label"])].append(row)
    for ends, rows in groups.items():
        yield from _cut(CREATE_RELATIONS.format(type=ends.type, start=ends.start, finish=ends.finish), rows)


def _labels(node: Node) -> str:
    department = isinstance(node, Organisation) and node.department
    return f"{node.label}:{DEPARTMENT}" if department else node.label


def _cut(text: str, rows: Rows) -> Iterator[Statement]:
    """Rows in batches that are neither long nor heavy."""
    batch: Rows = []
    weight = 0
    for row in rows:
        heavy = _weight(row)
        if batch and (len(batch) == _ROWS or weight + heavy > _CHARACTERS):
            yield Statement(text, batch)
            batch, weight = [], 0
        batch.append(row)
        weight += heavy
    if batch:
        yield Statement(text, batch)


def _weight(value: Any) -> int:
    match value:
        case str():
            return len(value)
        case dict():
            return sum(map(_weight, value.values()))
        case list():
            return sum(map(_weight, value))
        case _:
            return 1
