"""Names as sequences of words, so that "&" and "and", apostrophes, capitals and a missing "the" make no difference."""

import re
from dataclasses import dataclass
from typing import TypeAlias

Key: TypeAlias = tuple[str, ...]
"""A name as it is compared: its words in lower case, without apostrophes and without a leading "the"."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*|&")
_POSSESSIVE = re.compile(r"['’]s$", re.IGNORECASE)
_POSSESSIVES = re.compile(r"['’]s\b(?!['’])")
_APOSTROPHES = str.maketrans("", "", "'’")
SMALL = frozenset(
    ("of", "for", "and", "the", "in", "on", "to", "at", "by", "with", "from", "de", "upon", "le", "under")
)
"""Words that stay in lower case inside a name."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of the document with its place; `norm` is how it is compared."""

    start: int
    end: int
    text: str
    norm: str

    @property
    def capital(self) -> bool:
        """Whether it is written with a capital or is a number with letters, as words of names are."""
        return self.text[0].isupper() or (self.text[0].isdigit() and any(c.isupper() for c in self.text))

    @property
    def possessive(self) -> bool:
        """Whether a possessive 's was cut off, which ends a name."""
        return self.text != self.text[: self.end - self.start]


def tokens(text: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of text[start:end]; a possessive 's belongs to no word's span."""
    found: list[Token] = []
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        word = bare = match.group()
        if "'" in word or "’" in word:
            bare = _POSSESSIVE.sub("", word)
            norm = bare.translate(_APOSTROPHES).casefold()
        else:
            norm = "and" if word == "&" else word.casefold()
        found.append(Token(match.start(), match.start() + len(bare), word, norm))
    return found


def key(name: str) -> Key:
    """How a name is compared."""
    plain = name.casefold()
    if "'" in plain or "’" in plain:
        plain = _POSSESSIVES.sub("", plain).translate(_APOSTROPHES)
    found = tuple("and" if word == "&" else word for word in _WORD.findall(plain))
    return found[1:] if len(found) > 1 and found[0] == "the" else found


def capitals(name: str) -> tuple[bool, ...]:
    """Which words of a name must be written with a capital, in step with `key`."""
    found = _WORD.findall(name)
    if len(found) > 1 and found[0].casefold() == "the":
        found = found[1:]
    if name.islower():
        return tuple(word not in SMALL for word in found)
    return tuple(word[0].isupper() for word in found)


def is_short(name: str) -> bool:
    """Whether a name is an abbreviation: one short word with at least two capitals, such as "DfE" or "R&D"."""
    return " " not in name and 2 <= len(name) <= 10 and sum(c.isupper() for c in name) >= 2 and not name[0].islower()
