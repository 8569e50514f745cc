"""The ontology page of the docs, derived from the ontology.

`python -m graph.ontology_page` writes it to docs/ontology.md of the checkout it is run in.
"""

import ast
import inspect
import re
import sys
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

from graph import vocabulary
from graph.interchange import RENAMED, to_json
from graph.model import Graph
from graph.ontology import (
    NODES,
    RELATIONS,
    SCHEMA,
    AddressedTo,
    Ask,
    EvidencedBy,
    Organisation,
    PartOf,
    Passage,
    Plan,
)
from graph.records import Found, Node, Property, ReferenceRelation, Relation, properties_of

_INTRODUCTION = """\
# The ontology

What the graph of a plan consists of: kinds of node, kinds of relationship, and the closed lists of words they use.
A query, a notebook or another program can rely on every name on this page. This is schema {schema}; a store of another
schema is rebuilt from its documents.

This page is written by `python -m graph.ontology_page` from the classes of `graph/ontology.py`, and a test fails when
the two differ. To change the page, change the classes.

A graph holds what a document says and where it says it. What carries words of its own (an ask, a role) is a node; the
rest are relationships. What a document does not say is not in the graph.
"""

_EVIDENCE = """\
Every ask, role, priority, instrument and organisation found in a plan is `EVIDENCED_BY` at least one passage of kind
*span*, whose `quote` stands verbatim in the document as read, from character `start` up to `end`. That passage is
`WITHIN` a passage of kind *block*, which is the whole sentence, bullet or table row. A relationship points to the words
behind it by its `passages`. An organisation that is known only from public record has no passage."""

_INTERCHANGE = """\
## As JSON

`partners export --format json` writes the graph as node-link JSON, which networkx reads:

```python
import json, networkx as nx
graph = nx.node_link_graph(json.load(open("graph.json", encoding="utf-8")), edges="edges")
```

- The document is an object with `directed` and `multigraph` (both true), `graph` (with `name` and `schema`), `nodes`
  and `edges`.
- A node has its `id`, its `label` and the properties above; an edge has `source` and `target` (the ids of its ends),
  `type`, `key` (the same as `type`) and the properties above. Between two nodes there is at most one edge of a type.
- {renamed} Everywhere else it has the name above.
- An empty property is left out. Lists are lists, whole numbers are numbers, dates are ISO text.
- Nodes are sorted by `id`; edges by `source`, `type` and `target`; properties by name, after those that say what a
  thing is. The same graph gives the same bytes, from either engine.

What it looks like, for an invented plan with one ask:

```json
{example}
```
"""


def page() -> str:
    """The page, as Markdown."""
    parts = [_INTRODUCTION.format(schema=SCHEMA), *_nodes(), *_relations(), *_lists(), _interchange()]
    return "\n".join(parts)


def _nodes() -> Iterator[str]:
    yield "## Nodes\n"
    yield "The label of a node is the name of its class. A property without *required* may be missing.\n"
    yield "| label | what it is |\n|---|---|"
    for label, kind in NODES.items():
        yield f"| [`{label}`](#{label.lower()}) | {_definition(kind)} |"
    yield "\nEvery node has:\n"
    yield from _table(Node)
    yield "\nEvery node except " + _listed([n for n, k in NODES.items() if not issubclass(k, Found)]) + " also has:\n"
    yield from _table(Found, without=Node)
    yield ""
    for label, kind in NODES.items():
        yield f"### {label}\n\n{_definition(kind)}\n"
        yield from _table(kind, without=Found if issubclass(kind, Found) else Node)
        yield ""


def _relations() -> Iterator[str]:
    yield "## Relationships\n"
    yield "A relationship reads as a sentence from the node it starts from to the node it points to.\n"
    yield "| type | reads | from and to |\n|---|---|---|"
    for name, kind in RELATIONS.items():
        ends = "; ".join(f"{_end(start)} to {_end(finish)}" for start, finish in kind.ends)
        yield f"| `{name}` | {_definition(kind)} | {ends} |"
    yield "\nEvery relationship has:\n"
    yield from _table(Relation)
    reference = _listed([name for name, kind in RELATIONS.items() if issubclass(kind, ReferenceRelation)])
    yield f"\n{reference} can come from public record, and then have:\n"
    yield from _table(ReferenceRelation, without=Relation)
    for name, kind in RELATIONS.items():
        base = ReferenceRelation if issubclass(kind, ReferenceRelation) else Relation
        if _properties(kind, base):
            yield f"\n`{name}` also has:\n"
            yield from _table(kind, without=base)
    yield f"\n{_EVIDENCE}\n"


def _lists() -> Iterator[str]:
    yield "## Closed lists\n"
    yield "Where a property allows only certain words, these are the words and what they mean.\n"
    users = _users()
    for name, values, meaning in closed_lists():
        first, *explained = meaning.split("\n")
        meanings = dict(line.split(": ", 1) for line in explained if ": " in line)
        yield f"### {_spaced(name)}\n\n{first} Used by {_listed(users[values], code=False)}.\n"
        for value in values:
            yield f"- *{value}*" + (f": {meanings[value]}" if value in meanings else "")
        yield ""


def closed_lists() -> list[tuple[str, tuple[str, ...], str]]:
    """Every closed list of the vocabulary: its name, its words in order, and what they mean.

    The meaning is the text under the list in the source, since Python keeps no docstring of a name.
    """
    body = ast.parse(inspect.getsource(vocabulary)).body
    found = []
    for said, below in zip(body, body[1:] + body[:1], strict=True):
        if isinstance(said, ast.Assign) and isinstance(said.targets[0], ast.Name):
            name = said.targets[0].id
            values = getattr(vocabulary, name)
            if get_origin(values) is Literal:
                held = (
                    below.value.value if isinstance(below, ast.Expr) and isinstance(below.value, ast.Constant) else ""
                )
                found.append((name, get_args(values), inspect.cleandoc(str(held))))
    return found


def _users() -> dict[tuple[str, ...], list[str]]:
    found: dict[tuple[str, ...], list[str]] = {}
    shared: list[tuple[str, type[Node] | type[Relation]]] = [
        ("every node found", Found),
        ("every relationship", Relation),
    ]
    own: list[tuple[str, type[Node] | type[Relation]]] = [*NODES.items(), *RELATIONS.items()]
    for name, kind in [*shared, *own]:
        base: type[Node] | type[Relation] = Found if issubclass(kind, Found) else Relation
        for prop in _properties(kind, Node if kind in (Found, Relation) else base):
            if prop.allowed:
                found.setdefault(prop.allowed, []).append(f"`{prop.stored}` of {name}")
    return found


def _interchange() -> str:
    renamed = " ".join(
        f"An edge's property `{stored}` (of public record) is written `{written}`, since `{stored}` is the end it "
        "starts from."
        for stored, written in RENAMED.items()
    )
    return _INTERCHANGE.format(renamed=renamed, example=to_json(_example()).rstrip())


def _example() -> Graph:
    plan, words = "a-plan-for-midshire-0a1b2c", "give us one budget for buses"
    graph = Graph()
    graph.update(
        [
            Plan(id=plan, title="A Plan for Midshire", work=plan, source="plan.html", sha256="0" * 64),
            Ask(id=f"{plan}/ask/1", plan=plan, title="One budget for buses", text=words, rule="ask.bullet"),
            Organisation(
                id="department-for-buses",
                name="Department for Buses",
                kind="government department",
                basis="reference",
                rule="register",
            ),
            Organisation(id="bus-agency", name="Bus Agency", kind="public body", basis="reference", rule="register"),
            Passage(id=f"{plan}/passage/1", plan=plan, kind="span", quote=words, start=412, end=440, order=9),
        ],
        [
            AddressedTo(
                start=f"{plan}/ask/1",
                finish="department-for-buses",
                plan=plan,
                passages=(f"{plan}/passage/1",),
                rule="addressee.ask",
                scope="ask",
            ),
            EvidencedBy(start=f"{plan}/ask/1", finish=f"{plan}/passage/1", plan=plan, rule="ask.bullet"),
            PartOf(
                start="bus-agency",
                finish="department-for-buses",
                basis="reference",
                rule="register",
                source_of_record="a register, 2025-06-01, its licence",
                valid_from="2019-04-01",
            ),
        ],
    )
    graph.check()
    return graph


def _properties(
    kind: type[Node] | type[Relation], without: type[Node] | type[Relation] | None = None
) -> list[Property]:
    known = {prop.name: prop for prop in properties_of(without)} if without else {}
    return [prop for prop in properties_of(kind) if known.get(prop.name) != prop]


def _table(kind: type[Node] | type[Relation], without: type[Node] | type[Relation] | None = None) -> Iterator[str]:
    yield "| property | type | what it holds |\n|---|---|---|"
    defaults = {field.name: field.default for field in fields(kind)}
    for prop in _properties(kind, without):
        default: Any = defaults[prop.name]
        needed = ", required" if prop.required else f", else {_plain(default)}" if default not in (None, ()) else ""
        lists = _list_of(kind, prop.name)
        how_many = "some" if prop.type == "list of texts" else "one"
        allowed = (
            f"; {how_many} of [{_spaced(lists).lower()}](#{_spaced(lists).lower().replace(' ', '-')})" if lists else ""
        )
        yield f"| `{prop.stored}` | {prop.type}{needed} | {prop.description.replace('|', '/')}{allowed} |"


def _list_of(kind: type[Node] | type[Relation], name: str) -> str:
    """The name of the closed list that a property takes its words from."""
    names = {get_args(getattr(vocabulary, listed)): listed for listed, _, _ in closed_lists()}
    return next((names[p.allowed] for p in properties_of(kind) if p.name == name and p.allowed), "")


def _plain(default: object) -> str:
    return {True: "yes", False: "no"}[default] if isinstance(default, bool) else f"*{default}*"


def _definition(kind: type[Node] | type[Relation]) -> str:
    return " ".join((inspect.getdoc(kind) or "").split())


def _end(kind: type[Node]) -> str:
    return "any node" if kind is Node else kind.__name__


def _spaced(name: str) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).capitalize()


def _listed(names: list[str], *, code: bool = True) -> str:
    shown = [f"`{name}`" if code else name for name in names]
    return shown[0] if len(shown) == 1 else ", ".join(shown[:-1]) + " and " + shown[-1]


def write(root: Path) -> Path:
    """Write the page into a checkout and give its path.

    Raises:
        FileNotFoundError: the folder is no checkout.
    """
    if not (root / "pyproject.toml").is_file() or not (root / "graph" / "ontology.py").is_file():
        raise FileNotFoundError(
            f"The ontology page belongs to a checkout of the project, and {root} is none: it has no pyproject.toml "
            "beside graph/. Run this from a clone."
        )
    path = root / "docs" / "ontology.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(page(), encoding="utf-8", newline="\n")
    return path


if __name__ == "__main__":
    try:
        print(f"Wrote {write(Path(__file__).resolve().parent.parent)}.")
    except FileNotFoundError as error:
        sys.exit(str(error))
