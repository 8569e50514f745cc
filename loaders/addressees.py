"""Who is asked, and how near the text names them.

The nearest naming wins: in the ask itself, in the sentence that governs its list, in the prose of its block, in the
headings around it; where nothing nearer is named, the one generic Government.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cached_property

from graph.vocabulary import Scope
from loaders.ask_sentences import BOTH as _BOTH
from loaders.bodies import Body, Mention
from loaders.found import FoundAsk
from loaders.reading import GOVERNMENT, Reading
from loaders.rules import declare
from loaders.sentences import Span
from loaders.verbs import is_form

RULE_ASK = declare(
    "addressee-ask",
    "A body in the asked place of the sentence, or joined to the ask by from, by or with, is asked.",
    "a decision from the Treasury",
    "a decision on the Treasury building",
)
RULE_LEAD_IN = declare(
    "addressee-lead-in",
    "A body of government in the sentence that governs a list is asked by each of its items.",
    "The Government has a part to play by:",
    "The Combined Authority wants control over:",
)
RULE_BLOCK = declare(
    "addressee-block",
    "A body named as government's own in the prose of a needs block, outside any ask, is asked by the block's asks.",
    "our partnership with government, especially DfE",
    "a formal partnership with VisitBritain",
)
RULE_HEADING = declare(
    "addressee-heading",
    "A body in a heading above an ask is asked.",
    "Our asks of Network Rail",
    "Our asks",
)
RULE_LETTER = declare(
    "addressee-letter",
    "The office a letter is written to is asked by what it asks.",
    "Dear Chancellor,",
    "The Chancellor said in March",
)
RULE_GENERIC = declare(
    "addressee-generic",
    "What a plan asks without naming anybody it asks of Government.",
    "Powers over buses",
    "Powers over buses from the Department for Transport",
)

_JOINING = re.compile(r"\b(?:from|by|with|to|between|via|through|of)\s+(?:(?:the|both|either|key)\s+)*$", re.IGNORECASE)
_ALSO = re.compile(r"(?:,|\band\b|&|\bor\b)\s*(?:the\s+|both\s+)?$", re.IGNORECASE)
_JOINT = re.compile(
    r"\b(?:partnerships?|joint(?:ly)?|working|work|co-?design\w*|co-?produc\w+|collaborat\w+|together|agree\w*"
    r"|alongside"
    r"|memorandum|compact|formal)\b",
    re.IGNORECASE,
)
_AGENT = re.compile(
    r"\b(?:imposed|applied|set|run|let|made|used|required|operated|issued|managed|enforced|held)\b[\w\s]*$", re.I
)
_AFTER_AGENT = re.compile(
    r"^\s*(?:'s|’s|’|')?\s*(?:\w+\s+)?(?:appl(?:ies|y)|uses?|imposes?|sets?|requires?|guidance|rules?|specification"
    r"|can call)\b",
    re.I,
)
_LETTER = re.compile(r"^\W*dear\s+", re.IGNORECASE)


_PASSIVE = ("ask-must-be", "ask-thing-should")
"""Rules of asks that do not say who is to act; the body stands in what the thing is said to be."""
_HEAD = 4
"""Blocks at the start of a document that say whom the whole of it addresses."""


@dataclass(frozen=True)
class Addressee:
    """A body that an ask is addressed to, and the words that say so."""

    body: Body
    scope: Scope
    rule: str
    passages: tuple[Span, ...] = ()
    stated: bool = True


class Addressees:
    """Finds who each ask of a document is addressed to."""

    def __init__(self, reading: Reading, asks: list[FoundAsk], government: Body) -> None:
        self._reading = reading
        self._asks = asks
        self._government = government
        head = [b for b in reading.document.blocks[:_HEAD] if b.kind != "item"]
        self._opening = " ".join(reading.document.words(b)[:200] for b in head)
        self._said = any(m.body.key == GOVERNMENT for m in reading.bodies.mentions)

    def of(self, ask: FoundAsk) -> list[Addressee]:
        """The addressees of an ask; always at least one, the generic Government if no other."""
        for found in (self._in_ask(ask), self._in_lead_in(ask), self._in_block(ask), self._in_heading(ask)):
            if found:
                return _once(found)
        both = self._reading.governments
        if len(both) > 1 and _BOTH.search(self._opening):
            return [Addressee(m.body, "heading", RULE_GENERIC) for m in both]
        return [Addressee(self._government, "heading", RULE_GENERIC, stated=self._said)]

    def _outside(self, mention: Mention) -> bool:
        body = mention.body
        if self._reading.is_own(body) or body.specificity == "place":
            return False
        return body.kind not in ("combined authority", "local government") or body.specificity != "group"

    def _in_ask(self, ask: FoundAsk) -> list[Addressee]:
        if any(m.body.key != GOVERNMENT for m in ask.who):
            return [Addressee(m.body, "ask", RULE_ASK, (Span(m.start, m.end),)) for m in ask.who]
        # "Our ask of government: £5m from the Treasury" is of the Treasury
        text = self._reading.text
        found: list[Mention] = []
        words = text[ask.span.start : ask.span.end]
        for mention in self._reading.named(ask.span.start, ask.span.end):
            before = text[ask.span.start : mention.start]
            state = self._reading.is_state(mention.body)
            hidden = state and ask.rule in _PASSIVE and not found
            acts = hidden or self._acts(before, text[mention.end : ask.span.end], agreeing=state)
            if acts and self._outside(mention):
                found.append(mention)
                continue
            if not self._outside(mention) or mention.body.specificity == "proposed":
                continue
            follows = bool(found) and text[found[-1].end : mention.start].strip() in (
                ",",
                "and",
                "&",
                ", and",
                "and the",
            )
            if follows or self._joined(before, words, text[mention.end : ask.span.end], state):
                found.append(mention)
        return [Addressee(m.body, "ask", RULE_ASK, (Span(m.start, m.end),)) for m in found or ask.who]

    @staticmethod
    def _acts(before: str, after: str, *, agreeing: bool) -> bool:
        """Whether a body opens the ask and is to do it: "Network Rail to reopen it", "the Treasury name a zone".

        With `agreeing`, the verb may agree with it: "we propose that the Treasury names a zone".
        """
        verb = re.match(r"\s+(?:to\s+|be\s+|should\s+|must\s+)?([a-z-]+)\b", after)
        return (
            before.strip().lower() in ("", "the", "that", "that the")
            and verb is not None
            and (is_form(verb[1], "base") or (agreeing and is_form(verb[1], "third")))
        )

    def _joined(self, before: str, words: str, after: str, state: bool) -> bool:
        if state and _AFTER_AGENT.match(after):
            return True
        joining = _JOINING.search(before)
        if joining is None:
            return False
        preposition = joining.group().split()[0].lower()
        if preposition in ("from", "by"):
            return state and (preposition == "from" or bool(_AGENT.search(before[: joining.start()])))
        if preposition in ("with", "between"):
            return bool(_JOINT.search(before)) or (state and bool(_JOINT.search(words)))
        return False

    def _in_lead_in(self, ask: FoundAsk) -> list[Addressee]:
        if ask.lead_in is None:
            return []
        span = ask.lead_in.span
        return [
            Addressee(m.body, "lead-in", RULE_LEAD_IN, (span,))
            for m in self._reading.named(span.start, span.end)
            if self._reading.is_state(m.body) and self._outside(m)
        ]

    def _in_block(self, ask: FoundAsk) -> list[Addressee]:
        """Bodies that the prose of the ask's section names as government's own, before it and outside any ask."""
        found = self._same_sentence(ask)
        if self._reading.function(ask.block) != "needs":
            return found
        before = self._named_in_prose.get(self._reading.outline.part(ask.block).index, [])
        return found + [a for a in before if a.passages[0].start < ask.span.start]

    @cached_property
    def _named_in_prose(self) -> dict[int, list[Addressee]]:
        """For each needs block, the bodies of government its prose names outside any ask, with their sentences."""
        reading = self._reading
        found: dict[int, list[Addressee]] = {}
        starts = sorted((a.span.start, a.span.end) for a in self._asks)
        for i, block in enumerate(reading.document.blocks):
            if block.kind != "paragraph" or reading.function(i) != "needs":
                continue
            for sentence in reading.sentences(i):
                at = bisect_left(starts, (sentence.end, 0))
                if at and starts[at - 1][1] > sentence.start:
                    continue
                found.setdefault(reading.outline.part(i).index, []).extend(
                    Addressee(m.body, "block", RULE_BLOCK, (sentence,))
                    for m in reading.named(sentence.start, sentence.end)
                    if reading.is_state(m.body) and m.body.key != GOVERNMENT and self._governments_own(sentence, m)
                )
        return found

    def _same_sentence(self, ask: FoundAsk) -> list[Addressee]:
        """A pronoun's body: "If the Department cannot, it should say so" names it earlier in the sentence."""
        if ask.sentence is None or ask.rule not in ("ask-duty", "ask-must-be", "ask-see-done", "ask-that", "ask-you"):
            return []
        reading = self._reading
        return [
            Addressee(m.body, "ask", RULE_ASK, (Span(m.start, m.end),))
            for m in reading.named(ask.sentence.start, ask.span.start)
            if reading.is_state(m.body) and self._outside(m)
        ]

    def _governments_own(self, sentence: Span, mention: Mention) -> bool:
        """Whether a body is named as part of government, not as the counterpart of joint work or as an owner."""
        before = self._reading.text[sentence.start : mention.start]
        return mention.body.kind in ("government department", "individual office", "government") or bool(
            re.search(r"\bgovernment\b[^.]*$", before, re.IGNORECASE)
        )

    def _in_heading(self, ask: FoundAsk) -> list[Addressee]:
        reading = self._reading
        blocks = reading.document.blocks
        for part in reading.outline.ancestors(reading.outline.part(ask.block)):
            if part.block is None or (part.parent == 0 and part.index == 1):
                continue
            heading = Span(blocks[part.block].start, blocks[part.block].end)
            named = reading.named(heading.start, heading.end) or self._in_capitals(heading)
            found = [
                Addressee(m.body, "heading", RULE_HEADING, (heading,))
                for m in named
                if self._outside(m)
                and m.body.specificity != "group"
                and (reading.is_state(m.body) or part.function == "needs")
            ]
            if found:
                return found
        return self._in_letter()

    def _in_capitals(self, heading: Span) -> tuple[Mention, ...]:
        """The government body that a heading all in capitals names in a short form: "TO THE EXECUTIVE"."""
        words = self._reading.text[heading.start : heading.end]
        if not words.isupper():
            return ()
        low = f" {' '.join(words.lower().split())} "
        for mention in self._reading.bodies.mentions:
            written = self._reading.text[mention.start : mention.end].lower()
            if self._reading.is_state(mention.body) and f" the {written} " in low:
                return (mention,)
        return ()

    def _in_letter(self) -> list[Addressee]:
        """The office in "Dear …", which everything in a letter is addressed to."""
        reading = self._reading
        for block in reading.document.blocks[:25]:
            if block.kind == "paragraph" and _LETTER.match(reading.document.words(block)):
                end = min(block.end, block.start + 80)
                return [
                    Addressee(m.body, "heading", RULE_LETTER, (Span(block.start, block.end),))
                    for m in reading.named(block.start, end)
                    if reading.is_state(m.body)
                ]
        return []


def _once(found: list[Addressee]) -> list[Addressee]:
    """Each body once, and the generic Government only where no other body is named beside it."""
    kept = list({a.body.key: a for a in reversed(found)}.values())[::-1]
    named = [a for a in kept if a.body.key != GOVERNMENT]
    return named or kept
