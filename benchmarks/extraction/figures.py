"""Counts, and the figures made of them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

CLASSES = ("organisations", "instruments", "priorities", "asks", "roles")
"""What is scored by precision, recall and F1."""
TIGHT = ("asks, tight", "roles, tight")
"""The same for statements whose quotes also have about the right length."""
SHARES = ("addressees, exact", "addressees, lenient", "amounts, exact", "amounts, lenient", "kinds")
"""What is scored as a share of the items found: addressees and amounts of asks, kinds of organisations."""


@dataclass(frozen=True)
class Figures:
    """How many are right, claimed without reason, and missed."""

    right: int = 0
    extra: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of the claims that are right; 1 where nothing was to be found and nothing claimed."""
        claimed = self.right + self.extra
        return self.right / claimed if claimed else float(not self.missed)

    @property
    def recall(self) -> float:
        """Share of what was to be found that was; 1 where there was nothing."""
        gold = self.right + self.missed
        return self.right / gold if gold else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    def __add__(self, other: "Figures") -> "Figures":
        return Figures(self.right + other.right, self.extra + other.extra, self.missed + other.missed)


@dataclass(frozen=True)
class Share:
    """So many right, of so many."""

    right: int = 0
    of: int = 0

    @property
    def value(self) -> float:
        """The share; 0 of nothing."""
        return self.right / self.of if self.of else 0.0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.right + other.right, self.of + other.of)


@dataclass(frozen=True)
class Score:
    """All figures of one reading of one plan, or of several pooled, and the items behind them."""

    figures: Mapping[str, Figures]
    shares: Mapping[str, Share]
    remarks: tuple[str, ...] = field(default=(), compare=False)
    """What was missed or claimed without reason, a line each."""


def pooled(scores: Iterable[Score]) -> Score:
    """The score over all items of several plans."""
    every = list(scores)
    figures = {name: sum((s.figures[name] for s in every), Figures()) for name in CLASSES + TIGHT}
    shares = {name: sum((s.shares[name] for s in every), Share()) for name in SHARES}
    return Score(figures, shares, tuple(remark for score in every for remark in score.remarks))
