"""Generic names and offices: the government, ministers, Mayor, Police and Crime Commissioner, Secretary of State."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from graph.vocabulary import OrganisationKind
from loaders.lines import Line
from loaders.names import SMALL, Key, key
from loaders.register import GOVERNMENT, NAME, register
from loaders.rules import declare
from loaders.tables import column, table, words

GENERIC = declare(
    "name-government",
    "Government without a place or tier before it, and Whitehall or ministers, stand for the UK Government.",
    "We ask the Government to act.",
    "We ask local government to act.",
)
OFFICE = declare(
    "name-office",
    "A capitalised office with the definite article stands for the one who holds it there.",
    "The Mayor will chair the panel.",
    "A mayoral panel will be chaired.",
)
MINISTER = declare(
    "name-minister",
    "A Secretary of State or Minister for something speaks for the department of that name.",
    "We wrote to the Secretary of State for Transport.",
    "We wrote to the secretary of the club.",
)

_TIERS = frozenset(
    (
        "local", "regional", "county", "devolved", "city", "district", "federal", "foreign", "self", "good", "student",
        "borough", "parish", "town", "municipal", "subnational", "cross", "pan", "inter", "non", "sub", "mayoral",
        "metropolitan", "provincial", "state", "own", "shadow", "territorial",
    )
)  # fmt: skip
_LEVELS = frozenset(("level", "levels", "tier", "tiers", "layer", "layers", "form", "forms"))
_PARTS = frozenset(
    (
        "department", "departments", "agency", "agencies", "body", "bodies", "office", "offices", "house", "relations",
        "affairs", "association", "gateway", "buildings",
    )
)  # fmt: skip
_PARTIES = frozenset(
    ("uk", "hm", "labour", "conservative", "coalition", "central", "national", "british", "majestys", "new", "kingdom")
)


_POSTS = frozenset(
    ("mayor", "leader", "leaders", "chancellor", "minister", "secretary", "councillor", "cllr", "police")
)


@dataclass(frozen=True)
class Office:
    """An office or generic name at words first to last (exclusive) of a line."""

    line: int
    first: int
    last: int
    rule: str
    register_id: str | None = None
    slug: str = ""
    name: str = ""
    kind: OrganisationKind = "individual office"
    speaks_for: str | None = None
    area: Key = ()
    """The words that say whose office it is, where they are there."""


@cache
def _phrases() -> dict[str, tuple[tuple[Key, dict[str, str]], ...]]:
    found: dict[str, list[tuple[Key, dict[str, str]]]] = {}
    for name in ("government_phrases.csv", "offices.csv"):
        for row in table(name):
            phrase = tuple(row["phrase"].split())
            found.setdefault(phrase[0], []).append((phrase, row))
    return {word: tuple(sorted(rows, key=lambda r: -len(r[0]))) for word, rows in found.items()}


def scan(line: Line, number: int) -> Iterator[Office]:
    """Every generic name and office in a line."""
    phrases = _phrases()
    for i, token in enumerate(line.tokens):
        yield from _minister(line, number, i)
        for phrase, row in phrases.get(token.norm, ()):
            if not line.matches(i, phrase):
                continue
            last = i + len(phrase)
            if "body" in row:
                if _governs(line, i, last, row):
                    yield Office(number, i, last, GENERIC, register_id=row["body"])
            elif _held(line, i, last, row):
                yield _office(line, number, i, last, row)
            break


def _governs(line: Line, first: int, last: int, row: dict[str, str]) -> bool:
    """Whether a phrase stands for a government as a whole."""
    token = line.tokens[first]
    if row["case"] == "capital":
        return token.capital or not token.text[0].isalpha()
    before = line.norms[first - 1] if first and line.joined(first) else ""
    two = line.norms[first - 2] if first > 1 else ""
    after = line.norms[last] if last < len(line.tokens) and line.joined(last) else ""
    if before in _TIERS or after in _PARTS or (before == "of" and two in _LEVELS):
        return False
    if last < len(line.tokens) and line.gap(last).strip() in ("-", "‐", "‑"):
        return False
    if first and line.gap(first).strip() in ("-", "‐", "‑"):
        return False
    foreign = (
        bool(before) and line.tokens[first - 1].capital and before not in _PARTIES and before not in SMALL
        and not line.starts_sentence(first - 1)
    )  # fmt: skip
    return not foreign or line.titled or row["phrase"] != "government" or before.endswith("ing")


def _held(line: Line, first: int, last: int, row: dict[str, str]) -> bool:
    """Whether an office is written as one: with capitals, and not as part of another title or of a full name."""
    if not all(line.tokens[i].capital or line.norms[i] in SMALL for i in range(first, last)):
        return False
    elsewhere = row["slug"] == "chancellor-of-the-exchequer" and line.norms[last : last + 1] == ["of"]
    if elsewhere or (line.titled and not line.shouted and first and line.norms[first - 1] not in SMALL):
        return False
    before = line.norms[first - 1] if first and line.joined(first) else ""
    named = (
        bool(before) and line.tokens[first - 1].capital and not line.titled and before not in words("name_stops.csv")
    )
    if named and row["kind"] != "individual office":
        return False
    if last - first == 1 and len(line.norms[first]) == 3 and line.shouted:
        return False
    status = line.norms[last - 1] == "authority" and before in ("established", "foundation", "a", "an", "full")
    return not status and before not in ("vice", "pro", "lord", "deputy", "shadow", "former")


def _office(line: Line, number: int, first: int, last: int, row: dict[str, str]) -> Office:
    name, slug, speaks_for = row["name"], row["slug"], row["speaks_for"] or None
    if row["slug"] == "secretary-of-state":
        end = _remit(line, last)
        if end > last:
            begin = last + 1 + (line.norms[last + 1] == "the")
            remit = line.quote(begin, end)
            department = _department(key(remit))
            full = f"Secretary of State for {remit}"
            return Office(
                number, first, end, MINISTER, slug="-".join(key(full)), name=full, speaks_for=department or GOVERNMENT
            )
    area: Key = ()
    if row["slug"] == "chancellor-of-the-exchequer" or row["slug"] == "first-minister":
        end = last
    else:
        end, area = _area(line, last)
    if area:
        name = (
            f"{name} of {line.quote(last + 1, end)}" if row["kind"] == "individual office" else line.quote(first, end)
        )
        slug = "-".join(key(name))
    return Office(
        number, first, end, OFFICE, slug=slug, name=name, kind=cast("OrganisationKind", row["kind"]),
        speaks_for=speaks_for, area=area,
    )  # fmt: skip


def _minister(line: Line, number: int, i: int) -> Iterator[Office]:
    """A Minister for something."""
    token = line.tokens[i]
    if token.norm == "minister" and token.capital and i and line.norms[i - 1] not in ("prime", "first", "deputy"):
        end = _remit(line, i + 1)
        if end > i + 1:
            name = f"Minister for {line.quote(i + 2, end)}"
            yield Office(number, i, end, MINISTER, slug="-".join(key(name)), name=name, speaks_for=GOVERNMENT)


def _remit(line: Line, index: int) -> int:
    """Where the remit after "Secretary of State" or "Minister" ends: "for Levelling Up, Housing and Communities".

    It is as long as a department of that name allows, else it ends at the first comma or "and".
    """
    if index >= len(line.tokens) or line.norms[index] != "for" or not line.joined(index):
        return index
    begin = end = index + 1
    if end < len(line.tokens) and line.norms[end] == "the":
        begin = end = end + 1
    plain, best = 0, 0
    while end < len(line.tokens) and (end == begin or line.joined(end, comma=True)):
        comma = end > begin and "," in line.gap(end)
        if line.tokens[end].capital:
            plain = plain or (end if comma else 0)
            if _department(key(line.quote(begin, end + 1))):
                best = end + 1
        elif line.norms[end] in ("and", "of") and end > begin:
            plain = plain or end
        else:
            break
        end += 1
    if end == begin:
        return index
    return best or plain or end


def _area(line: Line, index: int) -> tuple[int, Key]:
    """The area after an office: "of the West Midlands", "for Northshire"."""
    n = len(line.tokens)
    if index >= n or line.norms[index] not in ("of", "for") or not line.joined(index):
        return index, ()
    start = index + 1
    if start < n and line.norms[start] == "the":
        start += 1
    end = start
    while end < n and line.joined(end):
        if (line.tokens[end].capital and not line.tokens[end].possessive) or (
            line.norms[end] in ("and", "of") and end > start and _place_follows(line, end + 1)
        ):
            end += 1
        elif line.tokens[end].capital:
            end += 1
            break
        else:
            break
    if end == start:
        return index, ()
    return end, key(line.quote(start, end))


def _place_follows(line: Line, index: int) -> bool:
    """Whether an area's name goes on: capitalised words that do not lead to a noun for a body."""
    begin = index
    while index < len(line.tokens) and line.tokens[index].capital and line.joined(index):
        if line.norms[index] in column("body_heads.csv", "noun", "kind") or line.norms[index] in _POSTS:
            return False
        index += 1
    return index > begin


@cache
def _department(remit: Key) -> str | None:
    """The department whose name ends with a remit, the one still open first."""
    found = [
        claim.record
        for name, claims in register().names.items()
        if len(name) > len(remit) and name[-len(remit) :] == remit
        for claim in claims
        if claim.rank == NAME and claim.record.kind == "government department"
    ]
    found.sort(key=lambda record: (record.end is not None, record.id))
    return found[0].id if found else None
