"""Evidence: the document's blocks in order, with the words of every fact marked where they stand."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from graph.ids import digest, normalise
from graph.ontology import Ask, Organisation, Passage, Role, Section
from graph.records import Found, Node
from views.explorer.facts import PlanFacts
from views.explorer.text import clean
from views.explorer.wording import LABELS, counted, listed, name_of

KINDS = ("ask", "role", "priority", "instrument", "organisation", "measure", "section", "lead-in", "other")
"""What a fact is, as its mark tells; of two marks of one length the earlier kind is on top."""

LEGEND: tuple[tuple[str, str], ...] = (
    ("ask", "ask"),
    ("role", "role"),
    ("priority", "priority"),
    ("instrument", "instrument"),
    ("organisation", "organisation"),
    ("measure", "measure of success"),
    ("lead-in", "words that govern others"),
    ("other", "other"),
)
_SHOWN = 80


@dataclass(frozen=True)
class Fact:
    """A fact found in a block."""

    anchor: str
    kind: str
    label: str
    """What it is, in words: ask, role of Homes England, organisation."""
    name: str
    basis: str
    """How it is known; empty where the words state it."""


@dataclass(frozen=True)
class Segment:
    """A piece of a block's words; over a plain one there is no fact."""

    text: str
    facts: tuple[Fact, ...] = ()
    """Every fact over it, the one with the fewest words first: the piece belongs to that one."""
    again: bool = False
    """Whether the fact it belongs to has had words in this block before."""

    @property
    def fact(self) -> Fact | None:
        """The fact that it belongs to."""
        return self.facts[0] if self.facts else None


@dataclass(frozen=True)
class Block:
    """A block of the document: a heading, or a paragraph, bullet or table row."""

    anchor: str
    headings: tuple[tuple[int, str], ...]
    """Headings that come before it and are no blocks of their own: how deep, from 1, and the words."""
    depth: int
    """How deep a heading it is, from 1; 0 if it is none."""
    page: int | None
    """The page that begins with it, in a document with pages."""
    segments: tuple[Segment, ...]
    facts: tuple[Fact, ...]
    """Every fact found in it, in the order of its words."""


@dataclass(frozen=True)
class Evidence:
    """The words of a plan, block by block."""

    sentence: str
    legend: tuple[tuple[str, str], ...]
    """Kinds of fact that are marked in it, and what they are called."""
    blocks: tuple[Block, ...]


def block_anchor(facts: PlanFacts, passage: Passage) -> str:
    """The address on the page of a block, or of the block that a span stands in."""
    return f"block-{digest(facts.plan.id, facts.block(passage).id)}"


def blocks_behind(facts: PlanFacts, node: Node) -> list[str]:
    """The addresses of the blocks in which a node was found, in the order of the document."""
    return list(dict.fromkeys(block_anchor(facts, passage) for passage in facts.passages(node)))


def evidence_of(facts: PlanFacts) -> Evidence:
    """The document's blocks in order, each cut into pieces by the facts found in it."""
    blocks = {p.id: p for p in facts.nodes.values() if isinstance(p, Passage) and p.kind == "block"}
    spans: dict[str, list[tuple[Passage, Fact]]] = defaultdict(list)
    for passage, fact in (*_of_nodes(facts), *_of_relations(facts)):
        block = facts.block(passage)
        blocks.setdefault(block.id, block)  # words without a block are one by themselves
        spans[block.id].append((passage, fact))
    made: list[Block] = []
    path: tuple[str, ...] = ()
    page: int | None = None
    for block in sorted(blocks.values(), key=lambda p: (p.order, p.start, p.id)):
        made.append(_block(facts, block, spans[block.id], path, page))
        path, page = block.heading_path, block.page if block.page is not None else page
    marked = {segment.fact.kind for block in made for segment in block.segments if segment.fact}
    legend = tuple((kind, words) for kind, words in LEGEND if kind in marked)
    return Evidence(_sentence(facts, made), legend, tuple(made))


def _of_nodes(facts: PlanFacts) -> Iterator[tuple[Passage, Fact]]:
    """The passages behind each node."""
    for node in facts.nodes.values():
        found = facts.passages(node)
        fact = _fact(facts, node) if found else None
        yield from ((passage, fact) for passage in found if fact is not None)


def _of_relations(facts: PlanFacts) -> Iterator[tuple[Passage, Fact]]:
    """The passages that stand behind relationships alone: the lead-in of a list, or who was named before it."""
    own = {passage.id for node in facts.nodes.values() for passage in facts.passages(node)}
    governed: dict[str, dict[str, Node]] = defaultdict(dict)
    for relation in facts.relations:
        for id_ in set(relation.passages) - own:
            # an ask is at the end of who makes it, and at the beginning of whom it is put to
            ends = (facts.nodes[relation.start], facts.nodes[relation.finish])
            node = next((end for end in ends if isinstance(end, Ask | Role)), ends[0])
            governed[id_][node.id] = node
    for id_, nodes in governed.items():
        passage = facts.nodes.get(id_)
        if isinstance(passage, Passage):
            held = sorted(nodes.values(), key=lambda n: (facts.place(n), n.id))
            asks, roles = (sum(isinstance(n, kind) for n in held) for kind in (Ask, Role))
            parts = [counted(n, word) for n, word in ((asks, "ask"), (roles, "role")) if n]
            label = f"words that govern {listed(parts)}" if parts else "words behind a connection"
            yield passage, Fact(facts.anchor(held[0].id), "lead-in", label, "", "")


def _block(
    facts: PlanFacts,
    block: Passage,
    found: Sequence[tuple[Passage, Fact]],
    path: tuple[str, ...],
    page: int | None,
) -> Block:
    here = block.heading_path
    heads = bool(here) and normalise(here[-1]) == normalise(block.quote)
    same = next((at for at, (one, other) in enumerate(zip(path, here, strict=False)) if one != other), None)
    same = min(len(path), len(here)) if same is None else same
    own = len(here) if heads else 0
    missing = here[min(same, len(here) - 1) :] if heads else here[same:]
    if not missing and here != path:
        missing = here[-1:]  # back under a heading that stood further above
    headings = [(len(here) - len(missing) + at, clean(words)) for at, words in enumerate(missing, 1)]
    ordered = sorted(found, key=lambda pair: _rank(*pair))
    return Block(
        anchor=block_anchor(facts, block),
        headings=tuple(headings[:-1] if heads else headings),
        depth=own,
        page=block.page if block.page != page else None,
        segments=segments_of(block.quote, _spans(block, ordered)),
        facts=tuple(dict.fromkeys(fact for _, fact in ordered)),
    )


def _rank(passage: Passage, fact: Fact) -> tuple[int, int, int, str]:
    return (passage.start, -passage.end, KINDS.index(fact.kind), fact.anchor)


def _spans(block: Passage, found: Iterable[tuple[Passage, Fact]]) -> list[tuple[int, int, Fact]]:
    """Where in the block each fact's own words stand; words that do not stand there are left out."""
    placed = []
    for passage, fact in found:
        start = passage.start - block.start
        end = start + len(passage.quote)
        if passage.id != block.id and start >= 0 and block.quote[start:end] == passage.quote:
            placed.append((start, end, fact))
    return placed


def segments_of(text: str, spans: Sequence[tuple[int, int, Fact]]) -> tuple[Segment, ...]:
    """A text cut wherever the words of a fact begin or end."""
    opens: dict[int, list[tuple[int, int, str, Fact]]] = defaultdict(list)
    closes: dict[int, list[tuple[int, int, str, Fact]]] = defaultdict(list)
    for start, end, fact in spans:
        if start < end:
            span = (end - start, KINDS.index(fact.kind), fact.anchor, fact)
            opens[start].append(span)
            closes[end].append(span)
    over: list[tuple[int, int, str, Fact]] = []
    made: list[Segment] = []
    seen: set[str] = set()
    for start, end in pairwise(sorted({0, len(text), *opens, *closes})):
        for span in closes[start]:
            over.remove(span)
        over += opens[start]
        facts = tuple(dict.fromkeys(span[3] for span in sorted(over, key=lambda span: span[:3])))
        piece = clean(text[start:end])
        made.append(Segment(piece, facts, bool(facts) and facts[0].anchor in seen))
        if facts and piece.strip():
            seen.add(facts[0].anchor)
    return tuple(made)


def _fact(facts: PlanFacts, node: Node) -> Fact:
    label = "measure" if node.label == "Measure" else LABELS[node.label].lower()
    kind = label if label in KINDS else "other"
    name = clean(name_of(node))
    if isinstance(node, Role):
        partners = [tie.name for tie in facts.ties(node, "PLAYS")]
        label = f"role of {', '.join(partners)}" if partners else "role"
    elif isinstance(node, Section):
        name = ""
    short = name if len(name) <= _SHOWN or isinstance(node, Organisation) else f"{name[:_SHOWN].rsplit(' ', 1)[0]} …"
    basis = node.basis if isinstance(node, Found) and node.basis != "stated" else ""
    return Fact(facts.anchor(node.id), kind, label, short, basis)


def _sentence(facts: PlanFacts, blocks: Sequence[Block]) -> str:
    """How much there is, in how much of it nothing was found, and how much the reading understood by its own count."""
    if not blocks:
        return "The words of this plan are not held here."
    others = [block for block in blocks if not block.depth]
    nothing = sum(not block.facts for block in others)
    found = f"in {counted(nothing, 'paragraph')} nothing was found" if nothing else "something was found in each"
    heads, paragraphs = counted(len(blocks) - len(others), "heading"), counted(len(others), "paragraph")
    said = f"{counted(len(blocks), 'block')} in the order of the document: {heads} and {paragraphs}; {found}."
    plan = facts.plan
    if not plan.blocks:
        return said
    return f"{said} {plan.understood:,} of {plan.blocks:,} were understood or set aside by a rule."
