"""Sentences in which somebody else speaks: what others said, recommended or were asked is no ask of the plan."""

import re

from loaders.reading import OTHER, OWN, STATE
from loaders.rules import declare

RULE = declare(
    "aside-other-voice",
    "What others have said or recommended, a quotation of a person, and what a body was asked by others are reported.",
    "The Committee has said that the Treasury should pay.",
    "The Committee has said that the Treasury should pay, and we agree.",
)

_SIGN = f"[{STATE}{OTHER}]+"
_OTHERS = (
    r"\b(?:some|many|others|critics|commentators|experts|campaigners|observers|economists|residents|it|inquiry|review"
    r"|commission|committee|panel)"
)
_REPORTED = re.compile(
    rf"(?:{_SIGN}|{_OTHERS}(?:\s+of\s+{_SIGN})?)\s*,?\s+(?:(?:has|have|had|also|long|recently|rightly|once|often|already"
    rf"|been)\s+){{0,3}}(?:said|recommended|suggested|argue[sd]?|concluded|claim(?:s|ed)?|proposed|noted|warned"
    rf"|told\s+us|found)\s+(?:recently\s+)?(?:that\s+)?(?=.*\b(?:should|must|ought\s+to|needs?\s+to)\b)",
    re.IGNORECASE,
)
"""Somebody else who said what should be."""
_OURS = re.compile(rf"\b(?:we|us|our own)\b|[{OWN}]", re.IGNORECASE)
_QUOTED = re.compile(r"[”\"]\s*,?\s*(?:said|says|adds?|added|argue[sd]|warned|told)\s+(?P<speaker>.*)", re.IGNORECASE)
_SPEAKS_FOR_US = re.compile(r"^(?:we|our)\b|\b(?:mayor|leader|chair)\b", re.IGNORECASE)
_WAS_ASKED = re.compile(
    r"\b(?:(?:has|have|had)\s+(?:also\s+|already\s+)?been|was|were)\s+(?:asked|invited|urged|pressed)\s+"
    r"(?:by\s+(?!us\b)|to\s+(?:join|attend|sit|speak|take part)\b)"
    r"|\b(?:asked|invited|urged|pressed)\b.*\b(?:and|but)\s+(?:it\s+)?(?:has\s+)?(?:refused|declined)\b",
    re.IGNORECASE,
)


def own_words(masked: str, plain: str) -> str | None:
    """What a sentence says itself: all of it, a quotation of the region's own speakers without who speaks, or nothing.

    Args:
        masked: the sentence with its names masked.
        plain: the same as printed.
    """
    if _WAS_ASKED.search(masked):
        return None
    quoted = _QUOTED.search(masked)
    if quoted is not None:
        ours = _SPEAKS_FOR_US.search(plain[quoted.start("speaker") :]) or OWN in quoted["speaker"]
        return masked[: quoted.start()].replace("“", " ", 1) if ours else None
    reported = _REPORTED.search(masked)
    return None if reported is not None and _OURS.search(masked) is None else masked
