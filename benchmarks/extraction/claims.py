"""What a reading of a plan claims, in the little that is scored."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from benchmarks.extraction.spans import Searchable, Span
from graph.model import Graph
from graph.ontology import AddressedTo, Ask, EvidencedBy, Instrument, Organisation, Passage, Plays, Priority, Role

_SAID = ("stated", "curated")
"""Bases of an addressee that is scored: what the words say or a person decided, never a guess."""


@dataclass(frozen=True)
class ClaimedName:
    """An organisation, instrument or priority."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None


@dataclass(frozen=True)
class Quote:
    """Words of the plan, with their place where it is known."""

    words: str
    start: int | None = None

    def places(self, page: Searchable) -> list[Span]:
        """Where they stand: at the given place if they do, else wherever they are found."""
        if self.start is not None:
            end = self.start + len(self.words)
            if page.text[self.start : end] == self.words:
                return [Span(self.start, end)]
        return page.places(self.words)


@dataclass(frozen=True)
class ClaimedAsk:
    """One thing wanted of somebody."""

    quotes: tuple[Quote, ...]
    asked: tuple[ClaimedName, ...] = ()
    pounds: int | None = None


@dataclass(frozen=True)
class ClaimedRole:
    """One thing that one organisation does."""

    organisation: ClaimedName
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class Claims:
    """All that a reading claims about one plan."""

    organisations: tuple[ClaimedName, ...] = ()
    instruments: tuple[ClaimedName, ...] = ()
    priorities: tuple[ClaimedName, ...] = ()
    asks: tuple[ClaimedAsk, ...] = ()
    roles: tuple[ClaimedRole, ...] = ()


def claims_of(graph: Graph) -> Claims:
    """What a plan's graph claims; the same for a graph just loaded and for one read back from node-link JSON."""
    quotes = _quotes(graph)
    bodies = {node.id: _body(node) for node in graph.of(Organisation)}
    asked: dict[str, list[ClaimedName]] = defaultdict(list)
    for link in graph.links(AddressedTo):
        if link.basis in _SAID:
            asked[link.start].append(bodies[link.finish])
    return Claims(
        organisations=tuple(bodies[node.id] for node in graph.of(Organisation) if node.id in quotes),
        instruments=tuple(ClaimedName(n.name, n.aliases, n.kind) for n in graph.of(Instrument) if n.id in quotes),
        priorities=tuple(ClaimedName(node.name) for node in graph.of(Priority)),
        asks=tuple(ClaimedAsk(quotes.get(a.id, ()), tuple(asked[a.id]), a.amount) for a in graph.of(Ask)),
        roles=tuple(
            ClaimedRole(bodies[link.start], quotes.get(role.id, ()))
            for link in graph.links(Plays)
            if isinstance(role := graph.nodes.get(link.finish), Role)
        ),
    )


def _body(node: Organisation) -> ClaimedName:
    return ClaimedName(node.name, (*node.aliases, *filter(None, [node.abbreviation])), node.kind)


def _quotes(graph: Graph) -> dict[str, tuple[Quote, ...]]:
    passages: dict[str, list[Passage]] = defaultdict(list)
    for link in graph.links(EvidencedBy):
        passage = graph.nodes.get(link.finish)
        if isinstance(passage, Passage):
            passages[link.start].append(passage)
    return {subject: tuple(_in_order(found)) for subject, found in passages.items()}


def _in_order(passages: Iterable[Passage]) -> Iterable[Quote]:
    for passage in sorted(passages, key=lambda p: (p.start, p.end)):
        yield Quote(passage.quote, passage.start)
