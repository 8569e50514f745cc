"""Python's garbage collector, held while an answer is made.

An answer is many small lists and records and no cycles. The collector looks through all of them again and again while
they are made, which for an answer of 25,000 rows takes as long as all the rest of the work in Python.
"""

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager

_turn = threading.Lock()
_held = 0
_was_on = False


@contextmanager
def held() -> Iterator[None]:
    """Inside it no garbage is collected; in the end the collector is as it was before the first of several came in."""
    global _held, _was_on  # noqa: PLW0603  (the collector is the process's own, and so is who holds it)
    with _turn:
        if _held == 0:
            _was_on = gc.isenabled()
            gc.disable()
        _held += 1
    try:
        yield
    finally:
        with _turn:
            _held -= 1
            if _held == 0 and _was_on:
                gc.enable()
