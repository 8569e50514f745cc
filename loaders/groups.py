"""Lists of partners: where one partner ends and the next begins, and which words are a group of bodies."""

import re
from dataclasses import dataclass
from functools import cache
from typing import cast

from graph.ids import slug
from graph.vocabulary import OrganisationKind
from loaders.lines import Line, line
from loaders.mentions import Cast, Mention
from loaders.names import SMALL, Key, tokens
from loaders.rules import declare
from loaders.shapes import places
from loaders.tables import column, table, words

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
PLACE = declare(
    "name-place",
    "Where partners stand, a place acts for those who run it.",
    "with the North East",
    "across the North East",
)

_BREAKS = re.compile(
    r"[,;:/()–—•|]|\s-\s|\b(?:and|as well as|alongside|together with|along with|plus|including|with|or|both|"
    r"in partnership with|such as|&)\b|&",
    re.IGNORECASE,
)
_ENDS = frozenset(
    (
        "of", "in", "across", "from", "who", "that", "which", "to", "for", "on", "at", "by", "within", "around", "through",
        "whose", "whom", "operating", "based", "working", "throughout", "over", "under", "into", "will", "are", "is", "have",
        "has", "can", "must", "should", "may", "via", "towards", "about", "beyond", "where", "as", "so", "when",
    )
)  # fmt: skip
_DETERMINERS = frozenset(
    (
        "the", "our", "its", "a", "an", "all", "other", "their", "this", "these", "those", "some", "many", "most", "both",
        "each", "every", "any", "such", "his", "her", "your", "more", "further", "several", "various", "wider", "numerous",
        "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "with", "also", "hundreds",
        "especially", "particularly", "notably", "between", "among",
    )
)  # fmt: skip
_MASS = frozenset(("business", "industry", "community", "health", "education", "council", "government", "police", "media",
                   "people", "faith", "union", "school", "college", "university", "resident", "authority", "sector"))  # fmt: skip
_SINGULAR = frozenset(("business", "industry", "police", "nhs", "vcse", "vcfse", "sector", "civil society", "academia", "media"))
_PARTICIPLES = frozenset(
    ("housing", "training", "learning", "manufacturing", "engineering", "building", "banking", "farming", "shipping",
     "leading", "existing", "funding", "planning", "nursing", "teaching", "neighbouring", "participating", "growing",
     "lending", "advertising", "gaming", "catering", "printing", "fishing", "mining", "sporting", "emerging", "aspiring",
     "investing", "living", "working", "wellbeing", "commissioning", "awarding", "founding", "governing", "cleaning",
     "accounting", "publishing", "broadcasting", "processing", "recycling", "contributing", "remaining", "adjoining")
)  # fmt: skip
_VOLUNTARY = frozenset(("voluntary", "faith"))


@dataclass(frozen=True)
class _Part:
    """A stretch between two breaks of a list."""

    first: int
    last: int
    brk: str
    """What stands before it."""
    mention: Mention | None = None
    head: int = -1
    """Where its head noun begins; -1 if it has none."""


@cache
def _heads() -> dict[Key, dict[str, str]]:
    """Head nouns of groups, plural or collective, with their row."""
    found: dict[Key, dict[str, str]] = {}
    for row in table("group_heads.csv"):
        for form in (row["noun"], row["plural"]) if row["noun"] in _SINGULAR else (row["plural"],):
            found[tuple(form.casefold().replace("'", "").replace("-", " ").split())] = row
    return found


def partners(text: str, start: int, end: int, mentions: tuple[Mention, ...], cast: Cast) -> tuple[Mention, ...]:
    """Read text[start:end] as a list of partners."""
    found = tokens(text, start, end)
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
        parts = _merge_modifiers(self._merge_pairs(parts), self.line)
        parts = self._merge_sector(parts)
        return tuple(m for m in map(self._partner, parts) if m is not None)

    def _parts(self) -> list[_Part]:
        """The list cut at its breaks, names left whole."""
        line = self.line
        owner: dict[int, Mention] = {}
        for mention in self.mentions:
            for i, token in enumerate(line.tokens):
                if mention.start <= token.start < mention.end:
                    owner[i] = mention
        parts: list[_Part] = []
        first, brk = 0, ""
        for i in range(1, len(line.tokens) + 1):
            inside = i < len(line.tokens) and i in owner and owner.get(i - 1) is owner[i]
            cut = "" if inside else self._break(i)
            if i == len(line.tokens) or cut:
                parts += self._one(first, i, brk, owner)
                first, brk = i, cut
        return parts

    def _break(self, i: int) -> str:
        if i >= len(self.line.tokens):
            return ""
        between = self.line.gap(i)
        word = self.line.norms[i]
        if word in ("and", "alongside", "plus", "including", "or") and not (
            word == "and" and self.line.tokens[i].text == "&" and between == ""
        ):
            return "," + word if "," in between else word
        if word == "with" or (word in ("as", "together", "along", "such", "in") and self._phrase(i)):
            return "with"
        match = re.search(r"[,;:()–—•|/]|\s-\s|\n", between)
        return match.group().strip() or ";" if match else ""

    def _phrase(self, i: int) -> bool:
        ahead = self.line.norms[i : i + 3]
        return ahead[:3] in (["as", "well", "as"], ["in", "partnership", "with"]) or ahead[:2] in (
            ["together", "with"], ["along", "with"], ["such", "as"],
        )  # fmt: skip

    def _one(self, first: int, last: int, brk: str, owner: dict[int, Mention]) -> list[_Part]:
        """The parts in one stretch: its names, or its words without determiners up to what follows the head noun."""
        line = self.line
        while first < last and (line.norms[first] in _DETERMINERS or line.norms[first] in (
            "and", "or", "alongside", "plus", "including", "together", "along", "as", "well", "such", "in", "partnership",
        ) and first not in owner):  # fmt: skip
            if line.norms[first] in _DETERMINERS and first in owner:
                break
            first += 1
        if first >= last:
            return []
        named = list(dict.fromkeys(owner[i] for i in range(first, last) if i in owner))
        if named:
            after = max(i for i in range(first, last) if i in owner) + 1
            head, stop = self._head(after, last) if after < last and line.joined(after) else (-1, after)
            if head >= 0 and len(named) == 1 and head == self._skip_modifiers(after, head):
                return [_Part(first, stop, brk, None, head)]
            return [_Part(first, last, brk, mention) for mention in named]
        head, stop = self._head(first, last)
        return [_Part(first, stop, brk, None, head)]

    def _skip_modifiers(self, after: int, head: int) -> int:
        return head if all(self.line.norms[i] not in _ENDS for i in range(after, head)) else after

    def _head(self, first: int, last: int) -> tuple[int, int]:
        """Where the head noun of a group begins, and where the group ends; -1 without one."""
        line = self.line
        stop = first
        while stop < last and (line.norms[stop] not in _ENDS or stop == first):
            stop += 1
        opening = line.norms[first]
        if opening.endswith("ing") and len(opening) > 4 and opening not in _PARTICIPLES:
            return -1, stop
        for begin in range(max(first, stop - 5), stop):
            if tuple(line.norms[begin:stop]) in _heads():
                return begin, stop
        return -1, stop

    def _merge_pairs(self, parts: list[_Part]) -> list[_Part]:
        """"Bus companies and operators" are one group: nouns of one family, of which only the first is qualified."""
        merged: list[_Part] = []
        for part in parts:
            before = merged[-1] if merged else None
            if (
                before is not None and part.head == part.first >= 0 and before.head > before.first
                and part.brk == "and" and self._family(part) == self._family(before) not in ("", "vague")
                and part.mention is None and before.mention is None
            ):  # fmt: skip
                merged[-1] = _Part(before.first, part.last, before.brk, None, before.head)
            else:
                merged.append(part)
        return merged

    def _family(self, part: _Part) -> str:
        row = _heads().get(tuple(self.line.norms[part.head : part.last]))
        return row["family"] if row else ""

    def _merge_sector(self, parts: list[_Part]) -> list[_Part]:
        """Voluntary and faith organisations and social enterprises are one: the voluntary sector."""
        merged: list[_Part] = []
        for part in parts:
            words_here = self.line.norms[part.first : part.last]
            before = merged[-1] if merged else None
            if before is not None and before.mention is None and words_here[-2:] == ["social", "enterprises"]:
                earlier = set(self.line.norms[before.first : before.last])
                if earlier & _VOLUNTARY and "and" in part.brk:
                    merged[-1] = _Part(before.first, part.last, before.brk, None, before.head)
                    continue
            merged.append(part)
        return merged

    def _partner(self, part: _Part) -> Mention | None:
        if part.mention is not None:
            return part.mention
        if part.head >= 0:
            return self._group(part)
        return self._name(part)

    def _group(self, part: _Part) -> Mention:
        line = self.line
        first, last = part.first, part.last
        start, end = line.tokens[first].start, line.tokens[last - 1].end
        printed = " ".join(self.text[start:end].split())
        norms = line.norms[first:last]
        head = next(
            (row for stop in range(last, part.head, -1) if (row := _heads().get(tuple(line.norms[part.head : stop])))),
            None,
        )
        kind = cast_kind(head["kind"]) if head else "collective group"
        vague = head is not None and head["family"] == "vague"
        if _VOLUNTARY & set(norms):
            kind = "voluntary sector"
        qualifiers = [] if vague else [w for w in line.norms[first : part.head] if w not in SMALL]
        own = self._key(qualifiers, head["plural"] if head else printed, vague, printed, part)
        key = self.cast.own(printed, start, kind, "group", slugged=own)
        return Mention(start, end, self.cast.body(key), GROUP, "low" if vague and len(norms) == 1 else "high")

    def _key(self, qualifiers: list[str], plural: str, vague: bool, printed: str, part: _Part) -> str:
        merged = part.head >= 0 and tuple(self.line.norms[part.head : part.last]) not in _heads()
        if vague or merged:
            return slug(printed, 80)
        kept = [w for w in qualifiers if w not in words("ignorable_modifiers.csv")]
        if tuple(kept) in places():
            kept = []
        return slug(" ".join([*kept, plural]), 80)

    def _name(self, part: _Part) -> Mention | None:
        """Words with capitals that no register and no shape explains: a place, or somebody's name."""
        line = self.line
        first, last = part.first, part.last
        while last > first and not line.tokens[last - 1].capital:
            last -= 1
        capital = [line.tokens[i].capital or line.norms[i] in SMALL for i in range(first, last)]
        if first >= last or not all(capital) or not line.tokens[first].capital:
            return None
        start, end = line.tokens[first].start, line.tokens[last - 1].end
        printed = " ".join(self.text[start:end].split())
        if tuple(line.norms[first:last]) in places():
            key = self.cast.own(printed, start, "place", "place")
            return Mention(start, end, self.cast.body(key), PLACE, "medium")
        if line.norms[last - 1] in column("instrument_heads.csv", "noun", "kind") or line.norms[first] in words(
            "name_stops.csv"
        ):
            return None
        if last - first == 1 and (first == 0 or printed.isdigit()):
            return None
        key = self.cast.own(printed, start, "other", "named")
        return Mention(start, end, self.cast.body(key), LISTED, "low")


def cast_kind(text: str) -> OrganisationKind:
    """A kind as the tables write it."""
    return cast("OrganisationKind", text)


def _merge_modifiers(parts: list[_Part], line: Line) -> list[_Part]:
    """Words without a head noun of their own qualify the next one's: "local, regional and national partners"."""
    merged: list[_Part] = []
    for part in parts:
        first, brk = part.first, part.brk
        while merged and _qualifies(merged[-1], part, line, len(merged)):
            before = merged.pop()
            first, brk = before.first, before.brk
        merged.append(_Part(first, part.last, brk, part.mention, part.head))
    return merged


def _qualifies(before: _Part, part: _Part, line: Line, count: int) -> bool:
    if part.mention is not None or before.mention is not None or part.head < 0:
        return False
    if part.brk not in (",", "and", ",and", "or", ",or", "/"):
        return False
    if before.head < 0:
        short = before.last - before.first <= 3
        return short and all(not line.tokens[i].capital or i == 0 or line.norms[i] in SMALL
                             for i in range(before.first, before.last))  # fmt: skip
    alone = before.last - before.first == 1 and line.norms[before.first] in _MASS
    return alone and part.brk == "and" and part.head > part.first and count == 1 and _vague(part, line)


def _vague(part: _Part, line: Line) -> bool:
    row = _heads().get(tuple(line.norms[part.head : part.last]))
    return row is not None and row["family"] == "vague"
