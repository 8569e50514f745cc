"""GraphML, as networkx, yEd, Gephi, igraph and NetworKit read it.

A node's `label` and an edge's `type` are data like the rest, with the names that the graph has, except where one name
would hold two types (see `graph.exchange.columns`); `key` is the edge's type again, by which networkx tells parallel
edges apart. GraphML knows no lists: a list is JSON. It knows no null: what has no value is left out. Control characters
that XML cannot hold are `_xHHHH_` (see `graph.exchange.escapes`).
"""

from collections.abc import Iterator
from typing import Any

from graph.errors import OntologyError
from graph.exchange.columns import EDGE_COLUMNS, NODE_COLUMNS, Rebuilt, cells, every
from graph.exchange.xml_text import attribute, content, document, plain
from graph.model import Graph
from graph.ontology import SCHEMA
from graph.records import FieldType, Node
from graph.soundness import shown

_SPACE = "http://graphml.graphdrawing.org/xmlns"
_TYPES: dict[FieldType, str] = {
    "text": "string",
    "whole number": "long",
    "yes or no": "boolean",
    "list of texts": "string",
}


def pieces(graph: Graph) -> Iterator[str]:
    """The document, piece by piece."""
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="{_SPACE}">\n'
    yield _key("graph", "schema", "long")
    yield _key("node", "label", "string")
    for column in every(NODE_COLUMNS):
        yield _key("node", column.name, _TYPES[column.type])
    yield _key("edge", "type", "string")
    yield _key("edge", "key", "string")
    for column in every(EDGE_COLUMNS):
        yield _key("edge", column.name, _TYPES[column.type])
    yield f'<graph id="partnership-graph" edgedefault="directed">\n<data key="graph.schema">{SCHEMA}</data>\n'
    for node in graph.of(Node):
        held = "".join(_data("node", column.name, text) for column, text in cells(node))
        yield f"<node id={attribute(node.id)}>{_data('node', 'label', node.label)}{held}</node>\n"
    for edge in sorted(graph.relations.values(), key=lambda r: r.key):
        held = "".join(_data("edge", column.name, text) for column, text in cells(edge))
        ends = f"source={attribute(edge.start)} target={attribute(edge.finish)}"
        yield f"<edge {ends}>{_data('edge', 'type', edge.type)}{_data('edge', 'key', edge.type)}{held}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _key(of: str, name: str, kind: str) -> str:
    return f'<key id="{of}.{name}" for="{of}" attr.name="{name}" attr.type="{kind}"/>\n'


def _data(of: str, name: str, text: str) -> str:
    return f'<data key="{of}.{name}">{content(text)}</data>'


def read(text: str) -> Graph:
    """The graph of a document.

    Raises:
        OntologyError: it is not GraphML of this form and schema, or the ontology does not allow what it says.
    """
    root = document(text, f"{{{_SPACE}}}graphml", "GraphML")
    graph = root.find(f"{{{_SPACE}}}graph")
    schema = None if graph is None else _held(graph, "graph").get("schema")
    if schema != str(SCHEMA):
        raise OntologyError(f"This GraphML has schema {shown(schema)}; this version reads schema {SCHEMA}.")
    found = Rebuilt()
    for node in graph.iterchildren(f"{{{_SPACE}}}node"):
        held = _held(node, "node")
        found.node(held.pop("label", ""), plain(node.get("id")), held)
    for edge in graph.iterchildren(f"{{{_SPACE}}}edge"):
        held = _held(edge, "edge")
        held.pop("key", None)
        found.edge(held.pop("type", ""), plain(edge.get("source")), plain(edge.get("target")), held)
    return found.graph()


def _held(element: Any, of: str) -> dict[str, str]:
    return {
        data.get("key", "").removeprefix(f"{of}."): plain(data.text)
        for data in element.iterchildren(f"{{{_SPACE}}}data")
    }
