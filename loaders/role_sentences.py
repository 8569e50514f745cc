"""Roles that a sentence of prose tells."""

from collections.abc import Iterator

from graph.vocabulary import Confidence
from loaders.found import FoundRole
from loaders.reading import Reading
from loaders.role_clauses import clauses
from loaders.role_frames import JOINT
from loaders.role_phrases import beside
from loaders.sentences import Span


def of_prose(reading: Reading, block: int) -> Iterator[FoundRole]:
    """The roles of a paragraph, sentence by sentence."""
    for span in reading.sentences(block):
        yield from of_sentence(reading, block, span)


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
        if all(m.body.kind == "government" for m in clause.partners):
            continue
        confidence: Confidence = "high" if settled or clause.firm else "low" if function == "vision" else "medium"
        yield FoundRole(clause.predicate, block, clause.rule, clause.partners, confidence)
    if not needs:
        yield from beside(reading, block, span, found, settled)
