"""Persons and their titles, which are set aside so that their names do not pass for names of bodies."""

from loaders.lines import Line

TITLES = frozenset(
    ("mr", "mrs", "ms", "miss", "dr", "cllr", "councillor", "sir", "dame", "professor", "prof", "lord", "lady",
     "baroness", "rt", "hon", "reverend", "rev", "alderman")
)  # fmt: skip
_POSTS = frozenset(
    ("leader", "chair", "chairman", "chairwoman", "director", "executive", "chief", "mayor", "minister", "secretary",
     "chancellor", "president", "officer", "manager", "head", "principal", "founder", "spokesperson", "deputy")
)  # fmt: skip


def masked(line: Line) -> set[int]:
    """The words of a line that are a person's name: two capitalised words after a title or a post in lower case."""
    found: set[int] = set()
    n = len(line.tokens)
    for i, token in enumerate(line.tokens):
        post = token.norm in _POSTS and not token.capital
        if token.norm not in TITLES and not post:
            continue
        if token.norm in TITLES:
            if not token.capital:
                continue
            found.add(i)
        j = i + 1
        while j < n and j <= i + 4 and line.tokens[j].capital and (line.joined(j) or line.gap(j).strip() == "."):
            if post and line.norms[j] in _POSTS:
                break
            j += 1
        if token.norm in TITLES or j - i - 1 >= 2:
            found.update(range(i + 1, min(j, i + 5)))
    return found
