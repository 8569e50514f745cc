"""What is asked of a department."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.vocabulary import SCOPES
from queries.as_of import known_on_the_day
from queries.candidates import find_organisations, read_as
from queries.question import Parameter, Question, Reading, Row

if TYPE_CHECKING:
    from graph.store import Store


@dataclass(frozen=True, kw_only=True)
class DepartmentRow(Row):
    """One ask of a department, or inferred to be for it."""

    ask: str
    department: str
    scope: str | None
    """How near the text names it: ask · lead-in · block · heading; empty where it is inferred."""
    amount: int | None
    """Whole pounds."""
    amount_text: str | None
    amount_role: str | None
    section: str
    also_asked: tuple[str, ...]
    """Who else is asked for the same."""
    topic: str | None
    """The topic for which the department is inferred; empty where the text names it."""
    since: str | None
    """Since when it leads on the topic, ISO date; empty where it did before the register begins."""
    until: str | None
    """Until when it does, ISO date; empty where no end is known."""
    record: str | None
    """Register, date and licence behind an inferred department."""
    ask_id: str
    department_id: str


DEPARTMENT_CYPHER = f"""
MATCH (a:Ask)-[to:ADDRESSED_TO]->(o:Organisation)
WHERE a.plan IN $plans AND o.id IN $organisations AND {known_on_the_day("to")}
RETURN a.title AS ask, o.name AS department, to.scope AS scope, a.amount AS amount, a.amount_text AS amount_text,
       a.amount_role AS amount_role,
       [(a)-[:IN_SECTION]->(s:Section) | s.title] AS section,
       [(a)-[also:ADDRESSED_TO]->(other:Organisation)
         WHERE other.id <> o.id AND {known_on_the_day("also")} | other.name] AS also_asked,
       to.topic AS topic, to.`from` AS since, to.`to` AS until,
       CASE WHEN to.basis = 'inferred' THEN to.source END AS record,
       a.id AS ask_id, o.id AS department_id, a.plan AS plan,
       [a.basis, to.basis] AS basis, null AS source,
       [[(a)-[:EVIDENCED_BY]->(w:Passage) | w.id], coalesce(to.passages, [])] AS passages
ORDER BY department, department_id, plan, ask, ask_id
"""


ENDED_CYPHER = """
MATCH (o:Organisation)
WHERE o.id IN $organisations AND o.`end` IS NOT NULL
RETURN o.name AS name, o.`end` AS ended, [(later:Organisation)-[:SUCCEEDS]->(o) | later.name] AS successors
ORDER BY name
"""


def read_department(store: "Store", given: Mapping[str, Any], plans: Sequence[str]) -> Reading:
    """The departments that a name means; "government" is one of them.

    Raises:
        BadParameter: nobody of that name is asked, or too many could be meant.
    """
    found = find_organisations(store, given["name"], plans, asked=True)
    organisations = [body.id for body in found]
    ended = store.read(ENDED_CYPHER, {"organisations": organisations}).rows
    note = " ".join(filter(None, (read_as(given["name"], found), *map(_ended, ended))))
    return Reading(parameters={"organisations": organisations}, note=note)


def _ended(row: Mapping[str, Any]) -> str:
    """That a department ended, and who took its work over."""
    after = f"; its work went to {', '.join(repr(name) for name in sorted(row['successors']))}"
    return f"{row['name']!r} ended on {row['ended']}{after if row['successors'] else ''}."


DEPARTMENT = Question(
    id="department",
    title="What is asked of a department?",
    why="To know what reaches its desk: what the text asks of it, and what is inferred to be for it.",
    cypher=DEPARTMENT_CYPHER,
    parameters=(
        Parameter(
            name="name", description="a department or other body that is asked, or 'government'", example="government"
        ),
    ),
    row=DepartmentRow,
    identity=("ask_id", "department_id"),
    order=lambda row: (
        row.department,
        row.department_id,
        row.plan,
        row.passages[0].start if row.passages else 0,
        SCOPES.index(row.scope) if row.scope else len(SCOPES),
        row.ask,
        row.ask_id,
    ),
    shown=("department", "ask", "scope", "amount_text", "section", "also_asked", "topic", "since", "until", "basis"),
    empty="Nothing is asked of it in the plans read.",
    read=read_department,
)
