"""How fast plans are written to Neo4j, beside a bare driver loop with the same batches.

A generated graph of 100,000 nodes and 400,000 relationships, as 1,000 plans of one transaction each. Both sides write
to the same server in turns, each its own copy. The bare side sends the same nodes and relationships in the same
batches, each row with its whole property map as a program would write it; its rows are made before its clock runs, so
that what the store does besides (checking the graph, making rows, looking for an earlier version, choosing the current
edition) counts against it.

    python -m benchmarks.store_writes [--plans 1000]
"""

import argparse
import os
import statistics
import time
from collections.abc import Iterator
from typing import Any

from neo4j import ManagedTransaction, Session

from graph.model import Graph
from graph.ontology import (
    AddressedTo,
    Ask,
    EvidencedBy,
    HasSection,
    InSection,
    Makes,
    Organisation,
    Passage,
    Plan,
    Section,
    Within,
)
from graph.store import open_store
from graph.store.batches import everything
from tests.neo4j_server import running

TARGET = 0.9
_NODES, _RELATIONS = 100, 400
_ASKS, _BLOCKS, _BODIES = 36, 20, 5
_RULE = "benchmark"


def plan(side: str, number: int) -> Graph:
    """One plan of exactly 100 nodes and 400 relationships."""
    graph = Graph()
    id_ = f"{side}-{number}"
    own = {"plan": id_, "rule": _RULE}
    graph.add(Plan(id=id_, title=f"Plan {number}", work=id_, source=f"{number}.html", sha256="0" * 64))
    publisher = graph.add(Organisation(id=f"{id_}/organisation/0", name=f"Authority {number}", **own))  # type: ignore[arg-type]
    bodies = [
        graph.add(Organisation(id=f"{id_}/organisation/{n}", name=f"Body {n} of {number}", **own))  # type: ignore[arg-type]
        for n in range(1, _BODIES)
    ]
    sections = [
        graph.add(Section(id=f"{id_}/section/{n}", title=f"Section {n}", order=n, level=1, kind="needs", **own))  # type: ignore[arg-type]
        for n in range(2)
    ]
    quote = "The region asks that its own transport be paid for over five years and run by its own people."
    blocks = [
        graph.add(
            Passage(id=f"{id_}/passage/b{n}", plan=id_, kind="block", quote=quote, start=0, end=len(quote), order=n)
        )
        for n in range(_BLOCKS)
    ]
    asks, spans = [], []
    for n in range(_ASKS):
        asks.append(
            graph.add(Ask(id=f"{id_}/ask/{n}", title=quote[:40], text=quote, kinds=("funding",), amount=n, **own))  # type: ignore[arg-type]
        )
        spans.append(
            graph.add(
                Passage(id=f"{id_}/passage/s{n}", plan=id_, kind="span", quote=quote, start=0, end=len(quote), order=n)
            )
        )
    for section in sections:
        graph.link(HasSection(start=id_, finish=section.id, **own))  # type: ignore[arg-type]
    for n, (ask, span) in enumerate(zip(asks, spans, strict=True)):
        graph.link(Makes(start=publisher.id, finish=ask.id, **own))  # type: ignore[arg-type]
        graph.link(InSection(start=ask.id, finish=sections[n % 2].id, **own))  # type: ignore[arg-type]
        graph.link(Within(start=span.id, finish=blocks[n % _BLOCKS].id, **own))  # type: ignore[arg-type]
        graph.link(EvidencedBy(start=ask.id, finish=span.id, **own))  # type: ignore[arg-type]
        for body in bodies:
            graph.link(AddressedTo(start=ask.id, finish=body.id, scope="ask", passages=(span.id,), **own))  # type: ignore[arg-type]
    pairs = ((ask, block) for block in blocks for ask in asks)
    while len(graph.relations) < _RELATIONS:
        ask, block = next(pairs)
        graph.link(EvidencedBy(start=ask.id, finish=block.id, **own))  # type: ignore[arg-type]
    assert (len(graph.nodes), len(graph.relations)) == (_NODES, _RELATIONS)
    return graph


def batches_of(graph: Graph) -> list[tuple[str, list[dict[str, Any]]]]:
    """What the bare loop sends: the store's batches with whole rows."""
    found = []
    for statement in everything(graph):
        rows = statement.rows
        if "properties" in rows[0]:
            whole = [{**row, "properties": {**row["properties"], **statement.common}} for row in rows]
        else:
            whole = [{**row, **statement.common} for row in rows]
        found.append((statement.text.replace(", n += $common", "").replace(", r += $common", ""), whole))
    return found


def bare(session: Session, batches: list[tuple[str, list[dict[str, Any]]]]) -> None:
    """The least a program with the driver does: one managed transaction with the batches."""

    def write(tx: ManagedTransaction) -> None:
        for text, rows in batches:
            tx.run(text, rows=rows)

    session.execute_write(write)


def seconds(plans: int) -> Iterator[tuple[float, float]]:
    """For each plan, how long the bare loop and the store took, whoever comes first taking turns."""
    with running() as server:
        os.environ.update(server.environment())
        with open_store(server.uri) as store, store._engine.writing.session(database=server.database) as session:
            for side in ("warm", "warmer"):
                store.replace_plan(plan(side, 0))
                bare(session, batches_of(plan(side, 1)))
            for number in range(plans):
                batches, graph = batches_of(plan("bare", number)), plan("store", number)
                taken = {}
                for side in ("bare", "store") if number % 2 else ("store", "bare"):
                    began = time.perf_counter()
                    if side == "bare":
                        bare(session, batches)
                    else:
                        store.replace_plan(graph)
                    taken[side] = time.perf_counter() - began
                yield taken["bare"], taken["store"]


def main() -> int:
    """Print the table; 1 if the store is slower than it should be."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--plans", type=int, default=1000, help="how many plans of 100 nodes, 400 relationships")
    plans = parser.parse_args().plans
    taken = list(seconds(plans))
    print(f"{plans} plans, {plans * _NODES:,} nodes and {plans * _RELATIONS:,} relationships on each side")
    print(f"{'':24}{'seconds':>10}{'nodes/s':>10}{'rel./s':>10}{'ms a plan (median)':>20}")
    totals = []
    for name, column in (("bare driver loop", 0), ("store", 1)):
        total = sum(pair[column] for pair in taken)
        middle = statistics.median(pair[column] for pair in taken) * 1000
        totals.append(total)
        print(f"{name:24}{total:10.1f}{plans * _NODES / total:10,.0f}{plans * _RELATIONS / total:10,.0f}{middle:20.1f}")
    ratio = totals[0] / totals[1]
    print(f"the store writes at {ratio:.2f} of the bare rate (at least {TARGET})")
    return 0 if ratio >= TARGET else 1


if __name__ == "__main__":
    raise SystemExit(main())
