"""Checks of roles: work that is not said to give anything, and the same work of two bodies with nobody in the lead."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, groupby
from operator import itemgetter
from typing import Any

from graph.ids import normalise
from queries.gaps.check import Case, Check
from queries.gaps.naming import listed, with_article
from queries.gaps.pieces import BY_ID
from queries.names import content_words
from queries.question import Computed, Raw

_WHERE = "[(r)-[:IN_SECTION]->(s:Section) | s.title]"
_WORDS = "[(r)-[:EVIDENCED_BY]->(w:Passage) | w.id]"


@dataclass(frozen=True, kw_only=True)
class JobCase(Case):
    """A role, and who plays it."""

    names: tuple[str, ...]


EMPTY_CYPHER = f"""
UNWIND $plans AS held
MATCH (r:Role {{plan: held}})
WITH held, r, [(r)<-[:PLAYS]-(o:Organisation) | o.name] AS names,
     [(r)-[:DELIVERS]->(p:Priority) | p.id] + [(r)-[:IN_SECTION]->(:Section)-[:COVERS]->(p:Priority)
       WHERE toLower(r.text) CONTAINS toLower(p.name) | p.id] AS goals
RETURN r.id AS subject_id, r.text AS subject, held AS plan, {_WHERE} AS section,
       r.text =~ $says_little AND size(goals) = 0 AND NOT r.lead AS fails, names,
       [r.basis] AS basis, [{_WORDS}] AS passages
{BY_ID}
"""

_SUPPORT = (
    r"support|help|assist|encourag|champion|engag|promot|contribut|collaborat|partner|work|participat|advocat|back"
)
_FILLER = r"(?:with|in|to|on|for|the|our|their|its|this|that|these|a|an|all|local|wider|us|and|more|together|closely)"

EMPTY = Check(
    id="G26",
    title="A role that gives nothing",
    sentence="A role is to support, help or work with somebody, and does not say with what or to what end.",
    why="“Supporting communities” can be said of any body in any year: nobody can tell whether it was done.",
    question="What will this partner give, to whom, how much of it and by when?",
    severity="low",
    guard="Only roles of no more than two words of substance after a verb such as support, help, work with, engage, "
    "champion. A role with a number, one for a priority of the plan, and the role of leading are exempt.",
    subjects=("role", "roles"),
    has="says what it gives",
    lacks="do not say what they give",
    missing="what the partner gives",
    cypher=EMPTY_CYPHER,
    row=JobCase,
    parameters={
        "says_little": rf"(?is)^(?:(?:will|would|can|to|also|who|which|that)\s+)*(?:play\w* an? (?:\w+ )?(?:role|part) "
        "in "
        rf")?(?:{_SUPPORT})(?:s|es|e|ed|ing|ting)?(?:\s+{_FILLER}\b)*(?:\s+(?!\d)[\p{{L}}’'-]+){{0,2}}"
        rf"(?:\s+{_FILLER}\b)*[.;,]?$"
    },
    say=lambda case: (
        f"{listed(case.names) or 'A partner'}: “{case.subject}”, and with what, or to what end, is not said."
    ),
)


@dataclass(frozen=True, kw_only=True)
class SameJobCase(Case):
    """A piece of work, and the bodies that are to do it."""

    names: tuple[str, ...]


SAME_JOB_CYPHER = f"""
UNWIND $plans AS held
MATCH (r:Role {{plan: held}})-[:IN_SECTION]->(s:Section)
MATCH (r)<-[e:PLAYS]-(o:Organisation)
WHERE o.specificity = 'named' AND r.verb_class IN $classes
RETURN held AS plan, s.id AS section_id, s.title AS section, o.id AS body, o.name AS name, r.id AS role, r.text AS text,
       r.verb_class AS class, r.lead AS lead, [r.basis, e.basis] AS basis, {_WORDS} AS words
ORDER BY plan, section_id, role, body
"""


def _same_job(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterator[Raw]:
    """Pairs of named bodies in a section, with whether their work is the same and nobody leads."""
    place = itemgetter("plan", "section_id")
    for _, here in groupby(sorted(raw, key=place), key=place):
        found: dict[tuple[str, str], Raw] = {}
        for one, other in combinations(here, 2):
            pair = tuple(sorted((one["body"], other["body"])))
            if one["body"] == other["body"] or one["role"] == other["role"]:
                continue
            alike = one["class"] == other["class"] and _alike(one["text"], other["text"], given)
            fails = alike and not one["lead"] and not other["lead"]
            if pair not in found or (fails and not found[pair]["fails"]):
                found[pair] = _pair(one, other, fails=fails)
        yield from found.values()


def _alike(one: str, other: str, given: Mapping[str, Any]) -> bool:
    """Whether most words of substance are common; the same words said of both are one sentence about both."""
    first, second = set(content_words(one)), set(content_words(other))
    common = len(first & second)
    return (
        normalise(one) != normalise(other) and common >= given["few"] and common >= given["share"] * len(first | second)
    )


def _pair(one: Raw, other: Raw, *, fails: bool) -> Raw:
    first, second = sorted((one, other), key=lambda row: str(row["body"]))
    return {
        "subject_id": f"{first['body']} + {second['body']} + {first['section_id']}",
        "subject": first["text"],
        "plan": first["plan"],
        "section": [first["section"]],
        "fails": fails,
        "names": [first["name"], second["name"]],
        "involved": [first["body"], second["body"], first["role"], second["role"]],
        "basis": [*first["basis"], *second["basis"]],
        "passages": [first["words"], second["words"]],
    }


SAME_JOB = Check(
    id="G27",
    title="Two bodies, one job, no lead",
    sentence="Two named bodies are to do the same work in the same section, and neither is said to lead.",
    why="Work that two bodies both call theirs is done twice, or each waits for the other.",
    question="Which of the two leads on this, and what is left to the other?",
    severity="medium",
    guard="Only named bodies, the same sort of verb and most words of substance in common (three at least). What one "
    "sentence says of two bodies together is joint work and no finding, and so is a role in which one of them leads.",
    subjects=("pair of partners in a section", "pairs of partners in a section"),
    has="has its own work, or a lead",
    lacks="have the same work and no lead",
    missing="who leads",
    cypher=SAME_JOB_CYPHER,
    row=SameJobCase,
    parameters={"classes": ["deliver", "fund", "support", "advise", "convene"], "few": 3, "share": 0.75},
    computed=Computed(
        columns=("plan", "section_id", "section", "body", "name", "role", "text", "class", "lead", "basis", "words"),
        rows=_same_job,
    ),
    say=lambda case: (
        f"In “{case.section}”, {with_article(case.names)} are to do the same (“{case.subject}”), and neither is said "
        f"to lead."
    ),
)

CHECKS = (EMPTY, SAME_JOB)
