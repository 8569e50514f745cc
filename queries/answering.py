"""From a question and what is wanted of it to the answer: what the plans hold, worked out, in order, and in a note."""

from collections.abc import Mapping, Sequence
from math import ceil
from typing import TYPE_CHECKING, Any, NamedTuple

from graph.errors import BadParameter
from graph.store.packing import counted
from queries.as_of import AsOf, as_of, day_of
from queries.plans import chosen_plans
from queries.question import Answer, Brief, Question, Raw, Row
from queries.shaping import shaped

if TYPE_CHECKING:
    from graph.store import Store

_AT_FIRST = 16
"""Of how many plans the rows are read first, where it may be that these are enough. Of no more than these, all are read
as they are."""
_RATHER_MORE = 1.1
"""How many times what was reckoned is read next, so that a few rows too few do not cost another reading."""


class Wanted(NamedTuple):
    """Of which plan, of what day and how much is wanted."""

    plan: str | None
    as_of: str | None
    limit: int | None


class _Found(NamedTuple):
    rows: tuple[Row, ...]
    every: tuple[Row, ...]
    """All that were worked out, by which the note sums up."""
    total: int | None
    told: str = ""


def answer(store: "Store", question: Question, given: Mapping[str, Any], wanted: Wanted) -> Answer:
    """The answer to a question whose parameters were checked.

    Raises:
        BadParameter: a parameter names nothing in the plans, or a plan is named twice.
        UnknownPlan: no plan of that name, or no plan at all.
    """
    titles: Mapping[str, str] = {held.id: held.title for held in chosen_plans(store, wanted.plan)}
    plans = list(titles)
    read = as_of(store, plans, wanted.as_of) if question.dated else AsOf(day=day_of(wanted.as_of))
    reading = question.read(store, given, plans)
    if reading.plans is not None and wanted.plan is not None:
        raise BadParameter(f"The question {question.id!r} names its plans itself: leave --plan out. {question.usage}")
    parameters = {"plans": plans, "as_of": read.day, **reading.parameters}
    if question.apart and wanted.limit is not None and len(plans) > _AT_FIRST:
        found = _of_the_first(store, question, parameters, wanted.limit)
    else:
        found = _of_all(store, question, parameters, wanted.limit)
    summed_up = question.sum_up(found.every)
    part = _part(found, len(plans))
    notes = (reading.note, "" if reading.undated else read.note, found.told, summed_up, part)
    return Answer(
        question=question,
        rows=found.rows,
        note=" ".join(filter(None, notes)),
        plans=reading.plans or titles,
        total=found.total,
    )


def _of_all(store: "Store", question: Question, parameters: Mapping[str, Any], limit: int | None) -> _Found:
    brief = question.brief
    if brief is not None and len(parameters["plans"]) > _AT_FIRST and (brief.always or limit is not None):
        return _in_brief(store, question, brief, parameters, limit)
    raw: Sequence[Raw] = store.read(question.cypher, parameters, columns=question.returned).rows
    computed = question.computed
    if computed is None:
        rows, every = shaped(store, question, raw, limit)
        return _Found(rows, every, len(every))
    rows, every = shaped(store, question, list(computed.rows(raw, parameters)), limit)
    return _Found(rows, every, len(every), computed.note(raw, parameters))


def _in_brief(
    store: "Store", question: Question, brief: Brief, parameters: Mapping[str, Any], limit: int | None
) -> _Found:
    raw: Sequence[Raw] = store.read(brief.cypher, parameters, columns=brief.columns).rows

    def complete(some: Sequence[Raw]) -> Sequence[Raw]:
        return brief.complete(store, some, parameters)

    rows, every = shaped(store, question, list(brief.rows(raw, parameters)), limit, complete)
    return _Found(rows, every, len(every))


def _of_the_first(store: "Store", question: Question, parameters: Mapping[str, Any], limit: int) -> _Found:
    """The rows of as few plans as hold so many, and what is told of all plans without working out their rows."""
    left = sorted(parameters["plans"])
    total, told = None, ""
    summary = question.summary
    if summary is not None:
        all_of_them: Sequence[Raw] = store.read(summary.cypher, parameters, columns=summary.columns).rows
        total, told = summary.total(all_of_them), summary.note(all_of_them, parameters)
        parameters = {**parameters, **summary.known(all_of_them)}
    raw: list[Raw] = []
    many = _AT_FIRST
    while left and len(raw) < limit:
        some, left = left[:many], left[many:]
        here = {**parameters, "plans": some}
        found: Sequence[Raw] = store.read(question.cypher, here, columns=question.returned).rows
        raw += question.computed.rows(found, here) if question.computed else found
        # of the others, a little more than it takes if they are like those before
        read = len(parameters["plans"]) - len(left)
        more = ceil(_RATHER_MORE * read * (limit - len(raw)) / len(raw)) if raw else 2 * many
        many = max(1, _AT_FIRST, more)
    rows, every = shaped(store, question, raw, limit)
    if not left:
        total = len(every)
    elif summary is None and question.computed is None:
        others = store.read(counted(question.cypher), {**parameters, "plans": left}).rows[0]["total"]
        total = len(every) + others
    return _Found(rows, every, total, told)


def _part(found: _Found, plans: int) -> str:
    """That these are not all the rows."""
    shown = f"{len(found.rows):,}"
    if found.total is None:
        read = len({row.plan for row in found.rows})
        return f"The first {shown} rows, from {read:,} of {plans:,} plans: those of the others were not worked out."
    return f"The first {shown} of {found.total:,} rows." if len(found.rows) < found.total else ""
