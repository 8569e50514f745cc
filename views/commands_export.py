"""partners export: the graph, or the questions, for other tools."""

from pathlib import Path

import click

from graph.errors import ExportError
from views.exporting import FORMS, SAVED_QUERIES, Form, check_place, form_of, write_graph
from views.files import write_out
from views.messages import count, remark
from views.options import iso_date, opened, plan_option, store_option


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice([*FORMS, SAVED_QUERIES]),
    default="json",
    show_default=True,
    help="json: networkx node-link JSON · csv: a folder of sheets · graphml · gexf: for Gephi · cypher: a script that "
    "builds the graph · neo4j-import: a folder for neo4j-admin · saved-queries: a folder with the questions, "
    "for Neo4j Browser and Query.",
)
@click.option(
    "-o",
    "--output",
    "output",
    default="-",
    metavar="OUT",
    help="The file or folder to write; - is standard output, the default.",
)
@click.option(
    "--as-of", "as_of", metavar="DATE", callback=iso_date(partial=False),
    help="Saved queries read dated facts as of this day. Default: today.",
)  # fmt: skip
@plan_option
@store_option
def export(form: str, output: str, as_of: str | None, plan: str | None, location: str | None) -> None:
    """Write the graph, or the questions, for other tools.

    The whole graph, or one plan's. The same graph gives the same bytes on either engine. What an earlier export wrote
    there is replaced; anything else that is there is left alone.

    \b
    Example:
      partners export --format json -o partnerships.json
      partners export --format csv -o sheets
      partners export --format gexf --plan "West Midlands" -o west-midlands.gexf
      partners export --format neo4j-import -o for-neo4j
      partners export --format saved-queries -o questions
      partners export --plan "West Midlands" -o - | jq '.nodes | length'
    """
    if as_of is not None and form != SAVED_QUERIES:
        raise click.UsageError(f"--as-of is for --format {SAVED_QUERIES}: a graph is exported with all its dates.")
    if form == SAVED_QUERIES:
        _questions(output, plan, as_of, location)
    else:
        _graph(form, form_of(form), output, plan, location)


def _graph(name: str, form: Form, output: str, plan: str | None, location: str | None) -> None:
    path = _place(output, name, form.file_names() if form.folder else None)
    from queries.plans import chosen_plans  # noqa: PLC0415

    with opened(location) as store:
        chosen = chosen_plans(store, plan)
        graph = store.graph(chosen[0].id if plan is not None else None)
    if path is None:
        for piece in form.pieces(graph):
            write_out(piece)
        return
    write_graph(graph, name, path)
    remark(f"Wrote {path}: {count(len(graph.nodes), 'node')} and {count(len(graph.relations), 'relationship')}.")


def _questions(output: str, plan: str | None, as_of: str | None, location: str | None) -> None:
    from views.saved_queries import file_names, write_queries  # noqa: PLC0415

    path = Path(output)
    _place(output, SAVED_QUERIES, file_names())
    with opened(location) as store:
        written = write_queries(store, path, plan=plan, as_of=as_of)
    queries = count(written.queries, "saved query", "saved queries")
    remark(f"Wrote {path}: {count(written.questions, 'question')} as {queries}.")
    for left_out in written.left_out:
        remark(left_out)


def _place(output: str, form: str, names: frozenset[str] | None) -> Path | None:
    """Where to write, checked; nothing for standard output."""
    if output == "-":
        if names is not None:
            raise click.UsageError(f"{form} is a folder of files. Name one: -o FOLDER.")
        return None
    try:
        check_place(Path(output), names, form)
    except ExportError as error:
        raise click.UsageError(str(error)) from None
    return Path(output)
