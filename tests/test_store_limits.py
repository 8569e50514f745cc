"""Queries are ended by time and by rows, and their values are plain Python."""

import threading
import time

import pytest

from graph.errors import PartnershipGraphError, QueryTimedOut, StoreUnavailable
from graph.model import Graph
from graph.store import Store
from graph.store.watch import Reads
from tests.store_samples import plan_graph

RUNAWAYS = (
    "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b WITH a, b WHERE a + b < 0 RETURN count(*) AS c",
    "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN a, b ORDER BY a * b",
)


@pytest.mark.parametrize("text", RUNAWAYS)
def test_a_runaway_query_is_ended_and_the_next_one_runs(store: Store, text: str) -> None:
    began = time.monotonic()
    with pytest.raises(QueryTimedOut, match=r"after 0.5 seconds"):
        store.console(text, timeout=0.5)
    assert time.monotonic() - began < 8
    assert store.console("RETURN 1 AS x").rows == [{"x": 1}]


def test_a_query_busy_within_one_expression_is_cut_off(store: Store) -> None:
    # bounded, so that what the engine goes on doing is over before long
    text = "RETURN reduce(s = 0, x IN range(1, 8000) | s + reduce(t = 0, y IN range(1, 8000) | t + y)) AS x"
    began = time.monotonic()
    try:
        store.console(text, timeout=0.1)
    except QueryTimedOut:
        assert time.monotonic() - began < 6
    assert store.console("RETURN 1 AS x").rows == [{"x": 1}]


def test_a_read_that_was_left_alone_ends_by_itself_and_begins_no_further_statement(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    store.replace_plan(plan_graph(asks=1))
    told: list[BaseException] = []

    def slow(tx: Reads) -> Graph:
        assert tx.run("RETURN 1 AS x").value("x") == [1]
        time.sleep(1.0)
        try:
            tx.run("RETURN 2 AS x")
        except TimeoutError as error:
            told.append(error)
            raise
        raise AssertionError("a further statement was begun")

    monkeypatch.setattr("graph.store.watch._GRACE_SECONDS", 0.0)
    monkeypatch.setattr("graph.store.reading.whole", slow)
    store.time_limit = 0.05
    began = time.monotonic()
    with pytest.raises(QueryTimedOut):
        store.graph()
    assert time.monotonic() - began < 1.0
    for thread in _reading():
        thread.join(10)
    assert not _reading()
    assert len(told) == 1
    assert store.console("RETURN 3 AS x").rows == [{"x": 3}]


def test_reads_that_end_together_each_get_their_own_answer(store: Store) -> None:
    store.replace_plan(plan_graph(asks=20))
    told: list[object] = []

    def ask(number: int) -> None:
        for turn in range(3):
            try:
                store.console(RUNAWAYS[0], timeout=0.4)
            except QueryTimedOut:
                told.append("ended")
            told.append(store.console("RETURN $x AS x", {"x": [number, turn]}, timeout=0.4).rows[0]["x"])

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert told.count("ended") == 18
    assert sorted(each for each in told if isinstance(each, list)) == [[n, t] for n in range(6) for t in range(3)]


def _reading() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == "partners-read"]


def test_a_time_limit_is_of_one_query_only(store: Store) -> None:
    with pytest.raises(QueryTimedOut):
        store.console(RUNAWAYS[0], timeout=0.1)
    store.replace_plan(plan_graph(asks=400))
    assert store.read("MATCH (a:Ask) RETURN count(a) AS n").rows == [{"n": 400}]


def test_rows_are_fetched_up_to_a_cap_and_the_rest_is_left(store: Store) -> None:
    began = time.monotonic()
    found = store.console("UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN a, b", limit=10)
    assert time.monotonic() - began < 5
    assert found.columns == ("a", "b")
    assert found.rows == [{"a": 1, "b": number} for number in range(1, 11)]
    assert found.truncated
    assert store.console("RETURN 1 AS x").rows == [{"x": 1}]


def test_exactly_as_many_rows_as_the_cap_are_all(store: Store) -> None:
    found = store.console("UNWIND range(1, 10) AS a RETURN a", limit=10)
    assert len(found.rows) == 10
    assert not found.truncated
    assert store.console("UNWIND [1] AS a RETURN a", limit=1).columns == ("a",)
    assert store.console("UNWIND [1] AS a RETURN a", limit=0).truncated


def test_more_rows_than_are_fetched_at_once_all_come(store: Store) -> None:
    found = store.read("UNWIND range(1, 2500) AS a RETURN a")
    assert [row["a"] for row in found.rows] == list(range(1, 2501))


def test_values_are_plain_python(store: Store) -> None:
    store.replace_plan(plan_graph(asks=1))
    node, relation, path = store.console("MATCH p = (a:Ask)-[r:ADDRESSED_TO]->(o) RETURN o, r, p").rows[0].values()
    assert node["labels"] == ["Department", "Organisation"]
    assert node["properties"]["aliases"] == ["DfL", "Lessons"]
    assert relation["type"] == "ADDRESSED_TO"
    assert relation["properties"]["scope"] == "ask"
    assert [n["properties"]["id"] for n in path["nodes"]] == ["north/ask/0", "org:edu"]
    assert path["relationships"] == [{**relation, "forward": True}]
    assert (relation["start"], relation["finish"]) == ("north/ask/0", "org:edu")
    assert set(store.console("MATCH ()-[r:ADDRESSED_TO]->() RETURN r").rows[0]["r"]) == {"type", "properties"}
    values = store.console(
        "RETURN date('2025-07-01') AS d, datetime('2025-07-01T10:00:00Z') AS t, duration('P1DT2H') AS p, "
        "[1, 2.5, true, null, 'x'] AS l, {a: [date('2025-07-01')]} AS m, localtime('10:00:00') AS c"
    ).rows[0]
    assert values["d"] == "2025-07-01"
    assert values["t"].startswith("2025-07-01T10:00:00")
    assert values["p"] == "P1DT2H"
    assert values["l"] == [1, 2.5, True, None, "x"]
    assert values["m"] == {"a": ["2025-07-01"]}
    assert values["c"].startswith("10:00:00")


def test_parameters_are_values_and_never_text(store: Store) -> None:
    hostile = "x'}) DETACH DELETE n //"
    assert store.console("RETURN $x AS x, $y AS y", {"x": hostile, "y": [1, {"a": None}]}).rows == [
        {"x": hostile, "y": [1, {"a": None}]}
    ]


def test_several_threads_can_read_at_once(store: Store) -> None:
    store.replace_plan(plan_graph(asks=20))
    found: list[int] = []

    def ask() -> None:
        query = "MATCH (a:Ask) RETURN a.id AS id"
        found.extend(len(store.console(query, limit=7).rows) for _ in range(5))

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == [7] * 20


def test_a_runaway_query_holds_up_no_other_with_the_same_limit(store: Store) -> None:
    store.time_limit = 3.0
    ended: list[str] = []

    def run_away() -> None:
        try:
            store.console(RUNAWAYS[0], timeout=3.0)
        except QueryTimedOut as error:
            ended.append(str(error))

    runaways = [threading.Thread(target=run_away) for _ in range(2)]
    for thread in runaways:
        thread.start()
    time.sleep(0.5)
    began = time.monotonic()
    assert store.read("RETURN 1 AS x").rows == [{"x": 1}]
    assert time.monotonic() - began < 1.5
    for thread in runaways:
        thread.join()
    assert len(ended) == 2
    assert store.read("RETURN 2 AS x").rows == [{"x": 2}]


def test_the_limit_of_a_store_ends_what_says_none(store: Store) -> None:
    store.time_limit = 0.5
    with pytest.raises(QueryTimedOut, match=r"after 0.5 seconds"):
        store.read(RUNAWAYS[0])


def test_closing_breaks_a_read_that_is_under_way(store: Store) -> None:
    failed: list[Exception] = []

    def run_away() -> None:
        try:
            store.console(RUNAWAYS[0], timeout=20.0)
        except PartnershipGraphError as error:
            failed.append(error)

    thread = threading.Thread(target=run_away)
    thread.start()
    time.sleep(0.5)
    began = time.monotonic()
    store.close()
    thread.join()
    assert time.monotonic() - began < 5
    assert len(failed) == 1
    assert isinstance(failed[0], StoreUnavailable)
    assert "was closed while it was being read" in str(failed[0])


def test_a_store_that_is_closed_says_so(store: Store) -> None:
    store.close()
    for timeout in (None, 1.0):
        with pytest.raises(StoreUnavailable, match=r"was closed\. Open it again\."):
            store.read("RETURN 1 AS x", timeout=timeout)
    with pytest.raises(StoreUnavailable, match=r"was closed\. Open it again\."):
        store.replace_plan(plan_graph(asks=1))
