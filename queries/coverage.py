"""Coverage: which kinds of partner each section, priority or plan has, and where it has none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from queries.layout import Layout, merged
from queries.question import Answer, Computed, Parameter, Question, Raw, Row
from queries.wording import listed, own_words

if TYPE_CHECKING:
    import pandas as pd

BY = ("section", "priority", "plan")


@dataclass(frozen=True, kw_only=True)
class CoverageRow(Row):
    """One cell: a section, priority or plan and a kind of partner, with how many there are, which may be none."""

    by: str
    """section · priority · plan."""
    what: str
    """Its title or name."""
    section: str | None
    priority: str | None
    kind: str
    """The kind of partner; those are told that any of the plans read has."""
    organisations: int
    """How many partners of the kind have a role there."""
    named: int
    """How many of them are bodies by name, and not a class of bodies."""
    roles: int
    organisation: tuple[str, ...]
    empty: bool
    """Whether there is none: what the plan does not say, so its basis is inferred."""
    place: int
    """Where it stands in the document, from 0."""
    what_id: str


COVERAGE_CYPHER = f"""
CALL () {{
  UNWIND $plans AS held
  MATCH (x:Section {{plan: held}})
  WHERE $by = 'section' AND (x.kind = 'theme' OR EXISTS {{ MATCH (x)<-[:IN_SECTION]-(:Role) }})
  RETURN x, x.title AS what, x.`order` AS place, held,
         CASE WHEN EXISTS {{ MATCH (x)-[:EVIDENCED_BY]->(:Passage) }} THEN {own_words("x")}
              ELSE [(x)<-[:IN_SECTION]-(:Ask)-[:EVIDENCED_BY]->(w:Passage) | w.id] END AS own,
         [(x)<-[i:IN_SECTION]-(r:Role) | {{role: r, basis: i.basis, behind: []}}] AS roles
  UNION ALL
  UNWIND $plans AS held
  MATCH (x:Priority {{plan: held}})
  WHERE $by = 'priority'
  RETURN x, x.name AS what, 0 AS place, held, {own_words("x")} AS own,
         [(x)<-[d:DELIVERS]-(r:Role) | {{role: r, basis: d.basis, behind: coalesce(d.passages, [])}}] AS roles
  UNION ALL
  UNWIND $plans AS held
  MATCH (x:Plan {{id: held}})
  WHERE $by = 'plan'
  RETURN x, x.title AS what, 0 AS place, held,
         COLLECT {{ MATCH (w:Passage {{plan: held}}) WHERE w.kind = 'block' AND w.`order` = 0 RETURN w.id }} AS own,
         COLLECT {{ MATCH (r:Role {{plan: held}}) RETURN {{role: r, basis: r.basis, behind: []}} }} AS roles
}}
UNWIND CASE WHEN size(roles) = 0 THEN [null] ELSE roles END AS played
WITH x, what, place, held, own, played.role AS r, played.basis AS bound, played.behind AS behind
OPTIONAL MATCH (r)<-[plays:PLAYS]-(o:Organisation)
WITH x, what, place, held, own, r, o, [r.basis, bound, plays.basis] AS basis,
     CASE WHEN r IS NULL THEN [] ELSE {own_words("r")} END AS words,
     coalesce(behind, []) + coalesce(plays.passages, []) AS behind
RETURN x.id AS what_id, what, place, held AS plan, own, o.kind AS kind,
       collect({{id: o.id, name: o.name, specificity: o.specificity, role: r.id}}) AS partners,
       collect(basis) AS basis, collect(words) AS words, collect(behind) AS behind
ORDER BY what_id, kind
"""


def _cells(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterable[Raw]:
    kinds = sorted({row["kind"] for row in raw if row["kind"]})
    lines: dict[str, dict[str, Raw]] = defaultdict(dict)
    first: dict[str, Raw] = {}
    for row in raw:
        first.setdefault(row["what_id"], row)
        if row["kind"]:
            lines[row["what_id"]][row["kind"]] = row
    for what_id, about in first.items():
        # an empty cell shows the heading, or where that has no words of its own, what else stands there
        heading = about["own"] or [id_ for row in lines[what_id].values() for some in row["words"] for id_ in some]
        for kind in kinds:
            yield _cell(about, kind, lines[what_id].get(kind), given["by"], heading)


def _cell(about: Raw, kind: str, found: Raw | None, by: str, heading: Sequence[str]) -> Raw:
    partners = found["partners"] if found else []
    bodies = {partner["id"]: partner for partner in partners}
    return {
        "by": by,
        "what": about["what"],
        "section": about["what"] if by == "section" else None,
        "priority": about["what"] if by == "priority" else None,
        "kind": kind,
        "organisations": len(bodies),
        "named": sum(body["specificity"] == "named" for body in bodies.values()),
        "roles": len({partner["role"] for partner in partners}),
        "organisation": [body["name"] for body in bodies.values()],
        "empty": not bodies,
        "place": about["place"],
        "what_id": about["what_id"],
        "plan": about["plan"],
        "basis": [one for some in found["basis"] for one in some] if found else ["inferred"],
        "source": None,
        "passages": [[id_ for some in found["words"] for id_ in some], *found["behind"]] if found else [heading],
    }


def _laid_out(rows: Sequence[CoverageRow]) -> list[dict[str, Any]]:
    """One line for each section, priority or plan."""
    lines: dict[str, list[CoverageRow]] = defaultdict(list)
    for row in rows:
        lines[row.what_id].append(row)
    return [
        {
            "what": cells[0].what,
            "partners": sum(cell.organisations for cell in cells),
            "kinds of partner": [f"{_spaced(cell.kind)} {cell.organisations}" for cell in cells if not cell.empty],
            "none of": [_spaced(cell.kind) for cell in cells if cell.empty],
            **merged([cell for cell in cells if not cell.empty] or cells),
        }
        for cells in lines.values()
    ]


def _spaced(kind: str) -> str:
    """A kind as a narrow column can break it: partnership / board / commission."""
    return kind.replace("/", " / ")


def _amounts_to(rows: Sequence[CoverageRow]) -> str:
    if not rows:
        return ""
    subjects = len({row.what_id for row in rows})
    nowhere = {row.what for row in rows} - {row.what for row in rows if not row.empty}
    everywhere = [
        kind for kind in dict.fromkeys(row.kind for row in rows)
        if sum(row.kind == kind and not row.empty for row in rows) == subjects
    ]  # fmt: skip
    said = f"{sum(row.empty for row in rows)} of {len(rows)} cells are empty."
    if everywhere and subjects > 1:
        said += f" In every {rows[0].by} there is: {listed(everywhere)}."
    return said + (f" No partner at all: {listed(sorted(nowhere), 6)}." if nowhere else "")


COVERAGE = Question(
    id="coverage",
    title="Which kinds of partner does each section or priority have, and which not?",
    why="A kind of partner that works in every section but one is a question worth asking about that one.",
    cypher=COVERAGE_CYPHER,
    parameters=(
        Parameter(name="by", description="what the lines are", example="priority", default="section", among=BY),
    ),
    row=CoverageRow,
    identity=("what_id", "kind"),
    order=lambda row: (row.plan, row.place, row.what, row.what_id, row.kind),
    shown=("what", "kind", "organisations", "named", "organisation"),
    empty="The plans read name no partner with a role.",
    computed=Computed(
        columns=("what_id", "what", "place", "plan", "own", "kind", "partners", "basis", "words", "behind"), rows=_cells
    ),
    sum_up=_amounts_to,
    layout=Layout(columns=("what", "partners", "kinds of partner", "none of"), lines=_laid_out),
)


@dataclass(frozen=True, kw_only=True)
class CoverageTable:
    """Coverage as a plain table, for a page: lines by columns, counts in the cells, none where a count is 0."""

    by: str
    """What the lines are: section, priority or plan."""
    lines: tuple[str, ...]
    """Titles or names, in the order of the documents."""
    ids: tuple[str, ...]
    """Id of the section, priority or plan of each line."""
    kinds: tuple[str, ...]
    """The columns: kinds of partner."""
    counts: tuple[tuple[int, ...], ...]
    """How many partners, a line of counts for each line."""
    named: tuple[tuple[int, ...], ...]
    """How many of them are bodies by name."""
    organisations: tuple[tuple[tuple[str, ...], ...], ...]
    """Who they are."""


def coverage_table(answer: Answer) -> CoverageTable:
    """The answer to `coverage` as a table."""
    cells: dict[str, list[CoverageRow]] = defaultdict(list)
    for row in answer.rows:
        if isinstance(row, CoverageRow):
            cells[row.what_id].append(row)
    lines = list(cells.values())
    return CoverageTable(
        by=lines[0][0].by if lines else "section",
        lines=tuple(line[0].what for line in lines),
        ids=tuple(cells),
        kinds=tuple(cell.kind for cell in lines[0]) if lines else (),
        counts=tuple(tuple(cell.organisations for cell in line) for line in lines),
        named=tuple(tuple(cell.named for cell in line) for line in lines),
        organisations=tuple(tuple(cell.organisation for cell in line) for line in lines),
    )


def coverage_frame(answer: Answer) -> "pd.DataFrame":
    """The answer to `coverage` as a pandas frame: a line for each section, priority or plan, a column for each kind."""
    import pandas as pd  # noqa: PLC0415  (half a second, and only a notebook wants it)

    table = coverage_table(answer)
    return pd.DataFrame(
        [list(counts) for counts in table.counts],
        index=pd.Index(table.lines, name=table.by),
        columns=pd.Index(table.kinds, name="kind"),
        dtype="int64",
    )
