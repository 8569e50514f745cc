"""Pairing the asks of two editions: the same from either side, in any order, and nothing joined by likeness alone."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.editions.pairing import Form, meant, paired
from graph.editions.wording import stem, wording

_WORDS = ("canal", "locks", "bus", "fares", "skills", "fund", "devolve", "new", "not", "£4m", "£9m", "2027", "16", "of")


@st.composite
def forms(draw: st.DrawFn, side: str) -> list[Form]:
    """Asks made of few words, so that many of them are alike."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        words = " ".join(draw(st.lists(st.sampled_from(_WORDS), max_size=6)))
        some = st.frozensets(st.sampled_from(["a", "b"]), max_size=2)
        found.append(
            Form(
                id=f"{side}{number}", title=words, text=words, kinds=draw(some), sections=draw(some), asked=draw(some),
                bodies=draw(some), amount=draw(st.sampled_from(["", "4", "9"])),
            )
        )  # fmt: skip
    return found


@given(forms("old"), forms("new"), st.randoms(use_true_random=False), st.data())
def test_pairs_are_the_same_from_both_sides_in_any_order_and_never_share_an_ask(
    old: list[Form], new: list[Form], chance: object, data: st.DataObject
) -> None:
    pairing = paired(old, new)
    assert paired(data.draw(st.permutations(old)), data.draw(st.permutations(new))) == pairing
    back = paired(new, old)
    for pairs, turned in ((pairing.joined, back.joined), (pairing.possible, back.possible)):
        assert {(p.second, p.first, p.how, p.confidence) for p in turned} == {
            (p.first, p.second, p.how, p.confidence) for p in pairs
        }
    ends = [end for pair in (*pairing.joined, *pairing.possible) for end in pair.ends]
    assert len(ends) == len(set(ends))
    assert set(ends) <= {one.id for one in (*old, *new)}


@given(forms("old"), forms("new"))
def test_nothing_is_joined_in_which_a_word_gave_way_to_another(old: list[Form], new: list[Form]) -> None:
    held = {one.id: one.wording for one in (*old, *new)}
    for pair in paired(old, new).joined:
        first, second = held[pair.first], held[pair.second]
        assert first.plain == second.plain or first.about <= second.about or second.about <= first.about
        assert first.against == second.against


@given(forms("old"), forms("new"), st.data())
def test_what_a_person_decided_stands(old: list[Form], new: list[Form], data: st.DataObject) -> None:
    free = paired(old, new)
    ends = st.tuples(st.sampled_from([one.id for one in old]), st.sampled_from([one.id for one in new]))
    if not old or not new:
        return
    same, apart = data.draw(ends), data.draw(ends)
    decided = {pair.ends: pair for pair in paired(old, new, same=[same]).joined}
    assert decided[same].how == "decided"
    refused = paired(old, new, apart={apart})
    assert apart not in {pair.ends for pair in (*refused.joined, *refused.possible)}
    assert paired(old, new, apart={pair.ends for pair in free.joined}).joined != free.joined or not free.joined


@given(forms("old"))
def test_an_edition_goes_on_in_a_copy_of_itself(old: list[Form]) -> None:
    alone = [one for one in old if sum(other.wording.plain == one.wording.plain for other in old) == 1]
    copy = [replace(one, id=f"copy of {one.id}") for one in alone]
    joined = {pair.ends for pair in paired(alone, copy).joined}
    assert joined == {(one.id, f"copy of {one.id}") for one in alone}


def ask(id_: str, text: str, section: str = "here") -> Form:
    return Form(id=id_, title=text, text=text, sections=frozenset([section]), kinds=frozenset(["funding"]))


@pytest.mark.parametrize(
    ("old", "new", "how"),
    [
        ("fund new locks on the canal", "Fund new locks on the canal.", "same words"),
        ("fund new locks, at £40m by 2026", "fund new locks, at £1.5 billion by 2028", "same words"),
        ("fund new canal locks", "funding for more locks on the canals", "reworded"),
        ("fund new canal locks", "fund new canal locks and lifts", "reworded"),
        ("fund new canal locks", "fund new canal lamps", None),
        ("fund new locks on the canal at Foxton", "fund new lamps on the canal at Foxton", "possible"),
        ("keep the levy on canal boats", "abolish the levy on canal boats", "possible"),
        ("skills for 16 to 19 year olds", "skills for 19 to 24 year olds", "possible"),
        ("fund canal locks", "fund canal locks, bridges, lamps, paths, ponds and piers for visitors", "possible"),
        ("fund new canal locks", "a museum of hats", None),
    ],
)
def test_how_two_asks_are_told(old: str, new: str, how: str | None) -> None:
    pairing = paired([ask("o", old)], [ask("n", new)])
    assert [pair.how for pair in (*pairing.joined, *pairing.possible)] == ([how] if how else [])


def test_what_is_alike_to_two_is_joined_to_neither() -> None:
    pairing = paired(
        [ask("o", "fund new canal locks")], [ask("n1", "fund canal locks"), ask("n2", "new canal locks, funded")]
    )
    assert pairing.joined == ()
    assert len(pairing.possible) == 1


def test_few_words_are_joined_across_sections_only_with_something_else_in_common() -> None:
    here, there = ask("o", "more funding", "homes"), ask("n", "more funding", "skills")
    assert paired([here], [there]).joined == ()
    (pair,) = paired([replace(here, bodies=frozenset(["dft"]))], [replace(there, bodies=frozenset(["dft"]))]).joined
    assert (pair.how, pair.confidence, pair.supports) == ("same words", "medium", ("body asked", "kind of ask"))


def test_of_two_decisions_about_one_ask_the_first_counts() -> None:
    old, new = [ask("o", "one")], [ask("n1", "two"), ask("n2", "three")]
    assert [pair.ends for pair in paired(old, new, same=[("o", "n2"), ("o", "n1")]).joined] == [("o", "n2")]


@pytest.mark.parametrize(
    ("words", "ids"),
    [("FUND new locks!", ["a"]), ("new locks on the canal", ["b"]), ("locks", []), ("we fund new locks today", ["a"])],
)
def test_an_ask_is_meant_by_its_words(words: str, ids: list[str]) -> None:
    held = [ask("a", "fund new locks"), ask("b", "paint the new locks on the canal")]
    assert [one.id for one in meant(words, held)] == ids


@pytest.mark.parametrize(
    ("one", "other"),
    [("buses", "bus"), ("houses", "housing"), ("homes", "home"), ("training", "trained"), ("policies", "policy")],
)
def test_forms_of_a_word_are_one(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_sums_and_years_are_no_part_of_what_an_ask_is_about() -> None:
    one = wording("£1.5 billion by 2027/28 for 300 cottages, £4m each")
    assert one.plain == "by for 300 cottages each"
    assert one.about == {"300", "cottag"}
