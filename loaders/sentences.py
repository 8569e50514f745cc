"""Sentences and words of a document, as spans of its text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_ABBREVIATIONS = frozenset(
    (
        "mr", "mrs", "ms", "dr", "st", "rt", "hon", "cllr", "prof", "sir", "no", "nos", "vs", "etc", "e.g", "i.e", "eg",
        "ie", "approx", "dept", "inc", "ltd", "co", "para", "sec", "fig", "cf", "viz", "p", "pp",
    )
)  # fmt: skip
_END = re.compile(r"[.!?…]+[”’\"')\]]*(?=\s|$)|;(?=\s)|\n\s*\n")
_WORD = re.compile(r"£?\d[\d,]*(?:\.\d+)?%?|[^\W\d_]+(?:['’][^\W\d_]+)*(?:-[^\W_]+(?:['’][^\W\d_]+)*)*|[^\W_]+")

_LONGEST = 1200
"""Characters of the longest sentence that is read as one; those of plans are under 800."""


@dataclass(frozen=True, order=True)
class Span:
    """A stretch of the document's text, end exclusive."""

    start: int
    end: int

    def __contains__(self, place: object) -> bool:
        return isinstance(place, int) and self.start <= place < self.end

    def covers(self, other: "Span") -> bool:
        """Whether the other span lies wholly in this one."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True)
class Word:
    """A word with its place; `low` is its lower-case form with straight apostrophes."""

    start: int
    end: int
    text: str

    @property
    def low(self) -> str:
        """The word as rules compare it."""
        return self.text.lower().replace("’", "'")


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """The sentences of text[start:end], without the space around them.

    Words without an end for longer than any sentence is are cut, so that reading them takes bounded time.
    A full stop after an abbreviation, an initial or inside a number ends nothing; a semicolon ends a clause that is
    read as a sentence.
    """
    begin = start
    for match in _END.finditer(text, start, end):
        if match.group().startswith(".") and _no_end(text, begin, match.start(), match.end(), end):
            continue
        yield from _trimmed(text, begin, match.end())
        begin = match.end()
    yield from _trimmed(text, begin, end)


def _no_end(text: str, begin: int, stop: int, after: int, end: int) -> bool:
    last = re.search(r"[\w.]+$", text[begin:stop])
    if last is None:
        return False
    word = last.group().lower()
    following = text[after:end].lstrip()
    if word in _ABBREVIATIONS or (len(word) == 1 and word.isalpha() and last.group().isupper()):
        return bool(following) and (word not in ("etc", "co", "ltd", "inc") or following[:1].islower())
    return following[:1].islower()


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    span = trim(text, start, end)
    while span.end - span.start > _LONGEST:
        cut = max(
            text.rfind(" ", span.start + 1, span.start + _LONGEST),
            text.rfind("\n", span.start + 1, span.start + _LONGEST),
        )
        stop = cut if cut > span.start else span.start + _LONGEST
        yield trim(text, span.start, stop)
        span = trim(text, stop, span.end)
    if span.end > span.start:
        yield span


def trim(text: str, start: int, end: int, characters: str = "") -> Span:
    """The span without white space, and without the given characters, at either end."""
    while start < end and (text[start].isspace() or text[start] in characters):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in characters):
        end -= 1
    return Span(start, end)


def words(text: str, start: int, end: int) -> list[Word]:
    """The words of text[start:end]; a hyphenated word and one with an apostrophe are one."""
    return [Word(m.start(), m.end(), m.group()) for m in _WORD.finditer(text, start, end)]


def one_line(text: str) -> str:
    """Words as shown in a line: white space, line breaks included, made single spaces."""
    return " ".join(text.split())
