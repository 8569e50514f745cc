"""Sentences that ask by an imperative: "Give the Mayor a seat." """

import re

from loaders.coordination import head_form
from loaders.rules import declare
from loaders.sentences import Span, words
from loaders.tables import word_set

RULE = declare(
    "ask-imperative",
    "Under a heading of needs, a sentence that opens with a verb's plain form tells government what to do.",
    "Fund the bypass in full.",
    "Fund managers pass in full cars.",
)

_DETERMINERS = word_set("clause_words.csv", "determiner") | {"us", "to", "with", "up", "on", "into", "forward", "out"}
_ONLY_VERBS = word_set("clause_words.csv", "only verb")
"""Verbs that are no nouns, so that a sentence may open with them before any word."""
_TO_THE_READER = word_set("clause_words.csv", "to the reader")
"""Imperatives that speak to whoever reads the page: see, read, click."""
_CLEAR = re.compile(r"let(?:'s| us) (?:be|not|start|begin|look|turn|take)\b", re.IGNORECASE)


def tells_to(text: str, span: Span, masked: str) -> bool:
    """Whether a sentence opens with an imperative to somebody in power; `masked` is the sentence without its names."""
    found = words(text, span.start, min(span.end, span.start + 120))
    if (
        len(found) < 3
        or not masked[:1].isalpha()
        or not found[0].text[:1].isupper()
        or not text[found[0].start : found[1].start][-1:].isspace()
    ):
        return False
    opening = text[span.start : span.end].replace("’", "'")
    if head_form(text, span.start, span.end) != "base" or _CLEAR.match(opening) or opening.endswith("?"):
        return False
    verb, following = found[0].low, found[1]
    if verb in _TO_THE_READER:
        return False
    return verb in _ONLY_VERBS or following.low in _DETERMINERS or following.text[:1].isupper()
