"""What the old version of a plan touches beyond its own nodes, asked before it is replaced or forgotten.

Only the plan's own nodes and their relationships are looked at, so that the cost does not grow with other plans.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from graph.ontology import NODES, RELATIONS
from graph.store.schema import OWN_LABELS, REFERENCE_TYPES
from graph.store.watch import Reads

_OUTSIDE = """
MATCH (n:{label} {{{key}: $plan}})-[r]-(m)
WHERE {outside}
RETURN n.id AS id, type(r) AS type, r.plan AS plan, n = startNode(r) AS outward, labels(m) AS labels, m.id AS other,
       m.plan AS owner, CASE WHEN r.plan <> $plan THEN properties(r) ELSE null END AS properties
"""


@dataclass
class Surroundings:
    """What lies around a plan's own nodes."""

    shared: set[tuple[str, str]] = field(default_factory=set)
    """Label and id of the shared nodes it reaches directly."""
    foreign: Counter[tuple[str, str]] = field(default_factory=Counter)
    """Relationships that are not ours, by type and by label of our node."""
    crossing: list[dict[str, Any]] = field(default_factory=list)
    """Relationships of other plans that end at this plan's nodes, which are drawn again after a load."""

    def warnings(self) -> tuple[str, ...]:
        """What is cut of what others drew, as sentences."""
        return tuple(
            f"{count} {'relationship' if count == 1 else 'relationships'} {kind} that others drew to "
            f"{label} nodes of this plan {'is' if count == 1 else 'are'} cut."
            for (kind, label), count in sorted(self.foreign.items())
        )


def survey(tx: Reads, plan: str) -> Surroundings:
    """Look around the stored version of a plan."""
    found = Surroundings()
    types = list(RELATIONS)
    beyond = "(m.plan IS NULL OR m.plan <> $plan)"
    for label in OWN_LABELS:
        query = _OUTSIDE.format(label=label, key="plan", outside=f"({beyond} AND NOT m:Plan) OR NOT type(r) IN $types")
        for record in tx.run(query, plan=plan, types=types):
            _note(found, label, record.data())
    query = _OUTSIDE.format(
        label="Plan", key="id", outside=f"{beyond} AND (m.plan IS NOT NULL OR m:Organisation OR NOT type(r) IN $types)"
    )
    for record in tx.run(query, plan=plan, types=types):
        _note(found, "Plan", record.data())
    for kind in REFERENCE_TYPES:
        query = f"""
            MATCH (a)-[r:{kind}]->(b) WHERE r.plan = $plan AND a.plan IS NULL AND b.plan IS NULL
            RETURN labels(a) AS starts, a.id AS start, labels(b) AS ends, b.id AS finish"""
        for record in tx.run(query, plan=plan):
            found.shared.add((_ours(record["starts"]) or "", record["start"]))
            found.shared.add((_ours(record["ends"]) or "", record["finish"]))
    return found


def _note(found: Surroundings, label: str, row: dict[str, Any]) -> None:
    other = _ours(row["labels"])
    if row["type"] not in RELATIONS or other is None or row["other"] is None:
        found.foreign[row["type"], label] += 1
    elif row["owner"] is None and other != "Plan":
        found.shared.add((other, row["other"]))
    elif row["plan"] is not None and row["properties"] is not None:
        ends = [(label, row["id"]), (other, row["other"])]
        (start_label, start), (finish_label, finish) = ends if row["outward"] else reversed(ends)
        found.crossing.append(
            {
                "type": row["type"],
                "start_label": start_label,
                "finish_label": finish_label,
                "start": start,
                "finish": finish,
                "properties": row["properties"],
            }
        )


def _ours(labels: list[str]) -> str | None:
    return next((label for label in labels if label in NODES), None)
