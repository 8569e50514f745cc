"""What every node and relationship of the ontology is: its fields, what they hold, and what is stored of them.

A field is written `name: Annotated[type, "what it holds"]`. A `Literal` type is a closed list and is enforced.
"""

import re
import types
from collections.abc import Hashable
from dataclasses import MISSING, Field, dataclass, fields
from functools import cache
from typing import Annotated, Any, ClassVar, Literal, Union, cast, get_args, get_origin, get_type_hints

from graph.vocabulary import Basis, Confidence


@dataclass(frozen=True, kw_only=True)
class Node:
    """Anything in the graph; its label is the name of its class."""

    id: Annotated[str, "deterministic id, unique in the graph"]

    @property
    def label(self) -> str:
        """The label queries rely on."""
        return type(self).__name__

    def properties(self) -> dict[str, Any]:
        """What is stored of the node: its fields without the empty ones, lists as lists."""
        return _properties(self)


@dataclass(frozen=True, kw_only=True)
class Found(Node):
    """A node found in a document, or made by a person about one."""

    plan: Annotated[str | None, "id of the plan it belongs to; empty for what all plans share"] = None
    basis: Annotated[Basis, "how it is known"] = "stated"
    confidence: Annotated[Confidence, "how sure the rule is that made it"] = "high"
    rule: Annotated[str, "the rule, person or register that made it"]
    by: Annotated[str | None, "who decided it (curated)"] = None
    at: Annotated[str | None, "when it was decided (curated), ISO date"] = None
    curated: Annotated[tuple[str, ...], "the properties that a person set"] = ()


@dataclass(frozen=True, kw_only=True)
class Relation:
    """A relationship; its type is the name of its class in capitals, and it reads as a sentence."""

    ends: ClassVar[tuple[tuple[type[Node], type[Node]], ...]] = ()

    start: Annotated[str, "id of the node it starts from"]
    finish: Annotated[str, "id of the node it points to"]
    basis: Annotated[Basis, "how it is known"] = "stated"
    confidence: Annotated[Confidence, "how sure the rule is that made it"] = "high"
    rule: Annotated[str, "the rule, person or register that made it"]
    plan: Annotated[str | None, "the plan whose words or reading it is; empty for reference data"] = None
    passages: Annotated[tuple[str, ...], "ids of the passages behind it, lead-ins included"] = ()
    by: Annotated[str | None, "who decided it (curated)"] = None
    at: Annotated[str | None, "when it was decided (curated), ISO date"] = None

    @property
    def type(self) -> str:
        """The relationship type queries rely on."""
        return relation_type(type(self))

    @property
    def key(self) -> tuple[str, str, str]:
        """What makes it one relationship: where it starts, its type, and where it points."""
        return (self.start, self.type, self.finish)

    def properties(self) -> dict[str, Any]:
        """What is stored of the relationship: its fields without its ends and the empty ones."""
        return _properties(self)


_STORED_NAMES = {"source_of_record": "source", "valid_from": "from", "valid_to": "to"}
"""Names of properties that cannot be names of fields: `from` is a word of Python, and so on."""


@dataclass(frozen=True, kw_only=True)
class ReferenceRelation(Relation):
    """A relationship taken from public record, with its source and dates."""

    source_of_record: Annotated[str | None, "register, date and licence"] = None
    valid_from: Annotated[str | None, "since when, ISO date"] = None
    valid_to: Annotated[str | None, "until when, ISO date"] = None


def relation_type(relation: type[Relation]) -> str:
    """The relationship type of a class: `AddressedTo` is `ADDRESSED_TO`."""
    return _relation_type(cast("Hashable", relation))


@cache
def _relation_type(relation: Any) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "_", relation.__name__).upper()


FieldType = Literal["text", "whole number", "yes or no", "list of texts"]


@dataclass(frozen=True)
class Property:
    """One field of a class, as everything derived from the ontology sees it."""

    name: str
    stored: str
    type: FieldType
    required: bool
    allowed: tuple[str, ...]
    description: str
    optional: bool = False
    """Whether it may be None."""


def properties_of(kind: type[Node] | type[Relation]) -> tuple[Property, ...]:
    """The fields of a node or relationship class, without the ends of a relationship."""
    return _properties_of(cast("Hashable", kind))


@cache
def _properties_of(kind: Any) -> tuple[Property, ...]:
    hints = get_type_hints(kind, include_extras=True)
    return tuple(
        _property(field, hints[field.name])
        for field in fields(kind)
        if not (issubclass(kind, Relation) and field.name in ("start", "finish"))
    )


def _property(field: "Field[Any]", hint: Any) -> Property:
    description = ""
    if get_origin(hint) is Annotated:
        hint, description = get_args(hint)
    parts = get_args(hint) if get_origin(hint) in (Union, types.UnionType) else (hint,)
    inner = next(part for part in parts if part is not type(None))
    listed = get_origin(inner) is tuple
    item = get_args(inner)[0] if listed else inner
    allowed = get_args(item) if get_origin(item) is Literal else ()
    kind: FieldType = "list of texts" if listed else "yes or no" if item is bool else _scalar(item)
    required = field.default is MISSING and field.default_factory is MISSING
    stored = _STORED_NAMES.get(field.name, field.name)
    return Property(field.name, stored, kind, required, allowed, description, type(None) in parts)


def _scalar(item: Any) -> FieldType:
    return "whole number" if item is int else "text"


def _properties(record: Node | Relation) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for prop in properties_of(type(record)):
        value = getattr(record, prop.name)
        if value is None or value == ():
            continue
        found[prop.stored] = list(value) if isinstance(value, tuple) else value
    return found
