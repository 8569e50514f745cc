"""What a sheet of a spreadsheet holds, told by the names of its columns."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from graph.ids import normalise

FORMATS = ("csv", "xlsx")
"""Formats of documents that are spreadsheets."""

SheetKind = Literal["asks", "roles", "commitments", "organisations"]

_SAID: Mapping[str, tuple[str, ...]] = {
    "section": ("theme", "chapter", "heading"),
    "priority": ("priorities",),
    "quote": ("words", "source text", "words of the plan"),
}
_COLUMNS: Mapping[SheetKind, Mapping[str, tuple[str, ...]]] = {
    "asks": {
        "ask": ("asks", "request", "requests", "what is asked", "our ask"),
        "of whom": ("asked of", "addressee", "addressed to", "department", "from whom"),
        "asked by": ("asker",),
        "section": _SAID["section"],
        "amount": ("sum", "amount £", "amount gbp"),
        "amount text": ("amount as printed",),
        "kind": ("kinds", "type", "kind of ask"),
        "by when": ("timescale", "deadline", "when", "due"),
        "measure": ("measures", "measure of success", "success measure", "measured by", "kpi", "indicator"),
        "priority": (*_SAID["priority"], "supports"),
        "quote": _SAID["quote"],
    },
    "roles": {
        "partner": ("partners", "organisation", "organization", "body"),
        "role": ("roles", "contribution", "what they will do", "what it will do"),
        "section": _SAID["section"],
        "lead": ("leads", "lead partner"),
        "priority": (*_SAID["priority"], "delivers"),
        "quote": _SAID["quote"],
    },
    "commitments": {
        "commitment": ("commitments", "promise", "pledge", "action", "deliverable"),
        "owner": ("owners", "responsible", "who", "partner", "organisation", "organization"),
        "date": ("by when", "when", "deadline", "due"),
        "amount": ("sum", "amount £", "cost", "budget"),
    },
    "organisations": {
        "name": ("organisation", "organisations", "organization", "organization name", "organisation name", "body"),
        "kind": ("type", "kind of organisation"),
        "abbreviation": ("short name", "acronym", "initials"),
        "aliases": ("alias", "also known as", "other names"),
        "part of": ("parent", "parent body"),
        "quote": _SAID["quote"],
    },
}
_NEEDED: Mapping[SheetKind, tuple[str, ...]] = {
    "asks": ("ask",),
    "roles": ("partner", "role"),
    "commitments": ("commitment", "owner"),
    "organisations": ("name",),
}


@dataclass(frozen=True)
class Head:
    """A row that names columns: what the rows under it are, and which cell of them holds what."""

    kind: SheetKind
    columns: Mapping[str, int]
    """Place of each column by its documented name."""
    unread: tuple[str, ...]
    """Names of columns, as written, that mean nothing to us."""


def head_of(cells: Sequence[str]) -> Head | None:
    """What a row names, if it names the columns of a sheet that we know."""
    names = [normalise(cell) for cell in cells]
    written = [name for name in names if name]
    for kind, columns in _COLUMNS.items():
        found: dict[str, int] = {}
        for column, others in columns.items():
            place = next((i for i, name in enumerate(names) if name == column or name in others), None)
            if place is not None and place not in found.values():
                found[column] = place
        # a sheet of organisations may have a single column; any other has two at least
        enough = len(found) > 1 or (len(written) == 1 and kind == "organisations")
        if enough and len(found) * 2 >= len(written) and all(needed in found for needed in _NEEDED[kind]):
            unread = tuple(cells[i].strip() for i, name in enumerate(names) if name and i not in found.values())
            return Head(kind, found, unread)
    return None


def understood() -> str:
    """The sheets that are understood and their columns, in words."""
    sheets = []
    for kind, columns in _COLUMNS.items():
        needed = _NEEDED[kind]
        others = ", ".join(name for name in columns if name not in needed)
        sheets.append(f"{kind}: {', '.join(needed)} (and {others})")
    return "; ".join(sheets)
