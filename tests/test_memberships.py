"""Who is a member of what, in a plan's own words."""

import pytest

from graph.interchange import to_json
from graph.model import Graph
from graph.ontology import MemberOf, Organisation, Passage
from graph.store import Store
from graph.store.reach import reached
from loaders.memberships import RULE
from loaders.plan import load
from loaders.readers import read_data
from queries.catalogue import ask


def graph_of(text: str) -> Graph:
    graph = load(read_data(f"# Northshire plan\n\n## Who we are\n\n{text}\n".encode(), "plan.md")).graph
    graph.check()
    return graph


def members(text: str) -> list[tuple[str, str]]:
    graph = graph_of(text)
    names = {n.id: n.name for n in graph.of(Organisation)}
    return sorted((names[r.start], names[r.finish]) for r in graph.links(MemberOf) if r.rule == RULE)


BOARD = "Saltmarsh Growth Board"
BOTH = [("Saltmarsh Port Authority", BOARD), ("Tidewater Housing Association", BOARD)]


@pytest.mark.parametrize(
    "sentence",
    [
        "The Saltmarsh Growth Board is made up of Saltmarsh Port Authority and Tidewater Housing Association.",
        "The Saltmarsh Growth Board (SGB) comprises the Saltmarsh Port Authority and the Tidewater Housing"
        " Association.",
        "The Saltmarsh Growth Board is a voluntary partnership between Saltmarsh Port Authority and Tidewater Housing"
        " Association.",
        "The Saltmarsh Growth Board has two members: Saltmarsh Port Authority and Tidewater Housing Association.",
        "The Saltmarsh Growth Board, whose members are Saltmarsh Port Authority and Tidewater Housing Association,"
        " met.",
        "The two founding members of the Saltmarsh Growth Board are Saltmarsh Port Authority and Tidewater Housing"
        " Association.",
        "Saltmarsh Port Authority and Tidewater Housing Association are members of the Saltmarsh Growth Board.",
        "The Saltmarsh Growth Board consists of:\n\n- Saltmarsh Port Authority\n- the Tidewater Housing Association,"
        " which has the chair",
    ],
)
def test_who_is_said_to_be_a_member_is_one(sentence: str) -> None:
    assert members(sentence) == BOTH


@pytest.mark.parametrize(
    "sentence",
    [
        # to be, and no longer
        "The Saltmarsh Growth Board will be made up of Saltmarsh Port Authority and Tidewater Housing Association.",
        "Saltmarsh Port Authority will become a member of the Saltmarsh Growth Board.",
        "Saltmarsh Port Authority was a member of the Saltmarsh Growth Board.",
        "Saltmarsh Port Authority is not a member of the Saltmarsh Growth Board.",
        # another tie
        "The Saltmarsh Growth Board works with Saltmarsh Port Authority and Tidewater Housing Association.",
        "The Saltmarsh Growth Board is made up of people whom Saltmarsh Port Authority chose.",
        "Members of the Saltmarsh Growth Board met Saltmarsh Port Authority.",
        # people, not bodies
        "The chief executive of Saltmarsh Port Authority is a member of the Saltmarsh Growth Board.",
        "The Saltmarsh Growth Board has these aims:\n\n- Saltmarsh Port Authority\n- Tidewater Housing Association",
        "The Saltmarsh Growth Board consists of:\n\n- the leader of Saltmarsh Port Authority",
    ],
)
def test_what_says_something_else_makes_no_member(sentence: str) -> None:
    assert members(sentence) == []


def test_a_list_ends_where_its_enumeration_does() -> None:
    said = (
        "The Saltmarsh Growth Board is made up of Saltmarsh Port Authority, and advises Tidewater Housing Association."
    )
    assert members(said) == BOTH[:1]


def test_it_is_stated_and_shows_its_words() -> None:
    graph = graph_of("The Saltmarsh Growth Board consists of:\n\n- Saltmarsh Port Authority")
    (tie,) = (r for r in graph.links(MemberOf) if r.rule == RULE)
    assert (tie.basis, tie.plan) == ("stated", graph.plan().id)
    quotes = [node.quote for node in map(graph.nodes.__getitem__, tie.passages) if isinstance(node, Passage)]
    assert quotes == ["The Saltmarsh Growth Board consists of:", "Saltmarsh Port Authority"]


def test_memberships_come_back_from_both_engines(store: Store) -> None:
    graph = graph_of("The Saltmarsh Growth Board is made up of Saltmarsh Port Authority and Kent County Council.")
    store.replace_plan(graph)
    assert to_json(store.graph(graph.plan().id)) == to_json(reached(graph))
    rows = ask(store, "organisation", name="Saltmarsh Growth Board").to_records()
    assert {row["what"] for row in rows if row["fact"] == "has member"} == {
        "Kent County Council",
        "Saltmarsh Port Authority",
    }


def test_what_public_record_knows_keeps_its_dates() -> None:
    graph = graph_of("Walsall Council is a member of the West Midlands Combined Authority.")
    (tie,) = (r for r in graph.links(MemberOf) if graph.nodes[r.start].properties()["name"].startswith("Walsall"))
    assert tie.basis == "reference"
