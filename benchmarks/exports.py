"""How long each export of a large graph takes, and how much memory beside the graph itself.

Made plans are read, and copied under other ids until there are as many nodes as wanted; each form is then written by
a process of its own, forked with the graph in it. Memory is what that process came to hold above what it began with.

    python -m benchmarks.exports [--nodes 300000] [--read 20]
"""

import argparse
import multiprocessing
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import replace
from multiprocessing.connection import Connection
from pathlib import Path

from benchmarks.made_plans import made_plan
from graph.model import Graph
from graph.records import Node, Relation
from graph.store.reach import is_shared
from loaders.plan import load
from loaders.readers import read
from views.exporting import FORMS, write_graph

MOST_MEGABYTES, MOST_SECONDS = 200, 120


def copied(plan: Graph, number: int) -> tuple[list[Node], list[Relation]]:
    """A plan's own nodes and relationships under other ids."""
    own = {node.id for node in plan.nodes.values() if not is_shared(node)}
    title = next(iter(own & {plan.plan().id}))

    def named(id_: str) -> str:
        return f"{number}/{id_}" if id_ in own else id_

    nodes = [
        replace(node, id=named(node.id), **({"plan": named(title)} if hasattr(node, "plan") else {}))
        for node in plan.nodes.values()
        if node.id in own
    ]
    relations = [
        replace(
            link,
            start=named(link.start),
            finish=named(link.finish),
            plan=named(link.plan) if link.plan else None,
            passages=tuple(map(named, link.passages)),
        )
        for link in plan.relations.values()
        if link.start in own or link.finish in own
    ]
    return nodes, relations


def large(nodes: int, plans: int) -> Graph:
    """A graph of at least so many nodes."""
    with tempfile.TemporaryDirectory() as folder:
        made = []
        for number in range(plans):
            path = Path(folder) / f"{number}.md"
            path.write_text(made_plan(number), encoding="utf-8")
            made.append(load(read(str(path))).graph)
    graph = Graph()
    for plan in made:
        for node in plan.nodes.values():
            graph.nodes.setdefault(node.id, node)
        graph.relations.update(plan.relations)
    number = 0
    while len(graph.nodes) < nodes:
        graph.update(*copied(made[number % plans], number))
        number += 1
    return graph


def _held() -> float:
    """The most memory that this process has held, in megabytes."""
    import resource  # noqa: PLC0415 - not on Windows

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _measured(graph: Graph, form: str, folder: str, answer: Connection) -> None:
    before = _held()
    started = time.perf_counter()
    write_graph(graph, form, Path(folder) / "out")
    seconds = time.perf_counter() - started
    out = Path(folder) / "out"
    written = sum(file.stat().st_size for file in ([out] if out.is_file() else out.iterdir()))
    answer.send((seconds, _held() - before, written / 1e6))


def measure(graph: Graph) -> Mapping[str, tuple[float, float, float]]:
    """For each form: seconds, megabytes of memory, megabytes written."""
    fork = multiprocessing.get_context("fork")
    found = {}
    for form in FORMS:
        with tempfile.TemporaryDirectory() as folder:
            receiver, sender = fork.Pipe(duplex=False)
            process = fork.Process(target=_measured, args=(graph, form, folder, sender))
            process.start()
            found[form] = receiver.recv()
            process.join()
    return found


def main() -> int:
    """Measure, print, and say whether each form keeps to the bounds."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--nodes", type=int, default=300_000)
    parser.add_argument("--read", type=int, default=20)
    given = parser.parse_args()
    graph = large(given.nodes, given.read)
    print(f"{len(graph.nodes):,} nodes, {len(graph.relations):,} relationships, {_held():,.0f} MB with the graph")
    print(f"{'form':<14}{'seconds':>9}{'memory MB':>11}{'written MB':>12}")
    kept = True
    for form, (seconds, memory, written) in measure(graph).items():
        kept &= seconds <= MOST_SECONDS and memory <= MOST_MEGABYTES
        print(f"{form:<14}{seconds:>9.1f}{memory:>11.0f}{written:>12.0f}")
    return 0 if kept else 1


if __name__ == "__main__":
    sys.exit(main())
