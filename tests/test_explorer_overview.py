"""What the page says first: figures and sentences, ribbons that add up, what nobody does, and the day it is read on."""

import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from graph.errors import BadParameter, PartnershipGraphError, UnknownPlan
from graph.model import Graph
from graph.ontology import AddressedTo, Ask, Delivers, Organisation, Plan, Plays, Role
from graph.store import Store, open_store
from loaders.plan import load
from loaders.readers import read
from tests.conftest import Place
from tests.explorer_parts import DEMO, text_of
from tests.explorer_plan import invented_graph, together
from tests.test_explorer_page import hostile_graph, parsed
from views.explorer import ExplorerPage, page_html, page_of_store
from views.explorer.country import MANY_PLANS
from views.explorer.dated import on_the_day
from views.explorer.dates import said_date
from views.explorer.facts import PlanFacts, plans_of
from views.explorer.flow import flows_of
from views.explorer.nobody import nobody_of
from views.explorer.overview import overview_of
from views.explorer.ribbons import Bar, ribbons_of


@pytest.fixture(scope="module")
def facts() -> PlanFacts:
    return plans_of(invented_graph())[0]


def bundled(edition: str | None = None) -> Graph:
    return load(read(str(DEMO)), published="2025-07", edition=edition).graph


def said(facts: PlanFacts) -> dict[str, str]:
    return {one.about: "".join(piece.text for piece in one.pieces) for one in overview_of(facts).said}


def test_the_figures_count_what_the_plan_holds(facts: PlanFacts) -> None:
    figures = {figure.words: figure.number for figure in overview_of(facts).figures}
    assert figures == {
        "asks": "22",
        "addressees": "7",
        "partners": "29",
        "roles": "30",
        "asks with no named body": "11",
    }


def test_the_sentences_name_the_most_asked_the_sums_and_who_delivers(facts: PlanFacts) -> None:
    told = said(facts)
    assert told["What is asked"].startswith("22 asks. Most often: devolve power (")
    assert "UK Government in general (" in told["Of whom"]
    assert told["Of whom"].endswith("11 asks name no body that could be held to them.")
    sums = [ask for ask in facts.asks if ask.amount_role == "requested"]
    assert told["How much"].startswith(f"{sums[0].amount_text} for {sums[0].title}; ")
    assert told["How much"].endswith(f"{22 - len(sums)} asks state no sum that is asked for.")
    assert told["Who delivers"].startswith("29 partners take on 30 roles; ")


def test_what_is_only_inferred_or_context_is_not_told_as_asked(facts: PlanFacts) -> None:
    graph = Graph()
    plan = Plan(id="p", title="Bare", work="p", source="bare.txt", sha256="0")
    ask = Ask(id="a", plan="p", rule="r", title="An ask", text="An ask", amount_text="£9bn", amount_role="context")
    body = Organisation(id="o", plan="p", rule="r", name="A Department", kind="government department")
    graph.update([plan, ask, body], [AddressedTo(start="a", finish="o", plan="p", rule="r", basis="inferred")])
    told = said(plans_of(graph)[0])
    assert told["Of whom"] == "Nobody is named."
    assert told["How much"] == "1 ask states no sum that is asked for."
    assert "£9bn" not in " ".join(told.values())


def test_a_plan_without_anything_has_sentences_that_say_so() -> None:
    graph = Graph()
    graph.add(Plan(id="p", title="Bare", work="p", source="bare.txt", sha256="0"))
    told = said(plans_of(graph)[0])
    assert told == {
        "What is asked": "The plan asks for nothing that was understood as an ask.",
        "Who delivers": "No partner is given a role.",
    }
    assert not ribbons_of(plans_of(graph)[0]).drawn


def _thickness(path: str) -> float:
    start, end = re.search(r"^M\S+ ([\d.]+)C.* ([\d.]+)Z$", path).groups()  # type: ignore[union-attr]
    return float(end) - float(start)


@pytest.mark.parametrize("held", ["invented", "bundled", "hostile"])
def test_ribbons_are_as_broad_as_their_numbers_and_none_is_lost(held: str) -> None:
    graph = invented_graph() if held == "invented" else bundled() if held == "bundled" else hostile_graph()
    facts = plans_of(graph)[0]
    drawn = ribbons_of(facts)
    roles = sum(isinstance(r, Plays) for r in facts.relations)
    asked = sum(isinstance(r, AddressedTo) for r in facts.relations)
    unit = _thickness(drawn.ribbons[0].path) / round(_thickness(drawn.ribbons[0].path) / 7)
    broad = Counter[str]()
    for ribbon in drawn.ribbons:
        broad[ribbon.side] += round(_thickness(ribbon.path) / unit)
    assert broad == {"roles": roles, "asks": asked}
    counts = [int(line.count.split()[0].replace(",", "")) for line in drawn.lines]
    assert sum(counts) == roles + asked
    assert len(drawn.lines) == len(drawn.ribbons)
    inferred = sum(r.basis == "inferred" for r in facts.relations if isinstance(r, AddressedTo | Plays))
    assert sum(n for n, line in zip(counts, drawn.lines, strict=True) if line.inferred) == inferred


def test_bars_stand_clear_of_one_another_and_ribbons_stay_on_them(facts: PlanFacts) -> None:
    drawn = ribbons_of(facts)

    def clear(bars: list[Bar]) -> bool:
        return all(one.y + one.height < other.y for one, other in pairwise(bars))

    assert clear(drawn.left)
    assert clear(drawn.middle)
    assert clear(drawn.right)
    for bar in (*drawn.left, *drawn.middle, *drawn.right):
        assert bar.y + bar.height <= drawn.height
        assert all(bar.y - 0.1 <= end <= bar.y + bar.height + 0.1 for end in bar.sides.values()), bar


def test_many_who_are_asked_share_one_bar_that_says_how_many() -> None:
    graph = Graph()
    graph.add(Plan(id="p", title="Many", work="p", source="many.txt", sha256="0"))
    for number in range(40):
        graph.add(Ask(id=f"a{number}", plan="p", rule="r", title=f"Ask {number}", text="x"))
        graph.add(Organisation(id=f"o{number}", plan="p", rule="r", name=f"Body {number}"))
        graph.link(AddressedTo(start=f"a{number}", finish=f"o{number}", plan="p", rule="r", scope="ask"))
    drawn = ribbons_of(plans_of(graph)[0])
    assert len(drawn.right) == 16
    assert [bar.note for bar in drawn.right if bar.title == ("25 others",)] == ["25 asks"]


def test_the_flow_of_a_section_holds_its_own_cards_and_no_others(facts: PlanFacts) -> None:
    whole, *parts = flows_of(facts)
    assert len(parts) == 7
    cards = [c.anchor for band in whole.bands for c in (*band.cards, *band.right)]
    split = [c.anchor for flow in parts for band in flow.bands for c in (*band.cards, *band.right)]
    assert sorted(cards) == sorted(split)
    for flow in parts:
        held = {c.anchor for band in flow.bands for c in (*band.cards, *band.right)}
        held |= {c.anchor for group in flow.partners for c in group.cards} | {c.anchor for c in flow.addressees}
        held |= {c.anchor for c in flow.nobody}
        assert {end for line in flow.lines for end in (line.one, line.other)} <= held
        drawn = [c for group in flow.partners for c in group.cards]
        assert len(drawn) == len({c.anchor for c in drawn})


def test_lines_say_what_they_are_and_a_lead_is_a_lead(facts: PlanFacts) -> None:
    verbs = {(line.kind, line.basis): line.verb for line in flows_of(facts)[0].lines}
    assert verbs["ask", "stated"] == "asked"
    assert verbs["ask", "inferred"] == "inferred"
    leads = {facts.anchor(role.id) for role in facts.roles if role.lead}
    assert leads
    assert {line.verb for line in flows_of(facts)[0].lines if line.other in leads} == {"leads"}


def test_nobody_stands_where_asks_name_no_body_and_where_nothing_is_delivered(facts: PlanFacts) -> None:
    found = nobody_of(facts)
    silent = [ask for gap in found if gap.verb == "names" for ask in gap.subjects]
    assert sorted(silent) == sorted(facts.unaddressed)
    assert [gap for gap in found if gap.verb == "is delivered by"] == []
    graph = Graph()
    source = invented_graph()
    graph.update(
        (n for n in source.nodes.values() if not isinstance(n, Role)),
        (r for r in source.relations.values() if not _touches_role(source, r.start, r.finish)),
    )
    without = nobody_of(plans_of(graph)[0])
    undelivered = {one for gap in without if gap.verb == "is delivered by" for one in gap.subjects}
    assert {p.id for p in facts.priorities} <= undelivered
    assert {theme.id for theme in facts.themes.values() if theme} <= undelivered
    assert len({gap.anchor for gap in without}) == len(without)


def _touches_role(graph: Graph, *ends: str) -> bool:
    return any(isinstance(graph.nodes[end], Role) for end in ends)


def test_an_absence_is_drawn_and_never_a_node_of_the_graph(facts: PlanFacts) -> None:
    page = page_html(invented_graph())
    for gap in nobody_of(facts):
        assert f'"{gap.anchor}"' in page
        assert gap.anchor not in {facts.anchor(node) for node in facts.nodes}
    assert not any(gap.anchor in str(cell) for gap in nobody_of(facts) for cell in parsed(page).iter("td"))


def _dated(first: str | None, last: str | None, **known: Any) -> AddressedTo:
    return AddressedTo(
        start="a", finish="o", plan="p", rule="r", basis="inferred", topic="skills", valid_from=first, valid_to=last,
        **known,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("link", "holds"),
    [
        (_dated(None, None), True),
        (_dated("2025-09-16", None), True),
        (_dated("2025-09-17", None), False),
        (_dated(None, "2025-09-16"), False),
        (_dated(None, "2025-09-17"), True),
        (_dated(None, None, known_from="2025-09-17"), False),
        (_dated(None, None, known_until="2025-09-15"), False),
        (_dated(None, None, known_until="2025-09-16"), True),
    ],
)
def test_a_page_shows_who_leads_on_its_day(link: AddressedTo, holds: bool) -> None:
    graph = Graph()
    plan = Plan(id="p", title="Bare", work="p", source="bare.txt", sha256="0")
    ask = Ask(id="a", plan="p", rule="r", title="An ask", text="An ask")
    graph.update([plan, ask, Organisation(id="o", plan="p", rule="r", name="A Department")], [link])
    assert bool(on_the_day(graph, "2025-09-16").relations) is holds


def test_the_page_of_a_store_shows_its_gaps_and_the_day_it_is_read(store: Store) -> None:
    graph = invented_graph()
    store.replace_plan(graph)
    html = page_of_store(store, as_of="2026-06-01")
    page = parsed(html)
    cards = [e for e in page.iter("article") if "gap-card" in (e.get("class") or "")]
    assert len(cards) > 3
    assert "1 June 2026" in text_of(next(page.iter("footer")))
    assert page_of_store(store, as_of="2026-06-01") == html
    with pytest.raises(BadParameter, match="2026-02-30"):
        page_of_store(store, as_of="2026-02-30")
    with pytest.raises(UnknownPlan):
        page_of_store(store, plan="No such plan")


@pytest.mark.neo4j
def test_both_engines_give_the_same_page(empty_neo4j: Place, empty_folder: Place) -> None:
    pages = []
    for place in (empty_folder, empty_neo4j):
        with open_store(place.location) as store:
            store.replace_plan(bundled())
            pages.append(page_of_store(store, as_of="2026-06-01"))
    assert pages[0] == pages[1]


def test_only_the_current_edition_is_on_the_page(empty_folder: Place) -> None:
    with open_store(empty_folder.location) as store:
        for edition in ("2025", "2026"):
            store.replace_plan(bundled(edition))
        old, new = sorted(store.plans(), key=lambda plan: plan.edition or "")
        page = parsed(page_of_store(store))
        assert [e.get("id") for e in page.iter("article") if e.get("class") == "plan"] != []
        assert "Edition 2026" in text_of(next(page.iter("article")))
        assert len([e for e in page.iter("article") if e.get("class") == "plan"]) == 1
        named = parsed(page_of_store(store, plan=old.id))
        assert "Edition 2025" in text_of(next(named.iter("article")))
        assert new.id != old.id


def test_with_more_than_twelve_plans_the_page_is_the_country_page(empty_folder: Place) -> None:
    with open_store(empty_folder.location) as store:
        for number in range(MANY_PLANS):
            store.replace_plan(invented_graph(f"Plan {number}"))
        few = page_of_store(store, as_of="2026-06-01")
        store.replace_plan(invented_graph("One plan more"))
        many = page_of_store(store, as_of="2026-06-01", links=(("/console", "Questions"),))
        one = page_of_store(store, plan="One plan more", as_of="2026-06-01")
    assert 'id="plan-switch"' in few
    page = parsed(many)
    assert text_of(next(page.iter("h1"))) == "13 plans"
    assert 'id="plan-switch"' not in many
    assert "/console" in [a.get("href") for a in page.iter("a")]
    assert text_of(next(parsed(one).iter("h1"))) == "One plan more"


@pytest.mark.parametrize(
    ("written", "aloud"),
    [
        ("2025-07-04", "4 July 2025"), ("2025-07", "July 2025"), ("2025", "2025"), ("", ""), (None, ""),
        ("2025-02-30", "2025-02-30"), ("2025-13", "2025-13"), ("soon-ish", "soon-ish"), ("<b>-1-2", "<b>-1-2"),
    ],
)  # fmt: skip
def test_dates_are_read_aloud_and_what_is_none_stays(written: str | None, aloud: str) -> None:
    assert said_date(written) == aloud


def test_in_a_notebook_the_page_shows_itself_in_a_frame_that_cannot_reach_out(tmp_path: Path) -> None:
    made = ExplorerPage(page_html(hostile_graph()))
    frame = next(parsed(f"<!doctype html><title>t</title>{made._repr_html_()}").iter("iframe"))
    assert frame.get("srcdoc") == made.html
    assert "allow-same-origin" not in (frame.get("sandbox") or "")
    assert frame.get("title")
    assert made.write(tmp_path / "page.html").read_text(encoding="utf-8") == made.html
    assert "characters" in repr(made)
    with pytest.raises(PartnershipGraphError, match="nowhere"):
        made.write(tmp_path / "nowhere" / "page.html")


def test_several_plans_have_a_switch_and_no_address_twice() -> None:
    page = parsed(page_html(together([invented_graph(), invented_graph("Another plan")])))
    choice = next(s for s in page.iter("select") if s.get("id") == "plan-switch")
    plans = [e.get("id") for e in page.iter("article") if e.get("class") == "plan"]
    assert [option.get("value") for option in choice.iter("option")] == plans
    assert len(plans) == 2


def test_delivery_is_counted_by_roles_and_not_by_guesses(facts: PlanFacts) -> None:
    assert sum(isinstance(r, Delivers) and r.basis == "inferred" for r in facts.relations)
    assert "inferred" not in " ".join(said(facts).values())
