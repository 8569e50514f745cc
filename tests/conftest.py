"""Stores for tests: every test that asks for one runs on both engines, each time on an empty one."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase

from graph.store import Store, open_store
from tests.neo4j_server import Neo4j, NoNeo4j, outlook, running

pytest_plugins = ["tests.browser"]

_EMPTY = "MATCH (n) DETACH DELETE n"
_NAMES = (
    "PARTNERS_STORE",
    "PARTNERS_CORRECTIONS",
    "NEO4J_URI",
    "NEO4J_USERNAME",
    "NEO4J_PASSWORD",
    "NEO4J_DATABASE",
    "COLUMNS",
    "LINES",
)

TRANSACTION_LIMIT = "64m"
"""How much memory a transaction may take on a server that we start: little, so that too large a load is soon made."""


@dataclass(frozen=True)
class Place:
    """Where an empty store can be opened, on one of the engines; the environment lets us in."""

    engine: str
    location: str


def pytest_report_header() -> str:
    """Which engines the stores of the tests are."""
    try:
        import arcadedb  # noqa: PLC0415 - absent on some systems
    except ImportError:
        embedded = "no embedded engine for this system"
    else:
        embedded = f"ArcadeDB {arcadedb.__version__}"
    return f"stores: {embedded}; {outlook()}"


@pytest.fixture(scope="session")
def neo4j_server() -> Iterator[Neo4j]:
    """A Neo4j server for the whole run; without one the tests that need it are skipped, or fail under CI."""
    try:
        with running({"db.memory.transaction.max": TRANSACTION_LIMIT}) as server:
            yield server
    except NoNeo4j as reason:
        if os.environ.get("CI"):
            pytest.fail(f"CI needs a real Neo4j: {reason}")
        pytest.skip(f"no Neo4j: {reason}")


@pytest.fixture(scope="session")
def neo4j_driver(neo4j_server: Neo4j) -> Iterator[Driver]:
    """A bare driver to that server."""
    with GraphDatabase.driver(neo4j_server.uri, auth=(neo4j_server.username, neo4j_server.password)) as driver:
        yield driver
        driver.execute_query(_EMPTY, database_=neo4j_server.database)


@pytest.fixture(autouse=True)
def _no_store_of_the_user(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in _NAMES:
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def empty_neo4j(neo4j_server: Neo4j, neo4j_driver: Driver, monkeypatch: pytest.MonkeyPatch) -> Place:
    """An empty database on the server."""
    database = neo4j_server.database
    neo4j_driver.execute_query(_EMPTY, database_=database)
    for name, value in neo4j_server.environment().items():
        if name != "NEO4J_URI":
            monkeypatch.setenv(name, value)
    return Place("neo4j", neo4j_server.uri)


@pytest.fixture
def empty_folder(tmp_path: Path) -> Place:
    """A folder that is not there yet."""
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    return Place("embedded", str(tmp_path / "store"))


@pytest.fixture(params=["embedded", pytest.param("neo4j", marks=pytest.mark.neo4j)])
def place(request: pytest.FixtureRequest) -> Place:
    """Where an empty store can be opened, on each engine in turn."""
    fixture = "empty_folder" if request.param == "embedded" else "empty_neo4j"
    found = request.getfixturevalue(fixture)
    assert isinstance(found, Place)
    return found


@pytest.fixture
def store(place: Place) -> Iterator[Store]:
    """An open, empty store on each engine in turn."""
    with open_store(place.location) as opened:
        yield opened
