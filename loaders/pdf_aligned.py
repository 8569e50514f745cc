"""Tables of a PDF's page without lines: cells that stand under the names of their columns."""

from itertools import pairwise

from loaders.pdf_lines import Line
from loaders.pdf_tables import Cells, Table, in_order

_GAP = 4.0
"""Points between two columns at the least."""
_FILLED = 0.85

Strip = tuple[float, float]
"""Left and right edge of a column."""


def aligned_tables(found: list[Line]) -> list[Table]:
    """The tables under a row of bold names.

    Near miss: two columns of text under two bold headings. Their lines fill their columns and begin in mid-sentence.
    """
    rows: list[list[Line]] = []
    for line in sorted(found, key=lambda each: (each.base, each.x0)):
        if rows and abs(rows[-1][0].base - line.base) < 0.3 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    tables: list[Table] = []
    at = 0
    while at < len(rows):
        end, strips = _end(rows, at)
        table = _table(rows[at:end], strips) if end - at >= 3 else None
        if table is None:
            at += 1
            continue
        tables.append(table)
        at = end
    return tables


def _end(rows: list[list[Line]], at: int) -> tuple[int, list[Strip]]:
    """Where the rows end that stand under the names in a row, and their columns; `at` where it names none."""
    head = sorted(rows[at], key=lambda line: line.x0)
    named = all(line.bold and len(line.words) <= 6 and line.text[-1] not in ".;," for line in head)
    if len(head) < 2 or not named:
        return at, []
    strips = [(line.x0, line.x1) for line in head]
    end = at + 1
    while end < len(rows):
        row = rows[end]
        wider = _widened(strips, row) if row[0].base - rows[end - 1][0].base <= 3 * head[0].size else None
        bold = all(line.bold for line in row)
        if wider is None or (bold and not _goes_on(rows[end - 1], row)):
            break
        strips, end = wider, end + 1
    return end, strips


def _goes_on(above: list[Line], row: list[Line]) -> bool:
    """Whether bold words are the second line of names of columns."""
    return all(line.bold for line in above) and row[0].base - above[0].base <= 1.6 * row[0].size


def _widened(strips: list[Strip], row: list[Line]) -> list[Strip] | None:
    """The columns with a row's segments in them; None where one reaches into two columns."""
    wider = list(strips)
    for line in row:
        column = _column(wider, line)
        left, right = min(wider[column][0], line.x0), max(wider[column][1], line.x1)
        if column and left < wider[column - 1][1] + _GAP:
            return None
        if column + 1 < len(wider) and right > wider[column + 1][0] - _GAP:
            return None
        wider[column] = (left, right)
    return wider


def _column(strips: list[Strip], line: Line) -> int:
    """The column that a segment stands in, or nearest to."""

    def apart(at: int) -> tuple[float, float]:
        left, right = strips[at]
        return max(left - line.x1, line.x0 - right, 0.0), abs(left - line.x0)

    return min(range(len(strips)), key=apart)


def _table(rows: list[list[Line]], strips: list[Strip]) -> Table | None:
    heads = 1
    while heads < len(rows) - 2 and all(line.bold for line in rows[heads]):
        heads += 1
    body = rows[heads:]
    first = [line for row in body for line in row if _column(strips, line) == 0]
    left, right = strips[0]
    filling = sum(line.x1 > left + _FILLED * (right - left) for line in first)
    if not first or (len(first) > 2 and filling > 0.6 * len(first)):
        return None
    table = Table(
        strips[0][0],
        strips[-1][1],
        rows[0][0].base - rows[0][0].size,
        rows[-1][0].base + 1,
        tuple(strip[0] - _GAP for strip in strips[1:]),
    )
    for group in [rows[:heads], *_grouped(body, strips)]:
        cells = Cells([[] for _ in strips])
        for row in group:
            for line in row:
                cells.cells[_column(strips, line)] += line.words
        cells.cells = [in_order(cell) for cell in cells.cells]
        table.rows.append(cells)
    starts = [row.cells[0][0].text for row in table.rows[1:] if row.cells[0]]
    full = sum(sum(bool(cell) for cell in row.cells) >= 2 for row in table.rows[1:])
    prose = sum(start[0].islower() for start in starts) > 0.2 * len(starts)
    return table if not prose and full >= 2 and full >= 0.6 * (len(table.rows) - 1) else None


def _grouped(body: list[list[Line]], strips: list[Strip]) -> list[list[list[Line]]]:
    """The lines of each row: rows stand further apart than the lines in them, or each begins in the first column."""
    gaps = [two[0].base - one[0].base for one, two in pairwise(body)]
    # lines of cells that are centred stand less than a line apart
    tight = max(min(gaps, default=0.0), 1.1 * body[0][0].size)
    spaced = any(gap > 1.25 * tight for gap in gaps) and any(gap <= 1.25 * tight for gap in gaps)
    groups = [[body[0]]]
    for gap, row in zip(gaps, body[1:], strict=True):
        begins = gap > 1.25 * tight if spaced else any(_column(strips, line) == 0 for line in row)
        if begins:
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups
