"""The file that says what a plan is expected to hold: read, and checked line by line."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

from graph.errors import BadParameter, choices
from graph.vocabulary import OrganisationKind
from queries.gaps.check import SEVERITIES

BUNDLED = files("queries") / "data" / "checklists" / "english-local-growth-plan.yaml"
"""The checklist that is read where none is given."""

FACTS = ("shared priority", "priority", "measure", "ask", "role", "instrument")
"""What of the graph an item may count as its fulfilment."""

_TOP = ("checklist", "publishers", "part_below", "sources", "items")
_SOURCE = ("title", "date", "url")
_ITEM = ("id", "requires", "source", "where", "severity", "words", "facts", "years_apart")
_LARGEST = 1_000_000
"""Bytes. A checklist is a page or two."""


@dataclass(frozen=True, kw_only=True)
class Item:
    """One thing that a plan is expected to hold, and how it is found."""

    id: str
    requires: str
    source: str
    """Title, place and date of what asks for it."""
    date: str
    """ISO date of the source: what was published before need not have it."""
    severity: str
    words: tuple[str, ...]
    facts: tuple[str, ...]
    years_apart: int | None


@dataclass(frozen=True, kw_only=True)
class Checklist:
    """What plans of certain publishers are expected to hold."""

    name: str
    publishers: tuple[str, ...]
    """Kinds of publisher whose plans it is for; empty for all."""
    part_below: int
    """A document with fewer of the items is taken for a part of a plan, and left alone."""
    items: tuple[Item, ...]


def read_checklist(path: Path | None = None) -> Checklist:
    """The checklist in a file; without one, the bundled one.

    Raises:
        BadParameter: it cannot be read, or something in it is missing, unknown or of the wrong kind.
    """
    where = repr(path.name) if path is not None else "bundled"
    try:
        raw = (path or BUNDLED).read_bytes()
    except OSError as error:
        raise BadParameter(
            f"The checklist {where} cannot be read: {error.strerror}. Give a file that is there."
        ) from None
    if len(raw) > _LARGEST:
        raise BadParameter(f"The checklist {where} has {len(raw):,} bytes. At most {_LARGEST:,} are read.")
    return _Reading(where).checklist(_parsed(raw, where))


def _parsed(raw: bytes, where: str) -> object:
    import yaml  # noqa: PLC0415  (only this check wants it)

    try:
        return yaml.safe_load(raw.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadParameter(f"The checklist {where} is no text in UTF-8. Save it in that encoding.") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        line = getattr(getattr(error, "problem_mark", None), "line", None)
        at = f", line {line + 1}" if line is not None else ""
        raise BadParameter(f"The checklist {where}{at} is no YAML. docs/gaps.md shows how one is written.") from None


@dataclass(frozen=True)
class _Reading:
    """Reads one file, whose name its messages give."""

    where: str

    def checklist(self, given: object) -> Checklist:
        top = self.mapping(given, "The file", _TOP)
        sources = {
            str(key): self.mapping(value, f"The source {key!r}", _SOURCE)
            for key, value in self.mapping(top.get("sources"), "'sources'", None).items()
        }
        items = top.get("items")
        if not isinstance(items, list) or not items:
            raise self.wrong("It has no list of 'items'")
        read = tuple(self.item(one, number, sources) for number, one in enumerate(items, start=1))
        if len({one.id for one in read}) < len(read):
            raise self.wrong("Two items have the same 'id'")
        kinds = self.texts(top.get("publishers"), "'publishers'")
        self.among(kinds, get_args(OrganisationKind), "kind of publisher")
        return Checklist(
            name=self.text(top.get("checklist"), "'checklist', the name of the list,"),
            publishers=kinds,
            part_below=self.whole(top.get("part_below", 0), "'part_below'"),
            items=read,
        )

    def item(self, given: object, number: int, sources: Mapping[str, Mapping[str, Any]]) -> Item:
        name = f"Item {number}"
        held = self.mapping(given, name, _ITEM)
        key = self.text(held.get("source"), f"{name}: 'source'")
        self.among([key], sources, f"source ({name})")
        source = sources[key]
        severity = str(held.get("severity", "medium"))
        self.among([severity], SEVERITIES, f"severity ({name})")
        facts = self.texts(held.get("facts"), f"{name}: 'facts'")
        self.among(facts, FACTS, f"fact ({name})")
        words = self.texts(held.get("words"), f"{name}: 'words'")
        apart = held.get("years_apart")
        if not facts and not words and apart is None:
            raise self.wrong(f"{name} does not say how it is found: it needs 'words', 'facts' or 'years_apart'")
        day = self.day(source.get("date"), f"The source {key!r}: 'date'")
        told = [self.text(source.get("title"), f"The source {key!r}: 'title'"), str(held.get("where") or ""), day]
        return Item(
            id=self.text(held.get("id"), f"{name}: 'id'"),
            requires=self.text(held.get("requires"), f"{name}: 'requires'"),
            source=", ".join([*filter(None, told), *filter(None, [str(source.get("url") or "")])]),
            date=day,
            severity=severity,
            words=words,
            facts=facts,
            years_apart=None if apart is None else self.whole(apart, f"{name}: 'years_apart'"),
        )

    def wrong(self, what: str) -> BadParameter:
        return BadParameter(f"The checklist {self.where}: {what}. docs/gaps.md shows how one is written.")

    def mapping(self, given: object, what: str, known: Iterable[str] | None) -> Mapping[str, Any]:
        if not isinstance(given, dict):
            raise self.wrong(f"{what} is no list of names and values")
        if known is not None:
            self.among(map(str, given), known, f"entry ({what})")
        return given

    def among(self, given: Iterable[str], known: Iterable[str], what: str) -> None:
        allowed = list(known)
        for one in given:
            if one not in allowed:
                raise self.wrong(f"There is no {what} {one!r}. Known are: {choices(allowed)}")

    def text(self, given: object, what: str) -> str:
        if not isinstance(given, str) or not given.strip():
            raise self.wrong(f"{what} is missing or no text")
        return given.strip()

    def texts(self, given: object, what: str) -> tuple[str, ...]:
        if given is None:
            return ()
        if not isinstance(given, list) or not all(isinstance(one, str) and one.strip() for one in given):
            raise self.wrong(f"{what} is no list of words, such as [one, another one]")
        return tuple(one.strip() for one in given)

    def whole(self, given: object, what: str) -> int:
        if not isinstance(given, int) or isinstance(given, bool) or given < 0:
            raise self.wrong(f"{what} is no whole number")
        return given

    def day(self, given: object, what: str) -> str:
        """A day of the calendar; YAML reads a bare one as a date."""
        if isinstance(given, date):
            return given.isoformat()[:10]
        try:
            return date.fromisoformat(str(given)).isoformat()
        except ValueError:
            raise self.wrong(f"{what} is missing or no day of the calendar, such as 2025-06-11") from None


def pattern(words: Iterable[str]) -> str:
    """A regular expression, for both engines, that finds a text with one of these words or phrases, as whole words."""
    said = "|".join(re.sub(r"\\?\s+", r"\\s+", re.escape(one)) for one in words)
    return rf"(?is).*(?<![\p{{L}}\p{{N}}])(?:{said})(?![\p{{L}}\p{{N}}]).*" if said else "(?!)"
