"""The check of islands: partners whose work is joined to no ask and no priority of the plan."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from queries.gaps.check import Case, Check
from queries.gaps.naming import with_article
from queries.question import Computed, Raw
from queries.wording import listed, quoted


@dataclass(frozen=True, kw_only=True)
class IslandCase(Case):
    """Things of a plan that are joined to each other and to nothing else."""

    names: tuple[str, ...]
    """The partners in it."""
    roles: tuple[str, ...]


_BODY = "coalesce(x.specificity, '') <> 'generic' AND coalesce(y.specificity, '') <> 'generic'"
_TIE = f"WHERE {_BODY} RETURN held, x, y, e.basis AS basis"

TIES_CYPHER = f"""
CALL () {{
  UNWIND $plans AS held MATCH (y:Role {{plan: held}})<-[e:PLAYS]-(x:Organisation) {_TIE}
  UNION ALL
  UNWIND $plans AS held MATCH (x:Ask {{plan: held}})-[e:ADDRESSED_TO]->(y:Organisation) {_TIE}
  UNION ALL
  UNWIND $plans AS held MATCH (x:Role {{plan: held}})-[e:DELIVERS]->(y:Priority) {_TIE}
  UNION ALL
  UNWIND $plans AS held MATCH (x:Ask {{plan: held}})-[e:SUPPORTS]->(y:Priority) {_TIE}
  UNION ALL
  UNWIND $plans AS held MATCH (x:Ask {{plan: held}})-[e:USES]->(y:Instrument) {_TIE}
  UNION ALL
  UNWIND $plans AS held MATCH (x:Role {{plan: held}})-[e:IN_SECTION]->(y:Section) {_TIE}
}}
WITH held, collect({{x: x, y: y, basis: basis}}) AS ties
MATCH (own:Plan {{id: held}})
WHERE EXISTS {{ MATCH (own)-[:SETS]->(:Priority) }}
WITH held, ties, [(own)<-[:PUBLISHES]-(w:Organisation) | w.id] AS owners
UNWIND ties AS tie
WITH held, tie.x AS x, tie.y AS y, tie.basis AS basis, owners
WHERE NOT x.id IN owners AND NOT y.id IN owners
RETURN held AS plan, basis,
       {{id: x.id, name: coalesce(x.name, x.title, x.text), label: head(labels(x)), specificity: x.specificity,
         words: [(x)-[:EVIDENCED_BY]->(w:Passage) WHERE w.plan = held | w.id]}} AS x,
       {{id: y.id, name: coalesce(y.name, y.title, y.text), label: head(labels(y)),
         words: [(y)-[:EVIDENCED_BY]->(w:Passage) WHERE w.plan = held | w.id],
         lead: coalesce(y.lead, false),
         covers: [(y)-[c:COVERS]->(p:Priority) WHERE c.basis IN ['stated', 'curated'] | p.id]}} AS y
ORDER BY plan, x.id, y.id
"""


def _islands(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterator[Raw]:
    """Every part of a plan's graph that hangs together, if it has partners and their work."""
    import networkx as nx  # noqa: PLC0415  (a tenth of a second, and few checks need it)

    plans: dict[str, list[Raw]] = defaultdict(list)
    for row in raw:
        plans[row["plan"]].append(row)
    for plan, rows in sorted(plans.items()):
        graph: nx.Graph[str] = nx.Graph()
        about: dict[str, Raw] = {}
        sections: dict[str, set[str]] = defaultdict(set)
        for row in rows:
            x, y = row["x"], row["y"]
            if y["label"] == "Section":
                sections[x["id"]].add(y["name"])
                # work under a heading that names a priority is joined to it
                graph.add_edges_from((x["id"], priority) for priority in y["covers"])
                about.update({priority: {"id": priority, "name": "", "label": "Priority"} for priority in y["covers"]})
                continue
            graph.add_edge(x["id"], y["id"])
            if y["label"] == "Role":
                # what one sentence says of several partners joins them
                graph.add_edges_from((y["id"], f"words {word}") for word in y["words"])
            about[y["id"]] = {**about.get(y["id"], {}), **y}
            about[x["id"]] = {**about.get(x["id"], {}), **x}
        for part in nx.connected_components(graph):
            held = [about[id_] for id_ in sorted(part) if id_ in about]
            partners = [
                one for one in held if _is(one, "Organisation", "Department") and one.get("specificity") != "place"
            ]
            roles = [one for one in held if _is(one, "Role")]
            leading = all(one.get("lead") for one in roles)
            if len({one["name"] for one in partners}) >= given["few"] and roles and not leading:
                yield _part(plan, held, partners, roles, sections, rows)


def _is(one: Raw, *labels: str) -> bool:
    return one["label"] in labels


def _part(
    plan: str,
    held: Sequence[Raw],
    partners: Sequence[Raw],
    roles: Sequence[Raw],
    sections: Mapping[str, set[str]],
    rows: Sequence[Raw],
) -> Raw:
    ids = {one["id"] for one in held}
    return {
        "subject_id": " + ".join(one["id"] for one in partners),
        "subject": listed(sorted(one["name"] for one in partners), 5),
        "plan": plan,
        "section": [name for one in roles for name in sections.get(one["id"], ())],
        "fails": not any(_is(one, "Ask", "Priority") for one in held),
        "names": [one["name"] for one in partners],
        "roles": [one["name"] for one in roles],
        "absence": "found but not linked",
        "involved": sorted(ids),
        "basis": [row["basis"] for row in rows if row["x"]["id"] in ids],
        "passages": [[id_ for one in roles for id_ in one.get("words", [])]],
    }


def _island(case: IslandCase) -> str:
    name = with_article(case.names) if len(case.names) <= 4 else listed(case.names, 4)
    return f"What {name} are to do ({quoted(case.roles, 3)}) is joined to no priority and no ask of the plan."


ISLAND = Check(
    id="G30",
    title="An island",
    sentence="Partners do something together that is joined to no priority and no ask of the plan.",
    why="Work that serves no priority and waits on no ask is the first to be forgotten, or it shows a priority that "
    "the plan has and does not say.",
    question="Which priority is this for, and what would help it along?",
    severity="low",
    guard="Only in plans that set priorities, and only where two or more partners are joined; a single partner whose "
    "role names no priority is none. Links by topic (inferred) count, and so does a heading that names a priority. The "
    "plan's publisher and “government” are left out, since they join everything. All of a plan are one finding.",
    subjects=("group of partners", "groups of partners"),
    has="is joined to a priority or an ask",
    lacks="are joined to no priority and no ask",
    missing="the priority or the ask it belongs to",
    together=True,
    cypher=TIES_CYPHER,
    row=IslandCase,
    parameters={"few": 2},
    computed=Computed(columns=("plan", "basis", "x", "y"), rows=_islands),
    say=_island,
)

CHECKS = (ISLAND,)
