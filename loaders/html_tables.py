"""Tables of a page: those that hold data become rows, those that only arrange the page do not count as tables."""

from dataclasses import dataclass

from loaders.assembly import Run, all_bold, tidy, words
from loaders.html_tree import Element, Tree, attribute, runs_of, tag

_MAX_SPAN = 50


@dataclass(frozen=True)
class Row:
    """A row of cells, one for each column."""

    cells: tuple[list[Run], ...]
    line: int | None
    heads: bool
    """Whether it names the columns."""
    wide: bool
    """Whether one cell stretches over all columns."""


def holds_data(table: Element, tree: Tree, left_out: set[Element]) -> bool:
    """Whether a table is one to its reader: several columns of short cells, no headings or tables inside."""
    if attribute(table, "role") in ("presentation", "none"):
        return False
    if len(list(table.iter("tr"))) < 2 and not list(table.iter("th")):
        return False
    widest, cells, long = 0, 0, 0
    for element in table.iter():
        if element is table or element in left_out:
            continue
        name = tag(element)
        if name in ("table", "h1", "h2", "h3", "nav", "main", "article"):
            return False
        if name == "tr":
            widest = max(widest, sum(1 for child in element if tag(child) in ("td", "th")))
        elif name in ("td", "th"):
            cells += 1
            long += tree.weight(element).words > 250
    return widest >= 2 and not (long and long >= cells / 2)


def rows_of(table: Element, left_out: set[Element]) -> list[Row]:
    """The rows of a data table; a cell that stretches over several rows stands in each of them."""
    rows: list[Row] = []
    below: dict[int, tuple[int, list[Run]]] = {}
    lines = [element for element in table.iter("tr") if element not in left_out]
    for order, line in enumerate(lines):
        cells: list[list[Run]] = []
        own = [cell for cell in line if tag(cell) in ("td", "th") and cell not in left_out]
        for cell in own:
            _from_above(below, cells)
            runs = tidy(runs_of(cell, left_out))
            down, across = _span(cell, "rowspan"), _span(cell, "colspan")
            for column in range(across):
                content = runs if column == 0 else []
                if down > 1:
                    below[len(cells)] = (down - 1, content)
                cells.append(content)
        _from_above(below, cells)
        in_head = tag(line.getparent()) == "thead"
        all_heads = len(own) > 1 and all(tag(cell) == "th" for cell in own)
        bold = (
            order == 0
            and len(own) > 1
            and len(lines) > 1
            and all(all_bold(cell) or not cell for cell in cells)
            and any(cells)
        )
        wide = len(own) == 1 and len(cells) > 1 and bool(words(cells[0]))
        rows.append(Row(tuple(cells), line.sourceline, in_head or all_heads or bold, wide))
    return rows


def _from_above(below: dict[int, tuple[int, list[Run]]], cells: list[list[Run]]) -> None:
    while len(cells) in below:
        column = len(cells)
        left, runs = below.pop(column)
        if left > 1:
            below[column] = (left - 1, runs)
        cells.append(runs)


def _span(cell: Element, name: str) -> int:
    value = attribute(cell, name)
    return min(max(int(value), 1), _MAX_SPAN) if value.isascii() and value.isdigit() and len(value) < 6 else 1
