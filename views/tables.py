"""Rows as people and programs read them: a table, CSV, JSON, Markdown."""

import csv
import io
import json
import math
import os
import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import click

from views.files import write_out
from views.messages import printable

_PIPE_WIDTH = 120
_GAP = 2
_LONG_WORD = 28
"""A longer word, such as an id, may be broken over two lines."""
_FORMULA = ("=", "+", "-", "@")

Record = Mapping[str, Any]


def print_rows(form: str, columns: Sequence[str], rows: Sequence[Record], *, shown: Sequence[str] = ()) -> None:
    """Print rows in one of the forms: all columns for programs, those `shown` for people."""
    if form == "json":
        write_out(as_json(rows))
    elif form == "csv":
        write_out(as_csv(columns, rows))
    elif form == "md":
        write_out(as_markdown(shown or columns, rows))
    else:
        print_table(shown or columns, rows)


def as_json(rows: Sequence[Record]) -> str:
    """Rows as a JSON list of objects."""
    return json.dumps([finite(dict(row)) for row in rows], ensure_ascii=False, indent=2, default=str) + "\n"


def finite(value: Any) -> Any:
    """A value with text for numbers that JSON has not: not a number, and the infinities."""
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    if isinstance(value, Mapping):
        return {name: finite(held) for name, held in value.items()}
    if isinstance(value, list | tuple):
        return [finite(held) for held in value]
    return value


def as_csv(columns: Sequence[str], rows: Iterable[Record]) -> str:
    """Rows as CSV with a header. A cell that a spreadsheet would take for a formula gets an apostrophe before it."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([_safe(name) for name in columns])
    writer.writerows([_safe(row.get(name)) for name in columns] for row in rows)
    return out.getvalue()


def _safe(value: Any) -> str | int | float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return value
    said = text(value)
    formula = said.startswith("\t") or said.lstrip().startswith(_FORMULA)
    return "'" + said if formula else said


def as_markdown(columns: Sequence[str], rows: Iterable[Record]) -> str:
    """Rows as a Markdown table."""

    def line(cells: Iterable[str]) -> str:
        return "| " + " | ".join(cells) + " |\n"

    body = "".join(line(_cell(row.get(name)) for name in columns) for row in rows)
    return line(_cell(heading(name)) for name in columns) + line("---" for _ in columns) + body


def _cell(value: Any) -> str:
    plain = text(value).replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
    return " ".join(plain.split())


def heading(column: str) -> str:
    """A column's name as people read it."""
    return column.replace("_", " ")


def text(value: Any) -> str:
    """A value as people read it: nothing for nothing, yes and no, lists joined, words as their sentence."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        return str(value["context"]) if "context" in value else json.dumps(dict(value), ensure_ascii=False, default=str)
    if isinstance(value, list | tuple):
        between = "\n" if any(isinstance(item, Mapping) for item in value) else "; "
        return between.join(dict.fromkeys(text(item) for item in value))
    return printable(str(value))


def width() -> int:
    """How many characters fit on a line: of the terminal, if need be the one behind a pager, else a steady number."""
    for stream in (sys.stdout, sys.stderr):
        if os.environ.get("COLUMNS") or stream.isatty():
            return max(shutil.get_terminal_size((_PIPE_WIDTH, 24)).columns, 20)
    return _PIPE_WIDTH


def print_table(columns: Sequence[str], rows: Sequence[Record]) -> None:
    """Print rows as a table as wide as the terminal. Cells wrap, nothing is cut off; too many columns become a list."""
    kept = [name for name in columns if any(text(row.get(name)) for row in rows)] or list(columns)
    least = {name: _least(name, rows) for name in kept}
    if sum(least.values()) + _GAP * len(kept) > width():
        print_list(kept, rows)
        return
    from rich.console import Console  # noqa: PLC0415  (a table is the only thing that needs it)
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    wanted = {name: max([least[name], *(len(line) for row in rows for line in _lines(row.get(name)))]) for name in kept}
    widths = _shared_out(wanted, least)
    # where cells wrap, a blank line tells the rows apart
    padding = (0, _GAP, int(widths != wanted), 0)
    table = Table(box=None, show_edge=False, pad_edge=False, padding=padding)
    for name in kept:
        numbers = bool(rows) and all(type(row.get(name)) in (int, float, type(None)) for row in rows)
        table.add_column(
            heading(name).upper(),
            header_style="bold",
            overflow="fold",
            width=widths[name],
            justify="right" if numbers else "left",
        )
    for row in rows:
        table.add_row(*(Text(text(row.get(name))) for name in kept))
    console = Console(width=width(), highlight=False, emoji=False, markup=False)
    with console.capture() as captured:
        console.print(table)
    click.echo("\n".join(line.rstrip() for line in captured.get().rstrip().splitlines()))


def _least(name: str, rows: Sequence[Record]) -> int:
    """The narrowest a column may become: its longest word, within reason."""
    words = [word for row in rows for word in text(row.get(name)).split()]
    return max(len(heading(name)), min(max(map(len, words), default=0), _LONG_WORD))


def _lines(value: Any) -> list[str]:
    return text(value).splitlines() or [""]


def _shared_out(wanted: Mapping[str, int], least: Mapping[str, int]) -> dict[str, int]:
    """The width of each column: what it wants, and where that is too much, the widest give way first."""
    widths = dict(wanted)
    # rich counts the gap after the last column too
    over = sum(widths.values()) + _GAP * len(widths) - width()
    for _ in range(max(over, 0)):
        widest = max((name for name in widths if widths[name] > least[name]), key=lambda name: widths[name])
        widths[widest] -= 1
    return widths


def print_list(columns: Sequence[str], rows: Sequence[Record]) -> None:
    """Print each row as lines of name and value, for a terminal too narrow for a table."""
    for number, row in enumerate(rows):
        if number:
            click.echo()
        for name in columns:
            said = text(row.get(name))
            if said:
                click.echo(click.wrap_text(f"{heading(name)}: {said}", width(), subsequent_indent="  "))
