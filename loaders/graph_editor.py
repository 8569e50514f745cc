"""Changing a finished graph by hand: properties set, relationships moved, things taken out, nothing left hanging."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar, cast

from graph.ids import node_id
from graph.model import Graph
from graph.ontology import EvidencedBy, Mentions, Organisation, Passage, Plan, Section, Within
from graph.records import Found, Node, Relation
from graph.vocabulary import weakest
from loaders.decisions import Entry
from loaders.document import Document
from loaders.sentences import Span, one_line

RULE = "correction"
"""The rule of everything a person decided."""

N = TypeVar("N", bound=Node)
R = TypeVar("R", bound=Relation)
Key = tuple[str, str, str]


class Editor:
    """A graph that is being corrected; the graph it was made from stays as it was."""

    def __init__(self, graph: Graph, document: Document) -> None:
        self.graph = Graph(dict(graph.nodes), dict(graph.relations))
        self.document = document
        self.plan: Plan = graph.plan()
        self._touching: dict[str, set[Key]] = defaultdict(set)
        self._behind: dict[str, set[Key]] = defaultdict(set)
        for relation in self.graph.relations.values():
            self._note(relation)
        passages = list(self.graph.of(Passage))
        self._blocks = sorted((p for p in passages if p.kind == "block"), key=lambda p: p.start)
        self._starts = [block.start for block in self._blocks]
        self._spans = {(p.start, p.end): p.id for p in passages if p.kind == "span"}

    def _note(self, relation: Relation) -> None:
        self._touching[relation.start].add(relation.key)
        self._touching[relation.finish].add(relation.key)
        for passage in relation.passages:
            self._behind[passage].add(relation.key)

    def node(self, id_: str, kind: type[N]) -> N:
        """A node that is known to be there and of this class."""
        found = self.graph.nodes[id_]
        assert isinstance(found, kind)  # noqa: S101 - the caller found it as such
        return found

    def out(self, id_: str, kind: type[R]) -> list[R]:
        """The relationships of a class that start from a node."""
        return [r for r in self._at(id_, kind) if r.start == id_]

    def into(self, id_: str, kind: type[R]) -> list[R]:
        """The relationships of a class that point to a node."""
        return [r for r in self._at(id_, kind) if r.finish == id_]

    def _at(self, id_: str, kind: type[R]) -> Iterator[R]:
        for key in sorted(self._touching[id_]):
            relation = self.graph.relations.get(key)
            if isinstance(relation, kind):
                yield relation

    def own(self, id_: str) -> list[Relation]:
        """The relationships at a node that this plan makes, public record left out."""
        return [r for r in self._at(id_, Relation) if r.plan is not None]

    def passages(self, id_: str) -> list[Passage]:
        """The passages that evidence a node, in the order of the document."""
        found = [self.graph.nodes[r.finish] for r in self.out(id_, EvidencedBy)]
        return sorted((p for p in found if isinstance(p, Passage)), key=lambda p: (p.start, p.id))

    def set(self, id_: str, entry: Entry, **properties: Any) -> None:
        """Set properties of a node as a person decided."""
        held = self.node(id_, Found)
        curated = tuple(sorted({*held.curated, *properties}))
        self.graph.nodes[id_] = replace(
            held, **properties, basis="curated", rule=RULE, by=entry.by, at=entry.at, curated=curated
        )

    def link(self, relation: Relation) -> None:
        """Draw a relationship; where it is there already, the passages of both stand behind it."""
        held = self.graph.relations.get(relation.key)
        if held is not None:
            passages = tuple(dict.fromkeys([*held.passages, *relation.passages]))
            stronger = held if weakest([held.basis, relation.basis]) == relation.basis else relation
            relation = replace(stronger, passages=passages)
            if isinstance(held, Mentions) and isinstance(relation, Mentions):
                relation = replace(relation, spellings=self._spellings(passages))
        self.graph.link(relation)
        self._note(relation)

    def decide(self, relation: Relation, entry: Entry) -> None:
        """Draw a relationship that a person decided on, in the place of one that is there."""
        held = self.graph.relations.get(relation.key)
        passages = relation.passages or (held.passages if held else ())
        decided = replace(
            relation, basis="curated", confidence="high", rule=RULE, plan=self.plan.id, by=entry.by, at=entry.at,
            passages=passages,
        )  # fmt: skip
        self.graph.link(decided)
        self._note(decided)

    def unlink(self, relation: Relation) -> None:
        """Take a relationship out."""
        self.graph.relations.pop(relation.key, None)

    def move(self, relation: Relation, old: str, new: str, entry: Entry, passages: Iterable[str] | None = None) -> None:
        """Draw a relationship of one node at another instead, or only what stands behind it in some passages."""
        start = new if relation.start == old else relation.start
        finish = new if relation.finish == old else relation.finish
        kept = tuple(relation.passages if passages is None else passages)
        basis = cast("Any", weakest([relation.basis, "curated"]))
        moved = replace(
            relation, start=start, finish=finish, passages=kept, basis=basis, rule=RULE, by=entry.by, at=entry.at
        )
        if isinstance(moved, Mentions) and passages is not None:
            moved = replace(moved, spellings=self._spellings(kept))
        if start != finish:
            self.link(moved)

    def shrink(self, relation: Relation, passages: Iterable[str]) -> None:
        """Leave only some of the passages behind a relationship; without any it goes."""
        kept = tuple(passages)
        if not kept:
            self.unlink(relation)
            return
        left = replace(relation, passages=kept)
        if isinstance(left, Mentions):
            left = replace(left, spellings=self._spellings(kept))
        self.graph.link(left)

    def _spellings(self, passages: Iterable[str]) -> tuple[str, ...]:
        quotes = [self.graph.nodes[p] for p in passages]
        return tuple(dict.fromkeys(one_line(p.quote) for p in quotes if isinstance(p, Passage)))

    def drop(self, id_: str) -> None:
        """Take a node out with its relationships and the passages that only they needed."""
        behind = {r.finish for r in self.out(id_, EvidencedBy)}
        for relation in list(self._at(id_, Relation)):
            behind.update(relation.passages)
            self.unlink(relation)
        self.graph.nodes.pop(id_, None)
        self.tidy(behind)

    def tidy(self, passages: Iterable[str]) -> None:
        """Take out those passages of single facts that nothing stands on any more."""
        for id_ in passages:
            passage = self.graph.nodes.get(id_)
            if not isinstance(passage, Passage) or passage.kind == "block":
                continue
            needed = any(r.finish == id_ for r in self._at(id_, EvidencedBy)) or any(
                id_ in r.passages for key in self._behind[id_] if (r := self.graph.relations.get(key)) is not None
            )
            if not needed:
                for relation in list(self._at(id_, Relation)):
                    self.unlink(relation)
                del self.graph.nodes[id_]

    def drop_unnamed(self, id_: str) -> None:
        """Take out an organisation that nothing in the plan stands on any more."""
        node = self.graph.nodes.get(id_)
        if isinstance(node, Organisation) and node.plan is not None and not self.own(id_):
            self.drop(id_)

    def new_id(self, label: str, path: tuple[str, ...], words: str) -> str:
        """An id that no node has yet."""
        repeat = 0
        while (found := node_id(self.plan.id, label, path, words, repeat)) in self.graph.nodes:
            repeat += 1
        return found

    def block_at(self, place: int) -> Passage | None:
        """The passage of the whole block that a character stands in."""
        at = bisect_right(self._starts, place) - 1
        return self._blocks[at] if at >= 0 and place < self._blocks[at].end else None

    @property
    def blocks(self) -> list[Passage]:
        """The passages of whole blocks, in the order of the document."""
        return self._blocks

    def span(self, span: Span) -> Passage:
        """The passage of some words of the document: the one that is there, or a new one in its block."""
        held = self.graph.nodes.get(self._spans.get((span.start, span.end), ""))
        if isinstance(held, Passage):
            return held
        block = self.block_at(span.start)
        assert block is not None  # noqa: S101 - words are only looked for in blocks
        quote = self.document.text[span.start : span.end]
        path = block.heading_path
        passage = replace(
            block, id=self.new_id("Passage", (*path, "span"), quote), kind="span", quote=quote, start=span.start,
            end=span.end,
        )  # fmt: skip
        self.graph.add(passage)
        self._spans[span.start, span.end] = passage.id
        self.link(Within(start=passage.id, finish=block.id, rule="block", plan=self.plan.id))
        return passage

    def section(self, order: int) -> str | None:
        """The id of the n-th section."""
        return next((s.id for s in self.graph.of(Section) if s.order == order), None)
