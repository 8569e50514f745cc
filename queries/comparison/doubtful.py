"""Asks of the edition before that an ask of this one may be, or may hold, which nobody has decided."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from queries.comparison.editions import DROPPED, POSSIBLE, edition_rows
from queries.comparison.facts import COMPARE_CYPHER

if TYPE_CHECKING:
    from graph.store import Store

BEFORE_CYPHER = """
UNWIND $plans AS held
MATCH (p:Plan {id: held})-[:REVISES]->(before:Plan)
RETURN held AS plan, before.id AS before
ORDER BY plan
"""


def doubtful(store: "Store", plans: Sequence[str]) -> Mapping[str, Any]:
    """`editions`, each plan with the edition before it; `doubtful`, the id of an ask of that one and the title of the
    ask that it may be now, or that has its words.
    """
    editions = store.read(BEFORE_CYPHER, {"plans": list(plans)}).rows
    found = []
    for edition in editions:
        both = [edition["before"], edition["plan"]]
        # no fact that depends on the day bears on which asks are one
        given = {"both": both, "between": both, "as_of": "9999-12-31"}
        rows = edition_rows(store.read(COMPARE_CYPHER, given).rows, given)
        for row in rows:
            if row["change"] == POSSIBLE:
                found.append({"before": row["first_id"], "now": row["ask"]})
            elif row["change"] == DROPPED and row["whole"] is not None:
                found.append({"before": row["first_id"], "now": row["whole"]})
    return {"editions": editions, "doubtful": found}
