"""The driver for reads, and the second line of every time limit.

Neither engine looks at its time limit within a single expression (a `reduce` over a million numbers, nested). So a
read that is still under way a little after its time is cut off from our side: its connection is closed, and whoever
asked is told. What the engine is doing then goes on until it is through, or on the embedded engine until the process
ends.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from neo4j import Driver, ManagedTransaction
from neo4j.exceptions import ServiceUnavailable, SessionExpired

T = TypeVar("T")
_GRACE_SECONDS = 1.5
"""How much longer than its time a read may take: engines need some of it to notice."""


class GaveUp(OSError):
    """The engine ended the connection instead of answering, and would again."""


class Watch:
    """Whether one read has been cut off."""

    def __init__(self, *, again: bool = True) -> None:
        self._again = again
        self._cut = threading.Event()

    def cut(self) -> None:
        """Note that it has."""
        self._cut.set()

    @property
    def over(self) -> bool:
        """Whether it has."""
        return self._cut.is_set()

    def guarded(self, work: Callable[[ManagedTransaction], T]) -> Callable[[ManagedTransaction], T]:
        """The work, failing in a way that is not tried again when it has been cut off."""

        def watched(tx: ManagedTransaction) -> T:
            try:
                return work(tx)
            except Exception as error:
                if self.over:
                    raise TimeoutError("the connection was closed at the end of its time") from error
                if not self._again and isinstance(error, (ServiceUnavailable, SessionExpired)):
                    raise GaveUp("the engine ended the connection") from error
                raise

        return watched


class ReadingDriver:
    """A driver that can be closed under a read and is then made anew.

    `again` is whether a read whose connection broke may be tried again: not where nothing but the read can break it.
    """

    def __init__(self, make: Callable[[], Driver], *, again: bool = True) -> None:
        self._make = make
        self._again = again
        self.driver = make()

    def renew(self) -> None:
        """Close it with whatever it is doing, and make another."""
        self.driver.close()
        self.driver = self._make()

    @contextmanager
    def watched(self, timeout: float | None) -> Iterator[Watch]:
        """Inside it, a read is cut off a little after so many seconds."""
        watch = Watch(again=self._again)
        if timeout is None:
            yield watch
            return

        def end() -> None:
            watch.cut()
            self.driver.close()

        clock = threading.Timer(timeout + _GRACE_SECONDS, end)
        clock.daemon = True
        clock.start()
        try:
            yield watch
        finally:
            clock.cancel()
            clock.join()
            if watch.over:
                self.renew()
