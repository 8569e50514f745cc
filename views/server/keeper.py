"""Who holds the store: opened when it is needed, and an embedded one let go when nobody asks for a while."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import StoreUnavailable
from views.server.limits import IDLE_SECONDS, SECONDS

if TYPE_CHECKING:
    from graph.store import Store


@dataclass(frozen=True)
class Held:
    """The store as a request is given it."""

    store: "Store"
    opening: int
    """How many times it has been opened."""

    def unchanged_since(self, opening: int) -> bool:
        """Whether nobody can have written since that opening: an embedded store that is held is held alone."""
        return self.store.engine == "embedded" and self.opening == opening


class Keeper:
    """Keeps one store for the requests of several threads.

    A Neo4j server is shared anyway, and stays connected. An embedded store serves one process at a time, so it is let
    go after a little while without a request: meanwhile another command can load a plan into it.
    """

    def __init__(self, open_it: Callable[[], "Store"], *, idle: float = IDLE_SECONDS) -> None:
        self._open_it = open_it
        self._idle = idle
        self._lock = threading.Lock()
        self._store: Store | None = None
        self._openings = 0
        self._users = 0
        self._clock: threading.Timer | None = None
        self._closed = False

    @contextmanager
    def store(self) -> Iterator[Held]:
        """Inside it, the store is open, and every read of it is ended by the server's time limit.

        Raises:
            StoreError: it cannot be opened just now.
        """
        held = self._taken()
        try:
            yield held
        finally:
            self._done()

    def _taken(self) -> Held:
        with self._lock:
            if self._closed:
                raise StoreUnavailable("The server is being stopped.")
            if self._clock is not None:
                self._clock.cancel()
                self._clock = None
            if self._store is None:
                self._store = self._open_it()
                self._store.time_limit = SECONDS
                self._openings += 1
            self._users += 1
            return Held(self._store, self._openings)

    def _done(self) -> None:
        with self._lock:
            self._users -= 1
            if self._store is not None and self._users == 0 and self._store.engine == "embedded" and not self._closed:
                self._clock = threading.Timer(self._idle, self._let_go)
                self._clock.daemon = True
                self._clock.start()

    def _let_go(self) -> None:
        with self._lock:
            if self._users == 0 and self._clock is threading.current_thread() and self._store is not None:
                self._store.close()
                self._store = None
                self._clock = None

    def close(self) -> None:
        """Close the store, under whatever is still being read; once more does nothing."""
        with self._lock:
            self._closed = True
            if self._clock is not None:
                self._clock.cancel()
            if self._store is not None:
                self._store.close()
                self._store = None
