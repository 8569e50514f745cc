"""The tables: everything the pictures show, as rows of plain cells that the template writes out."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeVar

from graph.ontology import (
    Ask,
    Correction,
    Instrument,
    Measure,
    Mentions,
    Organisation,
    Plan,
    Priority,
    Role,
    Section,
    Update,
    Waiver,
)
from graph.records import Found, Node, ReferenceRelation, Relation
from views.explorer.facts import PlanFacts, Tie, Words
from views.explorer.text import clean
from views.explorer.wording import LABELS, SPECIFICITIES, VERBS, counted, dates_of, kind_words, name_of, remark_of

N = TypeVar("N", bound=Node)


@dataclass(frozen=True)
class Mark:
    """How a fact is known, as the page marks it: the basis, and the confidence where it is not high."""

    basis: str
    confidence: str
    remark: str = ""
    verb: str = ""
    """What stands before the thing it is tied to, where the column does not say it."""

    @property
    def words(self) -> str:
        """The mark in words."""
        parts = [self.basis] if self.confidence == "high" else [self.basis, f"{self.confidence} confidence"]
        return ", ".join(part for part in (*parts, self.remark) if part)


@dataclass(frozen=True)
class Cell:
    """One cell of a table; its kind says what it holds and how the template writes it."""

    kind: Literal["name", "text", "ties", "words", "mark"]
    text: str = ""
    note: str = ""
    ties: tuple[tuple[str, str, Mark], ...] = ()
    """Anchor, name and mark of each thing it is tied to."""
    words: tuple[Words, ...] = ()
    mark: Mark | None = None


@dataclass(frozen=True)
class Row:
    """One row; its anchor is where links to the thing lead."""

    anchor: str | None
    cells: tuple[Cell, ...]
    basis: str = ""
    """How the fact that the row is about is known, where it is one fact."""


@dataclass(frozen=True)
class Table:
    """One table with its heading, a caption that says what a row is, and its columns."""

    id: str
    title: str
    caption: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    folded: bool = False


def tables_of(facts: PlanFacts) -> list[Table]:
    """The tables of one plan; those that would have no rows are left out, save for asks and partners."""
    found = [
        _asks(facts),
        _roles(facts),
        _organisations(facts),
        _priorities(facts),
        _instruments(facts),
        _sections(facts),
        _others(facts),
        _connections(facts),
    ]
    return [table for table in found if table.rows or table.id in ("asks", "partners")]


def _asks(facts: PlanFacts) -> Table:
    def row(ask: Ask) -> Sequence[Cell]:
        money = [clean(ask.amount_text), _money(ask)] if ask.amount_text or ask.amount else []
        return (
            _name(ask, ", ".join(ask.kinds)),
            _section(facts, ask),
            _ties(facts.ties(ask, "ADDRESSED_TO", forwards=True), empty="nobody named"),
            Cell("text", money[0] or f"£{ask.amount:,}", money[1]) if money else Cell("text", "", clean(ask.timescale)),
            _ties(facts.ties(ask, "SUPPORTS", "USES", forwards=True)),
            _words(facts, ask),
        )

    columns = ("Ask", "Section", "Asked of", "Amount", "Supports or uses", "In the plan’s words")
    rows = _rows(facts, facts.asks, row)
    return Table("asks", "Asks", "Each row is one thing the plan asks for.", columns, rows)


def _money(ask: Ask) -> str:
    period = {"year": "a year", "total": "in total"}.get(ask.amount_period or "", "")
    years = f"over {counted(ask.amount_years, 'year')}" if ask.amount_years else ""
    return ", ".join(part for part in (ask.amount_role or "", period, years, clean(ask.timescale)) if part)


def _roles(facts: PlanFacts) -> Table:
    rows = []
    for partner in facts.partners:
        for tie in facts.ties(partner, "PLAYS", forwards=True):
            role = facts.nodes[tie.relation.finish]
            if not isinstance(role, Role):
                continue
            shared = sum(t.relation.finish == role.id for p in facts.partners for t in facts.ties(p, "PLAYS"))
            first = partner.id == min(t.relation.start for t in facts.ties(role, "PLAYS")) or shared == 1
            note = ", ".join(part for part in (role.verb_class or "", "leads" if role.lead else "") if part)
            cells = (
                _link(facts, partner),
                Cell("text", kind_words(partner.kind), SPECIFICITIES[partner.specificity]),
                Cell("text", clean(name_of(role)), note, mark=_mark(tie)),
                _section(facts, role),
                _ties(facts.ties(role, "DELIVERS", forwards=True)),
                _words(facts, role),
            )
            rows.append(Row(facts.anchor(role.id) if first else None, cells, tie.relation.basis))
    orphans = [role for role in facts.roles if not facts.ties(role, "PLAYS")]
    for role in orphans:
        told = (Cell("text", "nobody named"), Cell("text"), Cell("text", clean(name_of(role))))
        more = (_section(facts, role), _ties(facts.ties(role, "DELIVERS")), _words(facts, role))
        rows.append(Row(facts.anchor(role.id), (*told, *more)))
    return Table(
        "partners",
        "Partners and their roles",
        "Each row is one thing that one partner does, sorted by partner.",
        ("Partner", "Kind", "What they do", "Section", "Delivers", "In the plan’s words"),
        tuple(rows),
    )


def _organisations(facts: PlanFacts) -> Table:
    def row(body: Organisation) -> Sequence[Cell]:
        other = [clean(name) for name in (body.abbreviation, *body.aliases) if name]
        asked, played = facts.ties(body, "ADDRESSED_TO"), facts.ties(body, "PLAYS")
        counts = ((len(asked), "ask made of it", "asks made of it"), (len(played), "role", "roles"))
        part = ", ".join(counted(number, one, many) for number, one, many in counts if number)
        spelled = sorted(
            {
                clean(s)
                for t in facts.ties(body, "MENTIONS")
                if isinstance(t.relation, Mentions)
                for s in t.relation.spellings
            }
            - {clean(body.name)}
        )
        return (
            _name(body, ", ".join(other)),
            Cell("text", kind_words(body.kind), SPECIFICITIES[body.specificity]),
            Cell("text", part, f"written {', '.join(spelled)}" if spelled else ""),
            _verbs(facts.ties(body, "MEMBER_OF", "PART_OF", "SUCCEEDS", "CONTROLS", "PUBLISHES")),
            _how(body),
            _words(facts, body),
        )

    bodies = facts.all(Organisation)
    columns = (
        "Organisation",
        "Kind",
        "Part in the plan",
        "Public record and publisher",
        "Known",
        "In the plan’s words",
    )
    caption = "Each row is one organisation, office or group that the plan names or that public record adds."
    return Table("organisations", "Organisations", caption, columns, _rows(facts, bodies, row))


def _priorities(facts: PlanFacts) -> Table:
    def row(priority: Priority) -> Sequence[Cell]:
        return (
            _name(priority),
            Cell("text", "agreed with government" if priority.shared else "the plan’s own"),
            _ties(facts.ties(priority, "COVERS")),
            _ties(facts.ties(priority, "SUPPORTS")),
            _ties(facts.ties(priority, "DELIVERS")),
            _words(facts, priority),
        )

    ties = ("Sections that cover it", "Asks that support it", "Roles that deliver it")
    columns = ("Priority", "Whose", *ties, "In the plan’s words")
    caption = "Each row is one thing the plan sets out to achieve."
    return Table("priorities", "Priorities", caption, columns, _rows(facts, facts.priorities, row))


def _instruments(facts: PlanFacts) -> Table:
    def row(instrument: Instrument) -> Sequence[Cell]:
        return (
            _name(instrument, ", ".join(clean(alias) for alias in instrument.aliases)),
            Cell("text", instrument.kind),
            _ties(facts.ties(instrument, "USES")),
            _ties(facts.ties(instrument, "CONTROLS", "MENTIONS")),
            _words(facts, instrument),
        )

    columns = ("Instrument", "Kind", "Asks that use it", "Controlled by or mentioned in", "In the plan’s words")
    caption = "Each row is one deal, fund, act, programme or strategy."
    return Table("instruments", "Instruments", caption, columns, _rows(facts, facts.all(Instrument), row))


def _sections(facts: PlanFacts) -> Table:
    def row(section: Section) -> Sequence[Cell]:
        return (
            _name(section),
            Cell("text", section.kind),
            _ties(facts.ties(section, "PART_OF", forwards=True)),
            _ties(facts.ties(section, "COVERS")),
            _ties(facts.ties(section, "MENTIONS")),
        )

    columns = ("Section", "Kind", "Part of", "Priorities it covers", "Mentions")
    caption = "Each row is one heading of the plan, in its order."
    return Table("sections", "Sections", caption, columns, _rows(facts, facts.all(Section), row), folded=True)


def _others(facts: PlanFacts) -> Table:
    def row(node: Node) -> Sequence[Cell]:
        said = [getattr(node, part, None) for part in ("check", "date", "said", "evidenced", "note", "until")]
        return (
            Cell("text", LABELS[node.label]),
            _name(node, ", ".join(clean(part) for part in said if part)),
            _verbs([tie for tie in facts.ties(node) if tie.forwards or not isinstance(node, Plan)]),
            _how(node) if isinstance(node, Found) else Cell("text"),
            _words(facts, node),
        )

    nodes: list[Node] = [n for kind in (Measure, Correction, Waiver, Update) for n in facts.all(kind)]
    nodes += [plan for plan in facts.all(Plan) if plan.id != facts.plan.id]
    columns = ("Kind", "What", "Tied to", "Known", "In the plan’s words")
    caption = "Each row is a measure of success, something people decided or saw happen, or another edition."
    return Table("others", "Measures, decisions and progress", caption, columns, _rows(facts, nodes, row))


def _connections(facts: PlanFacts) -> Table:
    rows = []
    for relation in facts.relations:
        if relation.type not in VERBS:
            continue
        one, other = facts.nodes[relation.start], facts.nodes[relation.finish]
        mark = Mark(relation.basis, relation.confidence, clean(_remark(relation)))
        role = clean(getattr(relation, "role", None))
        verb = f"{VERBS[relation.type][0]} ({role})" if role else VERBS[relation.type][0]
        key = (relation.type, name_of(one).casefold(), name_of(other).casefold(), relation.key)
        cells = (_link(facts, one), Cell("text", verb), _link(facts, other), Cell("mark", mark=mark))
        rows.append((key, Row(None, (*cells, Cell("text", clean(relation.rule))), relation.basis)))
    rows.sort(key=lambda item: item[0])
    return Table(
        "connections",
        "Every connection",
        "Each row is one connection, read as a sentence, with how it is known and the rule that found it.",
        ("This", "does what", "to this", "Known", "Rule"),
        tuple(row for _, row in rows),
        folded=True,
    )


def _remark(relation: Relation) -> str:
    if isinstance(relation, ReferenceRelation):
        # what only some of a body's work went over for, and the dates with it
        said = remark_of(relation) or dates_of(relation)
        return ", ".join(filter(None, (relation.source_of_record, said)))
    return remark_of(relation)


def _rows(facts: PlanFacts, nodes: Iterable[N], row: Callable[[N], Sequence[Cell]]) -> tuple[Row, ...]:
    return tuple(Row(facts.anchor(node.id), tuple(row(node))) for node in nodes)


def _name(node: Node, note: str = "") -> Cell:
    return Cell("name", clean(name_of(node)), clean(note))


def _link(facts: PlanFacts, node: Node) -> Cell:
    return Cell("ties", ties=((facts.anchor(node.id), clean(name_of(node)), Mark("stated", "high")),), note="plain")


def _section(facts: PlanFacts, node: Ask | Role) -> Cell:
    theme = facts.theme(node)
    return _link(facts, theme) if theme else Cell("text")


def _mark(tie: Tie) -> Mark:
    return Mark(tie.relation.basis, tie.relation.confidence, tie.remark)


def _ties(ties: Iterable[Tie], empty: str = "") -> Cell:
    found = tuple((tie.other, tie.name, _mark(tie)) for tie in ties)
    return Cell("ties", empty, ties=found)


def _verbs(ties: Iterable[Tie]) -> Cell:
    found = tuple((t.other, t.name, Mark(t.relation.basis, t.relation.confidence, t.remark, t.verb)) for t in ties)
    return Cell("ties", ties=found)


def _how(node: Found) -> Cell:
    return Cell("mark", mark=Mark(node.basis, node.confidence), note=clean(node.by))


def _words(facts: PlanFacts, node: Node) -> Cell:
    return Cell("words", words=tuple(facts.words(node)))
