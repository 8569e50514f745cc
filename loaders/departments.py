"""Which department an ask of "government" is for, concluded from its topic and never said by the plan.

An ask that names no body gets one, beside the generic Government and never in its place. Each is a dated fact: the
department that led when the plan was published and the one that took over from it are both there, with their dates. An
ask that names a department gets another only where the register says that its topic went from the one to the other.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from graph.ontology import AddressedTo, Organisation
from graph.vocabulary import Confidence
from loaders.build import Builder
from loaders.found import FoundAsk
from loaders.reading import Reading
from loaders.reference import reference
from loaders.register import source_named
from loaders.responsibilities import KNOWN_FROM, KNOWN_UNTIL, Lead, Match, Topic, find_topics, side_by_side
from loaders.rules import declare
from loaders.sentences import Span

RULE_TOPIC = declare(
    "department-topic",
    "An ask that names no body and a topic that one department leads on is for that department.",
    "Long-term funding for buses",
    "A letter about business",
)
RULE_HINT = declare(
    "department-hint",
    "An everyday word for a topic points to its department only where the ask has no surer word, and weakly.",
    "a say over transport",
    "a say over the nature of the deal",
)
RULE_SEVERAL = declare(
    "department-several",
    "An ask of topics that different departments lead on may be for each of them, for none surely; "
    "of more than three, for none.",
    "one budget for bus services and for adult skills",
    "one budget for bus and tram services",
)
RULE_LEAD_IN = declare(
    "department-lead-in",
    "Where an ask's own words name no topic, those of the sentence that governs it may, weakly.",
    "To mend our buses we need: a settlement of five years",
    "To mend our buses we need: a settlement for policing",
)

RULE_MOVED = declare(
    "department-moved",
    "An ask of a department on a topic that went to another department afterwards is for that other one from that day.",
    "The Department for Education should let us plan apprenticeships",
    "The Department for Education should let us plan schools",
)

_MOST = 3
_DEVOLVED = {
    "the-scottish-government": ("UK", "Great Britain"),
    "welsh-government": ("UK", "Great Britain", "England and Wales"),
    "northern-ireland-executive": ("UK",),
}
"""Governments of nations, and where a topic must be led from to be still the United Kingdom's in theirs."""

_OFTEN = 3
_ASIDE = re.compile(r"\([^()]*\)")
_LIKENESS = re.compile(
    r"\b(?:instead of|in place of|rather than|as opposed to|formerly|previously|replicating|on the (?:pattern|model) of"
    r"|modelled on|(?:just )?as (?:already )?in|like (?:the|those)|such as those)\b.*",
    re.IGNORECASE | re.DOTALL,
)
_PURPOSE = re.compile(
    r"(?<=\w)[,;]?\s+(?:so that|so as to|in order (?:to|that)|(?:which|that) (?:would|will|could)|enabling|allowing)"
    r"\b.*",
    re.IGNORECASE | re.DOTALL,
)
_AIM = re.compile(
    r"(?<=\w)(?:[,;]\s+to|\s+to (?:enable|help|support|deliver|ensure|allow|create|drive|boost|unlock|improve|grow"
    r"|bring about))\b.*",
    re.IGNORECASE | re.DOTALL,
)


@dataclass(frozen=True)
class Conclusion:
    """Topics found for an ask, how sure that is, and by which rule."""

    topics: tuple[Topic, ...]
    confidence: Confidence
    rule: str


def conclude(text: str) -> Conclusion | None:
    """What an ask's words say of its topic; none if nothing, or too much.

    What the ask is said to serve ("so that …", "to boost …") counts only where the rest names no topic, and what it
    is compared with ("in place of …") never.
    """
    asked = _blanked(_LIKENESS, _blanked(_ASIDE, text))
    itself = _blanked(_PURPOSE, asked)
    for words, sure in ((_blanked(_AIM, itself), True), (itself, True), (asked, False)):
        matches = find_topics(words)
        if matches:
            return _concluded(words, matches, sure=sure)
    return None


def _blanked(pattern: re.Pattern[str], text: str) -> str:
    return pattern.sub(lambda found: "\n" * len(found.group()), text)


def _concluded(text: str, matches: tuple[Match, ...], *, sure: bool) -> Conclusion | None:
    beside = side_by_side(text, matches)
    strong = [m for m in matches if m.sure]
    kept = [m for m in matches if m.sure or not strong or m in beside]
    found = tuple(dict.fromkeys(m.topic for m in kept))
    ways = {tuple(lead.department for lead in topic.leads) for topic in found}
    if len({way[0] for way in ways}) > _MOST:
        return None
    if len(ways) > 1:
        return Conclusion(found, "low", RULE_SEVERAL)
    if not strong:
        return Conclusion(found, "low", RULE_HINT)
    return Conclusion(found, "medium" if sure else "low", RULE_TOPIC)


def address_departments(builder: Builder, asks: Iterable[FoundAsk], day: str | None) -> None:
    """Add the department that each ask without a named body is for, as far as its topic tells.

    Args:
        builder: the plan's graph, with its asks.
        asks: as they were found.
        day: when the plan was published (ISO date, or only year or month), if that is known; leads that had ended by
            then are left out.
    """
    nations = _nations(builder)
    asked = _asked(builder)
    for ask in asks:
        node = builder.asks[ask.span]
        if node not in asked:
            continue
        named = asked.pop(node)
        conclusion, passages = _read(builder, ask, node)
        if conclusion is None:
            continue
        topics = [t for t in conclusion.topics if nations is None or t.nations in nations]
        if named:
            if conclusion.rule == RULE_TOPIC:
                for link in _moved(topics, named, day):
                    _add(builder, node, link, RULE_MOVED, passages)
            continue
        for link in _links(topics, conclusion.confidence, day):
            _add(builder, node, link, conclusion.rule, passages)


def _read(builder: Builder, ask: FoundAsk, node: str) -> tuple[Conclusion | None, list[str]]:
    """What the ask's own words tell, else what governs it; with the passages of those words."""
    reading = builder.reading
    own = builder.evidence(node)
    found = conclude(_words(reading, ask.words))
    if found is not None:
        return found, own
    governing = [(ask.umbrella, builder.block_at(ask.umbrella.start))] if ask.umbrella else []
    governing += [(ask.lead_in.span, ask.lead_in.block)] if ask.lead_in else []
    for span, block in governing:
        found = conclude(_words(reading, span))
        if found is not None:
            return Conclusion(found.topics, "low", RULE_LEAD_IN), [*own, builder.span(span, block)]
    return None, own


def _words(reading: Reading, span: Span) -> str:
    """A stretch of the text, with the names of single bodies blanked: a partner's name is no topic."""
    characters = list(reading.text[span.start : span.end])
    for mention in reading.bodies.within(span.start, span.end):
        if mention.body.specificity not in ("group", "generic"):
            for place in range(max(mention.start, span.start), min(mention.end, span.end)):
                characters[place - span.start] = "\n"
    return "".join(characters)


def _asked(builder: Builder) -> dict[str, frozenset[str]]:
    """Ids of the asks, each with the bodies it is put to by name: none but for the generic Government."""
    asked: dict[str, set[str]] = {node: set() for node in builder.asks.values()}
    for link in builder.graph.links(AddressedTo):
        body = builder.graph.nodes[link.finish]
        if not (isinstance(body, Organisation) and body.specificity == "generic"):
            asked[link.start].add(link.finish)
    return {node: frozenset(bodies) for node, bodies in asked.items()}


def _nations(builder: Builder) -> tuple[str, ...] | None:
    """Whence a topic must be led, in a plan of a nation with a government of its own; none for a plan of England."""
    named = [mention.body.key for mention in builder.reading.bodies.mentions]
    asked = {link.finish for link in builder.graph.links(AddressedTo)}
    for government, led in _DEVOLVED.items():
        if government in asked or named.count(government) >= _OFTEN:
            return led
    return None


@dataclass(frozen=True)
class _Link:
    lead: Lead
    topic: str
    sources: tuple[str, ...]
    confidence: Confidence


def _links(topics: Sequence[Topic], confidence: Confidence, day: str | None) -> Iterator[_Link]:
    """One link for each department, with the widest dates that its topics give; a topic of narrower dates says them."""
    held: dict[str, list[tuple[Lead, Topic]]] = {}
    for topic in topics:
        for lead in topic.leads:
            if not _over(lead, day):
                held.setdefault(lead.department, []).append((lead, topic))
    for department, pairs in held.items():
        starts, ends = [lead.valid_from for lead, _ in pairs], [lead.valid_to for lead, _ in pairs]
        begun = None if None in starts else min(filter(None, starts))
        over = None if None in ends else max(filter(None, ends))
        widest = Lead(department, begun, over, any(lead.sure for lead, _ in pairs))
        yield _Link(
            widest,
            "; ".join(topic.label + _narrower(lead, widest) for lead, topic in pairs),
            tuple(dict.fromkeys(source for _, topic in pairs for source in topic.sources)),
            confidence if widest.sure else "low",
        )


def _moved(topics: Sequence[Topic], named: frozenset[str], day: str | None) -> Iterator[_Link]:
    """Who took over a topic from a department that an ask names, where the ask does not name it too."""
    held = [t for t in topics if any(lead.department in named and not _over(lead, day) for lead in t.leads[:-1])]
    for link in _links(held, "medium", day):
        if link.lead.department not in named and link.lead.valid_from is not None:
            yield link


def _narrower(lead: Lead, widest: Lead) -> str:
    since = f"from {lead.valid_from}" if lead.valid_from != widest.valid_from else ""
    until = f"until {lead.valid_to}" if lead.valid_to != widest.valid_to else ""
    return f" ({' '.join(filter(None, (since, until)))})" if since or until else ""


def _over(lead: Lead, day: str | None) -> bool:
    """Whether a lead had surely been handed over on a day that may be only a year or a month."""
    if lead.valid_to is None or day is None:
        return False
    return lead.valid_to <= day if len(day) == len(lead.valid_to) else lead.valid_to[: len(day)] < day


def _add(builder: Builder, node: str, link: _Link, rule: str, passages: list[str]) -> None:
    if link.lead.department not in builder.graph.nodes:
        around = reference([link.lead.department])
        builder.graph.update(around.nodes.values(), around.relations.values())
    builder.graph.link(
        AddressedTo(
            start=node,
            finish=link.lead.department,
            basis="inferred",
            confidence=link.confidence,
            rule=rule,
            plan=builder.plan.id,
            passages=tuple(passages),
            topic=link.topic,
            source_of_record=source_named(link.sources),
            valid_from=link.lead.valid_from,
            valid_to=link.lead.valid_to,
            known_from=KNOWN_FROM,
            known_until=KNOWN_UNTIL,
        )
    )
