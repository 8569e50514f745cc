"""Hostile and broken files: one clear message in bounded time and memory, and nothing on the web is ever asked for."""

import http.server
import io
import os
import random
import subprocess
import sys
import threading
import time
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import suppress

import docx
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reportlab.lib.pagesizes import A4
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from graph.errors import DocumentError, UnreadableDocument
from loaders.document import Document
from loaders.pdf_apart import read_apart
from loaders.pdf_weight import check_weight
from loaders.read_docx import read_docx
from loaders.read_pdf import read_pdf
from loaders.readers import read_data
from tests.made_documents import Part, as_docx, as_pdf, saved
from tests.test_readers_any import check

TIMES = int(os.environ.get("FUZZ_TIMES", "1"))
"""How many times as many files are tried: FUZZ_TIMES=100 runs for a quarter of an hour."""
PLAN = [
    Part("The Fells Plan", 1),
    Part("We ask for trams and for buses in every town."),
    Part(items=("a bridge", "a college")),
    Part(rows=(("Partner", "What they will do"), ("The Port", "digs the channel deeper"))),
]
WORDS = b"BT /F 10 Tf 50 700 Td (We ask for trams.) Tj ET"
SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def with_part(name: str, data: bytes, level: int = 9) -> bytes:
    """A Word document with one part exchanged or added."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(as_docx(PLAN))) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            if entry.filename != name:
                new.writestr(entry, old.read(entry))
        new.writestr(name, data, compresslevel=level)
    return made.getvalue()


def document_xml(inside: str, before: str = "") -> bytes:
    return f'<?xml version="1.0"?>{before}<w:document xmlns:w="{SPACE}"><w:body>{inside}</w:body></w:document>'.encode()


def refused(data: bytes, name: str, message: str) -> None:
    begin = time.monotonic()
    with pytest.raises(UnreadableDocument, match=message) as caught:
        read_data(data, name)
    assert name in str(caught.value)
    assert time.monotonic() - begin < 20


def test_a_word_document_that_unpacks_to_gigabytes() -> None:
    refused(with_part("word/document.xml", b" " * 60_000_000), "plan.docx", "unpacks to 57 MB, more than the 40 MB")
    made, piece = io.BytesIO(as_docx(PLAN)), bytes(30_000_000)
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(100):
            archive.writestr(f"word/media/{number}.bin", piece, compresslevel=1)
    assert len(made.getvalue()) < 20_000_000
    refused(made.getvalue(), "plan.docx", "unpacks to 286. MB.*500 MB in all")


def test_an_archive_that_lies_about_its_sizes() -> None:
    data = with_part("word/document.xml", b" " * 60_000_000)
    # the size that the archive tells of the part, in both places
    refused(
        data.replace((60_000_000).to_bytes(4, "little"), (6_000).to_bytes(4, "little")),
        "plan.docx",
        "is broken|unpacks",
    )


def test_an_archive_of_too_many_parts() -> None:
    made = io.BytesIO(as_docx(PLAN))
    with zipfile.ZipFile(made, "a") as archive:
        for number in range(10_001):
            archive.writestr(f"word/{number}", b"")
    refused(made.getvalue(), "plan.docx", "an archive of 10,0.. parts, more than the 10,000")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused(encoding: str) -> None:
    laughs = "".join(f'<!ENTITY a{at} "{f"&a{at - 1};" * 10}">' for at in range(1, 12))
    for entities in (f'<!ENTITY a0 "ha">{laughs}', '<!ENTITY a11 SYSTEM "file:///etc/passwd">'):
        declared = document_xml("<w:p><w:r><w:t>&a11;</w:t></w:r></w:p>", f"<!DOCTYPE x [{entities}]>").decode()
        declared = declared.replace('"1.0"', f'"1.0" encoding="{encoding}"')
        refused(with_part("word/document.xml", declared.encode(encoding)), "plan.docx", "declares entities of its own")


def test_elements_nested_without_end() -> None:
    deep = "<w:sdt><w:sdtContent>" * 20_000 + "</w:sdtContent></w:sdt>" * 20_000
    refused(with_part("word/document.xml", document_xml(deep)), "plan.docx", "is broken")


def test_styles_and_lists_that_name_themselves() -> None:
    styles = f'<w:styles xmlns:w="{SPACE}">' + "".join(
        f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/><w:basedOn w:val="{two}"/></w:style>'
        for one, two in (("a", "b"), ("b", "a"), ("c", "c"))
    )
    data = with_part("word/styles.xml", f"{styles}</w:styles>".encode())
    check(read_data(data, "plan.docx"))


@pytest.mark.parametrize("data", [as_docx(PLAN), as_pdf(PLAN)], ids=["docx", "pdf"])
def test_files_that_came_in_part(data: bytes) -> None:
    name = "plan.docx" if data.startswith(b"PK") else "plan.pdf"
    for share in (0.05, 0.3, 0.7, 0.95):
        with suppress(UnreadableDocument):
            check(read_data(data[: int(len(data) * share)], name))
    refused(data[: len(data) // 20], name, "is broken|is a broken PDF|cannot be read")


def test_a_word_document_with_a_password() -> None:
    name = "EncryptedPackage".encode("utf-16-le")
    refused(
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2000) + name + bytes(2000), "plan.docx", "protected by a password"
    )


def test_the_content_decides_and_not_the_name() -> None:
    assert read_data(as_docx(PLAN), "plan.pdf").format == "docx"
    assert read_data(as_pdf(PLAN), "plan.html").format == "pdf"
    assert read_data(b"\r\n" + as_pdf(PLAN), "plan.txt").format == "pdf"


class _Listener(http.server.BaseHTTPRequestHandler):
    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_response(404)
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def listener() -> Iterator[tuple[str, list[str]]]:
    asked: list[str] = []
    server = http.server.HTTPServer(("127.0.0.1", 0), type("Listener", (_Listener,), {"asked": asked}))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()


def test_nothing_that_a_file_names_is_fetched(listener: tuple[str, list[str]]) -> None:
    address, asked = listener
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="r{at}" TargetMode="External" Target="{address}/{kind}" '
            f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}"/>'
            for at, kind in enumerate(("image", "hyperlink", "attachedTemplate", "styles", "numbering", "oleObject"))
        )
        + "</Relationships>"
    )
    read_data(with_part("word/_rels/document.xml.rels", relations.encode()), "plan.docx")
    picture = "<w:p><w:r><w:t>We ask for trams.</w:t></w:r></w:p>"
    with pytest.raises(UnreadableDocument):
        read_data(
            with_part("word/document.xml", document_xml(picture, f'<!DOCTYPE x SYSTEM "{address}/x.dtd">')), "plan.docx"
        )
    read_data(
        f'<html><p>We ask<img src="{address}/i.png"><link rel="stylesheet" href="{address}/c.css">'.encode(), "a.html"
    )
    read_data(f"# Plan\n\n![i]({address}/i.png) We ask.\n".encode(), "a.md")
    action = f"<</Type/Action/S/URI/URI({address}/pdf)>>".encode()
    read_data(made_pdf(WORDS, b"/OpenAction " + action), "plan.pdf")
    assert asked == []


def made_pdf(content: bytes, catalog: bytes = b"", kids: bytes = b"3 0 R", filters: bytes = b"") -> bytes:
    """A PDF of one page, written by hand."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[" + kids + b"]/Count %d>>" % max(1, kids.count(b"R")),
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>"
        b"/XObject<</X 6 0 R>>>>>>",
        b"<</Length %d%s>>stream\n" % (len(content), filters) + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 6 0 R>>>>/Length 5>>"
        b"stream\n/X Do\nendstream",
    ]
    data, places = b"%PDF-1.7\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n" % number + each + b"\nendobj\n"
    table = b"xref\n0 7\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return data + table + b"trailer\n<</Size 7/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % len(data)


def packed(piece: bytes, count: int, layers: int = 1) -> tuple[bytes, bytes]:
    """A stream of one piece many times over, and its filters."""
    packer = zlib.compressobj(9)
    data = b"".join(packer.compress(piece) for _ in range(count)) + packer.flush()
    for _ in range(layers - 1):
        data = zlib.compress(data, 9)
    return data, b"/Filter[" + b"/FlateDecode" * layers + b"]"


def test_a_pdf_that_draws_itself_or_holds_itself() -> None:
    for data in (
        made_pdf(b"/X Do " + WORDS),
        made_pdf(WORDS, kids=b"3 0 R 2 0 R"),
        made_pdf(WORDS, kids=b"3 0 R " * 1000),
        made_pdf(WORDS, catalog=b"/Outlines 1 0 R"),
    ):
        assert read_data(data, "plan.pdf").text.startswith("We ask for trams.")


@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("piece", [b"q ", b" ", b"0 0 9 9 re f\n", WORDS])
def test_a_pdf_that_unpacks_to_gigabytes(piece: bytes, layers: int) -> None:
    data, filters = packed(piece * 40_000, 100_000_000 // (len(piece) * 40_000), layers)
    refused(made_pdf(data, filters=filters), "plan.pdf", "unpacks to more than a PDF may have")
    with pytest.raises(UnreadableDocument):
        check_weight(made_pdf(data, filters=filters), "plan.pdf")


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits a process's memory for sure")
def test_what_takes_all_memory_ends_the_process_of_its_own_and_not_ours() -> None:
    data, filters = packed(b"q " * 40_000, 45_000_000 // 80_000)
    refused(made_pdf(data, filters=filters), "plan.pdf", "broke off|has no text|cannot be read")


def test_a_pdf_of_too_many_pages() -> None:
    refused(made_pdf(WORDS, kids=b"3 0 R " * 2001), "plan.pdf", "has 2,001 pages, more than the 2,000")


def test_a_pdf_that_is_a_scan_says_so() -> None:
    image = b"q 500 0 0 700 50 50 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x00 EI Q"
    refused(made_pdf(image), "scan.pdf", r"no text in it: 1 of its 1 pages are pictures.*\(OCR\)")
    refused(made_pdf(b"0 0 m"), "empty.pdf", "no text in it: its pages are empty")


def test_a_pdf_with_a_password() -> None:

    for user, readable in (("secret", False), ("", True)):
        data = io.BytesIO()
        canvas = Canvas(data, encrypt=StandardEncryption(user, ownerPassword="owner", canCopy=0))
        canvas.drawString(60, 700, "We ask for trams.")
        canvas.save()
        if readable:
            assert read_data(data.getvalue(), "plan.pdf").text == "We ask for trams."
        else:
            refused(data.getvalue(), "plan.pdf", "protected by a password")


def test_a_reader_that_hangs_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.pdf_apart._CODE", "import time; time.sleep(60)")
    monkeypatch.setattr("loaders.pdf_apart.MAX_PDF_SECONDS", -9.5)
    with pytest.raises(UnreadableDocument, match=r"plan\.pdf cannot be read: reading it took longer"):
        read_apart(as_pdf(PLAN), "plan.pdf")


def test_a_reader_that_dies_is_one_message(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("loaders.pdf_apart._CODE", "import os; os.abort()")
    with pytest.raises(UnreadableDocument, match="reading it broke off"):
        read_apart(as_pdf(PLAN), "plan.pdf")


def damaged(data: bytes, seed: int, count: int) -> bytes:
    dice = random.Random(seed)
    changed = bytearray(data)
    for _ in range(count):
        at = dice.randrange(len(changed))
        if dice.random() < 0.5:
            changed[at] = dice.randrange(256)
        else:
            end = min(len(changed), at + dice.randrange(1, 40))
            changed[at:end] = changed[dice.randrange(len(changed)) :][: end - at]
    return bytes(changed)


@settings(max_examples=25 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**9), st.integers(1, 30))
def test_damaged_pdfs_give_sound_blocks_or_a_message(seed: int, count: int) -> None:
    with suppress(DocumentError):
        check(read_data(b"%PDF-1.7" + damaged(PDF, seed, count)[8:], "plan.pdf"))


PDF = as_pdf(PLAN)
XML = zipfile.ZipFile(io.BytesIO(as_docx(PLAN))).read("word/document.xml")


@settings(max_examples=40 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**9), st.integers(1, 10))
def test_damaged_word_documents_give_sound_blocks_or_a_message(seed: int, count: int) -> None:
    with suppress(DocumentError):
        check(read_data(b"PK\x03\x04" + damaged(as_docx(PLAN), seed, count)[4:], "plan.docx"))
    with suppress(DocumentError):
        check(read_data(with_part("word/document.xml", damaged(XML, seed, count)), "plan.docx"))


NAMES = """p r t tbl tr tc sdt sdtContent ins del moveFrom pPr rPr numPr numId ilvl pStyle b vanish br tab drawing pict
    txbxContent AlternateContent Choice Fallback gridSpan vMerge tcPr trPr tblHeader hyperlink footnoteReference sym"""


@settings(max_examples=50 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.recursive(
        st.text("ab -•1.:", max_size=8),
        lambda inner: st.lists(st.tuples(st.sampled_from(NAMES.split()), inner), max_size=5),
    )
)
def test_any_tree_of_word_elements_gives_sound_blocks(tree: object) -> None:
    def xml(node: object) -> str:
        if isinstance(node, list):
            return "".join(f'<w:{name} w:val="{len(name) % 4}">{xml(inner)}</w:{name}>' for name, inner in node)
        return str(node)

    with suppress(DocumentError):
        check(read_data(with_part("word/document.xml", document_xml(xml(tree))), "plan.docx"))


SOME_WORDS = """We ask government for 1. • – 2.3 (a) Contents Partner Role What they will do legis- late Page 3 12 34%
    £5m    2024. a o Home Our asks"""


@settings(max_examples=40 * TIMES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, 10**9))
def test_any_layout_of_a_page_gives_sound_blocks(seed: int) -> None:
    dice = random.Random(seed)
    data = io.BytesIO()
    canvas = Canvas(data, pagesize=A4)
    for _ in range(dice.randrange(1, 4)):
        for _ in range(dice.randrange(60)):
            canvas.setFont(dice.choice(["Helvetica", "Helvetica-Bold"]), dice.choice([6, 8, 10, 10, 10, 12, 14, 24]))
            x, y = dice.choice([60, 60, 75, 200, 310, dice.uniform(-20, 600)]), dice.choice([12, 24, 400, 700, 830])
            canvas.drawString(x, y + dice.randrange(-20, 20), " ".join(dice.choices(SOME_WORDS.split(), k=6)))
            if dice.random() < 0.2:
                canvas.line(x, y, x + dice.choice([0, 100, 400]), y + dice.choice([0, 0, 100]))
            elif dice.random() < 0.2:
                canvas.rect(x, y, dice.uniform(1, 300), dice.uniform(1, 50), fill=dice.randrange(2))
            elif dice.random() < 0.05:
                canvas.rotate(dice.choice([3, 45, 90, 180]))
        canvas.showPage()
    canvas.save()
    with suppress(DocumentError):
        text, blocks, title, notes = read_pdf(data.getvalue(), "plan.pdf")
        if blocks:
            check(Document(text, blocks, "plan.pdf", "pdf", "0" * 64, title=title, set_aside=notes))
            assert all(block.page for block in blocks)


def test_a_long_word_document_is_read_in_time() -> None:
    document = docx.Document()
    for _ in range(2_000):
        document.add_paragraph(
            "We ask the government for a bridge over the river, and for a college in every town. " * 3
        )
    data = saved(document)
    begin = time.process_time()
    assert len(read_docx(data, "plan.docx")[1]) == 2_000
    assert time.process_time() - begin < 4


def test_a_hundred_pages_of_pdf_are_read_in_time_and_memory() -> None:
    words = "We ask the government for a bridge over the river, and for a college in every town of it. " * 5
    data = as_pdf([Part("The Fells Plan", 1), *[Part(words)] * 1050])
    code = (
        "import resource, sys, time\nfrom loaders.read_pdf import read_pdf\nbegin = time.process_time()\n"
        "read = read_pdf(sys.stdin.buffer.read(), 'plan.pdf')\n"
        "most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 20\n"
        "if sys.platform == 'linux':\n"
        # what Linux tells there counts the process that started this one
        "    most = int(open('/proc/self/status').read().split('VmHWM:')[1].split()[0]) >> 10\n"
        "print(read[1][-1].page, time.process_time() - begin, most)"
    )
    if sys.platform == "win32":
        pytest.skip("Windows does not tell a process's memory this way")
    done = subprocess.run([sys.executable, "-c", code], input=data, capture_output=True, check=True)
    pages, seconds, megabytes = map(float, done.stdout.split())
    assert pages >= 90
    assert seconds < 10
    assert megabytes < 500
