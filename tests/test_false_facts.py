"""Sentences that look like asks, roles, priorities or names, and what is made of them."""

from collections.abc import Iterable

import pytest

from graph.model import Graph
from graph.ontology import AddressedTo, Ask, Instrument, MemberOf, Organisation, Plays, Priority, Role
from graph.store import open_store
from loaders.other_voices import RULE as VOICE
from loaders.plan import load
from loaders.readers import read_data
from loaders.rules import RULES
from queries.catalogue import ask
from tests.conftest import Place

PLACE = "# A plan for Northshire\n\nNorthshire Combined Authority, September 2025\n\n## Where we are\n\n{}\n"


def graph_of(words: str) -> Graph:
    graph = load(read_data(PLACE.format(words).encode(), "plan.md")).graph
    graph.check()
    return graph


def _ends(graph: Graph, ids: Iterable[str]) -> list[str]:
    return sorted(body.name for body in map(graph.nodes.__getitem__, ids) if isinstance(body, Organisation))


def asks(words: str) -> dict[str, list[str]]:
    """The asks, each with those who are stated to be asked."""
    graph = graph_of(words)
    ties = [tie for tie in graph.links(AddressedTo) if tie.basis == "stated"]
    return {ask.title: _ends(graph, (t.finish for t in ties if t.start == ask.id)) for ask in graph.of(Ask)}


def roles(words: str) -> dict[str, list[str]]:
    """The roles, each with those who play it."""
    graph = graph_of(words)
    return {r.text: _ends(graph, (t.start for t in graph.links(Plays) if t.finish == r.id)) for r in graph.of(Role)}


@pytest.mark.parametrize(
    "said",
    [
        "The National Infrastructure Commission recommended that the Department for Transport should fund a link road.",
        "The Public Accounts Committee has said that the Department for Transport should fund repairs.",
        "The Government has said that every mayoral area should have a scrutiny committee.",
        "Some have suggested that Defra should move its headquarters to Carrow.",
        "“The government should be ashamed of the state of our railways,” said Ann Dray of Kell Rail Users.",
        "“And NHS England must stop treating us as an afterthought,” said Dr Ifeoma Blake.",
        "National Highways has been asked by Kell Council to widen the road, and refused.",
        "The Department for Business and Trade has been invited to join.",
        RULES[VOICE].example,
    ],
)
def test_what_others_say_or_were_asked_is_no_ask(said: str) -> None:
    assert asks(said) == {}


def test_what_others_say_is_set_aside_by_its_rule() -> None:
    loaded = load(read_data(PLACE.format(RULES[VOICE].example).encode(), "plan.md"))
    assert loaded.set_aside[VOICE] == 1
    loaded = load(read_data(PLACE.format("The Committee has said that trade was slow.").encode(), "plan.md"))
    assert VOICE not in loaded.set_aside


@pytest.mark.parametrize(
    "said",
    [
        "We have long said that the Department for Transport should fund a link road.",
        "The Commission recommended that the Department for Transport should fund a link road, and we ask it to do so.",
        "“The Department for Transport must fund the link road,” said the Mayor.",
        "The Department for Transport should fund a link road.",
        RULES[VOICE].near_miss.replace("the Treasury should pay", "the Treasury should pay for the road"),
    ],
)
def test_what_the_plan_says_itself_is_one(said: str) -> None:
    assert asks(said)


@pytest.mark.parametrize(
    "said",
    [
        "We hope that Natural England will join.",
        "The Chancellor should know that it has cross-party support.",
        "The Home Office should take note that a third of our nurses come from overseas.",
        "We would welcome the chance to show you Marle harbour.",
        "What we want from the Government is certainty.",
    ],
)
def test_a_courtesy_or_a_bare_verb_is_no_ask(said: str) -> None:
    assert asks(said) == {}


def test_what_is_given_in_return_is_no_part_of_the_ask() -> None:
    words = "This proposition asks for an integrated settlement worth £410 million, in return for which we will save"
    assert [*asks(f"{words} the Exchequer £95 million.")] == ["An integrated settlement worth £410 million"]


@pytest.mark.parametrize("cell", ["None", "Nothing at this stage", "n/a", "–"])
def test_an_empty_cell_asks_for_nothing(cell: str) -> None:
    table = "| What we will do | What we need from government |\n|---|---|\n| Rebuild the station | {} |"
    assert asks(table.format(cell)) == {}
    assert asks(table.format("A fund for buses"))


@pytest.mark.parametrize(
    ("said", "body"),
    [
        ("We propose that the Department for Transport agrees a five-year settlement.", "Department for Transport"),
        ("We propose that the Department for Transport agree a five-year settlement.", "Department for Transport"),
        ("**Ask of government:** £5 million from the Department for Transport for a line.", "Department for Transport"),
        ("**Ask of government:** £5 million for a line.", "UK Government"),
    ],
)
def test_the_body_that_is_to_act_or_pay_is_asked(said: str, body: str) -> None:
    assert list(asks(said).values()) == [[body]]


def test_the_department_is_the_one_named_before() -> None:
    said = "HM Treasury holds the key to the cap. The department should lift the cap."
    assert asks(said) == {"Lift the cap": ["HM Treasury"]}
    assert asks("Kell Council runs a fund. The department should lift the cap.") == {}


def test_a_council_of_something_governs_no_place() -> None:
    kinds = {body.name: body.kind for body in graph_of("The Council of Mortgage Lenders will help.").of(Organisation)}
    assert kinds["Council of Mortgage Lenders"] == "partnership/board/commission"
    kinds = {body.name: body.kind for body in graph_of("The Council of the City of York will help.").of(Organisation)}
    assert kinds["Council of the City of York"] == "local government"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Brannoch City Council will no longer run the leisure centres.", {}),
        ("Brannoch City Council will never again set such a target.", {}),
        (
            "Brannoch City Council will run the leisure centres.",
            {"will run the leisure centres": ["Brannoch City Council"]},
        ),
        # a centre of the University's, and not the think tank of that name
        ("The University of Brannoch's Centre for Cities will evaluate the work.", {}),
        ("The Centre for Cities will evaluate the work.", {"will evaluate the work": ["Centre for Cities"]}),
        # a person
        ("Brannoch City Council's chief executive, Lee Orme, will lead on monitoring.", {}),
        # two areas in one name
        (
            "Carrow and the Wolds Strategic Authority will publish a plan.",
            {"will publish a plan": ["Carrow and the Wolds Strategic Authority"]},
        ),
        (
            "Aldermoor and Vale Combined Authority will publish a plan.",
            {"will publish a plan": ["Aldermoor and Vale Combined Authority"]},
        ),
    ],
)
def test_roles_go_to_who_plays_them(said: str, expected: dict[str, list[str]]) -> None:
    assert roles(said) == expected


def test_a_seat_is_a_membership_and_no_role() -> None:
    words = "Marle Borough Council and the Environment Agency sit on the Coastal Renewal Board."
    graph = graph_of(words)
    assert roles(words) == {}
    assert len([tie for tie in graph.links(MemberOf) if tie.basis == "stated"]) == 2


@pytest.mark.parametrize(
    "said",
    [
        "Three priorities guided our last strategy: town centres, tourism and digital.",
        "Our last strategy had three priorities: town centres, tourism and digital.",
        "Residents told us their three priorities: buses, safety and jobs.",
        "Manchester's plan has three priorities: buses, safety and jobs.",
    ],
)
def test_priorities_of_others_are_not_the_plan_s(said: str) -> None:
    assert not list(graph_of(said).of(Priority))


@pytest.mark.parametrize(
    "said",
    [
        "Northshire's plan has three priorities: buses, safety and jobs.",
        "Our strategy has three priorities: buses, safety and jobs.",
        "The Government has agreed three shared priorities with us: buses, safety and jobs.",
    ],
)
def test_the_plan_s_own_are(said: str) -> None:
    assert sorted(p.name for p in graph_of(said).of(Priority)) == ["buses", "jobs", "safety"]


def test_a_councillor_is_no_bill() -> None:
    assert not list(graph_of("Councillor Bill Hart leads the council.").of(Instrument))
    assert [i.name for i in graph_of("The Harbour Bill will be read in May.").of(Instrument)] == ["Harbour Bill"]


def test_its_members_are_those_of_the_body_named_before() -> None:
    words = "The Aldermoor Growth Board oversees delivery. Its members are Marle Borough Council and Network Rail."
    graph = graph_of(words)
    ties = [tie for tie in graph.links(MemberOf) if tie.basis == "stated"]
    assert {graph.nodes[tie.finish].properties()["name"] for tie in ties} == {"Aldermoor Growth Board"}
    assert len(ties) == 2
    two = "The Aldermoor Growth Board works with the Vale Skills Board. Its members are Marle Borough Council."
    assert not [tie for tie in graph_of(two).links(MemberOf) if tie.basis == "stated"]


def test_a_sum_that_two_asks_name_is_said_to_be_perhaps_the_same_money(empty_folder: Place) -> None:
    summary = "We ask government for an integrated settlement of £410 million over four years."
    proposal = "We ask MHCLG to agree an integrated settlement of £410 million from April 2027."
    other = "We ask DfT for £135 million for the Stour Valley line."
    with open_store(empty_folder.location) as store:
        store.replace_plan(graph_of(f"{summary}\n\n{proposal}\n\n{other}"))
        note = ask(store, "money").note
        assert note.startswith("Asked in all: £955m in 3 asks. £410m stands in more than one ask of a plan: where")
        store.replace_plan(graph_of(f"{summary}\n\n{other}"))
        assert ask(store, "money").note == "Asked in all: £545m in 2 asks."
