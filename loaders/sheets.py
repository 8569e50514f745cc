"""Spreadsheets of organisations, asks and roles: every row a record, and every cell the words of a fact.

What a column is for is told by its name, so that nothing is guessed from grammar: the cell under "of whom" is who is
asked. A row that lacks what it needs, and a value that is not valid, are issues with the number of the row.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import cast, get_args

from graph.ids import normalise, plan_id
from graph.ontology import Plan
from graph.vocabulary import AskKind, OrganisationKind
from loaders.bodies import Body, Mention
from loaders.coverage import name_issues
from loaders.departments import address_departments
from loaders.document import Document
from loaders.found import FoundAsk, FoundRole
from loaders.identity import RULE_PUBLISHER, find_publisher
from loaders.instrument_links import link_instruments
from loaders.instruments import find_instruments
from loaders.issues import Issue
from loaders.priorities import FoundPriority
from loaders.reading import Reading
from loaders.sentences import Span, one_line
from loaders.sheet_build import RULE, SheetBuilder
from loaders.sheet_names import names_of, pieces
from loaders.sheet_outline import SheetOutline
from loaders.sheet_records import Record, records, unread_columns
from loaders.sheet_rows import SHEET_LEFT
from loaders.sheet_values import amount_of, nearest, one_of, yes_or_no
from loaders.table_rows import read_tables
from loaders.themes import link_priorities

_PROSE = ("ask", "role", "commitment", "quote")
_NAMES = ("of whom", "asked by", "partner", "owner", "name", "part of")
_NEEDED = {"asks": ("ask",), "roles": ("partner", "role"), "commitments": ("commitment",), "organisations": ("name",)}


@dataclass
class Sheets:
    """A spreadsheet understood: its graph, and what of it was not."""

    builder: SheetBuilder
    issues: list[Issue] = field(default_factory=list)
    understood: int = 0


def understand(document: Document, plan: Plan, publisher: str | None, government: Callable[[Reading], Body]) -> Sheets:
    """Understand a spreadsheet, as the plan that it is of."""
    return _Reader(document, plan, publisher, government).read()


def title_of(document: Document) -> str:
    """The title of a spreadsheet: the line above its first table, else the workbook's, else the file's name."""
    if document.title:
        return one_line(document.title)
    last = document.source.rstrip("/").replace("\\", "/").rpartition("/")[2]
    return last.rpartition(".")[0] or last


class _Reader:
    """One spreadsheet while it is understood."""

    def __init__(
        self, document: Document, plan: Plan, publisher: str | None, government: Callable[[Reading], Body]
    ) -> None:
        self.document = document
        self.issues: list[Issue] = []
        self.troubled: set[int] = set()
        """Rows that could not be read at all."""
        self.records = [record for record in records(document) if self._whole(record)]
        self.prose = [r.cells[c] for r in self.records for c in _PROSE if c in r.cells]
        cells = [r.cells[c] for r in self.records for c in (*_PROSE, *_NAMES) if c in r.cells]
        self.names = names_of(document, sorted(cells), plan.published_on, RULE)
        self._listed()
        self.people = {
            (record.block, column): self.names.named(record.cells[column])
            for record in self.records
            for column in _NAMES[:-2]
            if column in record.cells
        }
        self.parents = {
            record.block: self.names.named(record.cells["part of"])[:1]
            for record in self.records
            if "part of" in record.cells
        }
        bodies = self.names.all(self.prose)
        body, name, stated = find_publisher(document, bodies, publisher) if publisher else (None, None, False)
        self.publisher = (body, name, stated)
        self.reading = Reading(document, SheetOutline(document), bodies, body)
        self.builder = SheetBuilder(self.reading, plan)
        self.government = government(self.reading)

    def _whole(self, record: Record) -> bool:
        """Whether a row has what it needs; one that has not is an issue."""
        lacking = [column for column in _NEEDED[record.kind] if column not in record.cells]
        if lacking:
            self.troubled.add(record.block)
            self._note(record, "row-incomplete", f"a row of {record.kind} without {' and '.join(lacking)} was left out",
                       f"Fill in the column {lacking[0]}.")  # fmt: skip
        return not lacking

    def _note(self, record: Record, code: str, message: str, hint: str = "", severity: str = "warning") -> None:
        place = f"sheet “{record.sheet}”: " if record.sheet else ""
        self.issues.append(Issue(record.line, code, place + message, hint, "note" if severity == "note" else "warning"))

    def _listed(self) -> None:
        """Enter the organisations that the spreadsheet lists, before any cell names them."""
        for record in self.records:
            if record.kind != "organisations":
                continue
            found = self._valid(record, "kind", get_args(OrganisationKind), "kind of organisation")
            kind = cast("OrganisationKind | None", found)
            aliases = [
                one_line(record.text[span.start : span.end])
                for span in (pieces(record.text, record.cells["aliases"]) if "aliases" in record.cells else ())
            ]
            body, known = self.names.enter(
                record.cells["name"],
                kind,
                record.said("abbreviation") or None,
                aliases,
            )
            if known is not None and kind and kind != known.kind:
                self._note(
                    record, "kind-of-register",
                    f"“{body.name}” is a {known.kind} in the register, which stands before the {kind} of this row",
                    severity="note",
                )  # fmt: skip

    def _valid(self, record: Record, column: str, valid: tuple[str, ...], what: str) -> str | None:
        said = record.said(column)
        found = one_of(said, valid)
        if said and found is None:
            self._note(record, "value-not-valid", f"“{said}” is no {what}, and was left out.", nearest(said, valid))
        return found

    def read(self) -> Sheets:
        """Everything the rows say, as a graph."""
        builder = self.builder
        builder.document()
        builder.mentions(self.reading.bodies.mentions)
        body, name, stated = self.publisher
        asker = builder.publisher(body, name, stated=stated, rule=RULE_PUBLISHER)
        asks = self._asks(asker)
        for record in self.records:
            if record.kind == "roles":
                self._role(record)
            elif record.kind == "organisations" and self.parents.get(record.block):
                builder.part_of(record.cells["name"], self.parents[record.block][0], record.block)
        address_departments(builder, asks, builder.plan.published_on)
        link_instruments(builder, find_instruments(self.document, self.reading.bodies), asks)
        link_priorities(builder, self._priorities())
        self._link_priorities()
        self._leftovers()
        return Sheets(builder, sorted(self.issues), len(self.document.blocks) - len(self.troubled))

    def _asks(self, asker: str | None) -> list[FoundAsk]:
        """Asks of rows of asks, and asks and roles of rows of commitments, which are told apart row by row."""
        builder = self.builder
        mixed = {record.block for record in self.records if record.kind == "commitments"}
        table_asks, table_roles = read_tables(self.reading) if mixed else ([], [])
        asks = [ask for ask in table_asks if ask.block in mixed]
        rows = {record.block: record for record in self.records if record.kind == "asks"}
        asks += [
            FoundAsk(
                record.cells["ask"], block, RULE, who=self._people(record, "of whom"),
                asker=self._people(record, "asked by"), amount=record.cells.get("amount"),
            )
            for block, record in rows.items()
        ]  # fmt: skip
        asks.sort(key=lambda ask: (ask.block, ask.span))
        builder.asked_of(asks, self.government, asker)
        for ask in asks:
            if ask.block in rows:
                self._detail(rows[ask.block], builder.asks[ask.span])
        for role in table_roles:
            if role.block in mixed:
                builder.role(role)
        done = {ask.block for ask in asks} | {role.block for role in table_roles}
        for record in self.records:
            if record.block in mixed - done:
                self.troubled.add(record.block)
                self._note(record, "row-not-read", "a commitment of nobody was left out", "Fill in the column owner.")
        return asks

    def _people(self, record: Record, column: str) -> tuple[Mention, ...]:
        return self.people.get((record.block, column), ())

    def _detail(self, record: Record, node: str) -> None:
        """What the other cells of a row say of its ask."""
        kinds = []
        for span in pieces(record.text, record.cells["kind"]) if "kind" in record.cells else ():
            said = one_line(record.text[span.start : span.end])
            found = one_of(said, get_args(AskKind))
            if found is None:
                self._note(record, "value-not-valid", f"“{said}” is no kind of ask, and was left out.",
                           nearest(said, get_args(AskKind)))  # fmt: skip
            else:
                kinds.append(found)
        said = record.said("amount")
        amount = amount_of(said) if said else None
        if said and amount is None:
            self._note(record, "value-not-valid", f"“{said}” is no sum of money, and was left out.",
                       "Write whole pounds (40000000) or as plans print it (£40m).")  # fmt: skip
        self.builder.detail(
            node, kinds=tuple(kinds), amount=amount, amount_text=record.said("amount text") or said or None,
            timescale=record.said("by when") or None,
        )  # fmt: skip
        self.builder.quoted(node, record.cells.get("quote"), record.block)
        for measure in pieces(record.text, record.cells["measure"]) if "measure" in record.cells else ():
            self.builder.measured(node, measure, record.block)

    def _role(self, record: Record) -> None:
        partners = self._people(record, "partner")
        found = FoundRole(record.cells["role"], record.block, RULE, partners)
        said = record.said("lead")
        lead = yes_or_no(said) if said else None
        if said and lead is None:
            self._note(record, "value-not-valid", f"“{said}” says neither yes nor no under lead, and was left out.",
                       "Write yes or no.")  # fmt: skip
        for node in self.builder.role(found):
            self.builder.led(node, lead)
            self.builder.quoted(node, record.cells.get("quote"), record.block)

    def _priorities(self) -> list[FoundPriority]:
        """The priorities that rows name, each with the cells that name it."""
        named: dict[str, list[Span]] = {}
        for record in self.records:
            for span in self._aims(record):
                named.setdefault(normalise(record.text[span.start : span.end]), []).append(span)
        return [
            FoundPriority(one_line(self.document.text[spans[0].start : spans[0].end]), tuple(spans), False, RULE)
            for name, spans in named.items()
            if name
        ]

    @staticmethod
    def _aims(record: Record) -> Iterator[Span]:
        if "priority" in record.cells:
            yield from pieces(record.text, record.cells["priority"])

    def _link_priorities(self) -> None:
        for record in self.records:
            for span in self._aims(record):
                self.builder.aimed(record.cells.get("ask") or record.cells.get("role"), span, record.block)

    def _leftovers(self) -> None:
        for line, kind, columns in unread_columns(self.document):
            shown = ", ".join(f"“{column}”" for column in columns[:8])
            self.issues.append(
                Issue(
                    line,
                    "column-not-read",
                    f"in a sheet of {kind}, nothing is read from the columns {shown}.",
                    "",
                    "note",
                )
            )
        for left in self.document.set_aside:
            if left.startswith(SHEET_LEFT):
                self.issues.append(Issue(0, "sheet-not-read", left, "Name its columns in one row, or leave it out."))
        # a name is looked for by its line in the text as read, and told by its row in the spreadsheet
        begins = [0, *(place + 1 for place, character in enumerate(self.document.text) if character == "\n")]
        for issue in name_issues(self.document, self.reading.bodies):
            block = self.document.blocks[self.builder.block_at(begins[issue.line - 1])]
            self.issues.append(replace(issue, line=block.line or 0))


def plan_of(document: Document, title: str | None, publisher: str | None, published: str | None, url: str | None,
            edition: str | None) -> Plan:  # fmt: skip
    """The plan that a spreadsheet is of: known by the title and publisher that were given, else by its own title."""
    known_by = one_line(title) if title else title_of(document)
    name = one_line(publisher) if publisher else None
    return Plan(
        id=plan_id(known_by, name, edition), title=known_by, publisher=name, work=plan_id(known_by, name),
        published_on=published, edition=edition, source=document.source, url=url or document.url,
        sha256=document.sha256,
    )  # fmt: skip
