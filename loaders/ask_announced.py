"""Asks without a verb of asking: what a sentence announces, and bare things under a heading of needs."""

import re

from loaders.ask_patterns import SOUGHT
from loaders.coordination import HEADS, split
from loaders.found import FoundAsk
from loaders.gates import gate
from loaders.leadins import RULE_COUNT, reads_as
from loaders.reading import Reading
from loaders.rules import declare
from loaders.sentences import Span, trim
from loaders.telling import tells

ANNOUNCED = declare(
    "ask-announced",
    "After a sentence that counts out asks, what follows its colon, or comes first, second and third, is asked.",
    "Two matters are of first importance: control of the levy, and a seat on the board.",
    "Two matters are settled: the levy is ours, and the board has met.",
)
FRAGMENT = declare(
    "ask-fragment",
    "Under a heading of needs a sentence without a verb, about a power, a sum or a decision, asks for it.",
    "Long-term funding for rural buses, in place of yearly bids.",
    "Long-term decline of rural buses, in spite of yearly bids.",
)

_ORDINAL = re.compile(
    r"(?:the\s+)?(?:first|second|third|fourth|fifth|sixth|seventh|last|final)(?:ly)?(?:\s+(?:is|comes))?\s*[,:–—]?"
    r"\s+(?=\w)",
    re.IGNORECASE,
)
_THING = re.compile(
    rf"\W*(?:an?\s+|the\s+|full\s+|early\s+|more\s+)*(?:[\w£.’'-]+\s+){{0,4}}?(?:{HEADS}|{SOUGHT}|fund|deal|formula"
    rf"|scheme|duty|status)\b"
    r"\s*(?:of|for|to|over|on|in|from|with|that|at|by|[,.;(]|$)",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"\W*(?:we|our|they|their|it|its|this|these|those|there|he|she|i|my|you|your)\b", re.IGNORECASE)
_HAPPENED = re.compile(
    r"\b(?:fell|rose|grew|stood|came|went|lost|began|ended|took|made|brought|gave|won|became|remains?|means?"
    r"|matters?|comes?|goes)\b",
    re.IGNORECASE,
)


def asks_in(text: str, block: int, sentence: Span, what: Span, rule: str) -> list[FoundAsk]:
    """The asks in some words of a sentence, taken apart, where no frame says who asks or is asked."""
    pieces = split(text, what.start, what.end)
    return [FoundAsk(piece, block, rule, "medium", sentence=sentence, thing=piece) for piece in pieces]


def announces(reading: Reading, span: Span) -> bool:
    """Whether a sentence counts out asks that come in the sentences after it."""
    reads, rule = reads_as(reading.masked(span))
    return reads == "asks" and rule == RULE_COUNT


def ordinal(reading: Reading, block: int, span: Span) -> list[FoundAsk]:
    """What a sentence names that opens with first, second or third."""
    text = reading.text
    opening = _ORDINAL.match(text, span.start, span.end)
    if opening is None:
        return []
    what = trim(text, opening.end(), span.end, ".;,")
    if tells(text, what) and not _THING.match(text, what.start, what.end):
        return []
    return asks_in(text, block, span, what, ANNOUNCED)


def after_colon(reading: Reading, block: int, span: Span) -> list[FoundAsk]:
    """What follows the colon of a sentence that counts out asks, part by part."""
    text = reading.text
    colon = text.find(":", span.start, span.end)
    if colon < 0 or not announces(reading, Span(span.start, colon)):
        return []
    what = trim(text, colon + 1, span.end, ".;,")
    if what.end <= what.start or tells(text, what):
        return []
    return asks_in(text, block, span, what, ANNOUNCED)


def fragment(reading: Reading, block: int, span: Span) -> list[FoundAsk]:
    """A sentence without a verb that names a thing to ask for."""
    text = reading.text
    what = trim(text, span.start, span.end, ".;,")
    if what.end - what.start < 12 or not _THING.match(text, what.start, what.end) or tells(text, what):
        return []
    words = text[what.start : what.end]
    if _SUBJECT.match(words) or _HAPPENED.search(words) or gate(words) is not None:
        return []
    comma = text.find(",", what.start + 12, what.end)
    stop = (
        comma
        if comma > 0
        and re.match(r",\s+(?:in place of|instead of|rather than|which|so that|as)\b", text[comma : what.end])
        else what.end
    )
    return asks_in(text, block, span, Span(what.start, stop), FRAGMENT)


def unframed(reading: Reading, block: int, span: Span, *, told: bool, announced: bool) -> list[FoundAsk]:
    """The asks of a sentence that no frame fits.

    Args:
        reading: the document.
        block: the index of the block.
        span: the sentence.
        told: whether the place is one of needs.
        announced: whether a sentence before it in the block counts out asks.
    """
    found = after_colon(reading, block, span)
    if not found and announced:
        found = ordinal(reading, block, span)
    if not found and told:
        found = fragment(reading, block, span)
    return found
