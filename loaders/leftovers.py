"""Lines of a plain text that are not the plan's words: trails, page numbers, running headers, tables of contents."""

import re
from collections import Counter, defaultdict
from itertools import pairwise

from loaders.layout import Line
from loaders.line_shapes import contents_line, furniture, page_number, trail
from loaders.web_copy import page_frame


def leftovers(lines: list[Line]) -> dict[int, str]:
    """Index of each line to set aside, with what it is."""
    found: dict[int, str] = {}
    bare: list[int] = []
    for index, line in enumerate(lines):
        text = line.text
        if not text or len(text) > 200:
            continue
        if trail(text) and (index < 15 or text.lower().startswith("home")):
            found[index] = "breadcrumb trail"
        elif page_number(text):
            found[index] = "page number"
        elif contents_line(text):
            found[index] = "table of contents"
        elif furniture(text):
            found[index] = "web page furniture"
        elif re.fullmatch(r"\d{1,3}", text):
            bare.append(index)
    found = page_frame(lines) | found
    found |= _contents(lines, found)
    found |= _bare_numbers(lines, bare)
    found |= _running(lines, found)
    return found


def told(found: dict[int, str], lines: list[Line]) -> tuple[str, ...]:
    """What was set aside, in words."""
    by_kind: dict[str, list[str]] = defaultdict(list)
    for index in sorted(found):
        by_kind[found[index]].append(lines[index].text)
    return tuple(
        f"{kind}: {len(texts)} line{'s' if len(texts) > 1 else ''} (“{texts[0][:60]}”)"
        for kind, texts in by_kind.items()
    )


def _contents(lines: list[Line], found: dict[int, str]) -> dict[int, str]:
    """The word "Contents" over entries with page numbers, or over names that all come again below as lines."""
    contents: dict[int, str] = {}
    named = [at for at, line in enumerate(lines) if line.text.lower().rstrip(":") in ("contents", "table of contents")]
    for index in named[:3]:
        at = _next_full(lines, index, 1)
        if found.get(at) == "table of contents":
            contents[index] = "table of contents"
            continue
        later = {each.text.casefold() for each in lines[at + 1 :]}
        entries: list[int] = []
        while at < len(lines) and lines[at].text.casefold() in later and lines[at].text:
            entries.append(at)
            at = _next_full(lines, at, 1)
            # the first name that came already opens the first part
            if at < len(lines) and lines[at].text == lines[entries[0]].text:
                break
        if len(entries) >= 2:
            contents |= dict.fromkeys([index, *entries], "table of contents")
    return contents


def _bare_numbers(lines: list[Line], bare: list[int]) -> dict[int, str]:
    """Numbers on lines of their own are pages when they count up, or stand beside a form feed."""
    numbers = [int(lines[index].text) for index in bare]
    counts_up = len(bare) >= 2 and all(0 < b - a <= 3 for a, b in pairwise(numbers))
    tight = sum(_between_words(lines, index) for index in bare)
    return {
        index: "page number"
        for index in bare
        if (counts_up and tight < len(bare) / 2 and not _between_words(lines, index))
        or lines[index].after_page
        or _page_follows(lines, index)
    }


def _between_words(lines: list[Line], index: int) -> bool:
    """Whether a line stands tight between two others, as the cell of a table pasted line by line does."""
    before = lines[index - 1] if index else None
    after = lines[index + 1] if index + 1 < len(lines) else None
    return bool(before and not before.blank and after and not after.blank and not after.after_page)


def _page_follows(lines: list[Line], index: int) -> bool:
    return index + 1 < len(lines) and lines[index + 1].after_page


def _running(lines: list[Line], found: dict[int, str]) -> dict[int, str]:
    """Short lines that come back at the edge of pages (beside a page number or a form feed)."""
    pages = {index for index, kind in found.items() if kind == "page number"}
    edge: list[int] = []
    for index, line in enumerate(lines):
        if not line.text or index in found or len(line.text) > 100:
            continue
        near = {_next_full(lines, index, -1), _next_full(lines, index, 1)}
        if line.after_page or _page_follows(lines, index) or near & pages:
            edge.append(index)
    times = Counter(lines[index].text.casefold() for index in edge)
    repeated = {text for text, count in times.items() if count >= 2 and count >= 0.5 * max(2, len(pages) - 1)}
    first_seen: set[str] = set()
    running: dict[int, str] = {}
    for index, line in enumerate(lines):
        key = line.text.casefold()
        if key not in repeated or index in found:
            continue
        # the first may be the title itself
        if key in first_seen or index in edge:
            running[index] = "running header or footer"
        first_seen.add(key)
    return running


def _next_full(lines: list[Line], index: int, step: int) -> int:
    index += step
    while 0 <= index < len(lines) and lines[index].blank:
        index += step
    return index
