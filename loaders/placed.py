"""Places of names in a document: as found, and with the body each names."""

from collections.abc import Iterable
from dataclasses import dataclass

from graph.vocabulary import Confidence
from loaders.lines import Line
from loaders.offices import Office
from loaders.registered import Hit
from loaders.shapes import Shape


@dataclass(frozen=True)
class Place:
    """Words first to last (exclusive) of a line that name something."""

    line: int
    first: int
    last: int
    what: Hit | Office | Shape


@dataclass(frozen=True)
class Keyed:
    """Words first to last (exclusive) of a line and the body they name."""

    line: int
    first: int
    last: int
    key: str
    rule: str
    confidence: Confidence


def longest(places: list[Place]) -> list[Place]:
    """The places without those that lie in or across a longer one."""
    taken: set[tuple[int, int]] = set()
    kept: list[Place] = []
    for place in sorted(places, key=lambda p: (p.first - p.last, p.line, p.first, not isinstance(p.what, Hit))):
        words = {(place.line, i) for i in range(place.first, place.last)}
        if not words & taken:
            taken |= words
            kept.append(place)
    return sorted(kept, key=lambda p: (p.line, p.first))


def among_others(line: Line, found: str | None, place: Place, keyed: Iterable[Keyed]) -> bool:
    """Whether a body was last named before a place as one of several: “the board” is then seldom that one of them."""
    before = [k for k in keyed if k.last <= place.first]
    last = max((k for k in before if k.key == found), key=lambda k: k.first, default=None)
    if last is None:
        return False
    start = last.first - bool(last.first and line.norms[last.first - 1] == "the")
    joints = {start} if "," in line.gap(start) else set()
    if start and line.norms[start - 1] == "and":
        joints.add(start - 1)
    return any(k.last in joints for k in before)
