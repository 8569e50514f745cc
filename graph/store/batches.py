"""A graph as rows for UNWIND: nodes by label, relationships by type and the labels of their ends.

What all rows of a batch have in common, such as the plan they belong to, is sent once: to pack it again for every row
is what a load would spend most of its time on.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from neo4j import ManagedTransaction, Result

from graph.model import Graph
from graph.ontology import NODES, Organisation, Plan
from graph.records import Node
from graph.store.reach import is_shared

_ROWS = 1_000
_CHARACTERS = 2_000_000
"""A message to the embedded engine may have 16 MB; texts count up to four bytes a character."""
_LISTED = 200
"""What one item of a list, or one property of a relationship, is taken to weigh."""

DEPARTMENT = "Department"
"""The further label of departments of government and their agencies, for people browsing."""

Rows = list[dict[str, Any]]


class Statement(NamedTuple):
    """A statement and its parameters `$rows` and `$common`."""

    text: str
    rows: Rows
    common: dict[str, Any]
    asks: bool = False
    """Whether it answers with what is wrong."""

    def run(self, tx: ManagedTransaction) -> Result:
        """Send it."""
        return tx.run(self.text, rows=self.rows, common=self.common)


class Ends(NamedTuple):
    """Where relationships of one type start and end."""

    type: str
    start: str
    finish: str


_CREATE_NODES = "UNWIND $rows AS row CREATE (n:{label} {{id: row.id}}) SET n = row, n += $common"
_MERGE_NODES = "UNWIND $rows AS row MERGE (n:{label} {{id: row.id}}) SET n = row, n += $common"
_MISLABELLED = f" WITH n WHERE n:{DEPARTMENT} RETURN n.id AS mislabelled"
_MATCH_ENDS = (
    "UNWIND $rows AS row MATCH (a:{start} {{id: row.start}}) MATCH (b:{finish} {{id: row.finish}}) "
)  # fmt: skip
_CREATE_RELATIONS = _MATCH_ENDS + "CREATE (a)-[r:{type}]->(b) SET r = row.properties, r += $common"
_MERGE_REFERENCES = _MATCH_ENDS + (
    "OPTIONAL MATCH (a)-[held:{type}]->(b) WHERE held.plan IS NULL "
    "WITH a, b, row, collect(held) AS held "
    "FOREACH (r IN held | SET r = row.properties, r += $common) "
    "FOREACH (_ IN CASE WHEN size(held) = 0 THEN [1] ELSE [] END | "
    "CREATE (a)-[r:{type}]->(b) SET r = row.properties, r += $common)"
)


def everything(graph: Graph, *, plan: bool = True) -> Iterator[Statement]:
    """Statements that write a graph, in order: shared nodes, own nodes (the plan itself if wanted), relationships."""
    yield from _shared_nodes(graph)
    yield from _own_nodes(graph, plan=plan)
    yield from _relations(graph)


def _shared_nodes(graph: Graph) -> Iterator[Statement]:
    """The shared nodes, their properties as this graph has them."""
    groups: dict[str, Rows] = {}
    for node in sorted(graph.nodes.values(), key=lambda n: n.id):
        if is_shared(node):
            department = isinstance(node, Organisation) and node.department
            label = f"{node.label}:{DEPARTMENT}" if department else node.label
            groups.setdefault(label, []).append(node.properties())
    for label, rows in sorted(groups.items()):
        asks = label == Organisation.__name__
        for statement in _cut(_MERGE_NODES.format(label=label) + (_MISLABELLED if asks else ""), rows):
            yield statement._replace(asks=asks)


def _own_nodes(graph: Graph, *, plan: bool) -> Iterator[Statement]:
    groups: dict[str, Rows] = {label: [] for label in NODES}
    for node in graph.nodes.values():
        if not is_shared(node) and (plan or not isinstance(node, Plan)):
            groups[node.label].append(node.properties())
    for label, rows in groups.items():
        yield from _cut(_CREATE_NODES.format(label=label), rows)


def _relations(graph: Graph) -> Iterator[Statement]:
    own: dict[Ends, Rows] = defaultdict(list)
    reference: dict[Ends, Rows] = defaultdict(list)
    for relation in graph.relations.values():
        start, finish = graph.nodes[relation.start], graph.nodes[relation.finish]
        between_shared = relation.plan is None and is_shared(start) and is_shared(finish)
        row = {"start": relation.start, "finish": relation.finish, "properties": relation.properties()}
        (reference if between_shared else own)[_ends(relation.type, start, finish)].append(row)
    yield from _drawn(_CREATE_RELATIONS, own)
    yield from _drawn(_MERGE_REFERENCES, reference)


def _ends(kind: str, start: Node, finish: Node) -> Ends:
    return Ends(kind, type(start).__name__, type(finish).__name__)


def crossing(relations: Rows) -> Iterator[Statement]:
    """Statements that draw relationships of other plans again, where both ends are still there."""
    groups: dict[Ends, Rows] = defaultdict(list)
    for row in relations:
        ends = Ends(row["type"], row["start_label"], row["finish_label"])
        groups[ends].append({name: row[name] for name in ("start", "finish", "properties")})
    yield from _drawn(_CREATE_RELATIONS, groups)


def _drawn(template: str, groups: dict[Ends, Rows]) -> Iterator[Statement]:
    for ends, rows in groups.items():
        yield from _cut(template.format(type=ends.type, start=ends.start, finish=ends.finish), rows)


def labels(graph: Graph) -> Iterator[Statement]:
    """Statements that give the further label to the shared bodies that need it, and take it from the others."""
    bodies = [node for node in graph.of(Organisation) if is_shared(node)]
    match = "UNWIND $rows AS row MATCH (n:Organisation {id: row.id}) WHERE"
    rows = [{"id": body.id} for body in bodies if body.department]
    yield Statement(f"{match} NOT n:{DEPARTMENT} SET n:{DEPARTMENT}", rows, {})
    rows = [{"id": body.id} for body in bodies if not body.department]
    yield Statement(f"{match} n:{DEPARTMENT} REMOVE n:{DEPARTMENT}", rows, {})


def _cut(text: str, rows: Rows) -> Iterator[Statement]:
    """Rows in batches that are neither long nor heavy."""
    batch: Rows = []
    weight = 0
    for row in rows:
        heavy = _weight(row)
        if batch and (len(batch) == _ROWS or weight + heavy > _CHARACTERS):
            yield Statement(text, batch, _common(batch))
            batch, weight = [], 0
        batch.append(row)
        weight += heavy
    if batch:
        yield Statement(text, batch, _common(batch))


def _weight(row: dict[str, Any]) -> int:
    """About how many characters a row has: texts are what makes rows heavy, and lists are of short ones."""
    weight = 0
    for value in row.values():
        kind = type(value)
        if kind is str:
            weight += len(value)
        elif kind is list or kind is dict:
            weight += _LISTED * len(value)
    return weight


def _common(batch: Rows) -> dict[str, Any]:
    """The properties that all rows have in common, taken out of them."""
    held: Iterable[dict[str, Any]] = [row["properties"] for row in batch] if "properties" in batch[0] else batch
    first, *others = held
    common = {name: value for name, value in first.items() if type(value) is not list and name != "id"}
    for other in others:
        for name in [name for name, value in common.items() if other.get(name) != value]:
            del common[name]
        if not common:
            return {}
    if not others and "properties" not in batch[0]:
        return {}
    for properties in held:
        for name in common:
            del properties[name]
    return common
