"""The check against other plans: a kind of partner that most comparable plans have and this one has not."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from queries.gaps.check import SILENT, UNLINKED, Case, Check
from queries.gaps.naming import with_article
from queries.question import Computed, Raw
from queries.wording import quoted


@dataclass(frozen=True, kw_only=True)
class PeerCase(Case):
    """A plan and a kind of partner that most plans like it have."""

    kind: str
    having: tuple[str, ...]
    """The titles of the comparable plans that have it."""
    compared: int
    named: tuple[str, ...]
    """Bodies of the kind that the plan names without a role."""
    """How many comparable plans there are."""


PARTNERS_CYPHER = """
MATCH (own:Plan)<-[:PUBLISHES]-(publisher:Organisation)
WHERE own.id IN $plans OR own.current
WITH own, min(publisher.kind) AS like,
     COLLECT { MATCH (s:Section {plan: own.id})-[:MENTIONS]->(o:Organisation)
               WHERE o.specificity = 'named' RETURN {name: o.name, kind: o.kind} } AS mentioned
MATCH (r:Role {plan: own.id})<-[e:PLAYS]-(o:Organisation)
WHERE NOT o.kind IN $no_kinds AND o.specificity <> 'generic'
WITH own, like, mentioned, o.kind AS kind, collect(DISTINCT o.name) AS names, collect(DISTINCT e.basis) AS basis
RETURN own.id AS plan, own.title AS title, own.work AS work, like, kind, names, basis, mentioned,
       COLLECT { MATCH (w:Passage {plan: own.id}) WHERE w.kind = 'block' AND w.`order` = 0 RETURN w.id } AS words
ORDER BY plan, kind
"""


def _missing(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterator[Raw]:
    """Each plan read with each kind of partner that most plans like it have."""
    plans: dict[str, dict[str, Raw]] = defaultdict(dict)
    for row in raw:
        plans[row["plan"]][row["kind"]] = row
    rich = {
        id_: kinds for id_, kinds in plans.items() if sum(len(row["names"]) for row in kinds.values()) >= given["few"]
    }
    for id_ in sorted(rich.keys() & set(given["plans"])):
        about = next(iter(rich[id_].values()))
        others = [
            kinds for other, kinds in sorted(rich.items())
            if other != id_ and _comparable(about, next(iter(kinds.values())))
        ]  # fmt: skip
        if len(others) < given["least"]:
            continue
        for kind in sorted({kind for kinds in others for kind in kinds}):
            having = [kinds[kind] for kinds in others if kind in kinds]
            if len(having) >= given["share"] * len(others):
                yield _case(about, kind, having, len(others), fails=kind not in rich[id_])


def _comparable(one: Raw, other: Raw) -> bool:
    """Whether two plans are of the same sort of body, and not editions of one plan."""
    return bool(one["like"] == other["like"] and one["work"] != other["work"])


def _case(about: Raw, kind: str, having: Sequence[Raw], compared: int, *, fails: bool) -> Raw:
    named = sorted({one["name"] for one in about["mentioned"] if one["kind"] == kind})
    return {
        "subject_id": f"{about['plan']} + {kind}",
        "subject": f"{kind} in “{about['title']}”",
        "plan": about["plan"],
        "section": [],
        "fails": fails,
        "kind": kind,
        "having": [row["title"] for row in having],
        "compared": compared,
        "named": named,
        "absence": UNLINKED if named else SILENT,
        "involved": [about["plan"]],
        "basis": [one for row in having for one in row["basis"]],
        "passages": [about["words"]],
    }


_MANY = {
    "government department": "government departments",
    "public body": "public bodies",
    "local government": "councils",
    "police/crime": "police bodies",
    "health body": "health bodies",
    "industry body": "industry bodies",
    "company": "companies",
    "education providers": "colleges, universities or other education providers",
    "voluntary sector": "voluntary bodies",
}


def _unlike(case: PeerCase) -> str:
    kind = _MANY.get(case.kind, case.kind)
    but = f" It names {with_article(case.named[:3])}, without a role." if case.named else ""
    return (
        f"{len(case.having)} of {case.compared} comparable plans give a role to {kind}, and this one does not."
        f"{but} They are: {quoted(case.having, 5)}."
    )


UNLIKE_PEERS = Check(
    id="G22",
    title="A kind of partner that others have",
    sentence="Most comparable plans give a role to a kind of partner, and this one to none of that kind.",
    why="What nearly every other region counts on and this one does not is a choice, or an oversight; only the region "
    "knows.",
    question="Is there no such partner here, or was it left out?",
    severity="medium",
    guard="Only with at least three comparable plans in the store: current ones of the same sort of publisher, with "
    "five or more partners, and no editions of this one. At least three quarters of them must have the kind. Classes "
    "of bodies count as partners; kinds that tell little (boards, places, classes of anybody) are left out.",
    subjects=("kind of partner of comparable plans", "kinds of partner of comparable plans"),
    has="has a role here",
    lacks="have no role here",
    missing="a partner of this kind",
    cypher=PARTNERS_CYPHER,
    row=PeerCase,
    parameters={
        "no_kinds": [
            "government",
            "combined authority",
            "collective group",
            "individual office",
            "partnership/board/commission",
            "place",
            "other",
        ],
        "few": 5,
        "least": 3,
        "share": 0.75,
    },
    computed=Computed(
        columns=("plan", "title", "work", "like", "kind", "names", "basis", "mentioned", "words"), rows=_missing
    ),
    say=_unlike,
)

CHECKS = (UNLIKE_PEERS,)
