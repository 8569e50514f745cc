"""What is no gap: each check keeps quiet where a policy officer would say that nothing is missing."""

from dataclasses import replace
from typing import Any

import pytest

from graph.model import Graph
from graph.ontology import (
    AddressedTo,
    Ask,
    Controls,
    Covers,
    EvidencedBy,
    Instrument,
    Measure,
    MeasuredBy,
    MemberOf,
    Organisation,
    PartOf,
    Passage,
    Plan,
    Section,
    Succeeds,
    Supports,
    Uses,
    Within,
)
from graph.store import Store
from queries.catalogue import ask
from queries.gaps.run import gaps
from tests.clean_plan import AS_OF, Change, both, changed, find, linked, relinked, set_of, unlink
from tests.gap_mutations import CLASSES, ENDED, FERRIES, POOL, QUAYS, SITING, SUCCEEDED, TAKEN_OVER, mention_only

LETTER = "addressee-letter"
REFERENCE: dict[str, Any] = {"basis": "reference", "plan": None, "source_of_record": "Harbourshire register"}
UNDER = linked(PartOf, (Ask, SITING), (Ask, "control of all empty"))
"""The ask about siting is a means of the one about warehouses."""


def _named_inside(graph: Graph) -> None:
    """The words of the ask for a sum name an agency, though it is not read as asked."""
    ask = find(graph, Ask, QUAYS)
    (own,) = [graph.nodes[link.finish] for link in graph.links(EvidencedBy) if link.start == ask.id]
    assert isinstance(own, Passage)
    (block,) = [link.finish for link in graph.links(Within) if link.start == own.id]
    inside = Passage(
        id="inside", plan=own.plan, kind="span", quote=own.quote[-9:], start=own.end - 9, end=own.end, order=own.order
    )
    graph.add(inside)
    graph.link(Within(start=inside.id, finish=block, rule="sample", plan=own.plan))
    graph.link(EvidencedBy(start="shelter-agency", finish=inside.id, rule="sample", plan=own.plan))


def _trust(**values: Any) -> Change:
    """A body that is named and no more, with some of its properties."""

    def change(graph: Graph) -> None:
        mention_only(graph)
        graph.nodes["canal-trust"] = replace(find(graph, Organisation, "Canal Trust"), **values)

    return change


LOST_SUM = both(relinked(AddressedTo, QUAYS, "Treasury", scope="block"), unlink(Uses, QUAYS))
WRITTEN_TO = both(relinked(AddressedTo, QUAYS, "Treasury", scope="heading", rule=LETTER), unlink(Uses, QUAYS))
UNDATED = set_of(Plan, "Harbourshire", published_on=None)

ABOUT_IT = relinked(Covers, "Our Skills", "Skills", basis="inferred")
"""That the section is about the priority is only inferred."""
MINISTER = set_of(Organisation, "Shelter Agency", specificity="office", kind="individual office")

QUIET = (
    ("G01", "a minister is asked", MINISTER),
    ("G10", "a minister is asked", both(MINISTER, set_of(Ask, SITING, timescale=None, kinds=("support",), text="3"))),
    ("G18", "the heading above it names the priority", unlink(Supports, FERRIES)),
    ("G01", "a person decided whom it is of", relinked(AddressedTo, SITING, "Shelter", basis="curated", scope=None)),
    ("G01", "the body stands only in the block", relinked(AddressedTo, SITING, "Shelter", scope="block")),
    ("G02", "the sentence before the list names it", relinked(AddressedTo, SITING, "Shelter", scope="lead-in")),
    ("G02", "a person decided whom it is of", relinked(AddressedTo, SITING, "Shelter", basis="curated", scope=None)),
    ("G02", "a letter is written to it", relinked(AddressedTo, SITING, "Shelter", scope="heading", rule=LETTER)),
    ("G02", "nobody is named near or far", unlink(AddressedTo, SITING)),
    ("G03", "the sum is what the thing costs", both(LOST_SUM, set_of(Ask, QUAYS, amount_role="need"))),
    ("G03", "the sum was obtained before", both(LOST_SUM, set_of(Ask, QUAYS, amount_role="context"))),
    ("G03", "a fund with a controller is named", relinked(AddressedTo, QUAYS, "Treasury", scope="block")),
    ("G03", "the letter is written to who would pay", WRITTEN_TO),
    ("G03", "an agency stands in the ask's own words", both(LOST_SUM, _named_inside)),
    ("G04", "a body is asked for it", unlink(Controls, "Treasury", "Quay Fund")),
    ("G04", "an act", both(unlink(Controls), unlink(AddressedTo, QUAYS), set_of(Instrument, "Quay Fund", kind="act"))),
    (
        "G04",
        "a tax without a name of its own",
        both(unlink(Controls), unlink(AddressedTo, QUAYS), set_of(Instrument, "Quay Fund", name="quay dues")),
    ),
    ("G04", "told of as history", both(unlink(Controls), unlink(Uses, QUAYS))),
    ("G05", "a department and an agency", linked(AddressedTo, (Ask, CLASSES), (Organisation, "Shelter"), scope="ask")),
    (
        "G05",
        "the second department is inferred",
        linked(AddressedTo, (Ask, CLASSES), (Organisation, "Treasury"), basis="inferred"),
    ),
    (
        "G06",
        "it moved before publication",
        both(
            relinked(Controls, "Treasury", "Quay Fund", valid_to="2025-06-01"),
            TAKEN_OVER,
            relinked(Controls, "Shelter", "Quay Fund", valid_from="2025-06-01"),
        ),
    ),
    (
        "G06",
        "it will move later",
        both(
            relinked(Controls, "Treasury", "Quay Fund", valid_to="2026-06-01"),
            TAKEN_OVER,
            relinked(Controls, "Shelter", "Quay Fund", valid_from="2026-06-01"),
        ),
    ),
    ("G06", "other work moved", both(SUCCEEDED, relinked(Succeeds, "Treasury", "Ministry", topics=("Lighthouses",)))),
    ("G06", "nothing says when the plan was published", both(ENDED, TAKEN_OVER, UNDATED)),
    ("G07", "a share is asked for", set_of(Ask, QUAYS, amount=None, amount_text="a fair share", amount_role=None)),
    ("G07", "to spend more freely", set_of(Ask, SITING, kinds=("funding", "spending flexibility"))),
    ("G07", "to design finance together", set_of(
        Ask, QUAYS, amount=None, amount_text=None, amount_role=None, text="design finance with us")),
    ("G08", "the sum has its years", set_of(Ask, QUAYS, timescale=None, amount_years=5)),
    ("G08", "the ask it is a means of has a date", both(UNDER, set_of(Ask, SITING, timescale=None))),
    ("G09", "the ask has a measure of its own", both(unlink(Supports, FERRIES), linked(
        MeasuredBy, (Ask, FERRIES), (Measure, "skills for all")))),
    ("G09", "the ask it is a means of is measured", both(UNDER, unlink(Supports, SITING))),
    ("G10", "three of five are said", set_of(Ask, FERRIES, timescale=None, kinds=("spending flexibility",))),
    ("G11", "the words say the period", set_of(Ask, QUAYS, amount_period="unknown")),
    ("G11", "a sum that nobody requests", set_of(Ask, QUAYS, amount_role="need", text="£5m")),
    ("G12", "joint work of the region and one body", set_of(Ask, SITING, kinds=("joint working",))),
    (
        "G12",
        "two budgets are named",
        both(unlink(AddressedTo, POOL, "Shelter"), set_of(Ask, POOL, text="pool the class budget and harbour fund")),
    ),
    ("G18", "the ask it is a means of names one", both(UNDER, unlink(Supports, SITING), relinked(
        Covers, "Our Homes", "Homes", basis="inferred"))),
    *(
        ("G07", f"it is about how: {words}", set_of(
            Ask, QUAYS, amount=None, amount_text=None, amount_role=None, text=words))
        for words in (
            "let ports carry forward unspent grants", "fold all grants into one", "funding paid straight to ports",
            "fund quays at the same rate as roads",
        )
    ),
    ("G07", "it speaks of no money", set_of(Ask, SITING, kinds=("funding",))),
    ("G38", "a body of public record that the plan does not name", unlink(EvidencedBy, "Treasury of Harbours")),
    ("G39", "a board", set_of(
        Organisation, "Quayton College", identifiers=(), kind="partnership/board/commission")),
    ("G39", "a class of bodies", set_of(Organisation, "Quayton College", identifiers=(), specificity="group")),
    ("G40", "it has ended", _trust(end="2024-03-31")),
    ("G40", "a class of bodies", _trust(specificity="group")),
    ("G40", "it is a member", both(mention_only, linked(
        MemberOf, (Organisation, "Canal Trust"), (Organisation, "Harbourshire"), **REFERENCE))),
)  # fmt: skip


@pytest.mark.parametrize(("check", "why", "change"), QUIET, ids=[f"{check} {why}" for check, why, _ in QUIET])
def test_what_is_no_gap_is_not_found(store: Store, check: str, why: str, change: Change) -> None:
    store.replace_plan(changed(change))
    assert [one.sentence for one in gaps(store, as_of=AS_OF, checks=[check]).findings] == []


def test_a_plan_without_priorities_has_no_asks_for_no_priority(store: Store) -> None:
    graph = changed(both(unlink(Supports), unlink(Covers)))
    for key in [key for key in graph.relations if key[1] == "SETS"]:
        del graph.relations[key]
    store.replace_plan(graph)
    assert gaps(store, as_of=AS_OF, checks=["G18"]).findings == ()


@pytest.mark.parametrize(
    ("change", "check", "absence"),
    [
        (set_of(Ask, SITING, timescale=None, text="a say over siting in 2030"), "G08", "found but not linked"),
        (
            both(set_of(Ask, SITING, timescale=None), set_of(Plan, "Harbourshire", title="Harbours 2025–2035")),
            "G08",
            "said elsewhere in the plan",
        ),
        (both(unlink(Supports, FERRIES), ABOUT_IT), "G18", "found but not linked"),
        (both(unlink(Supports, FERRIES), unlink(Covers, "Our Skills")), "G18", "the plan is silent"),
        (both(unlink(AddressedTo, QUAYS), _named_inside), "G01", "found but not linked"),
        (
            both(unlink(AddressedTo, SITING), set_of(Section, "Our Homes", kind="needs")),
            "G01",
            "found but not linked",
        ),
    ],
)  # fmt: skip
def test_the_ways_of_missing_are_told_apart(store: Store, change: Change, check: str, absence: str) -> None:
    store.replace_plan(changed(change))
    (finding,) = gaps(store, as_of=AS_OF, checks=[check]).findings
    assert finding.absence == absence


def test_an_inferred_department_would_close_it_and_is_asked_about(store: Store) -> None:
    store.replace_plan(changed(relinked(AddressedTo, SITING, "Shelter", basis="inferred", scope=None)))
    (finding,) = gaps(store, as_of=AS_OF, checks=["G01"]).findings
    assert finding.closed_if_inferred
    assert finding.question.endswith("Is it the Shelter Agency?")


def test_a_plan_without_a_date_is_read_from_the_latest_year_it_names(store: Store) -> None:
    undated = set_of(Plan, "Harbourshire", published_on=None, published_not_before="2024")
    store.replace_plan(changed(both(ENDED, TAKEN_OVER, undated)))
    (finding,) = gaps(store, as_of=AS_OF, checks=["G06"]).findings
    assert finding.severity == "medium"
    assert "which has no date, names no past year after 2024" in finding.sentence


def test_a_change_of_hands_is_told_with_both_bodies_the_day_and_the_register(store: Store) -> None:
    store.replace_plan(changed(both(ENDED, TAKEN_OVER)))
    (finding,) = gaps(store, as_of=AS_OF, checks=["G06"]).findings
    assert finding.sentence.endswith(
        "“Quay Fund” passed from the Treasury of Harbours to the Shelter Agency on 1 August 2025, "
        "after the plan was published (1 July 2025)."
    )
    assert finding.basis == "reference"
    assert finding.source is not None
    assert finding.severity == "high"
    assert gaps(store, as_of="2025-07-31", checks=["G06"]).findings == ()


def test_those_who_took_over_and_are_asked_already_make_it_low(store: Store) -> None:
    graph = changed(both(ENDED, TAKEN_OVER))
    store.replace_plan(graph)
    (finding,) = gaps(store, as_of=AS_OF, checks=["G06"]).findings
    assert finding.severity == "high"
    (agency,) = [body for body in graph.of(Organisation) if body.name == "Shelter Agency"]
    asked = next(graph.links(AddressedTo))
    graph.link(replace(asked, start=finding.subject_id, finish=agency.id, basis="stated"))
    store.replace_plan(graph)
    (finding,) = gaps(store, as_of=AS_OF, checks=["G06"]).findings
    assert finding.severity == "low"
    assert finding.sentence.endswith("The plan asks the Shelter Agency as well.")


@pytest.mark.parametrize(("published", "found"), [("2025-07", 1), ("2025-08", 0), ("2025", 0), ("2024", 1)])
def test_what_changed_within_the_month_of_publication_is_not_known_to_be_later(
    store: Store, published: str, found: int
) -> None:
    store.replace_plan(changed(both(ENDED, TAKEN_OVER, set_of(Plan, "Harbourshire", published_on=published))))
    assert len(gaps(store, as_of=AS_OF, checks=["G06"]).findings) == found
    changes = ask(store, "changed-hands", as_of=AS_OF).to_records()
    assert len([row for row in changes if row["instrument"]]) == found
