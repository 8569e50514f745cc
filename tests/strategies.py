"""Hypothesis strategies: any text, any node or relationship of the ontology, any sound graph."""

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st

from graph.model import Graph
from graph.ontology import NODES, RELATIONS, Passage
from graph.records import Node, Property, Relation, properties_of
from graph.soundness import may_join

# how long one example takes says more about the machine than about the code
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")

ODD_TEXTS = (
    "",
    "\u200b",
    "a\u200bb",
    "\u202eright to left\u202c",
    "مجلس المدينة",
    "e\u0301",
    "é",
    "\U0001f68c",
    "</script><b>",
    '"quoted" \\ back',
    "line\nbreak\ttab",
    "\x00\x1f\x7f",
    "\u2028\u2029",
    "\ufeff",
    "£1.5bn – “more”",
    "=1+1",
    "\uff1d1",
    " @SUM(A1)",
    "'",
    "_x0041_x005F_",
    "_x005F\x01",
    "\\u0027}) DETACH DELETE n //",
    "';\nMATCH (n) DETACH DELETE n;\n",
    "a;b|c,d",
    "\r\n\r",
    "]]>&amp;&#0;",
    "\ufffe\uffff",
    "\x1c\x1d\x1e\x1f\x85",
    "NA",
)

texts = st.one_of(st.text(max_size=12), st.sampled_from(ODD_TEXTS))
"""Any text that can be written as UTF-8, odd ones often."""

_whole_numbers = st.integers(-(2**63), 2**63 - 1)


def values(prop: Property) -> st.SearchStrategy[Any]:
    """Any value that the ontology allows for a property, None where it is optional."""
    one = st.sampled_from(prop.allowed) if prop.allowed else texts
    by_type: dict[str, st.SearchStrategy[Any]] = {
        "text": one,
        "whole number": _whole_numbers,
        "yes or no": st.booleans(),
        "list of texts": st.lists(one, max_size=3).map(tuple),
    }
    found = by_type[prop.type]
    return st.none() | found if prop.optional else found


def arguments(kind: type[Node] | type[Relation]) -> st.SearchStrategy[dict[str, Any]]:
    """Sound arguments of a class: what is required always, the rest sometimes."""
    props = properties_of(kind)
    return st.fixed_dictionaries(
        {p.name: values(p) for p in props if p.required},
        optional={p.name: values(p) for p in props if not p.required},
    )


@st.composite
def nodes(draw: st.DrawFn, kind: type[Node]) -> Node:
    """Any sound node of a class."""
    given = draw(arguments(kind))
    if issubclass(kind, Passage):
        given["start"] = draw(st.integers(0, 2**40))
        given["end"] = given["start"] + len(given["quote"])
    return kind(**given)


@st.composite
def relations(draw: st.DrawFn, kind: type[Relation]) -> Relation:
    """Any relationship of a class, sound but for its ends, which may be nobody's."""
    return kind(start=draw(texts), finish=draw(texts), **draw(arguments(kind)))


@st.composite
def graphs(draw: st.DrawFn) -> Graph:
    """Any sound graph of a few nodes and relationships."""
    kinds = draw(st.lists(st.sampled_from(list(NODES.values())), max_size=6))
    graph = Graph()
    for kind in kinds:
        node = draw(nodes(kind))
        if node.id not in graph.nodes:
            graph.add(node)
    held = list(graph.nodes.values())
    passages = [node.id for node in held if isinstance(node, Passage)]
    joins = [
        (join, start, finish)
        for join in RELATIONS.values()
        for start in held
        for finish in held
        if may_join(join, type(start), type(finish))
    ]
    for join, start, finish in draw(st.lists(st.sampled_from(joins), max_size=6)) if joins else []:
        given = draw(arguments(join))
        given["passages"] = tuple(draw(st.lists(st.sampled_from(passages), max_size=2))) if passages else ()
        graph.link(join(start=start.id, finish=finish.id, **given))
    return graph
