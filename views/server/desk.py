"""Work on the store, in threads of its own and only so much at a time, so that the server goes on answering."""

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from views.server.limits import AT_ONCE

T = TypeVar("T")


class Busy(Exception):
    """As much is being worked on as may be."""


class Desk:
    """Runs work in a few threads. Whoever comes when all are at work is told so, and does not wait."""

    def __init__(self, places: int = AT_ONCE) -> None:
        self._places = places
        self._pool = ThreadPoolExecutor(places, thread_name_prefix="partners-serve")
        self._lock = threading.Lock()
        self._working = 0

    async def run(self, work: Callable[[], T]) -> T:
        """What the work gives.

        Raises:
            Busy: every place is taken.
        """
        with self._lock:
            if self._working >= self._places:
                raise Busy
            self._working += 1
        future = self._pool.submit(work)
        # not when whoever asked has gone, but when the thread is free
        future.add_done_callback(self._free)
        return await asyncio.shield(asyncio.wrap_future(future))

    def _free(self, _: Future[Any]) -> None:
        with self._lock:
            self._working -= 1

    def close(self) -> None:
        """Take no more work."""
        self._pool.shutdown(wait=False, cancel_futures=True)
