"""A real server on a free port of loopback, in a thread, for the tests that ask it."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import httpx

from graph.model import Graph
from graph.store import open_store
from tests.conftest import Place
from tests.store_samples import COUNCIL, plan_graph, with_role
from views.options import opened
from views.server.app import application
from views.server.gate import Gate, Names
from views.server.keeper import Keeper
from views.server.run import listening, server_of
from views.server.served import Served

IDLE = 0.1
"""How soon a test's server lets go of an embedded store."""


@dataclass(frozen=True)
class Running:
    """A server that runs."""

    port: int
    gate: Gate
    client: httpx.Client

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def cypher(self, query: str, **about: object) -> httpx.Response:
        return self.client.post("/api/cypher", json={"query": query, **about})

    def raw(self, request: bytes) -> bytes:
        """What is answered to bytes that no client would send."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=10) as line:
            line.sendall(request)
            line.shutdown(socket.SHUT_WR)
            found = b""
            while piece := line.recv(65536):
                found += piece
        return found

    def raw_get(self, target: str) -> bytes:
        """What is answered to a target as it stands, which a client would have tidied."""
        return self.raw(
            f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\nConnection: close\r\n\r\n".encode("latin-1")
        )


@contextmanager
def serving(
    location: str, *, token: str | None = None, plan: str | None = None, host: str = "127.0.0.1", idle: float = IDLE
) -> Iterator[Running]:
    """A server for a store, until the end of the block."""
    bound = listening(host, 0)
    address, port = bound.getsockname()[:2]
    gate = Gate(token, port)
    served = Served(Keeper(lambda: opened(location), idle=idle), plan)
    server = server_of(application(served, Names(address, port), gate))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [bound]})
    thread.start()
    try:
        while not server.started:
            time.sleep(0.01)
        with httpx.Client(base_url=f"http://127.0.0.1:{port}", timeout=30) as client:
            yield Running(port, gate, client)
    finally:
        server.should_exit = True
        thread.join()
        served.close()


def loaded(place: Place, *graphs: Graph) -> Place:
    """The place with plans in its store."""
    with open_store(place.location) as store:
        for graph in graphs or (with_role(plan_graph(), COUNCIL),):
            store.replace_plan(graph)
    return place


def let_go() -> None:
    """Wait until a test's server has let go of an embedded store."""
    time.sleep(IDLE + 0.4)
