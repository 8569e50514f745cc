"""Waivers: what a person excused, from the corrections file to the findings."""

from pathlib import Path
from typing import Any

import pytest

from graph.model import Graph
from graph.ontology import Ask, Section, Waiver, Waives
from graph.records import Node
from graph.store import Store
from queries.gaps.finding import Finding
from queries.gaps.run import gaps
from tests.clean_plan import AS_OF, Change, both, changed, find, set_of
from tests.gap_mutations import CLASSES, FERRIES, SITING
from tests.gap_mutations_whole import NO_ASKS

LATE = set_of(Ask, SITING, timescale=None)


def waived(check: str, target: tuple[type[Node], str] | None, until: str | None = None, plan: bool = False) -> Change:
    """A waiver of a check, of a node told by its class and how it begins, or of the whole plan."""

    def change(graph: Graph) -> None:
        held = graph.plan().id
        about: dict[str, Any] = {"plan": held, "basis": "curated", "rule": "correction", "by": "Jo Day", "at": AS_OF}
        made = graph.add(Waiver(id=f"waiver-{check}", check=check, reason="told by letter", until=until, **about))
        if target is not None or plan:
            finish = held if target is None else find(graph, *target).id
            graph.link(Waives(start=made.id, finish=finish, **about))

    return change


def found(store: Store, *changes: Change, as_of: str = AS_OF) -> tuple[Finding, ...]:
    store.replace_plan(changed(both(*changes)))
    return gaps(store, as_of=as_of, checks=["G08"]).findings


@pytest.mark.parametrize(
    "excuse",
    [
        waived("G08", (Ask, SITING)),
        waived("g08 ", (Ask, SITING)),
        waived("G08", (Section, "Our Homes")),
        waived("G08", None, plan=True),
        waived("G08", (Ask, SITING), until="2025-09-01"),
    ],
    ids=["the ask", "in small letters", "its section", "the whole plan", "until the last day"],
)
def test_what_is_waived_is_listed_and_counts_no_more(store: Store, excuse: Change) -> None:
    (finding,) = found(store, LATE, excuse)
    assert finding.absence == "waived"
    assert finding.waiver is not None
    assert str(finding.waiver).startswith("Waived by Jo Day")
    held = gaps(store, as_of=AS_OF, checks=["G08"])
    assert held.open == held.at_least("low") == held.gravest() == ()
    assert held.waived == (finding,)


@pytest.mark.parametrize(
    "excuse",
    [waived("G09", (Ask, SITING)), waived("G08", (Ask, CLASSES)), waived("G08", (Section, "Our Skills"))],
    ids=["another check", "another ask", "another section"],
)
def test_what_is_not_waived_counts(store: Store, excuse: Change) -> None:
    (finding,) = found(store, LATE, excuse)
    assert finding.absence == "the plan is silent"
    assert finding.waiver is None


def test_a_waiver_that_ended_excuses_nothing_and_is_told(store: Store) -> None:
    excuse = waived("G08", (Ask, SITING), until="2025-08-31")
    (finding,) = found(store, LATE, excuse)
    assert finding.absence == "the plan is silent"
    assert finding.sentence.endswith("The waiver by Jo Day (“told by letter”) ended on 31 August 2025.")
    (earlier,) = gaps(store, as_of="2025-08-31", checks=["G08"]).findings
    assert earlier.absence == "waived"
    assert earlier.finding == finding.finding


def test_a_waiver_of_a_check_that_there_is_not_is_told(store: Store) -> None:
    store.replace_plan(changed(both(LATE, waived("G99", (Ask, SITING)))))
    note = gaps(store, as_of=AS_OF).note
    assert "A waiver by Jo Day names the check 'G99', which there is not; it excuses nothing." in note


def test_what_is_waived_stands_apart_from_its_group(store: Store) -> None:
    late = [set_of(Ask, words, timescale=None) for words in (SITING, CLASSES, FERRIES, "£5m", "one budget")]
    group, alone = found(store, NO_ASKS, *late, waived("G08", (Ask, FERRIES)))
    assert group.sentence == "4 of the 6 asks do not say by when."
    assert alone.absence == "waived"
    assert alone.subject.startswith(FERRIES)


def test_a_waiver_in_the_corrections_file_excuses_the_gap(store: Store, tmp_path: Path) -> None:
    import partnership_graph as pg  # noqa: PLC0415

    plan = tmp_path / "plan.md"
    plan.write_text(
        "# A plan for Northshire\n\nNorthshire County Council wants fair rivers.\n\n## Our Canals\n\n"
        "### What we need from government\n\nWe ask the Department for Transport to:\n\n"
        "- fund new locks, at a cost of £40m\n- hand over the towpath budget by 2027\n",
        encoding="utf-8",
    )
    (tmp_path / "plan.corrections.yaml").write_text(
        "waivers:\n  - check: G08\n    ask: fund new locks\n    reason: told by letter\n    until: 2026-12-31\n"
        "    by: Jane Smith\n    at: 2026-03-02\n",
        encoding="utf-8",
    )
    pg.load(store, plan, publisher="Northshire County Council", published="2026-03")
    (finding,) = pg.gaps(store, as_of="2026-04-01", checks=["G08"]).findings
    assert finding.absence == "waived"
    assert str(finding.waiver) == "Waived by Jane Smith, until 31 December 2026: “told by letter”."
    (later,) = pg.gaps(store, as_of="2027-01-01", checks=["G08"]).findings
    assert later.absence == "the plan is silent"
