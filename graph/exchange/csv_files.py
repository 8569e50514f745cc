"""CSV: `nodes.csv` and `edges.csv`, which hold everything, and a sheet for each label that occurs, to read.

UTF-8 with a mark at the beginning, by which spreadsheets know it. No spreadsheet takes a cell for a formula:

- a text that begins as a formula may (`=`, `+`, `-`, `@`, also in full width or after white space) or with a tab or a
  new line has an apostrophe before it; so has one that begins with an apostrophe. To undo it, take one apostrophe off.
- a cell that is one apostrophe is an empty text, and an empty cell is no value.
- a control character is `_xHHHH_` (see `graph.exchange.escapes`).

In `nodes.csv` and `edges.csv` a list is JSON, in a sheet its items are joined with semicolons.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from graph.errors import OntologyError
from graph.exchange.columns import EDGE_COLUMNS, NODE_COLUMNS, Columns, Rebuilt, cells, every, written
from graph.exchange.escapes import NOT_IN_SHEETS, escaped, unescaped
from graph.model import Graph
from graph.ontology import NODES, SCHEMA
from graph.records import Found, Node, properties_of
from graph.soundness import shown

NODES_FILE, EDGES_FILE, ABOUT_FILE = "nodes.csv", "edges.csv", "README.txt"
_NODE_ENDS = ("id", "label")
_EDGE_ENDS = ("source", "target", "type")
_BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")

Files = Iterator[tuple[str, Iterator[str]]]

ABOUT = f"""\
A graph exported by Partnership Graph (schema {SCHEMA}).

nodes.csv and edges.csv hold all of it; the other sheets hold the nodes of one label each, to read.
UTF-8. A list is JSON in nodes.csv and edges.csv, and joined with semicolons in the other sheets.
An empty cell is no value.
A text that a spreadsheet could take for a formula has an apostrophe before it, and so has one that begins with an
apostrophe: take one off to have the text. One apostrophe alone is an empty text.
_x000D_ and the like stand for a control character, by its code; _x005F_ is an underscore.

In pandas: pd.read_csv("nodes.csv", dtype=str, keep_default_na=False)
"""


def files(graph: Graph) -> Files:
    """The files of the folder, each with its pieces."""
    yield ABOUT_FILE, iter((ABOUT,))
    yield NODES_FILE, _table(_NODE_ENDS, NODE_COLUMNS, ((_text(n.id), _text(n.label), n) for n in graph.of(Node)))
    edges = sorted(graph.relations.values(), key=lambda r: r.key)
    yield EDGES_FILE, _table(_EDGE_ENDS, EDGE_COLUMNS, ((_text(r.start), _text(r.finish), r.type, r) for r in edges))
    for label, kind in NODES.items():
        held = list(graph.of(kind))
        if held:
            yield f"{label}.csv", _sheet(kind, held)


def file_names() -> frozenset[str]:
    """Every name that a file of the folder can have."""
    return frozenset({ABOUT_FILE, NODES_FILE, EDGES_FILE, *(f"{label}.csv" for label in NODES)})


def _table(ends: tuple[str, ...], columns: Columns, rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    named = every(columns)
    yield _BYTE_ORDER_MARK + _line([*ends, *(column.name for column in named)])
    for *first, record in rows:
        held = {c.name: _text(text) if c.type in ("text", "list of texts") else text for c, text in cells(record)}
        yield _line([*first, *(held.get(column.name, "") for column in named)])


def _sheet(kind: type[Node], nodes: Iterable[Node]) -> Iterator[str]:
    common = [p.stored for p in properties_of(Found if issubclass(kind, Found) else Node)]
    # what a reader looks for comes first, and the id, which only the two files need, last
    names = [p.stored for p in properties_of(kind) if p.stored not in common]
    names += [*(name for name in common if name != "id"), "id"]
    yield _BYTE_ORDER_MARK + _line(names)
    for node in nodes:
        held = node.properties()
        yield _line([_shown(held[name]) if name in held else "" for name in names])


def _shown(value: Any) -> str:
    if isinstance(value, bool | int):
        return written(value)
    return _text("; ".join(value) if isinstance(value, list) else value)


class _Line:
    """Where a row is written, to be had back as text."""

    def write(self, text: str) -> str:
        return text


_WRITER = csv.writer(_Line(), lineterminator="\n")


def _line(row: Iterable[str]) -> str:
    return str(_WRITER.writerow(row))


def like_a_formula(text: str) -> bool:
    """Whether a spreadsheet could take a text for a formula."""
    return text.startswith(("\t", "\n", "\r")) or text.lstrip().startswith(_FORMULA)


def _text(text: str) -> str:
    guarded = not text or text[0] == "'" or like_a_formula(text)
    return escaped("'" + text if guarded else text, NOT_IN_SHEETS)


def _unguarded(cell: str) -> str:
    return unescaped(cell.removeprefix("'"))


def read(texts: Mapping[str, str]) -> Graph:
    """The graph of a folder's texts by name; `nodes.csv` and `edges.csv` are enough.

    Raises:
        OntologyError: one of the two is missing or not of this form, or the ontology does not allow what it says.
    """
    found = Rebuilt()
    for label, node_id, held in ((r.pop("label"), r.pop("id"), r) for r in _rows(texts, NODES_FILE, _NODE_ENDS)):
        found.node(label, node_id, held)
    for row in _rows(texts, EDGES_FILE, _EDGE_ENDS):
        kind, start, finish = row.pop("type"), row.pop("source"), row.pop("target")
        found.edge(kind, start, finish, row)
    return found.graph()


def _rows(texts: Mapping[str, str], name: str, ends: tuple[str, ...]) -> Iterator[dict[str, str]]:
    if name not in texts:
        raise OntologyError(f"There is no {name}. `partners export --format csv` writes {NODES_FILE} and {EDGES_FILE}.")
    reader = csv.reader(io.StringIO(texts[name].removeprefix(_BYTE_ORDER_MARK), newline=""), strict=True)
    # a passage may be longer than what the reader takes for the longest cell; the limit is every reader's
    usual = csv.field_size_limit(2**31 - 1)
    try:
        header = next(reader, [])
        if not set(ends) <= set(header):
            raise OntologyError(
                f"{name} begins with {shown(','.join(header))}, and needs the columns {', '.join(ends)}."
            )
        for row in reader:
            if len(row) != len(header):
                raise OntologyError(
                    f"Line {reader.line_num} of {name} has {len(row)} cells, and the header {len(header)}."
                )
            yield {column: _unguarded(cell) for column, cell in zip(header, row, strict=True) if cell or column in ends}
    except csv.Error as error:
        raise OntologyError(f"Line {reader.line_num} of {name} is not CSV: {error}.") from None
    finally:
        csv.field_size_limit(usual)
