"""The comparison of two plans or editions as a question."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from queries.comparison.chosen import read_two
from queries.comparison.editions import CHANGES, edition_rows
from queries.comparison.facts import COLUMNS, COMPARE_CYPHER
from queries.comparison.plans import BOTH, plan_rows
from queries.comparison.rest import FACTS, rest_rows
from queries.question import Computed, Parameter, Question, Raw, Row
from queries.wording import listed, number

_ALL = ("ask", *FACTS)


@dataclass(frozen=True, kw_only=True)
class CompareRow(Row):
    """An ask that stands in one or both of two plans or editions, or something else that stands in one only."""

    fact: str
    """ask · priority · organisation · role"""
    change: str
    """Of editions: amount changed · new owner · reworded · moved (any of these together) · kept · possibly reworded ·
    dropped · new. Of two plans: both ask, or which one alone."""
    department: tuple[str, ...]
    """Who is asked, as the second has it where both have it."""
    first: str | None
    """Its words in the first."""
    second: str | None
    """Its words in the second."""
    detail: str | None
    """What changed: from what to what."""
    how: str | None
    """What speaks for the two being one."""
    both_ask_it: bool | None
    """Of two plans: whether both ask a body of this row for something; empty of editions."""
    ask: str | None
    priority: str | None
    organisation: str | None
    role: str | None
    section: str
    first_amount: int | None
    """Whole pounds."""
    second_amount: int | None
    first_id: str | None
    second_id: str | None


def _rows(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterator[Raw]:
    yield from edition_rows(raw, given) if given["editions"] else plan_rows(raw, given)
    yield from rest_rows(raw, given)


def _order(row: CompareRow) -> tuple[Any, ...]:
    """Asks first: of editions by what became of them, of two plans by who is asked."""
    edition = row.change.partition("; ")[0] in CHANGES
    change = CHANGES.index(row.change.partition("; ")[0]) if edition else 0
    return (
        _ALL.index(row.fact),
        change if row.fact == "ask" else (row.first is None),
        not row.both_ask_it,
        () if edition else row.department,
        not edition and row.change != BOTH,
        row.first is None,
        row.passages[0].start if row.passages else 0,
        row.first or "",
        row.second or "",
        row.first_id or "",
        row.second_id or "",
    )


def _amounts_to(rows: Sequence[CompareRow]) -> str:
    asks = [row for row in rows if row.fact == "ask"]
    changes = [change for row in asks for change in row.change.split("; ")]
    counts = [
        f"{changes.count(change)} {change}" for change in dict.fromkeys([*CHANGES, *changes]) if change in changes
    ]
    return f"{number(len(asks), 'ask')}: {listed(counts)}." if asks else ""


COMPARE = Question(
    id="compare",
    title="What changed between two editions, or differs between two plans?",
    why="Asks that were dropped or reworded in silence are found only side by side; so is what a neighbour asks the "
    "same department for.",
    cypher=COMPARE_CYPHER,
    parameters=(
        Parameter(name="first", description="a plan or an edition: its title and label, or its id",
                  example="West Midlands"),
        Parameter(name="second", description="another plan or edition", example="North East"),
    ),
    row=CompareRow,
    identity=("fact", "first_id", "second_id", "organisation", "department"),
    order=_order,
    shown=("fact", "change", "department", "first", "second", "detail", "how", "basis"),
    empty="Neither of the two has an ask, and in all else they are the same.",
    read=read_two,
    computed=Computed(columns=COLUMNS, rows=_rows),
    sum_up=_amounts_to,
)  # fmt: skip
