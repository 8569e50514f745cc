"""Sums of money in a plan: how much, what the sum is to the ask, and over what time."""

import re
from dataclasses import dataclass
from decimal import Decimal

from graph.vocabulary import AmountPeriod, AmountRole
from loaders.rules import declare

RULE = declare(
    "amount",
    "A pound sign and a figure, with or without a word of magnitude, is a sum.",
    "£1.5 billion over five years",
    "1.5 billion passengers",
)

_TIMES = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "b": 9, "billion": 9, "tn": 12, "trillion": 12}
_SUM = re.compile(
    r"£\s?(?P<figure>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?:\s?-?(?P<times>billion|million|thousand|trillion|bn|mn|tn|m|b|k)\b)?",
    re.IGNORECASE,
)
_YEARLY = re.compile(r"^[\w\s-]{0,12}?(?:\b(?:a|per|each|every)[ -](?:year|annum)|/\s?year|\bannually|\bp\.?a\b)", re.I)
_YEARLY_BEFORE = re.compile(r"\b(?:annual|yearly)\b[\w\s]{0,25}$", re.IGNORECASE)
_YEARS = re.compile(
    r"\b(?:over|for|across|within|spread over)\s+(?:the next\s+|the coming\s+|a\s+)?(?P<n>\d+|two|three|four|five"
    r"|six|seven"
    r"|eight|nine|ten|fifteen|twenty|thirty)[- ]years?\b|\b(?P<m>\d+|two|three|four|five|ten|fifteen|thirty)-year\b",
    re.IGNORECASE,
)
_NUMBERS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "fifteen": 15,
    "twenty": 20, "thirty": 30,
}  # fmt: skip
_NEED_AFTER = re.compile(
    r"^[\w\s,'’-]{0,40}?\b(?:needed|required|cost|costs|shortfall|gap|backlog|programme|scheme|project|pipeline|economy"
    r"|of (?:private |public )?investment|investment|bill)\b",
    re.IGNORECASE,
)
_CONTEXT_BEFORE = re.compile(
    r"\b(?:worth|cost(?:s|ing)?|average|already|existing|announced|generat\w+|contribut\w+|save[sd]?|saving|spent|spend"
    r"|adding|add|rais\w+|below|above|under|threshold|from|bill|value[ds]?|estimated|charge|granted|awarded|secured)\b"
    r"[\w\s,]{0,20}$",
    re.IGNORECASE,
)
_LIMIT_BEFORE = re.compile(
    r"\b(?:threshold|limit|cap|ceiling|below|above|under|over|up)\b[\w\s]{0,24}(?:to|of|at)?\s*$", re.I
)
_WORTH = re.compile(
    r"\b(?:settlement|fund|funding|programme|package|grant|budget|pot|award)s?\s+(?:worth|of|totalling)\s+$",
    re.IGNORECASE,
)
_DELIVER_BEFORE = re.compile(
    r"\bto (?:deliver|unlock|lever|leverage|attract|generate|secure|enable|bring)\b[\w\s,]{0,30}$", re.I
)
_ASKED_BEFORE = re.compile(
    r"(?:^|\b(?:for|of|with|a|an|provide|invest|allocate|commit|fund|release|grant|award|further|additional|extra)"
    r"\s+)$",
    re.I,
)


@dataclass(frozen=True)
class Amount:
    """A sum of money in a stretch of text."""

    start: int
    end: int
    pounds: int
    text: str
    role: AmountRole
    period: AmountPeriod
    years: int | None


def find_amounts(text: str, start: int, end: int) -> list[Amount]:
    """The sums in text[start:end], read as parts of an ask.

    A sum is *requested* where it stands at the head of the ask or after a giving verb; a *need* where the words say
    that it is what the thing costs or draws in; else *context*.
    """
    return [_amount(text, start, end, match) for match in _SUM.finditer(text, start, end)]


def _amount(text: str, start: int, end: int, match: re.Match[str]) -> Amount:
    times = _TIMES.get((match["times"] or "").lower(), 0)
    pounds = int(Decimal(match["figure"].replace(",", "")) * 10**times)
    before, after = text[start : match.start()], text[match.end() : end]
    yearly = _YEARLY.search(after) or _YEARLY_BEFORE.search(before)
    years = _YEARS.search(text, start, end)
    number = (years["n"] or years["m"]).lower() if years else ""
    count = _NUMBERS.get(number) or (int(number) if number.isdigit() else None)
    period: AmountPeriod = "year" if yearly else "total" if years else "unknown"
    return Amount(match.start(), match.end(), pounds, match.group(), _role(before, after), period, count)


def _role(before: str, after: str) -> AmountRole:
    if _WORTH.search(before):
        return "requested"
    if _LIMIT_BEFORE.search(before):
        return "context"
    if _DELIVER_BEFORE.search(before) or (_NEED_AFTER.search(after) and not _ASKED_BEFORE.search(before)):
        return "need"
    if _CONTEXT_BEFORE.search(before):
        return "context"
    return "requested" if _ASKED_BEFORE.search(before) or not before.strip() else "context"


def main_amount(text: str, start: int, end: int) -> Amount | None:
    """The sum that matters most to an ask: one requested, else one needed, else one said beside it."""
    found = find_amounts(text, start, end)
    order = ("requested", "need", "context")
    return min(found, key=lambda a: (order.index(a.role), a.start), default=None)
