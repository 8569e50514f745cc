"""The first rows of an answer, and how an answer of many rows comes from an engine."""

import gc
import json
import threading
from typing import Any

import pytest
from click.testing import CliRunner

import partnership_graph as pg
from graph.errors import BadParameter
from graph.store import Store, open_store
from graph.store.packing import counted, packed
from queries import answering, as_of, collecting, shaping, tallies
from queries.catalogue import QUESTIONS, ask
from queries.question import Answer, Question
from tests.question_plans import borderland, havenshire
from tests.sample_plans import fenland, midshire
from tests.test_questions_contract import SAMPLES
from views import commands_ask
from views.cli import partners

DAY = "2025-07-01"
every_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))


@pytest.fixture
def held(store: Store) -> Store:
    for plan in (midshire(), fenland(), havenshire(), borderland()):
        store.replace_plan(plan)
    return store


def first(store: Store, question: Question, limit: int | None) -> Answer:
    return ask(store, question.id, as_of=DAY, limit=limit, **SAMPLES[question.id])


@every_question
def test_the_first_rows_are_those_of_the_whole_answer(
    held: Store, question: Question, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = first(held, question, None)
    assert whole.total == len(whole.rows) > 1
    for at_first in (1, 100):
        monkeypatch.setattr(answering, "_AT_FIRST", at_first)
        for limit in (1, 2, 5, len(whole.rows), 1000):
            part = first(held, question, limit)
            shown = len(part.rows)
            assert part.rows == whole.rows[:shown]
            assert part.to_lines() == whole.to_lines()[: len(part.to_lines())]
            assert shown >= min(limit, len(whole.rows))
            assert shown == min(limit, len(whole.rows)) or question.layout is not None
            assert part.note.startswith(whole.note)
            if part.total is None:
                assert question.apart
                assert "The first" in part.note
                assert f"of {len(whole.plans)} plans" in part.note
            else:
                assert ("The first" in part.note) == (shown < len(whole.rows))
                assert part.total == len(whole.rows)


@pytest.mark.parametrize("most", [1, 2, 3, 100])
@pytest.mark.parametrize("given", [{}, {"department": "Ministry of Learning"}])
def test_passages_read_plan_by_plan_are_those_of_all_plans(
    held: Store, monkeypatch: pytest.MonkeyPatch, most: int, given: dict[str, Any]
) -> None:
    monkeypatch.setattr(shaping, "MOST_WORDS", most)
    monkeypatch.setattr(tallies, "MOST_WORDS", most)
    whole = ask(held, "asks-by-department", as_of=DAY, **given)
    assert given or {row["how"] for row in whole.to_records()} == set(tallies.HOWS)
    monkeypatch.setattr(answering, "_AT_FIRST", 0)
    for at_first in (1, 2, 100):
        monkeypatch.setattr(tallies, "_PLANS_AT_FIRST", at_first)
        assert ask(held, "asks-by-department", as_of=DAY, **given).rows == whole.rows


@every_question
def test_rows_come_the_same_in_few_records(held: Store, question: Question) -> None:
    plans = list(first(held, question, None).plans)
    reading = question.read(held, question.bind(SAMPLES[question.id]), plans)
    parameters = {"plans": plans, "as_of": DAY, **reading.parameters}
    plain = held.read(question.cypher, parameters).rows
    packed_rows = held.read(question.cypher, parameters, columns=question.returned).rows
    assert [_settled(row) for row in packed_rows] == [_settled(row) for row in plain]
    assert held.read(counted(question.cypher), parameters).rows == [{"total": len(plain)}]


def _settled(value: Any) -> Any:
    """A value whose lists are in one order: in that of what an engine collects nothing is said."""
    if isinstance(value, dict):
        return {name: _settled(held) for name, held in value.items()}
    return sorted(map(_settled, value), key=repr) if isinstance(value, list) else value


def test_more_rows_than_a_record_holds(store: Store) -> None:
    numbers = "UNWIND range(1, 2500) AS n\nRETURN n, toString(n % 7) AS word, CASE WHEN n > 2 THEN n END AS late\n"
    found = store.read(numbers + "ORDER BY late, n", columns=("n", "word", "late")).rows
    assert [row["n"] for row in found] == [*range(3, 2501), 1, 2]
    assert found[0] == {"n": 3, "word": "3", "late": 3}
    assert store.read("UNWIND [] AS n\nRETURN n", columns=("n",)).rows == []


def test_what_no_column_tells_is_sorted_by_the_engine(store: Store) -> None:
    text = "UNWIND [{a: 1, b: 2}, {a: 2, b: 1}] AS one\nRETURN one.a AS a\nORDER BY one.b"
    assert "ORDER BY" in packed(text, ["a"]).cypher
    assert [row["a"] for row in store.read(text, columns=["a"]).rows] == [2, 1]


def test_a_statement_that_cannot_be_packed_is_told() -> None:
    with pytest.raises(ValueError, match="No line of the statement begins with RETURN"):
        packed("MATCH (n) RETURN n", ["n"])


def test_how_far_the_register_reaches_is_the_same_of_few_and_of_many(
    held: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    plans = [plan.id for plan in held.plans()]
    of_each = [as_of.reach(held, [plan]) for plan in plans]
    of_all = as_of.reach(held, plans)
    monkeypatch.setattr(as_of, "_FEW", 0)
    assert [as_of.reach(held, [plan]) for plan in plans] == of_each
    assert as_of.reach(held, plans) == of_all


def test_a_limit_is_a_number_from_one(held: Store) -> None:
    for wrong in (0, -1, "x", 1.5, True):
        with pytest.raises(BadParameter, match="A limit of rows is a number from 1, and not"):
            ask(held, "money", limit=wrong)  # type: ignore[arg-type]
    assert len(pg.ask(held, "money", limit=1).rows) == 1


def test_a_table_says_that_it_is_not_all(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    location = str(tmp_path_factory.mktemp("pages") / "store")
    with open_store(location) as store:
        store.replace_plan(havenshire())
        total = len(ask(store, "unaddressed-asks", as_of=DAY).rows)
    monkeypatch.setattr(commands_ask, "_IN_A_TABLE", 2)

    def run(*more: str) -> tuple[str, str]:
        result = CliRunner().invoke(partners, ["ask", "unaddressed-asks", "--as-of", DAY, "--store", location, *more])
        assert result.exit_code == 0, result.output
        return result.stdout, result.stderr

    out, told = run()
    assert f"The first 2 of {total} rows." in told
    assert out.splitlines()[-1] == "2 rows; for more: --limit N, for all: --format csv or json"
    out, told = run("--limit", "1")
    assert f"The first 1 of {total} rows." in told
    out, told = run("--limit", "1000")
    assert "The first" not in told
    assert out.splitlines()[-1] == f"{total} rows"
    assert len(json.loads(run("--format", "json")[0])) == total
    assert len(json.loads(run("--format", "json", "--limit", "1")[0])) == 1


def test_garbage_is_collected_again_when_the_last_answer_is_made() -> None:
    inside, go = threading.Event(), threading.Event()

    def other() -> None:
        with collecting.held():
            inside.set()
            go.wait(10)

    thread = threading.Thread(target=other)
    assert gc.isenabled()
    with collecting.held():
        thread.start()
        inside.wait(10)
        assert not gc.isenabled()
    assert not gc.isenabled()
    go.set()
    thread.join()
    assert gc.isenabled()
    gc.disable()
    try:
        with collecting.held():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()
