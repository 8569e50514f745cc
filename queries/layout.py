"""How an answer is laid out for people where a list of its rows would read badly."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, kw_only=True)
class Layout:
    """A table of lines, each made of several rows of the answer; programs get the rows."""

    columns: tuple[str, ...]
    lines: Callable[[Sequence[Any]], list[dict[str, Any]]]
    """From the rows, in their order, to lines with these columns and what `merged` tells of their rows."""
    line: Callable[[Any], Any] | None = None
    """What the rows of one line have in common, where a line is made of several: these are never parted."""


def merged(rows: Sequence[Any]) -> Mapping[str, Any]:
    """What several rows of an answer, on one line, have behind them: their plan, words and record."""
    words = dict.fromkeys(word for row in rows for word in row.passages)
    sources = dict.fromkeys(row.source for row in rows if row.source)
    return {"plan": rows[0].plan, "passages": tuple(words), "source": "; ".join(sources) or None}
