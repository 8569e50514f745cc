"""What the questions answer on two small plans: the same rows on both engines."""

from typing import Any

import pytest

from graph.errors import BadParameter, UnknownPlan
from graph.store import Store
from queries.catalogue import ask
from tests.sample_plans import fenland, midshire


@pytest.fixture
def held(store: Store) -> Store:
    store.replace_plan(midshire())
    store.replace_plan(fenland())
    return store


def rows(store: Store, question: str, *columns: str, as_of: str = "2025-07-01", **given: Any) -> list[tuple[Any, ...]]:
    found = ask(store, question, as_of=as_of, **given).to_records()
    return [tuple(row[column] for column in columns) for row in found]


def test_who_delivers_a_priority_groups_by_how_near_they_are(held: Store) -> None:
    assert rows(
        held, "who-delivers", "how", "organisation", "role", "section", "specificity", "basis", topic="homes"
    ) == [
        ("named for it", "Shelter Agency", "build cottages for rent", "Our Places", "named", "stated"),
        ("same topic", "Builders", "mending roofs", "Our Places", "group", "inferred"),
        ("same section", "Midshire Police", "keep the towpaths safe", "Our Places", "named", "stated"),
    ]


@pytest.mark.parametrize("typed", ["Homes and Land", "HOMES", "home", "land", "housing", "house building"])
def test_a_topic_is_read_the_way_people_type_it(held: Store, typed: str) -> None:
    answer = ask(held, "who-delivers", topic=typed)
    assert "priority 'Homes and Land'" in answer.note
    assert answer.to_records()[0]["how"] == "named for it"


def test_who_delivers_a_section(held: Store) -> None:
    assert rows(held, "who-delivers", "how", "organisation", "priority", topic="our people") == [
        ("same section", "Oldton Council", "")
    ]


def test_who_delivers_a_word_reads_the_roles_own_words(held: Store) -> None:
    assert rows(held, "who-delivers", "how", "organisation", "basis", topic="towpath") == [
        ("named for it", "Midshire Police", "stated")
    ]


def test_other_words_for_a_word_are_an_inference(held: Store) -> None:
    assert rows(held, "who-delivers", "how", "organisation", "basis", topic="policing") == [
        ("same topic", "Midshire Police", "inferred")
    ]


def test_a_word_that_is_said_and_that_nobody_delivers_is_an_empty_answer(held: Store) -> None:
    answer = ask(held, "who-delivers", topic="canal")
    assert answer.rows == ()
    assert "No priority or section is called 'canal'" in answer.note
    assert list(answer.to_frame().columns) == list(answer.columns)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("hoomes", "'hoomes', and no sentence says it. The nearest are: 'Homes and Land'"),
        ("zzzz", "Topics are, for example: 'Homes and Land', 'Water', 'Our Places', 'Our People'"),
        ("the", "The topic 'the' holds no word to look for. Topics are, for example: 'Homes and Land'"),
        ("(.*", "The topic '(.*' holds no word to look for"),
        ("locks (.*", "No priority or section is called"),
    ],
)
def test_an_unknown_topic_names_the_nearest(held: Store, typed: str, says: str) -> None:
    with pytest.raises(BadParameter) as caught:
        ask(held, "who-delivers", topic=typed)
    assert says in str(caught.value)


def test_an_organisation_is_told_by_all_its_facts(held: Store) -> None:
    columns = ("fact", "role", "ask", "other", "section", "basis", "source")
    record = "Midshire register, 2025-07-01, OGL"
    assert rows(held, "organisation", *columns, name="Ministry of Learning") == [
        ("is asked", None, "a school of dykes", None, "Water", "stated", None),
        ("is asked", None, "Local say over the Canal Fund", None, "Our Places", "stated", None),
        ("controls", None, None, "Canal Fund", "", "reference", record),
        ("has part", None, None, "Shelter Agency", "", "reference", record),
    ]
    assert rows(held, "organisation", *columns, name="oldton") == [
        ("plays a role", "runs evening classes in joinery", None, None, "Our People", "stated", None),
        ("is a member of", None, None, "Midshire Combined Authority", "", "reference", record),
        ("is mentioned", None, None, None, "Our People", "stated", None),
    ]


def test_public_record_is_read_as_of_a_day(held: Store) -> None:
    def memberships(day: str) -> list[tuple[Any, ...]]:
        found = rows(held, "organisation", "fact", "since", as_of=day, name="Oldton Council")
        return [row for row in found if row[0] == "is a member of"]

    assert memberships("2016-06-16") == []
    assert memberships("2016-06-17") == [("is a member of", "2016-06-17")]
    assert memberships("2029-12-31") == [("is a member of", "2016-06-17")]
    assert memberships("2030-01-01") == []


def test_a_publisher_makes_the_asks(held: Store) -> None:
    found = rows(held, "organisation", "fact", "ask", "other", name="MCA")
    assert found[:3] == [
        ("asks", "Local say over the Canal Fund", None),
        ("asks", "Faster decisions on empty mills", None),
        ("asks", "A kind word for the ferrymen", None),
    ]
    assert ("publishes", None, "Midshire Growth Plan") in found


def test_an_unknown_organisation_names_the_nearest(held: Store) -> None:
    with pytest.raises(BadParameter) as caught:
        ask(held, "organisation", name="Shelterr Agncy")
    assert str(caught.value).startswith("No organisation is called 'Shelterr Agncy'. The nearest are: 'Shelter Agency'")
    with pytest.raises(BadParameter, match=r"no name is near it. See all of them with: partners cypher"):
        ask(held, "organisation", name="qqqq")


@pytest.mark.parametrize("typed", ["Ministry of Learning", "mol", "MoL", "learning"])
def test_a_department_is_told_every_ask_of_it(held: Store, typed: str) -> None:
    columns = ("ask", "department", "scope", "amount", "amount_text", "section", "also_asked", "basis")
    assert rows(held, "department", *columns, name=typed) == [
        ("a school of dykes", "Ministry of Learning", "ask", None, None, "Water", [], "stated"),
        (
            "Local say over the Canal Fund",
            "Ministry of Learning",
            "lead-in",
            2_500_000,
            "£2.5m",
            "Our Places",
            ["UK Government"],
            "stated",
        ),
    ]


@pytest.mark.parametrize("typed", ["government", "The Government", "central government", "UK Government"])
def test_government_is_a_department_too(held: Store, typed: str) -> None:
    assert rows(held, "department", "ask", "scope", name=typed) == [
        ("Local say over the Canal Fund", "heading"),
        ("Faster decisions on empty mills", "heading"),
    ]


def test_an_inferred_ask_says_so(held: Store) -> None:
    assert rows(held, "department", "ask", "scope", "basis", name="Shelter Agency") == [
        ("Faster decisions on empty mills", None, "inferred")
    ]


def test_a_body_that_nobody_asks_is_no_department(held: Store) -> None:
    with pytest.raises(BadParameter, match=r"No organisation that is asked is called 'Oldton Council'"):
        ask(held, "department", name="Oldton Council")


def test_asks_that_name_no_body(held: Store) -> None:
    columns = ("ask", "section", "asked_of", "closed_if_inferred", "inferred", "basis")
    assert rows(held, "unaddressed-asks", *columns) == [
        ("Faster decisions on empty mills", "Our Places", ["UK Government"], True, ["Shelter Agency"], "stated"),
        ("A kind word for the ferrymen", "Our Places", [], False, [], "stated"),
    ]


@pytest.mark.parametrize("words", ["canal £2.5m", "CANAL worth", "Local say", "canal fund loc"])
def test_where_a_plan_says_something(held: Store, words: str) -> None:
    assert rows(held, "where-stated", "section", "quote", "facts", words=words) == [
        ("Our Places", "Local say over the Canal Fund, worth £2.5m.", ["ask: Local say over the Canal Fund"])
    ]


def test_what_is_said_nowhere_is_an_empty_answer(held: Store) -> None:
    assert rows(held, "where-stated", "quote", words="anal fund") == []


def test_the_words_come_with_their_sentence_and_place(held: Store) -> None:
    (_, canal) = ask(held, "department", name="MoL").to_records()
    assert [(w["quote"], w["context"]) for w in canal["passages"]] == [
        ("Local say over the Canal Fund", "Local say over the Canal Fund, worth £2.5m."),
        ("Ministry of Learning", "From the Ministry of Learning and the Government we want:"),
    ]
    assert canal["passages"][0]["heading_path"] == ["Our Places"]
    assert canal["passages"][0]["plan"] == canal["plan"]


def test_only_the_plan_that_was_named_is_read(held: Store) -> None:
    assert rows(held, "department", "ask", name="mol", plan="Fenland") == [("a school of dykes",)]


def test_only_current_editions_are_read_unless_one_is_named(store: Store) -> None:
    store.replace_plan(midshire("draft", current=False))
    store.replace_plan(midshire("final"))
    assert len(rows(store, "unaddressed-asks", "ask")) == 2
    (draft,) = {row[0] for row in rows(store, "unaddressed-asks", "plan", plan="midshire-growth-plan-2b68d5@draft")}
    assert draft.endswith("@draft")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("zzzz", "The store holds no plan 'zzzz'. It holds: 'Fenland Prospectus' (fenland-prospectus-"),
        ("p", "'p' could be 2 plans: 'Fenland Prospectus' ("),
    ],
)
def test_an_unknown_plan_names_the_ones_there_are(held: Store, typed: str, says: str) -> None:
    with pytest.raises(UnknownPlan) as caught:
        ask(held, "unaddressed-asks", plan=typed)
    assert str(caught.value).startswith(says)


def test_an_empty_store_says_how_to_begin(store: Store) -> None:
    with pytest.raises(UnknownPlan, match=r"holds no plan yet. Load one with `partners load FILE`"):
        ask(store, "unaddressed-asks")
