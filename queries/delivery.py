"""Who delivers what."""

from dataclasses import dataclass

from queries.question import Parameter, Question, Row
from queries.topics import NEARNESS, read_topic


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
CALL () {
  UNWIND $priorities AS wanted
  MATCH (p:Priority {id: wanted})<-[d:DELIVERS]-(r:Role)
  RETURN r, CASE WHEN d.basis IN ['stated', 'curated'] THEN 'named for it' ELSE 'same topic' END AS how,
         p.name AS priority, [d.basis] AS bases, coalesce(d.passages, []) AS behind
  UNION ALL
  UNWIND $priorities AS wanted
  MATCH (p:Priority {id: wanted})<-[c:COVERS]-(:Section)<-[:PART_OF*0..9]-(:Section)<-[i:IN_SECTION]-(r:Role)
  RETURN r, 'same section' AS how, p.name AS priority, [c.basis, i.basis] AS bases,
         coalesce(c.passages, []) AS behind
  UNION ALL
  UNWIND $sections AS wanted
  MATCH (t:Section {id: wanted})<-[:PART_OF*0..9]-(:Section)<-[i:IN_SECTION]-(r:Role)
  RETURN r, 'same section' AS how, null AS priority, [i.basis] AS bases, [] AS behind
  UNION ALL
  UNWIND $searched AS plan
  MATCH (r:Role {plan: plan})<-[:PLAYS]-(o:Organisation)
  WITH r, any(text IN [r.text, o.name] WHERE all(pattern IN $said WHERE text =~ pattern)) AS said,
       any(text IN [r.text, o.name] WHERE all(pattern IN $meant WHERE text =~ pattern)) AS meant
  WHERE said OR meant
  RETURN r, CASE WHEN said AND size($priorities) = 0 THEN 'named for it' ELSE 'same topic' END AS how,
         null AS priority, [CASE WHEN said AND size($priorities) = 0 THEN null ELSE 'inferred' END] AS bases,
         [] AS behind
}
WITH r, how, collect(priority) AS priorities, collect(bases) AS bases, collect(behind) AS behind
WITH r, collect({how: how, priorities: priorities, bases: bases, behind: behind}) AS ways
WITH r, [wanted IN ['named for it', 'same topic', 'same section']
         | head([way IN ways WHERE way.how = wanted])] AS nearest
WITH r, head([way IN nearest WHERE way IS NOT NULL]) AS way
MATCH (o:Organisation)-[plays:PLAYS]->(r)
RETURN o.name AS organisation, r.text AS role, [(r)-[:IN_SECTION]->(s:Section) | s.title] AS section,
       o.specificity AS specificity, way.how AS how, way.priorities AS priority, coalesce(r.lead, false) AS lead,
       o.id AS organisation_id, r.id AS role_id, r.plan AS plan,
       reduce(all = [r.basis, plays.basis], some IN way.bases | all + some) AS basis, null AS source,
       [[(r)-[:EVIDENCED_BY]->(w:Passage) | w.id], coalesce(plays.passages, [])] + way.behind AS passages
ORDER BY role_id, organisation_id
"""

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
        NEARNESS.index(row.how),
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
