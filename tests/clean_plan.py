"""A plan in which no gap check finds anything, built by hand; the tests take one fact away and see what is found."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from graph.ids import node_id
from graph.model import Graph
from graph.ontology import (
    AddressedTo,
    Ask,
    Controls,
    Covers,
    Delivers,
    Instrument,
    Makes,
    Measure,
    MeasuredBy,
    MemberOf,
    Mentions,
    Organisation,
    Passage,
    Plan,
    Priority,
    Publishes,
    Role,
    Section,
    Sets,
    Supports,
    Uses,
)
from graph.records import Node, Relation
from tests.sample_plans import PlanMaker, shared

REGISTER = "Harbourshire register, 2025-07-01, OGL"
PUBLISHED = "2025-07-01"
AS_OF = "2025-09-01"

GOVERNMENT = shared("uk-government", "UK Government", kind="government", specificity="generic", govuk="hmg")
TREASURY = shared("treasury", "Treasury of Harbours", kind="government department", govuk="treasury")
SHELTER = shared("shelter-agency", "Shelter Agency", kind="public body", govuk="shelter-agency")
LESSONS = shared("ministry-of-lessons", "Ministry of Lessons", kind="government department", govuk="lessons")
AUTHORITY = shared("harbourshire-authority", "Harbourshire Combined Authority", kind="combined authority", gss="E47")
QUAYTON = shared("quayton-council", "Quayton Council", kind="local government", gss="E08")
COLLEGE = shared("quayton-college", "Quayton College", kind="education providers", identifiers=("ukprn:1",))
CHAMBER = shared("harbour-chamber", "Harbour Chamber", kind="industry body", identifiers=("coh:2",))
BODIES = (GOVERNMENT, TREASURY, SHELTER, LESSONS, AUTHORITY, QUAYTON, COLLEGE, CHAMBER)


class Maker(PlanMaker):
    """Builds a plan in which everything is said."""

    def link(
        self, kind: type[Relation], start: Node, finish: Node, passage: Passage | None = None, **about: Any
    ) -> None:
        passages = (passage.id,) if passage is not None else ()
        self.graph.link(kind(start=start.id, finish=finish.id, rule="sample", plan=self.id, passages=passages, **about))

    def record(self, kind: type[Relation], start: Node, finish: Node, **about: Any) -> None:
        """A fact of public record."""
        given = {"basis": "reference", "rule": "register", "source_of_record": REGISTER, **about}
        self.graph.link(kind(start=start.id, finish=finish.id, **given))

    def priority(self, name: str, section: Section) -> Priority:
        words = self.block(f"{name} comes first, and success is {name.lower()} for all.")
        made = Priority(id=node_id(self.id, "Priority", (), name), plan=self.id, name=name, shared=True, rule="sample")
        self.graph.add(made)
        self.evidenced(made, self.span(words, name))
        self.link(Covers, section, made, words)
        measure = Measure(
            id=node_id(self.id, "Measure", (), name), plan=self.id, text=f"{name.lower()} for all", rule="sample"
        )
        self.graph.add(measure)
        self.evidenced(measure, self.span(words, measure.text))
        self.link(MeasuredBy, made, measure, words)
        return made

    def want(self, section: Section, words: str, of: Organisation, goal: Priority, **about: Any) -> Ask:
        """An ask that says everything: of whom, how much, by when; `about` sets its other properties."""
        block = self.block(f"We ask the {of.name} for {words} by 2028.")
        given = {"kinds": ("devolve power",), "timescale": "by 2028", **about}
        made = replace(self.ask(section, block, words), **given)
        self.graph.nodes[made.id] = made
        named = self.span(block, of.name)
        self.evidenced(of, named)
        self.link(AddressedTo, made, of, named, scope="ask")
        self.link(Makes, AUTHORITY, made, block)
        self.link(Supports, made, goal, block)
        self.mention(section, of, named)
        return made

    def part(self, section: Section, who: Organisation, words: str, goal: Priority, **about: Any) -> Role:
        """A role with a deliverable, for a priority."""
        block = self.block(f"{who.name} will {words}.")
        made = replace(self.role(section, block, who, words), **about)
        self.graph.nodes[made.id] = made
        named = self.span(block, who.name)
        self.evidenced(who, named)
        self.link(Delivers, made, goal, block)
        self.mention(section, who, named)
        return made

    def mention(self, section: Section, thing: Organisation | Instrument, named: Passage) -> None:
        spelling = named.quote
        self.link(Mentions, section, thing, named, spellings=(spelling,))


def clean(title: str = "Harbourshire Growth Plan") -> Graph:
    """The plan of Harbourshire: three priorities, nine asks, roles of seven bodies, and nothing left out."""
    make = Maker(title, AUTHORITY.name)
    graph = make.graph
    for body in BODIES:
        graph.add(body)
    _opening(make)
    homes_part = make.section("Our Homes")
    homes = make.priority("Homes", homes_part)
    _homes(make, homes_part, homes)
    skills_part = make.section("Our Skills")
    skills = make.priority("Skills", skills_part)
    _skills(make, skills_part, skills)
    water_part = make.section("Our Water")
    water = make.priority("Water", water_part)
    _water(make, water_part, water)
    plan = Plan(
        id=make.id,
        title=make.title,
        publisher=make.publisher,
        work=make.id,
        source="harbourshire.txt",
        sha256="0" * 64,
        published_on=PUBLISHED,
    )
    graph.add(plan)
    graph.link(Publishes(start=AUTHORITY.id, finish=plan.id, rule="sample", plan=plan.id))
    for priority in (homes, skills, water):
        graph.link(Sets(start=plan.id, finish=priority.id, rule="sample", plan=plan.id))
    make.record(MemberOf, QUAYTON, AUTHORITY, role="constituent")
    graph.check()
    return graph


def neighbours() -> tuple[Graph, ...]:
    """Three more plans of the same sort, as complete as this one."""
    return tuple(clean(f"{name} Growth Plan") for name in ("Cliffshire", "Duneshire", "Marshshire"))


def _opening(make: Maker) -> None:
    """What stands before the first ask: a department, and what guidance expects of a plan."""
    section = make.section("Welcome")
    make.graph.nodes[section.id] = replace(section, kind="context")
    words = make.block("We thank the Treasury of Harbours, with whom we made this plan for ten years.")
    make.mention(section, TREASURY, make.span(words, TREASURY.name))
    make.block("Our vision rests on two key sectors of the Industrial Strategy.")
    make.block("We work with neighbouring regions.")
    make.block("A pipeline of docks is open to investors.")


def _homes(make: Maker, section: Section, homes: Priority) -> None:
    fund = Instrument(id=f"{make.id}-quay-fund", plan=make.id, name="Quay Fund", kind="fund", rule="sample")
    make.graph.add(fund)
    sum_said = {"kinds": ("funding",), "amount": 5_000_000, "amount_text": "£5m", "amount_role": "requested"}
    quays = make.want(
        section,
        "£5m a year of new capital for quays from the Quay Fund",
        TREASURY,
        homes,
        **sum_said,
        amount_period="year",
    )
    words = make.span(make.block("The Quay Fund (£40m) is the Treasury's to give."), "Quay Fund")
    make.evidenced(fund, words)
    make.mention(section, fund, words)
    make.evidenced(fund, make.span(make.block("In 2020 the Quay Fund (£40m) began."), "Quay Fund"))
    make.link(Uses, quays, fund, words)
    make.record(Controls, TREASURY, fund, valid_from="2020-01-01")
    make.want(section, "a say over the siting of harbours", SHELTER, homes)
    make.want(section, "control of all empty warehouses", SHELTER, homes)
    make.part(section, SHELTER, "build 300 cottages for rent", homes, verb="build", verb_class="deliver", lead=True)
    make.part(section, QUAYTON, "clear 40 acres of dockland", homes, verb="clear", verb_class="deliver")
    make.part(section, CHAMBER, "survey every empty loft", homes, verb="survey", verb_class="advise")
    make.part(section, TREASURY, "pay for the sea wall", homes, verb="pay", verb_class="fund")


def _skills(make: Maker, section: Section, skills: Priority) -> None:
    make.want(section, "direction of all evening classes", LESSONS, skills)
    pooled = make.want(section, "one budget for classes and workshops", LESSONS, skills, kinds=("pool budgets",))
    words = make.span(make.block("The Shelter Agency holds the other half."), SHELTER.name)
    make.evidenced(SHELTER, words)
    make.link(AddressedTo, pooled, SHELTER, words, scope="lead-in")
    make.mention(section, SHELTER, words)
    make.want(section, "the right to license ferrymen", LESSONS, skills, kinds=("legislation or reform",))
    make.part(section, COLLEGE, "teach joinery to 200 people", skills, verb="teach", verb_class="deliver", lead=True)
    make.part(section, QUAYTON, "open two workshops", skills, verb="open", verb_class="convene")
    make.part(section, LESSONS, "print new primers", skills, verb="print", verb_class="support")
    make.part(section, CHAMBER, "find places for 50 apprentices", skills, verb="find", verb_class="advise")


def _water(make: Maker, section: Section, water: Priority) -> None:
    make.want(section, "a say over the dredging of canals", TREASURY, water)
    make.want(section, "control of every lock", SHELTER, water)
    make.want(section, "the right to set tolls", TREASURY, water, kinds=("legislation or reform",))
    make.part(section, QUAYTON, "lay 12 miles of pipe", water, verb="lay", verb_class="deliver", lead=True)
    make.part(section, CHAMBER, "count the leaks of all its members", water, verb="count", verb_class="advise")
    make.part(section, COLLEGE, "train 30 divers", water, verb="train", verb_class="deliver")
    make.part(section, SHELTER, "mend sluices along 20 miles", water, verb="mend", verb_class="deliver")


Change = Callable[[Graph], None]


def changed(change: Change) -> Graph:
    """The clean plan with something about it changed."""
    graph = clean()
    change(graph)
    graph.check()
    return graph


def called(node: Node) -> str:
    """The name, title or text of a node."""
    return next((str(said) for name in ("name", "title", "text") if (said := getattr(node, name, None))), "")


def find(graph: Graph, kind: type[Node], words: str) -> Any:
    """The one node of a kind whose name, title or text begins with these words."""
    (found,) = [node for node in graph.of(kind) if called(node).startswith(words)]
    return found


def unlink(kind: type[Relation], start: str = "", finish: str = "") -> Change:
    """Take away the relationships of a kind from, or to, the node that begins with these words."""

    def change(graph: Graph) -> None:
        gone = [
            link
            for link in graph.links(kind)
            if called(graph.nodes[link.start]).startswith(start) and called(graph.nodes[link.finish]).startswith(finish)
        ]
        assert gone, f"nothing is linked by {kind.__name__} from {start!r} to {finish!r}"
        for link in gone:
            del graph.relations[link.key]

    return change


def set_of(label: type[Node], words: str, /, **values: Any) -> Change:
    """Set properties of the node that begins with these words."""

    def change(graph: Graph) -> None:
        node = find(graph, label, words)
        graph.nodes[node.id] = replace(node, **values)

    return change


def relinked(kind: type[Relation], start: str, finish: str, /, **values: Any) -> Change:
    """Set properties of the relationships of a kind between the nodes that begin with these words."""

    def change(graph: Graph) -> None:
        held = [
            link
            for link in graph.links(kind)
            if called(graph.nodes[link.start]).startswith(start) and called(graph.nodes[link.finish]).startswith(finish)
        ]
        assert held, f"nothing is linked by {kind.__name__} from {start!r} to {finish!r}"
        for link in held:
            graph.link(replace(link, **values))

    return change


def linked(kind: type[Relation], start: tuple[type[Node], str], finish: tuple[type[Node], str], **about: Any) -> Change:
    """Link two nodes, each told by its class and how it begins."""

    def change(graph: Graph) -> None:
        given = {"rule": "sample", "plan": graph.plan().id, **about}
        graph.link(kind(start=find(graph, *start).id, finish=find(graph, *finish).id, **given))

    return change


def both(*changes: Change) -> Change:
    """One change after another."""

    def change(graph: Graph) -> None:
        for one in changes:
            one(graph)

    return change
