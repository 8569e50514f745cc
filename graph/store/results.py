"""What a store gives back: rows of a query, what a load changed, and the plans it holds."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Rows:
    """The answer to a query as plain Python values, at most as many rows as were asked for."""

    columns: tuple[str, ...]
    """Their names; the embedded engine tells none where there are no rows."""
    rows: list[dict[str, Any]]
    truncated: bool
    """Whether there were more rows than these."""


@dataclass(frozen=True)
class Continuation:
    """How many asks of an edition go on from the edition before it."""

    older: str
    """Id of the edition before."""
    newer: str
    joined: int
    """How many are the same ask, reworded or not."""
    possible: int
    """How many may be, which is for a person to say."""
    dropped: int
    new: int


@dataclass(frozen=True)
class Replaced:
    """What loading a plan changed."""

    plan: str
    """Id of the plan."""
    new: bool
    """Whether the store did not hold this plan before."""
    nodes: int
    """How many nodes the plan's graph has in the store, shared ones included."""
    relations: int
    """How many relationships it has."""
    removed: tuple[str, ...] = ()
    """Ids of shared bodies and instruments that no plan reaches any more and that were removed."""
    warnings: tuple[str, ...] = ()
    """Sentences about what was cut that others had drawn to this plan's nodes, and about decisions between editions
    that name no ask of an earlier one."""
    continuation: Continuation | None = None
    """How its asks go on from the edition before it, if there is one."""


@dataclass(frozen=True)
class PlanSummary:
    """One plan in the store, as a list of plans shows it."""

    id: str
    title: str
    publisher: str | None
    work: str
    edition: str | None
    current: bool
    published_on: str | None
    published_not_before: str | None
    source: str
    url: str | None
    blocks: int
    understood: int
    asks: int
    roles: int
    priorities: int
