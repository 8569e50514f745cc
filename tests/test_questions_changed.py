"""What changed hands between two days: known answers on the bundled digest, and on plans made for the purpose."""

from pathlib import Path
from typing import Any

import pytest

from graph.errors import BadParameter
from graph.model import Graph
from graph.ontology import AddressedTo, Ask, Succeeds
from graph.store import Store
from loaders.plan import load
from loaders.readers import read, read_data
from loaders.reference import reference
from queries.catalogue import ask
from tests.sample_plans import fenland, midshire

DIGEST = Path(__file__).resolve().parent.parent / "loaders" / "data" / "demo" / "west-midlands-digest.md"
DFE, DWP = "department-for-education", "department-for-work-pensions"
EDUCATION, WORK = "Department for Education", "Department for Work and Pensions"
MOVED = {"Adult skills funding", "Apprenticeships", "Careers advice", "Skills policy and skills needs assessment"}


@pytest.fixture
def held(store: Store) -> Store:
    store.replace_plan(load(read(str(DIGEST)), published="2025-07").graph)
    return store


def rows(store: Store, *columns: str, **given: Any) -> list[tuple[Any, ...]]:
    found = ask(store, "changed-hands", as_of="2026-11-22", **given).to_records()
    return [tuple(row[column] for column in columns) for row in found]


def test_what_changed_hands_in_september_2025(held: Store) -> None:
    found = rows(held, "changed", "what", "before", "department", "changed_on", since="2025-09-01", until="2025-09-30")
    assert {row[2:] for row in found} == {(EDUCATION, WORK, "2025-09-16")}
    assert {row[1] for row in found if row[0] == "topic"} == MOVED
    assert {row[1] for row in found if row[0] == "instrument"} == {"Growth and Skills Levy"}
    (devolved,) = (row[1] for row in found if row[0] == "ask")
    assert devolved.startswith("Devolving money for skills, jobs and business support")


def test_what_stayed_is_not_among_it(held: Store) -> None:
    said = " ".join(str(value) for row in rows(held, "what", "topic", "asks") for value in row)
    assert "igher education" not in said
    assert "16" not in said.replace("2025-09-16", "")
    assert not any(what.startswith("Technical education") for (what,) in rows(held, "what"))


def test_every_row_says_where_it_is_known_from_and_where_the_plan_says_it(held: Store) -> None:
    answer = ask(held, "changed-hands", as_of="2026-11-22").to_records()
    assert len(answer) > 8
    for row in answer:
        assert row["record"].startswith("Register of UK public bodies, 2026-11-22")
        assert row["passages"]
        assert row["basis"] in ("reference", "inferred")
    (levy,) = (row for row in answer if row["what"] == "Growth and Skills Levy")
    assert levy["passages"][0]["quote"] == "Growth and Skills Offer"
    assert [words.startswith("The Growth and Skills Offer") for words in levy["asks"]] == [True]


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"until": "2025-09-15"}, set()),
        ({"until": "2025-09-16"}, {"2025-09-16"}),
        ({"since": "2025-09-15", "until": "2025-09-16"}, {"2025-09-16"}),
        ({"since": "2025-09-16", "until": "2026-07-21"}, set()),
        ({"since": "2025-09-16"}, {"2026-07-22"}),
        ({}, {"2025-09-16", "2026-07-22"}),
        ({"since": "2026-12-01"}, set()),
    ],
)
def test_the_first_day_is_left_out_and_the_last_is_in(held: Store, given: dict[str, str], expected: set[str]) -> None:
    assert {day for (day,) in rows(held, "changed_on", **given)} == expected


def test_the_last_day_is_the_one_it_is_read_as_of(held: Store) -> None:
    answer = ask(held, "changed-hands", as_of="2025-12-31")
    assert {row["changed_on"] for row in answer.to_records()} == {"2025-09-16"}
    assert "Counted from publication (July 2025)." in answer.note


def test_what_the_register_does_not_reach_is_said(held: Store) -> None:
    answer = ask(held, "changed-hands", since="2020-01-01", until="2030-01-01")
    assert "What changed before 1 July 2025 is not known" in answer.note
    assert "What changed after 22 November 2026 is not known." in answer.note


def test_a_day_that_is_none_is_refused(held: Store) -> None:
    with pytest.raises(BadParameter, match="'since' of 'changed-hands' is '2025-02-30'"):
        ask(held, "changed-hands", since="2025-02-30")


def test_a_plan_without_a_date_is_counted_from_the_beginning_and_says_so(store: Store) -> None:
    store.replace_plan(graph_of("- Apprenticeships planned in the county\n", published=None))
    answer = ask(store, "changed-hands")
    assert {row["changed_on"] for row in answer.to_records()} == {"2025-09-16"}
    assert "for want of a date: 'A prospect for Fenshire'" in answer.note


def test_made_plans_on_both_engines(store: Store) -> None:
    store.replace_plan(midshire())
    store.replace_plan(fenland())
    found = ask(store, "changed-hands", as_of="2026-12-31").to_records()
    assert {(r["before"], r["department"]) for r in found} == {("Ministry of Learning", "Shelter Agency")}
    assert [(r["plan"].rpartition("-")[0], r["changed"], r["what"]) for r in found] == [
        ("fenland-prospectus", "topic", "Canals"),
        ("midshire-growth-plan", "topic", "Canals"),
        ("midshire-growth-plan", "instrument", "Canal Fund"),
    ]
    assert ask(store, "changed-hands", as_of="2026-03-31").rows == ()


PLAN = """# A prospect for Fenshire

Published by the Fenshire Combined Authority

## What we need from government

{}
"""


def graph_of(asks: str, published: str | None = "2025-07-10") -> Graph:
    graph = load(read_data(PLAN.format(asks).encode(), "plan.md"), published=published).graph
    graph.check()
    return graph


def asked(graph: Graph, beginning: str) -> dict[str, AddressedTo]:
    (said,) = (a for a in graph.of(Ask) if a.text.startswith(beginning))
    return {link.finish: link for link in graph.links(AddressedTo) if link.start == said.id}


def test_an_ask_of_a_department_follows_its_topic_to_the_next_one() -> None:
    graph = graph_of(
        "- A commitment from the Department for Education to fund apprenticeships\n"
        "- A promise from the Department for Education to mend schools\n"
    )
    found = asked(graph, "A commitment")
    assert set(found) == {DFE, DWP}
    assert (found[DFE].basis, found[DFE].valid_to) == ("stated", None)
    link = found[DWP]
    assert (link.basis, link.rule, link.topic) == ("inferred", "department-moved", "Apprenticeships")
    assert (link.valid_from, link.valid_to, link.scope) == ("2025-09-16", None, None)
    assert set(asked(graph, "A promise")) == {DFE}


def test_an_ask_that_was_put_after_the_move_or_to_both_gets_no_other() -> None:
    one = "- A commitment from the Department for Education to fund apprenticeships\n"
    assert set(asked(graph_of(one, "2025-10-01"), "A commitment")) == {DFE}
    both = "- A commitment from the Department for Education and the Department for Work and Pensions to fund"
    found = asked(graph_of(both + " apprenticeships\n"), "A commitment")
    assert {body: link.basis for body, link in found.items()} == {DFE: "stated", DWP: "stated"}


def test_an_ask_of_a_department_that_ended_is_a_row(store: Store) -> None:
    store.replace_plan(graph_of("- A decision from the Department for Business and Trade on our steel works\n"))
    found = ask(store, "changed-hands", as_of="2026-11-22").to_records()
    assert {(r["changed"], r["before"]) for r in found} == {
        ("body", "Department for Business and Trade"), ("ask", "Department for Business and Trade"),
    }  # fmt: skip


def test_what_a_living_department_handed_over_is_no_succession_to_its_name(held: Store) -> None:
    graph = reference([DFE])
    (link,) = (link for link in graph.links(Succeeds) if link.finish == DFE)
    assert (link.start, link.valid_from, set(link.topics)) == (DWP, "2025-09-16", MOVED)
    assert link.confidence == "high"
    answer = ask(held, "organisation", as_of="2026-11-22", name="DfE")
    assert {row["organisation"] for row in answer.to_records()} == {EDUCATION}
    (handed,) = (row for row in answer.to_records() if row["fact"] == "was succeeded by")
    assert handed["what"].startswith(f"{WORK}: ")
    assert set(handed["what"].removeprefix(f"{WORK}: ").split("; ")) == MOVED
    (old,) = (link for link in reference(["department-for-business-and-trade"]).links(Succeeds))
    assert old.topics == ()


def test_the_first_day_is_not_after_the_last(held: Store) -> None:
    with pytest.raises(BadParameter, match="The first day, 1 January 2026, is after the last, 1 January 2025"):
        ask(held, "changed-hands", since="2026-01-01", until="2025-01-01")
