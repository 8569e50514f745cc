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
def column(name: str, key: str, value: str) -> dict[str, str]:
    """One column of a table by another."""
    return {row[key]: row[value] for row in table(name)}
