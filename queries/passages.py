"""The words behind rows: passages by id, with the block that each stands in."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from queries.question import Words

if TYPE_CHECKING:
    from graph.store import Store

PASSAGES_CYPHER = """
UNWIND $ids AS wanted
MATCH (p:Passage {id: wanted})
OPTIONAL MATCH (p)-[:WITHIN]->(b:Passage)
RETURN p.id AS id, p.quote AS quote, b.quote AS context, coalesce(p.heading_path, []) AS heading_path,
       p.url AS url, p.plan AS plan, p.page AS page, p.start AS start, b.`order` AS block
"""
"""In no order: of many, sorting would take longer than finding them."""

_COLUMNS = ("id", "quote", "context", "heading_path", "url", "plan", "page", "start", "block")


def words_of(store: "Store", ids: Iterable[str]) -> dict[str, Words]:
    """The words of passages, by passage id."""
    wanted = sorted(set(ids))
    if not wanted:
        return {}
    found: dict[str, Words] = {}
    first: dict[str, int] = {}
    for row in store.read(PASSAGES_CYPHER, {"ids": wanted}, columns=_COLUMNS).rows:
        id_, block = row["id"], row["block"] or 0
        if id_ not in found or block < first[id_]:
            found[id_], first[id_] = _words(row), block
    return found


def _words(row: dict[str, Any]) -> Words:
    return Words(
        quote=row["quote"],
        context=row["context"] or row["quote"],
        heading_path=tuple(row["heading_path"]),
        url=row["url"],
        plan=row["plan"],
        page=row["page"],
        start=row["start"],
    )
