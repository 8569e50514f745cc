"""What the questions about the network of partners answer, on two invented plans and on both engines."""

from typing import Any

import pytest

from graph.errors import BadParameter, UnknownPlan
from graph.store import Store
from queries.catalogue import QUESTIONS, ask
from queries.question import Answer
from queries.shaping import shaped
from tests.question_plans import RECORD, borderland, havenshire
from tests.sample_plans import fenland

DAY = "2025-07-01"


@pytest.fixture
def held(store: Store) -> Store:
    store.replace_plan(havenshire())
    store.replace_plan(borderland())
    return store


def answered(store: Store, question: str, *, plan: str | None = "Havenshire", **given: Any) -> Answer:
    return ask(store, question, as_of=DAY, plan=plan, **given)


def rows(answer: Answer, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in answer.to_records()]


def test_bridges_are_told_with_what_only_they_link(held: Store) -> None:
    answer = answered(held, "bridges")
    assert rows(answer, "organisation", "sections", "section", "only_link") == [
        ("Fishers", 3, ["The Coast", "The Fields", "The Towns"], ["The Coast – The Fields", "The Coast – The Towns"]),
        ("Marshes Council", 2, ["The Fields", "The Towns"], []),
    ]
    fishers, marshes = (row["sentence"] for row in answer.to_records())
    assert fishers == (
        "Fishers (a class of bodies, counted as one): in 3 sections, “The Coast”, “The Towns” and “The Fields”. Nobody "
        "else links “The Coast” with “The Fields” and “The Coast” with “The Towns”: without it they would have no "
        "partner in common."
    )
    assert marshes.endswith("Others link the same sections too.")
    assert rows(answered(held, "bridges", least=3), "organisation") == [("Fishers",)]


def test_single_points_are_told_with_what_would_be_lost(held: Store) -> None:
    answer = answered(held, "single-points")
    # the Harbour Office is no single point for the piers: the publisher is named to lead there
    assert rows(answer, "organisation", "priority", "left", "apart") == [
        ("Shelter Agency", ["Homes for All"], ["Fishers"], []),
        ("Fishers", [], [], ["Homes for All", "Piers and Quays"]),
    ]
    shelter, fishers = (row["sentence"] for row in answer.to_records())
    assert shelter == (
        "Shelter Agency is the only named body that delivers “Homes for All”: without it only Fishers would be left."
    )
    assert fishers == (
        "Fishers (a class of bodies, counted as one) alone ties together “Homes for All” and “Piers and Quays”: "
        "without it their partners have nobody in common."
    )


def test_communities_are_told_as_sentences(held: Store) -> None:
    found = rows(answered(held, "communities"), "community", "organisations", "section", "sentence")
    members = [name for _, names, _, _ in found for name in names]
    assert sorted(members) == ["Divers Guild", "Fishers", "Harbour Office", "Marshes Council", "Shelter Agency"]
    assert [number for number, *_ in found] == list(range(1, len(found) + 1))
    assert all("partner" in sentence for *_, sentence in found)


def test_what_depends_on_a_body_tells_who_would_be_left(held: Store) -> None:
    answer = answered(held, "depends-on", name="Shelter Agency")
    assert rows(answer, "fact", "what", "loses", "left", "sentence") == [
        (
            "priority",
            "Homes for All",
            "the only named one",
            ["Fishers"],
            "Without Shelter Agency, no named body delivers “Homes for All”: only Fishers would be left.",
        ),
        (
            "section",
            "The Towns",
            "one of several named",
            ["Fishers", "Havenshire Authority", "Marshes Council"],
            "Without Shelter Agency, “The Towns” would keep 2 named bodies: Havenshire Authority and Marshes Council.",
        ),
    ]
    assert "If it left, “Homes for All” would lose the only named deliverer." in answer.note


def test_what_depends_on_a_body_tells_asks_and_instruments_too(held: Store) -> None:
    answer = answered(held, "depends-on", name="HO")
    found = {(row["fact"], row["what"]): row for row in answer.to_records()}
    assert found["ask", "Local control of the Pier Fund"]["loses"] == "the only one"
    assert found["ask", "A pier in every town"]["left"] == ["UK Government"]
    fund = found["instrument", "Pier Fund"]
    assert (fund["source"], fund["basis"], fund["passages"]) == (RECORD, "reference", [])
    assert fund["sentence"] == "Without Harbour Office, nobody decides on “Pier Fund”."
    assert "If it left, no priority would lose its only named deliverer." in answer.note


def test_a_link_is_told_step_by_step_each_with_its_words(held: Store) -> None:
    answer = answered(held, "why-linked", first="Shelter Agency", second="Fishers")
    assert rows(answer, "step", "sentence", "link", "basis") == [
        (1, "Shelter Agency plays the part “build homes for rent”.", "PLAYS", "stated"),
        (2, "“build homes for rent” serves the priority “Homes for All”.", "DELIVERS", "stated"),
        (3, "“Homes for All” is served by the part “lend their lofts”.", "DELIVERS", "inferred"),
        (4, "“lend their lofts” is the part of Fishers.", "PLAYS", "stated"),
    ]
    for row in answer.to_records():
        assert row["passages"]
        assert row["passages"][0]["quote"] in row["sentence"]


def test_a_link_of_public_record_has_its_source(held: Store) -> None:
    answer = answered(held, "why-linked", first="Shelter Agency", second="Ministry of Learning")
    assert rows(answer, "sentence", "basis", "source") == [
        ("Shelter Agency is part of Ministry of Learning.", "reference", RECORD)
    ]


def test_a_link_may_run_through_two_plans(held: Store) -> None:
    answer = answered(held, "why-linked", plan=None, first="Borderland Board", second="Divers Guild")
    assert {row["plan"] for row in answer.to_records()} == {plan.id for plan in held.plans()}


@pytest.mark.parametrize(
    ("first", "second", "says"),
    [
        ("HO", "Harbour Office", "'HO' and 'Harbour Office' are the same organisation"),
        ("Hrbour Offce", "Fishers", "No organisation is called 'Hrbour Offce'. The nearest are: 'Harbour Office'"),
        ("H", "Fishers", "No organisation is called 'H'"),
        ("council marshes", "agency office", "No organisation is called 'agency office'"),
    ],
)
def test_two_bodies_must_be_told_apart(held: Store, first: str, second: str, says: str) -> None:
    with pytest.raises(BadParameter) as caught:
        answered(held, "why-linked", first=first, second=second)
    assert says in str(caught.value)


def test_bodies_that_nothing_links_are_an_empty_answer(store: Store) -> None:
    store.replace_plan(borderland())
    store.replace_plan(fenland())
    answer = ask(store, "why-linked", first="Borderland Board", second="Fenland Board")
    assert answer.rows == ()
    assert answer.question.empty == "Nothing in the plans read links the two."


def test_plans_are_set_apart_by_what_only_one_has(held: Store) -> None:
    answer = answered(held, "in-one-not-other", plan=None, first="borderland", second="Havenshire Growth Plan")
    only = {(row["fact"], row["what"]) for row in answer.to_records() if row["only_in"] == "Borderland Compact"}
    assert only == {("kind of ask", "legislation or reform")}
    ours = {(row["fact"], row["what"]) for row in answer.to_records() if row["only_in"] == "Havenshire Growth Plan"}
    assert ("priority", "Homes for All") in ours
    assert ("asked of a body", "Harbour Office: funding") in ours
    assert ("body asked", "Harbour Office") not in ours
    assert ("kind of partner", "company") in ours
    assert "1 thing only in 'Borderland Compact'." in answer.note
    assert "Borderland Compact" in answer.plans.values()


def test_two_plans_must_be_told_apart(held: Store) -> None:
    with pytest.raises(BadParameter, match="are the same plan, 'Borderland Compact'"):
        ask(held, "in-one-not-other", first="Borderland", second="borderland compact")
    with pytest.raises(UnknownPlan, match="holds no plan 'Nowhere'"):
        ask(held, "in-one-not-other", first="Nowhere", second="borderland compact")
    with pytest.raises(BadParameter, match="names its plans itself: leave --plan out"):
        ask(held, "in-one-not-other", plan="Havenshire", first="Havenshire", second="borderland compact")


def test_plans_that_ask_the_same_body_for_the_same_power_are_found(held: Store) -> None:
    answer = answered(held, "same-ask", plan=None)
    assert rows(answer, "department", "wants", "subject", "how", "plans", "ask") == [
        ("Harbour Office", "devolve power", "Pier Fund", "same instrument", 2, "The Pier Fund in our own hands"),
        ("Harbour Office", "devolve power", "Pier Fund", "same instrument", 2, "Local control of the Pier Fund"),
        ("Shelter Agency", "devolve power", "Roofs and lofts", "same topic", 2, "A warm roof for each family"),
        ("Shelter Agency", "devolve power", "Roofs and lofts", "same topic", 2, "A roof for every family"),
    ]
    assert [row["basis"] for row in answer.to_records()] == ["stated", "stated", "inferred", "inferred"]
    assert "2 things are asked of the same body by several plans." in answer.note
    assert {row["department"] for row in answered(held, "same-ask", plan=None, department="ho").to_records()} == {
        "Harbour Office"
    }


def test_one_plan_alone_shares_no_ask(held: Store) -> None:
    assert answered(held, "same-ask").rows == ()


@pytest.mark.parametrize("question", ["bridges", "single-points", "communities"])
def test_the_order_in_which_an_engine_gives_ties_never_shows(held: Store, question: str) -> None:
    asked = QUESTIONS[question]
    given = {"plans": [plan.id for plan in held.plans()], "least": 2}
    raw = held.read(asked.cypher, given, columns=asked.returned).rows
    turned = [{**row, "ties": row["ties"][::-1]} for row in raw[::-1]]
    assert asked.computed is not None
    found, again = (shaped(held, asked, list(asked.computed.rows(some, given)))[0] for some in (raw, turned))
    assert found == again
    assert len(found) > 1
