"""Rows of tables read as records by the names of their columns."""

import re
from dataclasses import dataclass

from loaders.bodies import Mention
from loaders.coordination import split
from loaders.document import Block
from loaders.found import FoundAsk, FoundRole
from loaders.reading import Reading
from loaders.role_frames import TABLE as ROLE_TABLE
from loaders.role_items import roles_in_cell
from loaders.rules import declare
from loaders.sentences import Span, trim
from loaders.table_columns import Column, column
from loaders.table_sides import read_sides, sides

ASK_TABLE = declare(
    "ask-table",
    "In a table with a column of asks, or of commitments owned by government, a row is an ask.",
    "Ask · Of whom",
    "Year · Jobs",
)

_PROMISES = re.compile(r"\b(?:commitments?|promises?|actions?|deliverables?|what|task)\b", re.IGNORECASE)
_PARTNERS = re.compile(r"\b(?:partners?|leads?|organisations?)\b", re.IGNORECASE)
_WHAT_FOR = re.compile(r"\b(?:actions?|activity|activities|what)\b(?!.*\bwill\b)", re.IGNORECASE)
"""A header of what a row is about, where another column says what somebody does in it."""
_PROJECT = re.compile(r"\b(?:projects?|schemes?|initiatives?|programmes?|interventions?|workstreams?)\b", re.IGNORECASE)
_WILL = re.compile(r"\s*(?:will|to)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """One table row: the cells that matter."""

    block: int
    ask: Span | None
    action: Span | None
    partners: tuple[Mention, ...]
    addressees: tuple[Mention, ...]
    amount: Span | None = None
    when: Span | None = None
    parts: tuple[Span, ...] = ()
    """Cells that tell partners with their parts: "the Council: parking"."""


def read_row(reading: Reading, index: int) -> Row | None:
    """A row with its cells told apart; None for a header row and for a table of other things."""
    block = reading.document.blocks[index]
    if not block.header or not block.cells:
        return None
    kinds = _kinds(block)
    if not {"ask", "role", "partner"} & set(kinds):
        return None
    ask = _cell(reading, block, kinds, "ask")
    action = _cell(reading, block, kinds, "role")
    parts = tuple(
        trim(reading.text, start, end)
        for kind, (start, end) in zip(kinds, block.cells, strict=False)
        if kind in ("partner", "lead") and ask is None and re.search(r"\w:\s+\w", reading.text[start:end])
    )
    partners, leads = _bodies(reading, block, kinds, "partner"), _bodies(reading, block, kinds, "lead")
    lead = _cell(reading, block, kinds, "lead")
    if not partners or (lead is not None and leads and leads[0].start == lead.start):
        partners = tuple(dict.fromkeys(leads + partners))
    amount = _cell(reading, block, kinds, "amount")
    when = _cell(reading, block, kinds, "date")
    return Row(index, ask, action, partners, _bodies(reading, block, kinds, "addressee"), amount, when, parts)


def _kinds(block: Block) -> list[Column]:
    """What each column holds: of two of actions the one that tells what is done; a project, where no column does."""
    header = block.header[: len(block.cells)]
    kinds = [column(h) for h in header]
    if kinds.count("role") > 1:
        about = [i for i, h in enumerate(header) if kinds[i] == "role" and _WHAT_FOR.search(h)]
        if len(about) < kinds.count("role"):
            kinds = ["other" if i in about else kind for i, kind in enumerate(kinds)]
    if not {"ask", "role"} & set(kinds) and {"partner", "lead"} & set(kinds):
        project = next((i for i, h in enumerate(header) if _PROJECT.search(h)), None)
        kinds = ["role" if i == project else kind for i, kind in enumerate(kinds)]
    return kinds


def _cell(reading: Reading, block: Block, kinds: list[Column], wanted: Column) -> Span | None:
    for kind, (start, end) in zip(kinds, block.cells, strict=False):
        span = trim(reading.text, start, end, ".;")
        if kind == wanted and span.end - span.start > 2:
            return span
    return None


def _bodies(reading: Reading, block: Block, kinds: list[Column], wanted: Column) -> tuple[Mention, ...]:
    for kind, (start, end) in zip(kinds, block.cells, strict=False):
        if kind == wanted and end > start:
            return reading.bodies.partners(start, end) or reading.named(start, end)
    return ()


def read_tables(reading: Reading) -> tuple[list[FoundAsk], list[FoundRole]]:
    """The asks and roles that tables hold, row by row.

    A row with an ask column is an ask. A row of commitments is an ask where its owner is government or a department
    and the place is not one of partners' roles; else it is its owner's role.
    """
    asks: list[FoundAsk] = []
    roles: list[FoundRole] = []
    for i, block in enumerate(reading.document.blocks):
        if block.kind != "row" or reading.function(i) == "past":
            continue
        if sides(block):
            asked, given = read_sides(reading, i)
            asks += asked
            roles += given or _owned(reading, i)
            continue
        row = read_row(reading, i)
        if row is None:
            continue
        asked, given = _read(reading, row)
        asks += asked
        roles += given
    return asks, roles


def _read(reading: Reading, row: Row) -> tuple[list[FoundAsk], list[FoundRole]]:
    cell = row.ask or row.action
    if cell is None:
        return [], []
    if row.ask is not None:
        state = tuple(m for m in row.partners if reading.is_state(m.body))
        who = (
            row.addressees
            or state
            or tuple(m for m in row.partners if not reading.is_own(m.body) and row.action is None)
        )
        offered = _offered(reading, row)
        return _asks(reading, row, row.ask, who), offered
    asked = row.addressees if not row.partners else _asked(reading, row, cell)
    if asked:
        return _asks(reading, row, cell, asked), []
    if not row.partners:
        return [], roles_in_cell(reading, row.block, cell)
    told = [role for part in row.parts for role in roles_in_cell(reading, row.block, part)]
    inside = [part for part in row.parts if told]
    partners = tuple(
        m
        for m in row.partners
        if m.body.kind != "government" and not any(part.start <= m.start < part.end for part in inside)
    )
    return [], [*([FoundRole(cell, row.block, ROLE_TABLE, partners)] if partners else []), *told]


def _owned(reading: Reading, index: int) -> list[FoundRole]:
    """What the partners in a column of their own do, as another column tells it without naming anybody."""
    row = read_row(reading, index)
    if row is None or row.action is None:
        return []
    partners = tuple(m for m in row.partners if m.body.kind != "government")
    return [FoundRole(row.action, index, ROLE_TABLE, partners)] if partners else []


def _offered(reading: Reading, row: Row) -> list[FoundRole]:
    """What partners offer in a row that holds an ask too."""
    if row.action is None:
        return []
    partners = tuple(m for m in row.partners if not reading.is_state(m.body))
    return (
        [FoundRole(row.action, row.block, ROLE_TABLE, partners)]
        if partners
        else roles_in_cell(reading, row.block, row.action)
    )


def _asked(reading: Reading, row: Row, cell: Span) -> tuple[Mention, ...]:
    """The owners of a commitment that is a request of them and no promise: government's own, all of them.

    Under a heading of needs every owner from outside is asked, under one of offers none. Elsewhere a department owns
    a request wherever partners' roles are not what the table tells; an agency does where the column is one of
    commitments and its owners are not called partners, so that the region's own promises stand beside its requests.
    """
    function = reading.function(row.block)
    if function == "offer":
        return ()
    if function == "needs":
        return tuple(m for m in row.partners if not reading.is_own(m.body))
    departments = all(m.body.kind in ("government", "government department") for m in row.partners)
    if departments and function != "roles":
        return row.partners
    header = reading.document.blocks[row.block].header
    mixed = any(map(_PROMISES.search, header)) and not any(map(_PARTNERS.search, header))
    state = all(reading.is_state(m.body) for m in row.partners)
    return row.partners if mixed and state and not _WILL.match(reading.text[cell.start :]) else ()


def _asks(reading: Reading, row: Row, span: Span, who: tuple[Mention, ...]) -> list[FoundAsk]:
    pieces = split(reading.text, span.start, span.end)
    return [FoundAsk(p, row.block, ASK_TABLE, who=who, amount=row.amount, when=row.when) for p in pieces]
