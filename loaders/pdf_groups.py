"""Lines of a PDF in groups: each a heading, a paragraph, a list item or a table."""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise

from loaders.line_shapes import bullet, capitals, circle, depth, functional, heading, number, unfinished
from loaders.pdf_lines import Line

LARGE = 1.12
"""How many times the size of the text a heading's type is at least."""
_ENDS = tuple(".!?:;”")


@dataclass
class Group:
    """Lines that are one block."""

    lines: list[Line]
    marker: str = ""
    skip: int = 0
    """Characters of the first line before its words."""
    level: int = 0
    """Of a heading from 1; 0 for text."""

    @property
    def text(self) -> str:
        """Its words in one line, without the mark."""
        return " ".join(line.text for line in self.lines)[self.skip :].strip()

    @property
    def text_left(self) -> float:
        """Where its words begin, behind the mark."""
        first = self.lines[0]
        count = 0
        for word in first.words:
            if count >= self.skip:
                return word.x0
            count += len(word.text) + 1
        return first.x0


@dataclass
class Grouper:
    """Puts lines in groups, knowing how the document sets its text."""

    body: float
    """Size of the text."""
    pitches: dict[float, float]
    """Distance of lines within a paragraph, by size."""
    groups: list[Group] = field(default_factory=list)

    def group(self, lines: list[Line]) -> list[Group]:
        """All groups, in order."""
        for line in lines:
            last = self.groups[-1] if self.groups else None
            if last is None or line.table is not None or last.lines[-1].table is not None or self._starts(last, line):
                self._open(line)
            else:
                last.lines.append(line)
        self._levels()
        return self.groups

    def _open(self, line: Line) -> None:
        marker, skip = ("", 0) if line.table is not None else self._mark(line)
        self.groups.append(Group([line], marker, skip))

    def _mark(self, line: Line) -> tuple[str, int]:
        after_item = bool(self.groups and self.groups[-1].marker)
        found = bullet(line.text) or number(line.text) or (circle(line.text) if after_item else None)
        return found or ("", 0)

    def _starts(self, group: Group, line: Line) -> bool:
        """Whether a line begins a block of its own."""
        last = group.lines[-1]
        marker, _ = self._mark(line)
        if (marker and not self._mid_sentence(group, line, marker)) or abs(last.size - line.size) > 0.1 * last.size:
            return True
        if (last.page, last.column) != (line.page, line.column):
            return not self._carries_on(group, line)
        pitch = self.pitches.get(last.size, 1.2 * last.size)
        if last.size >= LARGE * self.body:
            pitch = min(pitch, 1.15 * last.size)
        if not 0 < line.base - last.base <= max(1.3 * pitch, 1.15 * last.size):
            return True
        return last.size < LARGE * self.body and (
            (last.bold != line.bold and self._changes(group, line))
            or self._indented(group, line)
            or self._left_room(last, line)
        )

    def _mid_sentence(self, group: Group, line: Line, marker: str) -> bool:
        """Whether what looks like a number is one of the sentence ("in the year" / "2030. We"), or a dash in it."""
        last = group.lines[-1]
        if (last.page, last.column) != (line.page, line.column) or last.text.endswith(_ENDS):
            return False
        wraps = line.x0 < group.text_left + 1 if group.marker else abs(line.x0 - last.x0) < 2
        full = last.x1 > line.right - 6 * line.size
        return wraps and full and marker not in "•●▪■◦○‣" and not group.marker

    def _carries_on(self, group: Group, line: Line) -> bool:
        """Whether a sentence goes on in the next column or on the next page."""
        last = group.lines[-1]
        if last.text.endswith(_ENDS) or self._is_heading(group):
            return False
        return line.text[0].islower() or last.text[-1] in ",-\xad" or unfinished(last.text)

    def _changes(self, group: Group, line: Line) -> bool:
        """Whether the change between bold and plain is one of heading and text, not one inside a sentence."""
        if group.lines[-1].bold:
            return all(each.bold for each in group.lines) and _named(group.text)
        return group.lines[-1].text.endswith(_ENDS) and _named(line.text)

    def _indented(self, group: Group, line: Line) -> bool:
        last = group.lines[-1]
        if group.marker:
            # the words of an item stand under each other, or go on where its mark stands
            return line.x0 < group.lines[0].x0 - 2 or (
                line.x0 < group.text_left - 0.5 * line.size and last.text.endswith(_ENDS)
            )
        shift = line.x0 - min(each.x0 for each in group.lines[-2:])
        return shift > 0.8 * line.size and last.text.endswith(_ENDS)

    @staticmethod
    def _left_room(last: Line, line: Line) -> bool:
        """Whether the next word would have had room in the line before, so that the break was meant."""
        room = last.right - last.x1 - (line.words[0].x1 - line.words[0].x0) - 0.3 * line.size
        if last.text.endswith(_ENDS):
            return room > 0.5 * line.size
        return room > 3 * line.size and not line.text[0].islower() and not unfinished(last.text)

    def _levels(self) -> None:
        """Levels of headings, by the size of their type, then by its weight."""
        found = [group for group in self.groups if self._is_heading(group)]
        styles = sorted({self._style(group) for group in found}, reverse=True)
        for group in found:
            group.level = styles.index(self._style(group)) + 1
            if group.marker and not group.marker[0].isalnum():
                group.skip, group.marker = 0, ""

    def _style(self, group: Group) -> tuple[float, bool, int]:
        line = group.lines[0]
        large = line.size >= LARGE * self.body
        under = -depth(group.marker) if group.marker[:1].isdigit() and not large else 0
        return (line.size if large else self.body, False if large else line.bold, under)

    def _is_heading(self, group: Group) -> bool:
        lines = group.lines
        if lines[0].table is not None:
            return False
        if group.marker and not group.marker[0].isalnum():
            return False
        size = min(line.size for line in lines)
        text = group.text
        if not text:
            return False
        if size >= LARGE * self.body:
            return len(text.split()) <= 25 and (_named(text) or _large_name(text))
        stands_out = all(line.bold for line in lines) or capitals(text)
        return stands_out and size >= 0.9 * self.body and _named(text)


def _named(text: str) -> bool:
    return heading(text) or functional(text)


def _large_name(text: str) -> bool:
    return text[-1] not in ".,;:!" and text[0].isupper() and any(len(word) > 2 for word in text.split())


def body_size(lines: list[Line]) -> float:
    """The size that most of the text is set in."""
    weights: Counter[float] = Counter()
    for line in lines:
        weights[line.size] += len(line.text)
    return max(weights, key=lambda size: (weights[size], -size)) if weights else 10.0


def line_pitches(lines: list[Line]) -> dict[float, float]:
    """For each size of type, the distance of lines within a paragraph: the commonest one, the smaller of equals."""
    gaps: dict[float, Counter[float]] = defaultdict(Counter)
    for one, two in pairwise(lines):
        gap = two.base - one.base
        if one.size == two.size and one.column == two.column and 0.9 * one.size <= gap <= 1.8 * one.size:
            gaps[one.size][round(gap * 2) / 2] += 1
    return {size: max(found, key=lambda gap: (found[gap], -gap)) for size, found in gaps.items()}
