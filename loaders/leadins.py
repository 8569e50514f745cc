"""The sentence that governs a list, and what it makes of the items under it."""

import re
from dataclasses import dataclass
from typing import Literal

from loaders.reading import ANY, OWN, STATE, Reading
from loaders.rules import declare
from loaders.sentences import Span

Reads = Literal["asks", "roles", "own", "past", "none"]

RULE_ASKS = declare(
    "lead-in-asks",
    "A sentence with an asker and a wanting verb, or government and a duty, makes asks of the list under it.",
    "The Combined Authority wants full control over:",
    "The Combined Authority will publish:",
)
RULE_COUNT = declare(
    "lead-in-count",
    "A number and a noun of change announce a list of asks.",
    "Four changes matter most.",
    "Four councils make up the region.",
)
RULE_ROLES = declare(
    "lead-in-roles",
    "Working with others, before a list, makes partners of its items.",
    "We will work in partnership with:",
    "We will work on the following:",
)

_NUMBER = r"(?:\d+|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|a number of|the following|these)"
_CHANGE = (
    r"(?:asks?|changes?|moves|actions|things|matters|needs|powers?|reforms?|requests?|measures|proposals|demands|calls"
    r"|freedoms|flexibilities"
    r"|commitments from|decisions|steps|priorities for government)"
)
_READS: tuple[tuple[Reads, str, str], ...] = (
    ("past", "lead-in-past",
        r"\b(?:deal|settlement|agreement|government|we|region|authority)\b.*\b(?:has|have|had)\s+(?:already |now )?"
             r"(?:agreed|secured|given|won|received|delivered|brought|devolved|provided|committed|achieved|gained"
             r"|obtained)\b"),
    ("past", "lead-in-past",
        r"\b(?:already|so far|to date)\b.*\b(?:secured|agreed|includes?|gives?|won|given|achieved|in place)\b"),
    ("past", "lead-in-past",
        r"\b(?:deal|settlement) (?:gives|gave|brings|brought|delivers|delivered|provides|provided|includes)\b"),
    ("own", "lead-in-own",
        rf"\b(?:in return|for our part|on our side|in exchange)\b|\b(?:we|{OWN}+)\b.*\b(?:will|shall|commits?"
        rf"|pledges?|offers?|promises?|undertakes?)\b"
            r"(?!.*\b(?:work|working|partner|collaborat\w*)\b.*\bwith\b)(?!.*\bcall)(?!.*\bask)(?!.*\bseek)"),
    ("roles", RULE_ROLES,
        r"\b(?:work|working|partnership|partner|partnering|collaborat\w+|joined|supported|delivered)\b[^.]*\b(?:with"
        r"|by|alongside)\W*$"),
    ("roles", RULE_ROLES,
        r"\b(?:operators|councils|universities|colleges|employers|businesses|firms|companies|charities|authorities"
        r"|agencies)\b.*"
        r"\b(?:will|are (?:getting|doing|already|taking|also)|have (?:agreed|pledged|promised|committed|offered"
        r"|signed)|can|pledge|promise)\b"),
    ("roles", RULE_ROLES,
        r"\b(?:partners?|organisations|others|members|bodies|institutions|players)\b.*\b(?:will|have|play|includ\w+"
        r"|role|roles|contribut\w+|are|do|bring)\b"),
    ("roles", RULE_ROLES, r"\b(?:roles?|responsibilit\w+) (?:are|of|include|is)\b|\bwith(?: the following)?:$"),
    ("asks", RULE_ASKS,
        r"\b(?:grateful|glad|obliged|thankful)\s+if\s+(?:you|your)\b|^\W*(?:also\s+)?(?:sought|wanted|required"
        r"|requested|needed)\s+(?:from|of)\b|\b(?:is|are)\s+(?:also\s+)?(?:sought|requested|asked for|called for)\b|"
        r"\bwe (?:further |also )?submit\b|\b(?:wants?|seeks?|asks?|asking|seeking|calls?"
        r"|calling|needs?|requests?|requesting|requires?|urges?|urging"
        r"|press(?:es|ing)?|"
             r"proposes?|proposing|recommends?|recommending|looks? to|lobbying|demands?|would like|should like"
             r"|invites?)\b"),
    ("asks", RULE_ASKS,
        rf"(?:{STATE}|\bgovernment\b|\bministers\b|\bwhitehall\b).*\b(?:should|must|could|can|needs? to|ought|role"
        rf"|has to|have to|help|to)\b"),
    ("asks", RULE_COUNT, rf"\b{_NUMBER}\b(?: \w+){{0,3}} {_CHANGE}\b"),
    ("asks", RULE_COUNT, rf"\b(?:key |main |our |priority |specific )+{_CHANGE}\b"),
)  # fmt: skip
_CONTINUES = re.compile(r"\W*(?:and|or|then|also)\b", re.IGNORECASE)
"""How a lead-in opens that carries on the sentence of the list before it: "and to the Welsh Government for:"."""
_COMPILED = tuple((reads, rule, re.compile(pattern, re.IGNORECASE)) for reads, rule, pattern in _READS)


@dataclass(frozen=True)
class LeadIn:
    """A sentence that governs a list."""

    block: int
    span: Span
    reads: Reads
    rule: str


def reads_as(masked: str) -> tuple[Reads, str]:
    """What a lead-in makes of its items, and the rule that says so; ("none", "") where it says nothing."""
    plain = re.sub(rf"{ANY}", lambda m: m.group()[0], masked).strip()
    for reads, rule, pattern in _COMPILED:
        if pattern.search(plain):
            return reads, rule
    return "none", ""


def lead_in(reading: Reading, block: int) -> LeadIn | None:
    """The sentence that governs a list item: the last one of the paragraph right before its list.

    None where the list follows a heading at once, or where another section begins in between.
    """
    at = reading.list_heads[block]
    if at is None or reading.outline.part(at) is not reading.outline.part(block):
        return None
    if at not in reading.lead_ins:
        reading.lead_ins[at] = _lead_in(reading, at)
    return reading.lead_ins[at]


def _lead_in(reading: Reading, at: int) -> LeadIn | None:
    spans = reading.sentences(at)
    if not spans:
        return None
    last = spans[-1]
    ends_open = reading.text[last.start : last.end].rstrip().endswith((":", "–", "—", "…"))
    masked = reading.masked(last)
    reads, rule = reads_as(masked)
    if reads == "none" and ends_open and _CONTINUES.match(masked):
        reads, rule = _before(reading, at)
    if not ends_open and reads in ("own", "none", "past"):
        return LeadIn(at, last, "none", "")
    return LeadIn(at, last, reads, rule)


def _before(reading: Reading, at: int) -> tuple[Reads, str]:
    """How the lead-in of the list right before a paragraph reads."""
    blocks = reading.document.blocks
    if not at or blocks[at - 1].kind != "item":
        return "none", ""
    governing = lead_in(reading, at - 1)
    return (governing.reads, governing.rule) if governing is not None else ("none", "")
