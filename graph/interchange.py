"""The graph for other tools: networkx, and networkx's node-link JSON, out and in."""

import json
from typing import Any, cast

import networkx as nx

from graph.errors import OntologyError
from graph.model import Graph
from graph.ontology import SCHEMA
from graph.records import Node
from graph.soundness import node_from, relation_from

_ENDS = ("source", "target", "key", "type")
_RENAMED = {"source": "record"}
"""Node-link JSON keeps `source` for the end of an edge, so the source of a reference edge is written `record`."""


def to_networkx(graph: Graph) -> "nx.MultiDiGraph[str]":
    """The graph as a networkx multigraph: nodes carry `label` and properties, edges `type` (also their key)."""
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph(name="partnership graph", schema=SCHEMA)
    for node in graph.of(Node):
        properties = node.properties()
        del properties["id"]
        found.add_node(node.id, label=node.label, **properties)
    for relation in sorted(graph.relations.values(), key=lambda r: r.key):
        properties = {_RENAMED.get(k, k): v for k, v in relation.properties().items()}
        found.add_edge(relation.start, relation.finish, key=relation.type, type=relation.type, **properties)
    return found


def to_json(graph: Graph) -> str:
    """The graph as node-link JSON: sorted, so that the same graph gives the same bytes."""
    nodes = [{"id": node.id, "label": node.label, **_sorted(node.properties(), "id")} for node in graph.of(Node)]
    edges = [
        {"source": r.start, "target": r.finish, "key": r.type, "type": r.type, **_sorted(r.properties())}
        for r in sorted(graph.relations.values(), key=lambda r: r.key)
    ]
    document = {
        "directed": True,
        "multigraph": True,
        "graph": {"name": "partnership graph", "schema": SCHEMA},
        "nodes": nodes,
        "edges": edges,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _sorted(properties: dict[str, Any], *without: str) -> dict[str, Any]:
    return {_RENAMED.get(k, k) if without == () else k: properties[k] for k in sorted(properties) if k not in without}


def from_json(text: str) -> Graph:
    """The graph that node-link JSON describes, checked against the ontology.

    Raises:
        OntologyError: it is not JSON, not node-link JSON of this schema, or not a graph the ontology allows.
    """
    document = _document(text)
    graph = Graph()
    back = {new: old for old, new in _RENAMED.items()}
    for item in document["nodes"]:
        properties = {k: v for k, v in item.items() if k != "label"}
        graph.add(node_from(item.get("label", ""), properties))
    for item in document["edges"]:
        properties = {back.get(k, k): v for k, v in item.items() if k not in _ENDS}
        graph.link(relation_from(item.get("type", ""), item.get("source", ""), item.get("target", ""), properties))
    graph.check()
    return graph


def _document(text: str) -> dict[str, Any]:
    try:
        document = json.loads(text)
    except ValueError as error:
        raise OntologyError(
            f"This is not JSON: {error}. Expected what `partners export --format json` writes."
        ) from None
    lists = isinstance(document, dict) and all(isinstance(document.get(part), list) for part in ("nodes", "edges"))
    if not lists or not all(isinstance(item, dict) for part in ("nodes", "edges") for item in document[part]):
        raise OntologyError('This JSON has no lists "nodes" and "edges". Expected networkx node-link JSON.')
    schema = document.get("graph", {}).get("schema")
    if schema != SCHEMA:
        raise OntologyError(
            f"This graph has schema {schema!r}; this version reads schema {SCHEMA}. Export it again from its documents."
        )
    return cast("dict[str, Any]", document)
