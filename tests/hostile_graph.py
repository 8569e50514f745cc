"""A sound plan whose words are as hostile as the ontology allows, for what writes and reads them."""

from graph.model import Graph
from graph.ontology import Ask, EvidencedBy, Passage, Publishes
from tests.store_samples import COUNCIL, RULE, plan_graph, with_role
from tests.strategies import ODD_TEXTS

SMALLEST, LARGEST = -(2**63), 2**63 - 1


def hostile_graph() -> Graph:
    """A plan in which every odd text is a property, an item of a list, and part of an id."""
    graph = with_role(plan_graph(), COUNCIL)
    plan = graph.plan().id
    for number, text in enumerate(ODD_TEXTS):
        ask = Ask(
            id=f"{plan}/ask/odd/{number}",
            plan=plan,
            rule=RULE,
            title=text,
            text=text,
            timescale=text if number % 2 else None,
            curated=(text, "amount"),
            amount=SMALLEST if number % 2 else LARGEST,
        )
        passage = Passage(
            id=f"{plan}/{text}/{number}",
            plan=plan,
            kind="span",
            quote=text,
            start=0,
            end=len(text),
            order=number,
            heading_path=("", text),
        )
        graph.update(
            [ask, passage],
            [EvidencedBy(start=ask.id, finish=passage.id, rule=text, plan=plan, passages=(passage.id,))],
        )
    graph.link(Publishes(start=COUNCIL.id, finish=plan, rule="=cmd|' /C calc'!A0", plan=plan))
    graph.check()
    return graph
