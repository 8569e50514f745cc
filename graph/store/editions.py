"""Which edition of a plan is current."""

import re
from collections.abc import Iterable
from typing import Any

from neo4j import ManagedTransaction


def newest(editions: Iterable[dict[str, Any]]) -> str | None:
    """The id of the latest edition: by date of publication, then by edition label, then by id."""
    found = sorted(editions, key=_rank)
    return str(found[-1]["id"]) if found else None


def _rank(edition: dict[str, Any]) -> tuple[str, str, str]:
    date = edition.get("published_on") or edition.get("published_not_before") or ""
    label = (edition.get("edition") or "").casefold()
    return date, re.sub(r"\d+", lambda number: number[0].zfill(12), label), edition["id"]


def of_work(tx: ManagedTransaction, work: str) -> list[dict[str, Any]]:
    """The editions of a work that the store holds."""
    found = tx.run(
        "MATCH (p:Plan {work: $work}) RETURN p.id AS id, p.published_on AS published_on, p.current AS current, "
        "p.published_not_before AS published_not_before, p.edition AS edition",
        work=work,
    )
    return found.data()


def settle(tx: ManagedTransaction, editions: Iterable[dict[str, Any]], current: str | None) -> None:
    """Make one edition current and no other, touching only those that change."""
    wrong = [
        {"id": edition["id"], "current": edition["id"] == current}
        for edition in editions
        if edition["current"] != (edition["id"] == current)
    ]
    if wrong:
        tx.run("UNWIND $rows AS row MATCH (p:Plan {id: row.id}) SET p.current = row.current", rows=wrong).consume()
