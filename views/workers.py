"""Reading many plans at once, in processes of their own: a plan is read while the one before it is stored.

Plans come back in the order of their sources, so that what is said and stored is the same however many processes read.
A process that dies takes no other plan with it: what it may have been reading is read again, each plan alone, and the
one that ends its process once more is the one that cannot be read.
"""

import multiprocessing
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from pathlib import PurePath
from typing import TYPE_CHECKING

from graph.errors import DocumentError, OntologyError, UnreadableDocument
from views.progress import watched
from views.reading import About, Read, read_plan

if TYPE_CHECKING:
    from loaders.plan import Loaded

_AHEAD = 2
"""Plans that are read ahead for each process."""


class Workers:
    """Processes that read. A context manager: leaving it ends them."""

    def __init__(self, about: About, count: int) -> None:
        self._about = dict(about)
        self._count = count
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *_: object) -> None:
        self._close()

    def _close(self) -> None:
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def read(self, sources: Sequence[str]) -> Iterator[Read]:
        """The plans of some sources, in order."""
        left = iter(sources)
        ahead: deque[tuple[str, Future[Loaded]]] = deque()
        for source in watched(sources):
            while len(ahead) < self._count * _AHEAD and (following := next(left, None)) is not None:
                ahead.append((following, self._submit(following, self._count)))
            _, future = ahead[0]
            if isinstance(future.exception(), BrokenProcessPool):
                ahead = self._again(ahead)
                _, future = ahead[0]
            ahead.popleft()
            yield source, future.result

    def _again(self, ahead: "deque[tuple[str, Future[Loaded]]]") -> "deque[tuple[str, Future[Loaded]]]":
        """Read what was under way when a process died, each alone, so that it is known whose reading ends one."""
        again: deque[tuple[str, Future[Loaded]]] = deque()
        self._close()
        for source, future in ahead:
            if future.done() and not isinstance(future.exception(), BrokenProcessPool):
                again.append((source, future))
                continue
            alone = self._submit(source, 1)
            if isinstance(alone.exception(), BrokenProcessPool):
                alone = Future()
                alone.set_exception(_died(source))
                self._close()
            again.append((source, alone))
        self._close()
        return again

    def _submit(self, source: str, count: int) -> "Future[Loaded]":
        with _held_back():
            if self._pool is None:
                context = multiprocessing.get_context("spawn")
                self._pool = ProcessPoolExecutor(count, context, _begin)
            try:
                return self._pool.submit(_read, source, self._about)
            except BrokenProcessPool as error:
                failed: Future[Loaded] = Future()
                failed.set_exception(error)
                return failed


def _died(source: str) -> UnreadableDocument:
    return UnreadableDocument(
        f"{PurePath(source).name} cannot be read: the process that read it was ended, for want of memory or by a fault "
        "in a library. Save its text into a new document and load that."
    )


@contextmanager
def _held_back() -> Iterator[None]:
    """Hold a Ctrl-C back while processes start: it reaches neither them before they are ready, nor is it lost."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    from multiprocessing import resource_tracker  # noqa: PLC0415  (not on Windows)

    # started first, because its start lets through what is held back
    resource_tracker.ensure_running()
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _begin() -> None:
    """Leave Ctrl-C to the process that stores, but while a plan is read.

    A process that ended while it hands over a plan would leave the other waiting for the rest for ever.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT})


def _read(source: str, about: About) -> "Loaded":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return read_plan(source, about)
    except (DocumentError, OntologyError) as error:
        # what an error came from may not pass between processes, and is not shown
        raise error.with_traceback(None) from None
    finally:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
