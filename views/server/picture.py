"""What of an answer can be drawn: its nodes and relationships, or the names that stand in one row."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from graph.ontology import NODES
from views.explorer.text import plain, wrap
from views.explorer.wording import LABELS, VERBS, counted
from views.server.layout import laid_out
from views.server.limits import MOST_DRAWN

_NAMES = ("name", "title", "text", "quote", "action", "reason", "said", "id")
_CHAINED = ("organisation", "role", "ask", "priority", "section", "department")
"""Columns of an answer that name something, in the order in which a row joins them."""
_WIDTH, _FONT, _LINES = 140.0, 15.0, 3
_NO_NODES = (
    "The rows hold no nodes, so there is nothing to draw. Return nodes or a path: MATCH (a)-[r]->(b) RETURN a, r, b"
)
_NO_NAMES = "The rows name nothing that could be joined by a line, so there is nothing to draw."


class _Sheet:
    """The nodes and lines found so far, in the order in which they were met."""

    def __init__(self) -> None:
        self.nodes: dict[str, tuple[str, str]] = {}
        """Kind and name, by id."""
        self.lines: dict[tuple[str, str, str], None] = {}
        """Start, finish, verb."""
        self.loose = 0
        """Relationships whose ends are not both there."""

    def picture(self, nothing: str, note: str = "") -> dict[str, Any]:
        kept = dict(list(self.nodes.items())[:MOST_DRAWN])
        lines = [line for line in self.lines if line[0] in kept and line[1] in kept]
        labels = {key: "\n".join(wrap(name, _WIDTH, _FONT, _LINES)) or kind for key, (kind, name) in kept.items()}
        at = laid_out({key: label.split("\n") for key, label in labels.items()}, [line[:2] for line in lines], _FONT)
        numbers = {key: f"n{number}" for number, key in enumerate(kept)}
        return {
            "nodes": [
                {"id": numbers[key], "kind": kind, "name": name, "label": labels[key], "x": at[key][0], "y": at[key][1]}
                for key, (kind, name) in kept.items()
            ],
            "lines": [{"start": numbers[a], "finish": numbers[b], "verb": verb} for a, b, verb in lines],
            "note": " ".join(filter(None, (note if kept else nothing, self._left_out()))),
        }

    def _left_out(self) -> str:
        said = []
        if len(self.nodes) > MOST_DRAWN:
            said.append(f"The first {MOST_DRAWN} of {counted(len(self.nodes), 'node')} are drawn; the table holds all.")
        if self.loose:
            those = counted(self.loose, "relationship is", "relationships are")
            said.append(f"{those} not drawn, since the rows do not hold both ends. Return these nodes as well.")
        return " ".join(said)


def of_rows(rows: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """The picture of what a query returned: nodes, relationships and paths, wherever in a row they are."""
    sheet = _Sheet()
    relationships: list[Mapping[str, Any]] = []
    for row in rows:
        for value in row.values():
            _look(value, sheet, relationships)
    for relationship in relationships:
        start, finish = relationship.get("start"), relationship.get("finish")
        if start in sheet.nodes and finish in sheet.nodes:
            sheet.lines[str(start), str(finish), _verb(relationship["type"])] = None
        else:
            sheet.loose += 1
    return sheet.picture(_NO_NODES)


def _look(value: Any, sheet: _Sheet, relationships: list[Mapping[str, Any]]) -> None:
    if isinstance(value, Mapping):
        if value.keys() == {"labels", "properties"}:
            sheet.nodes.setdefault(_key(value), (_kind(value["labels"]), _name(value["properties"])))
        elif {"type", "properties"} <= value.keys():
            relationships.append(value)
        elif value.keys() == {"nodes", "relationships"}:
            _walk(value, sheet)
        else:
            for held in value.values():
                _look(held, sheet, relationships)
    elif isinstance(value, list):
        for held in value:
            _look(held, sheet, relationships)


def _walk(path: Mapping[str, Any], sheet: _Sheet) -> None:
    """Draw a path, whose nodes are in order, each relationship between two of them."""
    for node in path["nodes"]:
        _look(node, sheet, [])
    keys = [_key(node) for node in path["nodes"]]
    for step, relationship in enumerate(path["relationships"]):
        one, other = keys[step], keys[step + 1]
        start, finish = (one, other) if relationship.get("forward", True) else (other, one)
        sheet.lines[start, finish, _verb(relationship["type"])] = None


def _key(node: Mapping[str, Any]) -> str:
    """What tells one node from another: our own id; a node of others is told by all it holds."""
    held = node["properties"].get("id")
    return str(held) if held is not None else repr(node)


def _kind(labels: Sequence[str]) -> str:
    if "Department" in labels:
        return "Department"
    return next((label for label in labels if label in NODES), labels[0] if labels else "Node")


def _name(properties: Mapping[str, Any]) -> str:
    said = (properties.get(name) for name in _NAMES)
    return next((plain(str(value)) for value in said if isinstance(value, str | int) and plain(str(value))), "no name")


def _verb(kind: str) -> str:
    return VERBS[kind][0] if kind in VERBS else plain(kind.replace("_", " ").lower())


def of_answer(rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The picture of an answer: what its rows name, joined by a line where it stands in one row."""
    sheet = _Sheet()
    for row in rows:
        before: list[str] = []
        for column in _CHAINED:
            names = _names(row.get(column))
            keys = [f"{column} {name}" for name in names]
            for key, name in zip(keys, names, strict=True):
                sheet.nodes.setdefault(key, (LABELS.get(column.capitalize(), column.capitalize()), name))
                sheet.lines.update({(one, key, ""): None for one in before})
            before = keys or before
    return sheet.picture(_NO_NAMES, "A line joins what stands in one row.")


def _names(value: Any) -> list[str]:
    values = value if isinstance(value, list | tuple) else [value]
    return list(dict.fromkeys(plain(one) for one in values if isinstance(one, str) and plain(one)))
