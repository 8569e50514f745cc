"""What a plan's sections, asks and roles have to do with its priorities."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from graph.ids import normalise
from graph.ontology import Ask, Covers, Delivers, EvidencedBy, InSection, Priority, Role, Sets, Supports
from graph.records import Relation
from graph.vocabulary import Basis, Confidence
from loaders.build import Builder
from loaders.priorities import RULE_COLUMN, FoundPriority
from loaders.rules import declare
from loaders.topics import RULE as RULE_TOPIC
from loaders.topics import topics_of

_RULE_NAMED = declare(
    "priority-named",
    "Words that hold a priority's name, with its capitals or as several words, name it.",
    "This supports Housing and Growth, for a priority called Housing and Growth",
    "This supports housing, for a priority called Housing",
)
_FEW = 2
"""Statements of one topic in a section from which on the section can be taken to be about it."""
_MUCH = 0.25
"""Share of a section's statements from which on it is about their topic; what it says most of, it is about anyhow."""


def link_priorities(builder: Builder, found: Sequence[FoundPriority]) -> None:
    """Add the priorities, and link what names them (stated) or shares a topic with them (inferred)."""
    held = [(_add(builder, priority), _Naming(priority)) for priority in found]
    about = {node: _link_texts(builder, node, naming) for node, naming in held}
    said = _statements(builder)
    for node, naming in held:
        _link_sections(builder, node, naming, _subjects(node, about, said))
    for (node, _), priority in zip(held, found, strict=True):
        if priority.rule == RULE_COLUMN:
            _link_rows(builder, node, {builder.block_at(span.start) for span in priority.spans})


class _Naming:
    """How a priority is told to be named or touched by words.

    Its name with its capitals names it; in lower case a name of several words does too, while a single common word
    ("innovation") only shares its topic. What is linked to an inferred priority is itself inferred.
    """

    def __init__(self, priority: FoundPriority) -> None:
        self._any_case = re.compile(rf"(?<!\w){re.escape(priority.name)}(?!\w)", re.IGNORECASE)
        alone = rf"(?<![A-Z][a-z] )(?<!\w){re.escape(priority.name)}(?!\w)(?! [A-Z])"
        self._name = self._any_case if " " in priority.name else re.compile(alone)
        self._topics = topics_of(priority.name)
        self._stated = priority.basis != "inferred"

    def names(self, text: str) -> bool:
        """Whether a text names the priority."""
        return self._stated and self._name.search(text) is not None

    def basis(self, text: str, *, heading: bool = False) -> Basis | None:
        """How a text is about the priority: it names it, shares a topic with it, or neither."""
        pattern = self._any_case if heading else self._name
        if pattern.search(text):
            return "stated" if self._stated else "inferred"
        return "inferred" if self._any_case.search(text) or self._topics & topics_of(text) else None


def _add(builder: Builder, priority: FoundPriority) -> str:
    passages = [builder.span(span, builder.block_at(span.start)) for span in priority.spans]
    node = Priority(
        id=f"{builder.plan.id}/priority/{_slug(priority.name)}",
        plan=builder.plan.id,
        rule=priority.rule,
        basis=priority.basis,
        confidence=priority.confidence,
        name=priority.name,
        shared=priority.shared,
    )
    builder.graph.add(node)
    _link(builder, Sets, builder.plan.id, node.id, priority.rule, priority.basis, passages)
    for passage in passages:
        _link(builder, EvidencedBy, node.id, passage, priority.rule, priority.basis, [])
    return node.id


def _slug(name: str) -> str:
    return normalise(name).replace(" ", "-")


def _link(
    builder: Builder, kind: type[Relation], start: str, finish: str, rule: str, basis: Basis, passages: list[str]
) -> None:
    confidence: Confidence = "medium" if basis == "inferred" else "high"
    builder.graph.link(
        kind(start=start, finish=finish, rule=rule, basis=basis, confidence=confidence, plan=builder.plan.id,
             passages=tuple(passages))
    )  # fmt: skip


def _statements(builder: Builder) -> Counter[str]:
    """How many statements each section makes; what several partners do together is one."""
    nodes = builder.graph.nodes
    placed = ((r.finish, nodes[r.start]) for r in builder.graph.links(InSection))
    return Counter(section for section, _ in {(s, n.text) for s, n in placed if isinstance(n, Ask | Role)})


def _subjects(node: str, about: Mapping[str, Counter[str]], said: Counter[str]) -> frozenset[str]:
    """The sections that say enough of a priority's topic to be about it."""
    return frozenset(
        section
        for section, count in about[node].items()
        if count >= _FEW and (count >= _MUCH * said[section] or count == max(each[section] for each in about.values()))
    )


def _link_texts(builder: Builder, node: str, naming: _Naming) -> Counter[str]:
    """Link asks and roles; give back how many of each section's statements are about the priority."""
    graph = builder.graph
    about: set[tuple[str, str]] = set()
    section_of = {r.start: r.finish for r in graph.links(InSection)}
    for ids, kind in ((builder.asks.values(), Supports), (builder.roles.values(), Delivers)):
        for said in dict.fromkeys(ids):
            record = graph.nodes[said]
            if not isinstance(record, Ask | Role):
                continue
            basis = naming.basis(record.text)
            if basis is not None:
                rule = _RULE_NAMED if basis == "stated" else RULE_TOPIC
                _link(builder, kind, said, node, rule, basis, builder.evidence(said))
                about.add((section_of.get(said, ""), record.text))
    return Counter(section for section, _ in about)


def _link_rows(builder: Builder, node: str, rows: set[int]) -> None:
    """Link the asks and roles of the rows of a table that stand under a priority in its column of priorities."""
    roles = [(span, role) for (span, _), role in builder.roles.items()]
    for kind, told in ((Supports, builder.asks.items()), (Delivers, roles)):
        for span, said in told:
            row = builder.block_at(span.start)
            if row in rows:
                _link(builder, kind, said, node, RULE_COLUMN, "stated", [builder.block(row)])


def _link_sections(builder: Builder, node: str, naming: _Naming, subjects: frozenset[str]) -> None:
    """Link the sections whose heading names a priority, and the themes whose prose does or that are about its topic."""
    themes = _within(builder)
    for part in builder.reading.outline.parts:
        section = builder.section(part)
        if section is None or part.block is None:
            continue
        basis = naming.basis(part.title, heading=True)
        blocks = themes.get(part.index)
        named = next((i for i, text in blocks or () if naming.names(text)), None)
        if basis == "stated" or named is not None:
            said = builder.block(part.block if named is None else named)
            _link(builder, Covers, section, node, _RULE_NAMED, "stated", [said])
        elif blocks is not None and (basis == "inferred" or section in subjects):
            _link(builder, Covers, section, node, RULE_TOPIC, "inferred", [builder.block(part.block)])


def _within(builder: Builder) -> dict[int, list[tuple[int, str]]]:
    """The blocks under each theme, with their words."""
    reading = builder.reading
    found: dict[int, list[tuple[int, str]]] = {}
    for i, block in enumerate(reading.document.blocks):
        part = reading.outline.subject(i)
        if part is not None and part.kind == "theme":
            found.setdefault(part.index, []).append((i, reading.document.words(block)))
    return found
