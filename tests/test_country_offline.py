"""The country page where a browser lacks something or the plans are hostile: nothing is lost that could be shown, and
nothing of the data ever runs."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.country_browsing import DAY, PLANS, Watched, address, go, skip_without_a_browser, started, written
from tests.country_plans import hostile_plans, store_of
from views.explorer.country import country_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

skip_without_a_browser()


@pytest.fixture(scope="module")
def browser() -> "Iterator[Browser]":
    with started() as browser:
        yield browser


@pytest.fixture(scope="module")
def country(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(tmp_path_factory.mktemp("country"))


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> str:
    with store_of(hostile_plans(), tmp_path_factory.mktemp("hostile") / "store") as store:
        return country_page(store, DAY)


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
    assert "This browser cannot unpack" in page.inner_text("#notice")
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


def test_a_page_that_was_cut_off_says_so(browser: "Browser", country: Path, tmp_path: Path) -> None:
    whole = country.read_text(encoding="utf-8")
    (tmp_path / "cut.html").write_text(whole[: whole.index('id="threads">') + 2000], encoding="utf-8")
    context = browser.new_context(offline=True)
    page = Watched(context, (tmp_path / "cut.html").as_uri()).page
    page.locator("#notice").wait_for()
    assert "may have been cut off" in page.inner_text("#notice")
    assert page.locator("#grid tbody tr").count() == 51
    context.close()
