"""How long loading takes and how much memory: a page, a hundred-page PDF, a folder, and beside many plans.

Everything is measured from the shell, as a user meets it, but for the last part. What is ours is the whole less the
interpreter, the imports of libraries and the start of the engine, each measured in turns with it in the same run.

    python -m benchmarks.loading [--plans 200] [--stored 1000]
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import partnership_graph as pg
from benchmarks.made_plans import made_pdf, made_plan

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 7
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
"""Modules are compiled once, as they are where the project is installed."""

WINDOW = 10
"""Loads of which the middle one counts, where the cost beside other plans is measured."""

_OURS = ("graph", "loaders", "queries", "views", "partnership_graph")
_LISTED = f"""
import sys, partnership_graph
from views.cli import partners
partners(sys.argv[1:], standalone_mode=False)
print(*sorted(n for n in sys.modules if n.partition('.')[0] not in {_OURS!r} and sys.modules[n] is not None),
      file=sys.stderr)
"""
_IMPORTED = """
import sys, importlib
names = sys.argv[1].split()
for frame in ('numpy', 'pandas', 'pyarrow'):
    if frame not in names:
        sys.modules[frame] = None
for name in names:
    try:
        importlib.import_module(name)
    except ImportError:
        pass
"""
_ENGINE = """
import sys, time
from pathlib import Path
from views.lean import import_driver
import_driver()
import arcadedb
from graph.store.embedded import EmbeddedEngine
begun, used = time.perf_counter(), time.process_time()
engine = EmbeddedEngine(Path(sys.argv[1]), create=True)
with engine.writing.session(database=engine.database) as session:
    session.execute_read(lambda tx: tx.run('RETURN 1').consume())
engine.close()
print(time.perf_counter() - begun, time.process_time() - used)
"""


@dataclass(frozen=True)
class Run:
    """One run of a command."""

    seconds: float
    cpu: float
    megabytes: float
    """Most memory of the process or of one that it started; not a number where the system does not tell."""
    output: str


def run(*command: str) -> Run:
    """Run Python with some arguments, from start to end."""
    begun = time.perf_counter()
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(
            [sys.executable, *command], cwd=ROOT, env=ENVIRONMENT, stdout=out, stderr=subprocess.DEVNULL
        )
        cpu, megabytes = float("nan"), float("nan")
        if hasattr(os, "wait4"):
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            cpu = used.ru_utime + used.ru_stime
            # kilobytes, but bytes on a Mac
            megabytes = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
        process.wait()
        seconds = time.perf_counter() - begun
        if process.returncode:
            raise SystemExit(f"{' '.join(command)[:200]} ended with {process.returncode}")
        out.seek(0)
        return Run(seconds, cpu, megabytes, out.read().decode("utf-8", "replace"))


def load(*sources: Path, store: Path, jobs: int = 1) -> Run:
    """`partners load`, from the shell."""
    return run("-m", "partnership_graph", "load", *map(str, sources), "--store", str(store), "--jobs", str(jobs))


def libraries(source: Path, store: Path) -> str:
    """Everything that loading a plan imports and that is not ours."""
    command = [sys.executable, "-c", _LISTED, "load", str(source), "--store", str(store)]
    done = subprocess.run(command, cwd=ROOT, env=ENVIRONMENT, capture_output=True, text=True, check=True)
    return done.stderr.splitlines()[-1]


def page(folder: Path) -> Iterator[tuple[str, str, bool]]:
    """A plan of a web page's length, loaded into a new store."""
    source = folder / "page.md"
    source.write_text(made_plan(3), encoding="utf-8")
    names = libraries(source, folder / "listed")
    kinds: dict[str, Callable[[int], Run]] = {
        "interpreter": lambda _: run("-c", "pass"),
        "imports": lambda _: run("-c", _IMPORTED, names),
        "engine": lambda n: run("-c", _ENGINE, str(folder / f"engine-{n}")),
        "load": lambda n: load(source, store=folder / f"page-{n}"),
    }
    runs: dict[str, list[Run]] = {kind: [] for kind in kinds}
    for n in range(ROUNDS):
        for kind, measure in kinds.items():
            runs[kind].append(measure(n))
    memory = max(one.megabytes for one in runs["load"])
    for kind, title in (("seconds", "from the shell"), ("cpu", "processor time")):
        whole, interpreter, imports = (
            statistics.median(getattr(one, kind) for one in runs[name]) for name in ("load", "interpreter", "imports")
        )
        engine = statistics.median(float(one.output.split()[kind == "cpu"]) for one in runs["engine"])
        ours = whole - imports - engine
        yield f"a page into a new store, {title}", f"{whole:.2f} s (under 1.5)", whole < 1.5
        yield "  the interpreter", f"{interpreter:.2f} s", True
        yield "  imports of libraries", f"{imports - interpreter:.2f} s", True
        yield "  start and end of the engine", f"{engine:.2f} s", True
        yield "  the rest, which is ours", f"{ours:.2f} s (at most 0.3)", ours <= 0.3
    yield "  most memory", f"{memory:.0f} MB (under 250)", not memory >= 250


def pdf(folder: Path) -> Iterator[tuple[str, str, bool]]:
    """A plan of a hundred pages as a PDF."""
    source = folder / "long.pdf"
    pages = made_pdf(source, 100)
    done = load(source, store=folder / "long")
    yield f"a PDF of {pages} pages", f"{done.seconds:.2f} s (under 10), {done.cpu:.2f} s CPU", done.seconds < 10
    yield "  most memory", f"{done.megabytes:.0f} MB (under 500)", not done.megabytes >= 500


def many(folder: Path, plans: int) -> Iterator[tuple[str, str, bool]]:
    """A folder of plans, read by one process and by two."""
    sources = folder / "many"
    sources.mkdir()
    for n in range(plans):
        (sources / f"plan-{n:04}.md").write_text(made_plan(n), encoding="utf-8")
    taken = {jobs: load(sources, store=folder / f"many-{jobs}", jobs=jobs) for jobs in (1, 2)}
    for jobs, done in taken.items():
        rate = plans / done.seconds
        yield f"{plans} plans, --jobs {jobs}", f"{done.seconds:.1f} s, {rate:.1f} plans/s, {done.cpu:.1f} s CPU", True
    same = taken[1].output.replace("many-1", "") == taken[2].output.replace("many-2", "")
    yield "  the same output", "yes" if same else "no", same
    yield "  times as fast with two", f"{taken[1].seconds / taken[2].seconds:.2f}", True


def stored(folder: Path, marks: Sequence[int]) -> Iterator[tuple[str, str, bool]]:
    """What one more plan costs when so many are stored, read and written in this process."""
    source = folder / "one.md"
    costs: list[float] = []
    with pg.open(folder / "stored") as store:
        for n in range(max(marks) + WINDOW):
            source.write_text(made_plan(n), encoding="utf-8")
            begun = time.perf_counter()
            pg.load(store, source)
            costs.append(time.perf_counter() - begun)
    middle = {mark: statistics.median(costs[mark : mark + WINDOW]) for mark in marks}
    for mark, cost in middle.items():
        ratio = cost / middle[marks[0]]
        yield f"one more plan beside {mark:,}", f"{cost * 1000:.0f} ms, {ratio:.2f} times that beside {marks[0]}", True
    growth = middle[marks[-1]] / middle[marks[0]]
    yield "  does not grow", f"{growth:.2f} (under 1.5)", growth < 1.5


def main() -> int:
    """Print the table; 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--plans", type=int, default=200, help="plans in the folder")
    parser.add_argument("--stored", type=int, default=1000, help="most plans that are stored beside one more")
    chosen = parser.parse_args()
    marks = [mark for mark in (10, 100, 1000) if mark < chosen.stored] + [chosen.stored]
    missed = 0
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        ENVIRONMENT["PYTHONPYCACHEPREFIX"] = str(folder / "compiled")
        for rows in (page(folder), pdf(folder), many(folder, chosen.plans), stored(folder, marks)):
            for what, told, reached in rows:
                missed += not reached
                print(f"{what:44}{told}{'' if reached else '   MISSED'}", flush=True)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
