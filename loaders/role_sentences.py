"""Roles that a sentence of prose tells."""

import re
from collections.abc import Iterator

from graph.vocabulary import Confidence
from loaders.bodies import Mention
from loaders.found import FoundRole
from loaders.reading import Reading
from loaders.role_clauses import NO_PART, clauses
from loaders.role_frames import JOINT, PRONOUN, WILL_VERBS
from loaders.role_labels import owned
from loaders.role_phrases import beside
from loaders.sentences import Span, trim

_ASIDE_WILL = re.compile(r"will,\s+(?:however|in turn|for its part|meanwhile|too),")
_BREAKS_OFF = re.compile(r"(?::|\b(?:with|by|to|for|through|of))\W*$")
"""How a sentence ends that a list carries on."""
_NEXT = re.compile(r",?\s+(?:and|but|while)\b")
_PRONOUN = re.compile(r"(?P<who>It|They)(?:,\s+[^,]{2,30},)?\s+")


def of_prose(reading: Reading, block: int) -> Iterator[FoundRole]:
    """The roles of a paragraph, sentence by sentence."""
    before: tuple[Mention, ...] = ()
    for span in reading.sentences(block):
        found = list(of_sentence(reading, block, span))
        carried = list(_carried_on(reading, block, span, before, found))
        yield from (*carried, *found)
        before = carried[-1].partners if carried else _subject(reading, span, found)


def _minister(reading: Reading, mention: Mention) -> bool:
    """Whether a mention is of one who holds an office of government."""
    return mention.body.kind == "individual office" and reading.is_state(mention.body)


def _subject(reading: Reading, span: Span, found: list[FoundRole]) -> tuple[Mention, ...]:
    """Whom the next sentence may call "it" or "they": who plays a sentence's first part, else whom it opens with."""
    if found:
        return found[0].partners
    text = reading.text
    return tuple(
        m
        for m in reading.named(span.start, span.end)[:1]
        if text[span.start : m.start].strip().lower() in ("", "the") and m.body.specificity in ("named", "office")
    )


def _carried_on(
    reading: Reading, block: int, span: Span, who: tuple[Mention, ...], found: list[FoundRole]
) -> Iterator[FoundRole]:
    """The part that a sentence tells of "it" or "they", where the sentence before names who that is."""
    opening = _PRONOUN.match(reading.text, span.start, span.end)
    if (
        opening is None
        or not who
        or (opening["who"] == "It" and len(who) > 1)
        or _BREAKS_OFF.search(reading.text, span.start, span.end)
    ):
        return
    if reading.function(block) in ("needs", "vision") or any(m.body.kind == "government" for m in who):
        return
    promise = _ASIDE_WILL.match(reading.text, opening.end(), span.end) or WILL_VERBS.match(
        reading.text, opening.end(), span.end
    )
    if promise is not None and not NO_PART.match(reading.text, promise.end(), span.end):
        later = [m.start for role in found for m in role.partners if m.start > promise.end()]
        joint = [m.start() for m in _NEXT.finditer(reading.text, promise.end(), min(later))] if later else []
        predicate = trim(reading.text, promise.start(), joint[-1] if joint else span.end, ".,;: ")
        yield FoundRole(predicate, block, PRONOUN, who, "medium")


def of_sentence(reading: Reading, block: int, span: Span) -> Iterator[FoundRole]:
    """The roles of a sentence; a partner that has a part of its own is given no share in another's."""
    found = list(_in_sentence(reading, block, span))
    own = {m.body.key for role in found if role.rule != JOINT for m in role.partners}
    for role in found:
        partners = tuple(m for m in role.partners if role.rule != JOINT or m.body.key not in own)
        if partners:
            yield FoundRole(role.span, role.block, role.rule, partners, role.confidence)


def _in_sentence(reading: Reading, block: int, span: Span) -> Iterator[FoundRole]:
    function = reading.function(block)
    settled = function in ("roles", "offer")
    found = list(clauses(reading, span, present=function in ("roles", "offer", "none"), listed=settled))
    needs = function == "needs"
    for clause in found:
        if needs and any(reading.is_state(m.body) for m in clause.partners):
            continue
        if all(m.body.kind == "government" or _minister(reading, m) for m in clause.partners):
            continue
        if function == "none" and all(m.body.kind == "government department" for m in clause.partners):
            continue
        confidence: Confidence = "high" if settled or clause.firm else "low" if function == "vision" else "medium"
        yield FoundRole(clause.predicate, block, clause.rule, clause.partners, confidence)
    if not needs:
        yield from beside(reading, block, span, found, settled)
    if not found and function in ("roles", "offer", "none"):
        yield from owned(reading, block, span)
