"""The console and the explorer in a browser, with the network watched: hostile words run nothing, everything can be
done from the keyboard, and nothing is cut off on a narrow screen."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.browser import CHROMIUM
from tests.conftest import Place
from tests.explorer_plan import invented_graph
from tests.serving import Running, loaded, serving
from tests.test_explorer_page import hostile_graph

if CHROMIUM is None and not os.environ.get("CI"):
    pytest.skip("no Chromium on this machine, so the console was not opened in a browser", allow_module_level=True)


@dataclass
class Watched:
    """A page, and everything it asked for and complained of."""

    page: Page
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("console", lambda said: self.complaints.append(said.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))

    def assert_quiet(self, server: Running) -> None:
        foreign = [url for url in self.asked if not url.startswith((f"{server.root}/", "data:"))]
        assert (foreign, self.complaints) == ([], [])
        assert self.page.evaluate("() => document.documentElement.dataset.hacked || ''") == ""


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    assert CHROMIUM, "In CI the browser tests must run: install Chromium."
    expect.set_options(timeout=30_000)  # a machine may have much else to do
    with sync_playwright() as playwright:
        opened = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


def _served(folder: str, hostile: bool) -> Iterator[Running]:
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    place = loaded(Place("embedded", folder), hostile_graph() if hostile else invented_graph())
    with serving(place.location, idle=2.0) as server:
        yield server


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    yield from _served(str(tmp_path_factory.mktemp("hostile") / "store"), hostile=True)


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    yield from _served(str(tmp_path_factory.mktemp("sound") / "store"), hostile=False)


@pytest.fixture
def watched(browser: Browser) -> Iterator[Watched]:
    with browser.new_context(viewport={"width": 1440, "height": 1000}) as context:
        yield Watched(context.new_page())


def run(page: Page, query: str) -> None:
    """Type a query and run it from the keyboard."""
    page.get_by_label("Cypher", exact=True).fill(query)
    page.get_by_label("Cypher", exact=True).press("Control+Enter")
    expect(page.locator("#answer")).to_have_attribute("aria-busy", "false")


def test_hostile_words_in_the_store_run_nothing(hostile: Running, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{hostile.root}/console")
    for query in (
        "MATCH (n) RETURN n LIMIT 300",
        "MATCH path = (a)-[r]->(b) RETURN path, a, r, b LIMIT 200",
        "MATCH (a:Ask) RETURN a.title AS `<img src=x onerror=hack()>`, collect(a) AS asks, {x: a.text} AS map",
        "RETURN 'javascript:hack()' AS x, '\u202e</script><script>hack()</script>' AS y",
    ):
        run(page, query)
        expect(page.locator("#table tbody tr").first).to_be_visible()
        for summary in page.locator("#table summary").all()[:12]:
            summary.click()
    page.get_by_label("Question", exact=True).select_option("unaddressed-asks")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("#table td.said summary").first).to_be_visible()
    page.locator("#table td.said summary").first.click()
    assert page.locator("#answer script, #answer img, #answer iframe, #answer [onerror]").count() == 0
    assert page.locator("a[href^='javascript' i]").count() == 0
    page.get_by_label("Show what is tied to").select_option(index=3)
    watched.assert_quiet(hostile)
    page.goto(f"{hostile.root}/")
    expect(page.locator("section.network, main").first).to_be_visible()
    page.wait_for_timeout(1500)
    watched.assert_quiet(hostile)


def test_a_hostile_error_is_shown_as_text(sound: Running, watched: Watched) -> None:
    watched.page.goto(f"{sound.root}/console")
    run(watched.page, "MATCH (n) SET n.x = '<img src=x onerror=hack()>'")
    expect(watched.page.get_by_role("alert")).to_contain_text("<img src=x onerror=hack()>")
    assert watched.page.locator("#answer img").count() == 0
    # that a status of 422 came is all the browser says
    assert all("422" in said for said in watched.complaints)


def test_a_question_is_answered_in_table_words_and_picture(sound: Running, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{sound.root}/console")
    page.get_by_label("Question", exact=True).select_option("department")
    page.get_by_label("Name", exact=True).fill("government")
    page.get_by_label("Name", exact=True).press("Enter")
    expect(page.get_by_role("status")).to_contain_text("seconds")
    rows = page.locator("#table tbody tr")
    assert rows.count() > 3
    assert page.get_by_role("columnheader", name="in the plan’s words").count() == 1
    page.locator("#table td.said summary").first.click()
    expect(page.locator("#table blockquote mark").first).to_be_visible()
    expect(page.get_by_role("img", name="A network of")).to_be_visible()
    assert page.locator("#canvas canvas").count() == 1
    page.get_by_text("The picture in words").click()
    in_words = page.locator("#lines").inner_text()
    drawn = [name.rpartition(" (")[0] for name in page.locator("#near option").all_inner_texts()[1:]]
    assert [name for name in drawn if name not in in_words] == []
    page.get_by_role("button", name="Show its Cypher").click()
    expect(page.get_by_label("Cypher", exact=True)).to_be_focused()
    expect(page.get_by_label("Parameters, as JSON")).to_contain_text("", use_inner_text=True)
    assert "plans" in page.get_by_label("Parameters, as JSON").input_value()
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_text("The rows hold no nodes, so there is nothing to draw.", exact=False)).to_be_visible()
    watched.assert_quiet(sound)


def test_truncated_and_empty_answers_are_said_in_words(sound: Running, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{sound.root}/console")
    run(page, "UNWIND range(1, 5000) AS n RETURN n")
    expect(page.get_by_role("status")).to_contain_text("There are more: only the first 1,000 rows are here.")
    run(page, "MATCH (n:Organization) RETURN n")
    expect(page.get_by_role("status")).to_contain_text("No rows in")
    expect(page.locator("#note")).to_have_text("The graph has no label 'Organization'. The nearest is 'Organisation'.")
    expect(page.locator("#rows")).to_be_hidden()
    run(page, "RETURN 9223372036854775807 AS n")
    expect(page.locator("#table td").first).to_have_text("9223372036854775807")
    page.get_by_text("Parameters and limit").click()
    page.get_by_label("Parameters, as JSON").fill("{")
    page.get_by_role("button", name="Run").click()
    expect(page.get_by_role("alert")).to_contain_text("The parameters are no JSON")
    watched.assert_quiet(sound)


def test_the_address_keeps_the_question_and_runs_nothing_by_itself(sound: Running, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{sound.root}/console#department?name=%3Cscript%3Ehack()%3C/script%3E")
    expect(page.get_by_label("Question", exact=True)).to_have_value("department")
    expect(page.get_by_label("Name", exact=True)).to_have_value("<script>hack()</script>")
    expect(page.get_by_role("status")).to_contain_text("Nothing has been asked yet.")
    page.goto(f"{sound.root}/console#%")
    expect(page.get_by_label("Question", exact=True)).to_have_value("who-delivers")
    watched.assert_quiet(sound)


@pytest.mark.parametrize("width", [320, 390, 1024, 1440])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_screen_is_too_narrow(sound: Running, browser: Browser, width: int, scheme: str) -> None:
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:  # type: ignore[arg-type]
        page = context.new_page()
        for path in ("/console", "/api", "/nosuch"):
            page.goto(f"{sound.root}{path}")
            assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0, path
        page.goto(f"{sound.root}/console")
        run(page, "MATCH (a:Ask)-[r]->(o:Organisation) RETURN a, r, o, a.id AS id LIMIT 20")
        expect(page.locator("#table tbody tr").first).to_be_visible()
        assert page.evaluate("() => document.documentElement.scrollWidth - innerWidth") <= 0
        small = page.evaluate(
            "() => [...document.querySelectorAll('button, select, input, textarea, summary, nav a')]"
            ".filter((e) => e.offsetParent).map((e) => [e.outerHTML.slice(0, 80), e.getBoundingClientRect()])"
            ".filter(([, box]) => box.height < 24 || box.width < 24).map(([what]) => what)"
        )
        assert small == []


def test_every_control_has_a_name_and_is_reached_in_order(sound: Running, watched: Watched) -> None:
    page = watched.page
    page.goto(f"{sound.root}/console")
    expect(page.locator("#plan option")).to_have_count(2)
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(page.evaluate("() => document.activeElement.id || document.activeElement.textContent.trim()"))
    assert reached[0] == "Skip to the content"
    in_order = ["which", "parameter-topic", "plan", "Ask", "as-cypher", "example", "query"]
    assert [one for one in reached if one in in_order] == in_order
    page.get_by_label("Cypher", exact=True).focus()
    ring = page.evaluate(
        "() => { const s = getComputedStyle(document.activeElement); return s.outlineStyle + s.outlineWidth }"
    )
    assert ring == "solid3px"


def test_axe_finds_nothing(sound: Running, browser: Browser) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe is not installed").Axe()
    for scheme in ("light", "dark"):
        with browser.new_context(
            viewport={"width": 1440, "height": 1000}, color_scheme=scheme, bypass_csp=True
        ) as context:
            page = context.new_page()
            for path in ("/console", "/api", "/nosuch"):
                page.goto(f"{sound.root}{path}")
                if path == "/console":
                    run(page, "MATCH (a:Ask)-[r]->(o:Organisation) RETURN a, r, o LIMIT 20")
                    page.locator("#table summary").first.click()
                found = axe.run(page)
                assert found.response["violations"] == [], found.generate_report()
