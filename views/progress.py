"""Progress of long work: on standard error, and only where a person is watching."""

import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import PurePath

import click


def watched(sources: Sequence[str]) -> Iterator[str]:
    """The sources one by one, with a line that tells how far it is when there are several and somebody watches."""
    shows = len(sources) > 1 and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
    for number, source in enumerate(sources, start=1):
        if shows:
            name = PurePath(source).name
            click.echo(f"\r\x1b[2KReading {number} of {len(sources)}: {name[:50]}", nl=False, err=True)
        yield source
        if shows:
            click.echo("\r\x1b[2K", nl=False, err=True)
