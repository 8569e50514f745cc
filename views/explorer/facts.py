"""One plan as its page sees it: every node with its words, its ties and a stable address on the page."""

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from graph.ids import digest, normalise
from graph.model import Graph
from graph.ontology import (
    AddressedTo,
    Ask,
    Controls,
    EvidencedBy,
    InSection,
    Instrument,
    Organisation,
    PartOf,
    Passage,
    Plan,
    Plays,
    Priority,
    Role,
    Section,
    Within,
)
from graph.records import Node, Relation
from views.explorer.text import clean, source_link
from views.explorer.whole_sentence import whole_sentence
from views.explorer.wording import NAMED_BODY, VERBS, name_of, remark_of

N = TypeVar("N", bound=Node)
_LAST = 1 << 62


@dataclass(frozen=True)
class Words:
    """The words behind a fact: its whole sentence in parts, own words marked, and where it stands."""

    parts: tuple[tuple[str, bool], ...]
    """Pieces of the whole sentence, and whether a piece is the fact's own words."""
    quote: str
    where: str
    """The headings it stands under, outermost first, and the page where there are pages."""
    link: str | None
    """The published page at these words, if it is on the web."""
    order: tuple[int, int]


@dataclass(frozen=True)
class Tie:
    """A relationship, read from one of its ends."""

    verb: str
    other: str
    """Anchor of the node at the other end."""
    name: str
    """Name of the node at the other end."""
    relation: Relation
    forwards: bool

    @property
    def remark(self) -> str:
        """How near the text names an addressee, or the topic for which it is inferred and since when it leads on it."""
        return clean(remark_of(self.relation))


class PlanFacts:
    """The part of a graph that belongs on one plan's page: its nodes, shared bodies it reaches, and their ties."""

    def __init__(self, graph: Graph, plan: Plan) -> None:
        self.plan = plan
        self.nodes, self.relations = _reached(graph, plan)
        self._ties: dict[str, list[Tie]] = defaultdict(list)
        self._passages: dict[str, list[Passage]] = defaultdict(list)
        self._blocks: dict[str, Passage] = {}
        for relation in self.relations:
            finish = self.nodes[relation.finish]
            if isinstance(relation, EvidencedBy) and isinstance(finish, Passage):
                self._passages[relation.start].append(finish)
            elif isinstance(relation, Within) and isinstance(finish, Passage):
                self._blocks[relation.start] = finish
            else:
                forwards, backwards = VERBS[relation.type]
                self._tie(relation.start, relation.finish, forwards, relation, True)
                self._tie(relation.finish, relation.start, backwards, relation, False)

    def _tie(self, one: str, other: str, verb: str, relation: Relation, forwards: bool) -> None:
        name = clean(name_of(self.nodes[other]))
        self._ties[one].append(Tie(verb, self.anchor(other), name, relation, forwards))

    def anchor(self, node_id: str) -> str:
        """The node's address on the page: made from its id and the plan's, whatever characters they hold."""
        return f"{self.nodes[node_id].label.lower()}-{digest(self.plan.id, node_id)}"

    def ties(self, node: Node, *types: str, forwards: bool | None = None) -> list[Tie]:
        """The node's ties of some types (all when none is named), sorted by type and then by name."""
        found = [
            tie
            for tie in self._ties[node.id]
            if (not types or tie.relation.type in types) and forwards in (None, tie.forwards)
        ]
        return sorted(found, key=lambda t: (t.relation.type, not t.forwards, _by_basis(t), t.name.casefold(), t.other))

    def words(self, node: Node) -> list[Words]:
        """The words behind a node, in the order of the document."""
        return sorted((self._words(p) for p in self._passages[node.id]), key=lambda w: (w.order, w.quote))

    def _words(self, passage: Passage) -> Words:
        block = self._blocks.get(passage.id, passage)
        start = passage.start - block.start
        if block.quote[max(start, 0) : start + len(passage.quote)] != passage.quote:
            block, start = passage, 0
        end = start + len(passage.quote)
        own = block is passage
        first, last = whole_sentence(block.quote, start, end)
        pieces = ((block.quote[first:start], False), (passage.quote, not own), (block.quote[end:last], False))
        where = " › ".join(clean(heading) for heading in passage.heading_path)
        if passage.page is not None:
            where = f"{where}, page {passage.page}" if where else f"page {passage.page}"
        return Words(
            parts=tuple((clean(text), marked) for text, marked in pieces if text),
            quote=clean(passage.quote),
            where=where,
            link=source_link(passage.url or self.plan.url, passage.quote),
            order=(passage.order, passage.start),
        )

    def all(self, kind: type[N]) -> list[N]:
        """All nodes of a class, in the order of the document and then by name."""
        found = [node for node in self.nodes.values() if isinstance(node, kind)]
        return sorted(found, key=lambda n: (self.place(n), name_of(n).casefold(), n.id))

    def place(self, node: Node) -> tuple[int, int]:
        """Where a node stands in the document: its block, and the character in it."""
        if isinstance(node, Section):
            return (node.order, 0)
        if isinstance(node, Organisation | Instrument):
            return (0, 0)
        return min(((p.order, p.start) for p in self._passages[node.id]), default=(_LAST, 0))

    def theme(self, node: Ask | Role) -> Section | None:
        """The subject an ask or role stands under: its section, or what a needs or roles block is part of."""
        at = self._finish(node, InSection)
        seen: set[str] = set()
        while isinstance(at, Section) and at.kind in ("needs", "roles") and at.id not in seen:
            seen.add(at.id)
            above = self._finish(at, PartOf)
            if not isinstance(above, Section):
                break
            at = above
        return at if isinstance(at, Section) else None

    def passages(self, node: Node) -> list[Passage]:
        """The passages behind a node, in the order of the document."""
        return sorted(self._passages[node.id], key=lambda p: (p.order, p.start, p.end, p.id))

    def block(self, passage: Passage) -> Passage:
        """The block that a span stands in; a block is its own."""
        return self._blocks.get(passage.id, passage)

    def _finish(self, node: Node, kind: type[Relation]) -> Node | None:
        found = [t.relation.finish for t in self._ties[node.id] if t.forwards and isinstance(t.relation, kind)]
        return self.nodes[min(found)] if found else None

    @cached_property
    def asks(self) -> list[Ask]:
        """The plan's asks in its own order."""
        return self.all(Ask)

    @cached_property
    def roles(self) -> list[Role]:
        """The plan's roles in its own order."""
        return self.all(Role)

    @cached_property
    def together(self) -> dict[str, list[Role]]:
        """Roles that say the same words in the same section, as a list of several partners gives them, by each id."""
        same: dict[tuple[str, str], list[Role]] = defaultdict(list)
        for role in self.roles:
            theme = self.themes[role.id]
            same[theme.id if theme else "", normalise(role.text)].append(role)
        return {role.id: roles for roles in same.values() for role in roles}

    @cached_property
    def themes(self) -> dict[str, Section | None]:
        """The subject of each ask and role, by its id."""
        items: tuple[Ask | Role, ...] = (*self.asks, *self.roles)
        return {item.id: self.theme(item) for item in items}

    @cached_property
    def partners(self) -> list[Organisation]:
        """Organisations that play a role, by name."""
        played = {r.start for r in self.relations if isinstance(r, Plays)}
        return [o for o in self.all(Organisation) if o.id in played]

    @cached_property
    def addressees(self) -> list[Organisation]:
        """Organisations of which something is asked, by name."""
        asked = {r.finish for r in self.relations if isinstance(r, AddressedTo)}
        return [o for o in self.all(Organisation) if o.id in asked]

    @cached_property
    def asked(self) -> list[Organisation]:
        """Addressees that the plan's words or a person name, without those only inferred."""
        stated = {r.finish for r in self.relations if isinstance(r, AddressedTo) and r.basis != "inferred"}
        return [o for o in self.addressees if o.id in stated]

    @cached_property
    def priorities(self) -> list[Priority]:
        """The plan's priorities in its own order."""
        return self.all(Priority)

    @cached_property
    def unaddressed(self) -> frozenset[str]:
        """Ids of the asks that name no body: none among those stated or decided is a named body or an office."""
        named = {o.id for o in self.addressees if o.specificity in NAMED_BODY}
        answered = {
            r.start
            for r in self.relations
            if isinstance(r, AddressedTo) and r.finish in named and r.basis in ("stated", "curated")
        }
        return frozenset(ask.id for ask in self.asks if ask.id not in answered)


def plans_of(graph: Graph) -> list[PlanFacts]:
    """Every plan in a graph, by title and edition."""
    plans = sorted(graph.of(Plan), key=lambda p: (p.title.casefold(), p.edition or "", p.id))
    return [PlanFacts(graph, plan) for plan in plans]


def _reached(graph: Graph, plan: Plan) -> tuple[dict[str, Node], list[Relation]]:
    """The plan's own nodes and ties, and the shared bodies and public record that they lead to."""
    relations = [r for _, r in sorted(graph.relations.items()) if r.start in graph.nodes and r.finish in graph.nodes]
    if sum(isinstance(node, Plan) for node in graph.nodes.values()) == 1:
        return dict(sorted(graph.nodes.items())), relations
    kept = {n.id for n in graph.nodes.values() if n.id == plan.id or getattr(n, "plan", None) == plan.id}
    kept.update(end for r in relations if r.plan == plan.id for end in (r.start, r.finish))
    leads: dict[str, set[str]] = defaultdict(set)
    for relation in relations:
        if relation.plan is None:
            leads[relation.start].add(relation.finish)
            if isinstance(relation, Controls):
                leads[relation.finish].add(relation.start)
    waiting = sorted(kept)
    while waiting:
        for other in sorted(leads[waiting.pop()] - kept):
            if getattr(graph.nodes[other], "plan", None) in (None, plan.id):
                kept.add(other)
                waiting.append(other)
    shown = [r for r in relations if r.start in kept and r.finish in kept and r.plan in (None, plan.id)]
    return {node_id: graph.nodes[node_id] for node_id in sorted(kept)}, shown


def _by_basis(tie: Tie) -> int:
    return ("stated", "curated", "reference", "inferred").index(tie.relation.basis)
