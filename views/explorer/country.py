"""The country page: one offline HTML file of many plans, a matrix of whom they ask, search, and neighbourhoods."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from markupsafe import Markup

from views.explorer.country_data import AGENCY, BodyLine, Country, PlanLine, read_country
from views.explorer.country_figures import figures, sentence
from views.explorer.inline import environment, policy, template
from views.explorer.page import write_html
from views.explorer.palette import style_variables
from views.explorer.text import as_json
from views.explorer.wording import counted, listed

if TYPE_CHECKING:
    from graph.store import Store

MANY_PLANS = 12
"""With more current plans than these the explorer is the country page."""

_SCRIPTS = ("data", "page", "matrix", "drawer", "search", "near", "one", "take", "start")
"""The parts of the page's script, in their order."""


@dataclass(frozen=True)
class BodyRow:
    """A body with a column, as a table of all of them shows it."""

    place: int
    line: BodyLine


@dataclass(frozen=True)
class Page:
    """Everything the template needs."""

    title: str
    country: Country
    sentence: str
    figures: list[tuple[str, str, bool]]
    style: Markup
    script: Markup
    index: Markup
    policy: str
    links: tuple[tuple[str, str], ...] = ()
    """Addresses and words that lead on from the page."""

    @property
    def departments(self) -> list[BodyRow]:
        """Government in general, and the departments that are asked."""
        return [body for body in self._bodies if body.line.kind != AGENCY]

    @property
    def agencies(self) -> list[BodyRow]:
        """The public bodies that are asked."""
        return [body for body in self._bodies if body.line.kind == AGENCY]

    @property
    def agencies_counted(self) -> str:
        """How many public bodies are asked."""
        return counted(len(self.agencies), "public body that is asked", "public bodies that are asked")

    @property
    def _bodies(self) -> list[BodyRow]:
        return [BodyRow(place, self.country.shared[place]) for place in self.country.columns]

    def asked_of(self, plan: PlanLine) -> str:
        """Whom a plan asks, in words, for readers without scripts."""
        names = []
        for place in self.country.columns:
            named, inferred = plan.asked.get(place, (0, 0))
            told = ", ".join(filter(None, (str(named) if named else "", f"{inferred} inferred" if inferred else "")))
            if told:
                names.append(f"{self.country.shared[place].short} ({told})")
        if any(plan.counts.others):
            names.append(f"others ({sum(plan.counts.others)})")
        return listed(names) or "nobody"


def country_page(store: "Store", as_of: str | None = None, links: Sequence[tuple[str, str]] = ()) -> str:
    """The country page of the current plans in a store, as things stand on a day (today, unless one is given).

    `links` are addresses and words of ours that lead on from the page.

    Raises:
        PartnershipGraphError: the store holds no plan, or the day is none.
    """
    country = read_country(store, as_of)
    style = style_variables() + template("country.css")
    script = "\n".join(template(f"country-{part}.js") for part in _SCRIPTS)
    page = Page(
        title=counted(len(country.plans), "plan"),
        country=country,
        sentence=sentence(country),
        figures=figures(country),
        style=Markup(style),  # noqa: S704 — our own file
        script=Markup(script),  # noqa: S704 — our own files
        index=Markup(as_json(country.index())),  # noqa: S704 — as_json leaves nothing to escape
        policy=policy(style, [script]),
        links=tuple(links),
    )
    templates = environment()
    html: str = templates.get_template("country.html").render(page=page)
    return html


def write_country_page(store: "Store", path: Path, as_of: str | None = None) -> None:
    """Write the country page of the current plans in a store to a file.

    Raises:
        PartnershipGraphError: the store holds no plan, the day is none, or the file cannot be written.
    """
    write_html(country_page(store, as_of), path)
