"""The check against a checklist: what a plan of its sort is expected to hold, and this one does not."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from queries.gaps.check import Case, Check, Severity
from queries.gaps.checklist import Checklist, pattern, read_checklist
from queries.question import Computed, Raw

if TYPE_CHECKING:
    from graph.store import Store


@dataclass(frozen=True, kw_only=True)
class ItemCase(Case):
    """An item of a checklist, and whether a plan holds it."""

    checklist: str
    requires: str
    weight: Severity


def _given(checklist: Checklist) -> Mapping[str, Any]:
    return {
        "checklist": checklist.name,
        "publishers": list(checklist.publishers),
        "part_below": checklist.part_below,
        "items": [
            {
                "id": one.id,
                "requires": one.requires,
                "source": one.source,
                "date": one.date,
                "severity": one.severity,
                "said": pattern(one.words),
                "facts": list(one.facts),
                "years_apart": one.years_apart or 0,
            }
            for one in checklist.items
        ],
    }


def _bundled(store: "Store", plans: Sequence[str], as_of: str) -> Mapping[str, Any]:
    return _given(read_checklist())


def with_checklist(checks: Iterable[Check], path: Path) -> list[Check]:
    """The checks, of which the one against a checklist reads this file.

    Raises:
        BadParameter: it is no checklist.
    """
    given = _given(read_checklist(path))
    return [replace(one, prepare=lambda *_: given) if one.id == REQUIRED.id else one for one in checks]


REQUIRED_CYPHER = """
UNWIND $plans AS held
MATCH (own:Plan {id: held})
WITH held, own, [(own)<-[:PUBLISHES]-(w:Organisation) | w.kind] AS kinds
WHERE size($publishers) = 0 OR any(kind IN kinds WHERE kind IN $publishers)
WITH held, own,
     CASE WHEN EXISTS { MATCH (p:Priority {plan: held}) WHERE p.shared } THEN ['shared priority'] ELSE [] END
       + CASE WHEN EXISTS { MATCH (:Priority {plan: held}) } THEN ['priority'] ELSE [] END
       + CASE WHEN EXISTS { MATCH (:Measure {plan: held}) } THEN ['measure'] ELSE [] END
       + CASE WHEN EXISTS { MATCH (:Ask {plan: held}) } THEN ['ask'] ELSE [] END
       + CASE WHEN EXISTS { MATCH (:Role {plan: held}) } THEN ['role'] ELSE [] END
       + CASE WHEN EXISTS { MATCH (:Section {plan: held})-[:MENTIONS]->(:Instrument) } THEN ['instrument'] ELSE [] END
       AS facts,
     COLLECT { MATCH (s:Section {plan: held}) RETURN s.title } AS titles
UNWIND $items AS item
RETURN held AS plan, own.title AS title, coalesce(own.published_on, own.published_not_before, '') AS published, titles,
       facts, item,
       COLLECT { MATCH (w:Passage {plan: held}) WHERE w.kind = 'block' AND w.quote =~ item.said RETURN w.id } AS said,
       COLLECT { MATCH (w:Passage {plan: held}) WHERE w.kind = 'block' AND w.`order` = 0 RETURN w.id } AS first,
       $as_of AS day
ORDER BY plan, item.id
"""


def _required(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterator[Raw]:
    """Each item for each plan, but for documents that hold so few that they are no whole plan."""
    plans: dict[str, list[Raw]] = defaultdict(list)
    for row in raw:
        if _asked_for(row):
            plans[row["plan"]].append(row)
    for rows in plans.values():
        held = [_held(row) for row in rows]
        if sum(held) < min(given["part_below"], len(rows)):
            continue
        yield from (_case(row, given["checklist"], fails=not has) for row, has in zip(rows, held, strict=True))


def _asked_for(row: Raw) -> bool:
    """Whether the source is older than the plan, as far as its date goes, and known on the day."""
    source, published = row["item"]["date"], row["published"]
    return bool(source[: len(published)] <= published if published else True) and source <= row["day"]


def _held(row: Raw) -> bool:
    item = row["item"]
    if row["said"] or set(item["facts"]) & set(row["facts"]):
        return True
    years = [_years(title) for title in (row["title"], *row["titles"])]
    apart = max((max(found) - min(found) for found in years if found), default=0)
    return bool(item["years_apart"] and apart >= item["years_apart"])


def _years(title: str) -> list[int]:
    """The years that a title names: 2026–2036, 2026/36."""
    return [
        int(year) for first, last in re.findall(r"\b(20\d\d)(?:\s?[-–—/]\s?(\d\d)\b)?", title)
        for year in (first, f"20{last}" if last else first)
    ]  # fmt: skip


def _case(row: Raw, checklist: str, *, fails: bool) -> Raw:
    item = row["item"]
    return {
        "subject_id": f"{row['plan']} + {item['id']}",
        "subject": item["requires"],
        "plan": row["plan"],
        "section": [],
        "fails": fails,
        "missing": [item["requires"]],
        "source": item["source"],
        "checklist": checklist,
        "requires": item["requires"],
        "weight": item["severity"],
        "involved": [row["plan"]],
        "basis": ["stated"],
        "passages": [row["said"] if row["said"] else row["first"]],
    }


REQUIRED = Check(
    id="G37",
    title="An expected part is missing",
    sentence="A part that guidance expects of a plan of this sort was not found in it.",
    why="What guidance asks for is the first thing that government, or a scrutiny committee, looks for.",
    question="Does another part of the plan hold it, and if not, is it to be left out?",
    severity="high",
    severity_of=lambda case: case.weight,
    guard="Only items of a checklist with a dated source, which the finding names: the bundled one is for English "
    "Local Growth Plans of combined authorities; `--checklist FILE` takes another. A plan older than the source is "
    "exempt, and so is a document with fewer items than the checklist asks of a whole plan.",
    subjects=("expected part", "expected parts"),
    has="was found",
    lacks="were not found",
    missing="what guidance expects",
    cypher=REQUIRED_CYPHER,
    row=ItemCase,
    prepare=_bundled,
    computed=Computed(
        columns=("plan", "title", "published", "titles", "facts", "item", "said", "first", "day"), rows=_required
    ),
    references=(
        "GOV.UK: Agreed shared Local Growth Plan priorities, 2025-07-21",
        "GOV.UK: Guidance for Mayoral Strategic Authorities on developing Local Growth Plans, 2025-06-11",
        "techUK on Local Growth Plans, 2025-06-12",
    ),
    say=lambda case: f"Not found: {case.requires}. It is expected by {case.source}.",
)

CHECKS = (REQUIRED,)
