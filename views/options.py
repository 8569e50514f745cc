"""Options that several commands have, and the store they mean."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from views.lean import import_driver

if TYPE_CHECKING:
    from graph.store import Store

F = TypeVar("F", bound=Callable[..., Any])

DEMO = "demo"
"""As a value of --store: the store that `partners demo` made."""


def demo_folder() -> Path:
    """Where the demo keeps its store and its page: in the user's data folder."""
    from platformdirs import user_data_path  # noqa: PLC0415  (--help does without)

    return user_data_path("partnership-graph", appauthor=False) / DEMO


def store_location(given: str | None) -> str | None:
    """The location as `open_store` takes it: the word `demo` is the demo's own store."""
    return str(demo_folder() / "store") if given == DEMO else given


def opened(location: str | None, *, create: bool = False, shared_database: bool = False) -> "Store":
    """The store that --store means."""
    import_driver()
    from graph.store import open_store  # noqa: PLC0415  (the driver and the engine are heavy)

    return open_store(store_location(location), create=create, shared_database=shared_database)


def store_option(command: F) -> F:
    """--store, which every command takes."""
    return click.option(
        "--store",
        "location",
        metavar="WHERE",
        help="A folder, or a Neo4j address (neo4j://host:7687). `demo` is the demo's store (./demo is a folder). "
        "Default: $PARTNERS_STORE, else $NEO4J_URI, else a folder of your own.",
    )(command)


def plan_option(command: F) -> F:
    """--plan, which every reading command takes."""
    return click.option(
        "--plan",
        multiple=True,
        callback=_one_plan,
        metavar="PLAN",
        help="Read only this plan: its id, or enough of its title to tell it apart.",
    )(command)


def _one_plan(ctx: click.Context, param: click.Parameter, value: tuple[str, ...]) -> str | None:
    """The plan that is named; the last of several would otherwise be taken without a word."""
    if len(value) > 1:
        raise click.BadParameter(
            f"{len(value)} plans are named ({', '.join(map(repr, value))}), and one can be. "
            "Without --plan every plan is read; two editions are set side by side by: partners compare A B.",
            ctx=ctx,
            param=param,
        )
    return value[0] if value else None


def format_option(command: F) -> F:
    """--format, where rows are printed."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["table", "csv", "json", "md"]),
        default="table",
        show_default=True,
        help="How rows are printed.",
    )(command)


def corrections_option(command: F) -> F:
    """--corrections, where a plan is read from its document."""
    return click.option(
        "--corrections",
        metavar="FILE",
        help="What people decided about the plan (YAML). Default: SOURCE.corrections.yaml beside a file, "
        "else by the plan's id in your data folder.",
    )(command)


def jobs_option(command: F) -> F:
    """--jobs, where several documents are read."""
    return click.option(
        "--jobs",
        type=click.IntRange(min=1),
        metavar="N",
        help="How many documents are read at once. Default: one for each processor, from four documents on.",
    )(command)


Check = Callable[[click.Context, click.Parameter, str | None], str | None]


def iso_date(*, partial: bool) -> Check:
    """What checks a date written as ISO 8601 has it; with `partial`, a month or a year will do."""
    shape = r"\d{4}(-\d{2}(-\d{2})?)?" if partial else r"\d{4}-\d{2}-\d{2}"
    forms = "YYYY-MM-DD, YYYY-MM or YYYY" if partial else "YYYY-MM-DD"

    def checked(ctx: click.Context, param: click.Parameter, value: str | None) -> str | None:
        if value is None:
            return None
        hint = f"Write it as {forms}, for example 2025-07-01."
        if not re.fullmatch(shape, value, re.ASCII):
            raise click.BadParameter(f"{value!r} is no date. {hint}")
        try:
            date.fromisoformat(value + "-01-01"[: 10 - len(value)] if len(value) < 10 else value)
        except ValueError:
            raise click.BadParameter(f"{value!r} is in no calendar. {hint}") from None
        return value

    return checked
