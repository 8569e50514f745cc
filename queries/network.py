"""Who works where, as a network: what the questions about bridges, single points and communities are worked out from.

The network of a plan has organisations on one side and priorities or sections on the other. An organisation is tied to
a section by what it does or is asked there, and to a priority by what it does for it. What is only inferred about who
is asked is left out, as are the plan's publisher, which is in everything, and "government", which is no one body.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from queries.question import Raw
from queries.wording import own_words

if TYPE_CHECKING:
    import networkx as nx

_ROLES = "MATCH (x:Role {plan: held})<-[e:PLAYS]-(o:Organisation)\n  WHERE o.specificity <> 'generic'"
_ASKS = """MATCH (x:Ask {plan: held})-[e:ADDRESSED_TO]->(o:Organisation)
  WHERE e.basis IN ['stated', 'curated'] AND o.specificity <> 'generic'"""
_SECTIONS = "[(x)-[i:IN_SECTION]->(s:Section) | [s.id, s.title, s.`order`, i.basis]]"
_PRIORITIES = "[(x)-[d:DELIVERS]->(p:Priority) | [p.id, p.name, 0, d.basis]]"


def _tie(place: str, serves: str) -> str:
    return f"[x.id, x.basis, e.basis, {own_words('x')}, coalesce(e.passages, []), {place}, {serves}]"


def network_cypher(*, sections: bool = True, priorities: bool = True, where: str = "true") -> str:
    """Cypher: a row for each organisation of each plan, with its ties to sections, to priorities, or to both.

    `where` is a condition on `ties`, by which an organisation that tells nothing stays out; each tie is the fact, its
    basis, its passages in two lists, its sections and its priorities.
    """
    place = _SECTIONS if sections else "[]"
    serves = _PRIORITIES if priorities else "[]"
    asks = f"""
  UNION ALL
  {_ASKS}
  RETURN o, {_tie(place, "[]")} AS tie"""
    return f"""
UNWIND $plans AS held
MATCH (plan:Plan {{id: held}})
WITH held, [(plan)<-[:PUBLISHES]-(o:Organisation) | o.id] AS publishers
CALL (held) {{
  {_ROLES}
  RETURN o, {_tie(place, serves)} AS tie{asks if sections else ""}
}}
WITH held, publishers, o, collect(tie) AS ties
WHERE {where}
RETURN held AS plan, o.id AS organisation_id, o.name AS organisation, o.kind AS kind, o.specificity AS specificity,
       o.id IN publishers AS publisher, ties
ORDER BY plan, organisation_id
"""


NETWORK_CYPHER = network_cypher()

IN_SEVERAL_CYPHER = f"""
CALL () {{
  UNWIND $plans AS held
  {_ROLES}
  MATCH (x)-[:IN_SECTION]->(s:Section)
  RETURN held, o, e, s.id AS place
  UNION ALL
  UNWIND $plans AS held
  {_ASKS}
  MATCH (x)-[:IN_SECTION]->(s:Section)
  RETURN held, o, e, s.id AS place
}}
WITH held, o, collect(e) AS links, min(place) AS one, max(place) AS other
WHERE one <> other
UNWIND links AS e
WITH DISTINCT held, o, e
WITH held, o, e, CASE type(e) WHEN 'PLAYS' THEN endNode(e) ELSE startNode(e) END AS x
WITH held, o, collect({_tie(_SECTIONS, "[]")}) AS ties
RETURN held AS plan, o.id AS organisation_id, o.name AS organisation, o.kind AS kind, o.specificity AS specificity,
       EXISTS {{ MATCH (o)-[:PUBLISHES]->(:Plan {{id: held}}) }} AS publisher, ties
ORDER BY plan, organisation_id
"""
"""The same for those organisations only that work or are asked in several sections: most are in one, and that is found
before anything else is looked up."""

NETWORK_COLUMNS = ("plan", "organisation_id", "organisation", "kind", "specificity", "publisher", "ties")


@dataclass(frozen=True)
class Place:
    """A section or a priority."""

    id: str
    name: str
    order: int
    priority: bool


@dataclass
class Tie:
    """What ties an organisation to a section or a priority."""

    facts: set[str] = field(default_factory=set)
    basis: list[str] = field(default_factory=list)
    own: list[str] = field(default_factory=list)
    behind: list[list[str]] = field(default_factory=list)


@dataclass(frozen=True)
class Body:
    """An organisation of the network."""

    id: str
    name: str
    kind: str
    specificity: str

    @property
    def named(self) -> bool:
        """Whether it is one body by name."""
        return self.specificity == "named"

    @property
    def called(self) -> str:
        """Its name in a sentence, with a word on what it is where it is no single body."""
        return f"{self.name} (a class of bodies, counted as one)" if self.specificity == "group" else self.name


@dataclass
class Network:
    """The network of one plan."""

    plan: str
    bodies: dict[str, Body] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    ties: dict[tuple[str, str], Tie] = field(default_factory=dict)
    published: set[str] = field(default_factory=set)
    """Ids of the sections and priorities to which the plan's publisher is tied."""

    def names(self, places: Iterable[str]) -> list[str]:
        """The names of sections and priorities, in the order of the document."""
        return [place.name for place in self._in_order(self.places[id_] for id_ in places)]

    @staticmethod
    def _in_order(places: Iterable[Place]) -> list[Place]:
        return sorted(places, key=lambda place: (place.order, place.name, place.id))

    def but_publisher(self, *groups: Iterable[str]) -> str:
        """What a sentence adds that says of groups of places that they have nobody in common: the publisher may be."""
        return " but the plan's publisher" if all(set(group) & self.published for group in groups) else ""

    def at(self, place: str) -> list[Body]:
        """The bodies tied to a section or a priority, by name."""
        found = [self.bodies[body] for body, where in self.ties if where == place]
        return sorted(found, key=lambda body: (body.name, body.id))

    def of(self, body: str, *, priorities: bool) -> list[str]:
        """Ids of the priorities, or else of the sections, that a body is tied to, in the order of the document."""
        found = [self.places[where] for who, where in self.ties if who == body]
        return [place.id for place in self._in_order(found) if place.priority == priorities]

    def evidence(self, ties: Iterable[tuple[str, str]]) -> dict[str, Any]:
        """What a row about these ties has behind it."""
        found = [self.ties[tie] for tie in ties]
        own = [id_ for tie in found for id_ in tie.own]
        behind = [group for tie in found for group in tie.behind]
        return {
            "plan": self.plan,
            "basis": [basis for tie in found for basis in tie.basis],
            "source": None,
            "passages": [own, *behind],
        }

    def graph(self, *, priorities: bool, sections: bool) -> "nx.Graph[str]":
        """As a networkx graph whose nodes are ids, with the number of facts as weight; always in one order."""
        import networkx as nx  # noqa: PLC0415  (a tenth of a second, and few questions need it)

        made: nx.Graph[str] = nx.Graph()
        kept = [tie for tie in sorted(self.ties) if (priorities if self.places[tie[1]].priority else sections)]
        made.add_nodes_from(sorted({node for tie in kept for node in tie}))
        made.add_edges_from((who, where, {"weight": len(self.ties[who, where].facts)}) for who, where in kept)
        return made


def networks(raw: Sequence[Raw]) -> list[Network]:
    """A network for each plan, from the rows of `network_cypher`, without publishers."""
    found: dict[str, Network] = {}
    for row in raw:
        network = found.setdefault(row["plan"], Network(row["plan"]))
        body = Body(row["organisation_id"], row["organisation"], row["kind"], row["specificity"])
        for fact, basis, told, own, behind, sections, priorities in row["ties"]:
            for priority, places in ((False, sections), (True, priorities)):
                for id_, name, order, bound in places:
                    if row["publisher"]:
                        network.published.add(id_)
                        continue
                    network.bodies[body.id] = body
                    network.places[id_] = Place(id_, name, order, priority)
                    tie = network.ties.setdefault((body.id, id_), Tie())
                    tie.facts.add(fact)
                    tie.basis += [basis, told, bound]
                    tie.own += own
                    tie.behind.append(behind)
    return [found[plan] for plan in sorted(found)]


def by_body(network: Network) -> dict[str, list[str]]:
    """Ids of the sections that each body works or is asked in."""
    found: dict[str, list[str]] = defaultdict(list)
    for body, place in sorted(network.ties):
        if not network.places[place].priority:
            found[body].append(place)
    return found
