"""Asks, and who is named in them."""

from dataclasses import dataclass

from queries.as_of import known_on_the_day
from queries.question import Question, Row, Summary


@dataclass(frozen=True, kw_only=True)
class UnaddressedAskRow(Row):
    """An ask of nobody in particular."""

    ask: str
    section: str
    asked_of: tuple[str, ...]
    """Whom the text names instead: the Government, a group, an office."""
    closed_if_inferred: bool
    """Whether a rule or the register names a body for some day, whether or not for the day asked about."""
    inferred: tuple[str, ...]
    """The bodies it names for the day asked about."""
    amount_text: str | None
    ask_id: str


UNADDRESSED_ASKS_CYPHER = f"""
UNWIND $plans AS held
MATCH (a:Ask {{plan: held}})
WITH a,
     [(a)-[to:ADDRESSED_TO]->(o:Organisation) WHERE to.basis IN ['stated', 'curated']
       | {{name: o.name, specificity: o.specificity, basis: to.basis, passages: coalesce(to.passages, [])}}] AS asked,
     [(a)-[to:ADDRESSED_TO]->(o:Organisation)
       WHERE NOT to.basis IN ['stated', 'curated'] AND o.specificity = 'named'
       | {{name: o.name, then: {known_on_the_day("to")}}}] AS known
WHERE none(one IN asked WHERE one.specificity = 'named')
RETURN a.title AS ask,
       [(a)-[:IN_SECTION]->(s:Section) | s.title] AS section,
       [one IN asked | one.name] AS asked_of,
       size(known) > 0 AS closed_if_inferred,
       [one IN known WHERE one.then | one.name] AS inferred, a.amount_text AS amount_text,
       a.id AS ask_id, a.plan AS plan,
       [a.basis] + [one IN asked | one.basis] AS basis, null AS source,
       [[(a)-[:EVIDENCED_BY]->(w:Passage) | w.id]] + [one IN asked | one.passages] AS passages
ORDER BY plan, ask, ask_id
"""

COUNTED_CYPHER = """
UNWIND $plans AS held
MATCH (a:Ask {plan: held})
WHERE size([(a)-[to:ADDRESSED_TO]->(o:Organisation)
        WHERE to.basis IN ['stated', 'curated'] AND o.specificity = 'named' | to.basis]) = 0
RETURN count(a) AS asks
"""

UNADDRESSED_ASKS = Question(
    id="unaddressed-asks",
    title="Which asks name no body?",
    why="An ask of “government” is nobody's to answer until a department or agency is named.",
    cypher=UNADDRESSED_ASKS_CYPHER,
    parameters=(),
    row=UnaddressedAskRow,
    identity=("ask_id",),
    order=lambda row: (row.plan, row.passages[0].start if row.passages else 0, row.ask, row.ask_id),
    shown=("ask", "section", "asked_of", "inferred", "basis"),
    empty="Every ask of the plans read names a body.",
    apart=True,
    summary=Summary(cypher=COUNTED_CYPHER, columns=("asks",), total=lambda raw: int(raw[0]["asks"])),
)
