"""The explorer page made from a store: the plans that are read, and the gaps in them on a day."""

import html as markup
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from queries.gaps.run import gaps
from queries.plans import chosen_plans
from views.explorer.country import MANY_PLANS, country_page
from views.explorer.page import page_html, write_html

if TYPE_CHECKING:
    from graph.store import Store

_FRAME = (
    '<iframe title="{title}" srcdoc="{page}" sandbox="allow-scripts allow-popups allow-downloads allow-modals" '
    'style="width:100%;height:820px;border:1px solid #77838f;border-radius:6px"></iframe>'
)


@dataclass(frozen=True)
class ExplorerPage:
    """The explorer page as text; in a notebook it shows itself."""

    html: str

    def write(self, path: str | Path) -> Path:
        """Write the page to a file; the path written.

        Raises:
            PartnershipGraphError: the file cannot be written.
        """
        write_html(self.html, Path(path))
        return Path(path)

    def _repr_html_(self) -> str:
        """The page in a frame of its own, so that neither the notebook's styles nor its scripts meet the page's."""
        return _FRAME.format(title="Partnership Graph explorer", page=markup.escape(self.html, quote=True))

    def __repr__(self) -> str:
        return f"ExplorerPage({len(self.html):,} characters)"


def page_of_store(
    store: "Store", plan: str | None = None, as_of: str | None = None, links: Sequence[tuple[str, str]] = ()
) -> str:
    """The explorer page of every plan's current edition in a store, or of the one plan named.

    With more plans than one page can hold it is the country page. `as_of` is the ISO date on which dated facts and
    waivers are read; without it, today. `links` are addresses and
    words of ours that lead on from the page.

    Raises:
        BadParameter: the date is no day of the calendar.
        UnknownPlan: no plan of that name, or no plan at all.
    """
    chosen = chosen_plans(store, plan)
    if len(chosen) > MANY_PLANS:
        return country_page(store, as_of, links)
    found = gaps(store, plan, as_of)
    graph = store.graph(chosen[0].id if plan is not None else None)
    return page_html(graph, found, only={held.id for held in chosen}, links=links)
