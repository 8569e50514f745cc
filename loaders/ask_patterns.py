"""What asking sentences are made of: who asks, who is asked, words of duty; and what a frame is."""

import re
from dataclasses import dataclass

from loaders.reading import ANY, OTHER, OWN, STATE
from loaders.rules import declare

ADVERBS = (
    r"(?:\s+(?:also|now|therefore|further|strongly|together|jointly|urgently|still|again|formally|respectfully"
    r"|especially"
    r"|particularly|all|both|too|in turn|accordingly))*"
)
_OPENING = rf"^[^\w{STATE}{OWN}{OTHER}]*"
GROUP = (
    r"(?:region|plan|area|authority|authorities|council|councils|chamber|board|partnership|alliance|partners|leaders"
    r"|members|prospectus|paper|submission|statement|report|compact|strategy|manifesto|chapter|section"
    r"|response|proposition|document|letter|campaign|city|county|mayor|businesses|employers|commission|group|consortium"
    r"|association|federation|residents|colleges|universities)"
)
ASKER = (
    rf"(?:\bwe(?:'d|'re|'ve)?|\bi(?:'d|'m)?|\bit|\bthey|\bs?he|[{OWN}{OTHER}]+|\b(?:the|our|this|local|all|its)\s+"
    rf"(?:[\w'-]+"
    rf"\s+){{0,3}}?{GROUP}"
    rf"|(?:^\W*|,\s+|\band\s+)(?:[\w-]+\s+)?{GROUP})(?:\s*,[^,]{{2,110}},|\s+\([^)]*\))?{ADVERBS}"
)
BE = rf"(?:(?:is|are|'re|has been|have been)\b{ADVERBS}\s+)?"
WHO = (
    rf"(?:(?:the|both|all|its|our|each)\s+)*{ANY}(?:(?:\s*,\s*|\s+and\s+|\s*,\s*and\s+|\s+or\s+)(?:the\s+|both"
    rf"\s+)?{ANY})*"
)
ASKED = rf"(?P<who>{WHO}|[a-z][\w' -]{{3,60}}?)"
DUTIFUL = (
    rf"(?P<who>(?:the\s+|both\s+)?(?:(?:next|new|incoming|present|current)\s+)?{ANY}(?:(?:\s*,\s*|\s+and\s+|\s*,"
    rf"\s*and\s+)(?:the\s+)?{ANY})*"
    r"|(?<![\w-])(?:it|they|the\s+(?:department|ministry))(?=\s+(?:should|must|ought|needs?)\b)"
    r"|whoever forms the next government|the next"
    r" government|ministers|both governments|all (?:political\s+|the\s+"
    r"|main\s+)?parties)"
)
DUTY = (
    r"(?:should|must|ought(?:\s*,[^,]{2,20},)?\s+to|needs? to|has to|have to|(?:is|are|has been|have been)\s+(?:also"
    r"\s+|now\s+|therefore\s+|respectfully"
    r"\s+)?(?:asked|urged"
    r"|invited|requested|begged|encouraged|lobbied|pressed|petitioned|called upon|called on)\s+(?:by [^,.;]{3,40}"
    r" )?to)(?:\s*,[^,]{2,40},)?"
)

SOUGHT = (
    r"(?:legislation|laws?|powers?|funding|investment|money|support|flexibilit(?:y|ies)|freedoms?|decisions?"
    r"|commitments?"
    r"|clarity|certainty|reforms?|action|settlements?|guarantees?|loans?|grants?|backing|approval|agreement|consent"
    r"|recognition|devolution"
    r"|dut(?:y|ies)|changes? (?:in|to) (?:the )?(?:law|rules|regulations?|legislation|guidance)|regulation|retention"
    r"|transfer"
    r"|extension|removal|restoration|designation|simplification|resources?|leadership|guidance|budgets?)"
)
"""What regions ask government for, as the head of a noun phrase."""


@dataclass(frozen=True)
class Frame:
    """One way in which a sentence asks."""

    rule: str
    pattern: re.Pattern[str]
    strong: bool
    """Whether it asks wherever it stands; a weak one needs a place where the plan asks, or government in its words."""


def frame(rule: str, fact: str, example: str, near_miss: str, pattern: str, *, strong: bool) -> Frame:
    """A frame with its rule declared; `^\\W*` in a pattern steps over what opens a sentence, and over no name."""
    stepping = _any_spaces(pattern.replace(r"^\W*", _OPENING))
    return Frame(declare(rule, fact, example, near_miss), re.compile(stepping, re.IGNORECASE), strong)


def _any_spaces(pattern: str) -> str:
    """The pattern with each plain space as any white space, of which a masked text has more.

    Spaces in a set of characters stay, and those of a look-behind, whose width is fixed.
    """
    return re.sub(r"(\[[^\]]*\]|\(\?<[!=][^)]*\))| ", lambda m: m[1] or r"\s+", pattern)
