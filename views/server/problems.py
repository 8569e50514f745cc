"""What is answered when something cannot be: JSON to programs, a small page to people, never a traceback."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Scope

from graph.errors import (
    BadParameter,
    PartnershipGraphError,
    QuestionError,
    StoreError,
    UnknownPlan,
    UnknownQuestion,
)
from views.server.desk import Busy
from views.server.replies import Json, page

_STATUS: tuple[tuple[type[PartnershipGraphError], int], ...] = (
    (UnknownPlan, 404),
    (UnknownQuestion, 404),
    (BadParameter, 400),
    (QuestionError, 422),
    (StoreError, 503),
)
"""The status of each kind of error, the first that fits; of any other it is 404: what was asked for is not there."""

FAULT = "Something went wrong that is a fault of this program. Its terminal says where."

_TITLES = {
    400: "This cannot be read",
    401: "A token is needed",
    404: "There is nothing here",
    421: "Not this server’s name",
    503: "Not just now",
}


def problem(scope: Scope, status: int, message: str, *, link: tuple[str, str] | None = None) -> Response:
    """An error as whoever asked can read it: a page for people, JSON for whatever asks for JSON."""
    if _of_program(scope["path"]):
        answer: Response = Json({"error": message}, status)
    else:
        title = _TITLES.get(status, "This is not possible")
        answer = page("message.html", status=status, title=title, message=message, link=link)
    if status == 503:
        answer.headers["retry-after"] = "2"
    return answer


def _of_program(path: str) -> bool:
    return path.startswith("/api/") or path == "/openapi.json"


def answer_problems(app: FastAPI) -> None:
    """Have every error of ours, and of reading a request, answered in words."""

    @app.exception_handler(PartnershipGraphError)
    async def _ours(request: Request, error: PartnershipGraphError) -> Response:
        status = next((status for kind, status in _STATUS if isinstance(error, kind)), 404)
        return problem(request.scope, status, str(error))

    @app.exception_handler(Busy)
    async def _busy(request: Request, error: Busy) -> Response:
        del error
        message = "As many queries are running as may run at one time. Try again in a moment."
        return problem(request.scope, 503, message)

    @app.exception_handler(RequestValidationError)
    async def _unreadable(request: Request, error: RequestValidationError) -> Response:
        return problem(request.scope, 400, " ".join(_sentence(one["loc"], one["msg"]) for one in error.errors()[:3]))

    @app.exception_handler(Exception)
    async def _unforeseen(request: Request, error: Exception) -> Response:
        del error
        return problem(request.scope, 500, FAULT)

    @app.exception_handler(HTTPException)
    async def _http(request: Request, error: HTTPException) -> Response:
        said = "There is nothing at this address." if error.status_code == 404 else str(error.detail)
        return problem(request.scope, error.status_code, said)


def _sentence(place: tuple[int | str, ...], message: str) -> str:
    """What is wrong with one part of a request."""
    names = [str(part) for part in place[1:]]  # the first says whether it is of the body or of the address
    if not names or names[0].isdigit():
        return f"The body is no JSON that can be read: {message}."
    return f"The value of {'.'.join(names)!r} cannot be used: {message}."
