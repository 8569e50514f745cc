"""What a plan says success is measured by, and of what it is the measure."""

import pytest

from graph.interchange import to_json
from graph.model import Graph
from graph.ontology import Ask, EvidencedBy, Measure, MeasuredBy, Passage, Priority, Role
from graph.store import Store
from graph.store.reach import reached
from loaders.plan import load
from loaders.readers import read_data

PLAN = """# Northshire plan

The Northshire Combined Authority wants this. We have two priorities: Good Homes, and Fast Trains.

## Our asks of government

{}
"""
ASK = "- a settlement for buses{}\n- a fund for mills\n"
BUSES = "a settlement for buses"


def graph_of(words: str) -> Graph:
    graph = load(read_data(PLAN.format(words).encode(), "plan.md")).graph
    graph.check()
    return graph


def measures(graph: Graph) -> dict[str, list[tuple[str, str]]]:
    """What each thing is measured by, and how that is known, by the measure's words."""
    found: dict[str, list[tuple[str, str]]] = {node.text: [] for node in graph.of(Measure)}
    for link in graph.links(MeasuredBy):
        subject, measure = graph.nodes[link.start], graph.nodes[link.finish]
        assert isinstance(subject, Ask | Priority)
        assert isinstance(measure, Measure)
        assert link.rule == measure.rule
        assert link.passages == tuple(e.finish for e in graph.links(EvidencedBy) if e.start == measure.id)
        found[measure.text].append((subject.text if isinstance(subject, Ask) else subject.name, link.basis))
    return found


def asks(graph: Graph) -> set[str]:
    return {ask.text for ask in graph.of(Ask)}


@pytest.mark.parametrize(
    ("said", "measure"),
    [
        (". Success will be measured by the number of passengers on Sundays.", "the number of passengers on Sundays"),
        (". Success will be measured by the share of partners who sign.", "the share of partners who sign"),
        (". Our progress should be judged against fares in 2024.", "fares in 2024"),
        (". We will measure success by the share of jobs in reach.", "the share of jobs in reach"),
        (". Success will look like a bus in every village.", "a bus in every village"),
        (". Success means a bus in every village.", "a bus in every village"),
        (". We will know we have succeeded when every village has a bus.", "every village has a bus"),
        (". The test of success is whether fares fall.", "whether fares fall"),
        ("\n  - Measure of success: four hundred drivers a year", "four hundred drivers a year"),
        ("\n  - KPI: drivers trained each year", "drivers trained each year"),
        ("\n  - Target: 400 drivers a year", "400 drivers a year"),
    ],
)
def test_what_stands_right_behind_an_ask_is_its_measure(said: str, measure: str) -> None:
    graph = graph_of(ASK.format(said))
    assert measures(graph) == {measure: [(BUSES, "stated")]}
    assert asks(graph) == {BUSES, "a fund for mills"}
    assert not list(graph.of(Role))


@pytest.mark.parametrize(
    "said",
    [
        ". Success will be measured by an independent panel.",
        ". Progress will be tracked by the Northshire Combined Authority.",
        ". Progress will be reviewed each spring.",
        ". Its success was measured by nobody.",
        ". The measures we took are known.",
        ". Success is near.",
        "\n  - Measures: a levy and a by-law",
        "\n  - Targets: see the annex",
        ", not a target of 30 per cent",
        ", with a target date of 12 May",
        ", with a target of 2030",
        ", with help towards the national target of 40,000 homes",
        ", and an end to the target of 300 visits a day",
        ", in place of the Government's target of 40,000 homes",
    ],
)
def test_who_measures_what_others_aim_at_and_dates_are_no_measures(said: str) -> None:
    assert measures(graph_of(ASK.format(said))) == {}


def test_a_target_in_an_ask_s_own_words_is_its_measure() -> None:
    graph = graph_of(ASK.format(", with a target of 4 million journeys a year by 2030"))
    (held,) = measures(graph).values()
    assert list(measures(graph)) == ["4 million journeys a year by 2030"]
    assert held == [(f"{BUSES}, with a target of 4 million journeys a year by 2030", "stated")]


def test_of_two_asks_in_one_paragraph_none_is_given_the_measure() -> None:
    words = "We ask the Treasury for a settlement for buses. We ask for a fund for mills. Success means warm mills."
    assert measures(graph_of(words)) == {"warm mills": []}


def test_a_row_s_measure_is_that_of_its_ask() -> None:
    graph = graph_of(
        "| Ask | Of whom | Measure of success | By when |\n|---|---|---|---|\n"
        "| A bridge | Treasury | Journeys over the river | 2030 |\n| A tunnel | Treasury | tbc | 2031 |\n"
    )
    assert measures(graph) == {"Journeys over the river": [("A bridge", "stated")]}


def test_a_row_s_target_is_that_of_its_priority() -> None:
    graph = graph_of(
        "| Priority | Target |\n|---|---|\n| Good Homes | 40,000 homes by 2030 |\n| Fast Trains | by 2031 |\n"
        "| Clean Rivers | 4 herons a mile |\n"
    )
    assert measures(graph) == {"40,000 homes by 2030": [("Good Homes", "stated")], "4 herons a mile": []}


@pytest.mark.parametrize(
    "table",
    [
        "| Ask | Measures |\n|---|---|\n| A bridge | A levy and a by-law |\n",
        "| Measure | Owner |\n|---|---|\n| The number of homes | Treasury |\n",
    ],
)
def test_a_column_of_measures_taken_and_a_table_of_nothing_else_hold_none(table: str) -> None:
    assert measures(graph_of(table)) == {}


def test_a_list_under_a_heading_of_measures_belongs_to_the_priority_above_it() -> None:
    graph = graph_of(
        "- a fund\n\n## Good Homes\n\n### How we will measure success\n\n- Homes built each year\n"
        "- We will publish a report\n\n### How we will deliver\n\n- Homes on stilts\n"
    )
    assert measures(graph) == {"Homes built each year": [("Good Homes", "stated")]}


def test_a_sentence_of_measures_makes_measures_of_its_list_and_no_asks() -> None:
    graph = graph_of(
        "- a settlement for buses\n\nSuccess will be measured by:\n\n- passengers on Sundays\n- jobs within an hour\n"
    )
    assert measures(graph) == {
        "passengers on Sundays": [(BUSES, "inferred")],
        "jobs within an hour": [(BUSES, "inferred")],
    }
    assert asks(graph) == {BUSES}


def test_a_measure_s_sentence_may_name_its_priority() -> None:
    graph = graph_of("- a fund\n- a bridge\n\nProgress on Fast Trains will be tracked by trains on the hour.\n")
    assert measures(graph) == {"trains on the hour": [("Fast Trains", "stated")]}


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("Our target is 40,000 homes by 2030.", {"40,000 homes by 2030"}),
        ("The Northshire Combined Authority's target is to build 40,000 homes.", {"build 40,000 homes"}),
        ("We have set a target of 40,000 homes.", {"40,000 homes"}),
        ("The Government's target is 40,000 homes by 2030.", set()),
        ("Ministers set a target of 40,000 homes.", set()),
        ("There was a target of 40,000 homes.", set()),
        ("Our target is 2041.", set()),
        ("Our target is near.", set()),
    ],
)
def test_in_prose_only_the_plan_s_own_target_with_a_figure_counts(said: str, expected: set[str]) -> None:
    assert set(measures(graph_of(f"- a fund\n- a bridge\n\n## Good Homes\n\n{said}\n"))) == expected


def test_its_words_are_verbatim_and_its_block_is_understood() -> None:
    loaded = load(read_data(PLAN.format(ASK.format(". Success means a bus in every village.")).encode(), "plan.md"))
    (measure,) = loaded.graph.of(Measure)
    (passage,) = (loaded.graph.nodes[e.finish] for e in loaded.graph.links(EvidencedBy) if e.start == measure.id)
    assert isinstance(passage, Passage)
    assert loaded.document.text[passage.start : passage.end] == passage.quote == measure.text
    assert loaded.issues == ()


def test_measures_come_back_from_both_engines(store: Store) -> None:
    graph = graph_of(ASK.format(". Success means a bus in every village."))
    store.replace_plan(graph)
    assert measures(graph) == {"a bus in every village": [(BUSES, "stated")]}
    assert to_json(store.graph(graph.plan().id)) == to_json(reached(graph))


def test_a_spreadsheet_says_what_its_asks_are_measured_by() -> None:
    rows = "Ask,Of whom,Measure of success\nA bridge,HM Treasury,Journeys a day; Jobs in reach\nA tunnel,HM Treasury,\n"
    graph = load(read_data(rows.encode(), "asks.csv"), title="Northshire asks").graph
    graph.check()
    assert measures(graph) == {"Journeys a day": [("A bridge", "stated")], "Jobs in reach": [("A bridge", "stated")]}
