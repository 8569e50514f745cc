"""Which row of a table names its columns, where nothing but its words tells."""

from collections.abc import Sequence

from loaders.assembly import Run, words


def names_columns(rows: Sequence[Sequence[list[Run]]]) -> bool:
    """Whether the first of several rows names the columns: short names in every cell, and longer words below."""
    if len(rows) < 2 or len(rows[0]) < 2:
        return False
    first = [words(cell) for cell in rows[0]]
    if not all(
        text and len(text.split()) <= 6 and text[-1] not in ".;," and not text[0].islower() and not text[0].isdigit()
        for text in first
    ):
        return False
    below = [len(words(cell)) for row in rows[1:] for cell in row]
    return sum(below) / len(below) > sum(map(len, first)) / len(first)
