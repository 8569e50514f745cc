"""Whether words tell that something is so, as a sentence does, or only name a thing."""

import re
from itertools import pairwise

from loaders.sentences import Span, words
from loaders.tables import word_set
from loaders.verbs import base

_START = 120
"""How many characters of the words are looked at."""
_FINITE = word_set("clause_words.csv", "finite")
_NO_SUBJECT = word_set("clause_words.csv", "no subject")


def tells(text: str, span: Span) -> bool:
    """Whether words are a sentence with a subject and a finite verb, as an explanation is and a bare ask is not."""
    found = words(text, span.start, min(span.end, span.start + _START))
    for before, word in pairwise(found):
        if word.low in _FINITE:
            return True
        verb = base(word.low, "third") or base(word.low, "past") or base(word.low, "base")
        if verb and before.low not in _NO_SUBJECT and word.text.islower() and not before.low.endswith("ly"):
            following = text[word.end : span.end].lstrip()
            if re.match(r"(?:a|an|the|our|its|their|this|that|no|one|more|by|from|\d)", following):
                return True
    return False
