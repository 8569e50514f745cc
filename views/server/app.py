"""The application: its endpoints and pages behind the guard."""

from importlib.metadata import PackageNotFoundError, version

from fastapi import FastAPI
from starlette.types import ASGIApp

from views.server.answers import answers
from views.server.catalogue import catalogue
from views.server.cypher import cypher
from views.server.gate import Gate, Names
from views.server.guard import Guard
from views.server.limits import AT_ONCE, MOST_ROWS, SECONDS
from views.server.pages import pages
from views.server.problems import answer_problems
from views.server.served import Served

_ABOUT = (
    "Plans as a graph in which every fact shows its sentence. Everything here reads and nothing writes. "
    f"A query is ended after {SECONDS:g} seconds, an answer has at most {MOST_ROWS:,} rows, and {AT_ONCE} requests "
    "are worked on at one time. Rows have the columns that the command line prints with `--format json`."
)


def application(served: Served, names: Names, gate: Gate) -> ASGIApp:
    """What answers the requests for a store."""
    app = FastAPI(
        title="Partnership Graph",
        version=_version(),
        description=_ABOUT,
        # the pages that come with it would fetch scripts from elsewhere
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    for router in (answers(served), catalogue(served), cypher(served), pages(served, app)):
        app.include_router(router)
    answer_problems(app)
    return Guard(app, names, gate)


def _version() -> str:
    try:
        return version("partnership-graph")
    except PackageNotFoundError:
        return "not installed"
