"""By which of its properties a node is called in a picture."""

from collections.abc import Mapping

from graph.ontology import NODES
from graph.records import Node, properties_of

_CALLED_BY = ("title", "name", "text", "action", "quote", "said", "check")
_LONGEST = 80


def _called_by(kind: type[Node]) -> str:
    held = {p.stored for p in properties_of(kind)}
    return next(name for name in _CALLED_BY if name in held)


CAPTIONS: Mapping[str, str] = {label: _called_by(kind) for label, kind in NODES.items()}
"""For each label, the property that its nodes are called by."""


def caption(node: Node) -> str:
    """What a node is called in a picture: one line, shortened where it is long."""
    words = " ".join(str(getattr(node, CAPTIONS[node.label])).split())
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1].rstrip() + "…"
