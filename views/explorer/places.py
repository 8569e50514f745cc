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
    widest = 2 * max((width for width, _ in boxes.values()), default=0.0)
    held = [[at[name][0], at[name][1], *boxes[name], place] for place, name in enumerate(sorted(boxes))]
    for _ in range(_WORK // max(len(boxes), 1)):
        moved = False
        held.sort(key=lambda box: (box[0] - box[2], box[4]))
        for place, one in enumerate(held):
            for other in held[place + 1 :]:
                apart = other[0] - one[0]
                over_x = one[2] + other[2] - abs(apart)
                if over_x <= 0:
                    if apart > widest:
                        break
                    continue
                over_y = one[3] + other[3] - abs(other[1] - one[1])
                if over_y <= 0:
                    continue
                moved = True
                way, over = (0, over_x) if over_x * 0.6 < over_y else (1, over_y)
                push = (over / 2 + 1) * (1 if other[way] >= one[way] else -1)
                one[way] -= push
                other[way] += push
        if not moved:
            break
    names = sorted(boxes)
    at.update((names[int(box[4])], (box[0], box[1])) for box in held)
