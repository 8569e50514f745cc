"""How fast the questions are answered, on the bundled plan and on a country of plans, on both engines.

Each question is asked twice: for its first rows, as `partners ask` prints them in a table, and for all of them, as a
program gets them. The statements behind the whole answer are sent again, in turns, through a bare session of the driver
with the same parameters: what the question costs is measured against that.

    python -m benchmarks.questions [--plans 1000] [--engine embedded|neo4j|both] [--rounds 40]
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from neo4j import ManagedTransaction

from benchmarks.made_country import made_country
from graph.store import Store, open_store
from queries.catalogue import QUESTIONS, ask
from queries.plans import held_plans
from tests.neo4j_server import running

WANTED_BUNDLED_MS, WANTED_COUNTRY_MS, WANTED_RATIO = 20.0, 1000.0, 1.2
SLOWEST = 5
COUNTRY_ROUNDS = 3
PAGE = 500
"""How many rows a table has at most."""

SAMPLES: Mapping[str, Mapping[str, Any]] = {
    "who-delivers": {"topic": "skills"},
    "organisation": {"name": "Homes England"},
    "department": {"name": "DWP"},
    "where-stated": {"words": "affordable homes"},
    "ledger": {"topic": "skills"},
    "depends-on": {"name": "Homes England"},
    "why-linked": {"first": "Homes England", "second": "Environment Agency"},
    "search": {"words": "affordable homes"},
    "same-ask": {"department": "DWP"},
}
"""What a question is asked about, where it must be asked about something."""

TWO_PLANS = {"first": "Growth plan of region 0", "second": "Growth plan of region 1"}
"""What questions about two plans are asked about."""


@dataclass(frozen=True)
class Taken:
    """How long a question took."""

    question: str
    rows: int
    page: float
    """Of its first rows, in the median."""
    p95: float
    """Of its first rows."""
    median: float
    """Of all its rows."""
    ratio: float
    """That, beside its bare statements through the driver."""


class _Listening:
    """A store whose statements are written down."""

    def __init__(self, store: Store) -> None:
        self._read = store.read
        self.sent: list[tuple[str, dict[str, Any]]] = []

    def read(self, cypher: str, parameters: Mapping[str, Any] | None = None, **more: Any) -> Any:
        self.sent.append((cypher, dict(parameters or {})))
        return self._read(cypher, parameters, **more)


def _rows(tx: ManagedTransaction, cypher: str, parameters: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [dict(record) for record in tx.run(cypher, dict(parameters))]


def measured(store: Store, question: str, given: Mapping[str, Any], rounds: int) -> Taken:
    """A question asked so often, in turns with its bare statements."""
    listening = _Listening(store)
    store.read = listening.read  # type: ignore[method-assign]
    try:
        rows = len(ask(store, question, **given).rows)
    finally:
        del store.read
    engine = store._engine
    page: list[float] = []
    took: list[float] = []
    bare: list[float] = []
    for _ in range(rounds):
        for limit, times in ((PAGE, page), (None, took)):
            began = time.perf_counter()
            ask(store, question, limit=limit, **given)
            times.append(time.perf_counter() - began)
        began = time.perf_counter()
        for cypher, parameters in listening.sent:
            with engine.reading.session(database=engine.database, default_access_mode="READ") as session:
                session.execute_read(_rows, cypher, parameters)
        bare.append(time.perf_counter() - began)
    page.sort()
    late = page[min(len(page) - 1, round(0.95 * len(page)))]
    whole = statistics.median(took)
    ratio = whole / statistics.median(bare)
    return Taken(question, rows, statistics.median(page) * 1000, late * 1000, whole * 1000, ratio)


@contextmanager
def _stores(engine: str) -> Iterator[Store]:
    """An empty store on an engine."""
    if engine == "embedded":
        with tempfile.TemporaryDirectory() as folder, open_store(str(Path(folder) / "store")) as store:
            yield store
    else:
        with running() as server:
            os.environ.update(server.environment())
            with open_store(server.uri) as store:
                yield store


def _told(store: Store, engine: str, what: str, rounds: int, wanted: float, *, at: str, only: Sequence[str]) -> bool:
    """Ask every question, and tell how long each took; whether all were as fast as they should be."""
    print(f"\n{engine}, {what}")
    print(f"{'question':22}{'rows':>9}{f'first {PAGE}':>12}{'p95':>10}{'all rows':>12}  ms{'ratio to bare':>16}")
    several = len(held_plans(store)) > 1
    taken = []
    for question in QUESTIONS.values():
        needed = [parameter for parameter in question.parameters if not parameter.optional]
        examples = {parameter.name: parameter.example for parameter in needed}
        given = SAMPLES.get(question.id, examples)
        of_plans = question.id not in SAMPLES and "first" in examples
        if (only and question.id not in only) or (of_plans and not several):
            continue
        if of_plans:
            given = {**examples, **TWO_PLANS}
        one = measured(store, question.id, given, rounds)
        times = f"{one.page:12,.1f}{one.p95:10,.1f}{one.median:12,.1f}"
        print(f"{one.question:22}{one.rows:9,}{times}    {one.ratio:16.2f}", flush=True)
        taken.append(one)
    _print_slowest(f"the first {PAGE} rows", {one.question: one.page for one in taken})
    _print_slowest("all rows", {one.question: one.median for one in taken})
    over = [one.question for one in taken if (one.p95 if at == "p95" else one.page) > wanted]
    dear = [one.question for one in taken if one.ratio > WANTED_RATIO]
    print(f"over {wanted:g} ms ({at} of the first rows): {', '.join(over) or 'none'}")
    print(f"over {WANTED_RATIO} times bare: {', '.join(dear) or 'none'}")
    return not over and not dear


def _print_slowest(of: str, times: Mapping[str, float]) -> None:
    slow = sorted(times, key=lambda question: -times[question])[:SLOWEST]
    print(f"slowest for {of}: " + ", ".join(f"{question} {times[question]:,.0f} ms" for question in slow))


def main() -> int:
    """Print the tables; 1 if a question is slower than it should be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--plans", type=int, default=1000, help="how many plans the country has, about 300 nodes each")
    parser.add_argument("--rounds", type=int, default=40, help="how often each question is asked of the bundled plan")
    parser.add_argument("--engine", choices=["embedded", "neo4j", "both"], default="both")
    parser.add_argument("--question", action="append", help="only this one; may be given again")
    chosen = parser.parse_args()
    good = True
    for engine in ("embedded", "neo4j") if chosen.engine == "both" else (chosen.engine,):
        with _stores(engine) as store:
            country = made_country(chosen.plans)
            store.replace_plan(next(country))
            only = chosen.question or []
            good &= _told(store, engine, "the bundled plan", chosen.rounds, WANTED_BUNDLED_MS, at="p95", only=only)
            began = time.perf_counter()
            for graph in country:
                store.replace_plan(graph)
            seconds = time.perf_counter() - began
            nodes = store.read("MATCH (n) RETURN count(n) AS n").rows[0]["n"]
            print(f"\n{chosen.plans:,} plans, {nodes:,} nodes, stored in {seconds:,.0f} s")
            what = f"{chosen.plans:,} plans"
            good &= _told(store, engine, what, COUNTRY_ROUNDS, WANTED_COUNTRY_MS, at="median", only=only)
    return 0 if good else 1


if __name__ == "__main__":
    raise SystemExit(main())
