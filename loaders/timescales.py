"""By when something is wanted, over how long, or how often, as the plan prints it."""

import re

from loaders.rules import declare

RULE = declare(
    "timescale",
    "By, before, within, over or until, with a year, a season, a period of government or a number of years, is a time "
    "limit; so is from or to with a year.",
    "by 2030",
    "by bus",
)
RULE_OFTEN = declare(
    "timescale-often",
    "How often something is to be published, reported, confirmed or reviewed is when it is wanted.",
    "publish the figures every spring",
    "the budget splits into capital and revenue for each year",
)

_MONTH = r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_SEASON = r"(?:spring|summer|autumn|winter|christmas|easter)"
_YEAR = r"(?:19|20)\d\d(?:\s?[/–-]\s?\d\d(?:\d\d)?)?(?![\d,]*\d)"
_NUMBER = (
    r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|eighteen|(?:twenty|thirty|forty|fifty)"
    r"(?:-(?:one|two|three|four|five|six|seven|eight|nine))?)"
)
_TERM = (
    r"(?:financial year|calendar year|academic year|school year|parliament|decade|century|spending review(?: period)?"
    r"|spending round|(?:spring |autumn )?budget|autumn statement|fiscal event|(?:general )?election)"
)
_PERIOD = rf"(?:{_TERM}|year|month|quarter)"
_PART = (
    r"(?:the\s+)?(?:(?:very\s+)?(?:end|start|beginning|close|middle|turn)\s+of\s+|early\s+(?:in\s+)?|mid[\s-]"
    r"|late\s+(?:in\s+)?)?"
)
_DAY = rf"(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?{_MONTH}"
_DATE = rf"(?:{_DAY}(?:\s+{_YEAR}|\s+each\s+year)|{_SEASON}\s+(?:of\s+)?{_YEAR}|{_YEAR})"
_EVENT = rf"the\s+{_YEAR}\s+(?:intake|elections?|season|budget|spending review|academic year|games|deadline|round)\b"
_LIMIT = re.compile(
    rf"\b(?:by|before|until|till|no later than|ahead of|in time for|beyond)\s+(?:{_EVENT}|{_PART}(?:{_DATE}"
    rf"|{_DAY}\b(?!\s+be\b)|(?:(?:the|this|next|coming)\s+)*{_SEASON}\b"
    rf"|(?:the\s+)?(?:(?:this|next|current|coming|following)\s+){_PERIOD}\b(?:\s+ends\b|\s+is out\b)?|the\s+{_TERM}\b))"
    rf"|\bwithin\s+(?:the\s+(?:next|first|coming)\s+|a\s+(?:further|maximum of)\s+)?{_NUMBER}[\s-](?:working\s+)?"
    r"(?:years?|months?|weeks?|days?)\b"
    r"|\bwithin\s+(?:a|this|the current)\s+(?:year|month|parliament|decade|financial year)\b"
    rf"|\b(?:from|starting\s+(?:in|from))\s+(?:{_EVENT}|{_PART}{_DATE})"
    rf"|(?<!back )(?<!due )(?<!relative )(?<!compared )\bto\s+{_YEAR}(?!\s+(?:levels?|prices|rates|figures))"
    rf"|\bin\s+{_PART}(?:(?:{_MONTH}|{_SEASON})\s+)?{_YEAR}(?!\s+(?:levels?|prices|rates|figures))"
    r"|\bin\s+(?:its|their|the)\s+first\s+(?:year|hundred days|100 days"
    rf"|{_NUMBER}\s+(?:years|months|weeks|days))\b"
    rf"|\bin\s+the\s+(?:next|coming)\s+(?:{_PERIOD}|{_NUMBER}\s+(?:years|months))\b"
    rf"|\b(?:this|next)\s+(?:(?:financial|academic|calendar)\s+)?(?:year|{_SEASON}|parliament)\b"
    rf"|\bat\s+the\s+(?:next|coming|forthcoming)\s+{_TERM}\b",
    re.IGNORECASE,
)
_LASTING = re.compile(
    r"\b(?:over|across|spread\s+over|for|during)\s+(?:(?:the|a|at least|up to)\s+)*"
    rf"(?:(?:next|coming|further|first|full)\s+)?{_NUMBER}(?:\s+(?:(?:further|more|additional)\s+)?years\b(?![\s-]olds?)"
    r"|-year\s+period\b)"
    r"|\b(?:over|across|throughout|during)\s+(?:the\s+(?:course|life|lifetime)\s+of\s+)?"
    rf"(?:the|this|next|the next|the coming)\s+{_PERIOD}\b",
    re.IGNORECASE,
)
_OFTEN = re.compile(
    rf"\b(?:each|every)\s+(?:{_NUMBER}\s+(?:years|months)|(?:financial\s+)?year|month|quarter|{_SEASON}|{_MONTH})\b"
    r"|\b(?:once|twice)\s+(?:a|each|every)\s+year\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:publish\w*|report\w*|review\w*|confirm\w*|consult\w*|updat\w*|meet|meeting|bring\b.{0,60}\btogether)\b",
    re.IGNORECASE,
)
_STOPPED = re.compile(r"\b(?:stop|stops|stopping|no longer|end to|instead|rather than|not|for\s+$)", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:which|who|whom|whose|when|where|because|while|although|though|since"
    r"|as (?:promised|agreed|announced|set out))\b",
    re.IGNORECASE,
)
"""What opens a clause that tells of something, whose dates are no time limits."""
_PAST = re.compile(
    r"\b(?:not|quoted|announced|promised|agreed|published|signed|closed|opened|founded|built|begun|started|introduced"
    r"|launched|set aside|dated?)\s+$",
    re.IGNORECASE,
)


def find_timescale(text: str) -> str | None:
    """The time limit in an ask's words, else how long it is to last, else how often it is wanted; or None.

    What stands in a clause that tells of something ("when it runs out in 2026") is none.
    """
    limit, lasting = _first(_LIMIT, text), _first(_LASTING, text)
    if limit and lasting and text[lasting.end() : limit.start()].isspace():
        return text[lasting.start() : limit.end()]
    found = limit or lasting or _often(text)
    return found.group() if found else None


def _first(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    return next((match for match in pattern.finditer(text) if not _told(text[: match.start()])), None)


def _often(text: str) -> re.Match[str] | None:
    found = _OFTEN.search(text)
    if found is None or _PUBLISHED.search(text) is None or _STOPPED.search(text[: found.start()]):
        return None
    before = text[: found.start()]
    close = any(match.end() == len(before.rstrip()) for match in _PUBLISHED.finditer(before))
    return None if _told(before) and not close else found


def _told(before: str) -> bool:
    """Whether what follows these words tells of something that is or was, and is no part of what is wanted."""
    opened = before.rfind("(")
    inside = opened > before.rfind(")")
    if inside and len(before[opened:].split()) > _ASIDE:
        return True
    here = before[opened:] if inside else re.sub(r"\([^()]*\)", "", before)
    return _TOLD.search(here) is not None or _PAST.search(here) is not None


_ASIDE = 2
"""An aside in brackets that goes on for more words than these before its date tells of something."""
