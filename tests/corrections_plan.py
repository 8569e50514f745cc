"""A made-up plan and its corrections, for the tests of corrections."""

import tempfile
from functools import cache
from pathlib import Path

from graph.model import Graph
from graph.ontology import AddressedTo, Ask, Organisation, Plays, Role
from loaders import readers
from loaders.corrections import apply
from loaders.corrections_file import understand
from loaders.plan import Loaded, load

PLAN = """# A plan for Northshire

Northshire County Council wants fair rivers. Northshire Growth Company sells boat trips.
The Growth Company meets in June.

## Our Canals

### What we need from government

We want the Department for Transport to:

- fund new locks, at a cost of £40m
- hand over the towpath budget

Every boater hopes to moor anywhere.

### The roles our partners will play

- Homes England – building cottages for rent
- Colleges – training young welders
- Canal Trust and Harbour Forum – running the summer regatta

## Our Lanes

### The roles our partners will play

- Harbour Forum – running the summer regatta
- Lantern Company Limited – lighting every lane
- Lantern Company – counting the lamps
"""

WHO = "    by: Jane Smith\n    at: 2026-03-02\n"


@cache
def read(text: str = PLAN) -> Loaded:
    """A text read as a plan."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "northshire.md"
        path.write_text(text, encoding="utf-8")
        document = readers.read(str(path))
    return load(document, publisher="Northshire County Council", published="2026-03")


def entry(action: str, *lines: str) -> str:
    """One correction as it is written."""
    return f"  - action: {action}\n" + "".join(f"    {line}\n" for line in lines) + WHO


def decided(plan: Loaded, *entries: str) -> Loaded:
    """A plan with corrections applied."""
    return apply(plan, understand("corrections:\n" + "".join(entries), "decisions.yaml"))


def done(plan: Loaded, *entries: str) -> Graph:
    """The graph after corrections that must all be applied to the letter."""
    after = decided(plan, *entries)
    assert after.decided is not None
    assert [(outcome.state, outcome.said) for outcome in after.decided.outcomes] == [("applied", "")] * len(entries)
    after.graph.check()
    return after.graph


def body(graph: Graph, name: str) -> Organisation:
    """The one organisation of a name."""
    (found,) = [one for one in graph.of(Organisation) if one.name == name]
    return found


def names(graph: Graph) -> set[str]:
    """The names of all organisations."""
    return {one.name for one in graph.of(Organisation)}


def ask(graph: Graph, words: str) -> Ask:
    """The one ask with these words."""
    (found,) = [one for one in graph.of(Ask) if words in one.text]
    return found


def roles_of(graph: Graph, name: str) -> set[str]:
    """What an organisation does."""
    who = body(graph, name).id
    return {
        node.text
        for link in graph.links(Plays)
        if link.start == who and isinstance(node := graph.nodes[link.finish], Role)
    }


def asked(graph: Graph, words: str) -> dict[str, AddressedTo]:
    """Who is asked for something, by name."""
    wanted = ask(graph, words).id
    found = {}
    for link in graph.links(AddressedTo):
        who = graph.nodes[link.finish]
        if link.start == wanted and isinstance(who, Organisation):
            found[who.name] = link
    return found
