"""The saved queries about what a store holds: the questions, the gap checks, and pictures."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import QuestionError, UnknownPlan
from queries.as_of import as_of as read_as_of
from queries.catalogue import QUESTIONS
from queries.gaps.catalogue import CHECKS
from queries.gaps.check import Check
from queries.plans import chosen_plans
from queries.question import Question
from views.saved_queries.pictures import PICTURES
from views.saved_queries.query import SavedQuery
from views.saved_queries.subjects import Subjects

if TYPE_CHECKING:
    from graph.store import Store

MOST = 12
"""So many saved queries of one question: a list that is longer is not looked through."""
GAPS, DRAWN = "Gap checks", "Pictures"
"""Folders beside those of the questions."""

_PARAMETER = re.compile(r"\$(\w+)")


@dataclass(frozen=True)
class _Known:
    """What every query is given, and how its reader is told."""

    plans: list[str]
    day: str
    titles: str

    def about(self, why: str, dated: bool) -> str:
        return f"{why} Plans read: {self.titles}{f', as of {self.day}' if dated else ''}."

    def used(self, cypher: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters that a query names."""
        given = {"plans": self.plans, "as_of": self.day, **values}
        return {name: given[name] for name in _PARAMETER.findall(cypher) if name in given}


def saved_queries(
    store: "Store", *, plan: str | None = None, as_of: str | None = None
) -> tuple[list[SavedQuery], list[str]]:
    """The saved queries, and a sentence for each question that nothing in the store can be asked with.

    Raises:
        UnknownPlan: no plan of that name, or no plan at all.
    """
    held = chosen_plans(store, plan)
    plans = [one.id for one in held]
    more = f" and {len(held) - 3} more" if len(held) > 3 else ""
    titles = ", ".join(one.title for one in held[:3]) + more
    known = _Known(plans, read_as_of(store, plans, as_of).day, titles)
    subjects = Subjects(store, plans)
    found: list[SavedQuery] = []
    left_out: list[str] = []
    for question in QUESTIONS.values():
        asked = list(_asked(store, question, subjects, known))
        found += asked
        if not asked:
            left_out.append(f"Left out: {question.title} ({question.id}) The plans read hold nothing to ask it about.")
    found += [_checked(store, check, known) for check in CHECKS.values()]
    for picture in PICTURES:
        given = known.used(picture.cypher, {})
        about = known.about(picture.description, False)
        found.append(SavedQuery(DRAWN, picture.name, about, picture.cypher, given))
    return found, left_out


def _asked(store: "Store", question: Question, subjects: Subjects, known: _Known) -> Iterator[SavedQuery]:
    """A question, once for each of the things that it has an answer about."""
    why = question.why
    if question.computed is not None:
        why += " The command partners ask works its answer out from these rows."
    about = known.about(why, question.dated)
    seen: set[str] = set()
    for sort in subjects.of(question):
        for name, given in sort if not seen else ():
            used = _read(store, question, known, given) if len(seen) < MOST else None
            if used is not None and repr(used) not in seen:
                seen.add(repr(used))
                yield SavedQuery(question.title, name or question.title, about, question.cypher, used, question.id)


def _read(store: "Store", question: Question, known: _Known, given: Mapping[str, Any]) -> dict[str, Any] | None:
    """The parameters of a question's Cypher; none where what was given is not called so in the plans, or has no row."""
    try:
        reading = question.read(store, question.bind(given), known.plans)
    except (QuestionError, UnknownPlan):
        return None
    used = known.used(question.cypher, reading.parameters)
    return used if not given or store.read(question.cypher, used, limit=1).rows else None


def _checked(store: "Store", check: Check, known: _Known) -> SavedQuery:
    """A gap check: its rows are everything it looks at, with the gap or without."""
    rows = " The command partners gaps works its findings out from these rows."
    told = f"{check.sentence} {check.why}{rows if check.computed else ' The gap is where fails is true.'}"
    prepared = {**check.parameters, **check.prepare(store, known.plans, known.day)}
    used = known.used(check.cypher, prepared)
    return SavedQuery(GAPS, f"{check.id} {check.title}", known.about(told, check.dated), check.cypher, used)
