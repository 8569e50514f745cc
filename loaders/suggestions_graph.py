"""Suggestions put into a plan's graph: inferred, of low confidence, beside what the rules found, never in its place."""

from collections.abc import Sequence
from typing import Any

from graph.model import Graph
from graph.ontology import (
    AddressedTo,
    Ask,
    EvidencedBy,
    InSection,
    Makes,
    Organisation,
    Passage,
    Plays,
    Publishes,
    Role,
)
from loaders.amounts import main_amount
from loaders.ask_kinds import ask_kinds
from loaders.build import main_verb, short
from loaders.document import Document
from loaders.graph_editor import Editor
from loaders.outline import Outline
from loaders.reference import reference
from loaders.rules import SUGGESTED
from loaders.sentences import one_line
from loaders.suggestions import Suggestion
from loaders.timescales import find_timescale
from loaders.verbs import verb_class

_HOW: dict[str, Any] = {"basis": "inferred", "confidence": "low", "rule": SUGGESTED}


def with_suggestions(graph: Graph, document: Document, suggestions: Sequence[Suggestion]) -> Graph:
    """A graph that holds all of another, and the suggestions."""
    editor = Editor(graph, document)
    outline = Outline(document)
    how = {**_HOW, "plan": editor.plan.id}
    for one in sorted(suggestions, key=lambda s: (s.span, s.kind, s.body)):
        passage = editor.span(one.span)
        _bring_in(editor, one.body)
        said = _ask(editor, passage, how) if one.kind == "ask" else _role(editor, passage, one.body, how)
        behind: dict[str, Any] = {**how, "passages": (passage.id,)}
        editor.link(EvidencedBy(start=said, finish=passage.id, **how))
        if one.kind == "ask":
            for link in editor.into(editor.plan.id, Publishes):
                editor.link(Makes(start=link.start, finish=said, **behind))
            editor.link(AddressedTo(start=said, finish=one.body, **behind))
        else:
            editor.link(Plays(start=one.body, finish=said, **behind))
        part = outline.subject(passage.order)
        section = editor.section(part.index - 1) if part is not None and part.block is not None else None
        if section is not None:
            editor.link(InSection(start=said, finish=section, **how))
    editor.graph.check()
    return editor.graph


def _bring_in(editor: Editor, body: str) -> None:
    """Make sure that the generic Government is there, which a plan may never name."""
    if not isinstance(editor.graph.nodes.get(body), Organisation):
        around = reference([body])
        editor.graph.update(
            (node for node in around.nodes.values() if node.id not in editor.graph.nodes),
            (link for link in around.relations.values() if link.key not in editor.graph.relations),
        )


def _ask(editor: Editor, passage: Passage, how: dict[str, Any]) -> str:
    text = one_line(passage.quote)
    amount = main_amount(editor.document.text, passage.start, passage.end)
    ask = Ask(
        id=editor.new_id("Ask", passage.heading_path, text), title=short(text), text=text, kinds=ask_kinds(text),
        amount=amount.pounds if amount else None, amount_text=amount.text if amount else None,
        amount_role=amount.role if amount else None, amount_period=amount.period if amount else None,
        amount_years=amount.years if amount else None, timescale=find_timescale(text), **how,
    )  # fmt: skip
    return editor.graph.add(ask).id


def _role(editor: Editor, passage: Passage, partner: str, how: dict[str, Any]) -> str:
    text = one_line(passage.quote)
    verb = main_verb(text)
    name = editor.node(partner, Organisation).name
    role = Role(
        id=editor.new_id("Role", (*passage.heading_path, name), text), text=text, verb=verb,
        verb_class=verb_class(verb) if verb else None, **how,
    )  # fmt: skip
    return editor.graph.add(role).id
