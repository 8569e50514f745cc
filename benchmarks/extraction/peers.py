"""What somebody without this project would try first: capitalised phrases, and every bullet taken at its word."""

import re
from collections.abc import Iterable

from benchmarks.extraction.claims import ClaimedAsk, ClaimedName, ClaimedRole, Claims, Quote
from loaders.document import Block, Document

_WORD = r"[A-Z][\w’'-]*"
_PHRASE = re.compile(rf"{_WORD}(?: (?:(?:of|for|the|&) )*{_WORD})+|\b[A-Z]{{2,}}\b")
_OPENER = re.compile(r"^(?:The|A|An|Our|We|In|For|With|And|But|This|These|It|By|On|At) ")
_INSTRUMENT = re.compile(r"\b(?:Act|Agreement|Charter|Compact|Deal|Fund|Levy|Plan|Programme|Settlement|Strategy)$")
_GOVERNMENT = ClaimedName("Government")


def phrases(document: Document) -> Claims:
    """The baseline.

    Every phrase of capitalised words is an organisation, or an instrument if its last word says so. A bullet that
    begins with such a phrase is that body's role; any other bullet is an ask of Government. Headings are left out.
    """
    blocks = [block for block in document if block.kind != "heading"]
    found = list(dict.fromkeys(name for block in blocks for name, _ in _names(document.words(block))))
    asks: list[ClaimedAsk] = []
    roles: list[ClaimedRole] = []
    for block in blocks:
        if block.kind == "item":
            role = _role(document, block)
            if role:
                roles.append(role)
            else:
                asks.append(ClaimedAsk((Quote(document.words(block), block.start),), (_GOVERNMENT,)))
    return Claims(
        organisations=tuple(ClaimedName(name) for name in found if not _INSTRUMENT.search(name)),
        instruments=tuple(ClaimedName(name) for name in found if _INSTRUMENT.search(name)),
        asks=tuple(asks),
        roles=tuple(roles),
    )


def _names(words: str) -> Iterable[tuple[str, int]]:
    for met in _PHRASE.finditer(words):
        name = _OPENER.sub("", met.group())
        if " " in name or name.isupper():
            yield name, met.end()


def _role(document: Document, item: Block) -> ClaimedRole | None:
    words = document.words(item)
    first = next(iter(_names(words)), None)
    if first is None or not words.removeprefix("The ").startswith(first[0]) or first[1] >= len(words):
        return None
    name, end = first
    return ClaimedRole(ClaimedName(name), (Quote(words[end:], item.start + end),))
