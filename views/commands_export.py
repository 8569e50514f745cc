"""partners export: the graph for other tools."""

from pathlib import Path

import click

from views.files import check_writable, write_out, write_text
from views.messages import count, remark
from views.options import opened, plan_option, store_option


@click.command()
@click.option(
    "--format", "form", type=click.Choice(["json"]), default="json", show_default=True, help="networkx node-link JSON."
)
@click.option(
    "-o", "--output", "output", default="-", metavar="OUT", help="The file to write; - is standard output, the default."
)
@plan_option
@store_option
def export(form: str, output: str, plan: str | None, location: str | None) -> None:
    """Write the graph for other tools.

    The whole graph, or one plan's. The same graph gives the same bytes on either engine.

    \b
    Example:
      partners export --format json -o partnerships.json
      partners export --plan "West Midlands" -o - | jq '.nodes | length'
    """
    from graph.interchange import to_json  # noqa: PLC0415  (networkx is heavy)
    from queries.plans import chosen_plans  # noqa: PLC0415

    path = Path(output)
    if output != "-":
        check_writable(path)
    with opened(location) as store:
        chosen = chosen_plans(store, plan)
        graph = store.graph(chosen[0].id if plan is not None else None)
    written = to_json(graph)
    if output == "-":
        write_out(written)
        return
    write_text(path, written)
    remark(f"Wrote {path}: {count(len(graph.nodes), 'node')} and {count(len(graph.relations), 'relationship')}.")
