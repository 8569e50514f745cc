"""Scores what a reading claims about a plan against its gold."""

from collections.abc import Sequence
from dataclasses import dataclass

from benchmarks.extraction.claims import ClaimedAsk, Claims
from benchmarks.extraction.figures import Figures, Score, Share
from benchmarks.extraction.gold import Gold, GoldAsk, spans_of
from benchmarks.extraction.pairing import pair
from benchmarks.extraction.score_names import Known, score_names, unexcused
from benchmarks.extraction.spans import Overlap, Searchable, overlap

_CORE_FIRST = 0.01
_CLOSE = 0.005
"""Two sums are the same within half a percent, as rounding in print leaves them."""


@dataclass(frozen=True)
class _Pairs:
    """Statements of one class, paired."""

    right: tuple[tuple[int, int, Overlap], ...]
    """Claim, gold that counts, and how they overlap."""
    extra: tuple[int, ...]
    missed: tuple[int, ...]

    def figures(self) -> Figures:
        return Figures(len(self.right), len(self.extra), len(self.missed))

    def tight(self) -> Figures:
        right = sum(met.tight for _, _, met in self.right)
        loose = len(self.right) - right
        return Figures(right, len(self.extra) + loose, len(self.missed) + loose)


def score(claims: Claims, gold: Gold, text: str) -> Score:
    """All figures of one reading of one plan.

    Args:
        claims: what the reading claims.
        gold: what is true.
        text: the plan as read, in which quotes are found.
    """
    page, known = Searchable(text), Known(gold.organisations)
    asks, roles = _asks(claims, gold, page), _roles(claims, gold, page, known)
    figures = {"asks": asks.figures(), "roles": roles.figures()}
    figures |= {"asks, tight": asks.tight(), "roles, tight": roles.tight()}
    remarks = [f"ask missed: {gold.asks[j].title}" for j in asks.missed]
    remarks += [f"ask without reason: {_words(claims.asks[i])}" for i in asks.extra]
    shares: dict[str, Share] = {}
    names = {
        "organisations": score_names(claims.organisations, gold.organisations),
        "instruments": score_names(claims.instruments, gold.instruments),
        "priorities": score_names(claims.priorities, gold.priorities),
    }
    for part, scored in names.items():
        figures[part] = scored.figures
        remarks += [f"{part}: missed {name}" for name in scored.missed]
        remarks += [f"{part}: without reason {name}" for name in scored.extra]
    shares["kinds"] = names["organisations"].kinds
    matched = [(claims.asks[i], gold.asks[j]) for i, j, _ in asks.right]
    shares |= _addressees(matched, known) | _amounts(matched)
    remarks += [f"addressees of {g.title}: {_named(c)}" for c, g in matched if not _lenient(_asked(c, known), g)]
    remarks += [f"role missed: {gold.roles[j].organisation}: {gold.roles[j].quote}" for j in roles.missed]
    for i in roles.extra:
        role = claims.roles[i]
        remarks.append(f"role without reason: {role.organisation.name}: {' … '.join(q.words for q in role.quotes)}")
    return Score(figures, shares, tuple(remarks))


def _words(ask: ClaimedAsk) -> str:
    return " … ".join(quote.words for quote in ask.quotes)


def _named(ask: ClaimedAsk) -> str:
    return ", ".join(body.name for body in ask.asked) or "none"


def _asks(claims: Claims, gold: Gold, page: Searchable) -> _Pairs:
    golds = [spans_of(page, ask.quotes) for ask in gold.asks]
    met: dict[tuple[int, int], Overlap] = {}
    for i, ask in enumerate(claims.asks):
        places = [place for quote in ask.quotes for place in quote.places(page)]
        for j, spans in enumerate(golds):
            lies = overlap(places, spans)
            if lies.found:
                met[i, j] = lies
    return _paired(met, len(claims.asks), [ask.optional for ask in gold.asks])


def _roles(claims: Claims, gold: Gold, page: Searchable, known: Known) -> _Pairs:
    golds = [spans_of(page, [role.quote]) for role in gold.roles]
    met: dict[tuple[int, int], Overlap] = {}
    excused: set[int] = set()
    for i, role in enumerate(claims.roles):
        body = known.resolve(role.organisation)
        places = [place for quote in role.quotes for place in quote.places(page)]
        for j, spans in enumerate(golds):
            lies = overlap(places, spans)
            if body and lies.found and body.name == gold.roles[j].organisation:
                met[i, j] = lies
            elif body and body.optional and lies.covered >= 0.5:
                excused.add(i)
    pairs = _paired(met, len(claims.roles), [role.optional for role in gold.roles])
    return _Pairs(pairs.right, tuple(i for i in pairs.extra if i not in excused), pairs.missed)


def _paired(met: dict[tuple[int, int], Overlap], count: int, optional: Sequence[bool]) -> _Pairs:
    fits = {
        (i, j): 1 + lies.covered + lies.together + (0.0 if optional[j] else _CORE_FIRST) for (i, j), lies in met.items()
    }
    paired = pair(fits)
    return _Pairs(
        right=tuple((i, j, met[i, j]) for i, j in paired.items() if not optional[j]),
        extra=tuple(unexcused(count, paired, fits, optional)),
        missed=tuple(j for j, may in enumerate(optional) if not may and j not in paired.values()),
    )


def _asked(ask: ClaimedAsk, known: Known) -> set[str]:
    """The gold names of whom an ask is addressed to; a body that the gold does not know stays as claimed."""
    return {body.name if (body := known.resolve(name)) else f"unknown: {name.name}" for name in ask.asked}


def _lenient(asked: set[str], gold: GoldAsk) -> bool:
    """Whether somebody right is named and nobody wrong."""
    return bool(asked) and asked <= {*gold.asked, *gold.accepted}


def _addressees(matched: Sequence[tuple[ClaimedAsk, GoldAsk]], known: Known) -> dict[str, Share]:
    exact = lenient = 0
    for claim, gold in matched:
        asked = _asked(claim, known)
        lenient += _lenient(asked, gold)
        exact += _lenient(asked, gold) and set(gold.asked) <= asked
    return {"addressees, exact": Share(exact, len(matched)), "addressees, lenient": Share(lenient, len(matched))}


def _amounts(matched: Sequence[tuple[ClaimedAsk, GoldAsk]]) -> dict[str, Share]:
    exact = lenient = 0
    for claim, gold in matched:
        wanted = gold.amount
        if claim.pounds is None or wanted is None:
            same = claim.pounds is None and wanted is None
        else:
            same = abs(claim.pounds - wanted.pounds) <= _CLOSE * max(claim.pounds, wanted.pounds)
        exact += same
        lenient += same or (claim.pounds is None and wanted is not None and wanted.role != "requested")
    return {"amounts, exact": Share(exact, len(matched)), "amounts, lenient": Share(lenient, len(matched))}
