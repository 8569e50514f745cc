r"""A Cypher script that builds the graph: for cypher-shell, Neo4j Browser or a driver, on either engine.

Constraints first, then nodes by label, then relationships by type and ends, each statement a batch of rows. Nodes and
relationships are merged, so that to run it twice changes nothing. The way back is to run it.

Texts stand in single quotes. A backslash, a quotation mark, an end of line, and characters that are not seen or turn a
line round are escaped; a `u` after a backslash is written `\u0075`, since engines differ over whether `\\u0027` holds
a quotation mark. So every text stays on its line, and a statement ends where a line ends with a semicolon.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.exchange.labels import by_labels
from graph.model import Graph
from graph.ontology import NODES, SCHEMA
from graph.records import Relation
from graph.store.schema import MARK, declarations

_ROWS = 100
_CHARACTERS = 100_000
"""A statement of up to so many rows and about so many characters: an engine reads and plans the whole of it at once."""

_END = ";\n"
_NAMED = {"\\": r"\\", "'": r"\'", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
_ODD = re.compile(r"\\u|['\\\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]")


def pieces(graph: Graph) -> Iterator[str]:
    """The script, a statement at a time."""
    yield (
        f"// A graph exported by Partnership Graph (schema {SCHEMA}): {len(graph.nodes)} nodes, "
        f"{len(graph.relations)} relationships.\n// Run it in an empty database: cypher-shell -f FILE\n"
    )
    for _, statement in declarations():
        yield statement + _END
    yield f"MERGE (n:{MARK} {{schema: {SCHEMA}}}){_END}"
    for label, rows in _nodes(graph):
        yield from _batches(rows, f"MERGE (n:{label} {{id: row.id}}) SET n = row")
    for (kind, start, finish), rows in _relations(graph):
        ends = f"MATCH (a:{start} {{id: row.start}}) MATCH (b:{finish} {{id: row.finish}})"
        yield from _batches(rows, f"{ends} MERGE (a)-[r:{kind}]->(b) SET r = row.properties")


def statements(script: str) -> list[str]:
    """The statements of such a script, one by one, as a driver takes them."""
    lines = "".join(line for line in script.splitlines(keepends=True) if not line.startswith("//"))
    return [statement for statement in lines.split(_END) if statement.strip()]


def _nodes(graph: Graph) -> Iterator[tuple[str, Iterator[str]]]:
    for kind in NODES.values():
        for labels, held in by_labels(list(graph.of(kind))).items():
            yield labels, (literal(node.properties()) for node in held)


def _relations(graph: Graph) -> Iterator[tuple[tuple[str, str, str], Iterator[str]]]:
    groups: dict[tuple[str, str, str], list[Relation]] = {}
    for edge in sorted(graph.relations.values(), key=lambda r: r.key):
        ends = graph.nodes[edge.start].label, graph.nodes[edge.finish].label
        groups.setdefault((edge.type, *ends), []).append(edge)
    for key, edges in sorted(groups.items()):
        rows = ({"start": e.start, "finish": e.finish, "properties": e.properties()} for e in edges)
        yield key, map(literal, rows)


def _batches(rows: Iterable[str], does: str) -> Iterator[str]:
    batch: list[str] = []
    weight = 0
    for row in rows:
        if batch and (len(batch) == _ROWS or weight + len(row) > _CHARACTERS):
            yield _statement(batch, does)
            batch, weight = [], 0
        batch.append(row)
        weight += len(row)
    if batch:
        yield _statement(batch, does)


def _statement(rows: list[str], does: str) -> str:
    return "UNWIND [\n" + ",\n".join(rows) + f"\n] AS row\n{does}{_END}"


def literal(value: Any) -> str:
    """A value as Cypher writes it, on one line."""
    if isinstance(value, str):
        return f"'{_ODD.sub(_escape, value)}'"
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"`{name}`: {literal(held)}" for name, held in value.items()) + "}"
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(literal, value))}]"
    return "null" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


def _escape(found: re.Match[str]) -> str:
    if found[0] == r"\u":
        return r"\\\u0075"
    return _NAMED.get(found[0]) or f"\\u{ord(found[0]):04X}"
