"""Reads a PDF: headings from its type, columns one after the other, every block with its page."""

import ctypes
import re
import time
from collections import Counter
from dataclasses import dataclass, field

import pypdfium2.raw as pdfium

from graph.errors import UnreadableDocument
from loaders.assembly import Assembly, Run, all_bold, tidy, words
from loaders.document import Block
from loaders.layout import Line as TextLine
from loaders.limits import MAX_GLYPHS, MAX_PAGES, MAX_PDF_SECONDS
from loaders.line_shapes import depth, furniture, mark_kind
from loaders.pdf_aligned import aligned_tables
from loaders.pdf_edges import BROWSER, Page, in_margin, without_contents, without_edges, without_notes
from loaders.pdf_groups import Group, Grouper, body_size, line_pitches
from loaders.pdf_lines import Line, in_reading_order, segments, table_line, with_dots
from loaders.pdf_rules import drawn
from loaders.pdf_tables import Table, ruled_tables
from loaders.pdf_text import Joiner
from loaders.pdf_words import page_words
from loaders.table_heads import names_columns
from loaders.typed_lines import cut
from loaders.web_copy import page_frame

_ERRORS = {
    pdfium.FPDF_ERR_PASSWORD: "is protected by a password. Open it, print it to a new PDF and load that",
    pdfium.FPDF_ERR_SECURITY: "is protected in a way that is not known. Print it to a new PDF and load that",
}
_TITLES_OF_NOTHING = re.compile(
    r"microsoft word|untitled|\(?anonymous\)?$|powerpoint|document\d*$|.*\.(?:docx?|indd|pptx?|pdf|qxp)$", re.I
)


def read_pdf(data: bytes, name: str) -> tuple[str, tuple[Block, ...], str | None, tuple[str, ...]]:
    """Readable text, blocks, declared title, and what was set aside, of a PDF."""
    pdfium.FPDF_InitLibrary()
    handle = pdfium.FPDF_LoadMemDocument64(data, len(data), None)
    if not handle:
        what = _ERRORS.get(
            pdfium.FPDF_GetLastError(),
            "is a broken PDF. It may have come only in part: fetch it again, or open it and print it to a new PDF",
        )
        raise UnreadableDocument(f"{name} {what}.")
    try:
        reader = _Reader(name)
        reader.take(handle)
        reader.write()
        return reader.out.text, tuple(reader.out.blocks), _title(handle), reader.notes()
    finally:
        pdfium.FPDF_CloseDocument(handle)


def _title(handle: object) -> str | None:
    size = pdfium.FPDF_GetMetaText(handle, b"Title", None, 0)
    if not 2 < size < 4000:
        return None
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDF_GetMetaText(handle, b"Title", buffer, size)
    title = " ".join(words(tidy([(buffer.raw.decode("utf-16-le", errors="ignore"), False)])).split())
    return None if not title or _TITLES_OF_NOTHING.match(title) else title


@dataclass
class _Reader:
    name: str
    pages: list[Page] = field(default_factory=list)
    told: Counter[str] = field(default_factory=Counter)
    empty: list[int] = field(default_factory=list)
    """Pages with pictures and no words."""
    out: Assembly = field(default_factory=Assembly)
    joiner: Joiner = field(init=False)
    marks: list[tuple[float, str, int]] = field(default_factory=list)
    """Indent, kind of mark and index of the list items that are open."""
    level: int = 0
    header: tuple[str, ...] = ()
    columns: tuple[float, ...] = ()

    def take(self, handle: object) -> None:
        """Take the words and tables of all pages."""
        count = pdfium.FPDF_GetPageCount(handle)
        if count > MAX_PAGES:
            raise UnreadableDocument(
                f"{self.name} has {count:,} pages, more than the {MAX_PAGES:,} that one plan may have. "
                "Print the plan's own pages to a new PDF and load that."
            )
        deadline, glyphs = time.monotonic() + MAX_PDF_SECONDS, 0
        for number in range(1, count + 1):
            glyphs += self._page(handle, number)
            if glyphs > MAX_GLYPHS or time.monotonic() > deadline:
                raise UnreadableDocument(
                    f"{self.name} takes too long to read (stopped at page {number} of {count}, after {glyphs:,} "
                    "characters). Print the plan's own pages to a new PDF and load that."
                )
        if not glyphs:
            pictures = f"{len(self.empty)} of its {count} pages are pictures" if self.empty else "its pages are empty"
            raise UnreadableDocument(
                f"{self.name} has no text in it: {pictures}, as those of a scanned paper are. Put it through text "
                "recognition (OCR) first, or ask its publisher for the text."
            )

    def _page(self, handle: object, number: int) -> int:
        page = pdfium.FPDF_LoadPage(handle, number - 1)
        if not page:
            self.told["pages that cannot be read"] += 1
            return 0
        try:
            width, height = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
            found = page_words(page, width, height)
            drawings = drawn(page, height)
        finally:
            pdfium.FPDF_ClosePage(page)
        if found.turned:
            self.told["characters printed at an angle"] += found.turned
        if found.glyphs < 20 and drawings.pictures:
            self.empty.append(number)
        tables = ruled_tables(found.words, drawings.rules) if found.height == height else []
        inside = {id(word) for table in tables for row in table.rows for cell in row.cells for word in cell}
        free = [word for word in found.words if id(word) not in inside]
        free = with_dots(free, drawings.dots)
        # the columns of a table stand closer together than those of text, and none reaches into the margin
        fine = segments((word for word in free if not in_margin(word.base, word.size, found.height)), number, 0.6)
        aligned = aligned_tables(fine)
        inside = {id(word) for table in aligned for row in table.rows for cell in row.cells for word in cell}
        lines = segments((word for word in free if id(word) not in inside), number)
        lines += [table_line(table, number) for table in tables + aligned]
        self.pages.append(Page(number, found.height, lines))
        return found.glyphs

    def write(self) -> None:
        """Write the blocks of all pages."""
        body = body_size([line for page in self.pages for line in page.lines if line.table is None])
        self.told.update(without_edges(self.pages, body))
        lines: list[Line] = []
        for page in self.pages:
            ordered = in_reading_order(page.lines, lines[-1].column + 1 if lines else 0)
            ordered, notes = without_notes(ordered, page.height, body)
            self.told["footnotes"] += notes
            lines += ordered
        lines, self.told["lines of a table of contents"] = without_contents(lines)
        self.joiner = Joiner(line.text for line in lines)
        groups = Grouper(body, line_pitches(lines)).group(lines)
        if self.told[BROWSER]:
            groups = self._without_frame(groups)
        for group in groups:
            self._group(group)

    def _without_frame(self, groups: list[Group]) -> list[Group]:
        """The groups of a page printed from a browser, without its menus and cookie notices."""
        lines = [TextLine("" if group.lines[0].table else group.text, 0, 0, 1, 0) for group in groups]
        found = page_frame(lines) | {at: "web page furniture" for at, line in enumerate(lines) if furniture(line.text)}
        first = next((at for at, group in enumerate(groups) if group.level), 0)
        for at, line in enumerate(lines[:first]):
            if line.text and len(line.text.split()) <= 8 and line.text[-1] not in ".:;?!":
                found.setdefault(at, "menu")
        self.told.update(found.values())
        return [group for at, group in enumerate(groups) if at not in found]

    def notes(self) -> tuple[str, ...]:
        """What was set aside, in words."""
        notes = [f"{kind}: {count}" for kind, count in sorted(self.told.items()) if count]
        if self.empty:
            shown = ", ".join(map(str, self.empty[:10])) + (" and more" if len(self.empty) > 10 else "")
            notes.append(f"pages that are pictures without text: {len(self.empty)} (page {shown})")
        return tuple(notes)

    def _group(self, group: Group) -> None:
        first = group.lines[0]
        if first.table is not None:
            self.marks.clear()
            self._table(first.table, first.page)
            return
        runs = cut(self.joiner.runs([line.words for line in group.lines]), group.skip)
        text = words(tidy(runs))
        if group.level:
            self.marks.clear()
            self.level = group.level
            self.out.add("heading", runs, level=group.level, page=first.page)
        elif group.marker and not (group.marker[0].isdigit() and depth(group.marker) > 1 and len(text.split()) > 25):
            self._item(group, runs)
        else:
            self.marks.clear()
            self.out.add("paragraph", runs, page=first.page)

    def _item(self, group: Group, runs: list[Run]) -> None:
        first = group.lines[0]
        indent, kind = first.x0 - first.left, mark_kind(group.marker)
        kept = [mark for mark in self.marks if mark[0] < indent - 3]
        same = [mark for mark in self.marks if abs(mark[0] - indent) <= 3]
        if same and same[-1] is self.marks[-1] and all(mark[1] != kind for mark in same):
            # another mark at the same place: a list within the item before
            kept += same
        self.marks = kept
        parent = kept[-1][2] if kept else None
        index = self.out.add("item", runs, level=len(kept), marker=group.marker, parent=parent, page=first.page)
        if index is not None:
            self.marks.append((indent, kind, index))

    def _table(self, table: Table, page: int) -> None:
        rows = [[tidy(self.joiner.cell(cell)) for cell in row.cells] for row in table.rows]
        texts = [tuple(words(cell).replace("\n", " ") for cell in row) for row in rows]
        wide = [row.wide for row in table.rows]
        first = next((at for at, each in enumerate(wide) if not each), 0)
        goes_on = bool(self.header) and len(self.header) == len(texts[first]) and self._after_table()
        heads = all(all_bold(cell) or not cell for cell in rows[first]) and any(rows[first])
        heads = (heads and len(rows) > first + 1) or names_columns(
            [row for row, each in zip(rows, wide, strict=True) if not each]
        )
        if goes_on and texts[first] == self.header:
            # the header row is printed again on every page
            rows, wide, texts = rows[:first] + rows[first + 1 :], wide[:first] + wide[first + 1 :], texts[first + 1 :]
        elif not (goes_on and self.columns and _alike(self.columns, table.columns) and not heads):
            self.header = ()
        else:
            heads = False
        fresh = not self.header
        for at, row in enumerate(rows):
            if wide[at]:
                self.out.add("heading", next(cell for cell in row if cell), level=self.level + 1, page=page)
                continue
            is_head = fresh and heads and at == first
            self.out.add_row(row, header=() if is_head else self.header, page=page)
            if is_head:
                self.header = texts[at]
        self.columns = table.columns

    def _after_table(self) -> bool:
        return bool(self.out.blocks) and self.out.blocks[-1].kind == "row"


def _alike(one: tuple[float, ...], two: tuple[float, ...]) -> bool:
    return len(one) == len(two) and all(abs(a - b) < 6 for a, b in zip(one, two, strict=True))
