"""Which sections cover a priority: those whose heading names it, and those that say enough of its topic."""

import pytest

from graph.model import Graph
from graph.ontology import Covers, Priority, Section
from loaders.plan import load
from loaders.readers import read_data
from loaders.topics import topics_of

PLAN = "# Northshire plan\n\nWe have two priorities: Skills and Training, and Innovation and Growth.\n\n{}\n"


def graph_of(words: str) -> Graph:
    graph = load(read_data(PLAN.format(words).encode(), "plan.md")).graph
    graph.check()
    return graph


def covers(graph: Graph) -> set[tuple[str, str, str]]:
    found: set[tuple[str, str, str]] = set()
    for link in graph.links(Covers):
        section, priority = graph.nodes[link.start], graph.nodes[link.finish]
        assert isinstance(section, Section)
        assert isinstance(priority, Priority)
        found.add((section.title, priority.name, link.basis))
    return found


def test_a_heading_that_names_a_priority_covers_it_whatever_stands_under_it() -> None:
    graph = graph_of("## Skills and Training\n\nThe county has two ports.\n\n## Ports\n\nThey are old.")
    assert covers(graph) == {("Skills and Training", "Skills and Training", "stated")}


def places(*roles: str) -> str:
    return "## Places\n\n### The roles our partners will play\n\n" + "".join(f"- {role}\n" for role in roles)


TRAINS = "Network Rail – mending the track", "Northshire Council – painting the gates", "Ofgem – lending a map"
LEARNS = "Colleges – training welders", "Employers – sharing skills"


def test_what_a_section_says_most_of_it_is_about() -> None:
    many = [f"Partners – mending bridge number {n}" for n in range(12)]
    assert covers(graph_of(places(*many, *LEARNS))) == {("Places", "Skills and Training", "inferred")}


def test_a_few_words_of_another_topic_among_many_are_not_what_it_is_about() -> None:
    many = [f"Partners – mending bridge number {n}" for n in range(12)]
    more = [f"Universities – research on tide {n}" for n in range(3)]
    assert covers(graph_of(places(*many, *more, *LEARNS))) == {("Places", "Innovation and Growth", "inferred")}
    few = covers(graph_of(places(*more, *LEARNS)))
    assert {name for _, name, _ in few} == {"Innovation and Growth", "Skills and Training"}


def test_what_several_partners_do_together_is_said_once() -> None:
    together = "Colleges, schools and universities – training welders"
    assert covers(graph_of(places(*TRAINS, together))) == set()
    assert covers(graph_of(places(*TRAINS, *LEARNS))) == {("Places", "Skills and Training", "inferred")}


@pytest.mark.parametrize(
    ("text", "topic", "expected"),
    [
        ("homes for rent", "housing", True),
        ("beds in care homes", "housing", False),
        ("homes in on skills", "housing", False),
        ("nature recovery", "environment", True),
        ("a bus by nature of its size", "environment", False),
    ],
)
def test_words_of_a_topic_inside_other_phrases_are_none(text: str, topic: str, *, expected: bool) -> None:
    assert (topic in topics_of(text)) is expected
