"""What became of each ask: what was last said, what is evidenced, and what is not recorded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from queries.as_of import said as day_said
from queries.money import pounds
from queries.question import Brief, Computed, Parameter, Question, Raw, Row
from queries.recorded import (
    BRIEF_COLUMNS,
    BRIEF_CYPHER,
    COLUMNS,
    RECORDED_CYPHER,
    SAID,
    TEXTS,
    TEXTS_CYPHER,
    Record,
    by_plan,
    files_of,
    in_brief,
    recorded,
    told,
)
from queries.wording import listed, number

if TYPE_CHECKING:
    from graph.store import Store

NOTHING = "nothing recorded"
STATES = (*SAID, NOTHING)
NO_ASK = "matches no ask"
_GIVEN = ("offered", "agreed", "delivered")
_IS = {"requested": "asked", "need": "(what it costs, not asked)", "context": "(stands beside it, not asked)"}


@dataclass(frozen=True, kw_only=True)
class ProgressRow(Row):
    """One ask and its present state, worked out from what was recorded of it up to a day.

    What is said and what is evidenced are two things: neither fills in for the other.
    """

    ask: str
    section: str
    department: tuple[str, ...]
    """Whom the plan names as asked."""
    said: str
    """What was said last: asked · offered · agreed · refused · delivered; several if the last day has several; or
    nothing recorded."""
    said_on: str | None
    evidenced: str | None
    """What evidence there is for what was said last: none · partly · yes."""
    evidence_for: str | None
    """The last thing said for which there is evidence, full or partial."""
    evidence_for_on: str | None
    amount: int | None
    """Whole pounds that the plan asks for; empty where no sum is asked for."""
    amount_text: str | None
    """The sum as the plan prints it."""
    amount_offered: int | None
    """Whole pounds of the last offer, agreement or delivery that has a sum, unless the last word is a refusal."""
    amount_offered_as: str | None
    """offered · agreed · delivered, and when."""
    money: str | None
    """Both sums in words."""
    according_to: str | None
    """Who says what was said last."""
    link: str | None
    """Where that can be read."""
    recorded_by: tuple[str, ...]
    updates: int
    """How many there are up to the day."""
    later: int
    """How many there are of a later day, which do not count."""
    history: tuple[str, ...]
    """Each update in a line, earliest first."""
    elsewhere: str | None
    """Only in an earlier edition, or matches no ask; empty for the asks of this edition."""
    searched: str
    """How far what is recorded reaches: up to which day, in which file."""
    ask_id: str


def _rows(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterable[Raw]:
    bounds = _bounds(raw, given["as_of"])
    for record in recorded(raw, given["as_of"]):
        if _is_wanted(record, given):
            yield _row(record, bounds[record.ask["plan"]])


def _is_wanted(record: Record, given: Mapping[str, Any]) -> bool:
    wanted = given.get("state")
    return wanted is None or wanted in (record.said or (NOTHING,))


def _brief(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterable[Raw]:
    bounds = _bounds(raw, given["as_of"])
    quiet: Raw | None = None
    for record in in_brief(raw, given["as_of"]):
        if not _is_wanted(record, given):
            continue
        ask, bound = record.ask, bounds[record.ask["plan"]]
        if not record.current or record.updates or record.later:
            yield {**_row(record, bound), "record": record}
            continue
        # most are like this, and alike in all but a few columns
        quiet = quiet or _row(record, bound)
        of_its_own = {"ask_id": ask["ask_id"], "plan": ask["plan"], "basis": record.bases, "searched": bound}
        yield {**quiet, **of_its_own, "record": record}


def _complete(store: "Store", rows: Sequence[Raw], given: Mapping[str, Any]) -> list[Raw]:
    """The rows with what their asks say."""
    records: list[Record] = [row["record"] for row in rows]
    ids = sorted({one["ask_id"] for record in records for one in (record.ask, *record.earlier) if one["ask_id"]})
    found = store.read(TEXTS_CYPHER, {"ids": ids}, columns=("ask_id", *TEXTS)).rows
    texts = {row["ask_id"]: row for row in found}

    def with_text(ask: Raw) -> Raw:
        return {**ask, **texts.get(ask["ask_id"], {})}

    return [
        _row(replace(one, ask=with_text(one.ask), earlier=tuple(map(with_text, one.earlier))), row["searched"])
        for one, row in zip(records, rows, strict=True)
    ]


def _bounds(rows: Sequence[Raw], day: str) -> dict[str, str]:
    """How far what is recorded reaches, of each plan."""
    return {plan: _bound(held, day) for plan, held in by_plan(rows).items()}


def _bound(rows: Sequence[Raw], day: str) -> str:
    files = files_of(rows)
    return f"up to {day}, " + (f"in {listed(files)}" if files else "and no corrections file was loaded with the plan")


def _row(record: Record, bound: str) -> Raw:
    ask, last = record.ask, record.last if record.updates else ()
    proven = [one for one in record.updates if one["evidenced"] != "none"]
    asked = ask["amount"] if ask["amount_role"] == "requested" else None
    loose = ask["loose"]
    return {
        "ask": loose or ask["ask"],
        "section": ask["section"],
        "department": ask["department"],
        "said": "; ".join(record.said) or NOTHING,
        "said_on": last[-1]["date"] if last else None,
        "evidenced": _evidence(record, last),
        "evidence_for": f"{proven[-1]['said']} ({proven[-1]['evidenced']})" if proven else None,
        "evidence_for_on": proven[-1]["date"] if proven else None,
        "amount": asked,
        "amount_text": ask["amount_text"] if asked is not None else None,
        **_offer(record, asked),
        "according_to": "; ".join(dict.fromkeys(one["source"] for one in last if one["source"])) or None,
        "link": "; ".join(dict.fromkeys(one["url"] for one in last if one["url"])) or None,
        "recorded_by": [one["by"] for one in record.updates],
        "updates": len(record.updates),
        "later": record.later,
        "history": [told(one) for one in record.updates],
        "elsewhere": NO_ASK if loose else None if record.current else f"only in the edition {ask['edition']}",
        "searched": bound,
        "ask_id": record.updates[0]["id"] if loose else ask["ask_id"],
        "plan": ask["plan"],
        "basis": list(record.bases),
        "source": f"{ask['file'] or 'corrections'}, recorded by {record.updates[0]['by']}" if loose else None,
        "passages": record.passages,
    }


def _evidence(record: Record, last: Sequence[Mapping[str, Any]]) -> str | None:
    """The evidence for what was said last; where several things were said that day, for each of them."""
    if len(record.said) < 2:
        grades = [one["evidenced"] for one in last]
        return next((grade for grade in ("yes", "partly", "none") if grade in grades), None)
    return "; ".join(f"{one['said']}: {one['evidenced']}" for one in last)


def _offer(record: Record, asked: int | None) -> Raw:
    offers = [one for one in record.updates if one["amount"] is not None and one["said"] in _GIVEN]
    offer = offers[-1] if offers and "refused" not in record.said else None
    ask = record.ask
    printed = ask["amount_text"] or (pounds(asked) if asked is not None else "")
    parts = [f"{printed} {_IS.get(ask['amount_role'], '')}".strip() if printed else ""]
    parts.append(f"{pounds(offer['amount'])} {offer['said']}" if offer else "")
    return {
        "amount_offered": offer["amount"] if offer else None,
        "amount_offered_as": f"{offer['said']} on {offer['date']}" if offer else None,
        "money": "; ".join(part for part in parts if part) or None,
    }


def _amounts_to(rows: Sequence[ProgressRow]) -> str:
    if not rows:
        return ""
    states = {state: [row for row in rows if row.said.partition("; ")[0] == state] for state in STATES}
    said = [f"{len(held)} {state}{_evidenced(held)}" for state, held in states.items() if held and state != NOTHING]
    silent = states[NOTHING]
    if silent:
        bounds = sorted({row.searched for row in silent})
        where = f" ({bounds[0]})" if len(bounds) == 1 else ""
        said.append(f"{len(silent)} with nothing recorded{where}, which does not mean that nothing happened")
    later = sum(row.later for row in rows)
    day = rows[0].searched.removeprefix("up to ").partition(",")[0]
    more = (
        f" {number(later, 'update')} after {day_said(day)} {'is' if later == 1 else 'are'} left out." if later else ""
    )
    return f"{number(len(rows), 'row')}: {listed(said)}.{more}"


def _evidenced(rows: Sequence[ProgressRow]) -> str:
    """How much of what was said is evidenced, counted apart."""
    grades = [row.evidenced for row in rows]
    counts = [(grade, grades.count(grade)) for grade in ("yes", "partly", "none") if grade in grades]
    words = {"yes": "with evidence", "partly": "with some evidence", "none": "without evidence"}
    return f" ({', '.join(f'{many} {words[grade]}' for grade, many in counts)})" if counts else ""


PROGRESS = Question(
    id="progress",
    title="What became of each ask?",
    why="A summit a year on begins with what was asked, what was said to each ask since, and what there is to show "
    "for it.",
    cypher=RECORDED_CYPHER,
    parameters=(
        Parameter(
            name="state",
            description="what was said last",
            example="agreed",
            default=None,
            among=STATES,
        ),
    ),
    row=ProgressRow,
    identity=("plan", "ask_id"),
    order=lambda row: (
        row.elsewhere or "",
        STATES.index(row.said.partition("; ")[0]),
        row.plan,
        row.passages[0].start if row.passages else 0,
        row.ask,
        row.ask_id,
    ),
    shown=("ask", "department", "said", "said_on", "evidenced", "evidence_for", "money", "according_to", "elsewhere",
           "basis"),
    empty="No ask of the plans read is in that state, as far as is recorded.",
    computed=Computed(columns=COLUMNS, rows=_rows),
    brief=Brief(cypher=BRIEF_CYPHER, columns=BRIEF_COLUMNS, rows=_brief, complete=_complete),
    sum_up=_amounts_to,
)  # fmt: skip
