"""Every question, by id, and asking one."""

from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from graph.errors import BadParameter, UnknownQuestion, choices
from queries.asks import UNADDRESSED_ASKS
from queries.delivery import WHO_DELIVERS
from queries.departments import DEPARTMENT
from queries.evidence import WHERE_STATED
from queries.names import nearest
from queries.organisations import ORGANISATION
from queries.plans import chosen_plans
from queries.question import Answer, Question
from queries.shaping import shaped

if TYPE_CHECKING:
    from graph.store import Store


def catalogue(questions: Iterable[Question]) -> Mapping[str, Question]:
    """Questions by id, in the order given.

    Raises:
        ValueError: two have the same id.
    """
    found: dict[str, Question] = {}
    for question in questions:
        if question.id in found:
            raise ValueError(f"Two questions have the id {question.id!r}: {found[question.id].title} {question.title}")
        found[question.id] = question
    return MappingProxyType(found)


QUESTIONS = catalogue((WHO_DELIVERS, ORGANISATION, DEPARTMENT, UNADDRESSED_ASKS, WHERE_STATED))
"""Every question, by id."""


def find_question(wanted: str) -> Question:
    """The question of this id.

    Raises:
        UnknownQuestion: there is none; the message names the nearest.
    """
    if wanted in QUESTIONS:
        return QUESTIONS[wanted]
    near = nearest(wanted, QUESTIONS, limit=1)
    maybe = f" Did you mean {near[0]!r}?" if near else ""
    raise UnknownQuestion(
        f"There is no question {wanted!r}.{maybe} The questions are: {choices(QUESTIONS)}. "
        "`partners questions` tells what each answers."
    )


def ask(
    store: "Store",
    question_id: str,
    *,
    plan: str | None = None,
    as_of: str | None = None,
    **parameters: Any,
) -> Answer:
    """The answer to a question, from every plan's current edition or from the one plan named.

    `as_of` is the ISO date on which public record (memberships, who controls what) is read; without it, today.

    Raises:
        UnknownQuestion: no question has this id.
        BadParameter: a parameter is missing, unknown, or names nothing in the plans; the message has the nearest.
        UnknownPlan: no plan of that name, or no plan at all.
    """
    question = find_question(question_id)
    given = question.bind(parameters)
    day = _day(as_of)
    titles = {held.id: held.title for held in chosen_plans(store, plan)}
    plans = list(titles)
    reading = question.read(store, given, plans)
    raw = store.read(question.cypher, {**reading.parameters, "plans": plans, "as_of": day}).rows
    return Answer(question=question, rows=shaped(store, question, raw), note=reading.note, plans=titles)


def _day(as_of: str | None) -> str:
    if as_of is None:
        return date.today().isoformat()  # noqa: DTZ011  (the reader's own day is meant)
    try:
        return date.fromisoformat(as_of).isoformat()
    except ValueError:
        raise BadParameter(f"The date {as_of!r} is no day of the calendar. Write it as YYYY-MM-DD.") from None
