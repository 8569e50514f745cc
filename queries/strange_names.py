"""What a Cypher text calls by a name that the graph does not have.

An engine says nothing of `MATCH (o:Organization)`: it finds nothing. So whoever wrote it is told, with the nearest name
that there is.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from graph.errors import QueryFailed
from graph.ontology import NODES, RELATIONS
from graph.records import Node, Relation, properties_of
from graph.store.batches import DEPARTMENT
from graph.store.cypher import Token, tokens
from queries.names import nearest

_LABELS = frozenset(NODES) | {DEPARTMENT}
_TYPES = frozenset(RELATIONS)
_KINDS: tuple[type[Node] | type[Relation], ...] = (*NODES.values(), *RELATIONS.values())
_PROPERTIES = frozenset(each.stored for kind in _KINDS for each in properties_of(kind))
_SORTS: Mapping[str, frozenset[str]] = {"label": _LABELS, "type of relationship": _TYPES, "property": _PROPERTIES}
_ENDS = {"(": ")", "[": "]", "{": "}"}
_MOST = 3
"""How many names are told of: a text about something else altogether needs no list."""


def strange_names(cypher: str) -> tuple[str, ...]:
    """A sentence for each label, type of relationship and property that the ontology does not know.

    `(o:Organization)` is one, with the nearest name, and so are `a.titel` and `(a:Ask {titel: $x})`. A key that the
    text itself gives to a map is none (`WITH {sum: 1} AS m RETURN m.sum`), nor is a name in quotation marks or a
    comment, a function (`date.truncate`), a procedure, or a part of a parameter.
    """
    try:
        words = tokens(cypher)
    except QueryFailed:
        return ()
    found = dict.fromkeys([*_in_patterns(words), *_after_dots(words)])
    return tuple(_said(sort, name) for sort, name in found if name not in _SORTS[sort])[:_MOST]


def _said(sort: str, name: str) -> str:
    near = nearest(name, _SORTS[sort], limit=1)
    hint = f"The nearest is {near[0]!r}." if near else "docs/ontology.md lists all there are."
    return f"The graph has no {sort} {name!r}. {hint}"


def _in_patterns(words: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Labels, types, and the keys of a map that follows them."""
    # what is open: a bracket, or “pattern” for the braces after a label
    around: list[str] = []
    for place, word in enumerate(words):
        inner = around[-1] if around else ""
        if _is_name(word):
            colon = _colon(words, place)
            if inner == "pattern":
                if _text(words, place - 1) in ("{", ",") and _text(words, place + 1) == ":":
                    yield "property", word.plain
            elif colon is not None and inner != "{":
                relation = inner == "[" and "[" in (_text(words, colon - 1), _text(words, colon - 2))
                # in `[x IN y WHERE x:Ask | x.title]` what follows the bar is no label
                if relation or inner != "[" or "|" not in (each.text for each in words[colon:place]):
                    yield ("type of relationship" if relation else "label"), word.plain
        elif word.kind == "symbol" and word.text in _ENDS:
            follows = word.text == "{" and place and _colon(words, place - 1) is not None
            around.append("pattern" if follows and inner != "{" else word.text)
        elif word.kind == "symbol" and word.text in _ENDS.values() and around:
            around.pop()


def _colon(words: Sequence[Token], place: int) -> int | None:
    """Where the colon stands after which this is a label or type, alone or as one of several (`:Ask|!Role`)."""
    while 0 <= place < len(words) and _is_name(words[place]):
        place -= 1
        while _text(words, place) == "!":
            place -= 1
        if _text(words, place) == ":" and _text(words, place - 2) not in (":", "|", "&"):
            return place
        if _text(words, place) not in (":", "|", "&"):
            return None
        place -= 1
    return None


def _after_dots(words: Sequence[Token]) -> Iterator[tuple[str, str]]:
    """Properties: what follows a variable, an element or a bracket with a dot."""
    given = {word.plain for word, colon in pairwise(words) if colon.text == ":" and _is_name(word)}
    given |= {name.plain for word, name in pairwise(words) if word.keyword == "AS"}
    for place in range(2, len(words)):
        holder, dot, name = words[place - 2 : place + 1]
        if dot.text != "." or not _is_name(name) or not (_is_name(holder) or holder.text in (")", "]")):
            continue
        part_of_more = _text(words, place - 3) in ("$", ".") or _text(words, place + 1) in ("(", ".")
        if not part_of_more and _text(words, place - 3).upper() != "CALL" and name.plain not in given:
            yield "property", name.plain


def _is_name(word: Token) -> bool:
    return word.kind in ("word", "name")


def _text(words: Sequence[Token], place: int) -> str:
    return words[place].text if 0 <= place < len(words) else ""
