"""Lists of partners: where one partner ends and the next begins, and which words are a group of bodies."""

import re
from dataclasses import replace
from typing import cast

from graph.ids import slug
from graph.vocabulary import Confidence, OrganisationKind
from loaders import group_words, persons
from loaders.body_words import heads, places
from loaders.lines import Line, line
from loaders.list_parts import Part, acts, list_tokens, merge_modifiers
from loaders.mentions import Cast, Mention
from loaders.names import SMALL
from loaders.register import register
from loaders.rules import declare
from loaders.tables import column, common, word_set, words

GROUP = declare(
    "name-group",
    "Where partners stand, a plural or collective noun for people or bodies is a partner, with what qualifies it.",
    "with universities and independent training providers",
    "with buildings and independent lighting",
)
LISTED = declare(
    "name-listed",
    "Where partners stand, words with capitals that are no instrument and no group are somebody's name.",
    "with Seaforth Makers",
    "with seaforth makers' fayre",
)
EACH = declare(
    "name-each-of",
    "One plural noun over several places stands for the body of each place.",
    "with the councils of Dudley, Walsall and Sandwell",
    "with the markets of Dudley, Walsall and Sandwell",
)
PLACE = declare(
    "name-place",
    "Where partners stand, a place acts for those who run it.",
    "with the North East",
    "across the North East",
)

_TRANSPARENT = re.compile(r"\s*\([A-Z&]{2,10}\)\s*")
"""A short form in brackets inside a name, which parts nothing."""
_FUNCTION = words("name_stops.csv") - {"first", "new", "one", "key", "national", "regional", "local", "next", "second"}
"""Words that begin no name, even before a capital."""
_ASKS = frozenset(("how", "what", "which", "where", "when", "why", "whose", "that"))
"""Words that open a question or a clause and belong to no group: how partners will help."""
_INNER = frozenset(("for", "to", "in"))
"""Small words that stand inside a name between capitals ("Skills for Care")."""
_ARTICLES = frozenset(("the", "our", "their", "its", "these", "those", "your"))
"""Words that begin a noun phrase anew: "under the timetable the councils"."""
_FINITE = frozenset(
    ("has", "have", "is", "are", "was", "were", "would", "will", "could", "should", "must", "had", "did", "does")
)
"""Verbs of a clause, which belong to no partner."""
_OPENINGS = frozenset(
    ("and", "or", "alongside", "plus", "including", "together", "along", "as", "well", "such", "in", "partnership")
)
"""Words that join a partner to the one before it."""


def partners(text: str, start: int, end: int, mentions: tuple[Mention, ...], cast: Cast) -> tuple[Mention, ...]:
    """Read text[start:end] as a list of partners."""
    found = list_tokens(text, start, end)
    if not found:
        return ()
    return _List(line(text, found), mentions, cast).read()


class _List:
    def __init__(self, line: Line, mentions: tuple[Mention, ...], cast: Cast) -> None:
        self.line = line
        self.text = line.text
        self.mentions = mentions
        self.cast = cast

    def read(self) -> tuple[Mention, ...]:
        parts = self._parts()
        parts = merge_modifiers(self._merge_pairs(parts), self.line)
        parts = self._merge_sector(parts)
        parts = self._each(parts)
        if any(part.mention is not None or part.head >= 0 for part in parts):
            parts = [self._agents(part) for part in parts]
        found: list[Mention] = []
        for part in parts:
            if part.brk == "(" and found and self._abbreviates(part, found[-1]):
                continue
            mention = self._partner(part)
            if mention is not None and not (part.brk == "(" and found and found[-1].body.key == mention.body.key):
                found.append(mention)
        return tuple(found)

    def _agents(self, part: Part) -> Part:
        """A part without a known head noun whose last word is a plural for those who do something."""
        held = self.line.norms[part.first : part.last]
        plain = part.mention is None and part.head < 0 and 0 < len(held) <= 4
        capital = self.line.tokens[part.last - 1].capital and part.last - 1 > 0
        if plain and not capital and group_words.agents(held[-1]):
            return replace(part, head=part.last - 1)
        return part

    def _abbreviates(self, part: Part, before: Mention) -> bool:
        """Whether a word in brackets is the short form of the name before it."""
        written = self.line.quote(part.first, part.last)
        initials = "".join(word[0] for word in before.body.name.replace("-", " ").split() if word[0].isupper())
        if part.last - part.first == 1 and written.upper() == initials.upper():
            self.cast.spell(before.body.key, written)
            return True
        return False

    def _each(self, parts: list[Part]) -> list[Part]:
        """ "The councils of A, B and C" and "A, B and C councils" are the council of each."""
        found: list[Part] = []
        i = 0
        while i < len(parts):
            part = parts[i]
            noun = self._shared_noun(part)
            i += 1
            if noun is None:
                found.append(part)
                continue
            areas: list[Part] = []
            last = part.last + 1
            if part.last < len(self.line.tokens) and self.line.norms[part.last] == "of":
                while last < len(self.line.tokens) and self.line.tokens[last].capital and self.line.joined(last):
                    last += 1
                areas = [Part(part.last + 1, last, part.brk)] if last > part.last + 1 else []
                while areas and i < len(parts) and self._area(parts[i]):
                    areas.append(parts[i])
                    i += 1
            elif part.head > part.first and self._area(Part(part.first, part.head, part.brk)):
                areas = [Part(part.first, part.head, part.brk)]
                while found and self._area(found[-1]) and part.brk in (",", "and", ",and"):
                    areas.insert(0, found.pop())
                areas = areas if len(areas) > 1 else []
            named = [replace(a, mention=self._of_area(a, noun)) for a in areas]
            if named and areas[-1].last == part.head:
                named[-1] = self._with_noun(named[-1], part)
            found += named or [part]
        return found

    def _with_noun(self, area: Part, part: Part) -> Part:
        """The last of several places with the noun behind it, which they share."""
        mention = cast("Mention", area.mention)
        return replace(area, last=part.last, mention=replace(mention, end=self.line.tokens[part.last - 1].end))

    def _shared_noun(self, part: Part) -> str | None:
        if part.mention is not None or part.head < 0:
            return None
        row = group_words.heads().get(tuple(self.line.norms[part.head : part.last]))
        return row["plural"] if row and row["plural"] in group_words.SHARED else None

    def _area(self, part: Part) -> bool:
        held = range(part.first, part.last)
        return (
            part.mention is None and part.head < 0 and bool(held)
            and all(self.line.tokens[i].capital or self.line.norms[i] in SMALL for i in held)
            and part.brk in ("", ",", "and", ",and")
        )  # fmt: skip

    def _of_area(self, part: Part, noun: str) -> Mention:
        line = self.line
        start, end = line.tokens[part.first].start, line.tokens[part.last - 1].end
        area = " ".join(self.text[start:end].split())
        forms, kind = group_words.SHARED[noun]
        record = next((r for form in forms if (r := register().find(form.format(area))) is not None), None)
        if record is not None:
            key = self.cast.registered(record, area, start)
        else:
            key = self.cast.own(forms[0].format(area), start, kind, "named")
            self.cast.spell(key, area)
        return Mention(start, end, self.cast.body(key), EACH, "medium")

    def _parts(self) -> list[Part]:
        """The list cut at its breaks, names left whole."""
        line = self.line
        owner: dict[int, Mention] = {}
        for mention in self.mentions:
            for i, token in enumerate(line.tokens):
                if mention.start <= token.start < mention.end:
                    owner[i] = mention
        parts: list[Part] = []
        first, brk = 0, ""
        for i in range(1, len(line.tokens) + 1):
            inside = i < len(line.tokens) and i in owner and owner.get(i - 1) is owner[i]
            inside = inside or self._ampersand(i, owner)
            cut = "" if inside else self._break(i)
            if i == len(line.tokens) or cut:
                parts += self._one(first, i, brk, owner)
                first, brk = i, cut
        return parts

    def _ampersand(self, i: int, owner: dict[int, Mention]) -> bool:
        """Whether a word is an "&" between capitals, or follows one, so that it lies inside a name."""
        for at in (i, i - 1):
            if 0 < at < len(self.line.tokens) - 1 and self.line.tokens[at].text == "&":
                after = at + 1 + (self.line.norms[at + 1] == "the" and at + 2 < len(self.line.tokens))
                sides = (at - 1, after)
                return all(self.line.tokens[side].capital and side not in owner for side in sides)
        return False

    def _break(self, i: int) -> str:
        if i >= len(self.line.tokens):
            return ""
        between = self.line.gap(i)
        word = self.line.norms[i]
        if word in ("and", "alongside", "plus", "including", "or"):
            return "," + word if "," in between else word
        if word == "with" or (word in ("as", "together", "along", "such", "in") and self._phrase(i)):
            return "with"
        if _TRANSPARENT.fullmatch(between):
            return ""
        match = re.search(r"[,;:()–—•|/]|\s-\s|\n\s*\n", between)
        return match.group().strip() or ";" if match else ""

    def _phrase(self, i: int) -> bool:
        ahead = self.line.norms[i : i + 3]
        return ahead[:3] in (["as", "well", "as"], ["in", "partnership", "with"]) or ahead[:2] in (
            ["together", "with"], ["along", "with"], ["such", "as"],
        )  # fmt: skip

    def _one(self, first: int, last: int, brk: str, owner: dict[int, Mention]) -> list[Part]:
        """The parts in one stretch: its names, or its words without determiners up to what follows the head noun."""
        line = self.line
        while first < last and first not in owner and line.norms[first] in _OPENINGS | group_words.DETERMINERS:
            first += 1
        while last - first > 1 and line.tokens[first].possessive and first not in owner:
            first += 1
        if first >= last:
            return []
        named = list(dict.fromkeys(owner[i] for i in range(first, last) if i in owner))
        if named:
            after = max(i for i in range(first, last) if i in owner) + 1
            head, stop = self._head(after, last) if after < last and line.joined(after) else (-1, after)
            if head >= 0 and len(named) == 1 and head == self._skip_modifiers(after, head):
                return [Part(first, stop, brk, None, head)]
            return [Part(first, last, brk, mention) for mention in named]
        head, stop = self._head(first, last)
        inner = [i for i in range(first + 1, head) if line.norms[i] in _ARTICLES or line.norms[i] in _FINITE]
        return [Part(inner[-1] + 1 if inner else first, stop, brk, None, head)]

    def _skip_modifiers(self, after: int, head: int) -> int:
        return head if all(self.line.norms[i] not in group_words.ENDS for i in range(after, head)) else after

    def _head(self, first: int, last: int) -> tuple[int, int]:
        """Where the head noun of a group begins, and where the group ends; -1 without one."""
        line = self.line
        stop = first
        while stop < last and (line.norms[stop] not in group_words.ENDS or stop == first):
            stop += 1
        while stop > first + 1 and line.norms[stop - 1] in group_words.TAILS:
            stop -= 1
        opening = line.norms[first]
        if opening.endswith("ing") and len(opening) > 4 and opening not in group_words.PARTICIPLES:
            return -1, stop
        for begin in range(max(first, stop - 5), stop):
            if tuple(line.norms[begin:stop]) in group_words.heads() and acts(line.norms[first:stop]):
                return begin, stop
        return -1, stop

    def _merge_pairs(self, parts: list[Part]) -> list[Part]:
        """ "Bus companies and operators" are one group: nouns of one family, of which only the first is qualified."""
        merged: list[Part] = []
        for part in parts:
            before = merged[-1] if merged else None
            if (
                before is not None and part.head == part.first >= 0 and before.head > before.first
                and part.brk == "and" and self._family(part) == self._family(before) not in ("", "vague")
                and part.mention is None and before.mention is None
            ):  # fmt: skip
                merged[-1] = Part(before.first, part.last, before.brk, None, before.head)
            else:
                merged.append(part)
        return merged

    def _family(self, part: Part) -> str:
        row = group_words.heads().get(tuple(self.line.norms[part.head : part.last]))
        return row["family"] if row else ""

    def _merge_sector(self, parts: list[Part]) -> list[Part]:
        """Voluntary and faith organisations and social enterprises are one: the voluntary sector."""
        merged: list[Part] = []
        for part in parts:
            words_here = self.line.norms[part.first : part.last]
            before = merged[-1] if merged else None
            if before is not None and before.mention is None and words_here[-2:] == ["social", "enterprises"]:
                earlier = set(self.line.norms[before.first : before.last])
                if earlier & group_words.VOLUNTARY and "and" in part.brk:
                    merged[-1] = Part(before.first, part.last, before.brk, None, before.head)
                    continue
            merged.append(part)
        return merged

    def _partner(self, part: Part) -> Mention | None:
        if part.mention is not None:
            return part.mention
        if part.head >= 0:
            return self._group(part)
        return self._name(part)

    def _group(self, part: Part) -> Mention:
        line = self.line
        first, last = part.first, part.last
        while first < part.head and line.norms[first] in _ASKS:
            first += 1
        start, end = line.tokens[first].start, line.tokens[last - 1].end
        printed = " ".join(self.text[start:end].split())
        norms = line.norms[first:last]
        known = group_words.heads()
        rows = (known.get(tuple(line.norms[part.head : stop])) for stop in range(last, part.head, -1))
        head = next((row for row in rows if row is not None), None)
        kind = cast_kind(head["kind"]) if head else "collective group"
        vague = head is not None and head["family"] == "vague"
        if group_words.VOLUNTARY & set(norms):
            kind = "voluntary sector"
        qualifiers = [] if vague else [w for w in line.norms[first : part.head] if w not in SMALL]
        own = self._key(qualifiers, head["plural"] if head else printed, vague, printed, part)
        key = self.cast.own(printed, start, kind, "group", slugged=own)
        confidence: Confidence = "low" if head is None or (vague and len(norms) == 1) else "high"
        return Mention(start, end, self.cast.body(key), GROUP, confidence)

    def _key(self, qualifiers: list[str], plural: str, vague: bool, printed: str, part: Part) -> str:
        merged = part.head >= 0 and tuple(self.line.norms[part.head : part.last]) not in group_words.heads()
        if vague or merged:
            return slug(printed, 80)
        kept = [w for w in qualifiers if w not in words("ignorable_modifiers.csv")]
        if tuple(kept) in places():
            kept = []
        return slug(" ".join([*kept, plural]), 80)

    def _name(self, part: Part) -> Mention | None:
        """Words with capitals that no register and no shape explains: a place, or somebody's name."""
        line = self.line
        first, last = part.first, part.last
        while last > first and not line.tokens[last - 1].capital and line.gap(last - 1) not in ("-", "‑"):
            last -= 1
        capital = [
            line.tokens[i].capital or line.norms[i] in SMALL | _INNER or (i > first and line.gap(i) in ("-", "‑"))
            for i in range(first, last)
        ]
        if first >= last or not all(capital) or not line.tokens[first].capital:
            return None
        if line.norms[first] in persons.TITLES or (first and line.norms[first - 1] in persons.TITLES):
            return None
        start, end = line.tokens[first].start, line.tokens[last - 1].end
        printed = " ".join(self.text[start:end].split())
        council = self.cast.council_of(printed)
        if council is not None:
            return Mention(start, end, self.cast.body(council), PLACE, "medium")
        if tuple(line.norms[first:last]) in places():
            key = self.cast.own(printed, start, "place", "place")
            return Mention(start, end, self.cast.body(key), PLACE, "medium")
        bare = column("bare_names.csv", "name", "kind").get(line.norms[first]) if last - first == 1 else None
        if self._no_name(part, first, last, printed, bare):
            return None
        kind = cast_kind(bare or heads().get(line.norms[last - 1]) or heads().get(line.norms[first]) or "other")
        key = self.cast.own(printed, start, kind, "named")
        return Mention(start, end, self.cast.body(key), LISTED, "low")

    def _no_name(self, part: Part, first: int, last: int, printed: str, bare: str | None) -> bool:
        """Whether words with capitals are an instrument, a word that only opens a sentence, or part of a post."""
        line, alone = self.line, last - first == 1
        stops = words("name_stops.csv") if alone or first == 0 else _FUNCTION
        if line.norms[last - 1] in column("instrument_heads.csv", "noun", "kind") or line.norms[first] in stops:
            return True
        portfolio = bare is None and line.norms[first] in word_set("clause_words.csv", "portfolio")
        return alone and (portfolio or printed.isdigit() or (first == 0 and not self._names(part)))

    def _names(self, part: Part) -> bool:
        """Whether the capital of a lone first word is a name's: it opens no sentence, or is no English word."""
        before = self.text[max(0, self.line.tokens[part.first].start - 40) : self.line.tokens[part.first].start]
        norm = self.line.norms[part.first]
        inside = re.search(r"[\w,;]['’\")]?\s+$", before) is not None and "\n\n" not in before[-3:]
        written = self.line.quote(part.first, part.last)
        known = (
            norm in column("bare_names.csv", "name", "kind")
            or not common(norm)
            or (written.isupper() and len(written) > 2)
        )
        return inside or known or self._name_follows(part)

    def _name_follows(self, part: Part) -> bool:
        """Whether a list goes on with a further name, so that the capital of its first word may be a name's."""
        after = part.last
        if after >= len(self.line.tokens):
            return False
        if self.line.norms[after] == "and":
            after += 1
        elif "," not in self.line.gap(after):
            return False
        return after < len(self.line.tokens) and self.line.tokens[after].capital


def cast_kind(text: str) -> OrganisationKind:
    """A kind as the tables write it."""
    return cast("OrganisationKind", text)
