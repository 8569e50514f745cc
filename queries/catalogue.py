"""Every question, by id, and asking one."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from graph.errors import BadParameter, UnknownQuestion, choices
from queries import collecting
from queries.answering import Wanted, answer
from queries.asks import UNADDRESSED_ASKS
from queries.bridges import BRIDGES
from queries.changed import CHANGED_HANDS
from queries.communities import COMMUNITIES
from queries.comparison.record import COMPARE
from queries.contrast import IN_ONE_NOT_OTHER
from queries.coverage import COVERAGE
from queries.delivery import WHO_DELIVERS
from queries.departments import DEPARTMENT
from queries.dependence import DEPENDS_ON
from queries.evidence import WHERE_STATED
from queries.ledger import LEDGER
from queries.links import WHY_LINKED
from queries.matrix import MATRIX
from queries.money import MONEY
from queries.names import nearest
from queries.organisations import ORGANISATION
from queries.progress import PROGRESS
from queries.question import Answer, Question
from queries.same_ask import SAME_ASK
from queries.search import SEARCH
from queries.single_points import SINGLE_POINTS
from queries.specificity import SPECIFICITY
from queries.tallies import ASKS_BY_DEPARTMENT, ASKS_BY_KIND

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


QUESTIONS = catalogue(
    (
        WHO_DELIVERS,
        ORGANISATION,
        DEPARTMENT,
        UNADDRESSED_ASKS,
        WHERE_STATED,
        MATRIX,
        LEDGER,
        ASKS_BY_DEPARTMENT,
        ASKS_BY_KIND,
        MONEY,
        CHANGED_HANDS,
        COVERAGE,
        BRIDGES,
        SINGLE_POINTS,
        COMMUNITIES,
        DEPENDS_ON,
        WHY_LINKED,
        IN_ONE_NOT_OTHER,
        SAME_ASK,
        SEARCH,
        SPECIFICITY,
        PROGRESS,
        COMPARE,
    )
)
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
    limit: int | None = None,
    **parameters: Any,
) -> Answer:
    """The answer to a question, from every plan's current edition or from the one plan named.

    `as_of` is the ISO date on which dated facts (who leads on a topic, memberships, who controls what) are read;
    without it, today. A date that the register does not reach is answered in the note: not known.

    With a `limit` only the first so many rows are given, and of a question whose lines are made of several rows those
    that complete the last line; the note and `total` tell how many there are.

    Raises:
        UnknownQuestion: no question has this id.
        BadParameter: a parameter is missing, unknown, or names nothing in the plans; the message has the nearest. Or
            the limit is below 1.
        UnknownPlan: no plan of that name, or no plan at all.
    """
    question = find_question(question_id)
    given = question.bind(parameters)
    if limit is not None and (not isinstance(limit, int) or isinstance(limit, bool) or limit < 1):
        raise BadParameter(f"A limit of rows is a number from 1, and not {limit!r}.")
    with collecting.held():
        return answer(store, question, given, Wanted(plan, as_of, limit))
