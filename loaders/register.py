"""The register of UK public bodies: what they are called, what they are part of, and when they existed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from graph.vocabulary import OrganisationKind, Specificity
from loaders.names import Key, is_short, key
from loaders.tables import table

GOVERNMENT = "uk-government"
"""The register's id of UK Government, the one generic body."""

NAME, ABBREVIATION, OTHER, DERIVED = range(4)
"""What a form is to its body, surest first."""

_NO_BODIES = frozenset(("programme",))
_COUNCILS = frozenset(
    (
        "district-council",
        "unitary-authority",
        "metropolitan-borough-council",
        "county-council",
        "london-borough-council",
    )
)
_MAYOR = "Mayor of "
_CHANGED = "2026-07-22"
"""The day of the change of departments for which the register keeps the parent before it."""


@dataclass(frozen=True, slots=True)
class Record:
    """One body of the register."""

    id: str
    name: str
    abbreviation: str | None
    other_names: tuple[str, ...]
    mayor: str | None
    """Title of the mayor who heads it, an office of its own."""
    register_kind: str
    kind: OrganisationKind
    parents: tuple[tuple[str, str | None, str | None], ...]
    """Parent ids, each with since when and until when, where that is known."""
    start: str | None
    end: str | None
    successors: tuple[str, ...]
    govuk: str | None
    gss: str | None
    identifiers: tuple[str, ...]
    sources: tuple[str, ...]

    @property
    def specificity(self) -> Specificity:
        """Named, but for the one generic body, offices held by one person, and bodies that are only planned."""
        if self.id == GOVERNMENT:
            return "generic"
        if self.register_kind == "police-and-crime-commissioner":
            return "office"
        return "proposed" if self.register_kind.endswith("-planned") else "named"

    @property
    def council(self) -> bool:
        """Whether it is a council."""
        return self.register_kind in _COUNCILS

    def on(self, day: str | None) -> bool:
        """Whether it existed on a day (ISO date, or only its year or month); without a day, whether it is not closed.

        A body without dates counts as existing.
        """
        if day is None:
            return self.end is None
        end = self.end.removeprefix("<=") if self.end else None
        return not (_before(day, self.start) or (end is not None and _before(end, day)))


def _before(day: str, other: str | None) -> bool:
    """Whether a day is surely before another, when either may be only a year or a month."""
    if other is None:
        return False
    known = min(len(day), len(other))
    return day[:known] < other[:known]


@dataclass(frozen=True, slots=True)
class Claim:
    """A form that a body goes by."""

    record: Record
    rank: int
    form: str


@dataclass(frozen=True)
class Register:
    """All bodies, by id and by the forms they go by."""

    records: Mapping[str, Record]
    names: Mapping[Key, tuple[Claim, ...]]
    """Full names and other names, as `loaders.names.key` compares them."""
    short: Mapping[str, tuple[Claim, ...]]
    """Abbreviations, exactly as printed and in capitals."""
    ambiguous: frozenset[str]
    """Abbreviations that more than one body uses."""

    def lineage(self, record: Record) -> frozenset[str]:
        """The body and all that came after it."""
        found: set[str] = set()
        open_ids = [record.id]
        while open_ids:
            current = open_ids.pop()
            if current not in found and current in self.records:
                found.add(current)
                open_ids.extend(self.records[current].successors)
        return frozenset(found)

    def choose(self, claims: tuple[Claim, ...], day: str | None) -> tuple[Claim | None, bool]:
        """Which body a form meant on a day, and whether that is certain.

        The exact name of a body of that day goes first, then the exact name of one that had ended, then
        abbreviations, then other names; a body that had not begun is meant only if there is no other. None if
        bodies that are not one another's successors share the form as a short form or at the same rank.
        """
        begun = [c for c in claims if day is None or not _before(day, c.record.start)] or list(claims)
        for rank in sorted({c.rank for c in begun}):
            pool = [c for c in begun if c.rank == rank]
            if rank > NAME and is_short(pool[0].form) and self._latest(begun) is None:
                return None, False
            chosen = [c for c in pool if c.record.on(day)] or pool
            if len({c.record.id for c in chosen}) > 1:
                return self._latest(chosen), False
            return chosen[0], day is not None or len({c.record.id for c in claims}) == 1
        return None, False

    def _latest(self, claims: list[Claim]) -> Claim | None:
        """Of bodies of one line of succession the last one, else none."""
        last = max(claims, key=lambda c: (c.record.start or "", c.record.id))
        one_line = all(last.record.id in self.lineage(c.record) for c in claims)
        return last if one_line else None

    def find(self, name: str, day: str | None = None) -> Record | None:
        """The body that a full or other name, or an abbreviation, meant on a day; none if that is not clear."""
        written = name.strip()
        claims = self.names.get(key(name)) or self.short.get(written) or self.short.get(written.upper()) or ()
        chosen, _ = self.choose(claims, day)
        return chosen.record if chosen else None

    def groups(self, record_id: str) -> tuple["Membership", ...]:
        """What a body is a member of."""
        return _memberships().get(record_id, ())


@dataclass(frozen=True, slots=True)
class Membership:
    """A body's membership of another."""

    member: str
    group: str
    role: str
    since: str | None
    sources: tuple[str, ...]


@cache
def _memberships() -> dict[str, tuple[Membership, ...]]:
    found: dict[str, list[Membership]] = {}
    for row in table("register", "memberships.csv"):
        entry = Membership(row["member"], row["group"], row["role"], row["since"] or None, _listed(row["sources"]))
        found.setdefault(entry.member, []).append(entry)
    return {member: tuple(entries) for member, entries in found.items()}


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split("|")) if text else ()


@cache
def register() -> Register:
    """The register, read once."""
    kinds = {row["register"]: cast("OrganisationKind", row["kind"]) for row in table("register", "kinds.csv")}
    records = {row["id"]: _record(row, kinds) for row in table("register", "organisations.csv")}
    names: dict[Key, list[Claim]] = {}
    short: dict[str, list[Claim]] = {}
    for record in records.values():
        if record.register_kind in _NO_BODIES:
            continue
        for rank, form in _forms(record):
            claim = Claim(record, rank, form)
            if is_short(form):
                for written in {form, form.upper()}:
                    short.setdefault(written, []).append(claim)
            else:
                names.setdefault(key(form), []).append(claim)
    ambiguous = frozenset(row["abbreviation"] for row in table("register", "ambiguous_abbreviations.csv"))
    return Register(
        records, {k: tuple(v) for k, v in names.items()}, {k: tuple(v) for k, v in short.items()}, ambiguous
    )


def _record(row: dict[str, str], kinds: Mapping[str, OrganisationKind]) -> Record:
    return Record(
        id=row["id"],
        name=row["name"],
        abbreviation=row["abbreviation"] or None,
        other_names=tuple(n for n in _listed(row["other_names"]) if not n.startswith(_MAYOR)),
        mayor=next((n for n in _listed(row["other_names"]) if n.startswith(_MAYOR)), None),
        register_kind=row["kind"],
        kind=kinds[row["kind"]],
        parents=tuple(_parents(row)),
        start=row["start"] or None,
        end=row["end"] or None,
        successors=_listed(row["successors"]),
        govuk=row["id"] if row["govuk"] == "=" else row["govuk"] or None,
        gss=row["gss"] or None,
        identifiers=_listed(row["identifiers"]),
        sources=_listed(row["sources"]),
    )


def _parents(row: dict[str, str]) -> Iterator[tuple[str, str | None, str | None]]:
    before = row["parent_before_2026_07_22"]
    if row["parent"]:
        yield row["parent"], _CHANGED if before else None, None
    if before and before != row["parent"]:
        yield before, None, _CHANGED


def spellings(record: Record) -> tuple[str, ...]:
    """Every name a body goes by beside its own and its abbreviation."""
    known = {record.name, record.abbreviation}
    return tuple(dict.fromkeys(form for _, form in _forms(record) if form not in known))


def _forms(record: Record) -> Iterator[tuple[int, str]]:
    """Every form a body goes by, with what the form is to it."""
    plain, bracket, years = record.name.partition(" (") if record.name.endswith(")") else (record.name, "", "")
    yield OTHER if bracket and years[:4].isdigit() else NAME, plain
    if record.abbreviation:
        yield ABBREVIATION, record.abbreviation
    for other in record.other_names:
        yield OTHER, other
    for nation in (" for England and Wales", " for England"):
        if plain.endswith(nation) and record.kind != "government department":
            yield DERIVED, plain.removesuffix(nation)
            break
    if record.register_kind == "university" and ", " in plain:
        yield DERIVED, plain.partition(", ")[0]
    if record.council:
        known = {key(form) for form in (record.name, *record.other_names)}
        for form in _council_forms(record.name):
            if key(form) not in known:
                yield DERIVED, form


_COUNCIL_ENDINGS = (
    " Metropolitan Borough Council", " Metropolitan District Council", " City Council", " Borough Council",
    " District Council", " County Council", " Council",
)  # fmt: skip
_COUNCIL_STARTS = ("Royal Borough of ", "London Borough of ", "City of ", "City and County of ")


@cache
def area(council: str) -> str:
    """The area in a council's name: "Harbour" of "Harbour City Council"."""
    for ending in _COUNCIL_ENDINGS:
        if council.endswith(ending):
            council = council.removesuffix(ending)
            break
    for begin in _COUNCIL_STARTS:
        council = council.removeprefix(begin)
    return council


def _council_forms(name: str) -> Iterator[str]:
    """How councils are written beside their full name: "Harbour Council", "Harbour MBC"."""
    place = area(name)
    yield f"{place} Council"
    if name.startswith("City of ") and "Council" in name:
        yield f"{place} City Council"
    if "Metropolitan" in name:
        yield f"{place} MBC"
        yield f"{place} Borough Council"
    if name.endswith("County Council"):
        yield f"{place} CC"
    if "Borough" in name and "London" not in name:
        yield f"{place} BC"
    if "London Borough" in name or "Royal Borough" in name:
        yield f"London Borough of {place}" if "London" in name else f"Royal Borough of {place}"


def source_named(keys: tuple[str, ...]) -> str:
    """The register, date and licence behind a fact, in words."""
    known = {row["key"]: row for row in table("register", "sources.csv")}
    parts = [f"{known[k]['name']} ({known[k]['date']}, {known[k]['licence']})" for k in keys if k in known]
    return "Register of UK public bodies, 2026-11-22" + (": " + "; ".join(parts) if parts else "")
