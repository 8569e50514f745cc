"""partners gaps: what people and build servers see, and the exit codes."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from graph.ontology import AddressedTo, Ask
from graph.store import open_store
from tests.clean_plan import AS_OF, both, changed, clean, set_of, unlink
from tests.gap_mutations import CLASSES, FERRIES, SITING
from tests.test_gaps_waivers import waived
from views.cli import partners


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with a plan that has gaps: an ask of nobody, two without a date, and one of these waived."""
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    place = str(tmp_path_factory.mktemp("gaps") / "store")
    changes = (
        unlink(AddressedTo, SITING),
        set_of(Ask, CLASSES, timescale=None),
        set_of(Ask, FERRIES, timescale=None),
        waived("G08", (Ask, FERRIES)),
    )
    with open_store(place) as store:
        store.replace_plan(changed(both(*changes)))
    return place


def run(held: str, *arguments: str, as_of: str = AS_OF) -> Result:
    return CliRunner().invoke(partners, ["gaps", *arguments, "--as-of", as_of, "--store", held])


def rows(result: Result) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(result.stdout)
    return found


def test_people_see_how_many_gaps_there_are_the_gravest_first_and_the_words(held: str) -> None:
    result = run(held)
    assert result.exit_code == 0
    lines = result.stdout.splitlines()
    assert lines[0] == "2 gaps (1 high, 1 medium). 1 gap is waived."
    said = " ".join(result.stdout.split())
    assert said.index("G01") < said.index("G08")
    assert "Which department or agency is asked" in said
    assert "[1] “We ask the Shelter Agency for a say over the siting of harbours by 2028.” (Our Homes)" in said
    assert "ferrymen" not in said


def test_all_shows_what_is_waived_too(held: str) -> None:
    said = " ".join(run(held, "--all").stdout.split())
    assert "waived" in said
    assert "ferrymen" in said
    assert "told by letter" in said


def test_programs_get_every_finding(held: str) -> None:
    found = rows(run(held, "--format", "json"))
    assert [(one["check"], one["severity"], one["absence"]) for one in found] == [
        ("G01", "high", "the plan is silent"),
        ("G08", "medium", "the plan is silent"),
        ("G08", "medium", "waived"),
    ]
    assert found[2]["waiver"] == {"by": "Jo Day", "reason": "told by letter", "until": None, "ended": False}
    sheet = run(held, "--format", "csv").stdout.splitlines()
    assert sheet[0].startswith("check,finding,severity,sentence,")
    assert len(sheet) == 4


def test_markdown_is_a_table_below_a_sentence(held: str) -> None:
    lines = run(held, "--format", "md").stdout.splitlines()
    assert lines[2].startswith("| # | severity | check | gap |")
    assert len(lines) == 6


def test_only_the_checks_that_are_named_are_run(held: str) -> None:
    assert [one["check"] for one in rows(run(held, "--check", "g01", "--check", "G11", "--format", "json"))] == ["G01"]


@pytest.mark.parametrize(("severity", "code", "gaps"), [("high", 1, "1 gap of high"), ("low", 1, "2 gaps of low or")])
def test_fail_on_ends_with_one_message(held: str, severity: str, code: int, gaps: str) -> None:
    result = run(held, "--fail-on", severity, "--format", "json")
    assert result.exit_code == code
    (message,) = result.stderr.splitlines()
    assert message.startswith(f"Error: {gaps}")
    assert len(rows(result)) == 3


def test_fail_on_does_not_mind_what_is_less_grave(held: str) -> None:
    assert run(held, "--fail-on", "high", "--check", "G08").exit_code == 0


def test_a_waiver_that_ends_lets_the_build_fail_again(tmp_path: Path) -> None:
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    place = str(tmp_path / "store")
    with open_store(place) as store:
        excuse = waived("G01", (Ask, SITING), until="2025-12-31")
        store.replace_plan(changed(both(unlink(AddressedTo, SITING), excuse)))
    assert run(place, "--fail-on", "low", as_of="2025-12-31").exit_code == 0
    later = run(place, "--fail-on", "low", as_of="2026-01-01")
    assert later.exit_code == 1
    assert "ended on 31 December 2025" in " ".join(later.stdout.split())


def test_only_what_is_new_since_the_baseline_counts(held: str, tmp_path: Path) -> None:
    known = tmp_path / "known.json"
    known.write_text(run(held, "--check", "G08", "--format", "json").stdout, encoding="utf-8")
    result = run(held, "--baseline", str(known), "--fail-on", "low", "--format", "json")
    assert [one["check"] for one in rows(result)] == ["G01"]
    assert "Of 2 gaps in the baseline 2 are still there and 0 are gone." in result.stderr
    assert "Error: 1 gap of low or higher severity (G01)." in result.stderr
    known.write_text(run(held, "--format", "json").stdout, encoding="utf-8-sig")
    assert run(held, "--baseline", str(known), "--fail-on", "low").exit_code == 0


@pytest.mark.parametrize(
    "content",
    ["no json", '{"finding": "G01-1"}', "[3]", '[{"check": "G01"}]', '[{"finding": "G", "members": [1]}]', "[" * 9999],
)
def test_a_baseline_that_is_none_is_refused_with_what_it_must_be(held: str, tmp_path: Path, content: str) -> None:
    path = tmp_path / "known.json"
    path.write_text(content, encoding="utf-8")
    result = run(held, "--baseline", str(path))
    assert result.exit_code == 1
    (message,) = result.stderr.splitlines()
    assert message.endswith("It must be what this printed: partners gaps --format json > known.json")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--check", "G99"], "There is no gap check 'G99'. The checks are: G01, "),
        (["--baseline", "nowhere.json"], "'nowhere.json' does not exist"),
        (["--fail-on", "grave"], "'grave' is not one of"),
        (["--plan", "Nowhere"], "The store holds no plan 'Nowhere'"),
    ],
)
def test_wrong_usage_is_told(held: str, arguments: list[str], says: str) -> None:
    result = run(held, *arguments)
    assert result.exit_code == (1 if "--plan" in arguments else 2)
    assert says in result.stderr


def test_a_date_that_is_none_is_wrong_usage(held: str) -> None:
    assert run(held, as_of="2025-02-30").exit_code == 2


def test_an_empty_store_says_how_to_begin(tmp_path: Path) -> None:
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    place = str(tmp_path / "store")
    open_store(place).close()
    result = run(place)
    assert result.exit_code == 1
    assert "holds no plan yet. Load one with `partners load FILE`" in result.stderr


def test_a_plan_without_asks_has_no_gaps_of_asks(tmp_path: Path) -> None:
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    place = str(tmp_path / "store")
    graph = clean()
    for ask in list(graph.of(Ask)):
        del graph.nodes[ask.id]
    for key in [key for key in graph.relations if not {key[0], key[2]} <= graph.nodes.keys()]:
        del graph.relations[key]
    with open_store(place) as store:
        store.replace_plan(graph)
    asked = [argument for check in ("G01", "G03", "G07", "G08", "G09", "G10") for argument in ("--check", check)]
    assert run(place, *asked).stdout == "No gap was found by 6 checks.\n\n"


def test_a_plan_without_gaps_is_told_in_a_sentence(tmp_path: Path) -> None:
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    place = str(tmp_path / "store")
    with open_store(place) as store:
        store.replace_plan(clean())
    result = run(place, "--fail-on", "low")
    assert result.exit_code == 0
    assert result.stdout.startswith("No gap was found by ")
    assert rows(run(place, "--format", "json")) == []
