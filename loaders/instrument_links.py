"""From the instruments that a document names to the graph: where each is named, and which asks are about it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from graph.ids import normalise
from graph.ontology import EvidencedBy, Instrument, Mentions, Uses
from graph.vocabulary import Confidence
from loaders.build import Builder
from loaders.found import FoundAsk
from loaders.instruments import InstrumentMention
from loaders.reference import instrument_record
from loaders.rules import declare
from loaders.sentences import Span, one_line

RULE_ASK = declare(
    "uses-ask",
    "An instrument named in an ask's own words is what it is about, unless it is only compared with or told of.",
    "Control of the Adult Skills Fund",
    "A local fund on the model of the Adult Skills Fund",
)
RULE_LEAD_IN = declare(
    "uses-lead-in",
    "Through or under an instrument, in the sentence that governs a list or before the verb that asks, is the way of "
    "every ask that follows.",
    "Through the Adult Skills Fund we ask government for: / courses at level 3",
    "Since the Adult Skills Fund was cut we ask government for: / courses at level 3",
)

_TOLD = re.compile(
    r"\b(?:which|who|whom|whose|where|when|since|because|while|whereas|although|though|after|before|until|unless"
    r"|given|so that|now that|even if|just as)\b",
    re.IGNORECASE,
)
"""What opens a clause that tells of something and asks for nothing."""

_COMPARED = re.compile(
    r"\b(?:instead of|in place of|in lieu of|rather than|as opposed to|formerly|previously|replicating|replacing"
    r"|on the (?:pattern|model|lines) of|modelled on|(?:just )?as (?:already )?(?:in|under|with|for)|such as|unlike"
    r"|(?<!would )(?<!should )like|similar to|comparable to|equal to|building on|(?<!the )following|learning from"
    r"|as (?:\w+ ){1,2}(?:in|by|under)|beyond|in addition to|alongside|on top of"
    r"|compared (?:with|to)|than|outside|besides|apart from|despite"
    r"|(?:one|those|the powers|the freedoms) (?:in|of|under)|announced in|promised in|published in|set out in)\s+"
    r"(?:[\w'’&-]+\s+){0,4}$",
    re.IGNORECASE,
)
"""What stands right before a thing that an ask is only held against."""

_A_TIME = re.compile(r"^(?:['’]s?)?\s+(?:period|year|years|round|cycle|process|window|timetable)\b", re.IGNORECASE)

_WAY = re.compile(
    r"(?:^|[\s,(–—-])(?:through|via|under|within|using|by means of|as part of|by way of)\s+(?:[\w'’&-]+\s+){0,4}$",
    re.IGNORECASE,
)
"""What stands right before the instrument that is the way of an ask."""


@dataclass
class _Named:
    """An instrument and where it is named."""

    id: str
    spans: list[tuple[Span, InstrumentMention]] = field(default_factory=list)


def link_instruments(builder: Builder, mentions: Iterable[InstrumentMention], asks: Iterable[FoundAsk]) -> None:
    """Add the instruments, where they are named, and which asks are about them.

    One that a national list names is shared by all plans and comes with those who have decided on it.
    """
    found = _nodes(builder, mentions)
    for named in found:
        for span, mention in named.spans:
            builder.link(EvidencedBy, named.id, _passage(builder, span), mention.rule, confidence=mention.confidence)
        _mentioned(builder, named)
    _used(builder, found, list(asks))


def _nodes(builder: Builder, mentions: Iterable[InstrumentMention]) -> list[_Named]:
    found: dict[str, _Named] = {}
    for mention in mentions:
        key = mention.national or normalise(mention.name)
        if key not in found:
            found[key] = _Named(mention.national or _own(builder, mention))
            if mention.national is not None:
                record = instrument_record(mention.national)
                builder.graph.update(record.nodes.values(), record.relations.values())
        found[key].spans.append((Span(mention.start, mention.end), mention))
    return list(found.values())


def _own(builder: Builder, mention: InstrumentMention) -> str:
    node = Instrument(
        id=builder.new_id("Instrument", (), mention.name),
        plan=builder.plan.id,
        rule=mention.rule,
        confidence=mention.confidence,
        name=mention.name,
        aliases=mention.aliases,
        kind=mention.kind,
        year=mention.year,
    )
    return builder.graph.add(node).id


def _passage(builder: Builder, span: Span) -> str:
    return builder.span(span, builder.block_at(span.start))


def _mentioned(builder: Builder, named: _Named) -> None:
    """The sections that name an instrument, each with all the places and spellings it uses."""
    places: dict[str, list[tuple[Span, InstrumentMention]]] = {}
    for span, mention in named.spans:
        section = builder.section_at(builder.block_at(span.start))
        if section is not None:
            places.setdefault(section, []).append((span, mention))
    for section, here in places.items():
        written = (one_line(builder.reading.text[span.start : span.end]) for span, _ in here)
        builder.link(
            Mentions, section, named.id, here[0][1].rule, passages=[_passage(builder, span) for span, _ in here],
            spellings=tuple(dict.fromkeys(written)),
        )  # fmt: skip


@dataclass(frozen=True)
class _Use:
    """An ask that an instrument belongs to."""

    rule: str
    confidence: Confidence
    passages: tuple[Span, ...]


def _used(builder: Builder, found: list[_Named], asks: list[FoundAsk]) -> None:
    uses: dict[tuple[str, str], list[_Use]] = {}
    text = builder.reading.text
    for named in found:
        for span, _ in named.spans:
            for ask, use in _asks_about(text, span, asks):
                uses.setdefault((builder.asks[ask.span], named.id), []).append(use)
    for (ask_id, instrument), held in uses.items():
        surest = min(held, key=lambda use: use.rule != RULE_ASK)
        passages = [_passage(builder, span) for use in held for span in use.passages]
        builder.link(Uses, ask_id, instrument, surest.rule, confidence=surest.confidence, passages=passages)


def _asks_about(text: str, span: Span, asks: list[FoundAsk]) -> Iterator[tuple[FoundAsk, _Use]]:
    """The asks that an instrument belongs to for being named at one place."""
    if _A_TIME.match(text[span.end : span.end + 20]):
        return
    for ask in asks:
        if ask.span.covers(span):
            if not _in_passing(text[ask.span.start : span.start]):
                yield ask, _Use(RULE_ASK, "high", (span,))
            continue
        governing = _governing(ask, span)
        if governing is not None and _is_the_way(text[governing.start : span.start]):
            leads = [] if ask.lead_in is None else [ask.lead_in.span]
            yield ask, _Use(RULE_LEAD_IN, "medium", (span, *leads))


def _governing(ask: FoundAsk, span: Span) -> Span | None:
    """The words before an ask in its own sentence, or the sentence that governs its list, where a name lies in it."""
    if ask.sentence is not None and ask.sentence.start <= span.start < ask.span.start:
        return Span(ask.sentence.start, ask.span.start)
    if ask.lead_in is not None and ask.lead_in.span.covers(span):
        return ask.lead_in.span
    return None


def _in_passing(before: str) -> bool:
    """Whether an instrument is only told of or compared with, by what stands before it in its ask."""
    return _TOLD.search(before) is not None or _COMPARED.search(before) is not None


def _is_the_way(before: str) -> bool:
    return not _in_passing(before) and _WAY.search(before) is not None
