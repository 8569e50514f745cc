"""PDFs become blocks by their type and the places of their words."""

import io
from collections.abc import Callable, Sequence

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from loaders.document import Document
from loaders.readers import read_data

Draw = Callable[[Canvas], object]
HEIGHT = A4[1]


def pdf(*pages: Draw, title: str | None = None) -> Document:
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4)
    if title:
        canvas.setTitle(title)
    for draw in pages:
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return read_data(data.getvalue(), "plan.pdf")


def write(
    canvas: Canvas, lines: Sequence[str], x: float = 60, top: float = 100, size: float = 10, font: str = "Helvetica"
) -> float:
    """Write lines from a height downwards; the height under the last."""
    canvas.setFont(font, size)
    for line in lines:
        canvas.drawString(x, HEIGHT - top, line)
        top += 1.2 * size
    return top


def shown(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, document.words(block)) for block in document]


LEFT = [
    "We ask the Ministry for a settlement that",
    "lasts five years, so that the colleges of",
    "the Fells can plan. They have waited long.",
]
RIGHT = [
    "The council will run the buses from Aldby",
    "to Barby each hour, and keep the lamps lit",
    "in every hall. It has the money for it.",
]


def test_headings_by_size_and_weight() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, ["The Fells Plan"], top=80, size=24)
        write(canvas, ["Our people"], top=120, size=15)
        write(canvas, ["What we need"], top=150, font="Helvetica-Bold")
        write(canvas, LEFT, top=170)
        write(canvas, ["£1.2bn"], top=230, size=30)
        write(canvas, RIGHT, top=260)

    assert shown(pdf(draw)) == [
        ("heading", 1, "The Fells Plan"),
        ("heading", 2, "Our people"),
        ("heading", 3, "What we need"),
        ("paragraph", 0, " ".join(LEFT)),
        ("paragraph", 0, "£1.2bn"),
        ("paragraph", 0, " ".join(RIGHT)),
    ]


def test_two_columns_are_read_one_after_the_other() -> None:
    def draw(canvas: Canvas) -> None:
        # drawn in the order in which some programs print: line by line across the page
        write(canvas, ["The Fells Plan"], top=80, size=24)
        for at, (left, right) in enumerate(zip(LEFT, RIGHT, strict=True)):
            write(canvas, [left], top=120 + 12 * at)
            write(canvas, [right], x=310, top=120 + 12 * at)
        write(canvas, ["This line stands under both columns and goes from one side of the page to the other."], top=200)

    assert [words for _, _, words in shown(pdf(draw))] == [
        "The Fells Plan",
        " ".join(LEFT),
        " ".join(RIGHT),
        "This line stands under both columns and goes from one side of the page to the other.",
    ]


def test_a_page_may_change_its_columns() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, ["A deal for the Fells"], top=70, size=22)
        for x, name, lines in ((60, "Our offer", LEFT), (310, "Our ask", RIGHT)):
            write(canvas, [name], x=x, top=110, size=14)
            write(canvas, [f"{line} {line[:9]}" for line in lines], x=x + 8, top=135, size=9)
        write(canvas, ["Why it matters"], top=210, size=14)
        narrow = [
            ["We ask the Ministry", f"for trams in {name},", "and for buses."] for name in ("Aldby", "Barby", "Carby")
        ]
        for x, lines in zip((60, 225, 390), narrow, strict=True):
            write(canvas, lines, x=x, top=240 + (x == 60) * 5)

    words = [words for _, _, words in shown(pdf(draw))]
    assert [each for each in words if len(each.split()) < 5] == ["Our offer", "Our ask", "Why it matters"]
    assert words[2].startswith("We ask the Ministry for a settlement")
    assert words[4].startswith("The council will run")
    assert words[6:] == [
        f"We ask the Ministry for trams in {name}, and for buses." for name in ("Aldby", "Barby", "Carby")
    ]


def test_labels_beside_their_paragraphs_are_read_row_by_row() -> None:
    def draw(canvas: Canvas) -> None:
        for at in range(3):
            write(canvas, [f"Ask {at + 1}"], top=100 + 60 * at)
            write(canvas, LEFT, x=150, top=100 + 60 * at)

    assert [words for _, _, words in shown(pdf(draw))] == [f"Ask {at} {' '.join(LEFT)}" for at in (1, 2, 3)]


def test_a_sentence_goes_on_in_the_next_column_and_on_the_next_page() -> None:
    first = [
        "We ask the Ministry for a settlement that",
        "lasts five years, and for a college that",
        "every town in the",
    ]
    document = pdf(
        lambda canvas: write(canvas, first, top=780),
        lambda canvas: write(canvas, ["Fells can reach by bus, summer and winter."], top=60),
    )
    assert [words for _, _, words in shown(document)] == [
        " ".join([*first, "Fells can reach by bus, summer and winter."])
    ]
    assert document.blocks[0].page == 1


def test_words_divided_at_line_ends_are_one_again() -> None:
    lines = [
        "We ask the Ministry to legis-",
        "late for a long-",
        "term deal, and for short-",
        "and medium-term loans for North-",
        "East firms and so-called place-",
        "based funds of the of-",
        "fice that we call an office.",
    ]
    document = pdf(lambda canvas: write(canvas, lines))
    assert document.words(document.blocks[0]) == (
        "We ask the Ministry to legislate for a long-term deal, and for short- and medium-term loans for North-East "
        "firms and so-called place-based funds of the office that we call an office."
    )


def test_headers_footers_and_page_numbers_are_set_aside() -> None:
    def page(number: int) -> Draw:
        def draw(canvas: Canvas) -> None:
            write(canvas, ["The Fells Plan 2035"], top=40, size=8)
            write(canvas, ["Our asks"], top=110, size=14)
            write(canvas, [f"{line} {number}" for line in LEFT], top=140)
            write(canvas, [str(number)], x=290, top=810, size=9)

        return draw

    document = pdf(*(page(number) for number in (1, 2, 3)))
    assert [words for _, _, words in shown(document)][::2] == ["Our asks"] * 3
    assert document.set_aside == ("page numbers: 3", "running headers and footers: 3")
    assert [block.page for block in document] == [1, 1, 2, 2, 3, 3]


def test_bullets_numbers_and_what_stands_under_them() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, ["We ask for:"])
        write(canvas, ["•", "", "•"], top=115)
        write(canvas, ["a bridge over the river, with the lamps that", "were promised", "trams"], x=75, top=115)
        write(canvas, ["– at Aldby", "– at Barby"], x=90, top=151)
        write(canvas, ["2. buses"], top=175)

    document = pdf(draw)
    assert shown(document) == [
        ("paragraph", 0, "We ask for:"),
        ("item", 0, "a bridge over the river, with the lamps that were promised"),
        ("item", 0, "trams"),
        ("item", 1, "at Aldby"),
        ("item", 1, "at Barby"),
        ("item", 0, "buses"),
    ]
    assert [block.parent for block in document][3:5] == [2, 2]
    assert [block.marker for block in document] == ["", "•", "•", "–", "–", "2."]


def test_bullets_that_are_drawn_and_not_written() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, ["We ask for:"])
        for at, words in enumerate(["a bridge", "trams"]):
            canvas.circle(64, HEIGHT - 118 - 16 * at + 1, 2, stroke=0, fill=1)
            write(canvas, [words], x=75, top=120 + 16 * at)

    assert [(kind, words) for kind, _, words in shown(pdf(draw))] == [
        ("paragraph", "We ask for:"),
        ("item", "a bridge"),
        ("item", "trams"),
    ]


def table(canvas: Canvas, rules: str) -> None:
    rows = [
        ("Partner", "What they will do", ""),
        ("The Port", "Deepen the channel so that ships", "can come in"),
        ("Homes Trust", "Build homes", ""),
    ]
    write(canvas, ["They will help us all, and this is how, in the order of the alphabet, from first to last."], top=80)
    top = 110.0
    for at, (partner, role, more) in enumerate(rows):
        font = "Helvetica" if at else "Helvetica-Bold"
        write(canvas, [partner], x=65, top=top, font=font)
        bottom = write(canvas, [line for line in (role, more) if line], x=205, top=top, font=font)
        if "h" in rules:
            canvas.line(60, HEIGHT - top + 14, 500, HEIGHT - top + 14)
        top = bottom + 12
    if "h" in rules:
        canvas.line(60, HEIGHT - top + 14, 500, HEIGHT - top + 14)
    if "v" in rules:
        for x in (60, 200, 500):
            canvas.line(x, HEIGHT - 96, x, HEIGHT - top + 14)
    write(canvas, ["The end."], top=top + 30)


@pytest.mark.parametrize("rules", ["hv", "h", ""])
def test_tables_ruled_or_clear_become_rows(rules: str) -> None:
    document = pdf(lambda canvas: table(canvas, rules))
    rows = [block for block in document if block.kind == "row"]
    assert [document.words(block) for block in rows] == [
        "Partner | What they will do",
        "The Port | Deepen the channel so that ships can come in",
        "Homes Trust | Build homes",
    ]
    assert [block.header for block in rows] == [(), *[("Partner", "What they will do")] * 2]
    assert [[document.text[start:end] for start, end in block.cells] for block in rows][2] == [
        "Homes Trust",
        "Build homes",
    ]
    assert [block.kind for block in document] == ["paragraph", "row", "row", "row", "paragraph"]


def test_names_of_columns_may_take_two_lines() -> None:
    def draw(canvas: Canvas) -> None:
        for x, lines in ((60, ["Partner"]), (200, ["What they", "will do"]), (400, ["By when"])):
            write(canvas, lines, x=x, top=100, font="Helvetica-Bold")
        for at, row in enumerate([("The Port", "Digs the channel", "2027"), ("Homes Trust", "Builds", "2028")]):
            for x, words in zip((60, 200, 400), row, strict=True):
                write(canvas, [words], x=x, top=132 + 20 * at)

    header = ("Partner", "What they will do", "By when")
    assert [block.header for block in pdf(draw)] == [(), header, header]


def test_the_last_short_line_across_the_page_belongs_to_its_paragraph() -> None:
    def draw(canvas: Canvas) -> None:
        wide = "Everyone in the Fells should learn a trade close to home, at any age and at a price that they"
        write(canvas, [wide, "can pay."], size=11)
        write(canvas, LEFT, top=160)
        write(canvas, RIGHT, x=310, top=160)

    words = [words for _, _, words in shown(pdf(draw))]
    assert words[0].endswith("at a price that they can pay.")
    assert words[1:] == [" ".join(LEFT), " ".join(RIGHT)]


def test_a_page_printed_from_a_browser_loses_its_frame() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, ["25/11/2026, 18:43"], x=25, top=25, size=8)
        write(canvas, ["The Fells Plan"], x=290, top=25, size=8)
        write(canvas, ["We use cookies on this site to count visits."], top=80)
        write(canvas, ["Home", "About us", "Contact"], top=110)
        write(canvas, ["The Fells Plan"], top=180, size=20)
        write(canvas, LEFT, top=220)
        write(canvas, ["https://example.org/plan"], x=25, top=825, size=8)
        write(canvas, ["1/3"], x=550, top=825, size=8)

    document = pdf(draw)
    assert [words for _, _, words in shown(document)] == ["The Fells Plan", " ".join(LEFT)]
    assert "cookie notice: 1" in document.set_aside


def test_two_columns_under_bold_headings_are_no_table() -> None:
    def draw(canvas: Canvas) -> None:
        for x, name, lines in ((60, "Our people", LEFT), (280, "Our places", RIGHT)):
            write(canvas, [name], x=x, top=100, font="Helvetica-Bold")
            write(canvas, lines * 2, x=x, top=120)

    document = pdf(draw)
    assert "row" not in [block.kind for block in document]
    assert [words for kind, _, words in shown(document) if kind == "heading"] == ["Our people", "Our places"]


def test_a_table_that_goes_on_has_its_header_once() -> None:
    document = pdf(lambda canvas: table(canvas, "hv"), lambda canvas: table(canvas, "hv"))
    assert sum(block.kind == "row" and not block.header for block in document) == 2

    def only(canvas: Canvas) -> None:
        for at, words in enumerate([("Partner", "What they will do"), ("The Port", "Digs the channel deeper")]):
            for x, text in zip((65, 205), words, strict=True):
                write(canvas, [text], x=x, top=110 + 20 * at, font="Helvetica" if at else "Helvetica-Bold")
        for y in (96, 116, 136):
            canvas.line(60, HEIGHT - y, 500, HEIGHT - y)
        for x in (60, 200, 500):
            canvas.line(x, HEIGHT - 96, x, HEIGHT - 136)

    joined = pdf(only, only)
    assert [block.header for block in joined] == [(), *[("Partner", "What they will do")] * 2]


def test_letters_printed_twice_are_read_once_and_turned_ones_are_set_aside() -> None:
    def draw(canvas: Canvas) -> None:
        for shift in (0, 0.35):
            write(canvas, ["Our people"], x=60 + shift, top=100)
        canvas.setFont("Helvetica", 10)
        x = 60.0
        for letter in "What we need":
            for shift in (0, 0.3):
                canvas.drawString(x + shift, HEIGHT - 130, letter)
            x += canvas.stringWidth(letter)
        write(canvas, LEFT, top=150)
        canvas.rotate(40)
        canvas.drawString(400, 100, "DRAFT")

    document = pdf(draw)
    assert [words for _, _, words in shown(document)] == ["Our people", "What we need", " ".join(LEFT)]
    assert document.set_aside == ("characters printed at an angle: 5",)


def test_numbers_of_footnotes_are_no_words() -> None:
    def draw(canvas: Canvas) -> None:
        write(canvas, ["We ask for trams"], top=100)
        canvas.setFont("Helvetica", 6)
        end = 60 + canvas.stringWidth("We ask for trams", "Helvetica", 10)
        canvas.drawString(end, HEIGHT - 96, "12")
        write(canvas, ["and for buses."], x=end + 10, top=100)
        write(canvas, LEFT * 3, top=130)
        write(canvas, ["12 See the report of the council, page 4."], top=740, size=7)

    document = pdf(draw)
    assert document.words(document.blocks[0]) == "We ask for trams and for buses."
    assert document.set_aside == ("footnotes: 1",)
    assert "report" not in document.text


def test_a_table_of_contents_is_set_aside() -> None:
    def contents(canvas: Canvas) -> None:
        write(canvas, ["Contents"], top=80, size=18)
        write(canvas, [f"{name} {'.' * 60} {page}" for name, page in (("Our people", 3), ("Our places", 9))], top=120)

    def draw(canvas: Canvas) -> None:
        write(canvas, ["Our people"], top=80, size=18)
        write(canvas, LEFT, top=120)

    document = pdf(contents, draw)
    assert [words for _, _, words in shown(document)] == ["Our people", " ".join(LEFT)]
    assert document.set_aside == ("lines of a table of contents: 3",)


@pytest.mark.parametrize(
    ("title", "expected"),
    [("The Fells Plan", "The Fells Plan"), ("Microsoft Word - plan v3.docx", None), ("plan.indd", None)],
)
def test_the_title_that_the_file_declares(title: str, expected: str | None) -> None:
    assert pdf(lambda canvas: write(canvas, LEFT), title=title).title == expected


def test_a_page_that_is_turned_is_read_along_its_lines() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.translate(0, -A4[0])
        canvas.setFont("Helvetica", 10)
        for at, line in enumerate(LEFT):
            canvas.drawString(60, 500 - 12 * at, line)

    assert [words for _, _, words in shown(pdf(draw))] == [" ".join(LEFT)]
