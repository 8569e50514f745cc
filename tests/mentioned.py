"""Documents of a few paragraphs, and the bodies that are found in them."""

from collections.abc import Iterable

from loaders import casting, groups, offices, registered, shapes  # noqa: F401  (their rules are declared on import)
from loaders.bodies import find_bodies
from loaders.document import Block, BlockKind, Document


def document(*paragraphs: str, kinds: Iterable[BlockKind] = ()) -> Document:
    """A document of paragraphs, or of blocks of other kinds."""
    blocks: list[Block] = []
    place = 0
    named = list(kinds) + ["paragraph"] * len(paragraphs)
    for kind, words in zip(named, paragraphs, strict=False):
        blocks.append(Block(kind, place, place + len(words)))
        place += len(words) + 1
    return Document("\n".join(paragraphs), tuple(blocks), "plan.txt", "txt", "0" * 64)


def named(*paragraphs: str, on: str | None = None) -> list[tuple[str, str]]:
    """What is mentioned, as printed, and the name of the body."""
    doc = document(*paragraphs)
    return [(doc.text[m.start : m.end], m.body.name) for m in find_bodies(doc, on).mentions]


def names(*paragraphs: str, on: str | None = None) -> list[str]:
    return [name for _, name in named(*paragraphs, on=on)]


def partners(words: str, *before: str, on: str | None = None) -> list[str]:
    doc = document(*before, words)
    start = len(doc.text) - len(words)
    return [m.body.name for m in find_bodies(doc, on).partners(start, len(doc.text))]


def rules_fired(words: str) -> set[str]:
    """The rules by which the words name bodies; words before a slash are a heading over those behind it."""
    heading, slash, under = words.partition(" / ")
    doc = document(heading, under, kinds=["heading"]) if slash else document(words)
    bodies = find_bodies(doc)
    return {m.rule for m in (*bodies.mentions, *bodies.partners(0, len(words)))}
