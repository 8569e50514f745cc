"""What the README and the docs show is what happens: commands run, their output comes, links lead somewhere."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import click
import pytest

from views.cli import partners

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
_WRITTEN = [ROOT / "README.md", ROOT / "CHANGELOG.md", ROOT / ".github" / "CONTRIBUTING.md", *ROOT.glob("docs/*.md")]
PAGES = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in _WRITTEN}
_IMPORTABLE = f"import sys; sys.path.insert(0, {str(ROOT)!r})\n"
PLAN = ROOT / "loaders" / "data" / "demo" / "west-midlands-digest.md"
BULLET_WITHOUT_PARTNER = """\
# A plan for Northshire

Northshire Combined Authority, March 2026

## What we need from government

Northshire Combined Authority wants the Department for Transport to pay for the harbour tram (£40m).

## What our partners will do

- Northshire College – training the drivers
- On market days
"""

_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
_NO_INDEX = re.compile(r"No matching distribution|Could not fetch|Connection|Temporary failure|Network is unreachable")


def blocks(page: str, language: str) -> list[str]:
    return [words for kind, words in _FENCE.findall(page) if kind == language]


def shown_commands() -> Iterator[tuple[str, str]]:
    """Every `partners …` of every page: in blocks for a shell, and in a line of text."""
    for name, page in PAGES.items():
        in_blocks = [line for block in blocks(page, "sh") for line in block.splitlines()]
        in_text = re.findall(r"`(partners [^`]+)`", _FENCE.sub("", page))
        for line in dict.fromkeys([*in_blocks, *in_text]):
            if line.startswith("partners "):
                yield name, line


def with_output(page: str) -> list[tuple[str, str]]:
    """The commands that are shown with what they print."""
    fenced = _FENCE.findall(page)
    return [
        (block.strip(), after)
        for (kind, block), (next_kind, after) in pairwise(fenced)
        if kind == "sh" and next_kind == "text" and block.startswith("partners ") and "\n" not in block.strip()
    ]


def environment(home: Path) -> dict[str, str]:
    """The user's environment with a home of its own, no store, and no screen."""
    gone = ("PARTNERS_STORE", "DISPLAY", "WAYLAND_DISPLAY", "PYTHONPATH", "VIRTUAL_ENV")
    kept = {k: v for k, v in os.environ.items() if k not in gone and not k.startswith(("NEO4J_", "XDG_", "COV_"))}
    return {**kept, "HOME": str(home), "COLUMNS": "100", "PYTHONUTF8": "1", "NO_COLOR": "1"}


def run_partners(arguments: list[str], folder: Path) -> str:
    """What the command prints, on both streams."""
    done = subprocess.run(
        [sys.executable, "-P", "-c", f"{_IMPORTABLE}from views.cli import main; main()", *arguments],
        cwd=folder, env=environment(folder), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        timeout=120, check=False,
    )  # fmt: skip
    printed = done.stdout.decode("utf-8").replace("\r\n", "\n")
    assert done.returncode == 0, printed
    return printed


def assert_shows(shown: str, printed: str) -> None:
    """Every shown line is printed, in this order; “…” stands for what is left out."""
    at = 0
    for line in shown.splitlines():
        words = line.removesuffix("…").rstrip()
        place = printed.find(words, at)
        assert place >= 0, f"not printed, or not here: {line!r}\n\n{printed}"
        at = place + len(words)


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo's store and page in it."""
    folder = tmp_path_factory.mktemp("demo")
    (folder / "printed.txt").write_text(
        run_partners(["demo", "--store", "store", "-o", "partnerships.html"], folder), encoding="utf-8"
    )
    return folder


def test_the_demo_prints_what_the_readme_shows(demo: Path) -> None:
    printed = (demo / "printed.txt").read_text(encoding="utf-8")
    shown = next(block for block in blocks(README, "text") if "The explorer page" in block)
    in_your_home = re.sub(r"^  /home/you/\S+$", f"  {demo / 'partnerships.html'}", shown, flags=re.MULTILINE)

    assert printed.replace("--store store", "--store demo") == in_your_home


@pytest.mark.parametrize(("command", "shown"), with_output(README), ids=[c for c, _ in with_output(README)])
def test_a_command_prints_what_the_readme_shows(demo: Path, command: str, shown: str) -> None:
    arguments = shlex.split(command.replace("--store demo", "--store store"))[1:]

    assert_shows(shown, run_partners(arguments, demo))


def test_the_readme_shows_output_of_at_least_two_commands() -> None:
    assert len(with_output(README)) >= 2


def test_loading_prints_what_the_readme_shows(tmp_path: Path) -> None:
    (tmp_path / "northshire.md").write_text(BULLET_WITHOUT_PARTNER, encoding="utf-8")
    shown = next(block for block in blocks(README, "text") if block.startswith("Loaded:"))
    checked = blocks(PAGES["docs/your-own-plan.md"], "text")[0]

    assert_shows(shown, run_partners(["load", "northshire.md", "--published", "2026-03", "--store", "s"], tmp_path))
    assert_shows(checked, run_partners(["check", "northshire.md"], tmp_path))


def test_the_python_of_the_readme_runs(tmp_path: Path) -> None:
    shutil.copy(PLAN, tmp_path / "plan.md")
    program = _IMPORTABLE + "\n".join([*blocks(README, "python"), "print(len(asks))"])
    done = subprocess.run(
        [sys.executable, "-P", "-W", "error", "-c", program],
        cwd=tmp_path, env=environment(tmp_path), capture_output=True, timeout=120, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stderr.decode("utf-8", "replace")
    assert done.stdout.split()[-1] == b"22"
    assert (tmp_path / "partnerships.html").is_file()


@pytest.mark.parametrize("query", [query for page in PAGES.values() for query in blocks(page, "cypher")])
def test_a_shown_query_finds_something(demo: Path, query: str) -> None:
    printed = run_partners(["cypher", query, "--store", "store", "--format", "json"], demo)

    assert json.loads(printed[printed.index("[") :])


@pytest.mark.parametrize(("page", "line"), list(shown_commands()), ids=lambda part: part)
def test_a_shown_command_exists_with_its_options(
    page: str, line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, name, *arguments = shlex.split(line.partition(" > ")[0], comments=True)
    monkeypatch.chdir(tmp_path)
    for argument in arguments:
        if Path(argument).suffix in (".json", ".yaml"):
            Path(argument).touch()  # a file that the page tells to make
    command = partners.get_command(click.Context(partners), name)

    assert command is not None, f"{page}: there is no command {name!r}"
    if not arguments and any(isinstance(p, click.Argument) and p.required for p in command.params):
        return  # the name alone, in a sentence
    with command.make_context(name, arguments):
        pass  # raises a usage error for what the command does not take


@pytest.mark.parametrize("page", PAGES)
def test_links_and_pictures_lead_somewhere(page: str) -> None:
    targets = _LINK.findall(_FENCE.sub("", PAGES[page]))
    lost = [t for t in targets if "://" not in t and not ((ROOT / page).parent / t.split("#")[0]).exists()]

    assert lost == []


def test_pictures_are_light() -> None:
    sizes = {path.name: path.stat().st_size for path in ROOT.glob("docs/pictures/*")}

    assert sizes
    assert {name: size for name, size in sizes.items() if size > 250_000} == {}


def first_command() -> str:
    return next(block.strip() for block in blocks(README, "sh"))


def command_of_the_tests() -> str:
    return next(line for block in blocks(README, "sh") for line in block.splitlines() if line.endswith("pytest"))


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="the README's line for Windows is another one")
def test_the_first_command_installs_and_shows_the_demo(tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    away = shutil.ignore_patterns(".*", "build", "*.egg-info", "__pycache__")
    shutil.copytree(ROOT, copy, ignore=away)
    done = subprocess.run(
        ["bash", "-c", first_command()],
        cwd=copy, env=environment(tmp_path), stdin=subprocess.DEVNULL, capture_output=True, timeout=900, check=False,
    )  # fmt: skip
    said = done.stderr.decode("utf-8", "replace")
    if done.returncode and _NO_INDEX.search(said) and not os.environ.get("CI"):
        pytest.skip("pip reaches no package index from here, so the README's first command was not run")
    printed = done.stdout.decode("utf-8")

    assert done.returncode == 0, said
    assert "52 organisations, 22 asks, 49 roles" in printed
    page = Path(printed.split("in a browser):\n")[1].splitlines()[0].strip())
    assert page.is_relative_to(tmp_path)
    assert page.read_text(encoding="utf-8").startswith("<!doctype html>")
    command = copy / ".venv" / "bin" / "partners"
    helped = subprocess.run([command, "--help"], capture_output=True, check=True, timeout=60)
    assert b"demo" in helped.stdout


@pytest.mark.skipif(sys.platform == "win32", reason=".ci/run is for Debian")
def test_ci_runs_the_test_command_of_the_readme() -> None:
    printed = subprocess.run(["bash", ROOT / ".ci" / "run", "--command"], capture_output=True, check=True, timeout=60)

    assert printed.stdout.decode("utf-8").strip() == command_of_the_tests()


def test_the_test_command_finds_the_tests(tmp_path: Path) -> None:
    assert "-e '.[dev]'" in command_of_the_tests()
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"],
        cwd=ROOT, env={**environment(tmp_path), "PYTHONPATH": str(ROOT)}, capture_output=True, timeout=300, check=False,
    )  # fmt: skip
    printed = done.stdout.decode("utf-8", "replace")

    assert done.returncode == 0, printed[-3000:]
    assert "tests/test_readme.py" in printed
    assert "tests/test_demo_plan.py" in printed
