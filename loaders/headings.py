"""Headings whose words do not say what stands under them, where what stands there does.

A plan that asks and promises theme by theme heads its two halves alike each time, in words of its own: "Decisions that
would set it free", "Shoulders to the wheel". What such a pair is for is seen from the lists and sentences under it.
"""

import re
from collections import Counter, defaultdict

from loaders.ask_imperatives import tells_to
from loaders.ask_sentences import framed_asks
from loaders.outline import Function, Part
from loaders.reading import OTHER, OWN, STATE, Reading
from loaders.rules import declare
from loaders.sentences import Span, one_line

RECURRING = declare(
    "heading-recurring",
    "A heading that comes again under every theme is for needs or roles if most of what stands under it each time is.",
    "Under each theme: Decisions that would set it free / Network Rail to reopen the line",
    "Under each theme: What we found / Trains were late",
)
ADDRESSEE = declare(
    "heading-addressee",
    "A heading that is only the name of a body of government, over a list of things to do, is for needs.",
    "Department for Transport / Reopen the line / Keep the fare cap",
    "Department for Transport / Its budget was £30bn / Its staff are few",
)

_DOES = re.compile(
    rf"^(?:the )?[{OWN}{OTHER}]+(?:,? and (?:the )?[{OWN}{OTHER}]+)?(?:\s+[–—-]|:|,? (?:who|which)\b|\s+(?:will|is"
    rf"|are|to|has|have)\b|\s+[a-z]+s\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(rf"^(?:the )?{STATE}+(?:,? and (?:the )?{STATE}+)?\s+(?:to|should|must|could)\b", re.IGNORECASE)
_NOUN = re.compile(
    rf"^(?:an?|the|full|early|retention|permission|freedom|powers?|devolution|control|more|clear|firm|£[\d.]+)"
    rf"\b[^.]*$|{STATE}",
    re.IGNORECASE,
)
_ENOUGH = 2


def settle_headings(reading: Reading) -> None:
    """Give the outline of a document the functions of headings that their own words do not tell."""
    alike: dict[str, list[Part]] = defaultdict(list)
    given: dict[int, Function] = {}
    open_parts = [p for p in reading.outline.parts if p.block is not None and p.function == "none"]
    for part in open_parts:
        alike[_words(part)].append(part)
    recurring = {p.index for parts in alike.values() if len(parts) > 1 for p in parts}
    addressees = {p.index for p in open_parts if _is_addressee(reading, p)}
    under = _under(reading, recurring | addressees)
    given.update({index: "needs" for index in addressees if _told(reading, under[index])})
    for parts in alike.values():
        if len(parts) > 1:
            function = _shown(reading, [i for part in parts for i in under[part.index]])
            given.update({part.index: function for part in parts if function != "none"})
    if given:
        reading.outline.give(given)


def _words(part: Part) -> str:
    return one_line(part.title).lower().strip(" .:…")


def _under(reading: Reading, wanted: set[int]) -> dict[int, list[int]]:
    """For each of some sections, by their index, the blocks in it and in sections within it, without the headings."""
    outline = reading.outline
    found: dict[int, list[int]] = {index: [] for index in wanted}
    around: dict[int, list[int]] = {}
    for i, block in enumerate(reading.document.blocks):
        if block.kind not in ("item", "paragraph"):
            continue
        part = outline.part(i)
        if part.index not in around:
            around[part.index] = [p.index for p in outline.ancestors(part) if p.index in wanted]
        for index in around[part.index]:
            found[index].append(i)
    return found


def _shown(reading: Reading, blocks: list[int]) -> Function:
    """What most of the blocks under several headings of the same words are."""
    told = Counter(_told_by(reading, i) for i in blocks)
    asks, roles, others = told["needs"], told["roles"], told["none"]
    if asks >= _ENOUGH and asks > 2 * roles and asks >= others:
        return "needs"
    return "roles" if roles >= _ENOUGH and roles > 2 * asks and roles >= others else "none"


def _told_by(reading: Reading, i: int) -> Function:
    """Whether a block asks or tells a part."""
    block = reading.document.blocks[i]
    spans = reading.sentences(i)
    if not spans:
        return "none"
    masked = reading.masked(spans[0])
    if _ASKED.match(masked):
        return "needs"
    if _DOES.match(masked):
        return "roles"
    if block.kind == "item" and (tells_to(reading.text, spans[0], masked) or _NOUN.search(masked)):
        return "needs"
    if block.kind == "paragraph" and any(True for _ in framed_asks(reading, i, spans, weak=False)):
        return "needs"
    partners = reading.bodies.partners(spans[0].start, min(spans[0].end, spans[0].start + 90))
    return "roles" if partners and partners[0].start - spans[0].start < 5 and block.kind == "item" else "none"


def _is_addressee(reading: Reading, part: Part) -> bool:
    """Whether a heading is only the name of a body of government."""
    if part.block is None:
        return False
    block = reading.document.blocks[part.block]
    masked = reading.masked(Span(block.start, block.end))
    return bool(re.fullmatch(rf"(?:(?:for|to|of|from)\s+)?(?:the\s+)?{STATE}+:?", masked.strip(), re.IGNORECASE))


def _told(reading: Reading, blocks: list[int]) -> bool:
    """Whether the items among some blocks tell somebody to do things."""
    items = [i for i in blocks if reading.document.blocks[i].kind == "item"]
    told = [
        i
        for i in items
        if (spans := reading.sentences(i)) and tells_to(reading.text, spans[0], reading.masked(spans[0]))
    ]
    return bool(told) and len(told) * 2 >= len(items)
