"""The explorer in a browser: every view by link, address, Back and Forward, and links that lead where they say."""

import pytest

from tests.browser import VIEWS, Opener, Watch

TABS = {
    "overview": "Overview",
    "flow": "Flow",
    "coverage": "Coverage",
    "gaps": "Gaps",
    "tables": "Asks and partners",
    "network": "Network",
    "evidence": "Evidence",
}


def test_the_watch_sees_a_request_a_message_and_an_error_where_there_are_some(opened: Opener) -> None:
    bad = (
        "<!doctype html><title>x</title><link rel=icon href='data:,'><img src='http://canary.example/x.png'>"
        "<script>console.log('hello'); nothing.at.all;</script>"
    )
    page = opened(html=bad)
    page.page.wait_for_load_state()
    page.page.wait_for_timeout(100)
    watch = Watch(page.watch.allowed, list(page.watch.asked), list(page.watch.said))
    page.watch.asked.clear()
    page.watch.said.clear()
    assert watch.asked == ["http://canary.example/x.png"]
    assert "log: hello" in watch.said
    assert any("nothing is not defined" in said for said in watch.said)


@pytest.mark.parametrize("name", ["invented", "bundled"])
def test_every_view_is_reached_by_its_link_and_its_heading_takes_the_focus(opened: Opener, name: str) -> None:
    explorer = opened(name)
    assert explorer.view == "overview"
    for view in (*VIEWS[1:], VIEWS[0]):
        link = explorer.page.locator(".plan.current .tabs a", has_text=TABS[view])
        link.click()
        assert explorer.view == view
        assert link.get_attribute("aria-current") == "page"
        assert explorer.page.locator(".plan.current .tabs [aria-current]").count() == 1
        assert explorer.focused("tagName") in ("H2", "H3")
        assert explorer.page.evaluate("document.activeElement === document.querySelector('.view.current :is(h2, h3)')")
        assert f"view={view}" in explorer.page.evaluate("location.hash")
    explorer.go("network")


def test_back_and_forward_show_the_views_again(opened: Opener) -> None:
    explorer = opened()
    for view in VIEWS[1:]:
        explorer.page.locator(".tabs a", has_text=TABS[view]).click()
    for view in reversed(VIEWS[:-1]):
        explorer.page.go_back()
        assert explorer.view == view
    for view in VIEWS[1:]:
        explorer.page.go_forward()
        assert explorer.view == view


def test_a_state_that_is_sent_as_an_address_is_the_state_that_is_shown(opened: Opener) -> None:
    explorer = opened()
    section, ask = explorer.anchors("Section")[0], explorer.anchors("Ask")[0]
    for view in VIEWS:
        fragment = f"#view={view}&in={section}&on={ask}&off=inferred&nobody=1"
        explorer.page.goto("about:blank")
        explorer.page.goto(explorer.address + fragment)
        assert explorer.view == view
        state = explorer.state
        assert (state["in"], state["on"], state["off"], state["nobody"]) == (section, ask, ["inferred"], True)
        assert explorer.page.locator("#details").is_visible()
        assert explorer.page.evaluate("document.documentElement.classList.contains('off-inferred')")


def test_a_bad_address_shows_the_overview_without_an_error(opened: Opener) -> None:
    explorer = opened()
    for fragment in (
        "#view=nowhere",
        "#nothing-of-the-kind",
        "#%E0%A4%A",
        "#view=%E0%A4%A&on=%",
        "#view=overview&on=ask-0000000000&in=section-0000000000&part=%00",
        "#view=overview&off=%3Cscript%3E.inferred..",
        "#<img src=x onerror=document.documentElement.dataset.hacked=1>",
        "#view=<script>alert(1)</script>&plan=__proto__",
        "#on=constructor&view=toString",
        "#__proto__",
        "#view=overview&on=__proto__&in=constructor",
        "#view=overview&view=flow&nobody=2",
        "#main",
        "#data-details",
        "#" + "x" * 20_000,
        "#=&=&&&=",
    ):
        explorer.page.goto("about:blank")
        explorer.page.goto(explorer.address + fragment)
        assert explorer.view == "overview", fragment
        assert explorer.page.locator("#details").is_hidden(), fragment
        assert explorer.page.evaluate("document.documentElement.dataset.hacked") is None
        if fragment == "#main":  # the skip link leaves the view as it is
            continue
        # and one that is written into the open page
        explorer.go("flow")
        explorer.visit(fragment)
        assert explorer.view == "overview", fragment


def test_a_section_of_the_ribbons_opens_its_flow(opened: Opener) -> None:
    explorer = opened()
    boxes = explorer.page.locator(".ribbons a.box")
    assert boxes.count() == 7
    for place in range(boxes.count()):
        explorer.go("overview")
        section = boxes.nth(place).get_attribute("data-in") or ""
        boxes.nth(place).click()
        assert explorer.view == "flow"
        assert explorer.state["in"] == section
        drawn = explorer.page.locator(".view.current [data-in-of]:visible")
        assert drawn.count() == 1
        assert drawn.get_attribute("data-in-of") == section
        assert explorer.page.locator(".view.current [data-in-pick]").input_value() == section
        assert drawn.locator(f".heading[href='#{section}']").count() == 1


def test_the_part_that_is_picked_is_the_part_that_is_drawn_and_back_is_the_whole(opened: Opener) -> None:
    explorer = opened(fragment="#view=flow")
    pick = explorer.page.locator(".view.current [data-in-pick]")
    values = pick.locator("option").evaluate_all("(all) => all.map((one) => one.value)")
    assert values[0] == ""
    assert len(values) == 8
    pick.select_option(values[3])
    assert explorer.page.locator(".view.current [data-in-of]:visible").get_attribute("data-in-of") == values[3]
    explorer.page.go_back()
    assert explorer.page.locator(".view.current [data-in-of]:visible").get_attribute("data-in-of") == ""
    assert pick.input_value() == ""


@pytest.mark.parametrize("name", ["invented", "bundled"])
def test_each_figure_opens_its_view_and_the_gravest_gap_leads_to_its_finding(opened: Opener, name: str) -> None:
    explorer = opened(name)
    figures = explorer.page.locator(".figures a")
    assert figures.count() >= 5
    for place in range(figures.count()):
        explorer.go("overview")
        wanted = figures.nth(place).get_attribute("data-go")
        figures.nth(place).click()
        assert explorer.view == wanted
    explorer.go("overview")
    gaps = explorer.page.locator(".gravest li a")
    assert gaps.count() == 5
    for place in range(gaps.count()):
        explorer.go("overview")
        sentence = gaps.nth(place).inner_text()
        gaps.nth(place).click()
        assert explorer.view == "gaps"
        card = explorer.page.locator(".gap-card.shown")
        assert card.locator(".says").inner_text() == sentence
        assert explorer.page.evaluate("document.activeElement.matches('.gap-card.shown')")
        box = card.bounding_box()
        assert box
        assert box["y"] < 900


def test_the_switch_shows_the_other_plan_and_keeps_the_view(opened: Opener) -> None:
    explorer = opened("two")
    plans = explorer.page.locator("[data-plan-switch] option").evaluate_all("(all) => all.map((one) => one.value)")
    assert len(plans) == 2
    explorer.go("flow")
    for plan in reversed(plans):
        explorer.page.locator("[data-plan-switch]").select_option(plan)
        assert explorer.view == "flow"
        assert explorer.page.locator("article.plan:visible").get_attribute("id") == plan
        assert f"plan={plan}" in explorer.page.evaluate("location.hash")
    explorer.page.go_back()
    assert explorer.page.locator("article.plan:visible").get_attribute("id") == plans[1]
    assert explorer.page.locator("[data-plan-switch]").input_value() == plans[1]
    explorer.go("network", plan=plans[1])
    assert explorer.page.locator("article.plan:visible .canvas canvas").count() == 1


def test_colours_follow_the_system_until_the_reader_chooses(opened: Opener) -> None:
    for system, other in (("light", "dark"), ("dark", "light")):
        explorer = opened(color_scheme=system)
        ground = "getComputedStyle(document.body).backgroundColor"
        colours = {"light": "rgb(245, 247, 249)", "dark": "rgb(15, 21, 28)"}
        assert explorer.page.evaluate(ground) == colours[system]
        for chosen, shown in ((other, other), (system, system), ("", system)):
            explorer.page.locator("select[data-theme]").select_option(chosen)
            assert explorer.page.evaluate(ground) == colours[shown]


def test_the_link_that_is_copied_shows_the_same_again(opened: Opener) -> None:
    explorer = opened(fragment="#view=flow&off=inferred")
    explorer.context.grant_permissions(["clipboard-read", "clipboard-write"])
    explorer.page.get_by_role("button", name="Copy link").click()
    explorer.page.wait_for_function("() => document.getElementById('said').textContent !== ''")
    copied = explorer.page.evaluate("navigator.clipboard.readText()")
    assert copied == explorer.page.evaluate("location.href")
    again = opened()
    again.page.goto(copied)
    assert again.view == "flow"
    assert again.state["off"] == ["inferred"]
