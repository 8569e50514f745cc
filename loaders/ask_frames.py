"""Sentences that ask: who asks, the asking verb, who is asked, and what for.

Each frame is a pattern over a masked sentence (see `reading`). The group `what` is the thing asked, `who` the body
asked, where the frame has a place for it.
"""

from loaders.ask_needs import NEEDS
from loaders.ask_patterns import ASKED, ASKER, BE, DUTIFUL, DUTY, WHO, Frame, frame
from loaders.reading import ANY, OTHER, STATE

FRAMES: tuple[Frame, ...] = (
    frame(
        "ask-body-to",
        "A wanting verb with a body as object and an infinitive asks that body to do it.",
        "We call on Network Rail to reopen the line.",
        "Network Rail was asked to reopen the line in 2019.",
        rf"{ASKER}\s+{BE}(?:asks?|asking|urges?|urging|calls?\s+(?:up)?on|calling\s+(?:up)?on|wants?"
        r"|needs?|(?:would|should|must|do)\s+(?:also\s+)?(?:like|ask|urge|want|encourage|invite|press|call\s+on|need"
        r"|expect|wish)|requests?|requesting|requires?|press(?:es"
        r"|ing)?|invites?|advises?|advising"
        r"|inviting|expects?|looks?\s+to|looking\s+to|encourages?|implores?|lobby(?:ing)?|appeals?\s+to|appealing"
        r"\s+to)\s+"
        rf"{ASKED}\s+to\s+(?P<what>(?!see\b)[a-z].+)",
        strong=True,
    ),
    frame(
        "ask-for",
        "Calling, pressing or asking for a thing asks for it.",
        "The Chamber is pressing for a second platform.",
        "The inspector called for evidence.",
        rf"{ASKER}\s+(?:{BE}(?:would\s+)?(?:also\s+)?(?:calls?|calling|asks?|asking|press(?:es|ing)?"
        r"|push(?:es|ing)?|lobby(?:ing)?|argu(?:e|es|ing)|campaign(?:s|ing)?|bid(?:s|ding)?|(?:mak(?:e|es|ing)|puts?"
        r"|putting) the case"
        r"|appeal(?:s|ing)?)|(?:has|have)\s+(?:long\s+|repeatedly\s+|also\s+|again\s+|consistently\s+)?(?:called"
        r"|pressed|argued)\b[^,.;:]{0,20}?)\s+(?:again\s+|jointly\s+)?for\s+(?P<what>.+)",
        strong=True,
    ),
    frame(
        "ask-look-to-for",
        "Looking to a body for a thing asks that body for it.",
        "We look to Network Rail for a firm date.",
        "We look forward to a firm date.",
        rf"{ASKER}\s+{BE}(?:(?:would|will|should)\s+)?(?:look(?:s|ing)?\s+to|asks?|asking|press(?:es|ing)?"
        rf"|petitions?)\s+(?P<who>{WHO}|both"
        rf" (?:our )?governments|the UK and (?:Scottish|Welsh) Governments)\s+for\s+(?P<what>.+)",
        strong=True,
    ),
    frame(
        "ask-that",
        "Recommending or asking that something be done asks for it.",
        "The board recommends that the fare cap be kept.",
        "The board notes that the fare cap was kept.",
        rf"(?:{ASKER}\s+{BE}(?:recommends?|recommending|proposes?|asks?|asking|requests?|urges?|insists?|suggests?)"
        r"|\bit is (?:respectfully |therefore |also |further )?(?:asked|requested|urged|proposed|recommended"
        r"|submitted))"
        r"(?:\s*,[^,]{2,24},)?\s+that\s+(?P<what>.+)",
        strong=True,
    ),
    frame(
        "ask-see-done",
        "Wanting to see a thing done asks for it.",
        "We should like to see the cap lifted.",
        "We were glad to see the cap lifted.",
        rf"{ASKER}\s+(?:wants?|wish(?:es)?|(?:would|should)\s+(?:also\s+)?like)\s+to\s+see\s+(?P<what>.+)",
        strong=True,
    ),
    frame(
        "ask-want",
        "A wanting verb with a thing as its object asks for the thing.",
        "We seek devolved funding for skills.",
        "Firms that seek funding find none.",
        rf"{ASKER}\s+{BE}(?:seeks?|seeking|wants?|needs?|requires?|requests?|requesting|proposes?"
        r"|proposing|demands?|recommends?|looks? for|looking for|(?:would|should)\s+like|(?:would|should)\s+welcome)"
        r"\s+(?!to\s+"
        r"(?!see)|(?:that|for|from)\b)(?P<what>.+)",
        strong=False,
    ),
    frame(
        "ask-duty",
        "Government with a word of duty is asked to do it.",
        "The Treasury should publish its review.",
        "The councils should publish their reviews.",
        rf"{DUTIFUL}(?:\s*,[^,]{{2,60}},)?\s+(?:also\s+|now\s+|therefore\s+)?{DUTY}\s+(?:also\s+|now"
        rf"\s+)?(?P<what>(?!be\b|have\b)[a-z].+)",
        strong=True,
    ),
    frame(
        "ask-question",
        "A question whether a body could or will do something asks it to.",
        "Could Ofgem please publish its dates a week ahead?",
        "Could it rain on the day?",
        rf"\b(?:could|can|will|would|might)\s+(?P<who>(?:the\s+)?{ANY})\s+(?:please\s+|not\s+|now"
        rf"\s+)*(?P<what>[a-z][^?]+)\?",
        strong=True,
    ),
    frame(
        "ask-you-to-press",
        "One who is asked to press a body to do something is asked for what that body would do.",
        "We ask you to press Ofgem to release the dates.",
        "We ask you to press on.",
        r"(?:\b(?:we|i) (?:would )?(?:ask|urge|invite|request|want) you(?:r \w+)? to|\b(?:would|could|will) you(?:r "
        r"\w+)?(?: please)?"
        r"|\b(?:grateful|glad) if you(?:r \w+)? (?:would|could))\s+(?:press|urge|ask|persuade|encourage|get|tell"
        r"|help)\s+"
        rf"(?P<who>{WHO})\s+to\s+(?P<what>[a-z].+)",
        strong=True,
    ),
    frame(
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
    frame(
        "ask-would-help",
        "What would help, if a body did it, is asked of the body.",
        "It would help if Network Rail were to move the signal.",
        "It would help if it stopped raining.",
        rf"\bit would (?:\w+\s+){{0,3}}?(?:help|be (?:an? )?(?:\w+ly |great |real |big )?(?:help|helpful|good|better"
        rf"|welcome"
        rf"|welcomed))\b[^,.;]{{0,40}}?(?:, too,| too)?\s+if"
        rf"\s+(?P<who>{WHO})\s+"
        r"(?P<what>(?:were to|would|could|[a-z]+ed|let|gave|made|put|cut)\s.+)",
        strong=True,
    ),
    frame(
        "ask-what-we-want",
        "What we want, said to be something, is asked for.",
        "What we would like to see is a date for the works.",
        "What we see is a want of dates.",
        r"\b(?:what|all(?: that)?) (?:(?:we|it|they|the \w+|\w+ (?:firms|members|businesses)) (?:would (?:most"
        r" )?like|wants?"
        r"|needs?|seeks?|asks?|asks? for|are asking(?: for)?)(?: to see)?\b"
        r"|is (?:still |now |most |also |chiefly |really )*(?:wanted|needed|missing|required|sought"
        r"|lacking)\b)[^.;:]{0,40}?"
        r"\s+is\s+(?:therefore\s+|simply\s+)?(?!not\b)(?:for\s+)?(?P<what>.+)",
        strong=True,
    ),
    frame(
        "ask-it-is-for",
        "What is said to be for a body to do is asked of it.",
        "It is for the Mayor to pay for the marshals.",
        "It is for sale to the Mayor.",
        rf"\bit (?:is|must be|should be) for (?P<who>{WHO}) to\s+(?P<what>[a-z].+)",
        strong=True,
    ),
    frame(
        "ask-asked-of",
        "A body that could or should be asked is asked.",
        "Bus companies could be asked to run later.",
        "Bus companies were asked to run later.",
        r"(?P<what>(?P<who>[\w" + STATE + OTHER + r"][^,.;:]{2,60}?)\s+(?:could|should|must|might|ought to)\s+be\s+"
        r"(?:asked|required|obliged|made|told)(?:\s+by\s+\w+)?(?:\s*,[^,]{2,24},)?\s+to\s+.+)",
        strong=True,
    ),
    frame(
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
    frame(
        "ask-were-to",
        "Were a body to do something, followed by what would come of it, asks the body to do it.",
        "Were Skills England to recognise the award, every place would be filled.",
        "We were to meet Skills England.",
        rf"(?:^\W*|\bit would [^.;]{{3,50}}?\s)were\s+(?:the\s+)?(?P<what>(?P<who>{ANY})\s+to\s+[^,]+)",
        strong=True,
    ),
    frame(
        "ask-noun-to",
        "A call or request for a body to do something asks that body.",
        "There is a call for Ofgem to release dates.",
        "There is a call box for Ofgem to repair.",
        rf"\b(?:calls?|request|plea|demand|asks?|(?:(?:it is )?(?:past|high|more than|about|now)|it is) time|the"
        rf" time has come|(?:strong|clear|good"
        rf"|compelling)\s+case)\b(?:\s*,\s*too\s*,)?\s+for\s+(?P<who>{WHO})\s+to\s+(?P<what>[a-z].+)",
        strong=True,
    ),
    frame(
        "ask-noun-that",
        "A request or call that something be done, which somebody backs or makes, asks for it.",
        "Both universities back a request that the Treasury name a zone.",
        "The request that was made in May failed.",
        r"\b(?:backs?|supports?|makes?|seconds?|joins?|echo(?:es)?|repeats?)\s+(?:[^,.;]{2,70}?\s+in\s+)?(?:a|the"
        r"|our|its|their)\s+(?:\w+"
        r"\s+)?(?:request|call|ask|plea|demand|case|bid|campaign|application)\s+"
        r"(?:that|for)\s+(?P<what>.+)",
        strong=True,
    ),
    frame(
        "ask-requested",
        "A thing that is requested, sought or called for is asked for.",
        "An end to the cap is also requested.",
        "An end to the cap was requested in 2020.",
        rf"(?:^\W*|[,;]\s+(?:and\s+)?)(?P<what>(?!(?:the\s+)?{ANY}\s+(?:is|are)\b)(?![^,.;]*?\b(?:before|until|when"
        rf"|once|if|after|where|whether|while)\b[^,.;]*\b(?:is|are)\b)[^,.;]{{4,140}}?)\s+(?:is|are)\s+"
        rf"(?:also\s+|now\s+|therefore"
        r"\s+)?(?:requested|sought|called for|asked for)\b",
        strong=True,
    ),
    frame(
        "ask-noun",
        "An ask, a call or a plea, said to be for something, asks for it.",
        "Our ask of the Treasury is a fair share.",
        "It is a tall ask.",
        rf"\b(?:there (?:is|are)|our|the|its|their|a|one|first|second|third|key|main|central)\s+(?:\w+"
        rf"\s+){{0,2}}?(?:asks?|calls?|message|challenge|advice|request|plea"
        rf"|demand)\b(?:\s+from\s+[^,.;]{{2,40}}?)?(?:\s*,[^,]{{2,60}},)?(?:\s+(?:of|to|on)\s+(?P<who>{WHO}))?"
        rf"\s*(?:(?:is|are)\s+(?:\w+ly )?(?:simple|clear|plain|this)\s*:|is\s+(?:for|that"
        rf"|to)\b|are\s+(?:for|that|to)|is|are|for)\s+"
        rf"(?!not\b|of\b|{WHO}\s+to\s)(?P<what>.+)",
        strong=True,
    ),
    frame(
        "ask-from",
        "From a body, then a wanting verb or a colon, asks the body.",
        "From the Treasury we want a decision on the licence.",
        "From the Treasury steps one sees the park.",
        rf"\b(?:from|of|to)\s+(?P<who>{WHO})\s*(?:,\s*)?(?:we\s+(?:also\s+)?(?:wants?|seeks?|needs?|asks?(?: for)?"
        rf"|would like)(?:\s+(?:one|two|three|only)\s+(?:thing|things)\s*:)?|:|[^.;:]{{0,60}}?\bwe say:|,\s+(?:one"
        rf"|another|a|our)\b[^.;:]{{0,30}}:)\s+"
        r"(?P<what>.+)",
        strong=True,
    ),
    frame(
        "ask-needs-body-to",
        "A thing that needs a body of government to do something asks the body to do it.",
        "A rail link would need the Treasury to release the land.",
        "A rail link would need the land to be dry.",
        rf"\b(?:needs?|requires?|(?:would|will|does|do) (?:need|require|depend on|rely on)|depends? on|relies on"
        rf"|calls? for)\s+"
        rf"(?P<who>(?:the\s+)?{STATE}+(?:\s+and\s+(?:the\s+)?{STATE}+)?)\s+to\s+(?P<what>[a-z].+)",
        strong=True,
    ),
    frame(
        "ask-grateful-for",
        "In a letter, being grateful for a thing not yet had asks for it.",
        "We should be grateful for a direction to begin the plan.",
        "We are grateful for the money that came.",
        r"\b(?:we|i)\s+(?:would|should)\s+(?:also\s+|therefore\s+)?be\s+(?:most\s+|very\s+)?(?:grateful|glad"
        r"|obliged)\s+(?:of|for)\s+"
        r"(?!(?:the|an|any) (?:opportunity|chance|meeting|reply|response)\b)(?P<what>.+)",
        strong=True,
    ),
    frame(
        "ask-may-we-have",
        "A question whether we may have a thing asks for it.",
        "May we have the loan of three planners?",
        "May we have words?",
        r"\b(?:may|could|can|might)\s+we\s+(?:please\s+)?have(?:,\s+[^,]{2,20},)?\s+(?P<what>(?:the|an?|some|more"
        r"|your)\s+[^?]+)\?",
        strong=True,
    ),
    frame(
        "ask-why-not",
        "Why not, before a verb, asks that it be done.",
        "Why not extend the free hours to the islands?",
        "Why not is a fair question.",
        r"^\W*why\s+not\s+(?P<what>(?!is\b|does\b)[a-z][^?]+)\?",
        strong=True,
    ),
    frame(
        "ask-would-do-well",
        "What a body would do well or be wise to do is asked of it.",
        "The Treasury would do well to set it apart.",
        "The Treasury would do well in the league.",
        rf"(?P<who>(?:the\s+)?{STATE}+)\s+(?:would|could)\s+(?:do (?:well|better)|be (?:\w+ly )?(?:wise|right|well"
        rf" advised|sensible))\s+to\s+(?P<what>[a-z].+)",
        strong=True,
    ),
    frame(
        "ask-that-body",
        "In a recommendation that opens with that, the body with a plain verb is asked to do it.",
        "That the Welsh Government set up a fund.",
        "That the Welsh Government sets up a fund is news.",
        rf"(?:^\W*|,?\s+and\s+|;\s+(?:and\s+)?)that\s+(?P<who>(?:the\s+)?{STATE}+)\s+(?P<what>(?!is\b|are\b|was\b"
        rf"|has\b|have\b|had\b|can\b|may\b|did\b)[a-z].+)",
        strong=True,
    ),
    frame(
        "ask-body-infinitive",
        "A body of government with an infinitive and no other verb is asked to do it.",
        "Ofgem to release its dates; the Treasury to pay for the siding.",
        "Ofgem, to release its dates, hired a hall.",
        rf"^\W*(?:and\s+)?(?P<who>(?:the\s+)?{STATE}+(?:\s+and\s+(?:the\s+)?{STATE}+)?)\s+to\s+(?P<what>[a-z](?:(?!"
        rf"\b(?:is|are|was|were|has|have|had)\b)[^.;])+)",
        strong=True,
    ),
    frame(
        "ask-need-from",
        "Needing from a body a thing asks the body for it.",
        "We need from Homes England a five-year agreement.",
        "We need from time to time a rest.",
        rf"{ASKER}\s+{BE}(?:wants?|needs?|seeks?|seeking|asks?|requires?|expects?|would like)\s+(?:from|of)\s+"
        rf"(?P<who>{WHO})\s*,?\s+(?!to\b)(?P<what>.+)",
        strong=True,
    ),
    frame(
        "ask-from-next",
        "After an ask, from another body a further thing is asked.",
        "We need from Ofgem a date; from the Treasury, a decision.",
        "We need from Ofgem a date. From the Treasury steps one sees it.",
        rf"^\W*(?:and\s+)?from\s+(?P<who>{WHO})\s*,\s+(?P<what>(?!we\b|it\b|they\b|one\b)[^.;]+)",
        strong=False,
    ),
    frame(
        "ask-could",
        "Where a plan asks, what a body of government could do is asked of it.",
        "Ofgem should pay. The Treasury could publish its review.",
        "Ofgem should pay. The Treasury could be right.",
        rf"(?P<who>(?:the\s+)?{STATE}+)(?:\s*,\s*too,)?\s+(?:could|might)\s+(?:also\s+|then\s+|well\s+)?(?P<what>"
        rf"(?!be\b|have\b|not\b|help\b)[a-z].+)",
        strong=False,
    ),
    frame(
        "ask-could-by",
        "What a body could do to help is asked of it.",
        "Network Rail could help by opening the loop.",
        "Network Rail could be late.",
        rf"(?P<who>(?:the\s+)?{ANY})\s+(?:could|might|can)\s+(?:\w+ly\s+)?(?:help|strengthen|support|speed|improve"
        rf"|unlock|assist|do worse than|make a start|usefully)\b(?:"
        rf"\s+[\w ]{{0,35}}?)?(?:\s+by\s+|\s+to\s+|\s+)(?P<what>[a-z].+)",
        strong=True,
    ),
    frame(
        "ask-nor-should",
        "Nor should, before a body, asks the body not to.",
        "Nor should the Home Office charge twice.",
        "Nor should one forget the Home Office.",
        rf"\bnor (?:should|must|ought) (?P<who>(?:the\s+)?{ANY})\s+(?P<what>[a-z].+)",
        strong=True,
    ),
    frame(
        "ask-hoped",
        "What is hoped a body will do is asked of it.",
        "It is hoped that the Mayor will widen the railcard.",
        "It is hoped that the weather will hold.",
        rf"(?:\bit is (?:to be )?hoped|{ASKER}\s+{BE}(?:hopes?|hoping|trusts?|expects?))\s+(?:that"
        rf"\s+)?(?P<who>{WHO})\s+(?:will|would|can)\s+(?P<what>[a-z].+)",
        strong=True,
    ),
    frame(
        "ask-want-with",
        "Wanting to do a thing with a body of government asks it to join in.",
        "We want to design finance with the British Business Bank.",
        "We want to design finance.",
        rf"{ASKER}\s+{BE}(?:wants?|seeks?|wish(?:es)?|would like|hopes?|proposes?)\s+to"
        rf"\s+(?P<what>(?!see\b)[a-z][^.;]*?\b(?:with|alongside)\s+(?:the\s+)?{STATE}+.*)",
        strong=False,
    ),
    frame(
        "ask-please",
        "A thing, then please, asks for the thing.",
        "Heads of terms by the summer, please.",
        "We aim to please.",
        r"(?:^\W*|[:;]\s+)(?P<what>(?!(?:if|when|whether|where|for|to|before|after)\b)[^.;:]{4,110}?),\s+please\b",
        strong=True,
    ),
    *NEEDS,
)
"""In the order in which they are tried; the first that fits a clause takes it."""
