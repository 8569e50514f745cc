"""What people decided about a plan, as its corrections file says it, and what became of each decision."""

from dataclasses import dataclass, field
from typing import Any, Literal

TARGETS = ("ask", "role", "priority", "instrument", "organisation", "section")
"""What an entry can be about: each is named by its words, or by its name."""

State = Literal["applied", "reworded", "unmatched", "ambiguous", "refused"]
"""What became of a decision.

applied: it stands in the graph.
reworded: it stands in the graph, and its words were found only in a changed form.
unmatched: nothing in the plan has its words.
ambiguous: several things in the plan have its words.
refused: the graph cannot say it.
"""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One decision, waiver or update of a corrections file."""

    line: int
    action: str
    """The action of a correction; "waiver" or "update" for these."""
    by: str
    at: str | None
    values: dict[str, Any]
    """Every other key of the entry, checked: texts, lists of texts, whole numbers, yes or no."""

    def text(self, key: str) -> str | None:
        """The text under a key, if there is one."""
        value = self.values.get(key)
        return value if isinstance(value, str) else None

    def texts(self, key: str) -> tuple[str, ...]:
        """The texts under a key: none, one, or a list."""
        value = self.values.get(key, ())
        return (value,) if isinstance(value, str) else tuple(value)

    @property
    def target(self) -> tuple[str, str] | None:
        """What the entry is about, and the words or name that tell which one."""
        return next(((kind, self.values[kind]) for kind in TARGETS if kind in self.values), None)


@dataclass(frozen=True)
class Corrections:
    """A corrections file, read and checked."""

    name: str
    """The bare name of the file."""
    corrections: tuple[Entry, ...] = ()
    waivers: tuple[Entry, ...] = ()
    updates: tuple[Entry, ...] = ()

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All of it, in the order in which it is applied."""
        return (*self.corrections, *self.waivers, *self.updates)


@dataclass(frozen=True)
class Outcome:
    """What became of one entry."""

    entry: Entry
    state: State
    said: str = ""
    """Why it was not applied, or what is to be known of how it was."""
    hint: str = ""
    target: str | None = None
    """Id of what it is about, where that was found."""

    @property
    def done(self) -> bool:
        """Whether it stands in the graph."""
        return self.state in ("applied", "reworded")


@dataclass(frozen=True)
class Decided:
    """A corrections file and what became of its entries."""

    name: str
    outcomes: tuple[Outcome, ...] = field(default=())

    @property
    def applied(self) -> int:
        """How many entries stand in the graph."""
        return sum(outcome.done for outcome in self.outcomes)

    @property
    def left(self) -> int:
        """How many do not."""
        return len(self.outcomes) - self.applied
