"""Markdown becomes blocks: words without marks, lists and tables as printed."""

import textwrap
import time

import pytest

from graph.errors import UnreadableDocument
from loaders.document import Document
from loaders.readers import read_data


def markdown(text: str) -> Document:
    return read_data(textwrap.dedent(text).encode(), "plan.md")


def shown(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, document.words(block)) for block in document]


def test_headings_of_both_kinds() -> None:
    assert shown(markdown("# Plan\n\nOur people\n---\n\n### Needs ###\n\nWords.\n")) == [
        ("heading", 1, "Plan"),
        ("heading", 2, "Our people"),
        ("heading", 3, "Needs"),
        ("paragraph", 0, "Words."),
    ]


def test_wrapped_paragraphs_are_one_line_and_marks_are_gone() -> None:
    document = markdown(
        "# P\n\nWe *ask* the\n**government** for [trams](https://example.org/a)\nand `homes` ![a picture](x.png).\n"
    )
    block = document.blocks[1]
    assert document.words(block) == "We ask the government for trams and homes ."
    assert [document.text[start:end] for start, end in block.strong] == ["government"]
    assert document.set_aside == ("images: 1",)


def test_lists_keep_marks_levels_and_parents() -> None:
    document = markdown("# P\n\n- one\n  goes on\n  1. first\n  2. second\n- two\n\n  More on two.\n\n+ plus\n")
    assert [(block.marker, block.level, block.parent, document.words(block)) for block in document.blocks[1:]] == [
        ("-", 0, None, "one goes on"),
        ("1.", 1, 1, "first"),
        ("2.", 1, 1, "second"),
        ("-", 0, None, "two"),
        ("", 0, 4, "More on two."),
        ("+", 0, None, "plus"),
    ]
    assert document.blocks[5].kind == "paragraph"


def test_tables_become_rows() -> None:
    document = markdown("""\
        # P

        | Partner | Role |
        |:--|--:|
        | Homes England | **builds** homes |
        | | waits |
        """)
    rows = document.blocks[1:]
    assert [[document.text[start:end] for start, end in row.cells] for row in rows] == [
        ["Partner", "Role"],
        ["Homes England", "builds homes"],
        ["", "waits"],
    ]
    assert [row.header for row in rows] == [(), ("Partner", "Role"), ("Partner", "Role")]
    assert [row.line for row in rows] == [3, 5, 6]


def test_a_bold_line_is_a_heading_and_a_bold_label_is_not() -> None:
    document = markdown(
        "## People\n\n**What we need**\nWe ask for trams.\n\n**Homes England:** builds.\n**The Port:** digs.\n"
    )
    assert shown(document) == [
        ("heading", 2, "People"),
        ("heading", 3, "What we need"),
        ("paragraph", 0, "We ask for trams."),
        ("paragraph", 0, "Homes England: builds."),
        ("paragraph", 0, "The Port: digs."),
    ]


def test_typed_bullets_that_markdown_does_not_know_are_items() -> None:
    document = markdown("# P\n\nWe ask for:\n• trams\n• homes\n")
    assert shown(document)[1:] == [("paragraph", 0, "We ask for:"), ("item", 0, "trams"), ("item", 0, "homes")]


def test_front_matter_and_footnotes_are_set_aside() -> None:
    document = markdown(
        '---\ntitle: "The Marsh Plan"\ndate: 2025-07-01\n---\n# Plan\n\nWords[^1] here.\n\n[^1]: A note.\n'
    )
    assert document.title == "The Marsh Plan"
    assert shown(document) == [("heading", 1, "Plan"), ("paragraph", 0, "Words here.")]
    assert document.blocks[0].line == 5
    assert document.set_aside == ("front matter: 2 lines", "footnotes: 1")


def test_html_in_it_is_text_and_never_runs() -> None:
    document = markdown(
        "# P\n\n<div>Boxed <b>words</b></div>\n\nOne<br>Two <u>three</u> a < b & c\n\n<script>alert(1)</script>\n"
    )
    assert [words for _, _, words in shown(document)][1:4] == ["Boxed words", "One", "Two three a < b & c"]


def test_quotations_are_paragraphs() -> None:
    assert shown(markdown("# P\n\n> We ask\n> for homes.\n")) == [
        ("heading", 1, "P"),
        ("paragraph", 0, "We ask for homes."),
    ]


def test_nesting_without_end_is_one_message() -> None:
    with pytest.raises(UnreadableDocument, match="more than 50 deep"):
        markdown("# P\n" + "".join(" " * (2 * depth) + "- x\n" for depth in range(500)))


def test_thousands_of_open_brackets_are_read_in_time() -> None:
    begin = time.process_time()
    assert "[a[a" in markdown("# P\n\n" + "[a" * 20_000 + "\n").text
    assert time.process_time() - begin < 2


def test_markup_in_a_heading_or_name_survives() -> None:
    document = markdown("# Plan `</script>`\n\n- \\<b>Name\\</b> Trust\n")
    assert [words for _, _, words in shown(document)] == ["Plan </script>", "<b>Name</b> Trust"]
