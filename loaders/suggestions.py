"""Whether what a language model proposes stands in the document and fits the ontology: if not, it is left out.

Nothing that a model writes is kept but the choice of a place in the document and of an organisation named there.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from graph.ids import normalise
from graph.ontology import Ask, Organisation, Passage, Plays, Publishes, Role
from loaders.document import Document
from loaders.model_answers import Proposal
from loaders.model_prompt import Asked, named_in_blocks
from loaders.names import Key, key
from loaders.plan import Loaded
from loaders.reading import GOVERNMENT
from loaders.register import register
from loaders.sentences import Span, one_line, trim

_FEWEST_WORDS, _MOST_WORDS = 2, 80
_PART = 3
_EDGES = " \t\n,;:–—-"
_IN_GENERAL = ("government", "central government", "national government", "ministers", "whitehall")


@dataclass(frozen=True)
class Suggestion:
    """A proposal that stands in the document and fits the ontology."""

    kind: Literal["ask", "role"]
    block: int
    """Index of the block in the document."""
    span: Span
    body: str
    """Id of the organisation that is asked, or of the partner."""


class LeftOut(Exception):
    """A proposal that is not taken, with why."""


class Judge:
    """Holds proposals up to one plan; those already taken count too."""

    def __init__(self, loaded: Loaded) -> None:
        graph = loaded.graph
        self._document: Document = loaded.document
        self._publishers = {link.start for link in graph.links(Publishes)}
        self._in_block = named_in_blocks(graph)
        self._by_name: dict[Key, dict[str, Organisation]] = {}
        for places in self._in_block.values():
            for body, passage in places:
                for form in _forms(body, passage):
                    self._by_name.setdefault(form, {})[body.id] = body
        record = register().records[GOVERNMENT]
        self._general = {key(name) for name in (record.name, *record.other_names, *_IN_GENERAL)}
        self._known = {("", normalise(ask.text)) for ask in graph.of(Ask)}
        for link in graph.links(Plays):
            role = graph.nodes[link.finish]
            if isinstance(role, Role):
                self._known.add((link.start, normalise(role.text)))
        self._dropped = _dropped(loaded)
        self.taken: list[Suggestion] = []

    def take(self, proposal: Proposal, batch: Sequence[Asked]) -> None:
        """Take a proposal about one of the blocks that were asked about.

        Raises:
            LeftOut: it does not stand there, or does not fit.
        """
        if not 1 <= proposal.block <= len(batch):
            raise LeftOut("about no block that was asked about")
        index = batch[proposal.block - 1].block
        span = self._place(index, proposal.quote)
        body = self._asked(proposal.who) if proposal.kind == "ask" else self._partner(index, proposal.who)
        found = Suggestion(proposal.kind, index, span, body)
        if found.kind == "role":
            found = replace(found, span=self._without_partner(found))
        self._check_size(found.span)
        self._check_new(found)
        self.taken.append(found)

    def _place(self, index: int, quote: str) -> Span:
        """Where the quote stands in its block, to the letter but for white space."""
        block = self._document.blocks[index]
        words, text = quote.split(), self._document.text
        spans = []
        if words and len(" ".join(words)) <= block.end - block.start:
            written = re.compile(r"\s+".join(map(re.escape, words)))
            spans = [Span(m.start(), m.end()) for m in written.finditer(text, block.start, block.end)]
        if not spans:
            raise LeftOut("with words that do not stand in the block")
        whole = [span for span in spans if not _cuts_a_word(text, span)]
        if not whole:
            raise LeftOut("with half a word")
        for span in whole:
            if not block.cells or any(start <= span.start and span.end <= end for start, end in block.cells):
                return trim(text, span.start, span.end, _EDGES)
        raise LeftOut("with words of several cells of a table")

    def _check_size(self, span: Span) -> None:
        count = len(self._document.text[span.start : span.end].split())
        if not _FEWEST_WORDS <= count <= _MOST_WORDS:
            raise LeftOut("with too few words or too many")

    def _asked(self, who: str) -> str:
        """Who is asked: a body that the plan names, or the generic Government."""
        wanted = key(who)
        found = self._by_name.get(wanted, {})
        fitting = {i: body for i, body in found.items() if i not in self._publishers and body.specificity != "place"}
        exact = [i for i, body in fitting.items() if key(body.name) == wanted]
        if len(fitting) == 1 or len(exact) == 1:
            return (exact or list(fitting))[0]
        if not found and (not who.strip() or wanted in self._general):
            return GOVERNMENT
        raise LeftOut("asking somebody whom the plan does not name or cannot ask")

    def _partner(self, index: int, who: str) -> str:
        """The partner: a body that the block names."""
        wanted = key(who)
        named = {body.id: body for body, passage in self._in_block.get(index, ()) if wanted in _forms(body, passage)}
        fitting = [body.id for body in named.values() if body.specificity not in ("place", "generic")]
        if len(fitting) != 1:
            raise LeftOut("with a partner whom the block does not name")
        return fitting[0]

    def _without_partner(self, role: Suggestion) -> Span:
        """The words of a role without the partner's name before them."""
        for body, passage in self._in_block[role.block]:
            if body.id == role.body and role.span.start <= passage.start <= role.span.start + len("the "):
                return trim(self._document.text, min(passage.end, role.span.end), role.span.end, _EDGES)
        return role.span

    def _check_new(self, found: Suggestion) -> None:
        words = normalise(one_line(self._document.text[found.span.start : found.span.end]))
        mark = ("" if found.kind == "ask" else found.body, words)
        if mark in self._known:
            raise LeftOut("already found in the plan")
        if any(kind == found.kind and _same(words, gone) for kind, gone in self._dropped):
            raise LeftOut("taken out by a person")
        for other in self.taken:
            same_part = found.kind == "ask" or other.body == found.body
            if other.kind == found.kind and same_part and other.span.meets(found.span):
                raise LeftOut("saying the same as another")
        self._known.add(mark)


def _forms(body: Organisation, passage: Passage) -> set[Key]:
    written = (body.name, body.abbreviation, *body.aliases, passage.quote)
    return {found for form in written if form and (found := key(form))}


def _cuts_a_word(text: str, span: Span) -> bool:
    before, after = text[max(0, span.start - 1) : span.start + 1], text[span.end - 1 : span.end + 1]
    return any(len(pair) == 2 and pair.isalnum() for pair in (before, after))


def _dropped(loaded: Loaded) -> list[tuple[str, str]]:
    """The words of asks and roles that people took out of this plan."""
    outcomes = loaded.decided.outcomes if loaded.decided is not None else ()
    targets = [outcome.entry.target for outcome in outcomes if outcome.entry.action == "drop"]
    return [(kind, normalise(words)) for kind, words in (target for target in targets if target is not None)]


def _same(words: str, gone: str) -> bool:
    """Whether some words are those that were taken out, or one has the other in it."""
    if words == gone:
        return True
    short, long = sorted((words, gone), key=len)
    return short.count(" ") + 1 >= _PART and f" {short} " in f" {long} "
