"""Asks found in a document: those of lists and those of prose."""

import re
from dataclasses import replace

from loaders.ask_items import OFFER_LABEL, TITLE_WORDS, listed_asks
from loaders.ask_sentences import NONE, framed_asks, without_reason
from loaders.coordination import head_form, split
from loaders.found import FoundAsk
from loaders.leadins import lead_in
from loaders.reading import STATE, Reading
from loaders.rules import declare
from loaders.sentences import Span, words

RULE_LABEL = declare(
    "ask-label",
    "A label that says ask or request makes an ask of what follows it.",
    "Our ask: a ten-year settlement.",
    "Our offer: a ten-year plan.",
)

_LABEL = re.compile(
    r"^\W*(?:(?:our|the|key|main|specific|first|second|third|\w+)\s+){0,2}(?:asks?|requests?|call|demand"
    r"|recommendation)"
    r"(?:\s+\d+)?(?:\s+(?:of|to|on|for)\s+[^:–—.]{2,50})?\s*(?P<sign>[:–—.])\s*",
    re.IGNORECASE,
)


def find_asks(reading: Reading) -> list[FoundAsk]:
    """All asks of a document, in order, without overlaps."""
    found: list[FoundAsk] = []
    for i, block in enumerate(reading.document.blocks):
        if block.kind in ("heading", "row"):
            continue
        if reading.function(i) == "past":
            continue
        found += _asks_of_item(reading, i) if block.kind == "item" else _asks_of_prose(reading, i)
    return found


def _asks_of_item(reading: Reading, block: int) -> list[FoundAsk]:
    governing = lead_in(reading, _top(reading, block))
    function = reading.function(block)
    reads = governing.reads if governing and governing.reads != "none" else None
    if reads in ("own", "past", "roles") or (reads is None and function in ("roles", "offer", "vision")):
        return list(framed_asks(reading, block, reading.sentences(block), weak=False)) if reads != "past" else []
    if reads != "asks" and function != "needs":
        return _asks_of_prose(reading, block)
    return listed_asks(reading, block, governing)


def _top(reading: Reading, block: int) -> int:
    parent = reading.document.blocks[block].parent
    return block if parent is None else _top(reading, parent)


def _asks_of_prose(reading: Reading, block: int) -> list[FoundAsk]:
    function = reading.function(block)
    spans = reading.sentences(block)
    if not spans or (function == "vision" and not _mentions_state(reading, spans)):
        return []
    text = reading.text
    label = _LABEL.match(text[spans[0].start : spans[0].end])
    if label and spans[0].start + label.end() < spans[-1].end:
        return _labelled(reading, block, spans, label)
    if OFFER_LABEL.match(text[spans[0].start : spans[0].end]):
        return []
    if _governs_list(reading, block):
        spans = spans[:-1]
    told = function == "needs"
    weak = told or (function == "none" and reading.letter)
    found = list(framed_asks(reading, block, spans, weak=weak, told=told))
    if found and function == "none" and not weak and len(spans) > len({ask.sentence for ask in found}):
        return list(framed_asks(reading, block, spans, weak=False, near=True))
    return found


def _mentions_state(reading: Reading, spans: list[Span]) -> bool:
    return STATE in reading.masked(Span(spans[0].start, spans[-1].end))


def _labelled(reading: Reading, block: int, spans: list[Span], label: re.Match[str]) -> list[FoundAsk]:
    """The asks behind a label such as "Our ask of DWP:"; whom the label names, every ask of the block is asked of."""
    begin = spans[0].start + label.end()
    first = Span(begin, spans[0].end) if begin < spans[0].end else spans[1] if len(spans) > 1 else None
    if first is None:
        return []
    named = tuple(m for m in reading.named(spans[0].start, begin) if not reading.is_own(m.body))
    rest = [s for s in spans if s.start >= first.end]
    framed = [a if a.who else replace(a, who=named) for a in framed_asks(reading, block, [first, *rest], weak=True)]
    if any(ask.sentence is not None and ask.sentence.start == first.start for ask in framed):
        return framed
    if label["sign"] == "." or NONE.match(reading.text[first.start : first.end]):
        return framed
    title = first
    if rest and _titles(reading, first, rest[0]) and not any(a.sentence == rest[0] for a in framed):
        first = rest[0]
    what = without_reason(reading, first)
    pieces = split(reading.text, what.start, what.end)
    asks = [FoundAsk(p, block, RULE_LABEL, who=named, sentence=first, thing=p) for p in pieces]
    return [replace(a, span=Span(title.start, a.span.end)) if i == 0 else a for i, a in enumerate(asks)] + framed


def _titles(reading: Reading, title: Span, following: Span) -> bool:
    """Whether a few words are the title of an ask whose own words follow: "Clean heat. Let the Authority zone it." """
    short = len(words(reading.text, title.start, title.end)) <= TITLE_WORDS
    return short and head_form(reading.text, following.start, following.end) == "base"


def _governs_list(reading: Reading, block: int) -> bool:
    blocks = reading.document.blocks
    return (
        block + 1 < len(blocks)
        and blocks[block + 1].kind == "item"
        and lead_in(reading, block + 1) is not None
        and (reading.text[blocks[block].start : blocks[block].end].rstrip().endswith(":"))
    )
