"""Tables of two sides: what one offers in one column, what the other is asked for in the next."""

import re

from loaders.ask_sentences import NONE
from loaders.coordination import split
from loaders.document import Block
from loaders.found import FoundAsk, FoundRole
from loaders.outline import Function, function_of
from loaders.reading import Reading
from loaders.role_items import roles_in_cell
from loaders.rules import declare
from loaders.sentences import Span, sentences, trim

RULE = declare(
    "ask-table-side",
    "In a table with a column of what we will do and one of what you would do, a cell of the second is an ask.",
    "We will… · You would…",
    "We will… · By when",
)
_OFFERS: tuple[Function, ...] = ("offer", "roles")
_IN_BRACKETS = re.compile(r"\s*\((?P<who>[^()]{2,90})\)\W*$")


def sides(block: Block) -> list[Function]:
    """What each column of a row is for, if some offer and some ask; nothing else is a table of two sides."""
    found = [function_of(header) for header in block.header][: len(block.cells)]
    return found if "needs" in found and any(side in _OFFERS for side in found) else []


def read_sides(reading: Reading, index: int) -> tuple[list[FoundAsk], list[FoundRole]]:
    """The asks and the parts in a row of a table of two sides."""
    block = reading.document.blocks[index]
    asks: list[FoundAsk] = []
    roles: list[FoundRole] = []
    for side, (start, end) in zip(sides(block), block.cells, strict=False):
        cell = trim(reading.text, start, end)
        if side == "needs":
            for sentence in sentences(reading.text, cell.start, cell.end):
                asks += _asked(reading, index, sentence)
        elif side in _OFFERS:
            roles += roles_in_cell(reading, index, cell)
    return asks, roles


def _asked(reading: Reading, index: int, sentence: Span) -> list[FoundAsk]:
    """The asks of a sentence in the column of asks; who is named in brackets at its end is asked."""
    text = reading.text
    brackets = _IN_BRACKETS.search(text, sentence.start, sentence.end)
    named = reading.named(brackets.start("who"), brackets.end("who")) if brackets is not None else ()
    stop = brackets.start() if brackets is not None and named else sentence.end
    what = trim(text, sentence.start, stop, ".;, ")
    if NONE.match(text[what.start : what.end]):
        return []
    pieces = split(text, what.start, what.end)
    return [FoundAsk(p, index, RULE, "high", named, sentence=sentence, thing=p) for p in pieces]
