"""A country of plans as its page holds it: an index that loads at once, names and ties, and the words of each plan."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from graph.errors import PartnershipGraphError
from queries.as_of import as_of as day_read
from views.explorer.country_pack import KINDS, TYPES, Counts, pack, packed_lines
from views.explorer.country_read import PLANS_CYPHER, Row, Shared, read_plans, read_shared
from views.explorer.dates import said_date
from views.explorer.text import plain, source_link, web_address
from views.explorer.wording import BASES, SPECIFICITIES, VERBS, kind_words

if TYPE_CHECKING:
    from graph.store import Store

DEPARTMENT, AGENCY = "government department", "public body"
"""The kinds of shared body that have a column once something is asked of them; so has government in general."""

IMPLIED = (("Ask", "stands in", "asks for"), ("Role", "stands in", "has the role"), ("Priority", "is set by", "sets"))
"""How a plan and what it says are tied, read from either end."""


@dataclass(frozen=True)
class PlanLine:
    """One plan as the page lists it."""

    id: str
    title: str
    publisher: str
    day: str
    """For sorting: the ISO date it gives, else the one it is not before."""
    when: str
    dated: bool
    """Whether the date is one that was given."""
    edition: str
    link: str
    counts: Counts
    asked: Mapping[int, tuple[int, int]]
    """For each shared body by place: asks that name it, asks inferred to be for it."""


@dataclass(frozen=True)
class BodyLine:
    """One shared body or instrument."""

    id: str
    name: str
    abbreviation: str
    aliases: tuple[str, ...]
    kind: str
    specificity: str
    """Empty for an instrument."""
    plans: int = 0
    """How many plans ask something of it by name."""
    named: int = 0
    inferred: int = 0

    @property
    def short(self) -> str:
        """What a narrow column calls it."""
        return self.abbreviation or self.name


@dataclass
class Country:
    """Everything that goes into the page."""

    plans: list[PlanLine]
    shared: list[BodyLine]
    columns: list[int]
    """Places of the bodies that have a column, most asked first; government in general before them."""
    record: list[list[int]]
    """The public record between shared ones: type, start, finish, basis, one after another."""
    day: str
    note: str
    threads: str = ""
    words: list[str] = field(default_factory=list)

    def index(self) -> dict[str, Any]:
        """What the page's script reads at once."""
        return {
            "plans": [
                [p.id, p.title, p.publisher, p.day, p.when, p.edition, p.link, p.counts.asks, p.counts.roles,
                 p.counts.nobody, *p.counts.agencies, *p.counts.others,
                 [number for place, pair in p.asked.items() for number in (place, *pair)]]
                for p in self.plans
            ],
            "shared": [[b.id, b.name, b.abbreviation, b.kind, b.specificity, *b.aliases] for b in self.shared],
            "columns": self.columns,
            "record": self.record,
            "kinds": KINDS,
            "types": TYPES,
            "verbs": [VERBS[kind] for kind in TYPES],
            "implied": {label: [own, plans] for label, own, plans in IMPLIED},
            "bases": list(BASES.items()),
            "specificities": dict(SPECIFICITIES),
        }  # fmt: skip


def read_country(store: "Store", as_of: str | None) -> Country:
    """Read a store's current plans as they stand on a day.

    Raises:
        PartnershipGraphError: there is no plan, or the day is none.
    """
    ids = [row["id"] for row in store.read(PLANS_CYPHER).rows]
    if not ids:
        raise PartnershipGraphError(
            "There is no plan to explore. Load one first: partners load SOURCE, or partners demo."
        )
    meant = day_read(store, ids, as_of)
    shared = read_shared(store, meant.day)
    places = {row["id"]: place for place, row in enumerate((*shared.bodies, *shared.instruments))}
    specificities = {row["id"]: row["specificity"] for row in shared.bodies}
    agencies = frozenset(row["id"] for row in shared.bodies if row["kind"] == AGENCY)
    departments = frozenset(
        row["id"] for row in shared.bodies if row["kind"] == DEPARTMENT or row["specificity"] == "generic"
    )
    plans, threads, words = [], [], []
    for rows in read_plans(store, shared.plans, meant.day):
        packed = pack(rows, places, specificities, departments, agencies)
        plans.append(_plan(rows.plan, packed.counts, packed.asked))
        threads.append(packed.thread)
        words.append(packed.words)
    lines = _bodies(shared, plans)
    asked = sorted(
        (places[body] for body in departments | agencies if lines[places[body]].named + lines[places[body]].inferred),
        key=lambda place: (
            lines[place].specificity != "generic", lines[place].kind != DEPARTMENT, -lines[place].named,
            -lines[place].inferred, lines[place].name,
        ),
    )  # fmt: skip
    return Country(
        plans=plans,
        shared=lines,
        columns=asked,
        record=_record(shared, places),
        day=said_date(meant.day),
        note=meant.note,
        threads=packed_lines(threads),
        words=words,
    )


def _plan(row: Row, counts: Counts, asked: Mapping[int, tuple[int, int]]) -> PlanLine:
    given, after = row["published_on"], row["not_before"]
    return PlanLine(
        id=row["id"],
        title=plain(row["title"]) or "(a plan without a title)",
        publisher=plain(row["publisher"]),
        day=plain(given or after),
        when=said_date(given) or (f"not before {said_date(after)}" if after else ""),
        dated=bool(given),
        edition=plain(row["edition"]),
        link=source_link(row["url"], "") or web_address(row["source"]) or "",
        counts=counts,
        asked=asked,
    )


def _bodies(shared: Shared, plans: list[PlanLine]) -> list[BodyLine]:
    by, named, inferred = Counter[int](), Counter[int](), Counter[int]()
    for plan in plans:
        for place, (said, concluded) in plan.asked.items():
            by[place] += said > 0
            named[place] += said
            inferred[place] += concluded
    found = []
    for place, row in enumerate((*shared.bodies, *shared.instruments)):
        year = row.get("year")
        name = plain(row["name"])
        found.append(
            BodyLine(
                id=row["id"],
                name=f"{name} {year}" if year and str(year) not in name else name or "(without a name)",
                abbreviation=plain(row.get("abbreviation")),
                aliases=tuple(plain(alias) for alias in row["aliases"]),
                kind=kind_words(row["kind"]),
                specificity=row.get("specificity") or "",
                plans=by[place],
                named=named[place],
                inferred=inferred[place],
            )
        )
    return found


def _record(shared: Shared, places: Mapping[str, int]) -> list[list[int]]:
    bases = list(BASES)
    return [
        [TYPES.index(row["type"]), places[row["start"]], places[row["finish"]], bases.index(row["basis"])]
        for row in shared.record
        if row["start"] in places and row["finish"] in places
    ]
