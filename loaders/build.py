"""From what was found in a document to the graph."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from graph.ids import node_id, normalise
from graph.model import Graph
from graph.ontology import (
    AddressedTo,
    Ask,
    EvidencedBy,
    HasSection,
    InSection,
    Makes,
    Mentions,
    Organisation,
    PartOf,
    Passage,
    Plan,
    Plays,
    Publishes,
    Role,
    Section,
    Within,
)
from graph.vocabulary import Basis, Confidence
from loaders.addressees import Addressee
from loaders.ask_kinds import ask_kinds
from loaders.ask_terms import terms_of
from loaders.bodies import Body, Mention
from loaders.found import FoundAsk, FoundRole
from loaders.outline import Part
from loaders.reading import Reading
from loaders.reference import reference
from loaders.repeats import RULE as AGAIN
from loaders.repeats import Repeats
from loaders.sentences import Span, one_line, words
from loaders.verbs import base, verb_class

_TITLE = 110
_LEADING = ("lead", "leads", "leading", "led", "leadership", "chair", "chairs", "chaired", "oversight")


@dataclass
class Builder:
    """A plan's graph while it grows; each method adds one kind of thing found."""

    reading: Reading
    plan: Plan
    graph: Graph = field(default_factory=Graph)
    _repeats: Counter[str] = field(default_factory=Counter)
    _blocks: dict[int, str] = field(default_factory=dict)
    _spans: dict[Span, str] = field(default_factory=dict)
    _sections: dict[int, str] = field(default_factory=dict)
    _organisations: dict[str, str] = field(default_factory=dict)
    _evidence: dict[str, dict[str, None]] = field(default_factory=dict)
    repeats: Repeats = field(default_factory=Repeats)
    _said: dict[str, str] = field(default_factory=dict)
    asks: dict[Span, str] = field(default_factory=dict)
    """Ids of asks by the span of their words."""
    roles: dict[tuple[Span, str], str] = field(default_factory=dict)
    """Ids of roles by the span of their words and the key of their partner."""

    def __post_init__(self) -> None:
        self.graph.add(self.plan)

    def new_id(self, label: str, path: tuple[str, ...], said: str) -> str:
        """The id of something said at a place: a further one where the same was said there before."""
        first = node_id(self.plan.id, label, path, said)
        repeat = self._repeats[first]
        self._repeats[first] += 1
        return node_id(self.plan.id, label, path, said, repeat) if repeat else first

    def document(self) -> None:
        """Every block as a passage, and the sections with how they nest."""
        outline = self.reading.outline
        for i, block in enumerate(self.reading.document.blocks):
            self._blocks[i] = self._passage("block", Span(block.start, block.end), i)
        for part in outline.parts:
            if part.block is not None:
                self._section(part)

    def _section(self, part: Part) -> None:
        assert part.block is not None  # noqa: S101 - only the document as a whole has no heading
        path = self.reading.outline.path(part.block)
        section = Section(
            id=self.new_id("Section", path[:-1], part.title),
            plan=self.plan.id,
            rule="heading",
            title=part.title,
            order=part.index - 1,
            level=max(1, part.level),
            kind=part.kind,
        )
        self.graph.add(section)
        self._sections[part.index] = section.id
        self.link(HasSection, self.plan.id, section.id, "heading")
        if part.parent:
            self.link(PartOf, section.id, self._sections[part.parent], "heading")
        self.link(EvidencedBy, section.id, self._blocks[part.block], "heading")

    def _passage(self, kind: str, span: Span, block: int) -> str:
        reading = self.reading
        path = reading.outline.path(block)
        quote = reading.text[span.start : span.end]
        node = Passage(
            id=self.new_id("Passage", (*path, kind), quote),
            plan=self.plan.id,
            kind="block" if kind == "block" else "span",
            quote=quote,
            start=span.start,
            end=span.end,
            order=block,
            page=reading.document.blocks[block].page,
            heading_path=path,
            url=self.plan.url,
        )
        self.graph.add(node)
        return node.id

    def span(self, span: Span, block: int) -> str:
        """The passage of a fact's own words, within its block; one for one stretch of text."""
        if span not in self._spans:
            self._spans[span] = self._passage("span", span, block)
            self.link(Within, self._spans[span], self._blocks[block], "block")
        return self._spans[span]

    def block(self, index: int) -> str:
        """The passage of a whole block."""
        return self._blocks[index]

    def evidence(self, node: str) -> list[str]:
        """The passages that hold a fact's own words."""
        return list(self._evidence.get(node, ()))

    def block_at(self, place: int) -> int:
        """The index of the block that a character stands in."""
        blocks = self.reading.document.blocks
        low, high = 0, len(blocks)
        while low < high:
            middle = (low + high) // 2
            if blocks[middle].end <= place:
                low = middle + 1
            else:
                high = middle
        return min(low, len(blocks) - 1)

    def link(
        self,
        kind: type,
        start: str,
        finish: str,
        rule: str,
        *,
        basis: Basis = "stated",
        confidence: Confidence = "high",
        passages: Iterable[str] = (),
        **more: object,
    ) -> None:
        """Draw a relationship of this plan; `more` is what its class has besides."""
        if kind is EvidencedBy:
            self._evidence.setdefault(start, {})[finish] = None
        self.graph.link(
            kind(
                start=start, finish=finish, rule=rule, basis=basis, confidence=confidence, plan=self.plan.id,
                passages=tuple(dict.fromkeys(passages)), **more,
            )
        )  # fmt: skip

    def organisation(self, body: Body) -> str:
        """The node of a body: the shared one of the register, or the plan's own."""
        if body.key not in self._organisations:
            full = body if body.registered else self.reading.bodies.body(body.key)
            if full.registered:
                self._organisations[body.key] = body.key
                around = reference([body.key])
                self.graph.update(around.nodes.values(), around.relations.values())
            else:
                self._organisations[body.key] = self._own(full)
        return self._organisations[body.key]

    def _own(self, body: Body) -> str:
        node = Organisation(
            id=self.new_id("Organisation", (), body.name),
            plan=self.plan.id,
            rule="name",
            name=body.name,
            abbreviation=body.abbreviation,
            aliases=body.aliases,
            kind=body.kind,
            specificity=body.specificity,
        )
        return self.graph.add(node).id

    def mentions(self, mentions: Iterable[Mention]) -> None:
        """Where each body is named: evidence for it, and what each section calls it."""
        spellings: dict[tuple[str, str], dict[str, None]] = {}
        places: dict[tuple[str, str], list[str]] = {}
        for mention in sorted(mentions, key=lambda m: (m.start, m.end)):
            block = self.block_at(mention.start)
            organisation = self.organisation(mention.body)
            passage = self.span(Span(mention.start, mention.end), block)
            self.link(EvidencedBy, organisation, passage, mention.rule, confidence=mention.confidence)
            section = self.section_at(block)
            if section is not None:
                key = (section, organisation)
                written = one_line(self.reading.text[mention.start : mention.end])
                spellings.setdefault(key, {})[written] = None
                places.setdefault(key, []).append(passage)
        for (section, organisation), written_forms in spellings.items():
            self.link(
                Mentions, section, organisation, "name", passages=places[section, organisation],
                spellings=tuple(written_forms),
            )  # fmt: skip

    def publisher(self, body: Body | None, name: str | None, *, stated: bool, rule: str) -> str | None:
        """Whose plan it is."""
        if body is None and not name:
            return None
        if body is not None:
            node = self.organisation(body)
        else:
            node = self.graph.add(
                Organisation(
                    id=self.new_id("Organisation", (), name or ""), plan=self.plan.id, rule="publisher",
                    name=name or "", basis="curated",
                )
            ).id  # fmt: skip
        basis: Basis = "curated" if stated else "inferred"
        self.link(Publishes, node, self.plan.id, rule, basis=basis, confidence="high" if stated else "medium")
        return node

    def ask(self, found: FoundAsk, addressees: list[Addressee], asker: str | None) -> str:
        """An ask with its words, who makes it, who is asked, and where it stands; said twice, it gains a passage."""
        text = one_line(self.reading.text[found.words.start : found.words.end])
        passage = self.span(found.span, found.block)
        same = self._said.get(normalise(text))
        known = same or self.repeats.of(text, self.reading.outline.path(found.block))
        if known is not None:
            self.asks[found.span] = known
            self.link(EvidencedBy, known, passage, found.rule if same else AGAIN)
            return known
        terms = terms_of(self.reading.document, found)
        amount = terms.amount
        node = Ask(
            id=self.new_id("Ask", self.reading.outline.path(found.block), text),
            plan=self.plan.id,
            rule=found.rule,
            confidence=found.confidence,
            title=short(text),
            text=text,
            kinds=ask_kinds(text if found.lead_in is None else f"{text} {self._lead_in_words(found)}"),
            amount=amount.pounds if amount else None,
            amount_text=amount.text if amount else None,
            amount_role=amount.role if amount else None,
            amount_period=amount.period if amount else None,
            amount_years=amount.years if amount else None,
            timescale=terms.timescale,
        )
        self.graph.add(node)
        self.asks[found.span] = self._said[normalise(text)] = node.id
        self.repeats.add(text, self.reading.outline.path(found.block), node.id)
        leads = self._lead_passages(found)
        self.link(EvidencedBy, node.id, passage, found.rule)
        self._in_section(node.id, found.block)
        if asker is not None:
            self.link(Makes, asker, node.id, found.rule, passages=[*leads, passage])
        for addressee in addressees:
            self._address(node.id, addressee, found, passage, leads)
        return node.id

    def _lead_in_words(self, found: FoundAsk) -> str:
        assert found.lead_in is not None  # noqa: S101 - asked only where there is one
        return self.reading.text[found.lead_in.span.start : found.lead_in.span.end]

    def _lead_passages(self, found: FoundAsk) -> list[str]:
        return [] if found.lead_in is None else [self.span(found.lead_in.span, found.lead_in.block)]

    def _address(self, ask: str, addressee: Addressee, found: FoundAsk, passage: str, leads: list[str]) -> None:
        behind = [self.span(p, self.block_at(p.start)) for p in addressee.passages]
        basis: Basis = "stated" if addressee.stated else "inferred"
        self.link(
            AddressedTo, ask, self.organisation(addressee.body), addressee.rule, basis=basis,
            confidence="high" if addressee.scope in ("ask", "lead-in") else "medium",
            passages=[*behind, *leads] or [passage], scope=addressee.scope,
        )  # fmt: skip

    def _in_section(self, node: str, block: int) -> None:
        part = self.reading.outline.subject(block)
        if part is not None and part.block is not None:
            self.link(InSection, node, self._sections[part.index], "heading", passages=[self._blocks[part.block]])

    def section_at(self, block: int) -> str | None:
        """The id of the section that a block stands in."""
        return self._sections.get(self.reading.outline.part(block).index)

    def section_of(self, block: int) -> str | None:
        """The id of the section whose subject a block is about."""
        part = self.reading.outline.subject(block)
        return None if part is None else self._sections.get(part.index)

    def section(self, part: Part) -> str | None:
        """The id of a section."""
        return self._sections.get(part.index)

    def role(self, found: FoundRole) -> list[str]:
        """One role for each partner that plays the part, with its words and where it stands."""
        made = []
        text = one_line(self.reading.text[found.span.start : found.span.end])
        verb = main_verb(text)
        passage = self.span(found.span, found.block)
        for mention in found.partners:
            mark = (found.span, mention.body.key)
            if mark in self.roles:
                continue
            organisation = self.organisation(mention.body)
            who = self.span(Span(mention.start, mention.end), self.block_at(mention.start))
            node = Role(
                id=self.new_id("Role", (*self.reading.outline.path(found.block), mention.body.name), text),
                plan=self.plan.id,
                rule=found.rule,
                confidence=found.confidence,
                text=text,
                verb=verb,
                verb_class=verb_class(verb) if verb else None,
                lead=any(w in _LEADING for w in text.lower().split()[:6]),
            )
            self.graph.add(node)
            self.roles[mark] = node.id
            made.append(node.id)
            self.link(EvidencedBy, node.id, passage, found.rule)
            self.link(EvidencedBy, organisation, who, mention.rule, confidence=mention.confidence)
            self.link(Plays, organisation, node.id, found.rule, confidence=found.confidence, passages=[who, passage])
            self._in_section(node.id, found.block)
        return made


def short(text: str) -> str:
    """Words as a title: one line, a capital at the start, cut at a word where they are too long."""
    line = one_line(text).strip(" .,;:–—-")
    if len(line) > _TITLE:
        line = line[:_TITLE].rsplit(" ", 1)[0].rstrip(",;:–—- ") + " …"
    return line[:1].upper() + line[1:]


def main_verb(text: str) -> str | None:
    """The base form of the first word of a role's text that is a verb with a part to it."""
    for word in words(text, 0, len(text))[:12]:
        if word.low in ("will", "is", "are", "has", "have", "to", "who", "which", "also", "jointly"):
            continue
        for form in ("ing", "base", "third", "past"):
            verb = base(word.low, form)
            if verb is not None and verb_class(verb) is not None:
                return verb
    return None
