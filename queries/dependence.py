"""What depends on one organisation: what would be lost if it left."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from queries.as_of import known_on_the_day
from queries.organisations import read_name
from queries.question import Computed, Parameter, Question, Raw, Row
from queries.wording import listed, number, own_words, quoted

ONLY, ONLY_NAMED, ONE_OF, NOT_NAMED = "the only one", "the only named one", "one of several named", "not named itself"
LOSSES = (ONLY, ONLY_NAMED, ONE_OF, NOT_NAMED)
"""What its leaving costs, the gravest first."""

FACTS = ("priority", "section", "ask", "instrument")


@dataclass(frozen=True, kw_only=True)
class DependsOnRow(Row):
    """One thing that the organisation has a part in, and who would be left."""

    organisation: str
    fact: str
    """What it is: priority, section, ask, instrument."""
    what: str
    """Its name or title."""
    priority: str | None
    section: str | None
    ask: str | None
    loses: str
    """What it is there: the only one · the only named one · one of several named · not named itself."""
    left: tuple[str, ...]
    """Who would be left."""
    sentence: str
    """What its leaving would mean."""
    organisation_id: str
    what_id: str


def _partners(place: str, link: str) -> str:
    """The others that play a role for a priority or in a section."""
    return (
        f"[(x)<-[:{link}]-(:Role)<-[:PLAYS]-(other:Organisation) WHERE other.id <> o.id"
        f" | {{id: other.id, name: other.name, specificity: other.specificity}}] AS others"
    )


DEPENDS_ON_CYPHER = f"""
CALL () {{
  UNWIND $organisations AS wanted
  MATCH (o:Organisation {{id: wanted}})-[plays:PLAYS]->(r:Role)-[d:DELIVERS]->(x:Priority)
  WHERE r.plan IN $plans
  RETURN o, x, 'priority' AS fact, x.name AS what, {_partners("x", "DELIVERS")}, {own_words("r")} AS own,
         coalesce(d.passages, []) + coalesce(plays.passages, []) AS behind,
         [r.basis, d.basis, plays.basis] AS basis, null AS source
  UNION ALL
  UNWIND $organisations AS wanted
  MATCH (o:Organisation {{id: wanted}})-[plays:PLAYS]->(r:Role)-[d:IN_SECTION]->(x:Section)
  WHERE r.plan IN $plans
  RETURN o, x, 'section' AS fact, x.title AS what, {_partners("x", "IN_SECTION")}, {own_words("r")} AS own,
         coalesce(plays.passages, []) AS behind, [r.basis, d.basis, plays.basis] AS basis, null AS source
  UNION ALL
  UNWIND $organisations AS wanted
  MATCH (o:Organisation {{id: wanted}})<-[to:ADDRESSED_TO]-(x:Ask)
  WHERE x.plan IN $plans AND to.basis IN ['stated', 'curated']
  RETURN o, x, 'ask' AS fact, x.title AS what,
         [(x)-[also:ADDRESSED_TO]->(other:Organisation)
           WHERE other.id <> o.id AND also.basis IN ['stated', 'curated']
           | {{id: other.id, name: other.name, specificity: other.specificity}}] AS others, {own_words("x")} AS own,
         coalesce(to.passages, []) AS behind, [x.basis, to.basis] AS basis, null AS source
  UNION ALL
  UNWIND $organisations AS wanted
  MATCH (o:Organisation {{id: wanted}})-[c:CONTROLS]->(x:Instrument)
  WHERE {known_on_the_day("c")} AND (c.plan IS NULL OR c.plan IN $plans)
  RETURN o, x, 'instrument' AS fact, x.name AS what,
         [(x)<-[also:CONTROLS]-(other:Organisation) WHERE other.id <> o.id AND {known_on_the_day("also")}
           | {{id: other.id, name: other.name, specificity: other.specificity}}] AS others, [] AS own,
         coalesce(c.passages, []) AS behind, [c.basis] AS basis, c.source AS source
}}
RETURN o.name AS organisation, o.id AS organisation_id, o.specificity AS specificity, fact, what, others,
       x.id AS what_id, x.plan AS plan, basis, source, own, behind
ORDER BY organisation_id, fact, what_id
"""

_DONE = {"priority": "delivers", "section": "works in", "ask": "is asked for", "instrument": "decides on"}


def _rows(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterable[Raw]:
    groups: dict[tuple[str, str], list[Raw]] = defaultdict(list)
    for row in raw:
        groups[row["organisation_id"], row["what_id"]].append(row)
    for rows in groups.values():
        first = rows[0]
        others = {other["id"]: other for row in rows for other in row["others"]}
        loses = _loss(first["specificity"], [other["specificity"] for other in others.values()])
        names = sorted({other["name"] for other in others.values()})
        passages = [[id_ for row in rows for id_ in row["own"]], *(row["behind"] for row in rows)]
        yield {
            "organisation": first["organisation"],
            "fact": first["fact"],
            "what": first["what"],
            **{name: first["what"] if first["fact"] == name else None for name in ("priority", "section", "ask")},
            "loses": loses,
            "left": names,
            "sentence": _sentence(first, loses, list(others.values())),
            "organisation_id": first["organisation_id"],
            "what_id": first["what_id"],
            "plan": first["plan"],
            "basis": [basis for row in rows for basis in row["basis"]],
            "source": first["source"] if not any(passages) else None,
            "passages": passages,
        }


def _loss(specificity: str, others: Sequence[str]) -> str:
    if not others:
        return ONLY
    if specificity != "named":
        return NOT_NAMED
    return ONE_OF if "named" in others else ONLY_NAMED


def _sentence(row: Raw, loses: str, others: Sequence[Mapping[str, Any]]) -> str:
    done = _DONE[row["fact"]]
    who, what = row["organisation"], f"“{row['what']}”"
    named = sorted({other["name"] for other in others if other["specificity"] == "named"})
    rest = sorted({other["name"] for other in others if other["specificity"] != "named"})
    if loses == ONLY:
        return f"Without {who}, nobody {done} {what}."
    if not named:
        return f"Without {who}, no named body {done} {what}: only {listed(rest, 5)} would be left."
    return f"Without {who}, {what} would keep {number(len(named), 'named body', 'named bodies')}: {listed(named, 5)}."


def _amounts_to(rows: Sequence[DependsOnRow]) -> str:
    lost = [row.what for row in rows if row.fact == "priority" and row.loses in (ONLY, ONLY_NAMED)]
    if not rows:
        return ""
    if lost:
        return f"If it left, {quoted(lost, 6)} would lose the only named deliverer."
    return "If it left, no priority would lose its only named deliverer."


DEPENDS_ON = Question(
    id="depends-on",
    title="What depends on an organisation: what would be lost if it left?",
    why="To know, before a body is merged or cut, which priorities would lose their only named deliverer.",
    cypher=DEPENDS_ON_CYPHER,
    parameters=(
        Parameter(
            name="name", description="the name of an organisation, or part of it, or initials", example="Homes England"
        ),
    ),
    row=DependsOnRow,
    identity=("organisation_id", "what_id"),
    order=lambda row: (
        row.organisation,
        row.organisation_id,
        FACTS.index(row.fact),
        LOSSES.index(row.loses),
        row.plan or "",
        row.passages[0].start if row.passages else 0,
        row.what,
        row.what_id,
    ),
    shown=("organisation", "fact", "sentence", "basis"),
    empty="Nothing in the plans read depends on it: it has no role in them, is not asked and decides on nothing.",
    read=read_name,
    computed=Computed(
        columns=(
            "organisation", "organisation_id", "specificity", "fact", "what", "others", "what_id", "plan", "basis",
            "source", "own", "behind",
        ),
        rows=_rows,
    ),
    sum_up=_amounts_to,
)  # fmt: skip
