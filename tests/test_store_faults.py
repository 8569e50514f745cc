"""Whatever the driver can raise becomes one clear message of ours."""

import inspect
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from neo4j import Driver, exceptions

from graph.errors import (
    PartnershipGraphError,
    PlanTooLarge,
    QueryFailed,
    QueryRefused,
    QueryTimedOut,
    StoreError,
    StoreUnavailable,
)
from graph.store import open_store
from graph.store.faults import BY_CLASS, Doing, explained, fault
from tests.conftest import Place
from tests.neo4j_server import Neo4j, free_port

PUBLIC = [
    found
    for name, found in inspect.getmembers(exceptions, inspect.isclass)
    if issubclass(found, BaseException) and found.__module__ == exceptions.__name__ and not name.startswith("_")
]


def test_the_driver_has_exceptions_to_speak_of() -> None:
    assert len(PUBLIC) > 25


@pytest.mark.parametrize("kind", PUBLIC, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("query", [None, "RETURN 1"])
def test_every_exception_of_the_driver_has_its_message(kind: type[Exception], query: str | None) -> None:
    assert kind in BY_CLASS
    error: Exception = exceptions.Neo4jError._hydrate_neo4j(code="Neo.ClientError.Some.Thing", message="its words")
    error.__class__ = kind  # its constructor is not public
    said = fault(error, Doing("neo4j://there:7687", "ann", "plans", query))
    assert isinstance(said, PartnershipGraphError)
    assert "there:7687" in str(said) or query
    assert str(said).endswith((".", ")", "^"))


@pytest.mark.parametrize(
    ("code", "query", "expected"),
    [
        ("Neo.ClientError.Security.Unauthorized", None, StoreUnavailable),
        ("Neo.ClientError.Security.AuthenticationRateLimit", None, StoreUnavailable),
        ("Neo.ClientError.Security.CredentialsExpired", None, StoreUnavailable),
        ("Neo.ClientError.Database.DatabaseNotFound", None, StoreUnavailable),
        ("Neo.TransientError.General.DatabaseUnavailable", None, StoreUnavailable),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", None, PlanTooLarge),
        ("Neo.TransientError.General.TransactionOutOfMemoryError", None, PlanTooLarge),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "RETURN 1", QueryFailed),
        ("Neo.ClientError.Transaction.TransactionTimedOut", "RETURN 1", QueryTimedOut),
        ("Neo.ClientError.Transaction.TransactionTimedOutClientConfiguration", "RETURN 1", QueryTimedOut),
        ("Neo.ClientError.Statement.AccessMode", "RETURN 1", QueryRefused),
        ("Neo.ClientError.Security.Forbidden", "RETURN 1", QueryRefused),
        ("Neo.ClientError.Statement.SyntaxError", "RETURN 1", QueryFailed),
        ("Neo.ClientError.Statement.SomethingNew", "RETURN 1", QueryFailed),
        ("Neo.DatabaseError.General.UnknownError", None, StoreError),
    ],
)
def test_codes_of_the_server_are_told_apart(code: str, query: str | None, expected: type[Exception]) -> None:
    error = exceptions.Neo4jError._hydrate_neo4j(code=code, message="the server's words")
    said = fault(error, Doing("bolt://there:7687", "ann", "plans", query, 2.0))
    assert type(said) is expected


def test_the_place_in_a_query_is_drawn() -> None:
    query = "MATCH (n)\nRETURN m"
    for message in (
        'Variable `m` not defined (line 2, column 8 (offset: 17))\n"RETURN m"\n        ^',
        "Variable `m` not defined at line 2, column 7",
        "Variable `m` not defined, line 2:7",
    ):
        said = explained(message, query)
        assert said.startswith("Variable `m` not defined")
        assert said.endswith("(line 2, column 8).\n  RETURN m\n         ^")
    assert explained("Error executing Cypher command: MATCH (n)", query).startswith("it gives no reason")


def test_nobody_listening_is_said_with_the_address() -> None:
    address = f"bolt://127.0.0.1:{free_port()}"
    with pytest.raises(StoreUnavailable, match=f"No Neo4j server answers at {address}"):
        open_store(address)
    with pytest.raises(StoreUnavailable, match=r"neo4j://127.0.0.1"):
        open_store(address.replace("bolt", "neo4j"))


def test_a_host_that_is_not_there_is_said() -> None:
    with pytest.raises(StoreUnavailable, match=r"neo4j://no-such-host.invalid:7687"):
        open_store("neo4j://no-such-host.invalid:7687")


@pytest.mark.parametrize("address", ["neo4j://", "bolt://host:notaport", "neo4j://host:99999999"])
def test_an_address_that_is_none_is_said(address: str) -> None:
    with pytest.raises(StoreUnavailable):
        open_store(address)


@contextmanager
def answering(reply: bytes) -> Iterator[int]:
    """A port on loopback that answers everything with the same bytes."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        stop = threading.Event()

        def serve() -> None:
            while not stop.is_set():
                connection, _ = server.accept()
                with connection:
                    connection.settimeout(2)
                    try:
                        connection.recv(1024)
                        connection.sendall(reply)
                    except OSError:
                        continue

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        port = server.getsockname()[1]
        yield port
        stop.set()
        socket.create_connection(("127.0.0.1", port)).close()
        thread.join()


@pytest.mark.parametrize("scheme", ["bolt", "neo4j", "bolt+s", "bolt+ssc"])
def test_a_port_that_is_no_neo4j_is_said(scheme: str) -> None:
    with answering(b"HTTP/1.1 400 Bad Request\r\n\r\n") as port, pytest.raises(StoreUnavailable, match="Bolt"):
        open_store(f"{scheme}://127.0.0.1:{port}")


@pytest.mark.neo4j
def test_encryption_where_there_is_none_is_said(empty_neo4j: Place) -> None:
    with pytest.raises(StoreUnavailable, match="encryption"):
        open_store(empty_neo4j.location.replace("bolt://", "bolt+s://").replace("neo4j://", "neo4j+s://"))


@pytest.mark.neo4j
def test_a_wrong_password_is_said(empty_neo4j: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_PASSWORD", "certainly-wrong")
    with pytest.raises(StoreUnavailable, match=r"does not let in the user 'neo4j'.*NEO4J_PASSWORD") as refused:
        open_store(empty_neo4j.location)
    assert "certainly-wrong" not in str(refused.value)
    monkeypatch.delenv("NEO4J_PASSWORD")
    monkeypatch.delenv("NEO4J_USERNAME")
    with pytest.raises(StoreUnavailable, match="NEO4J_USERNAME"):
        open_store(empty_neo4j.location)


@pytest.mark.neo4j
def test_an_unknown_database_is_said(empty_neo4j: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NEO4J_DATABASE", "elsewhere")
    with pytest.raises(StoreUnavailable, match="no database 'elsewhere'"):
        open_store(empty_neo4j.location)


@pytest.mark.neo4j
def test_a_name_and_password_in_the_address_let_us_in_and_are_not_shown(
    empty_neo4j: Place, neo4j_server: Neo4j, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NEO4J_PASSWORD")
    monkeypatch.delenv("NEO4J_USERNAME")
    address = empty_neo4j.location.replace("://", f"://{neo4j_server.username}:{neo4j_server.password}@")
    with open_store(address) as store:
        assert store.location == empty_neo4j.location


@pytest.mark.parametrize("agent", ["Neo4j/4.4.30", "Neo4j/5.25.1", "Memgraph/3.0", "Neo4j/v5.2.0 compatible"])
def test_an_old_or_other_server_is_said(empty_neo4j: Place, monkeypatch: pytest.MonkeyPatch, agent: str) -> None:
    class Told:
        pass

    told = Told()
    told.agent = agent  # type: ignore[attr-defined]
    monkeypatch.setattr(Driver, "get_server_info", lambda self: told)
    with pytest.raises(StoreUnavailable, match=r"5\.26 or newer is needed"):
        open_store(empty_neo4j.location)


@pytest.mark.parametrize("agent", ["Neo4j/5.26.0", "Neo4j/5.27-aura", "Neo4j/2026.08.1"])
def test_a_new_enough_server_is_used(empty_neo4j: Place, monkeypatch: pytest.MonkeyPatch, agent: str) -> None:
    class Told:
        pass

    told = Told()
    told.agent = agent  # type: ignore[attr-defined]
    monkeypatch.setattr(Driver, "get_server_info", lambda self: told)
    with open_store(empty_neo4j.location) as store:
        assert store.server == agent.replace("/", " ")
