"""partners demo: the newcomer's first command."""

from importlib.resources import as_file, files
from pathlib import Path

import click

from views.files import check_writable, show_page
from views.options import DEMO, demo_folder, opened, store_option
from views.reading import found_in, read_plan

_PLAN = ("data", "demo", "west-midlands-digest.md")


@click.command()
@click.option(
    "-o", "--output", metavar="PAGE", help="The page to write. Default: partnerships.html beside the demo's store."
)
@click.option("--no-open", is_flag=True, help="Write the page and do not open it in the browser.")
@store_option
def demo(output: str | None, no_open: bool, location: str | None) -> None:
    """Load the bundled plan and write its page.

    It goes into a store of its own, and the page opens where there is a screen. The plan
    is a digest of the West Midlands growth plan in words of our own.

    \b
    Example:
      partners demo
    """
    from views.explorer import page_of_store, write_html  # noqa: PLC0415  (pyvis and jinja2 are heavy)

    where = location or DEMO
    path = Path(output) if output else demo_folder() / "partnerships.html"
    if not output:
        path.parent.mkdir(parents=True, exist_ok=True)
    check_writable(path)
    with as_file(files("loaders").joinpath(*_PLAN)) as document:
        loaded = read_plan(str(document), {})
    with opened(where, create=True) as store:
        store.replace_plan(loaded.graph)
        html = page_of_store(store)
    write_html(html, path)
    click.echo(f"{loaded.graph.plan().title}")
    click.echo(f"  {found_in(loaded)}")
    click.echo(f"\nThe explorer page (open it in a browser):\n  {path.absolute()}")
    store_named = f'"{where}"' if " " in where else where
    click.echo(
        "\nWhat to try next:\n"
        f"  partners ask who-delivers housing --store {store_named}\n"
        f"  partners ask unaddressed-asks --store {store_named}\n"
        "  partners load YOUR-PLAN.html"
    )
    if not no_open:
        show_page(path)
