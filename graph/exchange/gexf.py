"""GEXF 1.3, as Gephi and networkx read it.

GEXF keeps `id`, `label`, `type`, `kind`, `start`, `end`, `weight` for itself: a node's `label` is what Gephi writes
beside it, and an edge's `type` says whether it is directed. So our label is the attribute `node_label`, our
relationship type the edge's label and kind, and `start` and `end` are `organisation_start`, `passage_end` and so on
(see `graph.exchange.columns`). A list is JSON, since programs read lists of GEXF in different ways; what has no value
is left out. Control characters that XML cannot hold are `_xHHHH_` (see `graph.exchange.escapes`).
"""

from collections.abc import Iterator
from typing import Any

from graph.errors import OntologyError
from graph.exchange.captions import caption
from graph.exchange.columns import EDGE_COLUMNS, NODE_COLUMNS, Columns, Rebuilt, cells, every
from graph.exchange.xml_text import attribute, document, plain
from graph.model import Graph
from graph.ontology import SCHEMA
from graph.records import FieldType, Node, Relation
from graph.soundness import shown

RESERVED = {
    "node": frozenset({"id", "label", "start", "end", "pid"}),
    "edge": frozenset({"id", "label", "type", "kind", "start", "end", "weight", "source", "target"}),
}
"""Words that GEXF keeps for itself on nodes and on edges."""

_SPACE = "http://gexf.net/1.3"
_ABOUT = f"Partnership Graph, schema {SCHEMA}"
_TYPES: dict[FieldType, str] = {
    "text": "string",
    "whole number": "long",
    "yes or no": "boolean",
    "list of texts": "string",
}


def title(name: str, of: str) -> str:
    """What a column is called as an attribute: words that GEXF keeps for itself are marked as ours."""
    return f"{of}_{name}" if name in RESERVED[of] else name


def pieces(graph: Graph) -> Iterator[str]:
    """The document, piece by piece."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<gexf xmlns="{_SPACE}" version="1.3">\n'
    yield f"<meta><description>{_ABOUT}</description></meta>\n"
    yield '<graph defaultedgetype="directed" mode="static">\n'
    yield from _attributes("node", NODE_COLUMNS, ("label",))
    yield from _attributes("edge", EDGE_COLUMNS, ())
    yield f'<nodes count="{len(graph.nodes)}">\n'
    for node in graph.of(Node):
        held = f"{_value('node', 'label', node.label)}{_values('node', node)}"
        yield f"<node id={attribute(node.id)} label={attribute(caption(node))}><attvalues>{held}</attvalues></node>\n"
    yield f'</nodes>\n<edges count="{len(graph.relations)}">\n'
    for number, edge in enumerate(sorted(graph.relations.values(), key=lambda r: r.key)):
        ends = f'id="{number}" source={attribute(edge.start)} target={attribute(edge.finish)}'
        named = f'label="{edge.type}" kind="{edge.type}"'
        yield f"<edge {ends} {named}><attvalues>{_values('edge', edge)}</attvalues></edge>\n"
    yield "</edges>\n</graph>\n</gexf>\n"


def _attributes(of: str, columns: Columns, first: tuple[str, ...]) -> Iterator[str]:
    yield f'<attributes class="{of}" mode="static">\n'
    typed = [*((name, "string") for name in first), *((c.name, _TYPES[c.type]) for c in every(columns))]
    for name, kind in typed:
        yield f'<attribute id="{of}.{name}" title="{title(name, of)}" type="{kind}"/>\n'
    yield "</attributes>\n"


def _values(of: str, record: Node | Relation) -> str:
    return "".join(_value(of, column.name, text) for column, text in cells(record))


def _value(of: str, name: str, text: str) -> str:
    return f'<attvalue for="{of}.{name}" value={attribute(text)}/>'


def read(text: str) -> Graph:
    """The graph of a document.

    Raises:
        OntologyError: it is not GEXF of this form and schema, or the ontology does not allow what it says.
    """
    root = document(text, f"{{{_SPACE}}}gexf", "GEXF 1.3")
    about = root.findtext(f"{{{_SPACE}}}meta/{{{_SPACE}}}description")
    if about != _ABOUT:
        raise OntologyError(f"This GEXF says it is {shown(about)}; this version reads {_ABOUT!r}.")
    found = Rebuilt()
    for node in root.iterfind(f"{{{_SPACE}}}graph/{{{_SPACE}}}nodes/{{{_SPACE}}}node"):
        held = _held(node, "node")
        found.node(held.pop("label", ""), plain(node.get("id")), held)
    for edge in root.iterfind(f"{{{_SPACE}}}graph/{{{_SPACE}}}edges/{{{_SPACE}}}edge"):
        found.edge(edge.get("label", ""), plain(edge.get("source")), plain(edge.get("target")), _held(edge, "edge"))
    return found.graph()


def _held(element: Any, of: str) -> dict[str, str]:
    values = element.iterfind(f"{{{_SPACE}}}attvalues/{{{_SPACE}}}attvalue")
    return {value.get("for", "").removeprefix(f"{of}."): plain(value.get("value")) for value in values}
