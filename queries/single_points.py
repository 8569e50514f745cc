"""Single points of failure: organisations without which a priority has no named deliverer, or the work falls apart."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from queries.network import NETWORK_COLUMNS, Body, Network, network_cypher, networks
from queries.question import Computed, Question, Raw, Row
from queries.wording import listed, quoted


@dataclass(frozen=True, kw_only=True)
class SinglePointsRow(Row):
    """One organisation that something hangs on alone."""

    organisation: str
    priority: tuple[str, ...]
    """The priorities of which it is the only named deliverer."""
    left: tuple[str, ...]
    """Who else delivers them: classes of bodies, offices, places."""
    apart: tuple[str, ...]
    """The groups of priorities that only it ties together: without it their partners have nobody in common."""
    sentence: str
    """What that means."""
    specificity: str
    organisation_id: str


SINGLE_POINTS_CYPHER = network_cypher(sections=False, where="any(tie IN ties WHERE size(tie[6]) > 0)")


def _rows(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterable[Raw]:
    for network in networks(raw):
        yield from _of(network)


def _of(network: Network) -> Iterable[Raw]:
    import networkx as nx  # noqa: PLC0415  (a tenth of a second, and few questions need it)

    graph = network.graph(priorities=True, sections=False)
    cuts = set(nx.articulation_points(graph))
    for id_ in sorted(network.bodies.keys() & set(graph)):
        body = network.bodies[id_]
        mine = network.of(id_, priorities=True)
        sole = [place for place in mine if _sole(network, place, body)]
        parts = _parts(network, graph, id_) if id_ in cuts else []
        if not sole and len(parts) < 2:
            continue
        left = {place: [other.name for other in network.at(place) if other.id != id_] for place in sole}
        touched = mine if len(parts) > 1 else sole
        yield {
            "organisation": body.name,
            "priority": network.names(sole),
            "left": sorted({name for names in left.values() for name in names}),
            "apart": [listed(network.names(part)) for part in parts] if len(parts) > 1 else [],
            "sentence": _sentence(network, body, left, parts),
            "specificity": body.specificity,
            "organisation_id": id_,
            **network.evidence((id_, place) for place in touched),
        }


def _sole(network: Network, place: str, body: Body) -> bool:
    """Whether a body is the only named one there; the plan's publisher is one too, though it is no partner."""
    return body.named and place not in network.published and [b for b in network.at(place) if b.named] == [body]


def _parts(network: Network, graph: Any, without: str) -> list[list[str]]:
    """Ids of the priorities that stay tied to each other when an organisation goes, in groups."""
    import networkx as nx  # noqa: PLC0415

    around = nx.node_connected_component(graph, without) - {without}
    parts = [
        [node for node in part if node in network.places] for part in nx.connected_components(graph.subgraph(around))
    ]
    return sorted((part for part in parts if part), key=network.names)


def _sentence(network: Network, body: Body, left: Mapping[str, list[str]], parts: Sequence[Sequence[str]]) -> str:
    said = []
    for place, others in left.items():
        remain = f"only {listed(others, 5)} would be left" if others else "nobody would be left"
        said.append(
            f"{body.name} is the only named body that delivers “{network.places[place].name}”: without it {remain}."
        )
    if len(parts) > 1:
        groups = [quoted(network.names(part)) for part in parts]
        single = len(parts) == sum(map(len, parts))
        tied = listed(groups if single else [f"({n}) {group}" for n, group in enumerate(groups, start=1)])
        but = network.but_publisher(*parts)
        said.append(f"{body.called} alone ties together {tied}: without it their partners have nobody in common{but}.")
    return " ".join(said)


SINGLE_POINTS = Question(
    id="single-points",
    title="Which organisations are single points of failure?",
    why="Where one body's leaving would cost a priority its only named deliverer, or cut the work in pieces.",
    cypher=SINGLE_POINTS_CYPHER,
    parameters=(),
    row=SinglePointsRow,
    identity=("plan", "organisation_id"),
    order=lambda row: (row.plan, -len(row.priority), -len(row.apart), row.organisation, row.organisation_id),
    shown=("organisation", "priority", "sentence", "basis"),
    empty="No priority of the plans read hangs on a single organisation: each has no named deliverer, or several.",
    computed=Computed(columns=NETWORK_COLUMNS, rows=_rows),
)
