"""How long `partners --help` takes beside an empty Python, and whether it imports anything heavy.

Run: python -m benchmarks.start_up
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ROUNDS = 15
LIMIT = 0.25
HEAVY = ("arcadedb", "bs4", "httpx", "jinja2", "neo4j", "networkx", "pandas", "pyvis", "rapidfuzz", "rich")

EMPTY = [sys.executable, "-c", "pass"]
CLICK = [sys.executable, "-c", "import click"]
HELP = [sys.executable, "-m", "partnership_graph", "--help"]
IMPORTED = (
    "import sys, partnership_graph; from views.cli import partners; partners(['--help'], standalone_mode=False);"
    "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)"
)


def seconds(command: list[str]) -> float:
    """How long a command takes, from start to end."""
    begun = time.perf_counter()
    subprocess.run(command, cwd=ROOT, stdout=subprocess.DEVNULL, check=True)
    return time.perf_counter() - begun


def imported() -> set[str]:
    """The top-level packages that the help imports."""
    done = subprocess.run([sys.executable, "-c", IMPORTED], cwd=ROOT, capture_output=True, text=True, check=True)
    return set(done.stderr.split())


def main() -> int:
    """Measure in turns, so that what else the machine does falls on all of them; print a table."""
    commands = {"python -c pass": EMPTY, "python -c 'import click'": CLICK, "partners --help": HELP}
    taken: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            taken[name].append(seconds(command))
    least = statistics.median(taken["python -c pass"])
    print(f"{'command':28}{'median s':>10}{'best s':>10}{'of python':>11}")
    for name, times in taken.items():
        print(f"{name:28}{statistics.median(times):10.3f}{min(times):10.3f}{statistics.median(times) / least:10.1f}x")
    found = sorted(imported() & set(HEAVY))
    print(f"\nheavy packages imported by --help: {', '.join(found) or 'none'}")
    slow = statistics.median(taken["partners --help"]) > LIMIT
    if slow:
        print(f"too slow: the help should take less than {LIMIT} s")
    return int(slow or bool(found))


if __name__ == "__main__":
    sys.exit(main())
