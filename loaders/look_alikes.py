"""Names that may be of one organisation: by their words, their letters or their initials, never by a part alone."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import combinations

from rapidfuzz import fuzz

from graph.ontology import Organisation
from loaders import names
from loaders.names import SMALL, Key, is_short

ALIKE = 88.0
"""How alike the letters of two words must be, of 100, to be one word in two spellings."""
_SHORTEST = 5
_WRITTEN_OUT = {
    "co": "company", "ltd": "limited", "assoc": "association", "dept": "department", "univ": "university",
    "cttee": "committee", "corp": "corporation", "uni": "university", "govt": "government", "intl": "international",
}  # fmt: skip
_key = lru_cache(maxsize=8192)(names.key)
_LEGAL = frozenset(("limited", "plc", "llp", "cic", "the"))


def look_alike(first: str, second: str, places: frozenset[str] = frozenset()) -> str:
    """Why two names may be one organisation's, in words; nothing where they are no alike.

    Args:
        first: one name.
        second: the other.
        places: words for where the plan speaks from, which a plan may leave out ("northshire").
    """
    one, other = _key(first), _key(second)
    if one == other:
        return "the same name"
    for short, long in ((first, other), (second, one)):
        if is_short(short) and len(long) > 1 and short.casefold().replace("&", "") in _initials(long):
            return "one is the initials of the other"
    return _by_words(_plain(one), _plain(other), places) if len(one) > 1 and len(other) > 1 else ""


def _by_words(one: list[str], other: list[str], places: frozenset[str]) -> str:
    left, right = [word for word in one if word not in other], [word for word in other if word not in one]
    missing = left or right
    if sorted(one) == sorted(other):
        return "the same words, one written out" if one == other else "the same words in another order"
    if len(left) == len(right) == 1 and len(one) == len(other) and _one_word(left[0], right[0]):
        return "one word is spelt differently"
    if missing and not (left and right) and set(missing) <= places and one[-1] == other[-1]:
        return "one leaves out where it is"
    return ""


def pairs(bodies: Iterable[Organisation], places: frozenset[str]) -> Iterator[tuple[Organisation, Organisation, str]]:
    """The organisations that may be one, each pair once, with why."""
    for one, other in combinations(sorted(bodies, key=lambda b: (b.name, b.id)), 2):
        if one.plan is None and other.plan is None:
            continue  # the register keeps its bodies apart
        if one.specificity in ("generic", "group", "place") or other.specificity in ("generic", "group", "place"):
            continue
        why = next(
            (
                found
                for a in _names(one)
                for b in _names(other)
                if (found := look_alike(a, b, places))
            ),
            "",
        )  # fmt: skip
        if why:
            yield one, other, why


def _names(body: Organisation) -> list[str]:
    """The names by which a body is compared; of the register's many other names only those in several words."""
    others = [alias for alias in body.aliases if body.plan is not None or " " in alias]
    return list(dict.fromkeys(name for name in (body.name, body.abbreviation, *others) if name))


def _plain(name: Key) -> list[str]:
    words = [_WRITTEN_OUT.get(word, word) for word in name]
    kept = [word for word in words if word not in SMALL and word not in _LEGAL]
    return kept or words


def _initials(name: Key) -> set[str]:
    """The initials of a name, with and without its small words."""
    return {"".join(word[0] for word in name), "".join(word[0] for word in name if word not in SMALL)}


def _one_word(one: str, other: str) -> bool:
    """Whether two words are one in two spellings: long, alike, and no number."""
    if min(len(one), len(other)) < _SHORTEST or any(c.isdigit() for c in one + other):
        return False
    return fuzz.ratio(one, other) >= ALIKE and one[0] == other[0]
