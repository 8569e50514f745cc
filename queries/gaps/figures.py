"""The check of figures: two sums for the same thing that differ."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import Any

from graph.ids import normalise
from queries.gaps.check import Case, Check
from queries.names import content_words
from queries.question import Computed, Raw

_FIGURE = (
    r"£\s?(?P<number>\d[\d,]*(?:\.\d+)?)\s?(?P<unit>bn|billion|m|mn|million|k|thousand)?\b"
    r"(?P<yearly>\s?(?:a|per|each|every)\s(?:year|annum)|\s?annually)?"
)
_BEFORE = re.compile(rf"(?:{_FIGURE})\s(?:(?:from|of|for|via|through)\s)?(?:(?:the|our|its|a|new|20\d\d)\s)*$", re.I)
_AFTER = re.compile(
    r"^[’']?s?\s*(?:\(|,\s|[–—-]\s|(?:is|was|of|at|worth|is worth|totals|totalling|provides|of some)\s)"
    rf"(?:about\s|around\s|some\s|a total of\s)?(?:{_FIGURE})",
    re.IGNORECASE,
)
"""A sum that stands right before or right after a name: “the £400m Fund”, “the Fund (£400m)”."""
_UNITS = {"k": 3, "thousand": 3, "m": 6, "mn": 6, "million": 6, "bn": 9, "billion": 9}


@dataclass(frozen=True, kw_only=True)
class FigureCase(Case):
    """A thing, and the sums that are given for it."""

    sums: tuple[str, ...]


FIGURES_CYPHER = """
CALL () {
  UNWIND $plans AS held
  MATCH (w:Passage {plan: held, kind: 'span'})<-[:EVIDENCED_BY]-(i:Instrument)
  MATCH (w)-[:WITHIN]->(b:Passage)
  WHERE b.quote CONTAINS '£'
  RETURN held, i AS x, 'instrument' AS sort, i.name AS subject, w, b.quote AS block, w.start - b.start AS place,
         null AS amount, '' AS period, '' AS printed, i.basis AS basis
  UNION ALL
  UNWIND $plans AS held
  MATCH (a:Ask {plan: held})-[:EVIDENCED_BY]->(w:Passage)
  WHERE a.amount IS NOT NULL AND a.amount_role = 'requested'
  RETURN held, a AS x, 'ask' AS sort, a.title AS subject, w, a.text AS block, 0 AS place,
         a.amount AS amount, coalesce(a.amount_period, 'unknown') AS period, coalesce(a.amount_text, '') AS printed,
         a.basis AS basis
}
MATCH (own:Plan {id: held})
RETURN held AS plan, sort, x.id AS id, [(own)<-[:PUBLISHES]-(o:Organisation) | o.id] AS owners,
        subject, w.id AS passage, w.quote AS quote, block, place, amount, period, printed,
       basis, CASE sort WHEN 'ask' THEN [(x)-[:IN_SECTION]->(s:Section) | s.title] ELSE [] END AS section
ORDER BY plan, sort, id, passage
"""


def _figures(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterator[Raw]:
    yield from _of_instruments([row for row in raw if row["sort"] == "instrument"])
    yield from _of_asks([row for row in raw if row["sort"] == "ask"], given)


def _of_instruments(rows: Sequence[Raw]) -> Iterator[Raw]:
    """Each instrument of which two passages, of one publisher's plans, give a sum over the same period."""
    found: dict[tuple[tuple[str, ...], str, bool], list[tuple[int, str, Raw]]] = defaultdict(list)
    for row in rows:
        figure = _beside(row)
        if figure is not None:
            amount, printed, yearly = figure
            whose = tuple(sorted(row["owners"])) or (row["plan"],)
            found[whose, normalise(row["subject"]), yearly].append((amount, printed, row))
    for held in found.values():
        if len(held) > 1:
            rows_ = [row for _, _, row in held]
            yield _case(rows_, fails=len({amount for amount, _, _ in held}) > 1, sums=[said for _, said, _ in held])


def _beside(row: Raw) -> tuple[int, str, bool] | None:
    """The sum right before or after the name, with how it is printed and whether it is for each year."""
    start, end = row["place"], row["place"] + len(row["quote"])
    match = _AFTER.search(row["block"][end:]) or _BEFORE.search(row["block"][:start])
    if match is None:
        return None
    number = Decimal(match["number"].replace(",", ""))
    amount = int(number.scaleb(_UNITS.get((match["unit"] or "").casefold(), 0)))
    printed = f"£{match['number']}{_spaced(match['unit'])}"
    return amount, printed, bool(match["yearly"])


def _spaced(unit: str | None) -> str:
    return (
        ""
        if unit is None
        else unit
        if len(unit) < len("thousand") and unit.casefold() in {"k", "m", "mn", "bn"}
        else f" {unit}"
    )


def _of_asks(rows: Sequence[Raw], given: Mapping[str, Any]) -> Iterator[Raw]:
    """Pairs of asks of a plan for much the same thing, each with a sum over the same period."""
    asks = list({row["id"]: row for row in rows}.values())
    plans: dict[tuple[str, str], list[tuple[frozenset[str], Raw]]] = defaultdict(list)
    for row in asks:
        plans[row["plan"], row["period"]].append((_words(row), row))
    for held in plans.values():
        for (first, one), (second, other) in combinations(held, 2):
            common = len(first & second)
            if common >= given["few"] and common >= given["share"] * len(first | second):
                yield _case(
                    [one, other], fails=one["amount"] != other["amount"], sums=[one["printed"], other["printed"]]
                )


def _words(row: Raw) -> frozenset[str]:
    """The words that say what an ask is for, its figures left out."""
    return frozenset(word for word in content_words(row["block"]) if not any(c.isdigit() for c in word))


def _case(rows: Sequence[Raw], *, fails: bool, sums: Sequence[str]) -> Raw:
    ids = sorted({row["id"] for row in rows})
    return {
        "subject_id": " + ".join(ids),
        "subject": rows[0]["subject"],
        "plan": rows[0]["plan"],
        "section": [title for row in rows for title in row["section"]],
        "fails": fails,
        "sums": sums,
        "absence": "said elsewhere in the plan",
        "involved": ids,
        "basis": [row["basis"] for row in rows],
        "passages": [[row["passage"]] for row in rows],
    }


DIFFERING = Check(
    id="G36",
    title="Two figures for one thing",
    sentence="A plan, or two plans of one publisher, give two different sums for the same fund, deal or ask.",
    why="A reader who finds two figures trusts neither. They may differ in what they cover, and then the plan should "
    "say so.",
    question="Which figure is meant, or what does each of them cover?",
    severity="low",
    guard="For an instrument only sums that stand right before or after its name are read; for asks only requested "
    "ones whose words are much the same. Sums for a year and sums in all are never compared. The finding says that "
    "they differ, not which is wrong.",
    subjects=("thing with two sums", "things with two sums"),
    has="has the same sum each time",
    lacks="have sums that differ",
    missing="one figure, or what each covers",
    cypher=FIGURES_CYPHER,
    row=FigureCase,
    parameters={"few": 3, "share": 0.6},
    computed=Computed(
        columns=(
            "plan", "sort", "id", "owners", "subject", "passage", "quote", "block", "place", "amount", "period",
            "printed", "basis", "section",
        ),
        rows=_figures,
    ),
    say=lambda case: f"The sums for “{case.subject}” differ: {' and '.join(case.sums)}.",
)  # fmt: skip

CHECKS = (DIFFERING,)
