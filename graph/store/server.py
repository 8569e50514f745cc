"""A Neo4j server, 5.26 or newer, reached with the official driver.

What is different about it, by name:

- signing in: the address, name, password and database are given, and each can be wrong in its own way.
- reading: sessions are opened in READ mode, which the server enforces and a cluster routes by. Community has no
  roles, so a read session still lets LOAD CSV and administration through: the door refuses those.
- time limits: the driver's, which the server obeys.
- concurrency: the server's locks; the driver retries what lost.
"""

import re
from contextlib import AbstractContextManager, nullcontext
from typing import Final

from neo4j import READ_ACCESS, Driver, GraphDatabase

from graph.errors import StoreUnavailable
from graph.store.engine import EngineName
from graph.store.faults import Doing, fault, said_plainly
from graph.store.location import Address
from graph.store.watch import ReadingDriver, Watch

_OLDEST = (5, 26)
_CONNECT_SECONDS = 10.0
_RETRY_SECONDS = 20.0


class ServerEngine:
    """A driver to one database of a Neo4j server."""

    name: Final[EngineName] = "neo4j"

    def __init__(self, address: Address) -> None:
        """Connect and sign in.

        Raises:
            StoreUnavailable: the server cannot be reached or refuses us, or is too old.
        """
        self.location = address.uri
        try:
            with said_plainly(address.uri, address.username, address.database):
                self._connect(address)
        except ValueError as error:
            # how the driver says that an address is none
            raise fault(error, Doing(address.uri)) from error

    def _connect(self, address: Address) -> None:
        self._driver = _driver(address)
        try:
            self.server = self._version()
            self.database = self._database(address.database)
            self._reading = ReadingDriver(lambda: _driver(address))
        except BaseException:
            self._driver.close()
            raise

    def _version(self) -> str:
        agent = str(self._driver.get_server_info().agent)
        product, _, version = agent.partition("/")
        numbers = re.match(r"(\d+)\.(\d+)", version)
        if product != "Neo4j" or not numbers or tuple(map(int, numbers.groups())) < _OLDEST:
            raise StoreUnavailable(
                f"The server at {self.location} is {agent.replace('/', ' ')}. "
                "Neo4j 5.26 or newer is needed: upgrade it, or name another store with --store."
            )
        return f"{product} {version}"

    def _database(self, named: str | None) -> str:
        """The database by name, so that every later session says which one it means."""
        with self._driver.session(database=named, default_access_mode=READ_ACCESS) as session:
            found = session.run("RETURN 1").consume().database
        return found or named or "neo4j"

    @property
    def reading(self) -> Driver:
        """A driver of its own for reads, whose sessions are opened in READ mode."""
        return self._reading.driver

    @property
    def writing(self) -> Driver:
        """The driver for writes."""
        return self._driver

    def limited(self, timeout: float | None, whole: float | None = None) -> AbstractContextManager[Watch]:
        """The driver sends the limit with the transaction; the watch is for what the server does not end by itself."""
        return nullcontext(self._reading.watched(whole or timeout))

    def enough(self) -> bool:
        """Nothing to do: what is not wanted is discarded when the result is closed."""
        return False

    def close(self) -> None:
        """Close the drivers."""
        self._reading.close()
        self._driver.close()


def _driver(address: Address) -> Driver:
    return GraphDatabase.driver(
        address.uri,
        auth=(address.username, address.password or "") if address.username else None,
        connection_timeout=_CONNECT_SECONDS,
        connection_acquisition_timeout=3 * _CONNECT_SECONDS,
        max_transaction_retry_time=_RETRY_SECONDS,
        notifications_min_severity="OFF",
        telemetry_disabled=True,
        user_agent="partnership-graph",
    )
