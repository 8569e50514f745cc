"""The explorer in a browser for everybody: axe finds nothing, the accessibility tree holds every name and relation."""

import json
from typing import Any

import pytest

from tests.browser import NARROW, VIEWS, WIDE, Explorer, Opener

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def axe(explorer: Explorer, within: str | None = None, rules: list[str] | None = None) -> list[str]:
    """What axe finds wrong, one line each; by all rules, or by those that are named."""
    from axe_playwright_python.base import AXE_SCRIPT  # noqa: PLC0415 - it may be absent

    if not explorer.page.evaluate("typeof axe === 'object'"):
        explorer.page.evaluate(AXE_SCRIPT)
    only = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": RULES}
    options = {"runOnly": only, "resultTypes": ["violations"], "elementRef": False}
    found: list[dict[str, Any]] = explorer.page.evaluate(
        f"(within) => axe.run(within || document, {json.dumps(options)}).then((found) => found.violations)", within
    )
    return [f"{v['id']}: {n['html'][:160]} {n['failureSummary'][:200]}" for v in found for n in v["nodes"][:5]]


def test_axe_finds_what_is_wrong_where_something_is(opened: Opener) -> None:
    bad = "<!doctype html><html><head><link rel=icon href='data:,'></head><body><input><p style='color:#ccc'>faint</p>"
    found = {line.partition(":")[0] for line in axe(opened(html=bad))}
    assert {"document-title", "html-has-lang", "label", "color-contrast"} <= found


@pytest.mark.parametrize(
    ("size", "scheme", "rules"),
    [(WIDE, "light", None), (NARROW, "light", None), (WIDE, "dark", ["color-contrast"])],
    ids=["wide", "narrow", "dark"],
)
def test_axe_finds_nothing_in_any_view(
    opened: Opener, size: tuple[int, int], scheme: str, rules: list[str] | None
) -> None:
    explorer = opened("invented", size=size, color_scheme=scheme)
    found = {}
    for view in VIEWS:
        explorer.go(view, nobody="1")
        if view in ("coverage", "overview"):
            explorer.page.evaluate("document.querySelectorAll('.view.current details').forEach((d) => { d.open = 1; })")
        if lines := axe(explorer, None if view == "overview" else "main", rules):
            found[view] = lines
    assert found == {}


@pytest.mark.parametrize(("size", "scheme"), [(WIDE, "dark"), (NARROW, "light")], ids=["wide and dark", "narrow"])
def test_axe_finds_nothing_in_what_opens(opened: Opener, size: tuple[int, int], scheme: str) -> None:
    explorer = opened("bundled", size=size, color_scheme=scheme)
    page, found = explorer.page, []
    explorer.open(explorer.anchors("Ask")[2])
    found += axe(explorer, ".details")
    if page.locator(".legend").is_hidden():
        page.get_by_role("button", name="Legend and filter").click()
    found += axe(explorer, ".legend")
    page.locator("#find").fill("innovation")
    page.keyboard.press("ArrowDown")
    found += axe(explorer, "header")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Save", exact=True).click()
    found += axe(explorer, "header")
    page.locator("#details [data-wrong]").click()
    found += axe(explorer, "dialog")
    assert found == []


def test_axe_finds_nothing_in_two_plans_and_in_a_hostile_one(opened: Opener) -> None:
    assert axe(opened("two")) == []
    assert axe(opened("hostile", "#view=flow")) == []


def tree(explorer: Explorer) -> list[tuple[str, str]]:
    """Role and name of everything in the accessibility tree."""
    session = explorer.context.new_cdp_session(explorer.page)
    nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    return [
        (str(node.get("role", {}).get("value", "")), str(node.get("name", {}).get("value", "")))
        for node in nodes
        if not node.get("ignored")
    ]


@pytest.mark.parametrize("name", ["invented", "bundled"])
def test_every_name_and_every_relation_is_in_the_accessibility_tree(opened: Opener, name: str) -> None:
    explorer = opened(name, "#view=tables")
    names: list[str] = explorer.page.evaluate("Object.values(explorer.told).map((node) => node.name)")
    explorer.page.evaluate("document.querySelectorAll('.view.current details').forEach((d) => { d.open = true; })")
    found = tree(explorer)
    links = {text for role, text in found if role == "link"}
    assert {" ".join(one.split()) for one in names} <= {" ".join(one.split()) for one in links}
    rows = sum(role == "row" for role, _ in found)
    assert rows == explorer.page.locator("[data-sheet] tr").count()
    ties: list[list[str]] = explorer.page.evaluate(
        "Object.values(explorer.told).flatMap((node) =>"
        " node.ties.map(([verb, other]) => [node.name, verb, explorer.told[other].name]))"
    )
    cells = [" ".join(text.split()) for role, text in found if role in ("cell", "rowheader", "gridcell")]
    known = set(cells)
    assert len(ties) > 200
    assert {" ".join(end.split()) for tie in ties for end in (tie[0], tie[2])} <= known
    assert {tie[1] for tie in ties} & known


@pytest.mark.parametrize("name", ["invented", "bundled"])
def test_every_box_of_the_flow_says_what_it_is_and_what_it_is_tied_to(opened: Opener, name: str) -> None:
    explorer = opened(name, "#view=flow")
    links = [text for role, text in tree(explorer) if role == "link"]
    cards = explorer.page.locator(".in:visible .card:visible")
    labels = cards.evaluate_all("(all) => all.map((card) => card.getAttribute('aria-label'))")
    assert len(labels) > 60
    assert set(labels) <= set(links)
    asks = [label for label in labels if label.startswith("Ask: ")]
    assert len(asks) == len(explorer.anchors("Ask"))
    assert all("sked of" in label or "names no" in label or "obody" in label for label in asks)


def test_views_are_announced_and_pictures_have_names(opened: Opener) -> None:
    explorer = opened()
    for view in VIEWS:
        explorer.go(view)
        found = tree(explorer)
        headings = [text for role, text in found if role == "heading"]
        assert headings[0] == "A plan for Tarnvale and Ouse"
        title = explorer.page.locator(".view.current > :is(h2, h3)").first.text_content()
        assert title in headings, view
        regions = [text for role, text in found if role == "region"]
        assert title in regions, view
        if view == "network":
            assert any(role in ("img", "image") and "Network of the plan" in text for role, text in found)
        unnamed = [role for role, text in found if role in ("link", "button", "checkbox", "combobox") and not text]
        assert unnamed == [], view
    live = explorer.page.locator("[role=status]").count()
    assert live >= 4


def test_colours_that_the_system_forces_show_words_and_lines(opened: Opener) -> None:
    explorer = opened(fragment="#view=flow&nobody=1", forced_colors="active")
    faults = explorer.page.evaluate(
        """() => {
          const faults = [], look = (e) => getComputedStyle(e);
          const ground = look(document.body).backgroundColor;
          const none = ['none', 'transparent', 'rgba(0, 0, 0, 0)', ground];
          for (const view of document.querySelectorAll('.view')) {
            explorer.go({ view: view.dataset.view });
            for (const text of view.querySelectorAll('svg text')) {
              if (text.checkVisibility() && none.includes(look(text).fill)) faults.push(`text ${text.textContent}`);
            }
            for (const line of view.querySelectorAll('svg .line, svg .mark path, svg .ribbon')) {
              if (line.checkVisibility() && none.includes(look(line).stroke)) faults.push(`a line: ${line.outerHTML}`);
            }
            for (const card of view.querySelectorAll('.card > rect:first-of-type, .box > rect')) {
              if (card.checkVisibility() && none.includes(look(card).stroke)) faults.push('card without an edge');
            }
            for (const tile of view.querySelectorAll('.tile')) {
              if (tile.checkVisibility() && parseFloat(look(tile).borderTopWidth) < 1) faults.push('a tile');
            }
          }
          return [...new Set(faults)];
        }"""
    )
    assert faults == []
    explorer.go("network")


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
def test_nothing_moves(opened: Opener, motion: str) -> None:
    explorer = opened(reduced_motion=motion)
    for view in VIEWS:
        explorer.go(view)
        explorer.open(explorer.anchors("Ask")[0])
        moving = explorer.page.evaluate(
            "[...document.querySelectorAll('*')].filter((e) => { const s = getComputedStyle(e);"
            " return s.animationName !== 'none' || parseFloat(s.transitionDuration) > 0"
            " || s.scrollBehavior === 'smooth';"
            "}).map((e) => e.outerHTML.slice(0, 80)).concat(document.getAnimations().map(String))"
        )
        assert moving == [], view
