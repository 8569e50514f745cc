"""Which shared bodies a plan reaches (design, rule 7).

A shared node is reached when it has a relationship that belongs to a plan or to one of a plan's own nodes, or when
reference data leads to it from such a node: outward over PART_OF and MEMBER_OF, from an old body to its successor, and
from an instrument to who controls it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from graph.model import Graph
from graph.ontology import Controls, Succeeds
from graph.records import Node, Relation


def is_shared(node: Node) -> bool:
    """Whether all plans share the node: it is of a kind that can belong to a plan, and belongs to none."""
    return node.label != "Plan" and getattr(node, "plan", None) is None


def reached(graph: Graph) -> Graph:
    """The graph without the shared nodes that its plan does not reach, and their relationships."""
    shared = {node.id for node in graph.nodes.values() if is_shared(node)}
    kept = closure(_anchored(graph, shared), _steps(graph.relations.values()))
    lost = shared - kept
    if not lost:
        return graph
    found = Graph()
    found.update(
        (node for node in graph.nodes.values() if node.id not in lost),
        (r for r in graph.relations.values() if r.start not in lost and r.finish not in lost),
    )
    return found


def _anchored(graph: Graph, shared: set[str]) -> Iterator[str]:
    for relation in graph.relations.values():
        own = relation.plan is not None or relation.start not in shared or relation.finish not in shared
        if own:
            yield from (end for end in (relation.start, relation.finish) if end in shared)


def _steps(relations: Iterable[Relation]) -> Iterator[tuple[str, str]]:
    """Where reference data leads: from one node to another."""
    for relation in relations:
        if relation.plan is None:
            backwards = isinstance(relation, Succeeds | Controls)
            yield (relation.finish, relation.start) if backwards else (relation.start, relation.finish)


def closure(start: Iterable[str], steps: Iterable[tuple[str, str]]) -> set[str]:
    """Everything the steps lead to from a set of nodes, these included."""
    onward: dict[str, list[str]] = defaultdict(list)
    for here, there in steps:
        onward[here].append(there)
    found = set(start)
    open_ends = list(found)
    while open_ends:
        for there in onward[open_ends.pop()]:
            if there not in found:
                found.add(there)
                open_ends.append(there)
    return found
