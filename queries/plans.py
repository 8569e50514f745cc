"""Which plans a question reads: the current editions, or the one that was named."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING

from graph.errors import UnknownPlan
from graph.ids import normalise
from queries.names import nearest

if TYPE_CHECKING:
    from graph.store import Store

PLANS_CYPHER = """
MATCH (p:Plan)
RETURN p.id AS id, p.title AS title, p.publisher AS publisher, p.edition AS edition,
       coalesce(p.current, true) AS current, p.sha256 AS sha256
ORDER BY title, id
"""

ORGANISATIONS_BY_PLAN_CYPHER = """
MATCH (o:Organisation)-[:EVIDENCED_BY]->(w:Passage)
RETURN w.plan AS plan, count(DISTINCT o.id) AS organisations
ORDER BY plan
"""

_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class HeldPlan:
    """A plan that the store holds."""

    id: str
    title: str
    publisher: str | None
    edition: str | None
    current: bool
    sha256: str

    def __str__(self) -> str:
        edition = f", {self.edition}" if self.edition else ""
        return f"{self.title!r}{edition} ({self.id})"


def held_plans(store: "Store") -> list[HeldPlan]:
    """Every plan in the store, by title."""
    columns = tuple(field.name for field in fields(HeldPlan))
    return [HeldPlan(**row) for row in store.read(PLANS_CYPHER, columns=columns).rows]


def chosen_plans(store: "Store", wanted: str | None) -> list[HeldPlan]:
    """The plans to read: the one named, of whatever edition, else every current edition.

    Raises:
        UnknownPlan: there is none of that name, several, or none at all.
    """
    held = held_plans(store)
    if not held:
        raise UnknownPlan(
            f"The store {store.location} holds no plan yet. Load one with `partners load FILE`, "
            "or see an example with `partners demo`."
        )
    if wanted is None:
        return [plan for plan in held if plan.current]
    return [find_plan(held, wanted)]


def find_plan(held: Sequence[HeldPlan], wanted: str, *, any_edition: bool = False) -> HeldPlan:
    """The one plan with this id, title, title and edition, label of an edition, or part of a title.

    Of several editions of one plan the current one is meant, unless `any_edition` counts them all as candidates.

    Raises:
        UnknownPlan: there is none, or there are several.
    """
    words = normalise(wanted)
    by_id = [plan for plan in held if plan.id == wanted]
    by_title = [plan for plan in held if normalise(plan.title) == words]
    by_edition = [plan for plan in held if plan.edition and normalise(f"{plan.title} {plan.edition}") == words]
    by_label = [plan for plan in held if plan.edition and words and normalise(plan.edition) == words]
    by_part = [
        plan for plan in held if words and (words in normalise(plan.title) or wanted.casefold() in plan.id.casefold())
    ]
    for found in (by_id, by_title, by_edition, by_label, by_part):
        one_work = len({(plan.title, plan.publisher) for plan in found}) == 1
        current = [plan for plan in found if plan.current] if one_work and not any_edition else []
        for sure in (found, current):
            if len(sure) == 1:
                return sure[0]
        if found:
            raise UnknownPlan(
                f"{wanted!r} could be {len(found)} plans: {_listed(found)}. Give more of the title, or an id."
            )
    close = nearest(wanted, [plan.title for plan in held])
    order = [plan for title in close for plan in held if plan.title == title] or list(held)
    holds = "It holds" if len(held) <= _SHOWN else "The nearest are"
    shown = held if len(held) <= _SHOWN else order
    raise UnknownPlan(
        f"The store holds no plan {wanted!r}. {holds}: {_listed(shown)}. `partners plans` lists every plan and its id."
    )


def _listed(plans: Sequence[HeldPlan]) -> str:
    more = f" and {len(plans) - _SHOWN} more" if len(plans) > _SHOWN else ""
    return "; ".join(str(plan) for plan in plans[:_SHOWN]) + more
