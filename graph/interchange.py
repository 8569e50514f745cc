"""The graph for other tools: networkx, and networkx's node-link JSON, out and in."""

import json
from collections.abc import Iterable, Iterator
from typing import Any, cast

import networkx as nx

from graph.errors import OntologyError
from graph.model import Graph
from graph.ontology import SCHEMA
from graph.records import Node, Relation
from graph.soundness import node_from, relation_from, shown

_ENDS = ("source", "target", "key", "type")
RENAMED = {"source": "record"}
"""Node-link JSON keeps `source` for the end of an edge, so the source of a reference edge is written `record`."""


def to_networkx(graph: Graph) -> "nx.MultiDiGraph[str]":
    """The graph as a networkx multigraph: nodes carry `label` and properties, edges `type` (also their key)."""
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph(name="partnership graph", schema=SCHEMA)
    for node in graph.of(Node):
        properties = node.properties()
        del properties["id"]
        found.add_node(node.id, label=node.label, **properties)
    for relation in sorted(graph.relations.values(), key=lambda r: r.key):
        properties = {"type": relation.type, **_edge_properties(relation)}
        found.add_edge(relation.start, relation.finish, key=relation.type, **properties)
    return found


def to_json(graph: Graph) -> str:
    """The graph as node-link JSON: sorted, so that the same graph gives the same bytes."""
    return "".join(pieces(graph))


def pieces(graph: Graph) -> Iterator[str]:
    """The same text a node or an edge at a time, for graphs of any size."""
    about = {"directed": True, "multigraph": True, "graph": {"name": "partnership graph", "schema": SCHEMA}}
    yield _indented(about).removesuffix("\n}")
    nodes = ({"id": node.id, "label": node.label, **_sorted(node.properties())} for node in graph.of(Node))
    yield from _listed("nodes", nodes)
    yield from _listed("edges", map(_edge, sorted(graph.relations.values(), key=lambda r: r.key)))
    yield "\n}\n"


def _edge(relation: Relation) -> dict[str, Any]:
    ends = {"source": relation.start, "target": relation.finish, "key": relation.type, "type": relation.type}
    return ends | _sorted(_edge_properties(relation))


def _listed(name: str, items: Iterable[dict[str, Any]]) -> Iterator[str]:
    yield f',\n "{name}": ['
    between = "\n  "
    for item in items:
        yield between + _indented(item).replace("\n", "\n  ")
        between = ",\n  "
    yield "]" if between == "\n  " else "\n ]"


def _indented(item: dict[str, Any]) -> str:
    return json.dumps(item, ensure_ascii=False, indent=1)


def _edge_properties(relation: Relation) -> dict[str, Any]:
    return {RENAMED.get(name, name): value for name, value in relation.properties().items()}


def _sorted(properties: dict[str, Any]) -> dict[str, Any]:
    return {name: properties[name] for name in sorted(properties) if name != "id"}


def from_json(text: str) -> Graph:
    """The graph that node-link JSON describes, checked against the ontology.

    Raises:
        OntologyError: it is not JSON, not node-link JSON of this schema, or not a graph the ontology allows.
    """
    document = _document(text)
    graph = Graph()
    back = {new: old for old, new in RENAMED.items()}
    for item in document["nodes"]:
        label, _ = _text(item, "label", "node"), _text(item, "id", "node")
        graph.add(node_from(label, {k: v for k, v in item.items() if k != "label"}))
    for item in document["edges"]:
        kind, start, finish = (_text(item, name, "edge") for name in ("type", "source", "target"))
        relation = relation_from(kind, start, finish, {back.get(k, k): v for k, v in item.items() if k not in _ENDS})
        if graph.relations.get(relation.key, relation) != relation:
            raise OntologyError(
                f"Two different edges {kind} go from {shown(start)} to {shown(finish)}. Between two nodes there is "
                "at most one of each type."
            )
        graph.link(relation)
    graph.check()
    return graph


def _text(item: dict[str, Any], name: str, kind: str) -> str:
    value = item.get(name)
    if not isinstance(value, str):
        raise OntologyError(f'The {kind} {shown(item)} needs a text as "{name}", and has {shown(value)}.')
    return value


_EXPECTED = "Expected networkx node-link JSON, as `partners export --format json` writes it."


def _document(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except ValueError as error:
        raise OntologyError(f"This is not JSON: {error}. {_EXPECTED}") from None
    except RecursionError:
        raise OntologyError(f"This JSON is nested too deeply to be a graph. {_EXPECTED}") from None
    lists = isinstance(document, dict) and all(isinstance(document.get(part), list) for part in ("nodes", "edges"))
    if not lists or not all(isinstance(item, dict) for part in ("nodes", "edges") for item in document[part]):
        raise OntologyError(f'This JSON has no lists "nodes" and "edges" of objects. {_EXPECTED}')
    about = document.get("graph")
    schema = about.get("schema") if isinstance(about, dict) else None
    if schema != SCHEMA or isinstance(schema, bool):
        raise OntologyError(
            f"This graph has schema {shown(schema)}; this version reads schema {SCHEMA}. Load its documents again "
            "with this version and export that."
        )
    return cast("dict[str, Any]", document)
