"""The specificity ladder: which of five things each ask says."""

import pytest

from graph.ontology import AddressedTo, Ask, Measure, MeasuredBy, PartOf, Supports, Uses
from graph.store import Store
from queries.catalogue import ask
from queries.specificity import RUNGS
from tests.clean_plan import Change, both, changed, clean, linked, relinked, set_of, unlink

SITING, QUAYS, FERRIES = "a say over the siting", "£5m a year", "the right to license"


def missing(store: Store, change: Change, begins: str) -> str:
    store.replace_plan(changed(change))
    (row,) = [row for row in ask(store, "specificity").to_records() if row["ask"].startswith(begins)]
    assert row["said"] == len(RUNGS) - sum(not row[rung.replace(" or ", "_or_")] for rung in RUNGS)
    return str(row["missing"])


def test_of_a_plan_that_lacks_nothing_only_a_pool_without_a_sum_lacks_a_rung(store: Store) -> None:
    store.replace_plan(clean())
    answer = ask(store, "specificity")
    lacking = {row["ask"]: row["missing"] for row in answer.to_records() if row["said"] < len(RUNGS)}
    assert lacking == {"one budget for classes and workshops": "amount or power"}
    assert answer.note == (
        "Of 9 asks: 9 name who is asked, 9 say what is to be done or handed over, 8 a sum or a power, 9 a date, "
        "9 a measure."
    )


@pytest.mark.parametrize(
    ("change", "of", "lacks"),
    [
        (unlink(AddressedTo, SITING), SITING, "owner"),
        (relinked(AddressedTo, SITING, "Shelter", basis="inferred", scope=None), SITING, "owner"),
        (set_of(Ask, FERRIES, kinds=("support",)), FERRIES, "deliverable, amount or power"),
        (set_of(Ask, FERRIES, kinds=("devolve funding",)), FERRIES, "amount or power"),
        (set_of(Ask, FERRIES, kinds=("spending flexibility",)), FERRIES, "deliverable"),
        (set_of(Ask, SITING, timescale=None), SITING, "date"),
        (unlink(Supports, SITING), SITING, "measure"),
        (unlink(MeasuredBy, "Homes"), SITING, "measure"),
    ],
)
def test_each_rung_that_is_taken_away_is_missing(store: Store, change: Change, of: str, lacks: str) -> None:
    assert missing(store, change, of) == lacks


@pytest.mark.parametrize(
    ("change", "of"),
    [
        (relinked(AddressedTo, SITING, "Shelter", basis="curated", scope=None), SITING),
        (set_of(Ask, QUAYS, amount=None, amount_text="a fair share"), QUAYS),
        (both(unlink(Uses, QUAYS), set_of(Ask, QUAYS, kinds=("support",))), QUAYS),
        (set_of(Ask, SITING, timescale=None, amount_years=3), SITING),
        (both(unlink(Supports, SITING), linked(MeasuredBy, (Ask, SITING), (Measure, "homes"))), SITING),
        (both(linked(PartOf, (Ask, SITING), (Ask, QUAYS)), set_of(Ask, SITING, timescale=None)), SITING),
        (both(linked(PartOf, (Ask, SITING), (Ask, QUAYS)), unlink(Supports, SITING)), SITING),
    ],
)
def test_a_rung_can_be_there_in_more_than_one_way(store: Store, change: Change, of: str) -> None:
    assert missing(store, change, of) == ""


def test_the_least_specific_come_first(store: Store) -> None:
    store.replace_plan(changed(both(set_of(Ask, FERRIES, kinds=("support",), timescale=None), unlink(MeasuredBy))))
    said = [row["said"] for row in ask(store, "specificity").to_records()]
    assert said == sorted(said)
    assert said[0] == 1
