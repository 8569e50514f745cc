"""Which edition of a plan is current."""

from collections.abc import Iterable
from typing import Any

from neo4j import ManagedTransaction

from graph.editions.order import rank
from graph.ontology import Plan


def newest(editions: Iterable[dict[str, Any]]) -> str | None:
    """The id of the latest edition: by date of publication, then by edition label, then by id."""
    found = sorted(editions, key=rank)
    return str(found[-1]["id"]) if found else None


_EDITION = "p {.id, .published_on, .published_not_before, .edition, .current}"


def of_work(tx: ManagedTransaction, work: str) -> list[dict[str, Any]]:
    """The editions of a work that the store holds."""
    found = tx.run(f"MATCH (p:Plan {{work: $work}}) RETURN {_EDITION} AS edition", work=work)
    return found.value("edition")


def before(tx: ManagedTransaction, plan: Plan) -> list[dict[str, Any]]:
    """The editions that the store held of a plan's work; if there were none, the plan is there afterwards.

    Most loads are of something new, so that looking and creating are one statement.
    """
    found = tx.run(
        f"OPTIONAL MATCH (p:Plan {{work: $row.work}}) WITH collect({_EDITION}) AS held "
        "FOREACH (_ IN CASE WHEN size(held) = 0 THEN [1] ELSE [] END | CREATE (n:Plan {id: $row.id}) SET n = $row) "
        "RETURN held",
        row=plan.properties(),
    )
    return [edition for edition in found.single(strict=True)["held"] if edition is not None]


def settle(tx: ManagedTransaction, editions: Iterable[dict[str, Any]], current: str | None) -> None:
    """Make one edition current and no other, touching only those that change."""
    wrong = [
        {"id": edition["id"], "current": edition["id"] == current}
        for edition in editions
        if edition["current"] != (edition["id"] == current)
    ]
    if wrong:
        tx.run("UNWIND $rows AS row MATCH (p:Plan {id: row.id}) SET p.current = row.current", rows=wrong).consume()
