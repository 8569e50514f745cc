"""What the details panel says of each node: data for the page's script, which only ever sets text from it."""

from typing import Any

from graph.ontology import Ask, Instrument, Organisation, Passage, Plan, Priority, Role
from graph.records import Found, Node
from views.explorer.evidence import blocks_behind
from views.explorer.facts import PlanFacts, Tie
from views.explorer.network import kind_of
from views.explorer.tables import Mark
from views.explorer.text import clean, plain
from views.explorer.wording import LABELS, NAMED_BODY, SPECIFICITIES, counted, kind_words, listed, name_of


def details_of(facts: PlanFacts) -> dict[str, Any]:
    """The panel's content by anchor: name, type, facts, quotes and ties."""
    nodes = (n for n in facts.nodes.values() if not isinstance(n, Passage) and n.id != facts.plan.id)
    return {facts.anchor(node.id): _details(facts, node) for node in nodes}


def _details(facts: PlanFacts, node: Node) -> dict[str, Any]:
    return {
        "name": clean(name_of(node)),
        "kind": kind_of(facts, node) or "",
        "type": LABELS[node.label],
        "facts": _facts(facts, node),
        "basis": node.basis if isinstance(node, Found) else "",
        "own": own_words(node),
        "section": _section(facts, node),
        "partner": _partner(facts, node),
        "blocks": blocks_behind(facts, node)[:3],
        "ties": [
            [tie.verb, tie.other, tie.relation.basis, _tie_words(tie)]
            for tie in _shared(facts, node)
            if tie.relation.type != "HAS_SECTION" and not isinstance(facts.nodes[_end(tie)], Plan)
        ],
    }


def own_words(node: Node) -> str:
    """The words by which a corrections file knows a thing."""
    return plain(node.text if isinstance(node, Ask | Role) else getattr(node, "name", "") or name_of(node))


def _section(facts: PlanFacts, node: Node) -> str:
    theme = facts.themes.get(node.id)
    return plain(name_of(theme)) if theme else ""


def _partner(facts: PlanFacts, node: Node) -> str:
    played = facts.ties(node, "PLAYS") if isinstance(node, Role) else []
    return plain(played[0].name) if played else ""


def _shared(facts: PlanFacts, node: Node) -> list[Tie]:
    """The node's ties; those of a role with the partners of whom the plan says the same in the same words."""
    found = facts.ties(node)
    same = facts.together[node.id] if isinstance(node, Role) else []
    return found + [tie for other in same if other.id != node.id for tie in facts.ties(other, "PLAYS")]


def _end(tie: Tie) -> str:
    return tie.relation.finish if tie.forwards else tie.relation.start


def _tie_words(tie: Tie) -> str:
    confidence = tie.relation.confidence
    parts = ["" if confidence == "high" else f"{confidence} confidence", tie.remark]
    return ", ".join(part for part in parts if part)


def _facts(facts: PlanFacts, node: Node) -> list[tuple[str, str]]:
    found: list[tuple[str, str | None]] = []
    if isinstance(node, Organisation):
        found = [
            ("Kind", f"{kind_words(node.kind)} ({SPECIFICITIES[node.specificity]})"),
            ("Also known as", ", ".join(name for name in (node.abbreviation, *node.aliases) if name)),
        ]
    elif isinstance(node, Ask):
        theme = facts.theme(node)
        found = [
            ("Section", name_of(theme) if theme else None),
            ("Wants", ", ".join(node.kinds)),
            ("Amount", node.amount_text),
            ("By when", node.timescale),
            ("Gap", "no named body is asked" if node.id in facts.unaddressed else None),
        ]
    elif isinstance(node, Role):
        theme = facts.theme(node)
        found = [
            ("Section", name_of(theme) if theme else None),
            ("Part", f"{node.verb_class or 'not said'}{', leads' if node.lead else ''}"),
        ]
    elif isinstance(node, Priority):
        found = [("Whose", "agreed with government" if node.shared else "the plan’s own")]
    elif isinstance(node, Instrument):
        found = [("Kind", node.kind), ("Year", str(node.year) if node.year else None)]
    if isinstance(node, Found):
        found += [("Basis", Mark(node.basis, node.confidence).words), ("Rule", node.rule), ("Decided by", node.by)]
    return [(label, clean(value)) for label, value in found if value]


def summary(facts: PlanFacts) -> str:
    """The plan in one plain sentence with figures: what it asks, of whom, who delivers, and what names no body."""
    asks, roles, partners, nobody = (len(x) for x in (facts.asks, facts.roles, facts.partners, facts.unaddressed))
    of = _asked_of(facts)
    asked = f"makes {counted(asks, 'ask')}{f' of {of}' if of else ''}" if asks else "asks for nothing"
    if partners:
        take = "takes" if partners == 1 else "take"
        does = f"{counted(partners, 'partner')} {take} on {counted(roles, 'role')}"
    else:
        does = "no partner is given a role"
    if not asks:
        return f"This plan {asked}; {does}."
    one = nobody == 1
    gap = (
        f"{counted(nobody, 'ask')} {'names' if one else 'name'} no body that could be held to {'it' if one else 'them'}"
    )
    return f"This plan {asked}; {does}; {gap if nobody else 'every ask names a body'}."


def _asked_of(facts: PlanFacts) -> str:
    generic = [o for o in facts.asked if o.specificity == "generic"]
    named = [o for o in facts.asked if o.specificity in NAMED_BODY]
    others = len(facts.asked) - len(generic) - len(named)
    parts = ["government in general"] if generic else []
    parts += [counted(len(named), "named body", "named bodies")] if named else []
    parts += [counted(others, "group or other body", "groups or other bodies")] if others else []
    return listed(parts)
