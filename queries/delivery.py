"""Who delivers what."""

from dataclasses import dataclass

from queries.question import Parameter, Question, Row
from queries.topics import EVERYBODY, NEARNESS, facts_near, read_topic
from queries.wording import own_words, sections_of


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


WHO_DELIVERS_CYPHER = f"""{facts_near("Role", "DELIVERS")}
MATCH (fact)<-[plays:PLAYS]-(o:Organisation)
WHERE '{EVERYBODY}' IN way.whom OR o.id IN way.whom
RETURN o.name AS organisation, fact.text AS role, {sections_of("fact")} AS section, o.specificity AS specificity,
       way.how AS how, way.priorities AS priority, coalesce(fact.lead, false) AS lead,
       o.id AS organisation_id, fact.id AS role_id, fact.plan AS plan,
       reduce(all = [fact.basis, plays.basis], some IN way.bases | all + some) AS basis, null AS source,
       [{own_words("fact")}, coalesce(plays.passages, [])] + way.behind AS passages
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
