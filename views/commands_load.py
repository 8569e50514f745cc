"""partners load, partners check: reading plans, and what was understood of them."""

from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

import click

from graph.errors import DocumentError, OntologyError
from views.many import read_plans
from views.messages import complain, count, remark, say
from views.options import corrections_option, format_option, iso_date, jobs_option, opened, store_option
from views.reading import (
    check_titles,
    continued_in,
    decided_in,
    found_in,
    issue_rows,
    lost_decisions,
    refuse_double,
    refuse_double_in,
    refuse_empty,
    refuse_lost_updates,
)
from views.suggesting import model_of_the_user, say_suggestions, suggested
from views.tables import print_rows

if TYPE_CHECKING:
    from graph.store import Store
    from loaders.model import Model
    from loaders.plan import Loaded

_ISSUES_SHOWN = 10


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--title", metavar="TEXT", help="The plan's title, where the document does not tell it well.")
@click.option("--publisher", metavar="TEXT", help="The body whose plan it is.")
@click.option("--published", callback=iso_date(partial=True), metavar="DATE", help="When: YYYY-MM-DD, YYYY-MM or YYYY.")
@click.option("--url", metavar="URL", help="Where a saved file is published.")
@click.option("--edition", metavar="LABEL", help="Keep it beside other editions of the same plan, under this label.")
@corrections_option
@jobs_option
@click.option("--suggest", is_flag=True, help="Ask a language model of yours about what the rules leave over.")
@click.option("--shared-database", is_flag=True, help="Use a Neo4j database that also holds data of others.")
@store_option
def load(
    sources: tuple[str, ...],
    location: str | None,
    suggest: bool,
    shared_database: bool,
    jobs: int | None,
    **about: str | None,
) -> None:
    """Read plans and store them.

    SOURCE is a file (html, docx, pdf, md, txt, csv, xlsx), a folder of them, or a URL. Loading a plan again replaces
    it, whole or not at all. What people decided about a plan is read from its corrections file and applied. A document
    in which nothing is understood stores nothing. Of several sources what can be loaded is, and the exit code is 1 if
    any failed.

    Nothing is sent anywhere, unless --suggest is given: then the blocks that no rule understood go to the model at
    $PARTNERS_MODEL_URL. What it suggests is marked as inferred, and is for you to review.

    \b
    Example:
      partners load our-partnerships.html --published 2025-07
      partners load plans/ --store neo4j://localhost:7687
    """
    model = model_of_the_user() if suggest else None
    documents, failed = _documents(sources)
    check_titles(documents, about)
    done: dict[str, str] = {}
    with ExitStack() as open_until_the_end:
        store: Store | None = None
        for source, reading in read_plans(documents, about, jobs):
            try:
                loaded = reading()
                refuse_empty(loaded, source)
                refuse_double(done, loaded, source)
                if store is None:
                    opening = opened(location, create=True, shared_database=shared_database)
                    store = open_until_the_end.enter_context(opening)
                _store(store, loaded, source, model)
            except (DocumentError, OntologyError) as error:
                if len(documents) == 1 and not failed:
                    raise
                complain(str(error))
                failed += 1
                continue
            done[loaded.graph.plan().id] = source
        if store is not None and done:
            say(f"Stored in {store.location}")
    if failed:
        _end(f"{count(failed, 'source')} not loaded.")


def _store(store: "Store", loaded: "Loaded", source: str, model: "Model | None") -> None:
    refuse_double_in(store, loaded, source)
    if model is not None:
        loaded = suggested(loaded, model, source)
    refuse_lost_updates(store, loaded)
    lost = lost_decisions(store, loaded)
    replaced = store.replace_plan(loaded.graph)
    _report(loaded, source, "Loaded" if replaced.new else "Replaced")
    if replaced.continuation is not None:
        say(f"  {continued_in(replaced.continuation)}")
    for warning in (*lost, *replaced.warnings):
        remark(f"Warning: {warning}")


def _report(loaded: "Loaded", source: str, verb: str) -> None:
    """Say what a plan was found to hold, and what of it was not understood."""
    plan = loaded.graph.plan()
    by = f", {plan.publisher}" if plan.publisher else ""
    when = f", published {plan.published_on}" if plan.published_on else ""
    say(f"{verb}: {plan.title}{by}{when}")
    _say_found(loaded)
    issues = say_suggestions(loaded)
    if issues:
        say(f"  {count(len(issues), 'issue')} to look at:")
        for issue in issues[:_ISSUES_SHOWN]:
            say(f"    {issue}")
        more = len(issues) - _ISSUES_SHOWN
        if more > 0:
            say(f"    and {more} more: partners check {_quoted(source)}")


def _say_found(loaded: "Loaded") -> None:
    for line in (found_in(loaded), decided_in(loaded), _share(loaded)):
        if line:
            say(f"  {line}")


def _share(loaded: "Loaded") -> str:
    share = f" ({100 * loaded.understood // loaded.blocks} %)" if loaded.blocks else ""
    return f"{loaded.understood} of {count(loaded.blocks, 'block')} understood or set aside by a rule{share}"


def _quoted(source: str) -> str:
    return f'"{source}"' if " " in source else source


@click.command()
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option("--title", metavar="TEXT", help="The plan's title.")
@click.option("--publisher", metavar="TEXT", help="The body whose plan it is.")
@click.option("--published", callback=iso_date(partial=True), metavar="DATE", help="When: YYYY-MM-DD, YYYY-MM or YYYY.")
@click.option("--url", metavar="URL", help="Where a saved file is published.")
@click.option("--edition", metavar="LABEL", help="The label of this edition.")
@corrections_option
@jobs_option
@format_option
@store_option
def check(sources: tuple[str, ...], form: str, location: str | None, jobs: int | None, **about: str | None) -> None:
    """List what is not understood; store nothing.

    Plans are read as `partners load` reads them. Each issue has its place and what to do
    about it. Nothing is stored, and --store changes nothing.

    \b
    Example:
      partners check our-partnerships.html
      partners check plans/ --format csv > issues.csv
    """
    documents, failed = _documents(sources)
    check_titles(documents, about)
    rows: list[dict[str, Any]] = []
    for source, reading in read_plans(documents, about, jobs):
        try:
            loaded = reading()
        except (DocumentError, OntologyError) as error:
            if len(documents) == 1 and not failed:
                raise
            complain(str(error))
            failed += 1
            continue
        rows += issue_rows(loaded, source)
        if form == "table":
            _print_check(loaded, source)
        if loaded.empty:
            complain(f"Nothing is understood in {PurePath(source).name}: there is no ask and no partner's role in it.")
            failed += 1
    if form != "table":
        print_rows(form, ("source", "line", "severity", "code", "message", "hint"), rows)
    if failed:
        _end(f"{count(failed, 'source')} could not be understood.")


def _print_check(loaded: "Loaded", source: str) -> None:
    say(f"{PurePath(source).name}: {loaded.graph.plan().title}")
    _say_found(loaded)
    for issue in loaded.issues:
        say(f"  {issue}")
    if not loaded.issues:
        say("  no issues")
    if loaded.set_aside:
        rules = ", ".join(f"{rule} {times}" for rule, times in loaded.set_aside.items())
        say(f"  set aside by rule: {rules}")


def _documents(sources: Sequence[str]) -> tuple[list[str], int]:
    """The documents that the sources stand for, each once, and how many sources stand for none."""
    from loaders.sources import expand  # noqa: PLC0415  (readers are heavy)

    found: dict[str, None] = {}
    failed = 0
    for source in sources:
        try:
            found.update(dict.fromkeys(expand(source)))
        except DocumentError as error:
            if len(sources) == 1:
                raise
            complain(str(error))
            failed += 1
    return list(found), failed


def _end(message: str) -> None:
    remark(message)
    raise click.exceptions.Exit(1)
