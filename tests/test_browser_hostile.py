"""The explorer in a browser with a hostile plan: nothing in it runs, whatever is opened, with the policy or without."""

import re
from typing import TYPE_CHECKING

import pytest

from tests.browser import VIEWS, Opener, Pages

if TYPE_CHECKING:
    from playwright.sync_api import Dialog

POLICY = re.compile(r'<meta http-equiv="Content-Security-Policy"[^>]*>')

WALK = """
async () => {
  const wait = () => new Promise((done) => setTimeout(done));
  for (const anchor of Object.keys(explorer.told)) {
    explorer.open(anchor, null);
    const wrong = document.querySelector('#details [data-wrong=fact]');
    if (!wrong) continue;
    wrong.click();
    const what = document.getElementById('wrong-what');
    for (const option of what.options) { what.value = option.value; what.dispatchEvent(new Event('change')); }
    document.getElementById('wrong').close();
  }
  for (const button of document.querySelectorAll('.gap-card [data-wrong]')) {
    button.click();
    document.getElementById('wrong').close();
  }
  for (const tile of [...document.querySelectorAll('a.tile')].slice(0, 40)) explorer.open(tile.dataset.cell, null);
  explorer.shut();
  const find = document.getElementById('find');
  for (const typed of ['<script>', 'onerror', '{{', 'college', "'", 'x']) {
    find.value = typed;
    find.dispatchEvent(new Event('input', { bubbles: true }));
    document.querySelector('#found [role=option]')?.click();
    await wait();
  }
  return Object.keys(explorer.told).length;
}
"""

NETWORK = """
async () => {
  const [from, to] = document.querySelectorAll('.view.current [data-reach]');
  const values = [...from.options].map((one) => one.value);
  for (const [place, value] of values.entries()) {
    from.value = value;
    to.value = place % 3 ? '' : values[values.length - 1 - place];
    from.dispatchEvent(new Event('change', { bubbles: true }));
  }
  for (const box of document.querySelectorAll('.view.current [data-rel]')) box.click();
  for (const kind of ['in', 'out', 'fit']) document.querySelector(`.view.current [data-zoom=${kind}]`).click();
  return values.length;
}
"""


def test_a_plan_that_could_run_would_be_noticed(opened: Opener) -> None:
    bad = (
        "<!doctype html><title>x</title><link rel=icon href='data:,'><h1>x</h1>"
        "<svg onload='document.documentElement.dataset.hacked=1'></svg>"
    )
    explorer = opened(html=bad)
    explorer.page.wait_for_load_state()
    assert explorer.page.evaluate("document.documentElement.dataset.hacked") == "1"


@pytest.mark.parametrize("policy", [True, False], ids=["with the policy", "without the policy"])
def test_a_hostile_plan_runs_nothing_in_any_view(opened: Opener, pages: Pages, policy: bool) -> None:
    html = pages.html("hostile")
    bare = POLICY.sub("", html)
    assert bare != html
    explorer = opened(html=html if policy else bare)
    page = explorer.page
    dialogs: list[str] = []

    def dismissed(dialog: "Dialog") -> None:
        dialogs.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", dismissed)
    for view in VIEWS:
        explorer.go(view, nobody="1")
        page.evaluate("document.querySelectorAll('.view.current details').forEach((d) => { d.open = true; })")
    assert page.evaluate(WALK) > 90
    explorer.go("network")
    assert page.evaluate(NETWORK) > 90
    explorer.go("tables")
    page.locator("[data-narrow]").fill("<img")
    page.locator("table.asks thead button").first.click()
    page.wait_for_timeout(200)
    assert page.evaluate("document.documentElement.dataset.hacked") is None
    assert dialogs == []
    assert page.locator("main img, main iframe, main script, header img, #details img, #found img").count() == 0
    assert page.locator("svg[onload], [onerror], a[href^='javascript'], a[href^='data']").count() == 0
    assert page.evaluate("location.href").startswith(explorer.address)


def test_hostile_words_stand_on_the_page_as_words(opened: Opener) -> None:
    explorer = opened("hostile", "#view=flow")
    explorer.open(explorer.anchors("Ask")[0])
    name = explorer.page.locator("#details h2").inner_text()
    assert "<img src=x onerror=" in name
    assert "{{ 7*7 }}" in name
    assert "49" not in name
    explorer.page.locator("#find").fill("{{ 7*7")
    assert "{{ 7*7 }}" in explorer.page.locator("#found [role=option]").first.inner_text()
    explorer.page.locator("#details [data-wrong]").click()
    assert "onerror" in explorer.page.locator("#wrong-text").input_value()
    turned = explorer.page.evaluate(
        "[...document.querySelectorAll('[aria-label], [title], [placeholder]')]"
        ".filter((e) => /[\\u202a-\\u202e\\u2066-\\u2069]/.test(e.getAttribute('aria-label') || '')).length"
    )
    assert turned == 0, "nothing turns the words beside it around"
