"""The words of a Word paragraph as they are read once all changes are accepted: no deletions, nothing hidden."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from loaders.assembly import Run
from loaders.docx_styles import Style, Styles
from loaders.package import Element, child, local, switched, value, whole

_GONE = frozenset({"del", "moveFrom", "pPr", "rPr", "instrText", "delText", "delInstrText", "sectPr", "proofErr"})
_NOTES = frozenset({"footnoteReference", "endnoteReference"})
_DRAWN = frozenset({"drawing", "pict", "object"})
_SIGNS = {"tab": " ", "ptab": " ", "cr": "\n", "noBreakHyphen": "‑", "softHyphen": ""}
_LARGE = 1.25
"""How many times the size of the text a line has to be to stand out as one in bold does."""


@dataclass
class Words:
    """A paragraph's runs, and what hangs on it."""

    runs: list[Run] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)
    """Text boxes anchored in it."""
    notes: int = 0
    hidden: int = 0
    """Hidden words that were left out."""
    pictures: int = 0
    small: int = 0
    """Runs that are no larger than the text."""


def words_of(paragraph: Element, style: Style, styles: Styles) -> Words:
    """The words of a paragraph."""
    words = Words()
    for element, run in _walk(paragraph, None):
        _take(element, run, words, style, styles)
    return words


def _take(element: Element, run: Element | None, words: Words, style: Style, styles: Styles) -> None:
    name = local(element)
    if name in _DRAWN:
        boxes = text_boxes(element)
        words.boxes += boxes
        words.pictures += not boxes
    elif name in _NOTES:
        words.notes += 1
    else:
        text = _SIGNS.get(name, "")
        if name == "t":
            text = (element.text or "").replace("\n", " ")
        elif name == "sym":
            # a sign of a symbol font: at the beginning a bullet, elsewhere an ornament
            text = "•" if not words.runs else " "
        elif name == "br":
            text = " " if value(element, "type") in ("page", "column") else "\n"
        if not text:
            return
        bold, hidden, large = _looks(run, style, styles)
        words.small += bool(text.strip()) and not large
        if hidden:
            words.hidden += len(text.split())
        else:
            words.runs.append((text, bold and bool(text.strip())))


def _walk(element: Element, run: Element | None) -> Iterator[tuple[Element, Element | None]]:
    """What is printed inside an element, in order, each with the run around it; drawings are not entered."""
    for each in element:
        name = local(each)
        if not name or name in _GONE:
            continue
        if name == "AlternateContent":
            chosen = choice(each)
            if chosen is not None:
                yield from _walk(chosen, run)
        elif name in _DRAWN:
            yield each, run
        elif name == "r":
            yield from _walk(each, each)
        elif name == "rt":
            continue
        elif len(each) and name != "t":
            yield from _walk(each, run)
        else:
            yield each, run


def choice(element: Element) -> Element | None:
    """Of the same thing said twice, for new and for old programs, the first that holds anything."""
    options = [each for each in element if local(each) in ("Choice", "Fallback")]
    return next((each for each in options if len(each)), None)


def text_boxes(drawing: Element) -> list[Element]:
    """The contents of the text boxes in a drawing, each once, those inside others left to the outer one."""
    found: list[Element] = []
    pending = [drawing]
    while pending:
        each = pending.pop()
        name = local(each)
        if name == "txbxContent":
            found.append(each)
        elif name == "AlternateContent":
            if (chosen := choice(each)) is not None:
                pending.append(chosen)
        else:
            pending += reversed(list(each))
    return found


def _looks(run: Element | None, style: Style, styles: Styles) -> tuple[bool, bool, bool]:
    """Whether a run stands out (bold, or much larger than the text), is hidden, and is large."""
    own = child(run, "rPr")
    named = value(child(own, "rStyle"))
    character = styles.of(named) if named else Style()
    said = (switched(child(own, "b")), character.bold, style.bold)
    bold = next((each for each in said if each is not None), False)
    half_points = whole(value(child(own, "sz"))) or character.half_points or style.half_points or 0
    hides = (switched(child(own, "vanish")), character.hidden, style.hidden)
    hidden = next((each for each in hides if each is not None), False)
    large = half_points >= _LARGE * styles.half_points
    return bold or large, hidden, large


def mark_deleted(paragraph: Element) -> bool:
    """Whether the end of a paragraph was deleted, so that it goes on with the next one."""
    marks = child(paragraph, "pPr", "rPr")
    return child(marks, "del") is not None or child(marks, "moveFrom") is not None
