"""The explorer page beside the page pyvis writes of the same graph by itself: time, size, and what each fetches.

Run: python -m benchmarks.explorer_page
"""

import re
import time
from collections.abc import Callable

from pyvis.network import Network
from rich.console import Console
from rich.table import Table

from graph.model import Graph
from tests.explorer_plan import invented_graph
from views.explorer import page_html
from views.explorer.wording import name_of

_ROUNDS = 5
_FETCHED = re.compile(r"<(?:script|link|img)[^>]+(?:src|href)=[\"']https?:", re.IGNORECASE)
LIMIT = 0.5
"""Seconds that writing one plan's page may take of our own time."""


def pyvis_page(graph: Graph) -> str:
    """The same nodes and relationships as pyvis shows them when nothing is set but the inlining."""
    network = Network(directed=True, cdn_resources="in_line")
    for node in graph.nodes.values():
        network.add_node(node.id, label=name_of(node))
    for relation in graph.relations.values():
        network.add_edge(relation.start, relation.finish, title=relation.type)
    html: str = network.generate_html()
    return html


def measured(write: Callable[[Graph], str], graph: Graph) -> tuple[float, str]:
    """The fastest of several rounds, in seconds, and the page."""
    page = write(graph)
    best = float("inf")
    for _ in range(_ROUNDS):
        begun = time.perf_counter()
        page = write(graph)
        best = min(best, time.perf_counter() - begun)
    return best, page


def main() -> None:
    """Measure both and print a table."""
    graph = invented_graph()
    table = Table(title=f"One plan: {len(graph.nodes):,} nodes, {len(graph.relations):,} relationships")
    for heading in ("page", "seconds", "ratio", "MB", "requests"):
        table.add_column(heading, justify="left" if heading == "page" else "right")
    base, theirs = measured(pyvis_page, graph)
    ours, page = measured(page_html, graph)
    for name, seconds, html in (("pyvis by itself", base, theirs), ("explorer", ours, page)):
        size = len(html.encode()) / 1e6
        fetched = str(len(_FETCHED.findall(html)))
        table.add_row(name, f"{seconds:.3f}", f"{seconds / base:.2f}", f"{size:.2f}", fetched)
    Console().print(table)
    if ours > LIMIT:
        raise SystemExit(f"Writing the page took {ours:.2f} s; the limit is {LIMIT} s.")


if __name__ == "__main__":
    main()
