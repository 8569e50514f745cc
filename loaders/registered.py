"""Bodies of the register in a plan's words: full names, other names and abbreviations, by the plan's date."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from graph.vocabulary import Confidence
from loaders.lines import Line, police_and_crime
from loaders.names import Key, capitals, key
from loaders.register import ABBREVIATION, DERIVED, NAME, OTHER, Claim, Record, register
from loaders.rules import declare
from loaders.tables import column, words

FULL = declare(
    "name-register",
    "A public body's full name, present or former, written with its capitals, means that body as of the plan's date.",
    "Homes England will fund the sites.",
    "New homes in England will be built.",
)
SHORT = declare(
    "name-register-short",
    "An abbreviation that only one public body uses, in its own capitals, means that body.",
    "We will meet DfE each term.",
    "We will meet HE each term.",
)
OTHER_NAME = declare(
    "name-register-alias",
    "A former or everyday name means the body; a generic one only where the plan speaks of the body's region.",
    "The West Midlands relies on its Innovation Board.",
    "Kernow relies on its Innovation Board.",
)

_REGIONAL = frozenset(
    (
        "local government", "education providers", "company", "partnership/board/commission", "industry body",
        "voluntary sector", "health body", "police/crime", "other",
    )
)  # fmt: skip
_NATIONS = frozenset(("scottish", "welsh", "irish", "british", "english", "european", "american", "french", "german"))
"""Words of nations that make another body's name of a body's: the Scottish Trades Union Congress is not the TUC."""
_PREFIXES = frozenset(("hm", "the", "uk", "his", "her", "majestys", "nhs"))


@dataclass(frozen=True)
class Hit:
    """A form of a registered body at words first to last (exclusive) of a line."""

    line: int
    first: int
    last: int
    record: Record | None
    claims: tuple[Claim, ...]
    rule: str
    confidence: Confidence
    needs: str
    certain: bool


@cache
def _by_words() -> dict[str, dict[str, tuple[Key, ...]]]:
    """The names of the register by their first and second word (empty where there is none), longest first."""
    found: dict[str, dict[str, list[Key]]] = {}
    for name in register().names:
        found.setdefault(name[0], {}).setdefault(name[1] if len(name) > 1 else "", []).append(name)
    return {
        first: {second: tuple(sorted(names, key=len, reverse=True)) for second, names in seconds.items()}
        for first, seconds in found.items()
    }


@dataclass(frozen=True)
class _Meaning:
    record: Record | None
    rule: str
    confidence: Confidence
    needs: str
    certain: bool


@lru_cache(maxsize=4096)
def _meaning(name: Key, day: str | None) -> _Meaning:
    """What a full or other name means on a day."""
    chosen, certain = register().choose(register().names[name], day)
    if chosen is None:
        return _Meaning(None, OTHER_NAME, "medium", "", certain)
    if chosen.rank in (NAME, DERIVED):
        return _Meaning(chosen.record, FULL, "high", _needs(chosen), certain)
    return _Meaning(chosen.record, OTHER_NAME, "medium", _needs(chosen), certain)


@lru_cache(maxsize=4096)
def _short_meaning(written: str, day: str | None) -> _Meaning:
    """What an abbreviation means on a day."""
    claims = register().short[written]
    chosen, certain = register().choose(claims, day)
    record = chosen.record if chosen else None
    needs = "" if record is None else _short_needs(written, record)
    return _Meaning(record, SHORT, "high" if certain or len(claims) == 1 else "low", needs, certain)


@cache
def _capitals(form: str) -> tuple[bool, ...]:
    return capitals(form)


def _written(line: Line, index: int, claim: Claim) -> bool:
    """Whether the words have a capital wherever the form has one."""
    wanted = _capitals(claim.form)
    found = line.tokens[index : index + len(wanted)]
    return all(token.capital or not needed for token, needed in zip(found, wanted, strict=True))


def scan(line: Line, number: int, day: str | None) -> Iterator[Hit]:
    """Every form of a registered body in a line, longest first at each word."""
    index = _by_words()
    short = register().short
    norms = [*line.norms, ""]
    for i, token in enumerate(line.tokens):
        if token.norm in index and (token.capital or not token.text[0].isalpha()):
            seconds = index[token.norm]
            name = _name_at(line, i, (*seconds.get(norms[i + 1], ()), *(seconds.get("", ()) if norms[i + 1] else ())))
            other = name is not None and police_and_crime(line, i + len(name) - 1)
            if name is not None and not other and not (i and norms[i - 1] in _NATIONS and line.joined(i)):
                yield _hit(number, i, len(name), register().names[name], _meaning(name, day))
                continue
        written = line.text[token.start : token.end]
        if written in short and not line.shouted:
            yield _hit(number, i, 1, short[written], _short_meaning(written, day))


def _name_at(line: Line, i: int, names: tuple[Key, ...]) -> Key | None:
    """The first of some names that stands at a word, written as names are."""
    for name in names:
        if line.matches(i, name) and any(_written(line, i, claim) for claim in register().names[name]):
            return name
    return None


def _hit(number: int, i: int, length: int, claims: tuple[Claim, ...], meaning: _Meaning) -> Hit:
    return Hit(
        number, i, i + length, meaning.record, claims, meaning.rule, meaning.confidence, meaning.needs, meaning.certain
    )


def _needs(claim: Claim) -> str:
    """What a form needs of its surroundings before it may mean its body: "", "region", "full" or "never"."""
    listed = column("unsafe_names.csv", "name", "needs")
    if claim.form in listed:
        return listed[claim.form]
    if claim.rank in (OTHER, ABBREVIATION):
        name, form = key(claim.record.name), key(claim.form)
        dropped = name[: len(name) - len(form)]
        if dropped and name[len(dropped) :] == form and not set(dropped) <= _PREFIXES:
            return "region"
        if len(form) == 1 and claim.record.kind in _REGIONAL:
            return "region"
    return ""


def _short_needs(written: str, record: Record) -> str:
    listed = column("unsafe_names.csv", "name", "needs")
    if written in listed:
        return listed[written]
    if len(written) <= 2:
        return "full"
    if written in words("well_known.csv") or not written.isupper():
        return ""
    if len(written) == 3:
        return "full"
    return "region" if record.kind in _REGIONAL else ""


def region_of(record: Record, form: str) -> Key:
    """The words of a body's name that say where it is: those its generic form leaves out, else its first two."""
    name, short = key(record.name), key(form)
    dropped = name[: len(name) - len(short)]
    return dropped if dropped and name[len(dropped) :] == short else name[:2]
