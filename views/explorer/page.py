"""The explorer page: one offline HTML file made from a graph, safe whatever the graph's texts hold."""

import base64
import hashlib
import json
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from markupsafe import Markup

from graph.errors import PartnershipGraphError
from graph.model import Graph
from views.explorer.details import details_of, summary
from views.explorer.facts import PlanFacts, plans_of
from views.explorer.flow import Flow, flow_of
from views.explorer.network import SHAPES, Explorer, vis_script
from views.explorer.palette import style_variables
from views.explorer.tables import Table, tables_of
from views.explorer.text import as_json, clean, plain, source_link, web_address
from views.explorer.wording import BASES, counted

_SCRIPTS = ("explorer.js", "explorer-network.js")


@dataclass(frozen=True)
class PlanView:
    """One plan as the template writes it."""

    id: str
    title: str
    publisher: str
    when: str
    edition: str
    link: str | None
    source: str
    sentence: str
    figures: tuple[tuple[str, str, bool], ...]
    flow: Flow
    tables: list[Table]
    names: list[tuple[str, list[tuple[str, str]]]]
    """For choosing a node of the network without a mouse: a heading, and anchors with names."""


@dataclass(frozen=True)
class Page:
    """Everything the template needs besides what pyvis gives it."""

    title: str
    plans: list[PlanView]
    style: Markup
    scripts: list[Markup]
    details: Markup
    policy: str
    shapes: dict[str, str]
    bases: dict[str, str]

    def network(self, nodes: list[Any], edges: list[Any], options: str) -> Markup:
        """The network as pyvis hands it to the template, as JSON that a page can hold."""
        data = {"nodes": nodes, "edges": edges, "options": json.loads(options)}
        return Markup(as_json(data))  # noqa: S704 — as_json leaves nothing to escape


def page_html(graph: Graph) -> str:
    """The explorer page for the plans in a graph.

    Raises:
        PartnershipGraphError: the graph holds no plan.
    """
    plans = plans_of(graph)
    if not plans:
        raise PartnershipGraphError(
            "There is no plan to explore. Load one first: partners load SOURCE, or partners demo."
        )
    style = style_variables() + _template("explorer.css")
    scripts = [vis_script(), *(_template(name) for name in _SCRIPTS)]
    details = {anchor: told for facts in plans for anchor, told in details_of(facts).items()}
    title = plain(plans[0].plan.title) if len(plans) == 1 else counted(len(plans), "plan")
    page = Page(
        title=title,
        plans=[_view(facts) for facts in plans],
        style=Markup(style),  # noqa: S704 — our own file
        scripts=[Markup(script) for script in scripts],  # noqa: S704 — our own files and vis-network
        details=Markup(as_json(details)),  # noqa: S704 — as_json leaves nothing to escape
        policy=_policy(style, scripts),
        shapes=SHAPES,
        bases=dict(BASES),
    )
    explorer = Explorer(page)
    for number, facts in enumerate(plans):
        explorer.add_plan(number, facts)
    html: str = explorer.generate_html()
    return html


def write_page(graph: Graph, path: Path) -> None:
    """Write the explorer page for the plans in a graph to a file.

    Raises:
        PartnershipGraphError: the graph holds no plan, or the file cannot be written.
    """
    html = page_html(graph)
    try:
        path.write_text(html, encoding="utf-8", newline="\n")
    except OSError as error:
        reason = error.strerror or error
        raise PartnershipGraphError(
            f"The page could not be written to {path}: {reason}. Name another file with -o."
        ) from None


def _view(facts: PlanFacts) -> PlanView:
    plan = facts.plan
    publishers = [t.name for t in facts.ties(plan, "PUBLISHES")] or [clean(plan.publisher)]
    when = _date(plan.published_on)
    if not when and plan.published_not_before:
        when = f"no date given; not before {_date(plan.published_not_before)}"
    nobody = len(facts.unaddressed)
    figures = (
        (str(len(facts.asks)), "ask" if len(facts.asks) == 1 else "asks", False),
        (str(len(facts.asked)), "addressee" if len(facts.asked) == 1 else "addressees", False),
        (str(len(facts.partners)), "partner" if len(facts.partners) == 1 else "partners", False),
        (str(len(facts.roles)), "role" if len(facts.roles) == 1 else "roles", False),
        (str(nobody), f"{'ask' if nobody == 1 else 'asks'} with no named body", nobody > 0),
    )
    groups = (
        ("Organisations", {o.id: o for o in (*facts.partners, *facts.addressees)}.values()),
        ("Priorities", facts.priorities),
        ("Asks", facts.asks),
        ("Roles", facts.roles),
    )
    return PlanView(
        id=facts.anchor(plan.id),
        title=clean(plan.title),
        publisher=", ".join(name for name in publishers if name),
        when=when,
        edition=clean(plan.edition),
        link=source_link(plan.url, "") or web_address(plan.source),
        source=clean(plan.source),
        sentence=summary(facts),
        figures=figures,
        flow=flow_of(facts),
        tables=tables_of(facts),
        names=[
            (heading, [(facts.anchor(n.id), plain(_short(n))) for n in nodes]) for heading, nodes in groups if nodes
        ],
    )


def _short(node: Any) -> str:
    name = str(getattr(node, "name", None) or getattr(node, "title", None) or getattr(node, "text", ""))
    return name if len(name) <= 90 else name[:88].rstrip() + "…"


def _date(written: str | None) -> str:
    """An ISO date as it is read aloud: 4 July 2025; a year or month alone stays one."""
    if not written:
        return ""
    try:
        day = date.fromisoformat(written)
    except ValueError:
        parts = written.split("-")
        if len(parts) == 2 and parts[0].isdigit() and parts[1].isdigit() and 1 <= int(parts[1]) <= 12:
            return f"{_MONTHS[int(parts[1]) - 1]} {parts[0]}"
        return clean(written)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January February March April May June July August September October November December".split()  # noqa: SIM905
)


def _template(name: str) -> str:
    return (files("views") / "templates" / name).read_text(encoding="utf-8")


def _policy(style: str, scripts: list[str]) -> str:
    """A content security policy under which nothing runs or is fetched but what we wrote ourselves."""
    allowed = " ".join(f"'sha256-{_hash(script)}'" for script in scripts)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'sha256-{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")
