"""Sentences that ask without an asker: what is needed, what should be, what would help."""

from loaders.ask_patterns import ASKER, BE, SOUGHT, WHO, Frame, frame
from loaders.reading import ANY, OTHER, OWN, STATE

_FOLK = (
    r"[^.;:,]{0,60}\b(?:residents|people|child|children|every|everyone|everybody|nobody|families|households"
    r"|women|pupils|patients|students|workers)\b"
)
"""Whom a plan is for: what they should have is what it hopes, and no ask."""
_PUBLIC = (
    r"(?:mayors?|authority|authorities|councils?|boards?|region|regions|county|city|colleges?|universit(?:y"
    r"|ies)|partnerships?|places?|areas?|we)"
)
"""Who takes on powers."""

NEEDS: tuple[Frame, ...] = (
    frame(
        "ask-is-request",
        "A thing said to be a request or an ask is asked for.",
        "A decision on the junction is the second request we make.",
        "A decision on the junction is the second this year.",
        r"^\W*(?P<what>[^.;:]{6,140}?)\s+(?:is|are|remains?)\s+(?:the|our|a|an|another)\s+(?:first|second|third"
        r"|fourth|fifth|sixth|next|last|main"
        r"|key|final|further|other)?\s*(?:requests?|asks?|demands?|plea)\b",
        strong=True,
    ),
    frame(
        "ask-would-be-welcome",
        "A thing that would be welcome or helpful is asked for.",
        "The appointment of a minister for the North would be welcome.",
        "Visitors would be welcome.",
        r"^\W*(?P<what>(?:a |an |the |early |further |any )*(?:[\w-]+ ){0,2}?(?:[a-z]+(?:ment|sion|tion|ance|ence"
        r"|ity|al|ing|ship)|"
        r"decision|date|review|seat|share|loan|grant)\s+(?:of|for|to|over|on|from|that)\b[^.;:]{4,120}?)\s+would\s+"
        r"(?:also\s+)?be\s+(?:most |very |warmly |hugely )?"
        r"(?:welcome|welcomed|helpful|a help|invaluable|transformative|transformational|of (?:great |real )?help)\b",
        strong=True,
    ),
    frame(
        "ask-in-exchange",
        "What is named in exchange for what somebody will do is asked for.",
        "In exchange for the power to keep the levy, the councils undertake to publish every pound.",
        "In exchange for a handshake, the councils gave it up.",
        rf"^\W*in (?:exchange|return) for\s+(?P<what>[^.;]{{6,160}}?),\s+(?:[^,.;]{{0,60}},\s+)?(?=(?:we|they|the "
        rf"|{ANY}|[\w]+)[^.;]{{0,80}}?\b(?:will|shall|would|undertakes?|offers?|pledges?|promises?"
        r"|commits?)\b)",
        strong=True,
    ),
    frame(
        "ask-seek-to-have",
        "Seeking to add, secure or keep a power or a sum asks for it.",
        "We seek to secure control of the careers budget.",
        "We seek to secure the gate.",
        rf"{ASKER}\s+{BE}(?:seeks?|seeking|wants?|would like|hopes?|hoping)\s+to\s+(?:add|secure|obtain|gain|receive"
        rf"|retain|win)\s+(?P<what>(?=[^.;]{{0,60}}?\b{SOUGHT}\b).+)",
        strong=False,
    ),
    frame(
        "ask-time-that",
        "What it is high time was done is asked for.",
        "It is high time that the toll was lifted.",
        "It is a high time in the valley that was flooded.",
        r"(?:\bit is |\bisn't it |\bis it not )(?:now |also )?(?:high |past |long past |more than |about )time "
        r"(?:that )?(?!for\b|to\b)"
        r"(?P<what>[^.;]{4,140}?\s+(?:was|were|got|had)\b.+)",
        strong=True,
    ),
    frame(
        "ask-want-done",
        "Wanting a thing to be in another state asks for the change.",
        "The Chamber wants the levy floor lowered to eight weeks.",
        "The Chamber wants the lowered levy to work.",
        rf"{ASKER}\s+(?:wants?|would like|should like)\s+(?P<what>(?!to\b|it\b|them\b)[^,.;:]{{3,90}}?\s+(?<!the )"
        rf"(?<!an )(?<! a )(?<!our )(?:lowered"
        rf"|raised|lifted|restored|removed"
        r"|extended|scrapped|changed|reformed|devolved|transferred|moved|kept|made|built|reopened|electrified|funded"
        r"|reinstated|abolished"
        r"|relaxed|simplified|recognised|confirmed|brought|given|handed|passed|put|cut|ended|doubled|protected"
        r"|included|exempted|returned"
        r"|widened|upgraded|published|settled|resolved|added|approved|repaid|written off)\b.*)",
        strong=True,
    ),
    frame(
        "ask-asked-for",
        "What a body is asked for is asked of it.",
        "Homes England is asked for a ten-year agreement.",
        "Homes England is asked for by name.",
        rf"(?P<who>(?:the\s+)?{WHO})(?:\s*,[^,]{{2,70}},)?\s+(?:is|are)\s+(?:also\s+|now\s+)?(?:asked|pressed"
        rf"|petitioned|looked to)\s+for"
        rf"\s+(?P<what>(?!by\b).+)",
        strong=True,
    ),
    frame(
        "ask-for-body-to",
        "Where it is essential, vital or right for a body to do something, the body is asked to.",
        "It is essential for Ofgem to release the dates.",
        "It is hard for Ofgem to release the dates.",
        rf"\bit (?:is|would be|will be)\s+(?:[^.;:,]{{0,40}}\s)?(?:vital|essential|critical|crucial|imperative"
        rf"|important|right|necessary"
        rf"|helpful|needed|time)\s+for\s+(?P<who>{WHO})\s+to\s+(?P<what>[a-z].+)",
        strong=True,
    ),
    frame(
        "ask-case-for-body",
        "A case for a body's doing something asks the body to do it.",
        "There is a case for Ofcom publishing its maps.",
        "There is a case for Ofcom in the hall.",
        rf"\bthere (?:is|remains) (?:also )?(?:a|an) (?:[\w-]+ ){{0,2}}?case for\s+(?P<who>{WHO})\s+(?P<what>(?:to"
        rf"\s+[a-z]|[a-z-]+ing\b).+)",
        strong=True,
    ),
    frame(
        "ask-needed-from",
        "A thing needed or awaited from a body is asked of it.",
        "A decision on the siding is needed from the Treasury.",
        "A decision came from the Treasury.",
        rf"(?:^\W*|[,;]\s+(?:and\s+)?)(?P<what>[^,.;]{{4,140}}?\s+(?:is|are)\s+(?:now\s+|also\s+|still\s+)?(?:needed"
        rf"|wanted|required|awaited|sought"
        rf"|requested)\s+(?:from|of)\s+(?P<who>{WHO}).*)",
        strong=True,
    ),
    frame(
        "ask-thing-should",
        "Under a heading of needs, what a thing should do is asked for.",
        "The pilot should run for a third year.",
        "The pilot runs for a third year.",
        rf"(?P<what>^\W*(?:(?:the|a|an|this|that|its|their)\s+|{STATE}+'s\s+)[^,.;]{{3,80}}?\s+(?:should|must|ought"
        rf" to|needs? to)\s+(?!be\b|have\b)[a-z].*)",
        strong=False,
    ),
    frame(
        "ask-must-be",
        "A thing that must or should be done, where the doing is government's, is asked for.",
        "The rule that the Agency applies must be dropped.",
        "Every child should be heard.",
        r"(?:^\W*|:\s+|,\s+and\s+(?:until then\s+|so\s+|then\s+)?)(?P<what>(?:[^,.;:]|,(?!\s+and\b)){4,160}?\s+(?:must"
        r"|should|ought(?:\s+now|\s+also)?\s+to|needs? to|deserves? to|has to|have to)\s+(?:now\s+|also\s+)?"
        r"(?:not\s+)?(?:go|end|stop|come to an end|be\s+(?!(?:ashamed|confused|mistaken|forgotten"
        r"|underestimated|read|seen|noted|remembered|stressed|said)\b)(?:\w+ly\s+)?[\w-]+(?:ed|en|t|ne|de|id|wn|ut|un|ept|eld)\b).*)",
        strong=False,
    ),
    frame(
        "ask-is-needed",
        "Powers, money, law or a decision that is needed, essential or overdue is asked for.",
        "Legislation is needed to let councils borrow.",
        "5,000 homes are needed by 2030.",
        rf"(?P<what>^\W*(?:a |an |the |its |their |our |more |further |new |{STATE}+(?:'s?)? )*(?:[\w-]+"
        rf" ){{0,3}}?{SOUGHT}"
        rf"\b[^.;:]{{0,90}}?"
        r"\s+(?:is|are)\s+(?:now\s+|also\s+|urgently\s+|still\s+|badly\s+|therefore\s+|absolutely\s+)*(?:needed"
        r"|required"
        r"|essential|vital|critical|crucial|necessary|overdue|long overdue|imperative)\b.*)",
        strong=False,
    ),
    frame(
        "ask-it-is-vital",
        "Where it is vital, essential or right that government does something, it is asked to.",
        "It is vital that the Home Office funds the patrols.",
        "It is vital that residents fund the patrols.",
        rf"\bit is (?:\w+ly )?(?:vital|essential|critical|crucial|imperative|important|right|necessary|time)(?:"
        rf", (?:then|too|therefore),)? that\s+(?P<what>(?P<who>(?:the\s+)?{STATE}+)\s+[a-z].+)",
        strong=True,
    ),
    frame(
        "ask-time-to",
        "Under a heading of needs, what it is time to do is asked for.",
        "The time has come to end competitive bidding.",
        "The time has come for tea.",
        r"\b(?:it is (?:now |high |past |long past |more than )?time|the time has come) to\s+(?P<what>[a-z].+)",
        strong=False,
    ),
    frame(
        "ask-case-for",
        "A strong case for doing a thing, under a heading of needs or put to government, asks for it.",
        "There is a strong case for devolving Access to Work.",
        "There is a glass case for devolving tokens.",
        r"\bthere (?:is|remains) (?:also )?(?:a|an) (?:[\w-]+ )?(?:strong|clear|compelling|good|powerful|overwhelming"
        r"|urgent|unanswerable) (?:[\w-]+ )?case for\s+(?P<what>(?!\w+ to\b).+)",
        strong=False,
    ),
    frame(
        "ask-central-to",
        "What is called central to a plan's case, or said to make the difference, is asked for.",
        "Central to our case is the devolution of careers funding.",
        "Central to our city is the old market.",
        r"(?:^\W*(?:also |equally |just as )?(?:needed|overdue|essential|vital|urgent|wanted|missing|important) is|"
        r"\b(?:central|key|fundamental|crucial|vital|essential) to (?:our|this|the|its|any|that) (?:case|asks?"
        r"|proposals?|propositions?|submission|success|plans?|ambitions?|delivery|this)\s+(?:is|are|will be)"
        r"|\bwhat would (?:\w+ )?(?:make (?:the|a|all the|most) (?:\w+ )?difference|help (?:us )?(?:most)?|unlock ["
        r"\w ]{3,30}|change"
        r" (?:this|that))[^.,;:]{0,30}?\s+is)\s+(?!not\b|that\b)(?P<what>.+)",
        strong=False,
    ),
    frame(
        "ask-would-give",
        "Under a heading of needs, a power, a sum or a reform of which the good is told is asked for.",
        "Devolution of the homes budget would let us plan ahead.",
        "Rain would let us plan ahead.",
        rf"^\W*(?P<what>(?:a |an |the |full |early |greater |further |formal |permanent |proper )*(?:[\w-]+"
        rf" ){{0,2}}?{SOUGHT}\s"
        r"(?:of|to|for|over|from|on|in|that)\b[^.;:]{4,120}?)\s+(?:would|could)\s+(?!be\b|have\b|cost\b|require\b"
        r"|need\b|not\b)[a-z]",
        strong=False,
    ),
    frame(
        "ask-if-then-we",
        "If a body were to do something, then what we could do, asks the body to do it.",
        "If the Treasury were to match it, we could build the hall.",
        "If the Treasury were to cut it, the hall would close.",
        rf"^\W*if\s+(?P<what>(?P<who>(?:the\s+)?{STATE}+)\s+(?:were (?:able )?to|would|could|was to|can|will)\s+"
        r"(?!cut|end|withdraw|fail|not\b|reduce)[a-z][^,]+),\s+(?:then\s+)?(?:we|the (?:region|area|county|city)"
        r"|partners|councils)"
        r"\s+(?:could|can|will|would)\b",
        strong=True,
    ),
    frame(
        "ask-do-more",
        "Where a body could or should do more or go further, what follows a colon is asked of it.",
        "Ofcom could go further: publish a map of each valley.",
        "Ofcom could go further: nobody knows how.",
        rf"(?P<who>(?:the\s+)?{STATE}+)\s+(?:could|can|should|must|needs? to)\s+(?:also\s+)?(?:do more|go further"
        rf"|act|help)"
        r"[^.;:]{0,30}:\s+(?:by\s+)?(?P<what>(?!nobody|no one|it|there|we|they)[a-z].+)",
        strong=True,
    ),
    frame(
        "ask-should-be-able",
        "Under a heading of needs, what somebody should be able, free or allowed to do is asked for.",
        "Councils should be able to set fees locally.",
        "Councils are able to set fees locally.",
        rf"(?P<what>(?:^\W*|,\s+)(?!{_FOLK})(?:[^.;:,]|,(?=\s+which)){{2,80}}?\s+(?:should|must|ought to|need to)\s+"
        rf"(?:also\s+)?be\s+"
        r"(?:able|free|freed|allowed|permitted|given|enabled|empowered|required|subject|eligible|exempt)\b.*)",
        strong=False,
    ),
    frame(
        "ask-own-should",
        "Under a heading of needs, a part that the region's own mayor or authority should take on is asked for.",
        "Subject to law, the Mayor should take on the duties of the transport authority.",
        "The Mayor takes the train.",
        rf"(?P<what>(?:^\W*|,\s+)(?=(?:(?!\b(?:should|must|ought)\b)[^.;:,]){{0,60}}?(?:[{OWN}{OTHER}]|\b{_PUBLIC}"
        rf"\b))[^.;:,]{{3,60}}?\s+(?:should|must|ought to)\s+(?:also\s+|then\s+)?(?:take (?:on|over)|gain|receive"
        rf"|hold|have|"
        r"share|become|keep|retain|control)\s+.*)",
        strong=False,
    ),
)
"""In the order in which they are tried, after the frames with an asker or a body."""
