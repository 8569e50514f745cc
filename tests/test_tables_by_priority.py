"""Tables whose rows each belong to a priority, with who leads, what is done and what is asked."""

import pytest

from graph.model import Graph
from graph.ontology import Ask, Delivers, Organisation, Plays, Priority, Role, Supports
from loaders.plan import load
from loaders.readers import read_data

HEADER = "| Priority | Lead partner | What we will do | What we need from government |\n|---|---|---|---|"
ROWS = (
    "| Warm homes | Tarn Housing Association | Refit 5,000 homes by 2030 | £30 million a year from MHCLG |",
    "| Culture | Network Rail | Rebuild the station | None |",
    "| Warm homes | Brannoch College | Train 300 fitters | A levy on empty homes |",
)


def graph_of(header: str, *rows: str) -> Graph:
    words = "\n".join((header, *rows))
    graph = load(read_data(f"# Northshire plan\n\nIntroduction.\n\n## Together\n\n{words}\n".encode(), "p.md")).graph
    graph.check()
    return graph


def priorities(graph: Graph) -> list[str]:
    return sorted(priority.name for priority in graph.of(Priority))


def test_a_row_joins_its_partner_and_its_ask_to_its_priority() -> None:
    graph = graph_of(HEADER, *ROWS)
    names = {node.id: node.name for node in graph.of(Organisation)}
    names |= {node.id: node.name for node in graph.of(Priority)}
    played = {tie.finish: names[tie.start] for tie in graph.links(Plays)}
    texts = {node.id: node.text for node in graph.of(Ask)}
    assert sorted((played[t.start], names[t.finish], t.basis) for t in graph.links(Delivers)) == [
        ("Brannoch College", "Warm homes", "stated"),
        ("Network Rail", "Culture", "stated"),
        ("Tarn Housing Association", "Warm homes", "stated"),
    ]
    assert sorted((texts[t.start], names[t.finish], t.basis) for t in graph.links(Supports)) == [
        ("A levy on empty homes", "Warm homes", "stated"),
        ("£30 million a year from MHCLG", "Warm homes", "stated"),
    ]


def test_a_partner_named_in_the_cell_goes_before_the_column() -> None:
    graph = graph_of(HEADER, ROWS[1], "| Buses | Network Rail | Kent County Council: new shelters | A fund |")
    names = {node.id: node.name for node in graph.of(Organisation)}
    said = {tie.finish: names[tie.start] for tie in graph.links(Plays)}
    assert sorted((said[role.id], role.text) for role in graph.of(Role)) == [
        ("Kent County Council", "new shelters"),
        ("Network Rail", "Rebuild the station"),
    ]


@pytest.mark.parametrize(
    ("header", "rows"),
    [
        # how urgent it is
        ("| Priority | Partner | Action |\n|---|---|---|", ("| High | Network Rail | a |", "| Low | Ofsted | b |")),
        # nothing that anybody does
        ("| Priority | Score |\n|---|---|", ("| Homes | 4 |", "| Buses | 5 |")),
        # one for all rows
        ("| Priority | Partner | Action |\n|---|---|---|", ("| Homes | Network Rail | a |", "| Homes | Ofsted | b |")),
    ],
)
def test_a_column_of_that_name_is_not_always_one(header: str, rows: tuple[str, ...]) -> None:
    assert priorities(graph_of(header, *rows)) == []
