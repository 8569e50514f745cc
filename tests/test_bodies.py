import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders import casting, groups, offices, registered, shapes  # noqa: F401  (their rules are declared on import)
from loaders.bodies import Bodies, find_bodies
from loaders.instruments import find_instruments
from loaders.rules import RULES
from tests.mentioned import document, named, names, partners, rules_fired

NAME_RULES = sorted(rule for rule in RULES if rule.startswith("name-"))


@pytest.mark.parametrize("rule", NAME_RULES)
def test_a_rule_fires_on_its_example_and_not_on_its_near_miss(rule: str) -> None:
    assert rule in rules_fired(RULES[rule].example)
    assert rule not in rules_fired(RULES[rule].near_miss)


def test_every_rule_states_its_fact() -> None:
    assert len(NAME_RULES) >= 10
    assert all(RULES[r].fact.endswith(".") for r in NAME_RULES)


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("We ask the Government and ministers to act.", ["UK Government", "UK Government"]),
        ("It is for central government, Whitehall and HM Government.", ["UK Government"] * 3),
        ("The next government must act.", ["UK Government"]),
        ("Local government and government departments lead on governance.", []),
        ("All tiers of government and self-government matter.", []),
        ("The Scottish Government wrote to the Welsh Government.", ["The Scottish Government", "Welsh Government"]),
        ("Number 10 and No. 11 agree.", ["Prime Minister's Office, 10 Downing Street", "HM Treasury"]),
    ],
)
def test_the_government_is_one_body_and_other_governments_are_not_it(words: str, expected: list[str]) -> None:
    assert names(words) == expected


def test_names_of_the_register_need_their_capitals() -> None:
    assert names("Homes England and the Environment Agency met.") == ["Homes England", "Environment Agency"]
    assert names("An environment agency is a fine thing; network rail costs money.") == []


def test_councils_with_and_or_commas_inside_stay_whole() -> None:
    words = (
        "Bournemouth, Christchurch and Poole Council, Bath and North East Somerset Council and Derby City Council met."
    )
    assert names(words) == [
        "Bournemouth, Christchurch and Poole Council", "Bath and North East Somerset Council", "Derby City Council",
    ]  # fmt: skip


def test_a_department_of_the_past_is_itself_and_the_date_decides_between_two() -> None:
    assert names("DLUHC and BEIS said so.", on="2025-07-01") == [
        "Department for Levelling Up, Housing and Communities", "Department for Business, Energy & Industrial Strategy",
    ]  # fmt: skip
    assert names("DCMS said so.", on="2020-02-01") == ["Department for Digital, Culture, Media & Sport"]
    assert names("DCMS said so.", on="2025-02-01") == ["Department for Digital, Culture, Media and Sport"]


def test_shared_short_forms_wait_for_their_full_name() -> None:
    doc = document("HE and BCC met.")
    bodies = find_bodies(doc, "2025-07-01")
    assert bodies.mentions == ()
    assert [(u.text, len(u.candidates)) for u in bodies.unresolved] == [("HE", 2), ("BCC", 2)]
    assert named("Historic England spoke. HE agreed.") == [
        ("Historic England", "Historic England"), ("HE", "Historic England"),
    ]  # fmt: skip


def test_without_a_date_a_form_with_a_history_is_read_as_the_present_one_and_noted() -> None:
    bodies = find_bodies(document("DCMS said so."))
    assert [m.body.key for m in bodies.mentions] == ["department-for-culture-media-and-sport"]
    assert bodies.mentions[0].confidence == "low"
    assert "over time" in bodies.unresolved[0].reason


def test_a_generic_name_of_the_register_needs_its_region() -> None:
    assert names("Kernow and its Innovation Board met.") == ["Innovation Board"]
    assert names("In the West Midlands the Innovation Board met.") == ["West Midlands Innovation Board"]
    assert "west-midlands-growth-company" not in {
        m.body.key for m in find_bodies(document("Our Growth Company will lead.")).mentions
    }


def test_short_forms_introduced_either_way_are_found_everywhere() -> None:
    assert named("The Tidal Power Association (TPA) leads.", "Then TPA reports; the TPA's members agree.") == [
        ("Tidal Power Association", "Tidal Power Association"), ("TPA", "Tidal Power Association"),
        ("TPA", "Tidal Power Association"), ("TPA", "Tidal Power Association"),
    ]  # fmt: skip
    assert names("The SHC (Seaforth Harbour Commission) leads. SHC reports.") == ["Seaforth Harbour Commission"] * 3
    assert names("The Seaforth Harbour Commission (“the Regulator”) leads. The Regulator reports.")[-1] == (
        "Seaforth Harbour Commission"
    )


def test_an_introduced_short_form_becomes_the_abbreviation() -> None:
    body = find_bodies(document("The Tidal Power Association (TPA) leads.")).mentions[0].body
    assert body.abbreviation == "TPA"


def test_later_short_forms_fold_into_the_one_full_name_that_fits() -> None:
    assert (
        names("The Northshire Growth Company leads. The Growth Company will report.")
        == ["Northshire Growth Company"] * 2
    )
    assert names("Harbour Skills Board and Coast Skills Board met. The Skills Board agreed.")[-1] == "Skills Board"
    assert names("The Seaforth Chamber of Commerce met. The Chamber agreed.") == ["Seaforth Chamber of Commerce"] * 2
    assert names("The West Yorkshire Combined Authority met. The Combined Authority agreed.") == [
        "West Yorkshire Combined Authority"
    ] * 2  # fmt: skip


def test_a_short_form_that_fits_nothing_is_left_for_people() -> None:
    bodies = find_bodies(document("The Board will meet."))
    assert bodies.mentions == ()
    assert [u.text for u in bodies.unresolved] == ["Board"]


@pytest.mark.parametrize(
    "name",
    [
        "University of Northshire", "Seaforth College", "Royal Institute of Harbour Engineers",
        "Northshire and Seaforth NHS Foundation Trust", "Northshire Chamber of Commerce", "Seaforth District Council",
        "Employers' Federation", "Falmouth Harbour Commissioners", "Duchy of Kernow", "Northshire Combined Authority",
        "Harbour University Hospitals NHS Trust", "Transport for Northshire", "Celtic Sea Power Limited",
        "Living with Water Board", "Humberland Freeport",
    ],
)  # fmt: skip
def test_names_outside_the_register_are_known_by_their_shape(name: str) -> None:
    assert names(f"We rely on the {name} and its work.") == [name]


@pytest.mark.parametrize(
    "words",
    [
        "This Board is new.", "The 2023 Harbour Growth Deal was signed.", "The Harbour Board Strategy is out.",
        "Our Growth Fund and the Skills Charter help.", "Working in partnership, a board met.", "The council will act.",
        "Local authorities and the industry gain.",
    ],
)  # fmt: skip
def test_instruments_common_nouns_and_sentence_openings_are_no_bodies(words: str) -> None:
    assert names(words) == []


def test_two_names_with_and_between_them_are_two() -> None:
    assert names("The Harbour Board and Seaforth Council met.") == ["Harbour Board", "Seaforth Council"]
    assert names("Homes England and Seaforth Council met.") == ["Homes England", "Seaforth Council"]
    assert names("The Harbour and Coast Partnership met.") == ["Harbour and Coast Partnership"]


def test_capitals_of_a_title_say_nothing() -> None:
    doc = document("Building A Stronger Harbour Partnership Together", "Nothing here.", kinds=["heading"])
    assert find_bodies(doc).mentions == ()


def test_persons_and_their_titles_are_set_aside() -> None:
    assert names("Council leader Jane Roe of Seaforth Council and Cllr Amira Board agreed.") == ["Seaforth Council"]


def test_a_status_that_is_sought_is_no_body() -> None:
    assert names("We will be recognised as an Established Mayoral Strategic Authority.") == []


@pytest.mark.parametrize(
    "words",
    [
        "We propose a Global Harbour Partnership.", "We propose creating a Northern Freight Authority.",
        "A Coastal Skills Board will be established.", "The new Harbour Forum would be created next year.",
        "We want a new Coastal Skills Board to help.",
    ],
)  # fmt: skip
def test_bodies_that_are_to_come_are_proposed(words: str) -> None:
    assert [m.body.specificity for m in find_bodies(document(words)).mentions] == ["proposed"]


def test_bodies_that_exist_are_not_proposed() -> None:
    assert [m.body.specificity for m in find_bodies(document("The Harbour Forum was created in 2019.")).mentions] == [
        "named"
    ]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("schools, colleges and universities", ["schools", "colleges", "universities"]),
        ("local, regional and national partners", ["local, regional and national partners"]),
        ("sports, arts, and faith groups", ["sports, arts, and faith groups"]),
        ("bus companies and operators", ["bus companies and operators"]),
        ("bus operators and train companies", ["bus operators", "train companies"]),
        ("charities and faith organisations and social enterprises",
         ["charities", "faith organisations and social enterprises"]),
        ("housebuilders, social landlords and the building industry",
         ["housebuilders", "social landlords", "building industry"]),
        ("Network Rail, train operators as well as trade unions", ["Network Rail", "train operators", "trade unions"]),
        ("business and civic leaders", ["business and civic leaders"]),
        ("industry and academia", ["industry", "academia"]),
        ("the region's universities alongside all residents", ["universities", "residents"]),
        ("Members of the Harbour Board in every town", ["Harbour Board"]),
        ("Sandwell, Walsall and Dudley councils",
         ["Sandwell Metropolitan Borough Council", "Walsall Metropolitan Borough Council",
          "Dudley Metropolitan Borough Council"]),
        ("the universities of Leeds, York and Bradford",
         ["University of Leeds", "University of York", "University of Bradford"]),
        ("tenants, leaseholders and farmers", ["tenants", "leaseholders", "farmers"]),
        ("Seaforth Makers and Harbour & Coast Water", ["Seaforth Makers", "Harbour & Coast Water"]),
        ("the North East and Homes England", ["North East", "Homes England"]),
        ("the NHS and employers", ["NHS", "employers"]),
        ("developers such as Barrow Homes", ["developers", "Barrow Homes"]),
        ("Unite, GMB and Harbour Makers", ["Unite", "GMB", "Harbour Makers"]),
        ("central and local government", ["UK Government", "local government"]),
        ("the voluntary and social enterprise (VCSE) sector and schools",
         ["voluntary and social enterprise (VCSE) sector", "schools"]),
        ("housing\nassociations and Network\nRail", ["housing associations", "Network Rail"]),
        ("buildings and independent lighting", []),
        ("Helping younger workers by way of training", []),
        ("technical education for young adults", []),
    ],
)  # fmt: skip
def test_lists_of_partners_are_split_where_each_part_stands_alone(words: str, expected: list[str]) -> None:
    assert partners(words) == expected


def test_a_group_is_one_body_however_it_is_qualified_by_place_or_number() -> None:
    doc = document("our seven local authorities", "local authorities", "key employers", "Employers")
    bodies = find_bodies(doc)
    found = [bodies.partners(b.start, b.end)[0] for b in doc.blocks]
    assert [m.body.key for m in found] == ["own:local-authorities"] * 2 + ["own:employers"] * 2
    assert bodies.body("own:employers").name == "key employers"
    assert bodies.body("own:employers").aliases == ("Employers",)
    assert {m.body.specificity for m in found} == {"group"}


def test_spans_are_the_words_without_article_or_possessive() -> None:
    doc = document("Then the Environment Agency’s staff and The Harbour Board's chair met.")
    assert [doc.text[m.start : m.end] for m in find_bodies(doc).mentions] == ["Environment Agency", "Harbour Board"]


def test_spellings_of_one_body_are_gathered() -> None:
    body = (
        find_bodies(document("The Harbour & Coast Partnership and the Harbour and Coast Partnership met."))
        .mentions[0]
        .body
    )
    assert body.key == "own:harbour-and-coast-partnership"
    assert body.aliases == ("Harbour and Coast Partnership",)


def test_mentions_are_ordered_apart_and_found_by_place() -> None:
    doc = document("Homes England, DfE and the Harbour Board met the Mayor of Northshire.")
    bodies = find_bodies(doc)
    ends = [(m.start, m.end) for m in bodies.mentions]
    assert ends == sorted(ends)
    assert all(one[1] <= two[0] for one, two in pairwise(ends))
    assert bodies.at(0) is bodies.mentions[0]
    assert bodies.at(3) is None
    assert [m.body.name for m in bodies.within(0, 18)] == ["Homes England", "Department for Education"]
    assert [m.body.name for m in bodies.within(0, 17)] == ["Homes England"]
    assert bodies.within(0, len(doc.text)) == bodies.mentions


def test_hard_wrapped_names_are_found() -> None:
    assert names("We met the Department for\nWork and Pensions today.") == ["Department for Work and Pensions"]


def test_an_empty_document_has_no_bodies() -> None:
    bodies = find_bodies(document(""))
    assert isinstance(bodies, Bodies)
    assert bodies.mentions == ()
    assert bodies.partners(0, 0) == ()


def test_many_bullets_are_read_in_time() -> None:
    line = (
        "Homes England and the Harbour Board (HB) will fund {} homes with DfE, local authorities and Seaforth College."
    )
    doc = document(*(line.format(n) for n in range(2000)))
    begun = time.perf_counter()
    bodies = find_bodies(doc)
    for block in doc.blocks:
        bodies.partners(block.start, block.end)
    assert len(bodies.mentions) == 10000
    assert time.perf_counter() - begun < 6


WORDS = st.sampled_from(
    [
        "The", "the", "of", "for", "and", "&", ",", ".", ";", "–", "-", "(", ")", "’s", "'", "Mayor",
        "Secretary", "State", "Board", "Council", "Harbour", "Northshire", "Trust", "NHS", "DfE", "HE",
        "Government", "government", "Minister", "Leader", "Leaders", "Chamber", "Commerce", "University",
        "Police", "Crime", "Commissioner", "West", "Midlands", "universities", "councils", "services",
        "Fund", "Act", "2025", "(DfE)", "No.", "10", "Visit", "Transport", "with", "5G", "É", "\n", "İ",
        "ß", "Co-operative", "Chancellor", "to", "be", "established", "new", "A",
    ]
)  # fmt: skip


@given(st.lists(WORDS, max_size=30))
@settings(max_examples=150, deadline=None)
def test_any_words_give_mentions_that_lie_apart_in_the_text(pieces: list[str]) -> None:
    doc = document(" ".join(pieces))
    bodies = find_bodies(doc, "2025-07-01")
    end = 0
    for mention in bodies.mentions:
        assert end <= mention.start < mention.end <= len(doc.text)
        end = mention.end
        assert mention.body.name
    for mention in bodies.partners(0, len(doc.text)):
        assert 0 <= mention.start < mention.end <= len(doc.text)
        assert bodies.body(mention.body.key).name
    for item in find_instruments(doc, bodies):
        assert 0 <= item.start < item.end <= len(doc.text)


@given(st.text(max_size=120))
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_read(text: str) -> None:
    doc = document(text)
    bodies = find_bodies(doc)
    bodies.partners(0, len(text))
    find_instruments(doc, bodies)


def test_a_word_of_a_nation_makes_another_body() -> None:
    assert names("The Scottish Trades Union Congress will advise.") == ["Scottish Trades Union Congress"]
    assert names("The Trades Union Congress will advise.") == ["Trades Union Congress"]


def test_a_name_does_not_begin_within_a_registered_one() -> None:
    assert names("Written by Kent County Council for the Kent Growth Board.") == [
        "Kent County Council",
        "Kent Growth Board",
    ]
    assert names("The Council for the Kent Growth Board met.") == ["Council for the Kent Growth Board"]


def test_the_board_is_not_one_of_several_just_named() -> None:
    several = "Stourland County Council and the Stourland Growth Board each have a seat. The board will report."
    assert names(several) == ["Stourland County Council", "Stourland Growth Board"]
    alone = "Last year, the Stourland Growth Board met in May. The board will report."
    assert names(alone) == ["Stourland Growth Board", "Stourland Growth Board"]
