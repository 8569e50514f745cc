"""The shape of the project: style, types, the arrows between modules, and what must not be in the tree."""

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("graph", "loaders", "queries", "views")
LONGEST_MODULE = 400

HEAVY = (
    "arcadedb",
    "fastapi",
    "httpx",
    "jinja2",
    "lxml",
    "markdown_it",
    "neo4j",
    "networkx",
    "pandas",
    "pygments",
    "pyvis",
    "rich",
    "uvicorn",
)
"""Libraries that are imported where they are used, so that a command that does without them starts at once."""

PLACES = re.compile(
    r"/(?:work|root|srv)/\w|/(?:home|Users)/(?!you\b|me\b)\w|/tmp/(?:venv|brief)|\.\./shared\b", re.ASCII
)
"""Paths of some machine. A reader's own home, in an example, is `/home/you`."""

REGISTRIES = re.compile(
    r"pypi[.]org|pythonhosted[.]org|maven[.](?:org|apache)|npmjs[.](?:org|com)|docker[.]io", re.ASCII
)
"""Hosts that hand out packages: which one is used is a setting of the reader's machine."""


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=ROOT,
        env=os.environ | {"PYTHONUTF8": "1"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def _must_pass(*arguments: str) -> None:
    run = _run(*arguments)
    if run.returncode:
        pytest.fail(f"{' '.join(arguments)} found:\n{run.stdout}{run.stderr}", pytrace=False)


@cache
def _tracked() -> tuple[Path, ...]:
    """The files of the project: those git knows, or all below the root where there is no git."""
    git = shutil.which("git")
    listed = None
    if git is not None and (ROOT / ".git").exists():
        listed = subprocess.run([git, "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed is not None and listed.returncode == 0:
        paths = [ROOT / name for name in listed.stdout.decode("utf-8").split("\0") if name]
    else:
        # what hides behind a dot is the tools' own: environments, caches
        paths = [path for path in ROOT.rglob("*") if not any(p.startswith(".") for p in path.relative_to(ROOT).parts)]
    return tuple(sorted(path for path in paths if path.is_file()))


def _lines() -> Iterator[tuple[str, str]]:
    """Every line of every text file, with its place."""
    for path in _tracked():
        content = path.read_bytes()
        if b"\0" not in content:
            name = path.relative_to(ROOT).as_posix()
            for number, line in enumerate(content.decode("utf-8", "replace").splitlines(), start=1):
                yield f"{name}:{number}", line


def _modules() -> list[Path]:
    return [path for path in _tracked() if path.suffix == ".py"]


def test_the_project_is_here() -> None:
    names = {path.relative_to(ROOT).as_posix() for path in _tracked()}
    assert {"pyproject.toml", "partnership_graph.py", "graph/ontology.py", "loaders/document.py"} <= names


def test_style() -> None:
    _must_pass("-m", "ruff", "check", "--output-format", "concise")


def test_format() -> None:
    _must_pass("-m", "ruff", "format", "--check", "--output-format", "concise")


@pytest.mark.slow
def test_types() -> None:
    _must_pass("-m", "mypy")


def test_imports_run_one_way() -> None:
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    run = _run("-c", code, "--no-logo", "--no-cache")
    if run.returncode:
        # the list of contracts that are kept comes first and says nothing
        pytest.fail(
            f"lint-imports found:\n{run.stdout[run.stdout.find('Broken contracts') :]}{run.stderr}", pytrace=False
        )
    assert "0 broken" in run.stdout


def test_no_module_is_long() -> None:
    lengths = {path.relative_to(ROOT).as_posix(): len(path.read_text("utf-8").splitlines()) for path in _modules()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_every_package_says_that_it_is_typed_and_is_shipped() -> None:
    found = {path.parent.name for path in _modules() if path.name == "__init__.py" and path.parent.parent == ROOT}
    assert found - {"benchmarks"} == set(PACKAGES)
    assert [name for name in PACKAGES if not (ROOT / name / "py.typed").is_file()] == []
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    assert set(setuptools["packages"]["find"]["include"]) == {f"{name}*" for name in PACKAGES}
    assert "py.typed" in setuptools["package-data"]["*"]


def test_every_folder_with_modules_of_a_package_is_a_package() -> None:
    folders = {path.parent for path in _modules() if path.relative_to(ROOT).parts[0] in PACKAGES}
    assert [str(folder.relative_to(ROOT)) for folder in sorted(folders) if not (folder / "__init__.py").is_file()] == []


def test_tests_are_flat_and_no_package() -> None:
    modules = [path.relative_to(ROOT) for path in _modules() if path.relative_to(ROOT).parts[0] == "tests"]
    assert [str(path) for path in modules if len(path.parts) != 2 or path.name == "__init__.py"] == []


def test_the_version_is_said_in_one_place() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    said = re.compile(rf"^\s*(?:__version__|version)\s*=\s*['\"]|['\"]{re.escape(version)}['\"]")
    places = [
        place
        for place, line in _lines()
        if place.split(":")[0].endswith((".py", ".toml", ".cfg")) and said.search(line)
    ]
    assert [place.split(":")[0] for place in places] == ["pyproject.toml"], places


@pytest.mark.parametrize("forbidden", [PLACES, REGISTRIES], ids=["paths of a machine", "hosts of packages"])
def test_nothing_in_the_tree_is_about_one_machine(forbidden: re.Pattern[str]) -> None:
    found = [f"{place}: {line.strip()[:120]}" for place, line in _lines() if forbidden.search(line)]
    assert found == []


@pytest.mark.parametrize(
    ("line", "forbidden"),
    [
        ("see /" + "work/main/graph", PLACES),
        ("C = '/" + "home/jane/plans'", PLACES),
        ("read .." + "/shared/plan.txt", PLACES),
        ("--index-url https://pypi" + ".org/simple", REGISTRIES),
        ("https://repo1.maven" + ".org/maven2", REGISTRIES),
    ],
)
def test_what_is_about_one_machine_would_be_found(line: str, forbidden: re.Pattern[str]) -> None:
    assert forbidden.search(line)
    assert not forbidden.search("/home/you/plans, a networkx graph, https://neo4j.com")


def _unstripped(notebook: str) -> list[int]:
    """The cells of a notebook that hold what a run of theirs left, by number."""
    cells = json.loads(notebook)["cells"]
    ran = [cell.get("outputs") or cell.get("execution_count") is not None for cell in cells]
    return [number for number, left in enumerate(ran, start=1) if left]


def test_notebooks_hold_no_output() -> None:
    notebooks = [path for path in _tracked() if path.suffix == ".ipynb"]
    left = {path.name: _unstripped(path.read_text("utf-8")) for path in notebooks}
    assert {name: cells for name, cells in left.items() if cells} == {}


def test_output_in_a_notebook_would_be_found() -> None:
    left = {"cell_type": "code", "source": [], "outputs": [{"text": "1"}], "execution_count": None}
    numbered = left | {"outputs": [], "execution_count": 3}
    clean = numbered | {"execution_count": None}
    assert _unstripped(json.dumps({"cells": [{"cell_type": "markdown"}, left, clean, numbered]})) == [2, 4]


def _loaded_with(module: str) -> list[str]:
    run = _run("-c", f"import sys, {module}; print(*(set({HEAVY!r}) & sys.modules.keys()))")
    assert run.returncode == 0, run.stderr
    return run.stdout.split()


@pytest.mark.parametrize("module", ["partnership_graph", "views.cli", "graph.store", "queries.catalogue"])
def test_heavy_libraries_wait_until_they_are_used(module: str) -> None:
    assert _loaded_with(module) == []


def test_a_heavy_library_would_be_found() -> None:
    assert _loaded_with("graph.interchange") == ["networkx"]
