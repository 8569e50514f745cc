"""The catalogue of questions as endpoints: a list of them, and one address for each."""

from collections.abc import Awaitable, Callable
from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from graph.errors import BadParameter
from queries.catalogue import QUESTIONS, find_question
from queries.comparison.record import COMPARE
from queries.contrast import IN_ONE_NOT_OTHER
from queries.question import Parameter, Question
from views.server.answers import PROBLEMS, AsOf, Limit, Plan
from views.server.asking import answered
from views.server.limits import ROWS
from views.server.models import AnswerOfQuestion, Questions
from views.server.replies import Json
from views.server.served import Served

View = Annotated[bool, Query(description="Also give what people are shown: lines, a picture, and the Cypher.")]
_TYPES = {str: "text", int: "number", date: "date", bool: "yes or no"}
_NAMING_PLANS = frozenset((COMPARE.id, IN_ONE_NOT_OTHER.id))
"""Questions whose own parameters are the plans to read."""
_OURS = ("plan", "as_of", "limit", "view")


def catalogue(served: Served) -> APIRouter:
    """The endpoints."""
    router = APIRouter(prefix="/api", responses=PROBLEMS, tags=["questions"])

    @router.get("/questions", response_model=Questions, summary="The questions that can be asked")
    async def questions() -> Response:
        return Json({"questions": described()})

    for question in QUESTIONS.values():
        router.add_api_route(
            f"/ask/{question.id}",
            _asked(served, question),
            response_model=AnswerOfQuestion,
            name=f"ask-{question.id}",
            summary=question.title,
            description=question.why,
            openapi_extra={"parameters": [_documented(parameter) for parameter in question.parameters]},
        )

    @router.get("/ask/{question}", include_in_schema=False)
    async def unknown(question: str) -> Response:
        find_question(question)
        raise AssertionError("every question has an address of its own")

    return router


def described() -> list[dict[str, Any]]:
    """Every question, as JSON and the console tell of it."""
    return [
        {
            "id": question.id,
            "title": question.title,
            "why": question.why,
            "parameters": [_described(parameter) for parameter in question.parameters],
            "dated": question.dated,
            "columns": list(question.columns),
            "shown": list(question.layout.columns if question.layout else question.shown),
            "cypher": question.cypher.strip(),
        }
        for question in QUESTIONS.values()
    ]


def _described(parameter: Parameter) -> dict[str, Any]:
    return {
        "name": parameter.name,
        "description": parameter.description,
        "type": _TYPES[parameter.type],
        "optional": parameter.optional,
        "default": parameter.default if parameter.optional else None,
        "example": str(parameter.example),
        "among": list(parameter.among),
    }


def _documented(parameter: Parameter) -> dict[str, Any]:
    kind = {int: "integer", bool: "boolean"}.get(parameter.type, "string")
    schema: dict[str, Any] = {"type": kind, **({"enum": list(parameter.among)} if parameter.among else {})}
    if parameter.type is date:
        schema["format"] = "date"
    return {
        "name": parameter.name,
        "in": "query",
        "required": not parameter.optional,
        "description": parameter.description,
        "schema": schema,
        "example": parameter.example,
    }


def _asked(served: Served, question: Question) -> Callable[..., Awaitable[Response]]:
    async def asked(
        request: Request, plan: Plan = None, as_of: AsOf = None, limit: Limit = ROWS, view: View = False
    ) -> Response:
        given: dict[str, str] = {}
        for name, value in request.query_params.multi_items():
            if name in given:
                raise BadParameter(f"{name!r} is given twice. Give each parameter once.")
            if name not in _OURS:
                given[name] = value
        # an empty field of a form is one that was left out
        filled = {name: value for name, value in given.items() if value.strip()}
        read = plan or (None if question.id in _NAMING_PLANS else served.plan)
        return Json(await served.read(lambda store: answered(store, question, filled, read, as_of, limit, view=view)))

    return asked
