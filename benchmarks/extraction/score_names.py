"""Scores names: organisations, instruments and priorities."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.extraction.claims import ClaimedName
from benchmarks.extraction.figures import Figures, Share
from benchmarks.extraction.gold import GoldName
from benchmarks.extraction.names import NEAR, keys, likeness
from benchmarks.extraction.pairing import pair

_CORE_FIRST = 0.01
"""Of two golds that fit as well, the one that counts is taken."""


class Known:
    """Gold names, ready to be compared."""

    def __init__(self, golds: Sequence[GoldName]) -> None:
        self.golds = golds
        self._names = [keys([gold.name]) for gold in golds]
        self._all = [keys([gold.name, *gold.aliases]) for gold in golds]

    def fit(self, claim: ClaimedName, at: int) -> float:
        """How well a claimed name fits one gold name; 0 where it does not."""
        name, every = keys([claim.name]), keys([claim.name, *claim.aliases])
        if name & self._names[at]:
            return 4.0
        if name & self._all[at]:
            return 3.0
        if every & self._names[at]:
            return 2.0
        if every & self._all[at]:
            return 1.0
        near = max(likeness(claim.name, form) for form in (self.golds[at].name, *self.golds[at].aliases))
        return near / 2 if near >= NEAR else 0.0

    def resolve(self, claim: ClaimedName) -> GoldName | None:
        """The gold that a claimed name fits best, if any; by the name alone, since its aliases may be anybody's."""
        claim = ClaimedName(claim.name)
        best = max(range(len(self.golds)), key=lambda at: self.fit(claim, at), default=None)
        return self.golds[best] if best is not None and self.fit(claim, best) else None


@dataclass(frozen=True)
class NamesScore:
    """The figures of one class of names, and the items behind them."""

    figures: Figures
    kinds: Share
    missed: tuple[str, ...]
    extra: tuple[str, ...]


def score_names(claims: Sequence[ClaimedName], golds: Sequence[GoldName]) -> NamesScore:
    """One node for each gold, one gold for each node; a second node for the same gold is a mistake."""
    known = Known(golds)
    fits = {
        (i, j): fit + (0.0 if gold.optional else _CORE_FIRST)
        for i, claim in enumerate(claims)
        for j, gold in enumerate(golds)
        if (fit := known.fit(claim, j))
    }
    paired = pair(fits)
    right = [(i, j) for i, j in paired.items() if not golds[j].optional]
    missed = [gold.name for j, gold in enumerate(golds) if not gold.optional and j not in paired.values()]
    extra = [claims[i].name for i in unexcused(len(claims), paired, fits, [gold.optional for gold in golds])]
    kinds = [claims[i].kind == golds[j].kind for i, j in right if claims[i].kind and golds[j].kind]
    return NamesScore(
        Figures(len(right), len(extra), len(missed)), Share(sum(kinds), len(kinds)), tuple(missed), tuple(extra)
    )


def unexcused(
    count: int, paired: dict[int, int], fits: dict[tuple[int, int], float], optional: Sequence[bool]
) -> list[int]:
    """The claims that are mistakes: paired with nothing, and not merely another wording of optional items."""
    found: list[int] = []
    for claim in range(count):
        fitting = [optional[gold] for (i, gold) in fits if i == claim]
        if claim not in paired and not (fitting and all(fitting)):
            found.append(claim)
    return found
