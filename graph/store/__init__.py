"""Where the graph is kept: one interface over two engines, an embedded one and a Neo4j server.

Nothing heavy is imported until a store is opened.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from graph.store.results import PlanSummary, Replaced, Rows
    from graph.store.store import Store, open_store

__all__ = ["PlanSummary", "Replaced", "Rows", "Store", "open_store"]

_HOMES = {
    "PlanSummary": "graph.store.results",
    "Replaced": "graph.store.results",
    "Rows": "graph.store.results",
    "Store": "graph.store.store",
    "open_store": "graph.store.store",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)
