"""Which asks are parts of a wider one: its means, the items nested under it, the list that spells it out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from graph.ontology import PartOf
from loaders.build import Builder
from loaders.found import FoundAsk
from loaders.reading import Reading
from loaders.rules import declare
from loaders.sentences import Span

RULE_MEANS = "ask-means"
"""Declared where means are found."""
RULE_NESTED = declare(
    "part-nested",
    "Items nested under an item that is an ask are parts of that ask.",
    "- a settlement for transport / - - a fund for buses",
    "- a settlement for transport / - a fund for buses",
)
RULE_LISTED = declare(
    "part-listed",
    "Where the sentence that governs a list is an ask itself, the items of the list are its parts.",
    "We call on the Treasury to agree a new deal that includes the following / a fund for buses",
    "We call on the Treasury to agree a new deal. We also need: / a fund for buses",
)


@dataclass(frozen=True)
class _Part:
    part: FoundAsk
    whole: FoundAsk
    rule: str


def link_parts(builder: Builder, asks: Iterable[FoundAsk]) -> None:
    """Say of each ask which wider ask it is part of, where the layout or the grammar shows it."""
    found = list(asks)
    by_span = {ask.span: ask for ask in found}
    for one in _parts(builder.reading, found, by_span):
        part, whole = builder.asks[one.part.span], builder.asks[one.whole.span]
        if part == whole or _above(builder, part, whole):
            continue
        passages = [builder.span(one.whole.span, one.whole.block)]
        builder.link(PartOf, part, whole, one.rule, passages=passages)


def _parts(reading: Reading, asks: list[FoundAsk], by_span: dict[Span, FoundAsk]) -> Iterator[_Part]:
    in_block: dict[int, list[FoundAsk]] = {}
    for ask in asks:
        in_block.setdefault(ask.block, []).append(ask)
    for ask in asks:
        if ask.umbrella is not None:
            if ask.umbrella in by_span:
                yield _Part(ask, by_span[ask.umbrella], RULE_MEANS)
            continue
        parent = reading.document.blocks[ask.block].parent
        if parent is not None:
            above = in_block.get(parent, [])
            # an item that asks for two things does not say which of them its own items spell out
            if len(above) == 1:
                yield _Part(ask, above[0], RULE_NESTED)
        elif ask.lead_in is not None:
            governing = [a for a in in_block.get(ask.lead_in.block, ()) if a.span.meets(ask.lead_in.span)]
            if len(governing) == 1:
                yield _Part(ask, governing[0], RULE_LISTED)


def _above(builder: Builder, part: str, whole: str) -> bool:
    """Whether the wider ask is itself part of the other: an ask said twice can stand on both sides."""
    waiting, seen = [whole], set()
    while waiting:
        at = waiting.pop()
        if at == part:
            return True
        if at not in seen:
            seen.add(at)
            waiting += [r.finish for r in builder.graph.relations.values() if isinstance(r, PartOf) and r.start == at]
    return False
