"""Text of a plan made fit for a page: cleaned, wrapped, embedded and linked without ever being able to run."""

import json
import unicodedata
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

_BIDI = dict.fromkeys([0x061C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_UNSEEN = {
    **dict.fromkeys([*range(0x20), *range(0x7F, 0xA0), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd"),
    0x09: " ",
    0x0A: " ",
    0x0D: " ",
}
_ESCAPED_IN_JSON = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_WIDE = frozenset("mwMW@%—…")
_BROAD = frozenset("<>=+~^#&")
_NARROW = frozenset("ijltfrI.,:;'’|!()[]/ -")
_FRAGMENT_WORDS = 6
_LINKED = ("http", "https")


def clean(text: str | None) -> str:
    """Text as a page may hold it: line breaks are spaces, and what no page may hold (NUL, controls) is `\\ufffd`.

    Direction marks stay: the page isolates them, so that they turn nothing but their own words.
    """
    return (text or "").translate(_UNSEEN)


def plain(text: str | None) -> str:
    """Clean text without direction marks, for places that cannot be isolated: titles, attributes, canvas labels."""
    return " ".join(clean(text).translate(_BIDI).split())


def as_json(value: Any) -> str:
    """A value as JSON that can stand inside a script element: it cannot end the element or open another."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character, escaped in _ESCAPED_IN_JSON.items():
        text = text.replace(character, escaped)
    return text


def web_address(url: str | None) -> str | None:
    """The address if it is a web address that may be linked (http or https, with a host), else nothing."""
    if not url or clean(url) != url or any(ch.isspace() for ch in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    return url if parts.scheme.lower() in _LINKED and host else None


def source_link(url: str | None, words: str) -> str | None:
    """A link to the words on the page where they are published, by a text fragment; nothing for any other scheme."""
    address = web_address(url)
    if address is None:
        return None
    found = words.split()
    if not found:
        return address
    base, mark, fragment = address.partition("#")
    fragment = fragment.partition(":~:")[0]
    ends = [" ".join(found)]
    if len(found) > 2 * _FRAGMENT_WORDS:
        ends = [" ".join(found[:_FRAGMENT_WORDS]), " ".join(found[-_FRAGMENT_WORDS:])]
    directive = ",".join(quote(end.encode("utf-8", "replace"), safe="").replace("-", "%2D") for end in ends)
    return f"{base}#{fragment if mark else ''}:~:text={directive}"


def wrap(text: str, width: float, size: float, lines: int) -> tuple[str, ...]:
    """Text broken into at most so many lines of a width in pixels; what does not fit ends in an ellipsis.

    Widths are estimates on the wide side, since the reader's font is not known.
    """
    words = [piece for word in plain(text).split() for piece in _pieces(word, width, size)]
    found: list[str] = []
    for word in words:
        longer = f"{found[-1]} {word}" if found else word
        if found and text_width(longer, size) <= width:
            found[-1] = longer
        else:
            found.append(word)
    if len(found) <= lines:
        return tuple(found)
    last = found[lines - 1]
    while last and text_width(last + "…", size) > width:
        last = last[:-1]
    return (*found[: lines - 1], last.rstrip(" ,;:–-") + "…")


def _pieces(word: str, width: float, size: float) -> list[str]:
    pieces = [""]
    for character in word:
        if pieces[-1] and text_width(pieces[-1] + character, size) > width:
            pieces.append("")
        pieces[-1] += character
    return pieces


def text_width(text: str, size: float) -> float:
    """How wide a text is at most likely to be, in pixels, in a sans-serif face of a size."""
    return size * sum(map(_advance, text))


@cache
def _advance(character: str) -> float:
    if character in _NARROW:
        return 0.38
    if character in _WIDE:
        return 0.98
    if character in _BROAD:
        return 0.84
    if unicodedata.combining(character):
        return 0.0
    if unicodedata.east_asian_width(character) in "WF" or ord(character) > 0x2FFF:
        return 1.05
    return 0.72 if character.isupper() else 0.62
