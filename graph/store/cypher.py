"""The words of a Cypher text, told apart as the engines do.

Written to the lexical rules of the published Cypher grammar, since the lexers at hand read the language of Neo4j 3:
white space, two sorts of comment, strings with backslash escapes, backticked names with doubled backticks, numbers,
names, symbols. Anything else is an error, so that no character can mean one thing here and another to an engine.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from graph.errors import QueryFailed

Kind = Literal["word", "name", "string", "number", "symbol"]
"""word: a bare name or keyword. name: one in backticks. The others are what they say."""

_SPACE = "\t\n\x0b\x0c\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"

_TOKEN = re.compile(
    rf"""
      (?P<space>[{_SPACE}]+ | //[^\r\n]* | /\*.*?\*/)
    | (?P<string>'(?:[^'\\]|\\.)*' | "(?:[^"\\]|\\.)*")
    | (?P<name>`(?:[^`]|``)*`)
    | (?P<number>0x[0-9a-fA-F]+ | 0o[0-7]+ | (?:[0-9][0-9_]*)?\.[0-9][0-9_]*(?:[eE][+-]?[0-9]+)?
                 | [0-9][0-9_]*(?:[eE][+-]?[0-9]+)?)
    | (?P<word>[^\W\d]\w*)
    | (?P<symbol>\.\. | [-.,:;|&!%()\[\]{{}}=+*/^<>~$])
    """,
    re.VERBOSE | re.DOTALL,
)
_OPENINGS = {"'": "string", '"': "string", "`": "name in backticks", "/": "comment"}
_ESCAPE = re.compile(r"(?<!\\)\\+u+([0-9a-fA-F]{4})")
_SHOWN = 160
"""How much of a long line is shown, so that a message stays one."""


@dataclass(frozen=True)
class Token:
    """One word of a text and where it stands."""

    kind: Kind
    text: str
    offset: int

    @property
    def keyword(self) -> str:
        """The word in capitals; empty for everything that cannot be a keyword."""
        return self.text.upper() if self.kind == "word" else ""

    @property
    def plain(self) -> str:
        """The name it stands for, without backticks."""
        return self.text[1:-1].replace("``", "`") if self.kind == "name" else self.text


def tokens(text: str) -> list[Token]:
    """The tokens of a text, without white space and comments.

    Raises:
        QueryFailed: something in it is not Cypher, or a string, name or comment does not end.
    """
    found: list[Token] = []
    offset = 0
    while offset < len(text):
        match = _TOKEN.match(text, offset)
        if match is None:
            raise QueryFailed(_unreadable(text, offset))
        kind = match.lastgroup
        if kind != "space":
            found.append(Token(kind, match[0], offset))  # type: ignore[arg-type] # the groups are the kinds
        offset = match.end()
    return found


def readings(text: str) -> Iterator[str]:
    r"""The text in every way an engine may read it: `\u0043` can be decoded before anything else, or not.

    Engines differ over a backslash before the backslash, so all three readings are given where they differ.
    """
    yield text
    if _ESCAPE.search(text):
        yield re.sub(r"\\u+([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
        yield _ESCAPE.sub(_where_odd, text)


def _where_odd(match: re.Match[str]) -> str:
    slashes = len(match[0]) - len(match[0].lstrip("\\"))
    return "\\" * (slashes - 1) + chr(int(match[1], 16)) if slashes % 2 else match[0]


def pointed(text: str, offset: int) -> str:
    """Where an offset is, as a person finds it: line and column, the line, and a caret under the place."""
    line = text.count("\n", 0, offset) + 1
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    whole = text[start : end if end >= 0 else len(text)]
    return f"(line {line}, column {offset - start + 1})\n{drawn(whole, offset - start)}"


def drawn(line: str, column: int) -> str:
    """A line with a caret under one of its columns; of a long line, what is about there."""
    first = max(0, column - _SHOWN // 2)
    shown = line[first : first + _SHOWN].replace("\t", " ").rstrip("\r")
    # half of a character, as arguments that are not UTF-8 have, could not be printed
    shown = shown.encode("utf-8", "replace").decode("utf-8")
    before, after = "…" if first else "", "…" if first + _SHOWN < len(line) else ""
    return f"  {before}{shown}{after}\n  {' ' * (column - first + len(before))}^"


def _unreadable(text: str, offset: int) -> str:
    character = text[offset]
    opened = _OPENINGS.get(character)
    if opened and (character != "/" or text.startswith("/*", offset)):
        return f"This query has a {opened} that does not end {pointed(text, offset)}"
    shown = repr(character) if character.isprintable() else f"U+{ord(character):04X}"
    return f"The character {shown} cannot stand in a query outside quotes {pointed(text, offset)}"
