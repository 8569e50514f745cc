"""Parts told by a label beside an action: "Lead: Northshire College", "(Network Rail)", "owner: the Council"."""

import re
from collections.abc import Iterator

from loaders.bodies import Mention
from loaders.found import FoundRole
from loaders.reading import Reading
from loaders.rules import declare
from loaders.sentences import Span, trim, words
from loaders.telling import tells
from loaders.verbs import is_form

LABEL = declare(
    "role-label",
    "Beside an action, a label such as lead, owner or supported by says whose part the action is.",
    "Open a welding school by May. Lead: Northshire College.",
    "Open a welding school by May. Lead: up to 4 mg.",
)
OWNER = declare(
    "role-owner-in-brackets",
    "Where parts are told, an action with only partners in the brackets behind it is their part.",
    "Open a welding school by May (Northshire College)",
    "Open a welding school by May (at Northshire College)",
)

_LABEL = re.compile(
    r"(?:^|(?<=[.;:)–—-])\s*|\s+[–—-]\s+|\n\s*)\W{0,3}(?:(?:joint\s+|co-)?leads?(?:\s+(?:partners?|organisations?"
    r"|body|bodies|agency|by))?|led by|owners?|owned by"
    r"|responsible(?:\s+(?:body|organisation|partner))?|delivered by|delivery(?:\s+(?:lead|partners?))?|supported by"
    r"|support(?:\s+from)?"
    r"|support(?:ing)?\s+partners?|partners|working with|with)\W{0,2}\s*[:–—]\s*(?P<who>[^.;:\n]{3,200})",
    re.IGNORECASE,
)
_PART = re.compile(r"(?P<who>[^.;:–—\n]{3,90}?)(?:\s+[–—-]\s+|:\s+)(?P<what>[^.;\n]{6,})")
_FAR = 200
"""How many characters the part of a labelled partner may go on."""
_BRACKETS = re.compile(r"\s*\((?P<who>[^()]{3,160})\)\W*$")
_REF = re.compile(r"^\W*(?:[A-Z]{0,3}\d+(?:\.\d+)*[.:)]?\s+)?(?:[A-Z][a-z]+\.\s+(?=[A-Z]))?")


def labelled(reading: Reading, block: int) -> list[FoundRole]:
    """The parts in a block that holds an action and labels for those whose it is; none where it holds no such label."""
    found = reading.document.blocks[block]
    text = reading.text
    labels = list(_LABEL.finditer(text, found.start, found.end))
    if not labels:
        return []
    own = [role for label in labels for role in _with_its_part(reading, block, label)]
    if own:
        return own
    action = _action(text, trim(text, found.start, labels[0].start(), " .;:–—-*"), labelled=True)
    if action is None and labels[0].start() - found.start < 4:
        action = _action_before(reading, block) or _action(
            text, trim(text, labels[-1].end(), found.end, " .;:–—-"), labelled=True
        )
    if action is None:
        return []
    return [
        FoundRole(action, block, LABEL, partners, "medium") for label in labels if (partners := _only(reading, label))
    ]


def _with_its_part(reading: Reading, block: int, label: re.Match[str]) -> Iterator[FoundRole]:
    """The part that follows a labelled partner behind a dash or colon: "Lead partner: the College – six courses"."""
    text = reading.text
    end = reading.document.blocks[block].end
    for part in _PART.finditer(text, label.start("who"), min(end, label.end("who") + _FAR)):
        partners = _only(reading, part)
        what = trim(text, part.start("what"), part.end("what"), " .;,")
        if partners and len(words(text, what.start, what.end)) > 1:
            yield FoundRole(what, block, LABEL, partners, "medium")


def owned(reading: Reading, block: int, span: Span) -> Iterator[FoundRole]:
    """The part that a sentence tells which ends in brackets with nothing but partners in them."""
    brackets = _BRACKETS.search(reading.text, span.start, span.end)
    if brackets is None:
        return
    action = _action(reading.text, trim(reading.text, span.start, brackets.start(), " .;:,–—-"))
    partners = _only(reading, brackets)
    if action is not None and partners and not _short_form(reading, brackets, partners):
        yield FoundRole(action, block, OWNER, partners, "medium")


def _action(text: str, span: Span, *, labelled: bool = False) -> Span | None:
    """The words of an action, without its number: a plain verb or one in -ing, or beside a label a noun phrase."""
    ref = _REF.match(text[span.start : span.end])
    begin = span.start + (ref.end() if ref else 0)
    found = words(text, begin, span.end)
    if len(found) < 3:
        return None
    verbal = is_form(found[0].low, "base") or is_form(found[0].low, "ing")
    return Span(begin, span.end) if verbal or (labelled and not tells(text, Span(begin, span.end))) else None


def _action_before(reading: Reading, block: int) -> Span | None:
    """The action in the heading or the bold line right before a block that is only labels."""
    if not block:
        return None
    before = reading.document.blocks[block - 1]
    return _action(reading.text, trim(reading.text, before.start, before.end, " .;:–—-*"))


def _only(reading: Reading, match: re.Match[str]) -> tuple[Mention, ...]:
    """The partners in a label or bracket, if it holds nothing else."""
    start, end = match.start("who"), match.end("who")
    partners = reading.bodies.partners(start, end)
    if not partners:
        return ()
    covered: set[int] = set()
    for mention in partners:
        covered.update(range(mention.start, mention.end))
    left = [w.low for w in words(reading.text, start, end) if w.start not in covered]
    return (
        partners if all(word in ("the", "and", "with", "our", "jointly", "both", "all", "by") for word in left) else ()
    )


def _short_form(reading: Reading, brackets: re.Match[str], partners: tuple[Mention, ...]) -> bool:
    """Whether brackets only give a short form of the name right before them."""
    before = reading.named(max(0, brackets.start() - 90), brackets.start())
    return bool(before) and before[-1].end >= brackets.start() - 1 and before[-1].body.key == partners[0].body.key
