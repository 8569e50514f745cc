"""Plain text becomes blocks by its layout alone; offsets count in the text as it is."""

import textwrap

import pytest

from loaders.document import Document
from loaders.readers import read_data

Shown = list[tuple[str, int, str]]


def text(source: str) -> Document:
    return read_data(textwrap.dedent(source).encode(), "plan.txt")


def shown(document: Document) -> Shown:
    return [(block.kind, block.level, " ".join(document.words(block).split())) for block in document]


def kinds(source: str) -> dict[str, str]:
    return {words: kind for kind, _, words in shown(text(source))}


LINE_FOR_LINE = """\
Home > Plans > The Fens
The Fens Plan
Everything here is one line for each paragraph, as it is when copied from a web page, and it runs on for a while.
Growing food
What the Fens ask of government to make this happen.
We ask for control over:
- the drainage rules
- Training on farms – formerly the farm levy
We also ask for a second station.
THe parts our neighbours play in this work
The Farm Guild
Buys what the farms grow and sells it on.
Moving goods – rail, road and water
What the Fens ask of government to make this happen.
Government has a large part in this, by:
- Funding the docks,
- Opening the line.
"""


def test_text_copied_from_a_page_line_for_line() -> None:
    document = text(LINE_FOR_LINE)
    assert shown(document) == [
        ("heading", 1, "The Fens Plan"),
        (
            "paragraph",
            0,
            "Everything here is one line for each paragraph, as it is when copied from a web page, "
            "and it runs on for a while.",
        ),
        ("heading", 2, "Growing food"),
        ("heading", 2, "What the Fens ask of government to make this happen."),
        ("paragraph", 0, "We ask for control over:"),
        ("item", 0, "the drainage rules"),
        ("item", 0, "Training on farms – formerly the farm levy"),
        ("paragraph", 0, "We also ask for a second station."),
        ("heading", 2, "THe parts our neighbours play in this work"),
        ("heading", 2, "The Farm Guild"),
        ("paragraph", 0, "Buys what the farms grow and sells it on."),
        ("heading", 2, "Moving goods – rail, road and water"),
        ("heading", 2, "What the Fens ask of government to make this happen."),
        ("paragraph", 0, "Government has a large part in this, by:"),
        ("item", 0, "Funding the docks,"),
        ("item", 0, "Opening the line."),
    ]
    assert document.set_aside == ("breadcrumb trail: 1 line (“Home > Plans > The Fens”)",)
    assert [block.line for block in document][:3] == [2, 3, 4]


def test_wrapped_text_with_outline_numbers_and_underlines() -> None:
    document = text("""\
        THE MARSHES GROWTH PLAN
        =======================

        Foreword
        --------

        This plan sets out how the eleven councils of the Marshes will work
        together over the next ten years. It was agreed by the leaders of
        all of them.

        1. Our people

        1.1 What we need from government

        To reach these aims we ask the government to:

          1. devolve the skills budget, so that colleges can plan for longer
             than one year at a time;
          2. let us set the rules; and
          3. fund two hundred places
             o in Goole
             o in Brigg

        1.2 What partners will do

        * The colleges - training electricians and
          welders
        * The Careers Hub - finding placements for pupils, parents and all
        teachers who ask for them

        2. Our places

        We need better buses.
        """)
    assert shown(document) == [
        ("heading", 1, "THE MARSHES GROWTH PLAN"),
        ("heading", 2, "Foreword"),
        (
            "paragraph",
            0,
            "This plan sets out how the eleven councils of the Marshes will work together over the next ten years. "
            "It was agreed by the leaders of all of them.",
        ),
        ("heading", 3, "Our people"),
        ("heading", 4, "What we need from government"),
        ("paragraph", 0, "To reach these aims we ask the government to:"),
        ("item", 0, "devolve the skills budget, so that colleges can plan for longer than one year at a time;"),
        ("item", 0, "let us set the rules; and"),
        ("item", 0, "fund two hundred places"),
        ("item", 1, "in Goole"),
        ("item", 1, "in Brigg"),
        ("heading", 4, "What partners will do"),
        ("item", 0, "The colleges - training electricians and welders"),
        ("item", 0, "The Careers Hub - finding placements for pupils, parents and all teachers who ask for them"),
        ("heading", 3, "Our places"),
        ("paragraph", 0, "We need better buses."),
    ]
    assert [block.marker for block in document if block.kind == "item"] == ["1.", "2.", "3.", "o", "o", "*", "*"]
    assert document.blocks[9].parent == document.blocks[10].parent == 8


def test_offsets_stay_those_of_the_raw_text() -> None:
    raw = "\ufeffPlan\r\n\r\n  \u2022\u00a0We ask for a bridge\r\n    over the Ouse.  \r\n"
    document = read_data(raw.encode(), "plan.txt")
    assert document.text == "Plan\n\n  •\u00a0We ask for a bridge\n    over the Ouse.  \n"
    item = document.blocks[1]
    assert document.words(item) == "We ask for a bridge\n    over the Ouse."
    assert (item.marker, item.line) == ("•", 3)


def test_a_letters_head_and_foot_are_no_headings() -> None:
    found = kinds("""\
        Jane Doe MP
        Chancellor of the Exchequer
        1 Horse Road
        London SW1A 2HQ

        3 September 2025

        Dear Chancellor,

        What Northshire asks of the review

        I write on behalf of all our leaders. We ask you to:

        • give us a single settlement

        Yours sincerely,

        Ann Other
        Leader of the Council
        """)
    assert [words for words, kind in found.items() if kind == "heading"] == ["What Northshire asks of the review"]


def test_capitals_stand_above_other_headings() -> None:
    document = text("Our Plan\n\nOUR PEOPLE\n\nNeeds\n\nWe need trams.\n\nOUR PLACES\n\nNeeds\n\nWe need homes.\n")
    assert [block.level for block in document if block.kind == "heading"] == [1, 2, 3, 2, 3]


@pytest.mark.parametrize(
    "line",
    [
        "What we need is clarity.",
        "Our partners will help.",
        "The roles will be shared by all partners.",
        "The roles our partners will play are set out below.",
        "Government has helped before.",
        "July 2025",
        "020 7946 0000, London SW1A 2HQ",
        "info@example.org",
        "and then it ends",
        "“Trams matter to us,” she said",
    ],
)
def test_sentences_dates_and_addresses_are_no_headings(line: str) -> None:
    assert kinds(f"The Plan\n\nIt begins here.\n\n{line}\n\nIt goes on here.\n")[line] == "paragraph"


@pytest.mark.parametrize(
    "line",
    [
        "Our asks of government.",
        "How partners will help.",
        "What do we need from government?",
        "The changes we want to see.",
        "Part 2: Skills and jobs",
        "Who will deliver:",
        "3. Skills",
        "A fairer, greener economy",
    ],
)
def test_names_of_parts_are_headings(line: str) -> None:
    words = line.removeprefix("3. ")
    assert kinds(f"The Plan\n\nIt begins here.\n\n{line}\n\nIt goes on here.\n")[words] == "heading"


def test_lines_with_labels_are_no_headings() -> None:
    document = text(
        "Plan\n\nHomes Trust: builds homes\n\nThe Port: digs\n\nColleges: train\n\nWords come after them.\n"
    )
    assert [block.kind for block in document] == ["heading", *["paragraph"] * 4]


def test_a_list_that_lost_its_bullets() -> None:
    assert shown(
        text("Plan\n\nWe want:\ncontrol of skills;\na seat on the board; and\nlonger contracts.\nThis is more.\n")
    ) == [
        ("heading", 1, "Plan"),
        ("paragraph", 0, "We want:"),
        ("item", 0, "control of skills;"),
        ("item", 0, "a seat on the board; and"),
        ("item", 0, "longer contracts."),
        ("paragraph", 0, "This is more."),
    ]


def test_rows_divided_by_tabs_and_rows_in_columns() -> None:
    document = text("Plan\n\nPartner\tRole\nHomes England\tbuilds homes\nThe Port\tdigs the channel\n")
    rows = [block for block in document if block.kind == "row"]
    assert [[document.text[start:end] for start, end in row.cells] for row in rows][1] == [
        "Homes England",
        "builds homes",
    ]
    assert [row.header for row in rows] == [(), ("Partner", "Role"), ("Partner", "Role")]
    columns = text("""\
        Plan

        Partner          What they do
        Homes England    builds homes on the docks
        The Port         deepens the channel
        """)
    assert [[columns.text[start:end] for start, end in block.cells] for block in columns.blocks[1:]] == [
        ["Partner", "What they do"],
        ["Homes England", "builds homes on the docks"],
        ["The Port", "deepens the channel"],
    ]


def test_pages_and_contents_are_set_aside() -> None:
    document = text(
        "The Plan\n\nContents\nOur people ........ 3\nOur places ........ 9\n\nOur people\n\nWe ask for trams.\n\n"
        "Page 3 of 9\n\f\nThe Plan\n\nOur places\n\nWe ask for homes.\n\nPage 4 of 9\n\fThe Plan\n\nWe ask for more.\n"
    )
    assert [words for _, _, words in shown(document)] == [
        "The Plan",
        "Our people",
        "We ask for trams.",
        "Our places",
        "We ask for homes.",
        "We ask for more.",
    ]
    assert [note.partition(":")[0] for note in document.set_aside] == [
        "table of contents",
        "page number",
        "running header or footer",
    ]


def test_marks_of_every_kind_are_taken_off() -> None:
    lines = ["- a", "– b", "• c", "* d", "· e", "1. f", "(a) g", "ii) h", "12) i", "\uf0b7 j"]
    document = text("Plan\n\nWe ask for:\n\n" + "\n\n".join(lines) + "\n")
    items = [block for block in document if block.kind == "item"]
    assert [document.words(block) for block in items] == list("abcdefghij")
    assert [block.marker for block in items] == [line.rpartition(" ")[0] for line in lines]


def test_capital_letters_and_roman_numbers_come_in_sequence_or_are_words() -> None:
    document = text("""\
        The Plan

        I. PEOPLE

        Our asks

        A. Ownership of the ferry piers, with
           their upkeep.
        B. A settlement for buses.

        II. PLACES

        W. Smith said that it was good.
        """)
    assert shown(document) == [
        ("heading", 1, "The Plan"),
        ("heading", 2, "PEOPLE"),
        ("heading", 3, "Our asks"),
        ("item", 0, "Ownership of the ferry piers, with their upkeep."),
        ("item", 0, "A settlement for buses."),
        ("heading", 2, "PLACES"),
        ("paragraph", 0, "W. Smith said that it was good."),
    ]


def test_numbered_paragraphs_are_no_list() -> None:
    document = text(
        "Plan\n\n2.1 The region has grown since the docks opened.\n\nHead\n\n2.2 It asks for more powers over skills.\n"
    )
    assert [block.kind for block in document] == ["heading", "paragraph", "heading", "paragraph"]
    assert document.words(document.blocks[1]).startswith("The region")


def test_invisible_characters_stay_and_are_told() -> None:
    document = text("Plan\n\nHomes\u200b England \u202eand the Port.\n")
    assert "\u200b" in document.words(document.blocks[1])
    assert document.set_aside == (
        "invisible characters left in the text: 2 (zero-width, soft hyphen or direction marks)",
    )


def test_headings_fifty_deep_stop_at_the_deepest_level() -> None:
    source = "".join(f"{'.'.join(['1'] * depth)} Part\n\nWords are here.\n\n" for depth in range(2, 51))
    levels = [block.level for block in text(source) if block.kind == "heading"]
    assert len(levels) == 49
    assert levels == sorted(levels)
    assert levels[-1] == 6
