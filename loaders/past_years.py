"""Years that a text names as past: only they tell that it was written no earlier.

A year by which something is due, or in which it will be, tells nothing of when a text was written. *“was set up in
2025”*, *“since 2024”*, *“the Skills Act 2022”*, *“the 2025 Modern Industrial Strategy”* and a line *“Spring 2026”* near
the start are past; *“will go under the sea in 2028”*, *“2026–2036”*, *“Sept 2028”* in a column of dates are not.
"""

import re

from loaders.document import Document
from loaders.sentences import sentences

_YEAR = r"(?P<year>(?<![\d£.,/–-])(?:19|20)\d\d(?![\d,/–-]|\.\d| to 20))"
_SINCE = re.compile(rf"\bsince\s+(?:\w+\s+)?{_YEAR}", re.I)
_IN = re.compile(rf"\b(?:in|on|during)\s+(?:\w+\s+){{0,2}}?{_YEAR}", re.I)
_MADE = r"(?:Act|Deal|Strategy|White Paper|Green Paper|Settlement|Agreement|Order|Census|Compact|Accord)"
_NAMED_AFTER = re.compile(rf"\b{_MADE}\s+\(?{_YEAR}")
_NAMED_BEFORE = re.compile(rf"\b(?:[Tt]he\s+|and\s+){_YEAR}\s+(?:[A-Z][\w’'-]*\s+){{0,4}}{_MADE}\b")
_COVER = re.compile(rf"(?:^\W*|,\s+)(?:early|late|spring|summer|autumn|winter)\s+{_YEAR}\W*$", re.I)
_WAS = re.compile(
    r"\b(?:was|were|had|began|became|brought|came|chose|fell|gave|grew|held|left|lost|made|met|opened|ran|rose|saw"
    r"|set up|sold|spent|took|went|won|wrote|\w{3,}ed)\b",
    re.I,
)
_WILL = re.compile(
    r"\b(?:will|would|shall|should|could|may|might|must|expects?|expected|plans?|planned|proposes?|proposed|due|aims?"
    r"|intends?|intended|to be|forecast|projected|scheduled|ends|follows|opens|begins|starts|by\s+\d|until"
    r"|wants?|asks?)\b",
    re.I,
)
_HEAD_BLOCKS = 12


def latest_past_year(document: Document) -> str | None:
    """The latest year that the text names as past, if it names any."""
    found = [match["year"] for sentence in _said(document) for match in _past(sentence)]
    for block in document.blocks[:_HEAD_BLOCKS]:
        for line in document.words(block).splitlines():
            found += [match["year"] for match in _COVER.finditer(line)]
    return max(found, default=None)


def _said(document: Document) -> list[str]:
    text = document.text
    return [text[s.start : s.end] for block in document.blocks for s in sentences(text, block.start, block.end)]


def _past(sentence: str) -> list[re.Match[str]]:
    found = [*_SINCE.finditer(sentence), *_NAMED_AFTER.finditer(sentence)]
    if not _WILL.search(sentence):
        found += _NAMED_BEFORE.finditer(sentence)
        found += _IN.finditer(sentence) if _WAS.search(sentence) else ()
    return found
