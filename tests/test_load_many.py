"""Loading many plans: side by side and one by one give the same; a bad file, a dead process and Ctrl-C end nothing."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from benchmarks.made_plans import made_plan
from graph.errors import DocumentError, SourceError, UnreadableDocument
from loaders.document import Document
from loaders.identity import find_dates
from views import many, workers
from views.cli import partners

ROOT = Path(__file__).resolve().parent.parent
COUNT = 5


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Five plans, and between them one that is empty."""
    place = tmp_path_factory.mktemp("plans")
    for n in range(COUNT):
        (place / f"plan-{n}.md").write_text(made_plan(n, themes=1), encoding="utf-8")
    (place / "plan-2-empty.md").write_bytes(b"")
    return place


def run(*arguments: object) -> Result:
    return CliRunner().invoke(partners, [str(one) for one in arguments])


def test_processes_side_by_side_store_and_say_what_one_does(folder: Path, tmp_path: Path) -> None:
    results = {jobs: run("load", folder, "--store", tmp_path / f"store-{jobs}", "--jobs", jobs) for jobs in (1, 2)}
    for jobs, result in results.items():
        assert result.exit_code == 1
        assert "plan-2-empty.md is empty" in result.stderr
        assert "1 source not loaded." in result.stderr
        assert [line for line in result.stdout.splitlines() if line.startswith("Loaded")] == [
            line for line in results[1].stdout.splitlines() if line.startswith("Loaded")
        ], jobs
    said = [result.stdout.replace(f"store-{jobs}", "store") for jobs, result in results.items()]
    assert said[0] == said[1]
    assert said[0].count("Loaded: A growth plan for region") == COUNT
    exports = [run("export", "--store", tmp_path / f"store-{jobs}").stdout for jobs in (1, 2)]
    assert exports[0] == exports[1]


def test_check_reads_side_by_side_too(folder: Path) -> None:
    one, two = (run("check", folder, "--format", "csv", "--jobs", jobs) for jobs in (1, 2))
    assert (one.stdout, one.stderr, one.exit_code) == (two.stdout, two.stderr, two.exit_code)
    assert one.exit_code == 1


def test_progress_is_only_for_a_person_who_watches(folder: Path) -> None:
    result = run("check", folder, "--jobs", 2)
    assert "Reading" not in result.stderr + result.stdout


@pytest.mark.parametrize("jobs", ["0", "-1", "many"])
def test_a_number_of_jobs_that_is_none_is_wrong_usage(folder: Path, jobs: str) -> None:
    assert run("check", folder, "--jobs", jobs).exit_code == 2


def test_few_sources_are_read_in_this_process(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "Workers", None)
    monkeypatch.setattr(many, "processors", lambda: 8)
    sources = [str(folder / f"plan-{n}.md") for n in range(many.FEWEST - 1)]
    assert [source for source, _ in many.read_plans(sources, {})] == sources


def test_plans_come_in_order_and_each_raises_its_own_error(folder: Path) -> None:
    missing = str(folder / "missing.md")
    sources = [missing, *(str(folder / f"plan-{n}.md") for n in (3, 0)), str(folder / "plan-2-empty.md")]
    titles: list[str] = []
    for source, plan in many.read_plans(sources, {"publisher": "Midshire Council"}, jobs=2):
        try:
            titles.append(f"{plan().graph.plan().title}, {plan().graph.plan().publisher}")
        except DocumentError as error:
            titles.append(type(error).__name__ if Path(source).name in str(error) else str(error))
    assert titles == [
        SourceError.__name__,
        "A growth plan for region 3, Midshire Council",
        "A growth plan for region 0, Midshire Council",
        UnreadableDocument.__name__,
    ]


def test_a_process_that_dies_takes_no_plan_with_it(folder: Path) -> None:
    sources = [str(folder / f"plan-{n}.md") for n in range(COUNT)]
    titles = []
    with workers.Workers({}, 2) as reading:
        for _, plan in reading.read(sources):
            titles.append(plan().graph.plan().title)
            if len(titles) == 1:
                pool = reading._pool
                assert pool is not None
                for process in list(pool._processes.values()):
                    process.kill()
                    process.join()
    assert titles == [f"A growth plan for region {n}" for n in range(COUNT)]


def test_a_document_that_ends_its_process_each_time_is_one_message(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # a reader with a fault in it, found before ours by the processes that read
    (tmp_path / "sitecustomize.py").write_text(
        "import os, builtins\n"
        "import loaders.readers as readers\n"
        "whole = readers.read\n"
        "readers.read = lambda source, url=None: os._exit(9) if 'plan-3' in source else whole(source, url)\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join((str(tmp_path), str(ROOT))))
    told = {}
    for source, plan in many.read_plans([str(folder / f"plan-{n}.md") for n in range(COUNT)], {}, jobs=2):
        try:
            told[Path(source).name] = plan().graph.plan().title
        except UnreadableDocument as error:
            told[Path(source).name] = str(error)
    assert told.pop("plan-3.md").startswith("plan-3.md cannot be read: the process that read it was ended")
    assert list(told.values()) == [f"A growth plan for region {n}" for n in (0, 1, 2, 4)]


@pytest.mark.skipif(sys.platform == "win32", reason="a console of its own is needed to send Ctrl-C on Windows")
def test_ctrl_c_ends_in_one_line(tmp_path: Path) -> None:
    place = tmp_path / "plans"
    place.mkdir()
    for n in range(40):
        (place / f"plan-{n:02}.md").write_text(made_plan(n, themes=2), encoding="utf-8")
    command = [sys.executable, "-m", "partnership_graph", "load", str(place), "--store", str(tmp_path / "store")]
    with subprocess.Popen(
        [*command, "--jobs", "2"],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
        env=os.environ | {"PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout is not None
        process.stdout.readline()
        # as a terminal does: to the command and to the processes it started
        os.killpg(process.pid, signal.SIGINT)
        _, stderr = process.communicate(timeout=60)
    assert process.returncode == 130
    assert stderr.splitlines() == ["Error: Stopped. A plan is stored whole or not at all, so nothing is half done."]
    held = run("plans", "--store", tmp_path / "store", "--format", "json")
    assert held.exit_code == 0
    assert 1 <= held.stdout.count('"title"') < 40


def test_a_rule_of_ours_that_breaks_on_one_document_is_one_message_and_the_rest_load(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaks(document: Document, _: object) -> object:
        if document.source == "plan-1.md":
            raise KeyError("combined")
        return find_dates(document, None)

    monkeypatch.setattr("loaders.plan.find_dates", breaks)
    result = run("load", folder, "--store", tmp_path / "store", "--jobs", 1)
    assert result.exit_code == 1
    assert "plan-1.md was read, and a rule of ours broke on it (KeyError in test_load_many.py" in result.stderr
    assert "a fault of partners and not of the document" in result.stderr
    assert "Traceback" not in result.output
    assert result.stdout.count("Loaded: A growth plan for region") == COUNT - 1
