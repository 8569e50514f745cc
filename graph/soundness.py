"""Whether records and graphs are what the ontology allows, and records made from stored properties."""

import reprlib
from collections.abc import Hashable, Iterator, Mapping
from functools import cache
from typing import Any, cast

from graph.errors import OntologyError, choices
from graph.ontology import NODES, RELATIONS
from graph.records import FieldType, Node, Property, Relation, properties_of


class _Short(reprlib.Repr):
    def repr_int(self, x: int, level: int) -> str:
        """A number, or its size where Python itself refuses to write it out."""
        return f"a whole number of {x.bit_length()} bits" if x.bit_length() > 200 else super().repr_int(x, level)


_SHORT = _Short()
_SHORT.maxstring = _SHORT.maxother = 80


def shown(value: object) -> str:
    """A value as a message shows it, shortened however long or deep it is."""
    return _SHORT.repr(value)


def node_from(label: str, properties: Mapping[str, Any]) -> Node:
    """A node from its label and stored properties.

    Raises:
        OntologyError: the label or a property is unknown, or a required one is missing.
    """
    if label not in NODES:
        raise OntologyError(f"There is no node label {shown(label)}. The labels are: {choices(NODES)}.")
    return NODES[label](**_arguments(NODES[label], label, properties))


def relation_from(kind: str, start: str, finish: str, properties: Mapping[str, Any]) -> Relation:
    """A relationship from its type, ends and stored properties.

    Raises:
        OntologyError: the type or a property is unknown, or a required one is missing.
    """
    if kind not in RELATIONS:
        raise OntologyError(f"There is no relationship type {shown(kind)}. The types are: {choices(RELATIONS)}.")
    arguments = _arguments(RELATIONS[kind], kind, properties)
    return RELATIONS[kind](start=start, finish=finish, **arguments)


def _arguments(kind: type[Node] | type[Relation], name: str, properties: Mapping[str, Any]) -> dict[str, Any]:
    known = {p.stored: p for p in properties_of(kind)}
    unknown = [key for key in properties if key not in known]
    if unknown:
        raise OntologyError(f"{name} has no property {shown(unknown[0])}. Its properties are: {choices(known)}.")
    missing = [p.stored for p in known.values() if p.required and properties.get(p.stored) is None]
    if missing:
        raise OntologyError(f"{name} needs the property {missing[0]!r} and it was not given.")
    return {
        known[key].name: tuple(value) if isinstance(value, list) else value
        for key, value in properties.items()
        if value is not None
    }


_PYTHON_TYPES: Mapping[FieldType, type] = {
    "text": str,
    "whole number": int,
    "yes or no": bool,
    "list of texts": tuple,
}
_A: Mapping[FieldType, str] = {
    "text": "a text",
    "whole number": "a whole number",
    "yes or no": "yes or no (true or false)",
    "list of texts": "a list of texts",
}


def problems(record: Node | Relation) -> Iterator[str]:
    """What the ontology forbids about one node or relationship, as sentences; none for a sound one."""
    name = record.label if isinstance(record, Node) else record.type
    for prop in properties_of(type(record)):
        value = getattr(record, prop.name)
        if value is None:
            if not prop.optional:
                yield f"{name}.{prop.name} is empty and must not be."
            continue
        if not isinstance(value, _PYTHON_TYPES[prop.type]) or (prop.type == "whole number" and isinstance(value, bool)):
            yield f"{name}.{prop.name} is {shown(value)}, which is not {_A[prop.type]}."
            continue
        for item in value if isinstance(value, tuple) else (value,):
            problem = _problem(prop, item)
            if problem:
                yield f"{name}.{prop.name} {problem}"


def _problem(prop: Property, item: object) -> str:
    """What is wrong with one value, or with one of a list; nothing for a sound one."""
    if prop.type == "yes or no":
        return ""
    if isinstance(item, int) and prop.type == "whole number":
        beyond = not _SMALLEST <= item <= _LARGEST
        return f"is {shown(item)}, which no store can hold; whole numbers go up to {_LARGEST}." if beyond else ""
    if not isinstance(item, str):
        return f"lists {shown(item)}, which is not a text."
    if prop.allowed and item not in prop.allowed:
        return f"is {shown(item)}; it can be: {choices(prop.allowed)}."
    if not _writable(item):
        return f"is {shown(item)}, which holds half a character and cannot be written as UTF-8."
    return ""


_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


def _writable(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def may_join(relation: type[Relation], start: type[Node], finish: type[Node]) -> bool:
    """Whether the ontology lets a relationship start from one class and point to another."""
    return _may_join(cast("Hashable", relation), cast("Hashable", start), cast("Hashable", finish))


@cache
def _may_join(relation: Any, start: Any, finish: Any) -> bool:
    return any(issubclass(start, s) and issubclass(finish, f) for s, f in relation.ends)
