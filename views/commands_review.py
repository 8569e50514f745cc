"""partners review: what is uncertain in a plan, asked one by one, and the answers written into its corrections file."""

import getpass
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, get_args

import click

from views.messages import count, printable, say
from views.options import corrections_option, format_option, iso_date, store_option
from views.reviewing import Review, review_of
from views.tables import print_rows

if TYPE_CHECKING:
    from loaders.doubts import Uncertain

_COLUMNS = ("kind", "question", "why", "quote", "section", "choices", "yes", "no")
_SHOWN = ("kind", "question", "why", "quote")
_ANSWERS = {
    "y": "yes",
    "yes": "yes",
    "n": "no",
    "no": "no",
    "s": "skip",
    "skip": "skip",
    "": "skip",
    "q": "quit",
    "quit": "quit",
}


@click.command()
@click.argument("plan", metavar="PLAN")
@corrections_option
@click.option("--by", metavar="NAME", help="Who decides, as the corrections file will say. Default: your user name.")
@click.option("--only", metavar="KIND", help="Only one kind of question: look-alike names, uncertain statement …")
@click.option("--list", "listed", is_flag=True, help="List what is uncertain; ask nothing and write nothing.")
@click.option("--title", metavar="TEXT", help="The title of a plan that is read from a file.")
@click.option("--publisher", metavar="TEXT", help="Its publisher.")
@click.option("--published", callback=iso_date(partial=True), metavar="DATE", help="When it was published.")
@format_option
@store_option
def review(
    plan: str,
    corrections: str | None,
    by: str | None,
    only: str | None,
    listed: bool,
    form: str,
    location: str | None,
    **about: str | None,
) -> None:
    """Decide what is uncertain in a plan.

    PLAN is a document, or a plan in the store: its id, or enough of its title. Each thing that the rules were not sure
    of is a question: yes, no, skip, or quit. Every answer is added to the plan's corrections file at once; the store
    is not changed until the plan is loaded again. With --list, or another --format than table, everything is listed.

    \b
    Example:
      partners review our-partnerships.html
      partners review "A plan for Northshire" --list
    """
    found = review_of(plan, location, corrections, about)
    items = _of_kind(found.items, only)
    if listed or form != "table":
        print_rows(form, _COLUMNS, [_row(item) for item in items], shown=_SHOWN)
        return
    if not items:
        say(f"{found.title}: nothing is left to decide.")
        return
    say(f"{found.title}: {count(len(items), 'thing')} to decide. Answer y (yes), n (no), s (skip) or q (quit).")
    written = _ask_all(found, items, by or _user())
    if written:
        say(f"{count(written, 'decision')} written to {found.file}")
        say(f"Load the plan again to apply {'it' if written == 1 else 'them'}: {found.again}")
    else:
        say("Nothing was decided, and nothing was written.")


def _of_kind(items: "list[Uncertain]", only: str | None) -> "list[Uncertain]":
    if only is None:
        return items
    from loaders.doubts import Kind  # noqa: PLC0415  (readers are heavy)

    if only not in get_args(Kind):
        raise click.BadParameter(
            f"There is no kind {only!r}. The kinds are: {', '.join(get_args(Kind))}.", param_hint="--only"
        )
    return [item for item in items if item.kind == only]


def _user() -> str:
    """Who sits there, as far as the system knows."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


def _row(item: "Uncertain") -> dict[str, Any]:
    return {name: getattr(item, name) for name in _COLUMNS}


def _ask_all(found: Review, items: "list[Uncertain]", by: str) -> int:
    """Ask one thing after another and write each answer; how many were written."""
    from loaders.doubts import settles  # noqa: PLC0415  (readers are heavy)

    written: list[Mapping[str, Any]] = []
    for number, item in enumerate(items, start=1):
        if any(settles(entry, item) for entry in written):
            continue
        say("")
        say(f"{number} of {len(items)} · {item.kind}")
        say(f"  {item.question}")
        for label, words in (("because", item.why), ("in", item.quote), ("under", item.section)):
            if words:
                say(f"  {label}: {words}")
        try:
            answer = _whom(item) if item.yes is None else _yes_or_no()
        except (click.Abort, EOFError):
            say("")
            break
        if answer == "quit":
            break
        entry = {"yes": item.yes, "no": item.no}.get(answer) if isinstance(answer, str) else answer
        if entry is not None:
            found.write([{**entry, "by": by, "at": datetime.now(UTC).astimezone().date().isoformat()}])
            written.append(entry)
    return len(written)


def _yes_or_no() -> str:
    while True:
        given = click.prompt("  yes, no, skip or quit", default="", show_default=False).strip().casefold()
        if given in _ANSWERS:
            return _ANSWERS[given]
        say(f"  {given!r} is none of these: y, n, s, q.")


def _whom(item: "Uncertain") -> "str | Mapping[str, Any]":
    """Whom a name means: one of those proposed, by number; another, by name; or nobody."""
    for number, name in enumerate(item.choices, start=1):
        click.echo(printable(f"    {number}  {name}"))
    while True:
        hint = "its number, a name" if item.choices else "a name"
        given = click.prompt(
            f"  {hint}, n (no organisation), s (skip) or q (quit)", default="", show_default=False
        ).strip()
        answer = _ANSWERS.get(given.casefold())
        if answer == "yes":
            return item.means(item.choices[0] if len(item.choices) == 1 else item.words)
        if answer is not None:
            return answer
        if not given.isdigit():
            return item.means(given)
        if 1 <= int(given) <= len(item.choices):
            return item.means(item.choices[int(given) - 1])
        say(f"  There is no number {given}.")
