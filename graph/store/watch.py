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

    def __init__(self, *, again: Callable[[], bool] = lambda: True) -> None:
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
                if not self._again() and isinstance(error, (ServiceUnavailable, SessionExpired)):
                    raise GaveUp("the engine ended the connection") from error
                raise

        return watched


class ReadingDriver:
    """Drivers for reads: each read has one to itself, which can be closed under it without breaking any other read.

    A driver that a read is done with serves the next. `again` is whether a read whose connection broke may be tried
    again: not where nothing but the read can break it.
    """

    def __init__(self, make: Callable[[], Driver], *, again: bool = True) -> None:
        self._make = make
        self._again = again
        self._own = threading.local()
        self._lock = threading.Lock()
        self._free = [make()]
        self._lent: list[Driver] = []
        self._closed = False

    @property
    def driver(self) -> Driver:
        """The driver of the read under way in this thread; between reads, one that is free."""
        lent: Driver | None = getattr(self._own, "driver", None)
        if lent is not None:
            return lent
        with self._lock:
            if not self._free and not self._closed:
                self._free.append(self._make())
            return self._free[-1] if self._free else self._lent[-1]

    def renew(self) -> None:
        """Close the driver of the read under way with whatever it is doing, and give the read another."""
        self._give_back(broken=True)
        self._own.driver = self._lend()

    @contextmanager
    def watched(self, timeout: float | None) -> Iterator[Watch]:
        """Inside it, a read has its driver, and is cut off a little after so many seconds."""
        watch = Watch(again=lambda: self._again and not self._closed)
        outer: Driver | None = getattr(self._own, "driver", None)
        self._own.driver = driver = self._lend()

        def end() -> None:
            watch.cut()
            driver.close()

        clock = threading.Timer(timeout + _GRACE_SECONDS, end) if timeout is not None else None
        if clock is not None:
            clock.daemon = True
            clock.start()
        try:
            yield watch
        finally:
            if clock is not None:
                clock.cancel()
                clock.join()
            self._give_back(broken=watch.over)
            self._own.driver = outer

    def close(self) -> None:
        """Close every driver, under whatever read is under way."""
        with self._lock:
            self._closed = True
            held = [*self._free, *self._lent]
            self._free.clear()
        for driver in held:
            driver.close()

    def _lend(self) -> Driver:
        with self._lock:
            driver = self._free.pop() if self._free else self._make()
            self._lent.append(driver)
            return driver

    def _give_back(self, *, broken: bool) -> None:
        driver: Driver = self._own.driver
        with self._lock:
            self._lent.remove(driver)
            broken = broken or self._closed
            if not broken:
                self._free.append(driver)
        if broken:
            driver.close()
