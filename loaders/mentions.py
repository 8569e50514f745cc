"""Bodies of a plan and the places where it names them."""

from dataclasses import dataclass, field

from graph.ids import slug
from graph.vocabulary import Confidence, OrganisationKind, Specificity
from loaders.names import key
from loaders.register import Record
from loaders.register import area as area_of

_OWN = "own:"


@dataclass(frozen=True)
class Body:
    """Someone a plan names: a body of the register, or one of the plan's own."""

    key: str
    """The register's id, or "own:" and a slug for the plan's own."""
    name: str
    abbreviation: str | None
    aliases: tuple[str, ...]
    kind: OrganisationKind
    specificity: Specificity
    registered: bool
    speaks_for: str | None = None
    """The register's id of the department, government or council in whose name an office speaks."""


@dataclass(frozen=True)
class Mention:
    """A place where a body is named, without article, possessive or quantifier."""

    start: int
    end: int
    body: Body
    rule: str
    confidence: Confidence


@dataclass(frozen=True)
class Unresolved:
    """A name that could not be placed, with why and what it might be."""

    start: int
    end: int
    text: str
    reason: str
    candidates: tuple[str, ...] = ()


@dataclass
class _Entry:
    name: str
    first: int
    kind: OrganisationKind
    specificity: Specificity
    abbreviation: str | None = None
    record: Record | None = None
    speaks_for: str | None = None
    spellings: dict[str, None] = field(default_factory=dict)


@dataclass
class Cast:
    """The bodies of one plan, gathered while it is read."""

    entries: dict[str, _Entry] = field(default_factory=dict)

    def registered(self, record: Record, spelling: str, place: int) -> str:
        """Enter a body of the register under a spelling of the plan and give back its key."""
        entry = self.entries.setdefault(
            record.id,
            _Entry(record.name, place, record.kind, record.specificity, record.abbreviation, record),
        )
        entry.spellings.setdefault(spelling)
        return record.id

    def own(
        self,
        name: str,
        place: int,
        kind: OrganisationKind,
        specificity: Specificity,
        *,
        slugged: str | None = None,
        speaks_for: str | None = None,
    ) -> str:
        """Enter a body of the plan's own and give back its key; it is called what it was called first."""
        own_key = _OWN + (slugged or slug(" ".join(key(name)), 80) or "unnamed")
        entry = self.entries.setdefault(own_key, _Entry(name, place, kind, specificity, speaks_for=speaks_for))
        if place < entry.first:
            entry.spellings.setdefault(entry.name)
            entry.name, entry.first = name, place
        entry.spellings.setdefault(name)
        return own_key

    def council_of(self, area: str) -> str | None:
        """The one council the plan names whose area this is: "South Oxfordshire", and no town of one word."""
        fits = [
            k
            for k, e in self.entries.items()
            if e.record is not None and e.record.council and area_of(e.record.name) == area
        ]
        return fits[0] if len(fits) == 1 and " " in area else None

    def spell(self, body_key: str, spelling: str) -> None:
        """Add a spelling to a body."""
        self.entries[body_key].spellings.setdefault(spelling)

    def body(self, body_key: str) -> Body:
        """The body as known so far."""
        entry = self.entries[body_key]
        known = {entry.name, entry.abbreviation}
        others = [s for s in sorted(entry.spellings) if s not in known]
        return Body(
            key=body_key,
            name=entry.name,
            abbreviation=entry.abbreviation,
            aliases=tuple(others),
            kind=entry.kind,
            specificity=entry.specificity,
            registered=entry.record is not None,
            speaks_for=entry.speaks_for,
        )
