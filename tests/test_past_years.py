"""Which years tell that a plan was written no earlier: those it names as past, and no others."""

import pytest

from loaders.identity import find_dates
from loaders.readers import read_data


def latest(words: str) -> str | None:
    text = f"A plan for Northshire\n\nWe set out here what the county needs and what its partners do.\n\n{words}\n"
    return find_dates(read_data(text.encode(), "plan.md"), None)[1]


@pytest.mark.parametrize(
    ("words", "year"),
    [
        ("The combined county authority was set up in 2025 and has run the buses from the start.", "2025"),
        ("Since 2024 the county has kept half of its business rates.", "2024"),
        ("Under the Skills and Post-16 Education Act 2022 the chamber leads.", "2022"),
        ("The 2025 Modern Industrial Strategy names the county twice.", "2025"),
        ("The deal signed in September 2024 gives us the adult skills budget.", "2024"),
        ("The bank reopened in 2019, and in 2021 the mill closed.", "2021"),
        ("Northshire Combined County Authority, autumn 2026", "2026"),
    ],
)
def test_a_year_named_as_past_counts(words: str, year: str) -> None:
    assert latest(words) == year


@pytest.mark.parametrize(
    "words",
    [
        "The first carbon dioxide will go under the sea in 2028.",
        "We expect a strategic authority to follow in 2028.",
        "The contract, agreed at last, ends in 2029.",
        "A growth prospectus, 2026 to 2036",
        "Northshire Growth Plan 2026–2036",
        "Homes built | Castle Homes | 2030 | £41m",
        "By 2031 every bus is electric.",
        "The relief was worth £2024 to a small shop.",
        "The 2028 Rail Strategy should name the line.",
    ],
)
def test_a_year_that_is_to_come_tells_nothing(words: str) -> None:
    assert latest(words) is None


def test_of_both_the_past_one_is_taken() -> None:
    words = "The authority was set up in 2023. In 2030 the new line will open."
    assert latest(words) == "2023"
