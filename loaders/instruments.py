"""Deals, funds, acts, programmes, strategies, charters, levies: the instruments a plan names."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from typing import cast

from graph.vocabulary import Confidence, InstrumentKind
from loaders import abbreviations, persons
from loaders.bodies import Bodies
from loaders.document import Document
from loaders.lines import Line
from loaders.names import SMALL, Key, is_short, key
from loaders.national_instruments import national_id
from loaders.rules import declare
from loaders.tables import column, table, words

NATIONAL = declare(
    "instrument-national",
    "The name of a national fund, act, programme or tax means that one everywhere.",
    "It was paid from the Levelling Up Fund.",
    "It was paid from a levelling fund.",
)
SHAPE = declare(
    "instrument-shape",
    "Capitalised words that end in a noun for an instrument are its name; a year beside them is no part of it.",
    "The 2023 Harbour Growth Deal was signed.",
    "A good deal of harbour growth was seen in 2023.",
)
STATUS = declare(
    "instrument-status",
    "A tier that an authority is to reach is a legal status and no body.",
    "recognised as an Established Mayoral Strategic Authority",
    "recognised by the Mayoral Strategic Authority",
)

_YEAR = re.compile(r"(?:19|20)\d\d(?:[-–/](?:20)?\d\d)?$")
_STATUS = re.compile(
    r"\b(?:an?|as|of|into|full|becom\w+)\s+((?:Established|Foundation)\s+(?:Mayoral\s+)?(?:Strategic|Combined)"
    r"\s+Authority)\b"
    r"|\b((?:Established\s+)?(?:Mayoral\s+)?(?:Strategic|Combined)\s+Authority)\s+(?=[Ss]tatus\b)"
)
_FORMER = re.compile(
    r"[\s(,–—-]*(?:formerly|previously|replacing|successor to)\s+(?:known as\s+|called\s+)?(?:the\s+)?$"
)
_THIS = ("this", "our")
_SELF = frozenset(("plan", "strategy", "prospectus", "vision", "manifesto", "framework", "charter", "deal"))
_GENERIC = frozenset(("local", "new", "national", "regional", "annual", "joint", "our", "strategic", "first", "next"))
_QUALIFIED = {"paper": ("white", "green"), "review": ("spending",), "book": ("green",), "rates": ("business",)}


@dataclass(frozen=True)
class InstrumentMention:
    """A place where an instrument is named, without article and year."""

    start: int
    end: int
    name: str
    """What the instrument is called throughout the document."""
    kind: InstrumentKind
    year: int | None
    aliases: tuple[str, ...]
    rule: str
    confidence: Confidence
    national: str | None = None
    """A stable id where a national list names it, so that plans share it."""


@dataclass(frozen=True)
class _Candidate:
    line: int
    first: int
    last: int
    key: Key
    kind: InstrumentKind
    year: int | None
    rule: str
    confidence: Confidence


@cache
def _heads() -> dict[str, InstrumentKind]:
    return {k: cast("InstrumentKind", v) for k, v in column("instrument_heads.csv", "noun", "kind").items()}


@cache
def _national() -> dict[str, tuple[tuple[Key, str, bool], ...]]:
    """National instruments by the first word of each of their names: (name, full name, in any letter case)."""
    found: dict[str, list[tuple[Key, str, bool]]] = {}
    for row in table("instruments.csv"):
        for form in (row["name"], *filter(None, row["other"].split("|"))):
            entry = (key(form), row["name"], row["case"] == "any" and not is_short(form))
            found.setdefault(entry[0][0], []).append(entry)
    return {word: tuple(sorted(entries, key=lambda e: -len(e[0]))) for word, entries in found.items()}


def find_instruments(document: Document, bodies: Bodies) -> tuple[InstrumentMention, ...]:
    """The instruments a document names and where, in order, none inside another."""
    return _Reader(document, bodies).read()


class _Reader:
    def __init__(self, document: Document, bodies: Bodies) -> None:
        self.document = document
        self.text = document.text
        self.bodies = bodies
        self.lines = bodies.lines

    def read(self) -> tuple[InstrumentMention, ...]:
        found: list[_Candidate] = []
        for n, line in enumerate(self.lines):
            found += _without_overlap([*self._named(line, n), *self._shaped(line, n), *self._statuses(line, n)])
        found = self._not_this(found)
        found = self._again(found)
        groups = self._groups(found)
        return tuple(sorted(self._mentions(found, groups), key=lambda m: m.start))

    def _named(self, line: Line, number: int) -> Iterator[_Candidate]:
        for i, token in enumerate(line.tokens):
            for name, full, any_case in _national().get(token.norm, ()):
                if not line.matches(i, name):
                    continue
                last = i + len(name)
                written = line.quote(i, last)
                if len(name) == 1 and not (is_short(written) and not line.shouted):
                    continue
                if not any_case and not all(t.capital or t.norm in SMALL for t in line.tokens[i:last]):
                    continue
                if self._in_longer_body(line, i, last):
                    continue
                if (
                    last < len(line.tokens)
                    and line.tokens[last].capital
                    and line.norms[last] in _heads()
                    and line.joined(last)
                ):
                    continue
                kind = next(row["kind"] for row in table("instruments.csv") if row["name"] == full)
                year = _year(line, i, last)
                yield _Candidate(number, i, last, key(full), cast("InstrumentKind", kind), year, NATIONAL, "high")
                break

    def _shaped(self, line: Line, number: int) -> Iterator[_Candidate]:
        if line.titled:
            return
        reached = 0
        people = persons.masked(line)
        for i, token in enumerate(line.tokens):
            # "Councillor Bill Hart" is no Bill
            if i < reached or token.norm not in _heads() or not token.capital or i in people:
                continue
            head = i
            while (
                head + 1 < len(line.tokens) and line.norms[head + 1] in _heads() and line.tokens[head + 1].capital
                and line.joined(head + 1) and not line.tokens[head].possessive
            ):  # fmt: skip
                head += 1
            first = self._left(line, head, reached)
            last = self._right(line, head)
            while first < head and _drops(line, first):
                first += 1
            needed = _QUALIFIED.get(line.norms[head])
            if needed and (head == first or line.norms[head - 1] not in needed):
                continue
            beside = [line.norms[j] for j in range(first, last) if j != head and line.norms[j] not in SMALL]
            if not beside or all(word in _GENERIC for word in beside) or self._is_body(line, first, last):
                continue
            reached = last
            found = key(line.quote(first, last))
            yield _Candidate(
                number, first, last, found, _heads()[line.norms[head]], _year(line, first, last), SHAPE, "medium"
            )

    def _in_longer_body(self, line: Line, first: int, last: int) -> bool:
        start, end = line.tokens[first].start, line.tokens[last - 1].end
        near = self.bodies.within(start - 120, end + 120)
        return any(m.start <= start and end <= m.end and m.end - m.start > end - start for m in near)

    def _is_body(self, line: Line, first: int, last: int) -> bool:
        start, end = line.tokens[first].start, line.tokens[last - 1].end
        near = self.bodies.within(start - 120, end + 120)
        return any((m.start <= start and m.end >= end) or m.end == end for m in near)

    def _left(self, line: Line, head: int, reached: int) -> int:
        first = head
        i = head - 1
        while i >= reached and line.joined(i + 1):
            token = line.tokens[i]
            if token.possessive:
                break
            if token.capital and token.norm not in ("and", "of", "for", "the"):
                if token.norm in _heads() and line.norms[i + 1] in SMALL:
                    break
                first = i
                i -= 1
            elif i and line.gap(i) in ("-", "‑") and line.tokens[i - 1].capital and token.text.isalpha():
                first, i = i - 1, i - 2
            elif (token.norm == "and" and i and line.named(i - 1) and line.joined(i) and self._one_name(line, i)) or (
                token.norm in ("of", "for", "to", "in")
                and i
                and line.tokens[i - 1].capital
                and first == i + 1
                and (line.norms[i - 1] not in _heads() and not line.starts_sentence(i - 1))
            ):
                i -= 1
            elif re.fullmatch(r"\d{1,2}", token.text) and first == i + 1:
                return i
            else:
                break
        return first

    def _one_name(self, line: Line, i: int) -> bool:
        """Whether "and" stands inside a name: what is before it is no instrument and no body by itself."""
        if line.norms[i - 1] in _heads():
            return False
        end = line.tokens[i - 1].end
        return not any(m.end == end for m in self.bodies.within(max(0, end - 120), end))

    def _right(self, line: Line, head: int) -> int:
        last, n = head + 1, len(line.tokens)
        if (
            last + 1 < n
            and line.norms[last] in ("for", "of")
            and line.joined(last)
            and not line.tokens[head].possessive
        ):
            i = last + 1
            if line.norms[i] == "the" and i + 1 < n:
                i += 1
            while i < n and line.tokens[i].capital and line.joined(i):
                last = i + 1
                i += 1
        return last

    def _statuses(self, line: Line, number: int) -> Iterator[_Candidate]:
        if not line.tokens:
            return
        for match in _STATUS.finditer(self.text, line.tokens[0].start, line.tokens[-1].end):
            start, end = match.span(1) if match.group(1) else match.span(2)
            held = [i for i, t in enumerate(line.tokens) if start <= t.start < end]
            if held:
                name = key(line.quote(held[0], held[-1] + 1))
                yield _Candidate(number, held[0], held[-1] + 1, name, "legal status", None, STATUS, "high")

    def _not_this(self, found: list[_Candidate]) -> list[_Candidate]:
        """Leave out the plan itself: what it calls "this Growth Plan", with or without the region before it."""
        own: set[Key] = set()
        for item in found:
            line = self.lines[item.line]
            before = line.norms[item.first - 1] if item.first else ""
            if before == "this" and item.key[-1] in _SELF:
                own.add(item.key)
            if before in _THIS and item.key == ("growth", "plan"):
                own.add(item.key)
        return [i for i in found if not any(i.key == k or i.key[-len(k) :] == k for k in own)]

    def _again(self, found: list[_Candidate]) -> list[_Candidate]:
        """Find known names again in headings, and the short forms that brackets introduce."""
        known = {item.key: item for item in found}
        first_words = {name[0] for name in known}
        short: dict[str, _Candidate] = {}
        ending = {(item.line, item.last): item for item in found}
        for n, line in enumerate(self.lines):
            for item in abbreviations.scan(line, n):
                held = ending.get((n, item.last))
                if held is not None and " " not in item.short:
                    short.setdefault(item.short, held)
        taken = {(i.line, w) for i in found for w in range(i.first, i.last)}
        added: list[_Candidate] = []
        for n, line in enumerate(self.lines):
            for i, token in enumerate(line.tokens):
                if (n, i) in taken:
                    continue
                written = line.text[token.start : token.end]
                if written in short:
                    added.append(replace(short[written], line=n, first=i, last=i + 1, year=None))
                elif line.titled and token.norm in first_words:
                    for name in (k for k in known if k[0] == token.norm and line.matches(i, k)):
                        added.append(replace(known[name], line=n, first=i, last=i + len(name), year=None))
                        break
        return sorted(found + added, key=lambda c: (c.line, c.first))

    def _groups(self, found: list[_Candidate]) -> dict[Key, Key]:
        """Which wordings are one instrument: a shorter wording and the one longer that fits it, and former names."""
        names = sorted({item.key for item in found}, key=lambda k: (-len(k), k))
        into = {name: name for name in names}
        for name in names:
            longer = [
                other
                for other in names
                if len(other) > len(name) >= 2 and len(other) - len(name) <= 2 and _inside(name, other)
            ]
            roots = {into[other] for other in longer}
            if len(roots) == 1:
                into[name] = roots.pop()
        for one, two in pairwise(found):
            if one.line == two.line:
                line = self.lines[one.line]
                between = self.text[line.tokens[one.last - 1].end : line.tokens[two.first].start]
                if _FORMER.match(between):
                    into[two.key] = into[one.key]
        return into

    def _mentions(self, found: list[_Candidate], into: dict[Key, Key]) -> Iterator[InstrumentMention]:
        spelled: dict[Key, list[str]] = {}
        years: dict[Key, Counter[int]] = {}
        best: dict[Key, _Candidate] = {}
        for item in found:
            root = into[item.key]
            spelled.setdefault(root, []).append(self._quote(item))
            if item.year is not None:
                years.setdefault(root, Counter())[item.year] += 1
            if root not in best or (best[root].rule != NATIONAL and item.rule == NATIONAL):
                best[root] = item
        for item in found:
            root = into[item.key]
            written = spelled[root]
            full = [w for w in written if not is_short(w)] or written
            name = full[0]
            aliases = tuple(sorted({w for w in written if w != name}))
            counted = years.get(root)
            line = self.lines[item.line]
            yield InstrumentMention(
                start=line.tokens[item.first].start,
                end=line.tokens[item.last - 1].end,
                name=name,
                kind=best[root].kind,
                year=counted.most_common(1)[0][0] if counted else None,
                aliases=aliases,
                rule=item.rule,
                confidence=item.confidence,
                national=national_id(root),
            )

    def _quote(self, item: _Candidate) -> str:
        return " ".join(self.lines[item.line].quote(item.first, item.last).split())


def _inside(short: Key, long: Key) -> bool:
    """Whether a wording is a longer one with words left out, the last word the same."""
    if short[-1].removesuffix("s") != long[-1].removesuffix("s"):
        return False
    rest = iter(long)
    return all(any(word.removesuffix("s") == other.removesuffix("s") for other in rest) for word in short)


def _drops(line: Line, first: int) -> bool:
    norm = line.norms[first]
    if norm in SMALL or (
        norm in words("name_stops.csv") and norm not in ("national", "regional", "local", "new", "first")
    ):
        return True
    return line.starts_sentence(first) and (norm == "new" or (norm.endswith("ing") and len(norm) > 5))


def _year(line: Line, first: int, last: int) -> int | None:
    """The year printed right before or after a name."""
    near = []
    if first and line.joined(first):
        near.append(line.tokens[first - 1].text)
    if last < len(line.tokens) and re.fullmatch(r"\s*\(?", line.gap(last)):
        near.append(line.tokens[last].text)
    return next((int(word[:4]) for word in near if _YEAR.fullmatch(word)), None)


def _without_overlap(found: list[_Candidate]) -> list[_Candidate]:
    kept: list[_Candidate] = []
    taken: set[int] = set()
    for item in sorted(found, key=lambda c: (c.first - c.last, c.rule != NATIONAL, c.first)):
        held = set(range(item.first, item.last))
        if not held & taken:
            taken |= held
            kept.append(item)
    return sorted(kept, key=lambda c: c.first)
