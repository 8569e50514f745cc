"""What stands under a heading that is a priority's name is for that priority, as far as matrix and coverage tell."""

import pytest

from graph.store import Store
from loaders.plan import load
from loaders.readers import read_data
from queries import answering
from queries.catalogue import ask

PLAN = """# A plan for Northshire

Published by the Northshire Combined Authority, June 2025

Its two priorities are Transport and Connectivity, and Homes and Places.

## Priority 1: Transport and Connectivity

### What our partners will do

- Stagecoach will run a single ticketing scheme.
- Northshire County Council will maintain the key route network.

## Priority 2: {}

### What our partners will do

- Kelpie Trust – buying sites at the docks
"""


@pytest.fixture
def held(store: Store) -> Store:
    store.replace_plan(load(read_data(PLAN.format("Homes and Places").encode(), "plan.md")).graph)
    return store


def parts(store: Store) -> set[tuple[str, str | None, str, str]]:
    rows = ask(store, "matrix", as_of="2025-07-01").to_records()
    return {(row["priority"], row["organisation"], row["part"], row["how"]) for row in rows}


def test_those_under_its_heading_have_a_part_in_a_priority(held: Store) -> None:
    found = parts(held)
    assert ("Homes and Places", "Kelpie Trust", "deliver", "same section") in found
    assert {who for priority, who, _, _ in found if priority == "Transport and Connectivity"} == {
        "Stagecoach",
        "Northshire County Council",
    }
    answer = ask(held, "matrix", as_of="2025-07-01")
    assert "Nobody" not in answer.note
    assert {row["basis"] for row in answer.to_records()} == {"inferred"}


def test_a_heading_that_says_more_is_not_the_priority(store: Store) -> None:
    text = PLAN.format("Better Towns with Homes and Places")
    store.replace_plan(load(read_data(text.encode(), "plan.md")).graph)
    assert ("Homes and Places", None, "nobody", "same topic") in parts(store)


def test_coverage_counts_them_and_its_note_is_the_same_of_many_plans(
    held: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = ask(held, "coverage", by="priority")
    cells = {(row["what"], row["kind"]): row["organisation"] for row in whole.to_records() if not row["empty"]}
    assert cells["Homes and Places", "voluntary sector"] == ["Kelpie Trust"]
    assert cells["Transport and Connectivity", "company"] == ["Stagecoach"]
    assert "No partner at all" not in whole.note
    monkeypatch.setattr(answering, "_AT_FIRST", 0)
    assert ask(held, "coverage", by="priority", limit=100).note == whole.note
