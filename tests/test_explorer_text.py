"""Texts made fit for the page, and its look: wrapping, embedding, linking, colours, places."""

import json
import re
from importlib.resources import files
from itertools import combinations
from xml.etree import ElementTree

import pytest

from tests.explorer_plan import invented_graph
from views.explorer.facts import plans_of
from views.explorer.flow import WIDTH, Card, flow_of
from views.explorer.inline import STYLES, template
from views.explorer.network import SHAPES, Explorer
from views.explorer.palette import DARK, DECORATIVE, GRAPHIC_PAIRS, KINDS, LIGHT, TEXT_PAIRS, contrast
from views.explorer.places import places
from views.explorer.text import as_json, clean, plain, source_link, text_width, web_address, wrap


def test_what_no_page_may_hold_becomes_a_sign_and_line_breaks_become_spaces() -> None:
    assert clean("a\0b\x0bc\nd\te\x85\ud800") == "a\ufffdb\ufffdc d e\ufffd\ufffd"
    assert clean(None) == ""


def test_direction_marks_are_gone_where_they_cannot_be_isolated() -> None:
    assert plain("\u202eevil\u2066 name\u200f") == "evil name"


def test_embedded_json_cannot_end_its_element_and_reads_back() -> None:
    value = {"a": "</script><!--<script>&\u2028\u2029", "b": [1, None, "é"]}
    text = as_json(value)
    assert not set(text) & set("<>&\u2028\u2029")
    assert json.loads(text) == value


@pytest.mark.parametrize(
    "url",
    ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", " https://x.example", "data:text/html,x",
     "file:///etc/passwd", "//x.example/a", "plan.html", "http://", "https://[::1", "vbscript:x", "", None,
     "https://x.example/a b", "https://x.example/\0"],
)  # fmt: skip
def test_only_web_addresses_are_linked(url: str | None) -> None:
    assert web_address(url) is None
    assert source_link(url, "words") is None


def test_a_source_link_points_at_the_words() -> None:
    assert source_link("https://x.example/a", "two words") == "https://x.example/a#:~:text=two%20words"
    assert source_link("https://x.example/a#part", "x-y, z&") == "https://x.example/a#part:~:text=x%2Dy%2C%20z%26"
    long = " ".join(f"w{n}" for n in range(30))
    assert source_link("https://x.example", long) == (
        "https://x.example#:~:text=w0%20w1%20w2%20w3%20w4%20w5,w24%20w25%20w26%20w27%20w28%20w29"
    )
    assert source_link("https://x.example/a", "") == "https://x.example/a"


def test_wrapping_keeps_every_word_that_fits_and_shows_that_more_is_left() -> None:
    assert wrap("one two three", 1000, 13, 2) == ("one two three",)
    lines = wrap("one two three four five six seven", 70, 13, 2)
    assert len(lines) == 2
    assert lines[1].endswith("…")
    assert all(text_width(line, 13) <= 70 for line in lines)
    assert all(text_width(line, 13) <= 70 for line in wrap("x" * 500, 70, 13, 3))
    assert wrap("", 70, 13, 2) == ()


@pytest.mark.parametrize("palette", [LIGHT, DARK], ids=["light", "dark"])
def test_text_and_graphics_stand_out_from_their_ground(palette: dict[str, str]) -> None:
    faint = [(a, b) for a, b in TEXT_PAIRS if contrast(palette[a], palette[b]) < 4.5]
    faint += [(a, b) for a, b in GRAPHIC_PAIRS if contrast(palette[a], palette[b]) < 3]
    assert faint == []


def test_contrast_is_the_ratio_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_the_style_sheet_uses_no_colour_but_the_checked_ones() -> None:
    css = "".join(template(name) for name in STYLES)
    script = (files("views") / "templates" / "explorer-network.js").read_text(encoding="utf-8")
    used = set(re.findall(r"var\(--([a-z0-9-]+)\)", css)) | set(re.findall(r'colour\("([a-z-]+)"\)', script))
    checked = {name for pair in (*TEXT_PAIRS, *GRAPHIC_PAIRS) for name in pair} | DECORATIVE
    assert used <= checked
    assert set(LIGHT) == set(DARK) == checked
    assert re.findall(r"#[0-9a-f]{3,8}\b", css + script) == []
    assert {kind.replace(" ", "-") for kind in SHAPES} == set(KINDS)
    assert len(set(SHAPES.values())) == len(SHAPES)


def test_no_card_of_the_overview_lies_over_another_or_outside() -> None:
    flow = flow_of(plans_of(invented_graph())[0])
    cards = [card for group in flow.partners for card in group.cards]
    cards += [card for band in flow.bands for card in (*band.cards, *band.right)] + flow.addressees
    assert len(cards) == 29 + 30 + 22 + 7
    for one, other in combinations(cards, 2):
        apart_x = one.x + one.width <= other.x or other.x + other.width <= one.x
        apart_y = one.y + one.height <= other.y or other.y + other.height <= one.y
        assert apart_x or apart_y, (one, other)
    assert all(c.x >= 0 and c.x + c.width <= WIDTH and c.y + c.height <= flow.height for c in cards)
    for above, below in zip(flow.bands, flow.bands[1:], strict=False):
        assert above.y + above.height < below.y
    assert {"stated", "inferred"} <= {line.basis for line in flow.lines}


def test_lines_of_a_card_stay_inside_it() -> None:
    card = Card("a", "ask", ("one", "two", "three"), "label", y=100, note="£1")
    assert card.y < card.baselines[0][0] - 10
    assert card.note_baseline < card.y + card.height


def test_nodes_and_labels_of_the_network_do_not_overlap() -> None:
    hubs = ["h0", "h1", "h2"]
    boxes = dict.fromkeys(hubs, (70.0, 30.0)) | {f"n{number}": (60.0, 28.0) for number in range(40)}
    near = {f"n{number}": [hubs[number % 3]] if number % 4 else hubs for number in range(40)}
    at = places(hubs, near, boxes)
    for one, other in combinations(boxes, 2):
        over_x = boxes[one][0] + boxes[other][0] - abs(at[one][0] - at[other][0])
        over_y = boxes[one][1] + boxes[other][1] - abs(at[one][1] - at[other][1])
        assert min(over_x, over_y) <= 2, (one, other)
    assert at == places(hubs, near, dict(reversed(boxes.items())))


def test_pyvis_moves_nothing_and_keeps_direction_and_places() -> None:
    facts = plans_of(invented_graph())[0]
    explorer = Explorer(page=None)
    explorer.add_plan(0, facts)
    nodes, edges, *_, options = explorer.get_network_data()
    assert json.loads(options)["physics"] == {"enabled": False}
    assert all(isinstance(node["x"], int) and isinstance(node["y"], int) and node["label"] for node in nodes)
    assert len({node["id"] for node in nodes}) == len(nodes)
    assert len({edge["id"] for edge in edges}) == len(edges)
    asks = {facts.anchor(ask.id) for ask in facts.asks}
    assert asks <= {edge["from"] for edge in edges if edge["verb"] == "is asked of"}


def test_the_drawing_is_well_formed() -> None:
    from views.explorer import page_html  # noqa: PLC0415

    html = page_html(invented_graph())
    flow, ribbons = html.index('<svg viewBox="-3 0 1146'), html.index('<svg viewBox="0 0 1180')
    drawings = [ElementTree.fromstring(html[at : html.index("</svg>", at) + 6]) for at in (flow, ribbons)]
    links = [a.get("href") for a in drawings[0].iter("a")]
    assert len(links) == 29 + 30 + 22 + 7 + 7 + 1, "every card, every section's heading, and nobody"
    assert len(list(drawings[1].iter("a"))) == 7 + 7, "every section and everybody who is asked"
