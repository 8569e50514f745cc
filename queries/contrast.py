"""What stands in one plan and not in another."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.errors import BadParameter
from graph.ids import normalise
from queries.names import content_words
from queries.plans import find_plan, held_plans
from queries.question import Computed, Parameter, Question, Raw, Reading, Row
from queries.wording import number, own_words

if TYPE_CHECKING:
    from graph.store import Store

FACTS = (
    "priority",
    "body asked",
    "asked of a body",
    "kind of ask",
    "partner",
    "kind of partner",
    "instrument",
)
"""The sorts of thing that are compared, in the order in which they are shown."""


@dataclass(frozen=True, kw_only=True)
class InOneNotOtherRow(Row):
    """One thing that one plan has and the other has not."""

    only_in: str
    """Title of the plan that has it."""
    fact: str
    """The sort of thing: priority, body asked, asked of a body, kind of ask, partner, kind of partner, instrument."""
    what: str
    times: int
    """How many asks, roles or mentions of it there are."""
    organisation: str | None
    """The body, where it is one."""
    not_in: str
    """Title of the plan that has it not."""
    what_key: str
    """By what the two plans were compared: the id of a shared body, or the words of a name."""


_CALLED = "CASE WHEN {0}.plan IS NULL THEN {0}.id END"

IN_ONE_NOT_OTHER_CYPHER = f"""
CALL () {{
  UNWIND $both AS held
  MATCH (x:Priority {{plan: held}})
  RETURN held, 'priority' AS fact, x.name AS what, null AS shared, null AS organisation, [x.basis] AS basis,
         {own_words("x")} AS own, [] AS behind
  UNION ALL
  UNWIND $both AS held
  MATCH (x:Ask {{plan: held}})-[to:ADDRESSED_TO]->(o:Organisation)
  WHERE to.basis IN ['stated', 'curated']
  RETURN held, 'body asked' AS fact, o.name AS what, {_CALLED.format("o")} AS shared, o.name AS organisation,
         [x.basis, to.basis] AS basis, {own_words("x")} AS own, coalesce(to.passages, []) AS behind
  UNION ALL
  UNWIND $both AS held
  MATCH (x:Ask {{plan: held}})-[to:ADDRESSED_TO]->(o:Organisation)
  WHERE to.basis IN ['stated', 'curated']
  UNWIND coalesce(x.kinds, []) AS kind
  RETURN held, 'asked of a body' AS fact, o.name + ': ' + kind AS what,
         {_CALLED.format("o")} + ': ' + kind AS shared, o.name AS organisation, [x.basis, to.basis] AS basis,
         {own_words("x")} AS own, coalesce(to.passages, []) AS behind
  UNION ALL
  UNWIND $both AS held
  MATCH (x:Ask {{plan: held}})
  UNWIND coalesce(x.kinds, []) AS kind
  RETURN held, 'kind of ask' AS fact, kind AS what, kind AS shared, null AS organisation, [x.basis] AS basis,
         {own_words("x")} AS own, [] AS behind
  UNION ALL
  UNWIND $both AS held
  MATCH (x:Role {{plan: held}})<-[plays:PLAYS]-(o:Organisation)
  UNWIND ['partner', 'kind of partner'] AS fact
  RETURN held, fact, CASE fact WHEN 'partner' THEN o.name ELSE o.kind END AS what,
         CASE fact WHEN 'partner' THEN {_CALLED.format("o")} ELSE o.kind END AS shared,
         CASE fact WHEN 'partner' THEN o.name END AS organisation, [x.basis, plays.basis] AS basis,
         {own_words("x")} AS own, coalesce(plays.passages, []) AS behind
  UNION ALL
  UNWIND $both AS held
  MATCH (s:Section {{plan: held}})-[m:MENTIONS]->(x:Instrument)
  RETURN held, 'instrument' AS fact, x.name AS what, {_CALLED.format("x")} AS shared, null AS organisation,
         [m.basis] AS basis, [(x)-[:EVIDENCED_BY]->(w:Passage {{plan: held}}) | w.id] AS own,
         coalesce(m.passages, []) AS behind
}}
RETURN held AS plan, fact, what, shared, organisation, basis, own, behind
ORDER BY plan, fact, what
"""


def read_both(store: "Store", given: Mapping[str, Any], plans: Sequence[str]) -> Reading:
    """The two plans or editions that are meant.

    Raises:
        UnknownPlan: the store holds no plan of that name, or several.
        BadParameter: both mean the same plan.
    """
    held = held_plans(store)
    first, second = (find_plan(held, given[name]) for name in ("first", "second"))
    if first.id == second.id:
        others = [plan for plan in held if plan.id != first.id]
        maybe = f" Another plan it holds is {others[0]}." if others else " The store holds no other; load one first."
        raise BadParameter(f"{given['first']!r} and {given['second']!r} are the same plan, {first}.{maybe}")
    titles = {
        plan.id: plan.title if first.title != second.title else f"{plan.title}, {plan.edition or 'without a label'}"
        for plan in (first, second)
    }
    return Reading(parameters={"both": list(titles), "titles": titles}, plans=titles)


def _apart(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterable[Raw]:
    found: dict[tuple[str, str], dict[str, list[Raw]]] = defaultdict(lambda: defaultdict(list))
    for row in raw:
        found[row["fact"], _key(row)][row["plan"]].append(row)
    for (fact, key), by_plan in found.items():
        if len(by_plan) > 1:
            continue
        [(plan, rows)] = by_plan.items()
        other = next(id_ for id_ in given["both"] if id_ != plan)
        yield {
            "only_in": given["titles"][plan],
            "not_in": given["titles"][other],
            "fact": fact,
            "what": min(row["what"] for row in rows),
            "times": len(rows),
            "organisation": rows[0]["organisation"],
            "what_key": key,
            "plan": plan,
            "basis": [basis for row in rows for basis in row["basis"]],
            "source": None,
            "passages": [[id_ for row in rows for id_ in row["own"]], *(row["behind"] for row in rows)],
        }


def _key(row: Raw) -> str:
    """By what a thing is the same in both plans: its id where it is shared, else the words of its name."""
    return row["shared"] or " ".join(content_words(row["what"])) or normalise(row["what"]) or row["what"]


def _amounts_to(rows: Sequence[InOneNotOtherRow]) -> str:
    counts = {title: sum(row.only_in == title for row in rows) for title in dict.fromkeys(row.only_in for row in rows)}
    return " ".join(f"{number(many, 'thing')} only in {title!r}." for title, many in counts.items())


IN_ONE_NOT_OTHER = Question(
    id="in-one-not-other",
    title="What stands in one plan and not in another?",
    why="To see what a neighbour asks for that we do not, whom it works with, and what only we have.",
    cypher=IN_ONE_NOT_OTHER_CYPHER,
    parameters=(
        Parameter(name="first", description="a plan: enough of its title, or its id", example="West Midlands"),
        Parameter(name="second", description="another plan", example="North East"),
    ),
    row=InOneNotOtherRow,
    identity=("plan", "fact", "what_key"),
    order=lambda row: (row.plan, FACTS.index(row.fact), -row.times, row.what, row.what_key),
    shown=("fact", "what", "times", "basis"),
    empty="What the one plan has of these things, the other has too.",
    read=read_both,
    computed=Computed(
        columns=("plan", "fact", "what", "shared", "organisation", "basis", "own", "behind"), rows=_apart
    ),
    sum_up=_amounts_to,
)
