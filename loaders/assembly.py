"""Puts a document together from the pieces that a reader of markup finds, with exact offsets."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from loaders.document import Block, BlockKind
from loaders.limits import MAX_HEADING_LEVEL, MAX_ITEM_LEVEL

Run = tuple[str, bool]
"""Words, and whether they are printed bold. A newline in them is a line break of the page."""

_INVISIBLE = re.compile(
    "[\u200b\u2060\ufeff\u00ad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\x00-\x08\x0e-\x1f\x7f-\x9f]"
)
_SPACES = re.compile(r"[^\S\n]+")
_BREAKS = re.compile(r" ?\n\s*")
CELL_GAP = " | "


def visible(text: str) -> str:
    """The text without characters that nobody sees: zero-width, soft hyphen, direction marks, control characters."""
    return _INVISIBLE.sub("", text)


def tidy(runs: Iterable[Run]) -> list[Run]:
    """Runs with spaces collapsed as a browser does, across runs, and none around line breaks or at either end."""
    tidied: list[Run] = []
    last = "\n"
    for raw, bold in runs:
        # nearly all text is printable with single spaces, and then there is nothing to do
        plain = raw.isascii() and raw.isprintable() and "  " not in raw
        text = raw if plain else _BREAKS.sub("\n", _SPACES.sub(" ", visible(raw)))
        if last == "\n":
            text = text.lstrip()
        elif last == " ":
            text = text.lstrip(" ")
            if text.startswith("\n"):
                # the space before the break, at the end of the run before this one
                _trim(tidied)
        if text:
            tidied.append((text, bold))
            last = text[-1]
    while tidied and tidied[-1][0][-1].isspace():
        _trim(tidied)
    return tidied


def _trim(runs: list[Run]) -> None:
    text, bold = runs.pop()
    if text := text.rstrip():
        runs.append((text, bold))


def words(runs: Iterable[Run]) -> str:
    """The runs' text."""
    return "".join(text for text, _ in runs)


def all_bold(runs: Sequence[Run]) -> bool:
    """Whether every visible character is bold."""
    return bool(runs) and all(bold or not text.strip(" \n.:") for text, bold in runs) and any(bold for _, bold in runs)


@dataclass
class Assembly:
    """The text and blocks written so far."""

    parts: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    length: int = 0
    last: str = ""
    """Words of the block written last."""

    @property
    def text(self) -> str:
        """The readable text of the document so far."""
        return "".join(self.parts)

    def add(
        self,
        kind: BlockKind,
        runs: Iterable[Run],
        *,
        level: int = 0,
        marker: str = "",
        parent: int | None = None,
        line: int | None = None,
        page: int | None = None,
    ) -> int | None:
        """Write a block; its index, or None when there is nothing in it to see."""
        tidied = tidy(runs)
        if not tidied:
            return None
        start = self._gap()
        self.last = words(tidied)
        strong = self._write(tidied)
        limit = MAX_HEADING_LEVEL if kind == "heading" else MAX_ITEM_LEVEL
        self.blocks.append(
            Block(kind, start, self.length, min(level, limit), marker, parent, strong=strong, page=page, line=line)
        )
        return len(self.blocks) - 1

    def add_row(
        self,
        cells: Sequence[Iterable[Run]],
        *,
        header: tuple[str, ...] = (),
        line: int | None = None,
        page: int | None = None,
    ) -> None:
        """Write a table row, unless all its cells are empty."""
        tidied = [tidy(cell) for cell in cells]
        if not any(tidied):
            return
        start = self._gap()
        spans: list[tuple[int, int]] = []
        strong: list[tuple[int, int]] = []
        for cell in tidied:
            if cell and self.length > start:
                self._append(CELL_GAP)
            first = self.length
            strong += self._write(cell)
            spans.append((first, self.length))
        self.blocks.append(
            Block(
                "row",
                start,
                self.length,
                cells=tuple(spans),
                header=header,
                strong=tuple(strong),
                page=page,
                line=line,
            )
        )

    def _gap(self) -> int:
        if self.length:
            self._append("\n\n")
        return self.length

    def _append(self, text: str) -> None:
        self.parts.append(text)
        self.length += len(text)

    def _write(self, runs: Iterable[Run]) -> tuple[tuple[int, int], ...]:
        strong: list[tuple[int, int]] = []
        for text, bold in runs:
            start = self.length
            self._append(text)
            if bold and text.strip():
                first = start + len(text) - len(text.lstrip())
                last = start + len(text.rstrip())
                if strong and self._only_space(strong[-1][1], first, text, start):
                    strong[-1] = (strong[-1][0], last)
                else:
                    strong.append((first, last))
        return tuple(strong)

    def _only_space(self, end: int, first: int, text: str, start: int) -> bool:
        """Whether nothing but space stands between two bold runs (the earlier one may end in it)."""
        return first - end <= 1 and (end >= start - 1) and not text[: first - start].strip()
