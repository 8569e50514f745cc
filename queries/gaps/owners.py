"""Checks of who is asked: nobody by name, only nearby, several and no lead, or money of nobody."""

from dataclasses import dataclass

from queries.as_of import known_on_the_day
from queries.gaps.check import Case, Check
from queries.gaps.naming import with_article
from queries.gaps.pieces import AN_OWNER, ASKED, BY_ID, EACH_ASK, INSIDE, ITS_WORDS, SAID, THE_ASK


@dataclass(frozen=True, kw_only=True)
class OwnerCase(Case):
    """An ask, and whom its words name."""

    asked_of: tuple[str, ...]
    """Whom the text names: of an ask without an owner the Government, a group, an office; else the bodies."""


@dataclass(frozen=True, kw_only=True)
class MoneyCase(OwnerCase):
    """An ask for a sum, and whom its words name."""

    amount_text: str


_INFERRED = f"""[(a)-[to:ADDRESSED_TO]->(o:Organisation)
       WHERE NOT to.basis IN {SAID} AND o.specificity = 'named'
       | {{name: o.name, then: {known_on_the_day("to")}}}]"""
"""The bodies that a rule or the register concludes, and whether that holds on the day."""

_OFFICIAL = "['government department', 'public body']"

_NEAR = f"""[(a)-[:IN_SECTION]->(:Section)<-[:PART_OF*0..1]-(:Section {{kind: 'needs'}})-[:MENTIONS]->(o:Organisation)
       WHERE o.kind IN {_OFFICIAL} AND o.specificity = 'named' | o.name]"""
"""The departments and agencies that the same list of needs names."""

_NEARBY = "one.scope IN ['block', 'heading'] AND NOT one.letter"
"""Whether a body `one` is named only around the ask; whom a letter is written to is who each ask of it means."""

_PART = f"[one IN {INSIDE} WHERE one.kind IN {_OFFICIAL} AND one.specificity = 'named' | one.name]"
"""The departments and agencies that the ask's own words name in whatever part."""

NO_OWNER_CYPHER = f"""{EACH_ASK}
WITH a, {ASKED} AS asked, {_INFERRED} AS known, {_NEAR} + {_PART} AS near
RETURN {THE_ASK},
       none(one IN asked WHERE one.specificity IN {AN_OWNER}) AS fails,
       [one IN asked | one.name] AS asked_of,
       size(known) > 0 AS closed_if_inferred,
       [one IN known WHERE one.then | one.name] AS inferred,
       CASE WHEN size(near) > 0 THEN 'found but not linked' ELSE 'the plan is silent' END AS absence,
       [a.basis] + [one IN asked | one.basis] AS basis,
       [{ITS_WORDS}] + [one IN asked | one.passages] AS passages
{BY_ID}
"""


def _no_owner(case: OwnerCase) -> str:
    of = (
        f"asked of {with_article(case.asked_of)} and of no department or agency" if case.asked_of else "asked of nobody"
    )
    return f"“{case.subject}” is {of}."


NO_OWNER = Check(
    id="G01",
    title="Asked of nobody by name",
    sentence="An ask names no department, agency or other body that is asked.",
    why="An ask of “government” is nobody's to answer until a department or agency is named.",
    question="Which department or agency is asked, and who there will answer?",
    suggestion="Is it {names}?",
    severity="high",
    guard="A body or a minister named in the ask, in the sentence that governs its list, in the block, or by a person "
    "counts. One that is only inferred from the topic does not, and the finding says that it would close the gap.",
    subjects=("ask", "asks"),
    has="names a body that is asked",
    lacks="name no body that is asked",
    missing="a named department or agency",
    cypher=NO_OWNER_CYPHER,
    row=OwnerCase,
    say=_no_owner,
)

NEARBY_CYPHER = f"""{EACH_ASK}
WITH a, [one IN {ASKED} WHERE one.specificity IN {AN_OWNER}] AS asked
WHERE size(asked) > 0
RETURN {THE_ASK},
       all(one IN asked WHERE {_NEARBY}) AS fails,
       [one IN asked | one.name] AS asked_of,
       'said elsewhere in the plan' AS absence,
       [a.basis] + [one IN asked | one.basis] AS basis,
       [{ITS_WORDS}] + [one IN asked | one.passages] AS passages
{BY_ID}
"""

NEARBY = Check(
    id="G02",
    title="Who is asked stands only nearby",
    sentence="An ask names nobody itself; a body is named only in the text around it.",
    why="A reader who quotes the ask alone loses who is asked, and the body can say that it was not meant.",
    question="Is this ask meant for the body named nearby, and can the ask say so?",
    severity="medium",
    guard="An ask that names nobody near or far is G01. A body named in the sentence that governs the list counts as "
    "named in the ask, and so does one that a person decided, and the one that a letter is written to: it is “you”.",
    subjects=("ask that names a body", "asks that name a body"),
    has="names it in the ask itself",
    lacks="name it only in the text around them",
    missing="the body's name in the ask",
    cypher=NEARBY_CYPHER,
    row=OwnerCase,
    say=lambda case: (
        f"“{case.subject}” names nobody itself: only the text around it names {with_article(case.asked_of)}."
    ),
)

MONEY_CYPHER = f"""{EACH_ASK}
WHERE a.amount IS NOT NULL AND a.amount_role = 'requested'
WITH a, {ASKED} AS asked, {_INFERRED} AS known,
     [(a)-[:USES]->(:Instrument)<-[c:CONTROLS]-(o:Organisation)
       WHERE o.specificity = 'named' AND {known_on_the_day("c")} | o.name] + {_PART} AS controllers
WITH a, asked, known, controllers, [one IN asked WHERE one.specificity IN {AN_OWNER}] AS bodies
RETURN {THE_ASK},
       size(controllers) = 0 AND all(one IN bodies WHERE {_NEARBY}) AS fails,
       [one IN asked | one.name] AS asked_of,
       coalesce(a.amount_text, toString(a.amount)) AS amount_text,
       size(known) > 0 AS closed_if_inferred,
       [one IN known WHERE one.then | one.name] AS inferred,
       CASE WHEN size(bodies) > 0 THEN 'said elsewhere in the plan' ELSE 'the plan is silent' END AS absence,
       [a.basis] + [one IN asked | one.basis] AS basis,
       [{ITS_WORDS}] + [one IN asked | one.passages] AS passages
{BY_ID}
"""


def _money(case: MoneyCase) -> str:
    near = ""
    if case.asked_of and case.absence == "said elsewhere in the plan":
        near = f"; only the text around it names {with_article(case.asked_of)}"
    return f"{case.amount_text} is asked for, and the ask names neither who would pay nor a fund{near}."


MONEY = Check(
    id="G03",
    title="Money asked of nobody",
    sentence="A sum is asked for, and neither a body in the ask nor the controller of a fund it names could pay.",
    why="Money has to come out of somebody's budget; without an owner the sum is never refused and never paid.",
    question="Out of whose budget is it to come, and through which fund?",
    suggestion="Is it that of {names}?",
    severity="high",
    guard="Only sums that are requested count: what was obtained, what a thing costs in all, and sums told as context "
    "do not. A department or agency that the ask names in any part of it is an owner, and so is who is known to "
    "decide on a fund or programme that it uses, or whom the letter is written to that asks it.",
    subjects=("ask for a sum", "asks for a sum"),
    has="says who would pay",
    lacks="do not say who would pay",
    missing="whose money it is",
    cypher=MONEY_CYPHER,
    row=MoneyCase,
    say=_money,
)

NO_LEAD_CYPHER = f"""{EACH_ASK}
WITH a, [one IN {ASKED} WHERE one.specificity = 'named' AND one.kind = 'government department'] AS asked
WHERE size(asked) > 0
RETURN {THE_ASK},
       size(asked) > 1 AS fails,
       [one IN asked | one.name] AS asked_of,
       [one IN asked | one.id] AS involved,
       [a.basis] + [one IN asked | one.basis] AS basis,
       [{ITS_WORDS}] + [one IN asked | one.passages] AS passages
{BY_ID}
"""

NO_LEAD = Check(
    id="G05",
    title="Several departments, none in the lead",
    sentence="An ask is of several departments, and nothing says which of them leads.",
    why="What is asked of two departments at once waits until they agree whose it is.",
    question="Which of the departments leads on this, and have they agreed it?",
    severity="medium",
    guard="Only departments count, not agencies and partners that are asked to work together. Where the law makes "
    "several responsible, a waiver says so.",
    subjects=("ask of a department", "asks of departments"),
    has="says which department leads",
    lacks="name several departments and none in the lead",
    missing="the department that leads",
    cypher=NO_LEAD_CYPHER,
    row=OwnerCase,
    say=lambda case: (
        f"“{case.subject}” is asked of {with_article(case.asked_of)}, "
        f"and {'neither' if len(case.asked_of) == 2 else 'none'} of them is said to lead."
    ),
)

CHECKS = (NO_OWNER, NEARBY, MONEY, NO_LEAD)
