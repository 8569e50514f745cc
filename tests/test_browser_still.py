"""The explorer in a browser that runs no scripts: everything but the network is there, and nothing dead is."""

import pytest

from tests.browser import NARROW, VIEWS, WIDE, Opener


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_without_scripts_every_view_but_the_network_is_on_the_page(opened: Opener, size: tuple[int, int]) -> None:
    explorer = opened("bundled", size=size, java_script_enabled=False)
    page = explorer.page
    for view in VIEWS:
        section = page.locator(f".view[data-view={view}]")
        assert section.is_visible() == (view != "network"), view
        if view != "network":
            box = section.bounding_box()
            assert box
            assert box["height"] > 300, view
    assert page.locator("table.asks tbody tr").first.is_visible()
    assert page.locator(".gap-card").first.is_visible()
    assert page.locator(".matrix").first.is_visible()
    assert page.locator(".document .block").first.is_visible()
    assert page.locator(".legend").is_visible()
    if size is WIDE:
        assert page.locator(".ribbons svg").is_visible()
        assert page.locator(".in:visible .card").count() > 60
    else:
        assert page.locator(".outline summary").first.is_visible()


def test_without_scripts_no_control_is_shown_that_does_nothing(opened: Opener) -> None:
    explorer = opened("two", java_script_enabled=False)
    page = explorer.page
    assert page.locator("button:visible, input:visible, select:visible, textarea:visible, dialog:visible").count() == 0
    for link in page.locator("a[href^='#']:visible").all()[::25]:
        target = (link.get_attribute("href") or "")[1:]
        assert page.locator(f"[id='{target}']").count() == 1, target
    assert page.locator(".plans li a").count() == 2
    page.locator(".plans li a").nth(1).click()
    assert page.evaluate("scrollY") > 1000


def test_without_scripts_tabs_and_cards_lead_to_their_places(opened: Opener) -> None:
    explorer = opened("invented", java_script_enabled=False)
    page = explorer.page
    for view in ("evidence", "tables", "gaps", "coverage", "flow"):
        page.locator(f".tabs a[data-go={view}]").click()
        top = page.locator(f".view[data-view={view}]").evaluate("(e) => e.getBoundingClientRect().top")
        assert -5 < top < 200, view
    card = page.locator(".in:visible .card.ask").first
    target = (card.get_attribute("href") or "")[1:]
    card.click()
    top = page.locator(f"tr[id='{target}']").evaluate("(e) => e.getBoundingClientRect().top")
    assert 0 <= top < 1000
