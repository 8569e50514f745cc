"""Checks of sections: which shared priority they are for, what they ask and offer, whom they name and share."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from queries.gaps.check import Case, Check
from queries.gaps.pieces import BY_ID
from queries.question import Computed, Raw
from queries.wording import listed, number


@dataclass(frozen=True, kw_only=True)
class SectionCase(Case):
    """A section, or a shared priority that should have one."""

    sort: str
    """section · priority."""


_IN_IT = "(s)<-[:PART_OF*0..9]-(:Section)<-[:IN_SECTION]-"
_HEADING = """[(s)-[:EVIDENCED_BY]->(w:Passage) | w.id]"""

UNMATCHED_CYPHER = f"""
CALL () {{
  UNWIND $plans AS held
  MATCH (p:Priority {{plan: held}})
  WHERE p.shared
  RETURN held, p AS x, p.name AS subject, 'priority' AS sort, [] AS section,
         [(p)<-[c:COVERS]-(:Section) | c.basis] AS how, [] AS farther,
         [(p)-[:EVIDENCED_BY]->(w:Passage) | w.id] AS words
  UNION ALL
  UNWIND $plans AS held
  MATCH (s:Section {{plan: held}})
  WHERE s.kind = 'theme' AND EXISTS {{ MATCH (p:Priority {{plan: held}}) WHERE p.shared }}
    AND size([{_IN_IT}(a:Ask) | a.id]) > 0
  RETURN held, s AS x, s.title AS subject, 'section' AS sort, [s.title] AS section,
         [(s)<-[:PART_OF*0..9]-(:Section)-[c:COVERS]->(p:Priority) WHERE p.shared | c.basis]
           + [(s)-[:PART_OF*1..9]->(:Section)-[c:COVERS]->(p:Priority) WHERE p.shared | c.basis]
           + [{_IN_IT}(a:Ask)-[u:SUPPORTS]->(p:Priority) WHERE p.shared | u.basis] AS how,
         [{_IN_IT}(r:Role)-[d:DELIVERS]->(p:Priority) WHERE p.shared | p.name] AS farther,
         {_HEADING} + [{_IN_IT}(a:Ask)-[:EVIDENCED_BY]->(w:Passage) | w.id] AS words
}}
RETURN x.id AS subject_id, subject, held AS plan, section, sort, size(how) = 0 AS fails,
       CASE WHEN size(farther) > 0 THEN 'found but not linked' ELSE 'the plan is silent' END AS absence,
       [x.basis] AS basis, [words] AS passages
{BY_ID}
"""


def _unmatched(case: SectionCase) -> str:
    if case.sort == "priority":
        return f"No section of the plan is about the shared priority “{case.subject}”."
    return f"What “{case.subject}” asks for serves none of the priorities shared with government, by name or by topic."


UNMATCHED = Check(
    id="G17",
    title="Priority and section do not meet",
    sentence="A shared priority has no section, or a section with asks is about no shared priority.",
    why="A shared priority without a section is a heading in a letter; asks outside every shared priority come last.",
    question="Where in the plan is this priority taken up, or which shared priority does this section serve?",
    severity="medium",
    guard="Only in plans with priorities agreed with government. Introductions and sections without asks are exempt, "
    "and an ask for a shared priority, or a topic in common, is enough. What only partners' roles have in common with "
    "it is told as “found but not linked”.",
    subjects=("shared priority or section with asks", "shared priorities and sections with asks"),
    has="has its counterpart",
    lacks="have no counterpart",
    missing="a section, or a shared priority",
    cypher=UNMATCHED_CYPHER,
    row=SectionCase,
    say=_unmatched,
)


@dataclass(frozen=True, kw_only=True)
class LedgerCase(Case):
    """A section, and what it asks and offers."""

    asks: int
    offers: int


_PARTNERS = f"""[{_IN_IT}(r:Role)<-[:PLAYS]-(o:Organisation)
       WHERE NOT o.id IN owners AND o.specificity <> 'generic'
       | {{id: o.id, name: o.name, specificity: o.specificity, kind: o.kind, role: r.id}}]"""

_SECTIONS = f"""
UNWIND $plans AS held
MATCH (own:Plan {{id: held}})
WITH held, [(own)<-[:PUBLISHES]-(w:Organisation) | w.id] AS owners
MATCH (s:Section {{plan: held}})
WHERE s.kind IN ['theme', 'context']
  AND (EXISTS {{ MATCH (s)<-[:IN_SECTION]-(:Role) }} OR EXISTS {{ MATCH (s)<-[:IN_SECTION]-(:Ask) }})
WITH held, s, [{_IN_IT}(a:Ask) | a.id] AS asks, [{_IN_IT}(r:Role) | r.id] AS roles, {_PARTNERS} AS partners,
     {_HEADING} + [{_IN_IT}(a:Ask)-[:EVIDENCED_BY]->(w:Passage) | w.id]
       + [{_IN_IT}(r:Role)-[:EVIDENCED_BY]->(w:Passage) | w.id] AS words"""
"""Every section that holds asks or roles, with these and its partners."""

ONE_WAY_CYPHER = f"""{_SECTIONS}
RETURN s.id AS subject_id, s.title AS subject, held AS plan, [s.title] AS section,
       s.kind = 'theme' AND size([(s)-[:PART_OF]->(t:Section) WHERE t.kind = 'theme' | t.id]) = 0 AS theme,
       asks, roles AS offers, [s.basis] AS basis, [words] AS passages
{BY_ID}
"""


def _one_way(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterator[Raw]:
    """The sections of the plans in which ask and offer stand side by side in most."""
    for plan in sorted({row["plan"] for row in raw}):
        rows = [row for row in raw if row["plan"] == plan]
        here = [row for row in rows if row["theme"]]
        balanced = [row for row in here if row["asks"] and row["offers"]]
        if len(here) < given["few"] or len(balanced) * 2 < len(here) or not _mostly(here, rows, given["share"]):
            continue
        for row in here:
            asks, offers = len(set(row["asks"])), len(set(row["offers"]))
            one_sided = bool(asks) != bool(offers) and max(asks, offers) >= given["few"]
            about = {name: value for name, value in row.items() if name != "theme"}
            yield about | {"asks": asks, "offers": offers, "fails": one_sided}


def _mostly(here: Sequence[Raw], rows: Sequence[Raw], share: float) -> bool:
    """Whether most asks, and most roles, of a plan stand in these of its sections."""
    for name in ("asks", "offers"):
        every = {one for row in rows for one in row[name]}
        if len({one for row in here for one in row[name]}) < share * len(every):
            return False
    return True


ONE_WAY = Check(
    id="G32",
    title="A one-sided section",
    sentence="A section asks and offers nothing in return, or its partners offer and nothing is asked.",
    why="A bargain has two sides: a department gives more readily to what the region itself puts something into.",
    question="What do partners bring to this, or what is wanted for it?",
    severity="medium",
    guard="Only in plans of three or more themes that hold most asks and roles and set them side by side in most "
    "themes: a letter of asks, or a plan with all its offers at the end, is exempt, and so is a section with fewer "
    "than three asks or roles. A priority without asks is G13 and one without partners G14.",
    subjects=("section", "sections"),
    has="has both asks and offers",
    lacks="have only asks or only offers",
    missing="the other side of the bargain",
    cypher=ONE_WAY_CYPHER,
    row=LedgerCase,
    parameters={"few": 3, "share": 0.8},
    computed=Computed(
        columns=("subject_id", "subject", "plan", "section", "theme", "asks", "offers", "basis", "passages"),
        rows=_one_way,
    ),
    say=lambda case: (
        f"“{case.subject}” has {number(case.asks, 'ask')}, and no partner offers anything there."
        if case.asks
        else f"“{case.subject}” has {number(case.offers, 'role')} of partners, and nothing is asked for it."
    ),
)


@dataclass(frozen=True, kw_only=True)
class PartnersCase(Case):
    """A section, and its partners."""

    partners: tuple[str, ...]


NO_NAME_CYPHER = f"""{_SECTIONS}
WITH held, s, words, partners, [one IN partners | one.role] AS all
WITH held, s, words, partners, reduce(seen = [], one IN all | CASE WHEN one IN seen THEN seen ELSE seen + one END)
       AS roles
WHERE size(roles) >= $few
RETURN s.id AS subject_id, s.title AS subject, held AS plan, [s.title] AS section,
       none(one IN partners WHERE one.specificity IN ['named', 'office']) AS fails,
       [one IN partners | one.name] AS partners, [one IN partners | one.id] AS involved,
       [s.basis] AS basis, [words] AS passages
{BY_ID}
"""

NO_NAME = Check(
    id="G43",
    title="A section without a name to ring",
    sentence="A section gives work to classes of bodies, and names no single partner.",
    why="When the first meeting is called there is nobody to invite, and afterwards nobody to thank or to ask.",
    question="Which body, by name, has agreed to each of these roles?",
    severity="medium",
    guard="Only sections with three or more roles of partners. A body or an office by name closes it; the plan's "
    "publisher does not, since it is in everything.",
    subjects=("section with partners", "sections with partners"),
    has="names a partner",
    lacks="name no partner",
    missing="a partner by name",
    cypher=NO_NAME_CYPHER,
    row=PartnersCase,
    parameters={"few": 3},
    say=lambda case: f"“{case.subject}” names no single partner: its work is for {listed(case.partners, 5)}.",
)


@dataclass(frozen=True, kw_only=True)
class PairCase(Case):
    """Two sections of a plan."""


APART_CYPHER = f"""{_SECTIONS}
WITH held, s, words, partners, [{_IN_IT}(a:Ask)-[to:ADDRESSED_TO]->(o:Organisation)
       WHERE to.basis IN ['stated', 'curated'] AND o.specificity <> 'generic' | o.id] AS asked
WHERE s.kind = 'theme' OR EXISTS {{ MATCH (s)-[:COVERS]->(:Priority) }}
RETURN held AS plan, s.id AS section_id, s.title AS title, s.`order` AS place,
       [one IN partners | one.id] + asked AS bodies, [s.basis] AS basis, words
ORDER BY plan, place, section_id
"""


def _apart(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterator[Raw]:
    """Every pair of sections with enough partners to share one, of the plans in which most pairs do."""
    for plan in sorted({row["plan"] for row in raw}):
        rich = [row for row in raw if row["plan"] == plan and len(set(row["bodies"])) >= given["few"]]
        pairs = list(_pairs(rich))
        if sum(pair["fails"] for pair in pairs) * 2 < len(pairs):
            yield from pairs


def _pairs(rich: Sequence[Raw]) -> Iterator[Raw]:
    for one, other in combinations(rich, 2):
        ids = sorted((one["section_id"], other["section_id"]))
        yield {
            "subject_id": " + ".join(ids),
            "subject": f"“{one['title']}” and “{other['title']}”",
            "plan": one["plan"],
            "section": [one["title"], other["title"]],
            "fails": set(one["bodies"]).isdisjoint(other["bodies"]),
            "involved": ids,
            "basis": [*one["basis"], *other["basis"]],
            "passages": [one["words"][:1], other["words"][:1]],
        }


APART = Check(
    id="G31",
    title="Two sections without a partner in common",
    sentence="Two sections of a plan have no partner in common.",
    why="Where nobody sits at both tables, what one section decides reaches the other late or never.",
    question="Should one of the partners be at both tables, or does the plan's publisher carry word between them?",
    severity="low",
    guard="Only themes with three or more partners, and only in plans in which most pairs of them share one: where "
    "each has its own, that is how the plan is made. The plan's publisher and “government” are left out, since they "
    "are in everything; a class of bodies counts as one partner. All such pairs of a plan are one finding.",
    subjects=("pair of sections", "pairs of sections"),
    has="has a partner in common",
    lacks="have no partner in common",
    missing="a partner in common",
    together=True,
    cypher=APART_CYPHER,
    row=PairCase,
    parameters={"few": 3},
    computed=Computed(columns=("plan", "section_id", "title", "place", "bodies", "basis", "words"), rows=_apart),
    say=lambda case: f"{case.subject} have no partner in common.",
)

CHECKS = (UNMATCHED, APART, ONE_WAY, NO_NAME)
