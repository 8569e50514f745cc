"""Web pages become blocks: the document in them, without the page around it."""

import time

import pytest

from graph.errors import UnreadableDocument
from loaders.document import Document
from loaders.readers import read_data


def page(body: str, head: str = "") -> Document:
    return read_data(f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode(), "page.html")


def shown(document: Document) -> list[str]:
    marks = {"heading": "#", "paragraph": "", "item": "-", "row": "|"}
    return [
        f"{marks[block.kind] * max(1, block.level if block.kind == 'heading' else block.level + 1)} "
        f"{document.words(block)}".strip()
        for block in document
    ]


def test_headings_paragraphs_and_nested_items_keep_their_place() -> None:
    document = page(
        "<h1>Plan</h1><p>We <b>ask</b>:</p><ol start=4><li>Trams<ul><li>to the port</li></ul></li><li>Homes</ol>"
    )
    assert shown(document) == ["# Plan", "We ask:", "- Trams", "-- to the port", "- Homes"]
    trams, port, homes = document.blocks[2:]
    assert (trams.marker, port.marker, homes.marker) == ("4.", "•", "5.")
    assert (trams.parent, port.parent, homes.parent) == (None, 2, None)
    start, end = document.blocks[1].strong[0]
    assert document.text[start:end] == "ask"


def test_what_surrounds_the_document_is_left_out_and_told() -> None:
    document = page(
        '<a class="skip-link" href="#m">Skip to content</a>'
        '<div id="cookieBanner"><p>This site uses cookies.</p><button>Accept</button></div>'
        '<header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News</a></li></ul></nav></header>'
        '<ol class="breadcrumb"><li><a href="/">Home</a></li><li>Plan</li></ol>'
        "<h1>The Marsh Plan</h1><!-- a comment --><p>The region will grow.</p>"
        '<div class="share-buttons"><a href="#">Share on one site</a><a href="#">Share on another</a></div>'
        "<script>var x = '<p>no</p>'</script><style>p {}</style><template><p>no</p></template>"
        '<p hidden>Not shown</p><p style="display: none">Nor this</p><span aria-hidden="true">★</span>'
        "<form><label>Search</label><input value=no><button>Go</button></form>"
        "<footer><a href='/contact'>Contact</a> Copyright the Council</footer>"
    )
    assert shown(document) == ["# The Marsh Plan", "The region will grow."]
    told = "; ".join(document.set_aside)
    for kind in ("cookie notice", "page header: 2 words", "breadcrumb", "share links", "footer", "skip link", "hidden"):
        assert kind in told


@pytest.mark.parametrize("wrapper", ["main", "div role=main", "div", "article", "form id=aspnetForm", "section"])
def test_the_content_is_found_in_any_wrapper(wrapper: str) -> None:
    name = wrapper.split(maxsplit=1)[0]
    prose = "The councils ask the government for longer contracts, and for a seat on the board. " * 3
    document = page(
        f'<div class="site-nav"><a href="/a">One</a> <a href="/b">Two</a></div><{wrapper}><h1>Plan</h1>'
        f"<h2>What we need</h2><p>{prose}</p><ul><li>Trams</li></ul></{name}>"
        '<div class="footer-links"><a href="/c">Contact</a></div>'
    )
    assert shown(document) == ["# Plan", "## What we need", prose.strip(), "- Trams"]


def test_a_heading_in_the_sites_header_is_kept() -> None:
    prose = "<p>" + "Words of the plan go here, one after the other. " * 6 + "</p>"
    document = page(f'<header class="hero"><a href="/">Logo</a><h1>The Marsh Plan</h1></header><main>{prose}</main>')
    assert shown(document)[0] == "# The Marsh Plan"


def test_a_small_main_does_not_hide_the_rest() -> None:
    rest = "<p>" + "The asks of the region stand outside the main element. " * 5 + "</p>"
    document = page(f"<main><h1>Plan</h1></main><section><h2>Our asks</h2>{rest}</section>")
    assert shown(document)[:2] == ["# Plan", "## Our asks"]
    assert len(document.blocks) == 3


@pytest.mark.parametrize(
    "name",
    ["shared-priorities", "social-economy", "cookie-accepted nav-open", "menu-of-asks", "related-asks", "skip-hire"],
)
def test_class_names_that_only_look_like_boilerplate_hide_nothing(name: str) -> None:
    document = page(
        f'<div class="{name}"><h2>Our asks</h2><p>We ask the government to fund the tram between the port and the town '
        "and to hand over the budget for skills in the whole of the region.</p></div>"
    )
    assert len(document.blocks) == 2


def test_accordions_are_opened() -> None:
    document = page(
        "<h1>Plan</h1><h2>Themes</h2>"
        "<details><summary>People</summary><p>Train more people.</p></details>"
        "<details><summary>Places</summary><h3>Needs</h3><p>Build more homes.</p></details>"
        '<div class="accordion"><h3><button aria-expanded="false" aria-controls="p1">Money</button></h3>'
        '<div id="p1" hidden><p>The folded part is read too.</p></div>'
        '<button class="accordion-button" aria-expanded="false">Power</button>'
        '<div class="accordion-panel" style="display:none"><p>And so is this folded part.</p></div></div>'
    )
    assert shown(document) == [
        "# Plan",
        "## Themes",
        "### People",
        "Train more people.",
        "### Places",
        "### Needs",
        "Build more homes.",
        "### Money",
        "The folded part is read too.",
        "#### Power",
        "And so is this folded part.",
    ]


def test_a_page_of_boxes_with_menus_and_accordions_that_are_no_elements_of_their_own() -> None:
    document = page(
        '<div class="top"><div><a href="/">The Council</a></div>'
        '<button aria-controls="mm" aria-expanded="false">Menu</button>'
        '<div id="mm" class="mobile-menu"><ul><li><a href="/a">About</a></li><li><a href="/b">News</a></li></ul></div>'
        '<ul class="lang"><li><a href="/cy">Cymraeg</a></li></ul></div>'
        "<div><p>Home &gt; Our plan</p><h1>Our plan</h1></div><div><p>Words of the plan.</p>"
        '<div class="item"><div class="title" role="button" aria-expanded="false">People</div>'
        '<div class="collapse" style="display:none"><h4>Needs</h4><p>Trams for the whole town.</p></div></div>'
        "<p><b>Afterwards</b></p><p>More words.</p></div>"
        '<div class="siteFooter"><p>© The Council</p><a href="/p">Privacy</a></div>'
        '<div role="dialog"><h2>Cookies</h2><p>This site uses them.</p></div>'
    )
    assert shown(document) == [
        "# Our plan",
        "Words of the plan.",
        "## People",
        "#### Needs",
        "Trams for the whole town.",
        "## Afterwards",
        "More words.",
    ]


def test_tabs_stand_above_their_panels() -> None:
    document = page(
        '<h1>Plan</h1><ul role="tablist"><li role="tab" aria-controls="a">People</li>'
        '<li role="tab" aria-controls="b">Places</li>'
        '</ul><div role="tabpanel" id="a"><p>Train more people.</p></div>'
        '<div role="tabpanel" id="b" hidden><p>Build more homes here.</p></div>'
    )
    assert shown(document) == ["# Plan", "## People", "Train more people.", "## Places", "Build more homes here."]


def test_typed_lists_and_bold_headings_are_seen() -> None:
    document = page(
        "<h2>People</h2><p><strong>What we need from government</strong></p>"
        "<p>We ask for:<br>• trams<br>• homes</p>"
        "<p>Also:</p><p>– a typed item</p><p>Whole words that<br>go on here.</p>"
        "<p><b>Homes England:</b> builds homes.</p>"
    )
    assert shown(document) == [
        "## People",
        "### What we need from government",
        "We ask for:",
        "- trams",
        "- homes",
        "Also:",
        "- a typed item",
        "Whole words that go on here.",
        "Homes England: builds homes.",
    ]
    assert [block.marker for block in document if block.kind == "item"] == ["•", "•", "–"]


def test_a_bold_lead_in_is_no_heading() -> None:
    document = page("<p><b>To deliver this, the Council wants control over:</b></p><ul><li>skills</li></ul>")
    assert [block.kind for block in document] == ["paragraph", "item"]


def test_a_table_of_data_becomes_rows_with_exact_cells() -> None:
    document = page(
        "<table><caption>Who does what</caption><thead><tr><th>Theme<th>Partner<th>Role</thead>"
        "<tr><td rowspan=2>Homes<td>Homes England<td>builds<tr><td>The Port Trust<td><ul><li>sells land<li>digs</ul>"
        "<tr><td colspan=3>Later<tr><td><td>Fens Board<td></table>"
    )
    rows = [block for block in document if block.kind == "row"]
    cells = [[document.text[start:end] for start, end in row.cells] for row in rows]
    assert cells == [
        ["Theme", "Partner", "Role"],
        ["Homes", "Homes England", "builds"],
        ["Homes", "The Port Trust", "sells land\ndigs"],
        ["", "Fens Board", ""],
    ]
    assert rows[0].header == ()
    assert rows[1].header == rows[3].header == ("Theme", "Partner", "Role")
    assert "# Later" in shown(document)


def test_a_table_that_arranges_the_page_is_none() -> None:
    document = page(
        "<table><tr><td><h2>Left</h2><p>One.</p></td><td><h2>Right</h2><ul><li>Two</li></ul></td></tr></table>"
    )
    assert shown(document) == ["## Left", "One.", "## Right", "- Two"]


def test_an_old_page_arranged_by_a_table_is_read() -> None:
    document = page(
        "<table><tr><td><a href=a>One</a><br><a href=b>Two</a><br><a href=c>Three</a></td><td>"
        "<font><b>The Old Plan</b></font>"
        "<br><br>We ask for trams.<br><br><b>Our asks</b><br>1. Trams<br>2. Buses<br>o in town"
        "<p>Also:</p><pre>- as typed\n- like this</pre>"
        "</td></tr></table>"
    )
    assert shown(document) == [
        "## The Old Plan",
        "We ask for trams.",
        "## Our asks",
        "- Trams",
        "- Buses",
        "-- in town",
        "Also:",
        "- as typed",
        "- like this",
    ]
    assert document.set_aside == ("side links: 3 words",)


def test_definitions_carry_their_terms() -> None:
    document = page("<dl><dt>The Port<dd>digs<dt>Colleges:<dd>train<dt>Councils<dd>plan<dd>build</dl>")
    assert shown(document) == ["- The Port: digs", "- Colleges: train", "- Councils", "-- plan", "-- build"]


def test_layouts_of_bare_boxes_are_read() -> None:
    document = page(
        '<div><div>Plan words</div><div role="heading" aria-level="3">Head</div>loose <em>words</em><div>x</div></div>'
    )
    assert shown(document) == ["Plan words", "### Head", "loose words", "x"]


def test_markup_in_a_name_stays_text() -> None:
    document = page(
        "<ul><li>&lt;script&gt;alert(1)&lt;/script&gt; Trust</li><li>Fish &amp;amp; Chips &amp;nbsp;Guild</li></ul>"
    )
    assert shown(document) == ["- <script>alert(1)</script> Trust", "- Fish & Chips Guild"]


def test_what_nobody_sees_inside_words_is_dropped() -> None:
    document = page("<p>Home\u200bs Eng\u00adland \u202eand\u202c the\ufeff Port\u00a0Trust שלום</p>")
    assert shown(document) == ["Homes England and the Port Trust שלום"]


def test_the_title_is_what_the_page_declares() -> None:
    assert page("<p>x y</p>", "<title> The  Plan | Site </title>").title == "The Plan | Site"
    assert page("<p>x y</p>", '<title>a</title><meta property="og:title" content="The Plan">').title == "The Plan"
    assert page("<p>x <svg><title>no</title></svg></p>").title is None


def test_footnote_marks_are_no_words() -> None:
    assert shown(page("<p>We ask<sup><a href='#f'>1</a></sup> for 10<sup>th</sup>.</p>")) == ["We ask for 10th."]


def test_a_page_of_navigation_only_is_one_message() -> None:
    with pytest.raises(UnreadableDocument, match=r"page\.html has no words to read once navigation: 1 links"):
        page("<nav><a href='/'>Home</a></nav>")


def test_ten_thousand_nested_boxes_are_read() -> None:
    assert shown(page("<div>" * 10_000 + "words" + "</div>" * 10_000)) == ["words"]


def test_a_large_page_is_read_in_time() -> None:
    body = "<h2>Head</h2><div><p>Some <b>bold</b> words and a <a href='/'>link</a>.</p><ul><li>One</ul></div>" * 10_000
    begin = time.process_time()
    document = page(f"<main>{body}</main>")
    assert len(document.blocks) == 30_000
    assert time.process_time() - begin < 6, "a page of 1 MB takes 1 s on a slow machine"


def test_line_numbers_are_those_of_the_file() -> None:
    document = read_data(b"<html><body>\n<h1>A</h1>\n<p>one</p>\n<ul>\n<li>two</li></ul>", "a.html")
    assert [block.line for block in document] == [2, 3, 5]
