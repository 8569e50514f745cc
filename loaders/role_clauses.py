"""Clauses with a partner as subject and a part as predicate."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from loaders.bodies import Mention
from loaders.groups import LISTED, PLACE
from loaders.reading import Reading
from loaders.role_frames import CAN_VERBS, PLAYS, PLAYS_VERBS, PRESENT, PROGRESSIVE, WILL, WILL_VERBS
from loaders.role_subjects import subject
from loaders.sentences import Span, Word, trim, words
from loaders.tables import word_set
from loaders.verbs import base, verb_class

_JOINTS = re.compile(r"(?:\s*[,;]\s*|\s+[–—]\s+|\s+)(?:while|whilst|and|but|whereas|as)\s+|\s*;\s*|\s*:\s+|,\s+")
_OPENERS = re.compile(
    r"^\W*(?:subject to [^,]{3,60},\s+|for (?:its|their) (?:own )?part,?\s+|(?:from|by|in|until|since|this|next)\s+"
    r"(?:(?:early|late|mid|the"
    r"|next|this)[- ])*"
    r"(?:\d{4}|january|february|march|april|may|june|july|august|september|october|november|december|spring|summer"
    r"|autumn|winter"
    r"|year|month)(?:\s+\d{4})?\s+(?=the\s|[A-Z])|(?:in|over|by|from|to|through|under|during|since|for|as|at|on"
    r"|across|within|alongside|after|before|once"
    r"|when|if|where"
    r"|working|together|with|also|here|meanwhile|today|currently|locally|nationally|finally|first|second"
    r"|third)\b[^,]*,\s+)+",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r",\s+(?:whose|made up of|comprising|consisting of)\b[^.;]*?,(?=\s+(?:will|is to|are to|has|have|undertakes?)\b)"
)
"""An aside that says who belongs to a body, between the body and its verb."""
_NOT_PRESENT = word_set("clause_words.csv", "not present")
_WITHOUT_OBJECT = word_set("clause_words.csv", "without object")
_PHRASAL = word_set("clause_words.csv", "phrasal")
_NO_OBJECT = word_set("clause_words.csv", "no object")
_FINITE = word_set("clause_words.csv", "finite")
_AUXILIARY = word_set("clause_words.csv", "past modal")
_CONTRAST = re.compile(r",?\s+(?:but|although|though|however|yet)\s")
_PERFECT = re.compile(r"(?:has|have)\s+(?:also\s+|already\s+|now\s+|together\s+|both\s+)*(?P<verb>[a-z-]+)\b")
_BEFORE_NOUN = frozenset(("in", "at", "of", "for", "from", "into", "without", "through", "off", "under", "per"))
"""Words behind which a verb's form is a noun: "12,000 more residents in work"."""
_OVER = re.compile(r"(?:complet|finish|conclud|clos|ceas)ed\b", re.IGNORECASE)
_SINCE = re.compile(r"\bsince\s+(?:\w+\s+)?(?:19|20)\d\d\b", re.IGNORECASE)
_SINCE_BEFORE = re.compile(r"\bSince\s+(?:\w+\s+)?(?:19|20)\d\d\b[^.;]{0,80}$")
_SEAT = re.compile(r"(?:sits?|serves?) on\b|(?:has|have) (?:a|one) seat\b|(?:is|are) represented on\b", re.IGNORECASE)
"""What says that a body belongs to another, and not what it does."""
NO_PART = re.compile(
    r"\s*(?:not\b|no longer\b|never\b|each have (?:a|one) seat\b|have (?:a|one|its) seat\b|have \w+ed\b|need(?! to)"
    r"|meet(?! (?:(?:\w+ ){0,4}costs?\b|quarterly|monthly|every|each|twice"
    r"|regularly|in public))|have to|come into (?:being|force|effect)|be "
    r"(?:able|needed"
    r"|required"
    r"|important|crucial|more|less|a|an|(?:\w+ly )?(?!asked|tasked|charged|invited|expected|responsible)\w+ed|set up"
    r"|built|given|made|held|put|drawn up"
    r"|the(?! (?:\w+ ){0,2}(?:accountable|lead|host|responsible|managing|contracting|sponsor|partner|funder|home"
    r"|base|anchor"
    r"|voice|chair)\b))\b)",
    re.IGNORECASE,
)
"""What, after "will", tells no part of a partner's: what it needs, what it is, and what others do to it."""
_OBJECT = re.compile(
    r"\s+(?:up\s+|out\s+|on\s+|in\s+|forward\s+)?(?:an?|the|its|their|our|us|all|both|more|new|some"
    r"|[£\d]|two|three|four|five|six|ten)\b|\s+[£\d]",
    re.IGNORECASE,
)
"""An object behind a perfect verb: "has drawn up a list"."""
_GOVERNMENT = ("government", "government department", "individual office")
_ASKED = re.compile(r"(?:is|are)\s+(?:asked|invited|encouraged)\b")
_LOOK_AHEAD = 45
_EMPTY = re.compile(r".{0,3}|(?:is|are|will|shall|has agreed|have agreed)(?: be)?(?: to)?", re.IGNORECASE)
"""A predicate that breaks off before it says anything."""


@dataclass(frozen=True)
class Clause:
    """A partner or partners, and what they do."""

    partners: tuple[Mention, ...]
    predicate: Span
    rule: str
    firm: bool
    """Whether the verb promises (will, is to, has agreed to) and does not only tell."""


def clauses(reading: Reading, sentence: Span, *, present: bool, listed: bool = False) -> list[Clause]:
    """The clauses of a sentence that give a partner a part.

    Args:
        reading: the document.
        sentence: a sentence of it.
        present: whether a present verb is a part here, as where a plan tells what partners do.
        listed: whether partners are looked for here, so that capitals alone make one of a present verb's subject.
    """
    text = reading.text
    found: list[tuple[int, Clause]] = []
    for start in _starts(reading, sentence):
        if found and start < found[-1][1].predicate.start:
            continue
        clause = _clause(reading, Span(start, sentence.end), present, listed)
        if clause is not None:
            found.append((start, clause))
    ends = [*(start for start, _ in found), sentence.end][1:]
    bounded = [_bounded(text, clause, end) for (_, clause), end in zip(found, ends, strict=True)]
    return [
        clause
        for clause in bounded
        if not _EMPTY.fullmatch(text, clause.predicate.start, clause.predicate.end) and not _is_seat(text, clause)
    ]


def _is_seat(text: str, clause: Clause) -> bool:
    """Whether a clause says that bodies have a seat somewhere, which is a membership and no part of theirs."""
    named = all(m.body.specificity == "named" and m.rule != LISTED for m in clause.partners)
    return named and _SEAT.match(text, clause.predicate.start) is not None


def _bounded(text: str, clause: Clause, end: int) -> Clause:
    stop = max(end, clause.predicate.start + 1)
    tail = re.search(
        r"(?:\s*[,;]\s*|\s+)(?:while|whilst|and|but|whereas|as)?\s*(?:the\s+|our\s+|its\s+)?$",
        text[clause.predicate.start : stop],
    )
    stop = clause.predicate.start + tail.start() if tail and tail.group() else stop
    contrast = _CONTRAST.search(text, clause.predicate.start, stop)
    stop = contrast.start() if contrast else stop
    predicate = text[clause.predicate.start : stop]
    closed = predicate.find(")")
    if 0 <= closed < (predicate.find("(") if "(" in predicate else stop):
        stop = clause.predicate.start + closed
    return Clause(clause.partners, trim(text, clause.predicate.start, stop, ".,;: "), clause.rule, clause.firm)


def _starts(reading: Reading, sentence: Span) -> Iterator[int]:
    text = reading.text
    opener = _OPENERS.match(text[sentence.start : sentence.end])
    yield sentence.start
    begin = sentence.start
    if opener is not None:
        begin += opener.end()
        yield begin
    inside = [m.span() for m in _MEMBERS.finditer(text, begin, sentence.end)]
    inside += [(m.start, m.end - 1) for m in reading.named(sentence.start, sentence.end)]
    for joint in _JOINTS.finditer(text, begin, sentence.end):
        if joint.end() > begin and not any(start < joint.end() <= end for start, end in inside):
            yield joint.end()


def _clause(reading: Reading, span: Span, present: bool, listed: bool) -> Clause | None:
    text = reading.text
    found = words(text, span.start, span.end)[:_LOOK_AHEAD]
    for i, word in enumerate(found):
        if i == 0:
            continue
        rule = _verb_at(text, span, found, i, present, listed)
        if rule is None:
            continue
        partners = _told(rule, subject(reading, span.start, word.start), listed)
        if rule == WILL and partners and not listed and _ASKED.match(text, word.start):
            continue
        if rule == PRESENT and not listed and partners and not _fits(reading, partners, word):
            continue
        begin = word.start
        if not partners:
            partners, begin = _earlier_subject(reading, span.start, found, i)
            partners = _told(rule, partners, listed)
        if partners:
            return Clause(partners, Span(begin, span.end), rule, rule != PRESENT)
    return None


def _told(rule: str, partners: tuple[Mention, ...], listed: bool) -> tuple[Mention, ...]:
    """The partners of a verb: of one that only tells, none that is known for a name by its capitals alone."""
    return (
        ()
        if rule == PRESENT
        and not listed
        and all(m.rule == PLACE or (m.rule == LISTED and not _surely_named(m.body.name)) for m in partners)
        else partners
    )


def _fits(reading: Reading, partners: tuple[Mention, ...], verb: Word) -> bool:
    """Whether what is told in passing is a partner's part: the verb agrees, and it is no past deed of government's."""
    perfect = verb.low in ("has", "have")
    return _agrees(partners, verb) and not (perfect and any(m.body.kind in _GOVERNMENT for m in partners))


def _agrees(partners: tuple[Mention, ...], verb: Word) -> bool:
    """Whether a verb agrees with its subject: a plain form goes with several, or a name that ends as plurals do."""
    plain = base(verb.low, "base") is not None and base(verb.low, "third") is None
    one = len(partners) == 1 and partners[0].body.specificity == "named"
    return not (plain and one and not partners[0].body.name.rstrip(")").endswith("s"))


def _surely_named(name: str) -> bool:
    """Whether a name is one by its letters: several words, all capitals, or a capital inside ("BioNorth")."""
    return " " in name or name.isupper() or re.search(r"[a-z\d][A-Z]|\w-[A-Z]", name) is not None


def _is_doing(text: str, progressive: re.Match[str]) -> bool:
    """Whether a verb in -ing is one of doing, alone or with the word behind it ("carrying out")."""
    verb = base(progressive["ing"].lower(), "ing")
    after = re.match(r"\s+([a-z]+)", text[progressive.end() :])
    phrase = verb is not None and after is not None and f"{verb} {after[1]}" in _PHRASAL
    return verb is not None and (phrase or verb_class(verb) is not None)


def _earlier_subject(reading: Reading, start: int, found: list[Word], i: int) -> tuple[tuple[Mention, ...], int]:
    """The subject of a second predicate, and where its first begins: "X has put forward a site and will dredge it"."""
    if found[i - 1].low not in ("and", "but") or i < 3:
        return (), start
    for word in found[1 : i - 1]:
        if (verb := base(word.low, "third")) is not None and verb in _NOT_PRESENT:
            return (), start
        if word.low in _AUXILIARY or verb or base(word.low, "past") or word.low in ("remain", "continue"):
            return subject(reading, start, word.start), word.start
    return (), start


def _verb_at(text: str, span: Span, found: list[Word], i: int, present: bool, listed: bool) -> str | None:
    place = found[i].start
    if PLAYS_VERBS.match(text, place, span.end):
        return PLAYS
    will = WILL_VERBS.match(text, place, span.end)
    if will is not None and not NO_PART.match(text, will.end(), span.end):
        return WILL
    if not present:
        return None
    if _can(text, span, place, listed=listed) or _done(text, span, place, listed=listed):
        return PRESENT
    progressive = PROGRESSIVE.match(text, place, span.end)
    if progressive is not None and _is_doing(text, progressive):
        return PRESENT
    counted = i + 1 < len(found) and found[i + 1].text[0] in "£0123456789" and not listed
    return PRESENT if not counted and _tells(text, found, i) else None


def _done(text: str, span: Span, place: int, *, listed: bool) -> bool:
    """Whether a perfect verb of doing stands at a place: where parts are told, what is set up is a part too.

    What is over, or is told as done since a year, is none: "has completed the wall", "since 2021 it has built 400".
    """
    perfect = _PERFECT.match(text, place, span.end)
    if perfect is None or (not listed and not _OBJECT.match(text, perfect.end(), span.end)):
        return False
    if (
        _OVER.match(perfect["verb"])
        or _SINCE.search(text, span.start, span.end)
        or _SINCE_BEFORE.search(text[max(0, place - 140) : place])
    ):
        return False
    verb = base(perfect["verb"].lower(), "past")
    if verb is None and (after := re.match(r"\s+([a-z]+)", text[perfect.end() : span.end])) is not None:
        return f"{perfect['verb'].lower()} {after[1]}" in _PHRASAL
    return verb is not None and verb not in _NOT_PRESENT and verb_class(verb) is not None


def _can(text: str, span: Span, place: int, *, listed: bool) -> bool:
    """Whether what a partner can do stands at a place; outside lists of parts only what it can help by doing."""
    can = CAN_VERBS.match(text, place, span.end)
    if can is not None and not listed and not can["ing"]:
        return False
    verb = None if can is None else base(can["ing"].lower(), "ing") if can["ing"] else base(can["base"].lower(), "base")
    return verb is not None and verb not in _NOT_PRESENT and verb_class(verb) is not None


def _tells(text: str, found: list[Word], i: int) -> bool:
    """Whether a word is a present verb of doing with an object, and not a noun that looks like one."""
    word = found[i]
    verb = base(word.low, "third") or base(word.low, "base")
    behind = i > 0 and found[i - 1].low in _BEFORE_NOUN and not text[found[i - 1].end : word.start].strip()
    if verb is None or behind or not word.text.islower() or (i + 1 < len(found) and found[i + 1].low == "not"):
        return False
    if (
        i + 1 < len(found)
        and f"{verb} {found[i + 1].low}" in _PHRASAL
        and not text[word.end : found[i + 1].start].strip()
    ):
        return True
    if verb in _NOT_PRESENT or verb_class(verb) is None:
        return False
    if i + 1 >= len(found):
        return verb in _WITHOUT_OBJECT
    following = found[i + 1].low
    noun = base(word.low, "base") and (base(following, "third") or following in _FINITE)
    if noun or text[word.end : found[i + 1].start].strip():
        return False
    return verb in _WITHOUT_OBJECT or (following not in _NO_OBJECT and not following.endswith("ly"))
