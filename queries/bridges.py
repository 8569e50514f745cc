"""Organisations that bridge sections: who works in several, and which sections have only them in common."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

from queries.network import IN_SEVERAL_CYPHER, NETWORK_COLUMNS, Body, Network, by_body, networks
from queries.question import Computed, Parameter, Question, Raw, Row
from queries.wording import listed, number, quoted


@dataclass(frozen=True, kw_only=True)
class BridgesRow(Row):
    """One organisation that works or is asked in several sections."""

    organisation: str
    sections: int
    """In how many sections it plays a role or is named as asked."""
    section: tuple[str, ...]
    only_link: tuple[str, ...]
    """Pairs of sections that have no other partner in common: People – Places."""
    sentence: str
    """What that means."""
    kind: str
    specificity: str
    organisation_id: str


def _rows(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterable[Raw]:
    for network in networks(raw):
        yield from _of(network, given["least"])


def _of(network: Network, least: int) -> Iterable[Raw]:
    sections = by_body(network)
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    for who, places in sections.items():
        for pair in combinations(sorted(places, key=lambda id_: (network.places[id_].order, id_)), 2):
            shared[pair].append(who)
    for id_, places in sections.items():
        if len(places) < least:
            continue
        body = network.bodies[id_]
        alone = [pair for pair, bodies in shared.items() if bodies == [id_]]
        pairs = [network.names(pair) for pair in alone]
        but = network.but_publisher(*([place] for pair in alone for place in pair))
        names = network.names(places)
        yield {
            "organisation": body.name,
            "sections": len(places),
            "section": names,
            "only_link": [" – ".join(pair) for pair in pairs],
            "sentence": _sentence(body, names, pairs, but),
            "kind": body.kind,
            "specificity": body.specificity,
            "organisation_id": id_,
            **network.evidence((id_, place) for place in places),
        }


def _sentence(body: Body, sections: Sequence[str], pairs: Sequence[Sequence[str]], but: str) -> str:
    said = f"{body.called}: in {number(len(sections), 'section')}, {quoted(sections)}."
    if not pairs:
        return f"{said} Others link the same sections too."
    joined = listed((f"“{one}” with “{other}”" for one, other in sorted(map(tuple, pairs))), 5)
    return f"{said} Nobody else links {joined}: without it they would have no partner in common{but}."


BRIDGES = Question(
    id="bridges",
    title="Which organisations bridge sections?",
    why="They are who can join up work across themes; where one of them is the only link, the join hangs on it alone.",
    cypher=IN_SEVERAL_CYPHER,
    parameters=(
        Parameter(
            name="least",
            description="in how many sections an organisation must work",
            example=3,
            type=int,
            default=2,
            least=2,
        ),
    ),
    row=BridgesRow,
    identity=("plan", "organisation_id"),
    order=lambda row: (row.plan, -len(row.only_link), -row.sections, row.organisation, row.organisation_id),
    shown=("organisation", "sections", "sentence", "basis"),
    empty="No organisation but the publisher works in so many sections of the plans read.",
    computed=Computed(columns=NETWORK_COLUMNS, rows=_rows),
    apart=True,
)
