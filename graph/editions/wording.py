"""The words of an ask: which of them say what it is about, and which only how it is asked for."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from graph.ids import normalise

_MONEY = re.compile(
    r"(?:[£€$]\s?\d[\d,.]*\d|[£€$]\s?\d|\b\d[\d,.]*(?=\s?(?:bn|billion|million|m)\b))\s?(?:bn|billion|million|m|k)?\b",
    re.I,
)
_YEARS = re.compile(r"\b(?:19|20)\d\d(?:\s?[-–/]\s?(?:20)?\d\d)?\b")
_PARTS = re.compile(r"[^\W_]+")


@cache
def _words(sort: str) -> frozenset[str]:
    """A list of words from the data file, in which each line says of which list its words are."""
    text = files("graph.editions").joinpath("data", "words.txt").read_text(encoding="utf-8")
    lines = (line.partition(":") for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for name, _, words in lines if name == sort for word in words.split())


@cache
def _light() -> frozenset[str]:
    return frozenset(stem(word) for word in _words("light"))


_ENDINGS = ("isation", "ization", "ations", "ation", "ships", "ship", "ments", "ment", "ings", "ing", "ities", "ity",
            "ally", "ers", "er", "ed", "es", "al", "ly", "s", "e")  # fmt: skip
_COMMON = 0.3
_FEW = 12
"""In fewer asks no word is a usual one."""


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """An English word without its usual endings, so that forms of one word are the same."""
    for _ in range(2):
        if word.endswith(("ses", "shes", "ches", "xes", "zes")) and len(word) >= 5:
            word = word[:-2]
            continue
        if word.endswith("ies") and len(word) > 4:
            word = word[:-3] + "y"
            continue
        ending = next((one for one in _ENDINGS if word.endswith(one) and len(word) - len(one) >= 4), "")
        if not ending or (ending == "s" and word.endswith(("ss", "us", "is"))):
            break
        word = word[: -len(ending)]
    return word


@dataclass(frozen=True)
class Wording:
    """The words of an ask as two of them are compared."""

    full: str
    """All of it, in neutral letters."""
    plain: str
    """Without sums of money and years."""
    about: frozenset[str]
    """What it is about: the stems of the words that carry meaning."""
    against: frozenset[str]
    """The words that turn a sentence round."""
    stems: frozenset[str]
    """The stems of all its words but those of grammar."""


@lru_cache(maxsize=16384)
def wording(text: str) -> Wording:
    """The words of an ask."""
    bare = _YEARS.sub(" ", _MONEY.sub(" ", text))
    words = _PARTS.findall(normalise(bare))
    against = frozenset(word for word in words if word in _words("against"))
    stems = frozenset(stem(word) for word in words if word not in _words("small") and word not in against)
    about = frozenset(one for one in stems if one not in _light() and len(one) > 1)
    return Wording(normalise(text), " ".join(words), about, against, stems)


def usual_words(wordings: Iterable[Wording]) -> frozenset[str]:
    """The words that so many of the asks use, such as the region's name, that none is told by them."""
    every = list(wordings)
    times = Counter(word for one in every for word in one.about)
    return frozenset(word for word, many in times.items() if len(every) >= _FEW and many > _COMMON * len(every))
