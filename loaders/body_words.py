"""Words that names of bodies are made of: the nouns they end in, and the places they are named after."""

from functools import cache
from typing import cast

from graph.vocabulary import OrganisationKind
from loaders.lines import Line
from loaders.names import Key
from loaders.register import area, register
from loaders.tables import column, table


@cache
def heads() -> dict[str, OrganisationKind]:
    """Nouns that names of bodies end in, with the kind of body."""
    return {noun: cast("OrganisationKind", kind) for noun, kind in column("body_heads.csv", "noun", "kind").items()}


@cache
def weak_heads() -> frozenset[str]:
    """Nouns that end names of bodies and of other things too."""
    return frozenset(row["noun"] for row in table("body_heads.csv") if row["strength"] == "weak")


@cache
def places() -> frozenset[Key]:
    """Areas of councils and combined authorities, and the nations."""
    found: set[Key] = {
        ("england",),
        ("wales",),
        ("scotland",),
        ("britain",),
        ("uk",),
        ("northern", "ireland"),
        ("midlands",),
    }
    for record in register().records.values():
        if record.council:
            found.add(tuple(area(record.name).casefold().replace("&", "and").split()))
        elif record.kind == "combined authority":
            name = record.name.casefold().replace("&", "and")
            for ending in (" mayoral combined authority", " combined county authority", " combined authority",
                           " mayoral strategic authority"):  # fmt: skip
                if name.endswith(ending):
                    found.add(tuple(name.removesuffix(ending).split()))
    found |= {("north", "east"), ("northeast",), ("north", "west"), ("south", "west"), ("south", "east"),
              ("east", "midlands"), ("yorkshire",), ("cornwall",), ("north",), ("south",)}  # fmt: skip
    return frozenset(found)


def place_at(line: Line, index: int, stop: int) -> int:
    """Where a known place that starts at a word ends; the word itself if none does."""
    for length in (4, 3, 2, 1):
        end = index + length
        if end <= stop and tuple(line.norms[index:end]) in places():
            return end
    return index
