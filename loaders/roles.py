"""Roles found in a document: who does what, in lists and in prose."""

from bisect import bisect_left

from loaders.found import FoundRole
from loaders.reading import GOVERNMENT, Reading
from loaders.role_items import of_item
from loaders.role_labels import labelled
from loaders.role_sentences import of_prose
from loaders.sentences import Span


def find_roles(reading: Reading, taken: list[Span]) -> list[FoundRole]:
    """All roles of a document, in order.

    Args:
        reading: the document.
        taken: spans of asks, in whose words no role is looked for.
    """
    found: list[FoundRole] = []
    for i, block in enumerate(reading.document.blocks):
        if block.kind in ("heading", "row") or reading.function(i) == "past":
            continue
        roles = labelled(reading, i) or (list(of_item(reading, i)) if block.kind == "item" else [])
        found += roles or list(of_prose(reading, i))
    spans = sorted(taken)
    return _distinct([role for role in found if not _meets(role.span, spans)])


def _meets(span: Span, taken: list[Span]) -> bool:
    """Whether a span shares a character with one of several that are sorted and apart."""
    at = bisect_left(taken, Span(span.end, span.end))
    return at > 0 and taken[at - 1].end > span.start


def _distinct(found: list[FoundRole]) -> list[FoundRole]:
    seen: set[tuple[int, int, str]] = set()
    kept = []
    for role in found:
        partners = []
        for mention in role.partners:
            mark = (role.span.start, role.span.end, mention.body.key)
            if mark not in seen and mention.body.key != GOVERNMENT:
                seen.add(mark)
                partners.append(mention)
        if partners:
            kept.append(FoundRole(role.span, role.block, role.rule, tuple(partners), role.confidence))
    return kept
