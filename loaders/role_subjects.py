"""Who does what a clause says: the partners that its subject names, if it names nothing else."""

import re

from loaders.bodies import Mention
from loaders.groups import GROUP, LISTED
from loaders.persons import POSTS
from loaders.reading import Reading
from loaders.sentences import words
from loaders.tables import word_set
from loaders.verbs import base, verb_class

_ASIDE = re.compile(
    r",\s+(?:who|which|to whom|both of whom|all of whom|now|formerly|a|an|the|our|its|their|for (?:its|their) part"
    r"|in turn|through"
    r"|too|together|working|supported|backed|helped|among them)\b(?:[^,]|,(?=\d{3}))*,"
    r"|,\s+(?:whose|made up of|comprising|consisting of)\b[^.;]*?,(?=\s+(?:will|is to|are to|has|have|undertakes?)\b"
    r"|\s*$)"
    r"|\([^)]*\)|\s+too\b|\s+in turn\b",
    re.IGNORECASE,
)
_LINKING = word_set("clause_words.csv", "linking")
_BREAKS = word_set("clause_words.csv", "breaks")
_POSSESSIVE_END = re.compile(r"['’]s?\s*$")
_WITH_OTHERS = re.compile(r",\s+(?:together|jointly|along|in partnership|working) with\s+(?P<who>[^,]{3,100}),")
_QUALIFIES = re.compile(
    r"\s+(?P<how>employed|based|working|living|serving|funded|trained|run|from|of|across|within)\s+(?P<what>[^,;:()]{3,80})"
)
"""A phrase behind a group that says whose or where it is."""
_CUT_NAME = re.compile(r"\b(?:of|for|and)\s+(?:the\s+)?(?P<word>[A-Z][a-z]+),\s+$")
"""A capital word before the comma that opens a clause: "the Centre for Environment, Fisheries and Food chairs it"."""
_WHERE = re.compile(r"\s+(?:in|at|near)\s+(?:the\s+)?[A-Z][\w'’-]*(?:\s+(?:of\s+|on\s+)?[A-Z][\w'’-]*){0,3}\s*,?\s*")
"""Where a partner is, behind its name: "Siemens Mobility in Goole"."""
_NOUNS = word_set("clause_words.csv", "noun")
_PERSON = re.compile(rf"\b(?:{'|'.join(sorted(POSTS))}),\s+$")
"""A post before a comma, behind which a person is named: "its chief executive, Ann Dray"."""


def subject(reading: Reading, start: int, end: int) -> tuple[Mention, ...]:
    """The partners that text[start:end] names, if it names nothing else."""
    text = reading.text
    start += _unclosed(text[start:end])
    raw = text[start:end]
    if len(raw) > 400 or _POSSESSIVE_END.search(raw):
        return ()
    plain = _ASIDE.sub(lambda m: " " * (m.end() - m.start()), raw)
    apposed = re.search(r",\s(?!alongside|together|along|as well)[^,]{3,90},\s*$", raw)
    if apposed is not None and apposed.start() > 2:
        plain = plain[: apposed.start()] + " " * (len(plain) - apposed.start())
    stop = start + len(plain.rstrip(" ,"))
    core = plain.find("  ")
    partners = reading.bodies.partners(start, stop if core < 0 else start + core)
    partners = _owners(text, partners)
    cut = _CUT_NAME.search(text, max(0, start - 40), start)
    cut_short = cut is not None and not reading.named(cut.start("word"), cut.end("word"))
    person = _PERSON.search(text, max(0, start - 40), start) is not None and all(m.rule == LISTED for m in partners)
    if person or not partners or cut_short or any(holds_verb(text, m) for m in partners):
        return ()
    qualified = _qualified_group(reading, start, plain, partners[0])
    if qualified:
        return qualified
    covered: set[int] = set()
    for mention in partners:
        covered.update(range(mention.start, mention.end))
    left = [w for w in words(plain, 0, len(plain)) if start + w.start not in covered and w.low not in _LINKING]
    after = plain[partners[-1].end - start :]
    where = _WHERE.fullmatch(after)
    if where is not None:
        left, after = [w for w in left if w.start + start < partners[-1].end], ""
    if (
        any(w.low in _BREAKS for w in left)
        or re.search(r"\b(?:and|or)\b|,\s*(?:the|an?|our)\b", after)
        or len(left) > 1
    ):
        return ()
    if left and (
        left[0].start + start > partners[0].start or re.search(r"\bof\s+(?:the\s+)?$", text[start : partners[0].start])
    ):
        return ()
    return (*_named_before(reading, start), *partners, *_alongside(reading, start, raw))


def _owners(text: str, partners: tuple[Mention, ...]) -> tuple[Mention, ...]:
    """The partners without bodies of public record that one before them is said to own.

    “The University's Centre for Cities” is no think tank of that name, but a part of the University.
    """
    return tuple(
        mention
        for place, mention in enumerate(partners)
        if not place
        or not mention.body.registered
        or not re.fullmatch(r"['’]s?\s+", text[partners[place - 1].end : mention.start])
    )


def _qualified_group(reading: Reading, start: int, plain: str, group: Mention) -> tuple[Mention, ...]:
    """Whom a group stands for that a phrase behind it qualifies: the group, or the body that "from" names.

    "Youth workers employed by the councils" are the youth workers; "volunteers from the Trust" are the Trust's.
    """
    if group.rule != GROUP or plain[: group.start - start].strip().lower() not in (
        "",
        "the",
        "our",
        "all",
        "local",
        "some",
        "many",
    ):
        return ()
    behind = _QUALIFIES.fullmatch(plain[group.end - start :].rstrip(" ,"))
    if behind is None or any(
        (verb := base(w.low, "third")) and verb_class(verb) for w in words(behind["what"], 0, len(behind["what"]))
    ):
        return ()
    named = reading.named(group.end, start + len(plain)) if behind["how"] == "from" else ()
    return named or (group,)


def _unclosed(text: str) -> int:
    """Where the words begin that stand in a bracket which is not closed; 0 if there is none."""
    opened = text.rfind("(")
    return opened + 1 if opened >= 0 and ")" not in text[opened:] else 0


def _alongside(reading: Reading, start: int, raw: str) -> tuple[Mention, ...]:
    """Bodies in an aside that act with the subject: "the University, together with the Trust, will"."""
    aside = _WITH_OTHERS.search(raw)
    return () if aside is None else reading.bodies.partners(start + aside.start("who"), start + aside.end("who"))


def _named_before(reading: Reading, start: int) -> tuple[Mention, ...]:
    """Bodies right before a clause that are coordinated with its subject: "employers such as A and B will"."""
    text = reading.text
    found: list[Mention] = []
    at = start
    for mention in reversed(reading.named(max(0, start - 200), start)):
        joint = r"\s*(?:,|,?\s*and|,?\s*or)\s*(?:the\s+)?" if found else r"\s+(?:and|or)\s+(?:the\s+)?"
        if not re.fullmatch(joint, text[mention.end : at]) or (not found and mention.end == at):
            break
        found.append(mention)
        at = mention.start
    return tuple(reversed(found))


def holds_verb(text: str, mention: Mention) -> bool:
    """Whether what was taken for a name holds a verb, and is a clause: "the plan strengthens universities"."""
    inner = words(text, mention.start, mention.end)[:-1]
    if inner and inner[0].text in ("let", "make", "help", "have", "get", "give", "keep"):
        return True
    return any(w.text.islower() and (verb := base(w.low, "third")) and verb not in _NOUNS for w in inner)
