"""One plan as the template writes it: its heading, and what each view of it shows."""

from dataclasses import dataclass
from typing import Any

from graph.records import Node
from queries.gaps.finding import Findings
from views.explorer.coverage import Coverage, coverage_of
from views.explorer.dates import said_date
from views.explorer.evidence import Evidence, evidence_of
from views.explorer.facts import PlanFacts
from views.explorer.findings import Gaps, gaps_of
from views.explorer.flow import Flow, flows_of
from views.explorer.overview import Overview, overview_of
from views.explorer.ribbons import Ribbons, ribbons_of
from views.explorer.tables import Table, tables_of
from views.explorer.text import clean, plain, source_link, web_address
from views.explorer.wording import name_of

_LONG = 90


@dataclass(frozen=True)
class PlanView:
    """One plan as the template writes it."""

    id: str
    title: str
    label: str
    """The title for places that cannot isolate direction marks."""
    publisher: str
    when: str
    edition: str
    link: str | None
    source: str
    overview: Overview
    sentence: str
    ribbons: Ribbons
    flows: list[Flow]
    coverage: list[Coverage]
    gaps: Gaps | None
    evidence: Evidence
    tables: list[Table]
    names: list[tuple[str, list[tuple[str, str]]]]
    """For choosing a node of the network without a mouse: a heading, and anchors with names."""

    @property
    def views(self) -> list[tuple[str, str, int | None]]:
        """The views, with what each is called and how many things stand in it where that is worth saying."""
        gaps = sum(self.gaps.counts.values()) if self.gaps else None
        return [
            ("overview", "Overview", None),
            ("flow", "Flow", None),
            ("coverage", "Coverage", None),
            ("gaps", "Gaps", gaps),
            ("tables", "Asks and partners", None),
            ("network", "Network", None),
            ("evidence", "Evidence", None),
        ]


def plan_view(facts: PlanFacts, findings: Findings | None, sentence: str) -> PlanView:
    """Everything that the page shows of one plan."""
    plan = facts.plan
    publishers = [t.name for t in facts.ties(plan, "PUBLISHES")] or [clean(plan.publisher)]
    when = said_date(plan.published_on)
    if not when and plan.published_not_before:
        when = f"no date given; not before {said_date(plan.published_not_before)}"
    bodies = {o.id: o for o in (*facts.partners, *facts.addressees)}.values()
    groups: tuple[tuple[str, Any], ...] = (
        ("Organisations", bodies),
        ("Priorities", facts.priorities),
        ("Asks", facts.asks),
        ("Roles", facts.roles),
    )
    return PlanView(
        id=facts.anchor(plan.id),
        title=clean(plan.title),
        label=plain(plan.title),
        publisher=", ".join(name for name in publishers if name),
        when=when,
        edition=clean(plan.edition),
        link=source_link(plan.url, "") or web_address(plan.source),
        source=clean(plan.source),
        overview=overview_of(facts),
        sentence=sentence,
        ribbons=ribbons_of(facts),
        flows=flows_of(facts),
        coverage=coverage_of(facts),
        gaps=gaps_of(facts, findings),
        evidence=evidence_of(facts),
        tables=tables_of(facts),
        names=[
            (heading, [(facts.anchor(n.id), plain(_short(n))) for n in nodes]) for heading, nodes in groups if nodes
        ],
    )


def _short(node: Node) -> str:
    name = name_of(node)
    return name if len(name) <= _LONG else name[: _LONG - 2].rstrip() + "…"
