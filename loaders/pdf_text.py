"""Lines of a PDF put together to text: what a line's end took apart is one word again."""

import re
from collections.abc import Iterable, Sequence

from loaders.assembly import Run
from loaders.line_shapes import bullet
from loaders.pdf_words import SOFT, Word

_HYPHENS = ("-", "‐", SOFT)
_FIRST_PARTS = """long short low high well self co non multi cross part half mid pre post net sub semi anti inter
    all year fast future place people community evidence employer sector region city county mayor government
    public private state world trade new best re full cost end on off follow decision business early hard"""
_FIRST = frozenset(_FIRST_PARTS.split())
_SECOND_PARTS = """based led wide term time scale quality carbon owned funded level making date class to of in up on
    out off the by and specific focused driven ready free neutral profit sector old round"""
_SECOND = frozenset(_SECOND_PARTS.split())
_AND = frozenset({"and", "or", "to"})


class Joiner:
    """Joins lines, knowing which words the document uses."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._known: set[str] = set()
        for text in texts:
            words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", text.lower())
            # the last word may be half of one
            self._known.update(words if text[-1:] not in _HYPHENS else words[:-1])

    def runs(self, lines: Sequence[Sequence[Word]]) -> list[Run]:
        """The words of lines as runs."""
        runs: list[Run] = []
        for line in lines:
            for place, word in enumerate(line):
                text, gap = word.text, " " if runs else ""
                if runs and place == 0:
                    before = runs[-1][0]
                    if before.endswith(_HYPHENS):
                        runs[-1], gap = self._glued(before, text, runs[-1][1])
                runs.append((gap, word.bold and bool(runs) and runs[-1][1]))
                runs.append((text, word.bold))
        return [(text.replace(SOFT, "-"), bold) for text, bold in runs if text]

    def cell(self, words: Sequence[Word]) -> list[Run]:
        """The words of a table's cell, in the order of its lines; a bullet opens a line of its own."""
        lines: list[list[Word]] = []
        for word in words:
            if not lines or word.base - lines[-1][-1].base > 0.5 * word.size:
                lines.append([])
            lines[-1].append(word)
        parts: list[list[list[Word]]] = []
        for line in lines:
            marked = len(line) > 1 and bullet(f"{line[0].text} x") is not None
            if marked or not parts:
                parts.append([line[1:] if marked else line])
            else:
                parts[-1].append(line)
        runs: list[Run] = []
        for part in parts:
            runs += [("\n", False), *self.runs(part)] if runs else self.runs(part)
        return runs

    def _glued(self, before: str, after: str, bold: bool) -> tuple[Run, str]:
        """What stands before a line's end with its hyphen kept or dropped, and what stands between the lines."""
        base = before[:-1]
        head = re.search(r"[^\W\d_]+\Z", base)
        tail = re.match(r"[^\W\d_]+", after)
        if not base or base.endswith((" ", "-")):
            return (before, bold), " "
        first, second = head[0].lower() if head else "", tail[0].lower() if tail else ""
        if second in _AND and f"{first}{second}" not in self._known:
            # "short-" and "long-term"
            return (base + "-", bold), " "
        one_word = first and second and after[0].islower() and first + second in self._known
        kept = not first or not after[0].islower() or f"{first}-{second}" in self._known or "-" in base
        kept = kept or first in _FIRST or second in _SECOND
        return (base if one_word or not kept else base + "-", bold), ""
