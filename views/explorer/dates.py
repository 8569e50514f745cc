"""Dates as they are read aloud."""

from datetime import date

from views.explorer.text import plain

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
"""Said here, since Python's own names follow the reader's system."""


def said_date(written: str | None) -> str:
    """An ISO date as it is read aloud: 4 July 2025; a year or month alone stays one, and what is no date as it is."""
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
