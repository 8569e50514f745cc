"""Reads Excel workbooks: what the cells show, row by row. Macros never run, links are never followed."""

import datetime
import io
import warnings
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from openpyxl import load_workbook

from graph.errors import UnreadableDocument
from loaders.document import Block
from loaders.limits import (
    MAX_ENTRIES,
    MAX_PART,
    MAX_SHEET_COLUMNS,
    MAX_SHEET_PART,
    MAX_SHEETS,
    MAX_UNPACKED,
    size,
)
from loaders.sheet_rows import Row, Sheet, read_sheets

_BROKEN = (
    zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError, KeyError, TypeError, AttributeError,
    IndexError, SyntaxError, ArithmeticError, AssertionError,
)  # fmt: skip
"""What the library raises on a broken workbook."""

_AT_ONCE = 1_000_000
"""Bytes of a part that are looked at in one go."""

_ERRORS = ("#REF!", "#N/A", "#NAME?", "#VALUE!", "#DIV/0!", "#NULL!", "#NUM!")


def read_xlsx(data: bytes, name: str) -> tuple[str, tuple[Block, ...], str | None, tuple[str, ...]]:
    """Readable text, blocks, title and what was set aside.

    Raises:
        UnreadableDocument: it is broken or too large, or no sheet has a header that is understood.
    """
    _check(data, name)
    with warnings.catch_warnings():
        # of styles and extensions that we do not look at
        warnings.simplefilter("ignore")
        try:
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            try:
                notes: list[str] = []
                text, blocks, title, left = read_sheets(_sheets(book, notes), name)
                return text, blocks, title or book.properties.title or None, (*left, *notes)
            finally:
                book.close()
        except _BROKEN as error:
            raise _broken(name, error) from error


def _check(data: bytes, name: str) -> None:
    """Refuse an archive that unpacks to more than a workbook does, or that declares entities."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = archive.infolist()
            if len(entries) > MAX_ENTRIES:
                raise UnreadableDocument(
                    f"{name} is an archive of {len(entries):,} parts, more than the {MAX_ENTRIES:,} that a workbook "
                    "may have. Open it in Excel, save it under another name and load that."
                )
            if (total := sum(entry.file_size for entry in entries)) > MAX_UNPACKED:
                raise _large(name, total)
            for entry in entries:
                path = entry.filename.casefold().lstrip("/")
                if path.endswith((".xml", ".rels")):
                    _check_part(archive, entry, name, path)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError, NotImplementedError) as error:
        raise _broken(name, error) from error


def _check_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, name: str, path: str) -> None:
    sheet = path.startswith("xl/worksheets/")
    texts = path.endswith("sharedstrings.xml")
    if not sheet and entry.file_size > (MAX_PART if texts else MAX_SHEET_PART):
        raise _large(name, entry.file_size)
    with archive.open(entry) as part:
        head = part.read(_AT_ONCE)
        if b"<!DOCTYPE" in (plain := head.replace(b"\x00", b"")) or b"<!ENTITY" in plain:
            raise UnreadableDocument(
                f"{name} declares entities of its own, which no spreadsheet program writes and which may hide an "
                "attack. Open it in Excel, save it under another name and load that."
            )
        # a sheet is read row by row, however long; it is one endless row that fills the memory
        run = 0
        while sheet and head:
            place = max(head.rfind(b"<row"), head.rfind(b":row"))
            run = len(head) - place if place >= 0 else run + len(head)
            if run > MAX_SHEET_PART:
                raise _large(name, run)
            head = part.read(_AT_ONCE)


def _sheets(book: Any, notes: list[str]) -> Iterator[Sheet]:
    sheets = book.worksheets
    for sheet in sheets[:MAX_SHEETS]:
        if sheet.sheet_state != "visible":
            notes.append(f"hidden sheet: {sheet.title}")
            continue
        # what a sheet says of its own size may be a million rows
        sheet.reset_dimensions()
        yield Sheet(sheet.title, _rows(sheet, notes))
    if len(sheets) > MAX_SHEETS:
        notes.append(f"sheets after the first {MAX_SHEETS}: {len(sheets) - MAX_SHEETS}")


def _rows(sheet: Any, notes: list[str]) -> Iterator[Row]:
    wrong = 0
    rows: Iterable[Sequence[Any]] = sheet.iter_rows(max_col=MAX_SHEET_COLUMNS, values_only=True)
    for number, values in enumerate(rows, start=1):
        wrong += sum(value in _ERRORS for value in values if isinstance(value, str))
        yield number, [_shown(value) for value in values]
    if wrong:
        notes.append(f"cells with an error of the workbook ({', '.join(_ERRORS[:3])} …): {wrong}")


def _shown(value: Any) -> str:
    """A cell's value as text: dates as ISO dates, whole numbers without a point, an error as nothing."""
    if value is None or value in _ERRORS:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else format(value, ".15g")
    if isinstance(value, datetime.datetime):
        day = value.date().isoformat()
        return day if value.time() == datetime.time() else f"{day} {value.time().isoformat('minutes')}"
    if isinstance(value, datetime.date):
        return value.isoformat()
    return str(value)


def _large(name: str, count: int) -> UnreadableDocument:
    return UnreadableDocument(
        f"{name} unpacks to {size(count)}, more than a workbook of a plan may have ({size(MAX_PART)} of text, "
        f"{size(MAX_SHEET_PART)} in a row, {size(MAX_UNPACKED)} in all). Copy the sheets of the plan into a new "
        "workbook and load that."
    )


def _broken(name: str, error: BaseException) -> UnreadableDocument:
    why = " ".join(str(error).split()).rstrip(".")[:200] or type(error).__name__
    return UnreadableDocument(
        f"{name} is broken ({why}). It may have come only in part: fetch it again, or open it in Excel and save it "
        "under another name."
    )
