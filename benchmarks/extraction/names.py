"""When two names are the same name."""

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

_OPENERS = frozenset({"a", "all", "an", "its", "other", "our", "some", "the", "their", "this"})
_SMALL = _OPENERS | frozenset(
    {"and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "that", "to", "us", "via", "we", "which", "with"}
)
_YEAR = re.compile(r"(?:19|20)\d\d")
_BRACKETS = re.compile(r"\(([^()]*)\)")
NEAR = 0.85
"""From this likeness on two names count as wordings of one."""


@cache
def words_of(name: str) -> tuple[str, ...]:
    """The words of a name in one spelling: small letters, singular, without possessive and punctuation."""
    plain = unicodedata.normalize("NFKC", name).casefold().replace("’", "'").replace("&", " and ")
    plain = re.sub(r"'s\b", "", plain).replace("'", "")
    return tuple(_singular(word) for word in re.findall(r"[^\W_]+", plain))


def _singular(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 3 and word.endswith("s") and word[-2] not in "sui":
        return word[:-1]
    return word


@cache
def key(name: str) -> str:
    """What two spellings of one name have in common: its words run together, without opener and year at the ends."""
    words = list(words_of(name))
    while len(words) > 1 and (words[0] in _OPENERS or _YEAR.fullmatch(words[0])):
        del words[0]
    while len(words) > 1 and _YEAR.fullmatch(words[-1]):
        del words[-1]
    return "".join(words)


def keys(names: Iterable[str]) -> frozenset[str]:
    """The keys of several names; "Name (ABC)" counts as itself, as Name and as ABC."""
    found: set[str] = set()
    for name in names:
        found.add(key(name))
        found.add(key(_BRACKETS.sub(" ", name)))
        found.update(key(inside) for inside in _BRACKETS.findall(name) if inside != inside.lower())
    return frozenset(found - {""})


def likeness(one: str, other: str) -> float:
    """The share of their content words that two names have in common, from 0 to 1."""
    left, right = (set(words_of(name)) - _SMALL for name in (one, other))
    return 2 * len(left & right) / (len(left) + len(right)) if left and right else 0.0
