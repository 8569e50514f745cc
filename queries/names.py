"""Names as people type them: letter case, parts of a name, abbreviations, singular and plural, other words for it."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from graph.ids import normalise

SMALL_WORDS = frozenset(
    ("a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "our", "the", "their", "to", "with")
)
_CLOSE_ENOUGH = 55
_SHOWN = 5


@dataclass(frozen=True, kw_only=True)
class Named:
    """Something that can be called by its names."""

    id: str
    names: tuple[str, ...]
    """Its full name first, then abbreviation and aliases."""
    former: tuple[str, ...] = ()
    """Names of what it took over from."""


def content_words(text: str) -> list[str]:
    """The words of a text that carry meaning, each in the singular."""
    return [singular(word) for word in normalise(text).split() if word not in SMALL_WORDS]


def singular(word: str) -> str:
    """An English noun without its plural ending; other words come back as they are."""
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


def forms(word: str) -> list[str]:
    """A word in the singular and the plural."""
    one = singular(word)
    if one.endswith("y") and one[-2:-1] not in "aeiou":
        return sorted({one, one[:-1] + "ies", word})
    return sorted({one, one + ("es" if one.endswith(("s", "sh", "ch", "x")) else "s"), word})


@cache
def synonyms() -> dict[str, tuple[str, ...]]:
    """Other words for a word, from the data file: each line there is a group of words that mean much the same."""
    found: dict[str, tuple[str, ...]] = {}
    text = files("queries").joinpath("data", "synonyms.txt").read_text(encoding="utf-8")
    for line in text.splitlines():
        group = [" ".join(content_words(part)) for part in line.split("#")[0].split(",") if part.strip()]
        for word in group:
            found[word] = tuple(sorted({*found.get(word, ()), *(other for other in group if other != word)}))
    return found


def matching(wanted: str, candidates: Sequence[Named]) -> tuple[list[Named], bool]:
    """The candidates that a person means, and whether they gave one of its names in full.

    The first of these that any candidate satisfies decides: the same name; the same but for singular, plural and
    small words; a former name; initials; part of a name; part of a name in other words.
    """
    words = content_words(wanted)
    squeezed = normalise(wanted).replace(" ", "")
    if not squeezed:
        return [], False
    ways: tuple[tuple[bool, Callable[[Named], bool]], ...] = (
        (True, lambda c: any(normalise(n).replace(" ", "") == squeezed for n in c.names)),
        (True, lambda c: bool(words) and any(content_words(n) == words for n in c.names)),
        (True, lambda c: any(content_words(n) == words or normalise(n).replace(" ", "") == squeezed for n in c.former)),
        (False, lambda c: any(squeezed in initials(n) for n in c.names)),
        (False, lambda c: bool(words) and any(_part_of(words, content_words(n)) for n in c.names)),
        (False, lambda c: any(_part_of(other, content_words(n)) for other in _other_words(words) for n in c.names)),
    )
    for whole, fits in ways:
        found = [candidate for candidate in candidates if fits(candidate)]
        if found:
            return found, whole
    return [], False


def initials(name: str) -> set[str]:
    """The abbreviations a name of three words or more could have, with and without its small words."""
    words = normalise(name).split()
    big = [word for word in words if word not in SMALL_WORDS]
    return {"".join(w[0] for w in kept) for kept in (words, big) if len(kept) >= 3}


def _part_of(words: list[str], name: list[str]) -> bool:
    return all(any(part == word or (len(word) >= 4 and part.startswith(word)) for part in name) for word in words)


def _other_words(words: list[str]) -> list[list[str]]:
    """The query in other words: the whole of it, or one word at a time."""
    table = synonyms()
    found = [other.split() for other in table.get(" ".join(words), ())]
    if len(words) > 1:
        for place, word in enumerate(words):
            found += [[*words[:place], *other.split(), *words[place + 1 :]] for other in table.get(word, ())]
    return found


def nearest(wanted: str, names: Iterable[str], limit: int = _SHOWN) -> list[str]:
    """The names most like what was typed, the most like first; none where nothing is near."""
    from rapidfuzz import fuzz, process, utils  # noqa: PLC0415  (only for what was mistyped)

    found = process.extract(
        wanted,
        sorted(set(names)),
        scorer=fuzz.WRatio,
        processor=utils.default_process,
        limit=limit,
        score_cutoff=_CLOSE_ENOUGH,
    )
    return [name for name, _, _ in found]


def word_patterns(text: str) -> tuple[list[str], list[str]]:
    """Regular expressions for texts that use every word, and for those that use it or another word for it.

    They are in the common part of the Python and Java dialects, and match a whole text.
    """
    words = [word for word in normalise(text).split() if word not in SMALL_WORDS]
    said = [_whole_words(forms(word)) for word in words]
    table = synonyms()
    whole = [other for other in table.get(" ".join(singular(w) for w in words), ()) if len(words) > 1]
    if whole:
        return said, [_whole_words([form for other in whole for form in _phrase_forms(other)])]
    meant = []
    for word in words:
        others = [form for other in table.get(singular(word), ()) for form in _phrase_forms(other)]
        meant.append(_whole_words([*forms(word), *others]))
    return said, meant


def letters_of(text: str) -> list[str]:
    """Letters of which a text must hold some, in small letters, to match any of `word_patterns`.

    Looking for them takes an engine a tenth of the time of a regular expression. An empty one is held by every text.
    """
    words = [word for word in normalise(text).split() if word not in SMALL_WORDS]
    table = synonyms()
    said = [
        [*forms(word), *(f for other in table.get(singular(word), ()) for f in _phrase_forms(other))] for word in words
    ]
    whole = [form for other in table.get(" ".join(map(singular, words)), ()) for form in _phrase_forms(other)]
    rarest = min(said, key=len, default=[])
    return sorted({plain_letters(form) for form in (*rarest, *whole)})


def _phrase_forms(phrase: str) -> list[str]:
    *first, last = phrase.split()
    return [" ".join([*first, form]) for form in forms(last)]


def _whole_words(words: Iterable[str]) -> str:
    parts = "|".join(sorted({_loose(word) for word in words}))
    return rf"(?isu).*(?<![\p{{L}}\p{{N}}])(?:{parts})(?![\p{{L}}\p{{N}}]).*"


def beginning_pattern(word: str) -> str:
    """A regular expression (Java's dialect) for texts in which a word begins with these letters."""
    return rf"(?isu).*(?<![\p{{L}}\p{{N}}]){_loose(word)}.*"


def plain_letters(word: str) -> str:
    """The longest run of plain letters and digits of a word, in small letters.

    A text without it cannot match `beginning_pattern`, and looking for it takes an engine far less time.
    """
    return max(re.findall(r"[a-z0-9]+", word.lower()), key=len, default="")


def _loose(word: str) -> str:
    """A word with any kind of apostrophe, hyphen and space."""
    plain = re.escape(word).replace("\\ ", " ")
    plain = re.sub(r" +", r"[\\s\\-‐-―]+", plain)
    plain = re.sub(r"['’‘]", "['’‘]", plain)
    return re.sub(r"\\?[-‐‑‒–—](?![^\[]*\])", r"[\\-‐-―]", plain)
