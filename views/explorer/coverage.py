"""Coverage: which kinds of partner each section and priority has, who they are, and where there is none."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from graph.ids import digest
from graph.ontology import Organisation, Priority, Role, Section
from graph.vocabulary import weakest
from views.explorer.facts import PlanFacts
from views.explorer.text import clean
from views.explorer.wording import counted, kind_words, listed, name_of

By = Literal["section", "priority"]
_SHADES = 4
_NAMED = 6


@dataclass(frozen=True)
class Part:
    """A role of a partner in a cell."""

    anchor: str
    words: str
    basis: str
    """The weakest of the role, of who plays it, and of its bond to the section or priority."""


@dataclass(frozen=True)
class Player:
    """A partner in a cell, with what it does there."""

    anchor: str
    name: str
    parts: tuple[Part, ...]

    @property
    def sure(self) -> bool:
        """Whether anything that it does there is not only inferred."""
        return any(part.basis != "inferred" for part in self.parts)


@dataclass(frozen=True)
class Count:
    """How many partners and roles there are, and how many of them without what is only inferred."""

    partners: int
    roles: int
    sure_partners: int
    sure_roles: int

    @property
    def inferred(self) -> int:
        """How many of the partners are there by inference alone."""
        return self.partners - self.sure_partners

    @property
    def unsure(self) -> bool:
        """Whether it is less without what is only inferred."""
        return self.inferred > 0 or self.sure_roles < self.roles

    @property
    def words(self) -> str:
        """Partners and roles as a reader hears them: 3 partners, 4 roles."""
        return f"{counted(self.partners, 'partner')}, {counted(self.roles, 'role')}"

    @property
    def sure_words(self) -> str:
        """The same without what is only inferred."""
        return f"{counted(self.sure_partners, 'partner')}, {counted(self.sure_roles, 'role')}"


@dataclass(frozen=True)
class Cell:
    """A line and a kind of partner."""

    anchor: str
    line: str
    kind: str
    players: tuple[Player, ...]
    shade: int
    """How strongly it is coloured, from 1; 0 where it is empty."""
    sure_shade: int
    """The same without what is only inferred."""

    @property
    def empty(self) -> bool:
        """Whether there is no partner of the kind."""
        return not self.players

    @cached_property
    def count(self) -> Count:
        """How many partners and roles stand in it."""
        return _count(self.players)


@dataclass(frozen=True)
class Line:
    """A section or priority, with a cell for every kind of partner."""

    anchor: str
    name: str
    cells: tuple[Cell, ...]
    total: Count


@dataclass(frozen=True)
class Coverage:
    """One matrix: lines by kinds of partner."""

    by: By
    id: str
    """Where the matrix stands on the page."""
    title: str
    caption: str
    kinds: tuple[str, ...]
    lines: tuple[Line, ...]
    totals: tuple[Count, ...]
    """Of each kind: partners, each counted once however many lines it stands in."""
    total: Count
    sentence: str
    remark: str
    """How many roles stand in no line, if any."""
    empty_lines: tuple[str, ...]
    """Lines without any partner."""
    full_kinds: tuple[str, ...]
    """Kinds that every line has."""

    @property
    def cells(self) -> list[Cell]:
        """The cells in which somebody stands, line by line."""
        return [cell for line in self.lines for cell in line.cells if not cell.empty]


def coverage_of(facts: PlanFacts) -> list[Coverage]:
    """The matrix by section and the one by priority.

    Each is left out where the plan has no sections or sets no priorities, and both where it names no partner. Where no
    partner has a part in any of the lines, a matrix has no columns, and its sentence says so.
    """
    sections = {role.id: facts.ties(role, "IN_SECTION", forwards=True) for role in facts.roles}
    held = {tie.relation.finish for ties in sections.values() for tie in ties}
    themes = [s for s in facts.all(Section) if s.kind == "theme" or s.id in held]
    delivered = {role.id: facts.ties(role, "DELIVERS", forwards=True) for role in facts.roles}
    bonds = {
        by: {role: [(t.relation.finish, t.relation.basis) for t in ties] for role, ties in found.items()}
        for by, found in (("section", sections), ("priority", delivered))
    }
    made = [
        _matrix(facts, "section", themes, bonds["section"]),
        _matrix(facts, "priority", facts.priorities, bonds["priority"]),
    ]
    return [matrix for matrix in made if matrix is not None]


Bonds = Mapping[str, Sequence[tuple[str, str]]]
"""What each role is tied to, by the role's id: the id of a section or priority, and how the tie is known."""


def _matrix(facts: PlanFacts, by: By, subjects: Sequence[Section | Priority], bonds: Bonds) -> Coverage | None:
    wanted = {subject.id for subject in subjects}
    found: dict[tuple[str, str], dict[str, list[Part]]] = defaultdict(lambda: defaultdict(list))
    placed: set[str] = set()
    for partner in facts.partners:
        for tie in facts.ties(partner, "PLAYS", forwards=True):
            role = facts.nodes[tie.relation.finish]
            if not isinstance(role, Role):
                continue
            for subject, basis in bonds.get(role.id, ()):
                if subject in wanted:
                    placed.add(role.id)
                    part = Part(
                        facts.anchor(role.id),
                        clean(name_of(role)),
                        weakest([role.basis, basis, tie.relation.basis]),
                    )
                    found[subject, partner.kind][partner.id].append(part)
    if not subjects or not facts.partners:
        return None
    kinds = sorted({kind for _, kind in found})
    players = {place: _players(facts, partners) for place, partners in found.items()}
    most = max(map(len, players.values()), default=0)
    lines = tuple(_line(facts, by, subject, kinds, players, most) for subject in subjects)
    return Coverage(
        by=by,
        id=f"coverage-{by}-{digest(facts.plan.id, by)}",
        title=f"By {by}",
        caption=f"Partners by {by} and kind. A partner in several {_many(by)} is counted once in the totals.",
        kinds=tuple(kind_words(kind) for kind in kinds),
        lines=lines,
        totals=tuple(_count(p for (_, at), some in players.items() if at == kind for p in some) for kind in kinds),
        total=_count(player for some in players.values() for player in some),
        sentence=_sentence(by, lines),
        remark=_remark(by, sum(1 for role in facts.roles if role.id not in placed), len(facts.roles)),
        empty_lines=_empty_lines(lines),
        full_kinds=_full_kinds(lines),
    )


def _line(
    facts: PlanFacts,
    by: By,
    subject: Section | Priority,
    kinds: Sequence[str],
    players: Mapping[tuple[str, str], tuple[Player, ...]],
    most: int,
) -> Line:
    name = clean(name_of(subject))
    cells = []
    for kind in kinds:
        there = players.get((subject.id, kind), ())
        sure = sum(player.sure for player in there)
        anchor = f"cell-{digest(facts.plan.id, by, subject.id, kind)}"
        cells.append(Cell(anchor, name, kind_words(kind), there, _shade(len(there), most), _shade(sure, most)))
    total = _count(player for cell in cells for player in cell.players)
    return Line(facts.anchor(subject.id), name, tuple(cells), total)


def _players(facts: PlanFacts, partners: Mapping[str, Sequence[Part]]) -> tuple[Player, ...]:
    bodies = [body for body in (facts.nodes[id_] for id_ in partners) if isinstance(body, Organisation)]
    bodies.sort(key=lambda body: (body.name.casefold(), body.id))
    return tuple(Player(facts.anchor(b.id), clean(name_of(b)), tuple(partners[b.id])) for b in bodies)


def _count(players: Iterable[Player]) -> Count:
    """Each partner and each role once, however often they are given."""
    parts: dict[str, dict[str, bool]] = defaultdict(dict)
    for player in players:
        for part in player.parts:
            held = parts[player.anchor]
            held[part.anchor] = held.get(part.anchor, False) or part.basis != "inferred"
    return Count(
        partners=len(parts),
        roles=len({role for roles in parts.values() for role in roles}),
        sure_partners=sum(any(roles.values()) for roles in parts.values()),
        sure_roles=len({role for roles in parts.values() for role, sure in roles.items() if sure}),
    )


def _shade(number: int, most: int) -> int:
    """From 1 to the strongest, in even steps up to the largest number; 0 for none."""
    return -(-number * _SHADES // most) if number else 0


def _many(by: By) -> str:
    return {"section": "sections", "priority": "priorities"}[by]


def _empty_lines(lines: Sequence[Line]) -> tuple[str, ...]:
    return tuple(line.name for line in lines if all(cell.empty for cell in line.cells))


def _full_kinds(lines: Sequence[Line]) -> tuple[str, ...]:
    columns = zip(*(line.cells for line in lines), strict=True)
    return tuple(column[0].kind for column in columns if not any(cell.empty for cell in column))


def _sentence(by: By, lines: Sequence[Line]) -> str:
    """How much is empty, what every line has, and which have nobody."""
    cells = [cell for line in lines for cell in line.cells]
    if not cells:
        return f"No partner’s role is tied to any {by}: {_some([line.name for line in lines])}."
    empty = sum(cell.empty for cell in cells)
    unsure = sum(not cell.empty and not cell.count.sure_partners for cell in cells)
    are = "is" if empty == 1 else "are"
    of = f"{len(cells)} combination{'' if len(cells) == 1 else 's'} of {by} and kind"
    said = [f"{empty} of {of} {are} empty."]
    if unsure:
        said.append(f"{unsure} more {'rests' if unsure == 1 else 'rest'} on inferred facts alone.")
    full, nowhere = _full_kinds(lines), _empty_lines(lines)
    if full and len(lines) > 1:
        said.append(f"In every {by} there is: {listed(list(full))}.")
    if nowhere:
        said.append(f"No partner at all: {_some(nowhere)}.")
    return " ".join(said)


def _some(names: Sequence[str]) -> str:
    more = len(names) - _NAMED
    return listed(list(names)) if more <= 0 else f"{', '.join(names[:_NAMED])} and {more} more"


def _remark(by: By, left: int, roles: int) -> str:
    if not left:
        return ""
    if by == "section":
        return f"{left} of {counted(roles, 'role')} {'stands' if left == 1 else 'stand'} under none of these sections."
    return (
        f"{left} of {counted(roles, 'role')} {'is' if left == 1 else 'are'} tied to no priority, and not counted here."
    )
