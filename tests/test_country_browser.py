"""The country page in a browser: what it answers, by mouse and by keyboard, and that nothing of the data ever runs."""

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.made_country import made_country
from tests.country_plans import hostile_plans, store_of
from views.explorer.country import country_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = next(
    (path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None
)
PLANS, DAY = 60, "2026-04-01"
WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

if not os.environ.get("CI"):
    for module in ("playwright", "axe_playwright_python", "arcadedb"):
        pytest.importorskip(module, reason=f"no {module} here, so the country page was not opened in a browser")
    if CHROMIUM is None:
        pytest.skip("no Chromium here, so the country page was not opened in a browser", allow_module_level=True)


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (not everywhere)

    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield started
        started.close()


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("country")
    with store_of(made_country(PLANS), folder / "store") as store:
        (folder / "country.html").write_text(country_page(store, DAY), encoding="utf-8")
    return folder / "country.html"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    with store_of(hostile_plans(), tmp_path_factory.mktemp("hostile") / "store") as store:
        return country_page(store, DAY)


class Watched:
    """A page whose requests, errors and dialogues are written down."""

    def __init__(self, context: "BrowserContext", address: str) -> None:
        self.asked: list[str] = []
        self.said: list[str] = []
        self.page: Page = context.new_page()
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("dialog", lambda dialog: self.said.append(dialog.message))
        self.page.goto(address)

    def ready(self) -> "Page":
        self.page.wait_for_selector("html[data-ready]", timeout=20_000)
        return self.page


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


def go(page: "Page", /, **changes: Any) -> None:
    page.evaluate("changes => country.go(changes)", changes)


def address(page: "Page", key: str) -> str:
    found: str = page.evaluate("key => country.toAddress(key)", key)
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
    assert re.search(r"159 are drawn, and .*[\d,]+ asks.* more that it is tied to", page.inner_text(".tied .lead"))


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
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  (not everywhere)

    forced = opened.evaluate("() => matchMedia('(forced-colors: active)').matches")
    rules = {"color-contrast": {"enabled": not forced}}  # the reader's own colours are not ours to judge
    found = []
    for state in STATES:
        put_into(opened, state)
        if state == "matrix":
            opened.fill("#find", "skills")
        report = Axe().run(opened, options={"runOnly": WCAG, "rules": rules, "resultTypes": ["violations"]}).response
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


def test_without_scripts_the_table_is_there(browser: "Browser", country: Path) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = Watched(context, country.as_uri()).page
    assert page.locator(".still tbody tr").count() == PLANS
    assert page.locator(".still").is_visible()
    assert not page.locator("#matrix").is_visible()
    context.close()


def test_a_browser_that_cannot_unpack_says_so_and_keeps_the_matrix(browser: "Browser", country: Path) -> None:
    context = browser.new_context(offline=True)
    context.add_init_script("delete globalThis.DecompressionStream;")
    watched = Watched(context, country.as_uri())
    page = watched.page
    page.locator("#grid tbody tr").nth(1).wait_for()
    page.fill("#find", "dwp")
    assert "Department for Work and Pensions" in page.inner_text("#found")
    assert "cannot be searched in this browser" in page.inner_text("#find-told")
    page.locator("#grid tbody td button").first.click()
    assert "This browser cannot unpack" in page.get_by_role("dialog").inner_text()
    page.keyboard.press("Escape")
    page.locator("#grid tbody a").first.click()
    assert "This browser cannot unpack" in page.inner_text("#one")
    assert watched.said == []
    context.close()


def test_in_a_frame_without_history_it_still_works(browser: "Browser", country: Path) -> None:
    context = browser.new_context(offline=True)
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.set_content("<!doctype html><title>x</title><iframe width=1000 height=800></iframe>")
    page.locator("iframe").evaluate("(frame, html) => { frame.srcdoc = html; }", country.read_text(encoding="utf-8"))
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for()
    frame.locator("#grid tbody a").first.click()
    assert frame.locator("#one-name").inner_text() == "Growth plan of region 0"
    frame.get_by_role("link", name="All plans").click()
    assert frame.locator("#matrix").is_visible()
    assert said == []
    context.close()


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without the policy"])
def test_hostile_plans_run_nothing_in_any_view(browser: "Browser", hostile: str, tmp_path: Path, policy: bool) -> None:
    file = tmp_path / "hostile.html"
    file.write_text(hostile if policy else _POLICY.sub("", hostile), encoding="utf-8")
    context = browser.new_context(offline=True)
    watched = Watched(context, file.as_uri())
    page = watched.ready()
    page.fill("#find", "script")
    assert page.locator("#found li").count() > 10
    page.focus("#plan")
    keys = page.evaluate(
        "() => country.threads.flatMap((t, plan) => Array.from({length: t.size}, (_, n) => `${plan}.${n}`))"
    )
    for key in [*keys[:60], "p0", "p2", *(f"s{n}" for n in range(3))]:
        go(page, at=address(page, key), steps=2)
    for to in ("asks", "nobody", "others"):
        go(page, cell=f"{address(page, 'p1')}\n{to}")
        page.get_by_role("dialog").locator("article").first.wait_for()
    assert page.evaluate("() => document.documentElement.dataset.hacked") is None
    assert page.locator("a[href^='javascript'], a[href^='data'], img, iframe, object").count() == 0
    assert [url for url in watched.asked if not url.startswith(file.as_uri())] == []
    assert watched.said == []
    context.close()


def test_on_paper_the_rows_shown_are_printed_whole(opened: "Page") -> None:
    opened.emulate_media(media="print")
    assert not opened.locator(".find").is_visible()
    assert opened.locator("#grid tbody tr").last.is_visible()
    assert opened.evaluate("() => getComputedStyle(document.getElementById('scroll')).maxHeight") == "none"
