"""Doubts about statements: those read with less than high confidence, and what was inferred about them."""

from collections.abc import Iterator
from typing import Any

from graph.ids import normalise
from graph.ontology import AddressedTo, Ask, Delivers, Instrument, Organisation, Plays, Priority, Role, Supports
from graph.records import Found, Relation
from loaders.doubts import Lens, Uncertain, item, quoted
from loaders.rules import RULES, SUGGESTED

_AN = {
    "Ask": "an ask",
    "Role": "a role",
    "Priority": "a priority of the plan",
    "Instrument": "a deal, fund, act or programme",
}


def statements(lens: Lens) -> Iterator[Uncertain]:
    """Asks, roles, priorities and instruments that were read with less than high confidence."""
    for kind in (Ask, Role, Priority, Instrument):
        for node in lens.graph.of(kind):
            if node.plan is None or node.confidence == "high" or node.basis == "curated":
                continue
            words = _words(node)
            who = _player(lens, node)
            said = f" of {quoted(who)}" if who else ""
            target = _target(lens, node)
            yes, no = {"action": "accept", **target}, {"action": "drop", **target}
            why = f"{_rule(node)}; {node.confidence} confidence"
            if node.rule == SUGGESTED:
                why = "a language model suggests it, and the words stand in the plan; low confidence"
                yes = _added(lens, node)
            question = f"Is {quoted(words)} {_AN[node.label]}{said}?"
            yield item(lens, "uncertain statement", node.id, question, why, yes, no)


def _words(node: Found) -> str:
    return str(getattr(node, "text", "") or getattr(node, "name", ""))


def _rule(record: Found | Relation) -> str:
    rule = RULES.get(record.rule)
    return f"{record.rule}: {rule.fact.rstrip('.')}" if rule is not None else record.rule


def _player(lens: Lens, node: Found) -> str:
    if not isinstance(node, Role):
        return ""
    players = (lens.graph.nodes[link.start] for link in lens.graph.links(Plays) if link.finish == node.id)
    return next((body.name for body in players if isinstance(body, Organisation)), "")


def _target(lens: Lens, node: Found, *, each: bool = True) -> dict[str, Any]:
    """How a statement is named in the corrections file: its words, and what tells it from others of the same words.

    With `each`, one partner's part of a role that several play is meant.
    """
    target = {node.label.lower(): _words(node)}
    if isinstance(node, Role):
        twins = [role for role in lens.graph.of(Role) if normalise(role.text) == normalise(node.text) and role != node]
        elsewhere = {lens.subject(role.id) for role in twins} - {lens.subject(node.id)}
        if twins and (each or elsewhere):
            target["partner"] = _player(lens, node)
        if elsewhere and lens.subject(node.id):
            target["section"] = lens.subject(node.id)
    return target


def _added(lens: Lens, node: Found) -> dict[str, Any]:
    """A suggestion as a statement that a person adds, so that it stands without the model too."""
    added = {"action": "add", **_target(lens, node)}
    if isinstance(node, Role):
        added["partner"] = _player(lens, node)
    elif isinstance(node, Ask):
        links = (link for link in lens.graph.links(AddressedTo) if link.start == node.id)
        added["to"] = [body.name for link in links if isinstance(body := lens.graph.nodes[link.finish], Organisation)]
    return added


def addressees(lens: Lens) -> Iterator[Uncertain]:
    """Bodies that a rule or the register concludes to be asked."""
    for link in lens.graph.links(AddressedTo):
        ask, body = lens.graph.nodes[link.start], lens.graph.nodes[link.finish]
        if link.basis != "inferred" or not isinstance(ask, Ask) or not isinstance(body, Organisation):
            continue
        if body.specificity == "generic" or link.rule == SUGGESTED:
            continue
        topic = f"; topic: {link.topic}" if link.topic else ""
        both = {"ask": ask.text, "addressee": body.name}
        yield item(
            lens, "inferred addressee", ask.id, f"Is {quoted(ask.text)} for {body.name} to answer?",
            f"{_rule(link)}{topic}", {"action": "accept", **both}, {"action": "reject", **both},
        )  # fmt: skip


def links(lens: Lens) -> Iterator[Uncertain]:
    """Priorities that an ask or a role is concluded to serve."""
    for kind, name, verb in ((Supports, "supports", "serve"), (Delivers, "delivers", "deliver")):
        for link in lens.graph.links(kind):
            node, priority = lens.graph.nodes[link.start], lens.graph.nodes[link.finish]
            if link.basis != "inferred" or not isinstance(node, Ask | Role) or not isinstance(priority, Priority):
                continue
            both = {**_target(lens, node, each=False), name: priority.name}
            yes, no = {"action": "accept", **both}, {"action": "reject", **both}
            question = f"Does {quoted(node.text)} {verb} the priority {quoted(priority.name)}?"
            yield item(lens, "inferred link", node.id, question, _rule(link), yes, no)
