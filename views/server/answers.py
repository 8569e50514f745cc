"""The JSON endpoints of what is in the store: plans, gaps, search, and the whole graph."""

import time
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, Query
from starlette.responses import Response

from graph.interchange import to_json
from queries.catalogue import find_question
from queries.gaps.run import gaps as find_gaps
from queries.plans import chosen_plans
from views.commands_plans import plan_rows
from views.server.asking import answered
from views.server.limits import MOST_ROWS, ROWS
from views.server.models import NAMES, AnswerOfQuestion, Gaps, NodeLink, Plans, Problem
from views.server.replies import Json
from views.server.served import Served

if TYPE_CHECKING:
    from graph.store import Store

PROBLEMS: dict[int | str, dict[str, Any]] = {
    400: {"model": Problem, "description": "A part of the request cannot be used."},
    401: {"model": Problem, "description": "The server wants a token."},
    404: {"model": Problem, "description": "No such plan, or no plan at all."},
    422: {"model": Problem, "description": "It was understood and cannot be answered, or took too long."},
    503: {"model": Problem, "description": "The store, or every place at work, is taken. Try again."},
}
"""What any endpoint may answer instead."""

Plan = Annotated[
    str | None,
    Query(max_length=NAMES, description="Read only this plan: its id, or enough of its title to tell it apart."),
]
AsOf = Annotated[
    str | None,
    Query(max_length=NAMES, description="Read dated facts as of this day (YYYY-MM-DD). Without it: today."),
]
Limit = Annotated[int, Query(ge=1, le=MOST_ROWS, description="At most so many rows.")]


def answers(served: Served) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api", responses=PROBLEMS, tags=["the graph"])

    @router.get("/plans", response_model=Plans, summary="The plans in the store")
    async def plans(plan: Plan = None) -> Response:
        rows = await served.read(lambda store: plan_rows(store, plan or served.plan))
        return Json({"plans": rows})

    @router.get("/gaps", response_model=Gaps, summary="Where a plan is silent, gravest first")
    async def gaps(
        plan: Plan = None,
        as_of: AsOf = None,
        check: Annotated[list[str] | None, Query(max_length=NAMES, description="Run only this check (G01).")] = None,
        limit: Limit = ROWS,
    ) -> Response:
        began = time.perf_counter()
        found = await served.read(lambda store: find_gaps(store, plan or served.plan, as_of, check))
        return Json(
            {
                "as_of": found.as_of,
                "note": found.note,
                "plans": dict(found.plans),
                "findings": found.to_records()[:limit],
                "total": len(found),
                "truncated": len(found) > limit,
                "seconds": round(time.perf_counter() - began, 3),
            }
        )

    @router.get("/search", response_model=AnswerOfQuestion, summary="The blocks of the plans that speak of something")
    async def search(
        words: Annotated[
            str,
            Query(max_length=1_000, description='Words, "words that stand together", -words that must not be there.'),
        ],
        plan: Plan = None,
        limit: Limit = 20,
    ) -> Response:
        asked = {"words": words, "most": limit}
        question = find_question("search")
        return Json(await served.read(lambda store: answered(store, question, asked, plan or served.plan, None, limit)))

    @router.get("/graph", response_model=NodeLink, summary="The graph, as networkx node-link JSON")
    async def graph(plan: Plan = None) -> Response:
        text = await served.read(lambda store: _node_link(store, plan or served.plan))
        return Response(text, media_type="application/json")

    return router


def _node_link(store: "Store", plan: str | None) -> bytes:
    return to_json(store.graph(None if plan is None else chosen_plans(store, plan)[0].id)).encode("utf-8")
