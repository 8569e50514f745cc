"""A browser for the tests of the country page, and a page in it that is watched."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.made_country import made_country
from tests.browser import CHROMIUM
from tests.country_plans import store_of
from views.explorer.country import country_page

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

PLANS, DAY = 60, "2026-04-01"


def skip_without_a_browser() -> None:
    """Leave a module out where its browser is missing; under CI it must be there."""
    if os.environ.get("CI"):
        return
    for module in ("playwright", "axe_playwright_python", "arcadedb"):
        pytest.importorskip(module, reason=f"no {module} here, so the country page was not opened in a browser")
    if CHROMIUM is None:
        pytest.skip("no Chromium here, so the country page was not opened in a browser", allow_module_level=True)


@contextmanager
def started() -> "Iterator[Browser]":
    """A running browser."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (not everywhere)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def written(folder: Path) -> Path:
    """The page of sixty made plans as a file in a folder."""
    with store_of(made_country(PLANS), folder / "store") as store:
        (folder / "country.html").write_text(country_page(store, DAY), encoding="utf-8")
    return folder / "country.html"


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


def go(page: "Page", /, **changes: Any) -> None:
    page.evaluate("changes => country.go(changes)", changes)


def address(page: "Page", key: str) -> str:
    found: str = page.evaluate("key => country.toAddress(key)", key)
    return found
