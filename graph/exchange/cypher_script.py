r"""A Cypher script that builds the graph: for cypher-shell, Neo4j Browser or a driver, on either engine.

Constraints first, then nodes by label, then relationships by type and ends, each statement a batch of rows. Nodes and
relationships are merged, so that to run it twice changes nothing. The way back is to run it.

Texts stand in single quotes. A backslash, a quotation mark, an end of line, and characters that are not seen or turn a
line round are escaped; a `u` after a backslash is written `\u0075`, since engines differ over whether `\\u0027` holds
a quotation mark. So every text stays on its line, and a statement ends where a line ends with a semicolon.

A row is a list of plain values, which Neo4j takes as a parameter; it plans maps, and lists in lists, value by value,
which takes eight times as long. So the items of a list are one text, parted by a character that none of them holds.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.exchange.labels import by_labels
from graph.exchange.parting import unused
from graph.model import Graph
from graph.ontology import NODES, SCHEMA
from graph.records import Node, Property, Relation, properties_of
from graph.store.schema import MARK, declarations

_ROWS = 100
_CHARACTERS = 100_000
"""A statement of up to so many rows and about so many characters: an engine reads and plans the whole of it at once."""

_PARTINGS = (*map(chr, range(0x1F, 0x1B, -1)), *map(chr, range(0xE000, 0xF8FF)))
"""What may part the items of a list; readable characters mean something in the patterns by which some engines split."""

_END = ";\n"
_NAMED = {"\\": r"\\", "'": r"\'", "\n": r"\n", "\r": r"\r", "\t": r"\t"}
_ODD = re.compile(r"\\u|['\\\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffe\uffff]")


Row = tuple[tuple[str, ...], Node | Relation]
"""The ids by which something is found, and what is to be known of it."""


def pieces(graph: Graph) -> Iterator[str]:
    """The script, a statement at a time."""
    yield (
        f"// A graph exported by Partnership Graph (schema {SCHEMA}): {len(graph.nodes)} nodes, "
        f"{len(graph.relations)} relationships.\n// Run it in an empty database: cypher-shell -f FILE\n"
    )
    for _, statement in declarations():
        yield statement + _END
    yield f"MERGE (n:{MARK} {{schema: {SCHEMA}}}){_END}"
    parting = unused(graph, _PARTINGS)
    for kind in NODES.values():
        for labels, nodes in by_labels(list(graph.of(kind))).items():
            rows = [((node.id,), node) for node in nodes]
            yield from _batches(rows, f"MERGE (n:{labels} {{id: row[0]}})", "n", parting)
    for (kind_of, start, finish), edges in _relations(graph):
        ends = f"MATCH (a:{start} {{id: row[0]}}) MATCH (b:{finish} {{id: row[1]}})"
        held = [((edge.start, edge.finish), edge) for edge in edges]
        yield from _batches(held, f"{ends} MERGE (a)-[r:{kind_of}]->(b)", "r", parting)


def statements(script: str) -> list[str]:
    """The statements of such a script, one by one, as a driver takes them."""
    lines = "".join(line for line in script.splitlines(keepends=True) if not line.startswith("//"))
    return [statement for statement in lines.split(_END) if statement.strip()]


def _relations(graph: Graph) -> list[tuple[tuple[str, str, str], list[Relation]]]:
    groups: dict[tuple[str, str, str], list[Relation]] = {}
    for edge in sorted(graph.relations.values(), key=lambda r: r.key):
        ends = graph.nodes[edge.start].label, graph.nodes[edge.finish].label
        groups.setdefault((edge.type, *ends), []).append(edge)
    return sorted(groups.items(), key=lambda group: group[0])


def _batches(rows: Sequence[Row], finds: str, variable: str, parting: str) -> Iterator[str]:
    """Statements that find or make something for each row, and give it the properties that any row has."""
    columns = [p for p in properties_of(type(rows[0][1])) if p.stored != "id"]
    used = {name for _, record in rows for name in record.properties()}
    columns = [p for p in columns if p.stored in used]
    width = len(rows[0][0])
    sets = [f"{variable}.`{p.stored}` = {_taken(p, width + n, parting)}" for n, p in enumerate(columns)]
    does = f"{finds}\nSET {', '.join(sets)}"
    batch: list[str] = []
    weight = 0
    for ends, record in rows:
        held = record.properties()
        row = literal([*ends, *(_plain(held.get(p.stored), parting) for p in columns)])
        if batch and (len(batch) == _ROWS or weight + len(row) > _CHARACTERS):
            yield _statement(batch, does)
            batch, weight = [], 0
        batch.append(row)
        weight += len(row)
    yield _statement(batch, does)


def _taken(prop: Property, place: int, parting: str) -> str:
    return f"split(row[{place}], {literal(parting)})" if prop.type == "list of texts" else f"row[{place}]"


def _plain(value: Any, parting: str) -> Any:
    return parting.join(value) if isinstance(value, list) else value


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
