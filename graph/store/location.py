"""Where a store is: a folder for the embedded engine, an address for a Neo4j server."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit, urlunsplit

from platformdirs import user_data_path

from graph.errors import StoreUnavailable

_ADDRESS = re.compile(r"^(?:neo4j|bolt)(?:\+s|\+ssc)?://", re.IGNORECASE)
_ANY_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]+://", re.IGNORECASE)


@dataclass(frozen=True)
class Folder:
    """A folder that holds an embedded store."""

    path: Path

    def __str__(self) -> str:
        return str(self.path)


@dataclass(frozen=True)
class Address:
    """A Neo4j server, who we are there, and which database is meant."""

    uri: str
    username: str | None = None
    password: str | None = None
    database: str | None = None

    def __str__(self) -> str:
        return self.uri

    def __repr__(self) -> str:
        return f"Address({self.uri!r}, {self.username!r}, database={self.database!r})"


def locate(location: str | None = None, environment: Mapping[str, str] = os.environ) -> Folder | Address:
    """Which store is meant.

    The location given wins; without one `PARTNERS_STORE`, then `NEO4J_URI`, then a folder in the user's data folder.
    A path is a folder; `neo4j://`, `neo4j+s://`, `neo4j+ssc://`, `bolt://`, `bolt+s://`, `bolt+ssc://` is a server,
    for which `NEO4J_USERNAME`, `NEO4J_PASSWORD` and `NEO4J_DATABASE` are read. A name and password in the address
    win over them.

    Raises:
        StoreUnavailable: the location is neither.
    """
    given = location or environment.get("PARTNERS_STORE") or environment.get("NEO4J_URI")
    if not given:
        return Folder(user_data_path("partnership-graph", appauthor=False) / "store")
    if _ADDRESS.match(given):
        return _address(given, environment)
    if _ANY_SCHEME.match(given):
        raise StoreUnavailable(
            f"{given!r} is no place for a store. Give a folder, or a Neo4j server as neo4j://host:7687 "
            "(neo4j+s:// where the connection is encrypted)."
        )
    return Folder(Path(given).expanduser().absolute())


def _address(given: str, environment: Mapping[str, str]) -> Address:
    parts = urlsplit(given)
    _, _, host = parts.netloc.rpartition("@")
    username = unquote(parts.username) if parts.username else environment.get("NEO4J_USERNAME")
    password = unquote(parts.password) if parts.password else environment.get("NEO4J_PASSWORD")
    if password is not None and username is None:
        username = "neo4j"
    return Address(
        urlunsplit((parts.scheme, host, parts.path, parts.query, "")),
        username or None,
        password,
        environment.get("NEO4J_DATABASE") or None,
    )
