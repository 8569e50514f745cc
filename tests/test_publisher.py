"""Whose plan it is, and of when: what its head says, and else the one body that it names far more than any other."""

import pytest

from loaders.identity import find_dates
from loaders.plan import load
from loaders.readers import read_data

PARTNERS = """
## What our partners will do

- Northshire College will train 200 welders.
- Northshire College will open a school of thatching.
- Tern Water will mend the sluices.
- Tern Water will plant reeds.

## What we need from government

- A longer contract for buses
"""


def publisher(head: str, body: str = PARTNERS) -> str | None:
    return load(read_data(f"{head}\n{body}".encode(), "plan.md")).graph.plan().publisher


@pytest.mark.parametrize(
    "line",
    [
        "Published by the Kent County Council.",
        "Published by Kent County Council and Northshire College, September 2025",
        "Prepared by the programme office of Kent County Council",
        "We, Kent County Council, publish this plan.",
        "A manifesto for the next Parliament from Kent County Council",
        "Kent County Council, Northshire College and Tern Water, September 2025",
        "Kent County Council",
    ],
)
def test_the_head_says_whose_plan_it_is(line: str) -> None:
    assert publisher(f"# A plan for the coast\n\n{line}\n") == "Kent County Council"


def test_a_title_that_begins_with_a_name_says_so() -> None:
    assert publisher("# Kent County Council: our plan\n\nWords about the county.\n") == "Kent County Council"
    assert publisher("# Kent County Council will build\n\nWords about the county.\n") is None


@pytest.mark.parametrize(
    "line",
    [
        "Words about the coast and those who live there.",
        "Kent County Council will mend the pier.",
        "The last strategy was written with help from Kent County Council.",
    ],
)
def test_partners_are_no_publishers(line: str) -> None:
    assert publisher(f"# A plan for the coast\n\n{line}\n") is None


def test_a_council_that_is_named_far_more_than_others_speaks() -> None:
    wants = "Kent County Council wants more say over buses. Kent County Council seeks a longer settlement.\n"
    assert publisher("# A plan for the coast\n", wants + PARTNERS) == "Kent County Council"


@pytest.mark.parametrize(
    ("line", "published"),
    [
        ("Published by the Northshire Combined Authority, June 2025", "2025-06"),
        ("Kent County Council and the Growth Board of Kent, 4 June 2025", "2025-06-04"),
        ("Source: Office for National Statistics, June 2021", None),
        ("We wrote this after the floods, June 2025", None),
    ],
)
def test_a_date_behind_names_in_the_head_is_the_date_of_the_plan(line: str, published: str | None) -> None:
    text = f"# A plan for the coast\n\n{line}\n\nWhat the coast needs, and what its partners do.\n"
    assert find_dates(read_data(text.encode(), "plan.md"), None)[0] == published
