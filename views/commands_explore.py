"""partners explore: the explorer, as one offline page."""

from pathlib import Path

import click

from views.files import check_writable, show_page
from views.options import iso_date, opened, plan_option, store_option

PAGE = "partnerships.html"


@click.command()
@click.option(
    "-o", "--output", default=PAGE, show_default=True, metavar="PAGE", help="The page to write, in this folder."
)
@click.option("--no-open", is_flag=True, help="Write the page and do not open it in the browser.")
@click.option(
    "--as-of",
    metavar="DATE",
    callback=iso_date(partial=False),
    help="Read dated facts (who leads on what, who controls what) and waivers as of this day. Default: today.",
)
@plan_option
@store_option
def explore(output: str, no_open: bool, as_of: str | None, plan: str | None, location: str | None) -> None:
    """Write the explorer, one offline HTML page.

    Who delivers what, what is asked of whom and where nobody is, as pictures and tables, with
    the words behind every fact. It opens in the browser where there is a screen; in a pipe or
    on a build server it is only written.

    \b
    Example:
      partners explore
      partners explore -o west-midlands.html --no-open --plan "West Midlands"
    """
    path = Path(output)
    check_writable(path)
    from views.explorer import page_of_store, write_html  # noqa: PLC0415  (pyvis and jinja2 are heavy)

    with opened(location) as store:
        html = page_of_store(store, plan, as_of)
    write_html(html, path)
    click.echo(str(path.absolute()))
    if not no_open:
        show_page(path)
