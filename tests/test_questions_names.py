"""Names as people type them."""

import re

import pytest

from queries.names import Named, forms, initials, matching, nearest, singular, synonyms, word_patterns

BODIES = [
    Named(id="mol", names=("Ministry of Learning", "MoL"), former=("Board of Schools",)),
    Named(id="shelter", names=("Shelter Agency", "Agency for Shelter")),
    Named(id="growth", names=("Midshire Growth Company",)),
    Named(id="colleges", names=("Colleges and Universities",)),
    Named(id="homes", names=("Housing and Land",)),
]


@pytest.mark.parametrize(
    ("typed", "found", "whole"),
    [
        ("Ministry of Learning", ["mol"], True),
        ("ministry OF learning", ["mol"], True),
        ("mol", ["mol"], True),
        ("the Ministry of Learning", ["mol"], True),
        ("Board of Schools", ["mol"], True),
        ("agency for shelter", ["shelter"], True),
        ("college and university", ["colleges"], True),
        ("Shelter", ["shelter"], False),
        ("MGC", ["growth"], False),
        ("univ", ["colleges"], False),
        ("homes", ["homes"], False),
        ("house building", ["homes"], False),
        ("sh", [], False),
        ("", [], False),
        ("!!!", [], False),
    ],
)
def test_a_name_is_found_the_way_people_type_it(typed: str, found: list[str], whole: bool) -> None:
    matched, in_full = matching(typed, BODIES)
    assert [named.id for named in matched] == found
    assert in_full is whole


def test_a_name_in_full_wins_over_parts_of_other_names() -> None:
    both = [Named(id="all", names=("Skills",)), Named(id="more", names=("Skills and Employment",))]
    assert [named.id for named in matching("skills", both)[0]] == ["all"]


def test_small_words_alone_match_nothing() -> None:
    assert matching("the of", BODIES) == ([], False)


@pytest.mark.parametrize(
    ("many", "one"),
    [("homes", "home"), ("cities", "city"), ("businesses", "business"), ("bus", "bus"), ("access", "access")],
)
def test_plurals_and_singulars(many: str, one: str) -> None:
    assert singular(many) == one


def test_both_forms_of_a_word() -> None:
    assert forms("universities") == ["universities", "university"]
    assert forms("church") == ["church", "churches"]


def test_initials_with_and_without_small_words() -> None:
    assert initials("Ministry of Free Learning") == {"mofl", "mfl"}
    assert initials("Shelter Agency") == set()


def test_synonyms_go_both_ways() -> None:
    assert "home" in synonyms()["housing"]
    assert "housing" in synonyms()["home"]


def test_the_nearest_names_come_first_and_strangers_not_at_all() -> None:
    assert nearest("Sheltr Agncy", ["Shelter Agency", "Ministry of Learning"])[0] == "Shelter Agency"
    assert nearest("qqqq", ["Shelter Agency"]) == []


@pytest.mark.parametrize(
    ("words", "text", "said", "meant"),
    [
        ("art", "every partner", False, False),
        ("roof", "mending roofs", True, True),
        ("housing", "affordable homes\nfor all", False, True),
        ("R&D", "research hubs", False, True),
        ("inward investment", "more exports", False, True),
    ],
)
def test_words_of_a_role_are_whole_words(words: str, text: str, said: bool, meant: bool) -> None:
    for patterns, expected in zip(word_patterns(words), (said, meant), strict=True):
        # Python has no \p{…}; these texts need no more than \w
        plain = [re.sub(r"\[\\p\{L\}\\p\{N\}\]", r"\\w", pattern) for pattern in patterns]
        assert all(re.fullmatch(pattern, text) for pattern in plain) is expected
