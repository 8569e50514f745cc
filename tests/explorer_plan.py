"""A plan of an invented region, built by hand as a graph, for tests and benchmarks of the explorer."""

from collections.abc import Callable, Iterable
from itertools import cycle

from graph.ids import node_id, plan_id
from graph.model import Graph
from graph.ontology import (
    AddressedTo,
    Ask,
    Covers,
    Delivers,
    EvidencedBy,
    HasSection,
    InSection,
    Instrument,
    Makes,
    Measure,
    MeasuredBy,
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
    Supports,
    Uses,
    Within,
)
from graph.records import Node
from graph.vocabulary import Basis, OrganisationKind, Scope, Specificity

Body = tuple[str, OrganisationKind, Specificity]

GOVERNMENT: Body = ("UK Government", "government", "generic")
TREASURY: Body = ("HM Treasury", "government department", "named")
EDUCATION: Body = ("Department for Education", "government department", "named")
TRANSPORT: Body = ("Department for Transport", "government department", "named")
HOUSING: Body = ("Ministry of Housing, Communities and Local Government", "government department", "named")
ENERGY: Body = ("Department for Energy Security and Net Zero", "government department", "named")
FUND: Body = ("National Wealth Fund", "public body", "named")
PUBLISHER: Body = ("Tarnvale and Ouse Combined Authority", "combined authority", "named")

Asked = tuple[Body, Scope | None, Basis]
THEMES: tuple[tuple[str, list[tuple[str, str | None, list[Asked]]], list[tuple[Body, str]]], ...] = (
    (
        "Skills for every stage of life",
        [
            ("Hand us the budget for adult learning from 2027", "£84 million a year", [(EDUCATION, "ask", "stated")]),
            ("Let colleges keep unspent training money for a second year", None, [(EDUCATION, "block", "stated")]),
            ("Full control of technical training for school leavers", None, [(GOVERNMENT, "lead-in", "stated")]),
            ("A single careers service that answers to the region", None, [(GOVERNMENT, "heading", "stated")]),
        ],
        [
            (("Tarnvale College Group", "education providers", "named"), "open six technical centres by 2028"),
            (("University of Ouse", "education providers", "named"), "retrain four thousand teachers"),
            (("Parents and carers", "collective group", "group"), "shaping what early years services look like"),
            (("Ouse Chamber of Commerce", "industry body", "named"), "match employers with apprentices"),
            (("Job centres", "collective group", "group"), "refer people to training close to home"),
        ],
    ),
    (
        "A growing economy: clusters, research and the firms of tomorrow",
        [
            ("A ten-year research settlement", "£310m", [(TREASURY, "ask", "stated")]),
            ("Name the valley a national centre for clean shipping", None, [(GOVERNMENT, "ask", "stated")]),
            ("Co-invest in start-ups alongside local pension funds", "£40m", [(FUND, "ask", "stated")]),
        ],
        [
            (("University of Ouse", "education providers", "named"), "lead the clean shipping laboratory"),
            (("Tarn Innovation Board", "partnership/board/commission", "named"), "choose which clusters to back"),
            (("Harbourlight Engineering plc", "company", "named"), "fund forty doctoral places"),
            (("Local pension funds", "collective group", "group"), "invest one pound in twenty close to home"),
            (
                ("Federation of Small and Medium-sized Manufacturers of the Tarn Valley", "industry body", "named"),
                "bring smaller suppliers into new contracts and share what they learn across the whole valley",
            ),
        ],
    ),
    (
        "The everyday economy",
        [
            ("Devolve business support so that one door serves every firm", None, [(GOVERNMENT, "lead-in", "stated")]),
            ("Strengthen rights at work in the coming reform", None, [(GOVERNMENT, "lead-in", "stated")]),
        ],
        [
            (("Trade unions", "collective group", "group"), "sign up workplaces to the fair work charter"),
            (("Ouse Citizens’ Alliance", "voluntary sector", "named"), "reach people whom services miss"),
            (("Employers", "collective group", "group"), "pay the living wage"),
        ],
    ),
    (
        "Homes and places",
        [
            ("Regional control over the Good Homes Programme", "£1.2 billion", [(HOUSING, "ask", "stated")]),
            ("Give planning teams a three-year grant", "£9m a year", [(HOUSING, "block", "stated")]),
            ("Allow the region to buy stalled sites at today’s value", None, [(GOVERNMENT, "heading", "stated")]),
            (
                "Funding for retrofit, local energy planning and heat networks",
                None,
                [(GOVERNMENT, "heading", "stated")],
            ),
        ],
        [
            (("Tarnvale City Council", "local government", "named"), "release land for nine thousand homes"),
            (("Ouse County Council", "local government", "named"), "plan for schools and surgeries beside new homes"),
            (("Saltmarsh District Council", "local government", "named"), "bring empty homes back into use"),
            (("Housing associations", "collective group", "group"), "build two thousand social homes each year"),
            (("Developers", "collective group", "group"), "meet the region’s design standard"),
            (("Town Centre Partnership", "partnership/board/commission", "named"), "bring empty shops back to life"),
        ],
    ),
    (
        "Getting about",
        [
            ("A five-year transport settlement without strings", "£1.9bn", [(TRANSPORT, "ask", "stated")]),
            ("Powers to set bus fares and routes", None, [(TRANSPORT, "lead-in", "stated")]),
            ("Commit to the Tarnvale to Ouse line", None, [(TRANSPORT, "ask", "stated"), (TREASURY, "ask", "stated")]),
            ("A say in how local stations are run", None, [(GOVERNMENT, "heading", "stated")]),
        ],
        [
            (("Valley Buses Ltd", "company", "named"), "run every route on clean fuel by 2031"),
            (("Network operators", "collective group", "group"), "join up tickets"),
            (("Tarn Port Authority", "public body", "named"), "electrify the quays"),
        ],
    ),
    (
        "Energy, nature and water",
        [
            ("Devolved funding for a regional energy plan", "£26m", [(ENERGY, "ask", "stated")]),
            ("Speed up grid connections for new employment sites", None, [(ENERGY, "block", "stated")]),
            ("Joint working on flood defence along the whole of the river", None, [(GOVERNMENT, "heading", "stated")]),
        ],
        [
            (("Ouse Rivers Trust", "voluntary sector", "named"), "restore sixty kilometres of river bank"),
            (("Environment Agency", "public body", "named"), "share flood forecasts with every parish"),
            (("Tarn Energy Partnership", "partnership/board/commission", "proposed"), "draw up the energy plan"),
            (("Farmers and landowners", "collective group", "group"), "make space for nature"),
        ],
    ),
    (
        "Health and safer communities",
        [
            ("Pool budgets for prevention across services", None, [(GOVERNMENT, "ask", "stated")]),
            ("Let the region pilot a healthy work service", "£12m", [(GOVERNMENT, "ask", "stated")]),
        ],
        [
            (("Integrated Care Board", "health body", "office"), "support people with health barriers into work"),
            (("Tarnvale Hospitals NHS Foundation Trust", "health body", "named"), "open a healthy work clinic"),
            (("Police and Crime Commissioner", "individual office", "office"), "make town centres safer at night"),
            (("Tarn Valley Police", "police/crime", "named"), "put a named officer in each neighbourhood"),
        ],
    ),
)
PRIORITIES = ("Skills and work", "Homes and land", "Research and innovation", "A clean and fair economy")
INSTRUMENTS = ("Good Homes Programme", "Valley Devolution Deal", "Fair Work Charter", "Clean Shipping Fund")
COUNCILS = ("Tarnvale City Council", "Ouse County Council", "Saltmarsh District Council", "Eastmere Borough Council")


class _Builder:
    def __init__(self, title: str, dress: Callable[[str], str]) -> None:
        self.graph = Graph()
        self.dress = dress
        self.plan = plan_id(title, PUBLISHER[0])
        self.at = 0
        self.order = 0
        self.bodies: dict[str, Organisation] = {}

    def words(self, fact: Node, sentence: str, own: str, headings: tuple[str, ...]) -> tuple[str, ...]:
        """Evidence for a fact: its own words in a whole sentence."""
        start = self.at + sentence.index(own)
        block = Passage(
            id=node_id(self.plan, "Passage", headings, f"block {self.order} {sentence}"),
            plan=self.plan, kind="block", quote=sentence, start=self.at, end=self.at + len(sentence),
            order=self.order, heading_path=headings, url="https://plans.example/tarnvale",
        )  # fmt: skip
        span = Passage(
            id=node_id(self.plan, "Passage", headings, f"span {self.order} {own}"),
            plan=self.plan, kind="span", quote=own, start=start, end=start + len(own),
            order=self.order, heading_path=headings, url="https://plans.example/tarnvale",
        )  # fmt: skip
        self.at += len(sentence) + 1
        self.order += 1
        self.graph.update([block, span], [Within(start=span.id, finish=block.id, rule="block", plan=self.plan)])
        self.graph.link(EvidencedBy(start=fact.id, finish=span.id, rule="span", plan=self.plan))
        return (span.id,)

    def body(self, body: Body, headings: tuple[str, ...] = ()) -> Organisation:
        """An organisation, once; departments and government are shared by all plans."""
        name, kind, specificity = body
        if name in self.bodies:
            return self.bodies[name]
        shared = kind in ("government", "government department")
        dressed = self.dress(name)
        made = Organisation(
            id=f"register/{name.lower().replace(' ', '-')}" if shared else node_id(self.plan, "Organisation", (), name),
            plan=None if shared else self.plan, rule="register" if shared else "shape", name=dressed, kind=kind,
            specificity=specificity, basis="reference" if shared else "stated",
            aliases=(self.dress("the Department"),) if kind == "government department" else (),
        )  # fmt: skip
        self.bodies[name] = self.graph.add(made)
        if not shared:
            self.words(made, f"{dressed} has worked with us for years.", dressed, headings)
        return made


def invented_graph(title: str = "A plan for Tarnvale and Ouse", dress: Callable[[str], str] = str) -> Graph:
    """About 40 organisations, 22 asks and 30 roles in 7 sections, sound by the ontology; `dress` alters every text."""
    make = _Builder(title, dress)
    graph, plan = make.graph, make.plan
    source = Plan(
        id=plan, title=dress(title), publisher=dress(PUBLISHER[0]), work=plan, published_on="2026-03-12",
        source="tarnvale.html", url="https://plans.example/tarnvale", sha256="0" * 64,
    )  # fmt: skip
    graph.add(source)
    publisher = make.body(PUBLISHER)
    graph.link(Publishes(start=publisher.id, finish=plan, rule="publisher", plan=plan))
    priorities = [_priority(make, name, place < 3) for place, name in enumerate(PRIORITIES)]
    instruments = [_instrument(make, name) for name in INSTRUMENTS]
    guess = cycle((HOUSING, TRANSPORT, EDUCATION))
    for order, (heading, asks, roles) in enumerate(THEMES):
        theme = _section(make, heading, order * 3, "theme", None)
        needs = _section(make, f"What we need from government ({order + 1})", order * 3 + 1, "needs", theme)
        does = _section(make, f"What partners will do ({order + 1})", order * 3 + 2, "roles", theme)
        covered = priorities[order % len(priorities)]
        graph.link(
            Covers(start=theme.id, finish=covered.id, rule="topic", plan=plan, basis="inferred", confidence="medium")
        )
        for place, (words, amount, asked) in enumerate(asks):
            ask = _ask(make, words, amount, (heading, needs.title))
            graph.link(Makes(start=publisher.id, finish=ask.id, rule="we", plan=plan))
            graph.link(InSection(start=ask.id, finish=(needs if place % 2 else theme).id, rule="heading", plan=plan))
            graph.link(Supports(start=ask.id, finish=covered.id, rule="topic", plan=plan, basis="inferred"))
            for body, scope, basis in asked:
                _asked(make, ask, body, scope, basis)
            if asked[0][0] is GOVERNMENT and place == len(asks) - 1:
                _asked(make, ask, next(guess), None, "inferred")
            if "Programme" in words:
                graph.link(Uses(start=ask.id, finish=instruments[0].id, rule="name", plan=plan))
        for body, words in roles:
            role = _role(make, body, words, (heading, does.title))
            graph.link(InSection(start=role.id, finish=theme.id, rule="heading", plan=plan))
            graph.link(Delivers(start=role.id, finish=covered.id, rule="topic", plan=plan, basis="inferred"))
            spelled = (dress(body[0]),)
            graph.link(
                Mentions(start=theme.id, finish=make.body(body).id, rule="mention", plan=plan, spellings=spelled)
            )
    for name in COUNCILS:
        council = make.body((name, "local government", "named"))
        graph.link(
            MemberOf(
                start=council.id,
                finish=publisher.id,
                rule="register",
                basis="reference",
                role="constituent",
                source_of_record=dress("public register, 2026"),
                valid_from="2019-04-01",
            )
        )
    graph.check()
    return graph


def together(graphs: Iterable[Graph]) -> Graph:
    """Several plans in one graph, as a store gives them."""
    whole = Graph()
    for graph in graphs:
        whole.update(graph.nodes.values(), graph.relations.values())
    return whole


def _section(make: _Builder, title: str, order: int, kind: str, above: Section | None) -> Section:
    section = Section(
        id=node_id(make.plan, "Section", (), title), plan=make.plan, rule="heading", title=make.dress(title),
        order=order, level=2 if above else 1, kind=kind,  # type: ignore[arg-type]
    )  # fmt: skip
    make.graph.add(section)
    make.graph.link(HasSection(start=make.plan, finish=section.id, rule="heading", plan=make.plan))
    if above:
        make.graph.link(PartOf(start=section.id, finish=above.id, rule="heading", plan=make.plan))
    return section


def _priority(make: _Builder, name: str, shared: bool) -> Priority:
    priority = Priority(
        id=node_id(make.plan, "Priority", (), name), plan=make.plan, rule="agreed", name=make.dress(name), shared=shared
    )
    make.graph.add(priority)
    make.graph.link(Sets(start=make.plan, finish=priority.id, rule="agreed", plan=make.plan))
    sentence = make.dress(f"With government we agreed on {name}.")
    make.words(priority, sentence, sentence, ("Foreword",))
    measure = Measure(
        id=node_id(make.plan, "Measure", (), name),
        plan=make.plan,
        rule="measure",
        text=make.dress(f"progress on {name}"),
    )
    make.graph.add(measure)
    make.graph.link(MeasuredBy(start=priority.id, finish=measure.id, rule="measure", plan=make.plan))
    return priority


def _instrument(make: _Builder, name: str) -> Instrument:
    instrument = Instrument(
        id=node_id(make.plan, "Instrument", (), name), plan=make.plan, rule="name", name=make.dress(name),
        kind="programme", year=2024,
    )  # fmt: skip
    return make.graph.add(instrument)


def _ask(make: _Builder, words: str, amount: str | None, headings: tuple[str, ...]) -> Ask:
    text = make.dress(words)
    ask = Ask(
        id=node_id(make.plan, "Ask", headings, words), plan=make.plan, rule="bullet", title=text, text=text,
        kinds=("devolve funding",) if amount else ("devolve power", "joint working"), amount_text=amount,
        amount_role="requested" if amount else None, amount_period="unknown" if amount else None,
        confidence="medium" if "say" in words else "high",
    )  # fmt: skip
    make.graph.add(ask)
    sentence = f"To get there we ask for this: {text}, so that every part of the region shares in growth."
    make.words(ask, sentence, text, tuple(make.dress(h) for h in headings))
    return ask


def _asked(make: _Builder, ask: Ask, body: Body, scope: Scope | None, basis: Basis) -> None:
    make.graph.link(
        AddressedTo(
            start=ask.id,
            finish=make.body(body).id,
            rule="named" if scope else "topic",
            plan=make.plan,
            basis=basis,
            scope=scope,
            confidence="high" if scope else "low",
            topic=None if scope else "homes",
        )
    )


def _role(make: _Builder, body: Body, words: str, headings: tuple[str, ...]) -> Role:
    text = make.dress(words)
    role = Role(
        id=node_id(make.plan, "Role", headings, f"{body[0]} {words}"), plan=make.plan, rule="dash", text=text,
        verb=words.split(" ", 1)[0], verb_class="lead" if words.startswith("lead") else "deliver",
        lead=words.startswith("lead"),
    )  # fmt: skip
    make.graph.add(role)
    partner = make.body(body, headings)
    make.graph.link(Plays(start=partner.id, finish=role.id, rule="dash", plan=make.plan))
    make.words(role, f"{partner.name} will {text}.", text, tuple(make.dress(h) for h in headings))
    return role
