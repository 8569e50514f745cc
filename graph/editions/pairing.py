"""Which asks of one edition of a plan go on in another.

Two asks are one only if they are about the same: likeness of words joins nothing where a word of the one gave way to
another word. What is left in doubt is told as possible, for a person to decide.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.editions.wording import Wording, usual_words, wording
from graph.ids import normalise
from graph.vocabulary import Confidence

How = Literal["decided", "same words", "reworded", "possible"]
"""What speaks for two asks being one: a person, the same words, other words for the same, or not quite enough."""

_SORT_OF_ALIKE = 50.0
_SHARE, _POSSIBLE_SHARE = 0.5, 0.34
"""Which share of what either is about both must be about."""
_SUPPORT = 6.0
_MARGIN = 5.0
"""By how much the best must be better than the next."""


@dataclass(frozen=True, kw_only=True)
class Form:
    """An ask as it is compared with others."""

    id: str
    title: str
    text: str
    kinds: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    """The headings it stands under, in neutral letters."""
    asked: frozenset[str] = frozenset()
    """Who is named as asked: ids of shared bodies, names of others."""
    bodies: frozenset[str] = frozenset()
    """Those of them that are named bodies, and not government or a group at large."""
    amount: str = ""
    """The sum that is asked for or needed, with its period; empty where there is none."""
    instruments: frozenset[str] = frozenset()
    passages: tuple[str, ...] = ()

    @property
    def wording(self) -> Wording:
        """Its words."""
        return wording(self.text)


Ends = tuple[str, str]
"""The id of the ask of the first edition, and that of the second."""


@dataclass(frozen=True, kw_only=True)
class Pair:
    """An ask of each of two editions that are one, or may be."""

    first: str
    second: str
    how: How
    confidence: Confidence
    supports: tuple[str, ...] = ()
    """What besides the words is the same."""

    @property
    def ends(self) -> Ends:
        """Both ids."""
        return (self.first, self.second)


@dataclass(frozen=True, kw_only=True)
class Pairing:
    """The asks of two editions, paired: each stands in at most one pair."""

    joined: tuple[Pair, ...]
    possible: tuple[Pair, ...]


def form(row: Mapping[str, Any]) -> Form:
    """An ask as the Cypher `FORMS` returns it."""
    said = row["amount"] if row["amount"] is not None else normalise(row["amount_text"] or "")
    amount = "" if said == "" or row["amount_role"] == "context" else f"{said} {row['amount_period'] or ''}"
    return Form(
        id=row["id"],
        title=row["title"],
        text=row["text"],
        kinds=frozenset(row["kinds"]),
        sections=frozenset(normalise(title) for title in row["sections"]),
        asked=frozenset(_called(body) for body in row["asked"]),
        bodies=frozenset(_called(body) for body in row["asked"] if body["specificity"] == "named"),
        amount=amount.strip(),
        instruments=frozenset(normalise(name) for name in row["instruments"]),
        passages=tuple(sorted(row["own"])),
    )


def _called(body: Mapping[str, Any]) -> str:
    return str(body["shared"] or normalise(body["name"]))


FORMS = """
UNWIND $plans AS held
MATCH (a:Ask {plan: held})
RETURN held AS plan, a.id AS id, a.title AS title, a.text AS text, coalesce(a.kinds, []) AS kinds, a.amount AS amount,
       a.amount_text AS amount_text, a.amount_role AS amount_role, a.amount_period AS amount_period,
       [(a)-[:IN_SECTION]->(s:Section) | s.title] AS sections,
       [(a)-[to:ADDRESSED_TO]->(o:Organisation) WHERE to.basis IN ['stated', 'curated']
         | {shared: CASE WHEN o.plan IS NULL THEN o.id END, name: o.name, specificity: o.specificity}] AS asked,
       [(a)-[:USES]->(i:Instrument) | i.name] AS instruments,
       [(a)-[:EVIDENCED_BY]->(w:Passage) | w.id] AS own
ORDER BY plan, id
"""
"""Cypher: the asks of `$plans`, as `form` reads them."""


def paired(
    first: Iterable[Form], second: Iterable[Form], *, same: Iterable[Ends] = (), apart: Collection[Ends] = ()
) -> Pairing:
    """The asks of two editions paired; the other way round gives the same pairs, and so does any order.

    Args:
        first: the asks of one edition.
        second: those of the other.
        same: pairs that a person decided are one ask; of two about one ask, the first counts.
        apart: pairs that a person decided are two.
    """
    return _Pairer(first, second, apart).run(same)


@dataclass(frozen=True)
class _Likeness:
    """How alike two asks are."""

    score: float
    joins: bool
    words_same: bool
    supports: tuple[str, ...]
    tie: tuple[str, ...] = field(compare=False)


class _Pairer:
    """Pairs two sets of asks, surest pairs first."""

    def __init__(self, first: Iterable[Form], second: Iterable[Form], apart: Collection[Ends]) -> None:
        self._first = {one.id: one for one in first}
        self._second = {one.id: one for one in second}
        self._apart = frozenset(apart)
        every = [*self._first.values(), *self._second.values()]
        self._usual = usual_words(one.wording for one in every)
        self._joined: list[Pair] = []

    def run(self, same: Iterable[Ends]) -> Pairing:
        for one, other in same:
            if one in self._first and other in self._second:
                self._join(one, other, "decided", "high", ())
        for key in (_all_and_place, _all, _plain_and_place, _plain):
            self._join_same_words(key)
        likely = self._candidates()
        self._join_alike({ends: found for ends, found in likely.items() if found.joins})
        possible = self._possible(likely)
        return Pairing(joined=tuple(sorted(self._joined, key=lambda p: p.ends)), possible=possible)

    def _join(self, one: str, other: str, how: How, sure: Confidence, supports: tuple[str, ...]) -> None:
        self._joined.append(Pair(first=one, second=other, how=how, confidence=sure, supports=supports))
        del self._first[one], self._second[other]

    def _join_same_words(self, key: "Callable[[Form], Hashable]") -> None:
        """Join what is the only ask of its words on both sides; where nothing else tells what they are about, in one
        place.
        """
        groups: dict[Hashable, tuple[list[Form], list[Form]]] = defaultdict(lambda: ([], []))
        for side, forms in enumerate((self._first, self._second)):
            for one in forms.values():
                groups[key(one)][side].append(one)
        for here, there in groups.values():
            if len(here) != 1 or len(there) != 1 or (here[0].id, there[0].id) in self._apart:
                continue
            one, other = here[0], there[0]
            supports = _supports(one, other)
            if len(one.wording.about) >= 2 or "section" in supports or len(supports) >= 2:
                self._join(one.id, other.id, "same words", "high" if "section" in supports else "medium", supports)

    def _candidates(self) -> dict[Ends, _Likeness]:
        """How alike the asks are that are left; only those that are about one thing at least are looked at."""
        holding: dict[str, list[Form]] = defaultdict(list)
        for other in self._second.values():
            for word in other.wording.about:
                holding[word].append(other)
        found: dict[Ends, _Likeness] = {}
        for one in self._first.values():
            near = {other.id: other for word in one.wording.about for other in holding[word]}
            for other in near.values():
                if (one.id, other.id) not in self._apart:
                    likeness = self._likeness(one, other)
                    if likeness is not None:
                        found[one.id, other.id] = likeness
        return found

    def _likeness(self, one: Form, other: Form) -> _Likeness | None:
        from rapidfuzz import fuzz  # noqa: PLC0415  (only a plan with several editions needs it)

        a, b = one.wording, other.wording
        mine, theirs = a.about - self._usual, b.about - self._usual
        if not mine or not theirs:
            mine, theirs = a.about, b.about
        common = len(mine & theirs)
        share = common / len(mine | theirs)
        alike = fuzz.token_sort_ratio(a.plain, b.plain)
        supports = _supports(one, other)
        same = a.plain == b.plain
        exchanged = bool(mine - theirs) and bool(theirs - mine)
        score = 60 * share + 0.4 * alike + _SUPPORT * len(supports)
        tie = (*sorted((a.full, b.full)), *sorted((one.id, other.id)))
        widened = not exchanged and share >= _SHARE and (mine == theirs or common >= 2)
        if same or (widened and a.against == b.against and alike >= _SORT_OF_ALIKE):
            enough = 1 if a.stems == b.stems or (mine == theirs and common >= 2) else 2
            return _Likeness(score, len(supports) >= enough, same, supports, tie)
        within = common >= 2 and common == min(len(mine), len(theirs))
        if share >= _SHARE or within or (share >= _POSSIBLE_SHARE and common >= 2 and len(supports) >= 2):
            return _Likeness(score, False, same, supports, tie)
        return None

    def _join_alike(self, likely: Mapping[Ends, _Likeness]) -> None:
        """Join those that are each other's best by far, again and again until none are."""
        while True:
            open_still = {e: f for e, f in likely.items() if e[0] in self._first and e[1] in self._second}
            best = [self._best(open_still, side) for side in (0, 1)]
            chosen = [ends for ends in open_still if best[0].get(ends[0]) == ends == best[1].get(ends[1])]
            if not chosen:
                return
            for ends in chosen:
                how: How = "same words" if likely[ends].words_same else "reworded"
                self._join(*ends, how, "medium", likely[ends].supports)

    @staticmethod
    def _best(likely: Mapping[Ends, _Likeness], side: int) -> dict[str, Ends]:
        """For each ask of a side the pair that is clearly better than any other it could be in."""
        found: dict[str, list[tuple[float, Ends]]] = defaultdict(list)
        for ends, likeness in likely.items():
            found[ends[side]].append((likeness.score, ends))
        best: dict[str, Ends] = {}
        for id_, pairs in found.items():
            scores = sorted((score for score, _ in pairs), reverse=True)
            if len(scores) == 1 or scores[0] - scores[1] >= _MARGIN:
                best[id_] = next(ends for score, ends in pairs if score == scores[0])
        return best

    def _possible(self, likely: Mapping[Ends, _Likeness]) -> tuple[Pair, ...]:
        found: list[Pair] = []
        taken: set[str] = set()
        for ends, likeness in sorted(likely.items(), key=lambda item: (-item[1].score, item[1].tie)):
            if ends[0] in self._first and ends[1] in self._second and taken.isdisjoint(ends):
                taken.update(ends)
                pair = Pair(first=ends[0], second=ends[1], how="possible", confidence="low", supports=likeness.supports)
                found.append(pair)
        return tuple(sorted(found, key=lambda p: p.ends))


def _supports(one: Form, other: Form) -> tuple[str, ...]:
    """What is the same of two asks besides their words."""
    same = {
        "section": bool(one.sections & other.sections) or one.sections == other.sections,
        "body asked": bool(one.bodies & other.bodies),
        "kind of ask": bool(one.kinds & other.kinds),
        "sum": bool(one.amount) and one.amount == other.amount,
        "instrument": bool(one.instruments & other.instruments),
    }
    return tuple(name for name, held in same.items() if held)


def _all_and_place(one: Form) -> Hashable:
    return one.wording.full, one.sections


def _all(one: Form) -> Hashable:
    return one.wording.full


def _plain_and_place(one: Form) -> Hashable:
    return one.wording.plain, one.sections


def _plain(one: Form) -> Hashable:
    return one.wording.plain


def meant(words: str, forms: Sequence[Form]) -> list[Form]:
    """The asks that have these words: to the letter, else as part of theirs, else with theirs as part of them."""
    wanted = normalise(words)
    said = [(one, {one.wording.full, normalise(one.title)}) for one in forms]
    exact = [one for one, texts in said if wanted in texts]
    if exact or wanted.count(" ") < 2:
        return exact
    part = [one for one, texts in said if any(f" {wanted} " in f" {text} " for text in texts)]
    return part or [
        one for one, texts in said if any(text.count(" ") >= 2 and f" {text} " in f" {wanted} " for text in texts)
    ]
