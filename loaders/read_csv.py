"""Reads CSV: rows parted by commas, semicolons or tabs. Nothing in a cell is ever evaluated; a formula is its text."""

import csv
from collections.abc import Iterator

from graph.errors import UnreadableDocument
from loaders.document import Block
from loaders.sheet_heads import head_of
from loaders.sheet_rows import Row, Sheet, read_sheets

_DELIMITERS = (",", ";", "\t")
_TRIED = 40
"""Rows that are looked at to find the sign between cells."""


def read_csv(text: str, name: str) -> tuple[str, tuple[Block, ...], str | None, tuple[str, ...]]:
    """Readable text, blocks, title and what was set aside.

    Raises:
        UnreadableDocument: its header is not understood, or a quotation mark is never closed.
    """
    first, _, rest = text.partition("\n")
    said = first.strip().lower().removeprefix("sep=")
    # a line of Excel's own that names the sign and is no row
    declared = first.strip().lower().startswith("sep=") and len(said) <= 1
    skipped = 1 if declared else 0
    body = rest if declared else text
    delimiter = said if declared and said else _delimiter(body)
    return read_sheets([Sheet("", _rows(body, delimiter, name, skipped))], name)


def _delimiter(text: str) -> str:
    """The sign that parts the cells: the one by which a row names columns, else the one that parts most."""
    best, most = ",", (False, 0)
    for delimiter in _DELIMITERS:
        rows = [cells for _, cells in zip(range(_TRIED), _parted(text, delimiter), strict=False)]
        found = (any(head_of(row) for row in rows), max((len(row) for row in rows), default=0))
        if found > most:
            best, most = delimiter, found
    return best


def _parted(text: str, delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    except csv.Error:
        return


def _rows(text: str, delimiter: str, name: str, skipped: int) -> Iterator[Row]:
    reader = csv.reader(text.splitlines(keepends=True), delimiter=delimiter)
    line = 1
    try:
        for cells in reader:
            yield skipped + line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise UnreadableDocument(
            f"{name} cannot be read from line {skipped + line} on ({error}). A quotation mark that is opened there may "
            "never be closed: close it, or save the file again as CSV from the spreadsheet."
        ) from error
