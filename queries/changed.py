"""What changed hands between two days: instruments, topics, bodies, and the asks that they touch."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from queries.as_of import reach, said
from queries.question import Parameter, Question, Reading, Row

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


_WITHIN = """{day} > coalesce($since, p.published_on, p.published_not_before, '')
    AND {day} <= coalesce($until, $as_of)"""

CHANGED_HANDS_CYPHER = f"""
CALL () {{
  MATCH (before:Organisation)-[b:CONTROLS]->(i:Instrument)<-[a:CONTROLS]-(after:Organisation)
  WHERE b.`to` = a.`from` AND before.id <> after.id
  MATCH (i)-[:EVIDENCED_BY]->(w:Passage)
  WHERE w.plan IN $plans
  WITH i, before, after, a, b, w.plan AS plan, collect(w.id) AS words
  MATCH (p:Plan {{id: plan}})
  WHERE {_WITHIN.format(day="a.`from`")}
  RETURN 'instrument' AS changed, i.name AS what, i.id AS what_id, null AS topic, null AS ask, i.name AS instrument,
         [(x:Ask)-[:USES]->(i) WHERE x.plan = plan | x.title] AS asks,
         before.name AS before, before.id AS before_id, after.name AS department, after.id AS department_id,
         a.`from` AS changed_on, a.source AS record, plan, [i.basis, a.basis, b.basis] AS basis, [words] AS passages
  UNION ALL
  MATCH (after:Organisation)-[s:SUCCEEDS]->(before:Organisation)-[:EVIDENCED_BY]->(w:Passage)
  WHERE s.`from` IS NOT NULL AND w.plan IN $plans
  WITH before, after, s, w.plan AS plan, collect(w.id) AS words
  MATCH (p:Plan {{id: plan}})
  WHERE {_WITHIN.format(day="s.`from`")}
  UNWIND CASE WHEN size(coalesce(s.topics, [])) = 0 THEN [''] ELSE s.topics END AS part
  RETURN CASE WHEN part = '' THEN 'body' ELSE 'topic' END AS changed,
         CASE WHEN part = '' THEN before.name ELSE part END AS what,
         before.id + CASE WHEN part = '' THEN '' ELSE '/' + part END AS what_id,
         null AS topic, null AS ask, null AS instrument,
         [(x:Ask)-[t:ADDRESSED_TO]->(before)
           WHERE x.plan = plan AND part = '' AND t.basis IN ['stated', 'curated'] | x.title]
           + [(x:Ask)-[t:ADDRESSED_TO]->(after) WHERE x.plan = plan AND part <> '' AND t.topic CONTAINS part
           | x.title] AS asks,
         before.name AS before, before.id AS before_id, after.name AS department, after.id AS department_id,
         s.`from` AS changed_on, s.source AS record, plan, [before.basis, s.basis] AS basis, [words] AS passages
  UNION ALL
  MATCH (after:Organisation)-[s:SUCCEEDS]->(before:Organisation)<-[b:ADDRESSED_TO]-(x:Ask)
  WHERE s.`from` IS NOT NULL AND x.plan IN $plans
  MATCH (p:Plan {{id: x.plan}})
  WHERE {_WITHIN.format(day="s.`from`")}
  OPTIONAL MATCH (x)-[a:ADDRESSED_TO]->(after)
  WHERE a.basis = 'inferred' AND (a.`from` = s.`from` OR a.topic CONTAINS ('(from ' + s.`from`))
  WITH x, before, after, s, b, a
  WHERE a IS NOT NULL OR (size(coalesce(s.topics, [])) = 0 AND b.basis IN ['stated', 'curated'])
  RETURN 'ask' AS changed, x.title AS what, x.id AS what_id, a.topic AS topic, x.title AS ask, null AS instrument,
         [] AS asks, before.name AS before, before.id AS before_id, after.name AS department,
         after.id AS department_id, s.`from` AS changed_on, coalesce(a.source, s.source) AS record, x.plan AS plan,
         [x.basis, b.basis, s.basis, a.basis] AS basis,
         [[(x)-[:EVIDENCED_BY]->(w:Passage) | w.id], coalesce(b.passages, [])] AS passages
}}
RETURN changed, what, before, department, changed_on, topic, ask, instrument, asks, record, what_id, before_id,
       department_id, plan, basis, null AS source, passages
ORDER BY plan, changed_on, changed, what, what_id, department_id
"""

DATES_CYPHER = """
UNWIND $plans AS plan
MATCH (p:Plan {id: plan})
RETURN p.title AS title, coalesce(p.published_on, p.published_not_before) AS begins
ORDER BY title, begins
"""


def read_days(store: "Store", given: Mapping[str, Any], plans: Sequence[str]) -> Reading:
    """The two days; without the first the day each plan was published, without the last the day it is read as of."""
    return Reading(parameters={"since": given["since"], "until": given["until"]}, note=_note(store, given, plans))


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
