"""What a plan is expected to hold: the bundled list, a list of one's own, and lists with something wrong."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from graph.errors import BadParameter
from graph.model import Graph
from graph.ontology import Measure, Organisation, Plan, Priority
from graph.store import Store, open_store
from queries.gaps.catalogue import CHECKS
from queries.gaps.checklist import pattern, read_checklist
from queries.gaps.run import gaps
from tests.clean_plan import AS_OF, Change, both, changed, clean, set_of
from tests.gap_mutations_whole import reworded, without
from views.cli import partners

OURS = """\
checklist: The terms of our board
publishers: [combined authority]
sources:
  terms: {title: Terms of reference, date: 2025-04-01, url: "https://www.example.org/terms"}
items:
  - {id: risks, requires: a statement of risks, source: terms, where: paragraph 12, severity: high, words: [risk]}
  - {id: measured, requires: a measure of success, source: terms, facts: [measure]}
  - {id: decade, requires: a plan for ten years, source: terms, years_apart: 10}
"""
TITLED = set_of(Plan, "Harbourshire", title="Harbourshire Growth Plan 2025–35")
NO_MEASURES = without(Measure, "homes for all", "skills for all", "water for all")


@pytest.fixture
def ours(tmp_path: Path) -> Path:
    path = tmp_path / "ours.yaml"
    path.write_text(OURS, encoding="utf-8")
    return path


def found(store: Store, plan: Graph, checklist: Path | None = None, as_of: str = AS_OF) -> list[tuple[str, str, str]]:
    store.replace_plan(plan)
    held = gaps(store, as_of=as_of, checks=["G37"], checklist=checklist).findings
    return [(one.severity, member.subject, one.source or "") for one in held for member in one.members or (one,)]


def test_the_sources_of_the_bundled_list_are_those_that_the_docs_name() -> None:
    assert sorted({one.source for one in read_checklist().items}) == list(CHECKS["G37"].references)


def test_a_missing_part_is_told_with_the_source_that_expects_it(store: Store) -> None:
    assert found(store, changed(reworded("neighbouring", "pleasant far"))) == [
        (
            "medium",
            "work with other regions",
            "GOV.UK: Guidance for Mayoral Strategic Authorities on developing Local Growth Plans, 2025-06-11",
        )
    ]


@pytest.mark.parametrize(
    "change",
    [
        set_of(Plan, "Harbourshire", published_on="2025-06-10"),
        set_of(Organisation, "Harbourshire", kind="industry body"),
        both(reworded("Our vision", "Our wishes"), reworded("A pipeline of", "A building of")),
    ],
    ids=["published before the guidance", "another sort of publisher", "a chapter, or something else"],
)
def test_it_keeps_quiet(store: Store, change: Change) -> None:
    lost = both(reworded("neighbouring", "pleasant far"), change)
    assert found(store, changed(lost)) == []


def test_shared_priorities_are_expected_of_later_plans(store: Store) -> None:
    def none_shared(graph: Graph) -> None:
        for one in list(graph.of(Priority)):
            graph.nodes[one.id] = replace(one, shared=False)

    later = set_of(Plan, "Harbourshire", published_on="2025-07")
    assert found(store, changed(none_shared)) == []
    assert [one[:2] for one in found(store, changed(both(none_shared, later)))] == [
        ("high", "priorities that are agreed with government")
    ]


def test_a_list_of_ones_own_is_read_item_by_item(store: Store, ours: Path) -> None:
    source = "Terms of reference, paragraph 12, 2025-04-01, https://www.example.org/terms"
    assert found(store, changed(TITLED), ours) == [("high", "a statement of risks", source)]
    told = found(store, changed(NO_MEASURES), ours)
    assert [one[1] for one in told] == ["a measure of success", "a plan for ten years", "a statement of risks"]
    assert found(store, changed(both(TITLED, reworded("We work", "No risk"))), ours) == []


def test_what_was_not_yet_asked_for_on_the_day_is_not_missed(store: Store, ours: Path) -> None:
    assert found(store, changed(NO_MEASURES), ours, as_of="2025-03-31") == []


def test_words_are_found_as_whole_words_only(store: Store) -> None:
    assert found(store, changed(reworded("Our vision", "Provisions"))) == [
        (
            "medium",
            "an economic vision",
            "GOV.UK: Guidance for Mayoral Strategic Authorities on developing Local Growth Plans, 2025-06-11",
        )
    ]


def test_words_are_no_patterns() -> None:
    assert r"c\+\+\s+\(new\)" in pattern(["c++ (new)"])


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("checklist: [", "line 1 is no YAML"),
        ("- one\n", "The file is no list of names and values"),
        ("sources: {}\n", "It has no list of 'items'"),
        (OURS + "extra: 1\n", "There is no entry (The file) 'extra'. Known are: checklist"),
        (OURS.replace("checklist: The terms of our board\n", ""), "'checklist', the name of the list, is missing"),
        (OURS.replace("[combined authority]", "[regions]"), "There is no kind of publisher 'regions'"),
        (OURS.replace("[combined authority]", "all"), "'publishers' is no list of words"),
        (OURS.replace("severity: high", "severity: grave"), "There is no severity (Item 1) 'grave'"),
        (OURS.replace("facts: [measure]", "facts: [money]"), "There is no fact (Item 2) 'money'"),
        (OURS.replace(", facts: [measure]", ""), "Item 2 does not say how it is found"),
        (OURS.replace("years_apart: 10", "years_apart: ten"), "Item 3: 'years_apart' is no whole number"),
        (OURS.replace("id: decade", "id: risks"), "Two items have the same 'id'"),
        (OURS.replace("date: 2025-04-01", "date: April"), "The source 'terms': 'date' is missing or no day"),
        (OURS.replace("source: terms, years", "source: rules, years"), "There is no source (Item 3) 'rules'"),
    ],
)
def test_what_is_wrong_with_a_list_is_said(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadParameter) as caught:
        read_checklist(path)
    said = str(caught.value)
    assert said.startswith("The checklist 'wrong.yaml'")
    assert message in said
    assert "docs/gaps.md" in said


def test_a_list_that_is_no_text_or_too_long_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "wrong.yaml"
    path.write_bytes(b"\xff\xfe\x00x")
    with pytest.raises(BadParameter, match="no text in UTF-8"):
        read_checklist(path)
    path.write_bytes(b"#" * 1_000_001)
    with pytest.raises(BadParameter, match="At most 1,000,000"):
        read_checklist(path)
    with pytest.raises(BadParameter, match="cannot be read"):
        read_checklist(tmp_path / "none.yaml")


def test_the_command_takes_a_list(tmp_path: Path, ours: Path) -> None:
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    place = str(tmp_path / "store")
    with open_store(place) as store:
        store.replace_plan(clean())
    arguments = ["gaps", "--as-of", AS_OF, "--store", place, "--format", "json", "--checklist"]
    result = CliRunner().invoke(partners, [*arguments, str(ours)])
    assert result.exit_code == 0
    # two of three: one finding, which has both
    ((check, members),) = [(one["check"], one["members"]) for one in json.loads(result.stdout)]
    assert (check, len(members)) == ("G37", 2)
    ours.write_text("items: 1", encoding="utf-8")
    result = CliRunner().invoke(partners, [*arguments, str(ours)])
    assert result.exit_code == 1
    assert "ours.yaml" in result.stderr
