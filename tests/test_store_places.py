"""Where a store can be, whose it is, and what it leaves behind."""

import json
import os
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import Driver

from graph.errors import StoreMismatch, StoreUnavailable
from graph.interchange import to_json
from graph.ontology import SCHEMA
from graph.store import open_store
from graph.store.location import Address, Folder, locate
from graph.store.reach import reached
from tests.conftest import Place
from tests.neo4j_server import Neo4j
from tests.store_samples import AGENCY, plan_graph


def test_a_location_names_a_folder_or_a_server(tmp_path: Path) -> None:
    environment = {"NEO4J_USERNAME": "ann", "NEO4J_PASSWORD": "secret", "NEO4J_DATABASE": "plans"}
    assert locate(str(tmp_path), environment) == Folder(tmp_path)
    assert locate("here", environment) == Folder(Path.cwd() / "here")
    assert locate("~/here", environment) == Folder(Path.home() / "here")
    for scheme in ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc"):
        address = f"{scheme}://host:7687"
        assert locate(address, environment) == Address(address, "ann", "secret", "plans")
    assert locate("bolt://bob:a%40b@host", environment) == Address("bolt://host", "bob", "a@b", "plans")
    assert locate("bolt://host", {"NEO4J_PASSWORD": "secret"}) == Address("bolt://host", "neo4j", "secret")
    assert locate("bolt://host", {}) == Address("bolt://host")
    assert "secret" not in repr(locate("bolt://host", environment))


def test_what_was_said_nearest_wins(tmp_path: Path) -> None:
    environment = {"PARTNERS_STORE": str(tmp_path), "NEO4J_URI": "neo4j://host"}
    assert locate("bolt://other", environment) == Address("bolt://other")
    assert locate(None, environment) == Folder(tmp_path)
    assert locate(None, {"NEO4J_URI": "neo4j://host"}) == Address("neo4j://host")
    assert isinstance(locate(None, {}), Folder)
    assert isinstance(locate("", {"PARTNERS_STORE": ""}), Folder)


def test_another_sort_of_address_is_refused() -> None:
    with pytest.raises(StoreUnavailable, match=r"'https://example.org' is no place for a store"):
        locate("https://example.org", {})


def test_what_is_stored_is_there_when_it_is_opened_again(place: Place) -> None:
    with open_store(place.location) as store:
        store.replace_plan(plan_graph())
    with open_store(place.location, create=False) as store:
        assert to_json(store.graph()) == to_json(reached(plan_graph()))
        store.close()
        store.close()


def test_reading_where_nothing_is_says_so_and_makes_nothing(place: Place) -> None:
    with pytest.raises(StoreUnavailable, match=r"Load .* first"):
        open_store(place.location, create=False)
    if place.engine == "embedded":
        assert not Path(place.location).exists()


def test_another_schema_version_says_how_to_rebuild(place: Place) -> None:
    with open_store(place.location) as store, store._engine.writing.session(database=store._engine.database) as session:
        session.execute_write(lambda tx: tx.run("MATCH (m:PartnershipGraph) SET m.schema = 999").consume())
    with pytest.raises(StoreMismatch, match=rf"schema 999.*schema {SCHEMA}.*load them again"):
        open_store(place.location)


# the embedded engine


HOLDER = """
import sys
from graph.store import open_store
with open_store(sys.argv[1]) as store:
    print("open", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(empty_folder: Place) -> Iterator["subprocess.Popen[str]"]:
    """Another process that has the store open."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLDER, empty_folder.location],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        yield process
        process.kill()


def test_a_second_process_is_told_who_holds_the_store(empty_folder: Place, holder: "subprocess.Popen[str]") -> None:
    with pytest.raises(StoreUnavailable, match=rf"in use by process {holder.pid}"):
        open_store(empty_folder.location)
    assert holder.stdin is not None
    holder.stdin.close()
    assert holder.wait(20) == 0
    with open_store(empty_folder.location) as store:
        assert store.plans() == []


def test_a_second_opening_in_this_process_is_told_so(empty_folder: Place) -> None:
    with open_store(empty_folder.location), pytest.raises(StoreUnavailable, match="open already in this process"):
        open_store(empty_folder.location)


def test_a_folder_of_somebody_else_and_a_file_are_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("hello", encoding="utf-8")
    with pytest.raises(StoreMismatch, match=r"it holds 'letter.txt'"):
        open_store(str(tmp_path))
    with pytest.raises(StoreMismatch, match="is a file"):
        open_store(str(tmp_path / "letter.txt"))
    assert [path.name for path in tmp_path.iterdir()] == ["letter.txt"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="everything is writable for this user")
def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(StoreUnavailable, match="cannot be used as a store"):
        open_store(str(tmp_path / "store"))


SPY = """
import json, os, sys
from pathlib import Path
from graph.store import open_store
from tests.store_samples import AGENCY, plan_graph
def listening():
    if not os.path.exists("/proc/net/tcp"):
        return None
    handles = [Path("/proc/self/fd", name) for name in os.listdir("/proc/self/fd")]
    mine = {os.readlink(handle) for handle in handles if handle.exists()}
    tables = [Path("/proc/net", name).read_text().splitlines()[1:] for name in ("tcp", "tcp6")]
    rows = [line.split() for table in tables for line in table]
    return [row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in mine]
with open_store(sys.argv[1]) as store:
    store.replace_plan(plan_graph())
    try:
        store.read("MATCH (n) RETURN 1/0")
    except Exception:
        pass
    print(json.dumps({"listening": listening()}))
print(json.dumps({"left": listening()}))
"""


def test_only_bolt_listens_on_loopback_and_nothing_is_left_lying_about(empty_folder: Place, tmp_path: Path) -> None:
    work = tmp_path / "work"
    work.mkdir()
    path = os.pathsep.join(str(Path(part).absolute()) for part in sys.path if part)
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SPY, empty_folder.location],
        env={**os.environ, "PYTHONPATH": path},
        cwd=work,
        capture_output=True,
        text=True,
        check=True,
    )
    opened, closed = (json.loads(line) for line in done.stdout.splitlines())
    assert done.stderr == ""
    assert list(work.iterdir()) == []
    if opened["listening"] is not None:
        (address,) = opened["listening"]
        assert address.partition(":")[0].endswith("0100007F")
        assert closed["left"] == []
    if os.name == "posix":
        users = Path(empty_folder.location) / "config" / "server-users.jsonl"
        assert stat.S_IMODE(users.stat().st_mode) == 0o600
    assert (Path(empty_folder.location) / "log").is_dir()


def test_importing_the_store_loads_neither_driver_nor_engine() -> None:
    code = "import sys, graph.store; print([m for m in ('neo4j', 'arcadedb', 'pandas') if m in sys.modules])"
    path = os.pathsep.join(filter(None, sys.path))
    done = subprocess.run(
        [sys.executable, "-c", code], env={**os.environ, "PYTHONPATH": path}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_an_existing_store_opens_in_well_under_a_second(empty_folder: Place) -> None:
    open_store(empty_folder.location).close()
    began = time.perf_counter()
    open_store(empty_folder.location).close()
    assert time.perf_counter() - began < 0.9


# somebody's Neo4j


@pytest.fixture
def guest(empty_neo4j: Place, neo4j_driver: Driver, neo4j_server: Neo4j) -> Iterator[Place]:
    """A database that holds somebody else's data."""
    neo4j_driver.execute_query(
        "CREATE (:Film {title: 'One'})-[:BY]->(:Person {name: 'Ann'})", database_=neo4j_server.database
    )
    yield empty_neo4j
    for kind in ("LIKES", "BY"):
        neo4j_driver.execute_query(f"MATCH ()-[r:{kind}]->() DELETE r", database_=neo4j_server.database)


@pytest.mark.neo4j
def test_a_database_of_somebody_else_is_refused_unless_it_is_said_to_be_shared(guest: Place) -> None:
    for create in (True, False):
        with pytest.raises(StoreMismatch, match=r"somebody else's data.*--shared-database"):
            open_store(guest.location, create=create)
    with open_store(guest.location, shared_database=True) as store:
        store.replace_plan(plan_graph())
        assert to_json(store.graph()) == to_json(reached(plan_graph()))
        store.forget("north")
        assert store.read("MATCH (f:Film)-[:BY]->(p:Person) RETURN count(*) AS n").rows == [{"n": 1}]
        assert not store.graph().nodes
    with open_store(guest.location) as store:
        assert store.plans() == []


@pytest.mark.neo4j
def test_a_database_that_uses_one_of_our_labels_is_refused(
    empty_neo4j: Place, neo4j_driver: Driver, neo4j_server: Neo4j
) -> None:
    neo4j_driver.execute_query("CREATE (:Organisation {name: 'theirs'})", database_=neo4j_server.database)
    with pytest.raises(StoreMismatch, match="labelled Organisation"):
        open_store(empty_neo4j.location, shared_database=True)


@pytest.mark.neo4j
def test_what_others_drew_to_our_nodes_is_warned_of_before_it_is_cut(
    guest: Place, neo4j_driver: Driver, neo4j_server: Neo4j
) -> None:
    with open_store(guest.location, shared_database=True) as store:
        store.replace_plan(plan_graph())
        neo4j_driver.execute_query(
            "MATCH (p:Person), (a:Ask), (f:Film), (o:Organisation {id: 'org:hm'}) "
            "CREATE (p)-[:LIKES]->(a), (f)-[:MENTIONS]->(o) SET a.theirs = 1",
            database_=neo4j_server.database,
        )
        expected = ("2 relationships LIKES that others drew to Ask nodes of this plan are cut.",)
        assert to_json(store.graph()) == to_json(reached(plan_graph()))
        assert store.cuts("north") == expected
        assert store.replace_plan(plan_graph()).warnings == expected
        assert store.replace_plan(plan_graph()).warnings == ()
        done = store.replace_plan(plan_graph(addressee=AGENCY))
        assert done.warnings == (
            "2 relationships MENTIONS that others drew to Organisation nodes that no plan reaches any more are cut.",
        )
