"""Lines of a paragraph in markup: bullets typed by hand, bold lines that serve as headings, breaks in mid-sentence."""

from dataclasses import dataclass, field

from loaders.assembly import Assembly, Run, all_bold, tidy, words
from loaders.line_shapes import bullet, circle, depth, heading, mark_kind, number, trail


@dataclass
class Typed:
    """Writes the lines of paragraphs, remembering the bullets that were typed before."""

    out: Assembly
    level: int = 0
    """Level of the heading that we are under."""
    trails: int = 0
    """Breadcrumb trails that were left out."""
    marks: list[tuple[str, int]] = field(default_factory=list)
    """Marks of the typed list that is open, with the index of the last item under each."""

    def heading(self, runs: list[Run], level: int, line: int | None) -> None:
        """Write a heading; said twice running (once for each size of screen), it is one."""
        shown = [(text.replace("\n", " "), bold) for text, bold in tidy(runs)]
        last = self.out.blocks[-1] if self.out.blocks else None
        if last and last.kind == "heading" and self.out.last == words(tidy(shown)):
            return
        self.marks.clear()
        self.out.add("heading", shown, level=level, line=line)

    def paragraph(self, runs: list[Run], line: int | None, *, headings: bool = True) -> None:
        """Write the lines of one paragraph."""
        for each in _lines(runs):
            self._line(each, line, headings)

    def _line(self, runs: list[Run], line: int | None, headings: bool) -> None:
        text = words(runs)
        if trail(text) and text.lower().startswith("home") and len(self.out.blocks) < 10:
            self.trails += 1
            return
        found = bullet(text) or number(text) or (circle(text) if self.marks else None)
        if found and not _sentence_number(found[0], text):
            mark, skip = found
            if headings and all_bold(runs) and mark[0].isdigit() and heading(text[skip:]):
                self.heading(cut(runs, skip), max(self.level, 1) + depth(mark), line)
                return
            place = next((at for at, (known, _) in enumerate(self.marks) if known == mark_kind(mark)), len(self.marks))
            parent = self.marks[place - 1][1] if place else None
            index = self.out.add("item", cut(runs, skip), level=place, marker=mark, parent=parent, line=line)
            if index is not None:
                self.marks = [*self.marks[:place], (mark_kind(mark), index)]
            return
        if found:
            runs = cut(runs, found[1])
        self.marks.clear()
        if headings and all_bold(runs) and heading(text):
            self.heading(runs, self.level + 1 if self.level else 2, line)
        else:
            self.out.add("paragraph", runs, line=line)


def _sentence_number(mark: str, text: str) -> bool:
    """Whether the number before a line is that of a numbered paragraph ("2.3 The region …")."""
    return mark[0].isdigit() and depth(mark) > 1 and len(text.split()) > 25


def _lines(runs: list[Run]) -> list[list[Run]]:
    """The paragraph's lines; a break in mid-sentence does not count."""
    lines: list[list[Run]] = [[]]
    for text, bold in tidy(runs):
        for place, part in enumerate(text.split("\n")):
            if place:
                lines.append([])
            if part:
                lines[-1].append((part, bold))
    joined: list[list[Run]] = []
    for line in filter(None, map(tidy, lines)):
        before = joined[-1] if joined else []
        text = words(line)
        goes_on = (
            before and text[0].islower() and before[-1][0][-1] not in ".:;!?" and not (number(text) or circle(text))
        )
        if goes_on and not words(before[-1:]).endswith(("; and", "; or")):
            joined[-1] += [(" ", False), *line]
        else:
            joined.append(line)
    return joined


def cut(runs: list[Run], count: int) -> list[Run]:
    """The runs without their first characters."""
    left: list[Run] = []
    for text, bold in runs:
        if count < len(text):
            left.append((text[count:], bold))
        count = max(0, count - len(text))
    return left
