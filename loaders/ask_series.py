"""Asks that a sentence lists after a colon, parted by semicolons."""

import re
from collections.abc import Sequence
from dataclasses import replace

from loaders.coordination import split
from loaders.found import FoundAsk
from loaders.reading import STATE, Reading
from loaders.rules import declare
from loaders.sentences import Span, trim
from loaders.telling import tells

RULE = declare(
    "ask-series",
    "What semicolons part after a colon is asked, each part for itself, by the words before the colon.",
    "We seek three changes: longer contracts; simpler reporting; and one point of contact.",
    "We seek change: contracts are too short; reports are too long.",
)

_OPENING = re.compile(
    r"(?:(?:and|or|plus|then)\s+)?(?:(?:\(?(?:[a-z]|[ivx]+|\d+)[.)])\s+|(?:first|second|third|fourth|fifth|final"
    r"|last)(?:ly)?,?\s+"
    r"|(?:and|also)\s+)?(?:to\s+)?",
    re.IGNORECASE,
)
_SUBJECT = re.compile(rf"(?:that\s+)?(?:the\s+)?{STATE}+\s+(?:to\s+|should\s+)?(?=[a-z])", re.IGNORECASE)
_FAR = 160
"""How many characters the words before a colon may run to."""


def series(text: str, spans: Sequence[Span], first: int) -> list[Span]:
    """The parts of a list that begins in the sentence spans[first], without what joins them; none if it is no list."""
    opening = spans[first]
    colon = text.find(":", opening.start, min(opening.end, opening.start + _FAR))
    if colon < 0 or not text[opening.start : opening.end].endswith(";"):
        return []
    last = first
    while last + 1 < len(spans) and text[spans[last].start : spans[last].end].endswith(";"):
        last += 1
    stretches = [Span(colon + 1, opening.end), *spans[first + 1 : last + 1]]
    found = []
    for stretch in stretches:
        part = trim(text, stretch.start, stretch.end, ";.,–— ")
        opened = _OPENING.match(text, part.start, part.end)
        found.append(Span(opened.end() if opened else part.start, part.end))
    clauses = sum(tells(text, part) for part in found)
    return found if len(found) > 1 and clauses * 2 < len(found) else []


def asked_in_series(reading: Reading, spans: Sequence[Span], first: int, asks: Sequence[FoundAsk]) -> list[FoundAsk]:
    """The asks of a list, asked as the first of `asks` is: the ask that was read from the sentence that opens it.

    A part that has a body of government before its verb is asked of that body: "that Ofgem release its dates".
    """
    text = reading.text
    found: list[FoundAsk] = []
    for part in series(text, spans, first) if asks else []:
        named = _SUBJECT.match(reading.masked(part))
        who = reading.named(part.start, part.start + named.end()) if named is not None else ()
        begin = part.start + named.end() if named is not None and who else part.start
        found += [
            replace(
                asks[0],
                span=piece,
                rule=RULE,
                umbrella=None,
                sentence=spans[first],
                thing=piece,
                who=who or asks[0].who,
            )
            for piece in split(text, begin, part.end)
        ]
    return found
