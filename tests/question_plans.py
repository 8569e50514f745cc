"""Two further invented plans, with sums, verbs, shared instruments and bodies that several sections have in common."""

from dataclasses import replace

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
    Mentions,
    Organisation,
    PartOf,
    Passage,
    Priority,
    Role,
    Section,
    Supports,
    Uses,
)
from tests.sample_plans import GOVERNMENT, LEARNING, SHELTER, PlanMaker, _finished, shared

RECORD = "Havenshire register, 2025-07-01, OGL"

HARBOURS = shared("harbour-office", "Harbour Office", abbreviation="HO", kind="government department")
HAVEN = shared("havenshire-authority", "Havenshire Authority", kind="combined authority")
MARSHES = shared("marshes-council", "Marshes Council", kind="local government")
PIER_FUND = Instrument(id="pier-fund", name="Pier Fund", kind="fund", basis="reference", rule="register")


def headed(make: PlanMaker, title: str) -> Section:
    """A section that its heading is the evidence of."""
    made = make.section(title)
    heading = next(p for p in make.graph.of(Passage) if p.quote == title and p.plan == make.id)
    make.evidenced(made, make.span(heading, title))
    return made


def priority(make: PlanMaker, name: str, shared_: bool = False) -> Priority:
    """A priority that the plan says in a sentence of its own."""
    made = Priority(id=node_id(make.id, "Priority", (), name), plan=make.id, name=name, shared=shared_, rule="sample")
    make.graph.add(made)
    return made


def part(make: PlanMaker, section: Section, who: Organisation, words: str, **about: object) -> Role:
    """A role in a bullet of its own: the body, a dash, what it does."""
    block = make.block(f"{who.name} – {words}.")
    made = make.role(section, block, who, words)
    make.evidenced(who, make.span(block, who.name))
    told = replace(made, **about)  # type: ignore[arg-type]
    make.graph.nodes[made.id] = told
    return told


def serves(make: PlanMaker, role: Role, *priorities: Priority, basis: str = "stated") -> None:
    """Let a role deliver priorities."""
    for aim in priorities:
        make.graph.link(Delivers(start=role.id, finish=aim.id, basis=basis, rule="sample", plan=make.id))  # type: ignore[arg-type]


def wish(make: PlanMaker, section: Section, maker: Organisation, words: str, said: str = "", **about: object) -> Ask:
    """An ask in a bullet of its own."""
    block = make.block(f"{words[0].upper()}{words[1:]}{', at a cost of ' + said if said else ''}.")
    made = make.ask(section, block, block.quote[: len(words)])
    told = replace(made, amount_text=said or None, **about)  # type: ignore[arg-type]
    make.graph.nodes[made.id] = told
    make.graph.link(Makes(start=maker.id, finish=made.id, rule="sample", plan=make.id))
    return told


def of(make: PlanMaker, ask: Ask, body: Organisation, **about: object) -> None:
    """Let an ask be addressed to a body, by name in its own words unless told otherwise."""
    told = {"basis": "stated", "scope": "ask", "rule": "sample", "plan": make.id, **about}
    make.graph.link(AddressedTo(start=ask.id, finish=body.id, **told))  # type: ignore[arg-type]


def havenshire() -> Graph:
    """Three priorities, one of which nobody delivers; three sections; asks with sums of every sort."""
    make = PlanMaker("Havenshire Growth Plan", "Havenshire Authority")
    graph = make.graph
    for body in (GOVERNMENT, LEARNING, SHELTER, HARBOURS, HAVEN, MARSHES):
        graph.add(body)
    graph.add(PIER_FUND)
    homes, piers, choirs = (priority(make, name) for name in ("Homes for All", "Piers and Quays", "Village Choirs"))

    coast = headed(make, "The Coast")
    graph.link(Covers(start=coast.id, finish=piers.id, basis="stated", rule="sample", plan=make.id))
    fishers, divers = make.own("Fishers", "group", kind="collective group"), make.own("Divers Guild", kind="company")
    serves(make, part(make, coast, HARBOURS, "rebuild the quays", verb="rebuild", verb_class="deliver"), piers)
    serves(make, part(make, coast, fishers, "advise on moorings", verb="advise", verb_class="advise"), piers)
    part(make, coast, divers, "survey the piles", verb="survey", verb_class="deliver")
    whole = wish(
        make, coast, HAVEN, "a pier in every town", "£3bn",
        kinds=("funding",), amount=3_000_000_000, amount_role="requested", amount_period="total",
    )  # fmt: skip
    of(make, whole, HARBOURS)
    of(make, whole, GOVERNMENT, scope="heading")
    graph.link(Supports(start=whole.id, finish=piers.id, rule="sample", plan=make.id))
    means = wish(
        make, coast, HAVEN, "planks for the first pier", "£20m",
        kinds=("funding",), amount=20_000_000, amount_role="requested", amount_period="total",
    )  # fmt: skip
    of(make, means, HARBOURS)
    graph.link(PartOf(start=means.id, finish=whole.id, rule="sample", plan=make.id))
    fund = wish(make, coast, HAVEN, "local control of the Pier Fund", kinds=("devolve power",))
    of(make, fund, HARBOURS)
    graph.link(Uses(start=fund.id, finish=PIER_FUND.id, rule="sample", plan=make.id))

    towns = headed(make, "The Towns")
    graph.link(Covers(start=towns.id, finish=homes.id, basis="inferred", rule="topic", plan=make.id))
    builds = part(make, towns, SHELTER, "build homes for rent", verb="build", verb_class="deliver")
    serves(make, builds, homes)
    serves(make, part(make, towns, HAVEN, "will lead on land", verb="lead", verb_class="lead", lead=True), piers)
    serves(
        make, part(make, towns, fishers, "lend their lofts", verb="lend", verb_class="support"), homes, basis="inferred"
    )
    part(make, towns, MARSHES, "share its yards", verb="share", verb_class="support")
    roofs = wish(
        make, towns, HAVEN, "a roof for every family", "£40m a year",
        kinds=("devolve funding", "devolve power"), amount=40_000_000, amount_role="requested", amount_period="year",
    )  # fmt: skip
    of(make, roofs, GOVERNMENT, scope="heading")
    of(make, roofs, SHELTER, basis="inferred", scope=None, rule="register", topic="Roofs and lofts")
    graph.link(Supports(start=roofs.id, finish=homes.id, basis="inferred", rule="topic", plan=make.id))
    drains = wish(
        make,
        towns,
        HAVEN,
        "a say over drains",
        "£9m",
        kinds=("spending flexibility",),
        amount=9_000_000,
        amount_role="need",
    )
    of(make, drains, GOVERNMENT, scope="heading")
    wish(make, towns, HAVEN, "money for lamps", kinds=("funding",))

    fields = headed(make, "The Fields")
    part(make, fields, MARSHES, "mend the dykes", verb="mend", verb_class="deliver")
    part(make, fields, fishers, "stock the ponds", verb="stock", verb_class="deliver")
    wish(make, fields, HAVEN, "a kind word for the shepherds")

    reference = {"basis": "reference", "rule": "register", "source_of_record": RECORD}
    graph.link(Controls(start=HARBOURS.id, finish=PIER_FUND.id, valid_from="2020-01-01", **reference))  # type: ignore[arg-type]
    graph.link(PartOf(start=SHELTER.id, finish=LEARNING.id, valid_from="2021-01-01", **reference))  # type: ignore[arg-type]
    made = _finished(make, homes, piers, choirs)
    place = next(p for p in made.of(Passage) if "Pier Fund" in p.quote and p.kind == "block")
    make.evidenced(PIER_FUND, make.span(place, "Pier Fund"))
    made.link(Mentions(start=coast.id, finish=PIER_FUND.id, spellings=("Pier Fund",), rule="sample", plan=make.id))
    made.check()
    return made


def borderland() -> Graph:
    """Asks the Harbour Office for the same fund and the Shelter Agency on the same topic."""
    make = PlanMaker("Borderland Compact", "Borderland Board")
    graph = make.graph
    for body in (HARBOURS, SHELTER):
        graph.add(body)
    graph.add(PIER_FUND)
    board = make.own("Borderland Board", kind="partnership/board/commission")
    shore = headed(make, "Shores")
    fund = wish(make, shore, board, "the Pier Fund in our own hands", kinds=("devolve power",))
    of(make, fund, HARBOURS)
    graph.link(Uses(start=fund.id, finish=PIER_FUND.id, rule="sample", plan=make.id))
    family = wish(make, shore, board, "a warm roof for each family", kinds=("devolve power",))
    of(make, family, SHELTER, basis="inferred", scope=None, rule="register", topic="Roofs and lofts")
    quiet = wish(make, shore, board, "quiet bells on the sabbath", kinds=("legislation or reform",))
    of(make, quiet, SHELTER, basis="inferred", scope=None, rule="register", topic="Roofs and lofts")
    part(make, shore, HARBOURS, "light the buoys", verb="light", verb_class="deliver")
    reference = {"basis": "reference", "rule": "register", "source_of_record": RECORD}
    graph.link(Controls(start=HARBOURS.id, finish=PIER_FUND.id, valid_from="2020-01-01", **reference))  # type: ignore[arg-type]
    made = _finished(make)
    place = next(p for p in made.of(Passage) if "Pier Fund" in p.quote and p.kind == "block")
    make.evidenced(PIER_FUND, make.span(place, "Pier Fund"))
    made.link(Mentions(start=shore.id, finish=PIER_FUND.id, spellings=("Pier Fund",), rule="sample", plan=make.id))
    made.check()
    return made
