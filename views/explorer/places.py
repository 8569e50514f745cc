"""Where the nodes of the network stand: sections round an ellipse, what stands in them near them, nothing overlapping.

The places are computed, not simulated, so that a page looks the same each time it is opened.
"""

import math
from collections.abc import Mapping, Sequence

Box = tuple[float, float]
"""Half the width and half the height that a node and its label take."""

_SPREAD_X, _SPREAD_Y = 560.0, 380.0
_GOLDEN = math.pi * (3 - math.sqrt(5))
_WORK = 60_000
"""Rounds times nodes: what is left over after so much pushing would not be seen."""


def places(
    hubs: Sequence[str], near: Mapping[str, Sequence[str]], boxes: Mapping[str, Box]
) -> dict[str, tuple[int, int]]:
    """A place for every node of `boxes`.

    `hubs` are put round an ellipse in their order; `near` names for every other node the hubs it belongs to. A node of
    one hub stands round it, a node of several between them, and one of none in the middle.
    """
    turn = 2 * math.pi / max(len(hubs), 1)
    centre = {
        hub: (_SPREAD_X * math.sin(turn * place), -_SPREAD_Y * math.cos(turn * place)) if len(hubs) > 1 else (0.0, 0.0)
        for place, hub in enumerate(hubs)
    }
    at = dict(centre)
    ring: dict[tuple[str, ...], int] = {}
    for name in sorted(boxes):
        if name in centre:
            continue
        homes = tuple(sorted({hub for hub in near.get(name, ()) if hub in centre}))
        place = ring[homes] = ring.get(homes, 0) + 1
        x = sum(centre[hub][0] for hub in homes) / max(len(homes), 1)
        y = sum(centre[hub][1] for hub in homes) / max(len(homes), 1)
        reach = 46 * math.sqrt(place + (1 if len(homes) == 1 else 0))
        at[name] = (x + 1.3 * reach * math.cos(_GOLDEN * place), y + reach * math.sin(_GOLDEN * place))
    _part(at, boxes)
    return {name: (round(x), round(y)) for name, (x, y) in sorted(at.items())}


def _part(at: dict[str, tuple[float, float]], boxes: Mapping[str, Box]) -> None:
    """Push overlapping boxes apart, each pair along the way that is shorter, until none overlaps."""
    for _ in range(_WORK // max(len(boxes), 1)):
        moved = False
        names = sorted(boxes, key=lambda name: (at[name][0] - boxes[name][0], name))
        for place, one in enumerate(names):
            for other in names[place + 1 :]:
                (x1, y1), (x2, y2) = at[one], at[other]
                (w1, h1), (w2, h2) = boxes[one], boxes[other]
                if x2 - w2 > x1 + w1:
                    if at[other][0] - boxes[other][0] > at[one][0] + boxes[one][0] + 400:
                        break
                    continue
                over_x, over_y = w1 + w2 - abs(x2 - x1), h1 + h2 - abs(y2 - y1)
                if over_x <= 0 or over_y <= 0:
                    continue
                moved = True
                if over_x * 0.6 < over_y:
                    push = (over_x / 2 + 1) * (1 if x2 >= x1 else -1)
                    at[one], at[other] = (x1 - push, y1), (x2 + push, y2)
                else:
                    push = (over_y / 2 + 1) * (1 if y2 >= y1 else -1)
                    at[one], at[other] = (x1, y1 - push), (x2, y2 + push)
        if not moved:
            return
