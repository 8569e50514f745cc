"""The words behind the rows of an answer, as notes under its table."""

from collections.abc import Mapping, Sequence
from typing import Any

import click

from views.messages import say
from views.tables import width


def print_words(rows: Sequence[Mapping[str, Any]], plans: Mapping[str, str]) -> None:
    """Print for each row the sentences it rests on, or its public record; each once, with the numbers of its rows."""
    _print_notes("In the plan's words:", [_sentences(row, plans) for row in rows])
    for title, curated in (("From public record:", False), ("Recorded by people:", True)):
        held = [[row["source"]] if row["source"] and (row.get("basis") == "curated") == curated else [] for row in rows]
        _print_notes(title, held)


def _print_notes(title: str, notes: Sequence[Sequence[str]]) -> None:
    numbers: dict[str, list[int]] = {}
    for number, said in enumerate(notes, start=1):
        for note in said:
            numbers.setdefault(note, []).append(number)
    if numbers:
        click.echo(f"\n{title}")
    for note, rows in numbers.items():
        label = f"[{', '.join(map(str, rows))}] "
        say(click.wrap_text(label + note, width(), initial_indent="  ", subsequent_indent="      "))


def _sentences(row: Mapping[str, Any], plans: Mapping[str, str]) -> list[str]:
    """The sentences behind a row with the headings they stand under, each once."""
    said: dict[str, None] = {}
    for words in row["passages"]:
        title = " ".join(plans.get(words["plan"], "").split())
        headings = [one for heading in words["heading_path"] if (one := " ".join(heading.split())) != title]
        place = f" ({' › '.join(headings)})" if headings else ""
        said[f"“{' '.join(words['context'].split())}”{place}"] = None
    return list(said)
