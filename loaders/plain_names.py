"""Lower-case short forms that stand for a body named in full: "the county council", "the college"."""

from collections.abc import Iterator
from functools import cache

from loaders.body_words import heads
from loaders.lines import Line
from loaders.shapes import Shape
from loaders.tables import table, words
from loaders.verbs import base

_FOLLOWS = words("plain_followers.csv")
"""Words that may follow a body and begin no longer name: verbs, prepositions, conjunctions."""


def scan(line: Line, number: int, taken: dict[int, int]) -> Iterator[Shape]:
    """Every definite short form in lower case, longest first; what it stands for is for others to find."""
    inside = {i for first, last in taken.items() for i in range(first, last)}
    phrases = _phrases()
    for i in range(1, len(line.tokens)):
        if line.norms[i - 1] not in ("the", "our") or i in inside:
            continue
        last = next((i + len(p) for p in phrases if tuple(line.norms[i : i + len(p)]) == p), i)
        if last > i and _ends(line, i, last):
            head = line.norms[last - 1]
            yield Shape(number, i, last, head, heads().get(head, "other"), "medium", bare=True, plain=True)


@cache
def _phrases() -> tuple[tuple[str, ...], ...]:
    found = {tuple(row["phrase"].split()) for row in table("plain_forms.csv")}
    return tuple(sorted(found, key=lambda p: (-len(p), p)))


def _ends(line: Line, first: int, last: int) -> bool:
    """Whether the words are lower-case, unbroken, and end there: "the council will", but not "the council tax"."""
    if any(line.tokens[j].capital for j in range(first, last)):
        return False
    if not all(line.joined(j) for j in range(first, last)):
        return False
    if last >= len(line.tokens) or not line.joined(last) or line.tokens[last - 1].possessive:
        return True
    following = line.norms[last]
    return following in _FOLLOWS or base(following, "third") is not None
