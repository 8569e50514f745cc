"""The pages: the explorer, the console, the endpoints in words, and the files they are made of."""

from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from fastapi import APIRouter, FastAPI, HTTPException, Request
from starlette.responses import RedirectResponse, Response

from views.server.answers import Plan
from views.server.catalogue import described
from views.server.explorer import Explorer, palette, vis_network
from views.server.limits import MOST_ROWS, ROWS, SECONDS
from views.server.replies import page
from views.server.served import Served


def _file(name: str) -> str:
    return (files("views.server") / "static" / name).read_text(encoding="utf-8")


STATIC: Mapping[str, tuple[str, Callable[[], str]]] = {
    "server.css": ("text/css; charset=utf-8", lambda: palette() + _file("server.css")),
    "console.js": ("text/javascript; charset=utf-8", lambda: _file("console.js")),
    "values.js": ("text/javascript; charset=utf-8", lambda: _file("values.js")),
    "picture.js": ("text/javascript; charset=utf-8", lambda: _file("picture.js")),
    "vis-network.js": ("text/javascript; charset=utf-8", vis_network),
}
"""Every file that is served, by name: a name that is not here is no file, whatever path it spells."""


@cache
def _static(name: str) -> bytes:
    return STATIC[name][1]().encode("utf-8")


def pages(served: Served, app: FastAPI) -> APIRouter:
    """The pages."""
    router = APIRouter(include_in_schema=False)
    explorer = Explorer(served.keeper)

    @router.get("/")
    async def explore(plan: Plan = None) -> Response:
        made = await served.desk.run(lambda: explorer.page(plan or served.plan))
        headers = {"content-security-policy": made.policy}
        return Response(made.html, 200, headers, "text/html; charset=utf-8")

    @router.get("/console")
    async def console() -> Response:
        return page(
            "console.html", questions=described(), plan=served.plan, rows=ROWS, most=MOST_ROWS, seconds=f"{SECONDS:g}"
        )

    @router.get("/api")
    async def endpoints(request: Request) -> Response:
        return page(
            "endpoints.html",
            endpoints=_endpoints(app.openapi()),
            root=str(request.base_url).rstrip("/"),
            seconds=f"{SECONDS:g}",
            most=MOST_ROWS,
        )

    @router.get("/static/{name}")
    async def static(name: str) -> Response:
        if name not in STATIC:
            raise HTTPException(404)
        return Response(_static(name), media_type=STATIC[name][0])

    @router.get("/favicon.ico")
    async def icon() -> Response:
        return Response(status_code=204)

    @router.get("/docs")
    async def docs() -> Response:
        return RedirectResponse("/api", 303)

    return router


def _endpoints(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What the OpenAPI document says of each endpoint, as the page tells it."""
    return [
        {
            "method": method.upper(),
            "path": path,
            "summary": told["summary"],
            "description": told.get("description", ""),
            "parameters": sorted(told.get("parameters", []), key=lambda one: not one["required"]),
            "tag": told["tags"][0],
        }
        for path, methods in document["paths"].items()
        for method, told in methods.items()
    ]
