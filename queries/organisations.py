"""What an organisation does, is asked, and belongs to."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from queries.as_of import known_on_the_day
from queries.candidates import find_organisations, read_as
from queries.question import Parameter, Question, Reading, Row

if TYPE_CHECKING:
    from graph.store import Store

FACTS = (
    "plays a role",
    "is asked",
    "asks",
    "publishes",
    "controls",
    "is part of",
    "has part",
    "is a member of",
    "has member",
    "took over from",
    "was succeeded by",
    "is mentioned",
)
"""The kinds of row, in the order in which they are shown."""


@dataclass(frozen=True, kw_only=True)
class OrganisationRow(Row):
    """One fact about an organisation."""

    organisation: str
    fact: str
    """The sort of fact: plays a role, is asked, is a member of …"""
    what: str
    """What it is about, in a line: the role, the ask, the other body, the section."""
    role: str | None
    ask: str | None
    section: str
    other: str | None
    """The other organisation, the instrument or the plan."""
    since: str | None
    """From when (public record, or a department's lead on the topic), ISO date."""
    organisation_id: str
    other_id: str
    """Id of what the fact is about: the role, ask, organisation, instrument, plan or section."""


def _branch(fact: str, pattern: str, where: str, **values: str) -> str:
    """One kind of fact: its pattern from `o`, its condition, and the columns in which it differs from an empty row."""
    columns = {
        "role": "null",
        "ask": "null",
        "section": "[]",
        "other": "null",
        "what": "null",
        "since": "null",
        "other_id": "x.id",
        "plan": "null",
        "basis": "[e.basis]",
        "source": "null",
        "passages": "[coalesce(e.passages, [])]",
        **values,
    }
    shown = ", ".join(f"{value} AS {name}" for name, value in columns.items())
    kind = f"{FACTS.index(fact)} AS rank, '{fact}' AS fact"
    # from the organisation, by its id: an engine that began at the other end would go through everything
    return (
        f"UNWIND $organisations AS wanted\n  MATCH (o:Organisation {{id: wanted}}) MATCH {pattern} WHERE {where}\n"
        f"  RETURN o.name AS organisation, o.id AS organisation_id, {kind}, {shown}"
    )


def _said(label: str, **values: str) -> dict[str, str]:
    """The columns of a fact that stands in a plan's own words."""
    words = "x.text" if label == "role" else "x.title"
    return {
        label: words,
        "what": words,
        "section": "[(x)-[:IN_SECTION]->(s:Section) | s.title]",
        "plan": "x.plan",
        "basis": "[x.basis, e.basis]",
        "passages": "[[(x)-[:EVIDENCED_BY]->(w:Passage) | w.id], coalesce(e.passages, [])]",
        **values,
    }


_WORK = """x.name + CASE WHEN size(coalesce(e.topics, [])) > 0
     THEN reduce(said = '', one IN e.topics | said + CASE WHEN said = '' THEN ': ' ELSE '; ' END + one) ELSE '' END"""
"""Cypher: the other body, and what of the work went over where not all did."""


def _recorded(fact: str, pattern: str, label: str = "Organisation", what: str = "x.name") -> str:
    """A fact of public record, or one that a plan states between two organisations."""
    here = "(x.plan IS NULL OR x.plan IN $plans) AND (e.plan IS NULL OR e.plan IN $plans)"
    return _branch(
        fact,
        pattern.format(label=label),
        f"{here} AND {known_on_the_day('e')}",
        other="x.name",
        what=what,
        since="e.`from`",
        plan="e.plan",
        source="CASE WHEN e.basis = 'reference' THEN e.source END",
    )


_BRANCHES = (
    _branch("plays a role", "(o)-[e:PLAYS]->(x:Role)", "x.plan IN $plans", **_said("role")),
    _branch(
        "is asked",
        "(o)<-[e:ADDRESSED_TO]-(x:Ask)",
        f"x.plan IN $plans AND {known_on_the_day('e')}",
        **_said("ask", since="e.`from`"),
    ),
    _branch("asks", "(o)-[e:MAKES]->(x:Ask)", "x.plan IN $plans", **_said("ask")),
    _branch(
        "publishes",
        "(o)-[e:PUBLISHES]->(x:Plan)",
        "x.id IN $plans",
        other="x.title",
        what="x.title",
        plan="x.id",
        passages="""[coalesce(e.passages, COLLECT {
     MATCH (o)-[:EVIDENCED_BY]->(w:Passage {plan: x.id}) RETURN w.id ORDER BY w.start, w.id LIMIT 1 })]""",
    ),
    _recorded("controls", "(o)-[e:CONTROLS]->(x:{label})", "Instrument"),
    _recorded("is part of", "(o)-[e:PART_OF]->(x:{label})"),
    _recorded("has part", "(o)<-[e:PART_OF]-(x:{label})"),
    _recorded("is a member of", "(o)-[e:MEMBER_OF]->(x:{label})"),
    _recorded("has member", "(o)<-[e:MEMBER_OF]-(x:{label})"),
    _recorded("took over from", "(o)-[e:SUCCEEDS]->(x:{label})", what=_WORK),
    _recorded("was succeeded by", "(o)<-[e:SUCCEEDS]-(x:{label})", what=_WORK),
    _branch(
        "is mentioned",
        "(o)<-[e:MENTIONS]-(x:Section)",
        "x.plan IN $plans",
        what="x.title",
        section="""CASE WHEN x.kind IN ['needs', 'roles'] AND size([(x)-[:PART_OF]->(t:Section) | t.title]) > 0
     THEN [(x)-[:PART_OF]->(t:Section) | t.title] ELSE [x.title] END""",
        plan="x.plan",
        passages="""[coalesce(e.passages, []), CASE WHEN size(coalesce(e.passages, [])) = 0
     THEN [(o)-[:EVIDENCED_BY]->(w:Passage) WHERE w.plan = x.plan AND x.title IN w.heading_path | w.id] ELSE [] END]""",
    ),
)

ORGANISATION_CYPHER = (
    "CALL () {\n  "
    + "\n  UNION ALL\n  ".join(_BRANCHES)
    + """
}
RETURN organisation, fact, what, role, ask, section, other, since, organisation_id, other_id,
       plan, basis, source, passages
ORDER BY organisation, organisation_id, rank, plan, role, ask, other, other_id
"""
)


def read_name(store: "Store", given: Mapping[str, Any], plans: Sequence[str]) -> Reading:
    """The organisations that a name, a part of one or an abbreviation means.

    Raises:
        BadParameter: no organisation is called that, or too many could be.
    """
    found = find_organisations(store, given["name"], plans, asked=False)
    return Reading(
        parameters={"organisations": [body.id for body in found]},
        note=read_as(given["name"], found),
    )


ORGANISATION = Question(
    id="organisation",
    title="What does an organisation do, and what is asked of it?",
    why="To prepare a meeting: its roles, the asks made of it, what it belongs to and decides on, where it is named.",
    cypher=ORGANISATION_CYPHER,
    parameters=(
        Parameter(
            name="name", description="the name of an organisation, or part of it, or initials", example="Homes England"
        ),
    ),
    row=OrganisationRow,
    identity=("organisation_id", "fact", "other_id"),
    order=lambda row: (
        row.organisation,
        row.organisation_id,
        FACTS.index(row.fact),
        row.plan or "",
        row.passages[0].start if row.passages else 0,
        row.other or "",
        row.other_id,
    ),
    shown=("organisation", "fact", "what", "section", "basis"),
    empty="Nothing is said of it in the plans read.",
    read=read_name,
)
