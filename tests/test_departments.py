"""The inferred department of an ask that names no body: beside the Government, dated, and never counted as said."""

from dataclasses import replace
from pathlib import Path

import pytest

from benchmarks.extraction.claims import claims_of
from graph.model import Graph
from graph.ontology import AddressedTo, Ask, Organisation, Passage, Succeeds
from loaders.plan import load
from loaders.readers import read
from views.explorer.facts import plans_of
from views.explorer.tables import tables_of

DFE, DWP = "department-for-education", "department-for-work-pensions"
DBT = "department-for-business-and-trade"
BIST = "department-for-business-innovation-science-and-trade"
GOVERNMENT = "uk-government"

PLAN = """# A prospect for Fenshire

Published by the Fenshire Combined Authority

## What we need from government

- Long-term funding for buses
- Apprenticeships planned in the county
- Business support under one roof
- A quicker answer to our letters
- A decision from the Ministry of Defence on the defence industry park
"""


def graph_of(tmp_path: Path, text: str, published: str | None = "2025-07-10") -> Graph:
    path = tmp_path / "plan.md"
    path.write_text(text, encoding="utf-8")
    graph = load(read(str(path)), published=published).graph
    graph.check()
    return graph


def inferred(graph: Graph, beginning: str) -> dict[str, AddressedTo]:
    """The inferred addressees of the ask whose words begin so, by id, without the generic Government."""
    (ask,) = (a for a in graph.of(Ask) if a.text.startswith(beginning))
    links = (link for link in graph.links(AddressedTo) if link.start == ask.id)
    return {link.finish: link for link in links if link.basis == "inferred" and link.finish != GOVERNMENT}


def test_an_ask_of_government_gets_its_department_beside_government(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, PLAN)
    (ask,) = (a for a in graph.of(Ask) if "buses" in a.text)
    found = {link.finish: link for link in graph.links(AddressedTo) if link.start == ask.id}
    assert set(found) == {GOVERNMENT, "department-for-transport"}
    assert found[GOVERNMENT].basis == "stated"
    assert found[GOVERNMENT].topic is None
    link = found["department-for-transport"]
    assert (link.basis, link.confidence, link.scope, link.rule) == ("inferred", "medium", None, "department-topic")
    assert link.topic == "Bus services and funding"
    assert link.source_of_record is not None
    assert link.source_of_record.startswith("Register of UK public bodies, 2026-11-22")
    words = [graph.nodes[passage] for passage in link.passages]
    assert [w.quote for w in words if isinstance(w, Passage)] == ["Long-term funding for buses"]


def test_both_the_department_of_that_day_and_the_one_that_took_over_are_dated(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, PLAN)
    found = inferred(graph, "Apprenticeships")
    assert {body: (link.valid_from, link.valid_to) for body, link in found.items()} == {
        DFE: (None, "2025-09-16"),
        DWP: ("2025-09-16", None),
    }
    assert {(link.known_from, link.known_until) for link in found.values()} == {("2025-07-01", "2026-11-22")}
    stored = found[DWP].properties()
    assert (stored["from"], stored["known_from"], "to" in stored) == ("2025-09-16", "2025-07-01", False)
    assert set(inferred(graph, "Business support")) == {DBT, BIST}
    assert any(link.start == BIST and link.finish == DBT for link in graph.links(Succeeds))


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2022", {DFE, DWP}),
        ("2025-07", {DFE, DWP}),
        ("2025-09", {DFE, DWP}),
        ("2025-09-15", {DFE, DWP}),
        ("2025-09-16", {DWP}),
        ("2025-10", {DWP}),
        ("2026", {DWP}),
        (None, {DFE, DWP}),
    ],
)
def test_a_lead_that_had_ended_when_the_plan_appeared_is_left_out(
    tmp_path: Path, published: str | None, expected: set[str]
) -> None:
    assert set(inferred(graph_of(tmp_path, PLAN, published), "Apprenticeships")) == expected


def test_an_ask_that_names_a_body_or_no_topic_gets_none(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, PLAN)
    assert inferred(graph, "A quicker") == {}
    (ask,) = (a for a in graph.of(Ask) if "decision" in a.text)
    asked = [link for link in graph.links(AddressedTo) if link.start == ask.id]
    assert [(link.finish, link.basis) for link in asked] == [("ministry-of-defence", "stated")]


def test_a_lead_in_lends_its_topic_weakly(tmp_path: Path) -> None:
    text = (
        PLAN + "\nTo mend its buses Fenshire asks government for:\n\n- a settlement of five years\n- police officers\n"
    )
    graph = graph_of(tmp_path, text)
    link = inferred(graph, "a settlement")["department-for-transport"]
    assert (link.confidence, link.rule) == ("low", "department-lead-in")
    words = [w.quote for p in link.passages if isinstance(w := graph.nodes[p], Passage)]
    assert words[0] == "a settlement of five years"
    assert "buses" in words[1]
    assert set(inferred(graph, "police")) == {"home-office"}


def test_of_several_topics_of_a_department_a_narrower_one_says_its_dates(tmp_path: Path) -> None:
    text = PLAN + "- Employment support and apprenticeships under one roof\n"
    found = inferred(graph_of(tmp_path, text), "Employment")
    assert set(found) == {DFE, DWP}
    assert found[DWP].topic == "Employment support and welfare to work; Apprenticeships (from 2025-09-16)"
    assert (found[DWP].valid_from, found[DWP].valid_to) == (None, None)
    assert (found[DFE].topic, found[DFE].valid_to) == ("Apprenticeships", "2025-09-16")


def test_in_a_nation_with_a_government_of_its_own_only_what_is_led_for_it_is_inferred(tmp_path: Path) -> None:
    text = PLAN + "- A decision from the Scottish Government on ferries\n- A trade mission to Norway\n"
    graph = graph_of(tmp_path, text)
    assert inferred(graph, "Long-term") == {}
    assert set(inferred(graph, "A trade mission")) == {DBT, BIST}


def test_a_partner_s_name_is_no_topic(tmp_path: Path) -> None:
    text = PLAN + "- A seat on the board for West Midlands Police\n"
    assert "home-office" not in inferred(graph_of(tmp_path, text), "A seat")


def test_what_is_inferred_is_not_counted_as_said(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, PLAN)
    said = Graph(dict(graph.nodes), {k: r for k, r in graph.relations.items() if not r.rule.startswith("department-")})
    assert len(said.relations) < len(graph.relations)
    assert claims_of(graph) == claims_of(said)


def test_a_department_that_is_only_inferred_has_no_evidence_of_its_own(tmp_path: Path) -> None:
    graph = graph_of(tmp_path, PLAN)
    body = graph.nodes["department-for-transport"]
    assert isinstance(body, Organisation)
    assert (body.plan, body.basis) == (None, "reference")
    assert not any(r.start == body.id and r.type == "EVIDENCED_BY" for r in graph.relations.values())


def test_the_digest_of_the_west_midlands_plan_comes_out_right() -> None:
    digest = Path(__file__).resolve().parent.parent / "loaders" / "data" / "demo" / "west-midlands-digest.md"
    graph = load(read(str(digest))).graph
    days = {"then": "2025-07-31", "later": "2026-11-01"}
    expected = {
        "the region's buses": ("department-for-transport", "department-for-transport"),
        "heat networks": ("department-for-energy-security-and-net-zero",) * 2,
        "Affordable Homes Programme": ("ministry-of-housing-communities-local-government",) * 2,
        "social care": ("department-of-health-and-social-care",) * 2,
        "welfare": (DWP, DWP),
        "Employment Rights Act": (DBT, BIST),
        "digital infrastructure": (
            "department-for-science-innovation-and-technology",
            "department-for-culture-media-and-sport",
        ),
    }
    for words, (then, later) in expected.items():
        (ask,) = (a for a in graph.of(Ask) if words in a.text)
        links = inferred(graph, ask.text).values()
        for day, body in ((days["then"], then), (days["later"], later)):
            holds = [x.finish for x in links if (x.valid_from or "") <= day and (x.valid_to or "9") > day]
            assert holds == [body], (words, day)


def test_the_explorer_marks_them_as_inferred_with_topic_and_dates(tmp_path: Path) -> None:
    (facts,) = plans_of(graph_of(tmp_path, PLAN))
    (table,) = (t for t in tables_of(facts) if t.id == "connections")
    marks = {row.cells[2].ties[0][1]: row.cells[3].mark for row in table.rows if "Apprenticeships" in str(row.cells[0])}
    told = marks["Department for Work and Pensions"]
    assert told is not None
    assert told.words == "inferred, medium confidence, leads on Apprenticeships, from 2025-09-16"
    (ask,) = (a for a in facts.asks if a.text.startswith("Apprenticeships"))
    remarks = {tie.name: tie.remark for tie in facts.ties(ask, "ADDRESSED_TO", forwards=True)}
    assert remarks["Department for Education"] == "leads on Apprenticeships, until 2025-09-16"
    assert ask.id in facts.unaddressed


def test_a_fact_keeps_its_dates_whatever_day_it_is_loaded(tmp_path: Path) -> None:
    first, again = graph_of(tmp_path, PLAN), graph_of(tmp_path, PLAN)
    assert first.relations == again.relations
    link = inferred(first, "Apprenticeships")[DWP]
    assert replace(link, valid_from=None) != link
