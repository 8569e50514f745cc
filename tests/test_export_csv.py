"""The graph as CSV: read back whole, by pandas as by us, and by spreadsheets as text and never as a formula."""

import csv
import io
import json

import pandas as pd
import pytest
from hypothesis import given

from graph.errors import OntologyError
from graph.exchange import columns, csv_files, escapes
from graph.interchange import RENAMED
from graph.model import Graph
from graph.ontology import NODES, Ask, Organisation
from graph.records import Node, properties_of
from tests.hostile_graph import hostile_graph
from tests.strategies import ODD_TEXTS, graphs, texts


def written(graph: Graph) -> dict[str, str]:
    return {name: "".join(pieces) for name, pieces in csv_files.files(graph)}


def frame(text: str) -> pd.DataFrame:
    """A sheet as the docs tell analysts to read it."""
    return pd.read_csv(io.BytesIO(text.encode("utf-8")), dtype=str, keep_default_na=False)


def undone(cell: str) -> str:
    """What the README of the folder says: take one apostrophe off, and read the marks."""
    return escapes.unescaped(cell[1:] if cell.startswith("'") else cell)


@given(graphs())
def test_a_graph_comes_back(graph: Graph) -> None:
    assert csv_files.read(written(graph)) == graph


def test_a_hostile_graph_comes_back() -> None:
    graph = hostile_graph()
    assert csv_files.read(written(graph)) == graph


@given(graphs())
def test_pandas_reads_every_cell(graph: Graph) -> None:
    texts_of = written(graph)
    nodes, edges = frame(texts_of["nodes.csv"]), frame(texts_of["edges.csv"])
    assert [undone(cell) for cell in nodes["id"]] == [node.id for node in graph.of(Node)]
    assert set(zip(edges["source"].map(undone), edges["type"], edges["target"].map(undone), strict=True)) == set(
        graph.relations
    )
    for row, node in zip(nodes.to_dict("records"), graph.of(Node), strict=True):
        held = {name: cell for name, cell in row.items() if cell and name not in ("id", "label")}
        assert row["label"] == node.label
        assert {
            c.name: undone(held[c.name]) if c.type != "yes or no" else held[c.name] for c, _ in columns.cells(node)
        } == {c.name: text for c, text in columns.cells(node)}
        assert len(held) == len(list(columns.cells(node)))


@given(graphs())
def test_no_cell_is_a_formula(graph: Graph) -> None:
    for name, text in written(graph).items():
        if name.endswith(".csv"):
            for row in csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")):
                for cell in row:
                    number = cell.removeprefix("-").isdigit()
                    first = cell.lstrip()[:1]
                    assert number or (
                        first not in (*"=+-@", "＝", "＋", "－", "＠") and cell[:1] not in ("\t", "\r", "\n")
                    )


@pytest.mark.parametrize("text", [text for text in ODD_TEXTS if text])
def test_a_sheet_for_people_has_the_words(text: str) -> None:
    graph = Graph()
    graph.add(Organisation(id="o", name=text, aliases=("one", "two"), rule="r"))
    row = frame(written(graph)["Organisation.csv"]).to_dict("records")[0]
    assert undone(row["name"]) == text
    assert row["aliases"] == "one; two"
    assert row["abbreviation"] == ""


def test_there_is_a_sheet_for_each_label_that_occurs_with_the_ontologys_names() -> None:
    texts_of = written(hostile_graph())
    held = {node.label for node in hostile_graph().nodes.values()}
    assert {f"{label}.csv" for label in held} == texts_of.keys() - {"nodes.csv", "edges.csv", "README.txt"}
    for label in held:
        names = list(frame(texts_of[f"{label}.csv"]).columns)
        assert sorted(names) == sorted(p.stored for p in properties_of(NODES[label]))
        assert names[-1] == "id"
    assert list(frame(texts_of["Ask.csv"]).columns)[:3] == ["title", "text", "kinds"]
    assert texts_of.keys() <= csv_files.file_names()


def test_values_are_written_as_the_readme_says() -> None:
    graph = Graph()
    ask = Ask(id="a", title="", text="=1", kinds=("funding", "support"), amount=-5, timescale="'twas", rule="r")
    graph.add(ask)
    row = frame(written(graph)["nodes.csv"]).to_dict("records")[0]
    assert (row["title"], row["text"], row["timescale"], row["amount"]) == ("'", "'=1", "''twas", "-5")
    assert json.loads(row["kinds"]) == ["funding", "support"]
    assert "One apostrophe alone is an empty text" in written(graph)["README.txt"]


def test_one_column_has_one_type_and_edges_rename_what_the_json_renames() -> None:
    assert columns.RENAMED == RENAMED
    for table in (columns.NODE_COLUMNS, columns.EDGE_COLUMNS):
        names = [column.name for column in columns.every(table)]
        assert len(names) == len(set(names))
    names = [column.name for column in columns.every(columns.NODE_COLUMNS)]
    assert {"passage_start", "passage_end", "organisation_start", "organisation_end"} <= set(names)
    assert not {"start", "end"} & set(names)


@given(texts)
def test_what_is_escaped_comes_back_and_the_rest_stays(text: str) -> None:
    for pattern in (escapes.NOT_IN_XML, escapes.NOT_IN_SHEETS):
        escaped = escapes.escaped(text, pattern)
        assert escapes.unescaped(escaped) == text
        assert not any(ord(character) < 32 and character not in "\t\n\r" for character in escaped)
        assert escaped == text or pattern.search(text)


def test_an_empty_graph_goes_out_and_comes_in() -> None:
    assert csv_files.read(written(Graph())) == Graph()


@pytest.mark.parametrize(
    ("name", "change", "message"),
    [
        ("nodes.csv", None, "There is no nodes.csv."),
        ("edges.csv", "source,type\n", "needs the columns source, target, type."),
        ("nodes.csv", "id,label\na,Wish\n", "There is no node label 'Wish'."),
        ("nodes.csv", "id,label,name\na,Organisation\n", "Line 2 of nodes.csv has 2 cells, and the header 3."),
        ("nodes.csv", 'id,label\n"a"b,Ask\n', "Line 2 of nodes.csv is not CSV"),
        ("nodes.csv", "id,label,rule,name,colour\na,Organisation,r,n,red\n", "Organisation has no property 'colour'."),
        ("nodes.csv", "id,label,rule,text,shared\na,Priority,r,n,maybe\n", "shared of the node 'a' is 'maybe'"),
        ("nodes.csv", "", "nodes.csv begins with ''"),
    ],
)  # fmt: skip
def test_what_is_not_of_this_form_is_refused_in_one_message(name: str, change: str | None, message: str) -> None:
    texts_of = written(Graph())
    if change is None:
        del texts_of[name]
    else:
        texts_of[name] = change
    with pytest.raises(OntologyError) as caught:
        csv_files.read(texts_of)
    assert message in str(caught.value)
