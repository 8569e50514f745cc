"""Plain text that was wrapped, printed in pages, copied from a web page or quoted in an e-mail."""

import pytest

from tests.test_readers_text import kinds, shown, text

WRAPPED = """\
The Fells Plan

This plan was drawn up by the eight councils of the Fells and by every
college in them, and it has been agreed by all of their leaders, who
will come back to it each spring.

{}
"""


def test_a_line_of_nearly_full_width_goes_on() -> None:
    document = text(
        WRAPPED.format(
            "We would like the Ministry to print the timetable for Upper\n"
            "Fell Line services north of Aldby, which was promised to us before\nthe last review."
        )
    )
    assert [block.kind for block in document] == ["heading", "paragraph", "paragraph"]
    assert document.words(document.blocks[2]).startswith("We would like")
    assert document.words(document.blocks[2]).endswith("review.")


@pytest.mark.parametrize(
    "line", ["Our people", "WHAT THE FELLS NEED FROM THE MINISTRY OF TRANSPORT THIS YEAR", "What Do We Need From Them"]
)
def test_a_short_line_or_one_in_capitals_tight_above_wrapped_text_is_a_heading(line: str) -> None:
    found = kinds(
        WRAPPED.format(f"{line}\nThe councils will plant eleven thousand trees along the river and\nthin the old ones.")
    )
    assert found[line] == "heading"


def test_a_line_with_a_colon_introduces_a_list_unless_it_names_its_part() -> None:
    source = "The Plan\n\nWORK\n\n{}\n\n- the first of the bridges;\n- the second.\n"
    assert kinds(source.format("Four things:"))["Four things:"] == "paragraph"
    assert kinds(source.format("Three asks:"))["Three asks:"] == "paragraph"
    assert kinds(source.format("Our pledges:"))["Our pledges:"] == "heading"
    assert kinds(source.format("Delivery partners:"))["Delivery partners:"] == "heading"


@pytest.mark.parametrize("mark", ["      - 2 -\n", "Page 3 of 12\n", "\f", "\n\fPage 4\n\n"])
def test_a_sentence_that_a_page_ends_in_is_one_paragraph(mark: str) -> None:
    raw = f"The Plan\n\nIt begins here.\n\nWe ask the Ministry to set the rents for\n{mark}\nfive years, not for one.\n"
    document = text(raw)
    assert document.text == raw
    assert [block.kind for block in document] == ["heading", "paragraph", "paragraph"]
    words = document.words(document.blocks[2])
    assert words.startswith("We ask")
    assert words.endswith("not for one.")


@pytest.mark.parametrize("first", ["We ask for rents.", "We ask for these rents:"])
def test_a_sentence_that_ends_with_the_page_ends(first: str) -> None:
    document = text(f"The Plan\n\nIt begins here.\n\n{first}\n- 2 -\n\nfive years, not for one.\n")
    assert len(document.blocks) == 4
    one = text("The Plan\n\nIt begins here.\n\nWe ask for rents\n- 2 -\n\nFive years are enough.\n")
    assert len(one.blocks) == 4


COPIED = """\
Skip to main content
Cookies on this site
We use cookies to make this site work. By clicking Accept you agree.
Accept\tManage settings
Home
Who we are
Our plans
The Dales Plan
Contact
Search
The Dales Plan
Last updated 3 May
Share this page
We speak for eight market towns and their villages, and here is what we want.
Contact
The council keeps one number for every question that anybody in the towns may have.
Our four-point plan
1
Shops that stay
Every town should keep a grocer, and rents have to be fair for that to happen in all of them.
2
Buses that come
The Ministry should pay for the last bus, which now leaves before the shops are shut.
What we do
We will keep the lights on in every market hall for as long as it takes, each evening.
Related pages
The Vale Plan
Follow us
Facebook
© The Dales Alliance. Registered office: 1 High Street. Accessibility. Privacy.
"""


def test_the_frame_of_a_copied_page_is_set_aside() -> None:
    document = text(COPIED)
    assert [(level, words) for kind, level, words in shown(document) if kind == "heading"] == [
        (1, "The Dales Plan"),
        (2, "Contact"),
        (2, "Our four-point plan"),
        (3, "Shops that stay"),
        (3, "Buses that come"),
        (2, "What we do"),
    ]
    assert [note.partition(":")[0] for note in document.set_aside] == [
        "web page furniture",
        "cookie notice",
        "menu",
        "links and notices of the page",
    ]


def test_words_of_a_menu_in_a_plan_are_its_own() -> None:
    source = """\
        The Dales Plan

        Our services

        They reach every town in the dales and most of the villages beside them.

        Follow us

        We have gone first, and ask the Ministry to come after us with all its strength.

        Contact

        Last updated 3 May 2025
        """
    document = text(source)
    assert [words for kind, _, words in shown(document) if kind == "heading"][1:3] == ["Our services", "Follow us"]
    assert document.set_aside == ()
    assert "Last updated 3 May 2025" in document.text[document.blocks[-1].start :]


def test_numbers_of_cells_and_pages_are_no_headings_numbers() -> None:
    document = text("Plan\n\nIt counts the towns by size.\nTown\nRank\nAldby\n1\nBarby\n2\nCarby\n3\n")
    assert [words for _, _, words in shown(document)][2:] == ["Town", "Rank", "Aldby", "1", "Barby", "2", "Carby", "3"]


def test_quote_marks_of_an_email_are_blanked() -> None:
    document = text("On Monday Ann wrote:\n> The Plan\n>\n> > We ask the Ministry to give each\n> > town a say.\n")
    assert shown(document)[-1][2] == "We ask the Ministry to give each town a say."
    assert document.text.count("\n") == 5
    assert document.set_aside == ("quote marks of an e-mail: 4 lines",)
    assert text("The Plan\n\nWe want power stations of\n> 50 MW.\n").text.endswith("> 50 MW.\n")


def test_a_closing_quotation_mark_lost_in_a_double_encoding_comes_back() -> None:
    document = text("The Plan\n\nâ€œRaise it by Â£5,â€ she said.\n")
    assert document.words(document.blocks[1]) == "“Raise it by £5,” she said."
