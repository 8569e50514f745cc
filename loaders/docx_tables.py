"""Tables of a Word file: rows of cells, merged cells spread out, and which row names the columns."""

from collections.abc import Callable
from dataclasses import dataclass

from loaders.assembly import Run, all_bold, tidy
from loaders.package import Element, child, local, switched, value, whole
from loaders.table_heads import names_columns

_MAX_SPAN = 63
"""Columns that Word itself allows."""


@dataclass(frozen=True)
class Row:
    """A row of cells, one for each column."""

    cells: tuple[list[Run], ...]
    heads: bool
    """Whether it names the columns."""
    wide: bool
    """Whether one cell stretches over all columns."""


def grid(table: Element) -> list[tuple[Element, list[Element]]]:
    """The rows of a table with their cells, those inside wrappers included, without what was deleted."""
    rows: list[tuple[Element, list[Element]]] = []
    for row in _inside(table, "tr"):
        properties = child(row, "trPr")
        if child(properties, "del") is None and not switched(child(properties, "hidden")):
            rows.append((row, [cell for cell in _inside(row, "tc") if child(cell, "tcPr", "cellDel") is None]))
    return rows


def _inside(element: Element, wanted: str) -> list[Element]:
    found: list[Element] = []
    for each in element:
        name = local(each)
        if name == wanted:
            found.append(each)
        elif name in ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag"):
            found += _inside(each, wanted)
    return found


def rows_of(table: Element, write: Callable[[Element], list[Run]]) -> list[Row]:
    """The rows of a table; `write` gives the words of a cell.

    A cell that stretches over several rows stands in each of them, as in a web page's table.
    """
    rows: list[Row] = []
    above: list[list[Run]] = []
    raw = grid(table)
    for order, (row, own) in enumerate(raw):
        cells: list[list[Run]] = [[] for _ in range(_skipped(row))]
        for cell in own:
            merged = child(cell, "tcPr", "vMerge")
            at = len(cells)
            goes_on = merged is not None and value(merged) in (None, "continue")
            content = above[at] if goes_on and at < len(above) else tidy(write(cell))
            across = min(max(whole(value(child(cell, "tcPr", "gridSpan"))) or 1, 1), _MAX_SPAN)
            cells += [content, *([] for _ in range(across - 1))]
        above = cells
        filled = [cell for cell in cells if cell]
        heads = bool(switched(child(row, "trPr", "tblHeader"))) and order <= 2
        if order == 0 and len(raw) > 1 and len(own) > 1:
            heads = heads or (bool(filled) and all(all_bold(cell) for cell in filled))
        wide = len(own) == 1 and len(cells) > 1 and bool(filled)
        rows.append(Row(tuple(cells), heads, wide))
    if rows and not any(row.heads for row in rows) and names_columns([row.cells for row in rows if not row.wide]):
        first = next(at for at, row in enumerate(rows) if not row.wide)
        rows[first] = Row(rows[first].cells, True, False)
    return rows


def _skipped(row: Element) -> int:
    return min(max(whole(value(child(row, "trPr", "gridBefore"))) or 0, 0), _MAX_SPAN)
