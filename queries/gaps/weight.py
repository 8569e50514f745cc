"""Checks of balance: one body that carries most of a section or of the asks, and one without which a priority falls."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from queries.gaps.check import Case, Check
from queries.gaps.naming import with_article
from queries.gaps.pieces import SAID
from queries.gaps.priority_pieces import DELIVERERS, EACH_PRIORITY, NEAR, PRIORITY_WORDS
from queries.question import Computed, Raw
from queries.wording import listed, number, quoted


@dataclass(frozen=True, kw_only=True)
class ShareCase(Case):
    """A section, or all asks of a plan, and how they are shared out."""

    sort: str
    """section · plan."""
    body: str
    """Who has the greatest share."""
    count: int
    total: int
    equal: str
    """As how many bodies of equal weight it is shared out: one by the Herfindahl index."""
    own: int
    """How many roles the publisher has besides, which are left out."""


SHARES_CYPHER = f"""
CALL () {{
  UNWIND $plans AS held
  MATCH (x:Role {{plan: held}})-[:IN_SECTION]->(s:Section)
  MATCH (x)<-[e:PLAYS]-(o:Organisation)
  WHERE o.specificity <> 'generic'
  RETURN held, s.id AS subject_id, s.title AS subject, [s.title] AS section, 'section' AS sort, o, x,
         [x.basis, e.basis] AS basis
  UNION ALL
  UNWIND $plans AS held
  MATCH (p:Plan {{id: held}})
  MATCH (x:Ask {{plan: held}})
  OPTIONAL MATCH (x)-[e:ADDRESSED_TO]->(o:Organisation)
  WHERE e.basis IN {SAID} AND o.specificity IN ['named', 'office'] AND coalesce(e.scope, 'ask') IN ['ask', 'lead-in']
  RETURN held, p.id AS subject_id, p.title AS subject, [] AS section, 'plan' AS sort, o, x,
         [x.basis] AS basis
}}
RETURN held AS plan, subject_id, subject, section, sort, x.id AS fact, o.id AS body, o.name AS name,
       o.specificity AS specificity,
       EXISTS {{ MATCH (o)-[:PUBLISHES]->(own:Plan) WHERE own.id = held }} AS owner,
       basis, [(x)-[:EVIDENCED_BY]->(w:Passage) | w.id] AS words
ORDER BY plan, subject_id, fact, body
"""


def _shares(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterator[Raw]:
    groups: dict[tuple[str, str], list[Raw]] = defaultdict(list)
    for row in raw:
        groups[row["plan"], row["subject_id"]].append(row)
    for rows in groups.values():
        kept = [row for row in rows if not row["owner"]]
        facts = {row["fact"] for row in (rows if rows[0]["sort"] == "plan" else kept)}
        bodies = {row["body"]: row for row in kept if row["body"]}
        if len(facts) < given["few"] or len(bodies) < 2:
            continue
        counts = Counter(row["body"] for row in kept if row["body"])
        body, count = min(counts.items(), key=lambda item: (-item[1], item[0]))
        mine = [row for row in kept if row["body"] == body]
        first = bodies[body]
        yield {
            **{name: first[name] for name in ("subject_id", "plan", "section", "sort")},
            "subject": first["subject"],
            "fails": first["specificity"] == "named" and count > given["share"] * len(facts),
            "body": first["name"],
            "count": count,
            "total": len(facts),
            "equal": _equal(counts),
            "own": len({row["fact"] for row in rows if row["owner"]}),
            "involved": [body],
            "basis": [one for row in mine for one in row["basis"]],
            "passages": [row["words"] for row in mine],
        }


def _equal(counts: Counter[str]) -> str:
    """How many bodies with the same share each would be as concentrated: one by the sum of the squared shares."""
    total = counts.total()
    return f"{1 / sum((count / total) ** 2 for count in counts.values()):.1f}"


def _heavy(case: ShareCase) -> str:
    spread = f"as concentrated as if {case.equal} bodies had equal shares"
    if case.sort == "plan":
        return f"{case.count} of the {case.total} asks are of {with_article([case.body])}: {spread}."
    besides = f", besides {number(case.own, 'role')} of the publisher" if case.own else ""
    name = with_article([case.body])
    return f"In “{case.subject}” {name} has {case.count} of the {case.total} roles of partners{besides}: {spread}."


HEAVY = Check(
    id="G28",
    title="One body carries most of it",
    sentence="One body has more than half of a section's roles, or is asked for more than half of what a plan asks.",
    why="What one body carries stops when it is short of people, cut or merged; and who is asked for everything grants "
    "the one thing that is cheapest.",
    question="Who could take over part of it, or which of the asks comes first?",
    severity="medium",
    guard="Only named bodies, and only where six or more roles, or asks, are shared among at least two. The plan's "
    "publisher is left out and told apart. An ask counts for the body that it, or the sentence that governs its list, "
    "names: a letter to one department is no finding by its address.",
    subjects=("section, or whole of asks", "sections, and wholes of asks"),
    has="is shared out",
    lacks="are mostly one body's",
    missing="others to share the weight",
    cypher=SHARES_CYPHER,
    row=ShareCase,
    parameters={"few": 6, "share": 0.5},
    computed=Computed(
        columns=(
            "plan", "subject_id", "subject", "section", "sort", "fact", "body", "name", "specificity", "owner", "basis",
            "words",
        ),
        rows=_shares,
    ),
    say=_heavy,
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class HangsCase(Case):
    """A named partner, and what hangs on it alone."""

    priorities: tuple[str, ...]
    """The priorities of which it is the only named deliverer."""
    left: tuple[str, ...]
    """The classes and offices that would be left."""
    apart: tuple[str, ...]
    """The groups of priorities that only it ties together."""


DELIVERY_CYPHER = f"""{EACH_PRIORITY}
WITH held, p, owners, {DELIVERERS} AS partners, {NEAR} AS near,
     [(p)<-[:DELIVERS]-(r:Role)<-[:PLAYS]-(o:Organisation) WHERE o.id IN owners | r.id] AS own
RETURN held AS plan, p.id AS priority_id, p.name AS priority, p.basis AS basis, size(own) > 0 AS published,
       partners + near AS partners, {PRIORITY_WORDS} AS words
ORDER BY plan, priority, priority_id
"""


def _hangs(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterator[Raw]:
    for plan in sorted({row["plan"] for row in raw}):
        here = [row for row in raw if row["plan"] == plan]
        bodies = {one["id"]: one for row in here for one in row["partners"] if one["specificity"] == "named"}
        parts = _parts(here)
        for id_ in sorted(bodies):
            yield _hang(plan, bodies[id_], here, parts.get(id_, []))


def _hang(plan: str, body: Raw, here: Sequence[Raw], apart: Sequence[Sequence[str]]) -> Raw:
    sole = [row for row in here if not row["published"] and _named(row) == {body["id"]}]
    touched = [row for row in here if body["id"] in {one["id"] for one in row["partners"]}]
    mine = sole or touched
    parts = [one for row in mine for one in row["partners"] if one["id"] == body["id"]]
    return {
        "subject_id": body["id"],
        "subject": body["name"],
        "plan": plan,
        "section": [],
        "fails": bool(sole) or len(apart) > 1,
        "priorities": [row["priority"] for row in sole],
        "left": [one["name"] for row in sole for one in row["partners"] if one["id"] != body["id"]],
        "apart": [listed(names) for names in apart],
        "involved": [row["priority_id"] for row in mine],
        "basis": [*(row["basis"] for row in mine), *(one["how"] for one in parts if one["how"] != "same section")],
        "passages": [[id_ for one in parts for id_ in one["words"]], *(row["words"] for row in mine)],
    }


def _named(row: Raw) -> set[str]:
    return {one["id"] for one in row["partners"] if one["specificity"] == "named"}


def _parts(here: Sequence[Raw]) -> dict[str, list[list[str]]]:
    """For each named body that alone ties priorities together, the groups into which they would fall."""
    import networkx as nx  # noqa: PLC0415  (a tenth of a second, and few checks need it)

    graph: nx.Graph[str] = nx.Graph()
    graph.add_edges_from((one["id"], row["priority_id"]) for row in here for one in row["partners"])
    names = {row["priority_id"]: row["priority"] for row in here}
    found = {}
    for id_ in sorted(set(nx.articulation_points(graph)) - names.keys()):
        around = graph.subgraph(nx.node_connected_component(graph, id_) - {id_})
        # a priority that would have no partner at all is told of as such
        kept = [part for part in nx.connected_components(around) if part - names.keys()]
        groups = [sorted(names[node] for node in part if node in names) for part in kept]
        found[id_] = sorted(group for group in groups if group)
    return found


def _hanging(case: HangsCase) -> str:
    name = with_article([case.subject])
    said = []
    if case.priorities:
        left = f"only {listed(case.left, 4)} would be left" if case.left else "nobody would be left"
        said.append(f"{name} is the only named partner that delivers {quoted(case.priorities)}: without it {left}.")
    if len(case.apart) > 1:
        said.append(
            f"{name} alone ties together {quoted(case.apart)}: without it their partners have nobody in common."
        )
    if case.basis == "inferred":
        said.append("that it delivers is inferred from the topic of its roles.")
    return " ".join(one[0].upper() + one[1:] for one in said)


SINGLE_POINT = Check(
    id="G29",
    title="A single point of failure",
    sentence="One named body is the only one that delivers a priority, or alone ties priorities together.",
    why="If it were merged, cut or changed its mind, the priority would have no named deliverer the next day.",
    question="Who could stand in for it, and do they know?",
    severity="high",
    severity_of=lambda case: "low" if not case.priorities else "medium" if case.left else "high",
    guard="A class of bodies counts as one partner, and is never the finding itself. It is high where nobody would be "
    "left, medium where classes or offices would, and low where priorities would only fall apart. Who has any role in "
    "a section whose words name the priority delivers it too; the plan's publisher is left out, and where it has a "
    "role itself the priority does not hang on a partner.",
    subjects=("named partner that delivers a priority", "named partners that deliver a priority"),
    has="could be spared",
    lacks="could not be spared",
    missing="a second named deliverer",
    cypher=DELIVERY_CYPHER,
    row=HangsCase,
    computed=Computed(
        columns=("plan", "priority_id", "priority", "basis", "published", "partners", "words"),
        rows=_hangs,
    ),
    say=_hanging,
)

CHECKS = (HEAVY, SINGLE_POINT)
