"""Branches of national bodies: the body's name with a place behind it."""

from loaders.body_words import heads
from loaders.lines import Line
from loaders.names import SMALL
from loaders.register import Record
from loaders.rules import declare

BRANCH = declare(
    "name-branch",
    "A firm's, union's or charity's name with further capitalised words behind it names its branch there.",
    "We met Age UK Northby in May.",
    "We met Age UK. Northby came too.",
)

_KINDS = ("company", "voluntary sector", "industry body", "other")


def branch_end(line: Line, last: int, record: Record) -> int | None:
    """Where the name of a branch ends that begins with a registered body's name ending before word `last`.

    None where no branch is named: for bodies without branches, and where what follows is a noun for another body.
    """
    if (record.kind not in _KINDS and record.register_kind != "transport-body") or line.titled:
        return None
    end = last
    while end < len(line.tokens) and line.joined(end):
        small = line.norms[end] in SMALL or line.tokens[end].text == "&"
        after = end + 1 + (end + 2 < len(line.tokens) and line.norms[end + 1] == "the")
        goes_on = small and end > last and after < len(line.tokens) and line.tokens[after].capital
        if not goes_on and (small or not line.tokens[end].capital):
            break
        end += 1
    if end == last or line.norms[end - 1] in heads() or line.tokens[last - 1].possessive:
        return None
    return end
