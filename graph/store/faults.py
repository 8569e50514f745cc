"""Each thing that a driver or engine can say went wrong, as one clear message of ours."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass

from neo4j import exceptions as driver

from graph.errors import (
    BadParameter,
    PartnershipGraphError,
    PlanTooLarge,
    QueryFailed,
    QueryRefused,
    QueryTimedOut,
    StoreError,
    StoreUnavailable,
)
from graph.store.cypher import drawn
from graph.store.watch import ClosedMeanwhile, GaveUp


@dataclass(frozen=True)
class Doing:
    """What we were doing when it went wrong: with which store, as whom, and which query, if any."""

    location: str
    username: str | None = None
    database: str | None = None
    query: str | None = None
    timeout: float | None = None


@contextmanager
def said_plainly(
    location: str,
    username: str | None = None,
    database: str | None = None,
    *,
    query: str | None = None,
    timeout: float | None = None,
) -> Iterator[None]:
    """Inside it, what the driver raises comes out as an error of ours.

    Raises:
        PartnershipGraphError: the driver raised something.
    """
    try:
        yield
    except (driver.GqlError, OSError, UnicodeError, RecursionError) as error:
        raise fault(error, Doing(location, username, database, query, timeout)) from error


def fault(error: Exception, doing: Doing) -> PartnershipGraphError:
    """Our error for one of the driver's."""
    if isinstance(error, driver.Neo4jError):
        code = error.code or ""
        for ending, say in _BY_CODE.items():
            if code.endswith(ending) and (_limited(doing) or say not in _QUERIES_ONLY):
                return say(error, doing)
    if _limited(doing) and ("arcadedb.command.timeout" in str(error) or isinstance(error, TimeoutError)):
        return _timed_out(error, doing)
    for kind in type(error).__mro__:
        if kind in BY_CLASS:
            return BY_CLASS[kind](error, doing)
    return _misused(error, doing)


def _limited(doing: Doing) -> bool:
    """Whether it is a read that a query or a time limit can be blamed for."""
    return doing.query is not None or doing.timeout is not None


def is_too_large(error: driver.Neo4jError) -> bool:
    """Whether a transaction needed more memory than the server gives to one."""
    return any((error.code or "").endswith(ending) for ending, say in _BY_CODE.items() if say is _too_large)


Say = Callable[[Exception, Doing], PartnershipGraphError]


def _unreachable(error: Exception, doing: Doing) -> PartnershipGraphError:
    told = " ".join(map(str, _causes(error)))
    if "looks like HTTP" in told:
        return StoreUnavailable(
            f"What answers at {doing.location} speaks HTTP and not Bolt. "
            "Give the port for Bolt, which is 7687 unless set otherwise."
        )
    if re.search(r"ssl|tls|certificate|handshake|encrypt", told, re.IGNORECASE):
        return _encryption(error, doing)
    return StoreUnavailable(
        f"No Neo4j server answers at {doing.location} ({_reason(error)}). "
        "Start it, or check the host and the port (7687 unless set otherwise)."
    )


def _encryption(error: Exception, doing: Doing) -> PartnershipGraphError:
    return StoreUnavailable(
        f"The connection to {doing.location} could not be made: {_reason(error)}. A server with encryption needs "
        "neo4j+s:// (neo4j+ssc:// for a certificate of its own making), one without needs neo4j://; "
        "and the port must be the one for Bolt, 7687 unless set otherwise."
    )


def _no_router(error: Exception, doing: Doing) -> PartnershipGraphError:
    direct = re.sub(r"^neo4j", "bolt", doing.location)
    return StoreUnavailable(
        f"{doing.location} gives no way to a server that can do this ({_first(_text(error))}). "
        f"Check that the server is up and holds the database; for a single server, {direct} may do."
    )


def _signed_out(error: Exception, doing: Doing) -> PartnershipGraphError:
    who = f"the user {doing.username!r}" if doing.username else "a connection without a name"
    return StoreUnavailable(
        f"{doing.location} does not let in {who}: {_first(_text(error))}. "
        "Set NEO4J_USERNAME and NEO4J_PASSWORD to what the server knows."
    )


def _many_attempts(error: Exception, doing: Doing) -> PartnershipGraphError:
    del error
    return StoreUnavailable(
        f"{doing.location} has seen too many wrong passwords for {doing.username!r} and lets nobody try for a while. "
        "Wait a few seconds, then set NEO4J_PASSWORD to the right one."
    )


def _new_password(error: Exception, doing: Doing) -> PartnershipGraphError:
    del error
    return StoreUnavailable(
        f"The password of {doing.username!r} at {doing.location} must be changed first. In Neo4j Browser or "
        "cypher-shell: ALTER CURRENT USER SET PASSWORD FROM '…' TO '…'; then set NEO4J_PASSWORD."
    )


def _no_database(error: Exception, doing: Doing) -> PartnershipGraphError:
    return StoreUnavailable(
        f"{doing.location} has no database {doing.database!r} ({_first(_text(error))}). "
        "Set NEO4J_DATABASE to one it has, or unset it for the standard one."
    )


def _down(error: Exception, doing: Doing) -> PartnershipGraphError:
    return StoreUnavailable(
        f"The database at {doing.location} cannot do this just now: {_first(_text(error))}. "
        "Nothing was changed. Try again; if it goes on, look into the server's log."
    )


def _unknown_end(error: Exception, doing: Doing) -> PartnershipGraphError:
    return StoreUnavailable(
        f"The connection to {doing.location} broke while a change was being kept ({_first(_text(error))}), so it is "
        "either wholly there or not at all. Load again: loading twice changes nothing."
    )


def _forbidden(error: Exception, doing: Doing) -> PartnershipGraphError:
    if doing.query is not None:
        return _refused(error, doing)
    return StoreUnavailable(
        f"The user {doing.username!r} may not do this at {doing.location}: {_first(_text(error))}. "
        "Loading needs a user that may write and make constraints."
    )


def _refused(error: Exception, doing: Doing) -> PartnershipGraphError:
    del doing
    return QueryRefused(
        f"The database refused this as more than a read: {_first(_text(error))}. "
        "Only reading is allowed here: MATCH … RETURN …."
    )


def _too_large(error: Exception, doing: Doing) -> PartnershipGraphError:
    if doing.query is not None:
        return QueryFailed(f"The query needs more memory than the database gives it: {_first(_text(error))}.")
    return PlanTooLarge(
        f"The plan is larger than one transaction at {doing.location} may be: {_first(_text(error))}. Nothing was "
        "changed. Give the server more memory for transactions (dbms.memory.transaction.total.max, "
        "db.memory.transaction.max, server.memory.heap.max_size), or load the document in parts."
    )


def _timed_out(error: Exception, doing: Doing) -> PartnershipGraphError:
    del error
    limit = f" after {doing.timeout:g} seconds" if doing.timeout is not None else " by the database's time limit"
    return QueryTimedOut(
        f"The query was ended{limit}. Narrow it (a label, a property, a shorter path), or allow more time."
    )


def _no_parameter(error: Exception, doing: Doing) -> PartnershipGraphError:
    del doing
    return BadParameter(f"{_first(_text(error))}. Give a value for every $parameter of the query.")


def _failed(error: Exception, doing: Doing) -> PartnershipGraphError:
    if doing.query is None:
        return _misused(error, doing)
    return QueryFailed(f"The database does not accept this query: {explained(_text(error), doing.query)}")


def _misused(error: Exception, doing: Doing) -> PartnershipGraphError:
    return StoreError(f"The store at {doing.location} could not do this: {_first(_text(error))}.")


def _gave_up(error: Exception, doing: Doing) -> PartnershipGraphError:
    del error
    if doing.query is None:
        return StoreUnavailable(f"The engine of {doing.location} broke off. Nothing was changed: try again.")
    return QueryFailed(
        "The engine gave up on this query: a value of it is too large or too deeply nested. Ask for less at a time."
    )


def _closed(error: Exception, doing: Doing) -> PartnershipGraphError:
    del error
    return StoreUnavailable(f"The store at {doing.location} was closed while it was being read. Open it again.")


def _too_deep(error: Exception, doing: Doing) -> PartnershipGraphError:
    if doing.query is None:
        return _misused(error, doing)
    return QueryFailed("A value of the answer is too deeply nested to be read. Return its parts in columns instead.")


def _no_value(error: Exception, doing: Doing) -> PartnershipGraphError:
    if doing.query is None:
        return _misused(error, doing)
    return QueryFailed(
        f"A value of the answer cannot be read, such as a date beyond the year 9999: {_first(_text(error))}. "
        "Ask for it as text: toString(…)."
    )


def _unusable(error: Exception, doing: Doing) -> PartnershipGraphError:
    return StoreUnavailable(
        f"{doing.location} cannot be opened with these settings: {_first(_text(error))}. "
        "A server is given as neo4j://host:7687, or neo4j+s://host:7687 where the connection is encrypted."
    )


def _other_product(error: Exception, doing: Doing) -> PartnershipGraphError:
    return StoreUnavailable(
        f"{doing.location} does not speak the protocol of Neo4j 5.26 or newer ({_first(_text(error))}). "
        "Upgrade the server, or name another store with --store."
    )


def _busy(error: Exception, doing: Doing) -> PartnershipGraphError:
    return StoreUnavailable(
        f"{doing.location} gave no connection in time ({_first(_text(error))}). The server is down or busy: try again."
    )


def _no_text(error: Exception, doing: Doing) -> PartnershipGraphError:
    return StoreError(
        f"The store at {doing.location} cannot keep a text that is not Unicode: {_first(_text(error))}. "
        "The document was read in the wrong encoding: save it as UTF-8 and load it again."
    )


_BY_CODE: Mapping[str, Say] = {
    "Security.AuthenticationRateLimit": _many_attempts,
    "Security.CredentialsExpired": _new_password,
    "Database.DatabaseNotFound": _no_database,
    "MemoryPoolOutOfMemoryError": _too_large,
    "TransactionOutOfMemoryError": _too_large,
    "General.OutOfMemoryError": _too_large,
    "Transaction.TransactionTimedOut": _timed_out,
    "Transaction.TransactionTimedOutClientConfiguration": _timed_out,
    "Transaction.Terminated": _timed_out,
    "Statement.AccessMode": _refused,
    "Statement.ParameterMissing": _no_parameter,
}
_QUERIES_ONLY = (_timed_out, _refused, _no_parameter)

BY_CLASS: Mapping[type[BaseException], Say] = {
    driver.AuthError: _signed_out,
    driver.TokenExpired: _signed_out,
    driver.AuthConfigurationError: _signed_out,
    driver.CertificateConfigurationError: _encryption,
    driver.ConfigurationError: _unusable,
    driver.UnsupportedServerProduct: _other_product,
    driver.ServiceUnavailable: _unreachable,
    driver.RoutingServiceUnavailable: _no_router,
    driver.WriteServiceUnavailable: _no_router,
    driver.ReadServiceUnavailable: _no_router,
    driver.IncompleteCommit: _unknown_end,
    driver.SessionExpired: _down,
    driver.ConnectionPoolError: _busy,
    driver.ConnectionAcquisitionTimeoutError: _busy,
    driver.DatabaseUnavailable: _down,
    driver.NotALeader: _down,
    driver.ForbiddenOnReadOnlyDatabase: _down,
    driver.TransientError: _down,
    driver.Forbidden: _forbidden,
    driver.CypherSyntaxError: _failed,
    driver.CypherTypeError: _failed,
    driver.ConstraintError: _failed,
    driver.ClientError: _failed,
    driver.DatabaseError: _failed,
    driver.Neo4jError: _failed,
    driver.SessionError: _misused,
    driver.TransactionError: _misused,
    driver.TransactionNestingError: _misused,
    driver.ResultError: _misused,
    driver.ResultFailedError: _misused,
    driver.ResultConsumedError: _misused,
    driver.ResultNotSingleError: _misused,
    driver.BrokenRecordError: _no_value,
    driver.DriverError: _misused,
    driver.GqlError: _misused,
    GaveUp: _gave_up,
    ClosedMeanwhile: _closed,
    OSError: _unreachable,
    RecursionError: _too_deep,
    UnicodeError: _no_text,
    ValueError: _unusable,
}
"""Every exception the driver's documentation names, and others that come out of it, and what we say of each."""


def _text(error: Exception) -> str:
    text = error.message if isinstance(error, driver.Neo4jError) else str(error)
    return (text or type(error).__name__).strip()


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, what caused it, and what caused that."""
    yield error
    if isinstance(error, BaseExceptionGroup):
        yield from _causes(error.exceptions[0])
    elif error.__cause__ is not None:
        yield from _causes(error.__cause__)


def _reason(error: Exception) -> str:
    """The last line of the first cause."""
    *_, first = _causes(error)
    return str(first).strip().rpartition("\n")[2].rstrip(".") or type(first).__name__


def _first(text: str) -> str:
    """The first line without its full stop, for use within a sentence."""
    return text.splitlines()[0].strip().rstrip(".") if text.strip() else "no reason given"


_LONGEST_REASON = 500
"""How much of what an engine says is passed on: it may repeat the whole query."""

_PLACES = (
    re.compile(r"\s*\bat line (?P<line>\d+), column (?P<zero>\d+)"),
    re.compile(r"\s*\(line (?P<line>\d+), column (?P<column>\d+)(?: \(offset: \d+\))?\)"),
    re.compile(r"(?:at )?\bline (?P<line>\d+):(?P<zero>\d+)\b"),
)


def explained(message: str, query: str) -> str:
    """The engine's message without its decoration, and the line of the query it speaks of with a caret under it."""
    said = re.sub(r"^(?:Error executing Cypher command|Syntax error|Cypher syntax error):\s*", "", _first(message))
    if query.startswith(said):
        return "it gives no reason. Try a simpler form of it."
    for pattern in _PLACES:
        place = pattern.search(message)
        if not place:
            continue
        parts = place.groupdict()
        column = int(parts["column"]) - 1 if parts.get("column") else int(parts["zero"])
        lines = query.splitlines() or [""]
        number = min(int(parts["line"]), len(lines))
        said = _short(pattern.sub("", said).strip(" .:"))
        return f"{said} (line {number}, column {column + 1}).\n{drawn(lines[number - 1], column)}"
    return _short(said) + "."


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_REASON else text[:_LONGEST_REASON] + "…"
