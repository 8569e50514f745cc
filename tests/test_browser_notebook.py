"""The explorer in a browser as a notebook's export shows it: in a frame without address, history or clipboard."""

from typing import TYPE_CHECKING, cast

import nbformat
import pytest
from nbclient import NotebookClient

from tests.browser import Explorer, Opener, Pages
from views.explorer import ExplorerPage

if TYPE_CHECKING:
    from playwright.sync_api import Frame

CELL = """
from pathlib import Path
from views.explorer import ExplorerPage
ExplorerPage(Path({path!r}).read_text(encoding="utf-8"))
"""


def exported(shown: str) -> str:
    """The output of a cell in a page, as nbconvert's HTML puts it."""
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'><title>Notebook</title>"
        "<link rel='icon' href='data:,'></head><body><main><h1>Notebook</h1>"
        f"<div class='jp-RenderedHTMLCommon jp-RenderedHTML jp-OutputArea-output'>{shown}</div></main></body></html>"
    )


def frame(explorer: Explorer) -> "Frame":
    """The frame in which the page shows itself."""
    explorer.page.wait_for_function("() => window.frames.length === 1")
    inner = explorer.page.frames[1]
    inner.wait_for_selector("html.js .view.current")
    return inner


def test_the_page_shows_itself_in_a_frame_and_everything_in_it_works(opened: Opener, pages: Pages) -> None:
    explorer = opened(html=exported(ExplorerPage(pages.html("bundled"))._repr_html_()))
    inner = frame(explorer)
    view = inner.locator(".view.current")
    assert view.get_attribute("data-view") == "overview"
    for name in ("flow", "coverage", "gaps", "tables", "network", "evidence"):
        inner.locator(f".tabs [data-go={name}]").click()
        assert view.get_attribute("data-view") == name
        if name == "network":
            inner.wait_for_selector(".view.current[data-ready=yes]")
            assert inner.locator(".canvas canvas").is_visible()
    inner.locator(".tabs [data-go=flow]").click()
    inner.locator(".in:visible .card.ask").first.click()
    assert inner.locator("#details").is_visible()
    inner.locator("#details [data-row]").click()
    assert view.get_attribute("data-view") == "tables"
    inner.get_by_role("button", name="Copy link").click()
    inner.locator("#find").fill("college")
    inner.locator("#found [role=option]").first.click()
    inner.locator("#details [data-wrong]").click()
    inner.get_by_role("button", name="Copy the entry").click()
    inner.wait_for_function("() => document.getElementById('wrong-said').textContent !== ''")
    assert explorer.page.url.startswith(explorer.address)


def test_the_frame_may_not_touch_the_notebook(opened: Opener, pages: Pages) -> None:
    explorer = opened(html=exported(ExplorerPage(pages.html("bundled"))._repr_html_()))
    inner = frame(explorer)
    for reach in ("parent.document.title", "localStorage.length", "document.cookie"):
        assert inner.evaluate(f"(() => {{ try {{ return [{reach}]; }} catch {{ return 'refused'; }} }})()") == "refused"


@pytest.mark.slow
def test_a_notebook_that_is_run_and_exported_shows_the_explorer(opened: Opener, pages: Pages) -> None:
    source = CELL.format(path=str(pages.file("bundled")))
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source)])
    NotebookClient(book, timeout=120, kernel_name="python3").execute()
    outputs = [out for cell in book.cells for out in cell.get("outputs", ()) if "data" in out]
    shown = cast("str", outputs[0]["data"]["text/html"])
    explorer = opened(html=exported(shown))
    inner = frame(explorer)
    inner.locator(".tabs [data-go=network]").click()
    inner.wait_for_selector(".view.current[data-ready=yes]")
