"""The labels that a node carries in a store."""

from graph.ontology import Organisation
from graph.records import Node
from graph.store.batches import DEPARTMENT


def labels_of(node: Node) -> str:
    """A node's labels as Cypher writes them: departments and their agencies carry a further one."""
    return f"{node.label}:{DEPARTMENT}" if isinstance(node, Organisation) and node.department else node.label


def by_labels(nodes: list[Node]) -> dict[str, list[Node]]:
    """Nodes by their labels, in the order given."""
    found: dict[str, list[Node]] = {}
    for node in nodes:
        found.setdefault(labels_of(node), []).append(node)
    return dict(sorted(found.items()))
