"""Ends a conversation with a server when its time is over, whatever the server does."""

import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import Any


@contextmanager
def hang_up_after(seconds: float) -> Iterator[Callable[[str, dict[str, Any]], None]]:
    """Hang up when the time is over, even on a server that keeps sending a byte before each timeout of the client.

    What it gives is told of every connection made.
    """
    sockets: list[socket.socket] = []

    def heard(event: str, info: dict[str, Any]) -> None:
        made = info.get("return_value")
        if made is not None and event.endswith(("connect_tcp.complete", "start_tls.complete")):
            sockets.append(made.get_extra_info("socket"))

    def hang_up() -> None:
        for each in sockets:
            with suppress(OSError, AttributeError):
                each.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, hang_up)
    timer.daemon = True
    timer.start()
    try:
        yield heard
    finally:
        timer.cancel()
