"""From bytes to text: which encoding a document is in, and what is certain to be garbled."""

import codecs
import re
from dataclasses import dataclass

from graph.errors import UnreadableDocument

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_XML = re.compile(rb"^\s*<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9_:.-]{2,40})", re.IGNORECASE)
_LATIN = {"iso8859-1", "ascii", "cp1252"}
# what windows-1252 shows for the continuation bytes 0x80-0xBF of UTF-8
_TAILS = "".join(bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) for byte in range(0x80, 0xC0))
_GARBLED = re.compile(f"[\u00c2-\u00c5\u00e2][{re.escape(_TAILS)}]{{1,2}}")


@dataclass(frozen=True)
class Decoded:
    """Text, the encoding it was in, and what had to be repaired, in words."""

    text: str
    encoding: str
    notes: tuple[str, ...] = ()


def decode(data: bytes, *, declared: str | None = None, markup: bool = False) -> Decoded:
    """Decode by byte order mark, what was declared (HTTP header, then meta element), UTF-8, then by guess."""
    for mark, name in _BOMS:
        if data.startswith(mark):
            return _finish(data[len(mark) :].decode(name, errors="replace"), name)
    if b"\x00" in data[:4096]:
        return _finish(_wide(data), "utf-16")
    try:
        # bytes that are valid UTF-8 beyond ASCII are UTF-8, whatever an old server says about them
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        return _finish(text, "utf-8")
    said = _known(declared) or _known(_meta(data, markup))
    if said and said != "utf-8":
        return _finish(data.decode(said, errors="replace"), said)
    if _nearly_utf8(data):
        return _finish(data.decode("utf-8", errors="replace"), "utf-8")
    name = _guess(data)
    return _finish(data.decode(name, errors="replace"), name)


def _meta(data: bytes, markup: bool) -> str | None:
    if not markup:
        return None
    found = _META.search(data[:4096]) or _XML.search(data[:400])
    return found[1].decode("ascii") if found else None


def _known(name: str | None) -> str | None:
    """Python's name of an encoding; Latin-1 and ASCII mean windows-1252, as in every browser."""
    if not name:
        return None
    try:
        found = codecs.lookup(name)
        # some of Python's codecs are not of text ("hex", "rot13")
        b"".decode(found.name)
    except (LookupError, UnicodeError):
        return None
    return "cp1252" if found.name in _LATIN else found.name


def _wide(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of English text is zero. Anything else with zeros is no text."""
    sample = data[:4096]
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    half = max(1, len(sample) // 2)
    try:
        if odd > half * 0.6 and even < half * 0.1:
            return data.decode("utf-16-le")
        if even > half * 0.6 and odd < half * 0.1:
            return data.decode("utf-16-be")
    except UnicodeDecodeError:
        pass
    return data.decode("utf-8", errors="replace")


def _nearly_utf8(data: bytes) -> bool:
    """Whether nearly all that is not ASCII is sound UTF-8 (a file cut in mid-character, one bad byte)."""
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\ufffd")
    good = sum(1 for character in text if character > "\x7f") - bad
    return good > 0 and good >= 20 * bad


def _guess(data: bytes) -> str:
    """Western European unless the bytes clearly say otherwise: plans are written in English or Welsh."""
    text = data.decode("cp1252", errors="replace")
    odd = [character for character in text if character > "\x7f"]
    usual = sum(character in "£€‘’“”–—•…·°½¼¾é®©™\xa0âêîôûŵŷäëïöüáàèìòù§²³" for character in odd)
    if usual >= 0.6 * len(odd):
        return "cp1252"
    # imported here: it costs a tenth of a second, and nearly all documents are UTF-8
    from charset_normalizer import from_bytes  # noqa: PLC0415

    best = from_bytes(data[:200_000]).best()
    return _known(best.encoding) or "cp1252" if best else "cp1252"


def _finish(text: str, encoding: str) -> Decoded:
    notes: list[str] = []
    text, repaired = _repair(text.removeprefix("\ufeff"))
    if repaired:
        notes.append(f"garbled characters: {repaired} repaired (UTF-8 that was read as windows-1252)")
    if lost := text.count("\ufffd"):
        notes.append(f"characters that cannot be read as {encoding}: {lost}")
    return Decoded(text, encoding, tuple(notes))


def _repair(text: str) -> tuple[str, int]:
    """Undo a double encoding, but only where the result is a letter or sign that such text is full of."""
    count = 0

    def undo(found: re.Match[str]) -> str:
        nonlocal count
        raw = b"".join(_byte(character) for character in found[0])
        try:
            repaired = raw.decode("utf-8")
        except UnicodeDecodeError:
            return found[0]
        if len(repaired) != 1 or not (
            "\u2010" <= repaired <= "\u2044" or "\u00a0" <= repaired <= "\u017f" or repaired in "€™"
        ):
            return found[0]
        count += 1
        return repaired

    if not _GARBLED.search(text):
        return text, 0
    text = _GARBLED.sub(undo, text)
    if count:
        # the third character of a closing quotation mark has no place in windows-1252 and was lost on the way
        text, closing = re.subn("\u00e2\u20ac(?=[\\s,.;:)?!]|$)", "\u201d", text)
        count += closing
    return text, count


def _byte(character: str) -> bytes:
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return bytes([ord(character) & 0xFF])


def refuse_binary(text: str, what: str) -> None:
    """Raise where decoded text is no text: zero bytes or mostly control characters."""
    sample = text[:20_000]
    bad = sum(1 for character in sample if character == "\ufffd" or (character < " " and character not in "\t\n\r\f\v"))
    if "\x00" in sample or bad > max(2, len(sample) * 0.1):
        raise UnreadableDocument(
            f"{what} holds bytes that are no text. Save the plan as .html, .md or .txt and load that."
        )
