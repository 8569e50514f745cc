"""Checks of priorities: what nothing is asked for, nobody delivers or leads, and nothing measures."""

from dataclasses import dataclass

from queries.gaps.check import ELSEWHERE, Case, Check
from queries.gaps.pieces import BY_ID, SAID
from queries.gaps.priority_pieces import (
    ASKED_AT_ALL,
    ASKED_FOR,
    ASKED_NEAR,
    DELIVERERS,
    EACH_PRIORITY,
    FARTHER,
    LEADS,
    NEAR,
    PRIORITY_WORDS,
    THE_PRIORITY,
)
from queries.wording import listed

_MOST = 5
"""How many names a sentence lists."""


@dataclass(frozen=True, kw_only=True)
class PriorityCase(Case):
    """A priority, and how what closes the gap is linked to it."""

    shared: bool
    """Whether it is agreed with government."""
    how: tuple[str, ...] = ()
    """stated · curated · inferred · same section: the ways in which something is linked to it."""


@dataclass(frozen=True, kw_only=True)
class DelivererCase(PriorityCase):
    """A priority, and who delivers it."""

    names: tuple[str, ...]


def _called(case: PriorityCase) -> str:
    return f"the {'shared ' if case.shared else ''}priority “{case.subject}”"


NO_ASK_CYPHER = f"""{EACH_PRIORITY}
WITH held, p, {ASKED_FOR} AS how, {ASKED_NEAR} AS near, {ASKED_AT_ALL} AS linked
WHERE size(linked) > 0 OR NOT EXISTS {{ MATCH (:Ask {{plan: held}}) }}
RETURN {THE_PRIORITY},
       size(how) = 0 AS fails, how,
       CASE WHEN size(near) > 0 THEN 'found but not linked' ELSE 'the plan is silent' END AS absence,
       [p.basis] + [one IN how WHERE one <> 'same section' | one] AS basis, [{PRIORITY_WORDS}] AS passages
{BY_ID}
"""

NO_ASK = Check(
    id="G13",
    title="A priority for which nothing is asked",
    sentence="No ask is for a priority of the plan.",
    why="What is agreed with government and then asks nothing of it is left to chance; or it is the region's own to "
    "do.",
    question="What is wanted of government for this priority, or can the region deliver it alone?",
    severity="medium",
    severity_of=lambda case: "high" if case.shared else "medium",
    guard="An ask is for a priority if its own words say so, if its topic is the same (inferred), or if it stands in a "
    "section whose words name the priority. A plan that sets all its asks apart from its priorities is exempt (that is "
    "G18), and so is an aim over no section, where other priorities have theirs. It is high where the priority is "
    "agreed with government.",
    subjects=("priority", "priorities"),
    has="has an ask",
    lacks="have no ask",
    missing="an ask",
    cypher=NO_ASK_CYPHER,
    row=PriorityCase,
    say=lambda case: f"Nothing is asked for {_called(case)}.",
)

NOBODY_CYPHER = f"""{EACH_PRIORITY}
WITH held, p, owners, {DELIVERERS} + {NEAR} AS partners, {FARTHER} AS farther
RETURN {THE_PRIORITY},
       size(partners) = 0 AS fails, [one IN partners | one.how] AS how, [one IN partners | one.name] AS names,
       CASE WHEN size(farther) > 0 THEN 'found but not linked' ELSE 'the plan is silent' END AS absence,
       [p.basis] + [one IN partners WHERE one.how <> 'same section' | one.how] AS basis, [{PRIORITY_WORDS}] AS passages
{BY_ID}
"""

NOBODY = Check(
    id="G14",
    title="A priority that nobody delivers",
    sentence="No partner has a role in delivering a priority; the plan's publisher does not count.",
    why="A priority without a partner is the publisher's alone, or nobody's.",
    question="Who is to deliver this, and have they agreed to?",
    severity="high",
    guard="A role is for a priority if its own words say so, if its topic is the same (inferred), or if it stands in a "
    "section whose words name the priority. A class of bodies counts as a partner here (G15 does not let it). An aim "
    "over no section, where other priorities have theirs, is exempt.",
    subjects=("priority", "priorities"),
    has="has a partner that delivers it",
    lacks="have no partner that delivers them",
    missing="a delivery partner",
    cypher=NOBODY_CYPHER,
    row=DelivererCase,
    say=lambda case: f"No partner has a role in {_called(case)}.",
)

CLASSES_CYPHER = f"""{EACH_PRIORITY}
WITH held, p, owners, {DELIVERERS} AS partners, {NEAR} AS near
WHERE size(partners) > 0
RETURN {THE_PRIORITY},
       none(one IN partners WHERE one.specificity IN ['named', 'office'])
         AND none(one IN near WHERE one.specificity = 'named') AS fails,
       [one IN partners | one.how] AS how, [one IN partners | one.name] AS names,
       [one IN partners | one.id] AS involved,
       [p.basis] + [one IN partners | one.how] AS basis,
       [{PRIORITY_WORDS}] + [one IN partners | one.words]
         AS passages
{BY_ID}
"""


def _only_classes(case: DelivererCase) -> str:
    known = "" if {"stated", "curated"} & set(case.how) else " That they do is inferred from the topic of their roles."
    return f"Only classes of bodies deliver {_called(case)}, and none by name: {listed(case.names, _MOST)}.{known}"


CLASSES = Check(
    id="G15",
    title="A priority in the hands of classes",
    sentence="Classes of bodies (“universities”, “employers”) deliver a priority, and no body by name.",
    why="Nobody can ring “employers”: of a class each member may think that another is meant.",
    question="Which of them, by name, has agreed to do it, or who speaks for them?",
    severity="medium",
    guard="A body or an office by name closes it where the words or the topic of its role are the priority's, and so "
    "does a body by name with any role in a section whose words name the priority. The plan's publisher does not.",
    subjects=("priority", "priorities"),
    has="has a named body that delivers it",
    lacks="have no named body that delivers them",
    missing="a delivery partner by name",
    cypher=CLASSES_CYPHER,
    row=DelivererCase,
    say=_only_classes,
)

UNMEASURED_CYPHER = f"""{EACH_PRIORITY}
WITH held, p, [(p)-[m:MEASURED_BY]->(:Measure) | m.basis]
       + [(p)<-[:COVERS]-(:Section)-[m:MENTIONS]->(i:Instrument)
           WHERE i.kind = 'framework' AND i.name =~ $of_outcomes | m.basis] AS how,
     EXISTS {{ MATCH (m:Measure) WHERE m.plan = held }} AS elsewhere
RETURN {THE_PRIORITY},
       none(one IN how WHERE one IN {SAID}) AS fails, how, size(how) > 0 AS closed_if_inferred,
       CASE WHEN elsewhere THEN 'said elsewhere in the plan' ELSE 'the plan is silent' END AS absence,
       [p.basis] AS basis, [{PRIORITY_WORDS}] AS passages
{BY_ID}
"""

UNMEASURED = Check(
    id="G16",
    title="A priority without a measure",
    sentence="Nothing says how success of a priority is measured.",
    why="Without a measure nobody can say in three years whether the priority was met, or argue that it should go on.",
    question="What would be counted, where does it stand today, and what should it be by when?",
    severity="medium",
    guard="An outcomes framework that a section about the priority names counts as its measure. Measures that the plan "
    "has for other things are told as “said elsewhere in the plan”. An aim over no section, where other priorities "
    "have theirs, is exempt.",
    subjects=("priority", "priorities"),
    has="has a measure of success",
    lacks="have no measure of success",
    missing="a measure",
    cypher=UNMEASURED_CYPHER,
    row=PriorityCase,
    parameters={"of_outcomes": r"(?is).*\boutcomes? framework\b.*"},
    say=lambda case: f"Nothing says how the success of {_called(case)} is measured.",
)

UNLED_CYPHER = f"""{EACH_PRIORITY}
WITH held, p, owners, {LEADS} AS leads, {DELIVERERS} + {NEAR} AS partners,
     EXISTS {{ MATCH (r:Role) WHERE r.plan = held AND (r.lead OR r.verb_class = 'lead') }} AS elsewhere
WITH held, p, leads, elsewhere, partners, reduce(seen = [], one IN partners
       | CASE WHEN one.id IN seen THEN seen ELSE seen + one.id END) AS bodies
WHERE size(bodies) > 1
RETURN {THE_PRIORITY},
       size(leads) = 0 AS fails, [one IN partners | one.how] AS how, [one IN partners | one.name] AS names,
       CASE WHEN elsewhere THEN 'said elsewhere in the plan' ELSE 'the plan is silent' END AS absence,
       [p.basis] + [one IN partners WHERE one.how <> 'same section' | one.how] AS basis, [{PRIORITY_WORDS}] AS passages
{BY_ID}
"""

UNLED = Check(
    id="G42",
    title="Many hands, nobody in the lead",
    sentence="Several partners deliver a priority, and nobody is said to lead on it.",
    why="Where everybody takes part and nobody leads, nobody calls the meeting and nobody answers when it slips.",
    question="Who leads on this priority, and who do they answer to?",
    severity="medium",
    severity_of=lambda case: "low" if case.absence == ELSEWHERE else "medium",
    guard="Who leads, drives or sets direction counts, the plan's publisher and its mayor too, by a role for the "
    "priority or in any section about it. A priority with a single partner is exempt. Where somebody leads on "
    "other things, or on the plan as a whole, it is low and “said elsewhere in the plan”.",
    subjects=("priority with several partners", "priorities with several partners"),
    has="has somebody in the lead",
    lacks="have nobody in the lead",
    missing="who leads",
    cypher=UNLED_CYPHER,
    row=DelivererCase,
    say=lambda case: (
        f"{len(case.names)} partners have a part in {_called(case)}, and nobody is said to lead on it: "
        f"{listed(case.names, _MOST)}."
    ),
)

CHECKS = (NO_ASK, NOBODY, CLASSES, UNMEASURED, UNLED)
