"""Tables of a PDF's page without lines: cells that stand under the names of their columns."""

from itertools import pairwise

from loaders.pdf_lines import Line
from loaders.pdf_tables import Cells, Table, in_order

_NEAR = 4.0


def aligned_tables(found: list[Line]) -> tuple[list[Table], list[Line]]:
    """The tables under a row of bold names, and the segments that belong to none.

    Near miss: two columns of text under two bold headings. Their lines fill their columns and begin in mid-sentence.
    """
    rows: list[list[Line]] = []
    for line in sorted(found, key=lambda each: (each.base, each.x0)):
        if rows and abs(rows[-1][0].base - line.base) < 0.3 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    tables: list[Table] = []
    used: set[int] = set()
    at = 0
    while at < len(rows):
        end = _end(rows, at)
        table = _table(rows[at:end]) if end - at >= 3 else None
        if table is None:
            at += 1
            continue
        tables.append(table)
        used.update(id(line) for row in rows[at:end] for line in row)
        at = end
    return tables, [line for line in found if id(line) not in used]


def _end(rows: list[list[Line]], at: int) -> int:
    """Where the rows end that stand under the names in a row; `at` itself where it names no columns."""
    head = rows[at]
    if len(head) < 2 or not all(line.bold and len(line.words) <= 6 and line.text[-1] not in ".;," for line in head):
        return at
    places = [line.x0 for line in head]
    end = at + 1
    while end < len(rows):
        gap = rows[end][0].base - rows[end - 1][0].base
        if gap > 4 * head[0].size or not all(_stands(line, places) for line in rows[end]):
            break
        if end > at + 1 and len(rows[end]) == 1 and rows[end][0].bold:
            break
        end += 1
    return end


def _stands(line: Line, places: list[float]) -> bool:
    """Whether a segment begins at a column's place and ends before the next."""
    column = next((at for at, place in enumerate(places) if abs(line.x0 - place) <= _NEAR), None)
    return column is not None and (column + 1 == len(places) or line.x1 < places[column + 1] - 2)


def _table(rows: list[list[Line]]) -> Table | None:
    places = [line.x0 for line in rows[0]]
    body = rows[1:]
    first = [line for row in body for line in row if abs(line.x0 - places[0]) <= _NEAR]
    filling = sum(line.x1 - places[0] > 0.8 * (places[1] - places[0]) for line in first)
    if not first or filling > 0.4 * len(first):
        return None
    table = Table(
        places[0],
        max(line.x1 for row in rows for line in row),
        rows[0][0].base - rows[0][0].size,
        rows[-1][0].base + 1,
        tuple(place - _NEAR for place in places[1:]),
    )
    for group in [[rows[0]], *_grouped(body, places[0])]:
        cells = Cells([[] for _ in places])
        for row in group:
            for line in row:
                column = next(at for at, place in enumerate(places) if abs(line.x0 - place) <= _NEAR)
                cells.cells[column] += line.words
        cells.cells = [in_order(cell) for cell in cells.cells]
        table.rows.append(cells)
    starts = [row.cells[0][0].text for row in table.rows[1:] if row.cells[0]]
    if sum(start[0].islower() for start in starts) > 0.2 * len(starts):
        return None
    full = sum(sum(bool(cell) for cell in row.cells) >= 2 for row in table.rows[1:])
    return table if full >= 2 and full >= 0.6 * (len(table.rows) - 1) else None


def _grouped(body: list[list[Line]], first_place: float) -> list[list[list[Line]]]:
    """The lines of each row: rows stand further apart than the lines in them, or each begins in the first column."""
    gaps = [two[0].base - one[0].base for one, two in pairwise(body)]
    tight = min(gaps, default=0.0)
    spaced = bool(gaps) and max(gaps) > 1.25 * tight and any(gap <= 1.25 * tight for gap in gaps)
    groups = [[body[0]]]
    for gap, row in zip(gaps, body[1:], strict=True):
        begins = gap > 1.25 * tight if spaced else any(abs(line.x0 - first_place) <= _NEAR for line in row)
        if begins:
            groups.append([row])
        else:
            groups[-1].append(row)
    return groups
