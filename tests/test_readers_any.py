"""Any input is a document with sound blocks, or one clear message."""

import hashlib
import os
import random
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from graph.errors import DocumentError, SourceError, UnknownFormat, UnreadableDocument
from loaders.document import Document
from loaders.formats import kind
from loaders.readers import read, read_data
from loaders.sources import SUFFIXES, expand

PIECES = [
    "We ask the government for trams.",
    "Our People",
    "WHAT WE NEED",
    "- item",
    "  o sub",
    "1. one",
    "1.1 Head",
    "(a) x",
    "•\u200btight",
    "a\tb",
    "A   B",
    "===",
    "---",
    "Page 1 of 2",
    "3",
    "Home > A > B",
    "Contents",
    "Dear Sir",
    "We want:",
    "yours sincerely",
    "",
    "",
    "\f",
    "\u00a0",
    "\u202eabc",
    "שלום עולם",
    "**bold**",
    "# head",
    "| a | b |",
    "|---|---|",
    "> quote",
    "```",
    "<p>",
    "</div>",
    "<ul><li>",
    "<td>",
    "<b>",
    "<details><summary>s",
    "<dl><dt>a<dd>b",
    "&nbsp;",
    "\x85",
    "<script>",
    "</script>",
    "<h2>",
    "<main>",
    "<nav>",
    "[x](y)",
    "[^1]: n",
    "![i](j)",
    "\u2028",
    "â€™",
    "\r",
    "*",
    "-",
]


def check(document: Document) -> None:
    assert document.blocks
    last = 0
    for index, block in enumerate(document):
        words = document.words(block)
        assert words
        assert words == words.strip()
        assert last <= block.start < block.end <= len(document.text)
        last = block.end
        assert all(block.start <= start <= end <= block.end for start, end in block.cells + block.strong)
        if block.parent is not None:
            assert block.parent < index
            assert document.blocks[block.parent].kind == "item"
        assert (block.kind == "row") == bool(block.cells)
        assert block.level <= 20
        assert block.kind != "heading" or 1 <= block.level <= 6
        assert block.line is None or block.line >= 1
    assert document.text.encode("utf-8")


def try_all(text: str) -> None:
    for name in ("a.txt", "a.md", "a.html"):
        with suppress(DocumentError):
            check(read_data(text.encode(), name))


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=14), st.sampled_from(["\n", "\n\n", " ", "", "\r\n"]))
def test_any_mixture_of_layouts_gives_sound_blocks(pieces: list[str], between: str) -> None:
    try_all(between.join(pieces))


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_gives_sound_blocks(text: str) -> None:
    try_all(text.encode("utf-8", errors="ignore").decode())


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["a.txt", "a.md", "a.html", "a", "a.pdf"]))
def test_any_bytes_give_sound_blocks_or_a_message(data: bytes, name: str) -> None:
    with suppress(DocumentError):
        check(read_data(data, name))


def test_long_mixtures_give_sound_blocks() -> None:
    dice = random.Random(7)
    for _ in range(30):
        try_all("\n".join(dice.choices(PIECES, k=400)))


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("plan.html", b"PK\x03\x04....ppt/x", r"a PowerPoint.*, although it is named \.html.*\.html.*\.md.*\.txt"),
        ("plan.docx", b"PK\x03\x04....xl/workbook.bin", r"a binary Excel workbook, although it is named \.docx"),
        ("plan.odt", b"PK\x03\x04mimetypeapplication/vnd.oasis.opendocument.text", "an OpenDocument file"),
        ("plan.txt", b"PK\x03\x04....xl/workbook.bin", r"a binary Excel workbook, although it is named \.txt"),
        ("plan.doc", b"\xd0\xcf\x11\xe0....", "an old Word"),
        ("plan.png", b"\x89PNG....", "an image"),
        ("plan.rtf", b"{\\rtf1 x}", "rich text"),
        ("plan.gz", b"\x1f\x8b....", "a compressed file"),
        ("plan.rtf", b"some words", r"named \.rtf"),
    ],
)
def test_other_formats_are_named(name: str, data: bytes, message: str) -> None:
    with pytest.raises(UnknownFormat, match=message):
        read_data(data, name)


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("plan.pdf", b"%PDF-1.7\n", r"plan\.pdf is a broken PDF"),
        ("plan.html", b"%PDF-1.7\n", r"plan\.html is a broken PDF"),
        ("plan.pdf", b"some words", r"is named \.pdf and does not begin as a PDF does"),
        ("plan.docx", b"<html><p>some words", r"is named \.docx and does not begin as a Word document does"),
        ("plan.docx", b"PK\x03\x04....word/document.xml", r"plan\.docx is broken"),
        ("plan.txt", b"PK\x03\x04....word/document.xml", r"plan\.txt is broken"),
    ],
)
def test_what_is_not_what_it_is_called_is_one_message(name: str, data: bytes, message: str) -> None:
    with pytest.raises(UnreadableDocument, match=message):
        read_data(data, name)


@pytest.mark.parametrize("data", [b"", b" \n\t \r\n", "\ufeff".encode(), b"\xff\xfe"])
@pytest.mark.parametrize("name", ["a.txt", "a.md", "a.html"])
def test_an_empty_file_is_one_message(name: str, data: bytes) -> None:
    with pytest.raises(UnreadableDocument, match=f"{name} is empty"):
        read_data(data, name)


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(UnreadableDocument, match="no text"):
        read_data(bytes(range(256)) * 20, "plan.txt")


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("The café asks for £5m – “now”", "utf-8"),
        ("The café asks for £5m – “now”", "utf-8-sig"),
        ("The café asks for £5m – “now”", "cp1252"),
        ("The café asks for £5m – “now”", "utf-16"),
        ("The café asks for £5m – “now”", "utf-16-le"),
        ("The café asks for £5m", "latin-1"),
    ],
)
def test_encodings_are_told_apart(data: str, encoding: str) -> None:
    document = read_data(f"{data} for the region.".encode(encoding), "plan.txt")
    assert document.text == f"{data} for the region."


def test_a_page_is_believed_about_its_encoding_unless_it_is_wrong() -> None:
    body = '<html><head><meta charset="{}"></head><body><p>Łódź – naïve £</p></body></html>'
    assert (
        read_data(
            body.format("iso-8859-2").replace("–", "-").replace("ï", "i").replace("£", "").encode("iso-8859-2"),
            "a.html",
        ).text
        == "Łódź - naive"
    )
    assert read_data(body.format("iso-8859-1").encode(), "a.html").text == "Łódź – naïve £"
    assert read_data(body.format("no-such").encode(), "a.html").text == "Łódź – naïve £"


def test_text_encoded_twice_is_repaired_and_told() -> None:
    document = read_data("The region’s £5m – “café”".encode().decode("cp1252", errors="ignore").encode(), "plan.txt")
    assert document.text.startswith("The region’s £5m – “café")
    assert any("repaired" in note for note in document.set_aside)
    assert read_data("CHÂTEAU Â and pâté.".encode(), "plan.txt").text == "CHÂTEAU Â and pâté."


def test_the_format_is_that_of_the_content() -> None:
    assert kind("<!DOCTYPE html><html><body><p>x</p>", "plan.txt") == "html"
    assert kind("# Plan\n\n## People\n\nWords", "plan.txt") == "markdown"
    assert kind("Plan\n\n- one\n- two\n", "plan.md") == "text"
    assert kind("Plan\n====\n\nwords\n", "plan.md") == "markdown"
    assert kind("We ask <b>for</b> 5 < 6.", "plan.txt") == "text"
    assert kind("<p>x</p>", "https://example.org/plan.html?a=b") == "html"
    assert kind("<div>a</div><p>b</p><p>c</p>", "https://example.org/plan") == "html"
    assert kind("# 1 priority\nWords.\n", "plan.txt") == "text"


def test_ten_thousand_bullets_are_read_in_time() -> None:
    begin = time.process_time()
    document = read_data(b"Plan\n\nWe ask for:\n" + b"- a bridge over the river for the town\n" * 10_000, "plan.txt")
    assert sum(block.kind == "item" for block in document) == 10_000
    assert time.process_time() - begin < 2


def test_one_line_of_five_megabytes_is_read_in_time() -> None:
    begin = time.process_time()
    for name in ("plan.txt", "plan.html"):
        assert len(read_data(b"<p>" * (name == "plan.html") + b"word " * 1_000_000, name).blocks) == 1
    assert time.process_time() - begin < 8


def test_a_file_is_read_with_its_bare_name_and_sum(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_bytes(b"# Plan\n\nWords.\n")
    document = read(str(file), url="https://example.org/plan")
    assert (document.source, document.url, document.format) == ("plan.md", "https://example.org/plan", "markdown")
    assert document.sha256 == hashlib.sha256(file.read_bytes()).hexdigest()


def test_what_is_no_file_is_one_message(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="There is no file"):
        read(str(tmp_path / "missing.md"))
    with pytest.raises(SourceError, match="is a folder"):
        read(str(tmp_path))
    with pytest.raises(SourceError):
        read("a\0b.txt")
    with pytest.raises(SourceError):
        read("x" * 5000)
    with pytest.raises(SourceError):
        read("")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with a name exist on POSIX only")
def test_a_pipe_is_refused_without_waiting(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    with pytest.raises(SourceError, match="device or pipe"):
        read(str(tmp_path / "pipe.txt"))


@pytest.mark.skipif(
    sys.platform == "win32" or getattr(os, "geteuid", lambda: 1)() == 0, reason="root may read everything"
)
def test_a_file_that_may_not_be_read_is_one_message(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    file.write_text("words", encoding="utf-8")
    file.chmod(0)
    with pytest.raises(SourceError, match="may not be read"):
        read(str(file))


def test_a_huge_file_is_refused_without_being_read(tmp_path: Path) -> None:
    file = tmp_path / "plan.txt"
    with file.open("wb") as opened:
        opened.truncate(200 * 1024 * 1024)
    begin = time.process_time()
    with pytest.raises(SourceError, match="200 MB, more than the 20 MB"):
        read(str(file))
    assert time.process_time() - begin < 0.5


def test_a_folder_stands_for_its_plans(tmp_path: Path) -> None:
    names = ["b.md", "A.html", "c.txt", ".hidden.md", "b.md.corrections.yaml", "d.pdf", "~$e.txt"]
    for name in names:
        (tmp_path / name).write_text("words", encoding="utf-8")
    (tmp_path / "inner.md").mkdir()
    assert [Path(path).name for path in expand(str(tmp_path))] == ["A.html", "b.md", "c.txt", "d.pdf"]
    assert expand(str(tmp_path / "c.txt")) == [str(tmp_path / "c.txt")]
    assert expand("https://example.org/plan") == ["https://example.org/plan"]
    assert expand("C:\\plans\\plan.txt") == ["C:\\plans\\plan.txt"]


def test_a_folder_without_plans_says_what_is_looked_for(tmp_path: Path) -> None:
    with pytest.raises(SourceError) as caught:
        expand(str(tmp_path))
    assert str(tmp_path) in str(caught.value)
    assert all(suffix in str(caught.value) for suffix in SUFFIXES)


@pytest.mark.parametrize(
    "source", ["ftp://example.org/x", "file:///x", "javascript:alert(1)", "mailto:a@b.c", "xyz://a"]
)
def test_other_schemes_are_refused(source: str) -> None:
    with pytest.raises(SourceError, match="http or https"):
        expand(source)
