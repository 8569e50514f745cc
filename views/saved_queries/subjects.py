"""What a question can be asked about in the plans of a store, the most spoken of first."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from queries.candidates import PRIORITIES_CYPHER, SECTIONS_CYPHER
from queries.question import Parameter, Question

if TYPE_CHECKING:
    from graph.store import Store

_ASKED_CYPHER = """
MATCH (a:Ask)-[:ADDRESSED_TO]->(o:Organisation)
WHERE a.plan IN $plans
RETURN o.name AS name, count(a) AS times
ORDER BY times DESC, name
"""

_ACTIVE_CYPHER = """
MATCH (o:Organisation)-[:PLAYS]->(r:Role)
WHERE r.plan IN $plans
RETURN o.name AS name, count(r) AS times
ORDER BY times DESC, name
"""

_TRIED = 40
"""So many subjects are tried, since not each of them suits each question."""

Given = tuple[str, Mapping[str, Any]]


class Subjects:
    """The things in some plans that questions are about."""

    def __init__(self, store: "Store", plans: Sequence[str]) -> None:
        self._store = store
        self._plans = list(plans)

    def of(self, question: Question) -> list[Given]:
        """A name for the saved query, and parameters, for each subject that a question may suit."""
        needed = _needed(question)
        found = [self._values(parameter, question) for parameter in needed]
        # a question about two things is asked of each and the next
        rows = zip(*(values[place:] for place, values in enumerate(found)), strict=False)
        return [_given(needed, row) for row in islice(rows, _TRIED)] if needed else [("", {})]

    def example(self, question: Question) -> Given:
        """The example of the catalogue, for a question that no subject suits."""
        needed = _needed(question)
        return _given(needed, [parameter.example for parameter in needed])

    def _values(self, parameter: Parameter, question: Question) -> list[Any]:
        if parameter.among:
            return list(parameter.among)
        kind = parameter.name if parameter.name in _KINDS else question.id
        for word, values in _KINDS.items():
            if word in kind:
                return values(self)
        return [parameter.example]

    def _read(self, cypher: str) -> list[str]:
        rows = self._store.read(cypher, {"plans": self._plans}).rows
        return list(dict.fromkeys(row["name"] for row in rows))

    @cached_property
    def topics(self) -> list[str]:
        """Priorities, then headings of subjects."""
        rows = self._store.read(SECTIONS_CYPHER, {"plans": self._plans}).rows
        themes = [row["name"] for row in rows if row["kind"] == "theme"]
        return list(dict.fromkeys([*self._read(PRIORITIES_CYPHER), *themes]))

    @cached_property
    def asked(self) -> list[str]:
        """Who is asked, most often first."""
        return self._read(_ASKED_CYPHER)

    @cached_property
    def active(self) -> list[str]:
        """Who plays roles, the most of them first, then who is asked."""
        return list(dict.fromkeys([*self._read(_ACTIVE_CYPHER), *self.asked]))


def _needed(question: Question) -> list[Parameter]:
    return [parameter for parameter in question.parameters if not parameter.optional]


def _given(needed: Sequence[Parameter], values: Sequence[Any]) -> Given:
    return " and ".join(map(str, values)), {p.name: value for p, value in zip(needed, values, strict=True)}


_KINDS: Mapping[str, Callable[[Subjects], list[str]]] = {
    "topic": lambda subjects: subjects.topics,
    "priority": lambda subjects: subjects.topics,
    "section": lambda subjects: subjects.topics,
    "department": lambda subjects: subjects.asked,
    "organisation": lambda subjects: subjects.active,
}
"""Words in the name of a parameter, or in the id of its question, and what is meant."""
