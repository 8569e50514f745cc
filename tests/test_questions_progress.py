"""The ledger of what became of each ask: kept over reloads and editions, its present state worked out from it."""

from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import partnership_graph as pg
from graph.errors import CorrectionsError
from graph.interchange import to_json
from graph.ontology import Update
from graph.store import Store
from queries import answering
from queries.catalogue import ask
from tests.edition_plans import WEALD_2024, WEALD_2026, edition, weald
from tests.sample_plans import fenland, midshire
from views.cli import partners

SLUICES, CLASSES, THATCH = "fund new sluices", "give us control of evening classes", "pay for a school of thatching"


def update(words: str, date: str, said: str, **about: object) -> str:
    lines = [f"ask: {words}", f"date: {date}", f"said: {said}", *(f"{key}: {value}" for key, value in about.items())]
    return "  - " + "\n    ".join([*lines, "by: Jane Smith"]) + "\n"


LEDGER = "updates:\n" + "".join(
    (
        update(SLUICES, "2026-06-01", "offered", evidenced="yes", amount=9_000_000, source="a letter", url="https://a.example"),
        update(SLUICES, "2026-09-01", "agreed", evidenced="partly", amount="9,500,000", source="minutes"),
        update(SLUICES, "2026-11-01", "delivered", source="a speech"),
        update(CLASSES, "2026-06-01", "offered", amount=100),
        update(CLASSES, "2026-08-01", "refused", evidenced="yes", source="an answer"),
        update(THATCH, "2026-08-01", "asked", amount=5),
        update("a pier for every town", "2026-08-02", "agreed", source="a rumour"),
    )
)  # fmt: skip


def rows(store: Store, *columns: str, as_of: str = "2026-12-31", **given: Any) -> list[tuple[Any, ...]]:
    found = ask(store, "progress", as_of=as_of, **given).to_records()
    return [tuple(row[column] for column in columns) for row in found]


def of(store: Store, words: str, *columns: str, as_of: str = "2026-12-31") -> tuple[Any, ...]:
    (found,) = [row for row in rows(store, "ask", *columns, as_of=as_of) if row[0].lower().startswith(words)]
    return found[1:]


@pytest.fixture
def held(store: Store) -> Store:
    store.replace_plan(edition(WEALD_2024, "2024", LEDGER).graph)
    return store


STATE = ("said", "said_on", "evidenced", "evidence_for", "evidence_for_on")


def test_what_is_said_and_what_is_evidenced_are_two_things(held: Store) -> None:
    assert of(held, SLUICES, *STATE) == ("delivered", "2026-11-01", "none", "agreed (partly)", "2026-09-01")
    assert of(held, CLASSES, *STATE) == ("refused", "2026-08-01", "yes", "refused (yes)", "2026-08-01")
    assert of(held, THATCH, *STATE) == ("asked", "2026-08-01", "none", None, None)


def test_sums_asked_for_and_offered_stand_side_by_side(held: Store) -> None:
    columns = ("amount", "amount_text", "amount_offered", "amount_offered_as", "money", "according_to", "link")
    assert of(held, SLUICES, *columns, as_of="2026-10-31") == (
        None, None, 9_500_000, "agreed on 2026-09-01", "£12m (what it costs, not asked); £9.5m agreed", "minutes", None,
    )  # fmt: skip
    assert of(held, SLUICES, *columns, as_of="2026-08-31")[2:] == (
        9_000_000, "offered on 2026-06-01", "£12m (what it costs, not asked); £9m offered", "a letter",
        "https://a.example",
    )  # fmt: skip
    # after a refusal an offer stands no more, and a sum that was asked again is none that was offered
    assert of(held, CLASSES, "amount_offered", "money") == (None, None)
    assert of(held, THATCH, "amount_offered", "money") == (None, None)


def test_only_updates_up_to_the_day_count(held: Store) -> None:
    assert of(held, SLUICES, "said", "updates", "later", as_of="2026-05-31") == ("nothing recorded", 0, 3)
    assert of(held, SLUICES, "said", "updates", "later", as_of="2026-06-01") == ("offered", 1, 2)
    assert of(held, SLUICES, "said", "updates", "later") == ("delivered", 3, 0)
    note = ask(held, "progress", as_of="2026-07-31").note
    assert "4 updates after 31 July 2026 are left out." in note


def test_nothing_recorded_says_up_to_when_and_where(held: Store) -> None:
    columns = ("said", "evidenced", "searched", "basis")
    assert of(held, "repeal the duty", *columns) == (
        "nothing recorded", None, "up to 2026-12-31, in decisions.yaml", "stated",
    )  # fmt: skip
    assert (
        "5 with nothing recorded (up to 2026-12-31, in decisions.yaml)"
        in ask(held, "progress", as_of="2026-12-31").note
    )
    held.replace_plan(weald()[0].graph)
    (searched,) = {row[0] for row in rows(held, "searched")}
    assert searched == "up to 2026-12-31, and no corrections file was loaded with the plan"


def test_each_row_shows_its_words_and_that_a_person_recorded_it(held: Store) -> None:
    (row,) = [row for row in ask(held, "progress").to_records() if row["ask"].lower().startswith(SLUICES)]
    assert row["basis"] == "curated"
    assert [words["quote"] for words in row["passages"]] == ["fund new sluices for the water mills, at a cost of £12m"]
    assert row["recorded_by"] == ["Jane Smith"]
    assert row["history"] == [
        "2026-06-01: offered, £9m, evidence: yes, according to a letter (recorded by Jane Smith)",
        "2026-09-01: agreed, £9.5m, evidence: partly, according to minutes (recorded by Jane Smith)",
        "2026-11-01: delivered, evidence: none, according to a speech (recorded by Jane Smith)",
    ]


def test_an_update_that_matches_no_ask_is_a_row_with_its_file(held: Store) -> None:
    (row,) = [row for row in ask(held, "progress").to_records() if row["elsewhere"]]
    assert (row["ask"], row["elsewhere"], row["said"]) == ("a pier for every town", "matches no ask", "agreed")
    assert (row["passages"], row["source"]) == ([], "decisions.yaml, recorded by Jane Smith")


def test_states_can_be_chosen(held: Store) -> None:
    assert rows(held, "said", state="Refused") == [("refused",)]
    assert len(rows(held, "said", state="nothing recorded")) == 5
    assert rows(held, "ask", state="offered") == []
    with pytest.raises(pg.errors.BadParameter, match="Did you mean 'agreed'"):
        ask(held, "progress", state="agred")


@pytest.mark.parametrize("day", ["2026-05-31", "2026-07-31", "2026-12-31"])
@pytest.mark.parametrize("state", [None, "agreed", "nothing recorded"])
def test_of_many_plans_only_the_asks_that_are_shown_are_read_whole(
    held: Store, monkeypatch: pytest.MonkeyPatch, day: str, state: str | None
) -> None:
    for plan in (edition(WEALD_2026, "2026").graph, midshire(), fenland()):
        held.replace_plan(plan)
    given: dict[str, Any] = {"state": state, "as_of": day}
    whole = ask(held, "progress", **given)
    monkeypatch.setattr(answering, "_AT_FIRST", 0)
    for limit in (1, 2, 3, 5, 8, 100):
        part = ask(held, "progress", limit=limit, **given)
        assert part.rows == whole.rows[:limit]
        assert part.total == len(whole.rows)
        assert part.note.startswith(whole.note)


def test_of_one_day_all_that_was_said_is_told(store: Store) -> None:
    agreed = update(SLUICES, "2026-06-01", "agreed", evidenced="yes")
    text = "updates:\n" + agreed + update(SLUICES, "2026-06-01", "refused") + agreed
    store.replace_plan(edition(WEALD_2024, "2024", text).graph)
    assert of(store, SLUICES, "said", "evidenced", "updates") == ("agreed; refused", "agreed: yes; refused: none", 2)
    assert len(list(store.graph().of(Update))) == 3


def test_updates_go_on_with_their_ask_into_a_new_edition(held: Store) -> None:
    held.replace_plan(weald()[1].graph)
    assert of(held, SLUICES, "said", "elsewhere", "basis") == ("delivered", None, "inferred")
    (row,) = [row for row in ask(held, "progress").to_records() if row["ask"].lower().startswith(SLUICES)]
    assert [words["quote"][-4:] for words in row["passages"]] == ["£15m", "£12m"]
    assert of(held, THATCH, "said", "elsewhere") == ("asked", "only in the edition 2024")
    assert "repeal the duty on perry" not in {row[0].lower() for row in rows(held, "ask")}
    # the same file loaded with both editions records nothing twice
    held.replace_plan(edition(WEALD_2026, "2026", LEDGER).graph)
    assert of(held, SLUICES, "updates", "basis") == (3, "inferred")
    assert sorted(row[0] for row in rows(held, "elsewhere") if row[0]) == ["matches no ask", "only in the edition 2024"]
    assert {row[0] for row in rows(held, "elsewhere", plan="the-weald-prospectus-945137@2024")} == {
        None,
        "matches no ask",
    }


def test_updates_stay_over_reloads_and_are_never_lost_by_one(store: Store, tmp_path: Path) -> None:
    source, file = tmp_path / "weald.md", tmp_path / "weald.corrections.yaml"
    source.write_text(WEALD_2024, encoding="utf-8")
    file.write_text(LEDGER, encoding="utf-8")
    about = {"publisher": "Weald County Council", "published": "2024-05"}
    for _ in range(2):
        loaded = pg.load(store, source, **about)
    assert [(issue.line, issue.code) for issue in loaded.issues if issue.file] == [(38, "correction-unmatched")]
    before = to_json(store.graph())
    more = LEDGER + update(SLUICES, "2026-12-01", "delivered", evidenced="yes")
    for changed in (
        LEDGER.replace("2026-08-01", "2026-08-03"),
        LEDGER.replace("an answer", "a reply"),
        "updates: []\n",
    ):
        file.write_text(changed, encoding="utf-8")
        with pytest.raises(CorrectionsError, match=r"Updates are only ever added, so nothing was stored"):
            pg.load(store, source, **about)
    file.unlink()
    with pytest.raises(CorrectionsError, match=r"Name it \(weald\.corrections\.yaml\) with --corrections FILE"):
        pg.load(store, source, **about)
    assert to_json(store.graph()) == before
    file.write_text(more, encoding="utf-8")
    pg.load(store, source, **about)
    assert len(list(store.graph().of(Update))) == 8
    store.forget(store.plans()[0].id)
    file.unlink()
    pg.load(store, source, **about)
    assert not list(store.graph().of(Update))


def test_the_command_tells_the_state_and_the_bound(tmp_path: Path) -> None:
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    source, file, store = tmp_path / "weald.md", tmp_path / "weald.corrections.yaml", str(tmp_path / "store")
    source.write_text(WEALD_2024, encoding="utf-8")
    file.write_text(LEDGER, encoding="utf-8")
    run = CliRunner().invoke(partners, ["load", str(source), "--store", store])
    assert run.exit_code == 0, run.output
    run = CliRunner().invoke(partners, ["ask", "progress", "--as-of", "2026-12-31", "--store", store])
    assert run.exit_code == 0, run.output
    assert "which does not mean that nothing happened" in " ".join(run.output.split())
    assert "Recorded by people:" in run.output
    file.unlink()
    run = CliRunner().invoke(partners, ["load", str(source), "--store", store])
    assert run.exit_code == 1
    assert "The store has 7 updates about 'The Weald Prospectus' (2026-06-01, offered of “" in run.output
