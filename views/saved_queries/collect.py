"""The saved queries about what a store holds: each question, once for each of the things it can be asked about."""

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from graph.errors import QuestionError
from queries.as_of import as_of as read_as_of
from queries.catalogue import QUESTIONS
from queries.plans import HeldPlan, chosen_plans
from queries.question import Question
from views.saved_queries.pictures import PICTURES
from views.saved_queries.query import SavedQuery
from views.saved_queries.subjects import Subjects

if TYPE_CHECKING:
    from graph.store import Store

MOST = 12
"""So many saved queries of one question: a list that is longer is not looked through."""

_PARAMETER = re.compile(r"\$(\w+)")


def saved_queries(
    store: "Store", *, plan: str | None = None, as_of: str | None = None
) -> tuple[list[SavedQuery], list[str]]:
    """The saved queries, and a sentence for each question that nothing in the store can be asked with.

    Raises:
        UnknownPlan: no plan of that name, or no plan at all.
    """
    held = chosen_plans(store, plan)
    plans = [one.id for one in held]
    day = read_as_of(store, plans, as_of).day
    subjects = Subjects(store, plans)
    found: list[SavedQuery] = []
    left_out: list[str] = []
    for question in QUESTIONS.values():
        asked = list(_asked(store, question, subjects, {"plans": plans, "as_of": day}, _about(held, question, day)))
        found += asked
        if not asked:
            left_out.append(f"Left out: {question.title} ({question.id}) Nothing in the plans read can be asked about.")
    for picture in PICTURES:
        found.append(
            SavedQuery(
                folder="Pictures",
                name=picture.name,
                description=picture.description,
                cypher=picture.cypher,
                parameters={"plans": plans},
            )
        )
    return found, left_out


def _about(held: list[HeldPlan], question: Question, day: str) -> str:
    titles = ", ".join(plan.title for plan in held[:3]) + (f" and {len(held) - 3} more" if len(held) > 3 else "")
    dated = f", as of {day}" if question.dated else ""
    worked_out = " `partners ask` works its answer out from these rows." if question.computed is not None else ""
    return f"{question.why} Plans read: {titles}{dated}.{worked_out}"


def _asked(
    store: "Store", question: Question, subjects: Subjects, known: Mapping[str, Any], description: str
) -> Iterator[SavedQuery]:
    seen: set[str] = set()
    for name, given in (*subjects.of(question), subjects.example(question)):
        if len(seen) == MOST or (seen and (name, given) == subjects.example(question)):
            return
        try:
            reading = question.read(store, question.bind(given), list(known["plans"]))
        except QuestionError:
            continue  # it is not called so in these plans; another subject is
        values = {**known, **reading.parameters}
        used = {found: values[found] for found in _PARAMETER.findall(question.cypher) if found in values}
        if repr(used) not in seen:
            seen.add(repr(used))
            yield SavedQuery(
                folder=question.title,
                name=name or question.title,
                description=description,
                cypher=question.cypher,
                parameters=used,
                question=question.id,
            )
