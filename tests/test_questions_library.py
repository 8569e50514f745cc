"""What the questions about parts, asks and money answer on two invented plans: the same rows on both engines."""

from typing import Any

import pytest

from graph.errors import BadParameter, UnknownPlan
from graph.store import Store
from queries.catalogue import QUESTIONS, ask
from queries.question import Answer
from tests.question_plans import borderland, havenshire
from tests.sample_plans import PlanMaker, _finished

DAY = "2025-07-01"
LAMPS, ROOFS, DRAINS = "Money for lamps", "A roof for every family", "A say over drains"
WHOLE, MEANS = "A pier in every town", "Planks for the first pier"


@pytest.fixture
def held(store: Store) -> Store:
    store.replace_plan(havenshire())
    store.replace_plan(borderland())
    return store


def answered(store: Store, question: str, *, plan: str | None = "Havenshire", **given: Any) -> Answer:
    return ask(store, question, as_of=DAY, plan=plan, **given)


def rows(answer: Answer, *columns: str) -> list[tuple[Any, ...]]:
    return [tuple(row[column] for column in columns) for row in answer.to_records()]


def test_the_matrix_derives_parts_from_verbs_and_shows_where_nobody_is(held: Store) -> None:
    answer = answered(held, "matrix")
    assert rows(answer, "priority", "part", "organisation", "how", "derived_from", "basis") == [
        ("Homes for All", "deliver", "Shelter Agency", "named for it", ["build: deliver"], "stated"),
        ("Homes for All", "support", "Fishers", "same topic", ["lend: support"], "inferred"),
        ("Homes for All", "asked", "Shelter Agency", "same topic", [], "inferred"),
        ("Homes for All", "asked", "UK Government", "same topic", [], "inferred"),
        ("Piers and Quays", "lead", "Havenshire Authority", "named for it", ["said to lead"], "stated"),
        ("Piers and Quays", "deliver", "Harbour Office", "named for it", ["rebuild: deliver"], "stated"),
        ("Piers and Quays", "consulted", "Fishers", "named for it", ["advise: advise"], "stated"),
        ("Piers and Quays", "asked", "Harbour Office", "named for it", [], "stated"),
        ("Piers and Quays", "asked", "UK Government", "named for it", [], "stated"),
        ("Village Choirs", "nobody", None, "same topic", [], "inferred"),
    ]
    assert "derived from the verbs of roles" in answer.note
    assert "Nobody delivers 'Village Choirs'." in answer.note
    quays = next(row for row in answer.to_records() if row["part"] == "deliver" and row["priority"] != "Homes for All")
    assert (quays["role"], quays["verbs"], quays["ask"]) == (["rebuild the quays"], ["rebuild"], [])


def test_the_matrix_is_laid_out_a_line_for_each_priority(held: Store) -> None:
    homes, piers, choirs = answered(held, "matrix").to_lines()
    assert (homes["deliver"], homes["support"], homes["basis"]) == (
        ["Shelter Agency"],
        ["Fishers (inferred)"],
        "partly inferred",
    )
    assert (piers["lead"], piers["consulted"], piers["basis"]) == (["Havenshire Authority"], ["Fishers"], "stated")
    assert choirs["deliver"] == ["nobody"]


@pytest.mark.parametrize("typed", ["homes", "HOME", "housing", "Homes for all"])
def test_a_priority_is_named_the_way_people_type(held: Store, typed: str) -> None:
    assert {row["priority"] for row in answered(held, "matrix", priority=typed).to_records()} == {"Homes for All"}


def test_an_unknown_priority_names_the_nearest(held: Store) -> None:
    with pytest.raises(BadParameter, match=r"No priority is called 'Pears'\. The nearest are: 'Piers and Quays'"):
        answered(held, "matrix", priority="Pears")
    with pytest.raises(BadParameter, match="the plans read here name no priority"):
        answered(held, "matrix", priority="Piers", plan="Borderland")


def test_the_ledger_sets_asks_against_offers(held: Store) -> None:
    answer = answered(held, "ledger", topic="homes")
    assert rows(answer, "side", "what", "organisation", "inferred", "how", "amount", "money") == [
        ("asked", ROOFS, ["UK Government"], ["Shelter Agency"], "same topic", 40_000_000, "£40m a year"),
        ("asked", DRAINS, ["UK Government"], [], "same section", None, "£9m (what it costs, not asked)"),
        ("asked", LAMPS, [], [], "same section", None, None),
        ("offered", "build homes for rent", ["Shelter Agency"], [], "named for it", None, None),
        ("offered", "lend their lofts", ["Fishers"], [], "same topic", None, None),
        ("offered", "will lead on land", ["Havenshire Authority"], [], "same section", None, None),
        ("offered", "share its yards", ["Marshes Council"], [], "same section", None, None),
    ]
    assert "3 asks and 4 offers, 2 of these on the topic itself." in answer.note


def test_a_ledger_with_one_side_says_so(held: Store) -> None:
    assert "It is asked for, and no partner offers anything." in answered(held, "ledger", topic="drains").note
    assert "Partners offer, and nothing is asked for it." in answered(held, "ledger", topic="ponds").note


def test_asks_are_counted_by_who_is_asked(held: Store) -> None:
    columns = ("department", "how", "asks", "kinds", "amounts", "no_amount", "basis")
    assert rows(answered(held, "asks-by-department"), *columns) == [
        ("Harbour Office", "by name", 3, ["devolve power", "funding"], ["£20m", "£3bn"], 1, "stated"),
        (
            "UK Government",
            "by name",
            3,
            ["devolve funding", "devolve power", "funding", "spending flexibility"],
            ["£3bn", "£40m a year"],
            1,
            "stated",
        ),
        ("Shelter Agency", "inferred", 1, ["devolve funding", "devolve power"], ["£40m a year"], 0, "inferred"),
        (None, "nobody", 2, ["funding"], [], 2, "stated"),
    ]
    assert rows(answered(held, "asks-by-department", department="HO"), "department", "asks") == [("Harbour Office", 3)]


def test_asks_are_counted_by_what_is_wanted(held: Store) -> None:
    answer = answered(held, "asks-by-kind")
    assert rows(answer, "kind", "asks", "asked_of", "amounts", "no_amount") == [
        ("funding", 3, ["Harbour Office", "UK Government"], ["£20m", "£3bn"], 1),
        ("devolve power", 2, ["Harbour Office", "UK Government"], ["£40m a year"], 1),
        ("devolve funding", 1, ["UK Government"], ["£40m a year"], 0),
        ("spending flexibility", 1, ["UK Government"], [], 1),
        ("not told", 1, [], [], 1),
    ]
    assert "7 asks for 8 things" in answer.note
    assert rows(answered(held, "asks-by-kind", kind="Devolve Power"), "kind", "asks") == [("devolve power", 2)]
    with pytest.raises(BadParameter, match=r"It must be what is wanted: devolve power, .* Did you mean 'funding'"):
        answered(held, "asks-by-kind", kind="fundign")


def test_money_counts_only_what_is_asked_and_nothing_twice(held: Store) -> None:
    answer = answered(held, "money")
    assert rows(answer, "what", "money", "amount", "period", "asks") == [
        (WHOLE, "asked", 3_000_000_000, "total", 1),
        (ROOFS, "asked", 40_000_000, "year", 1),
        (MEANS, "part of another ask's sum", 20_000_000, "total", 1),
        (DRAINS, "need", 9_000_000, "unknown", 1),
        ("every ask for money that states no sum", "not stated", None, None, 1),
    ]
    assert answer.note == (
        "Asked in all: £3bn and £40m a year in 2 asks. 1 further ask for money states no sum. "
        "The sums of 1 ask are what a thing costs or stand beside it: not asked."
    )


@pytest.mark.parametrize(
    ("by", "asked"),
    [
        ("section", {"The Coast": 3_000_000_000, "The Towns": 40_000_000}),
        ("department", {"Harbour Office and UK Government": 3_000_000_000, "UK Government": 40_000_000}),
        ("priority", {"Piers and Quays": 3_000_000_000, "Homes for All": 40_000_000}),
        ("instrument", {"no instrument": 3_000_000_000}),
        ("kind", {"funding": 3_000_000_000, "devolve funding and devolve power": 40_000_000}),
    ],
)
def test_money_is_added_up_by_what_is_wanted(held: Store, by: str, asked: dict[str, int]) -> None:
    answer = answered(held, "money", by=by)
    sums = [row for row in answer.to_records() if row["money"] == "asked"]
    found = {row["what"]: row["amount"] for row in sums if row["period"] == "total"}
    yearly = {row["what"]: row["amount"] for row in sums if row["period"] == "year"}
    if by == "instrument":
        assert (found, yearly) == (asked, {"no instrument": 40_000_000})
    else:
        assert found | yearly == asked
    assert any(row["money"] == "not stated" for row in answer.to_records())


def test_coverage_has_a_cell_for_every_kind_of_partner(held: Store) -> None:
    answer = answered(held, "coverage")
    kinds = [
        "collective group",
        "combined authority",
        "company",
        "government department",
        "local government",
        "public body",
    ]
    assert rows(answer, "what", "kind", "organisations", "empty", "basis")[:6] == [
        ("The Coast", kinds[0], 1, False, "stated"),
        ("The Coast", kinds[1], 0, True, "inferred"),
        ("The Coast", kinds[2], 1, False, "stated"),
        ("The Coast", kinds[3], 1, False, "stated"),
        ("The Coast", kinds[4], 0, True, "inferred"),
        ("The Coast", kinds[5], 0, True, "inferred"),
    ]
    assert answer.note.startswith("9 of 18 cells are empty. In every section there is: collective group.")
    assert [line["partners"] for line in answer.to_lines()] == [3, 4, 2]


def test_coverage_of_priorities_shows_the_one_without_partners(held: Store) -> None:
    answer = answered(held, "coverage", by="priority")
    assert "No partner at all: Village Choirs." in answer.note
    assert {row["priority"] for row in answer.to_records() if not row["empty"]} == {"Homes for All", "Piers and Quays"}


@pytest.mark.parametrize("question", [one for one in QUESTIONS if not QUESTIONS[one].parameters])
def test_an_empty_store_says_how_to_begin(store: Store, question: str) -> None:
    with pytest.raises(UnknownPlan, match="holds no plan yet"):
        ask(store, question)


ANY: dict[str, dict[str, Any]] = {
    "matrix": {},
    "asks-by-department": {},
    "asks-by-kind": {},
    "money": {},
    "same-ask": {},
    "bridges": {},
    "single-points": {},
    "communities": {},
    "coverage": {},
    "search": {"words": "zeppelin"},
}


@pytest.mark.parametrize("question", ANY)
def test_a_plan_that_asks_for_nothing_is_an_empty_answer(store: Store, question: str) -> None:
    make = PlanMaker("A Quiet Plan", "Quiet Board")
    make.own("Quiet Board")
    make.block("We are content.")
    store.replace_plan(_finished(make))
    answer = ask(store, question, **ANY[question])
    assert answer.rows == ()
    assert answer.question.empty.endswith(".")
    assert list(answer.to_frame().columns) == list(answer.columns)
