"""What an ask is for: power, money, reform, joint working or support."""

import re

from graph.vocabulary import AskKind
from loaders.rules import declare

RULE = declare(
    "ask-kind",
    "The head words of an ask tell what is wanted.",
    "Devolved funding for retrofit",
    "A fundamental debate",
)

_MONEY = r"(?:funds?|funding|budgets?|settlements?|grants?|money|finance|investment|capital|subsid\w+)"
_KINDS: tuple[tuple[AskKind, str], ...] = (
    ("pool budgets",
        rf"\bpool\w*\b.*\b{_MONEY}|\b(?:single|merged|combined|unified) (?:\w+ )?(?:pot|budget|settlement)"),
    ("devolve funding", rf"\bdevol\w+\b[\w\s,-]*\b{_MONEY}|\b{_MONEY}\b[\w\s]*\b(?:be )?devolved\b"),
    ("spending flexibility", r"\bflexib\w+|\bfreedoms?\b|\bring-?fenc\w+|\bdiscretion\b"),
    ("devolve power", r"\bdevol\w+|\b(?:full |regional |local |greater )?control\b|\bpowers?\b|\bdirection of\b"
                      r"|\bownership\b|\bresponsib\w+\b.*\b(?:transfer|pass|hand)|\btransfer\w*\b|\ba say\b"
                      r"|\bappoint\b"),
    ("legislation or reform",
        r"\breform\w*|\blegislat\w+|\blaws?\b|\bacts?\b|\bbill\b|\brules?\b|\bregulat\w+|\babol\w+"
                              r"|\bstrengthen\w* workers\w*|\brights\b|\brepeal\w*|\bthreshold\b|\bduty\b|\btax\w*\b"),
    ("joint working",
        r"\bjoint(?:ly)?\b|\bpartnerships?\b|\bworking (?:with|together)\b|\bco-?design\w*|\bco-?produc\w+"
                      r"|\bcollaborat\w+|\btogether\b"),
    ("align support", r"\balign\w*"),
    ("funding", rf"£\d|\b{_MONEY}\b|\bfund\b|\binvest\b|\bpay for\b|\bfinanc\w+"),
    ("support",
        r"\bsupport\w*|\bhelp\w*|\bback(?:ing)?\b|\bcommit\w*|\blevers?\b|\bclarity\b|\bcertainty\b|\bguarantee"),
)  # fmt: skip
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _KINDS)


def ask_kinds(text: str) -> tuple[AskKind, ...]:
    """The kinds of an ask, most particular first; "support" where nothing more particular is said."""
    found = [kind for kind, pattern in _COMPILED if pattern.search(text)]
    if "devolve funding" in found:
        found = [kind for kind in found if kind not in ("funding", "devolve power")]
    particular = [kind for kind in found if kind != "support"]
    return tuple(particular or found or ["support"])
