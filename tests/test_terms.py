"""How much an ask is for and by when: the sums and the time limits in its words, and in what governs them."""

import pytest

from graph.ontology import Ask
from loaders.amounts import main_amount
from loaders.plan import load
from loaders.readers import read_data
from loaders.rules import RULES
from loaders.timescales import RULE, RULE_OFTEN, find_timescale

PLAN = "# Northshire plan\n\nIntroduction.\n\n## Our asks of government\n\n{}\n"


def role(text: str) -> str | None:
    found = main_amount(text, 0, len(text))
    return found.role if found else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("£4 million for the pier", "requested"),
        ("commit the remaining £40 million", "requested"),
        ("provide up to £10 million for buses", "requested"),
        ("release the second £3m of the grant", "requested"),
        ("confirming £350 million for trams", "requested"),
        ("write off £21 million of old debt", "requested"),
        ("extend it for three further years at £10 million per annum", "requested"),
        ("a settlement of £60 million over five years", "requested"),
        ("a further £2m a year", "requested"),
        ("hand over £10m a year for parks", "requested"),
        ("give us £2 million for the pier", "requested"),
        ("top up our budget by £14m", "requested"),
        ("increase the parks grant from £10m to £16m", "requested"),
        ("increase the cap on fines from £100 to £500", "context"),
        ("raise the profits of the fund to £4m", "context"),
        ("a clinic in the centre, at a cost of around £900,000 a year", "need"),
        ("a sea wall, estimated at £160 million", "need"),
        ("a programme costing some £4 million", "need"),
        ("site clearance, where the gap is put at £140 million", "need"),
        ("control of the programme, to deliver £1.5 billion of investment", "need"),
        ("a stake in the works, next to the £30 million that the council has already spent", "context"),
        ("a stake in the works, beside £30 million raised from bonds", "context"),
        ("raise the threshold to £18,000", "context"),
        ("fees that we set (a large scheme brings in £70,000 and costs us £210,000)", "context"),
        ("control of the fund, worth £2.5m", "context"),
        ("a new pier", None),
    ],
)
def test_what_a_sum_is_to_its_ask(text: str, expected: str | None) -> None:
    assert role(text) == expected


@pytest.mark.parametrize(
    ("text", "period", "years"),
    [
        ("extend it for three further years at £10 million per annum", "year", 3),
        ("£60 million over the next five years", "total", 5),
        ("a ten-year settlement of £4bn", "total", 10),
        ("£4m a year", "year", None),
        ("£4m", "unknown", None),
    ],
)
def test_over_what_time_a_sum_is_meant(text: str, period: str, years: int | None) -> None:
    found = main_amount(text, 0, len(text))
    assert found is not None
    assert (found.period, found.years) == (period, years)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a decision by spring 2027", "by spring 2027"),
        ("a decision by the end of the decade", "by the end of the decade"),
        ("finish both by the end of 2027", "by the end of 2027"),
        ("a decision before Christmas", "before Christmas"),
        ("publish it before the 2028 intake", "before the 2028 intake"),
        ("confirm it before this financial year ends", "before this financial year ends"),
        ("confirm sums by December each year", "by December each year"),
        ("fund them beyond March 2028", "beyond March 2028"),
        ("decide licences within twelve weeks", "within twelve weeks"),
        ("reform the rates in its first year", "in its first year"),
        ("extend the scheme to 2032", "to 2032"),
        ("extend the scheme until 2031", "until 2031"),
        ("£4m over the Spending Review period", "over the Spending Review period"),
        ("£4m over five years from 2027/28", "over five years from 2027/28"),
        ("extend it for three further years", "for three further years"),
        ("a plan for twenty-five years", "for twenty-five years"),
        ("publish the closures each winter", "each winter"),
        ("the permits which it issues ought to be reviewed every five years", "every five years"),
        ("bring both together once a year", "once a year"),
        ("a line (open by 2030)", "by 2030"),
    ],
)
def test_time_limits_are_found_as_printed(text: str, expected: str) -> None:
    assert find_timescale(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "by bus",
        "a share for each year of the budget",
        "carry money from year to year",
        "boats let by the month",
        "a course of 16- to 19-year-olds",
        "transfer the contract when it runs out in 2026",
        "rents charged now, not in 2023",
        "money for the line (the £466 million quoted in 2022 is out of date)",
        "funding, as promised in the agreement of May 2025",
        "a line where delays cost 400 hours each year",
        "stop treating it as something to be reviewed each year",
        "fares back to 2019 levels",
        "visas that run for nine months",
    ],
)
def test_dates_of_other_things_are_no_time_limit(text: str) -> None:
    assert find_timescale(text) is None


@pytest.mark.parametrize("rule", [RULE, RULE_OFTEN])
def test_the_rules_of_time_fire_on_their_examples(rule: str) -> None:
    assert find_timescale(RULES[rule].example)
    assert find_timescale(RULES[rule].near_miss) is None


def asks(words: str) -> dict[str, Ask]:
    graph = load(read_data(PLAN.format(words).encode(), "plan.md")).graph
    graph.check()
    return {ask.text: ask for ask in graph.of(Ask)}


def test_a_time_limit_that_opens_the_sentence_is_the_ask_s() -> None:
    (said,) = asks("By 2030 the Treasury should pay for the pier. It was built in 1904.").values()
    assert said.timescale == "By 2030"
    assert "2030" not in said.text


def test_a_time_limit_that_opens_the_lead_in_is_that_of_every_item() -> None:
    found = asks("Before the next election we ask government for:\n\n- a pier\n- a bridge by 2040\n")
    assert {text: ask.timescale for text, ask in found.items()} == {
        "a pier": "Before the next election", "a bridge by 2040": "by 2040",
    }  # fmt: skip
    found = asks("To be ready for the games of 2034 we ask government for:\n\n- a pier\n")
    assert {ask.timescale for ask in found.values()} == {None}


def test_a_row_says_by_when_and_what_it_costs() -> None:
    found = asks(
        "| Ask | Of whom | Cost | By when |\n|---|---|---|---|\n| A pier | HM Treasury | £4m | Autumn |\n"
        "| A bridge | HM Treasury | | tbc |\n| A weir by 2030 | HM Treasury | | 2031 |\n"
    )
    assert {text: ask.timescale for text, ask in found.items()} == {
        "A pier": "Autumn", "A bridge": None, "A weir by 2030": "by 2030",
    }  # fmt: skip
    pier = found["A pier"]
    assert (pier.amount, pier.amount_text, pier.amount_role) == (4_000_000, "£4m", "need")
    (pier,) = asks("| Ask | Of whom | Amount |\n|---|---|---|\n| A pier | HM Treasury | £4m |\n").values()
    assert pier.amount_role == "requested"
