"""The lookup tables that reading relies on: small CSV files under `loaders/data`."""

import csv
from functools import cache
from importlib.resources import files


@cache
def table(*path: str) -> tuple[dict[str, str], ...]:
    """The rows of loaders/data/<path>, each by its column names."""
    text = files("loaders").joinpath("data", *path).read_text(encoding="utf-8")
    return tuple(csv.DictReader(text.splitlines()))


@cache
def words(name: str) -> frozenset[str]:
    """The first column of a table as a set."""
    rows = table(name)
    return frozenset(next(iter(row.values())) for row in rows)


@cache
def word_set(name: str, wanted: str) -> frozenset[str]:
    """The words of one set in a table of sets."""
    return frozenset(row["word"] for row in table(name) if row["set"] == wanted)


@cache
def column(name: str, key: str, value: str) -> dict[str, str]:
    """One column of a table by another."""
    return {row[key]: row[value] for row in table(name)}


@cache
def _common_words() -> frozenset[str]:
    return frozenset(files("loaders").joinpath("data", "common_words.txt").read_text(encoding="utf-8").split())


def common(word: str) -> bool:
    """Whether a lower-case word is a common English one, or a plural or possessive of one."""
    if "-" in word:
        return all(common(part) for part in word.split("-") if part)
    return (
        word in _common_words()
        or word.removesuffix("s") in _common_words()
        or word.removesuffix("'s") in _common_words()
    )
