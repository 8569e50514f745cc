"""Values as the driver gives them, made plain Python, so that nobody needs the driver to read an answer.

- a node is `{"labels": [...], "properties": {...}}`, its labels sorted;
- a relationship is `{"type": ..., "properties": {...}}`, with the ids of its ends as `start` and `finish` where the
  answer holds these nodes as well;
- a path is `{"nodes": [...], "relationships": [...]}` in the order of the path, each relationship with `forward`
  (whether it is walked in its own direction);
- dates, times and durations are ISO 8601 texts; a point is `{"srid": ..., "coordinates": [...]}`; bytes are hex.
"""

from collections.abc import Mapping
from typing import Any

from neo4j.graph import Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

_PLAIN = frozenset({str, int, float, bool, type(None)})
"""Types that nearly every value has, looked at first."""


def plain(value: Any) -> Any:
    """A value of the driver as plain Python."""
    kind = type(value)
    if kind in _PLAIN:
        return value
    if kind is list:
        return [item if type(item) in _PLAIN else plain(item) for item in value]
    if isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Mapping) and not isinstance(value, (Node, Relationship)):
        return {str(key): plain(held) for key, held in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)) and not isinstance(value, (Point, Duration)):
        return [plain(item) for item in value]
    return _special(value)


def weight(value: Any) -> int:
    """About how many characters a plain value has; a number or an empty list counts for a few."""
    if isinstance(value, str):
        return len(value)
    if isinstance(value, Mapping):
        return 8 + sum(len(key) + weight(held) for key, held in value.items())
    return 8 + (sum(map(weight, value)) if isinstance(value, list) else 0)


def _special(value: Any) -> Any:
    match value:
        case Node():
            return {"labels": sorted(value.labels), "properties": _properties(value)}
        case Relationship():
            return {"type": value.type, "properties": _properties(value), **_ends(value)}
        case Path():
            return _path(value)
        case Point():
            return {"srid": value.srid, "coordinates": list(value)}
        case bytes() | bytearray():
            return value.hex()
        case _:
            return value.iso_format() if isinstance(value, (Date, DateTime, Duration, Time)) else str(value)


def _properties(entity: Node | Relationship) -> dict[str, Any]:
    return {key: plain(value) for key, value in sorted(entity.items())}


def _ends(relationship: Relationship) -> dict[str, Any]:
    """The ids of its ends, where the driver was sent them: a relationship that comes alone has ends without any."""
    ends = {"start": relationship.start_node, "finish": relationship.end_node}
    return {name: node["id"] for name, node in ends.items() if node is not None and "id" in node}


def _path(path: Path) -> dict[str, Any]:
    relationships = [
        {**plain(relationship), "forward": relationship.start_node == path.nodes[step]}
        for step, relationship in enumerate(path.relationships)
    ]
    return {"nodes": [plain(node) for node in path.nodes], "relationships": relationships}
