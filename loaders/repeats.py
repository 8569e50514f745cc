"""Asks that a plan makes again in other words: in a summary, a list of recommendations, a standfirst."""

from collections import Counter
from dataclasses import dataclass, field

from graph.ids import normalise
from loaders.rules import declare
from loaders.tables import word_set

RULE = declare(
    "ask-again",
    "An ask of which nearly all words of substance stand in an ask of another section is the same ask, said again.",
    "(b) Borrowing powers for Northshire Water, in a summary",
    "Borrowing powers for Southshire Water, in another section",
)

_FEWEST = 3
_SHARED = 0.8


@dataclass
class Repeats:
    """The asks met so far, by their words of substance."""

    _asks: list[tuple[frozenset[str], tuple[str, ...], str]] = field(default_factory=list)
    _having: dict[str, list[int]] = field(default_factory=dict)

    def add(self, text: str, path: tuple[str, ...], ask: str) -> None:
        """Remember an ask, where it stands and its id."""
        substance = _substance(text)
        for word in substance:
            self._having.setdefault(word, []).append(len(self._asks))
        self._asks.append((substance, path, ask))

    def of(self, text: str, path: tuple[str, ...]) -> str | None:
        """The id of the ask in another section that a text says again, if there is one."""
        substance = _substance(text)
        if len(substance) < _FEWEST:
            return None
        shared: Counter[int] = Counter()
        for word in substance:
            if len(self._having.get(word, ())) <= _COMMON:
                shared.update(self._having.get(word, ()))
        for index, _ in shared.most_common(_TRIED):
            other, place, ask = self._asks[index]
            if place != path and _same(substance, other):
                return ask
        return None


_COMMON = 200
_TRIED = 5


def _same(one: frozenset[str], other: frozenset[str]) -> bool:
    shorter = min(len(one), len(other))
    figures = {w for w in one if w[0].isdigit() or w[0] == "£"}, {w for w in other if w[0].isdigit() or w[0] == "£"}
    if shorter < _FEWEST or (figures[0] and figures[1] and figures[0] != figures[1]):
        return False
    return len(one & other) >= _SHARED * shorter


def _substance(text: str) -> frozenset[str]:
    """The words of a text that carry its matter, plurals and common endings made neutral."""
    small = word_set("clause_words.csv", "small")
    return frozenset(_stem(word) for word in normalise(text).split() if word not in small and len(word) > 1)


def _stem(word: str) -> str:
    for ending in ("ies", "ing", "ed", "es", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)] + ("y" if ending == "ies" else "")
    return word
