"""Tables of a PDF's page that are ruled: rows and cells between drawn lines."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.pdf_rules import Rule
from loaders.pdf_words import Word

_NEAR = 3.0
_LONG_CELL = 250


@dataclass
class Cells:
    """One row of a table: the words of each cell, in the order in which they are read."""

    cells: list[list[Word]]
    wide: bool = False
    """Whether one cell stretches over all columns."""


@dataclass
class Table:
    """A table on a page."""

    x0: float
    x1: float
    top: float
    bottom: float
    columns: tuple[float, ...] = ()
    """Places of the lines between columns."""
    rows: list[Cells] = field(default_factory=list)


def ruled_tables(words: list[Word], rules: list[Rule]) -> list[Table]:
    """The tables between lines, from the top down; empty frames and pages divided by lines are none."""
    tables: list[Table] = []
    for group in _touching(_merged(rules)):
        across = [rule for rule in group if rule.across]
        heights = _places(rule.at for rule in across)
        if len(heights) < 3:
            continue
        x0, x1 = min(rule.start for rule in across), max(rule.end for rule in across)
        table = Table(x0, x1, heights[0], heights[-1])
        inside = [word for word in words if _within(word, table)]
        upright = [rule for rule in group if not rule.across]
        inner = [at for at in _places(rule.at for rule in upright) if x0 + _NEAR < at < x1 - _NEAR]
        if not inner:
            inner = _gaps(inside, heights, x0, x1)
            heights = _with_head(words, heights, inner, x0, x1)
            upright = [Rule(False, at, heights[0], heights[-1]) for at in inner]
            table.top = heights[0]
            inside = [word for word in words if _within(word, table)]
        if not inner or not inside:
            continue
        table.columns = tuple(inner)
        table.rows = _rows(inside, heights, inner, across, upright)
        if _holds_data(table):
            tables.append(table)
    return sorted(tables, key=lambda table: (table.top, table.x0))


def _merged(rules: list[Rule]) -> list[Rule]:
    """Rules with pieces of one line put together (the edges of neighbouring cells)."""
    merged: list[Rule] = []
    for rule in sorted(rules, key=lambda each: (each.across, round(each.at), each.start)):
        last = merged[-1] if merged else None
        if last and last.across == rule.across and abs(last.at - rule.at) <= 1.5 and rule.start <= last.end + _NEAR:
            merged[-1] = Rule(rule.across, last.at, last.start, max(last.end, rule.end))
        else:
            merged.append(rule)
    return merged


def _touching(rules: list[Rule]) -> list[list[Rule]]:
    """Rules in groups that touch each other, or, where nothing stands upright, that lie above each other alike."""
    if len(rules) > 1500:
        return []
    parents = list(range(len(rules)))

    def root(at: int) -> int:
        while parents[at] != at:
            parents[at] = parents[parents[at]]
            at = parents[at]
        return at

    across = [at for at, rule in enumerate(rules) if rule.across]
    upright = [at for at, rule in enumerate(rules) if not rule.across]
    for one in across:
        for two in upright:
            if _touch(rules[one], rules[two]):
                parents[root(one)] = root(two)
    alone = [at for at in across if not any(_touch(rules[at], rules[two]) for two in upright)]
    for one, two in pairwise(alone):
        if abs(rules[one].start - rules[two].start) <= _NEAR and abs(rules[one].end - rules[two].end) <= _NEAR:
            parents[root(one)] = root(two)
    groups: dict[int, list[Rule]] = {}
    for at in range(len(rules)):
        groups.setdefault(root(at), []).append(rules[at])
    return list(groups.values())


def _touch(across: Rule, upright: Rule) -> bool:
    return (
        across.start - _NEAR <= upright.at <= across.end + _NEAR
        and upright.start - _NEAR <= across.at <= upright.end + _NEAR
    )


def _places(places: Iterable[float]) -> list[float]:
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _within(word: Word, table: Table) -> bool:
    middle = word.base - 0.35 * word.size
    return table.top <= middle <= table.bottom and table.x0 - _NEAR <= (word.x0 + word.x1) / 2 <= table.x1 + _NEAR


def _gaps(words: list[Word], heights: list[float], x0: float, x1: float) -> list[float]:
    """Columns of a table without upright lines: strips that no word of any row reaches into."""
    if not words:
        return []
    size = sorted(word.size for word in words)[len(words) // 2]
    full = sorted((word.x0, word.x1) for word in words)
    gaps: list[float] = []
    reach = full[0][1]
    for start, end in full:
        if start - reach > size and x0 < reach < x1:
            gaps.append((reach + start) / 2)
        reach = max(reach, end)
    return gaps if len(heights) >= 4 or len(gaps) == 1 else gaps[:12]


def _with_head(words: list[Word], heights: list[float], inner: list[float], x0: float, x1: float) -> list[float]:
    """The heights of a table's lines, with that of its names of columns where they stand above the first line."""
    above = [
        word
        for word in words
        if word.bold
        and 0 <= heights[0] - word.base < 2.8 * word.size
        and x0 - _NEAR <= word.x0
        and word.x1 <= x1 + _NEAR
    ]
    columns = {bisect_right(inner, (word.x0 + word.x1) / 2) for word in above}
    if len(columns) < 2:
        return heights
    return [min(word.base - 1.1 * word.size for word in above), *heights]


def _rows(
    words: list[Word], heights: list[float], inner: list[float], across: list[Rule], upright: list[Rule]
) -> list[Cells]:
    placed: list[list[list[Word]]] = [[[] for _ in range(len(inner) + 1)] for _ in heights[1:]]
    for word in words:
        row = min(max(bisect_right(heights, word.base - 0.35 * word.size) - 1, 0), len(heights) - 2)
        placed[row][bisect_right(inner, (word.x0 + word.x1) / 2)].append(word)
    rows: list[Cells] = []
    for at, cells in enumerate(placed):
        top, bottom = heights[at], heights[at + 1]
        if at and any(cells) and not _divided(across, top, inner, heights):
            # no line between: what stands here goes on with the row above
            rows[-1].cells = [above + below for above, below in zip(rows[-1].cells, cells, strict=True)]
            continue
        spread, span = _spread(cells, inner, upright, (top + bottom) / 2)
        rows.append(Cells(spread, wide=span == len(cells) and bool(spread[0])))
    for each in rows:
        each.cells = [in_order(cell) for cell in each.cells]
    return [each for each in rows if any(each.cells)]


def _divided(across: list[Rule], height: float, inner: list[float], heights: list[float]) -> bool:
    covered = sum(rule.end - rule.start for rule in across if abs(rule.at - height) <= _NEAR)
    return covered >= 0.4 * (max(rule.end for rule in across) - min(rule.start for rule in across))


def _spread(
    cells: list[list[Word]], inner: list[float], upright: list[Rule], height: float
) -> tuple[list[list[Word]], int]:
    """The cells with those put together that no line divides, and how many columns the first takes."""
    spread = [list(cell) for cell in cells]
    first, span = 0, 1
    for at, place in enumerate(inner):
        if any(abs(rule.at - place) <= _NEAR and rule.start - 1 <= height <= rule.end + 1 for rule in upright):
            first = at + 1
            continue
        spread[first] += spread[at + 1]
        spread[at + 1] = []
        if first == 0:
            span = at + 2
    return spread, span


def _holds_data(table: Table) -> bool:
    rows = [row for row in table.rows if sum(bool(cell) for cell in row.cells) >= 2]
    cells = [cell for row in table.rows for cell in row.cells if cell]
    long = sum(len(cell) > _LONG_CELL for cell in cells)
    return len(rows) >= 2 and long < len(cells) / 2


def in_order(words: list[Word]) -> list[Word]:
    """Words line by line, from left to right."""
    ordered: list[Word] = []
    line: list[Word] = []
    for word in sorted(words, key=lambda each: (each.base, each.x0)):
        if line and word.base - line[0].base > 0.5 * word.size:
            ordered += sorted(line, key=lambda each: each.x0)
            line = []
        line.append(word)
    return ordered + sorted(line, key=lambda each: each.x0)
