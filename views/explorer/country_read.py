"""What the country page reads from a store: a few statements over all plans, and a few for each batch of them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.vocabulary import BASES
from queries.as_of import known_on_the_day

if TYPE_CHECKING:
    from graph.store import Store

Row = Mapping[str, Any]

PLANS_CYPHER = """
MATCH (p:Plan)
WHERE coalesce(p.current, true)
RETURN p.id AS id, p.title AS title, p.publisher AS publisher, p.edition AS edition, p.published_on AS published_on,
       p.published_not_before AS not_before, p.source AS source, p.url AS url
"""

BODIES_CYPHER = """
MATCH (o:Organisation)
WHERE o.plan IS NULL
RETURN o.id AS id, o.name AS name, o.abbreviation AS abbreviation, coalesce(o.aliases, []) AS aliases,
       o.kind AS kind, o.specificity AS specificity
"""

INSTRUMENTS_CYPHER = """
MATCH (i:Instrument)
WHERE i.plan IS NULL
RETURN i.id AS id, i.name AS name, i.year AS year, coalesce(i.aliases, []) AS aliases, i.kind AS kind
"""

PUBLIC_RECORD_CYPHER = f"""
MATCH (a:Organisation)-[r:PART_OF|MEMBER_OF|SUCCEEDS|CONTROLS]->(b)
WHERE a.plan IS NULL AND b.plan IS NULL AND {known_on_the_day("r")}
RETURN a.id AS start, type(r) AS type, b.id AS finish, r.basis AS basis
"""

OWN_CYPHER: Mapping[str, str] = {
    "Ask": """
UNWIND $plans AS held
MATCH (n:Ask {plan: held})
RETURN held AS plan, n.id AS id, n.title AS name, coalesce(n.kinds, []) AS kinds, n.amount_text AS amount,
       n.timescale AS timescale, n.basis AS basis, n.confidence AS confidence, n.by AS by
""",
    "Role": """
UNWIND $plans AS held
MATCH (n:Role {plan: held})
RETURN held AS plan, n.id AS id, n.text AS name, n.verb_class AS part, coalesce(n.lead, false) AS lead,
       n.basis AS basis, n.confidence AS confidence, n.by AS by
""",
    "Priority": """
UNWIND $plans AS held
MATCH (n:Priority {plan: held})
RETURN held AS plan, n.id AS id, n.name AS name, coalesce(n.shared, false) AS agreed, n.basis AS basis,
       n.confidence AS confidence, n.by AS by
""",
    "Instrument": """
UNWIND $plans AS held
MATCH (n:Instrument {plan: held})
RETURN held AS plan, n.id AS id, n.name AS name, n.year AS year
""",
    "Measure": """
UNWIND $plans AS held
MATCH (n:Measure {plan: held})
RETURN held AS plan, n.id AS id, n.text AS name
""",
    "Organisation": """
UNWIND $plans AS held
MATCH (n:Organisation {plan: held})
RETURN held AS plan, n.id AS id, n.name AS name, n.abbreviation AS abbreviation, coalesce(n.aliases, []) AS aliases,
       n.kind AS kind, n.specificity AS specificity
""",
}
"""What belongs to a plan, by label, in the order in which the page numbers it."""

_TIE = """RETURN held AS plan, {start} AS start, type(r) AS type, {finish} AS finish, r.basis AS basis,
       r.confidence AS confidence, r.scope AS scope, r.topic AS topic, coalesce(r.passages, []) AS passages"""
_OUT = _TIE.format(start="n.id", finish="m.id")
_IN = _TIE.format(start="m.id", finish="n.id")

TIES_CYPHER: Sequence[str] = (
    f"""
UNWIND $plans AS held
MATCH (n:Ask {{plan: held}})-[r:ADDRESSED_TO|SUPPORTS|USES|MEASURED_BY|PART_OF]->(m)
WHERE {known_on_the_day("r")}
{_OUT}
""",
    f"""
UNWIND $plans AS held
MATCH (n:Role {{plan: held}})-[r:DELIVERS]->(m:Priority)
{_OUT}
""",
    f"""
UNWIND $plans AS held
MATCH (n:Role {{plan: held}})<-[r:PLAYS]-(m:Organisation)
{_IN}
""",
    f"""
UNWIND $plans AS held
MATCH (n:Priority {{plan: held}})-[r:MEASURED_BY]->(m:Measure)
{_OUT}
""",
    f"""
UNWIND $plans AS held
MATCH (n:Plan {{id: held}})<-[r:PUBLISHES]-(m:Organisation)
{_IN}
""",
    f"""
UNWIND $plans AS held
MATCH (n:Organisation {{plan: held}})-[r:PART_OF|MEMBER_OF|SUCCEEDS|CONTROLS]->(m)
WHERE {known_on_the_day("r")}
{_OUT}
""",
    f"""
UNWIND $plans AS held
MATCH (n:Organisation {{plan: held}})<-[r:PART_OF|MEMBER_OF|SUCCEEDS]-(m:Organisation)
WHERE m.plan IS NULL AND {known_on_the_day("r")}
{_IN}
""",
)
"""The relationships of a plan's own nodes that the page follows."""

_PASSAGE = """OPTIONAL MATCH (w)-[:WITHIN]->(b:Passage)
RETURN {first}, w.id AS id, w.quote AS quote, w.start AS start, w.order AS order, w.page AS page,
       coalesce(w.heading_path, []) AS headings, w.url AS url, b.quote AS block, b.start AS block_start"""

WORDS_CYPHER: Sequence[str] = tuple(
    f"""
UNWIND $plans AS held
MATCH (n:{label} {{plan: held}})-[:EVIDENCED_BY]->(w:Passage)
{_PASSAGE.format(first="held AS plan, n.id AS fact")}
"""
    for label in ("Ask", "Role", "Priority")
)
"""The words of each ask, role and priority, with the block they stand in."""

BEHIND_CYPHER = f"""
UNWIND $ids AS behind
MATCH (w:Passage {{id: behind}})
{_PASSAGE.format(first="w.plan AS plan, '' AS fact")}
"""
"""The words that name whom an ask is put to, where they are not the ask's own."""

BATCH = 100
"""How many plans are read at a time, so that the words of a country are never all in memory."""


@dataclass
class PlanRows:
    """The rows of one plan, in an order that does not depend on the engine."""

    plan: Row
    own: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    """Its own nodes, by label."""
    ties: list[Row] = field(default_factory=list)
    words: dict[str, list[Row]] = field(default_factory=lambda: defaultdict(list))
    """The passages of each fact, by its id."""
    behind: dict[str, Row] = field(default_factory=dict)
    """The passages that name addressees of asks, by their own id."""


@dataclass(frozen=True)
class Shared:
    """What is not any one plan's: the plans themselves, bodies, instruments, and the public record between these."""

    plans: Sequence[Row]
    bodies: Sequence[Row]
    instruments: Sequence[Row]
    record: Sequence[Row]


def read_shared(store: "Store", day: str) -> Shared:
    """Read what all plans share, as it stands on a day."""
    reached = store.read(PUBLIC_RECORD_CYPHER, {"as_of": day}).rows
    weakest_first = sorted(reached, key=lambda row: -BASES.index(row["basis"]))
    strongest = {(row["start"], row["type"], row["finish"]): row for row in weakest_first}
    return Shared(
        plans=sorted(store.read(PLANS_CYPHER).rows, key=lambda row: (row["title"], row["id"])),
        bodies=sorted(store.read(BODIES_CYPHER).rows, key=lambda row: str(row["id"])),
        instruments=sorted(store.read(INSTRUMENTS_CYPHER).rows, key=lambda row: str(row["id"])),
        record=[strongest[key] for key in sorted(strongest)],
    )


def read_plans(store: "Store", plans: Sequence[Row], day: str) -> Iterator[PlanRows]:
    """Read the plans' own nodes, relationships and words, one plan after another in the order given."""
    for first in range(0, len(plans), BATCH):
        batch = plans[first : first + BATCH]
        given = {"plans": [plan["id"] for plan in batch], "as_of": day}
        found = {plan["id"]: PlanRows(plan) for plan in batch}
        for label, cypher in OWN_CYPHER.items():
            for row in store.read(cypher, given).rows:
                found[row["plan"]].own[label].append(row)
        for cypher in TIES_CYPHER:
            for row in store.read(cypher, given).rows:
                found[row["plan"]].ties.append(row)
        for cypher in WORDS_CYPHER:
            for row in store.read(cypher, given).rows:
                found[row["plan"]].words[row["fact"]].append(row)
        _add_behind(store, found)
        yield from found.values()


def _add_behind(store: "Store", found: Mapping[str, PlanRows]) -> None:
    wanted = {
        passage
        for rows in found.values()
        for tie in rows.ties
        if tie["type"] == "ADDRESSED_TO" and tie["scope"] != "ask"
        for passage in tie["passages"]
    }
    for row in store.read(BEHIND_CYPHER, {"ids": sorted(wanted)}).rows if wanted else ():
        if row["plan"] in found:
            found[row["plan"]].behind[row["id"]] = row
