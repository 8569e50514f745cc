"""Bodies in the cells of a spreadsheet: the register's, those it lists itself, and those it only names."""

import re
import sys
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from graph.ids import normalise
from graph.vocabulary import OrganisationKind
from loaders.bodies import Bodies, Body, Mention
from loaders.casting import cast_bodies
from loaders.document import Block, Document
from loaders.mentions import Cast, Unresolved
from loaders.names import key
from loaders.register import DERIVED, NAME, Record, register
from loaders.sentences import Span, trim
from loaders.tables import words

_PARTED = re.compile(r"[;\n|]")
_BETWEEN = re.compile(r"(?:\b(?:and|with|or|the|both|plus|also)\b|[\s,&/.()])*", re.IGNORECASE)


@dataclass
class Names:
    """The bodies of a spreadsheet while its cells are read.

    A name that the spreadsheet lists as an organisation, or under another name of one, is that organisation; else the
    register says who it is, as of the day of the plan; else the cell is read as a list of partners; and a name that is
    none of these is a body of the plan's own.
    """

    document: Document
    day: str | None
    bodies: Bodies
    """Those that rules of reading find in the cells."""
    cast: Cast
    rule: str
    mentions: list[Mention] = field(default_factory=list)
    unresolved: list[Unresolved] = field(default_factory=list)
    _listed: dict[str, str] = field(default_factory=dict)

    def enter(
        self, span: Span, kind: OrganisationKind | None, abbreviation: str | None, aliases: Sequence[str]
    ) -> tuple[Body, Record | None]:
        """Enter an organisation that the spreadsheet lists; the register's properties stand before its own."""
        name = " ".join(self._text(span).split())
        record = self._record(name, span)
        if record is not None:
            found = self.cast.registered(record, name, span.start)
        else:
            found = self.cast.own(name, span.start, kind or self._kind(span), "named")
            entry = self.cast.entries[found]
            entry.kind = kind or entry.kind
            entry.abbreviation = abbreviation or entry.abbreviation
            for alias in aliases:
                self.cast.spell(found, alias)
        for spelling in (name, abbreviation, *aliases):
            if spelling:
                self._listed.setdefault(normalise(spelling), found)
        return self._mention(span, found).body, record

    def _record(self, name: str, span: Span) -> Record | None:
        """The body of the register that a cell's words are a name of.

        A cell holds names, so that capitals say little; a short form that is not widely known needs what it needs in a
        sentence.
        """
        found = self.bodies.at(span.start)
        if found is not None and found.end == span.end and found.body.registered:
            return register().records[found.body.key]
        claims = register().names.get(key(name))
        if claims is None:
            short = name.upper()
            claims = register().short.get(short, ()) if short in words("well_known.csv") else ()
            return chosen.record if (chosen := register().choose(claims, self.day)[0]) else None
        chosen, _ = register().choose(claims, self.day)
        return chosen.record if chosen is not None and chosen.rank in (NAME, DERIVED) else None

    def named(self, cell: Span) -> tuple[Mention, ...]:
        """The bodies that a cell names, parted by semicolons or lines, each with its place."""
        found: list[Mention] = []
        for piece in pieces(self.document.text, cell):
            found += self._piece(piece)
        return tuple({m.body.key: m for m in reversed(found)}.values())[::-1]

    def _piece(self, span: Span) -> Iterable[Mention]:
        text = self._text(span)
        name = " ".join(text.split())
        listed = self._listed.get(normalise(name))
        if listed is not None:
            return [self._mention(span, listed)]
        record = self._record(name, span)
        if record is not None:
            return [self._mention(span, self.cast.registered(record, name, span.start))]
        partners = self.bodies.partners(span.start, span.end)
        if partners and self._whole(span, partners):
            self.mentions += partners
            return partners
        claims = {claim.record.name: None for claim in register().short.get(name, ())}
        if claims:
            reason = "several bodies use this short form" if len(claims) > 1 else "its full name is not in the text"
            self.unresolved.append(Unresolved(span.start, span.end, name, reason, tuple(claims)))
        return [self._mention(span, self.cast.own(name, span.start, self._kind(span), "named"))]

    def _whole(self, span: Span, partners: Sequence[Mention]) -> bool:
        """Whether the partners, and what stands between them, are all that a cell holds."""
        place = span.start
        for mention in sorted(partners, key=lambda m: m.start):
            if not _BETWEEN.fullmatch(self.document.text, min(place, mention.start), mention.start):
                return False
            place = max(place, mention.end)
        return bool(_BETWEEN.fullmatch(self.document.text, place, span.end))

    def _kind(self, span: Span) -> OrganisationKind:
        """The kind that a name's own words tell."""
        found = self.bodies.at(span.start)
        return found.body.kind if found is not None and found.end == span.end else "other"

    def _mention(self, span: Span, body_key: str) -> Mention:
        mention = Mention(span.start, span.end, self.cast.body(body_key), self.rule, "high")
        self.mentions.append(mention)
        return mention

    def _text(self, span: Span) -> str:
        return self.document.text[span.start : span.end]

    def all(self, prose: Sequence[Span]) -> Bodies:
        """Every mention, those in the cells of prose as they were found, and those in cells of names as entered."""
        starts = sorted((span.start, span.end) for span in prose)

        def told(start: int) -> bool:
            at = bisect_right(starts, (start, sys.maxsize))
            return at > 0 and start < starts[at - 1][1]

        kept = {(m.start, m.end): m for m in self.bodies.mentions if told(m.start)}
        kept.update({(m.start, m.end): m for m in self.mentions})
        mentions = tuple(replace(m, body=self.cast.body(m.body.key)) for _, m in sorted(kept.items(), key=_place))
        left = [u for u in self.bodies.unresolved if told(u.start)]
        return Bodies(mentions, (*left, *self.unresolved), self.bodies.lines, self.cast, self.document.text)


def _place(item: tuple[tuple[int, int], Mention]) -> tuple[int, int]:
    return item[0]


def names_of(document: Document, cells: Iterable[Span], day: str | None, rule: str) -> Names:
    """The bodies in some cells of a spreadsheet, each cell read by itself."""
    blocks = tuple(Block("paragraph", span.start, span.end) for span in cells)
    found = cast_bodies(replace(document, blocks=blocks), day)
    bodies = Bodies(found.mentions, found.unresolved, found.lines, found.cast, document.text)
    return Names(document, day, bodies, found.cast, rule)


def pieces(text: str, cell: Span) -> Iterator[Span]:
    """What stands in a cell between semicolons, upright strokes or line breaks."""
    start = cell.start
    for mark in [*_PARTED.finditer(text, cell.start, cell.end), None]:
        span = trim(text, start, mark.start() if mark else cell.end, ",•")
        if span.end > span.start:
            yield span
        start = mark.end() if mark else cell.end
