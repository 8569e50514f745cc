"""The two forms of an answer: JSON and a page."""

import json
from functools import lru_cache
from typing import Any

from jinja2 import Environment
from starlette.responses import Response

from views.explorer.inline import environment
from views.tables import finite

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
"""The content security policy of our own pages: nothing runs or is fetched but files of ours."""


class Json(Response):
    """An answer in JSON; a number that JSON has not, and half a character, come as text."""

    media_type = "application/json"

    def __init__(self, content: Any, status: int = 200) -> None:
        text = json.dumps(finite(content), ensure_ascii=False, separators=(",", ":"), default=str)
        super().__init__(text.encode("utf-8", "replace"), status)


def page(template: str, *, status: int = 200, **about: Any) -> Response:
    """An HTML page from a template, in which every text is escaped."""
    html = _environment().get_template(template).render(status=status, **about)
    headers = {"content-security-policy": POLICY}
    return Response(html.encode("utf-8", "replace"), status, headers, "text/html; charset=utf-8")


@lru_cache(maxsize=1)
def _environment() -> Environment:
    return environment("views.server")
