"""The ledger of a priority: what is asked for it, and what partners offer."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from queries.as_of import known_on_the_day
from queries.question import Computed, Parameter, Question, Raw, Row
from queries.topics import EVERYBODY, NEARNESS, facts_near, read_topic
from queries.wording import number, own_words, said_as, sections_of

ASKED, OFFERED = "asked", "offered"
SIDES = (ASKED, OFFERED)


@dataclass(frozen=True, kw_only=True)
class LedgerRow(Row):
    """One entry: an ask, or what partners do."""

    side: str
    """asked · offered."""
    what: str
    """The ask in a line, or the role in the plan's words."""
    organisation: tuple[str, ...]
    """Whom the plan names as asked, or who plays the role."""
    inferred: tuple[str, ...]
    """Who is inferred to be asked."""
    ask: str | None
    role: str | None
    section: str
    how: str
    """named for it · same topic · same section, nearest first."""
    priority: str
    """The priorities it goes to, where the topic is one."""
    kinds: tuple[str, ...]
    """What is wanted, or what sort of part it is."""
    amount: int | None
    """Whole pounds that are asked for; empty where the sum is what a thing costs, or none is stated."""
    amount_text: str | None
    money: str | None
    """The sum as printed and, where it is not asked for, what it is."""
    fact_id: str
    """Id of the ask or the role; of several roles in the same words, the first."""


def _entries(label: str, link: str, side: str) -> str:
    return f"""{facts_near(label, link)}
RETURN fact, way, '{side}' AS side"""


LEDGER_CYPHER = f"""
CALL () {{{_entries("Ask", "SUPPORTS", ASKED)}
UNION ALL{_entries("Role", "DELIVERS", OFFERED)}
}}
RETURN side, coalesce(fact.title, fact.text) AS what,
       [(fact)-[to:ADDRESSED_TO]->(o:Organisation) WHERE to.basis IN ['stated', 'curated'] | o.name]
         + [(fact)<-[:PLAYS]-(o:Organisation) WHERE '{EVERYBODY}' IN way.whom OR o.id IN way.whom | o.name]
         AS organisation,
       [(fact)-[to:ADDRESSED_TO]->(o:Organisation)
         WHERE NOT to.basis IN ['stated', 'curated'] AND {known_on_the_day("to")} | o.name] AS inferred,
       fact.title AS ask, CASE side WHEN 'offered' THEN fact.text END AS role,
       {sections_of("fact")} AS section, way.how AS how, way.priorities AS priority,
       coalesce(fact.kinds, CASE WHEN fact.verb_class IS NULL THEN [] ELSE [fact.verb_class] END) AS kinds,
       CASE WHEN fact.amount_role = 'requested' THEN fact.amount END AS amount, fact.amount_text AS amount_text,
       fact.amount_role AS money,
       fact.id AS fact_id, fact.plan AS plan,
       reduce(all = [fact.basis], some IN way.bases | all + some) AS basis, null AS source,
       [{own_words("fact")}] + way.behind AS passages
ORDER BY fact_id
"""


def _together(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterable[Raw]:
    """What several partners do in the same words is one offer."""
    entries: dict[tuple[Any, ...], list[Raw]] = defaultdict(list)
    for row in raw:
        entries[row["side"], row["plan"], row["what"], row["how"], tuple(sorted(row["passages"][0]))].append(row)
    for rows in entries.values():
        first = min(rows, key=lambda row: str(row["fact_id"]))
        joined = {name: [one for row in rows for one in row[name]] for name in ("organisation", "basis", "section")}
        behind = [group for row in rows for group in row["passages"][1:]]
        money = said_as(first["amount_text"], first["money"])
        yield {**first, **joined, "money": money, "passages": [first["passages"][0], *behind]}


def _amounts_to(rows: Sequence[LedgerRow]) -> str:
    if not rows:
        return ""
    asks, offers = ([row for row in rows if row.side == side] for side in SIDES)
    near = [row for row in offers if row.how != NEARNESS[-1]]
    said = f"{number(len(asks), 'ask')} and {number(len(offers), 'offer')}, {len(near)} of these on the topic itself."
    if asks and not offers:
        return f"{said} It is asked for, and no partner offers anything."
    if offers and not asks:
        return f"{said} Partners offer, and nothing is asked for it."
    return said


LEDGER = Question(
    id="ledger",
    title="What is asked for a priority, and what do partners offer?",
    why="A bargain has two sides: before asking for more, to see what the region itself brings to the same priority.",
    cypher=LEDGER_CYPHER,
    parameters=(
        Parameter(name="topic", description="a priority, the title of a section, or a word", example="housing"),
    ),
    row=LedgerRow,
    identity=("fact_id",),
    order=lambda row: (
        SIDES.index(row.side),
        NEARNESS.index(row.how),
        row.plan,
        row.passages[0].start if row.passages else 0,
        row.what,
        row.fact_id,
    ),
    shown=("side", "what", "organisation", "inferred", "how", "money", "section", "basis"),
    empty="Nothing is asked for it and nobody offers anything, in the plans read.",
    read=read_topic,
    computed=Computed(columns=tuple(f.name for f in fields(LedgerRow)), rows=_together),
    sum_up=_amounts_to,
)
