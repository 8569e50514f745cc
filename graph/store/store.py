"""The store: a graph of plans kept by an engine, and the ways in and out of it."""

import logging
from collections.abc import Callable, Mapping, Sequence
from types import TracebackType
from typing import Any, Self, TypeVar

from neo4j import READ_ACCESS, ManagedTransaction, unit_of_work
from neo4j.exceptions import ConstraintError, Neo4jError

from graph.errors import BadParameter, QueryFailed, StoreError, StoreUnavailable
from graph.model import Graph
from graph.store import door, reading, schema, writing
from graph.store.embedded import EmbeddedEngine
from graph.store.engine import Engine, EngineName
from graph.store.faults import Doing, fault, is_too_large, said_plainly
from graph.store.location import Address, Folder, locate
from graph.store.packing import packed
from graph.store.reach import reached
from graph.store.results import PlanSummary, Replaced, Rows
from graph.store.server import ServerEngine
from graph.store.survey import survey
from graph.store.values import plain, weight
from graph.store.watch import Reads

T = TypeVar("T")

logging.getLogger("neo4j").addHandler(logging.NullHandler())
# what the driver has to say comes out as our errors; without a handler Python would print it as well

_FETCHED_AT_ONCE = 1_000
_LARGEST_ANSWER = 50_000_000
"""About how many characters an answer with a limit may have, since a row may be of any size."""
_LONGEST_SECONDS = 86_400
_LONGER = 12
"""How many times the limit of one statement reading the graph may take."""

_PLANS = """
MATCH (p:Plan)
RETURN p.id AS id, p.title AS title, p.publisher AS publisher, p.work AS work, p.edition AS edition,
       p.current AS current, p.published_on AS published_on, p.published_not_before AS published_not_before,
       p.source AS source, p.url AS url, coalesce(p.blocks, 0) AS blocks, coalesce(p.understood, 0) AS understood,
       COUNT { MATCH (n:Ask {plan: p.id}) } AS asks, COUNT { MATCH (n:Role {plan: p.id}) } AS roles,
       COUNT { MATCH (n:Priority {plan: p.id}) } AS priorities
ORDER BY p.title, p.id
"""


def open_store(location: str | None = None, *, create: bool = True, shared_database: bool = False) -> "Store":
    """Open a store.

    A path is an embedded store in that folder; `neo4j://…` or `bolt://…` (with `+s` or `+ssc` where the connection is
    encrypted) is a Neo4j server, for which `NEO4J_USERNAME`, `NEO4J_PASSWORD` and `NEO4J_DATABASE` are read. Without a
    location, `PARTNERS_STORE` counts, then `NEO4J_URI`, then a folder in the user's data folder.

    Args:
        location: which store.
        create: whether a store may be made where there is none.
        shared_database: whether a database with somebody else's data may be used; only our labels are then touched.

    Raises:
        StoreUnavailable: it cannot be opened.
        StoreMismatch: it is somebody else's, or of another schema version.
    """
    place = locate(location)
    engine: Engine = _engine(place, create)
    try:
        with said_plainly(*_who(engine, place)):
            schema.prepare(engine, create=create, shared_database=shared_database)
    except BaseException:
        engine.close()
        raise
    return Store(engine, place)


def _engine(place: Folder | Address, create: bool) -> Engine:
    return EmbeddedEngine(place.path, create=create) if isinstance(place, Folder) else ServerEngine(place)


def _who(engine: Engine, place: Folder | Address) -> tuple[str, str | None, str]:
    return engine.location, place.username if isinstance(place, Address) else None, engine.database


class Store:
    """A graph of plans in an engine. A context manager: leaving it closes the engine."""

    def __init__(self, engine: Engine, place: Folder | Address) -> None:
        self._engine = engine
        self._who = _who(engine, place)
        self._declared = False
        self._closed = False
        self.time_limit: float | None = None
        """After so many seconds a read is ended that says no limit of its own; reading the graph, which is many
        statements, may take longer as a whole."""

    @property
    def location(self) -> str:
        """The folder or the address, without any password."""
        return self._engine.location

    @property
    def engine(self) -> EngineName:
        """Which of the two engines it is."""
        return self._engine.name

    @property
    def server(self) -> str:
        """Product and version of the engine."""
        return self._engine.server

    def replace_plan(self, graph: Graph) -> Replaced:
        """Put a plan's graph in the place of what the store holds of this plan, whole or not at all.

        Shared bodies and reference data that neither this plan nor any other reaches are not kept.

        Raises:
            OntologyError: the graph is not sound; nothing is changed.
            PlanTooLarge: it is more than one transaction of the server holds; nothing is changed.
            StoreError: the store is at fault; nothing is changed.
        """
        graph.check()
        kept = reached(graph)

        def load(tx: ManagedTransaction) -> Replaced:
            replaced = writing.replace_plan(tx, kept)
            schema.mark_changed(tx)
            return replaced

        try:
            return self._write(load)
        except (writing.Mislabelled, StoreError) as error:
            # a department that was stored without its label is found by neither, and its id is taken
            if not isinstance(error, writing.Mislabelled) and not isinstance(error.__cause__, ConstraintError):
                raise
        self._write(lambda tx: writing.relabel(tx, kept))
        return self._write(load)

    def forget(self, plan_id: str) -> None:
        """Remove one plan and the shared bodies that only it reaches.

        Raises:
            UnknownPlan: the store does not hold it.
        """

        def forget(tx: ManagedTransaction) -> None:
            writing.forget(tx, plan_id)
            schema.mark_changed(tx)

        self._write(forget)

    @property
    def changed(self) -> str | None:
        """A mark that is another after every load and every plan forgotten; none before the first."""
        rows = self.read(schema.CHANGED_CYPHER).rows
        return rows[0]["changed"] if rows else None

    def cuts(self, plan_id: str) -> tuple[str, ...]:
        """What replacing or forgetting a plan would cut of what others drew to its nodes, as sentences."""
        return self._read(lambda tx: survey(tx, plan_id).warnings())

    def plans(self) -> list[PlanSummary]:
        """The plans it holds, by title."""
        return [PlanSummary(**row) for row in self.read(_PLANS).rows]

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        limit: int | None = None,
        timeout: float | None = None,
        columns: Sequence[str] = (),
    ) -> Rows:
        """Run a query of ours as a read: at most `limit` rows, ended after `timeout` seconds.

        Without `timeout`, the store's `time_limit` holds. With `columns`, which names all that it returns, many rows
        come much faster; its RETURN and ORDER BY must each begin a line.

        Raises:
            BadParameter: a value cannot be sent, or a limit is none.
            QueryFailed: the engine does not accept it.
            QueryTimedOut: it took longer.
            StoreError: the store is at fault.
        """
        if timeout is not None and not 0 < timeout <= _LONGEST_SECONDS:
            raise BadParameter(f"A time limit is above 0 and up to {_LONGEST_SECONDS:,} seconds, and not {timeout:g}.")
        if limit is not None and limit < 0:
            raise BadParameter(f"A limit of rows is a number from 0, and not {limit}.")
        if columns and limit is None:
            pack = packed(cypher, columns)
            found = self._rows(pack.cypher, parameters, None, timeout)
            return Rows(pack.columns, pack.rows(row["rows"] for row in found.rows), truncated=False)
        return self._rows(cypher, parameters, limit, timeout)

    def _rows(
        self, cypher: str, parameters: Mapping[str, Any] | None, limit: int | None, timeout: float | None
    ) -> Rows:
        try:
            return self._read(
                lambda tx: _rows(tx, cypher, parameters, limit, self._engine.enough),
                query=cypher,
                timeout=timeout,
                fetched=limit,
            )
        except _Enough as enough:
            return enough.rows

    def console(
        self, cypher: str, parameters: Mapping[str, Any] | None = None, *, limit: int = 1000, timeout: float = 10.0
    ) -> Rows:
        """Run anybody's query through the read-only door: only reading, only so many rows, only so long.

        Raises:
            QueryRefused: it would write, or reach outside the graph.
            QueryFailed: the engine does not accept it.
            QueryTimedOut: it took longer.
            BadParameter: a parameter is missing or cannot be sent.
        """
        door.check(cypher)
        return self.read(cypher, parameters, limit=limit, timeout=timeout)

    def graph(self, plan: str | None = None) -> Graph:
        """The graph in memory: all of it, or one plan with the shared bodies it reaches.

        Raises:
            UnknownPlan: the store does not hold it.
        """
        return self._read(lambda tx: reading.whole(tx) if plan is None else reading.one(tx, plan), longer=True)

    def close(self) -> None:
        """Close the engine; once more does nothing."""
        if not self._closed:
            self._closed = True
            self._engine.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _read(
        self,
        work: Callable[[Reads], T],
        *,
        query: str | None = None,
        timeout: float | None = None,
        fetched: int | None = None,
        longer: bool = False,
    ) -> T:
        self._must_be_open()
        timeout = self.time_limit if timeout is None else timeout
        whole = timeout * _LONGER if timeout is not None and longer else timeout
        at_once = _FETCHED_AT_ONCE if fetched is None else min(fetched + 1, _FETCHED_AT_ONCE)
        with said_plainly(*self._who, query=query, timeout=whole), self._engine.limited(timeout, whole) as watch:

            def read() -> T:
                with self._engine.reading.session(
                    database=self._engine.database,
                    default_access_mode=READ_ACCESS,
                    fetch_size=at_once,
                ) as session:
                    return session.execute_read(unit_of_work(timeout=whole)(watch.guarded(work)))

            return watch.read(read)

    def _must_be_open(self) -> None:
        if self._closed:
            raise StoreUnavailable(f"The store at {self._engine.location} was closed. Open it again.")

    def _write(self, work: Callable[[ManagedTransaction], T]) -> T:
        self._must_be_open()
        with said_plainly(*self._who), self._engine.limited(None):
            if not self._declared:
                schema.declare(self._engine.writing, self._engine.database)
                self._declared = True

            def unretried(tx: ManagedTransaction) -> T:
                try:
                    return work(tx)
                except Neo4jError as error:
                    if is_too_large(error):
                        # to the driver it is transient, and it would try for a long time what can never fit
                        raise fault(error, Doing(*self._who)) from error
                    raise

            with self._engine.writing.session(database=self._engine.database) as session:
                return session.execute_write(unretried)


class _Enough(Exception):
    """The rows that were wanted are there, and the connection is gone."""

    def __init__(self, rows: Rows) -> None:
        super().__init__()
        self.rows = rows


def _rows(
    tx: Reads,
    cypher: str,
    parameters: Mapping[str, Any] | None,
    limit: int | None,
    enough: Callable[[], bool],
) -> Rows:
    try:
        result = tx.run(cypher, dict(parameters or {}))
    except (ValueError, TypeError, OverflowError, RecursionError) as error:
        raise BadParameter(
            f"A value given to the query cannot be sent to the database: {error}. Texts, numbers (whole ones of 64 "
            "bits), yes or no, dates, lists and maps of these can."
        ) from None
    columns = tuple(result.keys())
    rows: list[dict[str, Any]] = []
    size = 0
    for record in result:
        if limit is not None and len(rows) == limit:
            found = Rows(columns, rows, truncated=True)
            if enough():
                raise _Enough(found)
            result.consume()
            return found
        row = {column: plain(value) for column, value in zip(columns, record.values(), strict=True)}
        if limit is not None:
            size += weight(row)
            if size > _LARGEST_ANSWER:
                enough()
                raise QueryFailed(
                    f"The answer is too large: row {len(rows) + 1:,} brings it over {_LARGEST_ANSWER:,} characters. "
                    "Return fewer rows, or less in each."
                )
        rows.append(row)
    return Rows(columns, rows, truncated=False)
