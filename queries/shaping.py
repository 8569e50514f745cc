"""From what the Cypher returned to the rows of an answer: the weakest basis, the words, one order on every engine."""

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar, cast, get_type_hints

from graph.vocabulary import weakest
from queries.passages import words_of
from queries.question import Question, Raw, Row, Words

if TYPE_CHECKING:
    from graph.store import Store


MOST_WORDS = 100
"""How many passages a row shows at most. Only a row that counts many facts of many plans has more, and nobody reads
them all; what a row counts stands in its columns."""

R = TypeVar("R")
Complete = Callable[[Sequence[Raw]], Sequence[Raw]]
"""Gives rows what they lack, in the same order."""


def shaped(
    store: "Store", question: Question, raw: Sequence[Raw], limit: int | None = None, complete: Complete | None = None
) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """The rows of an answer in the question's order, and all there are.

    With a limit the first are so many rows, and those after them that stand on the last one's line; only these are
    completed and have their words, and the others come in no order.
    """
    made = _Rows(store, question, complete)
    if limit is None or limit >= len(raw):
        rows = tuple(sorted(made.of(raw), key=question.order))
        return rows, rows
    every = [*zip(records(question.row, raw, None), raw, strict=True)]
    return _page(made, question, every, limit), tuple(row for row, _ in every)


class _Rows:
    """Rows as records with their words, each made once."""

    def __init__(self, store: "Store", question: Question, complete: Complete | None) -> None:
        self._store = store
        self._kind = question.row
        self._complete = complete
        self._made: dict[int, Row] = {}

    def of(self, raw: Sequence[Raw]) -> list[Row]:
        """The records of rows that are still held by somebody."""
        new = [row for row in raw if id(row) not in self._made]
        whole = self._complete(new) if self._complete and new else new
        kept = [row if _few(row["passages"]) else {**row, "passages": _shown(row["passages"])} for row in whole]
        words = words_of(self._store, (pid for row in kept for group in row["passages"] for pid in group))
        self._made.update(zip(map(id, new), records(self._kind, kept, words), strict=True))
        return [self._made[id(row)] for row in raw]


def _page(made: _Rows, question: Question, every: list[tuple[Row, Raw]], limit: int) -> tuple[Row, ...]:
    """The rows of the first page, in their order.

    A row stands where its first words do, and without words as early as it may. So the first rows without words are
    looked up, and then all that may come before the last of these.
    """
    order = question.order
    every.sort(key=lambda pair: order(pair[0]))
    last = max(map(order, made.of([raw for _, raw in every[:limit]])))
    near = [raw for row, raw in every if order(row) <= last]
    placed = sorted(zip(made.of(near), near, strict=True), key=lambda pair: order(pair[0]))
    rows = [row for row, _ in placed[:limit]]
    line = question.layout.line if question.layout else None
    if line is not None:
        held = {id(raw) for _, raw in placed[:limit]}
        mine = line(rows[-1])
        rows += made.of([raw for row, raw in every if line(row) == mine and id(raw) not in held])
        rows.sort(key=order)
    return tuple(rows)


def _few(groups: Sequence[Sequence[str]]) -> bool:
    return sum(map(len, groups)) <= MOST_WORDS


def _shown(groups: Sequence[Sequence[str]]) -> list[list[str]]:
    """The ids of a fact's own words, and of those that govern it; the first by id where there are too many."""
    own, *others = groups or [[]]
    first, rest = list(dict.fromkeys(own)), list(dict.fromkeys(pid for ids in others for pid in ids))
    if len(first) + len(rest) <= MOST_WORDS:
        return [first, rest]
    first = sorted(first)[:MOST_WORDS]
    return [first, sorted(rest)[: MOST_WORDS - len(first)]]


def records(kind: type[R], raw: Iterable[Raw], words: Mapping[str, Words] | None) -> list[R]:
    """What the Cypher returned as records of a dataclass; a column that is not returned keeps its default.

    Without `words` they have no passages.
    """
    hints = _hints(cast("Hashable", kind))
    return [_record(kind, hints, row, words) for row in raw]


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """The fields of a dataclass and what they hold: to read the annotations anew costs as much as a small answer."""
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _record(kind: type[R], hints: Mapping[str, Any], raw: Raw, words: Mapping[str, Words] | None) -> R:
    values = {name: raw[name] for name in hints if name in raw}
    for name, value in values.items():
        if type(value) is list and name not in _OWN:
            values[name] = _listed(value, hints[name])
    values["basis"] = weakest([basis for basis in raw["basis"] if basis])
    values["passages"] = () if words is None else _passages(raw["passages"], words)
    if len(values) < len(hints):
        return kind(**values)
    # a frozen dataclass sets its fields one by one, which for large answers is a fifth of the work in Python
    made = object.__new__(kind)
    made.__dict__.update(values)
    return made


_OWN = ("basis", "passages")


def _listed(value: Sequence[Any], hint: Any) -> Any:
    """Lists come in whatever order an engine made them: as a list they are sorted, as a text also joined."""
    texts = sorted({item for item in value if isinstance(item, str)})
    return "; ".join(texts) if hint is str else tuple(texts)


def _passages(groups: Sequence[Iterable[str]], words: Mapping[str, Words]) -> tuple[Words, ...]:
    """The fact's own words first, then what governs them, each group in the order of the document."""
    own, *behind = groups or [[]]
    found = _placed(own, words)
    rest = _placed([pid for ids in behind for pid in ids], words)
    return tuple(dict.fromkeys([*found, *rest]) if rest else found)


def _placed(ids: Iterable[str], words: Mapping[str, Words]) -> list[Words]:
    """The words of passages, each once, in the order of the documents."""
    here = [words[pid] for pid in dict.fromkeys(ids) if pid in words]
    if len(here) > 1:
        here = list(dict.fromkeys(sorted(here, key=lambda w: (w.plan, w.start, w.quote))))
    return here
