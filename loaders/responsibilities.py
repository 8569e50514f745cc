"""Which department leads on which topic, since when and until when, and the words by which a text names a topic.

The register says who led in July 2025, who leads on the day it was compiled, and when that changed. It says nothing of
any other day: what is before or after is not known.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from loaders.names import Key, Token, tokens
from loaders.tables import table

KNOWN_FROM = "2025-07-01"
"""The first day of which the register says who leads."""

KNOWN_UNTIL = "2026-11-22"
"""The last day of which the register says who leads: the day it was compiled."""

_LONGEST = 8


@dataclass(frozen=True, slots=True)
class Lead:
    """A department's lead on a topic, as a dated fact."""

    department: str
    """Id in the register."""
    valid_from: str | None
    """The day it took over; none where it led already when the register begins."""
    valid_to: str | None
    """The day it handed over; none where it still leads when the register ends."""
    sure: bool = True
    """Whether the handing over of this very topic is recorded, and not only that of its department's work."""


@dataclass(frozen=True, slots=True)
class Topic:
    """A matter that departments answer for."""

    id: str
    label: str
    nations: str
    """Where the lead is the United Kingdom's own government: UK, Great Britain, England and Wales, or England."""
    leads: tuple[Lead, ...]
    """Who led, the earliest first."""
    sources: tuple[str, ...]
    """Keys of `sources.csv`."""


@dataclass(frozen=True, slots=True)
class Match:
    """Words of a text that name a topic."""

    topic: Topic
    start: int
    end: int
    sure: bool
    """Whether the words belong to the topic alone, and are no word of everyday use."""


@dataclass(frozen=True, slots=True)
class _Phrase:
    topic: Topic | None
    """None for words that look like a topic's and are not."""
    sure: bool
    short: tuple[bool, ...]
    """Which of its words are abbreviations, and must stand in capitals."""


@cache
def topics() -> dict[str, Topic]:
    """Every topic of the register, by id."""
    return {row["topic"]: _topic(row) for row in table("register", "responsibilities.csv")}


def _topic(row: dict[str, str]) -> Topic:
    since = row["lead_since"] or None
    leads = [Lead(row["lead"], since, None, sure=not row["move_inferred"])]
    if row["lead_2025_07"] != row["lead"]:
        leads.insert(0, Lead(row["lead_2025_07"], None, since))
    return Topic(row["topic"], row["label"], row["nations"], tuple(leads), tuple(row["sources"].split("|")))


@dataclass(frozen=True, slots=True)
class Move:
    """Work that went from one department to another on a day."""

    before: str
    after: str
    day: str
    topics: tuple[Topic, ...]
    sure: bool
    """Whether the handing over of one of these topics at least is recorded."""


@cache
def moves() -> Mapping[str, tuple[Move, ...]]:
    """What each department handed over while the register reaches, by the id of the one that had it."""
    found: dict[tuple[str, str, str], list[tuple[Topic, bool]]] = {}
    for topic in topics().values():
        for one, other in pairwise(topic.leads):
            if other.valid_from is not None:
                found.setdefault((one.department, other.department, other.valid_from), []).append((topic, other.sure))
    by_body: dict[str, list[Move]] = {}
    for (before, after, day), held in found.items():
        sure = any(said for _, said in held)
        by_body.setdefault(before, []).append(Move(before, after, day, tuple(topic for topic, _ in held), sure))
    return {before: tuple(held) for before, held in by_body.items()}


def find_topics(text: str) -> tuple[Match, ...]:
    """Where a text names topics, in its own order.

    Words are compared whole, without regard to capitals (but an abbreviation must be written in capitals), in the
    singular or the plural. Of phrases that share a word the one of most words stands: "housing benefit" is no housing.
    """
    words = tokens(text)
    kept: list[tuple[int, int, _Phrase]] = []
    for first, last, phrase in sorted(_phrases_in(words), key=lambda f: (f[0] - f[1], not f[2].sure, f[0])):
        if all(last < k[0] or first > k[1] for k in kept):
            kept.append((first, last, phrase))
    return tuple(
        Match(phrase.topic, words[first].start, words[last].end, phrase.sure)
        for first, last, phrase in sorted(kept, key=lambda k: k[0])
        if phrase.topic is not None
    )


def _phrases_in(words: list[Token]) -> Iterator[tuple[int, int, _Phrase]]:
    """Every phrase that the words hold, with the places of its first and last word."""
    known = _phrases()
    for first in range(len(words)):
        for last in range(first, min(len(words), first + _LONGEST)):
            phrase = known.get(tuple(word.norm for word in words[first : last + 1]))
            if phrase is not None and _in_capitals(words[first : last + 1], phrase.short):
                yield first, last, phrase


def _in_capitals(words: Iterable[Token], short: tuple[bool, ...]) -> bool:
    return all(word.text.rstrip("s").isupper() for word, wanted in zip(words, short, strict=True) if wanted)


@cache
def _phrases() -> dict[Key, _Phrase]:
    """Every phrase, in the singular and the plural."""
    found: dict[Key, _Phrase] = {}
    rows = table("register", "responsibilities.csv")
    listed: list[tuple[str, Topic | None, bool]] = [
        (written, topics()[row["topic"]], column == "phrases")
        for column in ("phrases", "hints")
        for row in rows
        for written in row[column].split("|")
    ]
    listed += [(row["phrase"], None, True) for row in table("false_topics.csv")]
    for written, topic, sure in listed:
        words = tokens(written)
        short = tuple(word.text.isupper() for word in words)
        for norm in _inflected(tuple(word.norm for word in words)) if words else ():
            found.setdefault(norm, _Phrase(topic, sure, short))
    return found


def _inflected(words: Key) -> Iterator[Key]:
    *before, last = words
    yield words
    yield (*before, last + "s")
    yield (*before, last + "es")
    if last.endswith("y"):
        yield (*before, last[:-1] + "ies")


def side_by_side(text: str, matches: tuple[Match, ...]) -> frozenset[Match]:
    """The matches that stand in one list with their neighbour, with nothing but "and", "or" and commas between."""
    found: set[Match] = set()
    for one, other in pairwise(matches):
        between = text[one.end : other.start].replace("&", " and ").replace(",", " ").split()
        if all(word.lower() in ("and", "or") for word in between):
            found |= {one, other}
    return frozenset(found)
