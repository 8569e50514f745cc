"""By when an ask was wanted, where its words give a day, a month or a year."""

import calendar
import re

_MONTHS = {name.casefold(): number for number, name in enumerate(calendar.month_name) if name}
_DUE = re.compile(
    r"^(?:(?P<before>before)|by|by the end of|by end of|no later than|in|end of)?\s*(?:the\s+)?"
    rf"(?:(?P<month>{'|'.join(_MONTHS)})\s+)?(?P<year>20\d\d)(?P<financial>\s?[/–-]\s?(?:20)?\d\d)?$",
    re.IGNORECASE,
)


def last_day(timescale: str | None) -> str | None:
    """The last day, as ISO date, on which it would still be in time; none where the words name no such day.

    “by 2028” is the last of December 2028, “before March 2027” the last of February, “2026/27” the end of that
    financial year. A period (“over five years”) and an occasion (“the next Spending Review”) are no day.
    """
    found = _DUE.match((timescale or "").strip())
    if found is None:
        return None
    year, month = int(found["year"]), _MONTHS.get((found["month"] or "").casefold(), 12)
    if found["financial"]:
        year, month = year + 1, 3
    if found["before"]:
        year, month = (year, month - 1) if found["month"] and month > 1 else (year - 1, 12)
    return f"{year}-{month:02d}-{calendar.monthrange(year, month)[1]:02d}"
