"""Reads any supported document: finds out what it is by its content, then by its name, and reads it."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit

from graph.errors import UnknownFormat, UnreadableDocument
from loaders.document import Block, Document
from loaders.encoding import decode, refuse_binary
from loaders.sources import SUFFIXES, is_url, read_bytes, without_secrets

_CAN = "What can be read: HTML (.html, .htm), Markdown (.md, .markdown) and plain text (.txt)."
_MARKUP = re.compile(
    r"<(?:!doctype\s+html|html|head|body|main|article|section|div|p|h[1-6]|ul|ol|table|span|nav|header|meta|title)\b[^>]*>",
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


def read(source: str, url: str | None = None) -> Document:
    """Read a file or web page. `url` says where a saved file is published."""
    if is_url(source):
        # imported here: the web client costs a fifth of a second, and most plans are files
        from loaders.fetch import fetch  # noqa: PLC0415

        page = fetch(source)
        return read_data(
            page.data, without_secrets(page.url), url=url or without_secrets(page.url), declared=page.charset
        )
    path = Path(source)
    return read_data(read_bytes(path), path.name, url=url)


def read_data(data: bytes, name: str, *, url: str | None = None, declared: str | None = None) -> Document:
    """Read a document from its bytes; `name` is its URL or bare file name."""
    _refuse_known(data, name)
    looks_marked_up = bool(re.search(rb"<(?:!doctype|html|head|meta|body|div|p)\b", data[:4096], re.IGNORECASE))
    decoded = decode(data, declared=declared, markup=looks_marked_up or name.lower().endswith((".html", ".htm")))
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufeff\u200b \t\n\f\v\xa0\x00"):
        raise UnreadableDocument(
            f"{name} is empty: there is no text in it. Save the plan's page or text again and load that file."
        )
    refuse_binary(text, name)
    found = kind(text, name)
    title: str | None = None
    shown = text
    blocks: tuple[Block, ...]
    if found == "html":
        from loaders.read_html import read_html  # noqa: PLC0415

        shown, blocks, title, notes = read_html(text)
    elif found == "markdown":
        from loaders.read_markdown import read_markdown  # noqa: PLC0415

        shown, blocks, title, notes = read_markdown(text)
    else:
        from loaders.read_text import read_text  # noqa: PLC0415

        shown, blocks, notes = read_text(text)
    if not blocks:
        raise UnreadableDocument(
            f"{name} has no words to read once {_told(notes)} set aside. Check that the plan's own text is in the "
            "file; a page that fills itself by script has to be saved from a browser first."
        )
    document = Document(shown, blocks, name, found, hashlib.sha256(data).hexdigest(), url, title)
    return replace(document, set_aside=notes + decoded.notes)


def _told(notes: tuple[str, ...]) -> str:
    return f"{'; '.join(notes)} is" if notes else "its markup is"


def kind(text: str, name: str) -> str:
    """The format of a text: "html", "markdown" or "text", by its content, then by its name."""
    suffix = Path(name).suffix.lower() if not is_url(name) else Path(urlsplit(name).path).suffix.lower()
    head = text[:50_000]
    tags, closed = len(_MARKUP.findall(head)), len(_CLOSED.findall(head))
    signs = sum(1 for sign in _SIGNS if sign.search(text[:200_000]))
    begins = re.match(
        r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", head, re.I | re.S
    )
    if begins or (suffix in (".html", ".htm", ".xhtml") and tags):
        return "html"
    if suffix in (".md", ".markdown"):
        # text pasted into a file named .md has no sign of Markdown but its bullets, and lines that mean something
        return "markdown" if signs or _SETEXT.search(text[:200_000]) else "text"
    if tags >= 3 and closed >= 3 and text.lstrip().startswith("<"):
        return "html"
    if signs >= 2 or len(_ATX.findall(text[:200_000])) >= 2:
        return "markdown"
    return "text"


def _refuse_known(data: bytes, name: str) -> None:
    """Refuse what is known to be something else, whatever it is called."""
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n")
    what, then = "", f"Save the plan as text or HTML and load that. {_CAN}"
    if head.startswith(b"%PDF"):
        what, then = "a PDF", f"Copy its text into a .txt file, or load the page it was linked from. {_CAN}"
    elif head.startswith(b"PK\x03\x04"):
        what = "a Word document" if b"word/" in data[:65536] or name.lower().endswith(".docx") else "a zip archive"
        if b"xl/" in data[:65536]:
            what = "an Excel workbook"
    elif head.startswith(b"\xd0\xcf\x11\xe0"):
        what = "an old Word, Excel or PowerPoint file"
    elif head.startswith(b"{\\rtf"):
        what = "rich text (RTF)"
    elif head.startswith((b"\x1f\x8b", b"BZh", b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ")):
        what = "a compressed file"
    elif head.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*")):
        what = "an image"
    elif head.startswith((b"\x7fELF", b"MZ\x90", b"SQLite format 3")):
        what = "a program or database"
    suffix = Path(name).suffix.lower()
    if what:
        called = f", although it is named {suffix}" if suffix in SUFFIXES else ""
        raise UnknownFormat(f"{name} is {what}{called}, and there is no reader for that. {then}")
    if suffix in (".pdf", ".docx", ".doc", ".xlsx", ".xls", ".pptx", ".odt", ".rtf"):
        raise UnknownFormat(f"{name} is named {suffix}, and there is no reader for that. {then}")
