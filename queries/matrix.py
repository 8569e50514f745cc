"""The responsibility matrix: who has which part in each priority."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.vocabulary import weakest
from queries.as_of import known_on_the_day
from queries.layout import Layout, merged
from queries.question import Parameter, Question, Reading, Row
from queries.topics import NAMED_FOR_IT, find_priorities
from queries.wording import listed, own_words, under_its_heading

if TYPE_CHECKING:
    from graph.store import Store

PARTS = ("lead", "deliver", "support", "consulted", "benefits", "takes part", "asked", "nobody")
"""What part a body can have in a priority, the weightiest first; all but *asked* and *nobody* come of verbs."""


@dataclass(frozen=True, kw_only=True)
class MatrixRow(Row):
    """One cell: a priority and a body that has a part in it, or a priority in which nobody has."""

    priority: str
    organisation: str | None
    """Empty where nobody delivers the priority."""
    part: str
    """lead · deliver · support · consulted · benefits · takes part (derived), asked, or nobody; the weightiest."""
    how: str
    """named for it · same topic · same section: whether the plan names the priority for it, its topic leads to it, or
    it stands under a heading that names the priority."""
    derived_from: tuple[str, ...]
    """What the part is derived from, which the plan does not say itself: "build: deliver"."""
    verbs: tuple[str, ...]
    """The verbs of its roles, as base forms."""
    role: tuple[str, ...]
    """What it does, in the plan's words."""
    ask: tuple[str, ...]
    """What it is asked for."""
    kind: str | None
    specificity: str | None
    priority_id: str
    organisation_id: str | None


_PART = """CASE WHEN coalesce(r.lead, false) OR r.verb_class = 'lead' THEN 'lead' WHEN r.verb_class = 'deliver' THEN
           'deliver' WHEN r.verb_class IN ['fund', 'support', 'convene'] THEN 'support' WHEN r.verb_class = 'advise'
           THEN 'consulted' WHEN r.verb_class = 'benefit' THEN 'benefits' ELSE 'takes part' END AS part,
         CASE WHEN coalesce(r.lead, false) THEN 'said to lead'
              WHEN r.verb_class IS NOT NULL THEN coalesce(r.verb, 'its verb') + ': ' + r.verb_class END AS from_"""
_HOW = "CASE WHEN d.basis IN ['inferred', 'reference'] THEN 'same topic' ELSE 'named for it' END AS how"

MATRIX_CYPHER = f"""
CALL () {{
  UNWIND $priorities AS wanted
  MATCH (p:Priority {{id: wanted}})<-[d:DELIVERS]-(r:Role)<-[plays:PLAYS]-(o:Organisation)
  RETURN p, o, r.verb AS verb, r.text AS role, null AS ask, [r.basis, d.basis, plays.basis] AS bases, {_HOW},
         {_PART},
         {own_words("r")} AS own, coalesce(d.passages, []) + coalesce(plays.passages, []) AS behind
  UNION ALL
  UNWIND $priorities AS wanted
  MATCH (p:Priority {{id: wanted}})
  {under_its_heading("p")}
  WITH DISTINCT p, r
  MATCH (r)<-[plays:PLAYS]-(o:Organisation)
  RETURN p, o, r.verb AS verb, r.text AS role, null AS ask, [r.basis, 'inferred', plays.basis] AS bases,
         'same section' AS how, {_PART},
         {own_words("r")} AS own, coalesce(plays.passages, []) AS behind
  UNION ALL
  UNWIND $priorities AS wanted
  MATCH (p:Priority {{id: wanted}})<-[d:SUPPORTS]-(a:Ask)-[to:ADDRESSED_TO]->(o:Organisation)
  WHERE {known_on_the_day("to")}
  RETURN p, o, null AS verb, null AS role, a.title AS ask, [a.basis, d.basis, to.basis] AS bases, {_HOW},
         'asked' AS part, null AS from_, {own_words("a")} AS own,
         coalesce(d.passages, []) + coalesce(to.passages, []) AS behind
  UNION ALL
  UNWIND $priorities AS wanted
  MATCH (p:Priority {{id: wanted}})
  WHERE NOT EXISTS {{ MATCH (p)<-[:DELIVERS]-(:Role)<-[:PLAYS]-(:Organisation) }}
    AND NOT EXISTS {{ {under_its_heading("p")} MATCH (r)<-[:PLAYS]-(:Organisation) }}
  RETURN p, null AS o, null AS verb, null AS role, null AS ask, ['inferred', 'inferred'] AS bases,
         'same topic' AS how, 'nobody' AS part, null AS from_, {own_words("p")} AS own, [] AS behind
}}
WITH p, o, part = 'asked' AS asked, verb, role, ask, part, from_, own, behind, bases, how
WITH p, o, asked, how, collect(part) AS parts, collect(from_) AS derived_from, collect(verb) AS verbs,
     collect(role) AS role, collect(ask) AS ask, collect(bases) AS bases, collect(own) AS own, collect(behind) AS behind
RETURN p.name AS priority, o.name AS organisation,
       head([part IN ['lead', 'deliver', 'support', 'consulted', 'benefits', 'takes part', 'asked', 'nobody']
             WHERE part IN parts]) AS part, how,
       derived_from, verbs, role, ask, o.kind AS kind, o.specificity AS specificity, p.id AS priority_id,
       o.id AS organisation_id, p.plan AS plan,
       reduce(all = [], some IN bases | all + some) AS basis, null AS source,
       [reduce(all = [], some IN own | all + some)] + behind AS passages
ORDER BY priority_id, organisation_id, part, how
"""


def read_priorities(store: "Store", given: Mapping[str, Any], plans: Sequence[str]) -> Reading:
    """The priorities that are meant, or all of them.

    Raises:
        BadParameter: no priority is called that.
    """
    return find_priorities(store, given["priority"], plans)


def _laid_out(rows: Sequence[MatrixRow]) -> list[dict[str, Any]]:
    """One line for each priority, with the bodies that have each part in it."""
    lines: dict[tuple[str | None, str], list[MatrixRow]] = defaultdict(list)
    for row in rows:
        lines[row.plan, row.priority_id].append(row)
    return [_line(cells) for cells in lines.values()]


def _line(cells: Sequence[MatrixRow]) -> dict[str, Any]:
    sure = {(cell.part, cell.organisation_id) for cell in cells if cell.how == NAMED_FOR_IT}
    parts: dict[str, list[str]] = defaultdict(list)
    for cell in cells:
        mark = " (inferred)" if sure and (cell.part, cell.organisation_id) not in sure else ""
        parts[cell.part] += [f"{cell.organisation}{mark}"]
    if "nobody" in parts:
        parts["deliver"] = ["nobody"]
    others = [*parts["takes part"], *(f"{name} (benefits)" for name in parts["benefits"])]
    shown = {part: list(dict.fromkeys(parts[part])) for part in ("lead", "deliver", "support", "consulted", "asked")}
    mixed = bool(sure) and any((cell.part, cell.organisation_id) not in sure for cell in cells)
    basis = "partly inferred" if mixed else weakest([cell.basis for cell in cells])
    return {"priority": cells[0].priority, **shown, "others": others, "basis": basis, **merged(cells)}


def _amounts_to(rows: Sequence[MatrixRow]) -> str:
    if not rows:
        return ""
    silent = [row.priority for row in rows if row.part == "nobody"]
    said = "Lead, deliver, support and consulted are derived from the verbs of roles, and are not the plan's own words."
    return said + (f" Nobody delivers {listed(map(repr, silent), 6)}." if silent else "")


MATRIX = Question(
    id="matrix",
    title="Who has which part in each priority?",
    why="The responsibility matrix: who leads, delivers, supports and is consulted on a priority, and where nobody is.",
    cypher=MATRIX_CYPHER,
    parameters=(
        Parameter(name="priority", description="a priority, or part of its name", example="housing", default=None),
    ),
    row=MatrixRow,
    identity=("priority_id", "organisation_id", "part", "how"),
    order=lambda row: (
        row.plan,
        row.priority,
        row.priority_id,
        PARTS.index(row.part),
        row.organisation or "",
        row.organisation_id or "",
        row.how,
    ),
    shown=("priority", "part", "organisation", "verbs", "how", "basis"),
    empty="The plans read name no priority.",
    read=read_priorities,
    layout=Layout(
        columns=("priority", "lead", "deliver", "support", "consulted", "others", "asked", "basis"),
        lines=_laid_out,
        line=lambda row: (row.plan, row.priority_id),
    ),
    sum_up=_amounts_to,
)
