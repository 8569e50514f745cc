"""Asks that stand as items of a list under a heading or lead-in of needs."""

import re
from dataclasses import replace

from loaders.ask_sentences import framed_asks, without_reason
from loaders.coordination import head_form, split
from loaders.found import FoundAsk
from loaders.gates import gate
from loaders.leadins import LeadIn
from loaders.reading import Reading
from loaders.rules import declare
from loaders.sentences import Span, trim, words
from loaders.telling import tells

RULE_ITEM = declare(
    "ask-item",
    "An item of a list that stands under a heading or lead-in of needs is an ask, whatever its form.",
    "Ownership of the ferry piers",
    "We will publish a plan each spring",
)

OFFER_LABEL = re.compile(
    r"^\W*(?:our|the|in return|we)?\s*(?:\w+\s+)?(?:offers?|commitments?|pledges?|in return)\b[^:–—]{0,40}[:–—]", re.I
)

_OWN_PROMISE = re.compile(
    r"^\W*(?:in return,?\s+|for our part,?\s+)?(?:we|our \w+)\s+(?:will|shall|have|are (?!asking|calling|seeking"
    r"|pressing|looking))\b",
    re.I,
)

TITLE_WORDS = 7

_SHORT = 4
"""Words of a first sentence that is only a label: "Ferries." """
_REST_WORDS = 3


def listed_asks(reading: Reading, block: int, governing: LeadIn | None) -> list[FoundAsk]:
    """The asks of a list item: by the frames of its sentences, else its own words, taken apart."""
    text = reading.text
    spans = reading.sentences(block)
    if not spans:
        return []
    first = spans[0]
    if _OWN_PROMISE.match(text[first.start : first.end]) or OFFER_LABEL.match(text[first.start : first.end]):
        return []
    framed = list(framed_asks(reading, block, spans, weak=True))
    if any(ask.sentence is not None and ask.sentence.start == first.start for ask in framed):
        return [_with(ask, governing) for ask in framed]
    beside, body = _parts(reading, block, spans)
    start, end = body.start, body.end
    head = text[start : min(end, start + 90)].split(",")[0]
    if gate(head, but=frozenset({"gate-expected"})):
        return framed
    rest = [ask for ask in framed if ask.span.start >= end]
    what = without_reason(reading, Span(start, end))
    pieces = split(text, what.start, what.end)
    listed = [FoundAsk(p, block, RULE_ITEM, "high", lead_in=governing, sentence=first, thing=p) for p in pieces]
    if beside is not None and listed:
        listed[0] = replace(listed[0], span=_around(text, beside, listed[0].span))
    return listed + rest


def _around(text: str, beside: Span, ask: Span) -> Span:
    """The words of an ask with its title before them, or the explanation after them."""
    return trim(text, min(beside.start, ask.start), max(beside.end, ask.end), ".,;:!–— ")


def _with(ask: FoundAsk, governing: LeadIn | None) -> FoundAsk:
    return FoundAsk(
        ask.span, ask.block, ask.rule, ask.confidence, ask.who, ask.asker, governing, ask.umbrella, ask.sentence
    )


def _parts(reading: Reading, block: int, spans: list[Span]) -> tuple[Span | None, Span]:
    """What stands beside the words of an item's ask (its title, or its explanation), and those words.

    Of a bold run or a few words before a colon, a title goes before an ask that opens with a verb ("Skills: devolve
    the budget"); where an explanation follows instead, the title is the ask ("Ownership of the piers. They leak.").
    """
    text = reading.text
    first = spans[0]
    label = _label(reading, block, spans)
    if label is None:
        return None, first
    rest = trim(text, label.end, first.end, ".:–—- ")
    if len(words(text, rest.start, rest.end)) < _REST_WORDS:
        if len(spans) == 1:
            return None, first
        rest = spans[1]
    if head_form(text, rest.start, rest.end) is not None or not tells(text, rest):
        return label, rest
    return rest, trim(text, label.start, label.end, ".:–—- ")


def _label(reading: Reading, block: int, spans: list[Span]) -> Span | None:
    """The bold run or the few words before a colon that an item opens with."""
    text, first = reading.text, spans[0]
    if len(spans) > 1 and len(words(text, first.start, first.end)) <= _SHORT and text[first.end - 1] == ".":
        return first
    for strong in reading.document.blocks[block].strong:
        if strong[0] <= first.start + 1:
            after = text[strong[1] - 1 : strong[1] + 2]
            if strong[1] >= first.end - 1 or any(sign in after for sign in (":", "–", "—", ".", " -")):
                return Span(first.start, min(strong[1], first.end))
    label = re.match(r"^[A-Z][\w&,'’ -]{1,45}:\s+", text[first.start : first.end])
    if label and len(words(text, first.start, first.start + label.end())) <= TITLE_WORDS:
        return Span(first.start, first.start + label.end())
    return None
