"""The driver for reads, and the second line of every time limit.

Neither engine looks at its time limit within a single expression (a `reduce` over a million numbers, nested). So a
read with a time limit works in a thread of its own, and a little after its time whoever asked is told and goes on. What
the engine is doing then lasts until it is through, or on the embedded engine at most until the process ends.

No connection is closed under a read to end it: the system may give its number to the next connection while the thread
that reads has yet to notice, which would then wait for, or take, what is another's.
"""

import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, InvalidStateError
from contextlib import contextmanager, suppress
from typing import Any, Protocol, TypeVar

from neo4j import Driver, ManagedTransaction, Result
from neo4j.exceptions import ServiceUnavailable, SessionExpired

T = TypeVar("T")
_GRACE_SECONDS = 1.5
"""How much longer than its time a read may take: engines need some of it to notice."""


class GaveUp(OSError):
    """The engine ended the connection instead of answering, and would again."""


class ClosedMeanwhile(OSError):
    """The store was closed under a read."""


class Reads(Protocol):
    """A transaction, for a work that only reads."""

    def run(self, query: str, parameters: dict[str, Any] | None = None, **more: Any) -> Result:
        """The result of a query."""


class Watch:
    """The time that one read has, and what becomes of it afterwards."""

    def __init__(self, drivers: "ReadingDriver", timeout: float | None) -> None:
        self._drivers = drivers
        self._timeout = timeout
        self._over = threading.Event()

    def read(self, work: Callable[[], T]) -> T:
        """What the work gives; inside it, its thread has a driver to itself.

        Raises:
            TimeoutError: its time is over, and it is left alone.
            ClosedMeanwhile: the store was closed.
        """
        if self._timeout is None:
            with self._drivers.lent():
                return work()
        told: Future[T] = Future()
        with self._drivers.waiting(told):
            threading.Thread(target=self._work, args=(work, told), name="partners-read", daemon=True).start()
            try:
                return told.result(self._timeout + _GRACE_SECONDS)
            except TimeoutError:
                self._over.set()
                raise

    def _work(self, work: Callable[[], T], told: "Future[T]") -> None:
        # nobody listens any more where the store was closed meanwhile
        with suppress(InvalidStateError):
            try:
                with self._drivers.lent():
                    found = work()
            except BaseException as error:
                told.set_exception(error)
            else:
                told.set_result(found)

    def guarded(self, work: Callable[[Reads], T]) -> Callable[[ManagedTransaction], T]:
        """The work, failing in a way that is not tried again where that is of no use."""

        def watched(tx: ManagedTransaction) -> T:
            try:
                return work(_Statements(tx, self._over))
            except (ServiceUnavailable, SessionExpired) as error:
                if not self._drivers.again:
                    raise GaveUp("the engine ended the connection") from error
                raise

        return watched


class _Statements:
    """A transaction that begins no further statement once its time is over."""

    def __init__(self, tx: ManagedTransaction, over: threading.Event) -> None:
        self._tx = tx
        self._over = over

    def run(self, query: str, parameters: dict[str, Any] | None = None, **more: Any) -> Result:
        """The result of a query.

        Raises:
            TimeoutError: the time is over.
        """
        if self._over.is_set():
            raise TimeoutError("the time of this read is over")
        return self._tx.run(query, parameters, **more)


class ReadingDriver:
    """Drivers for reads: each read has one to itself, and one that a read is done with serves the next.

    `again` is whether a read whose connection broke may be tried again: not where nothing but the read can break it.
    """

    def __init__(self, make: Callable[[], Driver], *, again: bool = True) -> None:
        self._make = make
        self._again = again
        self._own = threading.local()
        self._lock = threading.Lock()
        self._free = [make()]
        self._waiting: set[Future[Any]] = set()
        self._closed = False

    @property
    def again(self) -> bool:
        """Whether a read whose connection broke may be tried again."""
        return self._again and not self._closed

    @property
    def driver(self) -> Driver:
        """The driver of the read under way in this thread; between reads, one that is free.

        Raises:
            ClosedMeanwhile: the store is closed.
        """
        lent: Driver | None = getattr(self._own, "driver", None)
        if lent is not None:
            return lent
        with self._lock:
            if self._closed:
                raise ClosedMeanwhile("the store is closed")
            if not self._free:
                self._free.append(self._make())
            return self._free[-1]

    def renew(self) -> None:
        """Close the driver of the read under way with whatever it is doing, and give the read another."""
        driver, self._own.driver = self._own.driver, None
        driver.close()
        self._own.driver = self._taken()

    @contextmanager
    def lent(self) -> Iterator[None]:
        """Inside it, this thread has a driver."""
        outer: Driver | None = getattr(self._own, "driver", None)
        self._own.driver = self._taken()
        try:
            yield
        finally:
            self._give_back(self._own.driver)
            self._own.driver = outer

    @contextmanager
    def waiting(self, told: "Future[T]") -> Iterator[None]:
        """Inside it, closing tells whoever waits."""
        with self._lock:
            self._waiting.add(told)
        try:
            yield
        finally:
            with self._lock:
                self._waiting.discard(told)

    def watched(self, timeout: float | None) -> Watch:
        """A watch on one read, which ends it a little after so many seconds."""
        return Watch(self, timeout)

    def close(self) -> None:
        """Close every driver: at once, or when the read that has it is done. Whoever waits for one is told."""
        with self._lock:
            self._closed = True
            free, self._free = self._free, []
            waiting = list(self._waiting)
        for told in waiting:
            with suppress(InvalidStateError):
                told.set_exception(ClosedMeanwhile("the store was closed"))
        for driver in free:
            driver.close()

    def _taken(self) -> Driver:
        with self._lock:
            if self._closed:
                raise ClosedMeanwhile("the store is closed")
            return self._free.pop() if self._free else self._make()

    def _give_back(self, driver: Driver | None) -> None:
        if driver is None:
            return
        with self._lock:
            if not self._closed:
                self._free.append(driver)
                return
        driver.close()
