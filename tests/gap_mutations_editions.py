"""For each check over editions and records, what is changed in two editions and a ledger that lack nothing."""

from collections.abc import Callable
from dataclasses import dataclass

from graph.store import Store
from tests.edition_plans import edition

AS_OF = "2027-06-01"
ASKS = (
    "Give the Combined Authority powers over harbour byelaws",
    "£30m for lifeboat stations, by the end of 2028",
    "A long-term settlement for the ferry network",
    "Pool the flood and drainage budgets of the Environment Agency",
)
BYELAWS, LIFEBOATS, FERRIES, FLOODS = ASKS
OLDER, NEWER = "2025", "2027"


@dataclass(frozen=True)
class Pair:
    """The asks of two editions, and what is recorded of them in the corrections of the later."""

    older: tuple[str, ...] = ASKS
    newer: tuple[str, ...] = ASKS
    ledger: tuple[tuple[str, str, str], ...] = tuple((ask, "2027-01-10", "offered") for ask in ASKS)
    """Words, date, said."""
    waivers: str = ""

    def stored(self, store: Store) -> None:
        """Both editions, in a store."""
        store.replace_plan(edition(_text(self.older), OLDER).graph)
        store.replace_plan(edition(_text(self.newer), NEWER, self._file()).graph)

    def _file(self) -> str:
        said = "".join(
            f"  - ask: '{words}'\n    date: {day}\n    said: {said}\n    by: Jane Smith\n"
            for words, day, said in self.ledger
        )
        return (f"updates:\n{said}" if said else "updates: []\n") + self.waivers


def _text(asks: tuple[str, ...]) -> str:
    listed = "".join(f"- {ask}\n" for ask in asks)
    return (
        "# A Compact for the Strand\n\nStrand Combined Authority wants safe harbours.\n\n## Harbours\n\n"
        f"### What we need from government\n\n{listed}"
    )


def newer(old: str, new: str | None) -> Callable[[Pair], Pair]:
    """The later edition with an ask in other words, or without it."""

    def change(pair: Pair) -> Pair:
        kept = tuple(new if ask == old else ask for ask in pair.newer)
        return Pair(pair.older, tuple(ask for ask in kept if ask is not None), pair.ledger, pair.waivers)

    return change


def record(words: str, *said: tuple[str, str]) -> Callable[[Pair], Pair]:
    """Other updates of an ask in the place of those it has: dates, and what was said."""

    def change(pair: Pair) -> Pair:
        rest = tuple(one for one in pair.ledger if one[0] != words)
        return Pair(pair.older, pair.newer, (*rest, *((words, day, what) for day, what in said)), pair.waivers)

    return change


def of(*changes: Callable[[Pair], Pair]) -> Pair:
    """The clean pair after changes."""
    pair = Pair()
    for change in changes:
        pair = change(pair)
    return pair


def timed(ask: str, timescale: str, *said: tuple[str, str]) -> Pair:
    """The clean pair with an ask of another date and other updates."""
    words = LIFEBOATS.replace("by the end of 2028", timescale)
    before = tuple(words if one == ask else one for one in ASKS)
    ledger = tuple(one for one in Pair().ledger if one[0] != ask)
    return Pair(before, before, (*ledger, *((words, day, what) for day, what in said)))


@dataclass(frozen=True)
class EditionMutation:
    """A change, and the one finding of the three checks that it gives."""

    pair: Pair
    check: str
    subject: str
    absence: str = "the plan is silent"


EDITIONS = (
    EditionMutation(of(newer(FLOODS, None), record(FLOODS)), "G33", FLOODS),
    EditionMutation(of(newer(FLOODS, None), record(FLOODS, ("2027-01-10", "offered"))), "G33", FLOODS),
    EditionMutation(
        of(newer(FLOODS, "Pool the roads and drainage budgets of the Environment Agency"), record(FLOODS)),
        "G33", FLOODS, "found but not linked",
    ),
    EditionMutation(of(record(FERRIES)), "G34", FERRIES),
    EditionMutation(of(record(FERRIES, ("2027-01-10", "asked"))), "G34", FERRIES),
    EditionMutation(of(record(BYELAWS, ("2026-05-31", "agreed"))), "G35", BYELAWS),
    EditionMutation(timed(LIFEBOATS, "by the end of 2026", ("2027-01-10", "offered")), "G35", "£30m"),
)  # fmt: skip

SILENT = (
    Pair(),
    of(newer(FLOODS, None), record(FLOODS, ("2027-01-10", "refused"))),
    of(newer(FLOODS, None), record(FLOODS, ("2025-06-01", "agreed"))),
    of(newer(FERRIES, "A stable long-term settlement for the network of ferries")),
    of(record(BYELAWS, ("2026-06-01", "agreed"))),
    of(record(BYELAWS, ("2025-06-01", "delivered"))),
    timed(LIFEBOATS, "by the end of 2026", ("2026-11-10", "agreed")),
    timed(LIFEBOATS, "by the end of 2027", ("2027-01-10", "offered")),
    timed(LIFEBOATS, "over three years", ("2027-01-10", "offered")),
)
"""Changes of which none of the three is to say anything."""
