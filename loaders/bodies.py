"""The bodies a document names, and where: by the register, by what it introduces, by shape, and as generic names."""

from bisect import bisect_left
from dataclasses import dataclass, field

from loaders import casting, groups
from loaders.document import Document
from loaders.lines import Line
from loaders.mentions import Body, Cast, Mention, Unresolved

__all__ = ["Bodies", "Body", "Mention", "Unresolved", "find_bodies"]


@dataclass
class Bodies:
    """The bodies of a document."""

    mentions: tuple[Mention, ...]
    """Named bodies, offices and generic names everywhere in the document, in order, none inside another."""
    unresolved: tuple[Unresolved, ...]
    """Short forms and names that could not be placed."""
    lines: tuple[Line, ...]
    """The document's blocks as words, for those who look for other names."""
    _cast: Cast
    _text: str
    _starts: list[int] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._starts = [m.start for m in self.mentions]

    def within(self, start: int, end: int) -> tuple[Mention, ...]:
        """The mentions that lie wholly in a stretch of the document."""
        low = bisect_left(self._starts, start)
        high = bisect_left(self._starts, end)
        return tuple(m for m in self.mentions[low:high] if m.end <= end)

    def at(self, start: int) -> Mention | None:
        """The mention that starts at a place."""
        low = bisect_left(self._starts, start)
        found = self.mentions[low : low + 1]
        return found[0] if found and found[0].start == start else None

    def body(self, body_key: str) -> Body:
        """A body with every spelling met so far, those of `partners` included."""
        return self._cast.body(body_key)

    def partners(self, start: int, end: int) -> tuple[Mention, ...]:
        """The partners in a stretch that stands where partners stand, each with its place.

        Such a place is the subject of a role, what follows "with", or a list item before its dash. Groups of bodies
        ("universities", "bus operators") are read only here.
        """
        return groups.partners(self._text, start, end, self.within(start, end), self._cast)


def find_bodies(document: Document, published: str | None = None) -> Bodies:
    """The bodies a document names, as of the day it was published (ISO date), where that is known."""
    found = casting.cast_bodies(document, published)
    return Bodies(found.mentions, found.unresolved, found.lines, found.cast, document.text)
