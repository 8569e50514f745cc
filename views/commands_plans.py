"""partners plans, partners forget: what the store holds, and removing a plan."""

from typing import TYPE_CHECKING, Any

import click

from views.messages import remark
from views.options import format_option, opened, plan_option, store_option
from views.tables import print_rows

if TYPE_CHECKING:
    from graph.store import Store

_COLUMNS = ("title", "publisher", "published", "edition", "current", "asks", "roles", "organisations", "id")


@click.command()
@plan_option
@format_option
@store_option
def plans(plan: str | None, form: str, location: str | None) -> None:
    """List the plans in the store.

    \b
    Example:
      partners plans
      partners plans --store demo --format json
    """
    with opened(location) as store:
        rows = plan_rows(store, plan)
    if not rows:
        remark(
            "The store holds no plan yet. Load one with `partners load FILE`, or see an example with `partners demo`."
        )
    if rows or form != "table":
        print_rows(form, _COLUMNS, rows)


def plan_rows(store: "Store", plan: str | None) -> list[dict[str, Any]]:
    """The plans that a store holds, or the one named, by title.

    Raises:
        UnknownPlan: none of that name, or several.
    """
    from queries.plans import ORGANISATIONS_BY_PLAN_CYPHER, find_plan, held_plans  # noqa: PLC0415

    held = store.plans()
    if plan is not None:
        wanted = find_plan(held_plans(store), plan)
        held = [one for one in held if one.id == wanted.id]
    named = {row["plan"]: row["organisations"] for row in store.read(ORGANISATIONS_BY_PLAN_CYPHER).rows}
    return [
        {
            "title": one.title,
            "publisher": one.publisher,
            "published": one.published_on,
            "edition": one.edition,
            "current": one.current,
            "asks": one.asks,
            "roles": one.roles,
            "organisations": named.get(one.id, 0),
            "id": one.id,
        }
        for one in sorted(held, key=lambda one: (one.title, one.id))
    ]


@click.command()
@click.argument("plan")
@store_option
def forget(plan: str, location: str | None) -> None:
    """Remove one plan from the store.

    PLAN is its id, or enough of its title to tell it apart. What other plans share stays.
    The document is untouched, and can be loaded again.

    \b
    Example:
      partners forget "West Midlands Growth Plan"
    """
    from queries.plans import find_plan, held_plans  # noqa: PLC0415

    with opened(location) as store:
        wanted = find_plan(held_plans(store), plan, any_edition=True)
        store.forget(wanted.id)
    click.echo(f"Forgot {wanted}.")
