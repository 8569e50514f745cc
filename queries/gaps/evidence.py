"""Checks of the reading itself: facts without words, bodies without identifier, names linked to nothing."""

from dataclasses import dataclass

from queries.gaps.check import Case, Check
from queries.gaps.naming import with_article
from queries.gaps.pieces import BY_ID, SUBJECT_OF


@dataclass(frozen=True, kw_only=True)
class FactCase(Case):
    """A fact of the plan, and whether its words are there."""

    sort: str
    gone: bool
    """Whether it has words that do not stand in their block."""


def _facts(label: str, words: str) -> str:
    return f"""UNWIND $plans AS plan MATCH (n:{label} {{plan: plan}})
  RETURN n, '{label.lower()}' AS sort, {words} AS subject, plan"""


NO_EVIDENCE_CYPHER = f"""
CALL () {{
  {_facts("Ask", "n.title")}
  UNION ALL
  {_facts("Role", "n.text")}
  UNION ALL
  {_facts("Priority", "n.name")}
  UNION ALL
  {_facts("Instrument", "n.name")}
  UNION ALL
  {_facts("Measure", "n.text")}
  UNION ALL
  {_facts("Organisation", "n.name")}
}}
WITH n, sort, subject, plan,
     [(n)-[:EVIDENCED_BY]->(w:Passage) WHERE w.plan = plan | w.id] AS evidence,
     [(n)-[:EVIDENCED_BY]->(w:Passage)-[:WITHIN]->(b:Passage)
       WHERE w.plan = plan AND NOT b.quote CONTAINS w.quote | w.id] AS gone
RETURN n.id AS subject_id, subject, plan, [(n)-[:IN_SECTION]->(s:Section) | s.title] AS section,
       size(evidence) = 0 OR size(gone) > 0 AS fails, sort, size(gone) > 0 AS gone,
       [n.basis] AS basis, [evidence] AS passages
{BY_ID}
"""


def _no_evidence(case: FactCase) -> str:
    lost = "has words that no longer stand in the text" if case.gone else "has no words of the plan behind it"
    return f"The {case.sort} “{case.subject}” {lost}."


NO_EVIDENCE = Check(
    id="G38",
    title="A fact without its words",
    sentence="A fact has no words of the plan behind it, or its words do not stand in the text.",
    why="What cannot show its sentence cannot be defended, and should not be shown to anybody.",
    question="Where does the plan say this, and is it still so in the published text?",
    severity="high",
    guard="Bodies and instruments of public record are exempt where the plan does not name them.",
    subjects=("fact", "facts"),
    has="shows its words",
    lacks="do not show their words",
    missing="the plan's words",
    cypher=NO_EVIDENCE_CYPHER,
    row=FactCase,
    say=_no_evidence,
)

_NAMED_HERE = f"""
  UNWIND $plans AS held
  MATCH (s:Section {{plan: held}})-[:MENTIONS]->(o:Organisation)
  WHERE o.specificity = 'named'
  RETURN held, o, {SUBJECT_OF} AS title, null AS words, 0 AS links
  UNION ALL
  UNWIND $plans AS held
  MATCH (w:Passage {{plan: held}})<-[:EVIDENCED_BY]-(o:Organisation)
  WHERE o.specificity = 'named'
  RETURN held, o, null AS title, w.id AS words, 0 AS links"""
"""The named bodies `o` of each plan, with the titles of the sections that name them, and the passages where."""


def _linked(pattern: str) -> str:
    return f"""
  UNION ALL
  UNWIND $plans AS held
  MATCH {pattern}
  WHERE o.specificity = 'named'
  RETURN held, o, null AS title, null AS words, 1 AS links"""


NO_IDENTIFIER_CYPHER = f"""
CALL () {{{_NAMED_HERE}
}}
WITH held, o, collect(DISTINCT title) AS section, collect(words) AS named
WHERE size(section) > 0 AND NOT o.kind IN $unregistered
RETURN o.id AS subject_id, o.name AS subject, held AS plan, section,
       o.govuk IS NULL AND o.gss IS NULL AND size(coalesce(o.identifiers, [])) = 0 AS fails,
       [o.basis] AS basis, [named] AS passages
{BY_ID}
"""

NO_IDENTIFIER = Check(
    id="G39",
    title="A body without a known identifier",
    sentence="No identifier of a named body is known.",
    why="Without an identifier the same body in two plans, or in a register of grants, cannot be told to be the same.",
    question="Which company, charity or other number does it have?",
    severity="low",
    guard="Boards, partnerships and commissions are exempt: they are seldom registered anywhere.",
    subjects=("named body", "named bodies"),
    has="has a known identifier",
    lacks="have no known identifier",
    missing="an identifier",
    together=True,
    cypher=NO_IDENTIFIER_CYPHER,
    parameters={"unregistered": ["partnership/board/commission", "collective group", "place", "other"]},
    say=lambda case: f"No identifier of {with_article([case.subject])} is known.",
)

UNLINKED_CYPHER = f"""
CALL () {{{_NAMED_HERE}
{_linked("(:Role {plan: held})<-[:PLAYS]-(o:Organisation)")}
{_linked("(:Ask {plan: held})-[:ADDRESSED_TO]->(o:Organisation)")}
{_linked("(:Ask {plan: held})<-[:MAKES]-(o:Organisation)")}
{_linked("(:Section {plan: held})-[:MENTIONS]->(:Instrument)<-[:CONTROLS]-(o:Organisation)")}
}}
WITH held, o, collect(DISTINCT title) AS section, collect(words) AS named, sum(links) AS linked
WHERE size(section) > 0 AND o.`end` IS NULL AND size([(o)-[:PUBLISHES]->(p:Plan) WHERE p.id = held | p.id]) = 0
WITH held, o, section, named, linked + size([(o)-[:MEMBER_OF]-(x:Organisation) | x.id]) AS links
WITH held, o, section, named, links, CASE WHEN links > 0 THEN [] ELSE
     [(o)-[:EVIDENCED_BY]->(w:Passage)-[:WITHIN]->(:Passage)<-[:WITHIN]-(f:Passage)<-[:EVIDENCED_BY]-(r:Role)
       WHERE w.plan = held AND f.start <= w.start AND f.end >= w.end | r.id]
       + [(o)-[:EVIDENCED_BY]->(w:Passage)-[:WITHIN]->(:Passage)<-[:WITHIN]-(f:Passage)<-[:EVIDENCED_BY]-(a:Ask)
       WHERE w.plan = held AND f.start <= w.start AND f.end >= w.end | a.id] END AS within
RETURN o.id AS subject_id, o.name AS subject, held AS plan, section,
       links + size(within) = 0 AS fails,
       'found but not linked' AS absence, [o.basis] AS basis, [named] AS passages
{BY_ID}
"""

UNLINKED = Check(
    id="G40",
    title="Named, and linked to nothing",
    sentence="A body is named, and no ask, role, membership or control joins it to anything.",
    why="Either the plan names it for courtesy, or the reading missed what it does or is asked.",
    question="Does the plan say what it does or is asked? If so, the reading missed it; if not, why is it named?",
    severity="low",
    guard="The publisher is exempt, and so are bodies that have ended and those named inside the words of an ask or a "
    "role. It is low, because the reading may have missed what joins them.",
    subjects=("named body", "named bodies"),
    has="is linked to an ask, a role, a membership or a fund",
    lacks="are linked to no ask, role, membership or fund",
    missing="what it does or is asked",
    together=True,
    cypher=UNLINKED_CYPHER,
    say=lambda case: f"{case.subject} is named, and nothing that it does or is asked was found.",
)

CHECKS = (NO_EVIDENCE, NO_IDENTIFIER, UNLINKED)
