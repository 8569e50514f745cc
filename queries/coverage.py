"""Coverage: which kinds of partner each section, priority or plan has, and where it has none."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from queries.layout import Layout, merged
from queries.question import Answer, Computed, Parameter, Question, Raw, Row, Summary
from queries.wording import listed, own_words, under_its_heading

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


def _played(bound: str, behind: str = "[]") -> str:
    """Cypher: a role `r`: its id, its own words, every basis that it has here, what is behind, and who plays it."""
    return f"""[r.id, {own_words("r")}, [r.basis, {bound}], {behind},
           [(r)<-[p:PLAYS]-(o:Organisation) | [o.id, o.name, o.kind, o.specificity, p.basis, p.passages]]]"""


_UNDER_ITS_HEADING = f"{under_its_heading('x')} WITH DISTINCT r"

COVERAGE_CYPHER = f"""
CALL () {{
  UNWIND $plans AS held
  MATCH (x:Section {{plan: held}})
  WHERE $by = 'section' AND (x.kind = 'theme' OR EXISTS {{ MATCH (x)<-[:IN_SECTION]-(:Role) }})
  RETURN x, x.title AS what, x.`order` AS place, held,
         CASE WHEN EXISTS {{ MATCH (x)-[:EVIDENCED_BY]->(:Passage) }} THEN {own_words("x")}
              ELSE [(x)<-[:IN_SECTION]-(:Ask)-[:EVIDENCED_BY]->(w:Passage) | w.id] END AS own,
         [(x)<-[i:IN_SECTION]-(r:Role) | {_played("i.basis")}] AS roles
  UNION ALL
  UNWIND $plans AS held
  MATCH (x:Priority {{plan: held}})
  WHERE $by = 'priority'
  RETURN x, x.name AS what, 0 AS place, held, {own_words("x")} AS own,
         [(x)<-[d:DELIVERS]-(r:Role) | {_played("d.basis", "coalesce(d.passages, [])")}]
           + COLLECT {{ {_UNDER_ITS_HEADING} RETURN {_played("'inferred'")} }} AS roles
  UNION ALL
  UNWIND $plans AS held
  MATCH (x:Plan {{id: held}})
  WHERE $by = 'plan'
  RETURN x, x.title AS what, 0 AS place, held,
         COLLECT {{ MATCH (w:Passage {{plan: held}}) WHERE w.kind = 'block' AND w.`order` = 0 RETURN w.id }} AS own,
         COLLECT {{ MATCH (r:Role {{plan: held}}) RETURN {_played("r.basis")} }} AS roles
}}
RETURN x.id AS what_id, what, place, held AS plan, own, roles
ORDER BY what_id
"""


@dataclass
class _Found:
    """The partners of one kind in a section, priority or plan."""

    bodies: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Name and specificity, by id."""
    roles: set[str] = field(default_factory=set)
    basis: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    behind: list[list[str]] = field(default_factory=list)


def _kinds_of(roles: Sequence[Sequence[Any]]) -> dict[str, _Found]:
    """The partners that play roles, by kind."""
    found: dict[str, _Found] = {}
    for role, words, basis, behind, players in roles:
        for id_, name, kind, specificity, played, passages in players:
            if kind:
                of_kind = found.setdefault(kind, _Found())
                of_kind.bodies[id_] = (name, specificity)
                of_kind.roles.add(role)
                of_kind.basis += [*basis, played]
                of_kind.words += words
                of_kind.behind += [behind, passages or []]
    return found


def _kinds(about: Raw) -> set[str]:
    """The kinds of partner that there are in a section, priority or plan."""
    return {kind for *_, players in about["roles"] for _, _, kind, *_ in players if kind}


def _cells(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterable[Raw]:
    """A cell for each line and kind: the kinds are those of all plans that are asked about."""
    kinds = given["kinds"] if "kinds" in given else sorted(set().union(*map(_kinds, raw)))
    nobody = _Found()
    # in the order of the answer, so that there is little left to sort
    for about in sorted(raw, key=lambda about: (about["plan"], about["place"], about["what"], about["what_id"])):
        line = _kinds_of(about["roles"])
        # an empty cell shows the heading, or where that has no words of its own, what else stands there
        heading = about["own"] or [id_ for found in line.values() for id_ in found.words]
        for kind in kinds:
            yield _cell(about, kind, line.get(kind, nobody), given["by"], heading)


def _cell(about: Raw, kind: str, found: _Found, by: str, heading: Sequence[str]) -> Raw:
    bodies = found.bodies.values()
    return {
        "by": by,
        "what": about["what"],
        "section": about["what"] if by == "section" else None,
        "priority": about["what"] if by == "priority" else None,
        "kind": kind,
        "organisations": len(bodies),
        "named": sum(specificity == "named" for _, specificity in bodies),
        "roles": len(found.roles),
        "organisation": [name for name, _ in bodies],
        "empty": not bodies,
        "place": about["place"],
        "what_id": about["what_id"],
        "plan": about["plan"],
        "basis": found.basis if bodies else ["inferred"],
        "source": None,
        "passages": [found.words, *found.behind] if bodies else [heading],
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


SUMMARY_CYPHER = f"""
CALL () {{
  UNWIND $plans AS held
  MATCH (x:Section {{plan: held}})
  WHERE $by = 'section'
  OPTIONAL MATCH (x)<-[:IN_SECTION]-(r:Role)
  OPTIONAL MATCH (r)<-[:PLAYS]-(o:Organisation)
  WITH x, count(r) AS roles, collect(DISTINCT o.kind) AS kinds
  WHERE roles > 0 OR x.kind = 'theme'
  RETURN x.title AS what, kinds
  UNION ALL
  UNWIND $plans AS held
  MATCH (x:Priority {{plan: held}})
  WHERE $by = 'priority'
  OPTIONAL MATCH (x)<-[:DELIVERS]-(:Role)<-[:PLAYS]-(o:Organisation)
  WITH x, collect(DISTINCT o.kind) AS kinds
  RETURN x.name AS what,
         kinds + COLLECT {{ {_UNDER_ITS_HEADING} MATCH (r)<-[:PLAYS]-(o:Organisation) RETURN DISTINCT o.kind }} AS kinds
  UNION ALL
  UNWIND $plans AS held
  MATCH (x:Plan {{id: held}})
  WHERE $by = 'plan'
  OPTIONAL MATCH (:Role {{plan: held}})<-[:PLAYS]-(o:Organisation)
  WITH x, collect(DISTINCT o.kind) AS kinds
  RETURN x.title AS what, kinds
}}
RETURN what, kinds
"""
"""Of each line, which kinds of partner it has."""


def _of_the_whole(raw: Sequence[Raw], given: Mapping[str, Any]) -> str:
    return _amounts_to([(about["what"], _kinds(about)) for about in raw], given["by"])


def _all_kinds(raw: Sequence[Raw]) -> list[str]:
    return sorted({kind for line in raw for kind in line["kinds"]})


def _amounts_to(lines: Sequence[tuple[str, Collection[str]]], by: str) -> str:
    kinds = sorted({kind for _, found in lines for kind in found})
    if not kinds:
        return ""
    cells = len(lines) * len(kinds)
    nowhere = {what for what, _ in lines} - {what for what, found in lines if found}
    everywhere = [kind for kind in kinds if all(kind in found for _, found in lines)]
    said = f"{cells - sum(len(found) for _, found in lines)} of {cells} cells are empty."
    if everywhere and len(lines) > 1:
        said += f" In every {by} there is: {listed(everywhere)}."
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
    computed=Computed(columns=("what_id", "what", "place", "plan", "own", "roles"), rows=_cells, note=_of_the_whole),
    apart=True,
    summary=Summary(
        cypher=SUMMARY_CYPHER,
        columns=("what", "kinds"),
        total=lambda raw: len(raw) * len(_all_kinds(raw)),
        note=lambda raw, given: _amounts_to([(line["what"], set(line["kinds"])) for line in raw], given["by"]),
        known=lambda raw: {"kinds": _all_kinds(raw)},
    ),
    layout=Layout(
        columns=("what", "partners", "kinds of partner", "none of"), lines=_laid_out, line=lambda row: row.what_id
    ),
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
