"""What is known of a document before asks and roles are looked for, and how its sentences are held up to a rule.

A rule sees a sentence with every name masked by a sign of the same length: who a body is to the plan matters to
grammar, how it is spelt does not. Offsets stay those of the document.
"""

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from graph.vocabulary import OrganisationKind
from loaders.bodies import Bodies, Body, Mention
from loaders.document import Document
from loaders.outline import Function, Outline, function_of
from loaders.sentences import Span, sentences

if TYPE_CHECKING:
    from loaders.leadins import LeadIn

STATE, OWN, OTHER = "\ue000", "\ue001", "\ue002"
"""Signs for a body of government (asked), a body the plan speaks for (asks), and any other."""

ANY = f"[{STATE}{OWN}{OTHER}]+"

GOVERNMENT = "uk-government"
"""The register's id of the one generic Government."""

_STATE_KINDS: tuple[OrganisationKind, ...] = ("government", "government department", "public body")
_OWN_KINDS: tuple[OrganisationKind, ...] = ("combined authority", "local government")
_LABEL_WORDS = 8
_MINISTER = re.compile(r"chancellor|secretary|minister|treasur", re.IGNORECASE)


@dataclass
class Reading:
    """A document with its outline and the bodies it names."""

    document: Document
    outline: Outline
    bodies: Bodies
    publisher: Body | None = None
    lead_ins: dict[int, "LeadIn | None"] = field(default_factory=dict)
    """Sentences that govern lists, by the index of their block, as they are met."""

    @cached_property
    def list_heads(self) -> list[int | None]:
        """For each block, the index of the paragraph right before the list it is an item of, if there is one."""
        heads: list[int | None] = []
        for i, block in enumerate(self.document.blocks):
            before = self.document.blocks[i - 1].kind if i else "heading"
            if block.kind == "paragraph":
                heads.append(i)
            elif block.kind == "item" and before in ("paragraph", "item"):
                heads.append(heads[i - 1])
            else:
                heads.append(None)
        return heads

    def function(self, block: int) -> Function:
        """What a block's place is for: what a bold label at its start says ("Who does what."), else its section."""
        found = self.document.blocks[block]
        for start, end in found.strong[:1]:
            label = self.text[start:end]
            if start <= found.start + 1 and end < found.end and label.rstrip().endswith((".", ":")):
                said = function_of(label)
                if said != "none":
                    return said
        if found.parent is not None and found.kind == "item":
            said = self._label_function(found.parent)
            if said != "none":
                return said
        return self.outline.function(block)

    def _label_function(self, parent: int) -> Function:
        """What the few words say that items are nested under, as under a term of a definition list: "We offer"."""
        words = self.document.words(self.document.blocks[parent])
        return function_of(words) if len(words.split()) <= _LABEL_WORDS and not words.rstrip().endswith(".") else "none"

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def is_state(self, body: Body) -> bool:
        """Whether a body is of national government or an agency of it: one a region asks."""
        if body.kind == "individual office":
            return body.speaks_for is not None and bool(_MINISTER.search(body.name))
        return body.kind in _STATE_KINDS and body.specificity != "group"

    def is_own(self, body: Body) -> bool:
        """Whether the plan speaks for the body: its publisher, and the publisher's office or place."""
        if self.publisher is None:
            return False
        if body.key == self.publisher.key:
            return True
        place = self.publisher_place
        return body.specificity == "place" and bool(place) and place in body.name.lower()

    @cached_property
    def letter(self) -> bool:
        """Whether the document is a letter, all of which asks something of the one it is written to."""
        return any(
            block.kind == "paragraph" and re.match(r"\W*dear\s+\w", self.document.words(block), re.IGNORECASE)
            for block in self.document.blocks[:25]
        )

    @cached_property
    def governments(self) -> tuple[Mention, ...]:
        """The first mention of each government the document names: the UK's, and a devolved one."""
        first: dict[str, Mention] = {}
        for mention in self.bodies.mentions:
            if mention.body.kind == "government" and mention.body.registered:
                first.setdefault(mention.body.key, mention)
        return tuple(first.values())

    @cached_property
    def publisher_place(self) -> str:
        """The area in the publisher's name, lower case ("west midlands"); empty if there is none."""
        if self.publisher is None:
            return ""
        place = re.sub(
            r"\b(?:the|combined|county|authority|council|city|borough|metropolitan|district|mayoral|strategic|of"
            r"|region)\b",
            " ",
            self.publisher.name.lower(),
        )
        return " ".join(place.split())

    @cached_property
    def _place_wants(self) -> re.Pattern[str] | None:
        """The publisher's area where it wants something, and so stands for those who speak for it."""
        place = self.publisher_place
        if len(place) < 4:
            return None
        named = r"\s+".join(re.escape(word) for word in place.split())
        return re.compile(
            rf"(?<![\w-])(?P<place>(?i:{named}))\s+(?:(?:also|now|therefore|still)\s+)?(?:wants|needs|seeks|asks"
            rf"|requires|calls"
            r"|requests|proposes|is (?:also |now )?(?:asking|calling|seeking|looking for|pressing)|(?:would|should)"
            r" like)\b"
        )

    def sentences(self, block: int) -> list[Span]:
        """The sentences of a block."""
        found = self.document.blocks[block]
        return list(sentences(self.text, found.start, found.end))

    def masked(self, span: Span) -> str:
        """The span's text with each body's name replaced by signs, character for character."""
        characters = list(self.text[span.start : span.end])
        for mention in self.bodies.within(span.start, span.end):
            sign = STATE if self.is_state(mention.body) else OWN if self.is_own(mention.body) else OTHER
            for place in range(mention.start - span.start, mention.end - span.start):
                characters[place] = sign
        for wanting in self._place_wants.finditer(self.text, span.start, span.end) if self._place_wants else ():
            for place in range(wanting.start("place") - span.start, wanting.end("place") - span.start):
                characters[place] = OWN
        plain = re.sub(
            rf"([{STATE}{OWN}{OTHER}]) \([{STATE}{OWN}{OTHER}]+\)", lambda m: m[1] * len(m[0]), "".join(characters)
        )
        return plain.replace("’", "'").replace("\n", " ").replace("\t", " ")

    def named(self, start: int, end: int) -> tuple[Mention, ...]:
        """The bodies named in text[start:end]."""
        return self.bodies.within(start, end)
