"""Two small invented plans as graphs, built by hand, so that what a question answers can be told by reading."""

import hashlib
from dataclasses import dataclass, field

from graph.ids import node_id, plan_id
from graph.model import Graph
from graph.ontology import (
    AddressedTo,
    Ask,
    Controls,
    Covers,
    Delivers,
    EvidencedBy,
    HasSection,
    InSection,
    Instrument,
    Makes,
    MemberOf,
    Mentions,
    Organisation,
    PartOf,
    Passage,
    Plan,
    Plays,
    Priority,
    Publishes,
    Role,
    Section,
    Sets,
    Succeeds,
    Within,
)
from graph.records import Node

_REGISTER = "Midshire register, 2025-07-01, OGL"


@dataclass
class PlanMaker:
    """Builds the graph of one plan, a block of text at a time."""

    title: str
    publisher: str
    edition: str | None = None
    current: bool = True
    graph: Graph = field(default_factory=Graph)
    text: str = ""
    headings: tuple[str, ...] = ()
    order: int = 0

    @property
    def id(self) -> str:
        return plan_id(self.title, self.publisher, self.edition)

    def block(self, words: str) -> Passage:
        start = len(self.text)
        self.text += words + "\n"
        made = Passage(
            id=node_id(self.id, "Passage", self.headings, words, start),
            plan=self.id,
            kind="block",
            quote=words,
            start=start,
            end=start + len(words),
            order=self.order,
            heading_path=self.headings,
        )
        self.order += 1
        return self.graph.add(made)

    def span(self, block: Passage, words: str) -> Passage:
        start = block.start + block.quote.index(words)
        made = Passage(
            id=node_id(self.id, "Passage", ("span", *self.headings), words, start),
            plan=self.id,
            kind="span",
            quote=words,
            start=start,
            end=start + len(words),
            order=block.order,
            heading_path=self.headings,
        )
        self.graph.add(made)
        self.graph.link(Within(start=made.id, finish=block.id, rule="sample", plan=self.id))
        return made

    def section(self, title: str) -> Section:
        self.headings = ()
        self.block(title)
        self.headings = (title,)
        made = Section(
            id=node_id(self.id, "Section", (), title),
            plan=self.id,
            title=title,
            order=self.order,
            level=1,
            kind="theme",
            rule="sample",
        )
        self.graph.link(HasSection(start=self.id, finish=made.id, rule="sample", plan=self.id))
        return self.graph.add(made)

    def evidenced(self, node: Node, passage: Passage) -> None:
        self.graph.link(EvidencedBy(start=node.id, finish=passage.id, rule="sample", plan=self.id))

    def ask(self, section: Section, block: Passage, words: str, amount: int | None = None, said: str = "") -> Ask:
        made = Ask(
            id=node_id(self.id, "Ask", self.headings, words),
            plan=self.id,
            title=words,
            text=words,
            amount=amount,
            amount_text=said or None,
            rule="sample",
        )
        self.graph.add(made)
        self.graph.link(InSection(start=made.id, finish=section.id, rule="sample", plan=self.id))
        self.evidenced(made, self.span(block, words))
        return made

    def role(self, section: Section, block: Passage, who: Organisation, words: str) -> Role:
        made = Role(id=node_id(self.id, "Role", self.headings, words), plan=self.id, text=words, rule="sample")
        self.graph.add(made)
        self.graph.link(Plays(start=who.id, finish=made.id, rule="sample", plan=self.id))
        self.graph.link(InSection(start=made.id, finish=section.id, rule="sample", plan=self.id))
        self.evidenced(made, self.span(block, words))
        return made

    def own(self, name: str, specificity: str = "named", **about: str) -> Organisation:
        made = Organisation(
            id=node_id(self.id, "Organisation", (), name),
            plan=self.id,
            name=name,
            specificity=specificity,  # type: ignore[arg-type]
            rule="sample",
            **about,  # type: ignore[arg-type]
        )
        return self.graph.add(made)


def shared(body: str, name: str, **about: object) -> Organisation:
    """A body of the register, the same in every plan."""
    return Organisation(id=body, name=name, basis="reference", rule="register", **about)  # type: ignore[arg-type]


GOVERNMENT = shared("uk-government", "UK Government", kind="government", specificity="generic", aliases=("Government",))
LEARNING = shared("ministry-of-learning", "Ministry of Learning", abbreviation="MoL", kind="government department")
SHELTER = shared("shelter-agency", "Shelter Agency", kind="public body", aliases=("Agency for Shelter",))
MIDSHIRE = shared("midshire-authority", "Midshire Combined Authority", abbreviation="MCA", kind="combined authority")
OLDTON = shared("oldton-council", "Oldton Council", kind="local government")


def midshire(edition: str | None = None, *, current: bool = True) -> Graph:
    """The plan of Midshire: two priorities, three asks, four roles."""
    make = PlanMaker("Midshire Growth Plan", "Midshire Combined Authority", edition, current)
    graph = make.graph
    for body in (GOVERNMENT, LEARNING, SHELTER, MIDSHIRE, OLDTON):
        graph.add(body)
    homes = Priority(
        id=node_id(make.id, "Priority", (), "Homes and Land"),
        plan=make.id,
        name="Homes and Land",
        shared=True,
        rule="sample",
    )
    graph.add(homes)

    places = make.section("Our Places")
    graph.link(Covers(start=places.id, finish=homes.id, basis="stated", rule="sample", plan=make.id))
    lead_in = make.block("From the Ministry of Learning and the Government we want:")
    bullet = make.block("Local say over the Canal Fund, worth £2.5m.")
    canal = make.ask(places, bullet, "Local say over the Canal Fund", 2_500_000, "£2.5m")
    lead_words = make.span(lead_in, "Ministry of Learning")
    _address(make, canal, LEARNING, "lead-in", (lead_words.id,))
    _address(make, canal, GOVERNMENT, "heading", (lead_in.id,))
    bullet = make.block("Faster decisions on empty mills.")
    mills = make.ask(places, bullet, "Faster decisions on empty mills")
    _address(make, mills, GOVERNMENT, "heading", (lead_in.id,))
    inferred = AddressedTo(
        start=mills.id, finish=SHELTER.id, basis="inferred", rule="topic", topic="homes", plan=make.id, passages=()
    )
    graph.link(inferred)
    bullet = make.block("A kind word for the ferrymen.")
    ferry = make.ask(places, bullet, "A kind word for the ferrymen")
    for ask in (canal, mills, ferry):
        graph.link(Makes(start=MIDSHIRE.id, finish=ask.id, rule="sample", plan=make.id))

    bullet = make.block("Shelter Agency to build cottages for rent.")
    build = make.role(places, bullet, SHELTER, "build cottages for rent")
    make.evidenced(SHELTER, make.span(bullet, "Shelter Agency"))
    graph.link(Delivers(start=build.id, finish=homes.id, basis="stated", rule="sample", plan=make.id))
    builders = make.own("Builders", "group")
    bullet = make.block("Builders – mending roofs.")
    mend = make.role(places, bullet, builders, "mending roofs")
    make.evidenced(builders, make.span(bullet, "Builders"))
    graph.link(Delivers(start=mend.id, finish=homes.id, basis="inferred", rule="topic", plan=make.id))
    police = make.own("Midshire Police")
    bullet = make.block("Midshire Police to keep the towpaths safe.")
    make.role(places, bullet, police, "keep the towpaths safe")
    make.evidenced(police, make.span(bullet, "Midshire Police"))

    people = make.section("Our People")
    bullet = make.block("Oldton Council runs evening classes in joinery.")
    make.role(people, bullet, OLDTON, "runs evening classes in joinery")
    make.evidenced(OLDTON, make.span(bullet, "Oldton Council"))
    mention = Mentions(start=people.id, finish=OLDTON.id, spellings=("Oldton",), rule="sample", plan=make.id)
    graph.link(mention)

    canal_fund = Instrument(id="canal-fund", name="Canal Fund", kind="fund", basis="reference", rule="register")
    graph.add(canal_fund)
    make.evidenced(canal_fund, make.span(make.block("The Canal Fund is ours to argue for."), "Canal Fund"))
    named = {"start": places.id, "finish": canal_fund.id, "spellings": ("Canal Fund",), "passages": (lead_words.id,)}
    graph.link(Mentions(**named, rule="sample", plan=make.id))  # type: ignore[arg-type]
    reference = {"basis": "reference", "rule": "register", "source_of_record": _REGISTER}
    canals = {"start": LEARNING.id, "finish": canal_fund.id, "valid_from": "2020-01-01", "valid_to": "2026-04-01"}
    graph.link(Controls(**canals, **reference))  # type: ignore[arg-type]
    graph.link(Controls(start=SHELTER.id, finish=canal_fund.id, valid_from="2026-04-01", **reference))  # type: ignore[arg-type]
    took_over = Succeeds(
        start=SHELTER.id,
        finish=LEARNING.id,
        valid_from="2026-04-01",
        topics=("Canals",),
        **reference,  # type: ignore[arg-type]
    )
    graph.link(took_over)
    member = MemberOf(
        start=OLDTON.id,
        finish=MIDSHIRE.id,
        valid_from="2016-06-17",
        valid_to="2030-01-01",
        role="constituent",
        **reference,  # type: ignore[arg-type]
    )
    graph.link(member)
    graph.link(PartOf(start=SHELTER.id, finish=LEARNING.id, valid_from="2021-01-01", **reference))  # type: ignore[arg-type]
    return _finished(make, homes)


def fenland() -> Graph:
    """The plan of Fenland: one ask, of the same ministry."""
    make = PlanMaker("Fenland Prospectus", "Fenland Board")
    board = make.own("Fenland Board")
    make.graph.add(LEARNING)
    section = make.section("Water")
    block = make.block("We ask the Ministry of Learning for a school of dykes.")
    school = make.ask(section, block, "a school of dykes")
    words = make.span(block, "Ministry of Learning")
    _address(make, school, LEARNING, "ask", (words.id,))
    make.graph.link(Makes(start=board.id, finish=school.id, rule="sample", plan=make.id))
    return _finished(make)


def _address(make: PlanMaker, ask: Ask, body: Organisation, scope: str, passages: tuple[str, ...]) -> None:
    link = AddressedTo(
        start=ask.id,
        finish=body.id,
        scope=scope,  # type: ignore[arg-type]
        rule="sample",
        plan=make.id,
        passages=passages,
    )
    make.graph.link(link)
    make.evidenced(body, make.graph.nodes[passages[0]])  # type: ignore[arg-type]


def _finished(make: PlanMaker, *priorities: Priority) -> Graph:
    plan = Plan(
        id=make.id,
        title=make.title,
        publisher=make.publisher,
        work=plan_id(make.title, make.publisher),
        edition=make.edition,
        current=make.current,
        source="sample.txt",
        sha256=hashlib.sha256((make.text + (make.edition or "")).encode()).hexdigest(),
        published_on="2025-07-01",
    )
    make.graph.add(plan)
    publisher = next(o for o in make.graph.of(Organisation) if o.name == make.publisher)
    make.graph.link(Publishes(start=publisher.id, finish=plan.id, rule="sample", plan=plan.id))
    for priority in priorities:
        make.graph.link(Sets(start=plan.id, finish=priority.id, rule="sample", plan=plan.id))
        place = make.block(f"We set out to improve {priority.name}.")
        make.evidenced(priority, make.span(place, priority.name))
    make.graph.check()
    return make.graph
