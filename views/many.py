"""Reading one plan or many: in this process, or, where there are several, in processes side by side."""

import os
from collections.abc import Iterator, Sequence
from functools import partial

from views.progress import watched
from views.reading import About, Read, read_plan

FEWEST = 4
"""Sources from which on processes are worth their start."""

_MOST = 8
"""Processes at most, unless a person says otherwise: one process stores what they all read."""


def read_plans(sources: Sequence[str], about: About, jobs: int | None = None) -> Iterator[Read]:
    """The plans of some sources, in order, with progress where a person watches.

    Args:
        sources: the documents.
        about: what is known of them.
        jobs: how many processes read. If it is not said: one for each processor where there are several sources.
    """
    count = jobs if jobs is not None else min(processors(), _MOST) if len(sources) >= FEWEST else 1
    count = min(count, len(sources))
    if count < 2:
        for source in watched(sources):
            yield source, partial(read_plan, source, about)
        return
    from views.workers import Workers  # noqa: PLC0415  (what starts processes is heavy, and one plan does without)

    with Workers(about, count) as workers:
        yield from workers.read(sources)


def processors() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0)) or 1
    return os.cpu_count() or 1
