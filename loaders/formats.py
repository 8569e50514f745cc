"""What a document is: by its content, then by its name."""

import re
from pathlib import Path
from urllib.parse import urlsplit

from graph.errors import UnknownFormat, UnreadableDocument
from loaders.sources import SUFFIXES, is_url

CAN = (
    "What can be read: HTML (.html, .htm), Word (.docx), PDF (.pdf), Markdown (.md, .markdown), plain text (.txt) and "
    "spreadsheets (.xlsx, .csv)."
)
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|main|article|section|div|p|h[1-6]|ul|ol|table|span|nav|header|meta|title)"
    r"\b[^>]*>",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"</(?:html|head|body|main|article|section|div|p|h[1-6]|ul|ol|table|li|title|header)\s*>", re.I)
_SIGNS = (
    re.compile(r"^#{1,6} +\S", re.MULTILINE),
    re.compile(r"\*\*[^\s*][^*\n]*\*\*|__[^\s_][^_\n]*__"),
    re.compile(r"\[[^\]\n]+\]\((?:https?:|/|#|mailto:|\.)[^)\s]*\)"),
    re.compile(r"^\|?\s*:?-{3,}:?\s*\|[-:| ]*$", re.MULTILINE),
    re.compile(r"\A---\n(?:[\w-]+:.*\n|\s+.*\n)+---\n"),
)
_SETEXT = re.compile(r"^\S[^\n]*\n(?:={3,}|-{3,})\s*$", re.MULTILINE)
_ATX = _SIGNS[0]
_PDF = re.compile(rb"%PDF-\d")
_OTHERS = (
    ((b"{\\rtf",), "rich text (RTF)"),
    ((b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ"), "a compressed file"),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*"), "an image"),
    ((b"\x7fELF", b"MZ\x90", b"SQLite format 3"), "a program or database"),
)
_NAMED = (".doc", ".xls", ".xlsb", ".ods", ".pptx", ".odt", ".rtf")
_BEGUN = {
    ".pdf": "a PDF", ".docx": "a Word document", ".docm": "a Word document", ".xlsx": "an Excel workbook",
    ".xlsm": "an Excel workbook",
}  # fmt: skip
"""What a file of such a name begins as."""


def printed(data: bytes, name: str) -> str | None:
    """ "pdf", "docx" or "xlsx" for such a file, None for text; raises for what is known to be something else.

    The content decides, whatever the file is called.
    """
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    # a printer's codes may stand before a PDF's own beginning
    if _PDF.match(head) or (_PDF.search(data[:1024]) and b"<" not in data[:64]):
        return "pdf"
    suffix = suffix_of(name)
    if head.startswith(b"PK\x03\x04"):
        if what := _archive(data, suffix):
            raise _unknown(name, suffix, what)
        return "xlsx" if _workbook(data) or suffix in (".xlsx", ".xlsm") else "docx"
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        if b"E\x00n\x00c\x00r\x00y\x00p\x00t\x00e\x00d\x00P\x00a\x00c\x00k\x00a\x00g\x00e" in data:
            raise UnreadableDocument(
                f"{name} is protected by a password. Open it, save it without one (File, Info, Protect) and load that."
            )
        raise _unknown(name, suffix, "an old Word, Excel or PowerPoint file")
    for beginnings, what in _OTHERS:
        if head.startswith(beginnings):
            raise _unknown(name, suffix, what)
    if suffix in _BEGUN and data.strip():
        what = _BEGUN[suffix]
        raise UnreadableDocument(
            f"{name} is named {suffix} and does not begin as {what} does. It may be broken or a page that was saved "
            f"under the wrong name: fetch it again, or give it the ending of what it is. {CAN}"
        )
    if suffix in _NAMED:
        raise UnknownFormat(f"{name} is named {suffix}, and there is no reader for that. {_SAVE}")
    return None


_SAVE = f"Save the plan as a Word document (.docx), text or HTML and load that. {CAN}"


def _workbook(data: bytes) -> bool:
    """Whether a zip archive is an Excel workbook; one in a Word document is no part of the archive's own names."""
    names = data[:65536] + data[-65536:]
    return b"xl/workbook.xml" in names and b"word/document.xml" not in names


def _archive(data: bytes, suffix: str) -> str:
    """What a zip archive is, if neither a Word document nor an Excel workbook."""
    names = data[:65536] + data[-65536:]
    if b"word/" in names or _workbook(data):
        return ""
    kinds = (
        (b"xl/workbook.bin", "a binary Excel workbook"),
        (b"ppt/", "a PowerPoint presentation"),
        (b"opendocument", "an OpenDocument file"),
    )
    found = next((what for sign, what in kinds if sign in names), "a zip archive")
    # a Word document that came only in part is named by its reader
    return "" if found == "a zip archive" and suffix in (".docx", ".docm", ".dotx", ".xlsx", ".xlsm") else found


def _unknown(name: str, suffix: str, what: str) -> UnknownFormat:
    called = f", although it is named {suffix}" if suffix in SUFFIXES else ""
    return UnknownFormat(f"{name} is {what}{called}, and there is no reader for that. {_SAVE}")


def suffix_of(name: str) -> str:
    """The ending of a file's name or of an address, in lower case."""
    return Path(urlsplit(name).path if is_url(name) else name).suffix.lower()


def kind(text: str, name: str) -> str:
    """The format of a text: "html", "markdown", "csv" or "text", by its content, then by its name."""
    suffix = suffix_of(name)
    head = text[:50_000]
    tags, closed = len(_MARKUP.findall(head)), len(_CLOSED.findall(head))
    signs = sum(1 for sign in _SIGNS if sign.search(text[:200_000]))
    begins = re.match(
        r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", head, re.I | re.S
    )
    if begins or (suffix in (".html", ".htm", ".xhtml") and tags):
        return "html"
    if suffix in (".csv", ".tsv"):
        return "csv"
    if suffix in (".md", ".markdown"):
        # text pasted into a file named .md has no sign of Markdown but its bullets, and lines that mean something
        return "markdown" if signs or _SETEXT.search(text[:200_000]) else "text"
    if tags >= 3 and closed >= 3 and text.lstrip().startswith("<"):
        return "html"
    if signs >= 2 or len(_ATX.findall(text[:200_000])) >= 2:
        return "markdown"
    return "text"
