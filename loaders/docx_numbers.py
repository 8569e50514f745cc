"""The bullets and numbers of a Word file, which it does not store but counts while it prints."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from loaders.docx_styles import Styles, left_of
from loaders.line_shapes import BULLETS
from loaders.package import Element, child, local, value, whole

_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"),
          (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip


@dataclass(frozen=True)
class Level:
    """One level of a list: how it is counted and printed."""

    shape: str = "bullet"
    text: str = "•"
    start: int = 1
    left: int | None = None


@dataclass
class Numbers:
    """Counts the items of all lists in the order of the text."""

    lists: dict[str, str] = field(default_factory=dict)
    """Kind of list of each list."""
    starts: dict[str, dict[int, int]] = field(default_factory=dict)
    """Numbers that a list begins with, where it does not go on with those of its kind."""
    kinds: dict[str, dict[int, Level]] = field(default_factory=dict)
    _counts: dict[str, list[int | None]] = field(default_factory=lambda: defaultdict(lambda: [None] * 9))
    _begun: set[str] = field(default_factory=set)

    def level(self, number: tuple[str, int]) -> Level | None:
        """How a list prints a level; None where the file does not say that there is such a list."""
        return self.kinds.get(self.lists.get(number[0], ""), {}).get(number[1])

    def next(self, number: tuple[str, int]) -> str:
        """The mark of the next item of a list: "•", "2.", "(b)"; empty where nothing is printed."""
        key, at = number
        level = self.level(number)
        if level is None:
            return ""
        kind = self.lists[key]
        counts = self._counts[kind]
        if key not in self._begun:
            self._begun.add(key)
            for place in self.starts.get(key, {}):
                counts[place] = None
        before = counts[at]
        start = self.starts.get(key, {}).get(at, level.start)
        counts[at] = start if before is None else before + 1
        counts[at + 1 :] = [None] * (8 - at)
        if level.shape == "bullet":
            return level.text if level.text in BULLETS and level.text and level.text < "\ue000" else "•"
        if level.shape == "none":
            return ""
        return re.sub(r"%([1-9])", lambda found: self._printed(kind, int(found[1]) - 1), level.text).strip()

    def _printed(self, kind: str, at: int) -> str:
        level = self.kinds[kind].get(at, Level())
        count = self._counts[kind][at]
        return _written(level.start if count is None else count, level.shape)


def _written(count: int, shape: str) -> str:
    if shape in ("lowerLetter", "upperLetter") and count >= 1:
        letter = chr(ord("a") + (count - 1) % 26) * min((count - 1) // 26 + 1, 5)
        return letter.upper() if shape == "upperLetter" else letter
    if shape in ("lowerRoman", "upperRoman") and 1 <= count < 4000:
        roman, left = "", count
        for worth, sign in _ROMAN:
            roman += sign * (left // worth)
            left %= worth
        return roman.upper() if shape == "upperRoman" else roman
    return str(count)


def read_numbers(root: Element | None, styles: Styles) -> Numbers:
    """The lists of a file."""
    numbers = Numbers()
    if root is None:
        return numbers
    linked: dict[str, str] = {}
    for each in root:
        key = value(each, "abstractNumId" if local(each) == "abstractNum" else "numId") or ""
        if local(each) == "abstractNum":
            numbers.kinds[key] = {whole(value(level, "ilvl")) or 0: _level(level) for level in each if _is_level(level)}
            if link := value(child(each, "numStyleLink")):
                linked[key] = link
        elif local(each) == "num":
            numbers.lists[key] = value(child(each, "abstractNumId")) or ""
            numbers.starts[key] = _starts(each)
    for kind, link in linked.items():
        number = styles.of(link).number
        if number and (meant := numbers.kinds.get(numbers.lists.get(number[0], ""))):
            numbers.kinds[kind] = meant
    return numbers


def _is_level(element: Element) -> bool:
    return local(element) == "lvl"


def _level(element: Element) -> Level:
    return Level(
        value(child(element, "numFmt")) or "decimal",
        value(child(element, "lvlText")) or "",
        whole(value(child(element, "start"))) or 1,
        left_of(child(element, "pPr")),
    )


def _starts(element: Element) -> dict[int, int]:
    starts: dict[int, int] = {}
    for each in element:
        start = whole(value(child(each, "startOverride")))
        if local(each) == "lvlOverride" and start is not None:
            starts[min(whole(value(each, "ilvl")) or 0, 8)] = start
    return starts
