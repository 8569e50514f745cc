"""What the gap checks find in the bundled plan, read by hand; the same on both engines."""

from importlib.resources import files

import pytest

import partnership_graph as pg
from graph.store import Store, open_store
from queries.gaps.finding import Findings
from tests.conftest import Place

AS_OF = "2025-12-01"


@pytest.fixture
def demo(store: Store) -> Findings:
    pg.load(store, str(files("loaders") / "data" / "demo" / "west-midlands-digest.md"))
    return pg.gaps(store, as_of=AS_OF)


def sentences(found: Findings, check: str) -> list[str]:
    return [one.sentence for one in found.findings if one.check == check]


def test_the_sum_for_skills_is_asked_of_nobody_in_particular(demo: Findings) -> None:
    assert sentences(demo, "G03") == [
        "£1bn is asked for, and the ask names neither who would pay nor a fund; only the text around it names "
        "the Department for Education and the Department for Work and Pensions."
    ]
    assert sentences(demo, "G11") == [
        "£1bn is asked for without saying over what period, whether it is capital or revenue and whether it is new "
        "money."
    ]


def test_what_was_obtained_and_what_homes_cost_are_no_money_asked(demo: Findings) -> None:
    assert not any("£400m" in sentence or "£1.5" in sentence for sentence in sentences(demo, "G03"))


def test_the_levy_changed_hands_after_publication(demo: Findings) -> None:
    (levy,) = [one for one in sentences(demo, "G06") if "Levy” passed" in one]
    assert levy.endswith(
        "passed from the Department for Education to the Department for Work and Pensions on 16 September 2025, "
        "after the plan was published (July 2025). The plan asks the Department for Work and Pensions as well."
    )


def test_before_the_change_nothing_had_moved(store: Store) -> None:
    pg.load(store, str(files("loaders") / "data" / "demo" / "west-midlands-digest.md"))
    assert pg.gaps(store, as_of="2025-09-15", checks=["G06"]).findings == ()


def test_no_ask_has_a_date_and_that_is_one_finding(demo: Findings) -> None:
    (dates,) = [one for one in demo.findings if one.check == "G08"]
    assert dates.sentence == f"None of the {len(dates.members)} asks says by when."


def test_an_ask_of_government_with_a_likely_department_says_so(demo: Findings) -> None:
    (owners,) = [one for one in demo.findings if one.check == "G01"]
    homes = [member for member in owners.members if "Affordable Homes Programme" in member.subject]
    assert [member.closed_if_inferred for member in homes] == [True]
    assert not any("full control" in member.subject or "£1bn" in member.subject for member in owners.members)


def test_pooling_budgets_names_no_parties(demo: Findings) -> None:
    told = [one.sentence for one in demo.findings if one.check == "G12"]
    covered = [member.subject for one in demo.findings if one.check == "G12" for member in one.members]
    assert any("budgets for prevention" in words for words in (*told, *covered))


def test_every_fact_of_the_plan_shows_its_words(demo: Findings) -> None:
    assert sentences(demo, "G38") == []


def test_skills_are_in_the_hands_of_classes_and_homes_hang_on_one_agency(demo: Findings) -> None:
    (skills,) = sentences(demo, "G15")
    assert skills.startswith("Only classes of bodies deliver the shared priority “Skills and Employment”")
    assert sentences(demo, "G16") == ["None of the 4 priorities has a measure of success."]
    (homes,) = [one for one in demo.findings if one.check == "G29"]
    assert homes.sentence.startswith("Homes England is the only named partner that delivers “Housing and Commercial")
    assert homes.severity == "medium"


def test_every_priority_has_asks_and_partners_and_a_digest_is_no_whole_plan(demo: Findings) -> None:
    assert {one.check for one in demo.findings}.isdisjoint(
        {"G13", "G14", "G20", "G22", "G27", "G28", "G32", "G36", "G37"}
    )


def test_welfare_is_asked_where_the_department_is_not_named(demo: Findings) -> None:
    (narrow,) = [one for one in demo.findings if one.check == "G23"]
    assert narrow.subject == "Department for Work and Pensions"
    assert narrow.basis == "inferred"
    assert narrow.source is not None


@pytest.mark.neo4j
def test_both_engines_find_the_same(empty_folder: Place, empty_neo4j: Place) -> None:
    found = []
    for place in (empty_folder, empty_neo4j):
        with open_store(place.location) as store:
            pg.load(store, str(files("loaders") / "data" / "demo" / "west-midlands-digest.md"))
            found.append(pg.gaps(store, as_of=AS_OF).to_records())
    assert found[0] == found[1] != []
