"""The words of a document, block by block, with what its typography says about capitals."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from loaders.document import Document
from loaders.names import SMALL, Key, Token, tokens

_STOP = re.compile(r"[.!?:;•–—]|\n\s*\n")
_JOINING = frozenset(" \t\n\r\xa0-‐‑–/")

_DASHES = (" – ", " - ", " — ")
"""Dashes that stand inside some names: "Great British Energy – Nuclear"."""


@dataclass(frozen=True)
class Line:
    """A block of the document as words."""

    text: str
    """The whole document's text."""
    tokens: list[Token]
    titled: bool
    """Whether most of its words are written with capitals, so that a capital says nothing."""
    shouted: bool
    """Whether it is written in capitals throughout."""

    def gap(self, index: int) -> str:
        """What stands between a word and the one before it."""
        return self.text[self.tokens[index - 1].end : self.tokens[index].start] if index else ""

    def joined(self, index: int, *, comma: bool = False) -> bool:
        """Whether a word follows the one before it within one name: only space, hyphen or, if allowed, a comma."""
        between = self.gap(index)
        if between == " ":
            return True
        if "\t" in between and "\n" not in between:
            # the next cell of a row
            return False
        if self.tokens[index - 1].possessive:
            between = between.replace("'s", "", 1).replace("’s", "", 1)
        before = self.tokens[index - 1].text
        if before[-1] in "sS" and re.fullmatch(r"['’]\s", between):
            return True
        if before in ("No", "St") and between == ". ":
            return True
        if len(between) > 12 or between.count("\n") > 1 or " – " in between or " - " in between:
            return False
        return all(ch in _JOINING or (comma and ch == ",") for ch in between)

    def named(self, index: int) -> bool:
        """Whether a word is part of a name: it has a capital or is joined by a hyphen to one that has."""
        if self.tokens[index].capital:
            return True
        return index > 0 and self.gap(index) in ("-", "‑") and self.tokens[index - 1].capital

    def starts_sentence(self, index: int) -> bool:
        """Whether a word is the first of its sentence or follows a dash, colon or opening quotation mark."""
        return index == 0 or bool(_STOP.search(self.gap(index))) or "“" in self.gap(index)

    def quote(self, first: int, last: int) -> str:
        """The document's words from one word to another, end exclusive."""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def matches(self, index: int, wanted: Key) -> bool:
        """Whether a name stands at a word."""
        if index + len(wanted) > len(self.tokens):
            return False
        for offset, word in enumerate(wanted):
            if self.tokens[index + offset].norm != word:
                return False
            if offset and not self.joined(index + offset, comma=True) and self.gap(index + offset) not in _DASHES:
                return False
        return True

    @cached_property
    def norms(self) -> list[str]:
        """The words as they are compared."""
        return [token.norm for token in self.tokens]


def lines(document: Document) -> Iterator[Line]:
    """The blocks of a document as words, in order."""
    for block in document.blocks:
        found = tokens(document.text, block.start, block.end)
        if found:
            yield line(document.text, found, heading=block.kind == "heading")


def line(text: str, found: list[Token], *, heading: bool = False) -> Line:
    """One block's words, with what its capitals are worth."""
    big = [t for t in found if t.text[0].isalpha() and (t.capital or t.norm not in SMALL)]
    capital = sum(t.capital for t in big)
    shouted = len(big) > 1 and all(t.text.isupper() for t in found if t.text[0].isalpha())
    titled = shouted or (heading and len(big) > 2 and capital >= 0.8 * len(big))
    return Line(text, found, titled, shouted)


_AND_CRIME = (("and", "crime"), ("fire", "and", "crime"))
_HOLDERS = frozenset(("commissioner", "commissioners", "panel"))


def police_and_crime(line: Line, i: int) -> int:
    """Where a name ends that goes on after "Police": "Kent Police and Crime Panel" is not Kent Police and another body.

    0 where it does not go on.
    """
    for tail in _AND_CRIME:
        end = i + len(tail) + 1
        if line.norms[i] == "police" and tuple(line.norms[i + 1 : end]) == tail and end < len(line.tokens):
            held = line.norms[end] in _HOLDERS and line.tokens[end].capital
            if held and all(line.joined(j, comma=True) for j in range(i + 1, end + 1)):
                return end + 1
    return 0
