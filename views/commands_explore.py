"""partners explore: the explorer, as one offline page."""

from pathlib import Path

import click

from views.files import check_writable, show_page
from views.options import opened, plan_option, store_option

PAGE = "partnerships.html"


@click.command()
@click.option(
    "-o", "--output", default=PAGE, show_default=True, metavar="PAGE", help="The page to write, in this folder."
)
@click.option("--no-open", is_flag=True, help="Write the page and do not open it in the browser.")
@plan_option
@store_option
def explore(output: str, no_open: bool, plan: str | None, location: str | None) -> None:
    """Write the explorer, one offline HTML page.

    Tables first, pictures beside them, and the words behind every fact. It opens in the
    browser where there is a screen; in a pipe or on a build server it is only written.

    \b
    Example:
      partners explore
      partners explore -o west-midlands.html --no-open --plan "West Midlands"
    """
    from queries.plans import chosen_plans  # noqa: PLC0415

    path = Path(output)
    check_writable(path)
    with opened(location) as store:
        chosen = chosen_plans(store, plan)
        graph = store.graph(chosen[0].id if plan is not None else None)
    from views.explorer import write_page  # noqa: PLC0415  (pyvis and jinja2 are heavy)

    write_page(graph, path)
    click.echo(str(path.absolute()))
    if not no_open:
        show_page(path)
