"""What is over, what a number counts, and what "Police" goes on to: near misses of roles and of names."""

import pytest

from graph.ontology import Plays
from loaders.plan import load
from loaders.readers import read_data

PLAN = "# A plan for Northshire\n\n## Homes\n\n{}\n\n## The roles our partners will play\n\n{}\n"


def roles(said: str, listed: str = "- Northshire College – training welders") -> set[tuple[str, str]]:
    graph = load(read_data(PLAN.format(said, listed).encode(), "plan.md")).graph
    names = {id_: node.properties() for id_, node in graph.nodes.items()}
    return {(names[link.start]["name"], names[link.finish]["text"]) for link in graph.links(Plays)} - {
        ("Northshire College", "training welders")
    }


@pytest.mark.parametrize(
    "said",
    [
        "Since 2021 Homes England has invested £60m in the region.",
        "Homes England has built 400 homes since 2019.",
        "The Environment Agency has completed the flood wall.",
        "Our target is 12,000 more residents in work by 2030.",
        "We want 3,000 more people in work by 2030.",
    ],
)
def test_what_is_over_or_counted_is_no_role(said: str) -> None:
    assert roles(said) == set()
    assert roles("Words.", said) == set()


def test_what_goes_on_is_one() -> None:
    assert roles("Homes England has built 400 homes since 2019. Homes England will build 900 more.") == {
        ("Homes England", "will build 900 more")
    }
    assert roles("Words.", "Homes England has set up a fund for builders.") == {
        ("Homes England", "has set up a fund for builders")
    }


@pytest.mark.parametrize(
    "name",
    [
        "Hestonshire Police and Crime Commissioner",
        "Hestonshire Police, Fire and Crime Commissioner",
        "Thames Valley Police and Crime Panel",
    ],
)
def test_police_and_crime_is_one_body(name: str) -> None:
    assert {who for who, _ in roles("Words.", f"- {name} – funding ten wardens")} == {name}


def test_a_police_force_beside_another_body_is_two() -> None:
    assert {who for who, _ in roles("Words.", "- Thames Valley Police and Sport England – running a youth club")} == {
        "Thames Valley Police",
        "Sport England",
    }
