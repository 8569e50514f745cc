"""Progress of long work: on standard error, and only where a person is watching."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import PurePath

from views.messages import passing


def watched(sources: Sequence[str]) -> Iterator[str]:
    """The sources one by one, with a line that tells how far it is when there are several and somebody watches."""
    shows = len(sources) > 1 and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    for number, source in enumerate(sources, start=1):
        if shows:
            passing(f"Reading {number} of {len(sources)}: {PurePath(source).name[:50]}")
        yield source
    if shows:
        passing("")
