"""Themes, pillars and missions that a plan counts and names are its priorities."""

import pytest

from graph.ontology import Priority
from loaders.plan import load
from loaders.readers import read_data


def priorities(sentence: str) -> list[str]:
    text = f"# Saltmarsh plan\n\nThe Saltmarsh Combined Authority wrote this.\n\n## The plan\n\n{sentence}\n"
    nodes = load(read_data(text.encode(), "plan.md")).graph.nodes.values()
    return sorted(node.name for node in nodes if isinstance(node, Priority))


@pytest.mark.parametrize(
    ("sentence", "names"),
    [
        (
            "The plan has three themes: good work, safe streets and clean water.",
            ["clean water", "good work", "safe streets"],
        ),
        (
            "Our strategy is built around four pillars – Homes, Skills, Buses and Health.",
            ["Buses", "Health", "Homes", "Skills"],
        ),
        (
            "Our three missions are warm homes, research and development, and fair pay.",
            ["fair pay", "research and development", "warm homes"],
        ),
        ("We will focus on two strategic objectives: housing, and transport.", ["housing", "transport"]),
    ],
)
def test_what_is_counted_and_named_is_a_priority(sentence: str, names: list[str]) -> None:
    assert priorities(sentence) == names


@pytest.mark.parametrize(
    "sentence",
    [
        # somebody else's
        "The workshop had three themes: cost, speed and noise.",
        "Government has five missions: growth, energy, streets, opportunity and health.",
        # the number is not that of the names
        "The plan has three themes: good work and safe streets.",
        # what follows does not name them
        "Our three missions are described below.",
        "The plan has three themes. Good work, safe streets and clean water came up at the fair.",
    ],
)
def test_what_is_not_is_none(sentence: str) -> None:
    assert priorities(sentence) == []
