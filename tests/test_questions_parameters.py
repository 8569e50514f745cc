"""What a question needs to know: kinds of value, what may be left out, and what is refused."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pytest

from graph.errors import BadParameter
from queries.delivery import WHO_DELIVERS, WhoDeliversRow
from queries.parameter import Parameter
from queries.question import Question
from views.parameters import bound

TOPIC = Parameter(name="topic", description="a topic", example="homes")
PART = Parameter(name="part", description="a part", example="lead", default=None, among=("lead", "deliver", "support"))
LEAST = Parameter(name="least", description="how many", example=2, type=int, default=1, least=1)
SINCE = Parameter(name="since", description="the first day", example="2025-07-01", type=date, default=None)


def question(*parameters: Parameter) -> Question:
    return Question(
        id="made-up",
        title="Is it so?",
        why="To see.",
        cypher="RETURN 1 AS one",
        parameters=parameters,
        row=WhoDeliversRow,
        identity=(),
        order=WHO_DELIVERS.order,
        shown=(),
        empty="No.",
    )


ALL = question(TOPIC, PART, LEAST, SINCE)
OPTIONAL = question(PART, LEAST)


def test_what_may_be_left_out_has_its_default() -> None:
    assert ALL.bind({"topic": "homes"}) == {"topic": "homes", "part": None, "least": 1, "since": None}
    assert ALL.bind({"topic": "homes", "part": None, "least": None})["least"] == 1


def test_values_are_read_as_what_they_are() -> None:
    given = {"topic": "homes", "part": " LEAD ", "least": "1,200", "since": date(2025, 7, 1)}
    assert ALL.bind(given) == {"topic": "homes", "part": "lead", "least": 1200, "since": "2025-07-01"}


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"part": "leed"}, "'part' of 'made-up' is 'leed'. It must be a part: lead, deliver, support. Did you mean"),
        ({"part": 3}, "It must be a part: lead, deliver, support."),
        ({"least": "many"}, "is 'many'. It must be how many, a whole number from 1 (for example 2)."),
        ({"least": 0}, "is 0. It must be how many, a whole number from 1"),
        ({"least": True}, "is True"),
        ({"since": "2025-02-30"}, "It must be the first day, a date, written YYYY-MM-DD (for example '2025-07-01')"),
        ({"topic": " "}, "is ' '. It must be a topic (for example 'homes')."),
        (
            {"colour": "red"},
            "It takes: topic, part, least, since. Usage: partners ask made-up TOPIC [",
        ),
    ],
)
def test_what_is_wrong_is_one_message(wrong: Mapping[str, Any], says: str) -> None:
    with pytest.raises(BadParameter) as caught:
        ALL.bind({"topic": "homes", **wrong})
    assert says in str(caught.value)


def test_how_it_is_asked_shows_what_may_be_left_out() -> None:
    assert ALL.usage == "partners ask made-up TOPIC [--param part=lead] [--param least=2] [--param since=2025-07-01]"
    assert OPTIONAL.usage == "partners ask made-up [PART] [--param least=2]"


@pytest.mark.parametrize(
    ("asked", "words", "named", "given"),
    [
        (ALL, ["homes", "and", "land"], {}, {"topic": "homes and land"}),
        (ALL, ["homes"], {"part": "lead"}, {"topic": "homes", "part": "lead"}),
        (OPTIONAL, ["lead"], {}, {"part": "lead"}),
        (OPTIONAL, [], {"least": 3}, {"least": 3}),
        (OPTIONAL, ["lead"], {"least": 3}, {"part": "lead", "least": 3}),
        (question(TOPIC, LEAST), [], {"topic": 2025}, {"topic": "2025"}),
    ],
)
def test_words_are_what_must_be_given_or_the_first_that_may_be(
    asked: Question, words: list[str], named: Mapping[str, Any], given: Mapping[str, Any]
) -> None:
    assert bound(asked, words, named) == given


@pytest.mark.parametrize(("asked", "named"), [(OPTIONAL, {"part": "lead"}), (question(), {})])
def test_words_too_many_are_refused(asked: Question, named: Mapping[str, Any]) -> None:
    with pytest.raises(BadParameter, match="'too much' was given"):
        bound(asked, ["too", "much"], named)
