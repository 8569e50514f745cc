"""Bodies that only a heading names, and the text then calls by the last word: "Westby Town Board", the Board."""

import re
from collections.abc import Iterator

from loaders.body_words import heads, weak_heads
from loaders.lines import Line
from loaders.rules import declare
from loaders.shapes import Shape

TITLE = declare(
    "name-title",
    "A heading that is only a name with a noun for a body names the body, if the document then calls it by that noun.",
    "Westby Town Board / When the Board first met, it rained.",
    "Westby Town Board / Boards are sawn from oak.",
)
_LONGEST = 9


def scan(line: Line, number: int, text: str) -> Iterator[Shape]:
    """The body that a line names, where the line is a heading or a line of capitals and nothing but a name."""
    last = len(line.tokens)
    if not line.titled or line.shouted or not 3 <= last <= _LONGEST:
        return
    head = line.norms[-1]
    if head not in heads() or head in weak_heads() or not all(line.joined(i) for i in range(1, last)):
        return
    if re.search(rf"\b[Tt]he {head.capitalize()}\b", text):
        yield Shape(number, 0, last, head, heads()[head], "medium", bare=False, rule=TITLE)
