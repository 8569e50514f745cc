"""National instruments: funds, programmes and taxes that are the same one in every plan that names them.

The list says which topic each belongs to, whose department decides on it. An act, a tax that councils set, or a
settlement of one region belongs to none here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from graph.ids import slug
from graph.vocabulary import InstrumentKind
from loaders.names import Key, key
from loaders.tables import table


@dataclass(frozen=True, slots=True)
class National:
    """An instrument that is the same one in every plan."""

    id: str
    name: str
    kind: InstrumentKind
    aliases: tuple[str, ...]
    year: int | None
    topic: str | None
    """Id of the topic whose department decides on it."""


@cache
def national() -> Mapping[str, National]:
    """Every shared instrument, by id."""
    found = (
        National(
            id=f"instrument:{slug(row['name'], 80)}",
            name=row["name"],
            kind=cast("InstrumentKind", row["kind"]),
            aliases=tuple(filter(None, row["other"].split("|"))),
            year=int(row["year"]) if row["year"] else None,
            topic=row["topic"] or None,
        )
        for row in table("instruments.csv")
        if row["shared"] == "yes"
    )
    return {one.id: one for one in found}


@cache
def national_id(name: Key) -> str | None:
    """The id of the shared instrument of this full name; none if the list has no such name."""
    return _by_name().get(name)


@cache
def _by_name() -> Mapping[Key, str]:
    return {key(one.name): one.id for one in national().values()}
