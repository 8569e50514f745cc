"""Properties as columns, for formats in which all nodes share one table and all edges another.

A column holds values of one type. Where classes give one name to different things (an organisation's `start` is a
date, a passage's is a place in the text), each gets a column of its own: `organisation_start`, `passage_start`.
"""

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graph.errors import OntologyError
from graph.model import Graph
from graph.ontology import NODES, RELATIONS
from graph.records import FieldType, Node, Relation, properties_of
from graph.soundness import node_from, relation_from, shown

RENAMED = {"source": "record"}
"""An edge's `source` is where it starts, so the source of a reference edge is its `record`, as in the JSON."""


@dataclass(frozen=True)
class Column:
    """A column of a table and what its cells hold."""

    name: str
    type: FieldType


Columns = Mapping[str, Mapping[str, Column]]
"""For each label or relationship type, the column of each stored property."""


def _columns(kinds: Mapping[str, type[Node]] | Mapping[str, type[Relation]], renamed: Mapping[str, str]) -> Columns:
    types: dict[str, set[FieldType]] = defaultdict(set)
    for kind in kinds.values():
        for prop in properties_of(kind):
            types[prop.stored].add(prop.type)
    return {
        name: {
            p.stored: Column(
                f"{name.lower()}_{p.stored}" if len(types[p.stored]) > 1 else renamed.get(p.stored, p.stored), p.type
            )
            for p in properties_of(kind)
            if p.stored != "id"
        }
        for name, kind in kinds.items()
    }


NODE_COLUMNS = _columns(NODES, {})
EDGE_COLUMNS = _columns(RELATIONS, RENAMED)


def every(columns: Columns) -> tuple[Column, ...]:
    """All columns of a table, in the order of the ontology."""
    return tuple(dict.fromkeys(column for held in columns.values() for column in held.values()))


def cells(record: Node | Relation) -> Iterator[tuple[Column, str]]:
    """The properties that a node or an edge has, as columns and texts."""
    columns = NODE_COLUMNS[record.label] if isinstance(record, Node) else EDGE_COLUMNS[record.type]
    for name, value in record.properties().items():
        if name != "id":
            yield columns[name], written(value)


def written(value: Any) -> str:
    """A value as text: lists and yes or no as JSON writes them."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False) if isinstance(value, bool | list) else str(value)


def value_of(text: str, kind: FieldType, place: str) -> Any:
    """The value that a text stands for.

    Raises:
        OntologyError: it is none of this type; `place` says where it stands.
    """
    if kind == "text":
        return text
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    types: Mapping[FieldType, type] = {"whole number": int, "yes or no": bool, "list of texts": list}
    if type(found) is not types[kind]:
        raise OntologyError(f"{place} is {shown(text)}, which is not a {kind}.")
    return found


class Rebuilt:
    """A graph built again from cells, checked against the ontology."""

    def __init__(self) -> None:
        self._graph = Graph()

    def node(self, label: str, node_id: str, found: Mapping[str, str]) -> None:
        """Add a node by its label, id and cells.

        Raises:
            OntologyError: the ontology does not allow it.
        """
        values = _values(NODE_COLUMNS, label, found, f"node {shown(node_id)}")
        self._graph.add(node_from(label, {"id": node_id, **values}))

    def edge(self, kind: str, start: str, finish: str, found: Mapping[str, str]) -> None:
        """Add an edge by its type, its ends and its cells.

        Raises:
            OntologyError: the ontology does not allow it, or there is another of this type between the same nodes.
        """
        place = f"edge {kind} from {shown(start)} to {shown(finish)}"
        relation = relation_from(kind, start, finish, _values(EDGE_COLUMNS, kind, found, place))
        if self._graph.relations.get(relation.key, relation) != relation:
            raise OntologyError(f"There are two different ones of the {place}. At most one of each type can be.")
        self._graph.link(relation)

    def graph(self) -> Graph:
        """The graph, once everything is there.

        Raises:
            OntologyError: it is not sound.
        """
        self._graph.check()
        return self._graph


def _values(columns: Columns, name: str, found: Mapping[str, str], place: str) -> dict[str, Any]:
    """Stored properties from cells; what is no column stays as it is, so that the ontology refuses it by name."""
    by_column = {column.name: (stored, column.type) for stored, column in columns.get(name, {}).items()}
    values: dict[str, Any] = {}
    for column, text in found.items():
        stored, kind = by_column.get(column, (column, "text"))
        values[stored] = value_of(text, kind, f"{column} of the {place}")
    return values
