"""Fetches a plan from the web, with limits on time, size and redirects."""

import re
import ssl
import time
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

import httpx

from graph.errors import SourceError, UnknownFormat
from loaders.hanging_up import hang_up_after
from loaders.limits import MAX_BYTES, MAX_PRINTED_BYTES, MAX_REDIRECTS, MAX_SECONDS, size
from loaders.sources import PRINTED, check_scheme, without_secrets

USER_AGENT = "partnership-graph (reads published growth plans; one page at a time)"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_READABLE = re.compile(
    r"text/|application/(?:xhtml\+xml|xml|octet-stream|markdown|x-markdown|csv"
    r"|vnd\.openxmlformats-officedocument\.spreadsheetml\.sheet|vnd\.ms-excel\.sheet\.macroenabled\.12)|$",
    re.IGNORECASE,
)
_PRINTED = re.compile(
    r"application/(?:pdf|x-pdf|vnd\.openxmlformats-officedocument\.wordprocessingml\.document"
    r"|vnd\.ms-word\.document\.macroenabled\.12)",
    re.IGNORECASE,
)
"""PDF and Word, which may be larger than a page."""
_NAMED = {
    "application/zip": "a zip archive",
    "application/json": "JSON",
    "application/msword": "an old Word document",
    "application/vnd.ms-excel": "an old Excel workbook",
}
_STATUS = {
    401: "it asks for a password",
    403: "it does not let programs in",
    404: "there is no such page",
    410: "the page is gone",
    429: "it was asked too often",
}


@dataclass(frozen=True)
class Fetched:
    """A page as the web gave it."""

    data: bytes
    url: str
    """Where it was found in the end, redirects followed."""
    charset: str | None
    content_type: str


def fetch(url: str, *, seconds: float = MAX_SECONDS, max_bytes: int = MAX_BYTES) -> Fetched:
    """Fetch one page. Any failure is one `SourceError` that says what to do."""
    deadline = time.monotonic() + seconds
    asked = url
    with _client(seconds) as client, hang_up_after(seconds) as heard:
        for _ in range(MAX_REDIRECTS + 1):
            _check(url)
            client.cookies.clear()
            try:
                with client.stream(
                    "GET", url, timeout=_left(deadline, asked, seconds), extensions={"trace": heard}
                ) as response:
                    if response.status_code in _REDIRECTS and response.headers.get("location"):
                        url = urljoin(url, response.headers["location"])
                        continue
                    return _take(response, url, deadline, seconds, max_bytes)
            except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError, ValueError) as error:
                if isinstance(error, httpx.TimeoutException) or time.monotonic() >= deadline:
                    raise _slow(asked, seconds) from error
                raise SourceError(f"{_shown(url)} cannot be had: {_why(error)}.") from error
    raise SourceError(
        f"{_shown(asked)} leads from one address to the next more than {MAX_REDIRECTS} times. "
        "Open it in a browser and load the address it ends at, or save the page as a file."
    )


def _client(seconds: float) -> httpx.Client:
    return httpx.Client(
        follow_redirects=False,
        timeout=seconds,
        headers={
            "User-Agent": USER_AGENT,
            "Accept": "text/html, application/xhtml+xml, text/markdown, application/pdf, text/plain;q=0.9, */*;q=0.1",
            "Accept-Encoding": "gzip, deflate",
            "Accept-Language": "en-GB, en;q=0.8",
        },
    )


def _check(url: str) -> None:
    check_scheme(url)
    try:
        host = urlsplit(url).hostname
    except ValueError:
        host = None
    if not host:
        raise SourceError(f"{_shown(url)} names no server. An address looks like https://example.org/plan.")


def _left(deadline: float, url: str, seconds: float) -> float:
    left = deadline - time.monotonic()
    if left <= 0:
        raise _slow(url, seconds)
    return left


def _take(response: httpx.Response, url: str, deadline: float, seconds: float, max_bytes: int) -> Fetched:
    """The body of an answer that is a page, read no further than the limits."""
    status = response.status_code
    if status != 200:
        why = _STATUS.get(status, response.reason_phrase.lower() or "no reason given")
        raise SourceError(
            f"{_shown(url)} answered {status}: {why}. "
            "Check the address in a browser, or save the page and load the file."
        )
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if _PRINTED.match(kind) or (kind == "application/octet-stream" and urlsplit(url).path.lower().endswith(PRINTED)):
        max_bytes = max(max_bytes, MAX_PRINTED_BYTES) if max_bytes == MAX_BYTES else max_bytes
    elif not _READABLE.match(kind):
        raise UnknownFormat(
            f"{_shown(url)} is {_NAMED.get(kind, f'of the type {kind}')}, and there is no reader for that. "
            "Web pages, Word documents, PDFs, spreadsheets, Markdown and plain text can be read."
        )
    stated = response.headers.get("content-length", "")
    if stated.isascii() and stated.isdigit() and int(stated[:18]) > max_bytes:
        raise _large(url, max_bytes)
    data = bytearray()
    for chunk in _decoded(response, max_bytes):
        data += chunk
        if len(data) > max_bytes:
            raise _large(url, max_bytes)
        _left(deadline, url, seconds)
    # hanging up looks like the end of the page
    _left(deadline, url, seconds)
    return Fetched(bytes(data), url, response.charset_encoding, kind)


def _decoded(response: httpx.Response, max_bytes: int) -> Iterator[bytes]:
    """The body unpacked bit by bit, so that a small answer cannot unfold into all of our memory."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding in ("", "identity"):
        yield from response.iter_raw()
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise ValueError(f"it came packed as {encoding[:40]}, which was not asked for")
    unpacker = None
    for packed in response.iter_raw():
        if unpacker is None:
            # "deflate" comes with and without its header
            raw = encoding == "deflate" and packed[:1] != b"\x78"
            unpacker = zlib.decompressobj(-zlib.MAX_WBITS if raw else zlib.MAX_WBITS | 32)
        rest = packed
        while rest and not unpacker.eof:
            try:
                yield unpacker.decompress(rest, min(max_bytes, 1_000_000) + 1)
            except zlib.error as error:
                raise ValueError(f"it is damaged ({error})") from error
            rest = unpacker.unconsumed_tail
    if unpacker is not None and not unpacker.eof:
        raise ValueError("it broke off before its end")


def _slow(url: str, seconds: float) -> SourceError:
    return SourceError(
        f"{_shown(url)} did not come within {seconds:g} seconds. Try again later, or save the page and load the file."
    )


def _large(url: str, max_bytes: int) -> SourceError:
    return SourceError(
        f"{_shown(url)} is more than the {size(max_bytes)} that one plan may have. "
        "Save the page or chapter with the plan's text and load that."
    )


def _shown(url: str) -> str:
    """The address as messages show it: no password, not endless."""
    shown = without_secrets(url)
    return shown if len(shown) <= 200 else f"{shown[:197]}…"


def _why(error: Exception) -> str:
    """What went wrong, said plainly, with what to do."""
    text = str(error).rstrip(".") or type(error).__name__
    cause: BaseException | None = error
    while cause is not None and not isinstance(cause, ssl.SSLError):
        cause = cause.__cause__ or cause.__context__
    if isinstance(cause, ssl.SSLError):
        return f"its certificate or encryption is not accepted ({text}). Check the address in a browser"
    if isinstance(error, httpx.ConnectError):
        if re.search(r"name|getaddrinfo|resolve|nodename|no address", text, re.IGNORECASE):
            return "there is no server of that name, or no connection to the internet. Check the address"
        return f"no connection to the server ({text}). Check the address and your connection"
    if isinstance(error, (httpx.InvalidURL, httpx.UnsupportedProtocol)):
        return f"it is no valid address ({text}). An address looks like https://example.org/plan"
    return f"{text}. Try again, or save the page and load the file"
