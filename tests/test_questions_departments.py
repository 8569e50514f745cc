"""What is asked of a department, as of a day: what the text says always, what is inferred only where it is known."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from graph.errors import BadParameter
from graph.store import Store, open_store
from loaders.plan import load
from loaders.readers import read
from queries import as_of
from queries.catalogue import ask
from queries.question import Answer
from tests.conftest import Place
from tests.sample_plans import midshire
from views.cli import partners

PLAN = """# A prospect for Fenshire

Published by the Fenshire Combined Authority

## What we need from government

- Apprenticeships planned in the county
- Business support under one roof
- A quicker answer to our letters
- A bus fund from the Department for Education
"""

UNKNOWN = (
    "is not known: the register reaches from 1 July 2025 to 22 November 2026. "
    "Departments inferred from a topic are left out."
)


@pytest.fixture
def document(tmp_path: Path) -> Path:
    path = tmp_path / "prospect.md"
    path.write_text(PLAN, encoding="utf-8")
    return path


@pytest.fixture
def held(store: Store, document: Path) -> Store:
    store.replace_plan(load(read(str(document)), published="2025-07-10").graph)
    return store


def asked(store: Store, name: str, day: str | None) -> list[tuple[str, ...]]:
    answer = ask(store, "department", name=name, as_of=day)
    return [(row["ask"], row["basis"], row["topic"], row["since"], row["until"]) for row in answer.to_records()]


SAID = ("A bus fund from the Department for Education", "stated", None, None, None)
BEFORE = ("Apprenticeships planned in the county", "inferred", "Apprenticeships", None, "2025-09-16")
AFTER = ("Apprenticeships planned in the county", "inferred", "Apprenticeships", "2025-09-16", None)


@pytest.mark.parametrize(
    ("name", "day", "expected"),
    [
        ("DfE", "2025-07-01", [BEFORE, SAID]),
        ("DfE", "2025-09-15", [BEFORE, SAID]),
        ("DfE", "2025-09-16", [SAID]),
        ("DWP", "2025-09-15", []),
        ("DWP", "2025-09-16", [AFTER]),
        ("DWP", "2026-11-22", [AFTER]),
        ("DWP", "2026-11-23", []),
        ("DfE", "2025-06-30", [SAID]),
        ("DfE", "2030-01-01", [SAID]),
    ],
)
def test_an_inferred_ask_is_told_for_the_days_of_its_lead(
    held: Store, name: str, day: str, expected: list[tuple[str, ...]]
) -> None:
    assert asked(held, name, day) == expected


def test_a_row_shows_words_register_and_who_else_is_asked_that_day(held: Store) -> None:
    (row,) = ask(held, "department", name="DWP", as_of="2026-01-01").to_records()
    assert row["also_asked"] == ["UK Government"]
    assert row["scope"] is None
    assert row["source"] is None
    assert row["record"].startswith("Register of UK public bodies, 2026-11-22")
    assert [words["quote"] for words in row["passages"]] == ["Apprenticeships planned in the county"]
    government = ask(held, "department", name="government", as_of="2026-01-01").to_records()
    others = {r["ask"]: r["also_asked"] for r in government}
    assert others["Apprenticeships planned in the county"] == ["Department for Work and Pensions"]
    assert others["Business support under one roof"] == ["Department for Business and Trade"]


@pytest.mark.parametrize("day", ["2025-06-30", "2026-11-23", "1999-12-31"])
def test_of_a_day_that_the_register_does_not_reach_it_is_not_known(held: Store, day: str) -> None:
    asked: tuple[tuple[str, dict[str, Any]], ...] = (
        ("department", {"name": "DWP"}),
        ("unaddressed-asks", {}),
        ("organisation", {"name": "DWP"}),
    )
    for question, given in asked:
        assert UNKNOWN in ask(held, question, as_of=day, **given).note, question
    rows = ask(held, "unaddressed-asks", as_of=day).to_records()
    assert [(r["inferred"], r["closed_if_inferred"]) for r in rows] == [([], True), ([], True), ([], False)]


def test_unaddressed_asks_name_the_department_of_the_day(held: Store) -> None:
    def named(day: str) -> list[tuple[list[str], bool]]:
        rows = ask(held, "unaddressed-asks", as_of=day).to_records()
        return [(row["inferred"], row["closed_if_inferred"]) for row in rows]

    assert named("2025-08-01") == [
        (["Department for Education"], True),
        (["Department for Business and Trade"], True),
        ([], False),
    ]
    assert named("2026-08-01") == [
        (["Department for Work and Pensions"], True),
        (["Department for Business, Innovation, Science and Trade"], True),
        ([], False),
    ]


def _today(monkeypatch: pytest.MonkeyPatch, day: str) -> None:
    class Day(date):
        @classmethod
        def today(cls) -> "Day":
            return cls.fromisoformat(day)

    monkeypatch.setattr(as_of, "date", Day)


def test_without_a_date_it_is_today_or_the_last_day_known(held: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def answered(day: str) -> tuple[Answer, Answer]:
        _today(monkeypatch, day)
        return ask(held, "department", name="DfE"), ask(held, "department", name="DWP")

    education, work = answered("2025-08-01")
    assert (len(education.rows), len(work.rows)) == (2, 0)
    assert "egister" not in education.note
    education, work = answered("2031-05-05")
    assert (len(education.rows), len(work.rows)) == (1, 1)
    assert "Read as of 22 November 2026, the last day the register reaches" in work.note
    assert "since then is not known" in work.note


def test_a_department_that_ended_says_when_and_what_came_after(held: Store) -> None:
    note = ask(held, "department", name="DBT", as_of="2026-08-01").note
    assert (
        "'Department for Business and Trade' ended on 2026-07-22; its work went to "
        "'Department for Business, Innovation, Science and Trade'." in note
    )
    assert "ended" not in ask(held, "department", name="DWP", as_of="2026-08-01").note


def test_what_an_organisation_is_asked_is_read_as_of_the_day_too(held: Store) -> None:
    def facts(day: str) -> list[tuple[str, str | None]]:
        rows = ask(held, "organisation", name="DWP", as_of=day).to_records()
        return [(row["what"], row["since"]) for row in rows if row["fact"] == "is asked"]

    assert facts("2025-08-01") == []
    assert facts("2025-10-01") == [("Apprenticeships planned in the county", "2025-09-16")]


def test_a_plan_without_dated_facts_is_answered_without_a_remark(store: Store) -> None:
    store.replace_plan(midshire())
    answer = ask(store, "department", name="Ministry of Learning", as_of="2031-01-01")
    assert len(answer.rows) == 1
    assert "register" not in answer.note


def test_a_date_that_is_none_is_refused(held: Store) -> None:
    with pytest.raises(BadParameter, match="is no day of the calendar"):
        ask(held, "department", name="DWP", as_of="2026-02-30")


@pytest.fixture
def folder(empty_folder: Place, document: Path) -> str:
    location = empty_folder.location
    with open_store(location) as store:
        store.replace_plan(load(read(str(document)), published="2025-07-10").graph)
    return location


def test_on_the_command_line_rows_go_out_and_remarks_beside_them(folder: str) -> None:
    run = CliRunner().invoke(
        partners, ["ask", "department", "DWP", "--as-of", "2030-01-01", "--format", "json", "--store", folder]
    )
    assert run.exit_code == 0
    assert run.stdout == "[]\n"
    assert UNKNOWN in run.stderr.replace("\n", " ")
    table = CliRunner().invoke(partners, ["ask", "department", "DWP", "--as-of", "2026-01-01", "--store", folder])
    assert table.exit_code == 0
    assert "inferred" in table.stdout
    assert "Apprenticeships" in table.stdout
    assert "2025-09-16" in table.stdout
