"""Small made-up plans as graphs, for the tests of the store."""

from dataclasses import replace

from graph.model import Graph
from graph.ontology import (
    AddressedTo,
    Ask,
    Controls,
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

RULE = "test.rule"
REGISTER = "register"

GOVERNMENT = Organisation(id="org:hm", rule=REGISTER, basis="reference", name="Government", kind="government")
EDUCATION = Organisation(
    id="org:edu",
    rule=REGISTER,
    basis="reference",
    name="Department for Lessons",
    kind="government department",
    aliases=("DfL", "Lessons"),
)
WORK = Organisation(id="org:work", rule=REGISTER, basis="reference", name="Work Office", kind="government department")
AGENCY = Organisation(id="org:agency", rule=REGISTER, basis="reference", name="Homes Body", kind="public body")
COUNCIL = Organisation(id="org:council", rule=REGISTER, basis="reference", name="Ashby", kind="local government")
FUND = Instrument(id="ins:fund", rule=REGISTER, basis="reference", name="Lessons Fund", kind="fund")
UNREACHED = Organisation(id="org:far", rule=REGISTER, basis="reference", name="Far Body", kind="public body")


def plan_graph(
    name: str = "north",
    *,
    edition: str | None = None,
    published: str | None = "2025-03-01",
    asks: int = 2,
    addressee: Organisation = EDUCATION,
    wording: str = "Fund {number} lessons",
) -> Graph:
    """A sound plan with asks to one department, its own bodies, and the reference data around them."""
    graph = Graph()
    plan = name + (f"@{edition}" if edition else "")
    graph.add(
        Plan(
            id=plan,
            title=f"Plan of {name}",
            publisher=f"{name} Authority",
            work=name,
            source=f"{name}.html",
            sha256="0" * 64,
            edition=edition,
            published_on=published,
            blocks=asks,
        )
    )
    section = graph.add(
        Section(id=f"{plan}/section/1", plan=plan, rule=RULE, title="Asks", order=0, level=1, kind="needs")
    )
    publisher = graph.add(
        Organisation(
            id=f"{plan}/organisation/1",
            plan=plan,
            rule=RULE,
            name=f"{name} Authority",
            kind="partnership/board/commission",
        )
    )
    priority = graph.add(Priority(id=f"{plan}/priority/1", plan=plan, rule=RULE, name="Lessons", shared=True))
    graph.link(HasSection(start=plan, finish=section.id, rule=RULE, plan=plan))
    graph.link(Publishes(start=publisher.id, finish=plan, rule=RULE, plan=plan))
    graph.link(Sets(start=plan, finish=priority.id, rule=RULE, plan=plan))
    for number in range(asks):
        text = wording.format(number=number)
        block = graph.add(
            Passage(
                id=f"{plan}/passage/b{number}",
                plan=plan,
                kind="block",
                quote=text,
                start=0,
                end=len(text),
                order=number,
            )
        )
        span = graph.add(
            Passage(
                id=f"{plan}/passage/s{number}",
                plan=plan,
                kind="span",
                quote=text,
                start=0,
                end=len(text),
                order=number,
                heading_path=("Needs", "Lessons"),
            )
        )
        ask = graph.add(
            Ask(
                id=f"{plan}/ask/{number}",
                plan=plan,
                rule=RULE,
                title=text,
                text=text,
                kinds=("funding",),
                amount=number,
            )
        )
        graph.link(Within(start=span.id, finish=block.id, rule=RULE, plan=plan))
        graph.link(EvidencedBy(start=ask.id, finish=span.id, rule=RULE, plan=plan))
        graph.link(InSection(start=ask.id, finish=section.id, rule=RULE, plan=plan))
        graph.link(Makes(start=publisher.id, finish=ask.id, rule=RULE, plan=plan))
        graph.link(
            AddressedTo(
                start=ask.id,
                finish=addressee.id,
                rule=RULE,
                plan=plan,
                scope="ask",
                passages=(span.id,),
                confidence="low",
            )
        )
    graph.update([addressee], [])
    graph.link(Mentions(start=section.id, finish=addressee.id, rule=RULE, plan=plan, spellings=("the Department",)))
    _reference(graph)
    return graph


def _reference(graph: Graph) -> None:
    """What the register says about the bodies, some of them reached by no plan."""
    register = {"rule": REGISTER, "basis": "reference", "source_of_record": "a register, 2025"}
    graph.update([GOVERNMENT, EDUCATION, WORK, FUND, UNREACHED], [])
    graph.link(PartOf(start=EDUCATION.id, finish=GOVERNMENT.id, valid_from="2016-01-01", **register))  # type: ignore[arg-type]
    graph.link(PartOf(start=WORK.id, finish=GOVERNMENT.id, **register))  # type: ignore[arg-type]
    graph.link(PartOf(start=UNREACHED.id, finish=GOVERNMENT.id, **register))  # type: ignore[arg-type]
    graph.link(Succeeds(start=WORK.id, finish=EDUCATION.id, valid_from="2025-09-16", **register))  # type: ignore[arg-type]
    graph.link(Controls(start=WORK.id, finish=FUND.id, **register))  # type: ignore[arg-type]


def with_role(graph: Graph, body: Organisation) -> Graph:
    """The plan with a further role, played by a shared body."""
    plan = graph.plan().id
    role = graph.add(Role(id=f"{plan}/role/1", plan=plan, rule=RULE, text="teaching", lead=True, verb_class="lead"))
    graph.update([body], [])
    graph.link(Plays(start=body.id, finish=role.id, rule=RULE, plan=plan))
    return graph


def with_fund(graph: Graph) -> Graph:
    """The plan with a section that mentions a shared fund, which a body that it does not name controls."""
    plan = graph.plan().id
    section = next(graph.of(Section))
    graph.link(Mentions(start=section.id, finish=FUND.id, rule=RULE, plan=plan, spellings=("the Fund",)))
    return graph


def with_stated_membership(graph: Graph, member: Organisation, of: Organisation) -> Graph:
    """The plan saying in its own words that one shared body is a member of another."""
    graph.update([member, of], [])
    graph.link(MemberOf(start=member.id, finish=of.id, rule=RULE, plan=graph.plan().id, role="member"))
    return graph


def moved(graph: Graph, **changes: str) -> Graph:
    """The graph with its plan's own properties changed."""
    plan = graph.plan()
    graph.nodes[plan.id] = replace(plan, **changes)  # type: ignore[arg-type]
    return graph
