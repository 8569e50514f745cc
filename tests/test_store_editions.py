"""Of several editions of a plan exactly one is current, whatever the order in which they came."""

from itertools import permutations

from graph.store import Store
from graph.store.editions import newest
from tests.store_samples import moved, plan_graph


def current(store: Store) -> list[str]:
    return [plan.id for plan in store.plans() if plan.current]


def test_the_latest_edition_is_current_in_any_order(store: Store) -> None:
    editions = [
        plan_graph("north", edition="first", published="2024-05-01"),
        plan_graph("north", edition="second", published="2025-05-01"),
        plan_graph("north", published="2023-05-01"),
    ]
    for order in permutations(editions):
        for graph in order:
            store.replace_plan(graph)
        assert current(store) == ["north@second"]
        for plan in store.plans():
            store.forget(plan.id)


def test_forgetting_the_current_edition_makes_the_one_before_it_current(store: Store) -> None:
    store.replace_plan(plan_graph("north", edition="2024", published="2024-05-01"))
    store.replace_plan(plan_graph("north", edition="2025", published="2025-05-01"))
    store.forget("north@2025")
    assert current(store) == ["north@2024"]


def test_an_edition_whose_date_is_corrected_can_become_current(store: Store) -> None:
    store.replace_plan(plan_graph("north", edition="a", published="2024-05-01"))
    store.replace_plan(plan_graph("north", edition="b", published="2025-05-01"))
    store.replace_plan(moved(plan_graph("north", edition="a"), published_on="2026-01-01"))
    assert current(store) == ["north@a"]


def test_editions_of_different_plans_do_not_meet(store: Store) -> None:
    store.replace_plan(plan_graph("north", published="2024-05-01"))
    store.replace_plan(plan_graph("south", published="2025-05-01"))
    assert current(store) == ["north", "south"]


def test_a_later_date_wins_then_the_label_then_the_id() -> None:
    def edition(
        id_: str, on: str | None = None, before: str | None = None, label: str | None = None
    ) -> dict[str, object]:
        return {"id": id_, "published_on": on, "published_not_before": before, "edition": label}

    assert newest([edition("a", on="2025-01-01"), edition("b", before="2026")]) == "b"
    assert newest([edition("a", on="2026-01-01"), edition("b", before="2026")]) == "a"
    assert newest([edition("a", label="Version 10"), edition("b", label="version 9")]) == "a"
    assert newest([edition("b"), edition("a")]) == "b"
    assert newest([]) is None
