"""From what the Cypher returned to the rows of an answer: the weakest basis, the words, one order on every engine."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from typing import TYPE_CHECKING, Any, get_type_hints

from graph.vocabulary import weakest
from queries.passages import words_of
from queries.question import Question, Raw, Row, Words

if TYPE_CHECKING:
    from graph.store import Store


def shaped(store: "Store", question: Question, raw: Sequence[Raw]) -> tuple[Row, ...]:
    """The rows of an answer, in the question's order."""
    words = words_of(store, (pid for row in raw for group in row["passages"] for pid in group))
    hints = get_type_hints(question.row)
    rows = [_row(question, row, words, hints) for row in raw]
    return tuple(sorted(rows, key=question.order))


def _row(question: Question, raw: Mapping[str, Any], words: Mapping[str, Words], hints: Mapping[str, Any]) -> Row:
    values = {f.name: _value(raw[f.name], hints[f.name]) for f in fields(question.row)}
    values["basis"] = weakest([basis for basis in raw["basis"] if basis])
    values["passages"] = _passages(raw["passages"], words)
    return question.row(**values)


def _value(value: Any, hint: Any) -> Any:
    """Lists come in whatever order an engine made them: as a list they are sorted, as a text also joined."""
    if not isinstance(value, list):
        return value
    texts = sorted({item for item in value if isinstance(item, str)})
    return "; ".join(texts) if hint is str else tuple(texts)


def _passages(groups: Iterable[Iterable[str]], words: Mapping[str, Words]) -> tuple[Words, ...]:
    """The fact's own words first, then what governs them, each group in the order of the document."""
    own, *behind = [list(group) for group in groups] or [[]]
    found: dict[Words, None] = {}
    for group in (own, [pid for ids in behind for pid in ids]):
        here = [words[pid] for pid in set(group) if pid in words]
        found.update(dict.fromkeys(sorted(here, key=lambda w: (w.plan, w.start, w.quote))))
    return tuple(found)
