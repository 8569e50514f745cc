"""Running the gap checks on a store."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from queries.as_of import as_of as read_as_of
from queries.gaps.catalogue import CHECKS, find_checks
from queries.gaps.check import SEVERITIES, Case, Check
from queries.gaps.finding import Finding, Findings
from queries.gaps.grouping import findings_of
from queries.gaps.required import with_checklist
from queries.gaps.waivers import waivers
from queries.passages import words_of
from queries.plans import chosen_plans
from queries.question import Raw
from queries.shaping import records

if TYPE_CHECKING:
    from graph.store import Store


def gaps(
    store: "Store",
    plan: str | None = None,
    as_of: str | None = None,
    checks: Iterable[str] | None = None,
    checklist: str | Path | None = None,
) -> Findings:
    """What the checks find in every plan's current edition, or in the one plan named; gravest first.

    `as_of` is the ISO date on which dated facts and waivers are read; without it, today. `checks` are ids (G01);
    without them every check is run. `checklist` is a file of what a plan is expected to hold, in place of the bundled
    one.

    Raises:
        BadParameter: the date is no day of the calendar, there is no such check, or the file is no checklist.
        UnknownPlan: no plan of that name, or no plan at all.
    """
    chosen = find_checks(checks)
    if checklist is not None:
        chosen = with_checklist(chosen, Path(checklist))
    titles: Mapping[str, str] = {held.id: held.title for held in chosen_plans(store, plan)}
    plans = list(titles)
    read = read_as_of(store, plans, as_of)
    own = as_of or date.today().isoformat()  # noqa: DTZ011  (the reader's own day is meant)
    excuses = waivers(store, plans, own)
    found: list[Finding] = []
    for check, cases in run(store, chosen, plans, read.day, own):
        found += findings_of(check, cases, excuses.excuse)
    note = [read.note if any(check.dated for check in chosen) else "", *excuses.unknown(CHECKS)]
    return Findings(
        findings=tuple(sorted(found, key=_rank)),
        checks=tuple(chosen),
        plans=titles,
        as_of=read.day,
        note=" ".join(filter(None, note)),
    )


def run(
    store: "Store", checks: Sequence[Check], plans: Sequence[str], day: str, own: str | None = None
) -> list[tuple[Check, list[Case]]]:
    """Each check with every case it looked at; the words are read once, and only of cases that fail.

    `own` is the reader's own day, which counts for checks that read nothing from the register.
    """
    days = {True: day, False: own or day}
    raw = [(check, _rows(store, check, plans, days[check.dated])) for check in checks]
    words = words_of(
        store, (pid for _, rows in raw for row in rows if row["fails"] for group in row["passages"] for pid in group)
    )
    return [(check, records(check.row, rows, words)) for check, rows in raw]


def _rows(store: "Store", check: Check, plans: Sequence[str], day: str) -> list[Raw]:
    parameters: dict[str, Any] = {"plans": list(plans), "as_of": day, **check.parameters}
    parameters |= check.prepare(store, plans, day)
    rows: list[Raw] = list(store.read(check.cypher, parameters).rows)
    return list(check.computed.rows(rows, parameters)) if check.computed is not None else rows


def _rank(finding: Finding) -> tuple[Any, ...]:
    """What is waived last; gravest first, then by check and plan, in the order of the document."""
    start = finding.passages[0].start if finding.passages else 0
    return (
        finding.waived,
        SEVERITIES.index(finding.severity),
        finding.check,
        finding.plan,
        start,
        finding.subject,
        finding.finding,
    )
