"""What is asked of a department."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from graph.vocabulary import SCOPES
from queries.as_of import known_on_the_day
from queries.candidates import find_organisations, read_as
from queries.layout import Layout, merged
from queries.question import Computed, Parameter, Question, Raw, Reading, Row
from queries.wording import number, said_as

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
    on_the_day: bool
    """Whether it is for it on the day asked about."""
    at_publication: bool | None
    """Whether it was for it when the plan was published; empty where that is not known, or the plan has no date."""
    ask_id: str
    department_id: str


ON_THE_DAY, AT_PUBLICATION, BOTH = "the day", "publication", "both"
WHENS = (ON_THE_DAY, AT_PUBLICATION, BOTH)
"""Of when the asks are told."""

_FIRST = """CASE size(published) WHEN 10 THEN published WHEN 7 THEN published + '-01'
            WHEN 4 THEN published + '-01-01' END"""
_LAST = """CASE size(published) WHEN 10 THEN published WHEN 7 THEN published + '-31'
            WHEN 4 THEN published + '-12-31' END"""
"""The first and the last day on which a plan with a date, a month or a year may have been published."""

_DATED = "(to.`from` IS NOT NULL OR to.`to` IS NOT NULL OR to.known_from IS NOT NULL OR to.known_until IS NOT NULL)"

DEPARTMENT_CYPHER = f"""
UNWIND $organisations AS wanted
MATCH (o:Organisation {{id: wanted}})<-[to:ADDRESSED_TO]-(a:Ask)
WHERE a.plan IN $plans
MATCH (p:Plan {{id: a.plan}})
WITH o, to, a, coalesce(p.published_on, '') AS published
WITH o, to, a, {_FIRST} AS first, {_LAST} AS last, {known_on_the_day("to")} AS on_the_day
WITH o, to, a, on_the_day, CASE
       WHEN NOT {_DATED} THEN true
       WHEN first IS NULL OR to.known_from > first OR to.known_until < last THEN null
       WHEN (to.`from` IS NULL OR to.`from` <= first) AND (to.`to` IS NULL OR to.`to` > last) THEN true
       WHEN to.`from` > last OR to.`to` <= first THEN false END AS at_publication
WHERE on_the_day OR at_publication
RETURN a.title AS ask, o.name AS department, to.scope AS scope, a.amount AS amount, a.amount_text AS amount_text,
       a.amount_role AS amount_role,
       [(a)-[:IN_SECTION]->(s:Section) | s.title] AS section,
       [(a)-[also:ADDRESSED_TO]->(other:Organisation)
         WHERE other.id <> o.id AND {known_on_the_day("also")} | other.name] AS also_asked,
       to.topic AS topic, to.`from` AS since, to.`to` AS until,
       CASE WHEN to.basis = 'inferred' THEN to.source END AS record, on_the_day, at_publication,
       a.id AS ask_id, o.id AS department_id, a.plan AS plan,
       [a.basis, to.basis] AS basis, null AS source,
       [[(a)-[:EVIDENCED_BY]->(w:Passage) | w.id], coalesce(to.passages, [])] AS passages
ORDER BY department, department_id, plan, ask, ask_id
"""


ENDED_CYPHER = """
MATCH (o:Organisation)
WHERE o.id IN $organisations AND o.`end` IS NOT NULL
RETURN o.name AS name, o.`end` AS ended, [(o)<-[:SUCCEEDS]-(later:Organisation) | later.name] AS successors
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
    return Reading(parameters={"organisations": organisations, "when": given["when"]}, note=note)


def _wanted(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterable[Raw]:
    """The asks of the time that is meant."""
    return [row for row in raw if _meant(row, given["when"])]


def _meant(row: Raw, when: str) -> bool:
    return when == BOTH or bool(row["on_the_day"] if when == ON_THE_DAY else row["at_publication"])


def _left_out(raw: Sequence[Raw], given: Mapping[str, Any]) -> str:
    """What was for it at another time than the one that is meant."""
    count = sum(not _meant(row, given["when"]) for row in raw)
    if not count:
        return ""
    was = "was its at publication and is not" if count == 1 else "were its at publication and are not"
    if given["when"] == AT_PUBLICATION:
        was = "was not, or is not known to have been," if count == 1 else "were not, or are not known to have been,"
        return f"{number(count, 'more ask')} {was} its at publication; see --param when=both."
    return f"{number(count, 'more ask')} {was} on the day; see --param when=both."


def _ended(row: Mapping[str, Any]) -> str:
    """That a department ended, and who took its work over."""
    after = f"; its work went to {', '.join(repr(name) for name in sorted(row['successors']))}"
    return f"{row['name']!r} ended on {row['ended']}{after if row['successors'] else ''}."


def _lines(rows: Sequence[DepartmentRow]) -> list[dict[str, Any]]:
    """The rows with what belongs together in one cell: how it is asked, what a sum is, and when it is asked."""
    several = len({row.department_id for row in rows}) > 1
    return [
        {
            "department": row.department if several else None,
            "ask": row.ask,
            "how": f"named in the {row.scope}" if row.scope else f"its topic: {row.topic}" if row.topic else row.basis,
            "money": said_as(row.amount_text, row.amount_role),
            "section": row.section,
            "also_asked": row.also_asked,
            "time": _time(row),
            "basis": row.basis,
            **merged([row]),
        }
        for row in rows
    ]


def _time(row: DepartmentRow) -> str:
    """Of which days it is its to answer."""
    dates = [f"since {row.since}"] * bool(row.since) + [f"until {row.until}"] * bool(row.until)
    if row.on_the_day and row.at_publication:
        return "; ".join(dates)
    if row.on_the_day:
        return "; ".join([*dates, "not at publication" if row.at_publication is False else "at publication: not known"])
    return "; ".join([*dates, "at publication only"])


DEPARTMENT = Question(
    id="department",
    title="What is asked of a department?",
    why="To know what reaches its desk: what the text asks of it, and what is inferred to be for it.",
    cypher=DEPARTMENT_CYPHER,
    parameters=(
        Parameter(
            name="name", description="a department or other body that is asked, or 'government'", example="government"
        ),
        Parameter(
            name="when",
            description="of when the asks are told: the day asked about, the plan's publication, or both",
            example=BOTH,
            default=ON_THE_DAY,
            among=WHENS,
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
    layout=Layout(
        columns=("department", "ask", "how", "money", "section", "also_asked", "time", "basis"), lines=_lines
    ),
    computed=Computed(columns=tuple(column.name for column in fields(DepartmentRow)), rows=_wanted, note=_left_out),
)
