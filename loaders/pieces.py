"""A plain text cut into pieces by layout: what might be a heading, a paragraph, an item or a row."""

import re
from dataclasses import dataclass, field
from typing import Literal

from loaders.layout import Line, joins, lines_of, wrap_width
from loaders.line_shapes import bullet, circle, follows, heading, letter, number, unfinished

PieceKind = Literal["heading", "candidate", "paragraph", "numbered", "item", "row"]

_RULE = re.compile(r"([=\-~_*#])\1{2,}|(?:[-*_]\s){2,}[-*_]|[-=]{3,}(?:\s+[-=]{3,})+")
_ALONE = re.compile(r"\d{1,2}[.)]?")
_COLUMNS = re.compile(r"\S+(?: \S+)*")


@dataclass
class Piece:
    """One block in the making."""

    kind: PieceKind
    text: str
    """Its words in one line."""
    start: int
    end: int
    line: int
    indent: int = 0
    marker: str = ""
    number: str = ""
    """The number that stood on a line of its own above a heading."""
    gap: bool = False
    """Whether a blank line (or what was set aside) stands before it."""
    underline: str = ""
    loose: bool = False
    """An indented paragraph under a list item."""
    cells: tuple[tuple[int, int], ...] = ()
    header: tuple[str, ...] = ()
    level: int = 0


@dataclass
class Cutter:
    """Walks over the lines of a text, those set aside excepted, and cuts it into pieces."""

    text: str
    lines: list[Line]
    skip: frozenset[int]
    """Indexes of lines that were set aside."""
    pieces: list[Piece] = field(default_factory=list)
    width: int | None = None
    letters: frozenset[str] = frozenset()
    """Capital letters and Roman numbers that lines begin with."""
    numbers: frozenset[str] = frozenset()
    """Numbers that stand on lines of their own."""

    def cut(self) -> list[Piece]:
        """All pieces, in order."""
        self.width = wrap_width([line for index, line in enumerate(self.lines) if index not in self.skip])
        self.letters = frozenset(found[0] for line in self.lines if (found := letter(line.text)))
        self.numbers = frozenset(line.text.rstrip(".)") for line in self.lines if _ALONE.fullmatch(line.text))
        at, gap = 0, True
        while at < len(self.lines):
            line = self.lines[at]
            if line.blank or at in self.skip or _RULE.fullmatch(line.text):
                at, gap = at + 1, True
                continue
            at, gap = self._piece(at, gap), False
        return self.pieces

    def _piece(self, at: int, gap: bool) -> int:
        line = self.lines[at]
        if end := self._rows(at, gap):
            return end
        following = self._line(at + 1)
        if following and _RULE.fullmatch(following.text) and len(line.text) <= 140 and not bullet(line.text):
            self._keep("heading", at, at + 1, 0, "", gap)
            self.pieces[-1].underline = following.text[0]
            return at + 2
        mark, skip, numbered = self._mark(at)
        if skip:
            end = self._item_end(at)
            self._keep("numbered" if numbered else "item", at, end, skip, mark, gap)
            return end
        if self._numbers_heading(at):
            self._keep("candidate", at + 1, at + 2, 0, "", gap)
            self.pieces[-1].number = line.text
            return at + 2
        end = self._end(at)
        words = " ".join(each.text for each in self.lines[at:end]) if end - at <= 3 else ""
        self._keep("candidate" if words and heading(words) else "paragraph", at, end, 0, "", gap)
        return end

    def _end(self, at: int) -> int:
        """Where the paragraph that begins at a line ends."""
        end = at + 1
        while True:
            if self._goes_on(end) and joins(self.lines[end - 1], self.lines[end], self.width):
                end += 1
            elif beyond := self._beyond_page(end):
                end = beyond
            else:
                return end

    def _beyond_page(self, end: int) -> int | None:
        """Past the end of a page that falls into a sentence.

        What stands between (page number, running header) was set aside, the line before it ends no sentence, and the
        line after it begins in lower case: the two are one paragraph, whose span holds what stands between.
        """
        at, turned = end, False
        while at < len(self.lines) and (self.lines[at].blank or at in self.skip):
            turned = turned or at in self.skip or self.lines[at].after_page
            at += 1
        if at == end or at == len(self.lines) or not (turned or self.lines[at].after_page) or not self._goes_on(at):
            return None
        before, after = self.lines[end - 1].text, self.lines[at].text
        return at + 1 if before[-1] not in ".:;!?" and (after[0].islower() or unfinished(before)) else None

    def _numbers_heading(self, at: int) -> bool:
        """Whether a line is a number alone, tight above the heading that it numbers; it has a neighbour in the text.

        Near miss: a number in a table that was pasted cell by cell, which no name follows, and a page's number.
        """
        line, following = self.lines[at].text, self._line(at + 1)
        if not _ALONE.fullmatch(line) or following is None or not heading(following.text):
            return False
        if self._mark(at + 1)[1] or following.text[0].isdigit() or "\t" in following.text:
            return False
        count = int(line.rstrip(".)"))
        near = {str(count - 1), str(count + 1)} - {"0"}
        after = next((line for line in self.lines[at + 2 : at + 5] if not line.blank), None)
        words = after is not None and (len(after.text.split()) > 6 or after.text[-1] in ".:")
        return words and bool(near & self.numbers)

    def _line(self, at: int) -> Line | None:
        return self.lines[at] if at < len(self.lines) and at not in self.skip and not self.lines[at].blank else None

    def _goes_on(self, at: int) -> bool:
        line = self._line(at)
        if line is None or self._mark(at)[1] or "\t" in line.text:
            return False
        following = self._line(at + 1)
        return not (following and _RULE.fullmatch(following.text))

    def _mark(self, at: int) -> tuple[str, int, bool]:
        """The mark before a line's words, its length, and whether it is a number."""
        text = self.lines[at].text
        if found := bullet(text):
            return *found, False
        if (found := number(text)) or ((found := letter(text)) and follows(found[0], self.letters)):
            return *found, True
        if (found := circle(text)) and (
            self.lines[at].indent or (self.pieces and self.pieces[-1].kind == "item") or "\t" in text[:3]
        ):
            return *found, False
        if re.match(r"[-–—*][^\W\d_]", text) and any(
            neighbour and re.match(r"[-–—*][^\W\d_]", neighbour.text)
            for neighbour in (self._line(at - 1) if at else None, self._line(at + 1))
        ):
            return text[0], 1, False
        return "", 0, False

    def _item_end(self, at: int) -> int:
        first = self.lines[at]
        end = at + 1
        while True:
            if self._goes_on(end) and (
                self.lines[end].indent > first.indent or joins(self.lines[end - 1], self.lines[end], self.width)
            ):
                end += 1
            elif beyond := self._beyond_page(end):
                end = beyond
            else:
                return end

    def _keep(self, kind: PieceKind, at: int, end: int, skip: int, marker: str, gap: bool) -> None:
        first, last = self.lines[at], self.lines[end - 1]
        kept = [self.lines[each] for each in range(at, end) if each not in self.skip and not self.lines[each].blank]
        words = " ".join(line.text for line in kept)[skip:]
        loose = kind in ("candidate", "paragraph") and bool(
            self.pieces
            and (self.pieces[-1].kind in ("item", "numbered") or self.pieces[-1].loose)
            and first.indent > self.pieces[-1].indent - self.pieces[-1].loose
        )
        self.pieces.append(
            Piece(
                "paragraph" if loose else kind,
                words.strip(),
                first.start + skip,
                last.end,
                first.number,
                first.indent,
                marker,
                gap=gap,
                loose=loose,
            )
        )

    def _rows(self, at: int, gap: bool) -> int | None:
        """Consecutive lines with the same number of cells, divided by tabs or standing in columns."""
        for split in (_tabs, _columns):
            first = split(self.lines[at])
            if len(first) < 2 or len(first[0][2]) > 200:
                continue
            rows, end, ruled = [(at, first)], at + 1, False
            while line := self._line(end):
                cells = _filled(split(line), len(first), line) if split is _tabs else split(line)
                if _RULE.fullmatch(line.text):
                    ruled = ruled or len(rows) == 1
                elif len(cells) >= 2 and _alike(first, cells, split is _tabs):
                    rows.append((end, cells))
                else:
                    break
                end += 1
            if len(rows) < (2 if split is _tabs or ruled else 3) or bullet(self.lines[at].text):
                continue
            self._keep_rows(rows, gap, ruled or _has_header([cells for _, cells in rows]))
            return end
        return None

    def _keep_rows(self, rows: list[tuple[int, "Cells"]], gap: bool, headed: bool) -> None:
        header = tuple(words for _, _, words in rows[0][1]) if headed else ()
        for order, (at, cells) in enumerate(rows):
            line = self.lines[at]
            piece = Piece("row", line.text, line.start, line.end, line.number, line.indent, gap=gap and not order)
            piece.cells = tuple((start, stop) for start, stop, _ in cells)
            piece.header = header if order else ()
            self.pieces.append(piece)


Cells = list[tuple[int, int, str]]


def _tabs(line: Line) -> Cells:
    cells: Cells = []
    position = line.start
    if "\t" not in line.text:
        return cells
    for part in line.text.split("\t"):
        body = part.strip()
        start = position + (len(part) - len(part.lstrip()) if body else 0)
        cells.append((start, start + len(body), body))
        position += len(part) + 1
    return cells


def _filled(cells: Cells, count: int, line: Line) -> Cells:
    """A row's cells with its empty ones at either end, which stripping took away."""
    missing = [(line.start, line.start, "")] if line.indent else [(line.end, line.end, "")]
    missing *= max(0, count - len(cells))
    if not cells:
        cells = [(line.start, line.end, line.text)] if missing and line.indent else []
    return missing[: count - len(cells)] + cells if line.indent else (cells + missing if cells else [])


def _columns(line: Line) -> Cells:
    if "   " not in line.text or len(line.text) > 400:
        return []
    return [(line.start + found.start(), line.start + found.end(), found[0]) for found in _COLUMNS.finditer(line.text)]


def _alike(first: Cells, cells: Cells, tabs: bool) -> bool:
    if len(first) != len(cells):
        return False
    origin, other = first[0][0], cells[0][0]
    return tabs or all(one[0] - origin == two[0] - other for one, two in zip(first, cells, strict=True))


def _has_header(rows: list[Cells]) -> bool:
    """Whether the first row names the columns: short names in every cell, and longer words below."""
    first = [words for _, _, words in rows[0]]
    if not all(
        words and len(words.split()) <= 6 and words[-1] not in ".;," and not words[0].islower() for words in first
    ):
        return False
    below = [len(words) for row in rows[1:] for _, _, words in row]
    return sum(below) / len(below) > sum(map(len, first)) / len(first)


def cut(text: str, lines: list[Line] | None = None, skip: frozenset[int] = frozenset()) -> list[Piece]:
    """The pieces of a text."""
    return Cutter(text, lines if lines is not None else lines_of(text), skip).cut()
