"""What a plan's sections, asks and roles have to do with its priorities."""

import re
from collections.abc import Iterable

from graph.ids import normalise
from graph.ontology import Ask, Covers, Delivers, EvidencedBy, Priority, Relation, Role, Sets, Supports
from graph.vocabulary import Basis
from loaders.build import Builder
from loaders.priorities import FoundPriority
from loaders.topics import RULE as RULE_TOPIC
from loaders.topics import topics_of

_RULE_NAMED = "priority-named"


def link_priorities(builder: Builder, found: Iterable[FoundPriority]) -> None:
    """Add the priorities, and link what names them (stated) or shares a topic with them (inferred)."""
    for priority in found:
        node = _add(builder, priority)
        pattern = re.compile(rf"(?<!\w){re.escape(priority.name)}(?!\w)", re.IGNORECASE)
        topics = topics_of(priority.name)
        _link_sections(builder, node, pattern, topics)
        _link_texts(builder, node, pattern, topics)


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
    confidence = "medium" if basis == "inferred" else "high"
    builder.graph.link(
        kind(start=start, finish=finish, rule=rule, basis=basis, confidence=confidence, plan=builder.plan.id,
             passages=tuple(passages))
    )  # fmt: skip


def _link_sections(builder: Builder, node: str, pattern: re.Pattern[str], topics: frozenset[str]) -> None:
    reading = builder.reading
    words: dict[int, list[int]] = {}
    for i in range(len(reading.document.blocks)):
        part = reading.outline.subject(i)
        if part is not None and part.kind in ("theme", "needs", "roles"):
            words.setdefault(part.index, []).append(i)
    for index, blocks in words.items():
        part = reading.outline.parts[index]
        section = builder.section(part)
        if section is None:
            continue
        named = [i for i in blocks if pattern.search(reading.document.words(reading.document.blocks[i]))]
        if named:
            _link(builder, Covers, section, node, _RULE_NAMED, "stated", [builder.block(named[0])])
        elif topics & topics_of(part.title):
            _link(builder, Covers, section, node, RULE_TOPIC, "inferred", [builder.block(blocks[0])])


def _link_texts(builder: Builder, node: str, pattern: re.Pattern[str], topics: frozenset[str]) -> None:
    graph = builder.graph
    for ids, kind in ((builder.asks.values(), Supports), (builder.roles.values(), Delivers)):
        for said in dict.fromkeys(ids):
            record = graph.nodes[said]
            if not isinstance(record, Ask | Role):
                continue
            passages = builder.evidence(said)
            if pattern.search(record.text):
                _link(builder, kind, said, node, _RULE_NAMED, "stated", passages)
            elif topics & topics_of(record.text):
                _link(builder, kind, said, node, RULE_TOPIC, "inferred", passages)
