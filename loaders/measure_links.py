"""What each measure is the measure of: the ask it stands in or right behind, the priority it names or stands under."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from graph.ids import normalise
from graph.ontology import Covers, EvidencedBy, Measure, MeasuredBy, Priority
from graph.vocabulary import Basis, Confidence
from loaders.build import Builder
from loaders.found import FoundAsk
from loaders.measures import RULE_TARGET, FoundMeasure
from loaders.priorities import FoundPriority
from loaders.sentences import one_line


@dataclass(frozen=True)
class _Subject:
    """What a measure belongs to, and how that is known."""

    id: str
    basis: Basis = "stated"
    confidence: Confidence = "high"


def link_measures(
    builder: Builder, found: Iterable[FoundMeasure], asks: Sequence[FoundAsk], priorities: Sequence[FoundPriority]
) -> list[FoundMeasure]:
    """Add the measures, each with its words and with what it is the measure of, as far as that can be told.

    One of which it cannot be told stands by itself: that it was said is known, and no more. A target that is neither in
    an ask nor said to be the plan's own is left out. Gives back those that were added.
    """
    places = _Places(builder, asks, priorities)
    added = []
    for measure in found:
        inside = places.ask_around(measure)
        if measure.rule == RULE_TARGET and inside is None and measure.confidence != "high":
            continue
        text = one_line(builder.reading.text[measure.span.start : measure.span.end])
        node = Measure(
            id=builder.new_id("Measure", builder.reading.outline.path(measure.block), text),
            plan=builder.plan.id, rule=measure.rule, confidence=measure.confidence, text=text,
        )  # fmt: skip
        builder.graph.add(node)
        passage = builder.span(measure.span, measure.block)
        builder.link(EvidencedBy, node.id, passage, measure.rule)
        added.append(measure)
        for subject in places.subjects(measure, inside):
            builder.link(
                MeasuredBy, subject.id, node.id, measure.rule, basis=subject.basis, confidence=subject.confidence,
                passages=[passage],
            )  # fmt: skip
    return added


class _Places:
    """Where the asks and the priorities of a plan stand."""

    def __init__(self, builder: Builder, asks: Sequence[FoundAsk], priorities: Sequence[FoundPriority]) -> None:
        self._builder = builder
        self._in_block: dict[int, list[FoundAsk]] = {}
        for ask in asks:
            self._in_block.setdefault(ask.block, []).append(ask)
        nodes = {normalise(node.name): node.id for node in builder.graph.of(Priority)}
        self._goals = {name: id_ for priority in priorities if (id_ := nodes.get(name := normalise(priority.name)))}
        self._headed: dict[int, set[str]] = {}
        for priority in priorities:
            for span in priority.spans:
                block = builder.block_at(span.start)
                if builder.reading.document.blocks[block].kind == "heading":
                    self._headed.setdefault(block, set()).add(self._goals[normalise(priority.name)])
        self._covered: dict[str, set[str]] = {}
        for link in builder.graph.links(Covers):
            if link.basis == "stated":
                self._covered.setdefault(link.start, set()).add(link.finish)

    def ask_around(self, measure: FoundMeasure) -> str | None:
        """The ask in whose own words a measure stands."""
        around = [a for a in self._in_block.get(measure.block, ()) if a.span.covers(measure.span)]
        return self._builder.asks[around[0].span] if len(around) == 1 else None

    def subjects(self, measure: FoundMeasure, inside: str | None) -> list[_Subject]:
        """What a measure is the measure of: the nearest thing that is told."""
        if inside is not None:
            return [_Subject(inside)]
        row = self._builder.reading.document.blocks[measure.block].kind == "row"
        if measure.goal is not None:
            cell = self._builder.reading.text[measure.goal.start : measure.goal.end]
            named = self._goals.get(normalise(cell))
            if named is not None:
                return [_Subject(named)]
        beside = self._beside(measure, row=row)
        if beside:
            return [_Subject(one, confidence="high" if row else "medium") for one in beside]
        return self._named(measure) or self._above(measure) or self._only_ask(measure)

    def _beside(self, measure: FoundMeasure, *, row: bool) -> list[str]:
        """The asks of the same row; or the one ask that stands before it in its block, or in the item it is under."""
        block = self._builder.reading.document.blocks[measure.block]
        here = self._in_block.get(measure.block, [])
        if not here and block.parent is not None:
            here = self._in_block.get(block.parent, [])
        if row:
            return [self._builder.asks[ask.span] for ask in here]
        before = [ask for ask in here if ask.span.end <= measure.span.start]
        return [self._builder.asks[before[0].span]] if len(here) == len(before) == 1 else []

    def _titled(self, words: str) -> set[str]:
        """The priorities that words name in full."""
        said = f" {normalise(words)} "
        return {id_ for name, id_ in self._goals.items() if f" {name} " in said}

    def _named(self, measure: FoundMeasure) -> list[_Subject]:
        """The one priority whose name stands in the measure's sentence before it."""
        reading = self._builder.reading
        sentence = next((s for s in reading.sentences(measure.block) if s.covers(measure.span)), None)
        if sentence is None:
            return []
        named = self._titled(reading.text[sentence.start : measure.span.start])
        return [_Subject(named.pop())] if len(named) == 1 else []

    def _only_ask(self, measure: FoundMeasure) -> list[_Subject]:
        """The one ask of its section, if that makes no other."""
        outline = self._builder.reading.outline
        here = outline.part(measure.block).index
        asks = {self._builder.asks[a.span] for b, held in self._in_block.items() for a in held
                if outline.part(b).index == here}  # fmt: skip
        return [_Subject(asks.pop(), "inferred", "medium")] if len(asks) == 1 and here else []

    def _above(self, measure: FoundMeasure) -> list[_Subject]:
        """The one priority that the nearest heading names, or that its section is said to cover."""
        outline = self._builder.reading.outline
        for part in outline.ancestors(outline.part(measure.block)):
            headed = self._titled(part.title) or self._headed.get(-1 if part.block is None else part.block, set())
            covered = self._covered.get(self._builder.section(part) or "", set())
            if len(headed) == 1:
                return [_Subject(next(iter(headed)), confidence="medium")]
            if len(covered) == 1:
                return [_Subject(next(iter(covered)), "inferred", "medium")]
            if headed or covered:
                return []
        return []
