"""Listening, and going on until told to stop."""

import contextlib
import errno
import signal
import socket
import sys
from collections.abc import Iterator
from types import FrameType

import uvicorn
from starlette.types import ASGIApp

from graph.errors import PartnershipGraphError
from views.server.limits import CONNECTIONS
from views.server.prompt import PromptProtocol

_WAIT_SECONDS = 2
"""How long requests under way may go on once it is told to stop."""


class CannotListen(PartnershipGraphError):
    """An address or port at which nothing can be served."""


def listening(host: str, port: int) -> socket.socket:
    """A socket that is bound to a host and port; 0 is any free port.

    Raises:
        CannotListen: the port is taken, or the host is none of this machine's.
    """
    try:
        # of the two kinds of loopback the older one, which every browser tries
        kind = socket.AF_INET if host == "localhost" else socket.AF_UNSPEC
        family, _, _, _, address = socket.getaddrinfo(host, port, kind, socket.SOCK_STREAM)[0]
        bound = socket.socket(family, socket.SOCK_STREAM)
        if sys.platform != "win32":
            # a port that was in use a moment ago can be taken again; on Windows this would share it with a stranger
            bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind(address)
            bound.listen(socket.SOMAXCONN)
        except BaseException:
            bound.close()
            raise
    except OSError as error:
        raise CannotListen(_why(error, host, port)) from None
    return bound


def _why(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} of {host} is in use by another program, perhaps by another `partners serve`. "
            "Stop that one, or choose another port: --port 0 takes any that is free."
        )
    if error.errno in (errno.EACCES, errno.EPERM):
        return f"Port {port} of {host} may not be used by this user. Choose one above 1023 with --port."
    return f"{host} is no address of this machine ({error.strerror or error}). Leave --host out for loopback."


def serve_until_stopped(app: ASGIApp, bound: socket.socket) -> None:
    """Answer requests until Ctrl-C or a request of the system to end."""
    with _told_to_end(), contextlib.suppress(KeyboardInterrupt):
        server_of(app).run(sockets=[bound])


def server_of(app: ASGIApp) -> uvicorn.Server:
    """What speaks HTTP for the application, and says nothing of its own accord."""
    config = uvicorn.Config(
        app,
        http=PromptProtocol,
        ws="none",
        loop="asyncio",
        lifespan="off",
        # addresses hold queries and tokens
        access_log=False,
        log_config=None,
        log_level="critical",
        server_header=False,
        proxy_headers=False,
        limit_concurrency=CONNECTIONS,
        timeout_graceful_shutdown=_WAIT_SECONDS,
    )
    return uvicorn.Server(config)


@contextlib.contextmanager
def _told_to_end() -> Iterator[None]:
    """Inside it, a request of the system to end is like Ctrl-C, so that the store is closed."""

    def end(number: int, frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, end)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
