"""Names that are in no register, known by their shape: capitalised words around a head noun such as Board or Trust."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from graph.vocabulary import Confidence, OrganisationKind
from loaders.lines import Line
from loaders.names import SMALL, Key
from loaders.register import area, register
from loaders.rules import declare
from loaders.tables import column, table, words

HEAD = declare(
    "name-shape",
    "Capitalised words that end in, or begin with, a noun for a body are its name, small words inside included.",
    "The Harbour and Coast Partnership will meet.",
    "The Harbour and Coast Strategy will follow.",
)


BRAND = declare(
    "name-brand",
    "Transport for, or Visit, with a place behind it, is the name of a body where no sentence begins with it.",
    "We rely on Transport for Northshire and Visit Northshire.",
    "We rely on transport for Northshire. Visit Northshire soon.",
)


_CENTRES = frozenset(("research", "innovation", "technology", "manufacturing", "science", "excellence", "catapult"))
"""What makes a centre a body rather than a building."""


_GATHERINGS = frozenset(
    ("task", "finish", "steering", "working", "advisory", "reference", "leaders", "delivery", "project")
)
"""What makes a group a meeting rather than a company."""
_RANKS = frozenset(("former", "labour", "conservative", "leader", "cllr", "mayor", "minister", "chair", "dear", "sir"))
_JOINT = frozenset(
    ("partnership", "board", "trust", "authority", "commission", "alliance", "forum", "network", "collaborative", "icb",
     "lep", "service", "chamber", "consortium", "taskforce", "panel", "committee", "commissioner", "association")
)  # fmt: skip
"""Bodies that are often named after two things or places of several words."""


@dataclass(frozen=True)
class Shape:
    """A name by its shape at words first to last (exclusive) of a line."""

    line: int
    first: int
    last: int
    head: str
    kind: OrganisationKind
    confidence: Confidence
    bare: bool
    """Whether only generic words stand beside the head noun, so that it needs a full name to stand for."""
    rule: str = HEAD


@cache
def heads() -> dict[str, OrganisationKind]:
    """Nouns that names of bodies end in, with the kind of body."""
    return {noun: cast("OrganisationKind", kind) for noun, kind in column("body_heads.csv", "noun", "kind").items()}


@cache
def _weak() -> frozenset[str]:
    return frozenset(row["noun"] for row in table("body_heads.csv") if row["strength"] == "weak")


@cache
def places() -> frozenset[Key]:
    """Areas of councils and combined authorities, and the nations."""
    found: set[Key] = {
        ("england",),
        ("wales",),
        ("scotland",),
        ("britain",),
        ("uk",),
        ("northern", "ireland"),
        ("midlands",),
    }
    for record in register().records.values():
        if record.council:
            found.add(tuple(area(record.name).casefold().replace("&", "and").split()))
        elif record.kind == "combined authority":
            name = record.name.casefold().replace("&", "and")
            for ending in (" mayoral combined authority", " combined county authority", " combined authority",
                           " mayoral strategic authority"):  # fmt: skip
                if name.endswith(ending):
                    found.add(tuple(name.removesuffix(ending).split()))
    found |= {("north", "east"), ("northeast",), ("north", "west"), ("south", "west"), ("south", "east"),
              ("east", "midlands"), ("yorkshire",), ("cornwall",), ("north",), ("south",)}  # fmt: skip
    return frozenset(found)


def place_at(line: Line, index: int, stop: int) -> int:
    """Where a known place that starts at a word ends; the word itself if none does."""
    for length in (4, 3, 2, 1):
        end = index + length
        if end <= stop and tuple(line.norms[index:end]) in places():
            return end
    return index


def scan(line: Line, number: int, taken: dict[int, int], masked: set[int]) -> Iterator[Shape]:
    """Every name by its shape in a line.

    `taken` gives, for the first word of a registered body or office, where it ends: such a name is left whole and
    parts what stands beside it. `masked` words belong to persons.
    """
    if line.titled:
        return
    ends = {last: first for first, last in taken.items()}
    inside = {i for first, last in taken.items() for i in range(first, last)}
    reached = 0
    for i, token in enumerate(line.tokens):
        if i >= reached and token.capital and i not in inside:
            end = _brand(line, i)
            if end > i and end not in inside:
                reached = end
                yield Shape(number, i, end, token.norm, "public body", "medium", bare=False, rule=BRAND)
                continue
        if i < reached or token.norm not in heads() or not token.capital or i in masked:
            continue
        if i in inside and not _prefixed(line, i, ends, inside):
            continue
        shape = _shape(line, number, i, _Edges(reached, inside, ends, masked))
        if shape is not None:
            reached = shape.last
            yield shape


def _prefixed(line: Line, i: int, ends: dict[int, int], inside: set[int]) -> bool:
    """Whether a registered name is the end of a longer one ("Northshire Local Government Association")."""
    first = ends.get(i + 1)
    if first is None or not first or first - 1 in inside or i == first or line.gap(first) != " ":
        return False
    before = line.tokens[first - 1]
    plain = before.capital and not before.possessive and before.norm not in words("name_stops.csv")
    return plain and not line.starts_sentence(first - 1) and before.norm not in _RANKS and not before.text.isupper()


def _brand(line: Line, i: int) -> int:
    """Where a name such as "Transport for Northshire" or "Visit Northshire" ends; the word itself if none stands."""
    norm, n = line.norms[i], len(line.tokens)
    if norm == "transport" and i + 1 < n and line.norms[i + 1] == "for" and line.joined(i + 1):
        begin = i + 2
        if begin < n and line.norms[begin] == "the":
            begin += 1
    elif norm == "visit" and not line.starts_sentence(i):
        begin = i + 1
    else:
        return i
    end = begin
    while (
        end < n
        and line.tokens[end].capital
        and line.joined(end)
        and (end == begin or not line.tokens[end - 1].possessive)
    ):
        end += 1
    return end if end > begin else i


@dataclass(frozen=True)
class _Edges:
    reached: int
    inside: set[int]
    ends: dict[int, int]
    masked: set[int]


def _shape(line: Line, number: int, head: int, edges: _Edges) -> Shape | None:
    # the last head of an unbroken run of capitals is the head: "Harbour University Hospitals Trust" is a trust
    ahead = head + 1
    while (
        ahead < len(line.tokens) and line.tokens[ahead].capital and line.joined(ahead) and ahead not in edges.inside
        and not line.tokens[ahead - 1].possessive and ahead - head < 6
    ):  # fmt: skip
        if line.norms[ahead] in heads():
            head = ahead
        ahead += 1
    compound, kind = _compound(line, head)
    if head in edges.inside:
        compound = edges.ends[head + 1]
    first = _left(line, compound, edges)
    last = _right(line, head, edges)
    if _continues(line, last):
        return None
    while first < head and _drops(line, first):
        first += 1
    noun = line.norms[head]
    beside = [line.norms[i] for i in range(first, last) if not compound <= i <= head and line.norms[i] not in SMALL]
    bare = all(word in words("generic_modifiers.csv") or word in heads() for word in beside)
    if not beside and not _article(line, first):
        return None
    if noun == "commissioners" and line.norms[head - 1] == "crime":
        return None
    if noun == "group" and _GATHERINGS & set(beside):
        kind = "partnership/board/commission"
    if noun == "centre" and not _CENTRES & set(beside):
        return None
    weak = noun in _weak() or bare
    if "nhs" in line.norms[first:last] and noun in ("trust", "board", "hospital", "hospitals"):
        kind = "health body"
    return Shape(number, first, last, noun, kind, "medium" if weak else "high", bare)


def _compound(line: Line, head: int) -> tuple[int, OrganisationKind]:
    """Where a head noun of several words begins ("Police and Crime Commissioner"), and its kind of body."""
    for phrase, kind in _compounds():
        begin = head - len(phrase) + 1
        if begin >= 0 and tuple(line.norms[begin : head + 1]) == phrase:
            return begin, kind
    noun = line.norms[head]
    chamber = tuple(line.norms[head : head + 3]) == ("chamber", "of", "commerce")
    return head, "industry body" if chamber else heads()[noun]


@cache
def _compounds() -> tuple[tuple[Key, OrganisationKind], ...]:
    found = [
        (tuple(row["phrase"].split()), cast("OrganisationKind", row["kind"]))
        for row in table("offices.csv")
        if row["kind"] != "individual office"
    ]
    return tuple(sorted((f for f in found if f[0][-1] in heads()), key=lambda f: -len(f[0])))


def _article(line: Line, first: int) -> bool:
    return bool(first) and line.norms[first - 1] == "the" and line.joined(first)


def _continues(line: Line, last: int) -> bool:
    """Whether a further capitalised word follows, so that the name only qualifies it ("Harbour Board Strategy")."""
    if last >= len(line.tokens) or not line.joined(last) or line.tokens[last - 1].possessive:
        return False
    return line.tokens[last].capital and any(
        line.norms[i] in column("instrument_heads.csv", "noun", "kind")
        for i in range(last, min(last + 4, len(line.tokens)))
        if all(line.tokens[j].capital or line.norms[j] in SMALL for j in range(last, i + 1))
        and all(line.joined(j) for j in range(last + 1, i + 1))
    )


def _drops(line: Line, first: int) -> bool:
    """Whether the first word of a run only has a capital because a sentence begins with it."""
    norm = line.norms[first]
    if norm in words("name_stops.csv") and norm not in ("new", "national", "regional", "local", "one", "first", "key"):
        return True
    if norm in SMALL:
        return True
    return line.starts_sentence(first) and (
        norm in ("new", "local", "key", "one", "first", "next") or (norm.endswith("ing") and len(norm) > 5)
    )


def _left(line: Line, head: int, edges: _Edges) -> int:
    first = head
    i = head - 1
    named = _after_article(line, head, edges)
    while i >= edges.reached and i not in edges.masked:
        token = line.tokens[i]
        comma = "," in line.gap(i + 1)
        if not line.joined(i + 1, comma=True) or (token.possessive and not _inner(line, i)):
            break
        if i in edges.inside:
            start = edges.ends.get(i + 1)
            if start is None or comma or first != i + 1 or line.norms[i] in ("government", "mayor"):
                break
            first, i = start, start - 1
            continue
        if comma and not named:
            break
        if token.capital and token.norm not in ("and", "of", "for", "the"):
            if token.norm in heads() and line.norms[i + 1] == "and":
                break
            first = i
            i -= 1
            continue
        if i and line.gap(i) in ("-", "‑") and line.tokens[i - 1].capital and token.text.isalpha():
            first, i = i - 1, i - 2
            continue
        if token.norm == "and" and i and line.named(i - 1) and i - 1 not in edges.inside and line.joined(i):
            if _is_head(line.norms[i - 1]) or _group(line.norms[i - 1]) or _two_names(line, i, head):
                break
            i -= 1
            continue
        if token.norm in ("of", "for") and i and _opens(line, i - 1):
            first = i - 1
            i -= 2
            continue
        if (
            token.norm == "with"
            and i
            and line.tokens[i - 1].capital
            and not line.starts_sentence(i - 1)
            and line.joined(i)
        ):
            first = i - 1
            i -= 2
            continue
        if token.norm in ("the", "of") and i and line.norms[i - 1] in ("of", "for") and i > 1 and _opens(line, i - 2):
            i -= 1
            continue
        break
    return first


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
    if heads()[line.norms[head]] == "company":
        return after > 1 or before > 1
    return line.norms[head] not in _JOINT and before > 1 and after > 1


def _after_article(line: Line, head: int, edges: _Edges) -> bool:
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


def _right(line: Line, head: int, edges: _Edges) -> int:
    last = head + 1
    n = len(line.tokens)
    if line.tokens[head].possessive:
        return last
    after = place_at(line, last, n) if last < n and line.tokens[last].capital and line.joined(last) else last
    if after > last and after - 1 not in edges.inside:
        return after
    if last + 1 >= n or line.norms[last] not in ("of", "for", "in") or not line.joined(last):
        return last
    if line.norms[head] not in words("openers.csv"):
        return last
    i = last + 1
    if line.norms[i] == "the":
        i += 1
    end = last
    while i < n and line.joined(i, comma=line.norms[head] in ("department", "ministry", "office")):
        if i in edges.inside and line.norms[i] in heads():
            break
        if line.tokens[i].capital:
            end = i + 1
            if line.tokens[i].possessive:
                break
        elif line.norms[i] not in ("and", "of", "the") or not _resumes(line, i + 1, edges):
            break
        elif line.norms[i] == "and" and _listed(line, head):
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


def _resumes(line: Line, i: int, edges: _Edges) -> bool:
    """Whether a name goes on after a small word: capitals follow that do not lead to a head noun of their own."""
    if i >= len(line.tokens) or not line.tokens[i].capital or not line.joined(i) or i in edges.inside:
        return False
    while i < len(line.tokens) and line.tokens[i].capital and line.joined(i):
        if line.norms[i] in heads():
            return False
        i += 1
    return True
