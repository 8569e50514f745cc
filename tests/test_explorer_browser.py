"""The page in a browser, with the network watched: nothing from the data runs, nothing is asked of anybody, and at
every width nothing is cut off, too faint or too small."""

import json
import os
import re
import shutil
import subprocess
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from tests.explorer_plan import invented_graph
from tests.test_explorer_page import hostile_graph
from views.explorer import page_html

_NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome", "msedge")
CHROMIUM = next((path for name in _NAMES if (path := shutil.which(name))), None)
_OWN_TRAFFIC = re.compile(r"(google(apis|usercontent)?|gvt1|gstatic)\.com\b")
_POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

if CHROMIUM is None and not os.environ.get("CI"):
    pytest.skip("no Chromium on this machine, so the explorer was not opened in a browser", allow_module_level=True)


class Watch(ThreadingHTTPServer):
    """A proxy on loopback for everything a browser asks: it writes down each request and serves only its own pages."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Listener)
        self.pages: dict[str, bytes] = {}
        self.asked: list[str] = []


class Listener(BaseHTTPRequestHandler):
    """Answers from the pages of its server."""

    def _answer(self) -> None:
        assert isinstance(self.server, Watch)
        if not _OWN_TRAFFIC.search(self.path):
            self.server.asked.append(self.path)
        page = self.server.pages.get(self.path)
        self.send_response(404 if page is None else 200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(page or b"")

    do_GET = do_POST = do_CONNECT = do_HEAD = _answer  # noqa: N815

    def log_message(self, *_: Any) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def watch() -> Iterator[Watch]:
    with Watch() as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def browse(watch: Watch, address: str, profile: Path, *flags: str) -> tuple[str, str]:
    """The page as it stands in the browser after its scripts have run, and what the browser's console said."""
    assert CHROMIUM, "In CI the browser tests must run: install Chromium."
    watch.asked.clear()
    done = subprocess.run(
        [
            CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
            "--disable-background-networking", "--disable-component-update", "--disable-sync", "--hide-scrollbars",
            "--disable-dev-shm-usage", f"--user-data-dir={profile}", "--window-size=1440,4000",
            f"--proxy-server=http://127.0.0.1:{watch.server_address[1]}", "--proxy-bypass-list=<-loopback>",
            "--virtual-time-budget=6000", "--enable-logging=stderr", *flags, "--dump-dom", address,
        ],
        capture_output=True, timeout=120, check=True,
    )  # fmt: skip
    said = done.stderr.decode("utf-8", "replace")
    return done.stdout.decode("utf-8", "replace"), "\n".join(line for line in said.splitlines() if "CONSOLE" in line)


def test_the_watch_sees_a_request_and_a_script_when_there_is_one(watch: Watch, tmp_path: Path) -> None:
    page = tmp_path / "open.html"
    page.write_text(
        "<!doctype html><html>"
        "<img src='http://canary.example/x.png' onerror='document.documentElement.dataset.hacked=1'>",
        encoding="utf-8",
    )
    dom, _ = browse(watch, page.as_uri(), tmp_path / "profile")
    assert "http://canary.example/x.png" in watch.asked
    assert 'data-hacked="1"' in dom


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without the policy"])
def test_a_hostile_plan_runs_nothing_and_asks_for_nothing(watch: Watch, tmp_path: Path, policy: bool) -> None:
    html = page_html(hostile_graph())
    every_panel = (
        "<script>for (const link of document.querySelectorAll('a[data-node]'))"
        " window.explorer.open(link.dataset.node, null);"
        "for (const box of document.querySelectorAll('[data-inferred]')) box.click();"
        "setTimeout(() => { const reach = document.querySelector('[data-reach]');"
        "for (const one of [...reach.options].slice(0, 30)) {"
        " reach.value = one.value; reach.dispatchEvent(new Event('change', { bubbles: true })); }"
        "document.querySelector('[data-zoom=fit]').click(); document.body.dataset.walked = reach.options.length;"
        "}, 900);</script>"
    )
    if not policy:
        html = _POLICY.sub("", html).replace("</body>", every_panel + "</body>")
    page = tmp_path / "hostile.html"
    page.write_text(html, encoding="utf-8")
    dom, console = browse(watch, page.as_uri(), tmp_path / "profile")
    opening = re.search(r"<html[^>]*>", dom)
    assert opening
    assert "hacked" not in opening[0]
    assert 'class="js' in opening[0], "our own script must have run"
    assert 'data-ready="yes"' in dom, "the network must have been drawn"
    assert policy or "data-walked" in dom, "every neighbourhood must have been shown"
    assert watch.asked == []
    assert console == ""


def test_the_page_is_useful_without_scripts(watch: Watch, tmp_path: Path) -> None:
    page = tmp_path / "still.html"
    html = re.sub(r"script-src( &#39;sha256-[^&]*&#39;)+", "script-src &#39;none&#39;", page_html(invented_graph()))
    page.write_text(html, encoding="utf-8")
    dom, _ = browse(watch, page.as_uri(), tmp_path / "profile")
    assert '<html lang="en-GB">' in dom, "no script may have run"
    assert dom.count('class="card ') == 29 + 30 + 22 + 7
    assert watch.asked == []


MEASURE = """
<script>
const problems = [];
function luminance(rgb) {
  const [r, g, b] = rgb.map((c) => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}
const numbers = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
function ground(view, element) {
  for (let e = element; e; e = e.parentElement) {
    const colour = numbers(view.getComputedStyle(e).backgroundColor);
    if (colour.length === 3 || colour[3] === 1) return colour.slice(0, 3);
  }
  return [255, 255, 255];
}
function look(frame, width) {
  const view = frame.contentWindow, page = view.document, root = page.documentElement;
  const words = (e) => (e.textContent || '').trim().slice(0, 60);
  const note = (what, e) => problems.push(`${width}: ${what}: ${e.tagName} ${words(e)}`);
  if (root.scrollWidth > root.clientWidth) {
    problems.push(`${width}: scrolls sideways by ${root.scrollWidth - root.clientWidth}`);
    for (const e of page.querySelectorAll('body *')) {
      if (e.getBoundingClientRect().right > root.clientWidth + 1 && !e.children.length) note('sticks out', e);
    }
  }
  const seen = (e) => e.checkVisibility() && e.getBoundingClientRect().width > 1;
  for (const e of page.querySelectorAll('a, button, select, input[type=search], summary, label.kind')) {
    if (seen(e) && !e.matches('.skip') && e.getBoundingClientRect().height < 23.5) note('lower than 24 px', e);
  }
  const walk = page.createTreeWalker(page.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const e = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || e.closest('svg, script, style, option') || !seen(e)) continue;
    const text = luminance(numbers(view.getComputedStyle(e).color).slice(0, 3)), behind = luminance(ground(view, e));
    const ratio = (Math.max(text, behind) + 0.05) / (Math.min(text, behind) + 0.05);
    if (ratio < 4.5) note(`contrast ${ratio.toFixed(2)}`, e);
    const block = e.matches('tbody td, tbody th, p, h1, h2, h3') && view.getComputedStyle(e).display === 'block';
    if (block && e.scrollWidth > e.clientWidth + 1) note('cut off', e);
  }
  for (const card of page.querySelectorAll('.flow .card')) {
    if (!seen(card)) continue;
    const box = card.querySelector('rect').getBoundingClientRect();
    for (const text of card.querySelectorAll('text')) {
      const words = text.getBoundingClientRect();
      const wide = words.left < box.left || words.right > box.right;
      if (wide || words.top < box.top || words.bottom > box.bottom + 1) note('text leaves its card', text);
    }
  }
  for (const line of page.querySelectorAll('.flow .group, .flow .theme, .flow .column')) {
    if (!seen(line)) continue;
    const box = line.ownerSVGElement.getBoundingClientRect(), words = line.getBoundingClientRect();
    if (words.left < box.left || words.right > box.right) note('text leaves the drawing', line);
  }
}
addEventListener('load', () => setTimeout(() => {
  for (const frame of document.querySelectorAll('iframe')) {
    frame.contentDocument.querySelectorAll('details').forEach((d) => { d.open = true; });
    const first = frame.contentDocument.querySelector('tbody a[data-node]');
    frame.contentWindow.explorer.open(first.dataset.node, null);
    look(frame, frame.width);
  }
  document.documentElement.dataset.problems = JSON.stringify(problems);
  document.documentElement.dataset.scheme = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
  document.documentElement.dataset.looked = document.querySelectorAll('iframe').length;
}, 1500));
</script>
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_is_cut_off_too_faint_or_too_small_at_any_width(watch: Watch, tmp_path: Path, scheme: str) -> None:
    widths = (320, 390, 768, 1023, 1024, 1440, 2560)
    frames = "".join(f'<iframe src="/page" width="{width}" height="900"></iframe>' for width in widths)
    watch.pages = {
        "http://explorer.example/": f'<!doctype html><html><link rel="icon" href="data:,">{frames}{MEASURE}'.encode(),
        "http://explorer.example/page": page_html(invented_graph()).encode(),
    }
    flags = ["--force-dark-mode"] if scheme == "dark" else []
    dom, console = browse(watch, "http://explorer.example/", tmp_path / "profile", *flags)
    watch.pages = {}
    looked = re.search(r'data-problems="([^"]*)" data-scheme="[a-z]+" data-looked="(\d+)"', dom)
    assert looked, console
    assert f'data-scheme="{scheme}"' in dom
    assert int(looked[2]) == len(widths)
    problems = json.loads(looked[1].replace("&quot;", '"').replace("&amp;", "&"))
    assert problems == [], "\n".join(problems)
    assert set(watch.asked) <= {"http://explorer.example/", "http://explorer.example/page"}
