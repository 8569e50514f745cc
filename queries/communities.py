"""Communities: which organisations mostly work with each other, on which sections and priorities."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from queries.network import NETWORK_COLUMNS, NETWORK_CYPHER, Network, networks
from queries.question import Computed, Question, Raw, Row
from queries.wording import listed, number, quoted

if TYPE_CHECKING:
    import networkx as nx

_CLEAR = 0.25
"""How far above chance ties must keep to communities (Newman's modularity) for these to be worth telling."""


@dataclass(frozen=True, kw_only=True)
class CommunitiesRow(Row):
    """Organisations that mostly work on the same things."""

    community: int
    """From 1, the largest first."""
    organisations: tuple[str, ...]
    section: tuple[str, ...]
    """The sections they mostly work in."""
    priority: tuple[str, ...]
    """The priorities they mostly deliver."""
    outward: tuple[str, ...]
    """Those of them that work elsewhere too."""
    inward: tuple[str, ...]
    """Those of others who work on its sections or priorities too."""
    sentence: str
    """What that means."""


def _rows(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterable[Raw]:
    for network in networks(raw):
        yield from _of(network)


def _of(network: Network) -> Iterable[Raw]:
    from networkx.algorithms import community  # noqa: PLC0415  (a tenth of a second, and few questions need it)

    graph = network.graph(priorities=True, sections=True)
    if not graph.number_of_edges():
        return
    core, leaves = _core(graph)
    parts = community.greedy_modularity_communities(core, weight="weight")
    found = [sorted({*part, *(leaf for leaf, place in leaves.items() if place in part)}) for part in parts]
    if community.modularity(graph, found, weight="weight") < _CLEAR:
        found = [sorted(graph)]
    for place, members in enumerate(sorted(found, key=lambda part: (-len(part), part)), start=1):
        yield _row(network, graph, place, set(members), alone=len(found) == 1)


def _core(graph: "nx.Graph[str]") -> tuple["nx.Graph[str]", dict[str, str]]:
    """The network without those who work on one thing only, and on which: they belong to it, wherever that belongs.

    Their ties stay, as ties of that thing to itself. The division that keeps most ties within communities is the same,
    and is found in a network of a few nodes.
    """
    leaves: dict[str, str] = {}
    for node in graph:
        if graph.degree(node) == 1:
            (place,) = graph[node]
            if place not in leaves:
                leaves[node] = place
    core: nx.Graph[str] = graph.__class__()
    core.add_nodes_from(node for node in graph if node not in leaves)
    for one, other, weight in graph.edges(data="weight"):
        ends = (leaves.get(one, one), leaves.get(other, other))
        core.add_edge(*ends, weight=weight + core.get_edge_data(*ends, {"weight": 0})["weight"])
    return core, leaves


def _row(network: Network, graph: Any, number_: int, members: Collection[str], *, alone: bool) -> Raw:
    bodies = sorted(members & network.bodies.keys(), key=lambda id_: (network.bodies[id_].name, id_))
    sections = network.names(id_ for id_ in members if id_ in network.places and not network.places[id_].priority)
    priorities = network.names(id_ for id_ in members if id_ in network.places and network.places[id_].priority)
    elsewhere = {
        id_: network.names(place for place in graph[id_] if place not in members)
        for id_ in bodies
        if any(place not in members for place in graph[id_])
    }
    names = [network.bodies[id_].name for id_ in bodies]
    inward = sorted(
        {network.bodies[who].name for who, where in network.ties if where in members and who not in members}
    )
    return {
        "community": number_,
        "organisations": names,
        "section": sections,
        "priority": priorities,
        "outward": [network.bodies[id_].name for id_ in elsewhere],
        "inward": inward,
        "sentence": _sentence(network, names, [*sections, *priorities], elsewhere, inward, alone=alone),
        **network.evidence(tie for tie in sorted(network.ties) if tie[0] in members and tie[1] in members),
    }


def _sentence(
    network: Network,
    names: Sequence[str],
    about: Sequence[str],
    elsewhere: Mapping[str, list[str]],
    inward: Sequence[str],
    *,
    alone: bool,
) -> str:
    who = number(len(names), "partner")
    if alone:
        return f"{who} form one group: the work is spread so that no part of it stands apart."
    said = f"{who} mostly {'work' if len(names) > 1 else 'works'} on {quoted(about)}."
    if not elsewhere and not inward:
        return f"{said} They work on nothing else, and nobody else works on it: this part of the plan stands by itself."
    if elsewhere:
        outward = [f"{network.bodies[id_].name} ({quoted(places)})" for id_, places in elsewhere.items()]
        said += f" To the rest of the plan they are tied through {listed(outward, 5)}."
    if inward:
        said += (
            f" Of those who mostly work elsewhere, {listed(inward, 5)} {'work' if len(inward) > 1 else 'works'} on it."
        )
    return said


COMMUNITIES = Question(
    id="communities",
    title="Which organisations mostly work with each other?",
    why="To see which parts of a plan are carried by one circle of partners, and who connects the circles.",
    cypher=NETWORK_CYPHER,
    parameters=(),
    row=CommunitiesRow,
    identity=("plan", "community"),
    order=lambda row: (row.plan, row.community),
    shown=("organisations", "sentence", "basis"),
    empty="The plans read tie no organisation to a section or a priority.",
    computed=Computed(columns=NETWORK_COLUMNS, rows=_rows),
    apart=True,
)
