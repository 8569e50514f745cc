"""The sections of a document, and what each is for.

A plan's headings say what stands under them: what is wanted of government, what partners do, what the region offers,
what is already won, what it hopes for. The function is read from how a heading is built (an asking or giving word and
who it is said of), whatever the wording, capitals or slips of the pen.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from graph.vocabulary import SectionKind
from loaders.document import Block, Document
from loaders.sentences import one_line

Function = Literal["needs", "roles", "offer", "past", "vision", "none"]

_STATE = (
    r"(?:(?:central|national|uk|hm|the|next|a|new|local|scottish|welsh)\s+)*"
    r"(?:governments?|whitehall|westminster|ministers?|departments?|treasury|parliament|the centre|state|executive)"
)
_WE = r"(?:we|they|you|the region|the (?:combined )?authority|the area|local leaders|places?|councils?|[\w’' -]{2,40}?)"
_FUNCTIONS: tuple[tuple[Function, str], ...] = (
    ("past", r"\b(?:achiev|accomplish)\w*|\btrack record\b|\b(?:so far|to date)\b|\balready (?:agreed|secured|won)\b"),
    ("offer",
        r"\basks? (?:of|from|to) (?:itself|ourselves|themselves|us|its members|our members|our partners|partners)\b"),
    ("past", r"\bwhat (?:we|the \w+) (?:have|has) (?:already )?(?:done|won|secured|agreed|delivered|gained)\b"),
    ("past", r"\bwhat (?:we|the \w+) (?:already|now) ha(?:ve|s)\b|\balready (?:have|in place|in hand)\b"),
    ("past", r"\bwhat (?:the|our) (?:\w+ )*deal (?:gives|gave|delivers|delivered|brings|brought|provides)\b"),
    ("needs",
        r"^(?:(?:our|the|key|main|specific|summary of|\d+|two|three|four|five|six|seven|eight|nine|ten|twelve)\s+)+"
              r"(?:asks|proposals|requests|recommendations|demands|changes we (?:need|seek))$|^recommendations$"),
    ("needs", r"\basks?\b(?! (?:yourself|us)\b)(?!.*\boffer\b)"),
    ("needs", rf"^(?:part\s+\w+\W+|\d+\W+)?(?:to|for|of) (?:both|our|the)?\s*{_STATE}(?:\W*$|,| and\b)"),
    ("needs", rf"\b(?:what|which|support|help|powers?|changes?|things?) (?:else )?{_WE}?\s*(?:now )?"
              r"(?:needs?|wants?|seeks?|requires?|(?:are|is) (?:asking|seeking|calling|requesting))\b"),
    ("needs", rf"\b(?:needs?|needed|required|wanted|sought|requests?|demands?)\b.*\b(?:from|of|to) {_STATE}"),
    ("needs", r"\bwhat (?:else |more |next )?(?:should|must|needs to) (?:be|change|happen)\b"),
    ("needs", rf"\b(?:what|how|where|ways)\b.*\b{_STATE}\b.*\b(?:can|must|should|could|needs?|has to|ought)\b"),
    ("needs", rf"\b(?:calls?|calling|recommendations?|requests?|messages?|proposals?|appeals?) (?:on|to|for) {_STATE}"),
    ("needs",
        rf"\b(?:partnerships?|partnering|working|engagement|engaging)\b.{{0,20}}\bwith {_STATE}\b(?!.*\blocal\b)"),
    ("needs", rf"\b(?:role|part) (?:of|for) {_STATE}|\b{_STATE}(?:’|')?s? (?:role|part|side|half|end|share|turn"
        rf"|task)\b"),
    ("needs", rf"\bin return\b.*(?:\bfrom {_STATE}|\b(?:we|they) (?:ask|seek|need|want|look|call)|\b{_STATE} "
        rf"(?:should|must|would))"),
    ("needs", r"^(?:recommendation|ask|request|proposal|demand)\s*(?:no\.?\s*)?\d+$"),
    ("needs", rf"^(?:the )?{_STATE}(?:'s)? (?:actions?|commitments?|tasks?|asks?|next steps)$"),
    ("needs", r"^you (?:would|could|should|will|might|give|do|bring)\b|^we (?:ask|seek|want|need|request|call for)\b"),
    ("needs", r"\b(?:powers?|freedoms?|flexibilit\w+|fund\w+)\b.*\b(?:sought|we seek|requested|we need|wanted)\b"),
    ("needs", r"\b(?:we|region) (?:are|is)?\s*(?:calling for|asking for|seeking)\b"),
    ("needs",
        r"\b(?:commitments?|actions?|decisions?|support|changes?|help|powers?)\b.{0,20}\b(?:sought|wanted|needed"
        r"|required|requested)\b(?!.*\bmade\b)"),
    ("offer", r"\b(?:commitments?|actions?|pledges?|promises?) (?:already )?(?:made|given|from partners)\b"),
    ("roles", r"\broles?\b.*\b(?:partners?|organisations?|institutions|others|bodies|play|plays|played)\b"),
    ("roles",
        r"\bpartners?\b.*\broles?\b|\broles? and responsibilit\w+|\bwho (?:will |would |is to )?(?:do|does|deliver"
        r"|lead|run|pay|provide)s?\b"),
    ("roles", r"\b(?:how|what|where|ways)\b.*\b(?:partners?|organisations|others|institutions|members)\b.*"
              r"\b(?:will|can|could|do|does|bring|brings|contribut\w+|help|helps|pledg\w+|doing|play)\b"),
    ("roles",
        r"\bpartners?(?:’|')?s?(?:’|')? (?:contributions?|commitments?|pledges?|responsibilit\w+|actions?|offers?)"),
    ("roles",
        r"\b(?:contributions?|commitments?|pledges?|responsibilit\w+|offers?) (?:of|from|by) (?:our |the )?partners"),
    ("roles", r"^(?:(?:our|the|key|local|delivery|system|regional|strategic)\s+)*partners$|\bdelivery partners\b"),
    ("roles",
        r"\b(?:working|delivering|deliver|work)\b.{0,12}\b(?:together|with (?:our |local |regional )*partners)\b"),
    ("roles", r"\bwho (?:is )?(?:responsible|leads|delivers)\b|\bdelivery (?:roles|arrangements|responsibilities)\b"),
    ("roles", r"^(?:the )?(?:industry|businesses|business|employers?|companies|colleges?|universit(?:y|ies)"
        r"|councils?|sector|local authority)"
              r"(?:'s|')? (?:actions?|commitments?|pledges?|offers?|contributions?)$"),
    ("offer", r"\bour (?:own )?(?:side|half|end|share)\b(?: of the (?:bargain|deal|compact|partnership))?"
              r"|^we (?:will|would|can|shall|offer|bring|give|do|commit|pledge|promise)\b|^what [\w' -]{2,40}? "
              r"(?:will|would) (?:do|bring|offer|give|deliver)$"),
    ("offer", r"\bour (?:\w+ )?(?:offers?|commitments?|pledges?|promises?|contribution)\b|\bin return\b"),
    ("offer", r"\bwhat (?:we|the region|the \w+ authority) (?:will|can|shall|would) (?:do|offer|bring|give|deliver)\b"
              r"|\bwhat (?:we|the region) (?:offer|offers|bring|brings)\b"),
    ("vision", r"\b(?:vision|ambitions?|aims?|objectives|goals|outcomes we want|aspirations?)\b"),
)  # fmt: skip
_COMPILED = tuple((function, re.compile(pattern)) for function, pattern in _FUNCTIONS)
_BLOCK_FUNCTIONS = ("needs", "roles", "offer")


def function_of(heading: str) -> Function:
    """What a heading says stands under it; "none" for a subject or an introduction."""
    low = one_line(heading).lower().replace("’", "'").strip(" .:;–—-")
    low = re.sub(r"^(?:\d+[.)]?|\(?[a-z]\))(?:\d+\.?)*\s+", "", low)
    return next((function for function, pattern in _COMPILED if pattern.search(low)), "none")


@dataclass(frozen=True)
class Part:
    """A section: its heading and what is under it. Index 0 is the whole document, before any heading."""

    index: int
    block: int | None
    title: str
    level: int
    function: Function
    parent: int | None
    kind: SectionKind


class Outline:
    """The sections of a document and where each block stands."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.parts, self._of_block = _outline(document)

    def give(self, functions: Mapping[int, Function]) -> None:
        """Give sections, by their index, functions that their headings do not tell."""
        self.parts = _with_kinds([replace(p, function=functions.get(p.index, p.function)) for p in self.parts])

    def part(self, block: int) -> Part:
        """The section a block stands in; of a heading, the section it opens."""
        return self.parts[self._of_block[block]]

    def ancestors(self, part: Part) -> list[Part]:
        """The section and those around it, innermost first, without the document as a whole."""
        found = []
        at: Part | None = part
        while at is not None and at.index:
            found.append(at)
            at = self.parts[at.parent] if at.parent is not None else None
        return found

    def function(self, block: int) -> Function:
        """What the block's place is for: that of the nearest section around it that says so."""
        return next((p.function for p in self.ancestors(self.part(block)) if p.function != "none"), "none")

    def functional(self, block: int) -> Part | None:
        """The nearest section around the block whose heading says what it is for."""
        return next((p for p in self.ancestors(self.part(block)) if p.function != "none"), None)

    def subject(self, block: int) -> Part | None:
        """The section whose subject the block is about: its theme, else the nearest section."""
        around = self.ancestors(self.part(block))
        theme = next((p for p in around if p.kind == "theme"), None)
        return theme or (around[0] if around else None)

    def path(self, block: int) -> tuple[str, ...]:
        """The headings the block stands under, outermost first."""
        return tuple(p.title for p in reversed(self.ancestors(self.part(block))))


def _outline(document: Document) -> tuple[list[Part], list[int]]:
    headings = [(i, b) for i, b in enumerate(document.blocks) if b.kind == "heading"]
    functions = _functions(document, headings)
    levels = _levels(headings, functions)
    parts = [Part(0, None, document.title or "", 0, "none", None, "context")]
    of_block: list[int] = []
    stack = [0]
    for i, _block in enumerate(document.blocks):
        if i in functions:
            while len(stack) > 1 and parts[stack[-1]].level >= levels[i]:
                stack.pop()
            title = one_line(document.words(document.blocks[i]))
            parts.append(Part(len(parts), i, title, levels[i], functions[i], stack[-1], "context"))
            stack.append(len(parts) - 1)
        of_block.append(stack[-1])
    return _with_kinds(parts), of_block


def _functions(document: Document, headings: list[tuple[int, Block]]) -> dict[int, Function]:
    """What each heading says; the document's title says it of the whole only where no other heading says the same."""
    functions = {i: function_of(document.words(b)) for i, b in headings}
    if headings and Counter(functions.values())[functions[headings[0][0]]] > 1:
        functions[headings[0][0]] = "none"
    return functions


def _levels(headings: list[tuple[int, Block]], functions: dict[int, Function]) -> dict[int, int]:
    """Depths, with recurring function headings put under the subject before them.

    Where "what we need" and "what partners do" come again and again, they are the two halves of each subject, even
    if the page prints them as large as the subject's own heading. Said once, such a heading is a section of its own.
    """
    times = Counter(f for f in functions.values() if f in _BLOCK_FUNCTIONS)
    levels: dict[int, int] = {}
    subject: int | None = None
    first = headings[0][0] if headings else None
    for i, block in headings:
        level = max(block.level, 1)
        function = functions[i]
        if function in _BLOCK_FUNCTIONS and times[function] > 1 and i != first:
            if subject is not None and level <= subject:
                level = subject + 1
        elif i != first:
            subject = level
        levels[i] = level
    return levels


def _with_kinds(parts: list[Part]) -> list[Part]:
    parents = {p.parent for p in parts if p.function in _BLOCK_FUNCTIONS}
    kinds: list[Part] = []
    for part in parts:
        kind: SectionKind = "context"
        if part.function in ("needs", "roles"):
            kind = part.function
        elif part.function == "none" and part.index and _is_theme(part, parts, parents):
            kind = "theme"
        kinds.append(replace(part, kind=kind))
    return kinds


def _is_theme(part: Part, parts: list[Part], parents: set[int | None]) -> bool:
    first = next((p for p in parts if p.index), None)
    if part is first and any(p.level > part.level for p in parts):
        return False
    at = part.parent
    while at:
        if parts[at].function in _BLOCK_FUNCTIONS:
            return True
        at = parts[at].parent
    return part.index in parents
