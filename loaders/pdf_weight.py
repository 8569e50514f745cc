"""How much a PDF unpacks to, found out before anything is unpacked for good."""

import re
import zlib

from graph.errors import UnreadableDocument
from loaders.limits import MAX_PDF_STREAM, MAX_UNPACKED, size

_STREAM = re.compile(rb"stream\r?\n")
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_PICTURE = re.compile(rb"/Subtype\s*/Image\b")
_HEAD = 1_500
_STEP = 1 << 16


def check_weight(data: bytes, name: str) -> None:
    """Raise where a few kilobytes unpack to more than any page holds. Pictures are never unpacked, and not counted."""
    total = 0
    for found in _STREAM.finditer(data):
        if data[found.start() - 3 : found.start()] == b"end":
            continue
        head = data[max(0, found.start() - _HEAD) : found.start()]
        head = head[head.rfind(b"obj") + 1 :]
        if _PICTURE.search(head) or not (layers := len(_FLATE.findall(head))):
            continue
        total += _unpacked(data, found.end(), min(layers, 4))
        if total > MAX_UNPACKED:
            raise too_heavy(name)
        if layers > 3:
            raise too_heavy(name)


def too_heavy(name: str) -> UnreadableDocument:
    """What is said of a file that would take all memory."""
    return UnreadableDocument(
        f"{name} unpacks to more than a PDF may have ({size(MAX_PDF_STREAM)} for what is drawn on a page, "
        f"{size(MAX_UNPACKED)} in all). Print the plan's own pages to a new PDF and load that."
    )


def _unpacked(data: bytes, start: int, layers: int) -> int:
    """How many bytes a stream unpacks to; more than allowed for one counts as more than allowed for all."""
    unpackers = [zlib.decompressobj() for _ in range(layers)]
    counts = [0] * layers
    at = start
    try:
        while at < len(data) and not unpackers[0].eof:
            counts = _feed(unpackers, 0, data[at : at + _STEP], counts)
            at += _STEP
            if max(counts) > MAX_PDF_STREAM:
                return MAX_UNPACKED + 1
    except zlib.error:
        # damaged, encrypted, or no such stream at all: what was unpacked so far is all there is
        pass
    return max(counts)


def _feed(unpackers: list["zlib._Decompress"], at: int, packed: bytes, counts: list[int]) -> list[int]:
    rest = packed
    while rest and not unpackers[at].eof and max(counts) <= MAX_PDF_STREAM:
        some = unpackers[at].decompress(rest, _STEP * 4)
        counts[at] += len(some)
        if at + 1 < len(unpackers):
            counts = _feed(unpackers, at + 1, some, counts)
        rest = unpackers[at].unconsumed_tail
    return counts
