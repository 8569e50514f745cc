"""How much each ask says: who is asked, for what, how much or which power, by when, and how it is measured."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from queries.question import Computed, Question, Raw, Row, Summary
from queries.wording import own_words

RUNGS = ("owner", "deliverable", "amount or power", "date", "measure")
"""What an ask can say, in the order in which a reader asks for it."""

_MEASURED = """size([(a){means}-[m:MEASURED_BY]->(:Measure) WHERE m.basis IN ['stated', 'curated'] | m.basis])
       + size([(a){means}-[s:SUPPORTS]->(:Priority)-[m:MEASURED_BY]->(:Measure)
           WHERE s.basis IN ['stated', 'curated'] AND m.basis IN ['stated', 'curated'] | m.basis])"""

LADDER = f"""
WITH a, [(a)-[:PART_OF]->(u:Ask) | u] + [a] AS whole
WITH a,
     size([(a)-[to:ADDRESSED_TO]->(o:Organisation)
       WHERE to.basis IN ['stated', 'curated'] AND o.specificity IN ['named', 'office'] | o.id]) > 0 AS owner,
     size([(a)-[u:USES]->(i:Instrument) WHERE u.basis IN ['stated', 'curated'] | i.id]) > 0
       OR any(kind IN coalesce(a.kinds, []) WHERE kind IN
         ['devolve power', 'devolve funding', 'pool budgets', 'legislation or reform'])
       OR a.text =~ '(?s).*\\\\d.*' AS deliverable,
     a.amount IS NOT NULL OR a.amount_text IS NOT NULL
       OR any(kind IN coalesce(a.kinds, []) WHERE kind IN
         ['devolve power', 'spending flexibility', 'legislation or reform']) AS amount_or_power,
     any(one IN whole WHERE one.timescale IS NOT NULL OR one.amount_years IS NOT NULL) AS date,
     {_MEASURED.format(means="")}
       + {_MEASURED.format(means="-[:PART_OF]->(:Ask)")} > 0 AS measure
"""
"""Cypher: of an ask `a`, which of the five it says.

An ask says who is asked where its words name a body or a minister. It says what where it uses an instrument that it
names, hands over a power or a fund, changes the law, or has a number in it. Date and measure may be those of the ask it
is a means of, and the measure that of a priority it names.
"""

MISSING = """WITH a, owner, deliverable, amount_or_power, date, measure,
     CASE WHEN owner THEN [] ELSE ['owner'] END + CASE WHEN deliverable THEN [] ELSE ['deliverable'] END
       + CASE WHEN amount_or_power THEN [] ELSE ['amount or power'] END + CASE WHEN date THEN [] ELSE ['date'] END
       + CASE WHEN measure THEN [] ELSE ['measure'] END AS missing
"""
"""Cypher, after that: those of the five that are `missing`."""


@dataclass(frozen=True, kw_only=True)
class SpecificityRow(Row):
    """One ask, and which of the five things it says."""

    ask: str
    section: str
    said: int
    """How many of the five."""
    missing: str
    """Those it does not say, in the order of the ladder."""
    owner: bool
    """Whether it names a body or a minister that is asked."""
    deliverable: bool
    amount_or_power: bool
    date: bool
    measure: bool
    ask_id: str


SPECIFICITY_CYPHER = f"""
UNWIND $plans AS held
MATCH (a:Ask {{plan: held}}){LADDER}RETURN a.title AS ask, [(a)-[:IN_SECTION]->(s:Section) | s.title] AS section,
       owner, deliverable, amount_or_power, date, measure,
       a.id AS ask_id, a.plan AS plan, a.basis AS basis, {own_words("a")} AS own
ORDER BY plan, ask, ask_id
"""


def in_order(missing: Sequence[str]) -> list[str]:
    """The rungs that are missing, in the order of the ladder."""
    return [rung for rung in RUNGS if rung in missing]


def _column(rung: str) -> str:
    return rung.replace(" ", "_")


def _rows(raw: Sequence[Raw], parameters: Mapping[str, Any]) -> Iterator[Raw]:
    for row in raw:
        missing = [rung for rung in RUNGS if not row[_column(rung)]]
        yield {
            **row,
            "said": len(RUNGS) - len(missing),
            "missing": ", ".join(missing),
            "basis": [row["basis"]],
            "source": None,
            "passages": [row["own"]],
        }


_COUNTS = ", ".join(f"sum(CASE WHEN {rung} THEN 1 ELSE 0 END) AS {rung}" for rung in map(_column, RUNGS))

COUNTED_CYPHER = f"""
UNWIND $plans AS held
MATCH (a:Ask {{plan: held}}){LADDER}RETURN count(a) AS asks, {_COUNTS}
"""


def _sum_up(raw: Sequence[Raw], parameters: Mapping[str, Any]) -> str:
    return _told(len(raw), {rung: sum(row[rung] for row in raw) for rung in map(_column, RUNGS)})


def _told(asks: int, counts: Mapping[str, int]) -> str:
    if not asks:
        return ""
    counted = [
        ("name who is asked", "owner"),
        ("say what is to be done or handed over", "deliverable"),
        ("a sum or a power", "amount_or_power"),
        ("a date", "date"),
        ("a measure", "measure"),
    ]
    told = ", ".join(f"{counts[rung]} {what}" for what, rung in counted)
    return f"Of {asks} asks: {told}."


SPECIFICITY = Question(
    id="specificity",
    title="How specific is each ask?",
    why="An ask that says who, what, how much, by when and measured how can be granted; each missing rung is a reason "
    "to wait.",
    cypher=SPECIFICITY_CYPHER,
    parameters=(),
    row=SpecificityRow,
    identity=("ask_id",),
    order=lambda row: (row.plan, row.said, row.passages[0].start if row.passages else 0, row.ask, row.ask_id),
    shown=("ask", "section", "said", "missing"),
    empty="The plans read hold no ask.",
    computed=Computed(
        columns=(
            "ask",
            "section",
            "owner",
            "deliverable",
            "amount_or_power",
            "date",
            "measure",
            "ask_id",
            "plan",
            "basis",
            "own",
        ),
        rows=_rows,
        note=_sum_up,
    ),
    apart=True,
    summary=Summary(
        cypher=COUNTED_CYPHER,
        columns=("asks", *map(_column, RUNGS)),
        total=lambda raw: int(raw[0]["asks"]),
        note=lambda raw, given: _told(raw[0]["asks"], raw[0]),
    ),
)
