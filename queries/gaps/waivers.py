"""Gaps that people excused, and excuses that have ended."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from queries.gaps.check import Case
from queries.gaps.finding import Excuse

if TYPE_CHECKING:
    from graph.store import Store

WAIVERS_CYPHER = """
MATCH (w:Waiver)
WHERE w.plan IN $plans
RETURN w.id AS id, w.check AS check, w.reason AS reason, w.until AS until, w.by AS by, w.plan AS plan,
       [(w)-[:WAIVES]->(x) | x.id] AS targets,
       [(w)-[:WAIVES]->(:Section)<-[:PART_OF*0..9]-(s:Section) | s.id]
         + [(w)-[:WAIVES]->(:Section)<-[:PART_OF*0..9]-(:Section)<-[:IN_SECTION]-(x) | x.id] AS under
ORDER BY plan, check, id
"""


@dataclass(frozen=True)
class Waivers:
    """What people excused in the plans read, as of a day."""

    rows: Sequence[Mapping[str, Any]]
    day: str

    def excuse(self, check: str, case: Case) -> Excuse | None:
        """The waiver that excuses the case; failing one, the one that last did."""
        held = [row for row in self.rows if _means(row, check) and _covers(row, case)]
        made = [Excuse(by=row["by"], reason=row["reason"], until=row["until"], ended=self._ended(row)) for row in held]
        return min(made, key=lambda one: (one.ended, [-ord(c) for c in one.until or ""]), default=None)

    def _ended(self, row: Mapping[str, Any]) -> bool:
        """Whether it is over: it holds to the end of its last day."""
        return row["until"] is not None and row["until"] < self.day

    def unknown(self, checks: Collection[str]) -> list[str]:
        """What is wrong with waivers of checks that there are not."""
        known = {check.casefold() for check in checks}
        return [
            f"A waiver by {row['by']} names the check {row['check']!r}, which there is not; it excuses nothing."
            for row in self.rows
            if row["check"].strip().casefold() not in known
        ]


def waivers(store: "Store", plans: Sequence[str], day: str) -> Waivers:
    """The waivers of the plans, ended ones too."""
    return Waivers(store.read(WAIVERS_CYPHER, {"plans": list(plans)}).rows, day)


def _means(row: Mapping[str, Any], check: str) -> bool:
    return bool(row["check"].strip().casefold() == check.casefold())


def _covers(row: Mapping[str, Any], case: Case) -> bool:
    """Whether a waiver is about the subject, what is involved, a section they stand in, or the whole plan."""
    if row["plan"] != case.plan:
        return False
    about = {*row["targets"], *row["under"]}
    return case.plan in about or not about.isdisjoint({case.subject_id, *case.involved})
