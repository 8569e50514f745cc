"""Where the nodes of a picture stand: pulled together by their lines, the same each time, nothing overlapping."""

import math
from collections.abc import Mapping, Sequence

from views.explorer.text import text_width

_SEED = 7
_NEAR = 62.0
"""How close nodes are put at first; what then overlaps is pushed apart."""
_MARK = 16.0
"""Half the height of a node's own shape."""
_ROUNDS = 200
_WIDER = 1.7
"""Screens are wider than they are high."""
_BETWEEN = 40.0
"""The room between two parts that nothing ties."""

Place = tuple[float, float]
Box = tuple[float, float, float, float]
"""How far a node reaches from its place: left, up, right, down."""


def laid_out(
    labels: Mapping[str, Sequence[str]], lines: Sequence[tuple[str, ...]], font: float
) -> dict[str, tuple[int, int]]:
    """A place for every node, given the lines of its label and the pairs of nodes that are tied."""
    if not labels:
        return {}
    import networkx as nx  # noqa: PLC0415  (heavy, and not every answer is drawn)

    web: nx.Graph[str] = nx.Graph()
    web.add_nodes_from(labels)
    web.add_edges_from(pair for pair in lines if pair[0] != pair[1])
    boxes = {key: _box(label, font) for key, label in labels.items()}
    parts: list[dict[str, Place]] = []
    for names in nx.connected_components(web):
        part = web.subgraph(names)
        ordered: nx.Graph[str] = nx.Graph()
        # a subgraph has the order of a set, which is another in each run
        ordered.add_nodes_from(name for name in labels if name in names)
        ordered.add_edges_from(pair for pair in web.edges if pair[0] in part)
        reach = _NEAR * math.sqrt(len(names))
        found = nx.spring_layout(ordered, k=1.7 / math.sqrt(len(names)), iterations=150, seed=_SEED)
        at = {key: (float(x) * reach * _WIDER, float(y) * reach) for key, (x, y) in found.items()}
        _push_apart(at, boxes)
        parts.append(at)
    return {key: (round(x), round(y)) for key, (x, y) in _packed(parts, boxes).items()}


def _box(label: Sequence[str], font: float) -> Box:
    width = max(_MARK, *(text_width(line, font) / 2 for line in label)) + 8
    return width, _MARK + 8, width, _MARK + font * 1.3 * len(label) + 10


def _push_apart(at: dict[str, Place], boxes: Mapping[str, Box]) -> None:
    """Push overlapping boxes apart, each pair along the way that is shorter, until none overlaps."""
    names = list(at)
    for _ in range(_ROUNDS):
        moved = False
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                (x1, y1), (x2, y2) = at[one], at[other]
                over_x = boxes[one][2] + boxes[other][0] - abs(x2 - x1)
                upper, lower = (one, other) if y1 <= y2 else (other, one)
                over_y = boxes[upper][3] + boxes[lower][1] - abs(y2 - y1)
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                push_x = over_x / 2 + 0.5 if over_x < over_y * _WIDER else 0.0
                push_y = 0.0 if push_x else over_y / 2 + 0.5
                right, below = math.copysign(push_x, x2 - x1), math.copysign(push_y, y2 - y1)
                at[one], at[other] = (x1 - right, y1 - below), (x2 + right, y2 + below)
        if not moved:
            return


def _packed(parts: Sequence[Mapping[str, Place]], boxes: Mapping[str, Box]) -> dict[str, Place]:
    """The parts beside and below each other, in rows of the width at which all of it is seen largest."""
    frames = [_frame(part, boxes) for part in parts]
    sizes = [(right - left + _BETWEEN, bottom - top + _BETWEEN) for left, top, right, bottom in frames]
    least, most = max(width for width, _ in sizes), sum(width for width, _ in sizes)
    tried = (_rows(sizes, least + (most - least) * step / 20) for step in range(21))
    corners, _ = min(tried, key=lambda one: max(one[1][0] / _WIDER, one[1][1]))
    return {
        key: (x - frame[0] + left, y - frame[1] + top)
        for part, frame, (left, top) in zip(parts, frames, corners, strict=True)
        for key, (x, y) in part.items()
    }


def _rows(sizes: Sequence[Place], wide: float) -> tuple[list[Place], Place]:
    """The corner of each part when they stand in rows of a width, the highest first, and how large it all is."""
    corners: list[Place] = [(0.0, 0.0)] * len(sizes)
    x = y = deep = reach = 0.0
    for number in sorted(range(len(sizes)), key=lambda one: (-sizes[one][1], one)):
        width, height = sizes[number]
        if x and x + width > wide:
            x, y, deep = 0.0, y + deep, 0.0
        corners[number] = (x, y)
        x, deep = x + width, max(deep, height)
        reach = max(reach, x)
    return corners, (reach, y + deep)


def _frame(part: Mapping[str, Place], boxes: Mapping[str, Box]) -> Box:
    return (
        min(x - boxes[key][0] for key, (x, _) in part.items()),
        min(y - boxes[key][1] for key, (_, y) in part.items()),
        max(x + boxes[key][2] for key, (x, _) in part.items()),
        max(y + boxes[key][3] for key, (_, y) in part.items()),
    )
