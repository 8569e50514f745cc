"""The words behind a fact of the country page: its whole sentence in three parts, where it stands, and its source."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from views.explorer.text import clean, plain, source_link
from views.explorer.whole_sentence import whole_sentence


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
    first, last = whole_sentence(block, start, end)
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
