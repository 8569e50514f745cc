"""What a question can be asked about in the plans of a store, the most spoken of first."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING, Any

from queries.candidates import PRIORITIES_CYPHER, SECTIONS_CYPHER
from queries.question import Question

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

_TITLES_CYPHER = """
MATCH (p:Plan)
RETURN p.title AS name
ORDER BY p.id IN $plans DESC, name
"""

_TRIED = 40
"""So many subjects are tried, since not each of them suits each question."""

Given = tuple[str, Mapping[str, Any]]


class Subjects:
    """The things in some plans that questions are about."""

    def __init__(self, store: "Store", plans: Sequence[str]) -> None:
        self._store = store
        self._plans = list(plans)

    def of(self, question: Question) -> Iterator[list[Given]]:
        """Names for saved queries, each with its parameters: first what the question seems to be about, then else."""
        needed = [parameter for parameter in question.parameters if not parameter.optional]
        if not needed:
            yield [("", {})]
            return
        said = " ".join([*(parameter.name for parameter in needed), question.id])
        likely = [values for word, values in _KINDS if word in said]
        for values in dict.fromkeys([*likely, _active, _topics, _titles]):
            held = values(self)
            # a question about two things is asked of each and the next
            rows = zip(*(list(p.among) or held[place:] for place, p in enumerate(needed)), strict=False)
            yield [_given(question, row) for row in islice(rows, _TRIED)]
        yield [_given(question, [parameter.example for parameter in needed])]

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

    @cached_property
    def titles(self) -> list[str]:
        """Plans, those that are read first."""
        return self._read(_TITLES_CYPHER)


def _given(question: Question, values: Sequence[Any]) -> Given:
    names = [parameter.name for parameter in question.parameters if not parameter.optional]
    return " and ".join(map(str, values)), dict(zip(names, values, strict=True))


def _topics(subjects: Subjects) -> list[str]:
    return subjects.topics


def _asked(subjects: Subjects) -> list[str]:
    return subjects.asked


def _active(subjects: Subjects) -> list[str]:
    return subjects.active


def _titles(subjects: Subjects) -> list[str]:
    return subjects.titles


_KINDS: Sequence[tuple[str, Callable[[Subjects], list[str]]]] = (
    ("topic", _topics),
    ("priority", _topics),
    ("section", _topics),
    ("department", _asked),
    ("organisation", _active),
    ("name", _active),
    ("words", _topics),
    ("plan", _titles),
)
"""Words in the names of parameters and the id of their question, and what is meant, the first that is there."""
