"""What stands around the text of a PDF: running headers and footers, page numbers, footnotes, tables of contents."""

import re
from collections import Counter
from dataclasses import dataclass, field

from loaders.line_shapes import contents_line, page_number
from loaders.pdf_lines import Line

_EDGE = 0.12
"""Share of a page's height, above and below, in which headers and footers stand."""
_MARGIN = 0.075
"""Share of a page's height that text leaves free."""
_STAMP = re.compile(r"\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}(?: [AP]M)?|(?:https?|file)://\S+", re.IGNORECASE)
"""What a browser prints above and below a page: when, and from which address."""
BROWSER = "lines that a browser printed around the page"
_SMALL = 0.88
"""How small, beside the text, the type of footnotes is."""


@dataclass
class Page:
    """The segments of one page."""

    number: int
    height: float
    lines: list[Line] = field(default_factory=list)


def without_edges(pages: list[Page], body: float) -> Counter[str]:
    """Take headers, footers and page numbers off all pages; how many of each."""
    told: Counter[str] = Counter()
    edges = [(page, line, key) for page in pages for line, key in _edge(page)]
    times = Counter(key for _, key in {(page.number, key) for page, _, key in edges})
    few, many = max(2, min(3, 0.5 * len(pages))), max(2, 0.4 * len(pages))
    gone: set[int] = set()
    stamped = {(page.number, round(line.base)) for page, line, _ in edges if _STAMP.fullmatch(line.text)}
    for page, line, key in edges:
        outside = in_margin(line.base, line.size, page.height)
        plain = line.size <= 1.05 * body and not line.bold
        if page_number(line.text) or (
            re.fullmatch(r"\d{1,4}(?:\s?/\s?\d{1,4})?|[ivx]{1,5}", line.text) and line.size <= 1.3 * body
        ):
            told["page numbers"] += 1
        elif (page.number, round(line.base)) in stamped and outside:
            told[BROWSER] += 1
        elif (times[key] >= (few if outside else many) and (outside or plain)) or (outside and _margin(line, body)):
            told["running headers and footers"] += 1
        else:
            continue
        gone.add(id(line))
    for page in pages:
        page.lines = [line for line in page.lines if id(line) not in gone]
    return told


def _margin(line: Line, body: float) -> bool:
    """Whether a line in the margin is small and short enough to be none of the text, even on a single page."""
    return line.size <= 0.9 * body and len(line.words) <= 12


def in_margin(base: float, size: float, height: float) -> bool:
    """Whether a line stands in the part of a page, above or below, that text leaves free."""
    return base < _MARGIN * height or base - size > (1 - _MARGIN) * height


def _edge(page: Page) -> list[tuple[Line, tuple[str, int]]]:
    """The outermost lines of a page, each with what it says but for its numbers, and its height."""
    found = [line for line in page.lines if line.table is None]
    bases = sorted({round(line.base) for line in found})
    top, bottom = set(bases[:3]), set(bases[-3:])
    return [
        (line, (re.sub(r"\d+", "#", line.text.casefold()), round(line.base / 4)))
        for line in found
        if (line.base < _EDGE * page.height and round(line.base) in top)
        or (line.base - line.size > (1 - _EDGE) * page.height and round(line.base) in bottom)
    ]


def without_notes(lines: list[Line], height: float, body: float) -> tuple[list[Line], int]:
    """The lines of a page in reading order without the footnotes at its end, and how many there were."""
    at = len(lines)
    while (
        at and lines[at - 1].table is None and lines[at - 1].size <= _SMALL * body and lines[at - 1].base > 0.5 * height
    ):
        at -= 1
    begins = next((each for each in range(at, len(lines)) if _NOTE.match(lines[each].text)), None)
    if begins is None:
        return lines, 0
    return lines[:begins], sum(bool(_NOTE.match(line.text)) for line in lines[begins:])


_NOTE = re.compile(r"(?:\[?\d{1,3}\]?[.)]?|[*†‡])\s*[A-Z“\"'(h]")


def without_contents(lines: list[Line]) -> tuple[list[Line], int]:
    """Lines without a table of contents: entries with dots before their page, or under the word "Contents"."""
    kept: list[Line] = []
    under: tuple[int, ...] = ()
    dropped = 0
    for at, line in enumerate(lines):
        if line.text.lower().rstrip(":") in ("contents", "table of contents"):
            follows = [each for each in lines[at + 1 : at + 4] if _entry(each.text) or contents_line(each.text)]
            if len(follows) >= 2:
                under = _pages(lines[at:], line.page)
                dropped += 1
                continue
        entry = _entry(line.text) or contents_line(line.text)
        listed = line.page in under and line.table is None and entry
        if listed or (contents_line(line.text) and "...." in line.text.replace(" ", "")):
            dropped += 1
        else:
            kept.append(line)
    return kept, dropped


def _pages(lines: list[Line], page: int) -> tuple[int, ...]:
    """The pages of a table of contents: its first, and the next where most lines on it are entries."""
    following = [line.text for line in lines if line.page == page + 1]
    entries = sum(_entry(text) or contents_line(text) for text in following)
    return (page, page + 1) if entries > 0.5 * len(following) else (page,)


def _entry(text: str) -> bool:
    return re.fullmatch(r"(?:\d[\d.]*\s+)?\S.{1,110}\s\d{1,3}|\d{1,3}\s+[A-Z].{2,110}", text) is not None
