"""Checks of who is asked."""

from dataclasses import dataclass

from queries.as_of import known_on_the_day
from queries.gaps.check import Case, Check
from queries.gaps.grouping import listed


@dataclass(frozen=True, kw_only=True)
class OwnerCase(Case):
    """An ask, and whom its words name."""

    asked_of: tuple[str, ...]
    """Whom the text names instead of a body: the Government, a group, an office."""


NO_OWNER_CYPHER = f"""
MATCH (a:Ask)
WHERE a.plan IN $plans
WITH a,
     [(a)-[to:ADDRESSED_TO]->(o:Organisation) WHERE to.basis IN ['stated', 'curated']
       | {{name: o.name, specificity: o.specificity, basis: to.basis, passages: coalesce(to.passages, [])}}] AS asked,
     [(a)-[to:ADDRESSED_TO]->(o:Organisation)
       WHERE NOT to.basis IN ['stated', 'curated'] AND o.specificity = 'named'
       | {{name: o.name, then: {known_on_the_day("to")}}}] AS known,
     [(a)-[:IN_SECTION]->(:Section)<-[:PART_OF*0..1]-(:Section {{kind: 'needs'}})-[:MENTIONS]->(o:Organisation)
       WHERE o.kind IN ['government department', 'public body'] AND o.specificity = 'named' | o.name] AS near
RETURN a.id AS subject_id, a.title AS subject, a.plan AS plan,
       [(a)-[:IN_SECTION]->(s:Section) | s.title] AS section,
       none(one IN asked WHERE one.specificity = 'named') AS fails,
       [one IN asked | one.name] AS asked_of,
       size(known) > 0 AS closed_if_inferred,
       [one IN known WHERE one.then | one.name] AS inferred,
       CASE WHEN size(near) > 0 THEN 'found but not linked' ELSE 'the plan is silent' END AS absence,
       [a.basis] + [one IN asked | one.basis] AS basis,
       [[(a)-[:EVIDENCED_BY]->(w:Passage) | w.id]] + [one IN asked | one.passages] AS passages
ORDER BY plan, subject, subject_id
"""


def _no_owner(case: OwnerCase) -> str:
    of = f"asked of {listed(case.asked_of)}, and of no department or agency" if case.asked_of else "asked of nobody"
    return f"“{case.subject}” is {of}."


NO_OWNER = Check(
    id="G01",
    title="No named owner",
    sentence="An ask names no department, agency or other body.",
    why="An ask of “government” is nobody's to answer until a department or agency is named.",
    question="Which department or agency is asked, and who there will answer?",
    suggestion="Is it {names}?",
    severity="high",
    guard="A body named in the ask, the sentence before it, its block, or by a person counts; one that is only "
    "inferred from the topic does not, and the finding says that it would close the gap.",
    subjects=("ask", "asks"),
    has="names a body that is asked",
    lacks="name no body that is asked",
    missing="a named department or agency",
    cypher=NO_OWNER_CYPHER,
    row=OwnerCase,
    say=_no_owner,
)

CHECKS = (NO_OWNER,)
