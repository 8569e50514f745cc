"""The CSV set of Neo4j's offline importer: read back by us and imported by the importer itself."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given

from graph.errors import OntologyError
from graph.exchange import neo4j_import
from graph.model import Graph
from graph.ontology import Ask, Organisation
from graph.store import open_store
from tests.hostile_graph import hostile_graph
from tests.neo4j_server import Neo4j, NoNeo4j, imported
from tests.strategies import graphs
from views.exporting import write_graph


def written(graph: Graph) -> dict[str, str]:
    return {name: "".join(pieces) for name, pieces in neo4j_import.files(graph)}


@given(graphs())
def test_a_graph_comes_back(graph: Graph) -> None:
    assert neo4j_import.read(written(graph)) == graph


def test_a_hostile_graph_and_an_empty_one_come_back() -> None:
    for graph in (hostile_graph(), Graph()):
        texts_of = written(graph)
        assert neo4j_import.read(texts_of) == graph
        assert texts_of.keys() <= neo4j_import.file_names()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4j]:
    folder = tmp_path_factory.mktemp("import") / "set"
    write_graph(hostile_graph(), "neo4j-import", folder)
    try:
        with imported(folder) as running:
            yield running
    except NoNeo4j as reason:
        if os.environ.get("CI"):
            pytest.fail(f"CI needs the offline importer: {reason}")
        pytest.skip(f"no offline importer: {reason}")


@pytest.mark.neo4j
def test_the_importer_makes_a_store_with_the_same_graph(server: Neo4j, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in server.environment().items():
        monkeypatch.setenv(name, value)
    graph = hostile_graph()
    with open_store(server.uri, create=False) as store:
        assert store.graph() == graph
        departments = [one.id for one in graph.of(Organisation) if one.department]
        found = store.read("MATCH (d:Department) RETURN d.id AS id ORDER BY id").rows
        assert [row["id"] for row in found] == departments != []
        labels = "MATCH (d:Department) RETURN DISTINCT [l IN labels(d) WHERE l <> 'Department'] AS others"
        assert store.read(labels).rows == [{"others": ["Organisation"]}]
        store.replace_plan(graph)
        assert store.graph() == graph


def test_each_file_is_named_in_the_arguments() -> None:
    texts_of = written(hostile_graph())
    arguments = texts_of["arguments.txt"].splitlines()
    named = {line.rpartition("=./")[2] for line in arguments if line.startswith(("--nodes=", "--relationships="))}
    assert named == {name for name in texts_of if name.endswith(".csv")}
    assert "--nodes=Organisation:Department=./nodes-Department.csv" in arguments
    command = texts_of["command.txt"]
    assert command == "neo4j-admin database import full neo4j @arguments.txt\n"
    assert command.strip() in texts_of["README.txt"]


def test_columns_have_the_importers_types() -> None:
    header = written(hostile_graph())["nodes-Ask.csv"].splitlines()[0].split(",")
    assert header[0] == "id:ID"
    assert {"title:string", "amount:long", "kinds:string[]"} <= set(header)
    header = written(hostile_graph())["relationships-PART_OF.csv"].splitlines()[0].split(",")
    assert header[:2] == [":START_ID", ":END_ID"]
    assert {"passages:string[]", "source:string", "from:string"} <= set(header)


@pytest.mark.parametrize(("item", "code"), [("plain", "003B"), ("a;b", "007C"), ("a;b|c", "001F"), (";|\x1f", "001E")])
def test_what_parts_a_list_is_in_none_of_its_items(item: str, code: str) -> None:
    graph = Graph()
    graph.add(Ask(id="a", title="t", text="w", rule="r", curated=(item, "z")))
    assert f"--array-delimiter=U+{code}\n" in written(graph)["arguments.txt"]
    assert neo4j_import.read(written(graph)) == graph


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("nodes-Ask.csv", None, "There is no nodes-Ask.csv."),
        ("arguments.txt", "--nodes=Ask=./nodes-Ask.csv\n", "names the --array-delimiter ''"),
        ("nodes-Ask.csv", 'id:ID,title:string\n"a"\n', "A line of nodes-Ask.csv has 1 cells and its header 2"),
        ("nodes-Ask.csv", 'id:ID\n"a', "nodes-Ask.csv is not as it was written"),
        ("nodes-Ask.csv", 'id:ID,colour:string\n"a","red"\n', "Ask has no property 'colour'."),
        (
            "nodes-Ask.csv",
            "id:ID,amount:long,rule:string,title:string,text:string\na,many,r,t,w\n",
            "not a whole number",
        ),
    ],
)
def test_what_is_not_of_this_form_is_refused_in_one_message(name: str, change: str | None, message: str) -> None:
    graph = Graph()
    graph.add(Ask(id="a", title="t", text="w", rule="r"))
    texts_of = written(graph)
    if change is None:
        del texts_of[name]
    else:
        texts_of[name] = change
    with pytest.raises(OntologyError) as caught:
        neo4j_import.read(texts_of)
    assert message in str(caught.value)


def test_a_relationship_file_that_is_empty_has_no_rows() -> None:
    texts_of = written(hostile_graph())
    texts_of["relationships-PLAYS.csv"] = ""
    assert len(neo4j_import.read(texts_of).relations) == len(hostile_graph().relations) - 1


def test_the_server_fixture_is_made_of_a_folder(tmp_path: Path) -> None:
    write_graph(hostile_graph(), "neo4j-import", tmp_path / "set")
    assert {path.name for path in (tmp_path / "set").iterdir()} == set(written(hostile_graph()))
