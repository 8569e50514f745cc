"""The explorer in a real browser: its pages, made once, and a watch on everything that a page asks, runs or says."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

import pytest

from graph.store import open_store
from tests.explorer_parts import bundled
from tests.explorer_plan import invented_graph
from views.explorer import page_html, page_of_store

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Request, Route

VIEWS = ("overview", "flow", "coverage", "gaps", "tables", "network", "evidence")
DAY = "2026-03-12"
"""The day on which dated facts of the pages are read."""

WIDE, MIDDLE, NARROW = (1440, 1000), (1024, 800), (390, 844)
_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
CHROMIUM = next((path for name in _NAMES if (path := shutil.which(name))), None)
"""The system's own Chromium, if there is one."""


@dataclass
class Watch:
    """What a page did that no page of ours may do."""

    allowed: str = ""
    asked: list[str] = field(default_factory=list)
    """Requests for anything but the page's own file."""
    said: list[str] = field(default_factory=list)
    """Messages of the console, and errors that nothing caught."""

    def on(self, context: "BrowserContext") -> None:
        """Watch everything in a context, and let nothing but files out of it."""
        context.on("request", self._request)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.said.append(f"error: {error.error}"))
        context.route("**/*", self._route)

    def _request(self, request: "Request") -> None:
        if not request.url.startswith(("data:", "blob:")) and request.url.partition("#")[0] != self.allowed:
            self.asked.append(request.url)

    def _console(self, message: "ConsoleMessage") -> None:
        self.said.append(f"{message.type}: {message.text}")

    def _route(self, route: "Route") -> None:
        if route.request.url.startswith("http"):
            route.abort()
        else:
            route.continue_()


@dataclass
class Explorer:
    """A page of ours, open in a browser."""

    page: "Page"
    watch: Watch
    address: str
    """The page's file as an address, without what stands after #."""

    @property
    def context(self) -> "BrowserContext":
        """The browser's own memory that this page alone uses."""
        return self.page.context

    def go(self, view: str, **state: str) -> None:
        """Go to an address of this page, as a link that was sent would."""
        self.visit("#" + urlencode({"view": view, **state}))

    def visit(self, fragment: str) -> None:
        """Change what stands after # in the address, and wait until it is shown."""
        self.page.evaluate(
            "(to) => new Promise((done) => {"
            " if (location.hash === to) return done();"
            " addEventListener('hashchange', () => setTimeout(done), { once: true }); location.hash = to; })",
            fragment,
        )
        if self.view == "network":
            self.drawn()

    def drawn(self) -> None:
        """Wait until the network is drawn."""
        self.page.wait_for_selector(".plan.current .view.current[data-ready=yes]")

    @property
    def view(self) -> str:
        """The view that is to be seen."""
        shown = self.page.locator(".view.current:visible")
        assert shown.count() == 1
        return shown.get_attribute("data-view") or ""

    @property
    def state(self) -> dict[str, Any]:
        """What the address says."""
        found: dict[str, Any] = self.page.evaluate("window.explorer.state()")
        return found

    def focused(self, what: str = "textContent") -> str:
        """A property of what has the focus."""
        found: str = self.page.evaluate("(what) => (document.activeElement[what] || '').trim()", what)
        return found

    def open(self, anchor: str) -> None:
        """Show what is known of a fact."""
        self.page.evaluate("(anchor) => window.explorer.open(anchor, null)", anchor)

    def press(self, link: "Locator") -> None:
        """Click where a link's words begin: in the middle of one that goes over several lines there may be none."""
        link.scroll_into_view_if_needed()
        box = link.evaluate("(e) => { const box = e.getClientRects()[0]; return [box.left, box.top, box.height]; }")
        self.page.mouse.click(box[0] + 3, box[1] + box[2] / 2)

    def anchors(self, kind: str) -> list[str]:
        """Addresses of all facts of a type, as it is written in the details."""
        found: list[str] = self.page.evaluate(
            "(kind) => Object.keys(explorer.told).filter((anchor) => explorer.told[anchor].type === kind)", kind
        )
        return found

    def named(self, name: str) -> str:
        """Address of the fact with a name."""
        found: list[str] = self.page.evaluate(
            "(name) => Object.keys(explorer.told).filter((anchor) => explorer.told[anchor].name === name)", name
        )
        assert len(found) == 1, f"{name}: {found}"
        return found[0]


Opener = Callable[..., Explorer]


class Pages:
    """The pages under test as files, each made when it is first wanted."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def file(self, name: str) -> Path:
        """The file of a page by its name."""
        path = self.folder / f"{name}.html"
        if not path.exists():
            make: Callable[[], str] = getattr(self, f"_{name}")
            path.write_text(make(), encoding="utf-8", newline="\n")
        return path

    def html(self, name: str) -> str:
        """The text of a page by its name."""
        return self.file(name).read_text(encoding="utf-8")

    def _invented(self) -> str:
        with open_store(str(self.folder / "invented")) as store:
            store.replace_plan(invented_graph())
            return page_of_store(store, as_of=DAY)

    def _bundled(self) -> str:
        with bundled(self.folder / "bundled") as store:
            return page_of_store(store, as_of=DAY)

    def _two(self) -> str:
        with open_store(str(self.folder / "two")) as store:
            store.replace_plan(invented_graph())
            store.replace_plan(invented_graph("Another plan"))
            return page_of_store(store, as_of=DAY)

    def _hostile(self) -> str:
        from tests.test_explorer_page import hostile_graph  # noqa: PLC0415 - only for this page

        return page_html(hostile_graph())


@pytest.fixture(scope="session")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Pages:
    """The pages under test."""
    return Pages(tmp_path_factory.mktemp("explorer"))


def installed() -> str:
    """The path of the system's Chromium; without one, or without Playwright, tests are skipped, or fail under CI."""
    lacking = "Playwright" if find_spec("playwright") is None else "Chromium" if CHROMIUM is None else ""
    if not lacking:
        assert CHROMIUM
        return CHROMIUM
    if os.environ.get("CI"):
        pytest.fail(f"In CI the explorer is opened in a browser, and there is no {lacking}.")
    pytest.skip(f"no {lacking} on this machine, so the explorer was not opened in a browser")


@pytest.fixture(scope="module")
def browser() -> Iterator["Browser"]:
    """A browser for one file of tests: Playwright runs a loop of its own, which must not last into other tests."""
    path = installed()
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - it may be absent

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield running
        running.close()


@contextmanager
def watched(browser: "Browser", size: tuple[int, int] = WIDE, **how: Any) -> Iterator[tuple["BrowserContext", Watch]]:
    """A fresh context without a network; a request, a message or an error in it is a failure at its end."""
    watch = Watch()
    context = browser.new_context(viewport={"width": size[0], "height": size[1]}, offline=True, **how)
    context.set_default_timeout(15_000)
    watch.on(context)
    yield context, watch
    context.close()
    assert watch.asked == []
    assert watch.said == []


@pytest.fixture
def opened(browser: "Browser", pages: Pages, tmp_path: Path) -> Iterator[Opener]:
    """Opens a page by its name, or a text as a page, each in a fresh context; all are judged at the end of the test."""
    contexts: list[AbstractContextManager[tuple[BrowserContext, Watch]]] = []

    def open_page(
        name: str = "invented", fragment: str = "", html: str | None = None, size: tuple[int, int] = WIDE, **how: Any
    ) -> Explorer:
        if html is None:
            file = pages.file(name)
        else:
            file = tmp_path / f"page-{len(contexts)}.html"
            file.write_text(html, encoding="utf-8", newline="\n")
        manager = watched(browser, size, **how)
        context, watch = manager.__enter__()
        contexts.append(manager)
        watch.allowed = file.as_uri()
        page = context.new_page()
        page.goto(watch.allowed + fragment)
        return Explorer(page, watch, watch.allowed)

    yield open_page
    for manager in contexts:
        manager.__exit__(None, None, None)
