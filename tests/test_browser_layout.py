"""The explorer in a browser at every width: nothing is cut off, overlaps, is too small or too faint to be read."""

from pathlib import Path

import pytest

from tests.browser import VIEWS, Opener

MEASURE = (Path(__file__).parent / "measure_layout.js").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("width", "scheme"),
    [*((width, "light") for width in (320, 390, 768, 1024, 1440, 2560)), (390, "dark"), (1440, "dark")],
)
def test_nothing_is_cut_off_too_faint_too_small_or_on_top_of_another(opened: Opener, width: int, scheme: str) -> None:
    name = "bundled" if width in (390, 1024, 1440) else "invented"
    explorer = opened(name, size=(width, 900), color_scheme=scheme)
    found = {}
    for view in VIEWS:
        explorer.go(view, nobody="1")
        explorer.page.evaluate("document.querySelectorAll('.view.current details').forEach((d) => { d.open = true; })")
        if problems := explorer.page.evaluate(MEASURE, view):
            found[view] = problems
    explorer.open(explorer.anchors("Ask")[1])
    explorer.page.locator("#details [data-wrong]").click()
    if problems := explorer.page.evaluate(MEASURE, "details"):
        found["details and dialog"] = problems
    assert found == {}, "\n".join(f"{view}: {line}" for view, lines in found.items() for line in lines)


def test_what_is_measured_is_found_where_it_is_wrong(opened: Opener) -> None:
    bad = (
        "<!doctype html><title>x</title><link rel=icon href='data:,'><style>body{background:#fff}</style>"
        "<div style='width:3000px'>wide</div><a href='#' style='display:block;width:9px;height:9px'>a</a>"
        "<p style='color:#bbb'>faint</p><p style='width:40px;white-space:nowrap;overflow:hidden'>words are cut</p>"
        "<div class='picture'><svg width=200 height=60><a class='card'><rect width=30 height=20 fill='#eee'></rect>"
        "<text y=15>leaves its card</text></a><text y=17>on top of it</text></svg></div>"
    )
    explorer = opened(html=bad)
    found = " / ".join(explorer.page.evaluate(MEASURE, ""))
    for what in ("scrolls sideways", "smaller than 24 px", "contrast", "cut off", "leaves its box", "overlaps"):
        assert what in found


@pytest.mark.parametrize("width", [1280, 1440])
def test_coverage_is_seen_whole_on_a_laptop(opened: Opener, width: int) -> None:
    explorer = opened("bundled", "#view=coverage", size=(width, 800))
    assert explorer.page.locator(".matrix:visible").count() == 2
    hidden = "[...document.querySelectorAll('.matrix')].map((m) => m.scrollWidth - m.clientWidth)"
    assert explorer.page.evaluate(hidden) == [0, 0]
