"""Whether records and graphs are what the ontology allows, and records made from stored properties."""

from collections.abc import Iterator, Mapping
from typing import Any

from graph.errors import OntologyError, choices
from graph.ontology import NODES, RELATIONS
from graph.records import FieldType, Node, Relation, properties_of


def node_from(label: str, properties: Mapping[str, Any]) -> Node:
    """A node from its label and stored properties.

    Raises:
        OntologyError: the label or a property is unknown, or a required one is missing.
    """
    if label not in NODES:
        raise OntologyError(f"There is no node label {label!r}. The labels are: {choices(NODES)}.")
    return NODES[label](**_arguments(NODES[label], label, properties))


def relation_from(kind: str, start: str, finish: str, properties: Mapping[str, Any]) -> Relation:
    """A relationship from its type, ends and stored properties.

    Raises:
        OntologyError: the type or a property is unknown, or a required one is missing.
    """
    if kind not in RELATIONS:
        raise OntologyError(f"There is no relationship type {kind!r}. The types are: {choices(RELATIONS)}.")
    arguments = _arguments(RELATIONS[kind], kind, properties)
    return RELATIONS[kind](start=start, finish=finish, **arguments)


def _arguments(kind: type[Node] | type[Relation], name: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    known = {p.stored: p for p in properties_of(kind)}
    unknown = [key for key in properties if key not in known]
    if unknown:
        raise OntologyError(f"{name} has no property {unknown[0]!r}. Its properties are: {choices(known)}.")
    missing = [p.stored for p in known.values() if p.required and p.stored not in properties]
    if missing:
        raise OntologyError(f"{name} needs the property {missing[0]!r} and it was not given.")
    return {
        known[key].name: tuple(value) if known[key].type == "list of texts" else value
        for key, value in properties.items()
    }


_PYTHON_TYPES: Mapping[FieldType, type] = {
    "text": str,
    "whole number": int,
    "yes or no": bool,
    "list of texts": tuple,
}


def problems(record: Node | Relation) -> Iterator[str]:
    """What the ontology forbids about one node or relationship, as sentences; none for a sound one."""
    name = record.label if isinstance(record, Node) else record.type
    for prop in properties_of(type(record)):
        value = getattr(record, prop.name)
        if value is None:
            if prop.required:
                yield f"{name}.{prop.name} is empty and must not be."
            continue
        if not isinstance(value, _PYTHON_TYPES[prop.type]) or (prop.type == "whole number" and isinstance(value, bool)):
            yield f"{name}.{prop.name} is {value!r}, which is not a {prop.type}."
            continue
        items = value if isinstance(value, tuple) else (value,)
        for item in items:
            if prop.allowed and item not in prop.allowed:
                yield f"{name}.{prop.name} is {item!r}; it can be: {choices(prop.allowed)}."


def may_join(relation: type[Relation], start: type[Node], finish: type[Node]) -> bool:
    """Whether the ontology lets a relationship start from one class and point to another."""
    return any(issubclass(start, s) and issubclass(finish, f) for s, f in relation.ends)
