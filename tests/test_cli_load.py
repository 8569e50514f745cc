"""partners load and partners check: what is said of a plan, and of what is no plan."""

import csv
import io
import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from views.cli import partners

PLAN = """# Midshire Growth Plan

## Our Canals

### What we need from government

We want the Department for Transport to:

- fund new locks, at a cost of £40m
- hand over the towpath budget

### The roles our partners will play

- Homes England – building cottages for rent
- Colleges – training young welders
- Grumpf
"""

OTHER = PLAN.replace("Midshire Growth Plan", "Fenland Prospectus").replace("locks", "dykes")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "midshire.md").write_text(PLAN, encoding="utf-8")
    (tmp_path / "plans" / "fenland.md").write_text(OTHER, encoding="utf-8")
    (tmp_path / "notes.md").write_text("# Shopping\n\nBread and a lamp.\n", encoding="utf-8")
    (tmp_path / "empty").mkdir()
    return tmp_path


def run(place: Path, *arguments: str) -> Result:
    return CliRunner().invoke(partners, [*arguments, "--store", str(place / "store")])


def plans(place: Path) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(run(place, "plans", "--format", "json").stdout)
    return found


def test_a_load_tells_what_was_found_and_what_was_not(place: Path) -> None:
    result = run(
        place, "load", str(place / "plans" / "midshire.md"), "--publisher", "Midshire Council", "--published", "2025-07"
    )
    assert result.exit_code == 0, result.output
    first, found, share, *rest = result.stdout.splitlines()
    assert first == "Loaded: Midshire Growth Plan, Midshire Council, published 2025-07"
    assert "2 asks, 2 roles" in found
    assert "understood or set aside by a rule" in share
    assert any("line" in line and "Grumpf" in line for line in rest)
    assert rest[-1] == f"Stored in {place / 'store'}"
    assert result.stderr == ""


def test_loading_again_replaces(place: Path) -> None:
    run(place, "load", str(place / "plans" / "midshire.md"))
    before = run(place, "export").stdout
    again = run(place, "load", str(place / "plans" / "midshire.md"))
    assert again.stdout.startswith("Replaced: Midshire Growth Plan")
    assert run(place, "export").stdout == before
    assert len(plans(place)) == 1


def test_of_several_sources_what_can_be_loaded_is(place: Path) -> None:
    result = run(place, "load", str(place / "plans"), str(place / "missing.md"), str(place / "notes.md"))
    assert result.exit_code == 1
    assert [plan["title"] for plan in plans(place)] == ["Fenland Prospectus", "Midshire Growth Plan"]
    assert f"There is no file {place / 'missing.md'}" in result.stderr
    assert "Nothing was understood in notes.md, and nothing was stored" in result.stderr
    assert result.stderr.endswith("2 sources not loaded.\n")
    assert "Traceback" not in result.output


@pytest.mark.parametrize(
    ("source", "says"),
    [
        ("missing.md", "There is no file"),
        ("empty", "There is no plan in the folder"),
        ("notes.md", "Nothing was understood in notes.md"),
    ],
)
@pytest.mark.parametrize("command", ["load", "check"])
def test_what_is_no_plan_is_one_message_and_stores_nothing(place: Path, command: str, source: str, says: str) -> None:
    result = run(place, command, str(place / source))
    assert result.exit_code == 1
    assert says.replace("Nothing was", "Nothing is" if command == "check" else "Nothing was") in result.stderr
    assert result.stderr.count("Error: ") == 1
    assert not (place / "store").exists()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--published", "July 2025"], "'July 2025' is no date. Write it as YYYY-MM-DD, YYYY-MM or YYYY"),
        (["--published", "2025-13"], "'2025-13' is in no calendar"),
        (["--published", "2025-7-1"], "'2025-7-1' is no date"),
        (["--title", "One title"], "--title is about one plan, and 2 documents were given"),
        (["--url", "https://example.org/plan"], "--url is about one plan"),
    ],
)
def test_wrong_options_are_wrong_usage(place: Path, options: list[str], says: str) -> None:
    result = run(place, "load", str(place / "plans"), *options)
    assert result.exit_code == 2
    assert says in result.stderr
    assert not (place / "store").exists()


def test_a_load_without_a_source_is_wrong_usage(place: Path) -> None:
    result = run(place, "load")
    assert result.exit_code == 2
    assert "Missing argument 'SOURCE...'" in result.stderr


def test_the_same_text_under_another_title_is_refused(place: Path) -> None:
    source = str(place / "plans" / "midshire.md")
    run(place, "load", source)
    held = plans(place)
    result = run(place, "load", source, "--title", "Another Plan")
    assert result.exit_code == 1
    assert result.stderr == (
        f"Error: midshire.md is already in the store as 'Midshire Growth Plan' ({held[0]['id']}): the same text, to "
        "the letter. Nothing was stored, so that no ask counts twice. To keep it as 'Another Plan' instead, first: "
        f"partners forget {held[0]['id']}\n"
    )
    assert plans(place) == held


def test_two_documents_of_one_plan_in_one_call_do_not_replace_each_other(place: Path) -> None:
    (place / "plans" / "midshire-again.md").write_text(PLAN + "\n- Weavers – mending sails\n", encoding="utf-8")
    result = run(place, "load", str(place / "plans"))
    assert result.exit_code == 1
    assert "midshire.md is the same plan as midshire-again.md ('Midshire Growth Plan')" in result.stderr
    assert len(plans(place)) == 2


def test_check_lists_issues_with_their_place_and_stores_nothing(place: Path) -> None:
    source = str(place / "plans" / "midshire.md")
    result = run(place, "check", source)
    assert result.exit_code == 0
    assert result.stdout.startswith("midshire.md: Midshire Growth Plan\n")
    assert "Grumpf" in result.stdout
    rows = json.loads(run(place, "check", source, "--format", "json").stdout)
    assert [set(row) for row in rows] == [{"source", "line", "severity", "code", "message", "hint"}]
    (head, *lines) = csv.reader(io.StringIO(run(place, "check", source, "--format", "csv").stdout))
    assert head == ["source", "line", "severity", "code", "message", "hint"]
    assert len(lines) == 1
    assert not (place / "store").exists()


def test_what_was_loaded_answers_questions(place: Path) -> None:
    run(place, "load", str(place / "plans"))
    rows = json.loads(run(place, "ask", "department", "DfT", "--plan", "Midshire", "--format", "json").stdout)
    assert {row["department"] for row in rows} == {"Department for Transport"}
    assert [row["amount"] for row in rows if row["amount"]] == [40_000_000]
    delivers = json.loads(
        run(place, "ask", "who-delivers", "our canals", "--plan", "Midshire", "--format", "json").stdout
    )
    assert [row["organisation"] for row in delivers] == ["Homes England", "Colleges"]


def test_stopping_it_is_said_and_leaves_nothing_behind(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("loaders.readers.read", stop)
    result = run(place, "load", str(place / "plans" / "midshire.md"))
    assert result.exit_code == 130
    assert result.stderr == "Error: Stopped. A plan is stored whole or not at all, so nothing is half done.\n"
    assert not (place / "store").exists()
