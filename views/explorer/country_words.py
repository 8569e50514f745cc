"""The words behind a fact of the country page: its whole sentence in three parts, where it stands, and its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from loaders.sentences import sentences
from views.explorer.text import clean, plain, source_link

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip


@dataclass(frozen=True)
class Sentence:
    """A whole sentence with the fact's own words marked."""

    before: str
    own: str
    after: str
    where: str
    """The headings it stands under, outermost first, and the page where there are pages."""
    link: str
    """The published page at these words; empty where it is not on the web."""


def sentence_of(row: Mapping[str, Any], url: str | None) -> Sentence:
    """The sentence of a passage as it was read, with its block beside it where there is one."""
    quote, block, start = row["quote"], row["block"], row["start"] - (row["block_start"] or 0)
    if block is None or block[max(start, 0) : start + len(quote)] != quote:
        block, start = quote, 0
    end = start + len(quote)
    first, last = _bounds(block, start, end)
    where = " › ".join(plain(heading) for heading in row["headings"])
    if row["page"] is not None:
        where = f"{where}, page {row['page']}" if where else f"page {row['page']}"
    return Sentence(
        before=clean(block[first:start]),
        own=clean(quote),
        after=clean(block[end:last]),
        where=where,
        link=source_link(row["url"] or url, quote) or "",
    )


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The bounds of the whole sentences in which a span stands; a semicolon ends none."""
    first, last, open_from = start, end, None
    for sentence in sentences(text, 0, len(text)):
        begun = sentence.start if open_from is None else open_from
        if begun <= start < sentence.end:
            first = begun
        if begun < end <= sentence.end:
            last = sentence.end
        open_from = begun if text[sentence.end - 1] == ";" else None
    return min(first, start), max(last, end)


def said_date(written: str | None) -> str:
    """An ISO date as it is read aloud: 4 July 2025; a year or month alone stays one."""
    parts = (written or "").split("-")
    try:
        if len(parts) == 3:
            day = date.fromisoformat(written or "")
            return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"
        if len(parts) == 2 and parts[0].isdigit() and 1 <= int(parts[1]) <= 12:
            return f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
    except ValueError:
        pass
    return plain(written)
