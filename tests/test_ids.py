"""Ids: the same words in the same place give the same id, and nothing else does."""

import os
import string
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graph.ids import digest, node_id, normalise, plan_id, slug
from tests.strategies import ODD_TEXTS, texts

ROOT = Path(__file__).resolve().parent.parent
ANY_TEXT = st.text(st.characters(), max_size=15)
WORDS = st.text(string.ascii_lowercase + "éßж漢", min_size=1, max_size=8)


def test_ids_are_the_same_in_every_run_whatever_the_hash_seed() -> None:
    code = (
        "from graph.ids import node_id, plan_id\n"
        "plan = plan_id('A Plan for Midshire', 'Midshire Council', '2025 draft')\n"
        "ask = node_id(plan, 'Ask', ('Buses', 'What we need'), 'One budget for buses', 2)\n"
        "print(plan, ask, plan_id('計画'), sep='\\n')"
    )
    said = set()
    for seed in ("0", "1", "4711"):
        environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env=environment, check=True)
        said.add(run.stdout.strip())
    assert len(said) == 1
    # pinned: another id would part every stored decision from the fact it is about
    assert said.pop().splitlines() == [
        "a-plan-for-midshire-b78be3@2025-draft",
        "a-plan-for-midshire-b78be3@2025-draft/ask/one-budget-for-buses-0df30c835ad8",
        "plan-3fd0e8",
    ]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Buses  and\n trams", "buses and trams"),
        ("Buses – and trams", "buses - and trams"),
        ("the “new” deal", 'the "new" deal'),
        ("West-side", "West side"),
        ("cafe\u0301", "café"),
        ("ﬁnance", "finance"),
        ("Straße", "STRASSE"),
        ("house\u00adbuilding", "housebuilding"),
        ("hou\u200bsing", "housing"),
        ("\u202bhousing\u202c", "housing"),
        ("a\u00a0b", "a b"),
    ],
)
def test_spelling_and_typography_do_not_part_the_same_words(one: str, other: str) -> None:
    assert normalise(one) == normalise(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("£5m", "5m"),
        ("5%", "5"),
        ("Łódź", "Lodz"),
        ("結社", "結果"),
        ("कि", "का"),
        ("مجلس", "مدرسة"),
        ("stage 1", "stage 2"),
        ("nowhere", "now here"),
    ],
)
def test_different_words_stay_apart(one: str, other: str) -> None:
    assert normalise(one) != normalise(other)


@given(ANY_TEXT)
@example("e\u200d\u0301")
@example("\u0345")
@example("İ")
def test_normal_words_are_normal(words: str) -> None:
    once = normalise(words)
    assert normalise(once) == once
    assert once == once.strip()
    assert "  " not in once


@given(st.text(st.characters(max_codepoint=127), max_size=20))
def test_plain_english_is_made_normal_the_same_way_as_any_text(words: str) -> None:
    assert normalise(f"{words} é") == f"{normalise(words)} é".strip()


def test_every_character_on_its_own_is_normal_after_one_go() -> None:
    moved = [hex(n) for n in range(sys.maxunicode + 1) if normalise(once := normalise(chr(n))) != once]
    assert moved == []


@given(ANY_TEXT, st.integers(1, 60))
def test_a_slug_is_short_and_plain(words: str, length: int) -> None:
    made = slug(words, length)
    assert len(made) <= length
    assert set(made) <= set(string.ascii_lowercase + string.digits + "-")
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert "--" not in made


def test_a_slug_ends_with_a_whole_word() -> None:
    assert slug("one budget for buses", 12) == "one-budget"
    assert slug("one budget", 10) == "one-budget"
    assert slug("Midshire's R&D") == "midshires-r-and-d"
    assert slug("incomprehensibilities", 8) == "incompre"


@given(st.lists(ANY_TEXT, min_size=1, max_size=4), st.lists(ANY_TEXT, min_size=1, max_size=4))
@example(["a\x1fb"], ["a", "b"])
@example(["a\x1e1b"], ["a\x1fb"])
@example(["", ""], [""])
def test_lists_of_parts_never_run_together(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) == (one == other)


@given(ANY_TEXT)
def test_any_text_has_a_digest(text: str) -> None:
    assert len(digest(text)) == 12


def test_half_a_character_does_not_stop_an_id() -> None:
    assert node_id("p", "Ask", ("\ud800",), "\udfff") != node_id("p", "Ask", ("\ud800",), "\udffe")


@given(st.lists(WORDS, max_size=3), WORDS, st.lists(WORDS, max_size=3), WORDS)
def test_a_heading_is_never_taken_for_words(path: list[str], words: str, other_path: list[str], other: str) -> None:
    one, two = node_id("p", "Ask", tuple(path), words), node_id("p", "Ask", tuple(other_path), other)
    alike = [normalise(h) for h in path] == [normalise(h) for h in other_path] and normalise(words) == normalise(other)
    assert (one == two) == alike


def test_every_part_of_an_id_matters() -> None:
    made = [
        node_id("p", "Ask", ("Buses",), "fund it"),
        node_id("q", "Ask", ("Buses",), "fund it"),
        node_id("p", "Role", ("Buses",), "fund it"),
        node_id("p", "Ask", ("Trams",), "fund it"),
        node_id("p", "Ask", ("Buses", "Trams"), "fund it"),
        node_id("p", "Ask", ("Buses",), "fund them"),
        node_id("p", "Ask", ("Buses",), "fund it", 1),
        node_id("p", "Ask", ("Buses",), "fund it", 2),
        node_id("p", "Ask", ("Buses",), "!!!"),
        node_id("p", "Ask", ("Buses",), "???"),
    ]
    assert len(set(made)) == len(made)


@given(texts, st.integers(0, 50), st.integers(0, 50))
def test_each_repeat_has_an_id_of_its_own(words: str, n: int, m: int) -> None:
    assert (node_id("p", "Section", (), words, n) == node_id("p", "Section", (), words, m)) == (n == m)


@pytest.mark.parametrize("words", ODD_TEXTS)
def test_odd_words_have_an_id_that_can_be_typed(words: str) -> None:
    made = node_id(plan_id("A Plan"), "Ask", (words,), words)
    assert made.isascii()
    assert made.isprintable()
    assert " " not in made


def test_a_plan_is_known_by_title_and_publisher() -> None:
    assert plan_id("A Plan", "The Council") == plan_id(" a  PLAN", "the council")
    assert len({plan_id("A Plan"), plan_id("A Plan", "X"), plan_id("A Plan", "Y"), plan_id("B Plan")}) == 4
    assert plan_id("!!!") != plan_id("???")


def test_editions_stay_apart() -> None:
    long = "consultation draft for the leaders of the region, number"
    labels = [None, "2025", "2025-draft", "第1版", "第1稿", "!", "?", f"{long} one", f"{long} two", "R&D", "é", "e"]
    made = [plan_id("A Plan", edition=label) for label in labels]
    assert len(set(made)) == len(made)
    assert plan_id("A Plan", edition="2025 Draft") == plan_id("A Plan", edition="2025-draft")
    assert all(one.partition("@")[0] == made[0] for one in made)
