"""Priorities, organisations and roles that stand in one of two plans and not in the other."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from graph.ids import normalise
from queries.comparison.editions import DROPPED, NEW
from queries.comparison.plans import only
from queries.names import content_words
from queries.question import Raw

FACTS = ("priority", "organisation", "role")


def rest_rows(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A row for each of them that only one of the two has."""
    found: dict[tuple[str, str], dict[str, list[Raw]]] = defaultdict(lambda: defaultdict(list))
    for row in raw:
        if row["fact"] in FACTS:
            found[row["fact"], _key(row)][row["plan"]].append(row)
    for (fact, _), by_plan in found.items():
        if len(by_plan) == 1:
            [(plan, rows)] = by_plan.items()
            yield _row(fact, rows, plan, given)


def _key(row: Raw) -> str:
    """By what a thing is the same in both: its id where it is shared, else the words of its name."""
    item = row["item"]
    if row["fact"] == "role":
        return f"{normalise(item['who'])}: {normalise(item['name'])}"
    return item["shared"] or " ".join(content_words(item["name"])) or normalise(item["name"]) or item["name"]


def _row(fact: str, rows: Sequence[Raw], plan: str, given: Mapping[str, Any]) -> dict[str, Any]:
    first = min(rows, key=lambda row: str(row["id"]))
    item = first["item"]
    side = given["both"].index(plan)
    change = (DROPPED, NEW)[side] if given["editions"] else only(given["called"][plan])
    return {
        "fact": fact,
        "change": change,
        "both_ask_it": None,
        "ask": None,
        "priority": item["name"] if fact == "priority" else None,
        "organisation": item["who"],
        "role": item["name"] if fact == "role" else None,
        "section": [],
        "department": [],
        "first": item["name"] if side == 0 else None,
        "second": item["name"] if side == 1 else None,
        "detail": None,
        "how": None,
        "first_id": first["id"] if side == 0 else None,
        "second_id": first["id"] if side == 1 else None,
        "first_amount": None,
        "second_amount": None,
        "plan": plan,
        "basis": [row["basis"] for row in rows],
        "source": None,
        "passages": [[id_ for row in rows for id_ in row["own"]]],
    }
