"""The explorer, live: its page made from the store, and made again when the store holds something else.

The only module of the server that knows how the explorer is made.
"""

import hashlib
import html
import re
import threading
import time
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from graph.interchange import pieces
from queries.plans import held_plans
from views.explorer import page_of_store
from views.explorer.country import MANY_PLANS
from views.explorer.network import vis_script
from views.explorer.palette import style_variables

if TYPE_CHECKING:
    from graph.store import Store
    from views.server.keeper import Keeper

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
_ONWARDS = (("/console", "Questions and Cypher"), ("/api", "JSON endpoints"))
_MOST_KEPT = 4
_COUNTS = ("MATCH (n) RETURN count(n) AS n", "MATCH ()-[r]->() RETURN count(r) AS n")
_TOLD_AFTER = 600
"""Seconds after which a page of many plans is made again in any case."""


@dataclass(frozen=True)
class Page:
    """The explorer's page as it was made."""

    html: str
    policy: str
    """The content security policy: the page's own, and that it may not be framed, which only a header can say."""
    digest: str
    """Of all that the store held."""
    opening: int
    day: date
    """The day it was made on, as of which it reads dated facts."""


def page_of(store: "Store", plan: str | None) -> str:
    """The explorer's page for what a store holds.

    Raises:
        UnknownPlan: no plan of that name, or no plan at all.
    """
    return page_of_store(store, plan, links=_ONWARDS)


def vis_network() -> str:
    """The script that draws networks, as pyvis ships it."""
    return vis_script()


def palette() -> str:
    """The page's colours as style sheet variables, light and dark."""
    return style_variables()


class Explorer:
    """Keeps the page until the store holds something else.

    What the store holds is known by reading it, which takes a third of what making the page takes (of many plans, by
    the mark of the last load); while an embedded store has been held all the time nobody can have written, and nothing
    need be read.
    """

    def __init__(self, keeper: "Keeper") -> None:
        self._keeper = keeper
        self._making = threading.Lock()
        self._made: dict[str | None, Page] = {}

    def page(self, plan: str | None) -> Page:
        """The page for the plan, or for all of them.

        Raises:
            UnknownPlan: no plan of that name, or no plan at all.
            StoreError: the store cannot be read just now.
        """
        with self._making, self._keeper.store() as held:
            today = date.today()  # noqa: DTZ011  (the reader's own day is meant)
            made = self._made.get(plan)
            if made is not None and made.day == today and held.unchanged_since(made.opening):
                return made
            digest = _digest(held.store, plan)
            if made is None or made.day != today or made.digest != digest:
                text = page_of(held.store, plan)
                made = Page(text, _policy(text), digest, held.opening, today)
            else:
                made = Page(made.html, made.policy, made.digest, held.opening, today)
            self._made.pop(plan, None)
            self._made[plan] = made
            for oldest in list(self._made)[:-_MOST_KEPT]:
                del self._made[oldest]
            return made


def _digest(store: "Store", plan: str | None) -> str:
    """What tells whether the store holds something else than it did.

    Of many plans reading all of it would take longer than making the page. There the mark of the last load tells, and
    how much there is in all; what somebody else writes into the database without changing that shows after ten minutes.
    """
    digest = hashlib.sha256()
    if plan is None and sum(one.current for one in held_plans(store)) > MANY_PLANS:
        counts = [store.read(cypher).rows for cypher in _COUNTS]
        digest.update(repr((store.changed, counts, int(time.time() // _TOLD_AFTER))).encode("utf-8"))
    else:
        for piece in pieces(store.graph()):
            digest.update(piece.encode("utf-8"))
    return digest.hexdigest()


def _policy(text: str) -> str:
    """The page's own policy with what only a header can say; nothing at all may run in a page without one."""
    said = _POLICY.search(text)
    own = html.unescape(said[1]) if said else "default-src 'none'"
    return f"{own}; frame-ancestors 'none'"
