"""Checks of what an ask says: how much, by when, measured how, with whom."""

from dataclasses import dataclass

from queries.gaps.check import Case, Check
from queries.gaps.naming import listed
from queries.gaps.pieces import ASKED, BY_ID, EACH_ASK, INSIDE, ITS_WORDS, SAID, THE_ASK, UMBRELLA

NO_SUM_CYPHER = f"""{EACH_ASK}
WHERE any(kind IN coalesce(a.kinds, []) WHERE kind IN ['funding', 'devolve funding'])
  AND none(kind IN a.kinds WHERE kind IN $kinds_about_how) AND NOT a.text =~ $about_how_said AND a.text =~ $money
WITH a, [one IN {UMBRELLA} WHERE one.amount IS NOT NULL OR one.amount_text IS NOT NULL | one.id] AS summed
RETURN {THE_ASK},
       a.amount IS NULL AND a.amount_text IS NULL AND size(summed) = 0 AS fails,
       [a.basis] AS basis, [{ITS_WORDS}] AS passages
{BY_ID}
"""

NO_SUM = Check(
    id="G07",
    title="Money without a sum",
    sentence="An ask is for money, or for control of money, and does not say how much.",
    why="Without a sum a department can neither cost the ask nor say that it was met.",
    question="How much is asked for, or what is the budget that is to be devolved worth?",
    severity="high",
    guard="A share or a formula counts as a sum (“a fair share of”), and so does what the thing costs in all. The ask "
    "must speak of money. Asks to pool budgets, to spend more freely or to work on finance together are about how and "
    "not how much.",
    subjects=("ask for money", "asks for money"),
    has="says how much",
    lacks="do not say how much",
    missing="a sum",
    cypher=NO_SUM_CYPHER,
    parameters={
        "kinds_about_how": ["pool budgets", "spending flexibility", "joint working"],
        "money": r"(?is).*(?:£|\b(?:fund|money|budget|pay|financ|grant|settlement|subsid|cost|allocation|capital"
        r"|revenue)).*",
        "about_how_said": r"(?is).*\b(?:with us|jointly|co-?design\w*|co-?invest\w*|in partnership"
        r"|work(?:ing)? (?:together|with)|underspends?|unspent|carry (?:forward|over)|(?:in)?to (?:one|a single)"
        r"|one pot|single pot|paid (?:through|straight|direct|directly)|(?:same|equal) (?:rate|price)s?)\b.*",
    },
    say=lambda case: f"“{case.subject}” is for money and does not say how much.",
)

NO_DATE_CYPHER = f"""{EACH_ASK}
MATCH (p:Plan {{id: held}})
WITH a, p, [one IN {UMBRELLA} WHERE one.timescale IS NOT NULL | one.id] AS timed
RETURN {THE_ASK},
       a.timescale IS NULL AND a.amount_years IS NULL AND size(timed) = 0 AS fails,
       CASE WHEN a.text =~ $a_year THEN 'found but not linked'
            WHEN p.title =~ $two_years THEN 'said elsewhere in the plan' ELSE 'the plan is silent' END AS absence,
       [a.basis] AS basis, [{ITS_WORDS}] AS passages
{BY_ID}
"""

NO_DATE = Check(
    id="G08",
    title="No date",
    sentence="An ask does not say by when.",
    why="What has no date is never late, and cannot be put into a spending review or a year's programme.",
    question="By when is it wanted, and what decision or budget does that fall under?",
    severity="medium",
    guard="A period for a sum (“over five years”) counts, and so does the date of the ask that this one is a means of. "
    "Years in the title of the plan are told as “said elsewhere in the plan”.",
    subjects=("ask", "asks"),
    has="says by when",
    lacks="do not say by when",
    missing="a date",
    cypher=NO_DATE_CYPHER,
    parameters={"a_year": r"(?s).*\b20[2-9]\d\b.*", "two_years": r"(?s).*\b20\d\d\s?[-–—/]\s?(?:20)?\d\d\b.*"},
    say=lambda case: f"“{case.subject}” does not say by when.",
)

NO_MEASURE_CYPHER = f"""{EACH_ASK}
WITH a, {UMBRELLA} + [a] AS asks, EXISTS {{ MATCH (m:Measure) WHERE m.plan = held }} AS elsewhere
UNWIND asks AS one
WITH a, elsewhere,
     [(one)-[m:MEASURED_BY]->(:Measure) WHERE m.basis IN {SAID} | m.basis]
       + [(one)-[s:SUPPORTS]->(:Priority)-[m:MEASURED_BY]->(:Measure)
           WHERE s.basis IN {SAID} AND m.basis IN {SAID} | m.basis] AS said,
     [(one)-[m:MEASURED_BY]->(:Measure) | m.basis]
       + [(one)-[:SUPPORTS]->(p:Priority)-[:MEASURED_BY]->(:Measure) | p.name] AS any_way
WITH a, elsewhere, sum(size(said)) AS said, sum(size(any_way)) AS any_way
RETURN {THE_ASK},
       said = 0 AS fails,
       any_way > 0 AS closed_if_inferred,
       CASE WHEN elsewhere THEN 'said elsewhere in the plan' ELSE 'the plan is silent' END AS absence,
       [a.basis] AS basis, [{ITS_WORDS}] AS passages
{BY_ID}
"""

NO_MEASURE = Check(
    id="G09",
    title="No measure of success",
    sentence="Nothing says how success of an ask, or of a priority that it names, is measured.",
    why="Without a measure nobody can tell afterwards whether what was given did what it was for.",
    question="What would be counted, from which figure today to which figure by when?",
    severity="medium",
    guard="A measure of a priority that the ask supports counts for the ask, and so does one of the ask that it is a "
    "means of. Measures that the plan has for other things are told as “said elsewhere in the plan”.",
    subjects=("ask", "asks"),
    has="has a measure of success",
    lacks="have no measure of success",
    missing="a measure",
    cypher=NO_MEASURE_CYPHER,
    say=lambda case: f"Nothing says how the success of “{case.subject}” is measured.",
)


@dataclass(frozen=True, kw_only=True)
class SumCase(Case):
    """An ask for a sum, and what is not said about it."""

    amount_text: str


BARE_SUM_CYPHER = f"""{EACH_ASK}
WHERE a.amount IS NOT NULL AND a.amount_role = 'requested'
WITH a, CASE WHEN coalesce(a.amount_period, 'unknown') = 'unknown' AND a.amount_years IS NULL
              AND NOT a.text =~ $period_said
            THEN ['over what period'] ELSE [] END
       + CASE WHEN a.text =~ $sort_said THEN [] ELSE ['whether it is capital or revenue'] END
       + CASE WHEN a.text =~ $newness_said THEN [] ELSE ['whether it is new money'] END AS missing
RETURN {THE_ASK},
       size(missing) > 0 AS fails, missing,
       coalesce(a.amount_text, toString(a.amount)) AS amount_text,
       [a.basis] AS basis, [{ITS_WORDS}] AS passages
{BY_ID}
"""

BARE_SUM = Check(
    id="G11",
    title="A bare sum",
    sentence="A sum is asked for, and it is not said over what period, of what sort, or whether it is new money.",
    why="A sum each year and a sum once, capital and revenue, new and existing money are decided in different places.",
    question="Over how many years is it, is it capital or revenue, and is it new money?",
    severity="low",
    guard="Only sums that are requested count, and the words of the ask are read for each of the three.",
    subjects=("ask for a sum", "asks for a sum"),
    has="says what sort of money it is",
    lacks="do not say what sort of money it is",
    missing="what the sum covers",
    cypher=BARE_SUM_CYPHER,
    row=SumCase,
    parameters={
        "period_said": r"(?is).*\b(?:years?|annual|annually|yearly|annum|month|period|decade)\b.*",
        "sort_said": r"(?is).*\b(?:capital|revenue|grants?|loans?|equity|guarantees?)\b.*",
        "newness_said": r"(?is).*\b(?:new|additional|extra|further|more|existing|current|continued|uplift|increase"
        r"|rise)\b.*",
    },
    say=lambda case: f"{case.amount_text} is asked for without saying {listed(case.missing)}.",
)


@dataclass(frozen=True, kw_only=True)
class PartiesCase(Case):
    """An ask to pool or to work together, and with whom."""

    kind: str
    parties: tuple[str, ...]


NO_PARTIES_CYPHER = f"""{EACH_ASK}
WHERE any(kind IN coalesce(a.kinds, []) WHERE kind IN ['pool budgets', 'joint working'])
WITH a, CASE WHEN 'pool budgets' IN a.kinds THEN 'pool budgets' ELSE 'joint working' END AS kind,
     [one IN {ASKED} WHERE one.specificity IN ['named', 'office'] AND coalesce(one.scope, 'ask') IN ['ask', 'lead-in']]
       AS asked,
     [one IN {INSIDE} WHERE one.specificity IN ['named', 'office']] AS within,
     [(a)<-[:MAKES]-(m:Organisation) WHERE m.specificity IN ['named', 'office'] | m.name] AS makers,
     [(a)-[u:USES]->(i:Instrument) WHERE u.basis IN {SAID} | i.name] AS instruments
WITH a, kind, asked, instruments, [one IN asked | one.name] + [one IN within | one.name]
       + CASE kind WHEN 'joint working' THEN makers ELSE [] END AS parties
UNWIND CASE WHEN size(parties) = 0 THEN [null] ELSE parties END AS party
WITH a, kind, asked, instruments, collect(DISTINCT party) AS parties
RETURN {THE_ASK},
       kind, parties,
       size(parties) < 2 AND size(instruments) < 2 AND NOT (kind = 'pool budgets' AND a.text =~ $two_budgets) AS fails,
       [a.basis] + [one IN asked | one.basis] AS basis,
       [{ITS_WORDS}] + [one IN asked | one.passages] AS passages
{BY_ID}
"""


def _no_parties(case: PartiesCase) -> str:
    if case.kind == "joint working":
        return f"“{case.subject}” is to be done together, and does not say with whom."
    only = f"only {listed(case.parties)}" if case.parties else "nobody"
    return f"“{case.subject}” is to pool budgets, and {only} is named whose budgets they are."


NO_PARTIES = Check(
    id="G12",
    title="Together with whom?",
    sentence="An ask to pool budgets or to work together does not name the parties.",
    why="Pooling and joint work need the consent of every party, and each must know that it is meant.",
    question="Whose budgets, or whose work, is to be joined, and have they been asked?",
    severity="medium",
    guard="Bodies and offices named in the ask or in the sentence that governs it count. For joint work the region "
    "itself is one of the two parties, and two named funds, programmes or budgets stand for the parties of a pool.",
    subjects=("ask to pool or work together", "asks to pool or work together"),
    has="names the parties",
    lacks="do not name the parties",
    missing="the parties",
    cypher=NO_PARTIES_CYPHER,
    row=PartiesCase,
    parameters={"two_budgets": r"(?is).*\b(?:budget|fund|grant)s?\b.*\b(?:and|with)\b.*\b(?:budget|fund|grant)s?\b.*"},
    say=_no_parties,
)

NO_PRIORITY_CYPHER = f"""{EACH_ASK}
MATCH (own:Plan {{id: held}})
WITH a, own WHERE size([(own)-[:SETS]->(p:Priority) | p.id]) > 0
WITH a, {UMBRELLA} + [a] AS asks,
     [(a)-[:IN_SECTION]->(:Section)-[:PART_OF*0..9]->(:Section)-[c:COVERS]->(p:Priority) | c.basis] AS covered
UNWIND asks AS one
WITH a, covered,
     [(one)-[s:SUPPORTS]->(p:Priority) WHERE s.basis IN {SAID} | p.name] AS said,
     [(one)-[s:SUPPORTS]->(p:Priority) WHERE NOT s.basis IN {SAID} | p.name] AS concluded
WITH a, covered, sum(size(said)) AS said, collect(concluded) AS concluded
WITH a, covered, said, reduce(names = [], some IN concluded | names + some) AS inferred
RETURN {THE_ASK},
       said = 0 AND none(basis IN covered WHERE basis IN {SAID}) AS fails,
       size(inferred) > 0 AS closed_if_inferred, inferred,
       CASE WHEN size(covered) > 0 THEN 'found but not linked' ELSE 'the plan is silent' END AS absence,
       [a.basis] AS basis, [{ITS_WORDS}] AS passages
{BY_ID}
"""

NO_PRIORITY = Check(
    id="G18",
    title="For no priority by name",
    sentence="An ask names no priority of the plan that it is for.",
    why="Government will ask which agreed priority an ask serves, and answers first what serves one.",
    question="Which priority is this for, and can the ask say so?",
    suggestion="Is it {names}?",
    severity="medium",
    guard="Only in plans that set priorities, and not under a heading that names one. A priority that the ask shares "
    "words with is inferred: it does not close the gap, and the finding names it; where the section shares such words, "
    "the absence is “found but not linked”.",
    subjects=("ask", "asks"),
    has="names the priority it is for",
    lacks="name no priority that they are for",
    missing="the priority it is for",
    cypher=NO_PRIORITY_CYPHER,
    say=lambda case: f"“{case.subject}” names no priority of the plan.",
)

CHECKS = (NO_SUM, NO_DATE, NO_MEASURE, BARE_SUM, NO_PARTIES, NO_PRIORITY)
