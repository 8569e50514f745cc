"""The read-only door: whether a Cypher text from anybody may be sent to an engine.

It is decided on the words of the statement, never on the text: in Cypher a keyword may also be the name of a
property, label, map key, parameter or variable, so where a word stands decides what it is.

- Where a word can only be a name (after a dot, a colon, AS, a comma, an opening bracket, most operators), it is one.
- Where a clause must begin (at the start, after a brace that opens a subquery) only reading clauses may.
- Directly after an expression or pattern only listed words may follow: clauses that read, and operators.
- Where a word could be either (after another keyword), the words of every other clause are refused, unless what
  follows shows a name.

What is in doubt is refused: a variable named like a writing clause must be written in backticks. Behind this door
stands the engine's own: a session in READ mode on Neo4j, a user without the right to write on the embedded engine.
"""

from enum import Enum, auto

from graph.errors import QueryFailed, QueryRefused
from graph.store.cypher import Token, pointed, readings, tokens
from graph.store.keywords import (
    ADMINISTERING,
    CONTINUING,
    DENIED,
    KNOWN,
    LOADING,
    OPENING,
    PREFIXES,
    STEPPING,
    WRITING,
)

PROCEDURES = frozenset(
    {
        "db.labels",
        "db.relationshipTypes",
        "db.propertyKeys",
        "db.schema.visualization",
        "db.schema.nodeTypeProperties",
        "db.schema.relTypeProperties",
    }
)
"""Procedures that may be called: they list what is in the graph."""

FUNCTIONS = frozenset(
    f"{kind}.{name}"
    for kinds, names in (
        ("date datetime localdatetime localtime time", "realtime statement transaction truncate"),
        ("datetime", "fromepoch fromepochmillis"),
        ("duration", "between indays inmonths inseconds"),
        ("point", "distance withinbbox"),
        ("vector", "similarity.cosine similarity.euclidean"),
    )
    for kind in kinds.split()
    for name in names.split()
)
"""Functions with a dotted name that may be called, in small letters: Cypher's own."""

_AFTER_NAMES = frozenset(".,=<>")
"""Symbols that nothing can begin with that follows the word of a clause."""

_LONGEST = 100_000
_DEEPEST = 100
"""How long and how nested a text may be: engines spend minutes on more, out of reach of any time limit."""


class _After(Enum):
    """What the word before was."""

    NOTHING = auto()
    """There is none: a statement begins."""
    OPERATOR = auto()
    """A symbol after which only a name or an expression can follow."""
    NAMING = auto()
    """A symbol or keyword after which only a name can follow: a dot, a dollar, AS."""
    BRACE = auto()
    """An opening brace: of a subquery, a map, or a quantifier."""
    OPERAND = auto()
    """The end of an expression or pattern, certainly."""
    KEYWORD = auto()
    """A keyword, certainly."""
    EITHER = auto()
    """Something that ends an expression or wants one; who knows."""


def check(cypher: str) -> None:
    """Let a text pass that can only read this graph.

    Raises:
        QueryRefused: it would write, reach outside the graph, or rule the server, or that cannot be excluded.
        QueryFailed: it is not Cypher.
    """
    if not cypher.strip():
        raise QueryFailed("The query is empty. Give one such as: MATCH (a:Ask) RETURN a.title LIMIT 5")
    try:
        cypher.encode()
    except UnicodeEncodeError as error:
        raise QueryFailed(
            f"This query is not Unicode: half a character stands {pointed(cypher, error.start)}"
        ) from None
    if len(cypher) > _LONGEST:
        raise QueryFailed(
            f"The query is too long: it has {len(cypher):,} characters, and {_LONGEST:,} are the most. "
            "Long lists go into a parameter."
        )
    found: list[QueryRefused | QueryFailed] = []
    for text in readings(cypher):
        try:
            _Statement(text).check()
        except (QueryRefused, QueryFailed) as error:
            found.append(error)
    if found:
        raise next((error for error in found if isinstance(error, QueryRefused)), found[0])


class _Statement:
    """One text, walked through once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._tokens = tokens(text)
        self._at = 0
        self._after = _After.NOTHING
        self._brackets: list[bool] = []
        """The open brackets, and of each whether it belongs to a CALL."""
        self._call = False
        """Whether a CALL was the last thing, or its scope in parentheses."""
        self._subquery = False
        """Whether a subquery of a CALL has just been closed."""
        self._procedure = -1
        """Where the arguments of an allowed procedure would begin."""

    def check(self) -> None:
        while self._tokens and self._tokens[-1].text == ";":
            self._tokens.pop()
        if not self._tokens:
            raise QueryFailed("The query is empty. Give one such as: MATCH (a:Ask) RETURN a.title LIMIT 5")
        while self._at < len(self._tokens):
            token = self._tokens[self._at]
            self._at += 1
            if token.kind == "word":
                self._word(token)
            elif token.kind == "symbol":
                self._symbol(token)
            else:
                if self._after is _After.NOTHING:
                    self._fail(token)
                self._after = _After.OPERAND
            if token.text not in ")}":
                self._subquery = False
            if token.keyword != "CALL" and token.text != ")":
                self._call = False

    def _peek(self, ahead: int = 0) -> Token | None:
        place = self._at + ahead
        return self._tokens[place] if place < len(self._tokens) else None

    def _peeks(self, text: str) -> bool:
        following = self._peek()
        return following is not None and following.text == text

    # words

    def _word(self, token: Token) -> None:
        match self._after:
            case _After.NOTHING:
                self._first(token)
            case _After.NAMING:
                self._after = _After.OPERAND
            case _After.OPERATOR:
                self._after = _After.EITHER if token.keyword in PREFIXES else _After.OPERAND
            case _After.BRACE:
                self._in_brace(token)
            case _After.OPERAND:
                self._next(token)
            case _After.KEYWORD | _After.EITHER:
                self._either(token)

    def _first(self, token: Token) -> None:
        if token.keyword in ("EXPLAIN", "PROFILE"):
            return
        if token.keyword not in OPENING:
            self._stop(token)
        self._keyword(token)

    def _in_brace(self, token: Token) -> None:
        if self._peeks(":") or (token.keyword not in DENIED and (self._peeks(",") or self._peeks("}"))):
            self._after = _After.OPERAND
        else:
            self._after = _After.NOTHING
            self._first(token)

    def _next(self, token: Token) -> None:
        if token.keyword not in CONTINUING or not token.text.isascii():
            self._stop(token)
        if token.keyword == "IN" and self._subquery:
            raise QueryRefused(self._said(token, "CALL { … } IN TRANSACTIONS is for writing"))
        self._keyword(token)

    def _either(self, token: Token) -> None:
        if token.keyword in DENIED and not self._certainly_a_name(token):
            self._stop(token)
        if token.keyword == "CALL":
            self._keyword(token)
        elif token.keyword in KNOWN:
            self._after = _After.EITHER
        else:
            self._after = _After.OPERAND

    def _certainly_a_name(self, token: Token) -> bool:
        """Whether what follows cannot follow the word of a clause: one of a few symbols, or nothing."""
        following = self._peek()
        return token.keyword not in STEPPING if following is None else following.text in _AFTER_NAMES

    def _keyword(self, token: Token) -> None:
        self._after = _After.KEYWORD
        match token.keyword:
            case "AS":
                self._after = _After.NAMING
            case "END":
                self._after = _After.OPERAND
            case "IS":
                self._is()
            case "CALL":
                self._called(token)

    def _is(self) -> None:
        """After IS stands a label, or one of a few words that go on."""
        following = self._peek()
        goes_on = following is not None and following.keyword in ("NOT", "TYPED", "NFC", "NFD", "NFKC", "NFKD")
        self._after = _After.KEYWORD if goes_on else _After.NAMING

    def _called(self, token: Token) -> None:
        following = self._peek()
        if following is None or following.kind not in ("word", "name"):
            self._call = True
            return
        name = following.plain
        self._at += 1
        while self._peeks(".") and (part := self._peek(1)) is not None and part.kind in ("word", "name"):
            name += "." + part.plain
            self._at += 2
        if name not in PROCEDURES:
            raise QueryRefused(
                self._said(token, f"the procedure {name} may not be called; {', '.join(sorted(PROCEDURES))} may")
            )
        self._after = _After.OPERAND
        self._procedure = self._at

    # symbols

    def _symbol(self, token: Token) -> None:
        if self._after is _After.NOTHING:
            self._fail(token)
        match token.text:
            case ";":
                raise QueryRefused(self._said(token, "there is more than one statement; give one at a time"))
            case "(" | "[":
                if token.text == "(" and self._at - 1 != self._procedure:
                    self._function()
                self._open(token)
                self._after = _After.OPERATOR
            case "{":
                self._open(token)
                self._after = _After.BRACE
            case ")" | "]" | "}":
                of_call = self._brackets.pop() if self._brackets else False
                self._call = of_call and token.text == ")"
                self._subquery = of_call and token.text == "}"
                self._after = _After.OPERAND
            case "." | "$":
                self._after = _After.NAMING
            case "*" | "+" | "%" | ">":
                self._after = _After.EITHER
            case "!":
                self._after = _After.OPERATOR if self._after is _After.OPERATOR else _After.EITHER
            case _:
                self._after = _After.OPERATOR

    def _open(self, token: Token) -> None:
        self._brackets.append(self._call)
        if len(self._brackets) > _DEEPEST:
            raise QueryFailed(
                f"This query is too deeply nested: more than {_DEEPEST} brackets in each other "
                f"{pointed(self._text, token.offset)}"
            )

    def _function(self) -> None:
        """Before an opening parenthesis: if that is a function with a dotted name, it must be Cypher's own."""
        place = self._at - 2
        parts: list[Token] = []
        while place >= 0 and self._tokens[place].kind in ("word", "name"):
            parts.append(self._tokens[place])
            if place == 0 or self._tokens[place - 1].text != ".":
                break
            place -= 2
        name = ".".join(part.plain for part in reversed(parts))
        if "." in name and name.lower() not in FUNCTIONS:
            raise QueryRefused(self._said(parts[-1], f"the function {name} is none of Cypher's own"))

    # endings

    def _stop(self, token: Token) -> None:
        word = token.keyword
        if word in WRITING:
            raise QueryRefused(self._said(token, f"{word} would change the graph"))
        if word in LOADING:
            raise QueryRefused(self._said(token, f"{word} would read files or the web"))
        if word in ADMINISTERING:
            raise QueryRefused(self._said(token, f"{word} would ask about or rule the server"))
        if word in STEPPING:
            raise QueryRefused(self._said(token, f"{word} is not part of reading here"))
        self._fail(token)

    def _said(self, token: Token, what: str) -> str:
        place, _, drawn = pointed(self._text, token.offset).partition("\n")
        return (
            f"Only reading is allowed here, and {what} {place}. A query begins with MATCH, OPTIONAL MATCH, UNWIND, "
            f"WITH, CALL or RETURN; a name that is also a word of Cypher goes in backticks.\n{drawn}"
        )

    def _fail(self, token: Token) -> None:
        for other in self._tokens[self._at - 1 :]:
            if other is not token and other.keyword in DENIED:
                self._stop(other)
        raise QueryFailed(
            f"This is no Cypher that reads: {token.text!r} cannot stand {pointed(self._text, token.offset)}"
        )
