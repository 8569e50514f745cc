"""The words of a PDF's pages with their places, sizes and weights, as PDFium tells them character by character."""

import ctypes
import math
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import pypdfium2.raw as pdfium

from loaders.line_shapes import BULLETS

_SPACE = frozenset(" \t\r\n\xa0\u2002\u2003\u2009\u3000\u200b\x0b\x0c")
_UNSEEN = frozenset("\x00\ufeff\u200c\u200d\u2060\u200e\u200f\ufffd\uffff")
_HYPHENS = frozenset("\x02\ufffe\xad")
SOFT = "\xad"
"""A hyphen that stands at a line's end only because the line ends there."""
_HEAVY = ("bold", "black", "heavy", "semibold", "demi")
_RIGHT_ANGLE = math.pi / 2

# the raw interface brings no types of its own
Handle = Any


@dataclass(slots=True)
class Word:
    """A word on a page; `top` and `base` (its baseline) are counted downwards from the page's upper edge."""

    text: str
    x0: float
    x1: float
    top: float
    base: float
    size: float
    bold: bool


@dataclass
class PageWords:
    """What is written on a page."""

    width: float
    height: float
    words: list[Word] = field(default_factory=list)
    glyphs: int = 0
    turned: int = 0
    """Characters that run in another direction than most (watermarks, labels of charts)."""


@dataclass(slots=True)
class _Look:
    """How the characters of one text object are printed."""

    size: float
    bold: bool
    angle: float


@dataclass(slots=True)
class _Glyph:
    text: str
    x0: float
    x1: float
    y: float
    """Height of the baseline above the page's lower edge."""
    look: _Look


def page_words(page: Handle, width: float, height: float) -> PageWords:
    """The words of a page in the order in which the file prints them."""
    found = PageWords(width, height)
    text_page = pdfium.FPDFText_LoadPage(page)
    if not text_page:
        return found
    try:
        glyphs = _glyphs(text_page)
    finally:
        pdfium.FPDFText_ClosePage(text_page)
    shown = [glyph for glyph in glyphs if glyph is not None]
    found.glyphs = len(shown)
    if not shown:
        return found
    turns = Counter(round(glyph.look.angle / _RIGHT_ANGLE) % 4 for glyph in shown)
    turn = turns.most_common(1)[0][0]
    if turn % 2:
        found.width, found.height = height, width
    straight: list[_Glyph | None] = []
    for glyph in glyphs:
        if glyph is None:
            straight.append(None)
        elif abs((glyph.look.angle - turn * _RIGHT_ANGLE + math.pi) % (2 * math.pi) - math.pi) < 0.1:
            straight.append(glyph)
        else:
            found.turned += 1
    found.words = _once(_words(straight, found.height if not turn else _reach(straight)))
    return found


def _reach(glyphs: list[_Glyph | None]) -> float:
    return max((glyph.y + glyph.look.size for glyph in glyphs if glyph is not None), default=0.0)


def _glyphs(text_page: Handle) -> list[_Glyph | None]:
    """All characters; None stands for a space or break."""
    looks: dict[int | None, _Look] = {}
    box, x, y = pdfium.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    glyphs: list[_Glyph | None] = []
    for index in range(pdfium.FPDFText_CountChars(text_page)):
        code = pdfium.FPDFText_GetUnicode(text_page, index)
        text = chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\x00"
        if text in _SPACE:
            glyphs.append(None)
            continue
        if not (text := _shown(text)):
            continue
        pdfium.FPDFText_GetLooseCharBox(text_page, index, box)
        pdfium.FPDFText_GetCharOrigin(text_page, index, x, y)
        handle = pdfium.FPDFText_GetTextObject(text_page, index)
        address = ctypes.cast(handle, ctypes.c_void_p).value
        look = looks.get(address)
        if look is None:
            look = looks[address] = _look(text_page, index, handle)
        left, right, base = box.left, box.right, y.value
        turn = round(look.angle / _RIGHT_ANGLE) % 4
        # PDFium's angles go clockwise
        if turn == 3:
            left, right, base = box.bottom, box.top, -x.value
        elif turn == 2:
            left, right, base = -box.right, -box.left, -y.value
        elif turn == 1:
            left, right, base = -box.top, -box.bottom, x.value
        if all(map(math.isfinite, (left, right, base))) and abs(left) < 1e6 and abs(base) < 1e6:
            glyphs.append(_Glyph(text, left, right, base, look))
    return glyphs


def _shown(text: str) -> str:
    """A character as it is written: ligatures in letters, bullets of symbol fonts as bullets."""
    if text in _HYPHENS:
        return SOFT
    if text in _UNSEEN or text < " " or "\x7f" <= text < "\xa0":
        return ""
    if "\ufb00" <= text <= "\ufb06":
        return unicodedata.normalize("NFKC", text)
    if "\uf000" <= text <= "\uf0ff":
        return "•"
    return "" if "\ue000" <= text <= "\uf8ff" else text


def _look(text_page: Handle, index: int, handle: Handle) -> _Look:
    size = pdfium.FPDFText_GetFontSize(text_page, index)
    matrix = pdfium.FS_MATRIX()
    if pdfium.FPDFText_GetMatrix(text_page, index, matrix):
        size *= math.hypot(matrix.c, matrix.d) or 1.0
    bold = pdfium.FPDFText_GetFontWeight(text_page, index) >= 600
    if handle:
        bold = bold or pdfium.FPDFTextObj_GetTextRenderMode(handle) == pdfium.FPDF_TEXTRENDERMODE_FILL_STROKE
        bold = bold or any(word in _font_name(handle) for word in _HEAVY)
    angle = pdfium.FPDFText_GetCharAngle(text_page, index)
    return _Look(min(max(abs(size), 1.0), 1000.0), bold, angle if angle > 0 else 0.0)


def _font_name(handle: Handle) -> str:
    font = pdfium.FPDFTextObj_GetFont(handle)
    if not font:
        return ""
    name = ctypes.create_string_buffer(128)
    pdfium.FPDFFont_GetBaseFontName(font, name, 128)
    return name.value.decode("utf-8", errors="replace").lower()


def _words(glyphs: list[_Glyph | None], height: float) -> list[Word]:
    words: list[Word] = []
    open_word: Word | None = None
    before: _Glyph | None = None
    reach = 0.0
    """Where the last raised character ends."""
    for glyph in glyphs:
        if glyph is None:
            open_word = None
            continue
        look = glyph.look
        if before is not None and _again(before, glyph):
            # a letter printed twice, a hair's breadth apart, is a bold one
            if open_word is not None:
                open_word.bold = True
            continue
        base = height - glyph.y
        goes_on = (
            open_word is not None
            and abs(open_word.base - base) < 0.08 * look.size + 0.3
            and abs(open_word.size - look.size) < 0.25 * open_word.size
            and -1.1 * look.size < glyph.x0 - open_word.x1 < 0.3 * look.size
            and glyph.text not in "•▪●"
            and open_word.text not in "•▪●"
        )
        if goes_on and open_word is not None:
            open_word.text += glyph.text
            open_word.x1 = max(open_word.x1, glyph.x1)
        elif words and _raised(words[-1], glyph, base, reach):
            reach = glyph.x1
            # the number of a footnote is no word; the letters of an ordinal belong to its number
            if glyph.text.isalpha():
                words[-1].text += glyph.text
                words[-1].x1 = glyph.x1
        else:
            reach = 0.0
            open_word = Word(glyph.text, glyph.x0, glyph.x1, base - 0.8 * look.size, base, look.size, look.bold)
            words.append(open_word)
        before = glyph
    return [word for word in words if word.text.strip(SOFT)]


def _again(before: _Glyph, glyph: _Glyph) -> bool:
    """Whether a letter is the one before it once more; those of a ligature ("ff") stand at the very same place."""
    near = 0.12 * glyph.look.size
    if before.look is glyph.look and abs(before.x0 - glyph.x0) < 0.001 and before.y == glyph.y:
        return False
    return before.text == glyph.text and abs(before.x0 - glyph.x0) < near and abs(before.y - glyph.y) < near


def _raised(word: Word, glyph: _Glyph, base: float, reach: float) -> bool:
    """Whether a character is a small one that stands raised right behind a word, or behind another such."""
    small = glyph.look.size < 0.87 * word.size
    lifted = 0.12 * word.size < word.base - base < 0.8 * word.size
    return small and lifted and -0.3 * word.size < glyph.x0 - max(word.x1, reach) < 0.45 * word.size


def _once(words: list[Word]) -> list[Word]:
    """The words, those printed a second time over themselves (as a shadow, or to look bold) left out."""
    places: dict[tuple[str, int, int], Word] = {}
    kept: list[Word] = []
    for word in words:
        x, y = round(word.x0 / 2), round(word.base / 2)
        near = [places.get((word.text, x + dx, y + dy)) for dx in (-1, 0, 1) for dy in (-1, 0, 1)]
        twin = next(
            (
                each
                for each in near
                if each is not None
                and abs(each.x0 - word.x0) < 0.15 * word.size + 0.2
                and abs(each.base - word.base) < 0.15 * word.size + 0.2
            ),
            None,
        )
        if twin is not None:
            twin.bold = twin.bold or word.text not in BULLETS
            continue
        places[word.text, x, y] = word
        kept.append(word)
    return kept
