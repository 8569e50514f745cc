"""The graph as it stood on a day: who leads on a topic changes, and a page shows one day."""

from graph.model import Graph
from graph.ontology import AddressedTo
from graph.records import Relation


def on_the_day(graph: Graph, day: str) -> Graph:
    """The graph without the inferred addressees that are not known to lead on the topic on a day (ISO date)."""
    held = Graph()
    held.update(graph.nodes.values(), (r for r in graph.relations.values() if _holds(r, day)))
    return held


def _holds(relation: Relation, day: str) -> bool:
    if not isinstance(relation, AddressedTo):
        return True
    begun = not relation.valid_from or relation.valid_from <= day
    lasts = not relation.valid_to or relation.valid_to > day
    known = (not relation.known_from or relation.known_from <= day) and (
        not relation.known_until or relation.known_until >= day
    )
    return begun and lasts and known
