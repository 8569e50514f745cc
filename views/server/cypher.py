"""The endpoint of the console: anybody's Cypher, through the read-only door."""

import time
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter
from starlette.responses import Response

from queries.plans import find_plan, held_plans
from queries.strange_names import strange_names
from views.server.answers import PROBLEMS
from views.server.limits import SECONDS
from views.server.models import CypherQuery, CypherRows, Problem
from views.server.picture import of_rows
from views.server.replies import Json
from views.server.served import Served

if TYPE_CHECKING:
    from graph.store import Store

_PROBLEMS: dict[int | str, dict[str, Any]] = {
    **PROBLEMS,
    403: {"model": Problem, "description": "Another site's page asked."},
    413: {"model": Problem, "description": "The body is too large."},
    415: {"model": Problem, "description": "The body is not sent as JSON."},
}


def cypher(served: Served) -> APIRouter:
    """The endpoint."""
    router = APIRouter(prefix="/api", responses=_PROBLEMS, tags=["Cypher"])

    @router.post("/cypher", response_model=CypherRows, summary="The rows of a query that only reads")
    async def run(asked: CypherQuery) -> Response:
        return Json(await served.read(lambda store: _ran(store, asked, served.plan)))

    return router


def _ran(store: "Store", asked: CypherQuery, usual: str | None) -> dict[str, Any]:
    given = dict(asked.parameters)
    plan = asked.plan or usual
    if plan is not None:
        given.setdefault("plan", find_plan(held_plans(store), plan).id)
    began = time.perf_counter()
    found = store.console(asked.query, given, limit=asked.limit, timeout=SECONDS)
    return {
        "columns": list(found.columns),
        "rows": found.rows,
        "truncated": found.truncated,
        "seconds": round(time.perf_counter() - began, 3),
        "note": " ".join(strange_names(asked.query)),
        "picture": of_rows(found.rows) if asked.picture else None,
    }
