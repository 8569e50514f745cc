"""Spreadsheets: what rows of organisations, asks, roles and commitments become, and what is said of bad ones."""

import datetime
import io
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from graph.errors import DocumentError, UnreadableDocument
from graph.ontology import (
    AddressedTo,
    Ask,
    Delivers,
    EvidencedBy,
    InSection,
    Makes,
    Organisation,
    PartOf,
    Passage,
    Plays,
    Priority,
    Publishes,
    Role,
    Section,
    Supports,
)
from loaders import limits
from loaders.plan import Loaded, load
from loaders.readers import read, read_data

EXAMPLES = Path(__file__).resolve().parent.parent / "docs" / "spreadsheets"

ASKS = (
    ("ask", "of whom", "section", "amount", "amount text", "kind", "by when", "priority", "quote"),
    ("A fund for the lock at Oxmere", "Department for Transport", "Canals", "40000000", "£40m", "funding", "by 2030",
     "Freight by water", "We want a fund for the lock."),
    ("Cheaper moorings", "DfT; Kelpie Trust", "Canals", "£1.5m", "", "", "", "", ""),
    ("A say over tolls", "", "Tolls", "", "", "devolve power; joint working", "", "", ""),
)  # fmt: skip
ROLES = (
    ("partner", "role", "section", "lead", "priority"),
    ("Kelpie Trust", "run a warehouse at every lock", "Canals", "yes", "Freight by water"),
    ("Homes England and colleges", "train lock keepers", "Canals", "no", ""),
)
BODIES = (
    ("name", "kind", "abbreviation", "aliases", "part of"),
    ("Kelpie Trust", "voluntary sector", "KT", "the Kelpies; Kelpie", ""),
    ("Kelpie Academy", "education providers", "", "", "KT"),
)


def text(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    quoted = [[f'"{cell}"' if any(c in cell for c in f'{delimiter}"\n') else cell for cell in row] for row in rows]
    return "\n".join(delimiter.join(row) for row in quoted) + "\n"


def of(content: str | bytes, name: str = "asks.csv", **about: str) -> Loaded:
    data = content.encode("utf-8") if isinstance(content, str) else content
    loaded = load(read_data(data, name), **about)
    loaded.graph.check()
    return loaded


def workbook(*sheets: tuple[str, Sequence[Sequence[Any]]]) -> bytes:
    book = openpyxl.Workbook()
    book.remove(book.active or book.worksheets[0])
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def names(loaded: Loaded, kind: type[Any], field: str = "name") -> set[str]:
    return {getattr(node, field) for node in loaded.graph.of(kind)}


def said_by(loaded: Loaded, node: str) -> set[str]:
    """The words behind a fact."""
    quotes = set()
    for link in loaded.graph.links(EvidencedBy):
        passage = loaded.graph.nodes[link.finish]
        if link.start == node and isinstance(passage, Passage):
            assert loaded.document.text[passage.start : passage.end] == passage.quote
            quotes.add(passage.quote)
    return quotes


def joined(loaded: Loaded, kind: type[Any]) -> set[tuple[str, str]]:
    """What a kind of relationship joins, by name or text."""

    def called(node: str) -> str:
        found = loaded.graph.nodes[node]
        return str(getattr(found, "name", None) or getattr(found, "text", None) or getattr(found, "title", ""))

    return {(called(link.start), called(link.finish)) for link in loaded.graph.links(kind) if link.plan}


def test_rows_of_asks_are_asks_with_what_their_cells_say() -> None:
    loaded = of(text(ASKS), title="Canal asks", publisher="Midshire Council")
    asks = {ask.text: ask for ask in loaded.graph.of(Ask)}
    assert set(asks) == {"A fund for the lock at Oxmere", "Cheaper moorings", "A say over tolls"}
    fund = asks["A fund for the lock at Oxmere"]
    assert (fund.amount, fund.amount_text, fund.amount_role, fund.timescale) == (
        40_000_000,
        "£40m",
        "requested",
        "by 2030",
    )
    assert fund.kinds == ("funding",)
    assert (fund.rule, fund.basis) == ("sheet", "stated")
    assert said_by(loaded, fund.id) == {"A fund for the lock at Oxmere", "We want a fund for the lock."}
    assert asks["Cheaper moorings"].amount == 1_500_000
    assert asks["Cheaper moorings"].amount_text == "£1.5m"
    assert asks["A say over tolls"].kinds == ("devolve power", "joint working")
    assert {x for x in joined(loaded, AddressedTo) if x[0] != "A say over tolls"} == {
        ("A fund for the lock at Oxmere", "Department for Transport"),
        ("Cheaper moorings", "Department for Transport"),
        ("Cheaper moorings", "Kelpie Trust"),
    }
    assert ("A say over tolls", "UK Government") in joined(loaded, AddressedTo)
    stated = [x for x in loaded.graph.links(AddressedTo) if x.basis == "stated"]
    assert {(x.rule, x.scope) for x in stated} == {("sheet", "ask")}
    assert names(loaded, Section, "title") == {"Canals", "Tolls"}
    assert ("Cheaper moorings", "Canals") in joined(loaded, InSection)
    assert joined(loaded, Supports) >= {("A fund for the lock at Oxmere", "Freight by water")}
    assert joined(loaded, Publishes) == {("Midshire Council", "Canal asks")}
    assert {asker for asker, _ in joined(loaded, Makes)} == {"Midshire Council"}
    assert loaded.issues == ()
    assert (loaded.blocks, loaded.understood) == (4, 4)


def test_rows_of_roles_are_roles_of_each_partner() -> None:
    loaded = of(text(ROLES), "roles.csv")
    assert joined(loaded, Plays) == {
        ("Kelpie Trust", "run a warehouse at every lock"),
        ("Homes England", "train lock keepers"),
        ("colleges", "train lock keepers"),
    }
    assert {role.text: role.lead for role in loaded.graph.of(Role)} == {
        "run a warehouse at every lock": True,
        "train lock keepers": False,
    }
    assert joined(loaded, Delivers) == {("run a warehouse at every lock", "Freight by water")}
    assert names(loaded, Priority) == {"Freight by water"}


def test_rows_of_organisations_are_organisations_even_alone() -> None:
    loaded = of(text(BODIES), "bodies.csv")
    assert not loaded.empty
    own = {body.name: body for body in loaded.graph.of(Organisation) if body.plan}
    assert set(own) == {"Kelpie Trust", "Kelpie Academy"}
    trust = own["Kelpie Trust"]
    assert (trust.kind, trust.abbreviation) == ("voluntary sector", "KT")
    assert set(trust.aliases) == {"the Kelpies", "Kelpie"}
    assert joined(loaded, PartOf) == {("Kelpie Academy", "Kelpie Trust")}


def test_a_workbook_has_one_kind_of_row_to_a_sheet_and_names_mean_the_same_in_all() -> None:
    asks = [*ASKS, ("A seat for us", "the Kelpies", "Canals", "", "", "", "", "", "")]
    loaded = of(workbook(("Asks", asks), ("Roles", ROLES), ("Bodies", BODIES)), "plan.xlsx")
    assert loaded.document.format == "xlsx"
    assert ("A seat for us", "Kelpie Trust") in joined(loaded, AddressedTo)
    assert len([b for b in loaded.graph.of(Organisation) if b.name.startswith("Kelpie")]) == 2
    pages = {p.page for p in loaded.graph.of(Passage)}
    assert pages == {1, 2, 3}
    assert {s.title for s in loaded.graph.of(Section)} == {"Canals", "Tolls"}


def test_tables_one_below_another_in_one_csv() -> None:
    loaded = of("Our canals\n\n" + text(BODIES) + "\n" + text(ASKS) + "\n" + text(ROLES))
    assert loaded.graph.plan().title == "Our canals"
    assert len(list(loaded.graph.of(Ask))) == 3
    assert len(list(loaded.graph.of(Role))) == 3
    assert ("Cheaper moorings", "Kelpie Trust") in joined(loaded, AddressedTo)


def test_commitments_are_told_apart_row_by_row() -> None:
    rows = (
        ("Commitment", "Owner", "Date"),
        ("Dredge the upper canal", "Kelpie Trust", "2028"),
        ("Change the law on tolls", "Department for Transport", "2027"),
        ("Paint the bridges", "", "2027"),
    )
    loaded = of(text(rows), "commitments.csv")
    assert joined(loaded, Plays) == {("Kelpie Trust", "Dredge the upper canal")}
    assert joined(loaded, AddressedTo) == {("Change the law on tolls", "Department for Transport")}
    assert [(issue.line, issue.code) for issue in loaded.issues] == [(4, "row-not-read")]


def test_an_ask_in_two_rows_is_one_ask_of_both() -> None:
    rows = (("ask", "of whom", "section"), ("Mend it", "Homes England", "A"), ("Mend it", "Kelpie Trust", "B"))
    loaded = of(text(rows))
    assert len(list(loaded.graph.of(Ask))) == 1
    assert joined(loaded, AddressedTo) == {("Mend it", "Homes England"), ("Mend it", "Kelpie Trust")}
    assert joined(loaded, InSection) == {("Mend it", "A"), ("Mend it", "B")}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_delimiter_and_encoding_gives_the_same_asks(delimiter: str, encoding: str) -> None:
    loaded = of(text(ASKS, delimiter).encode(encoding))
    assert {a.text: (a.amount, a.amount_text) for a in loaded.graph.of(Ask)} == {
        "A fund for the lock at Oxmere": (40_000_000, "£40m"),
        "Cheaper moorings": (1_500_000, "£1.5m"),
        "A say over tolls": (None, None),
    }


def test_the_line_with_which_excel_names_the_delimiter_is_no_row() -> None:
    loaded = of("sep=;\n" + text(ASKS, ";"))
    assert len(list(loaded.graph.of(Ask))) == 3
    assert [b.line for b in loaded.document.blocks] == [2, 3, 4, 5]


@pytest.mark.parametrize("formula", ['=HYPERLINK("http://example.org","x")', "+cmd|' /C calc'!A0", "@SUM(1+1)", "-2+3"])
def test_a_formula_in_a_csv_is_its_text(formula: str) -> None:
    rows = (("ask", "of whom"), (formula.replace('"', "'"), "Homes England"))
    assert names(of(text(rows)), Ask, "text") == {formula.replace('"', "'")}


def test_values_that_are_not_valid_are_told_with_their_row_and_what_is() -> None:
    bodies = (("name", "kind"), ("Kelpie Trust", "charity"), ("Oxmere Fund", "compny"), ("Homes England", "company"))
    asks = (("ask", "kind", "amount"), ("Mend it", "mending", "a lot"), ("", "funding", "£1m"))
    roles = (("partner", "role", "lead"), ("Kelpie Trust", "dig", "perhaps"), ("", "swim", "no"))
    loaded = of(text(bodies) + "\n" + text(asks) + "\n" + text(roles))
    told = {(issue.line, issue.code): str(issue) for issue in loaded.issues}
    assert set(told) == {
        (2, "value-not-valid"), (3, "value-not-valid"), (4, "kind-of-register"), (7, "value-not-valid"),
        (8, "row-incomplete"), (11, "value-not-valid"), (12, "row-incomplete"),
    }  # fmt: skip
    assert "“charity” is no kind of organisation" in told[2, "value-not-valid"]
    assert "voluntary sector" in told[2, "value-not-valid"]
    assert "Did you mean “company”?" in told[3, "value-not-valid"]
    assert {ask.text for ask in loaded.graph.of(Ask)} == {"Mend it"}
    assert loaded.understood == loaded.blocks - 2


def test_a_short_form_that_several_bodies_use_stays_open() -> None:
    loaded = of(text((("ask", "of whom"), ("Mend it", "HE"))))
    assert [issue.code for issue in loaded.issues] == ["name-not-placed"]
    assert loaded.issues[0].line == 2
    assert joined(loaded, AddressedTo) == {("Mend it", "HE")}


def test_cells_of_a_workbook_are_shown_as_people_read_them() -> None:
    rows: list[list[Any]] = [
        ["ask", "of whom", "amount", "by when"],
        ["Mend it", "Homes England", 2_500_000.0, datetime.datetime(2027, 3, 31)],  # noqa: DTZ001 - as Excel has it
        ["Paint it", "Homes England", "#REF!", True],
    ]
    loaded = of(workbook(("Sheet1", rows)), "asks.xlsx")
    asks = {ask.text: ask for ask in loaded.graph.of(Ask)}
    assert (asks["Mend it"].amount, asks["Mend it"].timescale) == (2_500_000, "2027-03-31")
    assert (asks["Paint it"].amount, asks["Paint it"].timescale) == (None, "yes")
    assert any("error of the workbook" in note for note in loaded.document.set_aside)


def test_hidden_and_other_sheets_are_left_out_and_told() -> None:
    data = workbook(("Notes", [["Remember the milk"], ["and bread"]]), ("Asks", ASKS), ("Old", ASKS))
    book = openpyxl.load_workbook(io.BytesIO(data))
    book["Old"].sheet_state = "hidden"
    out = io.BytesIO()
    book.save(out)
    loaded = of(out.getvalue(), "asks.xlsx")
    assert [issue.code for issue in loaded.issues] == ["sheet-not-read"]
    assert "Notes" in loaded.issues[0].message
    assert "hidden sheet: Old" in loaded.document.set_aside
    assert len(list(loaded.graph.of(Ask))) == 3


def test_columns_that_mean_nothing_are_told_once() -> None:
    loaded = of(text((("ask", "of whom", "RAG"), ("Mend it", "Homes England", "amber"))))
    assert [(i.line, i.code, i.severity) for i in loaded.issues] == [(1, "column-not-read", "note")]
    assert "“RAG”" in loaded.issues[0].message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("Year,Jobs\n2027,12\n", r"no row that names columns.*Year · Jobs.*asks: ask.*roles: partner, role"),
        ("", "is empty"),
        (",,,\n,,\n", "is empty"),
        ('ask,of whom\n"' + "x" * 200_000, "line 2 on .*quotation mark"),
    ],
)
def test_a_csv_that_cannot_be_used_is_one_message(content: str, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        read_data(content.encode(), "plan.csv")


def test_what_is_named_a_spreadsheet_and_is_none_is_one_message() -> None:
    with pytest.raises(UnreadableDocument, match=r"named \.xlsx and does not begin as an Excel workbook"):
        read_data(b"ask,of whom\n", "plan.xlsx")
    with pytest.raises(UnreadableDocument, match="broken"):
        read_data(workbook(("Asks", ASKS))[:2000], "plan.xlsx")
    with pytest.raises(DocumentError, match="Excel"):
        read_data(b"\xd0\xcf\x11\xe0" + b"x" * 600, "plan.xls")


def test_the_content_decides_whatever_a_workbook_is_called() -> None:
    for name in ("plan.xlsm", "plan.docx", "plan.csv"):
        assert of(workbook(("Asks", ASKS)), name).document.format == "xlsx"


def _with(data: bytes, path: str, content: bytes) -> bytes:
    """A workbook with one of its parts replaced, or with one more."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != path:
                new.writestr(entry, old.read(entry))
        new.writestr(path, content)
    return out.getvalue()


_SHEET = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'


def _cells(row: int, *values: str) -> bytes:
    return b"".join(
        f'<c r="{column}{row}" t="inlineStr"><is><t>{value}</t></is></c>'.encode()
        for column, value in zip("ABC", values, strict=False)
    )


def test_a_million_empty_rows_end_at_once() -> None:
    body = b'<row r="1">' + _cells(1, "ask", "of whom") + b'</row><row r="2">' + _cells(2, "Mend it", "Homes England")
    body += b"</row>" + b"".join(b'<row r="%d" ht="15"/>' % n for n in range(3, 1_000_000))
    far = b'<row r="1048576">' + _cells(1048576, "Far away", "Homes England") + b"</row>"
    content = _SHEET + b'<dimension ref="A1:XFD1048576"/><sheetData>' + body + far + b"</sheetData></worksheet>"
    data = _with(workbook(("Asks", ASKS)), "xl/worksheets/sheet1.xml", content)
    assert names(of(data, "asks.xlsx"), Ask, "text") == {"Mend it"}


def test_a_workbook_that_unpacks_to_too_much_is_refused() -> None:
    small = workbook(("Asks", ASKS))
    with pytest.raises(UnreadableDocument, match="unpacks to"):
        read_data(_with(small, "xl/styles.xml", b" " * (limits.MAX_SHEET_PART + 1)), "asks.xlsx")
    endless = _SHEET + b'<sheetData><row r="1">' + b"<c/>" * (limits.MAX_SHEET_PART // 3)
    with pytest.raises(UnreadableDocument, match="unpacks to"):
        read_data(_with(small, "xl/worksheets/sheet1.xml", endless), "asks.xlsx")


def test_entities_of_a_workbook_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("s3cret", encoding="utf-8")
    declared = f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]>'.encode()
    content = declared + _SHEET + b'<sheetData><row r="1"><c t="str"><v>&e;</v></c></row></sheetData></worksheet>'
    with pytest.raises(UnreadableDocument, match="entities"):
        read_data(_with(workbook(("Asks", ASKS)), "xl/worksheets/sheet1.xml", content), "asks.xlsx")


def test_too_many_rows_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.sheet_rows.MAX_SHEET_ROWS", 3)
    with pytest.raises(UnreadableDocument, match="more than 3 rows"):
        read_data(text(ASKS).encode(), "asks.csv")


@pytest.mark.parametrize("name", ["asks.csv", "roles.csv", "organisations.csv", "northshire.xlsx"])
def test_the_examples_of_the_docs_are_understood_whole(name: str) -> None:
    loaded = load(read(str(EXAMPLES / name)), title="Northshire canals")
    loaded.graph.check()
    assert loaded.issues == ()
    assert loaded.understood == loaded.blocks
    assert not loaded.empty


def test_the_same_spreadsheet_gives_the_same_graph() -> None:
    one, other = (of(workbook(("Asks", ASKS), ("Bodies", BODIES)), "a.xlsx") for _ in range(2))
    assert {k: v for k, v in one.graph.nodes.items() if v.label != "Plan"} == {
        k: v for k, v in other.graph.nodes.items() if v.label != "Plan"
    }
    assert one.graph.relations == other.graph.relations
