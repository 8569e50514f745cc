"""The terms of an ask: its sum, and by when it is wanted, from its own words and from what governs them."""

import re
from dataclasses import dataclass, replace

from loaders.amounts import Amount, main_amount
from loaders.document import Document
from loaders.found import FoundAsk
from loaders.sentences import Span, one_line
from loaders.timescales import find_timescale

_IN_FRONT = 3
"""How many characters may stand before a time limit that opens a sentence: a quotation mark, a bracket."""
_COST = re.compile(r"\b(?:costs?|price)\b", re.IGNORECASE)
_NO_DATE = re.compile(
    r"^\W*(?:t\W?b\W?c|t\W?b\W?d|n\W?/?\W?a|none|unknown|to be \w+|ongoing|not \w+)?\W*$", re.IGNORECASE
)


@dataclass(frozen=True)
class Terms:
    """What is said of how much and of when."""

    amount: Amount | None
    timescale: str | None


def terms_of(document: Document, ask: FoundAsk) -> Terms:
    """The terms of an ask found in a document.

    A row of a table may give either in a cell of its own. A time limit that opens the ask's sentence, or the sentence
    that governs its list, is that of the ask too ("By 2030 the Treasury should …").
    """
    text = document.text
    amount = main_amount(text, ask.words.start, ask.words.end)
    if amount is None and ask.amount is not None:
        amount = main_amount(text, ask.amount.start, ask.amount.end)
        if amount is not None and _COST.search(_head(document, ask, ask.amount)):
            amount = replace(amount, role="need")
    return Terms(amount, _timescale(text, ask))


def _head(document: Document, ask: FoundAsk, cell: Span) -> str:
    """The name of the column that a cell of the ask's row stands in."""
    row = document.blocks[ask.block]
    pairs = zip(row.header, row.cells, strict=False)
    return next((head for head, (start, end) in pairs if Span(start, end).covers(cell)), "")


def _timescale(text: str, ask: FoundAsk) -> str | None:
    own = find_timescale(one_line(text[ask.words.start : ask.words.end]))
    if own is not None:
        return own
    if ask.when is not None:
        cell = one_line(text[ask.when.start : ask.when.end])
        return None if _NO_DATE.match(cell) else cell
    governing = [Span(ask.sentence.start, ask.span.start)] if ask.sentence is not None else []
    governing += [ask.lead_in.span] if ask.lead_in is not None else []
    return next(filter(None, (_opening(text[span.start : span.end]) for span in governing)), None)


def _opening(sentence: str) -> str | None:
    found = find_timescale(sentence)
    return found if found is not None and sentence.find(found) <= _IN_FRONT else None
