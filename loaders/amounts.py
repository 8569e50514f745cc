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
    r"\b(?:over|for|across|within|spread over)\s+(?:the next\s+|the coming\s+|a\s+|a further\s+)?"
    r"(?P<n>\d+|two|three|four|five|six|seven|eight|nine|ten|fifteen|twenty|thirty)"
    r"[- ](?:(?:further|more|additional) )?years?\b|\b(?P<m>\d+|two|three|four|five|ten|fifteen|thirty)-year\b",
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
_ABOUT = r"(?:(?:around|about|some|roughly|nearly|almost|just|only|up to|at least|over|more than|an estimated)\s+)*"
_NEED_BEFORE = re.compile(
    rf"\b(?:costs?|costing|costed at|priced at|(?:at|for) (?:an? )?(?:\w+ )?(?:cost|price) of|cost of"
    rf"|(?:estimated|put|assessed)(?: to be| to cost)?(?: at)?|(?:gap|shortfall|backlog) (?:of|is))\s+{_ABOUT}$",
    re.IGNORECASE,
)
_CONTEXT_BEFORE = re.compile(
    r"\b(?:worth|average|already|existing|announced|generat\w+|contribut\w+|save[sd]?|saving|spent|spend|adding"
    r"|add|rais\w+|below|above|under|threshold|from|bill|value[ds]?|charge|granted|awarded|secured|next to|beside"
    r"|alongside|on top of|brings? in|earns?|takes?)\b[\w\s,]{0,20}$",
    re.IGNORECASE,
)
_SPENT_AFTER = re.compile(
    r"^[\s\w,]{0,12}?\b(?:that|which)\s+(?:[\w'’]+\s+){1,6}?(?:already|has|have|had|was|were)\b"
    r"|^\s+(?:quoted|announced|already|spent|raised|found|secured|agreed|won|invested)\b",
    re.IGNORECASE,
)
"""What is said of a sum that is there already."""
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
_ASIDE = 2
"""An aside in brackets that goes on for more words than these before its sum tells of something."""
_GIVE = (
    r"(?:provid(?:e|ing)|invest(?:ing)?|allocat(?:e|ing)|commit(?:ting)?|fund(?:ing)?|releas(?:e|ing)|grant(?:ing)?"
    r"|award(?:ing)?|confirm(?:ing)?|pay(?:ing)?|find(?:ing)?|lend(?:ing)?|guarantee(?:ing)?|earmark(?:ing)?"
    r"|set(?:ting)? aside|ring-?fenc(?:e|ing)|restor(?:e|ing)|bring(?:ing)? forward|devolv(?:e|ing)|transfer(?:ring)?"
    r"|writ(?:e|ing) off|match(?:ing)?|contribut(?:e|ing)|(?:hand|pass)(?:ing)? (?:over|down|on)|underwrit(?:e|ing)"
    r"|(?:giv(?:e|ing)|lend(?:ing)?|pay(?:ing)?)\s+(?:us|it|them|the \w+))"
)
_WHICH = (
    r"(?:(?:the|this|that|our|its|a|an|remaining|outstanding|promised|missing|rest|balance|full|first|initial|final"
    r"|second|next|same|whole|further|additional|extra|last|other|of)\s+)*"
)
_GIVEN_BEFORE = re.compile(rf"\b{_GIVE}\s+{_WHICH}{_ABOUT}$", re.IGNORECASE)
_ASKED_BEFORE = re.compile(
    rf"(?:^|\b(?:for|of|with|a|an|further|additional|extra|another)\s+){_WHICH}{_ABOUT}$", re.IGNORECASE
)
_RATE_BEFORE = re.compile(
    rf"\b(?:extend|continu|renew|fund|keep|maintain|provid|run|support|prolong)\w*\b[^.;]{{0,80}}\bat\s+{_ABOUT}$",
    re.IGNORECASE,
)
"""What goes on at so much a year is asked for at so much."""
_RAISED_BEFORE = re.compile(
    r"\b(?:increas|rais|doubl|trebl|lift|grow|top)\w*\s(?:(?!\bof\b)[^.;]){0,60}?\b(?:grant|fund|funding|budget|allocation|pot"
    rf"|settlement)s?\b(?:\s+from\s+£[\w.,]+(?:\s+\w+)?)?\s+(?:to|by)\s+{_ABOUT}$",
    re.IGNORECASE,
)
"""A fund that is to be raised to so much: "increase the parks grant from £10m to"; a threshold is none."""


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
    return Amount(
        match.start(), match.end(), pounds, match.group(), _role(before, after, yearly=bool(yearly)), period, count
    )


def _role(before: str, after: str, *, yearly: bool) -> AmountRole:
    opened = before.rfind("(")
    aside = opened > before.rfind(")") and len(before[opened:].split()) > _ASIDE
    asked = _ASKED_BEFORE.search(before)
    # the first that holds decides
    signs: tuple[tuple[object, AmountRole], ...] = (
        (aside or _SPENT_AFTER.search(after), "context"),
        (_WORTH.search(before) or _GIVEN_BEFORE.search(before), "requested"),
        ((yearly and _RATE_BEFORE.search(before)) or _RAISED_BEFORE.search(before), "requested"),
        (_LIMIT_BEFORE.search(before), "context"),
        (_NEED_BEFORE.search(before) or _DELIVER_BEFORE.search(before), "need"),
        (_NEED_AFTER.search(after) and not asked, "need"),
        (_CONTEXT_BEFORE.search(before), "context"),
        (asked or not before.strip(), "requested"),
    )
    return next((role for sign, role in signs if sign), "context")


def main_amount(text: str, start: int, end: int) -> Amount | None:
    """The sum that matters most to an ask: one requested, else one needed, else one said beside it."""
    found = find_amounts(text, start, end)
    order = ("requested", "need", "context")
    return min(found, key=lambda a: (order.index(a.role), a.start), default=None)
