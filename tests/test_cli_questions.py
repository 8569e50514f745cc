"""Every question on the command line: in a terminal of a hundred columns, and as CSV, JSON and Markdown."""

import csv
import io
import json

import pytest
from click.testing import CliRunner, Result

from graph.store import open_store
from queries.catalogue import QUESTIONS
from tests.question_plans import borderland, havenshire
from tests.sample_plans import fenland, midshire
from tests.test_questions_contract import SAMPLES
from views.cli import partners

WIDTH = 100


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The location of a store with four plans."""
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    location = str(tmp_path_factory.mktemp("questions") / "store")
    with open_store(location) as store:
        for plan in (midshire(), fenland(), havenshire(), borderland()):
            store.replace_plan(plan)
    return location


def asked(held: str, question: str, form: str = "table") -> Result:
    given = [part for name, value in SAMPLES[question].items() for part in ("--param", f"{name}={value}")]
    arguments = ["ask", question, *given, "--format", form, "--as-of", "2025-07-01", "--store", held]
    return CliRunner().invoke(partners, arguments, env={"COLUMNS": str(WIDTH)})


@pytest.mark.parametrize("question", list(QUESTIONS))
def test_a_table_fits_the_terminal_and_shows_the_words(held: str, question: str) -> None:
    result = asked(held, question)
    assert result.exit_code == 0, result.output
    assert max(map(len, result.stdout.splitlines())) <= WIDTH
    assert max(map(len, result.stderr.splitlines()), default=0) <= WIDTH
    assert "In the plan's words:" in result.stdout or "quote" in QUESTIONS[question].shown
    assert result.stdout.splitlines()[-1].partition(" ")[2].startswith("row")


@pytest.mark.parametrize("question", list(QUESTIONS))
def test_programs_get_every_row_with_every_column(held: str, question: str) -> None:
    records = json.loads(asked(held, question, "json").stdout)
    rows = list(csv.DictReader(io.StringIO(asked(held, question, "csv").stdout)))
    assert len(rows) == len(records) > 1
    assert list(rows[0]) == list(records[0]) == list(QUESTIONS[question].columns)
    for record in records:
        assert bool(record["passages"]) != bool(record["source"])


@pytest.mark.parametrize("question", list(QUESTIONS))
def test_markdown_is_one_table(held: str, question: str) -> None:
    lines = asked(held, question, "md").stdout.splitlines()
    assert len(lines) > 2
    assert all(line.startswith("| ") and line.endswith(" |") for line in lines)


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["money", "sectoin"], 2, "It must be what sums are added up by: ask, section"),
        (["bridges", "many"], 2, "a whole number from 2 (for example 3)"),
        (["bridges", "1"], 2, "is '1'. It must be in how many sections"),
        (["why-linked", "Fishers"], 2, "needs 'second'"),
        (["matrix", "pears"], 1, "The nearest are: 'Piers and Quays'"),
        (["depends-on", "Sheltr Agncy"], 1, "The nearest are: 'Shelter Agency'"),
        (["same-ask", "Harbor Ofice"], 1, "The nearest are: 'Harbour Office'"),
        (["ledger", "pears"], 1, "The nearest are: 'Piers and Quays'"),
        (["in-one-not-other", "Havenshire", "Nowhere"], 1, "The store holds no plan 'Nowhere'"),
        (["in-one-not-other", "Havenshire", "Havenshire"], 1, "are the same plan"),
        (["coverage", "--as-of", "2025-02-30"], 2, "'2025-02-30' is in no calendar"),
        (["communites"], 2, "Did you mean 'communities'"),
        (["coverage", "--plan", "Havenshir Growht"], 1, "holds no plan 'Havenshir Growht'"),
    ],
)
def test_what_is_wrong_is_one_message_with_the_nearest_choice(
    held: str, arguments: list[str], code: int, says: str
) -> None:
    result = CliRunner().invoke(partners, ["ask", *arguments, "--store", held])
    assert result.exit_code == code, result.output
    assert says in " ".join(result.stderr.split())
    assert result.stdout == ""
    assert result.stderr.count("Error: ") == 1


def test_how_a_question_is_asked_is_explained(held: str) -> None:
    said = CliRunner().invoke(partners, ["questions", "money", "--store", held]).stdout
    assert 'partners ask money "department"' in said
    assert "by: what sums are added up by (may be left out)" in said
