"""The lines of a plain text, and the column at which it was wrapped, if it was."""

import re
from dataclasses import dataclass
from itertools import pairwise

from loaders.line_shapes import bullet, capitals, number, unfinished

_LINE = re.compile(r"[^\n\f\x0b\x85\u2028\u2029]*")
_SKIP = (
    " \t\r\u00a0\u2002\u2003\u2009\u3000"
    "\u200b\u2060\ufeff\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\x00"
)
"""What is no part of a line's words at its ends: space, and what nobody sees."""


@dataclass(frozen=True)
class Line:
    """A line with its place, without the space around it."""

    text: str
    start: int
    end: int
    number: int
    indent: int
    """Columns before the first visible character, a tab counting to the next multiple of four."""
    after_page: bool = False
    """Whether a form feed stands right before it."""

    @property
    def blank(self) -> bool:
        """Whether there is nothing to see."""
        return not self.text


def lines_of(text: str) -> list[Line]:
    """All lines of a text."""
    lines: list[Line] = []
    position, line_number, after_page = 0, 1, False
    while position <= len(text):
        found = _LINE.match(text, position)
        end = found.end() if found else position
        raw = text[position:end]
        body = raw.strip(_SKIP).strip()
        start = position + raw.find(body) if body else position
        indent = len(raw[: start - position].expandtabs(4))
        lines.append(Line(body, start, start + len(body), line_number, indent, after_page))
        after_page = end < len(text) and text[end] == "\f"
        if end < len(text) and text[end] == "\n":
            line_number += 1
        position = end + 1
    return lines


def joins(first: Line, second: Line, width: int | None) -> bool:
    """Whether `second` goes on with the paragraph that `first` is a line of.

    A wrapped line ends because the next word did not fit; where it would have fitted, the break was meant. Lines
    differ by a word's length, so one of nearly full width that ends no sentence goes on too, however it begins.
    """
    if first.blank or second.blank:
        return False
    if first.text.endswith(("; and", "; or")):
        return False
    if unfinished(first.text) or (second.text[0].islower() and first.text[-1] not in ".:;!?"):
        return True
    if width is None:
        return False
    word = second.text.split(None, 1)[0]
    reach = first.indent + len(first.text)
    if reach + 1 + len(word) > width:
        return True
    shouts = capitals(first.text) and not capitals(second.text)
    return reach >= 0.85 * width and first.text[-1] not in ".:;!?" and not shouts and not _titled(first.text)


def _titled(line: str) -> bool:
    """Whether nearly all longer words of a line begin with capitals, as those of a title do."""
    long = [word for word in line.split() if len(word) > 3 and word[0].isalpha()]
    return len(long) > 2 and sum(word[0].isupper() for word in long) >= 0.8 * len(long)


def wrap_width(lines: list[Line]) -> int | None:
    """The column at which paragraphs were wrapped, or None where each line is a paragraph of its own."""
    pairs = [
        (first, second)
        for first, second in pairwise(lines)
        if not first.blank and not second.blank and not bullet(second.text) and not number(second.text)
    ]
    sure = sorted(
        first.indent + len(first.text)
        for first, second in pairs
        if second.text[0].islower() and first.text[-1] not in ".:;!?" and 30 <= first.indent + len(first.text) <= 160
    )
    if not sure or len(sure) < 0.3 * len(pairs):
        return None
    width = sure[int(0.9 * (len(sure) - 1))]
    longer = sum(1 for line in lines if line.indent + len(line.text) > width + 25)
    return None if longer > 0.1 * sum(1 for line in lines if not line.blank) else width
