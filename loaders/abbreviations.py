"""Short forms that a document introduces itself: "Harbour Board (HB)", "HB (Harbour Board)", "… (the Board)"."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.lines import Line
from loaders.names import SMALL, is_short
from loaders.rules import declare

INTRODUCED = declare(
    "name-introduced",
    "A short form in brackets behind a name, or a name in brackets behind its initials, stands for it from then on.",
    "The Tidal Power Association (TPA) will lead.",
    "The Tidal Power Association (see page 4) will lead.",
)

_BRACKET = re.compile(r"\(([^()\n]{2,80})\)")
_QUOTES = "“”‘’\"' "


@dataclass(frozen=True)
class Introduction:
    """A short form and the words of its full name, as word positions of a line."""

    line: int
    short: str
    first: int
    last: int
    inside: bool
    """Whether it was the full name that stood in brackets."""


def scan(line: Line, number: int) -> Iterator[Introduction]:
    """Every short form that a line introduces."""
    if not line.tokens:
        return
    begin, end = line.tokens[0].start, line.tokens[-1].end + 2
    for match in _BRACKET.finditer(line.text, begin, min(end, len(line.text))):
        before = [i for i, t in enumerate(line.tokens) if t.end <= match.start()]
        within = [i for i, t in enumerate(line.tokens) if match.start() <= t.start < match.end()]
        if not before or not within:
            continue
        content = re.sub(r"^(?:hereafter|henceforth|known as|or|formerly)\s+", "", match.group(1).strip(_QUOTES))
        content = content.strip(_QUOTES)
        plain = content.removesuffix("s") if content[:-1].isupper() else content
        if is_short(plain):
            found = initials(line, before[-1], plain)
            if found is not None:
                yield Introduction(number, plain, found, before[-1] + 1, inside=False)
            else:
                yield Introduction(number, plain, -1, before[-1] + 1, inside=False)
        elif re.match(r"[Tt]he [A-Z]", content):
            yield Introduction(number, content, -1, before[-1] + 1, inside=False)
        else:
            token = line.tokens[before[-1]]
            written = line.text[token.start : token.end]
            if is_short(written) and _letters(line, within[0], within[-1] + 1, written):
                yield Introduction(number, written, within[0], within[-1] + 1, inside=True)


def initials(line: Line, last: int, short: str) -> int | None:
    """Where a name whose last word is given starts, if its initials are the short form; none if they are not."""
    wanted = [c.casefold() for c in short if c.isalnum()]
    i, left = last, list(wanted)
    while i >= 0 and left:
        norm = line.norms[i]
        if i < last and not line.joined(i + 1, comma=True):
            return None
        if norm[0] == left[-1]:
            left.pop()
            if not left:
                return i if line.tokens[i].capital or norm in SMALL else None
        elif norm not in SMALL:
            return None
        i -= 1
    return None


def _letters(line: Line, first: int, last: int, short: str) -> bool:
    return initials(line, last - 1, short) == first
