"""Names that are in no register, known by their shape: capitalised words around a head noun such as Board or Trust."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from graph.vocabulary import Confidence, OrganisationKind
from loaders.body_words import heads, places, weak_heads
from loaders.lines import Line, police_and_crime
from loaders.name_edges import Edges, left, right
from loaders.names import SMALL, Key
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


_BRANDS = frozenset(
    ("invest", "marketing", "enterprise", "destination", "discover", "ambition", "opportunity", "experience")
)
"""Words that with a known place behind them are a body's name: "Marketing Northshire"."""
_CENTRES = frozenset(("research", "innovation", "technology", "manufacturing", "science", "excellence", "catapult"))
"""What makes a centre a body rather than a building."""


_GATHERINGS = frozenset(
    ("task", "finish", "steering", "working", "advisory", "reference", "leaders", "delivery", "project")
)
"""What makes a group a meeting rather than a company."""
_RANKS = frozenset(("former", "labour", "conservative", "leader", "cllr", "mayor", "minister", "chair", "dear", "sir"))


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
    plain: bool = False
    """Whether it is written in lower case, so that it can only stand for a body named in full."""


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
        shape = _shape(line, number, i, Edges(reached, inside, ends, masked))
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
    elif norm in _BRANDS or (norm == "visit" and not line.starts_sentence(i)):
        begin = i + 1
        if norm in _BRANDS and (
            begin >= n or not any(tuple(line.norms[begin:stop]) in places() for stop in range(begin + 1, begin + 4))
        ):
            return i
    else:
        return i
    end = begin
    while end < n and line.joined(end) and (end == begin or not line.tokens[end - 1].possessive):
        inside = end > begin and _capital_after(line, end)
        if not line.tokens[end].capital and not inside:
            break
        end += 1
    return end if end > begin else i


def _capital_after(line: Line, i: int) -> bool:
    """Whether a small word inside a name of a place is followed by its next capital: "Isle of Wight"."""
    if i + 1 >= len(line.tokens) or not line.joined(i + 1) or not line.tokens[i + 1].capital:
        return False
    both = line.norms[i] == "and" and (line.norms[i - 1],) in places() and (line.norms[i + 1],) in places()
    return line.norms[i] == "of" or both


def _shape(line: Line, number: int, head: int, edges: Edges) -> Shape | None:
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
    whole = police_and_crime(line, head)
    if whole:
        compound, head, kind = head, whole - 1, "police/crime"
    if head in edges.inside:
        compound = edges.ends[head + 1]
    first = left(line, compound, edges)
    last = right(line, head, edges)
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
    weak = noun in weak_heads() or bare
    if "nhs" in line.norms[first:last] and noun in ("trust", "board", "hospital", "hospitals"):
        kind = "health body"
    return Shape(number, first, last, noun, kind, "medium" if weak else "high", bare)


_AREAS = frozenset(("city", "county", "borough", "district", "isles", "area"))
"""What a council governs that is named after it: "the Council of the City of York"."""


def _compound(line: Line, head: int) -> tuple[int, OrganisationKind]:
    """Where a head noun of several words begins ("Police and Crime Commissioner"), and its kind of body."""
    for phrase, kind in _compounds():
        begin = head - len(phrase) + 1
        if begin >= 0 and tuple(line.norms[begin : head + 1]) == phrase:
            return begin, kind
    noun = line.norms[head]
    behind = line.norms[head + 1 : head + 4]
    if noun == "council" and behind[:1] in (["of"], ["for"]) and not _AREAS & set(behind):
        # "the Council of Mortgage Lenders" governs no place
        return head, "partnership/board/commission"
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
