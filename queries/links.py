"""Why two organisations are linked: the shortest telling path between them, a quote or a record for every step."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING, Any

from graph.errors import BadParameter
from queries.as_of import known_on_the_day
from queries.candidates import Body, find_organisations, read_as
from queries.question import Computed, Parameter, Question, Raw, Reading, Row
from queries.wording import listed, own_words

if TYPE_CHECKING:
    from graph.store import Store

_MOST_PLANS = 12
"""How many plans are searched for a path: those that speak of both, or else of either."""

_COSTS = {
    "MAKES": 4,
    "MENTIONS": 4,
    "COVERS": 4,
    "IN_SECTION": 3,
    "PART_OF": 2,
    "MEMBER_OF": 2,
    "SUCCEEDS": 2,
    "CONTROLS": 2,
}
"""How little a step tells, where it tells less than a role or an ask: a path through a heading, or through the region
that makes every ask, tells least."""
_INFERRED_COST = 2
_GENERIC_COST = 8
"""What a step through "government" or a place adds: through it everybody is linked to everybody."""

_VERBS = {
    "PLAYS": ("plays the part", "is the part of"),
    "DELIVERS": ("serves the priority", "is served by the part"),
    "MAKES": ("asks for", "is asked for by"),
    "ADDRESSED_TO": ("is asked of", "is asked for"),
    "SUPPORTS": ("supports the priority", "is supported by the ask"),
    "USES": ("uses", "is used by the ask"),
    "IN_SECTION": ("stands in the section", "holds"),
    "MENTIONS": ("names", "is named in the section"),
    "COVERS": ("covers the priority", "is covered by the section"),
    "PART_OF": ("is part of", "includes"),
    "MEMBER_OF": ("is a member of", "has the member"),
    "SUCCEEDS": ("took over from", "was succeeded by"),
    "CONTROLS": ("decides on", "is decided on by"),
}
"""How a step reads, along its arrow and against it."""


@dataclass(frozen=True, kw_only=True)
class WhyLinkedRow(Row):
    """One step of the path."""

    step: int
    """From 1."""
    sentence: str
    """The step as a sentence."""
    start: str
    """What it goes from: a name, a title, or words."""
    link: str
    """The type of the relationship."""
    finish: str
    """What it goes to."""
    start_label: str
    finish_label: str
    start_id: str
    finish_id: str


PLANS_OF_CYPHER = """
UNWIND $organisations AS wanted
MATCH (o:Organisation {id: wanted})
CALL (o) {
  MATCH (o)-[:PLAYS]->(x:Role)
  RETURN DISTINCT x.plan AS plan
  UNION
  MATCH (o)<-[:ADDRESSED_TO]-(x:Ask)
  RETURN DISTINCT x.plan AS plan
  UNION
  MATCH (o)-[:MAKES]->(x:Ask)
  RETURN DISTINCT x.plan AS plan
  UNION
  MATCH (o)<-[:MENTIONS]-(x:Section)
  RETURN DISTINCT x.plan AS plan
}
RETURN DISTINCT wanted, plan
ORDER BY wanted, plan
"""

_RECORD_CYPHER = f"""
  UNWIND $ends AS wanted
  MATCH (near:Organisation {{id: wanted}})-[:PART_OF|MEMBER_OF|SUCCEEDS*0..2]-(start:Organisation)
  WITH DISTINCT start
  MATCH (start)-[e:PART_OF|MEMBER_OF|SUCCEEDS]->(finish:Organisation)
  WHERE (e.plan IS NULL OR e.plan IN $among) AND {known_on_the_day("e")}
  RETURN start, e, finish, [] AS own"""


def _of(label: str, pattern: str, own: str) -> str:
    """The relationships of one type that the plans' own nodes of a label have."""
    return f"""
  UNWIND $among AS held
  MATCH (x:{label} {{plan: held}}){pattern}
  WHERE {known_on_the_day("e")}
  RETURN startNode(e) AS start, e, endNode(e) AS finish, {own} AS own"""


_FACTS = own_words("x")
_MENTIONED = "[(other)-[:EVIDENCED_BY]->(w:Passage) WHERE w.plan = held AND x.title IN w.heading_path | w.id]"

WHY_LINKED_CYPHER = f"""
CALL () {{{_RECORD_CYPHER}
  UNION ALL{_of("Role", "<-[e:PLAYS]-(:Organisation)", _FACTS)}
  UNION ALL{_of("Role", "-[e:DELIVERS]->(:Priority)", _FACTS)}
  UNION ALL{_of("Role", "-[e:IN_SECTION]->(:Section)", _FACTS)}
  UNION ALL{_of("Ask", "<-[e:MAKES]-(:Organisation)", _FACTS)}
  UNION ALL{_of("Ask", "-[e:ADDRESSED_TO]->(:Organisation)", _FACTS)}
  UNION ALL{_of("Ask", "-[e:SUPPORTS]->(:Priority)", _FACTS)}
  UNION ALL{_of("Ask", "-[e:USES]->(:Instrument)", _FACTS)}
  UNION ALL{_of("Ask", "-[e:IN_SECTION]->(:Section)", _FACTS)}
  UNION ALL{_of("Section", "-[e:MENTIONS]->(other:Organisation)", _MENTIONED)}
  UNION ALL{_of("Section", "-[e:MENTIONS]->(other:Instrument)", _MENTIONED)}
  UNION ALL{_of("Section", "-[e:COVERS]->(:Priority)", _FACTS)}
  UNION ALL
  UNWIND $among AS held
  MATCH (:Ask {{plan: held}})-[:USES]->(i:Instrument)
  WITH DISTINCT i
  MATCH (i)<-[e:CONTROLS]-(start:Organisation)
  WHERE {known_on_the_day("e")}
  RETURN start, e, i AS finish, [] AS own
}}
RETURN start.id AS start_id, coalesce(start.name, start.title, start.text) AS start, labels(start) AS start_labels,
       start.specificity AS start_specificity, type(e) AS link, finish.id AS finish_id,
       coalesce(finish.name, finish.title, finish.text) AS finish, labels(finish) AS finish_labels,
       finish.specificity AS finish_specificity,
       [e.basis, CASE WHEN start:Ask OR start:Role THEN start.basis END,
        CASE WHEN finish:Ask OR finish:Role THEN finish.basis END] AS basis,
       CASE e.basis WHEN 'reference' THEN e.source END AS source, own, coalesce(e.passages, []) AS behind,
       e.plan AS plan
ORDER BY start_id, link, finish_id, plan
"""

_COLUMNS = (
    "start_id", "start", "start_labels", "start_specificity", "link", "finish_id", "finish", "finish_labels",
    "finish_specificity", "basis", "source", "own", "behind", "plan",
)  # fmt: skip


def read_two(store: "Store", given: Mapping[str, Any], plans: Sequence[str]) -> Reading:
    """The two organisations that are meant, and the plans in which a path between them is looked for.

    Raises:
        BadParameter: a name means nobody, or more than one, or both mean the same one.
    """
    ends = [_one(store, given[name], plans) for name in ("first", "second")]
    if ends[0].id == ends[1].id:
        raise BadParameter(
            f"{given['first']!r} and {given['second']!r} are the same organisation, {ends[0].name!r}. Name two, each "
            'in quotation marks: partners ask why-linked "Homes England" "Energy Capital".'
        )
    known: dict[str, list[str]] = defaultdict(list)
    for row in store.read(PLANS_OF_CYPHER, {"organisations": [end.id for end in ends]}).rows:
        if row["plan"] in plans:
            known[row["wanted"]].append(row["plan"])
    first, second = (known[end.id] for end in ends)
    both = [plan for plan in first if plan in second]
    among = sorted(both or {*first[: _MOST_PLANS // 2], *second[: _MOST_PLANS // 2]})[:_MOST_PLANS]
    notes = [read_as(given[name], [end]) for name, end in zip(("first", "second"), ends, strict=True)]
    return Reading(parameters={"ends": [end.id for end in ends], "among": among}, note=" ".join(filter(None, notes)))


def _one(store: "Store", wanted: str, plans: Sequence[str]) -> Body:
    found = find_organisations(store, wanted, plans, asked=False)
    if len(found) > 1:
        names = list(dict.fromkeys(body.name for body in found))
        if len(names) == 1:
            names = [f"{body.name} of {body.id.partition('/')[0]}" for body in found]
        raise BadParameter(
            f"{wanted!r} could be {listed(names, 8)}. Give more of the name, in quotation marks, or name a plan."
        )
    return found[0]


def _path(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterable[Raw]:
    around: dict[str, list[tuple[int, str, bool, Raw]]] = defaultdict(list)
    for row in raw:
        if any(row["own"]) or any(row["behind"]) or row["source"]:
            around[row["start_id"]].append((_cost(row, "finish"), row["finish_id"], True, row))
            around[row["finish_id"]].append((_cost(row, "start"), row["start_id"], False, row))
    first, second = given["ends"]
    steps = _shortest(around, first, second)
    for place, (along, row) in enumerate(steps, start=1):
        yield _step(place, row, along)


def _cost(row: Raw, end: str) -> int:
    """What it costs to go over a relationship to one of its ends."""
    cost = _COSTS.get(row["link"], 1)
    cost += _INFERRED_COST * ("inferred" in row["basis"])
    return cost + _GENERIC_COST * (row[f"{end}_specificity"] in ("generic", "place"))


def _shortest(
    around: Mapping[str, Sequence[tuple[int, str, bool, Raw]]], first: str, second: str
) -> list[tuple[bool, Raw]]:
    """The cheapest path (Dijkstra's), as relationships and whether each is gone along its arrow; empty without one."""
    turn = count()
    waiting: list[tuple[int, int, str, tuple[str, bool, Raw] | None]] = [(0, next(turn), first, None)]
    before: dict[str, tuple[str, bool, Raw] | None] = {}
    while waiting:
        cost, _, here, by = heappop(waiting)
        if here in before:
            continue
        before[here] = by
        if here == second:
            return list(_back(before, second))[::-1]
        for more, there, along, row in around.get(here, ()):
            if there not in before:
                heappush(waiting, (cost + more, next(turn), there, (here, along, row)))
    return []


def _back(before: Mapping[str, tuple[str, bool, Raw] | None], last: str) -> Iterator[tuple[bool, Raw]]:
    step = before[last]
    while step is not None:
        here, along, row = step
        yield along, row
        step = before[here]


def _step(place: int, row: Raw, along: bool) -> Raw:
    ends = ("start", "finish") if along else ("finish", "start")
    names, ids = [row[end] for end in ends], [row[f"{end}_id"] for end in ends]
    labels = [next(one for one in sorted(row[f"{end}_labels"]) if one != "Department") for end in ends]
    said = [
        f"“{name}”" if label in ("Role", "Ask", "Section") else name for name, label in zip(names, labels, strict=True)
    ]
    verb = _VERBS[row["link"]][0 if along else 1]
    if row["link"] == "ADDRESSED_TO" and not along:
        verb = "may be asked for" if "inferred" in row["basis"] else "is asked for"
    passages = [row["own"], row["behind"]]
    return {
        "step": place,
        "sentence": f"{said[0]} {verb} {said[1]}.",
        "start": names[0],
        "link": row["link"],
        "finish": names[1],
        "start_label": labels[0],
        "finish_label": labels[1],
        "start_id": ids[0],
        "finish_id": ids[1],
        "plan": row["plan"],
        "basis": row["basis"],
        "source": None if any(passages) else row["source"],
        "passages": passages,
    }


WHY_LINKED = Question(
    id="why-linked",
    title="Why are two organisations linked?",
    why="To check a claim that two bodies have to do with each other: step by step, each with the words that say it.",
    cypher=WHY_LINKED_CYPHER,
    parameters=(
        Parameter(name="first", description="an organisation, in quotation marks", example="Homes England"),
        Parameter(name="second", description="another organisation, in quotation marks", example="Energy Capital"),
    ),
    row=WhyLinkedRow,
    identity=("step",),
    order=lambda row: (row.step,),
    shown=("sentence", "link", "basis"),
    empty="Nothing in the plans read links the two.",
    read=read_two,
    computed=Computed(columns=_COLUMNS, rows=_path),
)
