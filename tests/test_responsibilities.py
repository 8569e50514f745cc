"""Which department leads on what: the words of topics, the dated leads, and what an ask's words tell."""

from datetime import date

import pytest

from loaders.departments import RULE_HINT, RULE_LEAD_IN, RULE_SEVERAL, RULE_TOPIC, conclude
from loaders.register import register
from loaders.responsibilities import KNOWN_FROM, KNOWN_UNTIL, find_topics, topics
from loaders.rules import RULES
from loaders.tables import table

DFE, DWP = "department-for-education", "department-for-work-pensions"
DBT = "department-for-business-and-trade"
BIST = "department-for-business-innovation-science-and-trade"
DSIT = "department-for-science-innovation-and-technology"
DCMS = "department-for-culture-media-and-sport"
MHCLG = "ministry-of-housing-communities-local-government"
DFT, DESNZ = "department-for-transport", "department-for-energy-security-and-net-zero"
DHSC, TREASURY = "department-of-health-and-social-care", "hm-treasury"


def leads(text: str) -> list[tuple[str, ...]]:
    """The departments that lead on what a text is about, the earliest first, for each topic."""
    found = conclude(text)
    return [] if found is None else [tuple(lead.department for lead in topic.leads) for topic in found.topics]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Five years of certainty for our bus network", (DFT,)),
        ("Powers to franchise buses", (DFT,)),
        ("New money for heat networks", (DESNZ,)),
        ("A devolved fund for retrofit", (DESNZ,)),
        ("Direction of the Affordable Homes Programme in the county", (MHCLG,)),
        ("Control of places for 16- to 19-year-olds", (DFE,)),
        ("Schooling between 16 and 19 planned in the region", (DFE,)),
        ("Employment support planned with us", (DWP,)),
        ("A tourism partnership", (DCMS,)),
        ("Reform of social care", (DHSC,)),
        ("Stronger workers’ rights", (DBT, BIST)),
        ("apprenticeships that suit small firms", (DFE, DWP)),
        ("Control of the Growth and Skills Levy", (DFE, DWP)),
        ("AEB paid in advance", (DFE, DWP)),
        ("R&D spending outside the South East", (DSIT, BIST)),
        ("Gigabit broadband in the dales", (DSIT, DCMS)),
        ("A visitor levy", (TREASURY,)),
        ("A fairer council tax", (MHCLG,)),
        ("Housing benefit that meets the rent", (DWP,)),
    ],
)
def test_an_ask_is_for_the_department_of_its_topic(text: str, expected: tuple[str, ...]) -> None:
    assert leads(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "A clearer answer by Easter",
        "The nature of the deal",
        "A culture of openness",
        "Respect for health and safety",
        "Tell us when you send the letter",  # no SEND
        "That he should pay us a visit",
        "Mr Vat's seat on the board",
        "An abuse of discretion",  # no bus
        "A level playing field",
        "A business letter from the minister",
        "A new town hall",
        "A new home for the parish council",
    ],
)
def test_words_that_only_look_like_a_topic_tell_nothing(text: str) -> None:
    assert conclude(text) is None


def test_what_an_ask_serves_counts_only_where_the_rest_is_about_nothing() -> None:
    assert leads("A bus settlement, so that people reach hospitals and schools") == [(DFT,)]
    assert leads("Funding for buses to boost tourism") == [(DFT,)]
    aim, purpose = conclude("Working together to boost tourism"), conclude("More freedom, so that buses run")
    assert aim is not None
    assert purpose is not None
    assert (aim.confidence, aim.rule) == ("medium", RULE_TOPIC)
    assert purpose.confidence == "low"


def test_what_an_ask_is_compared_with_never_counts() -> None:
    assert leads("A bus settlement in place of bids for roads") == [(DFT,)]
    assert leads("A settlement like the one for policing") == []
    assert leads("A bus settlement (policing has one already)") == [(DFT,)]


def test_an_everyday_word_yields_to_a_surer_one_unless_they_stand_in_one_list() -> None:
    assert leads("Housing on land that jobs once stood on") == [(MHCLG,)]
    assert leads("Money for jobs and housing") == [(DWP,), (MHCLG,)]
    hint = conclude("A say over transport")
    assert hint is not None
    assert (hint.confidence, hint.rule) == ("low", RULE_HINT)


def test_topics_of_several_departments_are_for_each_and_sure_for_none() -> None:
    found = conclude("One budget for policing and for bus services")
    assert found is not None
    assert (found.confidence, found.rule) == ("low", RULE_SEVERAL)
    assert conclude("One budget for policing, buses, social care, schools and heat networks") is None


def test_several_topics_of_one_department_stay_sure() -> None:
    found = conclude("One budget for buses, trams and cycling")
    assert found is not None
    assert (found.confidence, len(found.topics)) == ("medium", 3)


def test_the_examples_of_the_rules_are_true() -> None:
    for rule in (RULE_TOPIC, RULE_HINT, RULE_SEVERAL):
        found = conclude(RULES[rule].example)
        assert found is not None, rule
        assert found.rule == rule
        missed = conclude(RULES[rule].near_miss)
        assert missed is None or missed.rule != rule
    governing, item = RULES[RULE_LEAD_IN].example.split(": ")
    assert conclude(governing) is not None
    assert conclude(item) is None
    assert conclude(RULES[RULE_LEAD_IN].near_miss.split(": ")[1]) is not None


def test_of_phrases_that_share_a_word_the_longest_stands() -> None:
    text = "Housing benefit and housing"
    first, second = find_topics(text)
    assert (text[first.start : first.end], first.topic.leads[0].department) == ("Housing benefit", DWP)
    assert (text[second.start : second.end], second.start, second.topic.leads[0].department) == ("housing", 20, MHCLG)


@pytest.mark.parametrize("row", table("register", "responsibilities.csv"), ids=lambda row: row["topic"])
def test_every_phrase_finds_its_topic(row: dict[str, str]) -> None:
    assert row["phrases"] or row["hints"]
    for column in ("phrases", "hints"):
        for phrase in filter(None, row[column].split("|")):
            (found,) = find_topics(f"say over {phrase} here")
            assert (found.topic.id, found.sure) == (row["topic"], column == "phrases"), phrase


def test_leads_are_dated_bodies_of_the_register_and_follow_one_another() -> None:
    assert len(topics()) == 77
    explained = {row["key"] for row in table("register", "sources.csv")}
    for topic in topics().values():
        assert set(topic.sources) <= explained
        assert topic.sources
        assert topic.nations in ("UK", "Great Britain", "England and Wales", "England")
        for lead in topic.leads:
            body = register().records[lead.department]
            day = lead.valid_from or KNOWN_FROM
            assert body.on(day), (topic.id, lead)
            assert not lead.valid_to or date.fromisoformat(lead.valid_to) > date.fromisoformat(KNOWN_FROM)
        for one, other in zip(topic.leads, topic.leads[1:], strict=False):
            assert one.valid_to == other.valid_from is not None
        assert topic.leads[-1].valid_to is None
    assert KNOWN_FROM < KNOWN_UNTIL
