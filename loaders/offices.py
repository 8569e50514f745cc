"""Generic names and offices: the government, ministers, Mayor, Police and Crime Commissioner, Secretary of State."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import cast

from graph.vocabulary import OrganisationKind
from loaders.body_words import places
from loaders.lines import Line
from loaders.names import SMALL, Key, key
from loaders.register import GOVERNMENT, NAME, Record, register
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


_OTHER_SECRETARIES = frozenset(
    ("permanent", "private", "general", "chief", "cabinet", "shadow", "assistant", "company", "honorary", "press", "of",
     "state", "under", "parliamentary", "principal", "office", "national", "regional", "government", "department")
)  # fmt: skip
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
    remit: Key = ()
    """The words that say what a minister is for, where they are there."""


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
        if token.norm in ("central", "national") and line.norms[i + 1 : i + 4] == ["and", "local", "government"]:
            yield Office(number, i, i + 1, GENERIC, register_id=GOVERNMENT)
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
            full = f"Secretary of State for {line.quote(begin, end)}"
            return Office(
                number, first, end, MINISTER, slug="-".join(key(full)), name=full, speaks_for=GOVERNMENT,
                remit=key(line.quote(begin, end)),
            )  # fmt: skip
    area: Key = ()
    if row["slug"] == "chancellor-of-the-exchequer" or row["slug"] == "first-minister":
        end = last
    else:
        end, area = _area(line, last)
    if area:
        own = f"{name} of {line.quote(last + 1, end)}"
        name = own if row["kind"] == "individual office" else line.quote(first, end)
        slug = slugged(name)
    elif row["slug"] == "mayor":
        begin = _area_before(line, first)
        if begin < first:
            name = f"Mayor of {line.quote(begin, first)}"
            first, area, slug = begin, key(line.quote(begin, first)), slugged(name)
    return Office(
        number, first, end, OFFICE, slug=slug, name=name, kind=cast("OrganisationKind", row["kind"]),
        speaks_for=speaks_for, area=area,
    )  # fmt: skip


def slugged(name: str) -> str:
    """An office's name as part of a key, without articles."""
    return "-".join(word for word in key(name) if word != "the")


def _area_before(line: Line, index: int) -> int:
    """Where a known place that ends before a word begins ("West Yorkshire Mayor"); the word itself if none does."""
    for length in (4, 3, 2, 1):
        begin = index - length
        known = begin >= 0 and tuple(line.norms[begin:index]) in places()
        if known and line.tokens[begin].capital and all(line.joined(i) for i in range(begin + 1, index + 1)):
            return begin
    return index


def _minister(line: Line, number: int, i: int) -> Iterator[Office]:
    """A Minister for something, or a Secretary who heads a department ("Business Secretary")."""
    token = line.tokens[i]
    if not token.capital or not i:
        return
    cabinet = token.norm == "secretary" and line.norms[i - 1] == "cabinet"
    if cabinet or (token.norm == "minister" and line.norms[i - 1] not in ("prime", "first", "deputy")):
        end = _listed_remit(line, _remit(line, i + 1)) if cabinet else _remit(line, i + 1)
        if end > i + 1:
            title, first = ("Cabinet Secretary", i - 1) if cabinet else ("Minister", i)
            name = f"{title} for {line.quote(i + 2, end)}"
            yield Office(number, first, end, MINISTER, slug="-".join(key(name)), name=name, speaks_for=GOVERNMENT)
    elif token.norm == "secretary" and not line.titled:
        first = i
        while first and first > i - 4 and line.tokens[first - 1].capital and line.joined(first):
            first -= 1
        while first < i and (line.norms[first] in words("name_stops.csv") or line.norms[first] in SMALL):
            first += 1
        remit = key(line.quote(first, i)) if first < i else ()
        if remit and not set(remit) & _OTHER_SECRETARIES and department(remit, None) is not None:
            name = line.quote(first, i + 1)
            yield Office(
                number, first, i + 1, MINISTER, slug="-".join(key(name)), name=name, speaks_for=GOVERNMENT, remit=remit
            )


def _listed_remit(line: Line, end: int) -> int:
    """Where a remit ends that goes on as a list of subjects: "Economy, Energy and Planning"."""
    at = end
    while at + 1 < len(line.tokens) and line.joined(at, comma=True):
        step = at + 1 if line.norms[at] == "and" else at
        if step >= len(line.tokens) or not line.tokens[step].capital or (step == at and "," not in line.gap(at)):
            break
        last, at = step == at + 1, step + 1
        if last:
            return at
    return end


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
            if _is_department(key(line.quote(begin, end + 1))):
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


def _is_department(remit: Key) -> bool:
    """Whether a department's name ends with a remit."""
    return any(key(record.name)[-len(remit) :] == remit for record in _departments(remit))


def _place_follows(line: Line, index: int) -> bool:
    """Whether an area's name goes on: capitalised words that do not lead to a noun for a body."""
    begin = index
    while index < len(line.tokens) and line.tokens[index].capital and line.joined(index):
        if line.norms[index] in column("body_heads.csv", "noun", "kind") or line.norms[index] in _POSTS:
            return False
        index += 1
    return index > begin


def department(remit: Key, day: str | None) -> str | None:
    """The department whose name has a remit in it: one of that day, else the one that ended last."""
    found = _departments(remit)
    live = [record for record in found if record.on(day)]
    chosen = live or sorted(found, key=lambda record: record.end or "", reverse=True)
    return chosen[0].id if chosen else None


@cache
def _departments(remit: Key) -> tuple[Record, ...]:
    """The departments whose name has a remit in it, those whose name ends with it first."""
    found: dict[str, tuple[int, Record]] = {}
    for name, claims in register().names.items():
        at = [i for i in range(1, len(name)) if name[i : i + len(remit)] == remit]
        for claim in claims if at else ():
            if claim.rank == NAME and claim.record.kind == "government department":
                found[claim.record.id] = (len(name) - at[-1] - len(remit), claim.record)
    return tuple(record for _, record in sorted(found.values(), key=lambda f: (f[0], f[1].id)))
