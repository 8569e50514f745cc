"""From places that name something to the bodies they name: short forms folded, offices placed, proposals marked."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from graph.vocabulary import Confidence
from loaders import abbreviations, body_words, offices, persons, plain_names, registered, shapes, title_names
from loaders.abbreviations import INTRODUCED, Introduction
from loaders.branches import BRANCH, branch_end
from loaders.document import Document
from loaders.lines import Line, lines
from loaders.mentions import Cast, Mention, Unresolved
from loaders.names import Key, key
from loaders.offices import Office
from loaders.placed import Keyed, Place, among_others, longest
from loaders.placing import holder, office_name, speaks_for
from loaders.register import GOVERNMENT, Record, register
from loaders.registered import Hit
from loaders.rules import declare
from loaders.shapes import Shape

FOLDED = declare(
    "name-short-form",
    "After a full name, its last words with the definite article stand for it, if they fit only one.",
    "The Northshire Growth Company leads. The Growth Company will report.",
    "The Northshire Growth Company leads. A growth company will report.",
)

_PROPOSED = re.compile(
    r"\b(?:propos\w+|creat\w+|establish\w*|set(?:ting)? up|form(?:ing)?|launch\w*|"
    r"found(?:ing)?(?! (?:members?|partners?))|call(?:ing)? for|"
    r"wants?|needs?|seek\w*|introduc\w+|mov\w+ to)\b[^.;:]{0,40}?\b(?:an?|new|the)\s+(?:new\s+|proposed\s+)?$",
    re.IGNORECASE,
)
_NEW = re.compile(r"\b(?:a|our|the|this)\s+(?:new|proposed|planned)\s+$|\bproposed\s+$", re.IGNORECASE)
_TO_BE = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:(?:will|is to|should|must|would|could)(?: now)? be|to be)\s+"
    r"(?:established|created|set up|formed|launched|founded)",
    re.IGNORECASE,
)
_HEAD = 1500
"""How many characters in the body that a document is headed by is first named."""
_ESTABLISHED = re.compile(r"\b(?:established|created|formed|launched|founded|set up)\b[^.;:]{0,20}$", re.IGNORECASE)


@dataclass(frozen=True)
class Found:
    """The bodies of a document as found by their names."""

    mentions: tuple[Mention, ...]
    unresolved: tuple[Unresolved, ...]
    cast: Cast
    lines: tuple[Line, ...]


def cast_bodies(document: Document, day: str | None) -> Found:
    """Find the named bodies, offices and generic names of a document."""
    return _Reader(document, day).read()


class _Reader:
    """One document's bodies while they are being found."""

    def __init__(self, document: Document, day: str | None) -> None:
        self.text = document.text
        self.day = day
        self.lines = list(lines(document))
        self.cast = Cast()
        self.unresolved: list[Unresolved] = []
        self.said = " " + " ".join(" ".join(line.norms) for line in self.lines) + " "
        self.full: dict[str, Key] = {}
        """The full names of bodies met, by key."""
        self.by_word: dict[str, list[str]] = {}
        """The keys of `full` by each word of the name."""
        self.regions: dict[Key, bool] = {}
        self.home: Record | None = None

    def read(self) -> Found:
        """Everything, in the order in which one step needs another."""
        introduced = [i for n, line in enumerate(self.lines) for i in abbreviations.scan(line, n)]
        own_short = {i.short for i in introduced}
        hits = [h for n, line in enumerate(self.lines) for h in registered.scan(line, n, self.day)]
        hits = [h for h in hits if not (h.rule == registered.SHORT and self._written(h) in own_short)]
        places = [Place(h.line, h.first, h.last, h) for h in self._accepted(hits)]
        for n, line in enumerate(self.lines):
            places += [Place(n, o.first, o.last, o) for o in offices.scan(line, n)]
        places = longest(places)
        taken: dict[int, dict[int, int]] = {}
        for place in places:
            taken.setdefault(place.line, {})[place.first] = place.last
        shaped = [
            Place(n, s.first, s.last, s)
            for n, line in enumerate(self.lines)
            for s in shapes.scan(line, n, taken.get(n, {}), persons.masked(line))
        ]
        plain = [
            Place(n, s.first, s.last, s)
            for n, line in enumerate(self.lines)
            for s in (*plain_names.scan(line, n, taken.get(n, {})), *title_names.scan(line, n, self.text))
        ]
        keyed = self._keyed(longest(places + shaped + plain))
        keyed = self._titled(self._introduced(introduced, keyed))
        return self._finish(keyed)

    def _written(self, hit: Hit) -> str:
        return self.lines[hit.line].quote(hit.first, hit.last)

    def _accepted(self, hits: list[Hit]) -> list[Hit]:
        """The hits whose surroundings give what their form needs; the others are noted as unresolved."""
        sure = {h.record.id for h in hits if h.record is not None and h.needs == "" and h.rule != registered.SHORT}
        kept: list[Hit] = []
        for hit in hits:
            if hit.record is None or not self._fits(hit, hit.record, sure):
                self._leave(hit, sure)
                kept += self._settled(hit, sure)
                continue
            kept.append(hit)
            if not hit.certain and self.day is None and len({c.record.id for c in hit.claims}) > 1:
                self._note(hit, "it has meant different bodies over time; it is read as the present one")
        return kept

    def _fits(self, hit: Hit, record: Record, sure: set[str]) -> bool:
        if hit.needs == "":
            return True
        if record.id in sure:
            return hit.needs != "never"
        return hit.needs == "region" and self._speaks_of(registered.region_of(record, self._written(hit)))

    def _speaks_of(self, region: Key) -> bool:
        """Whether the document speaks of a region anywhere."""
        if region not in self.regions:
            self.regions[region] = f" {' '.join(region)} " in self.said
        return self.regions[region]

    def _settled(self, hit: Hit, sure: set[str]) -> list[Hit]:
        """A shared short form means the one body among those that use it whose full name the document gives."""
        named = {c.record.id: c.record for c in hit.claims if c.record.id in sure}
        if hit.record is not None or len(named) != 1:
            return []
        record = next(iter(named.values()))
        return [Hit(hit.line, hit.first, hit.last, record, hit.claims, hit.rule, "medium", "", True)]

    def _leave(self, hit: Hit, sure: set[str]) -> None:
        if hit.rule == registered.SHORT and hit.needs != "never":
            named = {c.record.id for c in hit.claims} & sure
            if len(named) != 1:
                several = len({c.record.id for c in hit.claims}) > 1
                self._note(hit, "several bodies use this short form" if several else "its full name is not in the text")

    def _note(self, hit: Hit, reason: str) -> None:
        line = self.lines[hit.line]
        candidates = tuple(sorted({c.record.id for c in hit.claims}))
        start, end = line.tokens[hit.first].start, line.tokens[hit.last - 1].end
        self.unresolved.append(Unresolved(start, end, self._written(hit), reason, candidates))

    def _keyed(self, places: list[Place]) -> list[Keyed]:
        """The body of every place: registered ones first, then names by shape, the longest first, then offices."""
        keyed: list[Keyed] = []
        for place in places:
            if isinstance(place.what, Hit) and place.what.record is not None:
                record = place.what.record
                branch = self._branch(place, record)
                if branch is not None:
                    keyed.append(branch)
                    continue
                found = self.cast.registered(record, self._quote(place), self._start(place))
                if found not in self.full:
                    self._enter(found, key(record.name))
                keyed.append(Keyed(place.line, place.first, place.last, found, place.what.rule, place.what.confidence))
        self.home = self._most_named(keyed)
        on_line: dict[int, list[Keyed]] = {}
        for known in keyed:
            on_line.setdefault(known.line, []).append(known)
        named = [p for p in places if isinstance(p.what, Shape)]
        for place in sorted(
            named, key=lambda p: (p.what.bare if isinstance(p.what, Shape) else True, p.first - p.last)
        ):
            if isinstance(place.what, Shape):
                new = self._by_shape(place, place.what, on_line.setdefault(place.line, []))
                keyed += new
                on_line[place.line] += new
        areas = [p for p in places if isinstance(p.what, Office)]
        for place in sorted(areas, key=lambda p: isinstance(p.what, Office) and not p.what.area):
            if isinstance(place.what, Office):
                keyed.append(self._by_office(place, place.what))
        return sorted(keyed, key=lambda k: (k.line, k.first))

    def _branch(self, place: Place, record: Record) -> Keyed | None:
        """The branch of a national body that is named here, which is a body of the plan's own."""
        end = branch_end(self.lines[place.line], place.last, record)
        if end is None:
            return None
        branch = Place(place.line, place.first, end, place.what)
        found = self.cast.own(self._quote(branch), self._start(branch), record.kind, "named")
        return Keyed(place.line, place.first, end, found, BRANCH, "medium")

    def _enter(self, found: str, name: Key) -> None:
        """Note the full name of a body, for which short forms may stand."""
        self.full[found] = name
        for word in set(name):
            self.by_word.setdefault(word, []).append(found)

    def _quote(self, place: Place | Keyed) -> str:
        return " ".join(self.lines[place.line].quote(place.first, place.last).split())

    def _start(self, place: Place | Keyed) -> int:
        return self.lines[place.line].tokens[place.first].start

    def _most_named(self, keyed: Iterable[Keyed]) -> Record | None:
        """The combined authority whose region the document is about: the one it names most."""
        records = register().records
        counted = Counter(k.key for k in keyed if k.key in records and records[k.key].kind == "combined authority")
        ranked = counted.most_common(2)
        if not ranked or (len(ranked) == 2 and ranked[0][1] == ranked[1][1]):
            return None
        return records[ranked[0][0]]

    def _by_shape(self, place: Place, shape: Shape, keyed: list[Keyed]) -> list[Keyed]:
        line = self.lines[place.line]
        name = self._quote(place)
        article = bool(place.first) and line.norms[place.first - 1] in ("the", "our", "its", "this")
        folded = self._fold(key(name), article)
        if shape.plain:
            meant = folded or self._nearest(place, key(name), keyed)
            return [] if among_others(line, meant, place, keyed) else self._plain(place, meant)
        if folded is not None:
            self.cast.spell(folded, name)
            return [Keyed(place.line, place.first, place.last, folded, FOLDED, "medium")]
        nearest = self._nearest(place, key(name), keyed) if article and shape.bare else None
        nearest = nearest or (self._main(key(name), self._start(place)) if article and shape.bare else None)
        if nearest is not None:
            return [Keyed(place.line, place.first, place.last, nearest, FOLDED, "low")]
        if shape.bare and (place.last - place.first < 2 or not article):
            if article:
                end = line.tokens[place.last - 1].end
                reason = "no one full name in the text fits this short form"
                self.unresolved.append(Unresolved(self._start(place), end, name, reason))
            return []
        found = self.cast.own(name, self._start(place), shape.kind, "named")
        if not shape.bare and found not in self.full:
            self._enter(found, key(name))
        return [Keyed(place.line, place.first, place.last, found, shape.rule, shape.confidence)]

    def _plain(self, place: Place, found: str | None) -> list[Keyed]:
        """The body that a short form in lower case stands for, if the document has named it in full before."""
        if found is None or self.cast.entries[found].first >= self._start(place):
            return []
        return [Keyed(place.line, place.first, place.last, found, FOLDED, "medium")]

    def _fold(self, short: Key, article: bool) -> str | None:
        """The one body that these words are short for."""
        fits = [found for found in self.by_word.get(short[-1], ()) if self._short_for(short, found, article)]
        return fits[0] if len(fits) == 1 else None

    def _short_for(self, short: Key, found: str, article: bool) -> bool:
        """Whether a body's full name ends with these words, or has this one noun for a body before "of" or "for"."""
        name = self.full[found]
        if len(name) <= len(short):
            return False
        dropped = name[: len(name) - len(short)]
        ending = name[-len(short) :] == short and (article or dropped in body_words.places())
        if ending or not (len(short) == 1 and article and short[0] in name and short[0] in body_words.heads()):
            return ending
        at = name.index(short[0])
        return name[at + 1 : at + 2] in (("of",), ("for",))

    def _nearest(self, place: Place, short: Key, keyed: list[Keyed]) -> str | None:
        """Of several bodies that words may be short for, the last one named before them in the same block."""
        before = [k for k in keyed if k.last <= place.first]
        fits = [k for k in before if k.key in self.full and self._short_for(short, k.key, article=True)]
        return max(fits, key=lambda k: k.first).key if fits else None

    def _main(self, short: Key, start: int) -> str | None:
        """Of several bodies that words may be short for, the document's own: the one it is headed by."""
        fits = [found for found in self.by_word.get(short[-1], ()) if self._short_for(short, found, article=True)]
        first = min(fits, key=lambda found: self.cast.entries[found].first, default=None)
        headed = first is not None and self.cast.entries[first].first < min(start, _HEAD)
        return first if headed else None

    def _by_office(self, place: Place, office: Office) -> Keyed:
        name = self._quote(place)
        start = self._start(place)
        confidence: Confidence = "high"
        record = register().records.get(office.register_id or "") or holder(office, self.full, self.home)
        if record is not None:
            found = self.cast.registered(record, name, start)
            confidence = "high" if office.register_id else "medium"
        else:
            full, slugged = office_name(office, self.cast, self.home)
            voice = speaks_for(office, self.day, self.said)
            found = self.cast.own(full, start, office.kind, "office", slugged=slugged, speaks_for=voice)
            self.cast.spell(found, name)
        return Keyed(place.line, place.first, place.last, found, office.rule, confidence)

    def _introduced(self, introduced: list[Introduction], keyed: list[Keyed]) -> list[Keyed]:
        """Give short forms that the document introduces to their bodies, and find them everywhere."""
        ending = {(k.line, k.last): k for k in keyed}
        meaning: dict[str, str] = {}
        for item in introduced:
            known = ending.get((item.line, item.last))
            if known is None and item.first >= 0:
                known = next((k for k in keyed if k.line == item.line and k.first == item.first), None)
            if known is None:
                continue
            meaning.setdefault(item.short, known.key)
            entry = self.cast.entries[known.key]
            self.cast.spell(known.key, item.short)
            if entry.record is None and entry.abbreviation is None and " " not in item.short:
                entry.abbreviation = item.short
        if not meaning:
            return keyed
        return self._spread(meaning, keyed)

    def _spread(self, meaning: dict[str, str], keyed: list[Keyed]) -> list[Keyed]:
        taken = {(k.line, i): k for k in keyed for i in range(k.first, k.last)}
        single = {short: found for short, found in meaning.items() if " " not in short}
        phrases = {tuple(short.split()[1:]): found for short, found in meaning.items() if short[:4].lower() == "the "}
        added: list[Keyed] = []
        for n, line in enumerate(self.lines):
            for i, token in enumerate(line.tokens):
                written = line.text[token.start : token.end]
                if written in single and (n, i) not in taken:
                    added.append(Keyed(n, i, i + 1, single[written], INTRODUCED, "high"))
                    continue
                for words, found in phrases.items():
                    spelled = tuple(line.text[t.start : t.end] for t in line.tokens[i : i + len(words)])
                    if spelled == words and i and line.norms[i - 1] == "the" and (n, i) not in taken:
                        added.append(Keyed(n, i, i + len(words), found, INTRODUCED, "high"))
        return sorted(keyed + added, key=lambda k: (k.line, k.first))

    def _titled(self, keyed: list[Keyed]) -> list[Keyed]:
        """Find known names again in headings whose capitals say nothing."""
        taken = {(k.line, i) for k in keyed for i in range(k.first, k.last) if self.lines[k.line].titled}
        own = [(name, k) for k, name in self.full.items() if self.cast.entries[k].record is None and len(name) > 1]
        added: list[Keyed] = []
        for n, line in enumerate(self.lines):
            for name, found in own if line.titled else ():
                for i, norm in enumerate(line.norms):
                    if norm == name[0] and line.matches(i, name) and (n, i) not in taken:
                        added.append(Keyed(n, i, i + len(name), found, shapes.HEAD, "medium"))
                        taken.update((n, j) for j in range(i, i + len(name)))
        return sorted(keyed + added, key=lambda k: (k.line, k.first))

    def _finish(self, keyed: list[Keyed]) -> Found:
        keyed = self._led(keyed)
        for item in keyed:
            entry = self.cast.entries[item.key]
            if entry.record is None and entry.specificity == "named" and self._proposed(item):
                entry.specificity = "proposed"
        bodies = {k: self.cast.body(k) for k in {item.key for item in keyed}}
        mentions = tuple(
            Mention(
                self._start(item), self.lines[item.line].tokens[item.last - 1].end, bodies[item.key], item.rule,
                item.confidence,
            )
            for item in keyed
        )  # fmt: skip
        for unused in set(self.cast.entries) - set(bodies):
            del self.cast.entries[unused]
        where = {(m.start, m.end) for m in mentions}
        left = (u for u in self.unresolved if (u.start, u.end) not in where or "over time" in u.reason)
        return Found(mentions, tuple(sorted(left, key=lambda u: u.start)), self.cast, tuple(self.lines))

    def _led(self, keyed: list[Keyed]) -> list[Keyed]:
        """ "Leaders of the Authority" are an office of that body, not the body."""
        found: list[Keyed] = []
        for item in keyed:
            line = self.lines[item.line]
            i = item.first - 1
            if i >= 0 and line.norms[i] == "the":
                i -= 1
            if i > 0 and line.norms[i] == "of" and line.tokens[i - 1].text in ("Leaders", "Leader") and line.joined(i):
                name = " ".join(line.quote(i - 1, item.last).split())
                entry = self.cast.entries[item.key]
                voice = item.key if entry.record is not None and item.key != GOVERNMENT else None
                place = line.tokens[i - 1].start
                own = self.cast.own(name, place, "individual office", "office", speaks_for=voice)
                found.append(Keyed(item.line, i - 1, item.last, own, offices.OFFICE, "high"))
            else:
                found.append(item)
        return found

    def _proposed(self, item: Keyed) -> bool:
        line = self.lines[item.line]
        start, end = line.tokens[item.first].start, line.tokens[item.last - 1].end
        before = self.text[max(line.tokens[0].start, start - 80) : start]
        after = self.text[end : end + 60]
        return bool(_PROPOSED.search(before) or _NEW.search(before) or _TO_BE.match(after))


__all__ = ["FOLDED", "Found", "Line", "Place", "cast_bodies", "longest"]
