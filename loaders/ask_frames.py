"""Sentences that ask: who asks, the asking verb, who is asked, and what for.

Each frame is a pattern over a masked sentence (see `reading`). The group `what` is the thing asked, `who` the body
asked, where the frame has a place for it.
"""

import re
from dataclasses import dataclass

from loaders.reading import ANY, OTHER, OWN, STATE
from loaders.rules import declare

_ADVERBS = (
    r"(?:\s+(?:also|now|therefore|further|strongly|together|jointly|urgently|still|again|formally|respectfully"
    r"|especially"
    r"|particularly|all|both|too|in turn|accordingly))*"
)
_GROUP = (
    r"(?:region|plan|area|authority|authorities|council|councils|chamber|board|partnership|alliance|partners|leaders"
    r"|members|prospectus|paper|submission|statement|report|compact|strategy|manifesto|chapter|section"
    r"|response|proposition|document|letter|campaign|city|county|mayor|businesses|employers|commission|group|consortium"
    r"|association|federation|residents|colleges|universities)"
)
_ASKER = (
    rf"(?:\bwe(?:'d|'re|'ve)?|\bit|\bthey|[{OWN}{OTHER}]+|\b(?:the|our|this|local|all|its)\s+(?:[\w'-]+"
    rf"\s+){{0,3}}?{_GROUP}"
    rf"|(?:^|,\s+|\band\s+){_GROUP})(?:\s*,[^,]{{2,110}},|\s+\([^)]*\))?{_ADVERBS}"
)
_BE = rf"(?:(?:is|are|'re|has been|have been)\b{_ADVERBS}\s+)?"
_WHO = (
    rf"(?:(?:the|both|all|its|our|each)\s+)*{ANY}(?:(?:\s*,\s*|\s+and\s+|\s*,\s*and\s+|\s+or\s+)(?:the\s+|both"
    rf"\s+)?{ANY})*"
)
_ASKED = rf"(?P<who>{_WHO}|[a-z][\w' -]{{3,60}}?)"
_DUTIFUL = (
    rf"(?P<who>(?:the\s+|both\s+)?{ANY}(?:(?:\s*,\s*|\s+and\s+|\s*,\s*and\s+)(?:the\s+)?{ANY})*"
    r"|whoever forms the next government|the next government|ministers|both governments)"
)
_DUTY = (
    r"(?:should|must|ought to|needs? to|has to|have to|(?:is|are)\s+(?:also\s+|now\s+|therefore\s+|respectfully"
    r"\s+)?(?:asked|urged"
    r"|invited|requested|begged|encouraged|called upon|called on)\s+to)"
)


@dataclass(frozen=True)
class Frame:
    """One way in which a sentence asks."""

    rule: str
    pattern: re.Pattern[str]
    strong: bool
    """Whether it asks wherever it stands; a weak one needs a place where the plan asks, or government in its words."""


def _frame(rule: str, fact: str, example: str, near_miss: str, pattern: str, *, strong: bool) -> Frame:
    return Frame(declare(rule, fact, example, near_miss), re.compile(pattern, re.IGNORECASE), strong)


FRAMES: tuple[Frame, ...] = (
    _frame(
        "ask-body-to",
        "A wanting verb with a body as object and an infinitive asks that body to do it.",
        "We call on Network Rail to reopen the line.",
        "Network Rail was asked to reopen the line in 2019.",
        rf"{_ASKER}\s+{_BE}(?:asks?|asking|urges?|urging|calls?\s+(?:up)?on|calling\s+(?:up)?on|wants?"
        r"|needs?|(?:would|should)\s+(?:also\s+)?(?:like|ask|urge|want|encourage|invite)|requests?|requesting|requires?|press(?:es"
        r"|ing)?|invites?"
        r"|inviting|expects?|looks?\s+to|looking\s+to|encourages?|implores?|lobby(?:ing)?|appeals?\s+to|appealing"
        r"\s+to)\s+"
        rf"{_ASKED}\s+to\s+(?P<what>(?!see\b)[a-z].+)",
        strong=True,
    ),
    _frame(
        "ask-for",
        "Calling, pressing or asking for a thing asks for it.",
        "The Chamber is pressing for a second platform.",
        "The inspector called for evidence.",
        rf"{_ASKER}\s+{_BE}(?:would\s+)?(?:also\s+)?(?:calls?|calling|asks?|asking|press(?:es|ing)?"
        r"|push(?:es|ing)?|lobby(?:ing)?|argu(?:e|es|ing)|campaign(?:s|ing)?|bid(?:s|ding)?|mak(?:e|es|ing) the case"
        r"|appeal(?:s|ing)?)\s+(?:again\s+|jointly\s+)?for\s+(?P<what>.+)",
        strong=True,
    ),
    _frame(
        "ask-look-to-for",
        "Looking to a body for a thing asks that body for it.",
        "We look to Network Rail for a firm date.",
        "We look forward to a firm date.",
        rf"{_ASKER}\s+{_BE}(?:look(?:s|ing)?\s+to|asks?|asking|press(?:es|ing)?|petitions?)\s+(?P<who>{_WHO}|both"
        rf" (?:our )?governments|the UK and (?:Scottish|Welsh) Governments)\s+for\s+(?P<what>.+)",
        strong=True,
    ),
    _frame(
        "ask-that",
        "Recommending or asking that something be done asks for it.",
        "The board recommends that the fare cap be kept.",
        "The board notes that the fare cap was kept.",
        rf"(?:{_ASKER}\s+{_BE}(?:recommends?|recommending|proposes?|asks?|asking|requests?|urges?|insists?|suggests?)"
        r"|\bit is (?:respectfully |therefore |also |further )?(?:asked|requested|urged|proposed|recommended"
        r"|submitted))"
        r"(?:\s*,[^,]{2,24},)?\s+that\s+(?P<what>.+)",
        strong=True,
    ),
    _frame(
        "ask-see-done",
        "Wanting to see a thing done asks for it.",
        "We should like to see the cap lifted.",
        "We were glad to see the cap lifted.",
        rf"{_ASKER}\s+(?:wants?|(?:would|should)\s+(?:also\s+)?like)\s+to\s+see\s+(?P<what>.+)",
        strong=True,
    ),
    _frame(
        "ask-want",
        "A wanting verb with a thing as its object asks for the thing.",
        "We seek devolved funding for skills.",
        "Firms that seek funding find none.",
        rf"{_ASKER}\s+{_BE}(?:seeks?|seeking|wants?|needs?|requires?|requests?|requesting|proposes?"
        r"|proposing|demands?|recommends?|(?:would|should)\s+like|would\s+welcome)\s+(?!to\s+(?!see)|that\b|for\b)(?P<what>.+)",
        strong=False,
    ),
    _frame(
        "ask-duty",
        "Government with a word of duty is asked to do it.",
        "The Treasury should publish its review.",
        "The councils should publish their reviews.",
        rf"{_DUTIFUL}(?:\s*,[^,]{{2,60}},)?\s+(?:also\s+|now\s+|therefore\s+)?{_DUTY}\s+(?:also\s+|now"
        rf"\s+)?(?P<what>(?!be\b|have\b)[a-z].+)",
        strong=True,
    ),
    _frame(
        "ask-question",
        "A question whether a body could or will do something asks it to.",
        "Could Ofgem please publish its dates a week ahead?",
        "Could it rain on the day?",
        rf"\b(?:could|can|will|would|might)\s+(?P<who>(?:the\s+)?{ANY})\s+(?:please\s+|not\s+|now"
        rf"\s+)*(?P<what>[a-z][^?]+)\?",
        strong=True,
    ),
    _frame(
        "ask-you",
        "In a letter, a question or a polite condition put to 'you' asks the one it is written to.",
        "Would you look again at the rule?",
        "Would you believe it, we asked.",
        r"(?:\b(?:would|could|can|will)\s+(?:you|your\s+\w+|it)\s+(?:please\s+|also\s+|now\s+)*(?!believe|agree|know"
        r"|not\b)(?=[a-z][^?]*\?)"
        r"|\b(?:would|could|can|will)\s+(?:you|your\s+\w+|it|they)\s+please\s+"
        r"|\b(?:grateful|glad|obliged|thankful|helpful|pleased)\s+if\s+(?:you|your\s+\w+)\s+(?:would|could|were to)\s+"
        r"|\b(?:we|i)\s+(?:would\s+|do\s+)?(?:ask|urge|beg|hope|request|invite)(?:\s+that)?\s+(?:you|your\s+\w+)"
        r"\s+(?:will\s+|would\s+|to\s+)?"
        r"|(?:^\W*|[,;]\s+(?:and\s+|so\s+)?)please\s+(?!find|note|see|contact|write|ask us|do not hesitate|let us know"
        r"|call|email|visit|click|read)"
        r")(?P<what>[a-z][^?]+)",
        strong=True,
    ),
    _frame(
        "ask-would-help",
        "What would help, if a body did it, is asked of the body.",
        "It would help if Network Rail were to move the signal.",
        "It would help if it stopped raining.",
        rf"\bit would (?:\w+\s+){{0,3}}?(?:help|be (?:\w+ly )?(?:helpful|good|better|welcome"
        rf"|welcomed))\b[^,.;]{{0,40}}?\s+if"
        rf"\s+(?P<who>(?:the\s+)?{ANY})\s+"
        r"(?P<what>(?:were to|would|could|[a-z]+ed|let|gave|made|put|cut)\s.+)",
        strong=True,
    ),
    _frame(
        "ask-what-we-want",
        "What we want, said to be something, is asked for.",
        "What we would like to see is a date for the works.",
        "What we see is a want of dates.",
        r"\b(?:what|all(?: that)?) (?:(?:we|the \w+|\w+ (?:firms|members|businesses)) (?:would (?:most )?like|wants?"
        r"|needs?|seeks?|asks?|asks? for|are asking(?: for)?)(?: to see)?\b"
        r"|is (?:still |now |most |also |chiefly |really )*(?:wanted|needed|missing|required|sought"
        r"|lacking)\b)[^.;:]{0,40}?"
        r"\s+is\s+(?:therefore\s+|simply\s+)?(?!not\b)(?:for\s+)?(?P<what>.+)",
        strong=True,
    ),
    _frame(
        "ask-it-is-for",
        "What is said to be for a body to do is asked of it.",
        "It is for the Mayor to pay for the marshals.",
        "It is for sale to the Mayor.",
        rf"\bit (?:is|must be|should be) for (?P<who>{_WHO}) to\s+(?P<what>[a-z].+)",
        strong=True,
    ),
    _frame(
        "ask-asked-of",
        "A body that could or should be asked is asked.",
        "Bus companies could be asked to run later.",
        "Bus companies were asked to run later.",
        r"(?P<what>(?P<who>[\w" + STATE + OTHER + r"][^,.;:]{2,60}?)\s+(?:could|should|must|might|ought to)\s+be\s+"
        r"(?:asked|required|obliged|made|told)(?:\s+by\s+\w+)?(?:\s*,[^,]{2,24},)?\s+to\s+.+)",
        strong=True,
    ),
    _frame(
        "ask-commitment-from",
        "A commitment wanted from a body asks the body for it.",
        "A commitment from Ofsted to inspect together would help.",
        "A commitment from Ofsted was given in May.",
        rf"(?P<what>\b(?:an?|the|firm|clear|early|further)\s+(?:[\w-]+\s+)?(?:commitment|guarantee|pledge|assurance"
        rf"|undertaking"
        rf"|promise|decision|agreement|confirmation)\s+(?:from|by)\s+(?:the\s+)?(?P<who>{ANY})\s+(?:to|that|on|of)"
        rf"\s+.+?)"
        r"(?=\s+(?:would|could|is needed|is wanted|is missing)\b|[.;]|$)",
        strong=True,
    ),
    _frame(
        "ask-were-to",
        "Were a body to do something, followed by what would come of it, asks the body to do it.",
        "Were Skills England to recognise the award, every place would be filled.",
        "We were to meet Skills England.",
        rf"^\W*were\s+(?:the\s+)?(?P<what>(?P<who>{ANY})\s+to\s+[^,]+)",
        strong=True,
    ),
    _frame(
        "ask-noun-to",
        "A call or request for a body to do something asks that body.",
        "There is a call for Ofgem to release dates.",
        "There is a call box for Ofgem to repair.",
        rf"\b(?:calls?|request|plea|demand|asks?|(?:past|high|more than|about) time|(?:strong|clear|good"
        rf"|compelling)\s+case)\b(?:\s*,\s*too\s*,)?\s+for\s+(?P<who>{_WHO})\s+to\s+(?P<what>[a-z].+)",
        strong=True,
    ),
    _frame(
        "ask-noun-that",
        "A request or call that something be done, which somebody backs or makes, asks for it.",
        "Both universities back a request that the Treasury name a zone.",
        "The request that was made in May failed.",
        r"\b(?:backs?|supports?|makes?|seconds?|joins?|echo(?:es)?|repeats?)\s+(?:a|the|our|its|their)\s+(?:\w+"
        r"\s+)?(?:request|call|ask|plea|demand|case)\s+"
        r"(?:that|for)\s+(?P<what>.+)",
        strong=True,
    ),
    _frame(
        "ask-requested",
        "A thing that is requested, sought or called for is asked for.",
        "An end to the cap is also requested.",
        "An end to the cap was requested in 2020.",
        r"(?:^\W*|[,;]\s+(?:and\s+)?)(?P<what>[^,.;]{4,140}?)\s+(?:is|are)\s+(?:also\s+|now\s+|therefore"
        r"\s+)?(?:requested|sought|called for|asked for)\b",
        strong=True,
    ),
    _frame(
        "ask-noun",
        "An ask, a call or a plea, said to be for something, asks for it.",
        "Our ask of the Treasury is a fair share.",
        "It is a tall ask.",
        rf"\b(?:there (?:is|are)|our|the|its|their|a|one|first|second|third|key|main|central)\s+(?:\w+"
        rf"\s+){{0,2}}?(?:asks?|calls?|request|plea"
        rf"|demand)\b(?:\s+from\s+[^,.;]{{2,40}}?)?(?:\s*,[^,]{{2,60}},)?(?:\s+(?:of|to|on)\s+(?P<who>{_WHO}))?"
        rf"\s*(?:(?:is|are)\s+(?:simple|clear)\s*:|is\s+(?:for|that"
        rf"|to)\b|are\s+for|is|for)\s+"
        rf"(?!not\b|{_WHO}\s+to\s)(?P<what>.+)",
        strong=True,
    ),
    _frame(
        "ask-from",
        "From a body, then a wanting verb or a colon, asks the body.",
        "From the Treasury we want a decision on the licence.",
        "From the Treasury steps one sees the park.",
        rf"\b(?:from|of)\s+(?P<who>{_WHO})\s*(?:,\s*)?(?:we\s+(?:also\s+)?(?:wants?|seeks?|needs?|asks?(?: for)?"
        rf"|would like)(?:\s+(?:one|two|three|only)\s+(?:thing|things)\s*:)?|:)\s+"
        r"(?P<what>.+)",
        strong=True,
    ),
    _frame(
        "ask-could-by",
        "What a body could do to help is asked of it.",
        "Network Rail could help by opening the loop.",
        "Network Rail could be late.",
        rf"(?P<who>(?:the\s+)?{ANY})\s+(?:could|might)\s+(?:help|assist|do worse than|make a start|usefully)\b(?:"
        rf"\s+[\w ]{{0,25}}?)?(?:\s+by\s+|\s+to\s+|\s+)(?P<what>[a-z].+)",
        strong=True,
    ),
    _frame(
        "ask-nor-should",
        "Nor should, before a body, asks the body not to.",
        "Nor should the Home Office charge twice.",
        "Nor should one forget the Home Office.",
        rf"\bnor (?:should|must|ought) (?P<who>(?:the\s+)?{ANY})\s+(?P<what>[a-z].+)",
        strong=True,
    ),
    _frame(
        "ask-hoped",
        "What is hoped a body will do is asked of it.",
        "It is hoped that the Mayor will widen the railcard.",
        "It is hoped that the weather will hold.",
        rf"(?:\bit is (?:to be )?hoped|{_ASKER}\s+{_BE}(?:hopes?|hoping|trusts?|expects?))\s+(?:that"
        rf"\s+)?(?P<who>{_WHO})\s+(?:will|would|can)\s+(?P<what>[a-z].+)",
        strong=True,
    ),
    _frame(
        "ask-want-with",
        "Wanting to do a thing with a body of government asks it to join in.",
        "We want to design finance with the British Business Bank.",
        "We want to design finance.",
        rf"{_ASKER}\s+{_BE}(?:wants?|seeks?|wish(?:es)?|would like|hopes?|proposes?)\s+to"
        rf"\s+(?P<what>(?!see\b)[a-z][^.;]*?\b(?:with|alongside)\s+(?:the\s+)?{STATE}+.*)",
        strong=False,
    ),
    _frame(
        "ask-needed-from",
        "A thing needed or awaited from a body is asked of it.",
        "A decision on the siding is needed from the Treasury.",
        "A decision came from the Treasury.",
        rf"(?:^\W*|[,;]\s+(?:and\s+)?)(?P<what>[^,.;]{{4,140}}?\s+(?:is|are)\s+(?:now\s+|also\s+|still\s+)?(?:needed"
        rf"|wanted|required|awaited|sought"
        rf"|requested)\s+(?:from|of)\s+(?P<who>{_WHO}).*)",
        strong=True,
    ),
    _frame(
        "ask-please",
        "A thing, then please, asks for the thing.",
        "Heads of terms by the summer, please.",
        "We aim to please.",
        r"(?:^\W*|[:;]\s+)(?P<what>(?!(?:if|when|whether|where|for|to|before|after)\b)[^.;:]{4,110}?),\s+please\b",
        strong=True,
    ),
    _frame(
        "ask-thing-should",
        "Under a heading of needs, what a thing should do is asked for.",
        "The pilot should run for a third year.",
        "The pilot runs for a third year.",
        r"(?P<what>^\W*(?:the|a|an|this|that)\s+[^,.;]{3,80}?\s+(?:should|must|ought to)\s+(?!be\b|have\b)[a-z].*)",
        strong=False,
    ),
    _frame(
        "ask-must-be",
        "A thing that must or should be done, where the doing is government's, is asked for.",
        "The rule that the Agency applies must be dropped.",
        "Every child should be heard.",
        r"(?:^\W*|,\s+and\s+(?:until then\s+|so\s+|then\s+)?)(?P<what>(?:[^,.;:]|,(?!\s+and\b)){4,160}?\s+(?:must"
        r"|should|ought(?:\s+now|\s+also)?\s+to|needs? to|has to|have to)\s+(?:now\s+|also\s+)?"
        r"(?:not\s+)?(?:go|end|stop|come to an end|be\s+(?:\w+ly\s+)?\w+(?:ed|en|t|ne|de|wn|ut|un|ept|eld)\b).*)",
        strong=False,
    ),
)
"""In the order in which they are tried; the first that fits a clause takes it."""
