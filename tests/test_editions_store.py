"""The asks of an edition go on in the next, in the store, whatever the order in which editions come and go."""

from itertools import permutations
from typing import Any

import pytest

from graph.errors import OntologyError
from graph.interchange import to_json
from graph.ontology import Ask, Continues, Revises
from graph.store import Store
from loaders.plan import Loaded
from tests.edition_plans import STRAND_2025, STRAND_2027, WEALD_2024, WEALD_2026, edition, strand, weald

CONTINUED = """
MATCH (n:Ask)-[r:CONTINUES]->(o:Ask)
RETURN o.text AS old, n.text AS new, r.basis AS basis, r.rule AS rule, r.by AS by, o.plan AS older, n.plan AS newer,
       r.plan AS plan
ORDER BY older, newer, old
"""
WHO = "    by: Jane Smith\n    at: 2026-06-02\n"


def decision(action: str, ask: str, earlier: str) -> str:
    return f"  - action: {action}\n    ask: {ask}\n    earlier: {earlier}\n{WHO}"


def continued(store: Store) -> list[dict[str, Any]]:
    return store.read(CONTINUED).rows


def load(store: Store, *editions: Loaded) -> None:
    for one in editions:
        store.replace_plan(one.graph)


def test_asks_go_on_with_their_rule_and_words(store: Store) -> None:
    older, newer = weald()
    assert store.replace_plan(older.graph).continuation is None
    found = store.replace_plan(newer.graph)
    assert found.continuation is not None
    counts = (
        found.continuation.joined,
        found.continuation.possible,
        found.continuation.dropped,
        found.continuation.new,
    )
    assert counts == (5, 2, 1, 1)
    assert [(row["old"].split()[0], row["rule"], row["basis"]) for row in continued(store)] == [
        ("devolve", "reworded", "inferred"),
        ("extend", "reworded", "inferred"),
        ("fund", "same-words", "inferred"),
        ("give", "same-words", "inferred"),
        ("share", "same-words", "inferred"),
    ]
    graph = store.graph()
    graph.check()
    for link in graph.links(Continues):
        assert link.plan == newer.graph.plan().id
        assert len(link.passages) == 2
    assert [(r.start, r.finish) for r in graph.links(Revises)] == [(newer.graph.plan().id, older.graph.plan().id)]
    assert not list(store.graph(newer.graph.plan().id).links(Continues))


def test_the_order_of_loading_never_shows(store: Store) -> None:
    late = edition(WEALD_2026.replace("plant a hedge", "plant a long hedge"), "2028")
    editions = [*weald(), late, *strand()]
    seen = set()
    for order in [*permutations(editions[:3]), editions[::-1]]:
        load(store, *order, *order[:1])
        load(store, *editions)
        seen.add(to_json(store.graph()))
        for plan in store.plans():
            store.forget(plan.id)
    assert len(seen) == 1
    assert to_json(store.graph()) == to_json(type(store.graph())())


def test_an_edition_in_between_comes_and_goes(store: Store) -> None:
    first, last = weald()
    load(store, first, last)
    before = to_json(store.graph())
    between = edition(WEALD_2024.replace("pay for a school", "pay for a large school"), "2025")
    load(store, between)
    assert {(row["older"][-4:], row["newer"][-4:]) for row in continued(store)} == {("2024", "2025"), ("2025", "2026")}
    store.forget(between.graph.plan().id)
    assert to_json(store.graph()) == before
    store.forget(first.graph.plan().id)
    assert continued(store) == []


def test_an_edition_that_cannot_be_loaded_leaves_everything(store: Store) -> None:
    load(store, *weald())
    before = to_json(store.graph())
    broken = edition(WEALD_2026, "2028").graph
    graph = type(broken)(dict(broken.nodes), dict(broken.relations))
    graph.link(Continues(start=next(graph.of(Ask)).id, finish="nobody", rule="test"))
    with pytest.raises(OntologyError):
        store.replace_plan(graph)
    assert to_json(store.graph()) == before


def test_people_join_and_part_asks(store: Store) -> None:
    older, _ = weald()
    decided = edition(
        WEALD_2026,
        "2026",
        "corrections:\n"
        + decision("same ask", "lower the weight limit", "lower the speed limit on mill lanes")
        + decision("not the same ask", "fully devolve the budget", "devolve the towpath maintenance"),
    )  # fmt: skip
    load(store, older, decided)
    rows = {row["old"]: row for row in continued(store)}
    assert "devolve the towpath maintenance budget" not in rows
    joined = rows["lower the speed limit on mill lanes"]
    assert (joined["new"], joined["basis"], joined["rule"], joined["by"]) == (
        "lower the weight limit on mill lanes",
        "curated",
        "correction",
        "Jane Smith",
    )
    before = to_json(store.graph())
    load(store, older)
    assert to_json(store.graph()) == before
    load(store, weald()[1])
    assert "devolve the towpath maintenance budget" in {row["old"] for row in continued(store)}


def test_decisions_that_name_no_earlier_ask_are_told(store: Store) -> None:
    older, _ = strand()
    text = "corrections:\n"
    for earlier in (
        "a pier for every town",
        "Funding for careers advice in every school",
        "£30m for lifeboat stations",
    ):
        text += f"  - action: same ask\n    ask: A national museum of navigation\n    earlier: {earlier}\n" + WHO
    newer = edition(STRAND_2027, "2027", text)
    assert newer.decided is not None
    assert newer.decided.left == 0
    load(store, older)
    warnings = store.replace_plan(newer.graph).warnings
    assert len(warnings) == 2
    assert (
        "no ask of the edition before it (a-compact-for-the-strand-264931@2025) has the words"
        in warnings[0] + warnings[1]
    )
    assert "joined to another by a later decision" in warnings[0] + warnings[1]
    even_later = edition(STRAND_2025, "2029", text.replace("A national museum of navigation", "Pool the flood"))
    assert store.replace_plan(even_later.graph).warnings != ()


def test_an_update_of_an_ask_that_only_an_earlier_edition_has_is_about_that_one(store: Store) -> None:
    older, _ = weald()
    said = "    date: 2026-07-01\n    said: refused\n    by: Jane Smith\n"
    told = "updates:\n  - ask: pay for a school of thatching\n" + said
    newer = edition(WEALD_2026, "2026", told)
    assert [issue.code for issue in newer.issues if issue.file] == ["correction-unmatched"]
    load(store, newer)
    query = "MATCH (u:Update)-[r:ABOUT]->(a:Ask) RETURN u.plan AS plan, a.plan AS of, a.text AS text, r.by AS by"
    assert store.read(query).rows == []
    for _ in range(2):
        load(store, older)
        (row,) = store.read(query).rows
        assert (row["plan"][-4:], row["of"][-4:], row["by"]) == ("2026", "2024", "Jane Smith")
    store.forget(older.graph.plan().id)
    assert store.read(query).rows == []
