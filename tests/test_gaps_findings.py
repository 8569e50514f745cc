"""Findings: grouping, order, ids that stay, and what a baseline leaves."""

import pytest

from graph.ontology import AddressedTo, Ask, EvidencedBy, Organisation
from graph.store import Store
from queries.gaps.check import SEVERITIES
from queries.gaps.finding import Findings, ids_in
from queries.gaps.naming import listed, said, with_article
from queries.gaps.run import gaps
from tests.clean_plan import AS_OF, Change, both, changed, clean, relinked, set_of, unlink
from tests.gap_mutations import CLASSES, FERRIES, POOL, QUAYS, SITING
from tests.gap_mutations_whole import NO_ASKS
from tests.sample_plans import fenland, midshire

WAREHOUSES = "control of all empty"


def timeless(*asks: str) -> Change:
    """Of the six asks about homes and skills these have no date."""
    return both(NO_ASKS, *(set_of(Ask, words, timescale=None) for words in asks))


def found(store: Store, change: Change, *checks: str) -> Findings:
    store.replace_plan(changed(change))
    return gaps(store, as_of=AS_OF, checks=checks or None)


def test_what_fails_for_half_is_told_one_by_one(store: Store) -> None:
    findings = found(store, timeless(SITING, CLASSES, FERRIES), "G08").findings
    assert [one.subject.split()[0] for one in findings] == ["a", "direction", "the"]
    assert {one.members for one in findings} == {()}


def test_what_fails_for_more_than_half_is_one_finding(store: Store) -> None:
    (finding,) = found(store, timeless(SITING, CLASSES, FERRIES, WAREHOUSES), "G08").findings
    assert finding.sentence == "4 of the 6 asks do not say by when."
    assert [member.subject for member in finding.members] == [
        "a say over the siting of harbours",
        "control of all empty warehouses",
        "direction of all evening classes",
        "the right to license ferrymen",
    ]
    assert finding.subject == "4 asks"
    assert finding.section == "Our Homes; Our Skills"
    assert finding.quote == "a say over the siting of harbours"
    assert len(finding.passages) == 4


def test_what_is_only_good_to_know_is_always_one_finding(store: Store) -> None:
    nameless = [set_of(Organisation, name, identifiers=(), gss=None) for name in ("Quayton Council", "Quayton College")]
    (finding,) = found(store, both(*nameless), "G39").findings
    assert finding.sentence == "2 of the 6 named bodies have no known identifier."
    assert [member.subject for member in finding.members] == ["Quayton Council", "Quayton College"]


def test_what_fails_for_all_is_told_so(store: Store) -> None:
    (finding,) = found(store, timeless(SITING, CLASSES, FERRIES, WAREHOUSES, QUAYS, POOL), "G08").findings
    assert finding.sentence == "None of the 6 asks says by when."


def test_a_group_says_for_how_many_an_inferred_fact_would_close_it(store: Store) -> None:
    change = both(NO_ASKS, unlink(AddressedTo, QUAYS), unlink(AddressedTo, POOL), *(
        relinked(AddressedTo, words, "", basis="inferred", scope=None) for words in (SITING, CLASSES)))  # fmt: skip
    (finding,) = found(store, change, "G01").findings
    assert (
        finding.sentence
        == "4 of the 6 asks name no body that is asked. For 2 of them a fact that is only inferred would close it."
    )
    assert not finding.closed_if_inferred
    assert sorted(member.closed_if_inferred for member in finding.members) == [False, False, True, True]


def test_each_plan_has_its_own_group(store: Store) -> None:
    store.replace_plan(midshire())
    store.replace_plan(fenland())
    findings = gaps(store, as_of=AS_OF, checks=["G08"]).findings
    assert [one.sentence for one in findings] == [
        "“a school of dykes” does not say by when.",
        "None of the 3 asks says by when.",
    ]
    assert len({one.plan for one in findings}) == 2


def test_only_the_plan_that_was_named_is_read(store: Store) -> None:
    store.replace_plan(midshire())
    store.replace_plan(fenland())
    assert {one.plan.split("-")[0] for one in gaps(store, plan="Fenland", as_of=AS_OF).findings} == {"fenland"}


def test_the_gravest_come_first_and_each_check_has_its_turn(store: Store) -> None:
    change = both(*(unlink(AddressedTo, words) for words in (SITING, CLASSES, FERRIES)), unlink(EvidencedBy, "build"))
    findings = found(store, change)
    order = [SEVERITIES.index(one.severity) for one in findings.findings]
    assert order == sorted(order)
    assert [one.check for one in findings.findings if one.severity == "high"] == ["G01", "G01", "G01", "G38"]
    assert [one.check for one in findings.gravest(3)] == ["G01", "G38", "G01"]
    assert findings.at_least("high") == tuple(one for one in findings.open if one.severity == "high")


def test_ids_stay_the_same_from_run_to_run_and_from_group_to_one_by_one(store: Store) -> None:
    few = found(store, timeless(SITING, CLASSES), "G08")
    many = found(store, timeless(SITING, CLASSES, FERRIES, WAREHOUSES), "G08")
    again = found(store, timeless(SITING, CLASSES, FERRIES, WAREHOUSES), "G08")
    assert many.to_records() == again.to_records()
    assert {one.finding for one in few.findings} < {member.finding for member in many.findings[0].members}


def test_only_what_a_baseline_has_not_is_new(store: Store) -> None:
    before = ids_in(found(store, timeless(SITING, CLASSES), "G08").to_records())
    same = found(store, timeless(SITING, CLASSES), "G08").since(before)
    more = found(store, timeless(SITING, CLASSES, FERRIES), "G08").since(before)
    many = found(store, timeless(SITING, CLASSES, FERRIES, WAREHOUSES), "G08").since(before)
    assert same.findings == ()
    assert [one.subject for one in more.findings] == ["the right to license ferrymen"]
    assert many.findings[0].sentence == "4 of the 6 asks do not say by when. 2 of them are new."


def test_a_group_in_the_baseline_knows_its_members_one_by_one(store: Store) -> None:
    before = ids_in(found(store, timeless(SITING, CLASSES, FERRIES, WAREHOUSES), "G08").to_records())
    assert found(store, timeless(SITING, CLASSES), "G08").since(before).findings == ()


def test_no_findings_are_a_frame_with_the_same_columns(store: Store) -> None:
    store.replace_plan(clean())
    none = gaps(store, as_of=AS_OF)
    assert len(none) == 0
    assert list(none.to_frame().columns) == list(none.columns)


@pytest.mark.parametrize(
    ("names", "said"),
    [
        ([], ""),
        (["Homes England"], "Homes England"),
        (["Department for Transport", "Homes England"], "the Department for Transport and Homes England"),
        (["HM Treasury", "Home Office", "Space Agency"], "HM Treasury, the Home Office and the Space Agency"),
    ],
)  # fmt: skip
def test_names_stand_in_a_sentence(names: list[str], said: str) -> None:
    assert with_article(names) == said


def test_the_last_of_several_names_may_be_another_choice() -> None:
    assert listed(["one", "two", "three"], "or") == "one, two or three"


@pytest.mark.parametrize(
    ("day", "words"),
    [
        ("2025-07-14", "14 July 2025"),
        ("2025-07", "July 2025"),
        ("2025", "2025"),
        ("2025-13", "2025-13"),
        ("2025-02-30", "2025-02-30"),
        ("some day soon", "some day soon"),
    ],
)
def test_a_day_is_said_as_people_write_it_and_anything_else_as_it_is(day: str, words: str) -> None:
    assert said(day) == words
