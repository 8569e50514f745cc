"""Plans come from the web within limits; tested against a server on loopback."""

import gzip
import io
import socket
import threading
import time
import zlib
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import ClassVar

import pytest

from graph.errors import SourceError, UnknownFormat, UnreadableDocument
from loaders import fetch, readers
from loaders.fetch import USER_AGENT

PLAN = "<html><body><h1>The Marsh Plan</h1><p>We ask for £5m – now.</p></body></html>"


class _Site(BaseHTTPRequestHandler):
    seen: ClassVar[list[dict[str, str]]] = []
    protocol_version = "HTTP/1.0"

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass

    def do_GET(self) -> None:
        self.seen.append({name.lower(): value for name, value in self.headers.items()})
        with suppress(BrokenPipeError, ConnectionResetError, ConnectionAbortedError):
            getattr(self, f"page_{self.path.strip('/')}", self.page_missing)()

    def answer(self, body: bytes, kind: str = "text/html; charset=utf-8", status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def page_missing(self) -> None:
        self.answer(b"no", status=404)

    def page_plan(self) -> None:
        self.answer(PLAN.encode())

    def page_latin(self) -> None:
        self.answer(PLAN.encode("cp1252"), "text/html; charset=iso-8859-1")

    def page_undeclared(self) -> None:
        self.answer(PLAN.encode("cp1252"), "text/html")

    def page_moved(self) -> None:
        self.answer(b"", status=302, Location="/plan#top", Set_Cookie="a=b")

    def page_loop(self) -> None:
        self.answer(b"", status=302, Location="/loop")

    def page_away(self) -> None:
        self.answer(b"", status=302, Location="file:///etc/hosts")

    def page_pdf(self) -> None:
        self.answer(b"%PDF-1.7", "application/pdf")

    def page_table(self) -> None:
        self.answer(b"ask,of whom\nMend it,Homes England\n", "text/csv; charset=utf-8")

    def page_workbook(self) -> None:
        self.answer(b"PK", "application/vnd.ms-excel")

    def page_hiddenpdf(self) -> None:
        self.answer(b"%PDF-1.7", "text/html")

    def page_large(self) -> None:
        self.answer(b"", Content_Length="300000000")

    def page_endless(self) -> None:
        self.answer(b"<p>")
        for _ in range(4000):
            self.wfile.write(b"word " * 2000)

    def page_slow(self) -> None:
        self.answer(b"<p>")
        for _ in range(100):
            time.sleep(0.1)
            self.wfile.write(b"word ")

    def page_dripping(self) -> None:
        self.wfile.write(b"HTTP/1.0 200 OK\r\nX-Long: ")
        for _ in range(100):
            time.sleep(0.1)
            self.wfile.write(b"x")

    def page_packed(self) -> None:
        self.answer(gzip.compress(PLAN.encode()), Content_Encoding="gzip")

    def page_deflated(self) -> None:
        self.answer(zlib.compress(PLAN.encode()), Content_Encoding="deflate")

    def page_rawdeflated(self) -> None:
        packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
        self.answer(packer.compress(PLAN.encode()) + packer.flush(), Content_Encoding="deflate")

    def page_bomb(self) -> None:
        packed = io.BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb") as file:
            for _ in range(100):
                file.write(b"\0" * 1_000_000)
        self.answer(packed.getvalue(), Content_Encoding="gzip")

    def page_cut(self) -> None:
        self.answer(gzip.compress(PLAN.encode())[:-20], Content_Encoding="gzip")

    def page_damaged(self) -> None:
        self.answer(b"no gzip at all", Content_Encoding="gzip")

    def page_short(self) -> None:
        self.answer(b"<p>half", Content_Length="500")

    def page_error(self) -> None:
        self.answer(b"", status=503)


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize("path", ["plan", "latin", "undeclared", "packed", "deflated", "rawdeflated"])
def test_a_page_is_read_as_it_was_meant(site: str, path: str) -> None:
    document = readers.read(f"{site}/{path}")
    assert [document.words(block) for block in document] == ["The Marsh Plan", "We ask for £5m – now."]
    assert (document.source, document.url, document.format) == (f"{site}/{path}", f"{site}/{path}", "html")


def test_the_place_of_publication_can_be_told(site: str) -> None:
    assert readers.read(f"{site}/plan", url="https://example.org/plan").url == "https://example.org/plan"


def test_a_redirect_is_followed_to_the_page_without_cookies(site: str) -> None:
    _Site.seen.clear()
    page = fetch.fetch(f"{site}/moved")
    assert page.url == f"{site}/plan#top"
    assert readers.read(f"{site}/moved").source == f"{site}/plan"
    assert all("cookie" not in headers for headers in _Site.seen)
    assert {headers["user-agent"] for headers in _Site.seen} == {USER_AGENT}
    assert "partnership-graph" in USER_AGENT


def test_a_password_in_the_address_stays_out_of_the_document(site: str) -> None:
    document = readers.read(site.replace("//", "//me:secret@") + "/plan")
    assert document.source == f"{site}/plan"
    with pytest.raises(SourceError) as caught:
        readers.read(site.replace("//", "//me:secret@") + "/missing")
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("missing", "answered 404: there is no such page"),
        ("error", "answered 503"),
        ("loop", "more than 5 times"),
        ("away", "begins with file:"),
        ("large", "more than the 20 MB"),
        ("endless", "more than the 20 MB"),
        ("bomb", "more than the 20 MB"),
        ("cut", "broke off"),
        ("damaged", "damaged"),
        ("short", "cannot be had"),
    ],
)
def test_what_cannot_be_had_is_one_message(site: str, path: str, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        fetch.fetch(f"{site}/{path}")


def test_what_a_server_calls_a_table_is_one_whatever_its_address(site: str) -> None:
    assert readers.read(f"{site}/table").format == "csv"


def test_what_is_no_document_is_refused(site: str) -> None:
    with pytest.raises(UnknownFormat, match="is an old Excel workbook, and there is no reader for that"):
        readers.read(f"{site}/workbook")


@pytest.mark.parametrize("path", ["pdf", "hiddenpdf"])
def test_a_pdf_is_read_whatever_the_web_calls_it(site: str, path: str) -> None:
    with pytest.raises(UnreadableDocument, match=f"{path} is a broken PDF"):
        readers.read(f"{site}/{path}")


@pytest.mark.parametrize("path", ["slow", "dripping"])
def test_a_page_that_drips_is_given_up(site: str, path: str) -> None:
    begin = time.monotonic()
    with pytest.raises(SourceError, match=r"did not come within 0\.5 seconds"):
        fetch.fetch(f"{site}/{path}", seconds=0.5)
    assert time.monotonic() - begin < 3


def test_a_closed_port_is_one_message() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(SourceError, match="no connection to the server"):
        fetch.fetch(f"http://127.0.0.1:{port}/")


def test_an_unknown_name_is_one_message() -> None:
    with pytest.raises(SourceError, match="cannot be had"):
        fetch.fetch("http://no-such-host.invalid/plan")


def test_encryption_where_there_is_none_is_one_message(site: str) -> None:
    with pytest.raises(SourceError, match="certificate or encryption"):
        fetch.fetch(site.replace("http:", "https:") + "/plan")


@pytest.mark.parametrize("url", ["http://", "http:///plan", "https://[::1", "http://a b/", "http://x:99999999/"])
def test_a_broken_address_is_one_message(url: str) -> None:
    with pytest.raises(SourceError):
        fetch.fetch(url)


@pytest.mark.parametrize("url", ["ftp://example.org/a", "file:///etc/hosts", "javascript:alert(1)", "data:text/html,x"])
def test_only_the_web_is_fetched(url: str) -> None:
    with pytest.raises(SourceError, match="http or https"):
        fetch.fetch(url)
    with pytest.raises(SourceError, match="http or https"):
        readers.read(url)
