"""From the rows of a spreadsheet to a document: every row a block, with the names of its columns."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.errors import UnreadableDocument
from loaders.assembly import Assembly
from loaders.document import Block
from loaders.limits import MAX_SHEET_COLUMNS, MAX_SHEET_EMPTY, MAX_SHEET_ROWS
from loaders.sheet_heads import head_of, understood

Row = tuple[int, Sequence[str]]
"""The number of a row in its sheet, from 1, and its cells."""

_LOOKED_AT = 30
"""Rows above the one that names the columns, at most."""

SHEET_LEFT = "sheet without a header that is understood: "
"""How what is set aside of a workbook begins."""


@dataclass(frozen=True)
class Sheet:
    """A sheet of a workbook, or the one of a CSV file, read once."""

    name: str
    rows: Iterable[Row]


def read_sheets(sheets: Iterable[Sheet], name: str) -> tuple[str, tuple[Block, ...], str | None, tuple[str, ...]]:
    """Readable text, blocks, title (a line above the first table) and what was set aside.

    Raises:
        UnreadableDocument: no sheet has a header that is understood, or there are too many rows.
    """
    assembly, notes, title = Assembly(), [], None
    met: list[str] = []
    count = 0
    for number, sheet in enumerate(sheets, start=1):
        found = _Table(assembly, number if sheet.name else None)
        for line, cells in _bounded(sheet.rows):
            count += 1
            if count > MAX_SHEET_ROWS:
                raise UnreadableDocument(
                    f"{name} has more than {MAX_SHEET_ROWS:,} rows with something in them, more than one plan may "
                    "have. Keep the rows of this plan in a file of their own and load that."
                )
            if not found.take(line, cells, sheet.name):
                break
        if found.headed:
            title = title or found.title
            continue
        if found.above:
            met.append(" · ".join(cell for cell in found.above[0][1] if cell))
            notes.append(f"{SHEET_LEFT}{sheet.name or name}")
    if not assembly.blocks:
        raise _not_understood(name, met)
    return assembly.text, tuple(assembly.blocks), title, tuple(notes)


class _Table:
    """A sheet while it is written, from the row on that names its columns."""

    def __init__(self, assembly: Assembly, page: int | None) -> None:
        self.assembly = assembly
        self.page = page
        self.headed = False
        self.above: list[Row] = []
        self._header: tuple[str, ...] = ()

    @property
    def title(self) -> str | None:
        """What stands above the table."""
        return next((cell for _, cells in self.above for cell in cells if cell), None)

    def take(self, line: int, cells: Sequence[str], sheet: str) -> bool:
        """Write a row, or keep it while no header was met; whether it is worth going on."""
        head = head_of(cells)
        if head is None and not self.headed:
            self.above.append((line, cells))
            return len(self.above) < _LOOKED_AT
        if head is not None:
            if not self.headed:
                self._open(sheet)
            self._header = tuple(" ".join(cell.split()) for cell in cells)
            self._write(line, cells, ())
        else:
            self._write(line, [*cells, *[""] * (len(self._header) - len(cells))], self._header)
        return True

    def _open(self, sheet: str) -> None:
        self.headed = True
        if sheet:
            self.assembly.add("paragraph", [(sheet, False)], page=self.page)
        for line, cells in self.above:
            for cell in cells:
                self.assembly.add("paragraph", [(cell, False)], line=line, page=self.page)

    def _write(self, line: int, cells: Sequence[str], header: tuple[str, ...]) -> None:
        self.assembly.add_row([[(cell, False)] for cell in cells], header=header, line=line, page=self.page)


def _bounded(rows: Iterable[Row]) -> Iterator[Row]:
    """The rows with something in them, up to where a sheet goes on and on without anything."""
    empty = 0
    for line, cells in rows:
        kept = [cell.strip() for cell in cells[:MAX_SHEET_COLUMNS]]
        while kept and not kept[-1]:
            kept.pop()
        empty = 0 if kept else empty + 1
        if kept:
            yield line, kept
        elif empty >= MAX_SHEET_EMPTY:
            return


def _not_understood(name: str, met: Sequence[str]) -> UnreadableDocument:
    if not met:
        return UnreadableDocument(
            f"{name} is empty: there is nothing in its cells. Save the spreadsheet and load that."
        )
    shown = " | ".join(one[:120] for one in met[:3])
    return UnreadableDocument(
        f"{name} has no row that names columns as they are understood; it begins: {shown}. Name the columns in one row "
        f"above the entries, as in {understood()}."
    )
