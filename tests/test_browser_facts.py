"""The explorer in a browser: cards, details, cells, gaps and marks lead to the facts, and the search finds them."""

import re

import pytest

from tests.browser import VIEWS, Opener

ROLE = "lead the clean shipping laboratory"


def test_a_card_opens_its_whole_sentence_with_its_own_words_marked(opened: Opener) -> None:
    explorer = opened(fragment="#view=flow")
    details = explorer.page.locator("#details")
    card = explorer.page.locator(".in:visible .card.ask").first
    card.click()
    anchor = (card.get_attribute("href") or "")[1:]
    assert explorer.state["on"] == anchor
    assert details.locator("h2").inner_text() == "Hand us the budget for adult learning from 2027"
    assert explorer.focused("id") == "details-name"
    assert details.locator("q").first.inner_text().strip("“”") == (
        "To get there we ask for this: Hand us the budget for adult learning from 2027, "
        "so that every part of the region shares in growth."
    )
    assert details.locator("mark").all_inner_texts() == ["Hand us the budget for adult learning from 2027"]
    assert "£84 million a year" in details.inner_text()
    source = details.locator(".words a").first.get_attribute("href") or ""
    assert source.startswith("https://plans.example/tarnvale#:~:text=Hand%20us")
    ties = details.locator(".tied > li").all_inner_texts()
    assert any(re.search(r"is asked of Department for Education\s+stated", tie) for tie in ties)
    assert any(re.search(r"supports Skills and work\s+inferred", tie) for tie in ties)
    explorer.page.keyboard.press("Escape")
    assert details.is_hidden()
    assert explorer.focused("outerHTML") == "" or explorer.page.evaluate("document.activeElement.matches('.card.ask')")


@pytest.mark.parametrize("name", ["invented", "bundled"])
def test_every_fact_has_details_with_its_name_its_ties_and_its_gaps(opened: Opener, name: str) -> None:
    explorer = opened(name)
    faults = explorer.page.evaluate(
        """() => {
          const faults = [], panel = document.getElementById('details');
          for (const [anchor, node] of Object.entries(explorer.told)) {
            explorer.open(anchor, null);
            const said = panel.textContent;
            if (panel.querySelector('h2').textContent !== node.name) faults.push(`${anchor}: another name`);
            const tied = panel.querySelectorAll('.tied a[data-node]').length;
            if (tied !== node.ties.length) faults.push(`${anchor}: ${tied} ties`);
            for (const [verb, other, basis] of node.ties) {
              if (!explorer.told[other]) faults.push(`${anchor}: ${verb} ${other}, which is not there`);
              if (!said.includes(verb) || !said.includes(basis)) faults.push(`${anchor}: ${verb} ${other} is not said`);
            }
            const row = document.getElementById(anchor);
            if (!row) faults.push(`${anchor}: no row`);
            const gaps = [...document.querySelectorAll('.gap-card')]
              .filter((card) => card.querySelector(`a[href="#${anchor}"]`));
            const links = [...panel.querySelectorAll('a[href^="#gap-"]')].map((a) => a.getAttribute('href').slice(1));
            if (String(links) !== String(gaps.map((card) => card.id))) faults.push(`${anchor}: gaps ${links}`);
          }
          return faults;
        }"""
    )
    assert faults == []


def test_links_in_the_details_lead_to_the_row_the_passage_the_tied_fact_and_back(opened: Opener) -> None:
    explorer = opened(fragment="#view=flow")
    page, details = explorer.page, explorer.page.locator("#details")
    ask = explorer.named("Hand us the budget for adult learning from 2027")
    explorer.page.locator(f".in:visible .card[href='#{ask}']").click()
    details.get_by_text("Its row in the tables").click()
    assert explorer.view == "tables"
    assert page.locator("tr.shown").get_attribute("id") == ask
    assert explorer.focused("id") == ask
    details.get_by_text("Where it stands in the document").click()
    assert explorer.view == "evidence"
    shown = page.locator(".block.shown")
    assert "Hand us the budget for adult learning from 2027" in shown.inner_text()
    assert explorer.state["on"] == ask
    details.locator(".tied a", has_text="Department for Education").first.click()
    assert details.locator("h2").inner_text() == "Department for Education"
    page.go_back()
    assert details.locator("h2").inner_text() == "Hand us the budget for adult learning from 2027"
    page.go_back()
    assert explorer.view == "tables"
    page.go_back()
    assert explorer.view == "flow"
    details.locator("a[href^='#gap-']").first.click()
    assert explorer.view == "gaps"
    assert page.locator(".gap-card.shown").count() == 1


def test_a_cell_of_coverage_opens_who_stands_there(opened: Opener) -> None:
    explorer = opened("bundled", "#view=coverage")
    page, details = explorer.page, explorer.page.locator("#details")
    cells = page.locator(".view.current a.tile")
    assert cells.count() > 20
    for place in range(0, cells.count(), 4):
        cell = cells.nth(place)
        cell.click()
        anchor = cell.get_attribute("data-cell") or ""
        assert explorer.state["on"] == anchor
        entry = page.locator(f"#{anchor}")
        assert entry.locator(":is(h3, h4, h5, h6)").first.text_content() == details.locator("h2").text_content()
        names = details.locator(".players .who").all_inner_texts()
        assert names
        number = cell.locator(".held:visible b").inner_text()
        assert int(number) == len(names)
    details.locator(".players .who").first.click()
    assert details.locator("h2").inner_text() == names[0]
    page.go_back()
    assert details.locator(".players .who").first.inner_text() == names[0]


def test_marks_in_the_evidence_open_their_facts(opened: Opener) -> None:
    explorer = opened("bundled", "#view=evidence")
    marks = explorer.page.locator(".view.current .own[data-node]:not([tabindex='-1'])")
    assert marks.count() > 60
    for place in range(0, marks.count(), 11):
        explorer.press(marks.nth(place))
        anchor = marks.nth(place).get_attribute("data-node") or ""
        assert explorer.view == "evidence"
        assert explorer.state["on"] == anchor
        name = explorer.page.evaluate("(anchor) => explorer.told[anchor].name", anchor)
        assert explorer.page.locator("#details h2").inner_text() == name
    chips = explorer.page.locator(".view.current .chips a")
    chips.first.click()
    assert explorer.state["on"] == chips.first.get_attribute("data-node")


def test_a_row_opens_its_details_and_the_row_stays_where_it_is(opened: Opener) -> None:
    explorer = opened(fragment="#view=tables")
    link = explorer.page.locator("table.asks tbody th a").nth(4)
    link.click()
    assert explorer.view == "tables"
    assert explorer.page.locator("#details h2").inner_text() == link.inner_text()
    explorer.page.get_by_role("button", name="Close", exact=True).click()
    assert explorer.page.locator("#details").is_hidden()
    assert explorer.page.evaluate("document.activeElement.closest('table.asks') !== null")


@pytest.mark.parametrize(
    ("typed", "group", "found"),
    [
        ("hm treasury", "Organisations", "HM Treasury"),
        ("ouse riv", "Organisations", "Ouse Rivers Trust"),
        ("the department", "Organisations", "HM Treasury"),
        ("CITIZENS alliance", "Organisations", "Ouse Citizens’ Alliance"),
        ("bus fares", "Asks", "Powers to set bus fares and routes"),
        ("shares adult budget", "Asks", "Hand us the budget for adult learning from 2027"),
        ("clean shipping lab", "Roles", ROLE),
        ("worked with us valley police", "Words of the plan", "Tarn Valley Police has worked with us for years."),
        ("ülocal pènsion", "Organisations", ""),
    ],
)
def test_the_search_finds_names_abbreviations_and_words(opened: Opener, typed: str, group: str, found: str) -> None:
    explorer = opened()
    explorer.page.locator("#find").fill(typed)
    options = explorer.page.locator(f"#found [role=group][aria-label='{group}'] [role=option] > bdi")
    texts = options.all_inner_texts()
    if not found:
        assert texts == []
        return
    assert any(found in text for text in texts), texts
    count = explorer.page.locator("#found-count").inner_text()
    assert re.fullmatch(r"\d+ found", count)
    options.filter(has_text=found).first.click()
    assert explorer.page.locator("#found").is_hidden()
    if group == "Words of the plan":
        assert explorer.view == "evidence"
        assert found in explorer.page.locator(".block.shown").inner_text()
    else:
        assert explorer.page.locator("#details h2").inner_text() == found
        assert explorer.view == "flow"


def test_the_search_is_worked_with_the_keyboard(opened: Opener) -> None:
    explorer = opened("bundled")
    page, box = explorer.page, explorer.page.locator("#find")
    page.keyboard.press("/")
    assert explorer.focused("id") == "find"
    page.keyboard.type("innovation")
    assert box.get_attribute("aria-expanded") == "true"
    options = page.locator("#found [role=option]")
    total = options.count()
    assert total > 5
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#found [aria-selected=true]")
    assert chosen.count() == 1
    assert chosen.get_attribute("id") == box.get_attribute("aria-activedescendant") == "found-1"
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    assert box.get_attribute("aria-activedescendant") == f"found-{total - 1}"
    page.keyboard.press("Escape")
    assert page.locator("#found").is_hidden()
    assert box.get_attribute("aria-expanded") == "false"
    page.keyboard.press("End")
    page.keyboard.type(" board")
    name = options.first.locator("bdi").first.inner_text()
    page.keyboard.press("Enter")
    assert page.locator("#details h2").inner_text() == name
    page.keyboard.press("Escape")
    assert page.locator("#details").is_hidden()
    assert explorer.focused("id") == "find"


def test_a_search_that_finds_nothing_says_so_and_one_with_signs_is_no_pattern(opened: Opener) -> None:
    explorer = opened()
    for typed in ("zzzz", ".*", "(((", "[a-z]+", "<img src=x onerror=1>", "\\", "%"):
        explorer.page.locator("#find").fill(typed)
        assert explorer.page.locator("#found").inner_text().strip() == "Nothing on this page has these words."
        assert explorer.page.locator("#found-count").inner_text() == "0 found"
        explorer.page.keyboard.press("Enter")
        assert explorer.view == "overview"
    explorer.page.locator("#find").fill("   ")
    assert explorer.page.locator("#found").is_hidden()


def test_what_is_found_in_another_plan_is_shown_there(opened: Opener) -> None:
    explorer = opened("two")
    other = explorer.page.locator("[data-plan-switch] option").nth(1).get_attribute("value")
    explorer.page.locator("#find").fill("valley buses")
    explorer.page.locator("#found [role=option]").nth(1).click()
    assert explorer.page.locator("article.plan:visible").get_attribute("id") == other
    assert explorer.page.locator("#details h2").inner_text() == "Valley Buses Ltd"


def test_details_stay_while_the_views_change(opened: Opener) -> None:
    explorer = opened()
    anchor = explorer.named("University of Ouse")
    explorer.open(anchor)
    for view in VIEWS:
        explorer.page.locator(f".tabs [data-go={view}]").click()
        assert explorer.state["on"] == anchor, view
        assert explorer.page.locator("#details h2").inner_text() == "University of Ouse"
