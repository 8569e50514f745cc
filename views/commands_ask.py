"""partners questions, partners ask: the library of questions, and an answer with its evidence."""

from typing import TYPE_CHECKING, Any

import click

from graph.errors import BadParameter
from views.evidence import print_words
from views.messages import count, remark
from views.options import format_option, iso_date, opened, plan_option, store_option
from views.parameters import bound, param_option
from views.tables import print_rows, width

if TYPE_CHECKING:
    from queries.question import Answer, Question

_IN_A_TABLE = 500
"""How many rows a table has at most unless more are asked for: nobody reads further, and to lay out more takes long."""


@click.command()
@click.argument("question", required=False)
@format_option
@store_option
def questions(question: str | None, form: str, location: str | None) -> None:
    """List the questions that can be asked.

    With a QUESTION, everything about that one is told, its Cypher included. No store
    is read, and --store changes nothing.

    \b
    Example:
      partners questions
      partners questions who-delivers
    """
    from queries.catalogue import QUESTIONS, find_question  # noqa: PLC0415

    if question is not None and form == "table":
        _explain(find_question(question))
        return
    chosen = [find_question(question)] if question else list(QUESTIONS.values())
    columns = ("id", "parameters", "title", "why")
    rows: list[dict[str, Any]] = [
        {
            "id": one.id,
            "parameters": [parameter.name for parameter in one.parameters],
            "title": one.title,
            "why": one.why,
            "columns": list(one.columns),
        }
        for one in chosen
    ]
    print_rows(form, (*columns, "columns"), rows, shown=columns)


def _explain(question: "Question") -> None:
    click.echo(f"{question.title}\n{question.why}\n")
    needed = [parameter for parameter in question.parameters if not parameter.optional]
    words = " ".join(f'"{parameter.example}"' for parameter in needed or question.parameters[:1])
    click.echo(f"  partners ask {question.id} {words}".rstrip() + "\n")
    for parameter in question.parameters:
        click.echo(f"{parameter.name}: {parameter.description}{' (may be left out)' if parameter.optional else ''}")
    click.echo(f"columns: {', '.join(question.columns)}\n\n{question.cypher.strip()}")


@click.command()
@click.argument("question")
@click.argument("words", nargs=-1, metavar="[ARGS]...")
@param_option
@click.option(
    "--as-of",
    callback=iso_date(partial=False),
    metavar="DATE",
    help="Read dated facts (who leads on what, memberships) as of this day. Default: today.",
)
@click.option(
    "--limit",
    type=click.IntRange(min=1),
    metavar="N",
    help=f"Print the first N rows only. Default: {_IN_A_TABLE} in a table, all in the other formats.",
)
@plan_option
@format_option
@store_option
def ask(
    *,
    question: str,
    words: tuple[str, ...],
    param: tuple[tuple[str, Any], ...],
    as_of: str | None,
    limit: int | None,
    plan: str | None,
    form: str,
    location: str | None,
) -> None:
    """Answer a question, with the words behind it.

    `partners questions` lists the questions. What follows QUESTION is its parameter, with or without quotation marks.

    \b
    Example:
      partners ask who-delivers housing
      partners ask organisation Homes England
      partners ask unaddressed-asks --format json
    """
    from queries.catalogue import ask as answer  # noqa: PLC0415
    from queries.catalogue import find_question  # noqa: PLC0415

    wanted = find_question(question)
    try:
        given = wanted.bind(bound(wanted, words, dict(param)))
    except BadParameter as error:
        raise click.UsageError(str(error)) from None
    with opened(location) as store:
        most = _IN_A_TABLE if limit is None and form == "table" else limit
        found = answer(store, wanted.id, plan=plan, as_of=as_of, limit=most, **given)
    _print(found, form)


def _print(found: "Answer", form: str) -> None:
    remark(click.wrap_text(found.note, width()))
    if form in ("json", "csv"):
        print_rows(form, found.columns, found.to_records())
        return
    if not found.rows:
        remark(found.question.empty)
        return
    lines = found.to_lines()
    for line in lines:
        line["plan_title"] = found.plans.get(line["plan"])
    several = len({line["plan"] for line in lines if line["plan"]}) > 1
    shown = [*found.shown, *(["plan_title"] if several else [])]
    if form == "md":
        print_rows(form, found.columns, lines, shown=[*shown, "passages"])
        return
    numbered = [{"#": number, **line} for number, line in enumerate(lines, start=1)]
    print_rows(form, found.columns, numbered, shown=["#", *shown])
    if "quote" not in found.shown:
        print_words(lines, found.plans)
    cells = f" ({len(found.rows):,} in csv and json)" if len(found.rows) != len(lines) else ""
    part = found.total is None or found.total > len(found.rows)
    more = "; for more: --limit N, for all: --format csv or json" if part else ""
    click.echo(f"\n{count(len(lines), 'row')}{cells}{more}")
