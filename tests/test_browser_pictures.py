"""The explorer in a browser: legend, flow, network and tables show what is asked of them, and no more."""

import re
from itertools import pairwise
from typing import Any

import pytest

from tests.browser import Explorer, Opener

CATCH = """
(() => {
  // keeps the network that the page draws where a test can look at it
  let drawn;
  window.vis = Object.defineProperty({}, 'Network', {
    get: () => drawn && class extends drawn {
      constructor(box, data, options) { super(box, data, options); window.caught = { network: this, data }; }
    },
    set: (made) => { drawn = made; }, enumerable: true, configurable: true,
  });
})();
"""
NODES = "caught.data.nodes.get().filter((n) => !n.hidden)"
EDGES = "caught.data.edges.get().filter((e) => !e.hidden)"


@pytest.fixture(params=["invented"])
def network(opened: Opener, request: pytest.FixtureRequest) -> Explorer:
    """The network of a plan, the invented one if no other is asked for, with what it draws within reach."""
    explorer = opened(request.param)
    explorer.page.add_init_script(CATCH)
    explorer.page.reload()
    explorer.go("network")
    return explorer


def shown(explorer: Explorer, what: str) -> Any:
    """What is to be seen of a selector in the view: how many."""
    return explorer.page.evaluate(
        "(what) => [...document.querySelectorAll('.view.current ' + what)].filter((e) => e.checkVisibility()).length",
        what,
    )


def switch(explorer: Explorer, name: str) -> None:
    """Turn a part of the legend off or on."""
    explorer.page.locator(f".legend input[data-kind='{name}'], .legend input[data-basis='{name}']").click()


def test_the_legend_switches_kinds_off_in_the_flow_with_their_lines(opened: Opener) -> None:
    explorer = opened(fragment="#view=flow")
    every = {kind: shown(explorer, f".card.{kind}") for kind in ("partner", "role", "ask", "addressee")}
    assert every == {"partner": 29, "role": 30, "ask": 22, "addressee": 7}
    for kind, lines in (("partner", "partner"), ("role", "partner"), ("ask", "ask"), ("addressee", "ask")):
        whole = shown(explorer, f".line.{lines}")
        assert whole > 20
        switch(explorer, kind)
        assert explorer.state["off"] == [kind]
        assert {other: shown(explorer, f".card.{other}") for other in every} == {**every, kind: 0}
        assert shown(explorer, f".line.{lines}") == 0, "no line may lead to nothing"
        switch(explorer, kind)
        assert shown(explorer, f".line.{lines}") == whole


def test_without_what_is_inferred_no_inferred_line_or_row_is_shown(opened: Opener) -> None:
    explorer = opened("bundled", "#view=flow")
    before: dict[str, int] = {}
    dashed = {"flow": ".line.inferred", "overview": ".ribbon.inferred", "tables": ".is-inferred"}
    for view, what in dashed.items():
        explorer.go(view)
        explorer.page.evaluate("document.querySelectorAll('.view.current details').forEach((d) => { d.open = true; })")
        before[view] = shown(explorer, what)
    assert all(before.values()), before
    explorer.go("coverage")
    body = explorer.page.locator(".by-priority .matrix tbody")
    numbers = body.inner_text()
    explorer.page.get_by_role("button", name="Legend and filter").click()
    switch(explorer, "inferred")
    without = body.inner_text()
    assert without != numbers
    assert "inferred" in numbers
    assert "inferred" not in without.replace("without inferred facts", "")
    for view, what in dashed.items():
        explorer.go(view, off="inferred")
        assert shown(explorer, what) == 0
    explorer.go("coverage", off="inferred")
    cell = explorer.page.locator(".by-priority a.tile:visible").first
    cell.click()
    assert "inferred" not in explorer.page.locator("#details").inner_text()


def test_the_legend_switches_ribbons_coverage_and_tables(opened: Opener) -> None:
    explorer = opened()
    explorer.page.get_by_role("button", name="Legend and filter").click()
    assert explorer.focused("type") == "checkbox"
    roles, asks = shown(explorer, ".ribbon.roles"), shown(explorer, ".ribbon.asks")
    assert roles > 5
    switch(explorer, "partner")
    assert (shown(explorer, ".ribbon.roles"), shown(explorer, ".ribbon.asks")) == (0, asks)
    explorer.page.locator(".tabs [data-go=coverage]").click()
    assert shown(explorer, ".matrix") == 0
    assert "switched off" in explorer.page.locator(".view.current .when-off").inner_text()
    explorer.page.locator(".tabs [data-go=tables]").click()
    assert shown(explorer, "table.partners") == 0
    assert shown(explorer, "table.asks tbody tr") == 22
    assert explorer.page.locator(".sheet:has(.organisations) .number").inner_text() == "9 of 38"
    switch(explorer, "partner")
    assert shown(explorer, "table.partners tbody tr") == 30
    switch(explorer, "ask")
    assert shown(explorer, "table.asks") == 0
    ends = explorer.page.evaluate(
        "[...document.querySelectorAll('table.connections tbody tr:not([hidden]) a')]"
        ".map((a) => (explorer.told[a.getAttribute('href').slice(1)] || {}).kind)"
    )
    assert "partner" in ends
    assert "ask" not in ends


def test_nobody_is_drawn_dashed_in_the_flow_and_leads_to_the_gaps(opened: Opener) -> None:
    explorer = opened(fragment="#view=flow")
    assert shown(explorer, ".card.nobody") == 0
    explorer.page.locator("input[data-nobody]").click()
    cards, lines = shown(explorer, ".card.nobody"), shown(explorer, ".line.nobody")
    assert cards > 0
    assert lines == 11, "each ask that names no body"
    assert "nobody=1" in explorer.page.evaluate("location.hash")
    look = "getComputedStyle(document.querySelector('.view.current .card.nobody rect')).strokeDasharray"
    assert explorer.page.evaluate(look) != "none"
    explorer.page.locator(".in:visible .card.nobody").first.click()
    assert explorer.view == "gaps"


def test_a_chosen_box_shows_what_it_is_tied_to_with_the_verbs_on_its_lines(opened: Opener) -> None:
    explorer = opened(fragment="#view=flow")
    ask = explorer.named("Commit to the Tarnvale to Ouse line")
    explorer.page.locator(f".in:visible .card[href='#{ask}']").click()
    lit = explorer.page.locator(".in:visible .card.on").evaluate_all(
        "(all) => all.map((c) => c.getAttribute('aria-label'))"
    )
    assert len(lit) == 3
    assert any("HM Treasury" in label for label in lit), lit
    assert any("Department for Transport" in label for label in lit)
    assert explorer.page.locator(".in:visible .verbs text").all_text_contents() == ["asked"] * 2
    assert shown(explorer, ".line.on") == 2
    explorer.page.keyboard.press("Escape")
    assert shown(explorer, ".on") == 0


@pytest.mark.parametrize("name", ["invented", "bundled"])
def test_verbs_on_the_lines_stand_apart(opened: Opener, name: str) -> None:
    explorer = opened(name, "#view=flow")
    overlapping = explorer.page.evaluate(
        """() => {
          const found = [];
          for (const card of document.querySelectorAll('.in:not([hidden]) .card')) {
            card.dispatchEvent(new PointerEvent('pointerover', { bubbles: true }));
            const rects = [...card.ownerSVGElement.querySelectorAll('.verbs rect')];
            const boxes = rects.map((rect) => rect.getBoundingClientRect());
            boxes.forEach((a, i) => boxes.slice(i + 1).forEach((b) => {
              const across = a.left < b.right - 1 && b.left < a.right - 1;
              if (across && a.top < b.bottom - 1 && b.top < a.bottom - 1) found.push(card.getAttribute('aria-label'));
            }));
          }
          return found;
        }"""
    )
    assert overlapping == []


def test_tables_are_sorted_by_a_column_with_empty_cells_last(opened: Opener) -> None:
    explorer = opened(fragment="#view=tables")
    heads = explorer.page.locator("table.asks thead th")
    money = heads.nth(3)
    cells = "[...document.querySelectorAll('table.asks tbody tr')].map((r) => r.cells[3].textContent.trim())"
    original = explorer.page.evaluate(cells)
    orders = []
    for wanted in ("ascending", "descending"):
        money.locator("button").click()
        assert money.get_attribute("aria-sort") == wanted
        assert explorer.page.locator("table.asks [aria-sort]").count() == 1
        values = explorer.page.evaluate(cells)
        assert sorted(values) == sorted(original)
        filled = [value for value in values if value]
        assert 0 < len(filled) < len(values)
        assert values[: len(filled)] == filled, "empty cells stand last"
        orders.append([re.sub(r"\s+", " ", value) for value in filled])
    assert orders[0] == orders[1][::-1]
    assert orders[1][:3] == ["£1.9bn requested", "£1.2 billion requested", "£310m requested"], "by what they are worth"
    heads.nth(0).locator("button").click()
    assert money.get_attribute("aria-sort") is None
    names = explorer.page.locator("table.asks tbody th > a").all_inner_texts()
    assert names == sorted(names, key=str.casefold)


def test_tables_are_narrowed_and_the_count_is_said(opened: Opener) -> None:
    explorer = opened(fragment="#view=tables")
    box, count = explorer.page.locator("[data-narrow]"), explorer.page.locator("[data-count]")
    box.fill("treasury budget")
    assert count.inner_text() == "0 rows have them"
    assert shown(explorer, "tbody tr") == 0
    box.fill("TREASURY")
    total = int(count.inner_text().split()[0])
    assert explorer.page.locator("[data-sheet] > tbody > tr:not([hidden])").count() == total
    assert shown(explorer, "tbody tr") == total, "what is folded opens when few rows are left"
    assert all("HM Treasury" in text for text in explorer.page.locator("tbody tr:visible").all_inner_texts())
    box.fill("hm treasury reference")
    assert count.get_attribute("role") == "status"
    box.fill("")
    assert count.inner_text() == ""
    assert shown(explorer, "table.asks tbody tr") == 22


def test_gaps_are_filtered_by_severity_and_a_link_to_a_hidden_one_shows_it(opened: Opener) -> None:
    explorer = opened("bundled", "#view=gaps")
    every = shown(explorer, ".gap-card")
    high = explorer.page.locator(".gap-card.high").count()
    box = explorer.page.locator("input[data-severity=high]")
    box.click()
    assert 0 < high < every
    assert shown(explorer, ".gap-list li") == every - high
    assert shown(explorer, ".gap-card") == every - high
    assert explorer.page.locator("[data-shown]").inner_text() == f"{every - high} shown"
    explorer.page.locator(".tabs [data-go=overview]").click()
    explorer.page.locator(".gravest a").first.click()
    assert explorer.page.locator(".gap-card.shown").is_visible()
    assert box.is_checked()
    assert shown(explorer, ".gap-card") == every
    assert shown(explorer, ".gap-list li") == every


def test_the_network_draws_what_the_legend_leaves(network: Explorer) -> None:
    page = network.page
    every = page.evaluate(f"{NODES}.length")
    kinds = page.evaluate(f"{NODES}.map((n) => explorer.told[n.id].kind)")
    assert {"partner", "ask", "role", "addressee", "priority", "section"} <= set(kinds)
    assert every == len(kinds) > 90
    lines = page.evaluate(f"{EDGES}.length")
    dashed = page.evaluate(f"{EDGES}.filter((e) => e.dashes).length")
    assert 0 < dashed < lines
    switch(network, "inferred")
    assert page.evaluate(f"{EDGES}.filter((e) => e.dashes).length") < dashed
    assert page.evaluate(f"{EDGES}.length") < lines
    switch(network, "role")
    left = page.evaluate(f"{NODES}.map((n) => n.id)")
    assert len(left) == every - kinds.count("role")
    ends = page.evaluate(f"{EDGES}.flatMap((e) => [e.from, e.to])")
    assert set(ends) <= set(left)


def test_nobody_is_laid_over_the_network_as_dashed_nodes(network: Explorer) -> None:
    page = network.page
    nobody = f"{NODES}.filter((n) => n.id.startsWith('nobody-'))"
    assert page.evaluate(f"{nobody}.length") == 0
    page.locator("input[data-nobody]").click()
    found = page.evaluate(nobody)
    assert found
    assert all(node["shapeProperties"]["borderDashes"] for node in found)
    lines = page.evaluate(f"{EDGES}.filter((e) => e.to.startsWith('nobody-'))")
    assert lines
    assert all(line["dashes"] for line in lines)


def test_a_node_that_is_clicked_opens_its_details(network: Explorer) -> None:
    page = network.page
    anchor = network.named("University of Ouse")
    place = page.evaluate(
        "(id) => { const c = document.querySelector('.view.current .canvas').getBoundingClientRect();"
        " const at = caught.network.canvasToDOM(caught.network.getPositions([id])[id]);"
        " return [c.left + at.x, c.top + at.y]; }",
        anchor,
    )
    page.mouse.click(*place)
    page.wait_for_function("() => explorer.state().on !== ''")
    assert page.locator("#details h2").inner_text() == "University of Ouse"
    assert page.locator("[data-reach=from]").input_value() == anchor


def test_only_what_is_tied_to_the_chosen_one_is_drawn_and_listed(network: Explorer) -> None:
    page = network.page
    anchor = network.named("Commit to the Tarnvale to Ouse line")
    page.locator("[data-reach=from]").select_option(anchor)
    names = page.evaluate(f"{NODES}.map((n) => explorer.told[n.id].name)")
    assert {"HM Treasury", "Department for Transport", "Getting about"} <= set(names)
    assert len(names) < 9
    told = page.locator("[data-told]")
    assert told.get_attribute("role") == "status"
    assert len(told.locator("li").all_inner_texts()) == page.evaluate(f"{EDGES}.length")
    assert any("is asked of HM Treasury stated" in text for text in told.locator("li").all_inner_texts())
    page.keyboard.press("Escape")
    assert page.locator("#details").is_hidden()
    assert page.evaluate(f"{NODES}.length") == len(names), "closing the details leaves what was asked for"
    page.get_by_role("button", name="Show all").click()
    assert page.evaluate(f"{NODES}.length") > 90
    assert told.inner_text() == ""


def test_the_way_between_two_is_listed_hop_by_hop_with_how_each_is_known(network: Explorer) -> None:
    page = network.page
    one, other = network.named("Valley Buses Ltd"), network.named("HM Treasury")
    page.locator("[data-reach=from]").select_option(one)
    page.locator("[data-reach=to]").select_option(other)
    hops = page.locator("[data-told] ol li")
    texts = hops.all_inner_texts()
    assert len(texts) >= 3
    assert texts[0].startswith("Valley Buses Ltd plays the role run every route")
    assert "HM Treasury" in texts[-1]
    assert all(re.search(r"(stated|inferred|curated|reference)$", text) for text in texts)
    links = [hop.locator("a").all_inner_texts() for hop in hops.all()]
    assert all(set(a) & set(b) for a, b in pairwise(links)), "each hop goes on where one ended"
    assert page.evaluate(f"{EDGES}.length") == len(texts)
    for box in page.locator("[data-rel]").all():
        box.evaluate("(e) => { e.checked = false; e.dispatchEvent(new Event('change', { bubbles: true })); }")
    assert page.locator("[data-told]").inner_text() == "Nothing shown ties Valley Buses Ltd and HM Treasury"


def test_types_of_relationship_are_switched_off_one_by_one(network: Explorer) -> None:
    page = network.page
    page.get_by_text("Relationships shown").first.click()
    for box in page.locator("[data-rel]").all():
        before = page.evaluate(f"{EDGES}.length")
        rel = box.get_attribute("data-rel") or ""
        own = page.evaluate(f"(rel) => {EDGES}.filter((e) => e.id.includes(`-${{rel}}-`)).length", rel)
        assert own > 0
        box.click()
        assert page.evaluate(f"{EDGES}.length") == before - own
    assert page.evaluate(f"{EDGES}.length") == 0


@pytest.mark.parametrize("network", ["invented", "bundled"], indirect=True)
def test_the_network_keeps_still_and_its_nodes_stand_apart(network: Explorer) -> None:
    page = network.page
    positions = "JSON.stringify(caught.network.getPositions())"
    before = page.evaluate(positions)
    page.wait_for_timeout(400)
    assert page.evaluate(positions) == before
    overlapping = page.evaluate(
        f"(() => {{ const all = {NODES}.map((n) => [n.label, caught.network.getBoundingBox(n.id)]), found = [];"
        " all.forEach(([one, a], i) => all.slice(i + 1).forEach(([other, b]) => {"
        "  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);"
        "  const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);"
        "  if (wide > 3 && high > 3) found.push([one, other, Math.round(wide), Math.round(high)]); }));"
        " return found; })()"
    )
    assert overlapping == []


def test_zooming_by_the_buttons_changes_the_scale_and_the_wheel_is_left_to_the_page(network: Explorer) -> None:
    page = network.page
    scale = "caught.network.getScale()"
    first = page.evaluate(scale)
    page.get_by_role("button", name="Zoom in").click()
    assert page.evaluate(scale) > first
    page.get_by_role("button", name="Zoom out").click()
    assert page.evaluate(scale) == pytest.approx(first)
    box = page.locator(".view.current .canvas").bounding_box()
    assert box
    page.mouse.move(box["x"] + 200, box["y"] + 200)
    page.mouse.wheel(0, 400)
    page.wait_for_function("() => scrollY > 0")
    assert page.evaluate(scale) == pytest.approx(first)


def test_a_browser_that_cannot_unpack_the_drawing_says_so(opened: Opener) -> None:
    explorer = opened()
    explorer.page.add_init_script("delete window.DecompressionStream")
    explorer.page.reload()
    explorer.page.locator(".tabs [data-go=network]").click()
    assert "cannot draw the network" in explorer.page.locator(".canvas").inner_text()
