"""Asks dropped in silence, asked again without an answer, overdue: found when they are there, and only then."""

import pytest

from graph.store import Store
from queries.gaps.due import last_day
from queries.gaps.run import gaps
from tests.gap_mutations_editions import (
    AS_OF,
    EDITIONS,
    FLOODS,
    LIFEBOATS,
    SILENT,
    EditionMutation,
    Pair,
    newer,
    of,
    record,
)

CHECKS = ("G33", "G34", "G35")


def found(store: Store, as_of: str = AS_OF) -> list[tuple[str, str, str]]:
    return [(one.check, one.subject, one.absence) for one in gaps(store, as_of=as_of, checks=CHECKS).findings]


@pytest.mark.parametrize("mutation", EDITIONS, ids=lambda one: f"{one.check} {one.subject[:20]}")
def test_what_is_taken_away_is_found_and_put_back_it_is_gone(store: Store, mutation: EditionMutation) -> None:
    mutation.pair.stored(store)
    (finding,) = gaps(store, as_of=AS_OF, checks=CHECKS).findings
    assert (finding.check, finding.absence) == (mutation.check, mutation.absence)
    assert finding.subject.startswith(mutation.subject[:20])
    assert finding.closed_if_inferred == (mutation.absence == "found but not linked")
    assert finding.passages
    for plan in store.plans():
        store.forget(plan.id)
    Pair().stored(store)
    assert found(store) == []


@pytest.mark.parametrize("number", range(len(SILENT)))
def test_nothing_is_found_where_nothing_is_wrong(store: Store, number: int) -> None:
    SILENT[number].stored(store)
    assert found(store) == []


def test_a_single_edition_without_a_record_is_left_alone(store: Store) -> None:
    Pair(ledger=()).stored(store)
    store.forget(next(plan.id for plan in store.plans() if not plan.current))
    assert found(store) == []


def test_without_any_record_it_is_one_finding(store: Store) -> None:
    Pair(ledger=()).stored(store)
    (finding,) = gaps(store, as_of=AS_OF, checks=CHECKS).findings
    assert finding.sentence == "None of the 4 asks made before has a recorded answer."
    assert len(finding.members) == 4


def test_only_what_was_known_on_the_day_counts(store: Store) -> None:
    of(newer(FLOODS, None), record(FLOODS, ("2027-01-10", "refused"))).stored(store)
    assert found(store, "2027-01-10") == []
    assert [check for check, *_ in found(store, "2027-01-09")] == ["G33", "G34"]


def test_sentences_say_what_is_known(store: Store) -> None:
    of(newer(FLOODS, "Pool the roads and drainage budgets of the Environment Agency"), record(FLOODS)).stored(store)
    (finding,) = gaps(store, as_of=AS_OF, checks=CHECKS).findings
    assert finding.sentence == (
        f"“{FLOODS}” was asked in the edition 2025 and is asked no more, and no answer is recorded."
    )
    assert finding.question.endswith("Is it now “Pool the roads and drainage budgets of the Environment Agency”?")


def test_a_dropped_ask_can_be_excused_by_its_words(store: Store) -> None:
    pair = of(newer(FLOODS, None), record(FLOODS))
    waiver = f"waivers:\n  - check: G33\n    ask: {FLOODS}\n    reason: met by law\n    by: Jane\n    at: 2027-05-01\n"
    Pair(pair.older, pair.newer, pair.ledger, waiver).stored(store)
    assert found(store) == [("G33", FLOODS, "waived")]


def test_dates_that_pass(store: Store) -> None:
    words = LIFEBOATS.replace("2028", "2026")
    asks = (words, *(one for one in Pair().older if one != LIFEBOATS))
    Pair(asks, asks, tuple((one, "2027-01-10", "offered") for one in asks)).stored(store)
    (finding,) = gaps(store, as_of=AS_OF, checks=CHECKS).findings
    assert finding.sentence == (
        f"“{words}” was wanted for “by the end of 2026”, and the last word is “offered”, of 2027-01-10."
    )


@pytest.mark.parametrize(
    ("timescale", "day"),
    [
        ("by 2028", "2028-12-31"),
        ("By the end of 2026", "2026-12-31"),
        ("2027", "2027-12-31"),
        ("December 2026", "2026-12-31"),
        ("by February 2028", "2028-02-29"),
        ("before 2029", "2028-12-31"),
        ("before March 2027", "2027-02-28"),
        ("before January 2027", "2026-12-31"),
        ("2026/27", "2027-03-31"),
        ("over five years", None),
        ("until 2031", None),
        ("to 2027", None),
        ("over five years from 2027/28", None),
        ("Next Spending Review", None),
        ("by Easter", None),
        ("beyond March 2028", None),
        (None, None),
    ],
)
def test_the_last_day_that_words_name(timescale: str | None, day: str | None) -> None:
    assert last_day(timescale) == day
