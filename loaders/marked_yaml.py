"""YAML as plain data in which every value knows its line.

Only what a person writes by hand is read: mappings, lists and texts. Aliases, tags and a second value for one key are
refused, and so is a file that is very large or nested very deep. Every scalar stays a text, as it is written: what
`2026-03-01` or `no` means is for whoever asks for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import yaml

from graph.errors import CorrectionsError

LARGEST = 1_000_000
"""How many characters a file may have."""
DEEPEST = 12
"""How many mappings and lists may stand inside one another."""


@dataclass(frozen=True)
class Text:
    """A scalar as written, without its quotation marks."""

    line: int
    value: str
    plain: bool
    """Whether it was written without quotation marks."""

    @property
    def empty(self) -> bool:
        """Whether nothing was written."""
        return self.plain and self.value in ("", "~", "null")


@dataclass(frozen=True)
class Listing:
    """A list of values."""

    line: int
    items: list["Value"] = field(default_factory=list)


@dataclass(frozen=True)
class Mapping:
    """Values by key, with the line of each key."""

    line: int
    items: dict[str, "Value"] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)


Value: TypeAlias = Text | Listing | Mapping


def parse(text: str, name: str) -> Value | None:
    """A YAML text as marked values; none for one that holds nothing but comments.

    Raises:
        CorrectionsError: it is no YAML, or uses what is not read; the message begins with the file and line.
    """
    if len(text) > LARGEST:
        raise CorrectionsError(
            f"{name} has {len(text):,} characters, and a corrections file may have {LARGEST:,}. Is it the right file?"
        )
    return _Reader(text, name).document()


class _Reader:
    """The events of one YAML text, put together without recursion into the parser."""

    def __init__(self, text: str, name: str) -> None:
        self._name = name
        self._events = self._read(text)

    def _read(self, text: str) -> Iterator[yaml.Event]:
        try:
            yield from yaml.parse(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            what = " ".join(part for part in (error.context, error.problem) if part)
            raise self._wrong(mark.line + 1 if mark else 1, f"this is not YAML: {what}") from None
        except yaml.YAMLError as error:
            raise CorrectionsError(f"{self._name} is not YAML: {' '.join(str(error).split())}.") from None

    def _wrong(self, line: int, what: str) -> CorrectionsError:
        return CorrectionsError(f"{self._name}:{line}: {what}.")

    @staticmethod
    def _line(event: yaml.Event) -> int:
        return event.start_mark.line + 1 if event.start_mark else 1

    def _next(self) -> yaml.Event:
        return next(self._events)

    def document(self) -> Value | None:
        found: Value | None = None
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._wrong(self._line(event), "a second document begins; one file holds one")
            elif isinstance(event, yaml.NodeEvent):
                found = self._value(event, 0)
        if isinstance(found, Text) and found.empty:
            return None
        return found

    def _value(self, event: yaml.Event, depth: int) -> Value:
        line = self._line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise self._wrong(line, "anchors and aliases (& and *) are not read; write the value out")
        tag = getattr(event, "tag", None)
        if tag not in (None, "!"):
            raise self._wrong(line, f"tags such as {tag!r} are not read; write a plain value")
        if depth > DEEPEST:
            raise self._wrong(line, f"this is nested more than {DEEPEST} deep")
        if isinstance(event, yaml.ScalarEvent):
            return Text(line, event.value, event.style is None or event.style == "")
        if isinstance(event, yaml.SequenceStartEvent):
            listing = Listing(line)
            while not isinstance(following := self._next(), yaml.SequenceEndEvent):
                listing.items.append(self._value(following, depth + 1))
            return listing
        return self._mapping(line, depth)

    def _mapping(self, line: int, depth: int) -> Mapping:
        mapping = Mapping(line)
        while not isinstance(event := self._next(), yaml.MappingEndEvent):
            key = self._value(event, depth + 1)
            if not isinstance(key, Text):
                raise self._wrong(key.line, "a key must be a word")
            if key.value in mapping.items:
                first = mapping.lines[key.value]
                raise self._wrong(key.line, f"{key.value!r} stands here a second time (first in line {first})")
            mapping.lines[key.value] = key.line
            mapping.items[key.value] = self._value(self._next(), depth + 1)
        return mapping
