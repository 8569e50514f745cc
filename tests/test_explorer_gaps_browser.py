"""The filter of the gaps view in a browser: severities go and come back, and a link to a hidden gap shows it."""

import os
import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.explorer_parts import hostile_graph, rendered
from tests.test_explorer_gaps import each, invented, told

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
CHROMIUM = next((path for name in _NAMES if (path := shutil.which(name))), None)

if CHROMIUM is None and not os.environ.get("CI"):
    pytest.skip("no Chromium on this machine, so the filter was not tried in a browser", allow_module_level=True)

_TRY = """
const root = document.documentElement, seen = (name) => {
  const shown = [...document.querySelectorAll("article")].filter((e) => !e.closest("[hidden]")).map((e) => e.id);
  const links = [...document.querySelectorAll("nav a")].filter((e) => !e.closest("[hidden]")).length;
  root.dataset[name] = `${shown.join(" ")}|${links}|${document.querySelector("[data-shown]").textContent}`;
};
seen("before");
const box = document.querySelector("input[data-severity=low]");
box.click();
seen("without");
window.addEventListener("hashchange", () => seen("after"));
window.location.hash = document.querySelector("section[data-severity=low] article").id;
"""


def test_a_severity_can_be_hidden_and_a_link_to_a_hidden_gap_brings_it_back(tmp_path: Path) -> None:
    assert CHROMIUM, "In CI the browser tests must run: install Chromium."
    gaps = told(*invented(hostile_graph()))
    script = (files("views") / "templates" / "explorer-gaps.js").read_text(encoding="utf-8")
    page = tmp_path / "gaps.html"
    html = rendered("gaps", SimpleNamespace(gaps=gaps))
    page.write_text(f"{html}<script>{script}</script><script>{_TRY}</script>", encoding="utf-8")
    done = subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", f"--user-data-dir={tmp_path}/p",
            "--disable-background-networking", "--virtual-time-budget=2000", "--dump-dom", page.as_uri(),
        ],
        capture_output=True, text=True, encoding="utf-8", timeout=120, check=True,
    )  # fmt: skip
    dumped = dict(re.findall(r'data-(before|without|after)="([^"]*)"', done.stdout.split(">", 2)[1]))
    every = [gap.anchor for gap in each(gaps)]
    low = {gap.anchor for group in gaps.groups if group.severity == "low" for gap in group.gaps}
    assert dumped == {
        "before": f"{' '.join(every)}|4|",
        "without": f"{' '.join(anchor for anchor in every if anchor not in low)}|2|2 shown",
        "after": f"{' '.join(every)}|4|",
    }
