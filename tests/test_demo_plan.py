"""The bundled plan, loaded as any document is: the facts of the West Midlands page are all there, and no others."""

from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from graph.ontology import (
    AddressedTo,
    Ask,
    Delivers,
    EvidencedBy,
    Instrument,
    Makes,
    Mentions,
    Organisation,
    PartOf,
    Passage,
    Plays,
    Priority,
    Role,
    Section,
    Uses,
    Within,
)
from graph.records import Relation
from loaders.plan import Loaded, load
from loaders.readers import read

PLAN = Path(str(files("loaders").joinpath("data", "demo", "west-midlands-digest.md")))

SKILLS = {"Department for Education", "Department for Work and Pensions"}

ADDRESSEES = [
    ("£1bn to rebuild", SKILLS, "block"),
    ("technical education", SKILLS, "block"),
    (
        "every programme of employment support",
        {"Department for Education", "Department for Work and Pensions"},
        "block",
    ),
    ("the Growth and Skills Offer", SKILLS, "block"),
    ("bring several budgets", {"UK Government"}, "ask"),
    ("leave local partners more freedom", {"UK Government"}, "ask"),
    ("devolved funding, and support", {"UK Government"}, "heading"),
    ("a Global West Midlands Partnership", {"UK Government"}, "heading"),
    ("bringing national support for firms", {"UK Government"}, "heading"),
    ("devolving programmes for productivity", {"UK Government"}, "heading"),
    ("design finance with us", {"British Business Bank"}, "ask"),
    ("a formal partnership on tourism", {"VisitBritain", "VisitEngland"}, "ask"),
    ("helping low-paid workers", {"UK Government"}, "lead-in"),
    ("giving workers stronger rights", {"UK Government"}, "lead-in"),
    ("taking the reform of social care", {"UK Government"}, "lead-in"),
    ("devolving money for skills", {"UK Government"}, "lead-in"),
    (
        "Joint working with the National Infrastructure",
        {"National Infrastructure and Service Transformation Authority", "National Wealth Fund"},
        "ask",
    ),
    ("devolution of the funds", {"UK Government"}, "heading"),
    ("More ways to protect", {"UK Government"}, "heading"),
    ("Control of the Affordable Homes Programme", {"UK Government"}, "heading"),
    ("More devolved money for retrofit", {"UK Government"}, "heading"),
    ("Working together with the region", {"UK Government"}, "heading"),
]
"""How each ask begins, whom its words or its heading address, and how near they are named."""

ROLES = [
    ("Homes England", "to build affordable homes"),
    ("Energy Capital", "which gathers"),
    ("Integrated Care Board", "helping people whose health"),
    ("West Midlands Growth Company", "will provide business support"),
    ("West Midlands Combined Authority", "under the oversight"),
    ("West Midlands Police and Crime Commissioner", "to keep places safe"),
    ("West Midlands Police", "to keep places safe"),
    ("Midlands Aerospace Alliance", "growth in aerospace"),
    ("Northeast", "automotive electrification"),
    ("West Midlands Innovation Board", "unites civic leaders"),
    ("Business Commission West Midlands", "sets the direction"),
    ("Environment Agency", "to carry out programmes"),
    ("Mayor of the West Midlands", "will lead"),
    ("Leaders of the WMCA", "will lead"),
    ("Parents", "giving children"),
    ("schools", "giving children"),
    ("childcare providers", "giving children"),
    ("Job centres", "guiding people"),
    ("trade unions", "we will strengthen"),
    ("construction industry", "to build the affordable and social homes"),
]
"""A partner, and how the words of its part begin."""


@pytest.fixture(scope="module")
def loaded() -> Loaded:
    return load(read(str(PLAN)), published="2025-07", publisher="West Midlands Combined Authority")


def ask_of(loaded: Loaded, beginning: str) -> Ask:
    found = [ask for ask in loaded.graph.of(Ask) if ask.text.startswith(beginning)]
    assert len(found) == 1, f"{len(found)} asks begin with {beginning!r}"
    return found[0]


def names(loaded: Loaded, kind: type[Relation], start: str) -> set[str]:
    ends = [loaded.graph.nodes[link.finish] for link in loaded.graph.links(kind) if link.start == start]
    return {node.name for node in ends if isinstance(node, Organisation | Instrument | Priority)}


def named_bodies(loaded: Loaded) -> dict[str, Organisation]:
    said = {link.start for link in loaded.graph.links(EvidencedBy)}
    return {body.name: body for body in loaded.graph.of(Organisation) if body.id in said}


def test_the_graph_is_sound(loaded: Loaded) -> None:
    assert list(loaded.graph.problems()) == []


def test_everything_in_it_is_understood(loaded: Loaded) -> None:
    assert [str(issue) for issue in loaded.issues if issue.severity == "warning"] == []
    assert loaded.understood >= loaded.blocks - 1


def test_its_note_tells_publisher_and_date() -> None:
    plan = load(read(str(PLAN))).graph.plan()

    assert plan.publisher == "West Midlands Combined Authority"
    assert plan.published_on == "2025-07"


def test_its_note_says_that_it_is_a_digest_and_where_the_page_is() -> None:
    note = PLAN.read_text(encoding="utf-8").split("\n\n")[1]

    assert note.startswith("> ")
    for said in ("digest", "project's own", "“Our partnership with central government”", "https://growth.wmca.org.uk/"):
        assert said in note


def test_every_ask_of_the_page_is_found_and_no_other(loaded: Loaded) -> None:
    expected = {ask_of(loaded, beginning).id for beginning, _, _ in ADDRESSEES}

    assert len(expected) == 22
    assert {ask.id for ask in loaded.graph.of(Ask)} == expected


@pytest.mark.parametrize(("beginning", "asked", "scope"), ADDRESSEES, ids=[row[0] for row in ADDRESSEES])
def test_an_ask_is_addressed_to_the_body_named_nearest(
    loaded: Loaded, beginning: str, asked: set[str], scope: str
) -> None:
    ask = ask_of(loaded, beginning)
    links = [x for x in loaded.graph.links(AddressedTo) if x.start == ask.id and x.basis == "stated"]
    bodies = {link.finish: loaded.graph.nodes[link.finish] for link in links}
    at_scope = {bodies[link.finish] for link in links if link.scope == scope}

    assert {body.name for body in at_scope if isinstance(body, Organisation)} == asked


def test_the_combined_authority_makes_every_ask(loaded: Loaded) -> None:
    makers = [loaded.graph.nodes[link.start] for link in loaded.graph.links(Makes)]

    assert Counter(body.name for body in makers if isinstance(body, Organisation)) == {
        "West Midlands Combined Authority": 22
    }


def test_sums_keep_what_they_are(loaded: Loaded) -> None:
    sums = {(ask.amount, ask.amount_role) for ask in loaded.graph.of(Ask) if ask.amount is not None}

    assert sums == {(1_000_000_000, "requested"), (1_500_000_000, "need")}


def test_the_money_already_won_is_no_ask(loaded: Loaded) -> None:
    assert "£400m" in loaded.document.text
    assert [ask.text for ask in loaded.graph.of(Ask) if "400" in ask.text] == []


def test_the_three_shared_priorities_and_the_aim(loaded: Loaded) -> None:
    found = {(priority.name.lower(), priority.shared) for priority in loaded.graph.of(Priority)}

    assert found == {
        ("housing and commercial development", True),
        ("innovation", True),
        ("skills and employment", True),
        ("inclusive growth", False),
    }


def test_means_belong_to_the_partnership_they_serve(loaded: Loaded) -> None:
    umbrella = ask_of(loaded, "a Global West Midlands Partnership")
    means = {link.start for link in loaded.graph.links(PartOf) if link.finish == umbrella.id}

    assert means == {
        ask_of(loaded, "bringing national support for firms").id,
        ask_of(loaded, "devolving programmes for productivity").id,
    }


def test_asks_name_their_instruments(loaded: Loaded) -> None:
    used = {
        beginning: names(loaded, Uses, ask_of(loaded, beginning).id)
        for beginning in ("the Growth and Skills Offer", "bring several budgets", "Control of the Affordable Homes")
    }

    assert used == {
        "the Growth and Skills Offer": {"Growth and Skills Levy"},
        "bring several budgets": {"Integrated Funding Settlement"},
        "Control of the Affordable Homes": {"Affordable Homes Programme"},
    }


def test_instruments_have_their_years_and_former_names(loaded: Loaded) -> None:
    found = {item.name: item for item in loaded.graph.of(Instrument)}

    assert len(found) == 14
    assert found["Trailblazer Devolution Deal"].year == 2023
    assert found["Integrated Funding Settlement"].year == 2025
    assert found["Growth and Skills Levy"].aliases == ("Growth and Skills Offer",)
    (said,) = (m.spellings for m in loaded.graph.links(Mentions) if m.finish == found["Growth and Skills Levy"].id)
    assert said == ("Growth and Skills Offer", "Apprenticeship Levy")
    assert found["Established Mayoral Strategic Authority"].kind == "legal status"


@pytest.mark.parametrize(("partner", "beginning"), ROLES, ids=[row[0] for row in ROLES])
def test_a_partner_plays_its_part(loaded: Loaded, partner: str, beginning: str) -> None:
    graph = loaded.graph
    bodies = {body.id for body in graph.of(Organisation) if body.name == partner}
    parts = [graph.nodes[link.finish] for link in graph.links(Plays) if link.start in bodies]

    assert any(part.text.startswith(beginning) for part in parts if isinstance(part, Role)), parts


def test_homes_england_builds_for_housing(loaded: Loaded) -> None:
    role = next(role for role in loaded.graph.of(Role) if role.text.startswith("to build affordable homes across"))

    assert "Housing and Commercial Development" in names(loaded, Delivers, role.id)


def test_about_as_many_roles_and_bodies_as_a_reader_counts(loaded: Loaded) -> None:
    assert 44 <= len(list(loaded.graph.of(Role))) <= 52
    assert 48 <= len(named_bodies(loaded)) <= 56


def test_a_proposed_body_and_a_class_of_bodies_get_no_credit_as_named(loaded: Loaded) -> None:
    bodies = named_bodies(loaded)

    assert bodies["Global West Midlands Partnership"].specificity == "proposed"
    assert bodies["Transport companies and operators"].specificity == "group"
    assert bodies["UK Government"].specificity == "generic"
    assert bodies["Integrated Care Board"].specificity == "office"
    assert bodies["Northeast"].specificity == "place"


def test_each_theme_has_its_two_halves(loaded: Loaded) -> None:
    kinds = Counter(section.kind for section in loaded.graph.of(Section))

    assert kinds == {"context": 1, "theme": 6, "needs": 6, "roles": 6}


def test_every_fact_shows_words_that_stand_in_the_document(loaded: Loaded) -> None:
    graph = loaded.graph
    evidence = {link.start: link.finish for link in graph.links(EvidencedBy)}
    facts = [n for n in graph.nodes.values() if isinstance(n, Ask | Role | Priority | Instrument)]

    assert [fact for fact in facts if fact.id not in evidence] == []
    for passage in graph.of(Passage):
        assert loaded.document.text[passage.start : passage.end] == passage.quote


def test_every_fact_lies_within_a_block(loaded: Loaded) -> None:
    graph = loaded.graph
    spans = {passage.id for passage in graph.of(Passage) if passage.kind == "span"}

    assert {link.start for link in graph.links(Within)} == spans


def test_loading_it_twice_gives_the_same_graph(loaded: Loaded) -> None:
    again = load(read(str(PLAN)), published="2025-07", publisher="West Midlands Combined Authority").graph

    assert again == loaded.graph


def test_the_rules_that_the_readme_names_made_its_examples(loaded: Loaded) -> None:
    ask = ask_of(loaded, "every programme of employment support")
    role = next(role for role in loaded.graph.of(Role) if role.text.startswith("to build affordable homes"))

    assert ask.rule == "ask-item"
    assert {link.rule for link in loaded.graph.links(AddressedTo) if link.start == ask.id} == {"addressee-block"}
    assert role.rule == "role-item-who"
