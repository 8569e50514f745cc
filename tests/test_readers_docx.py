"""Word documents become blocks by their styles and lists, as they read once all changes are accepted."""

import io
import zipfile
from typing import Any

import docx
import pytest
from docx.oxml import parse_xml

from loaders.document import Document
from loaders.readers import read_data
from tests.made_documents import saved

SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "v": "urn:schemas-microsoft-com:vml",
    }.items()
)


def raw(document: Any, xml: str) -> None:
    """Add an element that the library has no words for, before the section's properties."""
    body = document.element.body
    name, _, rest = xml[1:].partition(">")
    body.insert(len(body) - 1, parse_xml(f"<{name} {SPACES}>{rest}"))


def run(words: str, looks: str = "") -> str:
    return f'<w:r><w:rPr>{looks}</w:rPr><w:t xml:space="preserve">{words}</w:t></w:r>'


def shown(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, document.words(block)) for block in document]


def only(xml: str) -> Document:
    """What is read of one element between two paragraphs."""
    document = docx.Document()
    document.add_paragraph("It begins here.")
    raw(document, xml)
    document.add_paragraph("It ends here.")
    return read_data(saved(document), "plan.docx")


def said(xml: str) -> list[str]:
    document = only(xml)
    return [document.words(block) for block in document][1:-1]


def test_headings_lists_and_tables() -> None:
    document = docx.Document()
    document.core_properties.title = "Fells 2035"
    document.add_paragraph("The Fells Plan", style="Title")
    document.add_heading("Our people", 1)
    document.add_heading("What we need", 2)
    document.add_paragraph("We ask for:")
    document.add_paragraph("a bridge;", style="List Bullet")
    document.add_paragraph("at Goole", style="List Bullet 2")
    document.add_paragraph("trams.", style="List Number")
    document.add_paragraph("buses.", style="List Number")
    document.add_paragraph("• typed by hand")
    document.add_paragraph().add_run("What partners will do").bold = True
    document.add_paragraph("They help.")
    read = read_data(saved(document), "plan.docx")
    assert shown(read) == [
        ("heading", 1, "The Fells Plan"),
        ("heading", 2, "Our people"),
        ("heading", 3, "What we need"),
        ("paragraph", 0, "We ask for:"),
        ("item", 0, "a bridge;"),
        ("item", 1, "at Goole"),
        ("item", 0, "trams."),
        ("item", 0, "buses."),
        ("item", 0, "typed by hand"),
        ("heading", 4, "What partners will do"),
        ("paragraph", 0, "They help."),
    ]
    assert [block.marker for block in read if block.kind == "item"] == ["•", "•", "1.", "2.", "•"]
    assert read.blocks[5].parent == 4
    assert (read.format, read.title, read.source) == ("docx", "Fells 2035", "plan.docx")


def test_headings_of_other_languages_and_own_styles() -> None:
    document = docx.Document()
    styles = document.styles
    # Word keeps the English name inside, whatever the id says
    styles["Heading 1"].element.set(docx.oxml.ns.qn("w:styleId"), "berschrift1")
    own = styles.add_style("Chapter", 1)
    own.base_style = styles["Heading 2"]
    document.add_paragraph("Unser Plan").style = styles["Heading 1"]
    document.add_paragraph("Menschen", style="Chapter")
    raw(document, f'<w:p><w:pPr><w:outlineLvl w:val="2"/></w:pPr>{run("Said by its level")}</w:p>')
    raw(
        document,
        f'<w:p><w:pPr><w:pStyle w:val="Chapter"/><w:outlineLvl w:val="9"/></w:pPr>{run("Text after all.")}</w:p>',
    )
    document.add_paragraph("Words.")
    assert shown(read_data(saved(document), "plan.docx"))[:4] == [
        ("heading", 1, "Unser Plan"),
        ("heading", 2, "Menschen"),
        ("heading", 3, "Said by its level"),
        ("paragraph", 0, "Text after all."),
    ]


def test_changes_are_taken_as_accepted() -> None:
    assert said(
        f'<w:p>{run("We ask ")}<w:del w:id="1" w:author="a"><w:r><w:delText>nobody</w:delText></w:r></w:del>'
        f'<w:ins w:id="2" w:author="a">{run("the Ministry")}</w:ins>{run(" for trams.")}</w:p>'
    ) == ["We ask the Ministry for trams."]
    assert said(f'<w:p><w:moveFrom w:id="1" w:author="a">{run("moved")}</w:moveFrom>{run("stays")}</w:p>') == ["stays"]
    assert said(f'<w:p><w:moveTo w:id="1" w:author="a">{run("moved here")}</w:moveTo></w:p>') == ["moved here"]


def test_a_paragraph_whose_end_was_deleted_goes_on() -> None:
    document = docx.Document()
    raw(document, f'<w:p><w:pPr><w:rPr><w:del w:id="1" w:author="a"/></w:rPr></w:pPr>{run("We ask for ")}</w:p>')
    raw(document, f"<w:p>{run('a bridge.')}</w:p>")
    read = read_data(saved(document), "plan.docx")
    assert [read.words(block) for block in read] == ["We ask for a bridge."]


def test_deleted_rows_are_gone() -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=2)
    for words in (("Partner", "What they will do"), ("The Port", "digs the channel"), ("The Mill", "was deleted")):
        for cell, text in zip(table.add_row().cells, words, strict=True):
            cell.text = text
    table.rows[2]._tr.get_or_add_trPr().append(parse_xml(f'<w:del {SPACES} w:id="1" w:author="a"/>'))
    read = read_data(saved(document), "plan.docx")
    assert [read.words(block) for block in read] == ["Partner | What they will do", "The Port | digs the channel"]


def test_a_text_box_said_twice_is_read_once() -> None:
    box = f"<w:txbxContent><w:p>{run('In a box we ask for trams.')}</w:p></w:txbxContent>"
    twice = (
        f"<w:p><w:r><mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing>"
        f"</mc:Choice><mc:Fallback><w:pict><v:textbox>{box}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent>"
        f"</w:r>{run('The text around it.')}</w:p>"
    )
    assert said(twice) == ["The text around it.", "In a box we ask for trams."]
    assert said(f"<w:p><w:r><w:pict><v:textbox>{box}</v:textbox></w:pict></w:r></w:p>") == [
        "In a box we ask for trams."
    ]


def test_hidden_words_and_notes_are_set_aside() -> None:
    read = only(
        f"<w:p>{run('We ask')}{run(' in secret', '<w:vanish/>')}{run(' openly')}"
        "<w:r><w:footnoteReference w:id='2'/></w:r></w:p>"
    )
    assert read.words(read.blocks[1]) == "We ask openly"
    assert read.set_aside == ("footnotes: 1", "hidden words: 2")


def test_hyphens_breaks_and_links() -> None:
    assert said(
        "<w:p><w:r><w:t>long</w:t><w:noBreakHyphen/><w:t>term in</w:t><w:softHyphen/><w:t>vestment</w:t><w:tab/>"
        f"<w:t>now</w:t></w:r><w:hyperlink>{run(' at Homes England')}</w:hyperlink></w:p>"
    ) == ["long‑term investment now at Homes England"]
    assert said("<w:p><w:r><w:t>One line.</w:t><w:br/><w:t>Another line.</w:t></w:r></w:p>") == [
        "One line.",
        "Another line.",
    ]


def test_a_document_without_styles_has_its_title_and_headings() -> None:
    document = docx.Document()
    document.add_paragraph("Rt Hon Somebody MP")
    title = document.add_paragraph().add_run("What Northshire asks")
    title.bold, title.font.size = True, docx.shared.Pt(14)
    for words, bold in (("1. Skills", True), ("We ask for:", False), ("a. a college;", False), ("2. Homes", True)):
        document.add_paragraph().add_run(words).bold = bold
    document.add_paragraph("We ask for homes.")
    assert shown(read_data(saved(document), "plan.docx")) == [
        ("paragraph", 0, "Rt Hon Somebody MP"),
        ("heading", 1, "What Northshire asks"),
        ("heading", 2, "Skills"),
        ("paragraph", 0, "We ask for:"),
        ("item", 0, "a college;"),
        ("heading", 2, "Homes"),
        ("paragraph", 0, "We ask for homes."),
    ]


def test_bullets_of_symbol_fonts() -> None:
    signs = ("<w:sym w:font='Symbol' w:char='F0B7'/><w:tab/>", "<w:t>\uf0b7</w:t><w:tab/>")
    for sign in signs:
        read = only(f"<w:p><w:r>{sign}<w:t>a bridge</w:t></w:r></w:p>")
        assert shown(read)[1] == ("item", 0, "a bridge")


def test_bold_words_are_told() -> None:
    read = only(
        f"<w:p>{run('We ask for ')}{run('trams', '<w:b/>')}{run(' and not', '<w:b w:val=0/>')}</w:p>".replace(
            "=0", "='0'"
        )
    )
    start, end = read.blocks[1].strong[0]
    assert len(read.blocks[1].strong) == 1
    assert read.text[start:end] == "trams"


def test_a_table_of_contents_is_set_aside() -> None:
    read = only(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent><w:p>{run('Contents')}</w:p><w:p>{run('Our people 3')}</w:p></w:sdtContent></w:sdt>"
    )
    assert len(read.blocks) == 2
    assert read.set_aside == ("lines of a table of contents: 2",)


def test_cells_that_were_merged() -> None:
    document = docx.Document()
    table = document.add_table(rows=4, cols=3)
    words = [("Partner", "Role", "Date"), ("The Port", "digs", "2027"), ("", "dredges the whole channel", "2028")]
    for row, texts in zip(table.rows, words, strict=False):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 2)).text = "Those to come"
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    read = read_data(saved(document), "plan.docx")
    assert shown(read) == [
        ("row", 0, "Partner | Role | Date"),
        ("row", 0, "The Port | digs | 2027"),
        ("row", 0, "The Port | dredges the whole channel | 2028"),
        ("heading", 1, "Those to come"),
    ]
    assert [block.header for block in read][:3] == [(), ("Partner", "Role", "Date"), ("Partner", "Role", "Date")]


def test_a_table_that_only_arranges_the_page_is_none() -> None:
    document = docx.Document()
    table = document.add_table(rows=1, cols=2)
    table.cell(0, 0).text = "We ask for trams in a box."
    table.cell(0, 1).add_paragraph("a bridge", style="List Bullet")
    assert [block.kind for block in read_data(saved(document), "plan.docx")] == ["paragraph", "item"]


@pytest.mark.parametrize(
    ("shape", "marks"),
    [
        ("decimal", ["(1)", "(2)", "(3)"]),
        ("lowerLetter", ["(a)", "(b)", "(c)"]),
        ("upperRoman", ["(I)", "(II)", "(III)"]),
        ("bullet", ["•", "•", "•"]),
    ],
)
def test_lists_are_counted_as_word_prints_them(shape: str, marks: list[str]) -> None:
    document = docx.Document()
    numbering = document.part.numbering_part.element
    numbering.insert(
        0,
        parse_xml(
            f'<w:abstractNum {SPACES} w:abstractNumId="90"><w:lvl w:ilvl="0"><w:start w:val="1"/>'
            f'<w:numFmt w:val="{shape}"/><w:lvlText w:val="(%1)"/></w:lvl></w:abstractNum>'
        ),
    )
    numbering.append(parse_xml(f'<w:num {SPACES} w:numId="90"><w:abstractNumId w:val="90"/></w:num>'))
    for words in ("one", "two", "three"):
        raw(
            document,
            f'<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="90"/></w:numPr></w:pPr>{run(words)}</w:p>',
        )
    read = read_data(saved(document), "plan.docx")
    assert [block.marker for block in read] == marks
    assert [read.words(block) for block in read] == ["one", "two", "three"]


def test_strict_files_and_files_with_macros_are_read() -> None:
    document = docx.Document()
    document.add_heading("Our Plan", 1)
    document.add_paragraph("We ask for trams.")
    data = saved(document)
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "word/document.xml":
                part = part.replace(
                    b"http://schemas.openxmlformats.org/wordprocessingml/2006/main",
                    b"http://purl.oclc.org/ooxml/wordprocessingml/main",
                )
            new.writestr(entry, part)
        new.writestr("word/vbaProject.bin", b"\x00macro")
    read = read_data(made.getvalue(), "plan.docm")
    assert [block.kind for block in read] == ["heading", "paragraph"]
    assert read.set_aside == ("macros: never run",)
