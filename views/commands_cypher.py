"""partners cypher: read-only Cypher over the same graph."""

import sys
from typing import Any

import click

from graph.errors import QueryRefused
from views.messages import remark
from views.options import format_option, opened, plan_option, store_option
from views.parameters import param_option
from views.tables import print_rows


@click.command()
@click.argument("query")
@param_option
@click.option("--limit", type=click.IntRange(min=1), default=1000, show_default=True, help="At most so many rows.")
@click.option(
    "--timeout",
    type=click.FloatRange(min=0, min_open=True),
    default=10.0,
    show_default=True,
    help="At most so many seconds.",
)
@plan_option
@format_option
@store_option
def cypher(
    *,
    query: str,
    param: tuple[tuple[str, Any], ...],
    limit: int,
    timeout: float,
    plan: str | None,
    form: str,
    location: str | None,
) -> None:
    """Run a Cypher query that only reads. QUERY is the text, or - to read it from standard input.

    Writing is refused. With --plan, the id of that plan is the parameter $plan.

    \b
    Example:
      partners cypher 'MATCH (o:Organisation)-[:PLAYS]->(r:Role) RETURN o.name, count(r) AS roles ORDER BY roles DESC'
      partners cypher 'MATCH (a:Ask) WHERE a.amount >= $least RETURN a.title, a.amount' --param least=1000000000
    """
    text = sys.stdin.buffer.read().decode("utf-8-sig", "replace") if query == "-" else query
    if not text.strip():
        raise QueryRefused(
            "The query is empty. For example: partners cypher 'MATCH (p:Plan) RETURN p.title'"
            + (" (or - with a query on standard input)" if query != "-" else "")
        )
    from queries.strange_names import strange_names  # noqa: PLC0415  (--help does without)

    given = dict(param)
    with opened(location) as store:
        if plan is not None:
            from queries.plans import find_plan, held_plans  # noqa: PLC0415

            given["plan"] = find_plan(held_plans(store), plan).id
        found = store.console(text, given, limit=limit, timeout=timeout)
    if found.rows or form != "table":
        print_rows(form, found.columns, found.rows)
    else:
        remark("No rows.")
    sys.stdout.flush()
    for said in strange_names(text):
        remark(said)
    if found.truncated:
        remark(f"Only the first {limit:,} rows are shown. Ask for more with --limit, or count with count(*).")
