"""One part of the explorer page on its own: rendered, parsed, and looked at; and the bundled plan in a store."""

import dataclasses
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import files
from pathlib import Path
from types import SimpleNamespace
from xml.etree.ElementTree import Element

import html5lib
import pytest

from graph.model import Graph
from graph.ontology import Passage, Plan
from graph.records import Node
from graph.store import Store, open_store
from loaders.plan import load
from loaders.readers import read
from tests.explorer_plan import invented_graph
from views.explorer import inline
from views.explorer.facts import PlanFacts, plans_of

HOSTILE = (
    "</script></style></title></details><script>hack()</script>\"'><img src=x onerror=hack()><svg onload=hack()>"
    "{{ 7*7 }}{% raw %}<!--\u202e\u2066\u2028\0]]>&lt;&amp;${7*7}\\"
)
DEMO = files("loaders").joinpath("data", "demo", "west-midlands-digest.md")


def facts_of(graph: Graph) -> PlanFacts:
    """The facts of the one plan of a graph."""
    (facts,) = plans_of(graph)
    return facts


def hostile_graph() -> Graph:
    """The invented plan with hostile words in every text, and addresses that must not be linked."""
    graph = Graph()
    source = invented_graph(dress=lambda words: words + HOSTILE)
    for node in source.nodes.values():
        graph.add(_unlinked(node))
    graph.update((), source.relations.values())
    return graph


def _unlinked(node: Node) -> Node:
    return dataclasses.replace(node, url="javascript:hack()") if isinstance(node, Plan | Passage) else node


@contextmanager
def bundled(place: Path) -> Iterator[Store]:
    """The bundled plan in a store of its own."""
    pytest.importorskip("arcadedb", reason="no embedded engine for this system")
    with open_store(str(place / "store")) as store:
        store.replace_plan(load(read(str(DEMO)), published="2025-07").graph)
        yield store


def rendered(part: str, *plans: SimpleNamespace, level: int = 2) -> str:
    """A part of the page as its macro writes it, for each plan after the other."""
    environment = inline.environment()
    source = (
        f'{{% from "explorer-{part}.html" import {part} %}}'
        f"<!doctype html><title>A part</title>{{% for plan in plans %}}{{{{ {part}(plan, level) }}}}{{% endfor %}}"
    )
    html: str = environment.from_string(source).render(plans=plans, level=level)
    return html


def parsed(html: str) -> Element:
    """A part as a browser parses it, without an error of the markup."""
    parser = html5lib.HTMLParser(namespaceHTMLElements=False)
    root: Element = parser.parse(html)
    assert not parser.errors
    return root


def text_of(element: Element) -> str:
    """The text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def seen(element: Element) -> str:
    """The text of an element that is to be seen, on one line."""
    return " ".join(_seen(element).split())


def _seen(element: Element) -> str:
    if "unseen" in (element.get("class") or "").split():
        return ""
    return (element.text or "") + "".join(_seen(child) + (child.tail or "") for child in element)


def of_class(root: Element, name: str) -> list[Element]:
    """The elements of a class."""
    return [e for e in root.iter() if name in (e.get("class") or "").split()]


def check_addresses(root: Element, facts: PlanFacts) -> None:
    """Addresses are unique, and every link leads to one of them or to the row of a node in the tables."""
    ids = [e.get("id") for e in root.iter() if e.get("id")]
    assert [name for name, times in Counter(ids).items() if times > 1] == []
    rows = {facts.anchor(id_) for id_, n in facts.nodes.items() if not isinstance(n, Passage | Plan)}
    for link in root.iter("a"):
        href = link.get("href") or ""
        assert href.startswith(("#", "https://")), href
        if href.startswith("#"):
            assert href[1:] in {*ids, *rows}
            assert (link.get("data-node") or link.get("data-cell") or href[1:]) == href[1:]
    assert {e.get("aria-labelledby") for e in root.iter() if e.get("aria-labelledby")} <= set(ids)


def check_harmless(root: Element) -> None:
    """Nothing in it can run or be fetched, and no attribute turns the text beside it."""
    for element in root.iter():
        assert element.tag not in ("script", "style", "img", "iframe", "object", "embed", "form", "base")
        assert not [name for name in element.attrib if name.lower().startswith("on") or name in ("src", "style")]
        assert not any(set(value) & set("\u202e\u2066\0") for value in element.attrib.values())
