"""What a table's column holds, by its header."""

import re
from typing import Literal

Column = Literal["ask", "partner", "role", "lead", "addressee", "date", "amount", "other"]

_COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("ask", re.compile(
        r"\b(?:(?:what )?(?:they|we|each|it) (?:looks?|are looking|wants?|needs?|seeks?|asks?)(?: for)?|in return"
        r"|asks?|requests?|what we (?:need|want|ask)\w*|we need|needs?|(?:is|are) (?:needed|wanted|sought)"
        r"|recommendations?"
        r"|proposals?)\b(?!.*\bof\b\s*$)", re.I)),
    ("addressee", re.compile(
        r"\b(?:of whom|asked of|addressed to|addressee|whom|department|government lead|who can|from whom|directed "
        r"(?:to|at)"
        r"|for whom)\b", re.I)),
    ("date", re.compile(r"\b(?:date|when|by when|timescale|timing|deadline|year|due|target date|milestone)\b", re.I)),
    ("amount", re.compile(r"\b(?:amount|cost|value|sum|budget|funding|£\w*|money|price|how much)\b", re.I)),
    ("partner", re.compile(
        r"\b(?:partners?|organisations?|owners?|who|body|bodies|responsible|lead (?:body|organisation|partner"
        r"|agency)|institutions?|delivered by|by whom"
        r"|members?|agency)\b", re.I)),
    ("lead", re.compile(r"\b(?:lead|leads|contact|officer|sponsor|named lead)\b", re.I)),
    ("role", re.compile(
        r"\b(?:roles?|contributions?|commitments?|actions?|what|activity|activities|responsibilit\w+|will do"
        r"|pledges?|offers?|(?:they|we|each|it) (?:will )?(?:brings?|gives?|puts? in)|function|task|deliverables?"
        r"|promise)\b", re.I)),
)  # fmt: skip


def column(header: str) -> Column:
    """What a column holds, by its header."""
    return next((kind for kind, pattern in _COLUMNS if pattern.search(header)), "other")
