"""Whatever people decide, in whatever order, the graph stays whole: nothing hangs, nothing is without its words."""

import random
from collections.abc import Callable

import pytest

from graph.model import Graph
from graph.ontology import Ask, EvidencedBy, Instrument, Mentions, Organisation, Passage, Plays, Priority, Role
from tests.corrections_plan import decided, entry, read

NAMES = (
    "Lantern Company Limited", "Lantern Company", "Canal Trust", "Harbour Forum", "Northshire Growth Company",
    "Growth Company", "Colleges", "Homes England", "HM Treasury", "Department for Transport", "summer regatta",
)  # fmt: skip
ROLES = ("running the summer regatta", "lighting every lane", "training young welders", "meets in June")
ASKS = ("fund new locks", "hand over the towpath budget", "Every boater hopes to moor anywhere")


def any_entry(chance: random.Random) -> str:
    """One correction of any kind, about anything of the plan, sensible or not."""
    name, other = chance.choice(NAMES), chance.choice(NAMES)
    role, ask = chance.choice(ROLES), chance.choice(ASKS)
    kinds: tuple[Callable[[], str], ...] = (
        lambda: entry("same organisation", f"names: [{name}, {other}]"),
        lambda: entry("same organisation", f"names: [{name}]", "all plans: yes"),
        lambda: entry("not the same", f"names: [{name}, {other}]"),
        lambda: entry("rename", f"organisation: {name}", f"to: New {other}"),
        lambda: entry("drop", f"organisation: {name}"),
        lambda: entry("drop", f"role: {role}", f"partner: {name}"),
        lambda: entry("drop", f"role: {role}", "section: Our Lanes"),
        lambda: entry("drop", f"ask: {ask}"),
        lambda: entry("add", f"organisation: {name}", f"name: {other}"),
        lambda: entry("add", f"role: {role}", f"partner: [{name}, {other}]"),
        lambda: entry("add", f"ask: {ask}", f"to: {name}"),
        lambda: entry("addressee", f"ask: {ask}", f"organisation: {name}", f"instead of: {other}"),
        lambda: entry("accept", f"organisation: {name}"),
        lambda: entry("reject", f"ask: {ask}", f"addressee: {name}"),
    )
    return chance.choice(kinds)()


def loose_ends(graph: Graph) -> list[str]:
    """What hangs in a graph, or stands without its words."""
    evidence: dict[str, set[str]] = {}
    for link in graph.links(EvidencedBy):
        evidence.setdefault(link.start, set()).add(link.finish)
    behind = {passage for relation in graph.relations.values() for passage in relation.passages}
    behind.update(*evidence.values())
    played = {link.finish for link in graph.links(Plays)}
    found = [
        node.id for kind in (Ask, Role, Priority, Instrument) for node in graph.of(kind) if node.id not in evidence
    ]
    found += [body.id for body in graph.of(Organisation) if body.basis == "stated" and body.id not in evidence]
    found += [role.id for role in graph.of(Role) if role.id not in played]
    found += [passage.id for passage in graph.of(Passage) if passage.kind == "span" and passage.id not in behind]
    found += [
        link.start for link in graph.links(Mentions) if not set(link.passages) <= evidence.get(link.finish, set())
    ]
    return found


@pytest.mark.parametrize("seed", range(60))
def test_nothing_is_left_hanging(seed: int) -> None:
    chance = random.Random(seed)
    entries = [any_entry(chance) for _ in range(chance.randint(1, 10))]
    before = read()
    after = decided(before, *entries)
    assert loose_ends(after.graph) == [], "".join(entries)
    for passage in after.graph.of(Passage):
        assert after.document.text[passage.start : passage.end] == passage.quote
    assert after.decided is not None
    assert after.decided.applied + after.decided.left == len(entries)
    assert decided(before, *entries).graph == after.graph
