"""The explorer in a browser: what it saves is whole, safe and opens again; paper shows content and no controls."""

import base64
import csv
import io
import struct
import zlib
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.browser import VIEWS, Explorer, Opener

SVG = "{http://www.w3.org/2000/svg}"


def saved(explorer: Explorer, what: str) -> bytes:
    """The file that an entry of the Save menu gives."""
    explorer.page.get_by_role("button", name="Save", exact=True).click()
    with explorer.page.expect_download() as download:
        explorer.page.locator(f"[data-save={what}]").click()
    name = download.value.suggested_filename
    assert name == f"partnerships-{explorer.view}.{what}"
    assert explorer.page.locator("#said").inner_text() == f"Saved {name}"
    return Path(download.value.path()).read_bytes()


def pixels(png: bytes) -> tuple[int, int, int]:
    """Width and height of a PNG, and how many different lines of pixels it has."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height, depth, colour = struct.unpack(">IIBB", png[16:26])
    at, data = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    raw = zlib.decompress(data)
    row = 1 + width * {2: 3, 6: 4}[colour] * depth // 8
    assert len(raw) == row * height
    return width, height, len({raw[place : place + row] for place in range(0, len(raw), row)})


CORNER = """async (png) => {
  const picture = new Image();
  picture.src = 'data:image/png;base64,' + png;
  await picture.decode();
  const sheet = document.createElement('canvas').getContext('2d');
  sheet.drawImage(picture, 0, 0);
  return [...sheet.getImageData(0, 0, 1, 1).data];
}"""


@pytest.mark.parametrize(("name", "view"), [("bundled", "overview"), ("bundled", "flow"), ("hostile", "flow")])
def test_a_saved_picture_is_well_formed_without_script_and_opens(opened: Opener, name: str, view: str) -> None:
    explorer = opened(name, f"#view={view}")
    explorer.page.locator(".picture:visible svg a").first.focus()
    text = saved(explorer, "svg").decode("utf-8")
    root = ElementTree.fromstring(text)
    assert root.tag == f"{SVG}svg"
    words = " ".join("".join(root.itertext()).split())
    drawn = explorer.page.locator(".picture:visible svg").first
    assert words.replace(" ", "") == "".join((drawn.text_content() or "").split())
    for element in root.iter():
        assert element.tag.rpartition("}")[2] in ("svg", "g", "a", "path", "rect", "text", "tspan")
        assert not [n for n in element.attrib if n.startswith("on") or n.endswith("href") or n in ("style", "class")]
        assert "url(" not in str(element.attrib)
    again = opened(html="<!doctype html><meta charset=utf-8><title>x</title><link rel=icon href='data:,'>" + text)
    size = again.page.locator("svg").bounding_box()
    assert size
    assert (size["width"], size["height"]) == (float(root.get("width", 0)), float(root.get("height", 0)))
    fills = {e.get("fill") for e in root.iter(f"{SVG}rect")}
    assert len(fills) > 2, "colours are written into it"


def test_a_saved_bitmap_has_the_size_of_the_picture_and_is_not_blank(opened: Opener) -> None:
    explorer = opened("bundled")
    for view in ("overview", "flow", "network"):
        explorer.go(view)
        width, height, different = pixels(saved(explorer, "png"))
        if view == "network":
            shown = explorer.page.locator(".canvas canvas").bounding_box()
            assert shown
            assert (width, height) == pytest.approx((shown["width"], shown["height"]), abs=1)
        else:
            box = explorer.page.evaluate(
                "(() => { const box = [...document.querySelectorAll('.view.current .picture svg')]"
                ".find((one) => one.getClientRects().length).viewBox.baseVal; return [box.width, box.height]; })()"
            )
            assert (width / box[0], height / box[1]) == pytest.approx((width / box[0],) * 2, abs=0.01)
            assert width / box[0] == pytest.approx(min(2, 8000 / box[1]), abs=0.01)
        assert different > height / 4, view
    corner = explorer.page.evaluate(CORNER, base64.b64encode(saved(explorer, "png")).decode())
    assert corner == [255, 255, 255, 255], "a network has a ground of its own"


@pytest.mark.parametrize(("name", "view"), [("bundled", "tables"), ("hostile", "tables"), ("bundled", "coverage")])
def test_saved_tables_hold_the_rows_shown_and_no_formula(opened: Opener, name: str, view: str) -> None:
    explorer = opened(name, f"#view={view}")
    explorer.page.evaluate(
        "(() => { const cells = document.querySelectorAll('.view.current tbody td');"
        " ['=1+1', '+2', '-3', '@SUM(A1)', '\\t=4', '  =5', '\\r=6', '|x', '%7', '\"=8', 'a\\nb;c,\"d\"']"
        ".forEach((text, place) => { cells[place].textContent = text; }); })()"
    )
    text = saved(explorer, "csv").decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert not [cell for row in rows for cell in row if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "|", "%")]
    assert text.count("\r\n") == len(rows), "one line each"
    cells = [cell for row in rows for cell in row]
    assert {"'=1+1", "'+2", "'-3", "'@SUM(A1)", "'=4", "'=5", "'=6", "'|x", "'%7", '"=8', 'a b; c,"d"'} <= set(cells)
    tables = explorer.page.evaluate(
        "[...document.querySelectorAll('.view.current table')]"
        ".map((table) => [...table.rows].map((row) => row.cells.length))"
    )
    assert [len(row) for row in rows if len(row) > 1] == [cells for table in tables for cells in table]
    assert len([row for row in rows if len(row) == 1]) == len(tables), "each has its caption"


def test_saved_tables_leave_out_what_is_filtered_out(opened: Opener) -> None:
    explorer = opened("bundled", "#view=tables&off=inferred")
    explorer.page.locator("[data-narrow]").fill("innovation")
    wanted = explorer.page.evaluate(
        "[...document.querySelectorAll('table.asks tbody tr')].filter((r) => !r.hidden)"
        ".map((r) => r.cells[0].querySelector('bdi').textContent)"
    )
    assert wanted
    text = saved(explorer, "csv").decode("utf-8-sig")
    first = text.split("\r\n\r\n", maxsplit=1)[0]
    rows = list(csv.reader(io.StringIO(first, newline="")))[2:]
    assert [row[0].split(";")[0] for row in rows] == wanted
    assert "inferred" not in text.replace("inferred facts", "")


def test_where_there_is_no_picture_that_is_said(opened: Opener) -> None:
    explorer = opened(fragment="#view=gaps")
    for what in ("svg", "png"):
        explorer.page.evaluate("explorer.say('')")
        explorer.page.get_by_role("button", name="Save", exact=True).click()
        explorer.page.locator(f"[data-save={what}]").click()
        assert explorer.page.locator("#said").inner_text() == "There is no picture in this view that can be saved so."


def test_the_menu_is_worked_with_the_keyboard(opened: Opener) -> None:
    explorer = opened()
    page, button = explorer.page, explorer.page.get_by_role("button", name="Save", exact=True)
    button.focus()
    page.keyboard.press("Enter")
    assert button.get_attribute("aria-expanded") == "true"
    order = [explorer.focused("textContent")]
    for _ in range(4):
        page.keyboard.press("ArrowDown")
        order.append(explorer.focused("textContent"))
    assert order[0] == order[-1]
    assert len(set(order)) == 4
    page.keyboard.press("Escape")
    assert page.locator("#save-menu").is_hidden()
    assert explorer.focused("textContent") == "Save"
    page.keyboard.press("Enter")
    page.keyboard.press("Shift+Tab")
    page.mouse.click(5, 400)
    assert page.locator("#save-menu").is_hidden()


@pytest.mark.parametrize("name", ["bundled", "two"])
def test_paper_shows_the_view_and_no_controls(opened: Opener, name: str) -> None:
    explorer = opened(name)
    explorer.open(explorer.anchors("Ask")[0])
    for view in VIEWS:
        explorer.go(view)
        explorer.page.emulate_media(media="print", color_scheme="dark")
        controls = explorer.page.locator(
            "button:not(thead button):visible, select:visible, input:visible, .tabs:visible, .legend:visible,"
            " .details:visible"
        )
        assert controls.count() == 0, view
        signs = "[...document.querySelectorAll('thead button')].map((b) => getComputedStyle(b, '::after').content)"
        assert set(explorer.page.evaluate(signs)) <= {"none"}, "a heading of a table is only a heading"
        shown = explorer.page.locator("main").inner_text()
        if view != "network":
            assert len(shown) > 300, view
        ground = explorer.page.evaluate("getComputedStyle(document.querySelector('.view.current')).color")
        assert ground == "rgb(23, 34, 45)", "dark words on white, whatever the screen"
        explorer.page.emulate_media(media="screen", color_scheme="light")


def test_a_printed_page_has_every_section_in_its_flow(opened: Opener) -> None:
    explorer = opened(fragment="#view=flow")
    pdf = explorer.page.pdf(prefer_css_page_size=True)
    assert pdf.startswith(b"%PDF")
    assert len(pdf) > 20_000
