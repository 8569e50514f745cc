"""A zip archive of XML parts, as Word writes it, opened within limits: nothing outside it is ever fetched or run."""

import io
import posixpath
import zipfile
import zlib
from typing import Any

from lxml import etree

from graph.errors import UnreadableDocument
from loaders.limits import MAX_ENTRIES, MAX_PART, MAX_UNPACKED, size

# lxml brings no types of its own
Element = Any


class Package:
    """The parts of an archive. Each is unpacked when it is asked for, and never beyond its limit."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            entries = self._archive.infolist()
        except (zipfile.BadZipFile, OSError, ValueError, EOFError, NotImplementedError) as error:
            raise self._broken(error) from error
        if len(entries) > MAX_ENTRIES:
            raise UnreadableDocument(
                f"{name} is an archive of {len(entries):,} parts, more than the {MAX_ENTRIES:,} that a document may "
                "have. Open it in Word, save it under another name and load that."
            )
        if (total := sum(entry.file_size for entry in entries)) > MAX_UNPACKED:
            raise self._large(total)
        self._entries = {entry.filename.casefold().lstrip("/"): entry for entry in entries}

    def __contains__(self, path: str) -> bool:
        return path.casefold().lstrip("/") in self._entries

    def part(self, path: str) -> Element | None:
        """The root element of a part; None where there is no such part."""
        entry = self._entries.get(path.casefold().lstrip("/"))
        if entry is None:
            return None
        if entry.file_size > MAX_PART:
            raise self._large(entry.file_size)
        try:
            with self._archive.open(entry) as opened:
                # what an archive says about its sizes may be a lie
                data = opened.read(MAX_PART + 1)
        except (zipfile.BadZipFile, zlib.error, OSError, ValueError, EOFError, RuntimeError) as error:
            raise self._broken(error) from error
        if len(data) > MAX_PART:
            raise self._large(len(data))
        return self._parse(data)

    def related(self, path: str, kind: str) -> str | None:
        """The part inside the archive that a part ("" for the archive itself) names as its `kind` ("styles")."""
        folder, base = posixpath.split(path)
        links = self.part(posixpath.join(folder, "_rels", f"{base}.rels"))
        for link in links if links is not None else ():
            if link.get("TargetMode") == "External" or not (link.get("Type") or "").endswith(f"/{kind}"):
                continue
            target = link.get("Target") or ""
            found = posixpath.normpath(target if target.startswith("/") else posixpath.join(folder, target))
            return found.lstrip("/")
        return None

    def _parse(self, data: bytes) -> Element:
        head = data[:2_000_000].replace(b"\x00", b"")
        if b"<!DOCTYPE" in head or b"<!ENTITY" in head:
            raise UnreadableDocument(
                f"{self.name} declares entities of its own, which no word processor writes and which may hide an "
                "attack. Open it in Word, save it under another name and load that."
            )
        parser = etree.XMLParser(
            resolve_entities=False,
            no_network=True,
            load_dtd=False,
            dtd_validation=False,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        try:
            return etree.fromstring(data, parser)
        except (etree.LxmlError, ValueError) as error:
            raise self._broken(error) from error

    def _large(self, count: int) -> UnreadableDocument:
        return UnreadableDocument(
            f"{self.name} unpacks to {size(count)}, more than the {size(MAX_PART)} of text and {size(MAX_UNPACKED)} in "
            "all that a document may have. Copy the plan's text into a new document and load that."
        )

    def _broken(self, error: BaseException) -> UnreadableDocument:
        return UnreadableDocument(
            f"{self.name} is broken ({str(error).rstrip('.')[:200] or type(error).__name__}). It may have come only in "
            "part: fetch it again, or open it in Word and save it under another name."
        )


def local(element: Element) -> str:
    """An element's name without its namespace: old, strict and new Word files differ in those only."""
    name = element.tag
    return name.rpartition("}")[2] if isinstance(name, str) else ""


def child(element: Element | None, *path: str) -> Element | None:
    """The first element at a path of local names."""
    for name in path:
        if element is None:
            return None
        element = next((each for each in element if local(each) == name), None)
    return element


def value(element: Element | None, name: str = "val") -> str | None:
    """An attribute by its local name."""
    if element is None:
        return None
    for key, found in element.attrib.items():
        if key == name or key.endswith("}" + name):
            return str(found)
    return None


def switched(element: Element | None) -> bool | None:
    """What an on-off property says; None where it is absent."""
    if element is None:
        return None
    return (value(element) or "true").lower() not in ("0", "false", "off", "none")


def whole(text: str | None) -> int | None:
    """A whole number of a property; None where it is none."""
    bare = (text or "").strip()
    sign = bare[:1] == "-"
    digits = bare[1:] if sign else bare
    return int(bare) if digits.isascii() and digits.isdigit() and len(digits) < 9 else None
