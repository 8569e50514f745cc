"""The graph in memory: what a loader builds and a store keeps."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeVar

from graph.errors import OntologyError
from graph.ontology import RELATIONS, Passage, Plan
from graph.records import Node, Relation
from graph.soundness import may_join, problems, shown

N = TypeVar("N", bound=Node)
R = TypeVar("R", bound=Relation)

_SHOWN = 5


@dataclass
class Graph:
    """Nodes and relationships that the ontology allows, by id and by key.

    Adding the same thing twice changes nothing; adding a different thing under the same id is an error, since ids
    are made from what a thing says.
    """

    nodes: dict[str, Node] = field(default_factory=dict)
    relations: dict[tuple[str, str, str], Relation] = field(default_factory=dict)

    def add(self, node: N) -> N:
        """Add a node and give it back.

        Raises:
            OntologyError: another node has this id already.
        """
        held = self.nodes.setdefault(node.id, node)
        if held != node:
            raise OntologyError(
                f"Two different nodes claim the id {shown(node.id)}: {_difference(held, node)}. Ids are made from "
                "what a thing says and where it stands, so the two are one thing, or one of them needs its own id."
            )
        return node

    def link(self, relation: R) -> R:
        """Add a relationship and give it back; one between the same nodes and of the same type replaces it."""
        self.relations[relation.key] = relation
        return relation

    def of(self, kind: type[N]) -> Iterator[N]:
        """All nodes of a class, sorted by id."""
        return iter(sorted((n for n in self.nodes.values() if isinstance(n, kind)), key=lambda n: n.id))

    def links(self, kind: type[R]) -> Iterator[R]:
        """All relationships of a class, sorted by their ends."""
        return iter(sorted((r for r in self.relations.values() if isinstance(r, kind)), key=lambda r: r.key))

    def plan(self) -> Plan:
        """The one plan in it.

        Raises:
            OntologyError: it holds no plan, or several.
        """
        plans = list(self.of(Plan))
        if len(plans) != 1:
            raise OntologyError(f"A load needs a graph with exactly one plan; this one has {len(plans)}.")
        return plans[0]

    def problems(self) -> Iterator[str]:
        """Everything the ontology forbids about this graph, as sentences; none for a sound one."""
        for node in self.of(Node):
            found = list(problems(node))
            for problem in found:
                yield f"{node.id}: {problem}"
            if not found and isinstance(node, Passage) and node.end - node.start != len(node.quote):
                yield f"{node.id}: the quote has {len(node.quote)} characters and its place {node.end - node.start}."
        for relation in sorted(self.relations.values(), key=lambda r: r.key):
            yield from self._relation_problems(relation)

    def _relation_problems(self, relation: Relation) -> Iterator[str]:
        place = f"({relation.start})-[{relation.type}]->({relation.finish})"
        ends = [self.nodes.get(relation.start), self.nodes.get(relation.finish)]
        for name, node in zip((relation.start, relation.finish), ends, strict=True):
            if node is None:
                yield f"{place}: there is no node {name!r}."
        start, finish = ends
        if start is not None and finish is not None and not may_join(type(relation), type(start), type(finish)):
            allowed = "; ".join(f"{s.__name__} to {f.__name__}" for s, f in RELATIONS[relation.type].ends)
            yield f"{place}: it joins {start.label} to {finish.label}, and may join: {allowed}."
        found = list(problems(relation))
        for problem in found:
            yield f"{place}: {problem}"
        for passage in relation.passages if not found else ():
            if not isinstance(self.nodes.get(passage), Passage):
                yield f"{place}: its passage {passage!r} is not in the graph."

    def check(self) -> None:
        """Refuse a graph that the ontology does not allow.

        Raises:
            OntologyError: naming the first few problems and how many there are.
        """
        found = list(self.problems())
        if found:
            more = f" (and {len(found) - _SHOWN} more)" if len(found) > _SHOWN else ""
            raise OntologyError("The graph is not sound: " + " ".join(found[:_SHOWN]) + more)

    def update(self, nodes: Iterable[Node], relations: Iterable[Relation]) -> None:
        """Add many nodes and relationships."""
        for node in nodes:
            self.add(node)
        for relation in relations:
            self.link(relation)


def _difference(held: Node, other: Node) -> str:
    """In what two nodes of one id differ."""
    if held.label != other.label:
        return f"one is a node {held.label} and the other {other.label}"
    first, second = held.properties(), other.properties()
    name = next(n for n in sorted(first.keys() | second.keys()) if first.get(n) != second.get(n))
    return f"the {name} of one {held.label} is {shown(first.get(name))} and of the other {shown(second.get(name))}"
