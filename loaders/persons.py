"""Persons and their titles, which are set aside so that their names do not pass for names of bodies."""

from loaders.body_words import heads
from loaders.lines import Line

TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "cllr", "councillor", "sir", "dame", "professor", "prof", "lord", "lady",
     "baroness", "rt", "hon", "reverend", "rev", "alderman")
)  # fmt: skip
POSTS = frozenset(
    ("leader", "chair", "chairman", "chairwoman", "director", "executive", "chief", "mayor", "minister", "secretary",
     "chancellor", "president", "officer", "manager", "head", "principal", "founder", "spokesperson", "deputy")
)  # fmt: skip


def masked(line: Line) -> set[int]:
    """The words of a line that are a person's name: two capitalised words after a title or a post in lower case.

    Between a post and the name a comma may stand, if another follows: "its chief executive, Ann Dray, will".
    """
    found: set[int] = set()
    n = len(line.tokens)
    for i, token in enumerate(line.tokens):
        post = token.norm in POSTS and not token.capital
        if token.norm not in TITLES and not post:
            continue
        if token.norm in TITLES:
            if not token.capital:
                continue
            found.add(i)
        j = i + 1
        while j < n and j <= i + 4 and line.tokens[j].capital and (line.joined(j) or line.gap(j).strip() == "."):
            if post and line.norms[j] in POSTS:
                break
            j += 1
        if token.norm in TITLES or j - i - 1 >= 2:
            found.update(range(i + 1, min(j, i + 5)))
        if post:
            found.update(_apposed(line, i + 1))
    return found


def _apposed(line: Line, i: int) -> range:
    """The two capitalised words between commas that begin at a word, if they hold no noun for a body."""
    n = len(line.tokens)
    if i + 2 >= n or line.gap(i) != ", " or not line.joined(i + 1) or not line.gap(i + 2).startswith(","):
        return range(0)
    person = all(t.capital and t.norm not in heads() and not t.text.isupper() for t in line.tokens[i : i + 2])
    return range(i, i + 2) if person else range(0)
