"""A country of plans made for measuring: a few plans are read, the rest are copies of them under ids of their own."""

from collections.abc import Iterator
from dataclasses import fields, replace
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from benchmarks.made_plans import made_plan
from graph.model import Graph
from graph.ontology import Plan
from graph.records import Node, Relation
from loaders.plan import load
from loaders.readers import read

T = TypeVar("T", Node, Relation)

SOURCES = 12
"""How many different plans the country has; about 300 nodes each."""


@cache
def _sources() -> tuple[Graph, ...]:
    """The bundled plan, and plans that are made for measuring."""
    with as_file(files("loaders").joinpath("data", "demo", "west-midlands-digest.md")) as document:
        found = [load(read(str(document)), published="2025-07").graph]
    with TemporaryDirectory() as folder:
        for number in range(1, SOURCES):
            path = Path(folder) / f"{number}.md"
            path.write_text(made_plan(number), encoding="utf-8")
            found.append(load(read(str(path)), published="2025-07").graph)
    return tuple(found)


def made_country(plans: int) -> Iterator[Graph]:
    """So many sound plans, always the same."""
    sources = _sources()
    for number in range(plans):
        yield _copy(sources[number % len(sources)], number)


def _copy(source: Graph, number: int) -> Graph:
    plan = source.plan()
    id_ = f"region-{number}-{plan.id[-6:]}"
    made = Graph()
    for node in source.nodes.values():
        copied = _renamed(node, plan.id, id_)
        if isinstance(copied, Plan):
            copied = replace(copied, title=f"Growth plan of region {number}", work=id_, sha256=f"{number:064d}")
        made.nodes[copied.id] = copied
    for relation in source.relations.values():
        drawn = _renamed(relation, plan.id, id_)
        made.relations[drawn.key] = drawn
    return made


def _renamed(record: T, old: str, new: str) -> T:
    """The record with the plan's id, in its own ids and in those it points at, replaced."""

    def name(value: Any) -> Any:
        if isinstance(value, str):
            return new + value[len(old) :] if value == old or value.startswith(f"{old}/") else value
        return tuple(map(name, value)) if isinstance(value, tuple) else value

    return replace(record, **{field.name: name(getattr(record, field.name)) for field in fields(record)})
