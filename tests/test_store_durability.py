"""A load is there whole or not at all, however it ends."""

import os
import random
import subprocess
import sys
import time

import pytest
from neo4j import Driver

from graph.errors import PlanTooLarge, UnknownPlan
from graph.interchange import to_json
from graph.store import Store, open_store
from graph.store.reach import reached
from tests.conftest import TRANSACTION_LIMIT, Place
from tests.store_samples import plan_graph

LOADER = """
import sys
from graph.store import Store, open_store
from tests.store_samples import plan_graph
versions = [plan_graph(asks=400), plan_graph(asks=500, wording="Pay for {number} lessons")]
with open_store(sys.argv[1]) as store:
    for turn in range(1000):
        print("loading", flush=True)
        store.replace_plan(versions[turn % 2])
"""


def loading(place: Place) -> subprocess.Popen[str]:
    """A process that replaces one plan by another version of it, over and over."""
    return subprocess.Popen(
        [sys.executable, "-c", LOADER, place.location],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdout=subprocess.PIPE,
        text=True,
    )


def test_killing_a_load_leaves_the_old_graph_or_the_new_one(place: Place) -> None:
    versions = {
        to_json(reached(graph))
        for graph in (plan_graph(asks=400), plan_graph(asks=500, wording="Pay for {number} lessons"))
    }
    chance = random.Random(7)
    for _ in range(3):
        with loading(place) as process:
            assert process.stdout is not None
            for line, _ in zip(process.stdout, range(2), strict=False):
                assert line == "loading\n"
            time.sleep(chance.uniform(0.0, 0.25))
            process.kill()
        with open_store(place.location) as store:
            assert to_json(store.graph()) in versions
            assert [plan.id for plan in store.plans()] == ["north"]


@pytest.mark.neo4j
def test_a_load_too_large_for_the_server_is_one_message_at_once(empty_neo4j: Place, neo4j_driver: Driver) -> None:
    limit = neo4j_driver.execute_query(
        "SHOW SETTINGS YIELD name, value WHERE name = 'db.memory.transaction.max' RETURN value", database_="system"
    ).records[0]["value"]
    if not limit.startswith(TRANSACTION_LIMIT.rstrip("m")):
        pytest.skip(f"the server given lets a transaction take {limit}")
    with open_store(empty_neo4j.location) as store:
        store.replace_plan(plan_graph(asks=2))
        before = to_json(store.graph())
        large = plan_graph(asks=4_000, wording="Fund {number} " + "lessons " * 150)
        began = time.monotonic()
        with pytest.raises(PlanTooLarge, match=r"memory.*Nothing was changed") as refused:
            store.replace_plan(large)
        assert time.monotonic() - began < 12
        assert "\n" not in str(refused.value)
        assert to_json(store.graph()) == before


def test_the_mark_of_the_last_change_is_another_after_every_change_and_only_then(store: Store) -> None:
    marks = [store.changed]
    for asks in (1, 1, 2):
        store.replace_plan(plan_graph(asks=asks))
        marks.append(store.changed)
    with pytest.raises(UnknownPlan):
        store.forget("nosuch")
    assert store.changed == marks[-1]
    store.forget(plan_graph().plan().id)
    marks.append(store.changed)
    assert marks[0] is None
    assert len(set(marks)) == len(marks)
