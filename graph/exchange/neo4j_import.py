"""The CSV set of Neo4j's offline importer: a file for each label and type, and the command that imports them.

For a database that is not running yet, and for graphs too large for statements. A text stands in quotation marks, so
that an empty one is told from no value; a list's items are parted by a character that none of them holds, which the
arguments name. Nothing is escaped and nothing is guarded: these files are for the importer, and not for spreadsheets.
A list of one empty text is read by the importer as no list.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.errors import OntologyError
from graph.exchange.labels import by_labels
from graph.exchange.parting import unused
from graph.model import Graph
from graph.ontology import NODES, RELATIONS, SCHEMA
from graph.records import FieldType, Node, Property, Relation, properties_of
from graph.soundness import node_from, relation_from, shown
from graph.store.batches import DEPARTMENT
from graph.store.schema import MARK, declarations

ABOUT_FILE, ARGUMENTS_FILE, COMMAND_FILE = "README.txt", "arguments.txt", "command.txt"
MARK_FILE, SCHEMA_FILE = "mark.csv", "schema.cypher"
_COMMAND = f"neo4j-admin database import full neo4j @{ARGUMENTS_FILE}"
_TYPES: Mapping[FieldType, str] = {
    "text": "string",
    "whole number": "long",
    "yes or no": "boolean",
    "list of texts": "string[]",
}
_HERE = "./"
"""Before each file: the importer of 2026 does not find a bare name."""
_ENDS = (":START_ID", ":END_ID")
_PARTINGS = (";", "|", *map(chr, range(0x1F, 0x1B, -1)), *map(chr, range(0xE000, 0xF8FF)))
"""What may part the items of a list, readable ones first."""

Files = Iterator[tuple[str, Iterator[str]]]

ABOUT = f"""\
A graph exported by Partnership Graph (schema {SCHEMA}), for the offline importer of Neo4j 5.26 or newer.

1. Stop the database, or the server where it is the only one. The importer writes a new database.
2. In this folder, run what {COMMAND_FILE} says:

   {_COMMAND}

   The word before the last is the name of the database. Add --overwrite-destination to replace one that is there.
3. Start the server, and run {SCHEMA_FILE} for the constraints and indexes:

   cypher-shell -d neo4j -f {SCHEMA_FILE}
"""


def files(graph: Graph) -> Files:
    """The files of the folder, each with its pieces."""
    parting = unused(graph, _PARTINGS)
    nodes, edges = _node_files(graph), _edge_files(graph)
    yield ABOUT_FILE, iter((ABOUT,))
    yield COMMAND_FILE, iter((_COMMAND + "\n",))
    yield ARGUMENTS_FILE, _arguments(parting, nodes, edges)
    yield SCHEMA_FILE, (f"{statement};\n" for _, statement in declarations())
    yield MARK_FILE, iter((f":ID,schema:long\n{MARK},{SCHEMA}\n",))
    for labels, held in nodes.items():
        yield _node_file(labels), _node_table(held, parting)
    for kind, links in edges.items():
        yield _edge_file(kind), _edge_table(links, parting)


def file_names() -> frozenset[str]:
    """Every name that a file of the folder can have."""
    about = {ABOUT_FILE, ARGUMENTS_FILE, COMMAND_FILE, MARK_FILE, SCHEMA_FILE}
    return frozenset(about | {_node_file(label) for label in (*NODES, DEPARTMENT)} | set(map(_edge_file, RELATIONS)))


def _node_file(labels: str) -> str:
    return f"nodes-{labels.rpartition(':')[2]}.csv"


def _edge_file(kind: str) -> str:
    return f"relationships-{kind}.csv"


def _node_files(graph: Graph) -> dict[str, list[Node]]:
    return {labels: held for kind in NODES.values() for labels, held in by_labels(list(graph.of(kind))).items()}


def _edge_files(graph: Graph) -> dict[str, list[Relation]]:
    held = {kind: list(graph.links(relation)) for kind, relation in RELATIONS.items()}
    return {kind: links for kind, links in held.items() if links}


def _arguments(parting: str, nodes: Iterable[str], edges: Iterable[str]) -> Iterator[str]:
    yield f"--nodes={MARK}={_HERE}{MARK_FILE}\n"
    for labels in nodes:
        yield f"--nodes={labels}={_HERE}{_node_file(labels)}\n"
    for kind in edges:
        yield f"--relationships={kind}={_HERE}{_edge_file(kind)}\n"
    # these stand last: the importer would take what comes after the files for one more file
    yield f"--array-delimiter=U+{ord(parting):04X}\n--delimiter=U+002C\n--quote=U+0022\n"
    yield "--multiline-fields=true\n--legacy-style-quoting=false\n"


def _node_table(nodes: list[Node], parting: str) -> Iterator[str]:
    columns = [p for p in properties_of(type(nodes[0])) if p.stored != "id"]
    yield _header(("id:ID",), columns)
    for node in nodes:
        yield _row((node.id,), columns, node.properties(), parting)


def _edge_table(edges: list[Relation], parting: str) -> Iterator[str]:
    columns = list(properties_of(type(edges[0])))
    yield _header(_ENDS, columns)
    for edge in edges:
        yield _row((edge.start, edge.finish), columns, edge.properties(), parting)


def _header(first: tuple[str, ...], columns: list[Property]) -> str:
    return ",".join((*first, *(f"{p.stored}:{_TYPES[p.type]}" for p in columns))) + "\n"


def _row(ends: tuple[str, ...], columns: list[Property], held: Mapping[str, Any], parting: str) -> str:
    return ",".join((*map(_quoted, ends), *(_cell(held.get(p.stored), parting) for p in columns))) + "\n"


def _cell(value: Any, parting: str) -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return _quoted(parting.join(value))
    return _quoted(value) if isinstance(value, str) else str(value).lower()


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


_NEXT = re.compile(r'("(?:[^"]|"")*"|[^",\n]*)([,\n])')


def read(texts: Mapping[str, str]) -> Graph:
    """The graph of a folder's texts by name.

    Raises:
        OntologyError: a file is missing or not of this form, or the ontology does not allow what it says.
    """
    arguments = _text(texts, ARGUMENTS_FILE).split("\n")
    options = dict(line.split("=", 1) for line in arguments if line.count("=") == 1)
    code = options.get("--array-delimiter", "")
    if not re.fullmatch(r"U\+[0-9A-F]{4}", code):
        raise OntologyError(
            f"{ARGUMENTS_FILE} names the --array-delimiter {shown(code)}, and needs one such as U+003B."
        )
    parting = chr(int(code[2:], 16))
    graph = Graph()
    for labels, name in _named(arguments, "--nodes"):
        label = labels.partition(":")[0]
        for row in _rows(texts, name, parting) if label != MARK else ():
            graph.add(node_from(label, row))
    for kind, name in _named(arguments, "--relationships"):
        for row in _rows(texts, name, parting):
            graph.link(relation_from(kind, row.pop(":START_ID"), row.pop(":END_ID"), row))
    graph.check()
    return graph


def _named(arguments: Iterable[str], option: str) -> Iterator[tuple[str, str]]:
    for line in arguments:
        name, _, rest = line.partition("=")
        if name == option:
            what, _, file = rest.partition("=")
            yield what, file.removeprefix(_HERE)


def _text(texts: Mapping[str, str], name: str) -> str:
    if name not in texts:
        raise OntologyError(f"There is no {name}. `partners export --format neo4j-import` writes it.")
    return texts[name]


def _rows(texts: Mapping[str, str], name: str, parting: str) -> Iterator[dict[str, Any]]:
    lines = _lines(_text(texts, name), name)
    header = next(lines, [])
    columns = [cell if cell in _ENDS else cell.partition(":")[0] for cell in header]
    kinds = ["string" if cell in _ENDS else cell.partition(":")[2] for cell in header]
    for line in lines:
        cells = zip(columns, kinds, line, strict=True)
        yield {column: _value(cell, kind, parting) for column, kind, cell in cells if cell}


def _lines(text: str, name: str) -> Iterator[list[str]]:
    row: list[str] = []
    width = offset = 0
    while offset < len(text):
        match = _NEXT.match(text, offset)
        if match is None:
            raise OntologyError(f"{name} is not as it was written, about {shown(text[offset : offset + 60])}.")
        row.append(match[1])
        offset = match.end()
        if match[2] == "\n":
            width = width or len(row)
            if len(row) != width:
                raise OntologyError(f"A line of {name} has {len(row)} cells and its header {width}: {shown(row)}.")
            yield row
            row = []


def _value(cell: str, kind: str, parting: str) -> Any:
    plain = cell[1:-1].replace('""', '"') if cell.startswith('"') else cell
    if kind == "string[]":
        return plain.split(parting)
    if kind == "boolean":
        return {"true": True, "false": False}.get(plain, plain)
    return int(plain) if kind == "long" and re.fullmatch(r"-?[0-9]{1,19}", plain) else plain
