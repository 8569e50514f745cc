"""Coordinated asks taken apart: one for each verb or nominal head, none for a coordinated object.

"Pool budgets and give places a say" holds two asks (two verbs of one form); "funding for trains, trams and buses"
holds one (three objects of one head); "joint working to back our pipeline, and devolution of growth funding" holds two,
since each noun has a complement of its own.
"""

import re
from itertools import pairwise

from loaders.rules import declare
from loaders.sentences import Span, Word, trim, words
from loaders.tables import word_set
from loaders.verbs import Form, is_form

RULE_VERBS = declare(
    "coordinated-verbs",
    "Verbs of one form joined by 'and' are two things asked, if the first has an object of its own.",
    "pool the budgets and give councils more freedom",
    "build and run the tram",
)
RULE_HEADS = declare(
    "coordinated-heads",
    "Nouns joined by 'and' are two things asked if each has a complement of its own.",
    "a seat on the board and control over the timetable",
    "extra money and steady advice to build firms",
)

HEADS = (
    r"(?:£\S+(?:\s+(?:million|billion|thousand))?)|end|abolition|access|agreement|alignment|approval|assurance"
    r"|certainty|clarity|collaboration|commitment|completion"
    r"|confirmation|control|cooperation|co-operation|creation|decision|delivery|designation|devolution|discretion"
    r"|duty|electrification|exemption|extension|flexibilit(?:y|ies)|freedoms?|funding|funds?|guarantee|inclusion"
    r"|investment|joint working|levers|mandate|ownership|partnership|partnership working|permission|pooling|powers?"
    r"|protection|recognition|reduction|reform|reforms|removal|repeal|replacement|representation|restoration|retention"
    r"|review|rights?|role|say|seat|settlement|share|simplification|support|transfer|transparency|voice|work|working"
)
_HEAD = re.compile(
    rf"(?:(?:a|an|the|full|greater|more|regional|local|joint|direct|formal|fair|single|new|long-term|multi-year"
    rf"|[\w'’-]+)\s+)"
    rf"{{0,4}}?(?:{HEADS})\s+(?:of|for|over|to|on|in|from|with|at|through|that|by|worth)\b",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*[,;]?\s+(?:and|as well as|plus|and also|and then)\s+(?:(?:by|through)\s+(?=[a-z]+ing\b))?|\s*;\s+|\s*,\s+",
    re.IGNORECASE,
)
_SOFT = re.compile(
    r"^(?:,\s*[^,.;]{3,30},\s*|(?:also|then|further|instead|in particular|where possible)\b,?"
    r"\s*)",
    re.IGNORECASE,
)
_DETERMINERS = word_set("clause_words.csv", "determiner")

_COMPOUNDS = frozenset(
    (("health", "work"), ("skills", "work"), ("work", "skills"), ("research", "design"), ("health", "care"))
)
"""Nouns that "and" makes one: health and work."""

_ONE = re.compile(r"an?\s+(?=[a-z])")
"""An indefinite article: things that are counted one by one."""
_NEAR = 8
"""How many words back a means or purpose still governs."""


def head_form(text: str, start: int, end: int) -> Form | None:
    """The verb form that text[start:end] opens with: "base" (also after "to"), "ing", or None for a noun."""
    found = words(text, start, min(end, start + 120))
    if found and found[0].low == "to":
        found = found[1:]
    if found and found[0].low.endswith("ly") and len(found) > 1:
        found = found[1:]
    if not found:
        return None
    word = found[0].low
    following = found[1].low if len(found) > 1 else ""
    if is_form(word, "ing") and following not in ("of", "and", "for"):
        return "ing"
    if is_form(word, "base") and not _is_noun(word, following, text, found):
        return "base"
    return None


def _is_noun(word: str, following: str, text: str, found: list[Word]) -> bool:
    """Whether a word that can be a verb stands as a noun here: "support for", "control over", "access to"."""
    if following in ("of", "for", "over", "from", "in", "on", "at", "that", "is", "are", "will", "should", "must", ""):
        return word not in ("invest", "legislate", "commit", "consult", "build", "work", "continue", "explore", "act")
    if following == "to":
        return bool(re.fullmatch(HEADS, word)) or word in ("support", "access", "reform", "help")
    if following in _DETERMINERS:
        return False
    return bool(re.match(_HEAD, text[found[0].start : found[-1].end])) and bool(re.fullmatch(HEADS, word))


def split(text: str, start: int, end: int) -> list[Span]:
    """The asks in one clause text[start:end], in order; one where nothing is coordinated."""
    form = head_form(text, start, end)
    cuts: list[tuple[int, int]] = []
    begin = start
    for joint in _AND.finditer(text, start, end):
        right = joint.end() + (m.end() if (m := _SOFT.match(text[joint.end() : end])) else 0)
        if joint.start() <= begin or _bracketed(text, start, joint.start()):
            continue
        comma_only = "and" not in joint.group() and "as well" not in joint.group() and "plus" not in joint.group()
        if form and _joins_verbs(text, begin, joint, right, end, form, comma_only):
            cuts.append((joint.start(), joint.end()))
            begin = joint.end()
        elif not form and _joins_heads(text, begin, joint.start(), right, end, comma_only):
            cuts.append((joint.start(), joint.end()))
            begin = joint.end()
            form = head_form(text, begin, end) if _HEAD.match(text, begin, end) is None else None
    return _pieces(text, start, end, cuts)


def _bracketed(text: str, start: int, place: int) -> bool:
    opened = text.count("(", start, place) - text.count(")", start, place)
    return opened > 0


def _joins_verbs(
    text: str, begin: int, joint: re.Match[str], right: int, end: int, form: Form, comma_only: bool
) -> bool:
    if head_form(text, right, end) != form:
        return False
    left = words(text, begin, joint.start())
    apart = joint.group().strip().startswith((",", ";"))
    bare = not left or (is_form(left[-1].low, form) and (len(left) <= 2 or (not apart and len(left) < 3)))
    if left and (left[-1].low, words(text, right, end)[0].low) in _COMPOUNDS:
        return False
    if bare or (form == "base" and _in_purpose(text, begin, right, end, left, apart)):
        return False
    if form == "ing" and _in_means(left):
        return False
    return not comma_only or _list_follows(text, right, end, form)


def _in_purpose(text: str, begin: int, right: int, end: int, left: list[Word], apart: bool) -> bool:
    """Whether a verb goes on with an infinitive of purpose: "funding to train staff and hire nurses"."""
    purpose = any(a.low == "to" and b.text.islower() and is_form(b.low, "base") for a, b in pairwise(left[1:]))
    to_right = words(text, right, end)[0].low == "to"
    to_left = words(text, begin, end)[0].low == "to"
    return purpose and ((to_right is to_left and not apart) or (to_right and not to_left))


def _in_means(left: list[Word]) -> bool:
    """Whether a gerund goes on with one of means: "raising pay by training and hiring"."""
    inner = next((i for i in range(len(left) - 1, -1, -1) if left[i].low in ("by", "through", "while")), None)
    near = inner is not None and len(left) - inner <= _NEAR
    return near and inner is not None and inner + 1 < len(left) and is_form(left[inner + 1].low, "ing")


def _list_follows(text: str, right: int, end: int, form: Form) -> bool:
    """Whether a comma belongs to a list of verbs that ends in "and" with one more of the same form."""
    return any(head_form(text, m.end(), end) == form and "and" in m.group() for m in _AND.finditer(text, right, end))


def _joins_heads(text: str, begin: int, stop: int, right: int, end: int, comma_only: bool) -> bool:
    if comma_only and not any("and" in m.group() for m in _AND.finditer(text, right, end)):
        return False
    left_has = _HEAD.search(text, begin, stop)
    right_has = _HEAD.match(text, right, end)
    if left_has is not None and right_has is not None:
        return True
    if _ONE.match(text, begin, stop) and _ONE.match(text, right, end) and not _shares(text, begin, stop):
        return True
    return left_has is not None and head_form(text, right, end) == "ing" and ";" in text[stop:right]


def _shares(text: str, begin: int, stop: int) -> bool:
    """Whether a noun phrase ends in a complement that what follows may carry on: "power to set a levy"."""
    return (
        re.search(
            r"\b(?:of|for|over|to|with|on|in|between|from|by)\s+(?:\w+\s+)?(?:an?)\s+[\w-]+(?:\s[\w-]+)?$",
            text[begin:stop],
        )
        is not None
    )


def _pieces(text: str, start: int, end: int, cuts: list[tuple[int, int]]) -> list[Span]:
    begins = [start, *(after for _, after in cuts)]
    ends = [*(before for before, _ in cuts), end]
    spans = [trim(text, b, e, ",;:–—- ") for b, e in zip(begins, ends, strict=True)]
    return [span for span in spans if span.end - span.start > 2]
