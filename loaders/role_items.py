"""Roles that stand as items of a list of partners."""

import re
from collections.abc import Iterator

from loaders.bodies import Mention
from loaders.found import FoundRole
from loaders.leadins import lead_in
from loaders.reading import Reading
from loaders.role_clauses import clauses
from loaders.role_frames import ITEM_BODY, ITEM_DASH, ITEM_WHO
from loaders.role_phrases import beside
from loaders.role_sentences import of_sentence
from loaders.role_subjects import holds_verb
from loaders.sentences import Span, sentences, trim, words
from loaders.verbs import base, is_form, verb_class

_DASH = re.compile(r"\s+[–—-]{1,2}\s+|\s?[–—]\s?|:\s+")

_RELATIVE = re.compile(r"\s*,?\s+(?=(?:who|which|whose|(?:to|with|for|through) (?:whom|which))\b)", re.IGNORECASE)

_TO_VERB = re.compile(r"\s*,?\s+(?=to\s+(?P<verb>[a-z-]+))", re.IGNORECASE)

_ESPECIALLY = re.compile(
    r"^(?:especially|particularly|notably|including|in particular)\s+(?P<who>[^,]{3,80}),\s*", re.I
)


def of_item(reading: Reading, block: int) -> Iterator[FoundRole]:
    """The roles of a list item that stands where partners' parts are listed."""
    governing = lead_in(reading, block)
    function = reading.function(block)
    if function not in ("roles", "offer") and (governing is None or governing.reads != "roles"):
        if governing is not None and governing.reads in ("own", "none"):
            yield from _promised(reading, block, governing.span)
        return
    promised = list(_promised(reading, block, governing.span)) if governing is not None else []
    spans = reading.sentences(block)
    if promised or not spans:
        yield from promised
        return
    yield from _parsed(reading, block, spans)


def roles_in_cell(reading: Reading, block: int, cell: Span) -> list[FoundRole]:
    """The roles that a table cell tells as a list item does: "Yorkshire Water: new ponds by 2030"."""
    spans = list(sentences(reading.text, cell.start, cell.end))
    return list(_parsed(reading, block, spans)) if spans else []


def _parsed(reading: Reading, block: int, spans: list[Span]) -> Iterator[FoundRole]:
    """The roles of an item's sentences: its first in one of the forms of items, the others as prose."""
    first = spans[0]
    for parse in (_by_dash, _by_relative, _by_infinitive, _by_verb, _by_gerund):
        roles = list(parse(reading, block, first))
        if roles:
            yield from roles
            yield from beside(reading, block, first, [], settled=True)
            for span in spans[1:]:
                yield from of_sentence(reading, block, span)
            return


def _promised(reading: Reading, block: int, lead: Span) -> Iterator[FoundRole]:
    """Items under "The councils will:": each is a part of the lead-in's subject."""
    open_ended = re.search(
        r"\b(?:will|are to|is to|have agreed to|has agreed to|commits? to|undertakes? to)\W*$",
        reading.text[lead.start : lead.end],
    )
    if open_ended is None:
        return
    partners = reading.bodies.partners(lead.start, lead.start + open_ended.start())
    found = reading.document.blocks[block]
    if partners:
        yield FoundRole(trim(reading.text, found.start, found.end, ".;,"), block, ITEM_BODY, partners)


def _whole(reading: Reading, start: int, end: int) -> tuple[Mention, ...]:
    """The partners that text[start:end] names; none if what it holds is a clause."""
    partners = reading.bodies.partners(start, end)
    return () if any(holds_verb(reading.text, m) for m in partners) else partners


def _by_dash(reading: Reading, block: int, first: Span) -> Iterator[FoundRole]:
    text = reading.text
    for dash in _DASH.finditer(text, first.start, first.end):
        partners = _whole(reading, first.start, dash.start())
        if not partners or dash.end() >= first.end or not (text[dash.end()].isalpha() or text[dash.end()] == "£"):
            continue
        begin = dash.end()
        especially = _ESPECIALLY.match(text[begin : first.end])
        if especially:
            partners += reading.bodies.partners(begin + especially.start("who"), begin + especially.end("who"))
            begin += especially.end()
        yield FoundRole(trim(text, begin, first.end, ".;, "), block, ITEM_DASH, partners)
        return


def _told_before(text: str, start: int, end: int) -> bool:
    """Whether a verb of doing stands between a partner and a relative clause, which is then about something else."""
    return any((verb := base(w.low, "third")) is not None and verb_class(verb) for w in words(text, start, end))


def _by_relative(reading: Reading, block: int, first: Span) -> Iterator[FoundRole]:
    for relative in _RELATIVE.finditer(reading.text, first.start, first.end):
        partners = _whole(reading, first.start, relative.start())
        if partners and not _told_before(reading.text, partners[-1].end, relative.start()):
            yield FoundRole(trim(reading.text, relative.end(), first.end, ".;, "), block, ITEM_WHO, partners)
            return


def _by_verb(reading: Reading, block: int, first: Span) -> Iterator[FoundRole]:
    found = clauses(reading, first, present=True, listed=True)
    if found and reading.text[first.start : found[0].partners[0].start].strip().lower() in (
        "",
        "the",
        "a",
        "our",
        "other",
    ):
        for clause in found:
            yield FoundRole(clause.predicate, block, clause.rule, clause.partners)


def _by_infinitive(reading: Reading, block: int, first: Span) -> Iterator[FoundRole]:
    for to in _TO_VERB.finditer(reading.text, first.start, first.end):
        partners = _whole(reading, first.start, to.start())
        if partners and is_form(to["verb"].lower(), "base"):
            yield FoundRole(trim(reading.text, to.end(), first.end, ".;, "), block, ITEM_WHO, partners)
            return


def _by_gerund(reading: Reading, block: int, first: Span) -> Iterator[FoundRole]:
    for word in re.finditer(r"\s+([a-z-]+ing)\b", reading.text[first.start : first.end]):
        partners = _whole(reading, first.start, first.start + word.start())
        if partners and is_form(word[1], "ing"):
            yield FoundRole(
                trim(reading.text, first.start + word.start(1), first.end, ".;, "), block, ITEM_WHO, partners
            )
            return
