"""Taking the country page along: the matrix as CSV, its address, and its colours."""

import csv
import io
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.country_browsing import Watched, skip_without_a_browser, started, written

if TYPE_CHECKING:
    from playwright.sync_api import Page

skip_without_a_browser()


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> "Iterator[Page]":
    country = written(tmp_path_factory.mktemp("country"))
    with started() as browser:
        context = browser.new_context(viewport={"width": 1440, "height": 900}, offline=True)
        watched = Watched(context, country.as_uri())
        yield watched.ready()
        assert [url for url in watched.asked if not url.startswith((country.as_uri(), "blob:"))] == []
        assert watched.said == []
        context.close()


def saved(page: "Page") -> list[list[str]]:
    with page.expect_download() as download:
        page.click("#csv")
    assert download.value.suggested_filename == "plans.csv"
    return list(csv.reader(io.StringIO(Path(download.value.path()).read_text(encoding="utf-8-sig"))))


def test_the_whole_matrix_is_saved_as_it_is_filtered(page: "Page") -> None:
    head, *rows = saved(page)
    assert head[:5] == ["Plan", "Edition", "Publisher", "Date", "All asks of the plan"]
    assert len(rows) == 60, "all of them and not only the page that is shown"
    assert {len(row) for row in rows} == {len(head)}
    shown = page.locator("#grid tbody tr").nth(1)
    assert rows[0][0] == shown.locator("th a").inner_text()
    assert rows[0][4] == shown.locator("td").nth(0).inner_text()
    assert not [value for row in rows for value in row if value[:1] in ("=", "+", "-", "@")]
    page.uncheck("#inferred")
    fewer = saved(page)
    assert len(fewer[0]) < len(head)
    assert not [name for name in fewer[0] if name.endswith(", inferred")]
    page.check("#inferred")
    page.fill("#filter", rows[0][0])
    terms = rows[0][0].lower().split()
    found = [row for row in rows if all(term in " ".join(row[:3]).lower() for term in terms)]
    assert 0 < len(found) < 60
    assert len(saved(page)) == 1 + len(found)
    page.fill("#filter", "")


def test_the_colours_can_be_chosen(page: "Page") -> None:
    ground = "() => getComputedStyle(document.body).backgroundColor"
    seen = {}
    for choice in ("light", "dark", ""):
        page.select_option("#colours", choice)
        seen[choice] = page.evaluate(ground)
    assert seen["light"] != seen["dark"]
    assert seen[""] == seen["light"], "the browser of this test has a light system"


def test_the_address_is_copied_or_it_is_said_where_it_stands(page: "Page") -> None:
    page.click("#copy")
    page.wait_for_function("() => document.getElementById('taken').textContent.includes('address')")
    assert page.evaluate("() => document.activeElement.id") == "copy"
