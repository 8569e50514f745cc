"""The read-only door refuses every attack and lets every look-alike pass; behind it each engine refuses as well."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadParameter, PartnershipGraphError, QueryFailed, QueryRefused, QuestionError
from graph.interchange import to_json
from graph.store import Store, open_store
from graph.store.cypher import tokens
from graph.store.door import check
from tests.conftest import Place
from tests.door_texts import ATTACKS, HARMLESS
from tests.store_samples import COUNCIL, plan_graph, with_role


@pytest.mark.parametrize("text", ATTACKS)
def test_an_attack_is_refused_with_its_place(text: str) -> None:
    with pytest.raises(QueryRefused, match=r"(?s)line \d+, column \d+.*\^") as refused:
        check(text)
    assert "Only reading is allowed here" in str(refused.value)


@pytest.mark.parametrize("text", HARMLESS)
def test_a_look_alike_passes(text: str) -> None:
    check(text)


def test_attacks_through_the_console_change_nothing(store: Store) -> None:
    store.replace_plan(with_role(plan_graph(), COUNCIL))
    before = to_json(store.graph())
    for text in ATTACKS:
        with pytest.raises(QueryRefused):
            store.console(text, {"p": 1})
    assert to_json(store.graph()) == before


def test_each_engine_refuses_to_write_in_a_read_without_the_door(store: Store) -> None:
    store.replace_plan(with_role(plan_graph(), COUNCIL))
    before = to_json(store.graph())
    refused = 0
    for text in ATTACKS:
        try:
            store.read(text, {"p": 1}, timeout=10)
        except QueryRefused:
            refused += 1
        except PartnershipGraphError:
            pass
    assert refused >= 20
    assert to_json(store.graph()) == before
    assert store.read("MATCH (n:X) RETURN n").rows == []


@pytest.mark.parametrize(
    "text",
    [
        "CREATE (n:Ask)",
        "MERGE (n:Ask {id: 'new'})",
        "MATCH (n:Ask) SET n.x = 1",
        "MATCH (n:Department) SET n.x = 1",
        "MATCH (n:Ask) DETACH DELETE n",
        "MATCH ()-[r:MAKES]->() DELETE r",
        "MATCH (n:Ask) REMOVE n.title",
        "MATCH (a:Ask), (b:Ask) CREATE (a)-[:CONTINUES]->(b)",
        "CREATE INDEX FOR (n:Ask) ON (n.x)",
    ],
)
def test_a_write_in_a_read_is_refused_by_the_engine(store: Store, text: str) -> None:
    store.replace_plan(plan_graph())
    with pytest.raises(QueryRefused, match="The database refused this"):
        store.read(text)


def test_look_alikes_run_on_both_engines(store: Store) -> None:
    store.replace_plan(plan_graph())
    for text in HARMLESS:
        store.console(text, {"set": 1, "delete": 2})


def test_a_mistake_is_shown_where_it_is(store: Store) -> None:
    for text, place in (
        ("MATCH (n)\nRETRUN n", "line 2, column 1"),
        ("MATCH (n RETURN n", "line 1, column"),
        ("RETURN 'open", "line 1, column 8"),
        ("MATCH (n) /* open", "line 1, column 11"),
        ("MATCH (n) RETURN n # note", "line 1, column 20"),
    ):
        with pytest.raises(QueryFailed, match=place) as failed:
            store.console(text)
        assert str(failed.value).rstrip().endswith("^")


@pytest.mark.parametrize("text", ["", "  \n", ";", "// nothing"])
def test_an_empty_query_is_said_to_be_one(text: str) -> None:
    with pytest.raises(QueryFailed, match="empty"):
        check(text)


def test_errors_of_a_query_say_what_is_wrong(store: Store) -> None:
    with pytest.raises(QueryFailed, match=r"'m'|`m`"):
        store.console("MATCH (n) RETURN m")
    with pytest.raises(QueryFailed, match="nosuch"):
        store.console("RETURN nosuch(1)")
    with pytest.raises(QueryFailed, match="zero"):
        store.console("RETURN 1 / 0")
    with pytest.raises(BadParameter, match="missing"):
        store.console("RETURN $missing")
    with pytest.raises(BadParameter, match="cannot be sent"):
        store.console("RETURN $x", {"x": object()})


NESTED = 1_000
HEAVY = {
    "longer than any query": "RETURN " + "1, " * 50_000 + "1",
    "brackets": "RETURN " + "(" * NESTED + "1" + ")" * NESTED,
    "lists": "RETURN " + "[" * NESTED + "1" + "]" * NESTED,
    "subqueries": "CALL () { " * NESTED + "RETURN 1 AS x" + " } RETURN x" * NESTED,
    "never closed": "RETURN " + "{a: " * NESTED,
    "one line": "RETURN " + "a " * 40_000,
    "a string that does not end": "RETURN '" + "a" * 90_000,
}


@pytest.mark.parametrize("text", HEAVY.values(), ids=HEAVY)
def test_a_heavy_text_is_told_off_at_once_and_in_short(text: str) -> None:
    began = time.monotonic()
    with pytest.raises(QueryFailed, match=r"too long|too deeply nested|cannot stand|does not end") as failed:
        check(text)
    assert time.monotonic() - began < 5
    assert len(str(failed.value)) < 1000


def test_backslashes_without_end_take_no_time() -> None:
    began = time.monotonic()
    check("RETURN '" + "\\" * 90_000 + "' AS x")
    assert time.monotonic() - began < 5


@pytest.mark.parametrize("text", ["RETURN \udcff", "RETURN '\ud800' AS x", "MATCH (n) RETURN n // \udcff"])
def test_half_a_character_is_shown_as_what_can_be_printed(text: str) -> None:
    with pytest.raises(QueryFailed, match="not Unicode") as failed:
        check(text)
    assert str(failed.value).encode().endswith(b"^")


def test_what_cannot_be_sent_or_read_is_one_message(store: Store) -> None:
    nested: object = []
    for _ in range(NESTED):
        nested = [nested]
    for value in (nested, 2**64, "\ud800", {"a": {1: 2}}):
        with pytest.raises(BadParameter):
            store.console("RETURN $x AS x", {"x": value})
    with pytest.raises(QueryFailed, match="too deeply nested"):
        store.console("RETURN reduce(l = [], i IN range(1, 900) | [l]) AS x")
    with pytest.raises(QueryFailed, match="toString"):
        store.console("RETURN date('+999999999-12-31') AS x")
    assert store.console("RETURN 1 AS x").rows == [{"x": 1}]


def test_limits_that_are_none(store: Store) -> None:
    for timeout in (0, -1, float("nan"), float("inf"), 1e12):
        with pytest.raises(BadParameter, match="time limit"):
            store.console("RETURN 1 AS x", timeout=timeout)
    with pytest.raises(BadParameter, match="limit of rows"):
        store.console("RETURN 1 AS x", limit=-1)


def test_an_answer_of_few_and_huge_rows_is_not_kept(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("graph.store.store._LARGEST_ANSWER", 10_000)
    text = "UNWIND range(1, 100000) AS i RETURN {a: [reduce(s = 'x', j IN range(1, 10) | s + s)]} AS x"
    with pytest.raises(QueryFailed, match="too large: row 10 "):
        store.console(text)
    assert len(store.console(text, limit=9).rows) == 9


def test_an_engine_that_gives_up_again_and_again_goes_on(empty_folder: Place) -> None:
    with open_store(empty_folder.location) as store:
        for _ in range(6):
            with pytest.raises(QueryFailed, match="gave up"):
                store.console("RETURN reduce(l = [], i IN range(1, 100000) | [l]) AS x")
        assert store.console("RETURN 1 AS x").rows == [{"x": 1}]


@given(st.text(max_size=30))
def test_any_text_is_let_through_or_refused_and_never_a_crash(text: str) -> None:
    told: str | None = None
    try:
        check(text)
    except QuestionError as error:
        told = str(error)
    assert told is None or told.endswith(("^", "LIMIT 5"))


@given(st.text(max_size=20), st.sampled_from(["'", '"', "`"]))
def test_nothing_within_quotes_is_a_word(inside: str, quote: str) -> None:
    escaped = inside.replace("`", "``") if quote == "`" else inside.replace("\\", "\\\\").replace(quote, "\\" + quote)
    (token,) = tokens(f"/* a */ {quote}{escaped}{quote} // b")
    assert token.kind in ("string", "name")
    assert token.kind != "name" or token.plain == inside


PIECES = ["MATCH", "(n)", "RETURN", "SET", "n.x", "AS", "'a'", "`b`", *",:|{}[]=.*;", "1", "//", "/*", "*/"]


@given(st.lists(st.sampled_from(PIECES)))
def test_a_word_that_writes_never_stands_directly_after_an_expression(words: list[str]) -> None:
    text = " ".join(["MATCH (n) RETURN", *words, "n", "SET n.x = 1"])
    try:
        found = [token.keyword for token in tokens(text)]
    except QueryFailed:
        return
    if found[-6:-4] == ["N", "SET"]:
        with pytest.raises(QuestionError):
            check(text)
