"""The explorer page: one offline HTML file made from a graph, safe whatever the graph's texts hold."""

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup

from graph.errors import PartnershipGraphError
from graph.model import Graph
from queries.gaps.finding import Findings
from views.explorer.dated import on_the_day
from views.explorer.dates import said_date
from views.explorer.details import details_of, summary
from views.explorer.facts import plans_of
from views.explorer.inline import SCRIPTS, STYLES, policy, template
from views.explorer.network import SHAPES, Explorer, packed, vis_script
from views.explorer.palette import style_variables
from views.explorer.plan_view import PlanView, plan_view
from views.explorer.text import as_json, plain
from views.explorer.wording import BASES, VERBS, counted


@dataclass(frozen=True)
class Page:
    """Everything the template needs besides what pyvis gives it."""

    title: str
    plans: list[PlanView]
    style: Markup
    scripts: list[Markup]
    packed: Markup
    """vis-network, unpacked when the network is first wanted."""
    details: Markup
    policy: str
    shapes: dict[str, str] = field(default_factory=lambda: dict(SHAPES))
    bases: dict[str, str] = field(default_factory=lambda: dict(BASES))
    verbs: dict[str, str] = field(default_factory=lambda: {name: verb for name, (verb, _) in VERBS.items()})
    day: str = ""
    """The day that dated facts are read as of, in words."""
    note: str = ""
    links: tuple[tuple[str, str], ...] = ()
    """Addresses and words that lead on from the page."""

    def network(self, nodes: list[Any], edges: list[Any], options: str) -> Markup:
        """The network as pyvis hands it to the template, as JSON that a page can hold."""
        data = {"nodes": nodes, "edges": edges, "options": json.loads(options)}
        return Markup(as_json(data))  # noqa: S704 — as_json leaves nothing to escape


def page_html(
    graph: Graph,
    findings: Findings | None = None,
    only: Collection[str] | None = None,
    links: Sequence[tuple[str, str]] = (),
) -> str:
    """The explorer page for the plans in a graph, or for those of `only` (ids), with the gaps that were found in them.

    Dated facts are those of the day the gaps were read as of; without findings every dated fact is shown. `links` are
    addresses and words of ours that lead on from the page, where a server offers more than it.

    Raises:
        PartnershipGraphError: the graph holds no plan.
    """
    if findings is not None and findings.as_of:
        graph = on_the_day(graph, findings.as_of)
    plans = [facts for facts in plans_of(graph) if only is None or facts.plan.id in only]
    if not plans:
        raise PartnershipGraphError(
            "There is no plan to explore. Load one first: partners load SOURCE, or partners demo."
        )
    style = style_variables() + "".join(template(name) for name in STYLES)
    scripts, vis = [template(name) for name in SCRIPTS], vis_script()
    details = {anchor: told for facts in plans for anchor, told in details_of(facts).items()}
    page = Page(
        title=_title(plans),
        plans=[plan_view(facts, findings, summary(facts)) for facts in plans],
        style=Markup(style),  # noqa: S704 — our own files
        scripts=[Markup(script) for script in scripts],  # noqa: S704 — our own files
        packed=Markup(packed(vis)),  # noqa: S704 — letters and digits
        details=Markup(as_json(details)),  # noqa: S704 — as_json leaves nothing to escape
        policy=policy(style, [*scripts, vis]),
        day=said_date(findings.as_of) if findings is not None else "",
        note=findings.note if findings is not None else "",
        links=tuple(links),
    )
    explorer = Explorer(page)
    for number, facts in enumerate(plans):
        explorer.add_plan(number, facts)
    html: str = explorer.generate_html()
    return html


def _title(plans: Sequence[Any]) -> str:
    return plain(plans[0].plan.title) if len(plans) == 1 else counted(len(plans), "plan")


def write_page(graph: Graph, path: Path, findings: Findings | None = None) -> None:
    """Write the explorer page for the plans in a graph to a file.

    Raises:
        PartnershipGraphError: the graph holds no plan, or the file cannot be written.
    """
    write_html(page_html(graph, findings), path)


def write_html(html: str, path: Path) -> None:
    """Write a page to a file.

    Raises:
        PartnershipGraphError: the file cannot be written.
    """
    try:
        path.write_text(html, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = error.strerror or error
        raise PartnershipGraphError(
            f"The page could not be written to {path}: {reason}. Name another file with -o."
        ) from None
