"""Cells of a spreadsheet that hold one of few values: sums, yes or no, words of a closed list."""

import re
from collections.abc import Sequence

from rapidfuzz import process

from graph.ids import normalise
from loaders.amounts import Amount, main_amount

_BARE = re.compile(r"(?P<figure>\d[\d,]*(?:\.\d+)?)\s*(?P<times>k|m|mn|bn|thousand|million|billion)?", re.IGNORECASE)
_YES = ("yes", "y", "true", "x", "1", "lead", "leads")
_NO = ("no", "n", "false", "0", "support", "supports")


def amount_of(text: str) -> Amount | None:
    """The sum in a cell; a figure without a sign is pounds."""
    found = main_amount(text, 0, len(text))
    if found is not None:
        return found
    plain = text.strip().removeprefix("GBP").strip()
    if _BARE.fullmatch(plain) is None:
        return None
    pounds = "£" + plain
    return main_amount(pounds, 0, len(pounds))


def yes_or_no(text: str) -> bool | None:
    """What a cell says to a question; None for anything else than yes or no."""
    said = text.strip().lower()
    return True if said in _YES or said in ("✓", "✔") else False if said in _NO or said in ("-", "–") else None


def one_of(text: str, valid: Sequence[str]) -> str | None:
    """The word of a closed list that a cell holds, whatever its capitals and punctuation."""
    said = normalise(text)
    return next((word for word in valid if normalise(word) == said), None)


def nearest(text: str, valid: Sequence[str]) -> str:
    """The valid values in words, with the one that was most likely meant."""
    close = process.extractOne(text.lower(), valid, score_cutoff=70)
    meant = f"Did you mean “{close[0]}”? " if close else ""
    return f"{meant}Valid are: {', '.join(valid)}."
