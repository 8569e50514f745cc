"""Many rows in few records.

The driver takes about eleven millionths of a second for every record, whatever is in it, and the embedded engine sorts
slowly: an answer of 25,000 rows would spend most of its time on these two. So where the columns of a statement are
known, the engine is asked for its rows as lists in few records, and they are put in the statement's order here.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

_IN_A_RECORD = 1_000
_RETURNS = "\nRETURN "
_ORDER = re.compile(r"\nORDER BY ([^\n]+)\s*\Z")


@dataclass(frozen=True)
class Packed:
    """A statement that returns the rows of another as lists of values, so many lists in a record."""

    cypher: str
    columns: tuple[str, ...]
    order: tuple[str, ...]
    """The columns by which the rows are sorted here; none where the engine sorts them, or nobody does."""

    def rows(self, records: Iterable[Sequence[Sequence[Any]]]) -> list[dict[str, Any]]:
        """The rows of the other statement, from the lists of values."""
        found = [dict(zip(self.columns, values, strict=True)) for record in records for values in record]
        if self.order:
            found.sort(key=self._place)
        return found

    def _place(self, row: Mapping[str, Any]) -> list[tuple[bool, Any]]:
        """As Cypher sorts: in rising order, what is not there last."""
        return [(row[name] is None, 0 if row[name] is None else row[name]) for name in self.order]


def packed(cypher: str, columns: Sequence[str]) -> Packed:
    """A statement whose last clauses are RETURN and, if there is one, ORDER BY, each at the beginning of a line."""
    before, items, wanted = _parted(cypher)
    order = ""
    if not set(wanted) <= set(columns):
        order, wanted = f"\nORDER BY {', '.join(wanted)}", ()
    listed = ", ".join(f"`{name}`" for name in columns)
    return Packed(
        f"{before}\nWITH {items}{order}\nWITH collect([{listed}]) AS every\n"
        f"UNWIND range(0, size(every) - 1, {_IN_A_RECORD}) AS first\n"
        f"RETURN every[first..first + {_IN_A_RECORD}] AS rows",
        tuple(columns),
        wanted,
    )


def counted(cypher: str) -> str:
    """A statement that returns how many rows such a statement has, as `total`."""
    before, items, _ = _parted(cypher)
    return f"{before}\nWITH {items}\nRETURN count(*) AS total"


def _parted(cypher: str) -> tuple[str, str, tuple[str, ...]]:
    """What stands before RETURN, what is returned, and by what it is sorted."""
    body = cypher.rstrip()
    found = _ORDER.search(body)
    before, returns, items = (body[: found.start()] if found else body).rpartition(_RETURNS)
    if not returns:
        raise ValueError(f"No line of the statement begins with RETURN: {cypher}")
    return before, items, tuple(name.strip() for name in found[1].split(",")) if found else ()
