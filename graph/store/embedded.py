"""The embedded engine: ArcadeDB in this process, spoken to over Bolt on loopback by the Neo4j driver.

What is different about it, by name:

- starting: its server runs inside this process, with nothing but Bolt on a loopback port. It insists on opening an
  HTTP port (with an MCP endpoint) as well, which is shut again at once where the system lets us (`_shut_http`); on
  Windows it stays open on loopback, behind passwords that nobody but this process knows.
- secrets: the users file is written anew each time, readable by its owner only, with hashes of random passwords.
- reading: it ignores the READ access mode, so every read is made by a user without any right to write.
- time limits: it ignores the driver's, so the database's own is set before each statement, and only reads with the
  same limit run side by side.
- giving up: a statement that needs more memory or a deeper stack than there is ends its thread and the connection with
  it (and the engine says so on standard error, which nothing but the file descriptor could keep it from). It is not
  tried again, and the engine's queue for statements is off, since such a thread would keep its place in it for ever.
- regular expressions: all those of one statement share a time of their own, by the clock on the wall; its default of a
  second ends what is merely long, so it is ten.
- more rows than are wanted: it goes through all the rest when it is told to discard them, so the connection is closed
  instead (`enough`).
- indexes: that of a relationship is used where WHERE asks for it, and not in `[r:TYPE {plan: …}]`.
- columns: an answer without rows has no columns either.
- wording: some errors carry no reason, which then stands in its log only; a time limit has two wordings.
- writing: an auto-committed MERGE is not atomic there, so nothing is ever written outside a transaction; one writer
  at a time, since the loser of two MERGEs of one key fails.
- LOAD CSV could read files and the web: both are switched off.
- logging: to standard error and the working directory unless told otherwise: its log stays in the store's folder.
- commits are flushed to disk (`txWalFlush`), which is not its default.
- one process per folder: a second one is told who holds it.
"""

import base64
import hashlib
import json
import os
import secrets
import socket
import stat
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any, Final

from neo4j import Driver, GraphDatabase

from graph.errors import StoreMismatch, StoreUnavailable
from graph.store.engine import EngineName
from graph.store.lock import FolderLock
from graph.store.turns import Turns
from graph.store.watch import ReadingDriver, Watch

_DATABASE = "graph"
_LOOPBACK = "127.0.0.1"
_HASH_ROUNDS = 2_000
"""Enough for passwords of 32 random bytes, which cannot be guessed; more would only slow the start."""
_OURS = {"config", "databases", "log", "backups", "store.lock"}
_ATTEMPTS = 5

_SETTINGS = {
    "arcadedb.command.timeout": "0",
    "arcadedb.command.regexTimeout": "10000",
    "arcadedb.opencypher.loadCsv.allowFileUrls": "false",
    "arcadedb.opencypher.loadCsv.allowRemoteUrls": "false",
    "arcadedb.txWalFlush": "2",
}

_ALL_RECORDS = ["createRecord", "readRecord", "updateRecord", "deleteRecord"]
_ALL_RIGHTS = ["updateSecurity", "updateSchema", "updateDatabaseSettings"]


class EmbeddedEngine:
    """ArcadeDB on a folder, running until it is closed."""

    name: Final[EngineName] = "embedded"

    def __init__(self, folder: Path, *, create: bool) -> None:
        """Start the engine on a folder.

        Raises:
            StoreUnavailable: there is no store and none may be made, somebody holds it, or the engine does not start.
            StoreMismatch: the folder holds something else.
        """
        self.location = str(folder)
        self.database = _DATABASE
        self._turns = Turns(self._set_limit)
        self._writing: Driver | None = None
        self._writer_password, self._reader_password = secrets.token_urlsafe(32), secrets.token_urlsafe(32)
        _prepare(folder, create)
        self._lock = FolderLock(folder)
        try:
            self._start(folder)
        except BaseException:
            self._lock.release()
            raise

    def _start(self, folder: Path) -> None:
        arcadedb = _arcadedb()
        try:
            _write_users(folder / "config", self._writer_password, self._reader_password)
            with _settled(folder / "log"):
                self._server, self._port = _serve(arcadedb, folder)
            self._database = self._server.create_database(_DATABASE)
            for setting, value in _SETTINGS.items():
                self._database.command("sql", f"ALTER DATABASE `{setting}` {value}")
        except (arcadedb.ArcadeDBError, OSError) as error:
            raise StoreUnavailable(
                f"The embedded engine does not start on {folder}: {error}. Its log is in {folder / 'log'}."
            ) from error
        self.server = f"ArcadeDB {getattr(arcadedb, '__version__', '')}".strip()
        self._reading = ReadingDriver(lambda: self._driver("reader", self._reader_password), again=False)

    def _driver(self, user: str, password: str) -> Driver:
        uri = f"bolt://{_LOOPBACK}:{self._port}"
        return GraphDatabase.driver(uri, auth=(user, password), telemetry_disabled=True)

    @property
    def reading(self) -> Driver:
        """A driver whose user has no right to write."""
        return self._reading.driver

    @property
    def writing(self) -> Driver:
        """A driver whose user may write, opened when it is first needed."""
        if self._writing is None:
            self._writing = self._driver("root", self._writer_password)
        return self._writing

    @contextmanager
    def limited(self, timeout: float | None, whole: float | None = None) -> Iterator[Watch]:
        """Reads with one time limit side by side, anything else alone; the limit is the database's meanwhile."""
        with self._turns.taken(0 if timeout is None else max(1, round(timeout * 1000))):
            yield self._reading.watched(whole or timeout)

    def _set_limit(self, milliseconds: int) -> None:
        self._database.command("sql", f"ALTER DATABASE `arcadedb.command.timeout` {milliseconds}")

    def enough(self) -> bool:
        """Close the connection of the read that is under way."""
        self._reading.renew()
        return True

    def close(self) -> None:
        """Stop the engine and free the folder; a read that is under way breaks."""
        self._reading.close()
        with self._turns.taken(0):
            if self._writing is not None:
                self._writing.close()
            self._server.stop()
            self._lock.release()


def _arcadedb() -> Any:
    try:
        import arcadedb  # noqa: PLC0415 - absent on some platforms
    except ImportError:
        raise StoreUnavailable(
            f"The embedded engine has no build for this system ({sys.platform}). Use a Neo4j server as the store: "
            "--store neo4j://host:7687, with NEO4J_USERNAME and NEO4J_PASSWORD set."
        ) from None
    return arcadedb


def _prepare(folder: Path, create: bool) -> None:
    """Make sure the folder is a store, or can become one."""
    try:
        if folder.exists() and not folder.is_dir():
            raise StoreMismatch(f"{folder} is a file. An embedded store is a folder: name another with --store.")
        found = {entry.name for entry in folder.iterdir()} if folder.is_dir() else set()
        if "databases" not in found:
            if not create:
                raise StoreUnavailable(f"There is no store at {folder} yet. Load a plan first: partners load SOURCE.")
            if found - _OURS:
                raise StoreMismatch(
                    f"{folder} is not a store: it holds {sorted(found - _OURS)[0]!r}. "
                    "Name an empty or new folder with --store."
                )
        folder.mkdir(parents=True, exist_ok=True)
        for part in ("config", "log"):
            (folder / part).mkdir(mode=0o700, exist_ok=True)
    except OSError as error:
        raise StoreUnavailable(
            f"The folder {folder} cannot be used as a store: {error.strerror}. Name another with --store."
        ) from None


def _write_users(folder: Path, writer: str, reader: str) -> None:
    """The two users of the engine: one that may write, one that may only read this database."""
    users = [
        {"name": "root", "databases": {"*": ["admin"]}, "password": _hashed(writer)},
        {"name": "reader", "databases": {_DATABASE: ["reader"]}, "password": _hashed(reader)},
    ]
    groups = {
        "admin": _group(_ALL_RIGHTS, _ALL_RECORDS),
        "reader": _group([], ["readRecord"]),
        "*": _group([], []),
    }
    _write_private(folder / "server-users.jsonl", "".join(json.dumps(user) + "\n" for user in users))
    rights = {"version": 2, "databases": {"*": {"groups": groups}}}
    _write_private(folder / "server-groups.json", json.dumps(rights, indent=2))


def _group(rights: list[str], records: list[str]) -> dict[str, Any]:
    return {"resultSetLimit": -1, "readTimeout": -1, "access": rights, "types": {"*": {"access": records}}}


def _hashed(password: str) -> str:
    salt = base64.b64encode(secrets.token_bytes(32)).decode("ascii")
    hashed = hashlib.pbkdf2_hmac("sha256", password.encode(), salt.encode(), _HASH_ROUNDS, 32)
    return f"PBKDF2WithHmacSHA256${_HASH_ROUNDS}${salt}${base64.b64encode(hashed).decode('ascii')}"


def _write_private(path: Path, text: str) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
        file.write(text)


@contextmanager
def _settled(folder: Path) -> Iterator[None]:
    """Let the engine log in a folder only, and keep no queue.

    It reads this from the environment, once, when it is loaded; what is set there already stays.
    """
    wanted = {
        "ARCADEDB_LOG_DIR": str(folder),
        "ARCADEDB_LOG_CONSOLE": "0",
        "ARCADEDB_NATIVE_ISOLATE_ARGS": "-Darcadedb.queryMaxConcurrent=0",
    }
    added = {name: value for name, value in wanted.items() if name not in os.environ}
    os.environ.update(added)
    try:
        yield
    finally:
        for name in added:
            os.environ.pop(name, None)


def _serve(arcadedb: Any, folder: Path) -> tuple[Any, int]:
    """The running server and its Bolt port."""
    for attempt in range(_ATTEMPTS):
        port = _free_port()
        before = set(_listening())
        server = arcadedb.create_server(
            str(folder),
            config={
                "host": _LOOPBACK,
                "http_port": 0,
                "bolt_host": _LOOPBACK,
                "bolt_port": port,
                "server_plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            },
        )
        try:
            server.start()
        except arcadedb.ArcadeDBError:
            # another program may have taken the port since it was seen free
            if attempt == _ATTEMPTS - 1 or _is_free(port):
                raise
            continue
        _shut_http(before, port)
        return server, port
    raise AssertionError("the last attempt either returned or raised")


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind((_LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _is_free(port: int) -> bool:
    with closing(socket.socket()) as probe:
        try:
            probe.bind((_LOOPBACK, port))
        except OSError:
            return False
    return True


def _listening() -> dict[int, int]:
    """The listening sockets of this process, handle to port; none where handles cannot be listed."""
    found: dict[int, int] = {}
    with suppress(OSError):
        for name in os.listdir("/dev/fd"):  # noqa: PTH208 - names that are numbers, not files
            handle = int(name)
            with suppress(OSError):
                if stat.S_ISSOCK(os.fstat(handle).st_mode):
                    with closing(socket.socket(fileno=os.dup(handle))) as copy:
                        if copy.getsockopt(socket.SOL_SOCKET, socket.SO_ACCEPTCONN):
                            found[handle] = copy.getsockname()[1]
    return found


def _shut_http(before: set[int], bolt_port: int) -> None:
    """Put a dead socket in the place of the engine's HTTP port, so that its handle stays valid and nothing listens."""
    for handle, port in _listening().items():
        if handle not in before and port != bolt_port:
            with closing(socket.socket()) as dead:
                os.dup2(dead.fileno(), handle, inheritable=False)
