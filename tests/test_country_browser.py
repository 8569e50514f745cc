"""The country page in a browser: what it answers, by mouse and by keyboard, at every width and in every look."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.country_browsing import Watched, address, go, skip_without_a_browser, started, written

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

skip_without_a_browser()


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with started() as browser:
        yield browser


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("country"))


@pytest.fixture
def opened(browser: "Browser", country: Path, request: pytest.FixtureRequest) -> "Iterator[Page]":
    """The page of sixty plans, offline; after the test nothing may have been asked for or complained of."""
    wanted: dict[str, Any] = getattr(request, "param", {})
    context = browser.new_context(**{"viewport": {"width": 1440, "height": 900}, "offline": True, **wanted})
    watched = Watched(context, country.as_uri())
    yield watched.ready()
    assert [url for url in watched.asked if not url.startswith(country.as_uri())] == []
    assert watched.said == []
    context.close()


def column(page: "Page", name: str) -> int:
    """The place of a column of the matrix."""
    found: int = page.evaluate(
        "name => [...document.querySelectorAll('#grid thead th')].findIndex((th) => th.title === name)", name
    )
    assert found > 0
    return found


def most_connected(page: "Page") -> str:
    found: str = page.evaluate("() => country.shared.reduce((a, b) => a.joins.length >= b.joins.length ? a : b).place")
    return address(page, f"s{found}")


def test_the_matrix_has_a_page_of_rows_and_can_be_turned_sorted_and_filtered(opened: "Page") -> None:
    page = opened
    rows = page.locator("#grid tbody tr")
    assert rows.count() == 51
    assert page.inner_text("#shown") == "Plans 1 to 50 of 60 plans"
    assert rows.nth(0).inner_text().startswith("All 60 plans")
    page.get_by_role("button", name="Next page").click()
    assert page.inner_text("#shown") == "Plans 51 to 60 of 60 plans"
    page.go_back()
    assert page.inner_text("#shown") == "Plans 1 to 50 of 60 plans"
    page.select_option("#sort", label="Most: All asks of the plan")
    asks = [int(text) for text in page.locator("#grid tbody tr td:nth-child(2)").all_inner_texts()[1:]]
    assert asks == sorted(asks, reverse=True)
    page.fill("#filter", "region 5")
    assert page.inner_text("#shown") == "Plans 1 to 15 of 15 plans of 60"
    page.reload()
    assert page.input_value("#filter") == "region 5"
    assert page.inner_text("#shown") == "Plans 1 to 15 of 15 plans of 60"
    page.fill("#filter", "no such plan")
    assert "No plan’s title or publisher has these words" in page.inner_text("#nothing")


def test_what_is_inferred_looks_different_and_can_be_switched_off(opened: "Page") -> None:
    page = opened
    cell = page.locator("#grid tbody tr").nth(1).locator("td").nth(column(page, "Department for Work and Pensions") - 1)
    assert cell.inner_text().split() == ["4", "+2", "inferred"]
    assert page.locator("#grid td .i").first.evaluate("e => getComputedStyle(e).borderBottomStyle") == "dashed"
    page.uncheck("#inferred")
    assert cell.inner_text() == "4"
    assert page.locator("#grid td .i").count() == 0
    assert "inferred=no" in page.url


def test_public_bodies_are_one_column_until_every_body_is_wanted(opened: "Page") -> None:
    page = opened
    row = page.locator("#grid tbody tr").nth(1)
    cell = row.locator("td").nth(column(page, "Asks of public bodies") - 1)
    narrow = row.locator("td").count()
    together = int(cell.inner_text())
    cell.locator("button").click()
    drawer = page.get_by_role("dialog", name="Asks of public bodies")
    drawer.locator("article").first.wait_for()
    assert drawer.locator("article").count() == together
    assert "asked of VisitBritain" in drawer.inner_text()
    page.keyboard.press("Escape")
    page.select_option("#wide", "all")
    assert row.locator("td").count() == narrow + 4
    assert row.locator("td").nth(column(page, "VisitBritain") - 1).inner_text() == "1"


def test_an_empty_cell_says_none_in_words_and_by_a_pattern(opened: "Page") -> None:
    empty = opened.locator("#grid td.no").first
    assert empty.text_content() == "–none"
    assert "repeating-linear-gradient" in empty.evaluate("e => getComputedStyle(e).backgroundImage")


def test_by_keyboard_a_cell_opens_its_sentences_and_gives_the_focus_back(opened: "Page") -> None:
    page = opened
    page.focus("#scroll")
    page.keyboard.press("Tab")
    focused = "() => document.activeElement.closest('td, th').cellIndex"
    assert page.evaluate("() => document.activeElement.closest('table').id") == "grid"
    for _ in range(column(page, "Department for Work and Pensions")):
        page.keyboard.press("ArrowRight")
    assert page.evaluate(focused) == column(page, "Department for Work and Pensions")
    page.keyboard.press("Enter")
    drawer = page.get_by_role("dialog", name="Asks of Department for Work and Pensions")
    drawer.locator("article").first.wait_for()
    assert drawer.locator("article").count() == 6
    assert drawer.locator("blockquote mark").first.inner_text().startswith("£1bn to rebuild the region's system")
    assert drawer.locator("blockquote").first.inner_text().startswith("We are asking for £1bn")
    assert "People › What we ask of government" in drawer.locator(".where").first.inner_text()
    assert "stated: the plan’s own words say it; named earlier in the section" in drawer.inner_text()
    assert "inferred: a rule concludes it; the words do not say it" in drawer.inner_text()
    page.keyboard.press("Escape")
    assert not drawer.is_visible()
    assert page.evaluate(focused) == column(page, "Department for Work and Pensions")


def test_search_finds_plans_bodies_and_words_and_says_how_many(opened: "Page") -> None:
    page = opened
    page.fill("#find", "dwp")
    assert "Department for Work and Pensions" in page.locator("#found li").first.inner_text()
    page.fill("#find", "growth plan region 59")
    assert page.locator("#found section").first.inner_text().startswith("Plans 1\nGrowth plan of region 59")
    page.fill("#find", "TECHNICAL educat")
    asks = page.locator("#found section", has_text="Asks")
    assert asks.locator("h2").inner_text() == "Asks 5"
    assert asks.locator("li").count() == 5
    page.fill("#find", "the")
    assert re.match(r"[\d,]+ found; ", page.inner_text("#find-told"))
    assert page.locator("#found li").count() <= 48
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    assert page.evaluate("() => [...document.querySelectorAll('#found a')].indexOf(document.activeElement)") == 1
    page.keyboard.press("Escape")
    assert not page.locator("#found").is_visible()
    assert page.evaluate("() => document.activeElement.id") == "find"
    page.fill("#find", "no such words anywhere")
    assert page.inner_text("#find-told") == "Nothing found."


def test_a_body_shows_which_plans_ask_what_of_it(opened: "Page") -> None:
    page = opened
    page.fill("#find", "department for work and pensions")
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "one-name"
    assert page.title() == "Department for Work and Pensions – 60 plans – Partnership Graph"
    assert "15 plans put 30 asks to it by name. 95 more are inferred to be for it." in page.inner_text("#one")
    shown = page.locator(".asking > li")
    assert shown.count() == 6
    page.get_by_role("button", name="Show more").click()
    assert shown.count() == 30
    first = shown.first
    assert first.locator("ul a").count() == 6
    first.get_by_role("button").click()
    page.get_by_role("dialog").locator("article").first.wait_for()
    page.get_by_role("button", name="Close").click()
    page.go_back()
    page.go_back()
    page.go_back()
    assert page.locator("#matrix").is_visible()
    page.go_forward()
    assert page.inner_text("#one-name") == "Department for Work and Pensions"


@pytest.mark.parametrize("steps", [1, 2])
def test_a_neighbourhood_is_never_more_than_160_and_all_of_it_is_in_the_list(opened: "Page", steps: int) -> None:
    page = opened
    for key in (most_connected(page), *(address(page, key) for key in ("p0", "0.0", "0.30", "p7", "7.3"))):
        go(page, at=key, steps=steps, most=160)
        drawn = page.locator(".picture .card .name").all_inner_texts()
        assert 1 < len(drawn) <= 160
        listed = page.evaluate(
            "() => [...document.querySelectorAll('.beside [data-key] > a')].map((a) => a.textContent)"
        )
        here = page.inner_text("#one-name")
        names = page.evaluate("() => [...document.querySelectorAll('.picture .card .name')].map((e) => e.textContent)")
        assert sorted(names) == sorted([*listed, here])
        tree = page.locator(".beside").aria_snapshot()
        assert tree.count("link ") == len(drawn) - 1
        lines = page.locator(".picture path").count()
        assert page.locator(".beside .near-list ul li").count() == lines
        told = page.inner_text(".tied .lead")
        assert told.startswith(f"{len(drawn) - 1} ")
    go(page, at=most_connected(page), steps=steps, most=160)
    assert re.match(r"159 are drawn; left out: [\d,]+ more tied to it \(.*[\d,]+ asks", page.inner_text(".tied .lead"))


def test_a_view_can_be_sent_as_an_address(opened: "Page", browser: "Browser", country: Path) -> None:
    go(opened, at=address(opened, "3.4"), steps=2, most=80, inferred=False)
    context = browser.new_context(offline=True)
    there = Watched(context, opened.url).ready()
    assert there.inner_text("#one-name") == opened.inner_text("#one-name")
    assert there.locator("#near-steps").input_value() == "2"
    assert not there.is_checked("#near-inferred")
    for nonsense in (
        "#at=ask:999:nowhere",
        "#at=plan:",
        "#cell=x%0Ay",
        "#page=-3&steps=9&most=1e9",
        "#%E0%A4%A",
        "#at=ask:0:x",
    ):
        lost = Watched(context, country.as_uri() + nonsense)
        assert lost.ready().locator("#matrix").is_visible()
        assert lost.said == []
    context.close()


STATES: dict[str, dict[str, Any]] = {
    "matrix": {},
    "sorted": {"sort": "nobody", "wide": True, "page": 2},
    "cell": {"cell": "CELL"},
    "body": {"at": "s-most", "steps": 2, "most": 80},
    "plan": {"at": "p4"},
    "ask": {"at": "0.3", "steps": 2},
    "role": {"at": "0.30"},
}


def put_into(page: "Page", state: str) -> None:
    changes = dict(STATES[state])
    if changes.get("cell"):
        changes["cell"] = f"{address(page, 'p0')}\nasks"
    if changes.get("at"):
        changes["at"] = most_connected(page) if changes["at"] == "s-most" else address(page, changes["at"])
    go(page, **changes)
    page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")


SMALL_TARGETS = """() => [...document.querySelectorAll('a, button, select, input, summary')]
  .filter((e) => e.checkVisibility() && !e.closest('label') && !e.matches('.skip'))
  .filter((e) => e.getBoundingClientRect().height < 23.9).map((e) => e.outerHTML.slice(0, 120))"""

LOOKS: dict[str, dict[str, Any]] = {
    "wide and light": {"color_scheme": "light"},
    "narrow and dark": {"color_scheme": "dark", "viewport": {"width": 390, "height": 844}},
    "forced colours": {"forced_colors": "active", "viewport": {"width": 1024, "height": 800}},
}


@pytest.mark.slow
@pytest.mark.parametrize("opened", LOOKS.values(), ids=LOOKS.keys(), indirect=True)
def test_axe_finds_nothing_in_any_state(opened: "Page") -> None:
    axe = import_module("axe_playwright_python.sync_playwright").Axe()
    forced = opened.evaluate("() => matchMedia('(forced-colors: active)').matches")
    rules = {"color-contrast": {"enabled": not forced}}  # the reader's own colours are not ours to judge
    found = []
    for state in STATES:
        put_into(opened, state)
        if state == "matrix":
            opened.fill("#find", "skills")
        report = axe.run(opened, options={"runOnly": WCAG, "rules": rules, "resultTypes": ["violations"]}).response
        found += [(state, v["id"], [n["html"][:120] for n in v["nodes"][:3]]) for v in report["violations"]]
        opened.keyboard.press("Escape")
        opened.fill("#find", "")
        go(opened, at="", cell="")
    assert found == []


@pytest.mark.slow
@pytest.mark.parametrize(
    "opened", [{"viewport": {"width": w, "height": 700}} for w in (320, 390, 768, 1024)], indirect=True
)
def test_the_page_never_scrolls_sideways_and_every_target_is_large_enough(opened: "Page") -> None:
    for state in STATES:
        put_into(opened, state)
        wide = opened.evaluate("() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]")
        assert wide[0] <= wide[1], state
        small = opened.evaluate(SMALL_TARGETS)
        assert small == [], state
        go(opened, at="", cell="")


def test_on_paper_the_rows_shown_are_printed_whole(opened: "Page") -> None:
    opened.emulate_media(media="print")
    assert not opened.locator(".find").is_visible()
    assert opened.locator("#grid tbody tr").last.is_visible()
    assert opened.evaluate("() => getComputedStyle(document.getElementById('scroll')).maxHeight") == "none"
