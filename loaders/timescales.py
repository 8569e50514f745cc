"""By when something is wanted, as the plan prints it."""

import re

from loaders.rules import declare

RULE = declare(
    "timescale",
    "By, before, from or over with a year, a season or a number of years is a time limit.",
    "by 2030",
    "by bus",
)
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december|spring|summer|autumn"
    r"|winter)"
)
_TIMESCALE = re.compile(
    rf"\b(?:by|before|from|until|within|over|in|for|no later than|starting in|each|every)\s+(?:(?:the\s+)?(?:end of"
    rf"|start of|next|coming|early|mid|late)\s+)*"
    rf"(?:{_MONTH}\s+(?:19|20)\d\d|(?:19|20)\d\d(?:[/–-]\d\d(?:\d\d)?)?|(?:\d+|two|three|four|five|ten|fifteen"
    rf"|thirty)[\s-](?:years?|months?)"
    r"|(?:parliament|spending review|decade|spring|summer|autumn|winter|year)\b(?:\s+(?:19|20)\d\d)?)",
    re.IGNORECASE,
)


def find_timescale(text: str) -> str | None:
    """The time limit in an ask's words, as printed, or None."""
    match = _TIMESCALE.search(text)
    return match.group() if match else None
