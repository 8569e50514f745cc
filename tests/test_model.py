"""The graph in memory."""

from dataclasses import replace

import pytest
from hypothesis import given

from graph.errors import OntologyError
from graph.model import Graph
from graph.ontology import AddressedTo, Ask, EvidencedBy, Makes, Organisation, Passage, Plan
from graph.records import Node
from tests.strategies import graphs

PLAN = Plan(id="plan", title="A Plan", work="plan", source="plan.txt", sha256="0")
ASK = Ask(id="ask", plan="plan", title="Buses", text="fund buses", rule="test")
BODY = Organisation(id="body", name="A Body", rule="test")
WORDS = Passage(id="words", plan="plan", kind="span", quote="fund buses", start=5, end=15, order=0)
ASKED = AddressedTo(start="ask", finish="body", rule="test", passages=("words",), scope="ask")
SHOWN = EvidencedBy(start="ask", finish="words", rule="test")


def sound() -> Graph:
    graph = Graph()
    graph.update([PLAN, ASK, BODY, WORDS], [ASKED, SHOWN])
    return graph


def test_a_sound_graph_has_no_problems() -> None:
    assert list(sound().problems()) == []
    sound().check()


def test_adding_twice_changes_nothing() -> None:
    graph = sound()
    assert graph.add(replace(ASK)) == ASK
    graph.link(replace(ASKED))
    assert graph == sound()


def test_the_order_of_adding_does_not_show() -> None:
    graph = Graph()
    graph.update([WORDS, BODY, ASK, PLAN], [SHOWN, ASKED])
    assert graph == sound()
    assert [n.id for n in graph.of(Node)] == ["ask", "body", "plan", "words"]
    assert list(graph.problems()) == []


@pytest.mark.parametrize(
    ("other", "difference"),
    [
        (replace(ASK, text="fund trams"), "the text of one Ask is 'fund buses' and of the other 'fund trams'"),
        (replace(ASK, amount=5), "the amount of one Ask is None and of the other 5"),
        (replace(BODY, id="ask"), "one is a node Ask and the other Organisation"),
    ],
)
def test_another_thing_under_the_same_id_is_refused(other: Node, difference: str) -> None:
    graph = sound()
    with pytest.raises(OntologyError) as caught:
        graph.add(other)
    assert "claim the id 'ask'" in str(caught.value)
    assert difference in str(caught.value)
    assert graph == sound()


def test_a_message_stays_short_however_long_the_words() -> None:
    graph = sound()
    with pytest.raises(OntologyError) as caught:
        graph.add(replace(ASK, text="very " * 10_000))
    assert len(str(caught.value)) < 600


def test_a_relationship_replaces_the_one_of_its_type_between_the_same_nodes() -> None:
    graph = sound()
    nearer = replace(ASKED, scope="lead-in")
    assert graph.link(nearer) is nearer
    assert list(graph.links(AddressedTo)) == [nearer]
    graph.link(Makes(start="body", finish="ask", rule="test"))
    assert len(graph.relations) == 3


def test_of_and_links_give_one_class_sorted() -> None:
    graph = sound()
    first = graph.add(replace(BODY, id="a-body"))
    assert list(graph.of(Organisation)) == [first, BODY]
    other = graph.link(replace(ASKED, finish="a-body"))
    assert list(graph.links(AddressedTo)) == [other, ASKED]


@pytest.mark.parametrize(
    ("graph", "how_many"),
    [(Graph(), "0"), (Graph({"plan": PLAN, "other": replace(PLAN, id="other")}), "2")],
)
def test_a_load_needs_exactly_one_plan(graph: Graph, how_many: str) -> None:
    with pytest.raises(OntologyError, match=f"exactly one plan; this one has {how_many}"):
        graph.plan()
    assert sound().plan() == PLAN


@pytest.mark.parametrize(
    ("relation", "problem"),
    [
        (replace(ASKED, finish="nobody"), "(ask)-[ADDRESSED_TO]->(nobody): there is no node 'nobody'."),
        (replace(ASKED, start="nobody"), "(nobody)-[ADDRESSED_TO]->(body): there is no node 'nobody'."),
        (
            replace(ASKED, start="body", finish="ask"),
            "(body)-[ADDRESSED_TO]->(ask): it joins Organisation to Ask, and may join: Ask to Organisation.",
        ),
        (
            replace(ASKED, passages=("gone",)),
            "(ask)-[ADDRESSED_TO]->(body): its passage 'gone' is not in the graph.",
        ),
        (
            replace(ASKED, passages=("body",)),
            "(ask)-[ADDRESSED_TO]->(body): its passage 'body' is not in the graph.",
        ),
        (
            replace(ASKED, scope="afar"),  # type: ignore[arg-type]
            "(ask)-[ADDRESSED_TO]->(body): ADDRESSED_TO.scope is 'afar'; it can be: ask, lead-in, block, heading.",
        ),
    ],
)
def test_a_relationship_that_the_ontology_forbids_is_a_problem(relation: AddressedTo, problem: str) -> None:
    graph = sound()
    del graph.relations[ASKED.key]
    graph.link(relation)
    assert list(graph.problems()) == [problem]


def test_a_quote_must_be_as_long_as_its_place() -> None:
    graph = sound()
    graph.nodes["words"] = replace(WORDS, end=20)
    assert list(graph.problems()) == ["words: the quote has 10 characters and its place 15."]


def test_values_of_a_wrong_type_are_problems_and_no_crash() -> None:
    graph = sound()
    graph.nodes["words"] = replace(WORDS, start=None, quote=5)  # type: ignore[arg-type]
    graph.link(replace(ASKED, passages=None))  # type: ignore[arg-type]
    graph.link(replace(SHOWN, passages=(["words"],)))  # type: ignore[arg-type]
    assert list(graph.problems()) == [
        "words: Passage.quote is 5, which is not a text.",
        "words: Passage.start is empty and must not be.",
        "(ask)-[ADDRESSED_TO]->(body): ADDRESSED_TO.passages is empty and must not be.",
        "(ask)-[EVIDENCED_BY]->(words): EVIDENCED_BY.passages lists ['words'], which is not a text.",
    ]


@pytest.mark.parametrize(("count", "more"), [(1, ""), (5, ""), (8, "(and 3 more)")])
def test_check_names_the_first_problems_and_how_many_there_are(count: int, more: str) -> None:
    graph = sound()
    for n in range(count):
        graph.link(replace(ASKED, finish=f"nobody-{n}"))
    with pytest.raises(OntologyError) as caught:
        graph.check()
    message = str(caught.value)
    assert message.startswith("The graph is not sound: ")
    assert message.count("there is no node") == min(count, 5)
    assert message.endswith(more or ".")


@given(graphs())
def test_any_graph_that_the_ontology_allows_is_sound(graph: Graph) -> None:
    assert list(graph.problems()) == []
