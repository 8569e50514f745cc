"""Checks over editions and what is recorded: asks dropped in silence, asked again without an answer, or overdue."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from queries.comparison.doubtful import doubtful
from queries.gaps.check import SILENT, UNLINKED, Case, Check
from queries.gaps.due import last_day
from queries.question import Computed, Raw
from queries.recorded import COLUMNS, RECORDED_CYPHER, REPEATED_CYPHER, Record, asks_in, by_plan, record_of, recorded
from queries.wording import number

if TYPE_CHECKING:
    from graph.store import Store

_ANSWERS = ("offered", "agreed", "refused", "delivered")
_SETTLED = ("agreed", "refused", "delivered")
_CLOSED = ("refused", "delivered")
_BOUND = "What is recorded are the updates in the corrections files loaded with the plan and its earlier editions; an "
_BOUND += "answer that nobody wrote down there is not known."


@dataclass(frozen=True, kw_only=True)
class EditionCase(Case):
    """An ask that an earlier edition has."""

    edition: str
    """The label of that edition; the first that has it."""
    times: int = 1
    """How many editions have it."""


@dataclass(frozen=True, kw_only=True)
class StatusCase(Case):
    """An ask with a date or a record, and what was said last."""

    timescale: str | None
    overdue: bool
    said: str | None
    said_on: str | None


def _case(record: Record, *, fails: bool, **more: Any) -> dict[str, Any]:
    ask = record.ask
    return {
        "subject_id": ask["ask_id"],
        "subject": ask["ask"],
        "plan": ask["plan"],
        "section": ask["section"],
        "fails": fails,
        "basis": list(record.bases),
        "passages": record.passages,
        **more,
    }


def _dropped(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    before = {one["plan"]: one["before"] for one in given["editions"]}
    for plan, rows in by_plan(raw).items():
        asks = asks_in(rows)
        continued = {link["id"] for row in asks.values() if row["edition_id"] == plan for link in row["before"]}
        for id_, row in asks.items():
            if row["edition_id"] != before.get(plan):
                continue
            record = record_of(row, asks, given["as_of"])
            settled = any(one["said"] in _SETTLED for one in record.updates)
            maybe = [one["now"] for one in given["doubtful"] if one["before"] == id_]
            yield _case(
                record,
                fails=id_ not in continued and not settled,
                edition=row["edition"],
                closed_if_inferred=bool(maybe),
                inferred=[f"“{title}”" for title in maybe],
                absence=UNLINKED if maybe else SILENT,
            )


def _prepare(store: "Store", plans: Sequence[str], as_of: str) -> Mapping[str, Any]:
    return doubtful(store, plans)


DROPPED = Check(
    id="G33",
    title="Dropped in silence",
    sentence="An ask of the edition before is asked no more, and no answer to it is recorded.",
    why="What is dropped without a word looks as if it had been granted or given up, and nobody decided either.",
    question="Was it met, refused or given up, and who decided so?",
    suggestion="Is it now {names}?",
    severity="medium",
    guard="Asks that are only reworded or moved go on and are not dropped. One that an ask of this edition may be in "
    "other words is told as “found but not linked”, for a person to decide. A recorded agreement, refusal or delivery "
    f"closes it. {_BOUND}",
    subjects=("ask of the edition before", "asks of the edition before"),
    has="is asked again or answered",
    lacks="are asked no more, and no answer is recorded",
    missing="the ask in this edition, or an answer to it",
    cypher=REPEATED_CYPHER,
    row=EditionCase,
    prepare=_prepare,
    computed=Computed(columns=COLUMNS, rows=_dropped),
    say=lambda case: (
        f"“{case.subject}” was asked in the edition {case.edition} and is asked no more, and no answer is recorded."
    ),
)


def _unanswered(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for plan, rows in by_plan(raw).items():
        asks = asks_in(rows)
        for row in asks.values():
            record = record_of(row, asks, given["as_of"])
            if row["edition_id"] == plan and record.earlier:
                answered = any(one["said"] in _ANSWERS for one in record.updates)
                first, times = record.earlier[-1]["edition"], len(record.earlier) + 1
                yield _case(record, fails=not answered, edition=first, times=times)


UNANSWERED = Check(
    id="G34",
    title="Asked before, never answered",
    sentence="An ask stands in this edition and in the one before, and no answer to it is recorded.",
    why="An ask that is repeated without an answer is either not heard or not worth repeating.",
    question="What was the answer last time, and what is different now?",
    severity="medium",
    guard="An offer, an agreement, a refusal or a delivery is an answer; that it was asked is none. Two asks are one "
    f"only where their words and what they are about agree, or a person said so. {_BOUND}",
    subjects=("ask made before", "asks made before"),
    has="has a recorded answer",
    lacks="have no recorded answer",
    missing="an answer",
    cypher=REPEATED_CYPHER,
    row=EditionCase,
    computed=Computed(columns=COLUMNS, rows=_unanswered),
    say=lambda case: (
        f"“{case.subject}” is asked in {number(case.times, 'edition')}, first in {case.edition}, and no answer is "
        "recorded."
    ),
)


def _status(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    today = given["as_of"]
    for record in recorded(raw, today):
        due = last_day(record.ask["timescale"])
        if not record.current or record.ask["ask_id"] is None or not (record.updates or due):
            continue
        said, last = record.said, record.last[-1] if record.updates else None
        overdue = due is not None and due < today and not any(one in _SETTLED for one in said)
        stale = (
            last is not None
            and not any(one in _CLOSED for one in said)
            and (date.fromisoformat(today) - date.fromisoformat(last["date"])).days > given["stale_after"]
        )
        yield _case(
            record,
            fails=overdue or stale,
            timescale=record.ask["timescale"],
            overdue=overdue,
            said=" and ".join(said) or None,
            said_on=last["date"] if last else None,
            missing=["an answer in time"] if overdue else ["a word of this year"],
        )


def _late(case: StatusCase) -> str:
    last = f"the last word is “{case.said}”, of {case.said_on}" if case.said else "nothing is recorded of it"
    if case.overdue:
        return f"“{case.subject}” was wanted for “{case.timescale}”, and {last}."
    return f"Of “{case.subject}” {last}: more than a year ago."


LATE = Check(
    id="G35",
    title="Overdue, or no word for a year",
    sentence="The date of an ask has passed without an agreement, or the last word recorded of it is over a year old.",
    why="A ledger that nobody keeps up tells ministers less than none, and a date that passes unremarked was no date.",
    question="What is the state of this today, and who has it in hand?",
    severity="medium",
    guard="Only dates that name a year (“by 2028”, “December 2026”) can pass; periods and occasions cannot. What was "
    f"refused or delivered is closed, and what was agreed is not overdue. {_BOUND}",
    subjects=("ask with a date or a record", "asks with a date or a record"),
    has="has had a word in time",
    lacks="are overdue, or have had no word for a year",
    missing="a word in time",
    cypher=RECORDED_CYPHER,
    row=StatusCase,
    parameters={"stale_after": 365},
    computed=Computed(columns=COLUMNS, rows=_status),
    say=_late,
)

CHECKS = (DROPPED, UNANSWERED, LATE)
