"""Why two organisations are linked: the shortest telling path between them, a quote or a record for every step."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import count
from typing import TYPE_CHECKING, Any

from graph.errors import BadParameter
from queries.as_of import known_on_the_day
from queries.candidates import Body, bodies, find_among, read_as
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
_HUB_COST = 4
"""What a step to or from "government" or a place adds: through these everybody is linked to everybody."""

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

_SECTION = (
    "CASE WHEN {0}.kind IN ['needs', 'roles'] "
    "THEN coalesce(head([({0})-[:PART_OF]->(t:Section) | t.title + ' › ']), '') ELSE '' END + {0}.title"
)
"""A section under a theme is called with the theme's title, since each theme has a section of the same title."""


def _ties(kind: str, arrow: str, label: str, *, dated: bool = False, where: str = "") -> str:
    """Cypher: what ties `x` to nodes of a label by one relationship, along its arrow or against it.

    Each is its type, the label, whether it goes along the arrow, id and name of the node there, whether through it
    everybody is linked to everybody, its basis, its passages and its record.
    """
    pattern = f"(x)-[e:{kind}]->(y:{label})" if arrow == "->" else f"(x)<-[e:{kind}]-(y:{label})"
    only = " AND ".join(filter(None, (known_on_the_day("e") if dated else "", where)))
    name = _SECTION.format("y") if label == "Section" else "y.name"
    hub = "y.specificity IN ['generic', 'place']" if label == "Organisation" else "false"
    record = "CASE e.basis WHEN 'reference' THEN e.source END" if dated else "null"
    along = "true" if arrow == "->" else "false"
    return (
        f"[{pattern}{' WHERE ' + only if only else ''} | "
        f"[type(e), '{label}', {along}, y.id, y.name, {hub}, e.basis, e.passages, {record}]]"
    ).replace("y.name", name)


def _around(label: str, name: str, ties: Sequence[str], *, own: bool) -> str:
    """Cypher: the plans' own nodes of a label, each with what it is tied to and, where they say it, its words."""
    return f"""
  UNWIND $among AS held
  MATCH (x:{label} {{plan: held}})
  RETURN held AS plan, '{label}' AS label, x.id AS id, {name} AS name, false AS hub,
         {"x.basis" if own else "null"} AS basis, {own_words("x") if own else "[]"} AS own,
         {f"{chr(10)}         + ".join(ties)} AS ties"""


_HERE = "(e.plan IS NULL OR e.plan IN $among)"
_RECORD = _ties("PART_OF|MEMBER_OF|SUCCEEDS", "->", "Organisation", dated=True, where=_HERE)

WHY_LINKED_CYPHER = f"""
CALL () {{
  UNWIND $ends AS wanted
  MATCH (near:Organisation {{id: wanted}})-[:PART_OF|MEMBER_OF|SUCCEEDS*0..2]-(x:Organisation)
  WITH DISTINCT x
  RETURN null AS plan, 'Organisation' AS label, x.id AS id, x.name AS name,
         x.specificity IN ['generic', 'place'] AS hub, null AS basis, [] AS own,
         {_RECORD} AS ties
  UNION ALL{_around("Role", "x.text", (
      _ties("PLAYS", "<-", "Organisation"), _ties("DELIVERS", "->", "Priority"), _ties("IN_SECTION", "->", "Section"),
  ), own=True)}
  UNION ALL{_around("Ask", "x.title", (
      _ties("MAKES", "<-", "Organisation"), _ties("ADDRESSED_TO", "->", "Organisation", dated=True),
      _ties("SUPPORTS", "->", "Priority"), _ties("USES", "->", "Instrument"), _ties("IN_SECTION", "->", "Section"),
  ), own=True)}
  UNION ALL{_around("Section", _SECTION.format("x"), (
      _ties("MENTIONS", "->", "Organisation"), _ties("MENTIONS", "->", "Instrument"), _ties("COVERS", "->", "Priority"),
  ), own=False)}
  UNION ALL
  UNWIND $among AS held
  MATCH (:Ask {{plan: held}})-[:USES]->(x:Instrument)
  WITH DISTINCT x
  RETURN null AS plan, 'Instrument' AS label, x.id AS id, x.name AS name, false AS hub, null AS basis, [] AS own,
         {_ties("CONTROLS", "<-", "Organisation", dated=True)} AS ties
}}
RETURN plan, label, id, name, hub, basis, own, ties
ORDER BY id
"""  # fmt: skip

_COLUMNS = ("plan", "label", "id", "name", "hub", "basis", "own", "ties")


def _steps(raw: Sequence[Raw]) -> Iterator[Raw]:
    """Every step there is, from the nodes with their ties."""
    for row in raw:
        here = (row["label"], row["id"], row["name"])
        for link, label, along, id_, name, hub, basis, behind, source in row["ties"]:
            start, finish = (here, (label, id_, name)) if along else ((label, id_, name), here)
            yield {
                "link": link,
                "start_label": start[0],
                "start_id": start[1],
                "start": start[2],
                "finish_label": finish[0],
                "finish_id": finish[1],
                "finish": finish[2],
                "hub": hub or row["hub"],
                "basis": [basis, row["basis"]],
                "own": row["own"],
                "behind": behind or [],
                "source": source,
                "plan": row["plan"],
            }


def read_two(store: "Store", given: Mapping[str, Any], plans: Sequence[str]) -> Reading:
    """The two organisations that are meant, and the plans in which a path between them is looked for.

    Raises:
        BadParameter: a name means nobody, or more than one, or both mean the same one.
    """
    held = bodies(store, plans)
    ends = [_one(held, given[name]) for name in ("first", "second")]
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


def _one(held: Sequence[Body], wanted: str) -> Body:
    found = find_among(held, wanted)
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
    for row in _steps(raw):
        if row["own"] or row["behind"] or row["source"]:
            cost = _cost(row)
            around[row["start_id"]].append((cost, row["finish_id"], True, row))
            around[row["finish_id"]].append((cost, row["start_id"], False, row))
    first, second = given["ends"]
    steps = _shortest(around, first, second)
    for place, (along, row) in enumerate(steps, start=1):
        yield _step(place, row, along)


def _cost(row: Raw) -> int:
    cost = _COSTS.get(row["link"], 1) + _HUB_COST * bool(row["hub"])
    return cost + _INFERRED_COST * ("inferred" in row["basis"])


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
    labels = [row[f"{end}_label"] for end in ends]
    quote = ("Role", "Ask", "Section", "Priority")
    said = [f"“{name}”" if label in quote else name for name, label in zip(names, labels, strict=True)]
    verb = _VERBS[row["link"]][0 if along else 1]
    if row["link"] == "ADDRESSED_TO" and "inferred" in row["basis"]:
        verb = "is likely to be for" if along else "is likely to be who must answer"
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
