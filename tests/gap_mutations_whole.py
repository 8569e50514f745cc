"""For each check of the whole plan (priorities, sections, partners, roles), what is changed, and what is then found."""

from dataclasses import replace
from typing import Any

from graph.model import Graph
from graph.ontology import (
    AddressedTo,
    Ask,
    Covers,
    Delivers,
    EvidencedBy,
    InSection,
    MeasuredBy,
    Mentions,
    Organisation,
    Passage,
    Plays,
    Priority,
    Role,
    Section,
    Supports,
)
from graph.records import Node
from tests.clean_plan import Change, both, find, linked, neighbours, relinked, set_of, unlink
from tests.gap_mutations import CLASSES, QUAYS, Mutation
from tests.sample_plans import shared

DREDGING, LOCKS, TOLLS = "a say over the dredging", "control of every lock", "the right to set tolls"
PIPES, LEAKS, DIVERS, SLUICES = "lay 12 miles", "count the leaks", "train 30 divers", "mend sluices"
"""How the asks and the roles of the section on water begin."""


def without(kind: type[Node], *words: str) -> Change:
    """Take away the nodes that begin with these words, and all that is linked to them."""

    def change(graph: Graph) -> None:
        for one in words:
            node = find(graph, kind, one)
            for key in [key for key, link in graph.relations.items() if node.id in (link.start, link.finish)]:
                del graph.relations[key]
            del graph.nodes[node.id]

    return change


def body(graph: Graph, name: str, specificity: str = "group", **about: str) -> Organisation:
    """A body of the plan, whose words are those of its first block."""
    id_ = name.casefold().replace(" ", "-")
    for held in graph.of(Organisation):
        if held.name == name:
            return held
    if specificity == "named":
        return graph.add(shared(id_, name, govuk=id_, **about))
    plan = graph.plan().id
    made = Organisation(id=id_, name=name, specificity=specificity, plan=plan, rule="sample", **about)  # type: ignore[arg-type]
    graph.add(made)
    graph.link(EvidencedBy(start=id_, finish=next(graph.of(Passage)).id, rule="sample", plan=plan))
    return made


def played_by(name: str, *roles: str, **about: str) -> Change:
    """These roles are another body's."""

    def change(graph: Graph) -> None:
        who = body(graph, name, **about)
        for words in roles:
            role = find(graph, Role, words)
            for key in [key for key, link in graph.relations.items() if key[1] == "PLAYS" and link.finish == role.id]:
                del graph.relations[key]
            graph.link(Plays(start=who.id, finish=role.id, rule="sample", plan=role.plan))

    return change


def asked_of(name: str, *asks: str, **about: str) -> Change:
    """These asks are of another body."""

    def change(graph: Graph) -> None:
        who = body(graph, name, **about)
        for words in asks:
            ask = find(graph, Ask, words)
            unlink(AddressedTo, words)(graph)
            graph.link(AddressedTo(start=ask.id, finish=who.id, scope="ask", rule="sample", plan=ask.plan))

    return change


def added(name: str, section: str, *texts: str, passage: str = "", specificity: str = "group", **about: Any) -> Change:
    """Roles of a body in a section, all with the words of one passage."""

    def change(graph: Graph) -> None:
        who, where, plan = body(graph, name, specificity), find(graph, Section, section), graph.plan().id
        words = [one for one in graph.of(Passage) if passage in one.quote][-1]
        for text in texts:
            role = Role(id=f"{who.id}-{text}", plan=plan, text=text, rule="sample", **about)
            graph.add(role)
            graph.link(Plays(start=who.id, finish=role.id, rule="sample", plan=plan))
            graph.link(InSection(start=role.id, finish=where.id, rule="sample", plan=plan))
            graph.link(EvidencedBy(start=role.id, finish=words.id, rule="sample", plan=plan))

    return change


def reworded(old: str, new: str) -> Change:
    """A block of the plan with a word in place of one as long."""

    def change(graph: Graph) -> None:
        assert len(old) == len(new)
        (block,) = [one for one in graph.of(Passage) if one.kind == "block" and old in one.quote]
        graph.nodes[block.id] = replace(block, quote=block.quote.replace(old, new))

    return change


def greeted(name: str, kind: str = "government department") -> Change:
    """The opening names a department."""

    def change(graph: Graph) -> None:
        who, where = body(graph, name, "named", kind=kind), find(graph, Section, "Welcome")
        words = next(graph.of(Passage))
        graph.link(Mentions(start=where.id, finish=who.id, rule="sample", plan=where.plan, passages=(words.id,)))
        graph.link(EvidencedBy(start=who.id, finish=words.id, rule="sample", plan=where.plan))

    return change


NO_ASKS, NO_ROLES = without(Ask, DREDGING, LOCKS, TOLLS), without(Role, PIPES, LEAKS, DIVERS, SLUICES)
"""The section on water asks for nothing; it has no role."""
ABOUT_WATER = relinked(Covers, "Our Water", "Water", basis="inferred")
"""That the section is about the priority is only inferred."""
IN_CLASS_HANDS = played_by("Plumbers", PIPES, LEAKS, DIVERS, SLUICES)
ONLY_QUAYTON = without(Role, LEAKS, DIVERS, SLUICES)
NO_COLLEGE = both(without(Role, DIVERS, "teach joinery"), set_of(Role, "open two", lead=True))
APART = both(
    asked_of("Canal Agency", DREDGING, LOCKS, TOLLS, specificity="named", kind="public body"),
    played_by("Quayton College", PIPES, DIVERS),
    played_by("Divers", LEAKS),
    played_by("Canal Agency", SLUICES, specificity="named", kind="public body"),
)
"""The section on water shares partners with that on skills alone."""
LESSONS_BY_TOPIC = linked(AddressedTo, (Ask, LOCKS), (Organisation, "Ministry of Lessons"), basis="inferred")
SURVEYS = set_of(Role, "pay for", text="survey every empty loft in town", verb_class="advise")
TREASURY_IN_ALL = added(
    "Treasury of Harbours", "Our Homes", "buy bricks", "buy tiles", "buy beams", "buy glass", passage="sea wall"
)
AT_SEA = both(
    added("Anglers", "Welcome", "keep the bay clean", passage="vision"),
    added("Bakers", "Welcome", "keep the bay clean", passage="vision"),
)
NO_MORE = set_of(Organisation, "Quayton College", end="2025-08-01")
LINKED = "found but not linked"

WHOLE = (
    Mutation(NO_ASKS, "G13", "Water", also=("G32",)),
    Mutation(both(ABOUT_WATER, unlink(Supports, "", "Water")), "G13", "Water", LINKED, also=("G09", "G18")),
    Mutation(NO_ROLES, "G14", "Water", also=("G32",)),
    Mutation(both(ABOUT_WATER, unlink(Delivers, "", "Water")), "G14", "Water", LINKED),
    Mutation(IN_CLASS_HANDS, "G15", "Water", also=("G43",)),
    Mutation(unlink(MeasuredBy, "Water"), "G16", "Water", "said elsewhere in the plan", also=("G09",)),
    Mutation(unlink(Covers, "Our Water"), "G17", "Water"),
    Mutation(set_of(Priority, "Water", shared=False), "G17", "Our Water"),
    Mutation(greeted("Office of Lights"), "G20", "Office of Lights", also=("G40",)),
    Mutation(without(Role, "print new primers"), "G21", "Ministry of Lessons"),
    Mutation(
        both(NO_COLLEGE, unlink(Mentions, "", "Quayton College")), "G22", "education providers", others=neighbours
    ),
    Mutation(LESSONS_BY_TOPIC, "G23", "Ministry of Lessons", LINKED),
    Mutation(both(without(Role, "clear 40", "open two", PIPES), set_of(Role, DIVERS, lead=True)), "G24", "Quayton"),
    Mutation(both(unlink(Delivers, "survey"), set_of(Role, "survey", text="help our people")), "G26", "help our"),
    Mutation(SURVEYS, "G27", "survey every"),
    Mutation(TREASURY_IN_ALL, "G28", "Our Homes"),
    Mutation(
        both(
            linked(AddressedTo, (Ask, QUAYS), (Organisation, "Shelter"), scope="ask"),
            linked(AddressedTo, (Ask, CLASSES), (Organisation, "Shelter"), scope="ask"),
        ),
        "G28",
        "Harbourshire",
    ),
    Mutation(ONLY_QUAYTON, "G29", "Quayton Council"),
    Mutation(AT_SEA, "G30", "Anglers and Bakers", LINKED),
    Mutation(APART, "G31", "“Our Homes” and “Our Water”", also=("G29",)),
    Mutation(NO_ASKS, "G32", "Our Water", also=("G13",)),
    Mutation(reworded("In 2020 the Quay Fund (£40m)", "In 2020 the Quay Fund (£45m)"), "G36", "Quay Fund",
             "said elsewhere in the plan"),
    Mutation(reworded("Our vision", "Our wishes"), "G37", "an economic vision"),
    Mutation(NO_MORE, "G41", "Quayton College"),
    Mutation(set_of(Role, PIPES, lead=False), "G42", "Water", "said elsewhere in the plan"),
    Mutation(both(IN_CLASS_HANDS, linked(Delivers, (Role, "open two"), (Priority, "Water"))), "G43", "Our Water",
             also=("G29",)),
)  # fmt: skip
