"""The lines of a PDF's page in reading order: columns one after the other, headings across them in between."""

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from loaders.line_shapes import bullet, number
from loaders.pdf_tables import Table
from loaders.pdf_words import Word

_GUTTER = 7.0
"""Points that stand free between two columns at the least."""


@dataclass
class Line:
    """Words on one baseline within one column."""

    words: list[Word]
    page: int
    left: float = 0.0
    """Left edge of its column."""
    right: float = 0.0
    """Right edge of its column."""
    column: int = 0
    """Which column of the document it stands in, counted over all pages."""
    table: Table | None = None
    """The table that stands in the line's place."""
    text: str = field(init=False)
    x0: float = field(init=False)
    x1: float = field(init=False)
    base: float = field(init=False)
    size: float = field(init=False)
    bold: bool = field(init=False)

    def __post_init__(self) -> None:
        self.text = " ".join(word.text for word in self.words)
        self.x0, self.x1 = self.words[0].x0, max(word.x1 for word in self.words)
        weights: dict[float, int] = {}
        for word in self.words:
            size = round(word.size * 2) / 2
            weights[size] = weights.get(size, 0) + len(word.text)
        self.size = max(weights, key=lambda size: (weights[size], size))
        self.base = max(word.base for word in self.words if round(word.size * 2) / 2 == self.size)
        said = [word for word in self.words if any(character.isalnum() for character in word.text)]
        self.bold = bool(said) and all(word.bold for word in said)


def table_line(table: Table, page: int) -> Line:
    """A line that keeps a table's place among the others."""
    return Line([Word("", table.x0, table.x1, table.top, table.top + 1, 1.0, False)], page, table=table)


def segments(words: Iterable[Word], page: int, gap_size: float = 1.2) -> list[Line]:
    """Words on one baseline that stand close together; a wide gap may be the space between two columns.

    `gap_size` is how wide a gap divides, in sizes of the type: a space between words is a quarter or third of one.
    """
    rows: list[list[Word]] = []
    for word in sorted(words, key=lambda each: (each.base, each.x0)):
        # letters of two sizes on one line share its baseline, or nearly
        row = next((row for row in rows[-3:] if abs(row[0].base - word.base) < 0.3 * min(row[0].size, word.size)), None)
        if row is None:
            rows.append([word])
        else:
            row.append(word)
    found: list[Line] = []
    for row in rows:
        row.sort(key=lambda each: each.x0)
        part = [row[0]]
        for word in row[1:]:
            gap, size = word.x0 - part[-1].x1, max(word.size, part[-1].size)
            marked = len(part) == 1 and _mark(part[0].text) and gap < 5 * size
            if gap > gap_size * size and not marked:
                found.append(Line(part, page))
                part = []
            part.append(word)
        found.append(Line(part, page))
    return found


def with_dots(words: list[Word], dots: Iterable[tuple[float, float]]) -> list[Word]:
    """The words, with a bullet for each small shape that is drawn right before a line begins."""
    marked = list(words)
    for x, y in dots:
        beside = [word for word in words if word.base - word.size < y < word.base + 0.1 * word.size]
        after = min((word.x0 - x for word in beside if word.x0 > x), default=1000.0)
        before = min((x - word.x1 for word in beside if word.x1 <= x + 2), default=1000.0)
        if 1 < after < 40 and before > 12 and not any(word.x0 <= x <= word.x1 for word in beside):
            first = min((word for word in beside if word.x0 > x), key=lambda word: word.x0)
            marked.append(Word("•", x - 2, min(x + 2, first.x0 - 0.5), first.top, first.base, first.size, False))
    return marked


def _mark(text: str) -> bool:
    """Whether a word is a bullet or number that stands apart from what it marks."""
    return bullet(f"{text} x") is not None or number(f"{text} x") is not None or text == "o"


def in_reading_order(found: list[Line], first_column: int) -> list[Line]:
    """The lines of a page in reading order, each with its column."""
    ordered: list[Line] = []
    for column in _columns(found, 0):
        left = min(line.x0 for line in column)
        joined = _joined(column)
        for line in joined:
            # a headline or picture may reach further than the text does
            alike = [each.x1 for each in joined if abs(each.size - line.size) < 0.6]
            line.left, line.right, line.column = left, max(alike), first_column
            ordered.append(line)
        first_column += 1
    return ordered


def _columns(found: list[Line], depth: int) -> list[list[Line]]:
    """The columns of a region, one after the other, from the block of columns that holds most to what is around it."""
    found = sorted(found, key=lambda line: (line.base, line.x0))
    parts = _parts(found)
    if len(parts) > 1:
        return [column for part in parts for column in _columns(part, depth + 1)]
    block = _block(found) if depth < 30 else None
    if block is None:
        return [found] if found else []
    first, last, place = block
    above, within, below = found[:first], found[first:last], found[last:]
    if above:
        while within and _ends(above[-1], within[0], found):
            above.append(within.pop(0))
    if below:
        within, tail = _tail(within, place)
        below = tail + below
    columns = _columns(above, depth + 1)
    columns += _columns([line for line in within if line.x0 < place - 1], depth + 1)
    columns += _columns([line for line in within if line.x0 >= place - 1], depth + 1)
    return columns + _columns(below, depth + 1)


def _ends(last: Line, line: Line, found: list[Line]) -> bool:
    """Whether a short line is the last one of a paragraph that goes across the page."""
    near = 0 < line.base - last.base <= 1.6 * line.size and abs(line.size - last.size) < 0.3
    alone = not any(abs(each.base - line.base) < 0.5 * line.size for each in found if each is not line)
    return last.table is None and near and alone and abs(line.x0 - last.x0) < 2 and last.text[-1] not in ".:"


def _tail(band: list[Line], place: float) -> tuple[list[Line], list[Line]]:
    """Columns, and the few short lines below them that head what stands across the page."""
    lowest = max((line.base for line in band if line.x0 >= place - 1), default=None)
    if lowest is None:
        return band, []
    for count in (3, 2, 1):
        tail, kept = band[-count:], band[:-count]
        if not kept or any(line.base <= lowest for line in tail):
            continue
        stands_out = tail[0].size > 1.05 * kept[-1].size or (tail[0].bold and not kept[-1].bold)
        if stands_out and tail[0].base - kept[-1].base > 1.3 * tail[0].size:
            return kept, tail
    return band, []


def _parts(found: list[Line]) -> list[list[Line]]:
    """A region, divided where a heading stands alone in its strip: the columns below it are columns of their own.

    Near miss: a heading within a column has the text of the next column beside it.
    """
    sizes = sorted(line.size for line in found)
    left = min((line.x0 for line in found), default=0.0)
    parts: list[list[Line]] = [[]]
    for at, line in enumerate(found):
        # lines are in order, so that only neighbours can stand in one strip
        near = [found[each] for each in (at - 1, at + 1) if 0 <= each < len(found)]
        alone = all(abs(each.base - line.base) > 1.2 * line.size for each in near)
        if parts[-1] and alone and line.size >= 1.15 * sizes[len(sizes) // 2] and abs(line.x0 - left) < 3:
            parts.append([])
        parts[-1].append(line)
    return parts


def _block(found: list[Line]) -> tuple[int, int, float] | None:
    """The lines, one after the other, that hold most of two columns, and where the right one begins.

    A right column begins at a left edge that several lines share, with nothing right before it.
    Near miss: the labels beside the paragraphs that they name stand in a column too, but are read row by row.
    """
    best: tuple[int, int, int, float] | None = None
    for edge in sorted({round(line.x0) for line in found}):
        if sum(abs(line.x0 - edge) <= 2 for line in found) < 2:
            continue
        first = 0
        for at in range(len(found) + 1):
            if at < len(found) and not (found[at].x0 < edge - 2 and found[at].x1 > edge - _GUTTER):
                continue
            block = found[first:at]
            left = [line for line in block if line.x1 <= edge - _GUTTER]
            right = [line for line in block if line.x0 >= edge - 2]
            worth = min(len(left), len(right))
            if worth >= 2 and (best is None or worth > best[0]) and _beside(left, right):
                free = max(line.x1 for line in left)
                # the column begins with its leftmost line: a heading, a mark that stands out
                best = (worth, first, at, min(line.x0 for line in block if line.x0 > free) - 1)
            first = at + 1
    return _extended(found, *best[1:]) if best else None


def _extended(found: list[Line], first: int, last: int, place: float) -> tuple[int, int, float]:
    """A block of columns with the lines above and below it that leave the strip between them free as well."""
    free = max(line.x1 for line in found[first:last] if line.x1 <= place)

    def clear(line: Line) -> bool:
        return line.x1 <= place - 1 or line.x0 >= free + 1

    while first and clear(found[first - 1]):
        first -= 1
    while last < len(found) and clear(found[last]):
        last += 1
    return first, last, min(line.x0 for line in found[first:last] if line.x0 > free) - 1


def _beside(left: list[Line], right: list[Line]) -> bool:
    """Whether several lines stand beside each other, not only above, and are no labels."""
    bases = sorted(line.base for line in right)
    beside = 0
    for line in left:
        at = bisect_left(bases, line.base - 1.3 * line.size)
        beside += at < len(bases) and bases[at] <= line.base + 1.3 * line.size
    labels = len(left) <= 0.5 * len(right) and _labels(left, right)
    return beside >= min(3, len(left), len(right)) and not labels


def _labels(left: list[Line], right: list[Line]) -> bool:
    bases = sorted(line.base for line in right)
    beside = sum(any(abs(line.base - base) < 2 for base in bases) for line in left)
    return beside >= 0.9 * len(left) and all(len(line.words) <= 5 for line in left)


def _joined(column: list[Line]) -> list[Line]:
    """Lines of one column, those put together that only a wide space divided."""
    joined: list[Line] = []
    for line in sorted(column, key=lambda each: (each.base, each.x0)):
        last = joined[-1] if joined else None
        if (
            last is not None
            and line.table is None is last.table
            and abs(last.base - line.base) < 0.3 * line.size
            and line.x0 > last.x1 - 1
        ):
            joined[-1] = Line([*last.words, *line.words], line.page)
        else:
            joined.append(line)
    return joined
