"""What a question is, and what an answer is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from graph.errors import BadParameter, choices
from queries.layout import Layout
from queries.parameter import Parameter as Parameter  # noqa: PLC0414  (modules of questions take it from here)

if TYPE_CHECKING:
    import pandas as pd

    from graph.store import Store


@dataclass(frozen=True, kw_only=True)
class Words:
    """The document's words behind a row."""

    quote: str
    """The fact's own words, verbatim."""
    context: str
    """The whole sentence, bullet or row they stand in."""
    heading_path: tuple[str, ...]
    url: str | None
    plan: str
    """Id of the plan they stand in."""
    page: int | None = None
    start: int = 0
    """First character in the document as read."""


@dataclass(frozen=True, kw_only=True)
class Row:
    """What every row of every answer has."""

    plan: str | None
    """Id of the plan it is about; empty for public record."""
    basis: str
    """The weakest on its path: stated, curated, reference or inferred."""
    source: str | None
    """Register, date and licence of a reference row, which has no passages."""
    passages: tuple[Words, ...]


@dataclass(frozen=True, kw_only=True)
class Reading:
    """What the given parameters were understood as."""

    parameters: Mapping[str, Any] = field(default_factory=dict)
    """What the Cypher is given besides `plans` and `as_of`."""
    note: str = ""
    """How a word was read, for the person who typed it."""
    plans: Mapping[str, str] | None = None
    """Titles of the plans read, by id, where the parameters name them; else they are those of `--plan`."""
    undated: bool = False
    """Whether the answer does not depend on the day, though other answers to the question do."""


Reader = Callable[["Store", Mapping[str, Any], Sequence[str]], Reading]
"""Turns what a person typed into what the Cypher is given; the last argument is the ids of the plans read."""


def as_given(store: "Store", given: Mapping[str, Any], plans: Sequence[str]) -> Reading:
    """Parameters that the Cypher takes as they are."""
    return Reading(parameters=given)


Raw = Mapping[str, Any]
"""A row as the Cypher returns it."""


@dataclass(frozen=True, kw_only=True)
class Computed:
    """How the rows of an answer are worked out from what the Cypher returned, where Cypher alone does not tell them."""

    columns: tuple[str, ...]
    """What the Cypher returns."""
    rows: Callable[[Sequence[Raw], Mapping[str, Any]], Iterable[Raw]]
    """Pure: from the rows of the Cypher and the parameters it was given to rows with a column for each field of the
    row type, `basis` and `passages` in the form in which Cypher would return them."""
    note: Callable[[Sequence[Raw], Mapping[str, Any]], str] = lambda raw, given: ""
    """What the Cypher returned tells besides, in a sentence."""


@dataclass(frozen=True, kw_only=True)
class Summary:
    """What all the rows of an answer amount to, told by a Cypher of its own, so that not all need be worked out."""

    cypher: str
    columns: tuple[str, ...]
    """What the Cypher returns."""
    total: Callable[[Sequence[Raw]], int]
    """How many rows the answer has."""
    note: Callable[[Sequence[Raw], Mapping[str, Any]], str] = lambda raw, given: ""
    """The same sentence that `Computed` tells of the whole answer."""
    known: Callable[[Sequence[Raw]], Mapping[str, Any]] = lambda raw: {}
    """What the rows of a plan must know of those of the others: parameters that are given to `Computed` besides."""


@dataclass(frozen=True, kw_only=True)
class Brief:
    """The rows of many plans without what is long and tells neither their order nor what they amount to.

    Only those that are wanted are looked up whole.
    """

    cypher: str
    columns: tuple[str, ...]
    """What the Cypher returns."""
    rows: Callable[[Sequence[Raw], Mapping[str, Any]], Iterable[Raw]]
    """As `Computed` has them, with whatever is not known as it would come first in order."""
    complete: Callable[["Store", Sequence[Raw], Mapping[str, Any]], Sequence[Raw]]
    """The same rows, whole, in the same order; the last argument is what the Cypher was given."""
    always: bool = False
    """Whether that is quicker, too, where all rows are wanted."""


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question the graph answers.

    The Cypher returns a column for each field of the row type, unless the rows are `computed` from what it returns.
    `basis` comes as the list of every basis on the path, and `passages` as lists of passage ids, the fact's own words
    in the first list and what governs them after it.
    """

    id: str
    title: str
    """As a person would ask it."""
    why: str
    """Why somebody would want to know."""
    cypher: str
    parameters: tuple[Parameter, ...]
    row: type[Row]
    identity: tuple[str, ...]
    """The columns that tell one row from another."""
    order: Callable[[Any], tuple[Any, ...]]
    """What rows are sorted by; of their words nothing but where the first begins, 0 where there are none."""
    shown: tuple[str, ...]
    """The columns a person is shown, in a table."""
    empty: str
    """What it means that there are no rows."""
    read: Reader = as_given
    computed: Computed | None = None
    sum_up: Callable[[Sequence[Any]], str] = lambda rows: ""
    """What the rows amount to, in a sentence for the note."""
    layout: Layout | None = None
    """How people are shown it, where a list of its rows would read badly."""
    apart: bool = False
    """Whether the rows of a plan come of that plan alone and stand before those of the next, and nothing but a summary
    sums them up: then the first rows of many plans are found without reading all of them."""
    summary: Summary | None = None
    """Of rows that are apart, and are not worked out all."""
    brief: Brief | None = None
    """How the rows are first read, of many plans."""

    @property
    def returned(self) -> tuple[str, ...]:
        """The columns of the Cypher."""
        return self.computed.columns if self.computed else tuple(f.name for f in fields(self.row))

    @property
    def usage(self) -> str:
        """How it is asked on the command line: words for what must be given, or for the first that may be."""
        needed = [parameter.name.upper() for parameter in self.parameters if not parameter.optional]
        may = [parameter for parameter in self.parameters if parameter.optional]
        first = [f"[{parameter.name.upper()}]" for parameter in may[:1] if not needed]
        named = [f"[--param {parameter.name}={parameter.example}]" for parameter in may[len(first) :]]
        return " ".join(["partners ask", self.id, *needed, *first, *named])

    @property
    def dated(self) -> bool:
        """Whether the answer depends on the day it is read as of."""
        return "$as_of" in self.cypher

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column of the answer: those of this question, then those of every row."""
        common = [f.name for f in fields(Row)]
        return (*(f.name for f in fields(self.row) if f.name not in common), *common)

    def bind(self, given: Mapping[str, Any]) -> dict[str, Any]:
        """The parameters, checked.

        Raises:
            BadParameter: one is missing, unknown, empty or of the wrong kind.
        """
        known = {p.name: p for p in self.parameters}
        for name in given:
            if name not in known:
                takes = f"It takes: {choices(known)}" if known else "It takes none"
                raise BadParameter(f"The question {self.id!r} has no parameter {name!r}. {takes}. Usage: {self.usage}")
        for parameter in self.parameters:
            if parameter.name not in given and not parameter.optional:
                raise BadParameter(
                    f"The question {self.id!r} needs {parameter.name!r}: {parameter.description} "
                    f"(for example {parameter.example!r}). Usage: {self.usage}"
                )
        return {parameter.name: parameter.bind(given, self.id) for parameter in self.parameters}


def _plain(value: Any) -> Any:
    """A value of a row as JSON has it; `asdict` would copy every word of it, and be most of the cost of an answer."""
    if isinstance(value, Words):
        return {**vars(value), "heading_path": list(value.heading_path)}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value


@dataclass(frozen=True, kw_only=True)
class Answer:
    """The rows that answer a question, each with its basis and its words."""

    question: Question
    rows: tuple[Row, ...]
    note: str = ""
    """How the parameters were read, or what an empty answer means."""
    plans: Mapping[str, str] = field(default_factory=dict)
    """Titles of the plans that were read, by id."""
    total: int | None = None
    """How many rows there are in all: more than `rows` has where only so many were asked for. Empty where that is not
    known, since the rows of the plans after these were not worked out."""

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return self.question.columns

    def to_records(self) -> list[dict[str, Any]]:
        """The rows as plain dictionaries, ready for JSON."""
        return [{name: _plain(getattr(row, name)) for name in self.columns} for row in self.rows]

    def to_lines(self) -> list[dict[str, Any]]:
        """The rows as people are shown them: as plain dictionaries with the columns of the layout, if there is one."""
        if self.question.layout is None:
            return self.to_records()
        return [{name: _plain(value) for name, value in line.items()} for line in self.question.layout.lines(self.rows)]

    @property
    def shown(self) -> tuple[str, ...]:
        """The columns that people are shown."""
        return self.question.layout.columns if self.question.layout else self.question.shown

    def to_frame(self) -> "pd.DataFrame":
        """The rows as a pandas frame, with the same columns even when there are no rows."""
        import pandas as pd  # noqa: PLC0415  (half a second, and only a notebook wants it)

        return pd.DataFrame(self.to_records(), columns=list(self.columns))
