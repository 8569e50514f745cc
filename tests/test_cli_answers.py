"""The reading commands: plans, ask, questions, cypher, export."""

import csv
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from graph.interchange import from_json
from graph.ontology import Ask, Plan
from graph.store import open_store
from queries.catalogue import QUESTIONS
from tests.sample_plans import fenland, midshire
from views.cli import partners


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The location of a store with both sample plans."""
    location = str(tmp_path_factory.mktemp("cli") / "store")
    with open_store(location) as store:
        store.replace_plan(midshire())
        store.replace_plan(fenland())
    return location


def run(*arguments: str, held: str, env: dict[str, str] | None = None, given: str | None = None) -> Result:
    return CliRunner().invoke(partners, [*arguments, "--store", held], env=env, input=given)


def test_plans_are_listed(held: str) -> None:
    result = run("plans", held=held, env={"COLUMNS": "160"})
    assert result.exit_code == 0
    head, fen, mid = result.stdout.splitlines()
    assert head.split() == ["TITLE", "PUBLISHER", "PUBLISHED", "CURRENT", "ASKS", "ROLES", "ORGANISATIONS", "ID"]
    assert fen.split()[:2] == ["Fenland", "Prospectus"]
    assert mid.split()[-6:] == ["2025-07-01", "yes", "3", "4", "6", "midshire-growth-plan-2b68d5"]


def test_plans_as_json_are_a_list_of_rows(held: str) -> None:
    rows = json.loads(run("plans", "--format", "json", held=held).stdout)
    assert [(row["title"], row["asks"], row["roles"], row["current"]) for row in rows] == [
        ("Fenland Prospectus", 1, 0, True),
        ("Midshire Growth Plan", 3, 4, True),
    ]


def test_an_answer_in_a_pipe_is_plain_text_with_its_words(held: str) -> None:
    result = run("ask", "who-delivers", "homes", held=held)
    assert result.exit_code == 0
    assert result.stderr == "'homes' was read as: priority 'Homes and Land'.\n"
    assert result.stdout == (
        "#  HOW           ORGANISATION     ROLE                     SECTION     SPECIFICITY  BASIS\n"
        "1  named for it  Shelter Agency   build cottages for rent  Our Places  named        stated\n"
        "2  same topic    Builders         mending roofs            Our Places  group        inferred\n"
        "3  same section  Midshire Police  keep the towpaths safe   Our Places  named        stated\n"
        "\n"
        "In the plan's words:\n"
        "  [1] “Shelter Agency to build cottages for rent.” (Our Places)\n"
        "  [2] “Builders – mending roofs.” (Our Places)\n"
        "  [3] “Midshire Police to keep the towpaths safe.” (Our Places)\n"
        "\n"
        "3 rows\n"
    )


def test_an_answer_fits_a_narrow_terminal_without_losing_a_word(held: str) -> None:
    said = run("ask", "who-delivers", "homes", held=held, env={"COLUMNS": "40"}).stdout
    assert max(map(len, said.splitlines())) <= 40
    assert "role: build cottages for rent" in said
    assert "organisation: Midshire Police" in said


def test_what_follows_a_question_needs_no_quotation_marks(held: str) -> None:
    quoted = run("ask", "organisation", "Shelter Agency", "--format", "json", held=held)
    bare = run("ask", "organisation", "Shelter", "Agency", "--format", "json", held=held)
    named = run("ask", "organisation", "--param", "name=Shelter Agency", "--format", "json", held=held)
    assert json.loads(quoted.stdout) == json.loads(bare.stdout) == json.loads(named.stdout) != []


def test_public_record_is_named_under_the_table(held: str) -> None:
    said = run("ask", "organisation", "Oldton Council", "--as-of", "2025-07-01", held=held).stdout
    assert "From public record:\n  [2] Midshire register, 2025-07-01, OGL\n" in said


def test_an_answer_as_csv_has_every_column(held: str) -> None:
    result = run("ask", "department", "mol", "--format", "csv", held=held)
    first, second = csv.DictReader(io.StringIO(result.stdout))
    assert first["ask"] == "a school of dykes"
    assert second["amount"] == "2500000"
    assert second["also_asked"] == "UK Government"
    assert second["passages"].startswith("Local say over the Canal Fund, worth £2.5m.")


def test_an_answer_as_markdown(held: str) -> None:
    head, line, first, *_ = run("ask", "unaddressed-asks", "--format", "md", held=held).stdout.splitlines()
    assert head == "| ask | section | asked of | inferred | basis | passages |"
    assert line == "| --- | --- | --- | --- | --- | --- |"
    assert first.startswith(
        "| Faster decisions on empty mills | Our Places | UK Government | Shelter Agency | stated |"
    )


def test_an_empty_answer_says_what_it_means(held: str) -> None:
    result = run("ask", "where-stated", "zeppelin", held=held)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "No block of the plans read uses all of these words.\n"
    assert run("ask", "where-stated", "zeppelin", "--format", "json", held=held).stdout == "[]\n"


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["ask", "nosuch"], 2, "There is no question 'nosuch'"),
        (["ask", "who-delivers"], 2, "needs 'topic'"),
        (["ask", "unaddressed-asks", "now"], 2, "takes no parameter, and 'now' was given"),
        (["ask", "department", "mol", "--param", "colour=red"], 2, "has no parameter 'colour'. It takes: name"),
        (["ask", "department", "--param", "mol"], 2, "'mol' is not NAME=VALUE"),
        (["ask", "department", "mol", "--format", "yaml"], 2, "'yaml' is not one of"),
        (["ask", "department", "mol", "--as-of", "soon"], 2, "'soon' is no date. Write it as YYYY-MM-DD"),
        (["ask", "department", "mol", "--as-of", "2025-02-30"], 2, "'2025-02-30' is in no calendar"),
        (["ask", "department", "minstry of lerning"], 1, "The nearest are: 'Ministry of Learning'"),
        (["ask", "department", "mol", "--plan", "Midshir Growht"], 1, "holds no plan 'Midshir Growht'"),
        (["gaps", "--plan", "mid", "--plan", "fen"], 2, "2 plans are named ('mid', 'fen'), and one can be"),
        (["plans", "--plan", "zzz"], 1, "holds no plan 'zzz'. It holds: 'Fenland Prospectus'"),
        (["forget", "zzz"], 1, "holds no plan 'zzz'"),
        (["cypher", "MATCH (n RETURN n"], 1, "Error: "),
        (["cypher", " "], 1, "The query is empty"),
        (["cypher", "RETURN 1 AS one", "--param", "=3"], 2, "'=3' is not NAME=VALUE"),
        (["cypher", "RETURN 1 AS one", "--limit", "0"], 2, "0 is not in the range"),
        (["cypher", "MATCH (p:Plan) SET p.title = 'mine'"], 1, "Error: "),
        (["export", "-o", "nowhere/x.json"], 2, "There is no folder 'nowhere'"),
        (["export", "--format", "xml"], 2, "'xml' is not"),
    ],
)
def test_what_is_wrong_is_one_message_and_an_exit_code(held: str, arguments: list[str], code: int, says: str) -> None:
    result = run(*arguments, held=held)
    assert result.exit_code == code, result.output
    assert says in result.stderr
    assert result.stdout == ""
    assert result.stderr.count("Error: ") == 1
    assert "Traceback" not in result.output


def test_nothing_was_written_by_the_refused_query(held: str) -> None:
    found = run("cypher", "MATCH (p:Plan) RETURN p.title AS title ORDER BY title", "--format", "json", held=held)
    assert json.loads(found.stdout) == [{"title": "Fenland Prospectus"}, {"title": "Midshire Growth Plan"}]


def test_a_store_that_is_not_there_says_how_to_make_one(tmp_path: Path) -> None:
    result = run("plans", held=str(tmp_path / "none"))
    assert result.exit_code == 1
    assert "There is no store at" in result.stderr
    assert not (tmp_path / "none").exists()


def test_cypher_takes_parameters_and_standard_input(held: str) -> None:
    text = "MATCH (a:Ask) WHERE a.amount >= $least AND a.title CONTAINS $word RETURN a.title AS ask"
    given = ["--param", "least=1000000", "--param", "word=Canal", "--format", "csv"]
    assert run("cypher", text, *given, held=held).stdout == "ask\nLocal say over the Canal Fund\n"
    assert run("cypher", "-", *given, held=held, given=text).stdout == "ask\nLocal say over the Canal Fund\n"


def test_cypher_can_be_given_the_id_of_a_plan(held: str) -> None:
    text = "MATCH (a:Ask {plan: $plan}) RETURN count(a) AS asks"
    assert run("cypher", text, "--plan", "Fenland", "--format", "csv", held=held).stdout == "asks\n1\n"


def test_rows_beyond_the_limit_are_announced(held: str) -> None:
    result = run("cypher", "UNWIND range(1, 9) AS n RETURN n", "--limit", "4", "--format", "csv", held=held)
    assert result.stdout == "n\n1\n2\n3\n4\n"
    assert result.stderr == "Only the first 4 rows are shown. Ask for more with --limit, or count with count(*).\n"


def test_no_rows_are_no_rows(held: str) -> None:
    result = run("cypher", "MATCH (a:Ask {title: 'none'}) RETURN a.title AS ask", held=held)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "No rows.\n")


def test_a_name_that_the_graph_does_not_have_is_told_beside_the_rows(held: str) -> None:
    result = run("cypher", "MATCH (o:Organization) RETURN o.name", held=held)
    assert result.exit_code == 0
    assert result.stderr == "No rows.\nThe graph has no label 'Organization'. The nearest is 'Organisation'.\n"
    result = run("cypher", "MATCH (p:Plan) RETURN p.titel AS t", "--format", "json", held=held)
    assert json.loads(result.stdout) == [{"t": None}, {"t": None}]
    assert result.stderr == "The graph has no property 'titel'. The nearest is 'title'.\n"


def test_the_export_is_the_graph_and_the_same_bytes_each_time(held: str, tmp_path: Path) -> None:
    out = tmp_path / "graph.json"
    result = run("export", "--format", "json", "-o", str(out), held=held)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert result.stderr.startswith(f"Wrote {out}: ")
    assert out.read_bytes() == run("export", held=held).stdout_bytes
    assert len(list(from_json(out.read_text(encoding="utf-8")).of(Ask))) == 4
    one = from_json(run("export", "--plan", "Fenland", held=held).stdout)
    assert [plan.title for plan in one.of(Plan)] == ["Fenland Prospectus"]
    assert [path.name for path in tmp_path.iterdir()] == ["graph.json"]


def test_questions_are_listed_and_explained(held: str) -> None:
    rows = json.loads(run("questions", "--format", "json", held=held).stdout)
    assert [row["id"] for row in rows] == list(QUESTIONS)
    assert [row["id"] for row in rows[:3]] == ["who-delivers", "organisation", "department"]
    said = run("questions", "department", held=held).stdout
    assert 'partners ask department "government"' in said
    assert "<-[to:ADDRESSED_TO]-(a:Ask)" in said


def test_the_word_demo_means_the_store_of_the_demo(tmp_path: Path) -> None:
    home = {"XDG_DATA_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path), "HOME": str(tmp_path)}
    result = run("plans", held="demo", env=home)
    assert result.exit_code == 1
    assert f"There is no store at {tmp_path}" in result.stderr
    assert "demo" in result.stderr


def test_a_reader_that_leaves_early_is_no_error(held: str) -> None:
    command = [sys.executable, "-m", "partnership_graph", "cypher", "UNWIND range(1, 100000) AS n RETURN n"]
    options = ["--limit", "100000", "--format", "json", "--store", held]
    with subprocess.Popen([*command, *options], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().strip() == b"["
        process.stdout.close()
        said = process.stderr.read()
    assert said == b""
    assert process.returncode == 0


def test_forgetting_a_plan_leaves_the_others(tmp_path: Path) -> None:
    location = str(tmp_path / "store")
    with open_store(location) as store:
        store.replace_plan(midshire())
        store.replace_plan(fenland())
    result = run("forget", "Midshire", held=location)
    assert result.exit_code == 0
    assert result.stdout.startswith("Forgot 'Midshire Growth Plan' (midshire-growth-plan-")
    assert [row["title"] for row in json.loads(run("plans", "--format", "json", held=location).stdout)] == [
        "Fenland Prospectus"
    ]
    run("forget", "Fenland", held=location)
    empty = run("plans", held=location)
    assert (empty.exit_code, empty.stdout) == (0, "")
    assert "The store holds no plan yet" in empty.stderr
