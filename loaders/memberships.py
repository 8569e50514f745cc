"""Who is a member of what, where the plan's own words say so."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.ontology import MemberOf
from graph.records import relation_type
from loaders.bodies import Mention
from loaders.build import Builder
from loaders.reading import Reading
from loaders.rules import declare
from loaders.sentences import Span

RULE = declare(
    "member-of",
    "A sentence that says of what bodies another is made up, or that they are its members, makes them its members.",
    "The Northshire Growth Board is made up of Kent County Council and Medway Council.",
    "The Northshire Growth Board is made up of people. Kent County Council and Medway Council welcome it.",
)

_ASIDE = r"(?:\s*\([^()]{1,60}\))?\s*,?\s*(?:which\s+|that\s+)?"
_NUMBER = r"(?:(?:its|all|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d+)\s+){0,2}"
_SORT = r"(?:(?:full|founding|constituent|voting|current|local|public|core)\s+){0,2}"
_MEMBERS = r"(?:members?|councils?|local authorities|authorities|districts|boroughs|bodies|organisations|partners)"
_MADE_OF = re.compile(
    rf"{_ASIDE}(?:(?:is|are)\s+(?:made up|composed|formed)\s+of|comprises|comprising|consists\s+of|consisting\s+of"
    rf"|is\s+(?:an?|the)\s+(?:[\w-]+\s+){{0,3}}?partnership\s+(?:of|between)"
    rf"|(?:has|with)\s+{_NUMBER}{_SORT}members?\s*[:,–—]|whose\s+{_NUMBER}{_SORT}members?\s+are"
    rf"|(?:’s|'s)\s+{_NUMBER}{_SORT}members?\s+(?:are|include))"
    rf"\s*:?\s*(?:(?:its|the)\s+)?(?:{_NUMBER}{_SORT}{_MEMBERS}\s*(?:[:,–—]|of)?\s*)?(?:the\s+)?",
    re.IGNORECASE,
)
"""What stands between a body and the first of its members."""
_MEMBERS_OF = re.compile(rf"\bthe\s+{_NUMBER}{_SORT}{_MEMBERS}\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_ARE = re.compile(r"\s+(?:are|include)\s*:?\s*(?:the\s+)?", re.IGNORECASE)
_ITS = re.compile(rf"\W*its\s+{_NUMBER}{_SORT}members\s+(?:are|include)\s*:?\s*(?:the\s+)?", re.IGNORECASE)
"""What opens a sentence about the body that the sentence before names."""
_IS_MEMBER = re.compile(
    rf"\s*,?\s+(?:(?:is|are)\s+(?:also\s+|both\s+|all\s+|each\s+)?(?:an?\s+|the\s+)?{_NUMBER}{_SORT}members?\s+of"
    r"|(?:both\s+|all\s+|each\s+)?sits?\s+on|(?:each\s+)?(?:has|have)\s+(?:a|one)\s+seat\s+on)\s+(?:the\s+)?",
    re.IGNORECASE,
)
"""What stands between the last of some members and the body."""
_WORDS = re.compile(r"(?!\bthe\b)\b[^\W\d]{2,}", re.IGNORECASE)
"""What may not stand before the name at the start of an item, where a bullet, a number or “the” may."""
_OF = re.compile(r"\b(?:of|by|from|at|in|with|for)\s+(?:the\s+)?$", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|;|,?\s*(?:and|&)|,?\s*together with|,?\s*as well as)\s*(?:the\s+)?", re.IGNORECASE)


@dataclass(frozen=True)
class FoundMember:
    """A body, the body it is a member of, and what says so: a sentence, or one that opens a list, and an item."""

    member: Mention
    group: Mention
    words: tuple[tuple[Span, int], ...]
    """Each stretch of text with the index of its block."""


def find_members(reading: Reading) -> list[FoundMember]:
    """Each membership that a sentence states, in the order of the document."""
    found: list[FoundMember] = []
    for block in range(len(reading.document.blocks)):
        before: Span | None = None
        for sentence in reading.sentences(block):
            found += _in_sentence(reading, sentence, block)
            found += _of_the_one_before(reading, before, sentence, block) if before is not None else ()
            before = sentence
    return found


def link_members(builder: Builder, found: Sequence[FoundMember]) -> None:
    """Add the memberships that public record does not know already; it knows their dates and sorts too."""
    for one in found:
        member, group = builder.organisation(one.member.body), builder.organisation(one.group.body)
        if member != group and (member, relation_type(MemberOf), group) not in builder.graph.relations:
            passages = [builder.span(span, block) for span, block in one.words]
            builder.link(MemberOf, member, group, RULE, confidence="medium", passages=passages)


def _in_sentence(reading: Reading, sentence: Span, block: int) -> Iterator[FoundMember]:
    named = _named(reading, sentence)
    text, words = reading.text, (sentence, block)
    for place, group in enumerate(named):
        after = text[group.end : sentence.end]
        made_of = _MADE_OF.match(after)
        if made_of is None and _MEMBERS_OF.search(text[sentence.start : group.start]):
            made_of = _ARE.match(after)
        if made_of is not None and made_of.end() == len(after) and after.endswith(":"):
            yield from _items(reading, group, words)
        elif made_of is not None:
            for member in _list(text, named, group.end + made_of.end()):
                yield FoundMember(member, group, (words,))
        if place and _IS_MEMBER.fullmatch(text[named[place - 1].end : group.start]):
            before = _list_before(text, named[:place])
            # “the chair of the Board is a member” is of a person
            if not _OF.search(text[sentence.start : before[-1].start]):
                for member in reversed(before):
                    yield FoundMember(member, group, (words,))


def _of_the_one_before(reading: Reading, before: Span, sentence: Span, block: int) -> Iterator[FoundMember]:
    """The members of the one body that the sentence before names: "Its members are …"."""
    its = _ITS.match(reading.text, sentence.start, sentence.end)
    groups = reading.named(before.start, before.end) if its is not None else ()
    if its is None or len(groups) != 1 or groups[0].body.specificity != "named":
        return
    for member in _list(reading.text, _named(reading, sentence), its.end()):
        yield FoundMember(member, groups[0], ((before, block), (sentence, block)))


def _items(reading: Reading, group: Mention, opening: tuple[Span, int]) -> Iterator[FoundMember]:
    """The bodies that the items of the list right under a sentence begin with."""
    blocks = reading.document.blocks
    for place in range(opening[1] + 1, len(blocks)):
        item = blocks[place]
        if item.kind != "item":
            return
        first = reading.named(item.start, item.end)[:1]
        if (
            first
            and first[0].body.specificity == "named"
            and not _WORDS.search(reading.text[item.start : first[0].start])
        ):
            yield FoundMember(first[0], group, (opening, (Span(item.start, item.end), place)))


def _named(reading: Reading, span: Span) -> list[Mention]:
    return [each for each in reading.named(span.start, span.end) if each.body.specificity == "named"]


def _list(text: str, named: Sequence[Mention], start: int) -> list[Mention]:
    """The bodies of an enumeration that begins at a place."""
    found: list[Mention] = []
    for mention in (each for each in named if each.start >= start):
        if mention.start != start and not (found and _AND.fullmatch(text[start : mention.start])):
            break
        found.append(mention)
        start = mention.end
    return found


def _list_before(text: str, named: Sequence[Mention]) -> list[Mention]:
    """The bodies of an enumeration that ends with the last of these, the last first."""
    found = [named[-1]]
    for mention in reversed(named[:-1]):
        if not _AND.fullmatch(text[mention.end : found[-1].start]):
            break
        found.append(mention)
    return found
