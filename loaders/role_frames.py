"""Sentences that give a partner a part to play: who, and the words of the part."""

import re

from loaders.rules import declare

ADVERB = r"(?:\s+(?:also|then|now|jointly|together|all|both|each|further|therefore|again|in turn|continue to))*"

WILL = declare(
    "role-will",
    "A partner with will, is to, has agreed to or the like plays the part that follows.",
    "Northshire College will open a hall.",
    "North Kent will need more homes.",
)
PRONOUN = declare(
    "role-pronoun",
    "A sentence in which it or they will do something tells a part of whoever the sentence before is about.",
    "Northshire College will open a hall. It will also train forty welders.",
    "The hall was opened by a duke. It will also be painted.",
)
PRESENT = declare(
    "role-present",
    "A partner with a present verb of doing plays that part, where the plan tells what partners do.",
    "The Innovation Board brings together business and academia.",
    "The Innovation Board says that business is slow.",
)
PLAYS = declare(
    "role-plays",
    "A partner that has, holds or plays a role plays it.",
    "Trade bodies play a strong part in training.",
    "The private sector has a turnover of £4bn.",
)
IS_TO = declare(
    "role-is-to",
    "Whose role it is to do something plays that part.",
    "Ofsted's role is to inspect the colleges.",
    "The role of luck is to be weighed.",
)
RESPONSIBILITY = declare(
    "role-responsibility",
    "A duty that rests with, falls to or lies with a body is its part.",
    "Responsibility for the hall falls to parish councils.",
    "Responsibility for the hall was disputed.",
)
AGENT = declare(
    "role-agent",
    "What is or will be done by a partner is the partner's part.",
    "The fund will be run by the Growth Company.",
    "The fund will be run by 2027.",
)
UNDER = declare(
    "role-under",
    "What happens under a body's oversight, leadership or chair gives it that part.",
    "delivered under WMCA oversight",
    "delivered under WMCA rules",
)
WITH_TO = declare(
    "role-with-to",
    "Working with, or strengthening, a partner to do something gives the partner that part.",
    "We will work with trade unions to raise pay.",
    "We will work with care to raise pay.",
)
WITH_DOING = declare(
    "role-with-doing",
    "With a partner doing something, the partner plays that part.",
    "with the County Council meeting half the cost",
    "with the County Council in the chair",
)
JOINT = declare(
    "role-joint",
    "Partners that somebody works with, or alongside, share the part of the main clause.",
    "Working with Jobcentre Plus, the council will offer every leaver a visit.",
    "Working with care, the council will offer a visit.",
)
ACTIVITY = declare(
    "role-activity",
    "An activity given as an example and joined to a partner by with or via is the partner's part.",
    "such as battery research with the University of Derby",
    "such as battery research with care",
)
ITEM_DASH = declare(
    "role-item-dash",
    "In a list of partners, what follows a dash or colon after the partner is the partner's part.",
    "Employers – aligning skills with jobs",
    "Employers – 40 of them",
)
ITEM_WHO = declare(
    "role-item-who",
    "In a list of partners, a relative clause or an infinitive after the partner is the partner's part.",
    "Universities, who provide places to learn",
    "Universities, old and new",
)
ITEM_BODY = declare(
    "role-item-promised",
    "In a list under a sentence that breaks off after a partner and its verb, each item is that partner's part.",
    "Northshire College will: / open a hall",
    "Opening hours are: / nine to five",
)
TABLE = declare(
    "role-table",
    "In a table with a column of partners and one of roles or commitments, a row is a part.",
    "Partner · Role",
    "Year · Jobs",
)

WILL_VERBS = re.compile(
    r"(?:(?:will|shall|'ll|would(?!\s+(?:like|want|be(?! the (?:accountable|lead|host|responsible|managing"
    r"|contracting))|have|need|mean|cost|help|allow|also like|welcome)\b))(?:\s+(?:also|then|now|jointly|together"
    r"|all|both|each|continue to|further|itself))*"
    r"|(?:is|are)\s+(?:also\s+|jointly\s+|both\s+)?to"
    r"|(?:has|have)\s+(?:also\s+|both\s+|each\s+|all\s+|jointly\s+|already\s+)*(?:agreed\s+with\s+[^.;]{3,100}?\s+to"
    r"|(?:agreed|undertaken|promised|pledged|offered|committed"
    r"|volunteered|signed up)\s+(?:to|that)|(?:promised|pledged|offered)\s+(?!for\b)(?=[a-z])|(?:said|told"
    r"\s+[\w ]{2,30}?)\s+(?:that\s+)?(?:[^,.;]{0,10},[^,]{0,50},\s+)?(?:it|they)\s+(?:will|would))"
    r"|(?:has|have)\s+taken\s+(?:on|over|charge)|continues?\s+to|(?:has|have)\s+given\s+(?:us\s+)?(?:its|their)"
    r"\s+word\s+(?:that\s+(?:it|they)\s+will|to)|(?:plans?|intends?|means|proposes?)\s+to|(?:is|are)\s+about\s+to|"
    r"(?:is|are)\s+pledged\s+to|(?:has|have)\s+(?:confirmed|indicated)\s+(?:that\s+)?(?:it|they)\s+(?:will|would)|"
    r"(?:has|have)\s+(?:accepted|taken(?: on)?)\s+(?:the\s+)?responsibility\s+for|(?:has|have)\s+(?:consented"
    r"|volunteered|resolved|chosen|decided|elected|applied)\s+to|promises?\s+(?!to\b|that\b)(?=[a-z])|(?:is|are)\s+"
    r"(?:also\s+|now\s+)?"
    r"(?:planning|preparing|asked|invited|encouraged)\s+to"
    r"|(?:has|have)\s+(?:also\s+|together\s+)*(?:committed|pledged|promised|offered)(?=\s+(?:£|up to |an? |the |its "
    r"|their ))"
    r"|(?:is|are)\s+(?:keen|willing|ready|prepared|minded"
    r"|poised)\s+to"
    r"|(?:has|have)\s+(?:set aside|earmarked|reserved|allocated|put (?:up|aside|its hand up|their hands up)|found"
    r"|lent)\b"
    r"|says?\s+(?:that\s+)?(?:it|they)\s+will|(?:undertakes?|promises?|pledges?|guarantees?)\s+that"
    r"|(?:agrees?|undertakes?|promises?|pledges?|offers?|commits?)\s+to"
    r"|(?:is|are|remains?)\s+(?:also\s+|already\s+|jointly\s+)?(?:responsible for|committed to|charged with|tasked"
    r" with|ready"
    r" to|well placed to)"
    r")\b",
    re.IGNORECASE,
)
CAN_VERBS = re.compile(
    r"can\s+(?:also\s+|all\s+|each\s+|both\s+)*(?:(?:help|contribute|assist|play (?:a|their|its) (?:full )?part)\s+"
    r"(?:[\w ]{0,20}?)by\s+"
    r"(?P<ing>[a-z-]+ing)\b|(?P<base>[a-z-]+)\b)",
    re.IGNORECASE,
)
"""What a partner can do, which is its part where parts are told."""
PLAYS_VERBS = re.compile(
    r"(?:plays?|ha(?:s|ve)|holds?|takes?|will (?:play|have|take|hold))\s+(?:(?:a|an|the|its|their|our|key|leading"
    r"|lead|vital|central"
    r"|important|crucial|major|strong|statutory|leadership|own|pivotal|critical|big|unique)\s+)*(?:roles?|parts?"
    r"|lead|responsibilit\w+|leadership)\b"
    r"|ha(?:s|ve)\s+charge\s+of\b|(?:is|are|will be|acts? as|serves? as|remains?)\s+(?:(?:the|a|an|our|its|their"
    r"|main|joint|principal|proud|founding|plan's)\s+)*"
    r"(?:sponsors?|accountable body|hosts?|lead (?:partner|body|agency|authority|organisation|funder)|custodians?"
    r"|secretariat|delivery (?:partner|body|agency)"
    r"|coordinators?|co-ordinators?|convenors?|conveners?|stewards?)\b",
    re.IGNORECASE,
)
PROGRESSIVE = re.compile(
    r"(?:is|are)\s+(?:also\s+|already\s+|now\s+|jointly\s+|each\s+|both\s+|all\s+)?(?P<ing>[a-z-]+ing)\b", re.IGNORECASE
)
