"""Makes the pictures of the docs from the bundled plan, with Playwright and the system's Chromium.

Run it at the top of the checkout, in an environment where the project is installed: `python docs/make_pictures.py`.
"""

import shutil
import sys
import tempfile
from dataclasses import dataclass
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from graph.store import open_store
from loaders.plan import load
from loaders.readers import read
from views.explorer import page_of_store

if TYPE_CHECKING:
    from playwright.sync_api import Page

PICTURES = Path("docs", "pictures")
LARGEST = 250_000
"""Bytes a picture may have, so that the README loads fast everywhere."""

DAY = "2026-03-12"
"""The day on which dated facts are read, so that the pictures do not change with the calendar."""

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


@dataclass(frozen=True)
class Picture:
    """One picture: what it shows, and how much of it."""

    name: str
    address: str
    size: tuple[int, int]
    chosen: str = ""
    """What is clicked before the picture is taken."""
    tied_to: str = ""
    """Whose neighbourhood the network shows."""


WANTED = (
    Picture("overview", "#view=overview", (1280, 1080)),
    Picture("flow", "#view=flow", (1440, 900), chosen=".in:not([hidden]) .card.ask"),
    Picture("coverage", "#view=coverage", (1280, 820)),
    Picture("gaps", "#view=gaps", (1280, 900)),
    Picture("network", "#view=network", (1280, 900), tied_to="Department for Work and Pensions"),
)


def photograph(page: "Page", address: str, wanted: Picture) -> Path:
    """Save what a view of the page shows."""
    page.set_viewport_size({"width": wanted.size[0], "height": wanted.size[1]})
    page.goto("about:blank")
    page.goto(address + wanted.address)
    if "network" in wanted.address:
        page.wait_for_selector(".view.current[data-ready=yes]")
    if wanted.chosen:
        page.locator(wanted.chosen).first.click()
    if wanted.tied_to:
        page.locator("[data-reach=from]").select_option(label=wanted.tied_to)
        page.keyboard.press("Escape")  # the details, which would cover it
        page.locator(".view.current .canvas").evaluate("(shown) => shown.scrollIntoView({ block: 'end' })")
    page.mouse.move(0, 0)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    picture = PICTURES / f"{wanted.name}.png"
    page.screenshot(path=picture)
    return picture


def main() -> int:
    """Make every picture; 1 with the reason if that cannot be done."""
    browser = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if browser is None or not PICTURES.is_dir():
        sys.stderr.write(f"This needs one of {', '.join(_BROWSERS)}, and the folder {PICTURES} below this one.\n")
        return 1
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - after what is said without it

    with (
        tempfile.TemporaryDirectory() as folder,
        as_file(files("loaders").joinpath("data", "demo", "west-midlands-digest.md")) as plan,
    ):
        file = Path(folder) / "explorer.html"
        with open_store(str(Path(folder) / "store")) as store:
            store.replace_plan(load(read(str(plan)), published="2025-07").graph)
            file.write_text(page_of_store(store, as_of=DAY), encoding="utf-8")
        with sync_playwright() as playwright:
            running = playwright.chromium.launch(executable_path=browser, args=["--no-sandbox", "--disable-lcd-text"])
            page = running.new_page(device_scale_factor=0.85, color_scheme="light")
            made = [photograph(page, file.as_uri(), wanted) for wanted in WANTED]
            running.close()
    large = [f"{picture} has {picture.stat().st_size} bytes" for picture in made if picture.stat().st_size > LARGEST]
    if large:
        sys.stderr.write(f"{'; '.join(large)}; at most {LARGEST} are wanted.\n")
    return 1 if large else 0


if __name__ == "__main__":
    raise SystemExit(main())
