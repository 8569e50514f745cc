"""What changed hands between two days: instruments, topics, bodies, and the asks that they touch."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from graph.errors import BadParameter
from queries.as_of import reach, said
from queries.question import Computed, Parameter, Question, Raw, Reading, Row

if TYPE_CHECKING:
    from graph.store import Store

CHANGED = ("topic", "instrument", "body", "ask")
"""What can change hands, in the order in which it is shown."""


@dataclass(frozen=True, kw_only=True)
class ChangedHandsRow(Row):
    """One thing that one body answered for and another does now, as it concerns one plan."""

    changed: str
    """topic · instrument · body · ask."""
    what: str
    """The topic, the instrument, the body that ended, or the ask in a line."""
    before: str
    """Who had it."""
    department: str
    """Who took it over."""
    changed_on: str
    """The day, ISO date."""
    topic: str | None
    """The topic of an ask, by which it is known to have changed hands."""
    ask: str | None
    instrument: str | None
    asks: tuple[str, ...]
    """The plan's asks that it touches."""
    record: str | None
    """Register, date and licence behind it."""
    what_id: str
    before_id: str
    department_id: str


# a plan of September is not known to be older than what changed in that month
_WITHIN = """{day} > coalesce($since, substring(p.published_on + '-99-99', 0, 10), p.published_not_before, '')
    AND {day} <= coalesce($until, $as_of)"""

_HERE = """WHERE held IN $plans
  MATCH (p:Plan {{id: held}})
  WHERE {within}
  UNWIND found AS link"""

_SAME = """before.name AS before, before.id AS before_id, after.name AS department, after.id AS department_id,
         held AS plan"""

_PASSED_ON = """<-[a:CONTROLS]-(after:Organisation)
WHERE a.`from` IS NOT NULL
MATCH (i)<-[b:CONTROLS]-(before:Organisation)
WHERE b.`to` = a.`from` AND before.id <> after.id"""


def _instrument(link: str, place: str, ask: str) -> str:
    """Cypher: a row for each place where a plan has an instrument that changed hands."""
    return f"""
  UNWIND $moved AS one
  MATCH (i:Instrument {{id: one}}){_PASSED_ON}
  MATCH (i)<-[m:{link}]-(x:{place})
  WITH i, a, b, before, after, x.plan AS held, collect([m, x]) AS found
  {_HERE.format(within=_WITHIN.format(day="a.`from`"))}
  WITH i, a, b, before, after, held, link[0] AS m, link[1] AS x
  RETURN 'instrument' AS changed, i.name AS what, i.id AS what_id, [] AS topics, null AS topic, {ask},
         a.`from` AS changed_on, a.source AS record, {_SAME}, [i.basis, a.basis, b.basis] AS basis,
         false AS named, false AS followed, [coalesce(m.passages, [])] AS passages"""


def _gone(link: str, place: str) -> str:
    """Cypher: each place `x` of a plan where a body stands from which another took over."""
    return f"""
  UNWIND $gone AS one
  MATCH (before:Organisation {{id: one}})<-[s:SUCCEEDS]-(after:Organisation)
  MATCH (before)<-[m:{link}]-(x:{place})
  WITH before, after, s, x.plan AS held, collect([m, x]) AS found
  {_HERE.format(within=_WITHIN.format(day="s.`from`"))}
  WITH before, after, s, held, link[0] AS b, link[1] AS x"""


CHANGED_HANDS_CYPHER = f"""
CALL () {{{_instrument("MENTIONS", "Section", "null AS ask, null AS ask_id")}
  UNION ALL{_instrument("USES", "Ask", "x.title AS ask, x.id AS ask_id")}
  UNION ALL{_gone("MENTIONS", "Section")}
  RETURN 'body' AS changed, before.name AS what, before.id AS what_id, coalesce(s.topics, []) AS topics,
         null AS topic, null AS ask, null AS ask_id, s.`from` AS changed_on, s.source AS record, {_SAME},
         [before.basis, s.basis] AS basis, true AS named, false AS followed, [coalesce(b.passages, [])] AS passages
  UNION ALL{_gone("ADDRESSED_TO", "Ask")}
  OPTIONAL MATCH (x)-[a:ADDRESSED_TO]->(after)
  WHERE a.basis = 'inferred' AND (a.`from` = s.`from` OR a.topic CONTAINS ('(from ' + s.`from`))
  RETURN 'ask' AS changed, x.title AS what, x.id AS what_id, coalesce(s.topics, []) AS topics,
         a.topic AS topic, x.title AS ask, x.id AS ask_id, s.`from` AS changed_on,
         coalesce(a.source, s.source) AS record, {_SAME},
         [x.basis, b.basis, s.basis, a.basis] AS basis, b.basis IN ['stated', 'curated'] AS named,
         a IS NOT NULL AS followed,
         [[(x)-[:EVIDENCED_BY]->(w:Passage) | w.id], coalesce(b.passages, [])] AS passages
}}
RETURN changed, what, what_id, topics, topic, ask, ask_id, before, before_id, department, department_id, changed_on,
       record, plan, basis, named, followed, passages
ORDER BY plan, changed_on, changed, what, what_id, department_id, ask_id
"""
"""What of each plan is touched, one row for each place: from the instruments that changed hands and the bodies that are
gone, which are few, to the plans, since most plans have none of them."""

_COLUMNS = (
    "changed", "what", "what_id", "topics", "topic", "ask", "ask_id", "before", "before_id", "department",
    "department_id", "changed_on", "record", "plan", "basis", "named", "followed", "passages",
)  # fmt: skip


_Who = tuple[str, str, str]
"""A plan, who had it, and who has it: their ids."""


def changed_hands(raw: Sequence[Raw], parameters: Mapping[str, Any]) -> Iterator[Raw]:
    """One row for each instrument, topic, body and ask of a plan, from the places where the plan has them."""
    places: dict[tuple[str, str, _Who], list[Raw]] = {}
    asked: dict[_Who, list[Raw]] = {}
    for row in raw:
        who = (row["plan"], row["before_id"], row["department_id"])
        if row["changed"] != "ask":
            places.setdefault((row["changed"], row["what_id"], who), []).append(row)
            continue
        if row["followed"] or (row["named"] and not row["topics"]):
            asked.setdefault(who, []).append(row)
        if row["named"]:
            # a body is named, too, where something is asked of it
            body = {**row, "changed": "body", "what": row["before"], "what_id": row["before_id"],
                    "passages": row["passages"][1:]}  # fmt: skip
            places.setdefault(("body", row["before_id"], who), []).append(body)
    for (changed, _, who), rows in places.items():
        touched = asked.get(who, [])
        first = rows[0]
        if changed == "instrument":
            yield _row(first, rows, first["what"], (row["ask"] for row in rows), instrument=first["what"])
        elif not first["topics"]:
            yield _row(first, rows, first["what"], (row["ask"] for row in touched))
        for part in first["topics"]:
            about = (row["ask"] for row in touched if part in (row["topic"] or ""))
            yield {**_row(first, rows, part, about, changed="topic"), "what_id": f"{first['what_id']}/{part}"}
    for row in (one for rows in asked.values() for one in rows):
        yield _row(row, [row], row["what"], (), ask=row["ask"], topic=row["topic"])


def _row(first: Raw, rows: Sequence[Raw], what: str, asks: Iterable[str | None], **more: str | None) -> dict[str, Any]:
    kept = {name: first[name] for name in _COLUMNS if name not in ("topics", "ask_id", "named", "followed")}
    own, *behind = zip(*(row["passages"] for row in rows), strict=True)
    return {
        **kept, "topic": None, "ask": None, "instrument": None, **more, "what": what, "source": None,
        "asks": sorted({ask for ask in asks if ask}), "basis": [basis for row in rows for basis in row["basis"]],
        "passages": [[pid for ids in group for pid in ids] for group in (own, *behind)],
    }  # fmt: skip


GONE_CYPHER = """
MATCH (before:Organisation)<-[s:SUCCEEDS]-(:Organisation)
WHERE before.plan IS NULL AND s.`from` IS NOT NULL
RETURN DISTINCT before.id AS id
ORDER BY id
"""
"""Bodies whose work, or some of it, went to another."""

MOVED_CYPHER = f"""
MATCH (i:Instrument){_PASSED_ON}
RETURN DISTINCT i.id AS id
ORDER BY id
"""
"""Instruments that one body controlled and another does now."""

DATES_CYPHER = """
UNWIND $plans AS plan
MATCH (p:Plan {id: plan})
RETURN p.title AS title, coalesce(p.published_on, p.published_not_before) AS begins
ORDER BY title, begins
"""


def read_days(store: "Store", given: Mapping[str, Any], plans: Sequence[str]) -> Reading:
    """The two days; without the first the day each plan was published, without the last the day it is read as of.

    Raises:
        BadParameter: the first is after the last.
    """
    if given["since"] and given["until"] and given["since"] > given["until"]:
        raise BadParameter(
            f"The first day, {said(given['since'])}, is after the last, {said(given['until'])}. "
            "Give the earlier as 'since'."
        )
    gone, moved = ([row["id"] for row in store.read(cypher, {}).rows] for cypher in (GONE_CYPHER, MOVED_CYPHER))
    parameters = {"since": given["since"], "until": given["until"], "gone": gone, "moved": moved}
    return Reading(parameters=parameters, note=_note(store, given, plans))


def _note(store: "Store", given: Mapping[str, Any], plans: Sequence[str]) -> str:
    """From when it is counted, and what the register does not reach."""
    dates = store.read(DATES_CYPHER, {"plans": list(plans)}).rows
    begins = [given["since"]] if given["since"] else [row["begins"] for row in dates]
    first, last = reach(store, plans)
    told = []
    if not given["since"]:
        days = {day for day in begins if day}
        told.append(f"Counted from publication ({said(days.pop())})." if len(days) == 1 else "")
        undated = [row["title"] for row in dates if not row["begins"]]
        if undated:
            told.append(f"Counted from the beginning, for want of a date: {', '.join(map(repr, undated[:_SHOWN]))}.")
    if first and any((day or "") < first[: len(day or "")] for day in begins):
        told.append(f"What changed before {said(first)} is not known for departments and instruments.")
    if last and given["until"] and given["until"] > last:
        told.append(f"What changed after {said(last)} is not known.")
    return " ".join(filter(None, told))


_SHOWN = 5


CHANGED_HANDS = Question(
    id="changed-hands",
    title="What has changed hands since the plan was published?",
    why="An ask goes to the wrong desk when the topic, the fund or the department behind it has moved in the meantime.",
    cypher=CHANGED_HANDS_CYPHER,
    parameters=(
        Parameter(
            name="since",
            description="the day to count from; without it, the day each plan was published",
            example="2025-07-01",
            type=date,
            default=None,
        ),
        Parameter(
            name="until",
            description="the last day to count; without it, the day the question is read as of",
            example="2025-09-30",
            type=date,
            default=None,
        ),
    ),
    row=ChangedHandsRow,
    computed=Computed(columns=_COLUMNS, rows=changed_hands),
    identity=("plan", "changed", "what_id", "before_id", "department_id"),
    order=lambda row: (
        row.plan,
        row.changed_on,
        CHANGED.index(row.changed),
        row.passages[0].start if row.changed == "ask" and row.passages else 0,
        row.what,
        row.what_id,
        row.before_id,
        row.department_id,
    ),
    shown=("changed_on", "changed", "what", "before", "department", "asks", "basis"),
    empty="Nothing that the plans read name or ask for changed hands between these days, as far as the register tells.",
    read=read_days,
)
