"""What every request goes through before anything else, and every answer on its way out."""

import asyncio
import sys
import traceback
from collections.abc import Iterable
from urllib.parse import parse_qsl, quote, urlencode

from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from views.server.gate import Gate, Names
from views.server.limits import BODY_SECONDS, LARGEST_BODY, LONGEST_TARGET, WRONG_TOKEN_SECONDS
from views.server.problems import FAULT, problem

POSTED = "/api/cypher"
"""The one path to which something may be sent; it is read from all the same."""

DRESS = "/static/server.css"
"""The one path that needs no token, so that the page which asks for it can be read."""

HEADERS = (
    (b"content-security-policy", b"default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (
        b"permissions-policy",
        b"accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
        b"microphone=(), midi=(), payment=(), usb=()",
    ),
    (b"cache-control", b"no-store"),
)
"""On every answer, unless a page says something else in its place."""


class _Refused(Exception):
    """An answer in the place of the one that was asked for."""

    def __init__(self, answer: Response) -> None:
        super().__init__()
        self.answer = answer


class Guard:
    """Lets through what is meant for this server, reads only, is of a sensible size, and comes from who may ask."""

    def __init__(self, app: ASGIApp, names: Names, gate: Gate) -> None:
        self._app = app
        self._names = names
        self._gate = gate

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            return
        sender = _Sender(send)
        try:
            await self._check(scope)
            body = await _body(scope, receive)
            asked = {**scope, "method": "GET"} if scope["method"] == "HEAD" else scope
            await self._app(asked, _played(body, receive), sender)
        except _Refused as refused:
            await refused.answer(scope, receive, sender)
        except Exception as error:
            _note(error)
            if not sender.begun:
                await problem(scope, 500, FAULT)(scope, receive, sender)

    async def _check(self, scope: Scope) -> None:
        hosts = _headers(scope, b"host")
        if len(hosts) != 1 or not self._names.known(hosts[0]):
            raise _Refused(
                problem(scope, 421, "This server does not answer to that name. Use the address that it printed.")
            )
        _check_method(scope)
        target = len(scope.get("raw_path") or scope["path"].encode()) + len(scope["query_string"])
        if target > LONGEST_TARGET:
            raise _Refused(problem(scope, 414, f"The address is longer than {LONGEST_TARGET:,} bytes."))
        if not self._gate.open and scope["path"] != DRESS:
            await self._check_token(scope)
        _check_sender(scope, hosts[0])

    async def _check_token(self, scope: Scope) -> None:
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        said = [value for name, value in query if name == "token"]
        if said and scope["method"] != "POST":
            if self._gate.token_fits(said[-1]):
                rest = urlencode([(name, value) for name, value in query if name != "token"])
                # of a path that begins with two strokes, a browser would take the next word for a host
                path = "/" + quote(scope["path"].lstrip("/"))
                onwards = RedirectResponse(f"{path}?{rest}" if rest else path, status_code=303)
                onwards.headers["set-cookie"] = self._gate.set_cookie()
                raise _Refused(onwards)
            await asyncio.sleep(WRONG_TOKEN_SECONDS)
        elif any(map(self._gate.bearer_fits, _headers(scope, b"authorization"))) or any(
            map(self._gate.cookie_fits, _headers(scope, b"cookie"))
        ):
            return
        answer = problem(
            scope,
            401,
            "A token is needed here. Programs send it as “Authorization: Bearer …”; a browser is given it once, as "
            "?token=… at the end of the address. If you came by a link that holds it, go on.",
            link=("Go on", quote(scope["path"])),
        )
        answer.headers["www-authenticate"] = "Bearer"
        raise _Refused(answer)


def _check_method(scope: Scope) -> None:
    allowed = ("POST",) if scope["path"] == POSTED else ("GET", "HEAD")
    if scope["method"] not in allowed:
        said = " or ".join(allowed)
        answer = problem(scope, 405, f"This address takes {said} only: the server reads, and changes nothing.")
        answer.headers["allow"] = ", ".join(allowed)
        raise _Refused(answer)


def _check_sender(scope: Scope, host: str) -> None:
    """Refuse what another site's page sends in its reader's name."""
    for origin in _headers(scope, b"origin"):
        if origin.lower() not in (f"http://{host.lower()}", f"https://{host.lower()}"):
            raise _Refused(problem(scope, 403, "Pages of other sites may not ask this server."))
    sites = set(_headers(scope, b"sec-fetch-site"))
    if sites - {"same-origin", "none"} and "navigate" not in _headers(scope, b"sec-fetch-mode"):
        raise _Refused(problem(scope, 403, "Pages of other sites may not ask this server."))
    if scope["method"] == "POST":
        kinds = [kind.partition(";")[0].strip().lower() for kind in _headers(scope, b"content-type")]
        if kinds != ["application/json"]:
            raise _Refused(problem(scope, 415, "The body must be JSON, sent as Content-Type: application/json."))


async def _body(scope: Scope, receive: Receive) -> bytes:
    """The whole body, which is small or refused."""
    message = f"The body is larger than {LARGEST_BODY:,} bytes."
    for said in _headers(scope, b"content-length"):
        if not said.isdecimal() or int(said[:20]) > LARGEST_BODY:
            raise _Refused(problem(scope, 413, message))
    pieces: list[bytes] = []
    size = 0
    try:
        async with asyncio.timeout(BODY_SECONDS):
            more = True
            while more:
                event = await receive()
                if event["type"] != "http.request":
                    raise _Refused(problem(scope, 400, "The request was broken off."))
                pieces.append(event.get("body", b""))
                size += len(pieces[-1])
                if size > LARGEST_BODY:
                    raise _Refused(problem(scope, 413, message))
                more = event.get("more_body", False)
    except TimeoutError:
        raise _Refused(problem(scope, 408, "The body took too long to arrive.")) from None
    return b"".join(pieces)


def _played(body: bytes, receive: Receive) -> Receive:
    """What gives the body once, and then whatever comes after it."""
    left = [body]

    async def play() -> Message:
        if left:
            return {"type": "http.request", "body": left.pop(), "more_body": False}
        return await receive()

    return play


class _Sender:
    """Sends an answer with the headers that all have."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            own: Iterable[tuple[bytes, bytes]] = message.get("headers", ())
            said = {name.lower() for name, _ in own}
            message = {**message, "headers": [*own, *(pair for pair in HEADERS if pair[0] not in said)]}
        await self._send(message)


def _headers(scope: Scope, name: bytes) -> list[str]:
    return [value.decode("latin-1") for held, value in scope["headers"] if held.lower() == name]


def _note(error: Exception) -> None:
    """Say on the terminal where something went wrong, but not with which words: they may be somebody's query."""
    frames = traceback.extract_tb(error.__traceback__)[-3:]
    places = "".join(f"  {frame.filename}, line {frame.lineno}, in {frame.name}\n" for frame in frames)
    sys.stderr.write(f"A request failed ({type(error).__name__}):\n{places}")
