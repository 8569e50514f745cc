"""partners compare: two plans or two editions of one plan, side by side."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import click

from views.evidence import print_words
from views.messages import count, remark
from views.options import format_option, iso_date, opened, plan_option, store_option
from views.tables import print_rows, width

if TYPE_CHECKING:
    from queries.comparison.chosen import Chosen
    from queries.question import Answer

_LONGEST = 30
_NAMED = 8
_FACTS = {"priority": "priorities", "organisation": "organisations", "role": "roles"}


@click.command()
@click.argument("first", required=False, metavar="[A]")
@click.argument("second", required=False, metavar="[B]")
@click.option(
    "--as-of",
    callback=iso_date(partial=False),
    metavar="DATE",
    help="Read dated facts (who leads on what) as of this day, where two different plans are compared. Default: today.",
)
@click.option("--words", is_flag=True, help="Print the whole sentences behind the rows too.")
@plan_option
@format_option
@store_option
def compare(
    *,
    first: str | None,
    second: str | None,
    as_of: str | None,
    words: bool,
    plan: str | None,
    form: str,
    location: str | None,
) -> None:
    """Compare two plans, or two editions of a plan.

    Of two editions every ask is told: kept, reworded, moved, with a new owner or another sum, dropped, or new. Two asks
    that may be one are told as possibly reworded, for you to decide. Of two plans: what both ask the same body for, and
    what only one asks. A and B are titles, titles with the label of an edition, or ids. With A alone, or with --plan
    alone, it is that plan and the edition before it.

    \b
    Example:
      partners compare "West Midlands Growth Plan" "North East Growth Plan"
      partners compare 2025 2027 --plan "West Midlands Growth Plan"
      partners compare --plan "West Midlands Growth Plan" --format csv
    """
    from queries.catalogue import ask  # noqa: PLC0415
    from queries.comparison.chosen import choose  # noqa: PLC0415

    if first is None and plan is None:
        raise click.UsageError(
            "Name two plans or editions: partners compare A B. Or --plan for a plan and the edition before it."
        )
    with opened(location) as store:
        chosen = choose(store, first, second, plan)
        found = ask(store, "compare", as_of=as_of, first=chosen.first.id, second=chosen.second.id)
    remark(click.wrap_text(found.note, width()))
    if form in ("json", "csv"):
        print_rows(form, found.columns, found.to_records())
        return
    _print(found, chosen, form, words=words)


def _print(found: "Answer", chosen: "Chosen", form: str, *, words: bool) -> None:
    """Print the asks side by side, and in a few sentences what else stands in one only."""
    rows = found.to_records()
    asks = [row for row in rows if row["fact"] == "ask"]
    first, second = (_short(called) for called in chosen.called.values())
    if first == second:
        first, second = f"{first} (first)", f"{second} (second)"
    lines = [{**row, first: row["first"], second: row["second"]} for row in asks]
    if not chosen.editions:
        # which of the two asks alone is seen by where its words stand
        lines = [_of_two_plans(line) for line in lines]
    columns = ["change", *([] if chosen.editions else ["department"]), first, second, "detail"]
    if lines:
        print_rows(form, columns, lines, shown=columns)
    else:
        remark("Neither of the two has an ask.")
    if form == "table" and words:
        print_words(asks, found.plans)
    for number, sentence in enumerate(_rest([row for row in rows if row["fact"] != "ask"], first, second)):
        click.echo(("" if number else "\n") + click.wrap_text(sentence, width(), subsequent_indent="  "))
    if form == "table":
        click.echo(f"\n{count(len(asks), 'row')}")


def _of_two_plans(line: dict[str, Any]) -> dict[str, Any]:
    both = bool(line["first"] and line["second"])
    detail = "; ".join(said for said in (line["how"], line["detail"]) if said)
    return {**line, "change": "both ask" if both else "one asks", "detail": detail or None}


def _short(title: str) -> str:
    """A title that still fits as the head of a column."""
    return title if len(title) <= _LONGEST else title[:_LONGEST].rsplit(" ", 1)[0] + " …"


def _rest(rows: list[dict[str, Any]], first: str, second: str) -> Iterator[str]:
    """What else only one of the two has: the first few of each sort by name."""
    for place, called in (("first", first), ("second", second)):
        for fact, many in _FACTS.items():
            held = [_named(row) for row in rows if row["fact"] == fact and row[place] is not None]
            if held:
                more = f" and {len(held) - _NAMED} more" if len(held) > _NAMED else ""
                yield f"Only in {called}, {many}: {'; '.join(held[:_NAMED])}{more}."


def _named(row: dict[str, Any]) -> str:
    if row["fact"] == "role":
        return f"{row['organisation']} – {' '.join(row['role'].split())}"
    return str(row[row["fact"]])
