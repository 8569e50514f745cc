"""The notebooks run from top to bottom, on either engine with the same results, and git keeps nothing of a run."""

import ast
import os
import sys
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import nbformat
import pytest
from neo4j import Driver

from tests import notebook_runs
from tests.conftest import Place
from tests.neo4j_server import Neo4j
from tests.notebook_runs import NOTEBOOKS, located, printed, read, run, stripped

MAY_IMPORT = {"partnership_graph", "pandas", "networkx", *sys.stdlib_module_names}

SHOWN = {
    "partner-mapping": [
        "'housing' was read as: priority 'Housing and Commercial Development'.",
        "Homes England, to build affordable homes across the region",
        "'DWP' was read as: 'Department for Work and Pensions'.",
        "partnerships.html: written",
    ],
    "coverage-and-gaps": [
        "partnership/board/commission",
        "Why it matters: Money has to come out of somebody's budget",
        "Waived by Jane Smith, until 31 March 2026",
        "ended on 31 March 2026",
        "[A grant for flood defences]",
        "●",
    ],
    "cypher-and-networkx": [
        "Only reading is allowed here, and DETACH would change the graph",
        "Only Homes England, by name, delivers “Housing and Commercial Development”.",
        "Without Homes England, no chain of partners ties these together: “Housing and Commercial Development” | ",
        "Homes England is the only named body that delivers “Housing and Commercial Development”",
        "plan.graphml, plan.gexf, and in sheets: Ask.csv",
    ],
}
"""Some of what a reader sees in each."""


def code(notebook: Any) -> str:
    return "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")


def note(*sources: str) -> Any:
    """A notebook made of these cells of code."""
    return nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in sources])


def imported(source: str) -> Iterator[str]:
    for found in ast.walk(ast.parse(source)):
        if isinstance(found, ast.Import):
            yield from (name.name for name in found.names)
        elif isinstance(found, ast.ImportFrom):
            yield str(found.module)


@cache
def on_embedded(name: str, folder: Path) -> list[str]:
    """What a notebook shows as it stands in git; run once for all tests."""
    return printed(run(read(name), folder))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    return {name: tmp_path_factory.mktemp(name) for name in NOTEBOOKS}


def test_there_are_three_notebooks_and_each_is_tested() -> None:
    assert NOTEBOOKS.keys() == SHOWN.keys()


@pytest.mark.parametrize("name", SHOWN)
def test_git_keeps_nothing_of_a_run(name: str) -> None:
    kept = NOTEBOOKS[name].read_text(encoding="utf-8")
    assert kept == stripped(read(name)), "strip it: python -m tests.notebook_runs"


def test_stripping_takes_away_what_a_run_left(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    clean = NOTEBOOKS["partner-mapping"]
    notebook = read("partner-mapping")
    notebook.metadata["language_info"]["version"] = "3.99"
    cell = next(cell for cell in notebook.cells if cell.cell_type == "code")
    cell.outputs, cell.execution_count = [nbformat.v4.new_output("stream", text="1")], 7
    cell.metadata["collapsed"] = True
    used = tmp_path / clean.name
    nbformat.write(notebook, used)
    monkeypatch.setattr(notebook_runs, "NOTEBOOKS", {"partner-mapping": used})

    notebook_runs.main()

    assert used.read_bytes() == clean.read_bytes()


@pytest.mark.parametrize("name", SHOWN)
def test_a_notebook_imports_the_public_face_and_what_analysts_have(name: str) -> None:
    found = {module.partition(".")[0] for module in imported(code(read(name)))}
    assert "partnership_graph" in found
    assert found <= MAY_IMPORT


@pytest.mark.parametrize("name", SHOWN)
def test_a_notebook_says_in_prose_what_it_does(name: str) -> None:
    cells = read(name).cells
    assert cells[0].cell_type == "markdown"
    assert cells[0].source.startswith("# ")
    alone = [cell.id for before, cell in pairwise(cells) if before.cell_type == cell.cell_type]
    assert len(alone) <= len(cells) // 8, f"cells of code that no prose leads to: {alone}"


@pytest.mark.slow
@pytest.mark.parametrize("name", SHOWN)
def test_a_notebook_runs_from_top_to_bottom(name: str, folders: dict[str, Path]) -> None:
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    shown = "\n".join(on_embedded(name, folders[name]))
    assert [words for words in SHOWN[name] if words not in shown] == []


@pytest.mark.slow
@pytest.mark.neo4j
@pytest.mark.parametrize("name", SHOWN)
def test_with_one_line_changed_it_runs_on_neo4j(
    name: str, folders: dict[str, Path], tmp_path: Path, empty_neo4j: Place, neo4j_server: Neo4j, neo4j_driver: Driver
) -> None:
    shown = printed(run(located(read(name), empty_neo4j.location), tmp_path))

    assert [words for words in SHOWN[name] if words not in "\n".join(shown)] == []
    left = "MATCH (n) WHERE NOT n:PartnershipGraph RETURN count(n) AS nodes"
    assert neo4j_driver.execute_query(left, database_=neo4j_server.database).records[0]["nodes"] == 0
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    assert shown == on_embedded(name, folders[name])


@pytest.mark.slow
def test_a_notebook_that_fails_is_found_and_leaves_no_kernel(tmp_path: Path) -> None:
    from nbclient.exceptions import CellExecutionError  # noqa: PLC0415

    pid = tmp_path / "pid"
    asked = f"import os, pathlib\npathlib.Path({str(pid)!r}).write_text(str(os.getpid()))"
    with pytest.raises(CellExecutionError, match="ZeroDivisionError"):
        run(note(asked, "1 / 0"), tmp_path)
    if sys.platform != "win32":  # where a signal of nought would end the process
        with pytest.raises(ProcessLookupError):
            os.kill(int(pid.read_text()), 0)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "left"),
    [
        ("import tempfile; kept = tempfile.mkdtemp()", "a temporary folder is left behind"),
        ("open('here.txt', 'w').close()", "wrote into the folder it was started in"),
    ],
)
def test_what_a_notebook_leaves_behind_would_be_found(source: str, left: str, tmp_path: Path) -> None:
    with pytest.raises(AssertionError, match=left):
        run(note(source), tmp_path)


def test_a_warning_in_a_notebook_would_be_found() -> None:
    warned = note("1")
    warned.cells[0].outputs = [nbformat.v4.new_output("stream", name="stderr", text="FutureWarning")]
    with pytest.raises(AssertionError, match="FutureWarning"):
        printed(warned)
