"""Rows of a spreadsheet as records: the cells of each column, found by the names of the columns."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from loaders.document import Document
from loaders.sentences import Span, one_line, trim
from loaders.sheet_heads import Head, SheetKind, head_of


@dataclass(frozen=True)
class Record:
    """One row."""

    block: int
    kind: SheetKind
    line: int
    sheet: str
    """Name of the sheet, in a workbook of several."""
    cells: Mapping[str, Span]
    """The cells that hold something, by the documented names of their columns."""
    text: str
    """The document's text."""

    def said(self, column: str) -> str:
        """What a cell says, on one line; empty for an empty cell."""
        span = self.cells.get(column)
        return one_line(self.text[span.start : span.end]) if span is not None else ""


def records(document: Document) -> Iterator[Record]:
    """The rows of a spreadsheet, without those that name columns."""
    names: dict[int | None, str] = {}
    heads: dict[tuple[str, ...], Head | None] = {}
    for i, block in enumerate(document.blocks):
        if block.kind == "paragraph" and block.line is None:
            names.setdefault(block.page, document.words(block))
        if block.kind != "row" or not block.header:
            continue
        if block.header not in heads:
            heads[block.header] = head_of(block.header)
        head = heads[block.header]
        if head is None:
            continue
        cells: dict[str, Span] = {}
        for column, place in head.columns.items():
            if place < len(block.cells):
                span = trim(document.text, *block.cells[place])
                if span.end > span.start:
                    cells[column] = span
        yield Record(i, head.kind, block.line or 0, names.get(block.page, ""), cells, document.text)


def unread_columns(document: Document) -> Iterator[tuple[int, str, tuple[str, ...]]]:
    """For each header, its line, its sheet's kind, and the names of its columns that mean nothing to us."""
    for block in document.blocks:
        if block.kind == "row" and not block.header:
            head = head_of([document.text[start:end] for start, end in block.cells])
            if head is not None and head.unread:
                yield block.line or 0, head.kind, head.unread
