"""How many asks there are: of whom, and for what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, get_args

from graph.vocabulary import AskKind
from queries.as_of import known_on_the_day
from queries.candidates import find_organisations, read_as
from queries.question import Brief, Computed, Parameter, Question, Raw, Reading, Row
from queries.shaping import MOST_WORDS
from queries.wording import number, own_words

if TYPE_CHECKING:
    from graph.store import Store

BY_NAME, INFERRED, NOBODY = "by name", "inferred", "nobody"
HOWS = (BY_NAME, INFERRED, NOBODY)
"""How a body comes to be asked: the plan names it, the register leads to it, or the ask has no addressee at all."""

_PLANS_AT_FIRST = 32

NOT_TOLD = "not told"
"""In the place of a kind, for asks of which no rule tells what is wanted."""

_REQUESTED = "CASE WHEN a.amount_role = 'requested' THEN a.amount_text END"
_SUMS = f"collect(DISTINCT {_REQUESTED})"
_WITHOUT = f"count(*) - count({_REQUESTED})"


@dataclass(frozen=True, kw_only=True)
class AsksByDepartmentRow(Row):
    """All asks of one body, those that name it apart from those that are inferred to be for it."""

    department: str | None
    """The body asked, by whatever name the asks know it; empty for asks of nobody."""
    how: str
    """by name · inferred · nobody."""
    asks: int
    kinds: tuple[str, ...]
    """What is wanted of it."""
    amounts: tuple[str, ...]
    """The sums asked of it, as printed. A sum asked of two bodies stands with both: add sums up with `money`."""
    no_amount: int
    """How many of the asks ask for no stated sum."""
    ask: tuple[str, ...]
    kind: str | None
    """What sort of body it is."""
    department_id: str | None


def _joined(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterable[Raw]:
    """The rows with lists of lists made one: an engine would copy all that it has for every list that it adds."""
    for row in raw:
        lists = {name: _all(row[name]) for name in ("kinds", "section", "asked_of") if name in row}
        yield {**row, **lists, "source": None, "passages": [_all(row["own"]), *row["behind"]]}


def _all(lists: Iterable[Iterable[str]]) -> list[str]:
    return [one for some in lists for one in some]


_HOW = """CASE WHEN to IS NULL THEN 'nobody' WHEN to.basis IN ['stated', 'curated'] THEN 'by name'
       ELSE 'inferred' END"""


def _asked(kept: str, passages: str = "") -> str:
    """Cypher: of an ask `a`, each body `o` that is asked, the link `to` it, and how it comes to be asked."""
    return f"""OPTIONAL MATCH (a)-[link:ADDRESSED_TO]->(o:Organisation)
WITH {kept}, link, link {{.basis, .`from`, .`to`, .known_from, .known_until{passages}}} AS to
WHERE CASE WHEN link IS NULL THEN $organisations IS NULL
           ELSE {known_on_the_day("to")} AND ($organisations IS NULL OR o.id IN $organisations) END
WITH {kept}, to, {_HOW} AS how"""


_COUNTED = f"""count(a) AS asks, collect(DISTINCT a.kinds) AS kinds, {_SUMS} AS amounts,
     {_WITHOUT} AS no_amount, collect(DISTINCT a.title) AS ask,
     collect(DISTINCT a.basis) + collect(DISTINCT to.basis) AS basis, collect(DISTINCT a.plan) AS held"""
_BEHIND = "collect(own) AS own, collect(DISTINCT coalesce(to.passages, [])) AS behind"
_TOLD = """o.name AS department, how, asks, kinds, amounts, no_amount, ask, o.kind AS kind, o.id AS department_id,
       CASE WHEN size(held) = 1 THEN head(held) END AS plan, basis"""

ASKS_BY_DEPARTMENT_CYPHER = f"""
UNWIND $plans AS held
MATCH (a:Ask {{plan: held}})
WITH a, {own_words("a")} AS own
{_asked("a, o, own", ", .passages")}
WITH o, how, {_COUNTED}, {_BEHIND}
RETURN {_TOLD}, own, behind
ORDER BY how, department_id
"""

BRIEF_CYPHER = f"""
UNWIND $plans AS held
MATCH (a:Ask {{plan: held}})
{_asked("a, o")}
WITH o, how, {_COUNTED}
RETURN {_TOLD}, [] AS own, [] AS behind
ORDER BY how, department_id
"""
"""The same without the passages behind it."""

BEHIND_CYPHER = f"""
UNWIND $plans AS held
MATCH (a:Ask {{plan: held}})
OPTIONAL MATCH (a)-[to:ADDRESSED_TO]->(o:Organisation)
WITH a, to, coalesce(o.id, '') AS body
WHERE body IN $bodies
WITH a, to, {_HOW} + ' ' + body AS which
WHERE which IN $wanted AND (to IS NULL OR {known_on_the_day("to")})
WITH which, to, {own_words("a")} AS own
RETURN which, {_BEHIND}
ORDER BY which
"""
"""The passages behind those of its rows that are wanted."""


def _with_passages(store: "Store", rows: Sequence[Raw], given: Mapping[str, Any]) -> list[Raw]:
    """The rows with the passages behind them, plan by plan until each has as many as are shown.

    Of too many, those are shown that come first by id, and an id begins with that of its plan.
    """
    bodies = {f"{row['how']} {row['department_id'] or ''}": row["department_id"] or "" for row in rows}
    found: dict[str, list[list[str]]] = {which: [[]] for which in bodies}
    wanted = set(bodies)
    left, many = sorted(given["plans"], key=lambda plan: f"{plan}/"), _PLANS_AT_FIRST
    while left and wanted:
        some, left, many = left[:many], left[many:], 2 * many
        here = {**given, "plans": some, "wanted": sorted(wanted), "bodies": sorted({bodies[one] for one in wanted})}
        for one in store.read(BEHIND_CYPHER, here, columns=("which", "own", "behind")).rows:
            found[one["which"]][0] += _all(one["own"])
            found[one["which"]] += one["behind"]
        wanted = {which for which in wanted if len(set(found[which][0])) < MOST_WORDS}
    return [{**row, "passages": passages} for row, passages in zip(rows, found.values(), strict=True)]


_COLUMNS = (
    "department", "how", "asks", "kinds", "amounts", "no_amount", "ask", "kind", "department_id", "plan", "basis",
    "own", "behind",
)  # fmt: skip


def read_department_if_given(store: "Store", given: Mapping[str, Any], plans: Sequence[str]) -> Reading:
    """The bodies that a name means as `$organisations`; without a name it is null, and all are meant.

    Raises:
        BadParameter: nobody of that name is asked, or too many could be meant.
    """
    if given["department"] is None:
        return Reading(parameters={"organisations": None})
    found = find_organisations(store, given["department"], plans, asked=True)
    return Reading(parameters={"organisations": [body.id for body in found]}, note=read_as(given["department"], found))


ASKS_BY_DEPARTMENT = Question(
    id="asks-by-department",
    title="Who is asked for how much?",
    why="To see where the asks land: how many name a department, how many are only likely to be its, and the sums.",
    cypher=ASKS_BY_DEPARTMENT_CYPHER,
    parameters=(
        Parameter(
            name="department", description="a department or other body that is asked", example="DfE", default=None
        ),
    ),
    row=AsksByDepartmentRow,
    identity=("department_id", "how"),
    order=lambda row: (HOWS.index(row.how), -row.asks, row.department or "", row.department_id or ""),
    shown=("department", "how", "asks", "kinds", "amounts", "no_amount"),
    empty="The plans read ask nobody for anything.",
    read=read_department_if_given,
    computed=Computed(columns=_COLUMNS, rows=_joined),
    brief=Brief(cypher=BRIEF_CYPHER, columns=_COLUMNS, rows=_joined, complete=_with_passages, always=True),
)


@dataclass(frozen=True, kw_only=True)
class AsksByKindRow(Row):
    """All asks for one kind of thing."""

    kind: str
    """What is wanted; an ask for two kinds counts in both. *not told* where no rule tells."""
    asks: int
    section: tuple[str, ...]
    asked_of: tuple[str, ...]
    """Whom the plan names."""
    amounts: tuple[str, ...]
    """The sums asked for, as printed. A sum stands with every kind of its ask: add sums up with `money`."""
    no_amount: int
    """How many of the asks ask for no stated sum."""
    ask: tuple[str, ...]


ASKS_BY_KIND_CYPHER = f"""
UNWIND $plans AS held
MATCH (a:Ask {{plan: held}})
WITH a, CASE WHEN size(coalesce(a.kinds, [])) = 0 THEN ['not told'] ELSE a.kinds END AS kinds
UNWIND kinds AS kind
WITH a, kind
WHERE $kind IS NULL OR kind = $kind
WITH a, kind, [(a)-[:IN_SECTION]->(s:Section) | s.title] AS section,
     [(a)-[to:ADDRESSED_TO]->(o:Organisation) WHERE to.basis IN ['stated', 'curated'] | o.name] AS asked_of,
     {own_words("a")} AS own
WITH kind, count(a) AS asks, collect(DISTINCT section) AS section, collect(DISTINCT asked_of) AS asked_of,
     {_SUMS} AS amounts, {_WITHOUT} AS no_amount, collect(DISTINCT a.title) AS ask,
     collect(DISTINCT a.basis) AS basis, collect(own) AS own, collect(DISTINCT a.plan) AS held
RETURN kind, asks, section, asked_of, amounts, no_amount, ask,
       CASE WHEN size(held) = 1 THEN head(held) END AS plan, basis, own, [] AS behind
ORDER BY kind
"""


def _amounts_to(rows: Sequence[AsksByKindRow]) -> str:
    several = len({title for row in rows for title in row.ask})
    total = sum(row.asks for row in rows)
    if total == several or len(rows) < 2:
        return ""
    return f"{number(several, 'ask')} for {number(total, 'thing')}: an ask for two kinds stands in both rows."


ASKS_BY_KIND = Question(
    id="asks-by-kind",
    title="What kinds of thing are asked for?",
    why="To see whether a plan wants power, money, reform or company, and where it wants which.",
    cypher=ASKS_BY_KIND_CYPHER,
    parameters=(
        Parameter(
            name="kind",
            description="what is wanted",
            example="devolve power",
            default=None,
            among=(*get_args(AskKind), NOT_TOLD),
        ),
    ),
    row=AsksByKindRow,
    identity=("kind",),
    order=lambda row: (row.kind == NOT_TOLD, -row.asks, row.kind),
    shown=("kind", "asks", "section", "asked_of", "amounts", "no_amount"),
    empty="The plans read ask for nothing of this kind.",
    computed=Computed(
        columns=(
            "kind", "asks", "section", "asked_of", "amounts", "no_amount", "ask", "plan", "basis", "own", "behind",
        ),
        rows=_joined,
    ),
    sum_up=_amounts_to,
)  # fmt: skip
