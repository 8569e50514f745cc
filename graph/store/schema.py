"""Constraints, indexes and the mark of a store, derived from the ontology, and whose database this is."""

from collections.abc import Iterator, Sequence
from uuid import uuid4

from neo4j import Driver, ManagedTransaction

from graph.errors import StoreMismatch, StoreUnavailable
from graph.ontology import NODES, RELATIONS, SCHEMA, Plan
from graph.records import ReferenceRelation, properties_of
from graph.store.engine import Engine

MARK = "PartnershipGraph"
"""The label of the one node that says a database is a store."""

OWN_LABELS: tuple[str, ...] = tuple(
    label for label, kind in NODES.items() if any(p.name == "plan" for p in properties_of(kind))
)
"""Labels of nodes that can belong to a plan."""

REFERENCE_TYPES: tuple[str, ...] = tuple(
    kind for kind, relation in RELATIONS.items() if issubclass(relation, ReferenceRelation)
)
"""Types that can join two shared nodes; the only ones a plan's own nodes do not lead to."""


CHANGED_CYPHER = f"MATCH (m:{MARK}) RETURN m.changed AS changed"
"""What the last change of the store was marked with."""


def mark_changed(tx: ManagedTransaction) -> None:
    """Mark the store as changed, as part of the change itself and at its end, since others wait for this node."""
    tx.run(f"MATCH (m:{MARK}) SET m.changed = $changed", changed=uuid4().hex).consume()


def declarations() -> Iterator[tuple[tuple[str, str, bool], str]]:
    """What must exist, as (label or type, property, unique), and the statement that makes it so.

    The statements are the same on both engines and change nothing where the thing exists.
    """
    for label in NODES:
        yield (label, "id", True), f"CREATE CONSTRAINT IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for label in OWN_LABELS:
        yield (label, "plan", False), f"CREATE INDEX IF NOT EXISTS FOR (n:{label}) ON (n.plan)"
    yield (Plan.__name__, "work", False), f"CREATE INDEX IF NOT EXISTS FOR (n:{Plan.__name__}) ON (n.work)"
    for kind in REFERENCE_TYPES:
        yield (kind, "plan", False), f"CREATE INDEX IF NOT EXISTS FOR ()-[r:{kind}]-() ON (r.plan)"


def declare(driver: Driver, database: str) -> None:
    """Make the constraints and indexes that are missing, in one transaction: the embedded engine writes each commit to
    disk, and thirty of them would take longer than everything else.
    """
    with driver.session(database=database) as session:
        held = {
            (name, prop)
            for record in session.run("SHOW INDEXES YIELD labelsOrTypes, properties")
            for name in record["labelsOrTypes"] or ()
            for prop in record["properties"] or ()
        }
        missing = [statement for (name, prop, _), statement in declarations() if (name, prop) not in held]
        if missing:
            session.execute_write(lambda tx: [tx.run(statement).consume() for statement in missing])


def prepare(engine: Engine, *, create: bool, shared_database: bool) -> None:
    """Make sure the database is a store of this schema, or make it one.

    Raises:
        StoreMismatch: it is somebody else's, or of another schema version.
        StoreUnavailable: it is empty, and `create` is false.
    """
    marks = _read(engine, f"MATCH (m:{MARK}) RETURN m.schema AS value")
    if marks:
        _check_version(engine, marks)
        return
    if _read(engine, "MATCH (n) RETURN 1 AS value LIMIT 1"):
        _check_guest(engine, shared_database)
    elif not create:
        raise StoreUnavailable(
            f"The store at {engine.location} holds no plan yet. Load one first: partners load SOURCE --store …"
        )
    declare(engine.writing, engine.database)
    with engine.writing.session(database=engine.database) as session:
        session.execute_write(lambda tx: tx.run(f"MERGE (m:{MARK} {{schema: $schema}})", schema=SCHEMA).consume())


def _read(engine: Engine, query: str) -> list[object]:
    with engine.reading.session(database=engine.database, default_access_mode="READ") as session:
        return session.execute_read(lambda tx: tx.run(query).value("value"))


def _check_version(engine: Engine, found: Sequence[object]) -> None:
    if list(found) != [SCHEMA]:
        versions = ", ".join(str(version) for version in found)
        raise StoreMismatch(
            f"The store at {engine.location} has schema {versions}, and this version of partners works with schema "
            f"{SCHEMA}. Documents are the truth: load them again into another store (--store), or remove this one "
            "first (delete the folder; on a server, delete the nodes) and load them again."
        )


def _check_guest(engine: Engine, shared_database: bool) -> None:
    if not shared_database:
        raise StoreMismatch(
            f"The database {engine.database!r} at {engine.location} holds somebody else's data. Name an empty one "
            "(NEO4J_DATABASE), or say --shared-database to keep the graph beside that data: "
            "only nodes of our own labels are then touched."
        )
    for label in NODES:
        if _read(engine, f"MATCH (n:{label}) RETURN 1 AS value LIMIT 1"):
            raise StoreMismatch(
                f"The database {engine.database!r} at {engine.location} has nodes labelled {label} that are not ours, "
                "and the graph would mix with them. Name another database (NEO4J_DATABASE)."
            )
