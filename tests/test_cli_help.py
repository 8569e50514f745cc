"""The command's help, and what every command has."""

import subprocess
import sys

import pytest
from click.testing import CliRunner

from queries.catalogue import QUESTIONS
from views.cli import partners

COMMANDS = partners.list_commands(partners.make_context("partners", ["load", "x"], resilient_parsing=True))
HEAVY = (
    "arcadedb", "fastapi", "httpx", "jinja2", "neo4j", "networkx", "pandas", "platformdirs", "pyvis", "rapidfuzz",
    "rich", "uvicorn",
)  # fmt: skip


def run(*arguments: str) -> str:
    result = CliRunner().invoke(partners, arguments)
    assert result.exit_code == 0, result.output
    return result.output


def test_the_first_help_lists_every_command() -> None:
    said = run("--help")
    assert "New here? Type: partners demo" in said
    for command in COMMANDS:
        assert f"\n  {command} " in said
    assert "..." not in said.split("Commands:")[1]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_an_example_and_a_store(command: str) -> None:
    said = run(command, "--help")
    assert f"Example:\n    partners {command}" in said
    assert "--store WHERE" in said


@pytest.mark.parametrize("command", ["plans", "ask", "gaps", "cypher", "explore", "serve", "export"])
def test_every_reading_command_takes_a_plan(command: str) -> None:
    assert "--plan PLAN" in run(command, "--help")


@pytest.mark.parametrize("command", ["plans", "questions", "ask", "gaps", "cypher", "check", "review"])
def test_where_rows_are_printed_a_format_can_be_chosen(command: str) -> None:
    assert "--format [table|csv|json|md]" in run(command, "--help")


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("plann", "Error: There is no command 'plann'. Did you mean 'plans'?"),
        ("zzzz", "Error: There is no command 'zzzz'. The commands are: demo, load, check, review, plans,"),
    ],
)
def test_an_unknown_command_names_the_nearest(typed: str, says: str) -> None:
    result = CliRunner().invoke(partners, [typed])
    assert result.exit_code == 2
    assert says in result.stderr


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; import partnership_graph; from views.cli import partners\n"
        "partners(['--help'], standalone_mode=False)\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_the_command_can_be_run_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "partnership_graph", "ask", "nosuch"], capture_output=True, encoding="utf-8", check=False
    )
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr == (
        f"Error: There is no question 'nosuch'. The questions are: {', '.join(QUESTIONS)}. "
        "`partners questions` tells what each answers.\n"
    )
