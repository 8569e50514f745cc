"""Many small plans in one store, for the tests of the country page."""

import dataclasses
from collections.abc import Iterable
from pathlib import Path

from graph.model import Graph
from graph.ontology import Ask, Passage, Plan
from graph.store import Store, open_store
from tests.explorer_plan import invented_graph

TITLES = (
    "A plan for Tarnvale and Ouse", "Eastmere to 2035", "Growing the Fells", "Harbour and Hinterland",
    "The Long Valley Compact", "North Lakes: our offer", "One Coast", "Places that work", "River and Rail",
    "Saltmarsh Growth Plan", "Seven Towns, one plan", "Vale of Ambition", "Westfold in ten years",
)  # fmt: skip
"""As many titles as make the explorer a country page."""

HOSTILE = (
    "</script></style></title></noscript></textarea><script>document.documentElement.dataset.hacked=1</script>"
    "\"'><img src=x onerror=document.documentElement.dataset.hacked=1><svg onload=hack()>{{ 7*7 }}{% raw %}"
    "<!--\u202e\u2066\u2028]]>&lt;&amp;${7*7}\\u003cb\\`"
)


def plans() -> list[Graph]:
    """The invented plan under every title."""
    return [invented_graph(title) for title in TITLES]


def hostile_plans() -> list[Graph]:
    """Three plans with hostile words in every text, and addresses that must not be linked."""
    found = []
    for title in TITLES[:3]:
        graph = Graph()
        source = invented_graph(title, dress=lambda words: words + HOSTILE)
        for node in source.nodes.values():
            if isinstance(node, Plan | Passage):
                node = dataclasses.replace(node, url="javascript:hack()//https://x.example")  # noqa: PLW2901
            if isinstance(node, Ask):
                node = dataclasses.replace(node, amount_text="£1" + HOSTILE, timescale=HOSTILE, by=HOSTILE)  # noqa: PLW2901
            if isinstance(node, Plan):
                node = dataclasses.replace(node, source="data:text/html,<b>", published_on=HOSTILE)  # noqa: PLW2901
            graph.add(node)
        for relation in source.relations.values():
            graph.link(dataclasses.replace(relation, rule="rule" + HOSTILE))
        found.append(graph)
    return found


def store_of(graphs: Iterable[Graph], folder: Path) -> Store:
    """An embedded store that holds the plans; whoever asks for it closes it."""
    store = open_store(str(folder))
    for graph in graphs:
        store.replace_plan(graph)
    return store
