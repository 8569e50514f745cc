"""The words behind the rows of an answer, as notes under its table."""

from collections.abc import Mapping, Sequence
from typing import Any

import click

from views.tables import width


def print_words(rows: Sequence[Mapping[str, Any]], *, without: bool) -> None:
    """Print for each row the sentences it rests on, each once; nothing where they are words themselves."""
    if without:
        return
    notes: dict[str, list[int]] = {}
    for number, row in enumerate(rows, start=1):
        for note in _notes(row):
            notes.setdefault(note, []).append(number)
    if notes:
        click.echo("\nIn the plan's words:")
    for note, numbers in notes.items():
        label = f"[{', '.join(map(str, numbers))}] "
        click.echo(click.wrap_text(label + note, width(), initial_indent="  ", subsequent_indent="      "))


def _notes(row: Mapping[str, Any]) -> list[str]:
    """The sentences behind a row with where they stand, each once."""
    said: dict[str, None] = {}
    for words in row["passages"]:
        headings = [" ".join(heading.split()) for heading in words["heading_path"]]
        place = f" ({' › '.join(headings)})" if headings else ""
        said[f"“{' '.join(words['context'].split())}”{place}"] = None
    return list(said)
