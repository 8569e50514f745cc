"""The day on which dated facts are read, and how far the register behind them reaches.

The store holds dated facts and never says what holds now. A question is asked as of a day; what the register says of
who leads on what reaches from a first day to a last one, and of any other day it is not known.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graph.errors import BadParameter

if TYPE_CHECKING:
    from graph.store import Store

_REACH = """
CALL () {{
  {asks}
  RETURN known_from, known_until
  UNION ALL
  MATCH (:Organisation)-[c:CONTROLS]->(:Instrument)
  WHERE c.plan IS NULL OR c.plan IN $plans
  RETURN c.known_from AS known_from, c.known_until AS known_until
}}
WITH known_from, known_until
WHERE known_from IS NOT NULL AND known_until IS NOT NULL
RETURN min(known_from) AS first, max(known_until) AS last
"""

REACH_CYPHER = _REACH.format(
    asks="""UNWIND $plans AS plan
  MATCH (a:Ask {plan: plan})-[to:ADDRESSED_TO]->(:Organisation)
  WITH to.known_from AS known_from, to.known_until AS known_until"""
)
"""Of a few plans: from their asks."""

REACH_OF_MANY_CYPHER = _REACH.format(
    asks="""UNWIND $plans AS plan
  CALL (plan) {
    MATCH (:Ask {plan: plan})-[to:ADDRESSED_TO]->(:Organisation)
    WHERE to.known_from IS NOT NULL AND to.known_until IS NOT NULL
    RETURN to.known_from AS known_from, to.known_until AS known_until
    LIMIT 1
  }
  WITH known_from, known_until"""
)
"""Of many: from one ask of each, since a plan is loaded with one register, which reaches as far for all its topics."""

_FEW = 20


def known_on_the_day(link: str) -> str:
    """Cypher: whether a relationship of this variable is known to hold on `$as_of`; one without dates always does."""
    holds = f"({link}.`from` IS NULL OR {link}.`from` <= $as_of) AND ({link}.`to` IS NULL OR {link}.`to` > $as_of)"
    first = f"({link}.known_from IS NULL OR {link}.known_from <= $as_of)"
    last = f"({link}.known_until IS NULL OR {link}.known_until >= $as_of)"
    return f"{holds} AND {first} AND {last}"


@dataclass(frozen=True, kw_only=True)
class AsOf:
    """The day a question is read as of."""

    day: str
    """ISO date."""
    note: str = ""
    """What is not known of that day, in words."""


def as_of(store: "Store", plans: Sequence[str], wanted: str | None) -> AsOf:
    """The day that is meant, and what the register does not know of it.

    Without a wanted day it is today, or the last day that the register reaches, whichever is earlier.

    Raises:
        BadParameter: the date is no day of the calendar.
    """
    day = day_of(wanted)
    first, last = reach(store, plans)
    if not (first and last) or first <= day <= last:
        return AsOf(day=day)
    if wanted is None and day > last:
        return AsOf(
            day=last,
            note=f"Read as of {said(last)}, the last day the register reaches; which department leads on what since "
            "then is not known.",
        )
    return AsOf(
        day=day,
        note=f"Which department leads on what on {said(day)} is not known: the register reaches from {said(first)} "
        f"to {said(last)}. Departments inferred from a topic are left out.",
    )


def reach(store: "Store", plans: Sequence[str]) -> tuple[str, str]:
    """The first and the last day of which the plans hold facts from the register; empty where they hold none."""
    cypher = REACH_CYPHER if len(plans) <= _FEW else REACH_OF_MANY_CYPHER
    rows = store.read(cypher, {"plans": list(plans)}).rows
    return (rows[0]["first"] or "", rows[0]["last"] or "") if rows else ("", "")


def day_of(wanted: str | None) -> str:
    """A day as ISO date; without one, today.

    Raises:
        BadParameter: it is no day of the calendar.
    """
    if wanted is None:
        return date.today().isoformat()  # noqa: DTZ011  (the reader's own day is meant)
    try:
        return date.fromisoformat(wanted).isoformat()
    except ValueError:
        raise BadParameter(f"The date {wanted!r} is no day of the calendar. Write it as YYYY-MM-DD.") from None


def said(day: str) -> str:
    """A day, a month or a year, as a person writes it."""
    if len(day) == len("2025"):
        return day
    found = date.fromisoformat(day if len(day) > len("2025-07") else f"{day}-01")
    return f"{found.day} {found:%B %Y}" if len(day) > len("2025-07") else f"{found:%B %Y}"
