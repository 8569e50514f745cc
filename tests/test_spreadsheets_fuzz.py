"""Any rows, and any bytes named as a sheet, give a sound graph or one message; FUZZ_TIMES tries more."""

import io
import os

import openpyxl
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import PartnershipGraphError
from loaders.plan import load
from loaders.readers import read_data

TIMES = int(os.environ.get("FUZZ_TIMES", "1"))
HEADS = ("ask", "of whom", "partner", "role", "name", "kind", "amount", "by when", "commitment", "owner", "lead")
CELLS = st.one_of(
    st.sampled_from((*HEADS, "", "DfT", "Homes England; Ofsted", "£1.5m", "yes", "=1+1", "-7", "1e309", "2027-13-40")),
    st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12),
)
ROWS = st.lists(st.lists(CELLS, max_size=6), max_size=8)
FUZZ = settings(max_examples=60 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def sound_or_told(data: bytes, name: str) -> None:
    """Read and understood to a graph that keeps its own rules, or refused with a message of ours."""
    told, problems = "", []
    try:
        problems = list(load(read_data(data, name)).graph.problems())
    except PartnershipGraphError as error:
        told = str(error)
    assert problems == []
    assert not told or name in told


@FUZZ
@given(st.lists(st.sampled_from(HEADS), min_size=1, max_size=5, unique=True), ROWS, st.sampled_from(",;\t"))
def test_any_rows_of_a_csv(heads: list[str], rows: list[list[str]], delimiter: str) -> None:
    lines = [delimiter.join(cell.replace("\n", " ") for cell in row) for row in [heads, *rows]]
    sound_or_told("\n".join(lines).encode(), "sheet.csv")


@FUZZ
@given(st.lists(st.sampled_from(HEADS), min_size=1, max_size=5, unique=True), ROWS)
def test_any_rows_of_a_workbook(heads: list[str], rows: list[list[str]]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for row in [heads, *rows]:
        sheet.append([cell if cell.isprintable() else None for cell in row])
    saved = io.BytesIO()
    book.save(saved)
    sound_or_told(saved.getvalue(), "sheet.xlsx")


@FUZZ
@given(st.binary(max_size=400), st.sampled_from(["sheet.csv", "sheet.xlsx"]), st.booleans())
def test_any_bytes(data: bytes, name: str, zipped: bool) -> None:
    sound_or_told((b"PK\x03\x04" if zipped else b"") + data, name)
