"""The graph as networkx and as node-link JSON, out and in."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import OntologyError
from graph.interchange import from_json, to_json, to_networkx
from graph.model import Graph
from graph.ontology import SCHEMA, AddressedTo, Ask, EvidencedBy, Mentions, Organisation, PartOf, Passage, Plan, Section
from tests.strategies import graphs

ROOT = Path(__file__).resolve().parent.parent


def sample() -> Graph:
    """A graph in which every shape of value occurs, words beyond ASCII among them."""
    graph = Graph()
    graph.update(
        [
            Plan(id="plan", title="Cynllun Twf – “Tir”", work="plan", source="plan.html", sha256="0"),
            Section(id="section", plan="plan", title="Bysiau", order=0, level=2, kind="theme", rule="test"),
            Ask(
                id="ask",
                plan="plan",
                title="Buses",
                text="fund buses with £40m a year",
                kinds=("funding", "support"),
                amount=40_000_000,
                amount_period="year",
                rule="test",
            ),
            Organisation(id="agency", name="Bus Agency", aliases=("مكتب", "\u202eBA"), kind="public body", rule="test"),
            Organisation(id="department", name="Department for </script>", rule="test", basis="reference"),
            Passage(id="words", plan="plan", kind="span", quote="fund buses", start=5, end=15, order=0),
        ],
        [
            AddressedTo(start="ask", finish="agency", rule="test", passages=("words",), scope="lead-in", plan="plan"),
            EvidencedBy(start="ask", finish="words", rule="test", plan="plan"),
            Mentions(start="section", finish="agency", rule="test", spellings=("BA", "the Agency"), plan="plan"),
            PartOf(
                start="agency",
                finish="department",
                basis="reference",
                rule="register",
                source_of_record="a register, its date, its licence",
                valid_from="2019-04-01",
                valid_to="2024-03-31",
            ),
        ],
    )
    graph.check()
    return graph


def document() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(to_json(sample()))
    return found


def test_the_json_is_what_the_contract_says() -> None:
    found = document()
    assert list(found) == ["directed", "multigraph", "graph", "nodes", "edges"]
    assert found["directed"] is True
    assert found["multigraph"] is True
    assert found["graph"]["schema"] == SCHEMA
    assert [node["id"] for node in found["nodes"]] == ["agency", "ask", "department", "plan", "section", "words"]
    assert [(e["source"], e["type"], e["target"]) for e in found["edges"]] == [
        ("agency", "PART_OF", "department"),
        ("ask", "ADDRESSED_TO", "agency"),
        ("ask", "EVIDENCED_BY", "words"),
        ("section", "MENTIONS", "agency"),
    ]
    for node in found["nodes"]:
        assert list(node) == ["id", "label", *sorted(node.keys() - {"id", "label"})]
    ends = ["source", "target", "key", "type"]
    for edge in found["edges"]:
        assert list(edge) == [*ends, *sorted(edge.keys() - set(ends))]
        assert edge["key"] == edge["type"]


def test_values_keep_their_kind_and_empty_ones_are_left_out() -> None:
    ask = next(node for node in document()["nodes"] if node["label"] == "Ask")
    assert ask["kinds"] == ["funding", "support"]
    assert ask["amount"] == 40_000_000
    assert "timescale" not in ask
    assert "curated" not in ask


def test_the_source_of_reference_data_is_written_record() -> None:
    edge = next(edge for edge in document()["edges"] if edge["type"] == "PART_OF")
    assert edge["source"] == "agency"
    assert edge["record"] == "a register, its date, its licence"
    assert (edge["from"], edge["to"]) == ("2019-04-01", "2024-03-31")
    plan = next(node for node in document()["nodes"] if node["label"] == "Plan")
    assert plan["source"] == "plan.html"


def test_the_text_ends_with_a_line_and_keeps_words_readable() -> None:
    text = to_json(sample())
    assert text.endswith("}\n")
    assert "Cynllun Twf – “Tir”" in text
    assert "مكتب" in text


@given(graphs(), st.randoms(use_true_random=False))
def test_the_order_of_building_never_shows(graph: Graph, random: Any) -> None:
    nodes, relations = list(graph.nodes.values()), list(graph.relations.values())
    random.shuffle(nodes)
    random.shuffle(relations)
    other = Graph()
    other.update(nodes, relations)
    assert to_json(other) == to_json(graph)


def test_the_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import sys; from graph.interchange import from_json, to_json\n"
        "sys.stdout.buffer.write(to_json(from_json(sys.stdin.buffer.read().decode())).encode())"
    )
    text = to_json(sample()).encode()
    for seed in ("0", "1", "4711"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        run = subprocess.run([sys.executable, "-c", code], input=text, capture_output=True, env=environment, check=True)
        assert run.stdout == text


@given(graphs())
def test_a_graph_comes_back_from_its_json(graph: Graph) -> None:
    text = to_json(graph)
    back = from_json(text.encode().decode())
    assert back == graph
    assert to_json(back) == text


@given(graphs())
def test_networkx_reads_the_json_as_the_graph_it_is_given(graph: Graph) -> None:
    read = nx.node_link_graph(json.loads(to_json(graph)), edges="edges")
    made = to_networkx(graph)
    assert isinstance(read, nx.MultiDiGraph)
    assert dict(read.nodes(data=True)) == dict(made.nodes(data=True))
    assert sorted(read.edges(keys=True), key=repr) == sorted(made.edges(keys=True), key=repr)
    assert all(read.edges[edge] == made.edges[edge] for edge in made.edges(keys=True))
    assert read.graph == made.graph
    assert set(read.nodes) == set(graph.nodes)
    assert {(start, key, finish) for start, finish, key in read.edges(keys=True)} == set(graph.relations)


def test_networkx_writes_what_is_read_back() -> None:
    written = json.dumps(nx.node_link_data(to_networkx(sample()), edges="edges"))
    assert from_json(written) == sample()


def test_networkx_has_labels_types_and_properties() -> None:
    made = to_networkx(sample())
    assert made.nodes["ask"]["label"] == "Ask"
    assert made.nodes["ask"]["amount"] == 40_000_000
    assert "id" not in made.nodes["ask"]
    assert made.edges["ask", "agency", "ADDRESSED_TO"]["scope"] == "lead-in"
    assert made.edges["agency", "department", "PART_OF"]["record"] == "a register, its date, its licence"
    assert made.graph["schema"] == SCHEMA


def test_an_empty_graph_goes_out_and_comes_in() -> None:
    assert from_json(to_json(Graph())) == Graph()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "This is not JSON: "),
        ("{", "This is not JSON: "),
        ("\ufeff{}", "This is not JSON: "),
        ("9" * 5000, "This is not JSON: "),
        ("[" * 200_000, "This JSON is nested too deeply to be a graph."),
        ('{"a":' * 200_000, "This JSON is nested too deeply to be a graph."),
        ("null", 'This JSON has no lists "nodes" and "edges" of objects.'),
        ("[]", 'This JSON has no lists "nodes" and "edges" of objects.'),
        ('{"nodes": []}', 'This JSON has no lists "nodes" and "edges" of objects.'),
        ('{"nodes": {}, "edges": []}', 'This JSON has no lists "nodes" and "edges" of objects.'),
        ('{"nodes": ["a"], "edges": []}', 'This JSON has no lists "nodes" and "edges" of objects.'),
    ],
    ids=lambda value: str(value)[:30],
)
def test_what_is_no_node_link_json_is_refused(text: str, message: str) -> None:
    with pytest.raises(OntologyError) as caught:
        from_json(text)
    assert str(caught.value).startswith(message)
    assert str(caught.value).endswith("as `partners export --format json` writes it.")


@pytest.mark.parametrize(
    ("about", "shown"),
    [
        ({"schema": 2}, "2"),
        ({"schema": "1"}, "'1'"),
        ({"schema": True}, "True"),
        ({}, "None"),
        ([], "None"),
        (5, "None"),
    ],
)
def test_another_schema_is_refused(about: object, shown: str) -> None:
    with pytest.raises(OntologyError) as caught:
        from_json(json.dumps(document() | {"graph": about}))
    assert str(caught.value).startswith(f"This graph has schema {shown}; this version reads schema {SCHEMA}.")


def _deep(levels: int) -> list[Any]:
    found: list[Any] = []
    for _ in range(levels):
        found = [found]
    return found


@pytest.mark.parametrize(
    ("part", "change", "message"),
    [
        ("nodes", {"label": "Wish"}, "There is no node label 'Wish'. The labels are: Plan,"),
        ("nodes", {"label": ["Ask"]}, "needs a text as \"label\", and has ['Ask']."),
        ("nodes", {"label": None}, 'needs a text as "label", and has None.'),
        ("nodes", {"id": 5}, 'needs a text as "id", and has 5.'),
        ("nodes", {"id": {}}, 'needs a text as "id", and has {}.'),
        ("nodes", {"colour": "red"}, "Organisation has no property 'colour'."),
        ("nodes", {"rule": None}, "Organisation needs the property 'rule' and it was not given."),
        ("nodes", {"name": 5}, "agency: Organisation.name is 5, which is not a text."),
        ("nodes", {"aliases": "BA"}, "agency: Organisation.aliases is 'BA', which is not a list of texts."),
        ("nodes", {"aliases": [["BA"]]}, "agency: Organisation.aliases lists ['BA'], which is not a text."),
        ("nodes", {"name": ["BA"]}, "agency: Organisation.name is ('BA',), which is not a text."),
        ("nodes", {"name": _deep(200)}, "which is not a text."),
        ("nodes", {"name": float("nan")}, "agency: Organisation.name is nan, which is not a text."),
        ("nodes", {"kind": "sort"}, "agency: Organisation.kind is 'sort'; it can be: government,"),
        ("nodes", {"name": "\ud800"}, "which holds half a character and cannot be written as UTF-8."),
        ("nodes", {"id": "ask"}, "Two different nodes claim the id 'ask'"),
        ("nodes", {"id": "elsewhere"}, "there is no node 'agency'."),
        ("edges", {"type": "LIKES"}, "There is no relationship type 'LIKES'."),
        ("edges", {"type": {}}, 'needs a text as "type", and has {}.'),
        ("edges", {"source": None}, 'needs a text as "source", and has None.'),
        ("edges", {"target": ["department"]}, "needs a text as \"target\", and has ['department']."),
        ("edges", {"target": "nobody"}, "(agency)-[PART_OF]->(nobody): there is no node 'nobody'."),
        ("edges", {"target": "plan"}, "it joins Organisation to Plan, and may join:"),
        ("edges", {"passages": ["gone"]}, "its passage 'gone' is not in the graph."),
        ("edges", {"passages": [["words"]]}, "PART_OF.passages lists ['words'], which is not a text."),
        ("edges", {"passages": 5}, "PART_OF.passages is 5, which is not a list of texts."),
        ("edges", {"scope": "ask"}, "PART_OF has no property 'scope'."),
    ],
    ids=lambda value: str(value)[:40],
)
def test_what_the_ontology_does_not_allow_is_refused_in_one_message(
    part: str, change: dict[str, Any], message: str
) -> None:
    changed = document()
    changed[part][0] |= change
    with pytest.raises(OntologyError) as caught:
        from_json(json.dumps(changed))
    assert message in str(caught.value)
    assert len(str(caught.value)) < 1000
    assert "\n" not in str(caught.value)


def test_an_edge_said_twice_is_one_and_two_different_ones_are_refused() -> None:
    twice = document()
    twice["edges"].append(dict(twice["edges"][0]))
    assert from_json(json.dumps(twice)) == sample()
    twice["edges"][-1]["confidence"] = "low"
    with pytest.raises(OntologyError, match="Two different edges PART_OF go from 'agency' to 'department'"):
        from_json(json.dumps(twice))


def _wild() -> st.SearchStrategy[Any]:
    scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5)
    return st.recursive(
        scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    )


@given(
    st.sampled_from(["nodes", "edges"]),
    st.integers(0, 3),
    st.sampled_from(
        ["id", "label", "type", "source", "target", "key", "passages", "aliases", "start", "plan", "record"]
    ),
    _wild(),
)
def test_whatever_a_value_is_the_json_is_read_or_refused(part: str, index: int, name: str, value: Any) -> None:
    changed = document()
    changed[part][index][name] = value
    back = _read_or_refused(json.dumps(changed))
    assert back is None or from_json(to_json(back)) == back


def _read_or_refused(text: str) -> Graph | None:
    try:
        return from_json(text)
    except OntologyError:
        return None
