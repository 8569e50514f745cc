"""Rows as tables, CSV, JSON and Markdown."""

import csv
import io
import json
from typing import Any

import pytest
from click.testing import CliRunner

from views.cli import partners
from views.tables import as_csv, as_json, as_markdown, print_table, text


@pytest.mark.parametrize("begins", ["=", "+", "-", "@", "\t", "\n=", " ="])
def test_csv_never_begins_a_cell_as_a_formula(begins: str) -> None:
    rows = [{"name": f"{begins}cmd|' /C calc'!A0", "list": [f"{begins}1", "x"]}]
    _, (name, listed) = csv.reader(io.StringIO(as_csv(["name", "list"], rows), newline=""))
    assert name == f"'{begins}cmd|' /C calc'!A0"
    assert listed == f"'{begins}1; x"


def test_csv_numbers_stay_numbers() -> None:
    assert as_csv(["n", "m"], [{"n": -3, "m": 2.5}]) == "n,m\n-3,2.5\n"


def test_csv_keeps_quotation_marks_commas_and_lines() -> None:
    said = 'He said "no", twice\nand left'
    assert list(csv.reader(io.StringIO(as_csv(["a"], [{"a": said}])))) == [["a"], [said]]


def test_markdown_keeps_its_columns_whatever_the_words() -> None:
    assert as_markdown(["a_b"], [{"a_b": "x | y\nz <b>"}]) == "| a b |\n| --- |\n| x \\| y z &lt;b> |\n"


def test_json_is_a_list_even_of_nothing() -> None:
    assert as_json([]) == "[]\n"
    assert json.loads(as_json([{"who": "Shelter – £"}])) == [{"who": "Shelter – £"}]
    assert "£" in as_json([{"who": "£"}])


@pytest.mark.parametrize(
    ("value", "said"),
    [
        (None, ""),
        (True, "yes"),
        (False, "no"),
        (3, "3"),
        (["a", "b"], "a; b"),
        ((), ""),
        ({"x": 1}, '{"x": 1}'),
        ([{"context": "A sentence."}, {"context": "A sentence."}], "A sentence."),
    ],
)
def test_values_as_people_read_them(value: Any, said: str) -> None:
    assert text(value) == said


@pytest.mark.parametrize("columns", [30, 45, 60, 80, 200])
def test_a_table_fits_and_loses_nothing(
    columns: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", str(columns))
    sentence = "Voluntary groups and faith organisations [bold]supporting[/bold] every community of the region"
    print_table(["who", "what", "id"], [{"who": sentence, "what": sentence, "id": "x" * 60}])
    said = capsys.readouterr().out
    assert max(map(len, said.splitlines())) <= columns
    assert all(said.count(word) >= 2 for word in sentence.split())
    assert said.count("x") >= 60


def test_columns_without_any_value_are_left_out_of_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["a", "b"], [{"a": "one", "b": None}])
    assert capsys.readouterr().out == "A\none\n"


def test_a_document_cannot_command_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["a"], [{"a": "one\x1b[2Jtwo\x07 \u202ethree\x9b4"}])
    assert capsys.readouterr().out == "A\none[2Jtwo three4\n"


def test_a_table_of_nothing_is_its_head(capsys: pytest.CaptureFixture[str]) -> None:
    print_table(["kind", "question"], [])
    assert capsys.readouterr().out.split() == ["KIND", "QUESTION"]


def test_numbers_that_json_has_not_are_text() -> None:
    rows = [{"n": float("nan"), "deep": {"m": [float("-inf"), 1.5]}}]

    assert json.loads(as_json(rows), parse_constant=pytest.fail) == [{"n": "nan", "deep": {"m": ["-inf", 1.5]}}]


def test_a_column_of_two_lines_keeps_the_markdown_table_whole() -> None:
    assert as_markdown(["a\nb|c"], [{"a\nb|c": 1}]) == "| a b\\|c |\n| --- |\n| 1 |\n"


def test_a_parameter_nested_too_deeply_is_a_message() -> None:
    told = CliRunner().invoke(partners, ["cypher", "RETURN $p", "--param", "p=" + "[" * 200_000])

    assert told.exit_code == 2
    assert "'p' nests lists or maps too deeply" in told.output
