"""Asking a question of the catalogue for a program or for the console."""

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from queries.as_of import as_of as read_as_of
from queries.as_of import day_of
from queries.catalogue import ask
from queries.plans import chosen_plans
from queries.question import Answer, Question
from views.server.picture import of_answer

if TYPE_CHECKING:
    from graph.store import Store


def answered(
    store: "Store",
    question: Question,
    given: Mapping[str, Any],
    plan: str | None,
    as_of: str | None,
    limit: int,
    *,
    view: bool = False,
) -> dict[str, Any]:
    """The answer to a question in the form of `AnswerOfQuestion`.

    Raises:
        BadParameter: a parameter is missing, unknown, or names nothing in the plans.
        UnknownPlan: no plan of that name, or no plan at all.
    """
    began = time.perf_counter()
    found = ask(store, question.id, plan=plan, as_of=as_of, **given)
    took = time.perf_counter() - began
    rows = found.to_records()[:limit]
    return {
        "question": question.id,
        "title": question.title,
        "note": found.note,
        "plans": dict(found.plans),
        "columns": list(found.columns),
        "rows": rows,
        "total": len(found.rows),
        "truncated": len(found.rows) > limit,
        "seconds": round(took, 3),
        "view": {**_shown(found, rows, limit), **_asked(store, question, given, plan, as_of)} if view else None,
    }


def _shown(found: Answer, rows: list[dict[str, Any]], limit: int) -> dict[str, Any]:
    several = len({row["plan"] for row in rows if row["plan"]}) > 1
    lines = found.to_lines()[:limit]
    for line in lines:
        line["plan_title"] = found.plans.get(line["plan"] or "")
    return {
        "lines": lines,
        "shown": [*found.shown, *(["plan_title"] if several else [])],
        "empty": found.question.empty,
        "picture": of_answer(rows),
    }


def _asked(
    store: "Store", question: Question, given: Mapping[str, Any], plan: str | None, as_of: str | None
) -> dict[str, Any]:
    """The Cypher of a question, and what it was given."""
    plans = [held.id for held in chosen_plans(store, plan)]
    day = read_as_of(store, plans, as_of).day if question.dated else day_of(as_of)
    reading = question.read(store, question.bind(given), plans)
    known = {"plans": plans, "as_of": day, **reading.parameters}
    return {
        "cypher": question.cypher.strip(),
        "parameters": {name: value for name, value in known.items() if f"${name}" in question.cypher},
    }
