"""Which two plans or editions are compared, and in which order."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.editions.order import rank
from graph.errors import BadParameter
from queries.plans import HeldPlan, find_plan, held_plans
from queries.question import Reading
from queries.wording import listed

if TYPE_CHECKING:
    from graph.store import Store

EDITIONS_CYPHER = """
UNWIND $both AS one
MATCH (p:Plan {id: one})
MATCH (e:Plan {work: p.work})
RETURN DISTINCT e.id AS id, e.work AS work, e.edition AS edition, e.published_on AS published_on,
       e.published_not_before AS published_not_before
ORDER BY id
"""


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """Two plans, or two editions, the earlier first."""

    first: HeldPlan
    second: HeldPlan
    between: tuple[str, ...]
    """Ids of the editions from the first to the second, both included; of two plans just the two."""
    editions: bool
    """Whether they are editions of one plan."""

    @property
    def called(self) -> Mapping[str, str]:
        """What each is called where they stand side by side, by id."""
        if not self.editions:
            return {plan.id: plan.title for plan in (self.first, self.second)}
        return {plan.id: plan.edition or "without a label" for plan in (self.first, self.second)}


def choose(store: "Store", first: str | None, second: str | None, plan: str | None = None) -> Chosen:
    """The two that are meant: plans by title or id, editions also by title and label, or by label alone.

    With one name only, it is that plan and the edition before it. With `plan`, names are labels of its editions, and
    without any name it is its current edition and the one before.

    Raises:
        UnknownPlan: the store holds none of that name, or several.
        BadParameter: both mean the same, or there is no edition before it.
    """
    held = held_plans(store)
    within = held
    if plan is not None:
        one = find_plan(held, plan)
        own = {row["id"] for row in _editions(store, [one.id])}
        within = [other for other in held if other.id in own]
        first = first if first is not None else one.id
    if first is None:
        raise BadParameter("Which two? Give two plans or editions, or --plan and the labels of two of its editions.")
    one = find_plan(within, first)
    if second is None:
        return _with_the_one_before(store, held, one)
    other = find_plan(within, second)
    if one.id == other.id:
        raise BadParameter(f"{first!r} and {second!r} are the same, {one}. {_others(store, held, one)}")
    rows = _editions(store, [one.id, other.id])
    ids = [row["id"] for row in rows]
    if len({row["work"] for row in rows}) > 1:
        return Chosen(first=one, second=other, between=(one.id, other.id), editions=False)
    ends = sorted((ids.index(one.id), ids.index(other.id)))
    between = tuple(ids[ends[0] : ends[1] + 1])
    known = {one.id: one, other.id: other}
    return Chosen(first=known[between[0]], second=known[between[-1]], between=between, editions=True)


def _with_the_one_before(store: "Store", held: Sequence[HeldPlan], plan: HeldPlan) -> Chosen:
    ids = [row["id"] for row in _editions(store, [plan.id])]
    place = ids.index(plan.id)
    if not place:
        raise BadParameter(f"The store holds no edition before {plan}. {_others(store, held, plan)}")
    before = next(one for one in held if one.id == ids[place - 1])
    return Chosen(first=before, second=plan, between=(before.id, plan.id), editions=True)


def _others(store: "Store", held: Sequence[HeldPlan], plan: HeldPlan) -> str:
    """What it could be compared with."""
    ids = {row["id"] for row in _editions(store, [plan.id])} - {plan.id}
    editions = [str(one) for one in held if one.id in ids]
    if editions:
        return f"Other editions of it are: {listed(editions, 6)}. Name two of them by their ids."
    others = [str(one) for one in held if one.id != plan.id]
    return f"It can be compared with: {listed(others, 6)}." if others else "The store holds no other; load one first."


def _editions(store: "Store", plans: Sequence[str]) -> list[Mapping[str, Any]]:
    """The editions of the plans' works, each work's earliest first."""
    rows = store.read(EDITIONS_CYPHER, {"both": list(plans)}).rows
    return sorted(rows, key=lambda row: (row["work"], rank(row)))


def read_two(store: "Store", given: Mapping[str, Any], plans: Sequence[str]) -> Reading:
    """The two plans or editions that are meant, as the Cypher takes them."""
    found = choose(store, given["first"], given["second"])
    called = found.called
    first, second = (called[plan.id] for plan in (found.first, found.second))
    note = f"{found.second.title}: from {first} to {second}." if found.editions else f"{first} beside {second}."
    titles = {
        plan.id: f"{plan.title}, {called[plan.id]}" if found.editions else plan.title
        for plan in (found.first, found.second)
    }
    between = {id_: titles.get(id_, id_) for id_ in found.between}
    return Reading(
        parameters={"both": [found.first.id, found.second.id], "between": list(between), "editions": found.editions,
                    "called": dict(called)},
        note=note,
        plans=between,
        undated=found.editions,
    )  # fmt: skip
