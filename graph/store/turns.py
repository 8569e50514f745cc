"""Whose turn it is at an engine whose time limit is one setting for all."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class Turns:
    """Lets statements with one time limit run side by side, and those without a limit alone.

    A thread must not take a turn within a turn.
    """

    def __init__(self, set_limit: Callable[[int], None]) -> None:
        self._set_limit = set_limit
        self._changed = threading.Condition()
        self._limit = 0
        self._running = 0

    @contextmanager
    def taken(self, limit: int) -> Iterator[None]:
        """Inside it, the limit is `limit` milliseconds, where 0 is none."""
        with self._changed:
            self._changed.wait_for(lambda: not self._running or 0 < limit == self._limit)
            if limit != self._limit:
                self._set_limit(limit)
                self._limit = limit
            self._running += 1
        try:
            yield
        finally:
            with self._changed:
                self._running -= 1
                self._changed.notify_all()
