"""The explorer in a browser without a mouse: Tab reaches every control, focus is seen, Escape closes, arrows move."""

import pytest

from tests.browser import NARROW, VIEWS, WIDE, Opener

CONTROLS = "a[href], button, select, input, textarea, summary, [tabindex]"

REACHABLE = f"""() => [...document.querySelectorAll('{CONTROLS}')].filter((e) =>
  e.tabIndex >= 0 && !e.disabled && e.checkVisibility({{ visibilityProperty: true }}) && e.getClientRects().length
).map((e) => {{ e.dataset.stop = e.dataset.stop || String(document.querySelectorAll('[data-stop]').length);
  return e.dataset.stop; }})"""

LOOK = """(e) => { const look = (one) => { const s = getComputedStyle(one); return [s.outlineStyle, s.outlineWidth,
  s.outlineColor, s.stroke, s.strokeWidth, s.boxShadow, s.fill, s.borderColor].join(); };
  return [e, ...e.querySelectorAll('rect')].map(look).join('|'); }"""


@pytest.mark.parametrize(
    ("view", "size"),
    [*((view, WIDE) for view in VIEWS), *((view, NARROW) for view in ("overview", "flow", "coverage", "network"))],
    ids=[*VIEWS, *(f"{view}, narrow" for view in ("overview", "flow", "coverage", "network"))],
)
def test_tab_reaches_every_control_in_order_and_each_shows_its_focus(
    opened: Opener, view: str, size: tuple[int, int]
) -> None:
    explorer = opened("invented", f"#view={view}", size=size)
    page = explorer.page
    if view == "network":
        explorer.drawn()
    wanted = page.evaluate(REACHABLE)
    plain = page.evaluate(f"() => {{ const of = {LOOK}; const all = {{}};"
                          " for (const e of document.querySelectorAll('[data-stop]')) all[e.dataset.stop] = of(e);"
                          " return all; }")  # fmt: skip
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    page.keyboard.press("Tab")
    assert explorer.focused("className") == "skip"
    reached: list[str] = []
    unseen, hidden = [], []
    for _ in range(len(wanted) + 5):
        stop = page.evaluate(
            f"() => {{ const of = {LOOK}, e = document.activeElement, box = e.getBoundingClientRect();"
            " return [e.dataset.stop || '', of(e), e.outerHTML.slice(0, 120), e.matches(':focus-visible'),"
            " box.bottom > 0 && box.top < innerHeight && box.width > 0]; }"
        )
        if not stop[0]:
            break
        if reached and stop[0] == reached[0]:
            break
        reached.append(stop[0])
        if stop[1] == plain[stop[0]] or not stop[3]:
            unseen.append(stop[2])
        if not stop[4]:
            hidden.append(stop[2])
        page.keyboard.press("Tab")
    assert set(wanted) - set(reached) == set(), "every control is reached"
    assert unseen == [], "each shows that it has the focus"
    assert hidden == [], "none has the focus out of sight"


def test_the_skip_link_leads_past_the_header(opened: Opener) -> None:
    explorer = opened()
    explorer.page.keyboard.press("Tab")
    box = explorer.page.locator(".skip").bounding_box()
    assert box
    assert box["y"] >= 0
    explorer.page.keyboard.press("Enter")
    assert explorer.focused("id") == "main"
    explorer.page.keyboard.press("Tab")
    assert explorer.page.evaluate("document.activeElement.closest('main') !== null")


def test_arrow_keys_move_in_the_flow_and_enter_and_escape_open_and_close(opened: Opener) -> None:
    explorer = opened(fragment="#view=flow")
    page = explorer.page
    stops = page.locator(".in:visible [tabindex='0']")
    assert stops.count() == 1, "the picture is one stop"
    stops.focus()
    kind = "document.activeElement.getAttribute('class')"
    assert "partner" in page.evaluate(kind)
    first = explorer.focused("outerHTML")
    page.keyboard.press("ArrowDown")
    assert "partner" in page.evaluate(kind)
    assert explorer.focused("outerHTML") != first
    page.keyboard.press("ArrowUp")
    assert explorer.focused("outerHTML") == first
    page.keyboard.press("ArrowRight")
    assert "role" in page.evaluate(kind), "to a role that is tied to it"
    tied = page.evaluate(
        "() => { const svg = document.activeElement.ownerSVGElement;"
        " const id = document.activeElement.getAttribute('href').slice(1);"
        " return [...svg.querySelectorAll('.line.on')].some((l) => [l.dataset.one, l.dataset.other].includes(id)); }"
    )
    assert tied
    page.keyboard.press("ArrowRight")
    assert "ask" in page.evaluate(kind)
    page.keyboard.press("ArrowRight")
    assert "addressee" in page.evaluate(kind)
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("End")
    last = explorer.focused("outerHTML")
    page.keyboard.press("Home")
    assert explorer.focused("outerHTML") != last
    chosen = page.evaluate("document.activeElement.getAttribute('href').slice(1)")
    page.keyboard.press("Enter")
    assert page.locator("#details").is_visible()
    assert explorer.focused("id") == "details-name"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#details') !== null")
    page.keyboard.press("Escape")
    assert page.locator("#details").is_hidden()
    assert page.evaluate("document.activeElement.getAttribute('href').slice(1)") == chosen


def test_the_whole_of_a_fact_is_reached_by_keyboard_from_the_search(opened: Opener) -> None:
    explorer = opened("bundled")
    page = explorer.page
    page.keyboard.press("/")
    page.keyboard.type("colleges")
    page.keyboard.press("Enter")
    assert page.locator("#details").is_visible()
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        if not page.evaluate("document.activeElement.closest('#details') !== null"):
            break
        reached.add(explorer.focused("textContent"))
    assert "Close" in reached
    assert "Something wrong?" in reached
    assert "Its row in the tables" in reached


def test_the_dialog_keeps_the_focus_until_it_is_closed(opened: Opener) -> None:
    explorer = opened(fragment="#view=flow")
    page = explorer.page
    explorer.open(explorer.anchors("Ask")[0])
    page.locator("#details [data-wrong]").focus()
    page.keyboard.press("Enter")
    seen = set()
    for _ in range(8):
        seen.add(
            page.evaluate("document.activeElement === document.body || !!document.activeElement.closest('dialog')")
        )
        page.keyboard.press("Tab")
    assert seen == {True}
    page.keyboard.press("Escape")
    assert page.locator("dialog[open]").count() == 0
