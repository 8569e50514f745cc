"""What looks like an ask and is none: the won, the agreed, the denied, the courteous and the repeated."""

import re

from loaders.rules import declare

_GATES: tuple[tuple[str, str], ...] = (
    (
        declare(
            "gate-denied",
            "A negated asking verb denies an ask.",
            "We are not asking for more money.",
            "We ask that the line is not closed.",
        ),
        r"\b(?:not|never|n't)\s+(?:\w+\s+){0,2}?(?:ask(?:ing)?|seek(?:ing)?|call(?:ing)?|request(?:ing)?|want(?:ing)?"
        r"|need|press(?:ing)?|propos(?:e|ing)|something we (?:ask|press|call|seek))\b",
    ),
    (
        declare(
            "gate-recap",
            "A perfect verb of saying with the reporting body points back to what was said elsewhere.",
            "In each section we have set out where we need support.",
            "We need the support set out below.",
        ),
        r"\b(?:we|plan|sections?(?: above)?|document|chapter|response|it|they) (?:have|has|had)\s*(?:already )?"
        r"(?:outlin|set out|describ|explain|list|summaris|identif|detail|said|shown|made clear)\w*\b"
        r"|\bas (?:set out|outlined|described|explained|noted|stated) (?:above|earlier|elsewhere|in)\b|\bdo not"
        r" repeat\b",
    ),
    (
        declare(
            "gate-courtesy",
            "Thanks, welcome and looking forward are courtesies of a letter.",
            "We look forward to deepening this partnership.",
            "We look to the Treasury for a decision.",
        ),
        r"\b(?:look(?:s|ing)? forward|(?:we|i|would like to) thank|grateful|thank you|yours (?:sincerely|faithfully)"
        r"|happy to (?:give|meet|discuss|provide|host)|pleased (?:that|to)|(?:we|partners|region) (?:strongly "
        r"|warmly )?welcomes?"
        r"|(?:hope|like|ask) to (?:see|meet) you|you can ask|write to your"
        r"|(?:should|must)\s+(?:know|be aware|be in no doubt|take note)|let\s+(?:\w+ ){1,4}know"
        r"|welcome\s+the (?:chance|opportunity) to (?:show|meet|discuss|host|talk|explain|welcome))\b",
    ),
    (
        declare(
            "gate-obtained",
            "A perfect or passive verb of giving says that the thing is already had.",
            "Government has agreed a ten-year settlement.",
            "Government should agree a ten-year settlement.",
        ),
        r"\b(?:has|have|had|was|were|been|already|is already|are already)\s+(?:(?:now|already|also|recently|since"
        r"|been|jointly|both)\s+)*"
        r"(?:agreed|secured|granted|awarded|announced|confirmed|committed|devolved|provided|given|allocated|received"
        r"|won"
        r"|obtained|backed|established|approved|passed|transferred|delivered|enhanced|enabled|met|repaired|funded"
        r"|legislated"
        r"|invested|launched|published|developed|built|supported|paid)\b",
    ),
    (
        declare(
            "gate-expected",
            "What is expected or set to come needs no asking.",
            "We are set to be recognised as an established authority.",
            "We expect the Treasury to set out its plans.",
        ),
        r"\b(?:is|are|be) (?:set|due|expected|about|on course|scheduled|likely) (?:to|in|by|for)\b",
    ),
)  # fmt: skip
_COMPILED = tuple((rule, re.compile(pattern, re.IGNORECASE)) for rule, pattern in _GATES)
_OBTAINED = "gate-obtained"


def gate(text: str, *, but: frozenset[str] = frozenset()) -> str | None:
    """The rule by which words are no ask, or None if nothing speaks against them.

    Args:
        text: a clause or sentence.
        but: rules that do not apply here.
    """
    plain = text.replace("’", "'")
    return next((rule for rule, pattern in _COMPILED if rule not in but and pattern.search(plain)), None)
