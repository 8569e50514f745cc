"""Asks found in a document: those of lists, those of prose and those of tables."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from graph.vocabulary import Confidence
from loaders.ask_frames import FRAMES, Frame
from loaders.bodies import Mention
from loaders.coordination import head_form, split
from loaders.gates import gate
from loaders.leadins import LeadIn, lead_in
from loaders.reading import ANY, STATE, Reading
from loaders.rules import declare
from loaders.sentences import Span, trim, words
from loaders.tables import word_set
from loaders.verbs import base

RULE_ITEM = declare(
    "ask-item",
    "An item of a list that stands under a heading or lead-in of needs is an ask, whatever its form.",
    "Ownership of the ferry piers",
    "We will publish a plan each spring",
)
RULE_BY = declare(
    "ask-by",
    "A sentence under a needs heading that has only 'by' and gerunds carries on the ask before it.",
    "By co-designing finance with the Bank.",
    "By 2030 the Bank will lend more.",
)
RULE_MEANS = declare(
    "ask-means",
    "Gerunds after 'through' or 'by' at the end of an ask are its means, asks of their own.",
    "a partnership through aligning support and devolving programmes",
    "a partnership through thick and thin",
)
RULE_LABEL = declare(
    "ask-label",
    "A label that says ask or request makes an ask of what follows it.",
    "Our ask: a ten-year settlement.",
    "Our offer: a ten-year plan.",
)

_REASON = re.compile(
    r"\s*(?:,?\s+because\b|,?\s+since\b|,\s+which (?:would|will|could|has|have|is|are|was)\b|,\s+(?:enabling|allowing|unlocking|giving|helping"
    r"|saving|creating|freeing|making|meaning|releasing)\b|,\s+as (?:happened|was|is|has|the)\b|,\s+a scheme\b|\s+if that\b|,\s+just as\b|\s+[–—]\s+(?:this|that|it|which|as)\b"
    r"|,\s+not\b|\s+and not (?:for|to)\b|,\s+and (?:so|thus|that)\b|,?\s+(?:while|whilst|whereas)\b|,\s+but\b|\s+rather than\b|\s+instead of\b)",
    re.IGNORECASE,
)
_NEXT_WHO = re.compile(rf"\s*,?\s+and\s+(?:for\s+)?(?:the\s+)?(?P<who>{ANY})\s+to\s+(?=[a-z])", re.IGNORECASE)
_CLAUSES = ("ask-that", "ask-noun-that", "ask-what-we-want")
"""Frames in which what is asked can be several clauses that begin with "that"."""
BOTH = re.compile(r"\b(?:both|two|our|UK and (?:Scottish|Welsh))\s+(?:of\s+)?(?:our\s+)?governments\b", re.IGNORECASE)
_MEANS = re.compile(r"\s*,?\s+(?:through|by|via)\s+(?=[a-z]+ing\b)", re.IGNORECASE)
_LABEL = re.compile(
    r"^\W*(?:(?:our|the|key|main|specific|first|second|third|\w+)\s+){0,2}(?:asks?|requests?|call|demand|recommendation)"
    r"(?:\s+\d+)?(?:\s+(?:of|to|on|for)\s+[^:–—.]{2,50})?\s*(?P<sign>[:–—.])\s*",
    re.IGNORECASE,
)
_OFFER_LABEL = re.compile(
    r"^\W*(?:our|the|in return|we)?\s*(?:\w+\s+)?(?:offers?|commitments?|pledges?|in return)\b[^:–—]{0,40}[:–—]", re.I
)
_OWN_PROMISE = re.compile(
    r"^\W*(?:in return,?\s+|for our part,?\s+)?(?:we|our \w+)\s+(?:will|shall|have|are (?!asking|calling|seeking|pressing|looking))\b",
    re.I,
)


_NONE = re.compile(r"\W*(?:nothing|no|none|neither|not)\b", re.IGNORECASE)
_TITLE_WORDS = 7
_REST_WORDS = 3
_SENTENCE_START = 120
_FINITE = word_set("clause_words.csv", "finite")
_NO_SUBJECT = word_set("clause_words.csv", "no subject")


@dataclass(frozen=True)
class FoundAsk:
    """One ask and where it was found."""

    span: Span
    """The clause that asks, with the body asked where that stands in it."""
    block: int
    rule: str
    confidence: Confidence = "high"
    who: tuple[Mention, ...] = ()
    """Bodies in the place of the one who is asked."""
    asker: tuple[Mention, ...] = ()
    lead_in: LeadIn | None = None
    umbrella: Span | None = None
    """Span of the ask whose means it is."""
    sentence: Span | None = field(default=None, compare=False)
    thing: Span | None = None
    """What is asked for, where the clause says more."""

    @property
    def words(self) -> Span:
        """The words of what is asked for."""
        return self.thing or self.span


def find_asks(reading: Reading) -> list[FoundAsk]:
    """All asks of a document, in order, without overlaps."""
    found: list[FoundAsk] = []
    for i, block in enumerate(reading.document.blocks):
        if block.kind == "heading" or block.kind == "row":
            continue
        if reading.outline.function(i) == "past":
            continue
        found += _asks_of_item(reading, i) if block.kind == "item" else _asks_of_prose(reading, i)
    return found


def _asks_of_item(reading: Reading, block: int) -> list[FoundAsk]:
    governing = lead_in(reading, _top(reading, block))
    function = reading.outline.function(block)
    reads = governing.reads if governing and governing.reads != "none" else None
    if reads in ("own", "past", "roles") or (reads is None and function in ("roles", "offer", "vision")):
        return list(_framed(reading, block, reading.sentences(block), weak=False)) if reads != "past" else []
    if reads != "asks" and function != "needs":
        return _asks_of_prose(reading, block)
    return _listed(reading, block, governing)


def _top(reading: Reading, block: int) -> int:
    parent = reading.document.blocks[block].parent
    return block if parent is None else _top(reading, parent)


def _listed(reading: Reading, block: int, governing: LeadIn | None) -> list[FoundAsk]:
    text = reading.text
    spans = reading.sentences(block)
    if not spans:
        return []
    first = spans[0]
    if _OWN_PROMISE.match(text[first.start : first.end]) or _OFFER_LABEL.match(text[first.start : first.end]):
        return []
    framed = list(_framed(reading, block, spans, weak=True))
    if any(ask.sentence is not None and ask.sentence.start == first.start for ask in framed):
        return [_with(ask, governing) for ask in framed]
    beside, body = _parts(reading, block, spans)
    start, end = body.start, body.end
    head = text[start : min(end, start + 90)].split(",")[0]
    if gate(head, but=frozenset({"gate-expected"})):
        return framed
    rest = [ask for ask in framed if ask.span.start >= end]
    what = _without_reason(reading, Span(start, end))
    pieces = split(text, what.start, what.end)
    listed = [FoundAsk(p, block, RULE_ITEM, "high", lead_in=governing, sentence=first, thing=p) for p in pieces]
    if beside is not None and listed:
        listed[0] = replace(listed[0], span=_around(text, beside, listed[0].span))
    return listed + rest


def _around(text: str, beside: Span, ask: Span) -> Span:
    """The words of an ask with its title before them, or the explanation after them."""
    return trim(text, min(beside.start, ask.start), max(beside.end, ask.end), ".,;:!–— ")


def _with(ask: FoundAsk, governing: LeadIn | None) -> FoundAsk:
    return FoundAsk(
        ask.span, ask.block, ask.rule, ask.confidence, ask.who, ask.asker, governing, ask.umbrella, ask.sentence
    )


def _parts(reading: Reading, block: int, spans: list[Span]) -> tuple[Span | None, Span]:
    """What stands beside the words of an item's ask (its title, or its explanation), and those words.

    Of a bold run or a few words before a colon, a title goes before an ask that opens with a verb ("Skills: devolve
    the budget"); where an explanation follows instead, the title is the ask ("Ownership of the piers. They leak.").
    """
    text = reading.text
    first = spans[0]
    label = _label(reading, block, first)
    if label is None:
        return None, first
    rest = trim(text, label.end, first.end, ".:–—- ")
    if len(words(text, rest.start, rest.end)) < _REST_WORDS:
        if len(spans) == 1:
            return None, first
        rest = spans[1]
    if head_form(text, rest.start, rest.end) is not None or not _tells(text, rest):
        return label, rest
    return rest, trim(text, label.start, label.end, ".:–—- ")


def _tells(text: str, span: Span) -> bool:
    """Whether words are a sentence with a subject and a finite verb, as an explanation is and a bare ask is not."""
    found = words(text, span.start, min(span.end, span.start + _SENTENCE_START))
    for before, word in zip(found, found[1:], strict=False):
        if word.low in _FINITE:
            return True
        verb = base(word.low, "third") or base(word.low, "past") or base(word.low, "base")
        if verb and before.low not in _NO_SUBJECT and word.text.islower() and not before.low.endswith("ly"):
            following = text[word.end : span.end].lstrip()
            if re.match(r"(?:a|an|the|our|its|their|this|that|no|one|more|by|from|\d)", following):
                return True
    return False


def _label(reading: Reading, block: int, first: Span) -> Span | None:
    """The bold run or the few words before a colon that an item opens with."""
    text = reading.text
    for strong in reading.document.blocks[block].strong:
        if strong[0] <= first.start + 1:
            after = text[strong[1] - 1 : strong[1] + 2]
            if strong[1] >= first.end - 1 or any(sign in after for sign in (":", "–", "—", ".", " -")):
                return Span(first.start, min(strong[1], first.end))
    label = re.match(r"^[A-Z][\w&,'’ -]{1,45}:\s+", text[first.start : first.end])
    if label and len(words(text, first.start, first.start + label.end())) <= _TITLE_WORDS:
        return Span(first.start, first.start + label.end())
    return None


def _asks_of_prose(reading: Reading, block: int) -> list[FoundAsk]:
    function = reading.outline.function(block)
    spans = reading.sentences(block)
    if not spans or (function == "vision" and not _mentions_state(reading, spans)):
        return []
    text = reading.text
    label = _LABEL.match(text[spans[0].start : spans[0].end])
    if label and spans[0].start + label.end() < spans[-1].end:
        return _labelled(reading, block, spans, label)
    if _OFFER_LABEL.match(text[spans[0].start : spans[0].end]):
        return []
    if _governs_list(reading, block):
        spans = spans[:-1]
    return list(_framed(reading, block, spans, weak=function == "needs"))


def _mentions_state(reading: Reading, spans: list[Span]) -> bool:
    return STATE in reading.masked(Span(spans[0].start, spans[-1].end))


def _labelled(reading: Reading, block: int, spans: list[Span], label: re.Match[str]) -> list[FoundAsk]:
    """The asks behind a label such as "Our ask of DWP:"; whom the label names, every ask of the block is asked of."""
    begin = spans[0].start + label.end()
    first = Span(begin, spans[0].end) if begin < spans[0].end else spans[1] if len(spans) > 1 else None
    if first is None:
        return []
    named = tuple(m for m in reading.named(spans[0].start, begin) if not reading.is_own(m.body))
    rest = [s for s in spans if s.start >= first.end]
    framed = [a if a.who else replace(a, who=named) for a in _framed(reading, block, [first, *rest], weak=True)]
    if any(ask.sentence is not None and ask.sentence.start == first.start for ask in framed):
        return framed
    if label["sign"] == "." or _NONE.match(reading.text[first.start : first.end]):
        return framed
    title = first
    if rest and _titles(reading, first, rest[0]) and not any(a.sentence == rest[0] for a in framed):
        first = rest[0]
    what = _without_reason(reading, first)
    pieces = split(reading.text, what.start, what.end)
    asks = [FoundAsk(p, block, RULE_LABEL, who=named, sentence=first, thing=p) for p in pieces]
    return [replace(a, span=Span(title.start, a.span.end)) if i == 0 else a for i, a in enumerate(asks)] + framed


def _titles(reading: Reading, title: Span, following: Span) -> bool:
    """Whether a few words are the title of an ask whose own words follow: "Clean heat. Let the Authority zone it." """
    short = len(words(reading.text, title.start, title.end)) <= _TITLE_WORDS
    return short and head_form(reading.text, following.start, following.end) == "base"


def _governs_list(reading: Reading, block: int) -> bool:
    blocks = reading.document.blocks
    return (
        block + 1 < len(blocks)
        and blocks[block + 1].kind == "item"
        and lead_in(reading, block + 1) is not None
        and (reading.text[blocks[block].start : blocks[block].end].rstrip().endswith(":"))
    )


def _framed(reading: Reading, block: int, spans: list[Span], *, weak: bool) -> Iterator[FoundAsk]:
    """The asks that sentences make by their own frame; weak frames only where the place is one of asking."""
    asked_before = False
    for span in spans:
        masked = reading.masked(span)
        if weak and asked_before and (by := re.match(r"^\W*By\s+(?=[a-z-]+ing\b)", masked)) and not _finite(masked):
            for piece in split(reading.text, span.start + by.end(), trim(reading.text, span.start, span.end, ".").end):
                yield FoundAsk(piece, block, RULE_BY, "medium", sentence=span)
            continue
        found = list(_asks_of_sentence(reading, block, span, masked, weak))
        asked_before = asked_before or bool(found)
        yield from found


def _finite(masked: str) -> bool:
    return bool(re.search(r"\b(?:will|can|would|could|is|are|has|have|must|should|we)\b", masked, re.IGNORECASE))


def _asks_of_sentence(reading: Reading, block: int, span: Span, masked: str, weak: bool) -> Iterator[FoundAsk]:
    """The asks of a sentence, clause by clause: where a later clause asks by a frame of its own, the one before ends."""
    chosen: list[tuple[Frame, re.Match[str]]] = []
    for frame, match in _matches(masked):
        if chosen and not _opens_clause(masked, chosen[-1][1].start("what"), match.start()):
            continue
        if _allowed(reading, frame, match, masked, span, weak):
            chosen.append((frame, match))
    ends = [*(match.start() for _, match in chosen), len(masked)][1:]
    for (frame, match), end in zip(chosen, ends, strict=True):
        yield from _asks_of_frame(reading, block, span, masked, frame, match, min(end, match.end("what")))


def _matches(masked: str) -> list[tuple[Frame, re.Match[str]]]:
    """Every way in which a frame fits, by where it begins; of those that begin together, in the order of frames."""
    found: list[tuple[int, int, Frame, re.Match[str]]] = []
    for order, frame in enumerate(FRAMES):
        place = 0
        while (match := frame.pattern.search(masked, place)) is not None:
            found.append((match.start(), order, frame, match))
            place = max(match.start("what"), match.start() + 1)
    return [(frame, match) for _, _, frame, match in sorted(found, key=lambda f: f[:2])]


def _opens_clause(masked: str, asked: int, start: int) -> bool:
    """Whether a place after an ask begins a clause of its own, and is no part of what was asked."""
    return start > asked and bool(re.search(r"(?:[,;:]|\band|\bbut|[–—])\s*(?:the\s+)?$", masked[asked:start])) or (
        start > asked and bool(re.match(r"\W*(?:,|;|and\b|but\b)", masked[start:]))
    )


def _allowed(reading: Reading, frame: Frame, match: re.Match[str], masked: str, span: Span, weak: bool) -> bool:
    if not frame.strong and not weak and STATE not in masked:
        return False
    if frame.rule == "ask-want" and not weak and re.search(r"\bneeds?\b|\brequires?\b", masked[match.start() : match.start("what")]):
        return False
    who = match.groupdict().get("who")
    if who is not None and not _may_be_asked(reading, frame, _bodies_in(reading, span, match)):
        return False
    before = masked[: match.start("what")]
    what = masked[match.start("what") :]
    if re.search(r"\b(?:who|which|that)\s+(?:\w+\s+)?(?:want|seek|need|ask|call)s?\b", before[-60:], re.IGNORECASE):
        return False
    if _NONE.match(what):
        return False
    polite = frozenset({"gate-courtesy"}) if frame.rule == "ask-you" else frozenset[str]()
    return gate(before[-70:] + " " + what[:60].split(",")[0], but=polite) is None


def _may_be_asked(reading: Reading, frame: Frame, who: tuple[Mention, ...]) -> bool:
    """Whether bodies are ones a plan asks; of a mere duty ("X should"), only government or a firm from outside."""
    if not who or (frame.rule != "ask-duty"):
        return bool(who)
    local = ("local government", "combined authority", "partnership/board/commission", "education providers")
    return all(reading.is_state(m.body) or (m.body.specificity == "named" and m.body.kind not in local) for m in who)


def _bodies_in(reading: Reading, span: Span, match: re.Match[str]) -> tuple[Mention, ...]:
    start, end = span.start + match.start("who"), span.start + match.end("who")
    if BOTH.search(reading.text[start:end]):
        return reading.governments
    named = tuple(m for m in reading.named(start, end) if not reading.is_own(m.body))
    return named or reading.bodies.partners(start, end)


def _asks_of_frame(
    reading: Reading, block: int, span: Span, masked: str, frame: Frame, match: re.Match[str], stop: int
) -> Iterator[FoundAsk]:
    text = reading.text
    who = _bodies_in(reading, span, match) if match.groupdict().get("who") else ()
    asker = tuple(m for m in reading.named(span.start, span.start + match.start("what")) if m not in who)
    begin = match.start("what")
    stop = begin + len(re.sub(r"\s*[,;]?\s*(?:\band|\bbut)?\s*$", "", masked[begin:stop], flags=re.IGNORECASE))
    confidence: Confidence = "high" if frame.strong else "medium"
    clause = span.start + _clause_start(frame, match)
    while True:
        following = _NEXT_WHO.search(masked, begin, stop)
        end = following.start() if following else stop
        what = _without_reason(reading, Span(span.start + begin, span.start + end))
        for piece, umbrella in _pieces(text, what, frame):
            whole = Span(min(clause, piece.start), piece.end) if piece.start == what.start else piece
            yield FoundAsk(whole, block, frame.rule, confidence, who, asker, None, umbrella, span, piece)
        if following is None:
            return
        who = reading.named(span.start + following.start("who"), span.start + following.end("who"))
        begin = following.end()
        clause = span.start + following.start("who")


def _clause_start(frame: Frame, match: re.Match[str]) -> int:
    """Where the clause that asks begins: at the body asked, if it stands right before what is asked of it."""
    if frame.rule == "ask-look-to-for":
        return match.start()
    who = match.start("who") if match.groupdict().get("who") else -1
    return who if 0 <= who < match.start("what") else match.start("what")


def _pieces(text: str, what: Span, frame: Frame) -> Iterator[tuple[Span, Span | None]]:
    """The asks in one complement: its coordinated parts, and the means of the last where several gerunds follow."""
    means = _MEANS.search(text, what.start + 8, what.end)
    if means is not None and head_form(text, what.start, what.end) is None:
        gerunds = split(text, means.end(), what.end)
        if len(gerunds) > 1:
            umbrella = trim(text, what.start, means.start(), ",;:–—- ")
            yield umbrella, None
            for gerund in gerunds:
                yield gerund, umbrella
            return
    if frame.rule in _CLAUSES:
        for part in re.finditer(r"(?:(?!,?\s+and\s+that\s).)+", text[what.start : what.end].replace("\n", " ")):
            clause = trim(text, what.start + part.start(), what.start + part.end(), ", ")
            yield from ((piece, None) for piece in split(text, clause.start, clause.end))
        return
    if frame.rule == "ask-see-done":
        for part in re.finditer(r"(?:(?!,\s+and\s).)+", text[what.start : what.end].replace("\n", " ")):
            yield trim(text, what.start + part.start(), what.start + part.end(), ", "), None
        return
    for piece in split(text, what.start, what.end):
        yield piece, None


def _without_reason(reading: Reading, span: Span) -> Span:
    """The span without final punctuation, and without the reason, contrast or consequence that follows an ask."""
    text = reading.text
    tail = _REASON.search(text, span.start + 12, span.end)
    return trim(text, span.start, tail.start() if tail else span.end, ".,;:!–— ")
