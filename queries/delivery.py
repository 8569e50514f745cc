"""Who delivers what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import BadParameter
from queries.candidates import PRIORITIES_CYPHER, SECTIONS_CYPHER
from queries.names import Named, matching, nearest, word_patterns
from queries.question import Parameter, Question, Reading, Row

if TYPE_CHECKING:
    from graph.store import Store

NAMED_FOR_IT, SAME_TOPIC, SAME_SECTION = "named for it", "same topic", "same section"
_GROUPS = (NAMED_FOR_IT, SAME_TOPIC, SAME_SECTION)
_UNREACHABLE = "(?s)x^"
"""A pattern that nothing matches."""


@dataclass(frozen=True, kw_only=True)
class WhoDeliversRow(Row):
    """One partner's role in a topic."""

    organisation: str
    role: str
    section: str
    specificity: str
    how: str
    """named for it · same topic · same section, nearest first."""
    priority: str
    """The priorities it goes to, where the topic is one."""
    lead: bool
    organisation_id: str
    role_id: str


WHO_DELIVERS_CYPHER = """
MATCH (o:Organisation)-[plays:PLAYS]->(r:Role)
WHERE r.plan IN $plans
WITH o, plays, r,
     [(r)-[:IN_SECTION]->(s:Section) | s.title] AS sections,
     [(r)-[:EVIDENCED_BY]->(w:Passage) | w.id] AS own,
     [(r)-[d:DELIVERS]->(p:Priority) WHERE p.id IN $priorities AND d.basis IN ['stated', 'curated']
       | {name: p.name, basis: d.basis, passages: coalesce(d.passages, [])}] AS stated,
     [(r)-[d:DELIVERS]->(p:Priority) WHERE p.id IN $priorities AND d.basis IN ['inferred', 'reference']
       | {name: p.name, basis: d.basis, passages: coalesce(d.passages, [])}] AS inferred,
     [(r)-[:IN_SECTION]->(:Section)-[:PART_OF*0..9]->(:Section)-[c:COVERS]->(p:Priority)
       WHERE p.id IN $priorities
       | {name: p.name, basis: c.basis, passages: coalesce(c.passages, [])}] AS covered,
     [(r)-[i:IN_SECTION]->(:Section) | i.basis] AS placed,
     [(r)-[:IN_SECTION]->(:Section)-[:PART_OF*0..9]->(t:Section) WHERE t.id IN $sections | t.id] AS under,
     any(text IN [r.text, o.name] WHERE all(pattern IN $said WHERE text =~ pattern)) AS said,
     any(text IN [r.text, o.name] WHERE all(pattern IN $meant WHERE text =~ pattern)) AS meant
WITH o, plays, r, sections, own, stated, inferred, covered, placed,
     CASE WHEN size(stated) > 0 OR (said AND size($priorities) = 0) THEN 'named for it'
          WHEN size(inferred) > 0 OR meant THEN 'same topic'
          WHEN size(covered) > 0 OR size(under) > 0 THEN 'same section' END AS how
WHERE how IS NOT NULL
WITH o, plays, r, sections, own, placed, how,
     CASE how WHEN 'named for it' THEN stated WHEN 'same topic' THEN inferred ELSE covered END AS links
RETURN o.name AS organisation, r.text AS role, sections AS section, o.specificity AS specificity, how,
       [link IN links | link.name] AS priority, coalesce(r.lead, false) AS lead,
       o.id AS organisation_id, r.id AS role_id, r.plan AS plan,
       [r.basis, plays.basis, CASE WHEN how = 'same topic' AND size(links) = 0 THEN 'inferred' END]
         + [link IN links | link.basis] + CASE how WHEN 'same section' THEN placed ELSE [] END AS basis,
       null AS source,
       [own, coalesce(plays.passages, [])] + [link IN links | link.passages] AS passages
ORDER BY CASE how WHEN 'named for it' THEN 0 WHEN 'same topic' THEN 1 ELSE 2 END,
         plan, organisation, role, organisation_id, role_id
"""

SPOKEN_OF_CYPHER = """
MATCH (b:Passage {kind: 'block'})
WHERE b.plan IN $plans AND all(pattern IN $meant WHERE b.quote =~ pattern)
RETURN count(b) AS blocks
"""


def read_topic(store: "Store", given: Mapping[str, Any], plans: Sequence[str]) -> Reading:
    """A topic as the priorities and sections it names, and as patterns for the words of roles.

    Raises:
        BadParameter: no priority or section is called that, and the plans never use the words.
    """
    topic = given["topic"]
    held = {"plans": list(plans)}
    priorities = [Named(id=row["id"], names=(row["name"],)) for row in store.read(PRIORITIES_CYPHER, held).rows]
    rows = store.read(SECTIONS_CYPHER, held).rows
    subjects = [Named(id=row["id"], names=(row["name"],)) for row in rows if row["kind"] in ("theme", "context")]
    aims, whole_aim = matching(topic, priorities)
    sections, whole_section = matching(topic, subjects)
    if not aims and not sections:
        every = [Named(id=row["id"], names=(row["name"],)) for row in rows]
        found, whole_section = matching(topic, every)
        sections = found if whole_section else []
    if whole_aim and not whole_section:
        sections = []
    if whole_section and not whole_aim:
        aims = []
    said, meant = word_patterns(topic)
    if not said and not aims and not sections:
        raise BadParameter(f"The topic {topic!r} holds no word to look for. {_examples(priorities, subjects)}")
    named = whole_aim or whole_section or not said
    parameters = {
        "priorities": [aim.id for aim in aims],
        "sections": [section.id for section in sections],
        "said": [_UNREACHABLE] if named else said,
        "meant": [_UNREACHABLE] if named else meant,
    }
    note = _read_as(topic, aims, sections)
    if not aims and not sections:
        spoken = store.read(SPOKEN_OF_CYPHER, {**held, "meant": parameters["meant"]}).rows
        if not spoken[0]["blocks"]:
            raise BadParameter(_no_such(topic, priorities, subjects))
        note = f"No priority or section is called {topic!r}: these are the roles whose own words say it."
    return Reading(parameters=parameters, note=note)


def _read_as(topic: str, aims: list[Named], sections: list[Named]) -> str:
    parts = [
        f"{kind} {', '.join(repr(name) for name in names)}"
        for kind, found in (("priority", aims), ("section", sections))
        if (names := list(dict.fromkeys(named.names[0] for named in found)))
    ]
    return f"{topic!r} was read as: {' and '.join(parts)}."


def _no_such(topic: str, priorities: list[Named], sections: list[Named]) -> str:
    names = [named.names[0] for named in (*priorities, *sections)]
    close = nearest(topic, names)
    said = f"No priority or section is called {topic!r}, and no sentence says it."
    if close:
        return f"{said} The nearest are: {', '.join(repr(name) for name in close)}."
    return f"{said} {_examples(priorities, sections)}"


def _examples(priorities: list[Named], sections: list[Named]) -> str:
    names = list(dict.fromkeys(named.names[0] for named in (*priorities, *sections)))
    if not names:
        return "The plans read here name no priority and no section."
    return f"Topics are, for example: {', '.join(repr(name) for name in names[:8])}."


WHO_DELIVERS = Question(
    id="who-delivers",
    title="Who delivers a priority or a topic?",
    why="To see who is named for it, who works on the same topic, and who only stands in the same section.",
    cypher=WHO_DELIVERS_CYPHER,
    parameters=(
        Parameter(name="topic", description="a priority, the title of a section, or a word", example="housing"),
    ),
    row=WhoDeliversRow,
    identity=("organisation_id", "role_id"),
    order=lambda row: (
        _GROUPS.index(row.how),
        row.plan,
        row.passages[0].start if row.passages else 0,
        row.organisation,
        row.organisation_id,
        row.role_id,
    ),
    shown=("how", "organisation", "role", "section", "specificity", "basis"),
    empty="No partner has a role in it in the plans read.",
    read=read_topic,
)
