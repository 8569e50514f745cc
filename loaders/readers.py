"""Reads any supported document: finds out what it is by its content, then by its name, and reads it."""

import hashlib
import re
from pathlib import Path

from graph.errors import UnreadableDocument
from loaders.document import Block, Document
from loaders.encoding import decode, refuse_binary
from loaders.formats import kind, printed
from loaders.sources import is_url, read_bytes, without_secrets

Read = tuple[str, tuple[Block, ...], str | None, tuple[str, ...]]
"""Text, blocks, declared title, and what was set aside, in words."""

_TABLES = ("text/csv", "application/csv", "text/tab-separated-values")
"""What servers call a table."""


def read(source: str, url: str | None = None) -> Document:
    """Read a file or web page. `url` says where a saved file is published."""
    if is_url(source):
        # imported here: the web client costs a fifth of a second, and most plans are files
        from loaders.fetch import fetch  # noqa: PLC0415

        page = fetch(source)
        shown = without_secrets(page.url)
        table = page.content_type.startswith(_TABLES)
        return read_data(page.data, shown, url=url or shown, declared=page.charset, table=table)
    path = Path(source)
    return read_data(read_bytes(path), path.name, url=url)


def read_data(
    data: bytes, name: str, *, url: str | None = None, declared: str | None = None, table: bool = False
) -> Document:
    """Read a document from its bytes; `name` is its URL or bare file name.

    `declared` is the encoding that a server names, `table` whether it calls the text a table (CSV).
    """
    found = printed(data, name)
    if found:
        text, blocks, title, notes = _printed(found, data, name)
    else:
        found, (text, blocks, title, notes) = _written(data, name, declared, table)
    if not blocks:
        told = f"{'; '.join(notes)} is" if notes else "its markup is"
        raise UnreadableDocument(
            f"{name} has no words to read once {told} set aside. Check that the plan's own text is in the "
            "file; a page that fills itself by script has to be saved from a browser first."
        )
    return Document(text, blocks, name, found, hashlib.sha256(data).hexdigest(), url, title, notes)


def _printed(found: str, data: bytes, name: str) -> Read:
    # each reader is imported where it is needed: lxml, markdown-it and PDFium cost more than a plan takes to read
    if found == "pdf":
        from loaders.pdf_apart import read_apart  # noqa: PLC0415

        return read_apart(data, name)
    if found == "xlsx":
        from loaders.read_xlsx import read_xlsx  # noqa: PLC0415

        return read_xlsx(data, name)
    from loaders.read_docx import read_docx  # noqa: PLC0415

    return read_docx(data, name)


def _written(data: bytes, name: str, declared: str | None, table: bool) -> tuple[str, Read]:
    looks_marked_up = bool(re.search(rb"<(?:!doctype|html|head|meta|body|div|p)\b", data[:4096], re.IGNORECASE))
    decoded = decode(data, declared=declared, markup=looks_marked_up or name.lower().endswith((".html", ".htm")))
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip("\ufeff\u200b \t\n\f\v\xa0\x00"):
        raise UnreadableDocument(
            f"{name} is empty: there is no text in it. Save the plan's page or text again and load that file."
        )
    refuse_binary(text, name)
    found = kind(text, name)
    if table and found != "html":
        found = "csv"
    title: str | None = None
    blocks: tuple[Block, ...]
    if found == "html":
        from loaders.read_html import read_html  # noqa: PLC0415

        text, blocks, title, notes = read_html(text)
    elif found == "markdown":
        from loaders.read_markdown import read_markdown  # noqa: PLC0415

        text, blocks, title, notes = read_markdown(text)
    elif found == "csv":
        from loaders.read_csv import read_csv  # noqa: PLC0415

        text, blocks, title, notes = read_csv(text, name)
    else:
        from loaders.read_text import read_text  # noqa: PLC0415

        text, blocks, notes = read_text(text)
    return found, (text, blocks, title, notes + decoded.notes)
