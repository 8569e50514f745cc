"""Where a name begins and ends around its head noun: which "and", "of" and comma belong to it."""

from dataclasses import dataclass

from loaders.body_words import heads, place_at
from loaders.lines import Line
from loaders.tables import column, words

_JOINT = frozenset(
    ("partnership", "board", "trust", "authority", "commission", "alliance", "forum", "network", "collaborative", "icb",
     "lep", "service", "chamber", "consortium", "taskforce", "panel", "committee", "commissioner", "association")
)  # fmt: skip
"""Bodies that are often named after two things or places of several words."""


_INNER = ("and", "of", "for", "the")


@dataclass(frozen=True)
class Edges:
    """What stands around a name that is no part of it."""

    reached: int
    inside: set[int]
    ends: dict[int, int]
    masked: set[int]


def left(line: Line, head: int, edges: Edges) -> int:
    """The first word of the name that has its head noun at a word."""
    first, i = head, head - 1
    listed = _after_article(line, head, edges)
    while i >= edges.reached and i not in edges.masked and line.joined(i + 1, comma=True):
        comma = "," in line.gap(i + 1)
        if line.tokens[i].possessive and not _inner(line, i):
            break
        if i in edges.inside:
            start = edges.ends.get(i + 1)
            if start is None or comma or first != i + 1 or line.norms[i] in ("government", "mayor"):
                break
            first, i = start, start - 1
            continue
        if comma and not listed:
            break
        if line.tokens[i].capital and line.norms[i] not in _INNER:
            if line.norms[i] in heads() and line.norms[i + 1] == "and":
                break
            first, i = i, i - 1
            continue
        step = _small_word(line, i, head, edges)
        if step is None or step in edges.inside:
            break
        first, i = (first, i - 1) if step == i else (step, step - 1)
    return first


def _small_word(line: Line, i: int, head: int, edges: Edges) -> int | None:
    """What a word in lower case adds to a name on its right.

    The word before it where that opens the name ("Port of"), the word itself where the name goes on to its left, and
    none where the name does not reach over it.
    """
    norm, before = line.norms[i], i - 1
    if before < 0:
        return None
    if line.gap(i) in ("-", "‑") and line.tokens[before].capital and line.tokens[i].text.isalpha():
        return before
    if norm == "and" and line.named(before) and before not in edges.inside and line.joined(i):
        acronym = line.tokens[before].text.isupper() and len(line.tokens[before].text) > 2
        other = acronym or _is_head(line.norms[before]) or _group(line.norms[before]) or _two_names(line, i, head)
        return None if other else i
    with_inside = norm == "with" and line.tokens[before].capital and not line.starts_sentence(before)
    if (norm in ("of", "for") and _opens(line, before)) or (with_inside and line.joined(i)):
        return before
    if norm in ("the", "of") and line.norms[before] in ("of", "for") and before and _opens(line, before - 1):
        return i
    areas = norm == "the" and line.norms[before] == "and" and before and _two_areas(line, before, head, edges)
    return before - 1 if areas else None


def _two_areas(line: Line, joint: int, head: int, edges: Edges) -> bool:
    """Whether an authority is named after an area on each side of "and the": "Norfolk and the Fens Combined Authority".

    No area does anything beside an authority, so that both are one name.
    """
    area = joint - 1
    if line.norms[head] not in ("combined", "strategic", "mayoral") or area in edges.inside or area in edges.masked:
        return False
    return line.tokens[area].capital and not _is_head(line.norms[area]) and line.joined(joint)


def _is_head(norm: str) -> bool:
    return (
        norm in heads() or norm.removesuffix("s") in heads() or norm in column("instrument_heads.csv", "noun", "kind")
    )


def _two_names(line: Line, i: int, head: int) -> bool:
    """Whether "and" joins two names: companies seldom have it inside, and most bodies not between longer parts."""
    left = i - 1
    while left >= 0 and line.tokens[left].capital and line.joined(left + 1) and line.norms[left] != "the":
        left -= 1
    article = left >= 0 and line.norms[left] == "the"
    before, after = i - left - 1, head - i - 1
    if article:
        return False
    kind = heads().get(line.norms[head])
    if kind is None:
        # the first word of a noun of several ("combined authority"), whose bodies are often named after two places
        return False
    if kind == "company":
        return after > 1 or before > 1
    return line.norms[head] not in _JOINT and before > 1 and after > 1


def _after_article(line: Line, head: int, edges: Edges) -> bool:
    """Whether a list of capitalised words with one head follows "the", which makes it one name."""
    i = head - 1
    ands = 0
    while i >= edges.reached and i not in edges.inside:
        if line.norms[i] == "the":
            return ands == 1 and i + 1 < head and line.tokens[i + 1].capital
        if ands == 0 and "," in line.gap(i + 1):
            return False
        if line.norms[i] == "and":
            ands += 1
        elif not line.tokens[i].capital or line.norms[i] in heads() or not line.joined(i + 1, comma=True):
            return False
        i -= 1
    return False


def _inner(line: Line, i: int) -> bool:
    """Whether a possessive belongs to a name ("Children's Trust"), as common nouns and saints' names do."""
    return line.norms[i] in ("children", "women", "men", "people", "childrens", "king", "queen", "farmers", "veterans")


def _opens(line: Line, i: int) -> bool:
    return line.tokens[i].capital and (line.norms[i] in words("openers.csv"))


def _group(norm: str) -> bool:
    return norm in column("group_heads.csv", "plural", "kind")


def right(line: Line, head: int, edges: Edges) -> int:
    """Where the name that has its head noun at a word ends."""
    last = head + 1
    n = len(line.tokens)
    if line.tokens[head].possessive:
        return last
    follows = last < n and line.tokens[last].capital and line.joined(last)
    qualified = head > 0 and line.tokens[head - 1].capital and line.joined(head)
    after = place_at(line, last, n) if follows and qualified else last
    if after > last and after - 1 not in edges.inside:
        return after
    if last + 1 >= n or line.norms[last] not in ("of", "for", "in") or not line.joined(last):
        return last
    if line.norms[head] not in words("openers.csv"):
        return last
    i = last + 1
    if line.norms[i] == "the":
        i += 1
    end, listed = last, _listed(line, head)
    while i < n and line.joined(i, comma=line.norms[head] in ("department", "ministry", "office")):
        if i in edges.inside and line.norms[i] in heads():
            break
        if line.tokens[i].capital:
            end = i + 1
            if line.tokens[i].possessive:
                break
        elif line.norms[i] not in ("and", "of", "the") or not _resumes(line, i + 1, edges):
            break
        if line.norms[i] == "and" and listed:
            break
        i += 1
    return end


def _listed(line: Line, head: int) -> bool:
    """Whether a name stands in a list, so that the next "and" joins it to another and is no part of it."""
    first = head
    while first and line.tokens[first - 1].capital and line.joined(first):
        first -= 1
    if first and line.norms[first - 1] == "the":
        first -= 1
    return first > 0 and "," in line.gap(first)


def _resumes(line: Line, i: int, edges: Edges) -> bool:
    """Whether a name goes on after a small word: capitals follow that do not lead to a head noun of their own."""
    if i >= len(line.tokens) or not line.tokens[i].capital or not line.joined(i) or i in edges.inside:
        return False
    while i < len(line.tokens) and line.tokens[i].capital and line.joined(i):
        if line.norms[i] in heads():
            return False
        i += 1
    return True
