import pytest

from loaders.bodies import find_bodies
from loaders.document import Block, Document
from loaders.instruments import InstrumentMention, find_instruments
from loaders.rules import RULES


def instruments(*paragraphs: str, heading: bool = False) -> tuple[InstrumentMention, ...]:
    blocks: list[Block] = []
    place = 0
    for n, words in enumerate(paragraphs):
        blocks.append(Block("heading" if heading and n == 0 else "paragraph", place, place + len(words)))
        place += len(words) + 1
    document = Document("\n".join(paragraphs), tuple(blocks), "plan.txt", "txt", "0" * 64)
    found = find_instruments(document, find_bodies(document))
    for mention in found:
        assert document.text[mention.start : mention.end].strip() == document.text[mention.start : mention.end]
    return found


def names(*paragraphs: str) -> list[str]:
    return [m.name for m in instruments(*paragraphs)]


@pytest.mark.parametrize("rule", sorted(rule for rule in RULES if rule.startswith("instrument-")))
def test_a_rule_fires_on_its_example_and_not_on_its_near_miss(rule: str) -> None:
    assert rule in {m.rule for m in instruments(RULES[rule].example)}
    assert rule not in {m.rule for m in instruments(RULES[rule].near_miss)}


@pytest.mark.parametrize(
    ("words", "name", "kind"),
    [
        ("The Harbour Growth Deal was signed.", "Harbour Growth Deal", "deal"),
        ("We signed a Coastal Communities Deal with care.", "Coastal Communities Deal", "deal"),
        ("Money came from the Towns Fund.", "Towns Fund", "fund"),
        ("The Bus and Coach Services Act passed.", "Bus and Coach Services Act", "act"),
        ("The Northshire Fair Work Charter helps.", "Northshire Fair Work Charter", "charter"),
        ("The Seaforth Tourism Framework helps.", "Seaforth Tourism Framework", "framework"),
        ("A Plan for Change sets the tone.", "Plan for Change", "plan"),
        ("The 10 Year Health Plan sets the tone.", "10 Year Health Plan", "plan"),
        ("A Northshire Growth Summit will meet.", "Northshire Growth Summit", "summit"),
        ("Keep business rates here.", "business rates", "levy"),
        ("A visitor levy would pay for it.", "visitor levy", "levy"),
        ("The R&D Harbour Accelerator helps.", "R&D Harbour Accelerator", "programme"),
        ("The adult skills fund moves.", "adult skills fund", "fund"),
        ("The Northshire Investment Zone helps.", "Northshire Investment Zone", "other"),
    ],
)
def test_instruments_are_named_and_sorted_by_their_noun(words: str, name: str, kind: str) -> None:
    assert [(m.name, m.kind) for m in instruments(words)] == [(name, kind)]


@pytest.mark.parametrize(
    "words",
    [
        "Productivity programmes and our strategy help.", "This Growth Plan is ours.", "A great deal was done.",
        "The National Wealth Fund invests.", "The National Lottery Heritage Fund pays.", "Our Plan is good.",
        "We act on the plan for the fund.", "The Harbour Board will act.",
    ],
)  # fmt: skip
def test_classes_bodies_and_the_plan_itself_are_no_instruments(words: str) -> None:
    assert instruments(words) == ()


def test_the_plan_itself_is_none_wherever_it_is_named() -> None:
    assert names("This Growth Plan is ours.", "The Northshire Growth Plan will be kept.") == []


def test_the_year_is_beside_the_name_and_not_in_it() -> None:
    found = instruments("The 2023 Harbour Growth Deal and the Harbour Skills Strategy 2024 stand.")
    assert [(m.name, m.year) for m in found] == [("Harbour Growth Deal", 2023), ("Harbour Skills Strategy", 2024)]
    assert instruments("The Harbour Growth Deal (2021) stands.")[0].year == 2021
    assert instruments("The Harbour Growth Deal stands for 2021.")[0].year is None


def test_wordings_of_one_instrument_are_one() -> None:
    found = instruments("The 2025 Integrated Funding Settlement came.", "Use the Integrated Settlement well.")
    assert {m.name for m in found} == {"Integrated Funding Settlement"}
    assert found[0].aliases == ("Integrated Settlement",)
    assert found[1].year == 2025


def test_a_short_wording_that_fits_two_is_its_own() -> None:
    assert names("The Harbour Skills Fund.", "The Coast Skills Fund.", "The Skills Fund.") == [
        "Harbour Skills Fund", "Coast Skills Fund", "Skills Fund",
    ]  # fmt: skip


def test_a_former_name_is_an_alias() -> None:
    found = instruments("The Coastal Skills Offer – formerly the Harbour Training Levy – works.")
    assert {m.name for m in found} == {"Coastal Skills Offer"}
    assert "Harbour Training Levy" in found[0].aliases


def test_introduced_short_forms_name_the_same_instrument() -> None:
    found = instruments("The Harbour Prosperity Fund (HPF) ended.", "HPF paid for it.")
    assert [m.name for m in found] == ["Harbour Prosperity Fund"] * 3
    assert found[0].aliases == ("HPF",)


def test_national_instruments_are_shared_and_local_ones_are_not() -> None:
    assert instruments("The UK Shared Prosperity Fund ended.")[0].national == "instrument:uk-shared-prosperity-fund"
    assert instruments("The Shared Prosperity Fund ended.")[0].national == "instrument:uk-shared-prosperity-fund"
    assert instruments("The Harbour Prosperity Fund ended.")[0].national is None
    assert instruments("The Integrated Settlement came.")[0].national is None


def test_a_legal_status_is_an_instrument_of_its_own_kind() -> None:
    found = instruments("We will be an Established Mayoral Strategic Authority.")
    assert [(m.name, m.kind) for m in found] == [("Established Mayoral Strategic Authority", "legal status")]


def test_two_instruments_with_and_between_them_are_two() -> None:
    assert names("The Levelling Up Fund and the Towns Fund ended.") == ["Levelling Up Fund", "Towns Fund"]
    assert names("The Harbour Fund and Coast Fund ended.") == ["Harbour Fund", "Coast Fund"]
    assert names("The Skills and Homes Fund ended.") == ["Skills and Homes Fund"]


def test_headings_in_capitals_only_repeat_what_the_text_names() -> None:
    assert [m.name for m in instruments("Making The Harbour Growth Deal Work", "It helps.", heading=True)] == []
    found = instruments("Making The Harbour Growth Deal Work", "The Harbour Growth Deal helps.", heading=True)
    assert [m.name for m in found] == ["Harbour Growth Deal"] * 2


def test_none_in_an_empty_document() -> None:
    assert instruments("") == ()
