"""What the store asks of an engine. Both speak Bolt; each engine's file lists by name what is different about it."""

from contextlib import AbstractContextManager
from typing import Literal, Protocol

from neo4j import Driver

from graph.store.watch import Watch

EngineName = Literal["embedded", "neo4j"]


class Engine(Protocol):
    """A running engine: drivers to it, its database, and how a time limit is set."""

    location: str
    database: str
    server: str
    """Product and version, as a person reads it."""

    @property
    def name(self) -> EngineName:
        """Which of the two it is."""

    @property
    def reading(self) -> Driver:
        """The driver for reads, with the least rights the engine can give."""

    @property
    def writing(self) -> Driver:
        """The driver for writes."""

    def limited(self, timeout: float | None, whole: float | None = None) -> AbstractContextManager[Watch]:
        """Inside it, a statement is ended after so many seconds; None leaves it alone.

        `whole` is how long all of it may take, where it is more than one statement.
        """

    def enough(self) -> bool:
        """End the read under way, whose further rows are not wanted; false if closing its result does that."""

    def close(self) -> None:
        """Let go of everything; once more does nothing."""
