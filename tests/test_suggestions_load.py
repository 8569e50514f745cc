"""partners load --suggest, and what becomes of suggestions in answers and reviews."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.model import Graph
from graph.ontology import AddressedTo, Role
from graph.store import open_store
from tests.suggested_plan import (
    KEY,
    LAMPS,
    PLAN,
    VALLEYS,
    WEIRS,
    ask,
    forget_settings,
    role,
    statements,
    suggested,
)
from tests.talking_model import Talker, suggestions, talking
from views.cli import partners


@pytest.fixture
def talker(monkeypatch: pytest.MonkeyPatch) -> Iterator[Talker]:
    forget_settings(monkeypatch)
    with talking() as server:
        yield server


@pytest.fixture
def source(tmp_path: Path, talker: Talker, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PARTNERS_CORRECTIONS", str(tmp_path / "corrections"))
    monkeypatch.setenv("PARTNERS_MODEL_URL", talker.base())
    monkeypatch.setenv("PARTNERS_MODEL_NAME", "small")
    monkeypatch.setenv("PARTNERS_MODEL_KEY", KEY)
    path = tmp_path / "northshire.md"
    path.write_text(PLAN, encoding="utf-8")
    return path


def run(source: Path, *arguments: str, given: str = "") -> Result:
    return CliRunner().invoke(partners, [*arguments, "--store", str(source.parent / "store")], input=given)


def stored(source: Path) -> Graph:
    with open_store(str(source.parent / "store")) as store:
        return store.graph()


def test_nothing_is_sent_unless_it_is_asked_for(source: Path, talker: Talker) -> None:
    for command in (["load", str(source)], ["check", str(source)], ["review", str(source), "--list"]):
        assert run(source, *command).exit_code == 0
    assert talker.heard == []
    assert suggested(stored(source)) == {}


def test_a_load_tells_where_words_go_and_lists_what_is_suggested(source: Path, talker: Talker) -> None:
    plain = run(source, "load", str(source)).stdout.splitlines()
    talker.says = lambda blocks: suggestions(ask(blocks), ask(blocks, "not there at all"), role(blocks))
    result = run(source, "load", str(source), "--suggest")
    assert result.exit_code == 0, result.output
    said = result.stdout.splitlines()
    assert said[0] == "Replaced: A plan for Northshire, Northshire Combined Authority"
    assert said[1:3] == plain[1:3], "what is counted is what the rules found"
    assert said[3:7] == [
        "  1 proposal of the model left out: with words that do not stand in the block.",
        '  2 suggestions to decide on (inferred, low confidence): partners review "A plan for Northshire"',
        f"    line 6: the model suggests a role of Harbour Forum: “{LAMPS}”. Accept or drop it with partners review.",
        f"    line 17: the model suggests an ask of UK Government: “{WEIRS}”. Accept or drop it with partners review.",
    ]
    assert said[7:] == plain[3:]
    assert result.stderr == f"Sending 4 blocks of northshire.md to {talker.address[7:]} (small)\n"
    assert KEY not in result.output
    assert set(suggested(stored(source))) == {WEIRS, LAMPS}
    assert KEY not in repr(stored(source))


def test_without_configuration_it_says_what_to_set(
    source: Path, talker: Talker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PARTNERS_MODEL_URL")
    result = run(source, "load", str(source), "--suggest")
    assert result.exit_code == 1
    assert result.stderr.startswith("Error: --suggest asks a language model, and PARTNERS_MODEL_URL is not set.")
    assert not (source.parent / "store").exists()
    assert talker.heard == []


@pytest.mark.parametrize("manner", ["401", "500", "away", "refusing", "page"])
def test_a_plan_loads_whatever_the_model_does(
    source: Path, talker: Talker, manner: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PARTNERS_MODEL_URL", talker.base(manner))
    result = run(source, "load", str(source), "--suggest")
    assert result.exit_code == 0, result.output
    assert "  The model " in result.stdout
    assert "What the rules found is unchanged." in result.stdout
    assert KEY not in result.output
    assert {one.text for one in stored(source).of(Role)} == {"building cottages for rent", "training young welders"}


def test_a_document_in_which_the_rules_find_nothing_is_neither_sent_nor_stored(source: Path, talker: Talker) -> None:
    source.write_text("# Shopping\n\nBread, a lamp and a boat that pleases everybody.\n", encoding="utf-8")
    result = run(source, "load", str(source), "--suggest")
    assert result.exit_code == 1
    assert "nothing was stored" in result.stderr
    assert talker.heard == []


def test_suggestions_are_marked_in_every_answer(source: Path, talker: Talker) -> None:
    talker.says = lambda blocks: suggestions(ask(blocks, addressee="Department for Transport"), role(blocks))
    run(source, "load", str(source), "--suggest")
    for question in (["department", "DfT"], ["unaddressed-asks"], ["organisation", "Harbour Forum"]):
        rows = json.loads(run(source, "ask", *question, "--format", "json").stdout)
        found = [row for row in rows if WEIRS in json.dumps(row) or LAMPS in str(row.get("what"))]
        assert found, question
        assert {row["basis"] for row in found} == {"inferred"}, question


def test_a_review_makes_a_suggestion_a_decision_that_stands_without_the_model(source: Path, talker: Talker) -> None:
    talker.says = lambda blocks: suggestions(
        ask(blocks, addressee="Department for Transport"), ask(blocks, VALLEYS, "valleys"), role(blocks)
    )
    run(source, "load", str(source), "--suggest")
    listed = json.loads(run(source, "review", "A plan for Northshire", "--format", "json").stdout)
    mine = [row for row in listed if "a language model suggests it" in row["why"]]
    assert {row["kind"] for row in mine} == {"uncertain statement"}
    assert len(mine) == 3
    answers = ["n" if VALLEYS in row["question"] else "y" if row in mine else "s" for row in listed]
    decided = run(source, "review", "A plan for Northshire", given="\n".join(answers) + "\n")
    assert "3 decisions written" in decided.stdout
    again = run(source, "load", str(source))
    assert "3 corrections applied" in again.stdout
    graph = stored(source)
    assert suggested(graph) == {}
    accepted = {one.text: one for one in statements(graph) if one.basis == "curated"}
    assert set(accepted) == {WEIRS, LAMPS}
    asked = [x for x in graph.links(AddressedTo) if x.start == accepted[WEIRS].id]
    assert [(graph.nodes[x.finish].properties()["name"], x.basis) for x in asked] == [
        ("Department for Transport", "curated")
    ]
    run(source, "load", str(source), "--suggest")
    assert VALLEYS in json.dumps(talker.heard[-1].body)
    assert suggested(stored(source)) == {}
