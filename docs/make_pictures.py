"""Makes the pictures of the docs from the bundled plan, with a headless Chromium.

Run it at the top of the checkout, in an environment where the project is installed: `python docs/make_pictures.py`.
"""

import shutil
import subprocess
import sys
import tempfile
from importlib.resources import as_file, files
from pathlib import Path

from loaders.plan import load
from loaders.readers import read
from views.explorer import write_page

PICTURES = Path("docs", "pictures")
LARGEST = 250_000
"""Bytes a picture may have, so that the README loads fast everywhere."""

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")


def photograph(browser: str, page: Path, picture: Path, size: str) -> None:
    """Open a page without a window and save what it shows."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--disable-dev-shm-usage",
                "--force-device-scale-factor=0.75",
                f"--user-data-dir={profile}", f"--window-size={size}", "--virtual-time-budget=6000",
                f"--screenshot={picture.absolute()}", page.absolute().as_uri(),
            ],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip


def main() -> int:
    """Make every picture; 1 with the reason if that cannot be done."""
    browser = next((path for name in _BROWSERS if (path := shutil.which(name))), None)
    if browser is None or not PICTURES.is_dir():
        sys.stderr.write(f"This needs one of {', '.join(_BROWSERS)}, and the folder {PICTURES} below this one.\n")
        return 1
    with (
        tempfile.TemporaryDirectory() as folder,
        as_file(files("loaders").joinpath("data", "demo", "west-midlands-digest.md")) as plan,
    ):
        page = Path(folder) / "explorer.html"
        write_page(load(read(str(plan))).graph, page)
        picture = PICTURES / "explorer.png"
        photograph(browser, page, picture, "1200,1330")
    if picture.stat().st_size > LARGEST:
        sys.stderr.write(f"{picture} has {picture.stat().st_size} bytes; at most {LARGEST} are wanted.\n")
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
