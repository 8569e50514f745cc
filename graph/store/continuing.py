"""Which asks of a plan's editions go on from one to the next, drawn again whenever an edition comes or goes.

It follows from the editions that are there and from what people decided alone, so that the order in which they were
loaded never shows.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from neo4j import ManagedTransaction

from graph.editions.order import rank
from graph.editions.pairing import FORMS, Ends, Form, Pair, Pairing, form, meant, paired
from graph.ontology import About, Ask, Continues, Plan, Revises, Update, Waiver, Waives
from graph.records import Node, Relation, relation_type
from graph.store import batches
from graph.store.results import Continuation

SAME_ASK, NOT_THE_SAME_ASK = "same ask", "not the same ask"
"""Actions of corrections that say which asks of two editions are one."""

_CLEAR = (
    "MATCH (n:Plan)-[r:REVISES]->(:Plan) WHERE n.id IN $plans DELETE r",
    "UNWIND $plans AS plan MATCH (n:Ask {plan: plan})-[r:CONTINUES]->(:Ask) DELETE r",
    "UNWIND $plans AS plan MATCH (n:Update {plan: plan})-[r:ABOUT]->(a:Ask) WHERE a.plan <> plan DELETE r",
    "UNWIND $plans AS plan MATCH (n:Waiver {plan: plan})-[r:WAIVES]->(a:Ask) WHERE a.plan <> plan DELETE r",
)
_DECISIONS = """
UNWIND $plans AS held
MATCH (c:Correction {plan: held})
WHERE c.action IN $actions
RETURN held AS plan, c.id AS id, c.action AS action, c.target AS target, c.quote AS quote, c.earlier AS earlier,
       c.by AS by, c.at AS at
ORDER BY at DESC, id
"""
_LOOSE = """
UNWIND $plans AS held
MATCH (n:{label} {{plan: held}})
WHERE n.quote IS NOT NULL AND size([(n)-[:{type}]->(x) | x.id]) = 0
RETURN held AS plan, n.id AS id, n.quote AS quote, n.by AS by, n.at AS at
ORDER BY id
"""
_NAMING: tuple[tuple[type[Node], type[Relation]], ...] = ((Update, About), (Waiver, Waives))
"""What a person records about an ask by its words, and the relationship to it."""


@dataclass
class _Work:
    """The editions of one work, earliest first, and what is to be drawn between them."""

    plans: list[str]
    forms: dict[str, list[Form]] = field(default_factory=dict)
    decisions: list[dict[str, Any]] = field(default_factory=list)
    warnings: dict[str, list[str]] = field(default_factory=dict)
    """By the plan whose corrections give rise to them."""
    drawn: list[dict[str, Any]] = field(default_factory=list)

    def draw(self, relation: Relation, start: type[Node], finish: type[Node]) -> None:
        self.drawn.append(
            {
                "type": relation.type,
                "start_label": start.__name__,
                "finish_label": finish.__name__,
                "start": relation.start,
                "finish": relation.finish,
                "properties": relation.properties(),
            }
        )


def settle(
    tx: ManagedTransaction, editions: Iterable[dict[str, Any]], loaded: str | None
) -> tuple[Continuation | None, tuple[str, ...]]:
    """Draw between the editions of a work what goes on from each to the next.

    Gives how the asks of the plan just loaded go on from the edition before it, if there is one, and sentences about
    decisions of its corrections that name no ask of an earlier edition.
    """
    ordered = sorted(editions, key=rank)
    work = _Work([edition["id"] for edition in ordered])
    for statement in _CLEAR:
        tx.run(statement, plans=work.plans).consume()
    if len(ordered) < 2:
        return None, ()
    _read(tx, work)
    found = None
    for older, newer in pairwise(work.plans):
        pairing = _continue(work, older, newer)
        if newer == loaded:
            found = _told(work, older, newer, pairing)
    _place_loose(tx, work)
    for drawing in batches.crossing(work.drawn):
        drawing.run(tx).consume()
    return found, tuple(work.warnings.get(loaded or "", ()))


def _read(tx: ManagedTransaction, work: _Work) -> None:
    work.forms = {plan: [] for plan in work.plans}
    for record in tx.run(FORMS, plans=work.plans).data():
        work.forms[record["plan"]].append(form(record))
    actions = [SAME_ASK, NOT_THE_SAME_ASK]
    work.decisions = tx.run(_DECISIONS, plans=work.plans, actions=actions).data()


def _continue(work: _Work, older: str, newer: str) -> Pairing:
    """Pair the asks of two editions that follow on each other, and draw what is joined."""
    same, apart = _decided(work, older, newer)
    pairing = paired(work.forms[older], work.forms[newer], same=same, apart=apart)
    common: dict[str, Any] = {"plan": newer, "basis": "inferred"}
    work.draw(Revises(start=newer, finish=older, rule="edition", **common), Plan, Plan)
    before, now = ({one.id: one for one in work.forms[plan]} for plan in (older, newer))
    for pair in pairing.joined:
        words = (*now[pair.second].passages, *before[pair.first].passages)
        work.draw(_link(pair, newer, words, same.get(pair.ends)), Ask, Ask)
    return pairing


def _link(pair: Pair, plan: str, words: tuple[str, ...], decision: dict[str, Any] | None) -> Continues:
    known: dict[str, Any] = (
        {"basis": "curated", "rule": "correction", "by": decision["by"], "at": decision["at"]}
        if decision
        else {"basis": "inferred", "rule": pair.how.replace(" ", "-")}
    )
    return Continues(
        start=pair.second, finish=pair.first, confidence=pair.confidence, plan=plan, passages=words, **known
    )


def _decided(work: _Work, older: str, newer: str) -> tuple[dict[Ends, dict[str, Any]], set[Ends]]:
    """What people decided of the asks of two editions: pairs that are one ask, latest decision first, and that are not.

    A decision stands in the corrections of the later edition. One about an edition before the older of the two is left
    for that one.
    """
    same: dict[Ends, dict[str, Any]] = {}
    apart: set[Ends] = set()
    for decision in (one for one in work.decisions if one["plan"] == newer and one["target"] and one["earlier"]):
        found = meant(decision["earlier"], work.forms[older])
        if len(found) != 1:
            _warn(work, older, newer, decision, len(found))
            continue
        ends = (found[0].id, decision["target"])
        if decision["action"] == NOT_THE_SAME_ASK:
            if ends not in same:
                apart.add(ends)
        elif any(ends[0] == other[0] or ends[1] == other[1] for other in same if other != ends):
            _say(work, newer, f"“{decision['action']}” of “{decision['earlier']}” is left out: one of the two asks is "
                 "joined to another by a later decision.")  # fmt: skip
        elif ends not in apart:
            same[ends] = decision
    return same, apart


def _warn(work: _Work, older: str, newer: str, decision: dict[str, Any], many: int) -> None:
    place = work.plans.index(older)
    if not many and any(len(meant(decision["earlier"], work.forms[plan])) == 1 for plan in work.plans[:place]):
        return
    said = f"“{decision['action']}” was not applied: "
    said += f"{many} asks" if many else "no ask"
    _say(work, newer, f"{said} of the edition before it ({older}) {'have' if many else 'has'} the words "
         f"“{decision['earlier']}”. Copy the words of one from that edition.")  # fmt: skip


def _say(work: _Work, plan: str, sentence: str) -> None:
    work.warnings.setdefault(plan, []).append(sentence)


def _place_loose(tx: ManagedTransaction, work: _Work) -> None:
    """Let updates and waivers of what their own edition asks no more be about the ask of the edition that did."""
    for label, link in _NAMING:
        query = _LOOSE.format(label=label.__name__, type=relation_type(link))
        for loose in tx.run(query, plans=work.plans).data():
            for plan in reversed(work.plans[: work.plans.index(loose["plan"])]):
                found = meant(loose["quote"], work.forms[plan])
                if len(found) == 1:
                    known = {name: loose[name] for name in ("plan", "by", "at")}
                    about = link(start=loose["id"], finish=found[0].id, basis="curated", rule="correction", **known)
                    work.draw(about, label, Ask)
                    break


def _told(work: _Work, older: str, newer: str, pairing: Pairing) -> Continuation:
    forms: Sequence[list[Form]] = (work.forms[older], work.forms[newer])
    return Continuation(
        older=older,
        newer=newer,
        joined=len(pairing.joined),
        possible=len(pairing.possible),
        dropped=len(forms[0]) - len(pairing.joined) - len(pairing.possible),
        new=len(forms[1]) - len(pairing.joined) - len(pairing.possible),
    )
