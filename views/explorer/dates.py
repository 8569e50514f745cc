"""Dates as they are read aloud."""

from queries.gaps.naming import said
from views.explorer.text import plain


def said_date(written: str | None) -> str:
    """An ISO date as it is read aloud: 4 July 2025; a year or month alone stays one, and what is no date as it is."""
    return plain(said(written or ""))
