"""One-to-one pairing of what is claimed with what is true."""

from collections.abc import Mapping

import networkx as nx

_SCALE = 1000


def pair(weights: Mapping[tuple[int, int], float]) -> dict[int, int]:
    """The pairing of claims with golds that has the greatest total weight.

    Args:
        weights: for each (claim, gold) that may be paired, how well they fit; above 0.

    Returns:
        The gold of each paired claim.
    """
    graph: nx.Graph[tuple[int, int]] = nx.Graph()
    for (claim, gold), weight in sorted(weights.items()):
        graph.add_edge((0, claim), (1, gold), weight=round(weight * _SCALE))
    ends = (sorted(edge) for edge in nx.max_weight_matching(graph))
    return {claim: gold for (_, claim), (_, gold) in sorted(ends)}
