"""The money asked for, and what is said beside it."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from queries.layout import Layout, merged
from queries.question import Computed, Parameter, Question, Raw, Row
from queries.wording import listed, number, own_words, sections_of

ASKED, PART, NEED, CONTEXT, UNKNOWN, NOT_STATED = (
    "asked",
    "part of another ask's sum",
    "need",
    "context",
    "not told what for",
    "not stated",
)
MONEY_IS = (ASKED, PART, NEED, CONTEXT, UNKNOWN, NOT_STATED)
"""What a sum is. Only *asked* counts as money asked; *need* is what a thing costs, *context* stands beside it."""

BY = ("ask", "section", "department", "priority", "instrument", "kind", "plan")
"""What sums can be added up by."""

_WANTS_MONEY = ("funding", "devolve funding")
_NONE = {"section": "no section", "department": "nobody", "priority": "no priority", "instrument": "no instrument"}


@dataclass(frozen=True, kw_only=True)
class MoneyRow(Row):
    """Sums of one sort for one ask, or for one section, department and so on; or the asks that state no sum."""

    by: str
    """What sums are added up by: ask, section, department, priority, instrument, kind, plan."""
    what: str
    """Which one; several joined by "and" are one of their own, so that nothing is counted twice."""
    money: str
    """asked · part of another ask's sum · need · context · not told what for · not stated."""
    amount: int | None
    """Whole pounds; empty where no sum is stated."""
    amount_text: tuple[str, ...]
    """The sums as printed."""
    period: str | None
    """What a sum is for: total, year or unknown. Sums for a year are never added to others."""
    asks: int
    ask: tuple[str, ...]
    section: tuple[str, ...]
    department: tuple[str, ...]
    """Whom the plan names as asked."""


MONEY_CYPHER = f"""
UNWIND $plans AS held
MATCH (a:Ask {{plan: held}})
WHERE a.amount IS NOT NULL OR any(kind IN coalesce(a.kinds, []) WHERE kind IN ['funding', 'devolve funding'])
RETURN a.id AS ask_id, a.title AS ask, a.amount AS amount, a.amount_text AS amount_text, a.amount_role AS amount_role,
       a.amount_period AS period, coalesce(a.kinds, []) AS kind, a.plan AS plan,
       EXISTS {{ MATCH (a)-[:PART_OF]->(whole:Ask) WHERE whole.amount_role = 'requested' }} AS within,
       {sections_of("a")} AS section,
       [(a)-[to:ADDRESSED_TO]->(o:Organisation) WHERE to.basis IN ['stated', 'curated'] | o.name] AS department,
       [(a)-[:SUPPORTS]->(p:Priority) | p.name] AS priority, [(a)-[:USES]->(i:Instrument) | i.name] AS instrument,
       [a.basis] AS basis, {own_words("a")} AS own
ORDER BY ask_id
"""


def _money(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterable[Raw]:
    by = given["by"]
    groups: dict[tuple[Any, ...], list[Raw]] = defaultdict(list)
    for ask in raw:
        money, period = _sort_of(ask)
        groups[(*_place(ask, by, money), money, period)].append(ask)
    for (plan, _, what, money, period), asks in groups.items():
        yield {
            "by": by,
            "what": what,
            "money": money,
            "amount": None if money == NOT_STATED else sum(ask["amount"] for ask in asks),
            "amount_text": [ask["amount_text"] for ask in asks],
            "period": period,
            "asks": len(asks),
            **{name: [one for ask in asks for one in _all(ask[name])] for name in ("ask", "section", "department")},
            "plan": plan or _one(ask["plan"] for ask in asks),
            "basis": [basis for ask in asks for basis in ask["basis"]],
            "source": None,
            "passages": [[id_ for ask in asks for id_ in ask["own"]]],
        }


def _sort_of(ask: Raw) -> tuple[str, str | None]:
    """What an ask's sum is, and what it is for."""
    if ask["amount"] is None:
        return NOT_STATED, None
    role = {"requested": PART if ask["within"] else ASKED, "need": NEED, "context": CONTEXT}
    return role.get(ask["amount_role"], UNKNOWN), ask["period"] or "unknown"


def _place(ask: Raw, by: str, money: str) -> tuple[str | None, str | None, str]:
    """Where an ask is added up: the plan and the ask, where these are told apart, and the name of the group."""
    if by == "ask":
        silent = (None, None, "every ask for money that states no sum")
        return silent if money == NOT_STATED else (ask["plan"], ask["ask_id"], ask["ask"])
    if by == "plan":
        return ask["plan"], None, ask["plan"]
    names = sorted(set(ask[by]))
    return (ask["plan"] if by in ("section", "priority") else None), None, listed(names) or _NONE.get(by, "not told")


def _all(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _one(values: Iterable[str]) -> str | None:
    found = set(values)
    return found.pop() if len(found) == 1 else None


def pounds(amount: int) -> str:
    """A sum as people say it: £1.5bn, £400m, £20,000."""
    for size, unit in ((1_000_000_000, "bn"), (1_000_000, "m")):
        if amount >= size:
            return f"£{amount / size:,.3f}".rstrip("0").rstrip(".") + unit
    return f"£{amount:,}"


def _amounts_to(rows: Sequence[MoneyRow]) -> str:
    asked = [row for row in rows if row.money == ASKED]
    sums = [
        f"{pounds(sum(row.amount or 0 for row in asked if (row.period == 'year') == yearly))}{' a year' * yearly}"
        for yearly in (False, True)
        if any((row.period == "year") == yearly for row in asked)
    ]
    count = sum(row.asks for row in asked)
    said = [f"Asked in all: {listed(sums)} in {number(count, 'ask')}." if asked else "No ask states a sum."]
    said += _perhaps_twice(asked)
    silent = sum(row.asks for row in rows if row.money == NOT_STATED)
    if silent:
        said.append(f"{number(silent, 'further ask')} for money {'states' if silent == 1 else 'state'} no sum.")
    beside = sum(row.asks for row in rows if row.money in (NEED, CONTEXT, UNKNOWN))
    if beside:
        said.append(f"The sums of {number(beside, 'ask')} are what a thing costs or stand beside it: not asked.")
    return " ".join(said) if rows else ""


def _perhaps_twice(asked: Sequence[MoneyRow]) -> list[str]:
    """What is said of sums that several asks of one plan name: a summary may repeat what a proposal asks."""
    same = Counter((row.plan, row.amount, row.period == "year") for row in asked if row.asks == 1 and row.amount)
    again = sorted({amount for (_, amount, _), times in same.items() if times > 1 and amount})
    if not again:
        return []
    sums = listed([pounds(amount) for amount in again])
    stands = "stands in more than one ask" if len(again) == 1 else "stand in more than one ask each"
    return [f"{sums} {stands} of a plan: where they mean the same money, it is counted more than once here."]


def _laid_out(rows: Sequence[MoneyRow]) -> list[dict[str, Any]]:
    """The rows with sums as people write them."""
    return [
        {
            "what": row.what,
            "money": row.money,
            "sum": None if row.amount is None else pounds(row.amount) + " a year" * (row.period == "year"),
            "asks": row.asks,
            "department": row.department,
            "section": row.section,
            **merged([row]),
        }
        for row in rows
    ]


def _order(row: MoneyRow) -> tuple[Any, ...]:
    last = row.money == NOT_STATED and row.by == "ask"
    return (
        last,
        row.what if row.by != "ask" else "",
        row.plan or "",
        MONEY_IS.index(row.money),
        -(row.amount or 0),
        row.period or "",
        row.ask,
        row.passages[0].start if row.passages else 0,
    )


MONEY = Question(
    id="money",
    title="How much money is asked for?",
    why="To add up what is asked without counting what a thing costs, what was obtained, or the same sum twice.",
    cypher=MONEY_CYPHER,
    parameters=(
        Parameter(
            name="by", description="what sums are added up by", example="department", default="ask", among=BY
        ),
    ),
    row=MoneyRow,
    identity=("plan", "by", "what", "money", "period", "ask"),
    order=_order,
    shown=("what", "money", "amount", "amount_text", "period", "asks", "department", "section"),
    empty="The plans read ask for no money.",
    computed=Computed(
        columns=(
            "ask_id", "ask", "amount", "amount_text", "amount_role", "period", "kind", "plan", "within", "section",
            "department", "priority", "instrument", "basis", "own",
        ),
        rows=_money,
    ),
    sum_up=_amounts_to,
    layout=Layout(columns=("what", "money", "sum", "asks", "department", "section"), lines=_laid_out),
)  # fmt: skip
