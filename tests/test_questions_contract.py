"""What holds for every question of the catalogue, on both engines."""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from typing import Any

import pytest

from graph.errors import BadParameter, UnknownQuestion
from graph.store import Store
from graph.vocabulary import BASES
from queries.catalogue import QUESTIONS, ask, catalogue, find_question
from queries.question import Question, Row
from tests.question_plans import borderland, havenshire
from tests.sample_plans import fenland, midshire

SAMPLES: Mapping[str, Mapping[str, Any]] = {
    "who-delivers": {"topic": "Homes and Land"},
    "organisation": {"name": "Ministry of Learning"},
    "department": {"name": "Ministry of Learning"},
    "unaddressed-asks": {},
    "where-stated": {"words": "the"},
    "matrix": {},
    "ledger": {"topic": "Homes for All"},
    "asks-by-department": {},
    "asks-by-kind": {},
    "money": {"by": "section"},
    "coverage": {"by": "section"},
    "bridges": {"least": 2},
    "single-points": {},
    "communities": {},
    "depends-on": {"name": "Shelter Agency"},
    "why-linked": {"first": "Harbour Office", "second": "Marshes Council"},
    "in-one-not-other": {"first": "Havenshire", "second": "Borderland"},
    "same-ask": {},
    "search": {"words": "homes roof"},
    "specificity": {},
    "progress": {},
    "compare": {"first": "Havenshire", "second": "Borderland"},
    "changed-hands": {"since": "2024-01-01", "until": "2026-12-31"},
}
"""For each question, parameters with which the sample plans give several rows."""

WRONG: Mapping[type, tuple[object, ...]] = {
    str: ("", "  ", 3, ["x"]),
    int: ("", "many", 2.5, True, []),
    date: ("", "soon", "2025-02-30", "2025-7-1", 3),
}
"""Values that a parameter of a type is never given."""

every_question = pytest.mark.parametrize("question", QUESTIONS.values(), ids=list(QUESTIONS))


@pytest.fixture
def held(store: Store) -> Store:
    store.replace_plan(midshire())
    store.replace_plan(fenland())
    store.replace_plan(havenshire())
    store.replace_plan(borderland())
    return store


def test_every_question_has_a_sample() -> None:
    assert set(SAMPLES) == set(QUESTIONS)


@every_question
def test_the_cypher_returns_the_columns_of_the_row(held: Store, question: Question) -> None:
    plans = [plan.id for plan in held.plans()]
    reading = question.read(held, question.bind(SAMPLES[question.id]), plans)
    given = {**reading.parameters, "plans": plans, "as_of": "2025-07-01"}
    returned = held.read(question.cypher, given)
    assert sorted(returned.columns) == sorted(question.returned)
    assert question.computed or set(question.returned) == {f.name for f in fields(question.row)}
    assert len(returned.rows) > 1


@every_question
def test_rows_are_told_apart_and_always_in_the_same_order(held: Store, question: Question) -> None:
    first = ask(held, question.id, as_of="2025-07-01", **SAMPLES[question.id])
    again = ask(held, question.id, as_of="2025-07-01", **SAMPLES[question.id])
    identities = [tuple(getattr(row, name) for name in question.identity) for row in first.rows]
    assert len(set(identities)) == len(identities) > 1
    assert first.rows == again.rows
    assert list(first.rows) == sorted(first.rows, key=question.order)


@every_question
def test_every_row_shows_its_basis_and_its_words_or_its_source(held: Store, question: Question) -> None:
    for row in ask(held, question.id, as_of="2025-07-01", **SAMPLES[question.id]).to_records():
        assert row["basis"] in BASES
        assert bool(row["passages"]) != bool(row["source"])
        for words in row["passages"]:
            assert {"quote", "context", "heading_path", "url", "plan"} <= set(words)
            assert words["quote"] in words["context"]


@every_question
def test_answers_become_frames_with_the_same_columns(held: Store, question: Question) -> None:
    answer = ask(held, question.id, as_of="2025-07-01", **SAMPLES[question.id])
    frame = answer.to_frame()
    assert tuple(frame.columns) == answer.columns
    assert len(frame) == len(answer.rows)


@every_question
def test_questions_are_described(question: Question) -> None:
    assert question.title.endswith("?")
    assert len(question.why) > 20
    assert question.empty.endswith(".")
    assert question.row.__doc__
    assert set(question.shown) <= set(question.columns)
    assert set(question.identity) <= set(question.columns)
    assert {f.name for f in fields(Row)} <= set(question.columns)
    assert "ORDER BY" in question.cypher
    for parameter in question.parameters:
        assert parameter.description
        assert parameter.example


@every_question
def test_parameters_are_checked(question: Question) -> None:
    with pytest.raises(BadParameter, match="has no parameter 'colour'"):
        question.bind({**SAMPLES[question.id], "colour": "red"})
    for parameter in question.parameters:
        without = {name: value for name, value in SAMPLES[question.id].items() if name != parameter.name}
        if parameter.optional:
            assert question.bind(without)[parameter.name] == parameter.default
            assert question.bind({**without, parameter.name: None})[parameter.name] == parameter.default
        else:
            with pytest.raises(BadParameter, match=f"needs '{parameter.name}'.*for example"):
                question.bind(without)
        for wrong in WRONG[parameter.type]:
            with pytest.raises(BadParameter, match="It must be"):
                question.bind({**without, parameter.name: wrong})
        bound = question.bind({**without, parameter.name: parameter.example})
        assert question.bind(bound) == bound


def test_two_questions_cannot_have_one_id() -> None:
    one = QUESTIONS["department"]
    with pytest.raises(ValueError, match="Two questions have the id 'department'"):
        catalogue([one, one])


@pytest.mark.parametrize(
    ("typed", "says"), [("who-deliver", "Did you mean 'who-delivers'"), ("zzz", "The questions are: who-")]
)
def test_an_unknown_question_names_the_nearest(typed: str, says: str) -> None:
    with pytest.raises(UnknownQuestion, match=says):
        find_question(typed)


def test_a_date_outside_the_calendar_is_refused(held: Store) -> None:
    given: dict[str, Any] = {"name": "Shelter Agency"}
    with pytest.raises(BadParameter, match="'2025-02-30' is no day of the calendar"):
        ask(held, "organisation", as_of="2025-02-30", **given)
