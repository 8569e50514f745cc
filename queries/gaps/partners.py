"""Checks of bodies: named and not asked, asked and given no part, asked too narrowly, without a role, ended."""

from dataclasses import dataclass

from queries.as_of import known_on_the_day
from queries.gaps.check import Case, Check
from queries.gaps.naming import listed, when, with_article
from queries.gaps.pieces import BY_ID, SAID, SUBJECT_OF
from queries.wording import number, quoted

_OFFICIAL = "['government department', 'public body']"

_ITS_NAME = "[(o)-[:EVIDENCED_BY]->(w:Passage) WHERE w.plan = held | w.id]"
"""Where the plan names the body `o`."""

_ASKED = f"""
UNWIND $plans AS held
MATCH (a:Ask {{plan: held}})-[to:ADDRESSED_TO]->(o:Organisation)
WHERE to.basis IN {SAID} AND o.specificity = 'named' AND o.kind IN {_OFFICIAL}"""
"""Every department or agency `o` that an ask `a` names as asked."""


@dataclass(frozen=True, kw_only=True)
class AskedCase(Case):
    """A department or agency, and how many asks name it."""

    asks: int


INTRODUCED_CYPHER = f"""
UNWIND $plans AS held
MATCH (x:Section {{plan: held}})<-[:IN_SECTION]-(:Ask)
WITH held, min(x.`order`) AS first
MATCH (s:Section {{plan: held, kind: 'context'}})-[m:MENTIONS]->(o:Organisation)
WHERE s.`order` < first AND o.kind = 'government department' AND o.specificity = 'named' AND o.`end` IS NULL
WITH held, o, collect(DISTINCT s.title) AS section, collect(m.passages) AS named
WITH held, o, section, named,
     [(o)<-[to:ADDRESSED_TO]-(a:Ask) WHERE a.plan = held | to.basis]
       + [(o)<-[:PART_OF]-(:Organisation)<-[to:ADDRESSED_TO]-(a:Ask) WHERE a.plan = held | to.basis] AS how,
     [(o)-[:PLAYS]->(r:Role) WHERE r.plan = held | r.id]
       + [(o)-[:EVIDENCED_BY]->(w:Passage)-[:WITHIN]->(:Passage)<-[:WITHIN]-(:Passage)<-[:EVIDENCED_BY]-(a:Ask)
           WHERE w.plan = held | a.id] AS otherwise
RETURN o.id AS subject_id, o.name AS subject, held AS plan, section,
       none(one IN how WHERE one IN {SAID}) AND size(otherwise) = 0 AS fails, size(how) > 0 AS closed_if_inferred,
       [o.basis] AS basis, named AS passages
{BY_ID}
"""

INTRODUCED = Check(
    id="G20",
    title="Named at the start, asked for nothing",
    sentence="The introduction names a department, and no ask is of it.",
    why="A department that finds itself in the opening looks for what is wanted of it; if there is nothing, the reader "
    "wonders whether an ask was lost.",
    question="Is anything wanted of it, or is it named for courtesy?",
    severity="medium",
    guard="The introduction is what stands before the first section with asks. A department counts as asked if one of "
    "its agencies is, if the sentence of an ask names it, or if it has a role. One that has been closed is exempt.",
    subjects=("department named in the introduction", "departments named in the introduction"),
    has="is asked for anything",
    lacks="are asked for nothing",
    missing="an ask of it",
    cypher=INTRODUCED_CYPHER,
    say=lambda case: f"The introduction names {with_article([case.subject])}, and no ask is of it.",
)

NO_PART_CYPHER = f"""
UNWIND $plans AS held
WITH held,
     COLLECT {{ MATCH (r:Role {{plan: held}})<-[:PLAYS]-(p:Organisation)
               WHERE p.specificity = 'named' AND p.kind IN {_OFFICIAL} RETURN p.id }} AS players,
     COLLECT {{ MATCH (r:Role {{plan: held}})<-[:PLAYS]-(:Organisation)-[:PART_OF]->(d:Organisation) RETURN d.id }}
       AS parents
WHERE size(players) > 0
MATCH (a:Ask {{plan: held}})-[to:ADDRESSED_TO]->(o:Organisation)
WHERE to.basis IN {SAID} AND o.specificity = 'named' AND o.kind IN {_OFFICIAL}
WITH held, players, parents, o, collect(a) AS asks,
     collect(DISTINCT head([(a)-[:IN_SECTION]->(s:Section) | s.title])) AS section
WHERE size(asks) >= $few AND none(one IN asks WHERE 'joint working' IN coalesce(one.kinds, []))
WITH held, o, asks, section, NOT (o.id IN players OR o.id IN parents) AS fails
RETURN o.id AS subject_id, o.name AS subject, held AS plan, section, fails, size(asks) AS asks,
       [o.basis] AS basis, [CASE WHEN fails THEN {_ITS_NAME} ELSE [] END] AS passages
{BY_ID}
"""

NO_PART = Check(
    id="G21",
    title="Asked, and given no part",
    sentence="A department or agency is asked for something, and the plan gives it no role.",
    why="Who is only asked looks for reasons to refuse; who has a part in delivery has a reason to agree.",
    question="What would this department do as a partner, beside granting what is asked?",
    severity="low",
    guard="Only who is asked twice or more, in plans that give a role to some department or agency. A role of one of "
    "its agencies counts, and what is asked of it as joint work is a part already. All of a plan are one finding, "
    "since it is good to know and no more.",
    subjects=("department or agency that is asked twice or more", "departments and agencies asked twice or more"),
    has="has a role",
    lacks="have no role",
    missing="a role",
    together=True,
    cypher=NO_PART_CYPHER,
    row=AskedCase,
    parameters={"few": 2},
    say=lambda case: f"{case.asks} asks are of {with_article([case.subject])}, and the plan gives it no role.",
)


@dataclass(frozen=True, kw_only=True)
class NarrowCase(Case):
    """A department that is asked in one section, and where else it is responsible."""

    elsewhere: tuple[str, ...]
    """The sections in which asks are about what it is responsible for."""


NARROW_CYPHER = f"""{_ASKED}
MATCH (a)-[:IN_SECTION]->(s:Section)
WITH held, o, collect(DISTINCT s.title) AS section, collect(DISTINCT s.id) AS ids
WHERE size(ids) = 1
WITH held, o, section, ids,
     COLLECT {{ MATCH (b:Ask {{plan: held}})-[:IN_SECTION]->(t:Section)
               MATCH (b)-[to:ADDRESSED_TO]->(x:Organisation)
               WHERE x.id = o.id AND to.basis = 'inferred' AND NOT t.title IN section AND t.kind <> 'context'
                 AND {known_on_the_day("to")}
               WITH b, t, to ORDER BY b.id, t.id, to.source
               RETURN {{ask: b.id, section: t.title, source: to.source,
                       own: [(b)-[:EVIDENCED_BY]->(w:Passage) | w.id]}} }} AS remit
WITH held, o, section, remit, size(remit) > 0 AS fails,
     CASE WHEN size(remit) > 0 THEN {_ITS_NAME} ELSE [] END AS named
RETURN o.id AS subject_id, o.name AS subject, held AS plan, section,
       fails, [one IN remit | one.section] AS elsewhere,
       head([one IN remit WHERE one.source IS NOT NULL | one.source]) AS source,
       [one IN remit | one.ask] AS involved, 'found but not linked' AS absence,
       [o.basis] + [one IN remit | 'inferred'] AS basis,
       [named] + [one IN remit | one.own] AS passages
{BY_ID}
"""


def _narrow(case: NarrowCase) -> str:
    asks = number(len(case.involved), "ask")
    return (
        f"{with_article([case.subject])} is asked in “{case.section}” alone; by the register {asks} in "
        f"{quoted(case.elsewhere)} {'is its' if len(case.involved) == 1 else 'are its'} to answer too, without naming "
        f"it."
    )


NARROW = Check(
    id="G23",
    title="Asked in one section, responsible in another",
    sentence="A department is asked in one section only, and asks in another are about what it is responsible for.",
    why="A department reads the pages that name it; what it is wanted for elsewhere reaches it by chance, or not at "
    "all.",
    question="Is this department meant there as well, and can the section name it?",
    severity="low",
    guard="Only departments and agencies that an ask names, and only topics for which the register makes them "
    "responsible on the day. Introductions and other context are left out. All of a plan are one finding.",
    subjects=("department or agency asked in one section", "departments and agencies asked in one section"),
    has="is named wherever it is responsible",
    lacks="are responsible for asks of other sections, which do not name them",
    missing="its name in the other sections",
    together=True,
    cypher=NARROW_CYPHER,
    row=NarrowCase,
    say=lambda case: _narrow(case)[0].upper() + _narrow(case)[1:],
)


@dataclass(frozen=True, kw_only=True)
class MemberCase(Case):
    """A member of the body whose plan it is."""

    of: str
    groups: tuple[str, ...]
    """The classes with a role that it may belong to."""


NO_ROLE_CYPHER = f"""
UNWIND $plans AS held
MATCH (:Plan {{id: held}})<-[:PUBLISHES]-(owner:Organisation)<-[m:MEMBER_OF]-(o:Organisation)
WHERE {known_on_the_day("m")} AND (m.basis IN {SAID} OR EXISTS {{ MATCH (s:Section {{plan: held}})-[:MENTIONS]->(o) }})
  AND NOT coalesce(m.role, '') IN $no_seat AND o.specificity = 'named' AND o.`end` IS NULL
WITH held, o, owner, collect(m) AS seats
WITH held, o, owner, seats,
     [(o)-[:PLAYS]->(r:Role) WHERE r.plan = held | r.id] + [(o)-[:PUBLISHES]->(p:Plan) WHERE p.id = held | p.id]
       AS roles,
     COLLECT {{ MATCH (r:Role {{plan: held}})<-[:PLAYS]-(g:Organisation)
               WHERE g.specificity = 'group' AND g.kind = o.kind AND NOT toLower(g.name) CONTAINS 'district'
               RETURN g.name }} AS groups,
     [(o)<-[:MENTIONS]-(s:Section) WHERE s.plan = held | {SUBJECT_OF}] AS section
RETURN o.id AS subject_id, o.name AS subject, held AS plan, section,
       size(roles) = 0 AS fails, owner.name AS `of`, groups,
       CASE WHEN size(groups) > 0 THEN 'said elsewhere in the plan' ELSE 'the plan is silent' END AS absence,
       head([one IN seats WHERE one.source IS NOT NULL | one.source]) AS source,
       [one IN seats | one.basis] AS basis, [{_ITS_NAME}] AS passages
{BY_ID}
"""


def _member(case: MemberCase) -> str:
    by = f"; only a class that it may belong to has one ({listed(case.groups)})" if case.groups else ""
    return f"{case.subject} is a member of {with_article([case.of])}, and the plan gives it no role{by}."


NO_ROLE = Check(
    id="G24",
    title="A member without a role",
    sentence="A member of the body whose plan it is has no role in it.",
    why="A constituent that the plan gives nothing to do signs for what it has no part in, and may not defend it.",
    question="What will this member do, and has it said so?",
    severity="medium",
    severity_of=lambda case: "low" if case.groups else "medium",
    guard="Only members that the plan names. Those of public record count on the day, and those that the plan or a "
    "person tells of. A district or a police body in the area is no member by that. It is low where a class that the "
    "member belongs to (“local authorities”) has a role. Bodies that have ended are exempt.",
    subjects=("member", "members"),
    has="has a role of its own",
    lacks="have no role of their own",
    missing="a role",
    cypher=NO_ROLE_CYPHER,
    row=MemberCase,
    parameters={"no_seat": ["district-in-area", "district-of-county", "policing-governance", "constituent-planned"]},
    say=_member,
)


@dataclass(frozen=True, kw_only=True)
class EndedCase(Case):
    """A body with a part in the plan."""

    ended: str | None
    """When it ended, as ISO date."""
    heirs: tuple[str, ...]
    """Who took over from it."""
    plays: bool
    """Whether it has a role; else it is asked."""


ENDED_CYPHER = f"""
CALL () {{
  UNWIND $plans AS held
  MATCH (x:Role {{plan: held}})<-[e:PLAYS]-(o:Organisation)
  WHERE e.basis IN {SAID} AND o.specificity = 'named'
  RETURN held, o, x, true AS plays
  UNION ALL
  UNWIND $plans AS held
  MATCH (x:Ask {{plan: held}})-[e:ADDRESSED_TO]->(o:Organisation)
  WHERE e.basis IN {SAID} AND o.specificity = 'named'
  RETURN held, o, x, false AS plays
}}
WITH held, o, collect(x.id) AS parts, sum(CASE WHEN plays THEN 1 ELSE 0 END) AS roles,
     collect(DISTINCT head([(x)-[:IN_SECTION]->(s:Section) | s.title])) AS section
MATCH (p:Plan {{id: held}})
WHERE NOT EXISTS {{ MATCH (o)-[:PUBLISHES]->(p) }}
WITH held, o, parts, roles, section, coalesce(p.published_on, p.published_not_before) AS begun,
     [(o)<-[e:SUCCEEDS]-(n:Organisation) WHERE e.`from` IS NULL OR e.`from` <= $as_of | n.name] AS heirs
WITH held, o, parts, roles, section, heirs,
     o.`end` IS NOT NULL AND o.`end` <= $as_of AND (roles > 0 OR begun IS NULL OR o.`end` <= begun) AS fails
RETURN o.id AS subject_id, o.name AS subject, held AS plan, section, fails,
       o.`end` AS ended, heirs, roles > 0 AS plays, parts AS involved,
       [o.basis] AS basis, [CASE WHEN fails THEN {_ITS_NAME} ELSE [] END] AS passages
{BY_ID}
"""


def _ended(case: EndedCase) -> str:
    heirs = f"; its work passed to {with_article(case.heirs)}" if case.heirs else ""
    part = "has a role in the plan" if case.plays else "is asked for something"
    name = with_article([case.subject])
    return f"{name[0].upper()}{name[1:]} {part}, and ended {when(case.ended or '')}{heirs}."


ENDED = Check(
    id="G41",
    title="A body that has ended",
    sentence="The plan counts on a body that there is no more.",
    why="What a closed body was to do nobody does, and what was asked of it nobody will answer.",
    question="Who has taken this on, and has the plan been brought up to date?",
    severity="high",
    guard="Only bodies whose end is of public record and past on the day, with a role or asked by name. An ask of a "
    "body that ended after the plan was published is G06, which tells who took over. A body that published the plan is "
    "exempt.",
    subjects=("body with a part in the plan", "bodies with a part in the plan"),
    has="is still there",
    lacks="are there no more",
    missing="the body that is responsible now",
    cypher=ENDED_CYPHER,
    row=EndedCase,
    say=_ended,
)

CHECKS = (INTRODUCED, NO_PART, NARROW, NO_ROLE, ENDED)
