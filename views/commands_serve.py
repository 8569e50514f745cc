"""partners serve: the explorer live, a read-only Cypher console, and JSON, on loopback."""

from typing import TYPE_CHECKING

import click

from views.files import has_screen
from views.options import opened, plan_option, store_location, store_option

if TYPE_CHECKING:
    from views.server.gate import Gate

PORT = 8765
LOOPBACK = "127.0.0.1"


@click.command()
@click.option("--host", default=LOOPBACK, show_default=True, help="Where to listen. Beyond loopback a token is needed.")
@click.option(
    "--port", type=click.IntRange(0, 65535), default=PORT, show_default=True, help="The port; 0 takes any free one."
)
@click.option(
    "--token",
    envvar="PARTNERS_TOKEN",
    show_envvar=True,
    metavar="WORD",
    help="Let in only who has it. Better set in the environment, where no list of processes shows it.",
)
@click.option(
    "--name",
    "names",
    multiple=True,
    metavar="HOST",
    help="Another name under which the server is reached beyond loopback, as often as needed.",
)
@click.option("--no-open", is_flag=True, help="Do not open the explorer in the browser.")
@plan_option
@store_option
def serve(
    *,
    host: str,
    port: int,
    token: str | None,
    names: tuple[str, ...],
    no_open: bool,
    plan: str | None,
    location: str | None,
) -> None:
    """Serve the explorer, a Cypher console and JSON.

    Everything reads and nothing writes. On this machine only, unless --host says otherwise. The explorer shows what is
    in the store when a page is opened, so plans that are loaded meanwhile appear. Ctrl-C stops it.

    \b
    Example:
      partners serve
      partners serve --store demo --port 0 --no-open
      PARTNERS_TOKEN=a-long-secret-word partners serve --host 0.0.0.0
    """
    from queries.plans import find_plan, held_plans  # noqa: PLC0415
    from views.lean import import_driver  # noqa: PLC0415

    import_driver()
    from views.server.app import application  # noqa: PLC0415  (a web framework is heavy)
    from views.server.gate import Gate, Names, checked_token, is_loopback  # noqa: PLC0415
    from views.server.keeper import Keeper  # noqa: PLC0415
    from views.server.run import listening, serve_until_stopped  # noqa: PLC0415
    from views.server.served import Served  # noqa: PLC0415

    where = store_location(location)
    keeper = Keeper(lambda: opened(where))
    try:
        with keeper.store() as held:
            of_plan = find_plan(held_plans(held.store), plan).id if plan is not None else None
            shown = held.store.location
        with listening(host, port) as bound:
            address, port = bound.getsockname()[:2]
            gate = Gate(checked_token(token, host, loopback=is_loopback(address)), port)
            served = Served(keeper, of_plan)
            _announce(_address(address, port), shown, gate, opening=not no_open)
            try:
                serve_until_stopped(application(served, Names(address, port, (*names, host)), gate), bound)
            finally:
                served.close()
    finally:
        keeper.close()
    click.echo("Stopped.")


def _address(address: str, port: int) -> str:
    """Where a browser on this machine finds it."""
    everywhere = {"0.0.0.0": LOOPBACK, "::": "::1"}  # noqa: S104 - told apart, not listened on
    name = everywhere.get(address, address)
    return f"http://[{name}]:{port}" if ":" in name else f"http://{name}:{port}"


def _announce(root: str, store: str, gate: "Gate", *, opening: bool) -> None:
    click.echo(
        f"Serving {store}, read-only:\n"
        f"  the explorer              {root}/\n"
        f"  questions and Cypher      {root}/console\n"
        f"  JSON endpoints            {root}/api\n"
        + ("" if gate.open else "A browser is let in once ?token=… with the token is at the end of the address.\n")
        + "Stop it with Ctrl-C."
    )
    if opening and has_screen():
        import webbrowser  # noqa: PLC0415  (seldom wanted)

        webbrowser.open(f"{root}/" if gate.open else f"{root}/?token={gate.ticket()}")
