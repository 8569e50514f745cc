"""A character to part the items of lists with, for formats that hold a list as one text."""

from collections.abc import Iterable

from graph.model import Graph
from graph.records import Node, Relation


def unused(graph: Graph, among: Iterable[str]) -> str:
    """The first of some characters that no item of a list holds."""
    records: Iterable[Node | Relation] = (*graph.nodes.values(), *graph.relations.values())
    used: set[str] = set()
    for record in records:
        for value in record.properties().values():
            if isinstance(value, list):
                used.update(*value)
    return next(character for character in among if character not in used)
