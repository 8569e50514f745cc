"""Parts of a list of partners, and which of them belong together."""

import re
from dataclasses import dataclass

from loaders import group_words
from loaders.body_words import places
from loaders.lines import Line
from loaders.mentions import Mention
from loaders.names import SMALL, Token, tokens

_RELATIVE = frozenset(("whose", "who", "which", "that"))
"""Words that open a clause about what stands before them, and qualify nothing."""
_GOES_ON = re.compile(r"\s(?!(?:and|or|to|will|who|with|in|on|is|are|has|as|for|plus|alongside)\b)[a-z]")


@dataclass(frozen=True)
class Part:
    """A stretch between two breaks of a list."""

    first: int
    last: int
    brk: str
    """What stands before it."""
    mention: Mention | None = None
    head: int = -1
    """Where its head noun begins; -1 if it has none."""


def list_tokens(text: str, start: int, end: int) -> list[Token]:
    """The words of a list, without short forms in brackets inside a name ("social enterprise (VCSE) sector")."""
    return [t for t in tokens(text, start, end) if not _in_brackets(text, t.start, t.end)]


def _in_brackets(text: str, start: int, end: int) -> bool:
    bracketed = text[start - 1 : start] == "(" and text[end : end + 1] == ")" and text[start:end].isupper()
    return bracketed and _GOES_ON.match(text, end + 1) is not None


def merge_modifiers(parts: list[Part], line: Line) -> list[Part]:
    """Words without a head noun of their own qualify the next one's: "local, regional and national partners"."""
    merged: list[Part] = []
    for part in parts:
        first, brk = part.first, part.brk
        while merged and _qualifies(merged[-1], part, line, len(merged)):
            before = merged.pop()
            first, brk = before.first, before.brk
        merged.append(Part(first, part.last, brk, part.mention, part.head))
    return merged


def _qualifies(before: Part, part: Part, line: Line, count: int) -> bool:
    if part.mention is not None or before.mention is not None or part.head < 0:
        return False
    if part.brk not in (",", "and", ",and", "or", ",or", "/"):
        return False
    if line.norms[part.first] in _RELATIVE or "by" in line.norms[before.first : before.last]:
        return False
    if before.head < 0:
        if group_words.agents(line.norms[before.last - 1]) or _shares_places(before, part, line):
            return False
        short = before.last - before.first <= 3
        place = tuple(line.norms[before.first : before.last]) in places()
        return short and not place and all(
            not line.tokens[i].capital or i == 0 or line.norms[i] in SMALL for i in range(before.first, before.last)
        )  # fmt: skip
    alone = before.last - before.first == 1 and line.norms[before.first] in group_words.MASS
    return alone and part.brk == "and" and part.head > part.first and count == 1 and _vague(part, line)


def _shares_places(before: Part, part: Part, line: Line) -> bool:
    """Whether a noun is shared by several places, of which the words before name one: "A and B councils"."""
    row = group_words.heads().get(tuple(line.norms[part.head : part.last]))
    shared = row is not None and row["plural"] in group_words.SHARED and line.norms[part.last - 1] == row["plural"]
    named = all(line.tokens[i].capital or line.norms[i] in SMALL for i in range(before.first, before.last))
    return shared and named and part.head > part.first and line.tokens[part.first].capital


def acts(norms: list[str]) -> bool:
    """Whether a noun that can mean things or people means people: by what qualifies it."""
    if norms[-1] in ("networks", "hubs", "clusters"):
        return not set(norms) & group_words.THINGS
    return norms[-1] != "services" or bool(set(norms) & group_words.SERVICES)


def _vague(part: Part, line: Line) -> bool:
    row = group_words.heads().get(tuple(line.norms[part.head : part.last]))
    return row is not None and row["family"] == "vague"
