"""Which asks an instrument belongs to, where it is named, and who has decided on it."""

import pytest

from graph.interchange import to_json
from graph.model import Graph
from graph.ontology import Ask, Controls, EvidencedBy, Instrument, Mentions, Organisation, Passage, Uses
from graph.store import Store
from graph.store.reach import reached
from loaders.national_instruments import national
from loaders.plan import load
from loaders.readers import read_data
from loaders.responsibilities import topics
from tests.corrections_plan import decided, entry

DFE, DWP = "department-for-education", "department-for-work-pensions"
SKILLS = "instrument:adult-skills-fund"

PLAN = """# A prospect for Fenshire

Published by the Fenshire Combined Authority, which has spent the Towns Fund well.

## What we need from government

{}
"""


def graph_of(words: str) -> Graph:
    graph = load(read_data(PLAN.format(words).encode(), "plan.md"), published="2025-07-10").graph
    graph.check()
    return graph


def uses(graph: Graph) -> set[tuple[str, str, str]]:
    """Each ask, the instrument it uses, and the rule that says so."""
    found = set()
    for link in graph.links(Uses):
        ask, instrument = graph.nodes[link.start], graph.nodes[link.finish]
        assert isinstance(ask, Ask)
        assert isinstance(instrument, Instrument)
        assert link.basis == "stated"
        found.add((ask.text, instrument.name, link.rule))
    return found


def quotes(graph: Graph, passages: tuple[str, ...]) -> list[str]:
    return [p.quote for i in passages if isinstance(p := graph.nodes[i], Passage)]


@pytest.mark.parametrize(
    "ask",
    [
        "Control of the {}",
        "Devolve the {} to the county",
        "A say over how the {} is spent",
        "Changes to the following funds and the {}",
        "Longer courses through the {}, paid in advance",
        "We would like the {} to be devolved",
    ],
)
def test_an_ask_uses_the_instrument_that_its_words_name(ask: str) -> None:
    graph = graph_of("- " + ask.format("Adult Skills Fund"))
    assert {(name, rule) for _, name, rule in uses(graph)} == {("Adult Skills Fund", "uses-ask")}
    (link,) = graph.links(Uses)
    assert quotes(graph, link.passages) == ["Adult Skills Fund"]
    assert link.confidence == "high"


@pytest.mark.parametrize(
    "ask",
    [
        "A local fund on the model of the Adult Skills Fund",
        "One settlement in place of the Adult Skills Fund",
        "Powers similar to those under the Harbour Growth Deal",
        "A settlement for ports, as promised in the Harbour Growth Deal",
        "A new bridge, which the Harbour Growth Deal did not pay for",
        "Money for ports when the Harbour Growth Deal ends",
        "Funding for ports that lasts longer than the Harbour Growth Deal",
        "£4m for ports over the Spending Review period",
    ],
)
def test_what_an_ask_is_only_held_against_is_not_used(ask: str) -> None:
    graph = graph_of("- " + ask)
    assert any(n.name in ("Adult Skills Fund", "Harbour Growth Deal", "Spending Review") for n in graph.of(Instrument))
    assert uses(graph) == set()


def test_the_lead_in_lends_its_way_to_every_item() -> None:
    graph = graph_of(
        "Through the Adult Skills Fund we ask government for:\n\n- courses at level 3\n- courses on Saturdays\n"
    )
    assert uses(graph) == {
        ("courses at level 3", "Adult Skills Fund", "uses-lead-in"),
        ("courses on Saturdays", "Adult Skills Fund", "uses-lead-in"),
    }
    for link in graph.links(Uses):
        said = quotes(graph, link.passages)
        assert said[0] == "Adult Skills Fund"
        assert said[1].startswith("Through the Adult Skills Fund we ask")
        assert link.confidence == "medium"


@pytest.mark.parametrize(
    "lead_in",
    [
        "Since the Adult Skills Fund was cut we ask government for:",
        "Our colleges spend the Adult Skills Fund with care, and we ask government for:",
        "After two years under the Adult Skills Fund we ask government for:",
    ],
)
def test_a_lead_in_that_tells_of_an_instrument_lends_nothing(lead_in: str) -> None:
    graph = graph_of(f"{lead_in}\n\n- courses at level 3\n")
    assert len(list(graph.of(Ask))) == 1
    assert uses(graph) == set()


def test_what_stands_before_the_asking_verb_is_the_way() -> None:
    graph = graph_of("Through the Adult Skills Fund, we want the Government to pay for courses on Saturdays.")
    assert {(name, rule) for _, name, rule in uses(graph)} == {("Adult Skills Fund", "uses-lead-in")}


def test_a_section_shows_every_place_and_spelling_of_an_instrument() -> None:
    graph = graph_of("- Control of the Adult Skills Fund (ASF)\n- Courses paid from the ASF\n")
    (link,) = (link for link in graph.links(Mentions) if link.finish == SKILLS)
    assert link.spellings == ("Adult Skills Fund", "ASF")
    assert quotes(graph, link.passages) == ["Adult Skills Fund", "ASF", "ASF"]
    assert len({use.start for use in graph.links(Uses)}) == 2


def test_a_national_instrument_is_shared_and_says_who_decided_on_it_when() -> None:
    graph = graph_of("- Control of the Adult Skills Fund\n- Control of the Harbour Growth Deal\n")
    shared = graph.nodes[SKILLS]
    assert isinstance(shared, Instrument)
    assert (shared.plan, shared.basis, shared.aliases) == (None, "reference", ("ASF",))
    assert any(link.start == SKILLS for link in graph.links(EvidencedBy))
    held = {(link.start, link.valid_from, link.valid_to) for link in graph.links(Controls) if link.finish == SKILLS}
    assert held == {(DFE, None, "2025-09-16"), (DWP, "2025-09-16", None)}
    for link in graph.links(Controls):
        assert (link.plan, link.basis, link.known_from, link.known_until) == (
            None, "reference", "2025-07-01", "2026-11-22",
        )  # fmt: skip
        assert link.source_of_record is not None
        assert link.source_of_record.startswith("Register of UK public bodies, 2026-11-22")
    (own,) = (node for node in graph.of(Instrument) if node.name == "Harbour Growth Deal")
    assert own.plan is not None
    assert not any(link.finish == own.id for link in graph.links(Controls))


def test_a_plan_that_names_no_instrument_of_a_department_does_not_reach_it(store: Store) -> None:
    with_fund, without = graph_of("- Control of the Adult Skills Fund\n"), graph_of("- Reform of adult education\n")
    title = without.plan().title
    other = load(
        read_data(PLAN.format("- Reform of adult education\n").encode(), "plan.md"),
        published="2025-07-10", title="Another",
    ).graph  # fmt: skip
    store.replace_plan(with_fund)
    store.replace_plan(other)
    assert title != "Another"
    assert to_json(store.graph(other.plan().id)) == to_json(reached(other))
    assert SKILLS not in store.graph(other.plan().id).nodes
    store.forget(with_fund.plan().id)
    assert SKILLS not in store.graph().nodes
    assert isinstance(store.graph().nodes[DWP], Organisation)


def test_the_list_and_the_register_agree() -> None:
    assert len({one.id for one in national().values()}) == len(national())
    for one in national().values():
        assert one.topic is None or topics()[one.topic].leads


def test_what_the_list_says_of_an_instrument_is_no_plan_s_to_change() -> None:
    text = PLAN.format("- Control of the Adult Skills Fund\n")
    plan = load(read_data(text.encode(), "plan.md"), published="2025-07-10")
    after = decided(
        plan,
        entry("rename", "instrument: Adult Skills Fund", "to: Grown-up Fund"),
        entry("kind", "instrument: Adult Skills Fund", "kind: levy"),
        entry("accept", "instrument: Adult Skills Fund"),
        entry("add", "instrument: Adult Skills Fund"),
    )
    assert after.decided is not None
    states = [outcome.state for outcome in after.decided.outcomes]
    assert states == ["refused", "refused", "applied", "applied"]
    assert "national list" in after.decided.outcomes[0].said
    assert after.graph.nodes[SKILLS] == plan.graph.nodes[SKILLS]
    assert {link.basis for link in after.graph.links(EvidencedBy) if link.start == SKILLS} == {"curated"}
