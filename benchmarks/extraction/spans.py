"""Where a quote stands in a text, and how much of one span another covers."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from rapidfuzz import fuzz

_SHORTEST_NEAR = 12
"""Fewer letters than this must stand in the text exactly."""
_NEAR = 75.0
"""How alike, of 100, a misquoted passage must be to its best place."""


@dataclass(frozen=True, order=True)
class Span:
    """Characters of a text, end exclusive."""

    start: int
    end: int

    def shared(self, other: "Span") -> int:
        """How many characters lie in both."""
        return max(0, min(self.end, other.end) - max(self.start, other.start))


@dataclass(frozen=True)
class Overlap:
    """How a claimed span lies on a gold span."""

    covered: float = 0.0
    """Share of the gold span that the claim covers."""
    inside: float = 0.0
    """Share of the claim that lies in the gold span."""
    together: float = 0.0
    """Intersection over union."""

    @property
    def found(self) -> bool:
        """Whether the claim counts as this gold span: half of it covered, and not by quoting the whole page."""
        return self.covered >= 0.5 and self.inside >= 0.1

    @property
    def tight(self) -> bool:
        """Whether the claim also has about the length of the gold span."""
        return self.together >= 0.5


def overlap(claims: Iterable[Span], golds: Iterable[Span]) -> Overlap:
    """The best overlap of any claimed place with any gold place."""
    best = Overlap()
    places = list(golds)
    for claim in claims:
        for gold in places:
            shared = claim.shared(gold)
            if shared:
                claimed, wanted = claim.end - claim.start, gold.end - gold.start
                met = Overlap(shared / wanted, shared / claimed, shared / (claimed + wanted - shared))
                best = max(best, met, key=lambda o: (o.together, o.covered))
    return best


def _folded(text: str) -> list[tuple[str, int]]:
    return [
        (letter, place)
        for place, character in enumerate(text)
        for letter in unicodedata.normalize("NFKD", character).casefold()
        if letter.isalnum()
    ]


@dataclass(frozen=True)
class Searchable:
    """A text in which quotes are looked up by letters and digits alone.

    Dashes, quotation marks, markup, line breaks and hyphens at line ends therefore make no difference.
    """

    text: str

    @cached_property
    def _letters(self) -> tuple[str, tuple[int, ...]]:
        folded = _folded(self.text)
        return "".join(letter for letter, _ in folded), tuple(place for _, place in folded)

    def exactly(self, quote: str) -> list[Span]:
        """Every place where the quote stands as whole words."""
        letters, places = self._letters
        wanted = "".join(letter for letter, _ in _folded(quote))
        found: list[Span] = []
        at = letters.find(wanted) if wanted else -1
        while at >= 0:
            span = Span(places[at], places[at + len(wanted) - 1] + 1)
            if self._whole(span):
                found.append(span)
            at = letters.find(wanted, at + 1)
        return found

    def places(self, quote: str) -> list[Span]:
        """Every place where the quote stands, or else the one place that is most like it, if any is."""
        found = self.exactly(quote)
        letters, places = self._letters
        wanted = "".join(letter for letter, _ in _folded(quote))
        if found or not _SHORTEST_NEAR <= len(wanted) <= len(letters):
            return found
        near = fuzz.partial_ratio_alignment(wanted, letters, score_cutoff=_NEAR)
        return [Span(places[near.dest_start], places[near.dest_end - 1] + 1)] if near else []

    def _whole(self, span: Span) -> bool:
        before, after = self.text[span.start - 1 : span.start], self.text[span.end : span.end + 1]
        return not before.isalnum() and not after.isalnum()
