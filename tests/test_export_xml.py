"""The graph as GraphML and as GEXF: read back by us and by networkx, and sound by what the formats ask."""

import io
import json
import os
import warnings
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import ModuleType
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from lxml import etree

from graph.errors import OntologyError
from graph.exchange import columns, escapes, gexf, graphml
from graph.exchange.captions import CAPTIONS, caption
from graph.exchange.columns import EDGE_COLUMNS, NODE_COLUMNS, Column
from graph.interchange import to_networkx
from graph.model import Graph
from graph.ontology import NODES, Ask, Organisation, Passage
from graph.records import Node, Relation
from tests.hostile_graph import hostile_graph
from tests.sample_plans import midshire
from tests.strategies import graphs

both = pytest.mark.parametrize("form", [graphml, gexf], ids=["graphml", "gexf"])

GEXF = "{http://gexf.net/1.3}"
GRAPHML = "{http://graphml.graphdrawing.org/xmlns}"


def written(form: ModuleType, graph: Graph) -> str:
    pieces: Callable[[Graph], Iterator[str]] = form.pieces
    return "".join(pieces(graph))


@both
@given(graph=graphs())
def test_a_graph_comes_back(form: ModuleType, graph: Graph) -> None:
    assert form.read(written(form, graph)) == graph


@both
def test_a_hostile_graph_and_an_empty_one_come_back(form: ModuleType) -> None:
    for graph in (hostile_graph(), Graph()):
        assert form.read(written(form, graph)) == graph


def restored(data: Mapping[str, Any], kinds: Mapping[str, Column], of: str) -> dict[str, Any]:
    """The attributes that networkx read, as the properties they were made of."""
    found = {}
    for stored, column in kinds.items():
        name = gexf.title(column.name, of) if column.name not in data else column.name
        if name in data:
            value = data[name]
            text = escapes.unescaped(value) if isinstance(value, str) else value
            found[stored] = json.loads(text) if column.type == "list of texts" else text
    return found


def expected(record: Node | Relation) -> dict[str, Any]:
    return {name: value for name, value in record.properties().items() if name != "id"}


@given(graphs())
def test_networkx_reads_the_graphml(graph: Graph) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read = nx.read_graphml(io.BytesIO(written(graphml, graph).encode()), force_multigraph=True)
    assert isinstance(read, nx.MultiDiGraph)
    assert {escapes.unescaped(node) for node in read} == set(graph.nodes)
    for name, data in read.nodes(data=True):
        node = graph.nodes[escapes.unescaped(name)]
        assert data["label"] == node.label
        assert restored(data, NODE_COLUMNS[node.label], "node") == expected(node)
    made = {(escapes.unescaped(s), k, escapes.unescaped(f)): data for s, f, k, data in read.edges(keys=True, data=True)}
    assert made.keys() == graph.relations.keys()
    for key, data in made.items():
        assert data["type"] == key[1]
        assert restored(data, EDGE_COLUMNS[key[1]], "edge") == expected(graph.relations[key])


@given(graphs())
def test_networkx_reads_the_gexf(graph: Graph) -> None:
    read = nx.read_gexf(io.BytesIO(written(gexf, graph).encode()))
    assert read.is_directed()
    for name, data in read.nodes(data=True):
        node = graph.nodes[escapes.unescaped(name)]
        assert data["node_label"] == node.label
        assert escapes.unescaped(data["label"]).split() == caption(node).split()
        assert restored(data, NODE_COLUMNS[node.label], "node") == expected(node)
    assert {escapes.unescaped(node) for node in read} == set(graph.nodes)
    made = {(escapes.unescaped(s), d["label"], escapes.unescaped(f)): d for s, f, d in read.edges(data=True)}
    assert made.keys() == graph.relations.keys()
    for key, data in made.items():
        assert restored(data, EDGE_COLUMNS[key[1]], "edge") == expected(graph.relations[key])


def test_networkx_has_the_same_ids_and_keys_from_graphml_as_from_us() -> None:
    graph = midshire()
    read = nx.read_graphml(io.BytesIO(written(graphml, graph).encode()), force_multigraph=True)
    assert sorted(read.edges(keys=True)) == sorted(to_networkx(graph).edges(keys=True))


def test_words_that_gexf_keeps_for_itself_are_no_attributes() -> None:
    root = etree.fromstring(written(gexf, hostile_graph()).encode())
    for declared in root.iter(f"{GEXF}attributes"):
        of = declared.get("class")
        titles = [attribute.get("title") for attribute in declared]
        assert len(titles) == len(set(titles))
        assert not set(titles) & gexf.RESERVED[of]
    assert {edge.get("kind") for edge in root.iter(f"{GEXF}edge")} == {
        edge.get("label") for edge in root.iter(f"{GEXF}edge")
    }


def test_the_gexf_declares_what_it_uses_and_counts_right() -> None:
    graph = hostile_graph()
    root = etree.fromstring(written(gexf, graph).encode())
    assert (root.tag, root.get("version")) == (f"{GEXF}gexf", "1.3")
    assert [child.tag for child in root] == [f"{GEXF}meta", f"{GEXF}graph"]
    (inner,) = root.findall(f"{GEXF}graph")
    assert [child.tag for child in inner] == [
        f"{GEXF}{name}" for name in ("attributes", "attributes", "nodes", "edges")
    ]
    types = {a.get("type") for a in root.iter(f"{GEXF}attribute")}
    assert types == {"string", "long", "boolean"}
    for of, count in (("node", len(graph.nodes)), ("edge", len(graph.relations))):
        declared = {a.get("id") for a in inner.findall(f"{GEXF}attributes[@class='{of}']/{GEXF}attribute")}
        items = inner.findall(f"{GEXF}{of}s/{GEXF}{of}")
        assert (
            len({item.get("id") for item in items})
            == len(items)
            == count
            == int(inner.find(f"{GEXF}{of}s").get("count"))
        )
        assert {value.get("for") for item in items for value in item.iter(f"{GEXF}attvalue")} <= declared
    ids = {node.get("id") for node in root.iter(f"{GEXF}node")}
    assert all({edge.get("source"), edge.get("target")} <= ids for edge in root.iter(f"{GEXF}edge"))


@given(graphs())
def test_the_gexf_is_sound_by_the_published_schema(graph: Graph) -> None:
    folder = os.environ.get("GEXF_SCHEMA")
    if not folder:
        pytest.skip("GEXF_SCHEMA names no folder with the published gexf.xsd of version 1.3")
    schema = etree.XMLSchema(etree.parse(str(Path(folder) / "gexf.xsd")))
    for one in (graph, hostile_graph()):
        schema.assertValid(etree.fromstring(written(gexf, one).encode()))


def test_the_graphml_declares_what_it_uses() -> None:
    root = etree.fromstring(written(graphml, hostile_graph()).encode())
    declared = {(key.get("id"), key.get("for")) for key in root.iter(f"{GRAPHML}key")}
    assert len({name for name, _ in declared}) == len(declared)
    names = [(key.get("attr.name"), key.get("for")) for key in root.iter(f"{GRAPHML}key")]
    assert len(set(names)) == len(names)
    for of in ("node", "edge"):
        used = {data.get("key") for item in root.iter(f"{GRAPHML}{of}") for data in item}
        assert {(key, of) for key in used} <= declared


def test_what_has_no_value_is_left_out_and_an_empty_text_is_not() -> None:
    graph = Graph()
    graph.add(Organisation(id="o", name="", rule="r"))
    read = nx.read_graphml(io.BytesIO(written(graphml, graph).encode()))
    assert read.nodes["o"]["name"] == ""
    assert "abbreviation" not in read.nodes["o"]
    read = nx.read_gexf(io.BytesIO(written(gexf, graph).encode()))
    assert read.nodes["o"]["name"] == ""
    assert "abbreviation" not in read.nodes["o"]


def test_the_two_sorts_of_start_are_two_attributes() -> None:
    graph = Graph()
    graph.add(Organisation(id="o", name="O", start="2019-04-01", rule="r"))
    graph.add(Passage(id="p", plan="plan", kind="span", quote="ab", start=3, end=5, order=0))
    for form, reader in ((graphml, nx.read_graphml), (gexf, nx.read_gexf)):
        read = reader(io.BytesIO(written(form, graph).encode()))
        assert read.nodes["o"]["organisation_start"] == "2019-04-01"
        assert (read.nodes["p"]["passage_start"], read.nodes["p"]["passage_end"]) == (3, 5)


def test_every_label_has_a_caption_that_its_nodes_must_have() -> None:
    assert CAPTIONS.keys() == NODES.keys()
    long = Ask(id="a", title="word " * 40, text="", rule="r")
    assert len(caption(long)) <= 80
    assert caption(long).endswith("…")


@both
@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "This is not XML"),
        ("<a", "This is not XML"),
        ("<a/>", "The root of this document is a."),
        ('<!DOCTYPE a [<!ENTITY x "y">]><a>&x;</a>', "The root of this document is a."),
    ],
)
def test_what_is_no_such_document_is_refused(form: ModuleType, text: str, message: str) -> None:
    with pytest.raises(OntologyError) as caught:
        form.read(text)
    assert message in str(caught.value)
    assert "as `partners export` writes it." in str(caught.value)


@both
def test_another_schema_and_what_the_ontology_does_not_allow_are_refused(form: ModuleType) -> None:
    text = written(form, hostile_graph())
    ours = {graphml: ('"graph.schema">1<', '"graph.schema">2<'), gexf: (", schema 1<", ", schema 2<")}[form]
    assert ours[0] in text
    with pytest.raises(OntologyError, match="this version reads"):
        form.read(text.replace(*ours))
    with pytest.raises(OntologyError, match="which is not a whole number"):
        form.read(text.replace("9223372036854775807", "many"))
    with pytest.raises(OntologyError, match="has no property"):
        form.read(text.replace("node.amount", "node.colour"))


def test_cells_leave_out_the_id() -> None:
    assert [column.name for column, _ in columns.cells(Ask(id="a", title="t", text="w", rule="r"))][:2] == [
        "basis",
        "confidence",
    ]
