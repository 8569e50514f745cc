"""Asks that sentences make by a frame of their own, clause by clause."""

import re
from collections.abc import Iterator

from graph.vocabulary import Confidence
from loaders import ask_imperatives
from loaders.ask_announced import announces, asks_in, unframed
from loaders.ask_frames import FRAMES
from loaders.ask_patterns import Frame
from loaders.ask_series import asked_in_series
from loaders.bodies import Mention
from loaders.coordination import head_form, split
from loaders.found import FoundAsk
from loaders.gates import gate
from loaders.other_voices import own_words
from loaders.reading import ANY, STATE, Reading
from loaders.rules import declare
from loaders.sentences import Span, trim
from loaders.verbs import is_form

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

_REASON = re.compile(
    r"\s*(?:,?\s+because\b|,?\s+since\b|,\s+which (?:would|will|could|has|have|is|are|was)\b|,\s+(?:enabling"
    r"|allowing|unlocking|giving|helping"
    r"|saving|creating|freeing|making|meaning|releasing)\b|,\s+as (?:happened|was|is|has|the)\b|,\s+a scheme\b|\s+if"
    r" that\b|,\s+just as\b|\s+[–—]\s+(?:this|that|it|which|as)\b"
    r"|,\s+not\b|\s+and not (?:for|to)\b|,\s+and (?:so|thus|that)\b|,?\s+(?:while|whilst|whereas)\b|,\s+but\b|"
    r"\s+rather than\b|\s+instead of\b)",
    re.IGNORECASE,
)

_ADVERB = re.compile(
    r"\b(?P<verb>(?:we|would|should|must|could)(?=\s+(?:now|also|then)\s)|(?:we|would|should|must|could|is|are)\b)"
    r"(?:\s+(?:also|therefore|further|particularly|strongly|especially|accordingly|very much|warmly|again"
    r"|(?<!is )(?<!are )now|then)\b(?=\s))+",
    re.IGNORECASE,
)

_NEXT_PRONOUN = re.compile(
    r"\s*,?\s+and\s+(?:it|they)\s+(?:should|must|ought\s+to|needs?\s+to)\s+(?:also\s+)?(?=[a-z])", re.IGNORECASE
)

_NEXT_WHO = re.compile(
    rf"(?:\s*,?\s+and\s+(?:(?:for|on|upon|to)\s+)?|\s*,\s+(?:on|upon)\s+)(?:the\s+)?(?P<who>{ANY})\s+to\s+(?=(?P<verb>[a-z-]+))",
    re.IGNORECASE,
)

_BESIDE = frozenset(
    (
        "ask-want",
        "ask-must-be",
        "ask-should-be-able",
        "ask-could",
        "ask-from-next",
        "ask-seek-to-have",
        "ask-thing-should",
        "ask-central-to",
        "ask-is-needed",
    )
)
"""Weak frames that ask beside a sentence that asks."""
_IN_PLACE_ONLY = frozenset(("ask-could", "ask-from-next"))
"""Weak frames that ask only where the plan asks, even of a body of government."""

_CLAUSES = ("ask-that", "ask-noun-that", "ask-what-we-want")
"""Frames in which what is asked can be several clauses that begin with "that"."""

BOTH = re.compile(r"\b(?:both|two|our|UK and (?:Scottish|Welsh))\s+(?:of\s+)?(?:our\s+)?governments\b", re.IGNORECASE)

_MEANS = re.compile(r"\s*,?\s+(?:through|by|via)\s+(?=[a-z]+ing\b)", re.IGNORECASE)

_BECOME = re.compile(r"(?:be|become|remain|have|feel|grow|thrive|prosper|flourish|get|stay)\b", re.IGNORECASE)
"""What a plan hopes of its own place and people, and asks of nobody: "we want the city to be green"."""
_STANDS_FOR = frozenset(("them", "it", "they", "the department", "the ministry"))
"""Words for a body of government that the sentences before name."""
_BEFORE = 260
"""How many characters back the body that one of these words stands for may be named."""
_KEPT = 0.4
"""Share of a clause that must be left when its reason goes: a shorter rest is no ask by itself."""
_NO_THING = re.compile(
    r"\W*(?:is|are|was|were(?! to)|will|would|has|have|what|which|say so|one on|ones?\b(?=\W*$)|(?:the following"
    r"|these|this|those|that)(?=\W*$)|it\W*$|them\W*$)\b",
    re.IGNORECASE,
)
"""What opens no thing asked for, but goes on about it: "the say we ask for is no more than others have"."""
_OPENING_ADVERB = re.compile(
    r"^[\s“‘\"(]*(?:(?:first|second|third|fourth|last|final|additional|similar|crucial|critical|equal|important"
    r"|urgent|specifical|separate|like)(?:ly)?"
    r"|finally|meanwhile|also|however|therefore|moreover|furthermore|above all|in addition|in particular|in turn|as"
    r" well|similarly|too|lastly"
    r"|to that end|to this end|in the meantime|in time|in the longer term|in the short term),\s+(?=\S)"
    r"|^[\s“‘\"(]*(?:(?:which|that|this) is why|and so|so|hence|therefore)\s+(?=\w)",
    re.IGNORECASE,
)
_TO_AN_INVITATION = frozenset(("join", "attend", "reply", "respond", "participate", "take part"))
"""What is hoped of guests and correspondents: alone it says nothing that is wanted."""
_IN_RETURN = re.compile(r",?\s+in\s+(?:return|exchange)\s+for\s+which\b", re.IGNORECASE)
"""What opens the region's own side of a bargain, behind what it asks."""
NONE = re.compile(r"\W*(?:(?:nothing|no|none|neither|not|n/?a|nil)\b|$)", re.IGNORECASE)


def framed_asks(
    reading: Reading, block: int, spans: list[Span], *, weak: bool, told: bool = False, near: bool = False
) -> Iterator[FoundAsk]:
    """The asks that sentences make by their own frame.

    Args:
        reading: the document.
        block: the index of the block the sentences stand in.
        spans: the sentences.
        weak: whether the place is one of asking, where weak frames count too.
        told: whether imperatives count, as they do under a heading of needs.
        near: whether a sentence beside these asks, so that weak frames count but for those of mere need.
    """
    asked_before = announced = False
    listed = 0
    for i, span in enumerate(spans):
        if span.start < listed:
            continue
        said = own_words(reading.masked(span), reading.text[span.start : span.end])
        if said is None:
            continue
        masked = _without_adverbs(said)
        if weak and asked_before and (by := re.match(r"^\W*By\s+(?=[a-z-]+ing\b)", masked)) and not _finite(masked):
            for piece in split(reading.text, span.start + by.end(), trim(reading.text, span.start, span.end, ".").end):
                yield FoundAsk(piece, block, RULE_BY, "medium", sentence=span)
            continue
        found = [
            ask
            for ask in _asks_of_sentence(reading, block, span, masked, weak, near)
            if ask.rule != "ask-body-infinitive" or reading.function(block) not in ("roles", "offer")
        ]
        if told and not found and ask_imperatives.tells_to(reading.text, span, masked):
            found = asks_in(reading.text, block, span, without_reason(reading, span), ask_imperatives.RULE)
        found = found or unframed(reading, block, span, told=told, announced=announced)
        announced = announced or announces(reading, span)
        in_series = asked_in_series(reading, spans, i, found)
        listed = in_series[-1].span.end if in_series else listed
        found = in_series or found
        asked_before = asked_before or bool(found)
        yield from found


def _without_adverbs(masked: str) -> str:
    """The sentence with spaces for adverbs that change no request: "we would also like", "is also encouraged to"."""
    masked = _OPENING_ADVERB.sub(lambda m: " " * len(m[0]), masked)
    return _ADVERB.sub(lambda m: m["verb"] + " " * (len(m[0]) - len(m["verb"])), masked)


def _finite(masked: str) -> bool:
    return bool(re.search(r"\b(?:will|can|would|could|is|are|has|have|must|should|we)\b", masked, re.IGNORECASE))


def _asks_of_sentence(
    reading: Reading, block: int, span: Span, masked: str, weak: bool, near: bool
) -> Iterator[FoundAsk]:
    """The asks of a sentence, clause by clause; where a later clause asks by its own frame, the one before ends."""
    chosen: list[tuple[Frame, re.Match[str]]] = []
    for frame, match in _matches(masked):
        if chosen and not _opens_clause(masked, chosen[-1][1].start("what"), match.start()):
            continue
        if _allowed(reading, frame, match, masked, span, weak, near):
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
    if start <= asked:
        return False
    joined = re.search(r"(?:[,;:]|\band|\bbut|[–—])\s*(?:that\s+)?(?:the\s+)?$", masked[asked:start])
    return bool(joined or re.match(r"\W*(?:,|;|and\b|but\b)", masked[start:]))


def _allowed(
    reading: Reading, frame: Frame, match: re.Match[str], masked: str, span: Span, weak: bool, near: bool
) -> bool:
    if not _in_place(frame, match, masked, weak=weak, near=near):
        return False
    who = match.groupdict().get("who")
    if _is_other(frame, match, masked):
        return False
    if who is not None and not _may_be_asked(reading, frame, match, _bodies_in(reading, span, match)):
        return False
    before = masked[: match.start("what")]
    what = masked[match.start("what") :]
    if re.search(r"\b(?:who|which|that)\s+(?:\w+\s+)?(?:want|seek|need|ask|call)s?\b", before[-60:], re.IGNORECASE):
        return False
    if NONE.match(what) or _NO_THING.match(what) or re.search(r"\bwhat\s+$", masked[: match.start()], re.IGNORECASE):
        return False
    polite = (
        frozenset({"gate-courtesy"})
        if frame.rule in ("ask-you", "ask-you-to-press", "ask-grateful-for")
        else frozenset[str]()
    )
    return gate(before[-70:] + " " + what[:60].split(",")[0], but=polite) is None


def _is_other(frame: Frame, match: re.Match[str], masked: str) -> bool:
    """Whether what a frame fits is something else: a clause that tells, or what is conceded before a "but"."""
    if frame.rule == "ask-that-body":
        return not _plain_verb(match["what"])
    return frame.rule == "ask-it-is-for" and re.search(r",\s+but\b", masked[match.start() :]) is not None


def _plain_verb(what: str) -> bool:
    """Whether words open with a verb's plain form, as after "recommend that"."""
    word = what.split(maxsplit=1)[0].lower().strip(",;:")
    return is_form(word, "base") and not is_form(word, "third")


def _in_place(frame: Frame, match: re.Match[str], masked: str, *, weak: bool, near: bool) -> bool:
    """Whether a frame counts where it stands; mere need is no ask but where the plan asks."""
    wanting = masked[match.start() : match.start("what")]
    if frame.rule == "ask-want" and not weak and re.search(r"\bneeds?\b|\brequires?\b", wanting):
        return False
    return (
        frame.strong
        or weak
        or (near and frame.rule in _BESIDE)
        or (STATE in masked and frame.rule not in _IN_PLACE_ONLY)
    )


def _may_be_asked(reading: Reading, frame: Frame, match: re.Match[str], who: tuple[Mention, ...]) -> bool:
    """Whether bodies are ones a plan asks; of a mere duty ("X should"), only government or a firm from outside."""
    if not who or any(m.body.specificity == "place" for m in who):
        return False
    if frame.rule == "ask-body-to" and not any(reading.is_state(m.body) for m in who):
        return _BECOME.match(match["what"]) is None
    if frame.rule != "ask-duty":
        return True
    local = ("local government", "combined authority", "partnership/board/commission", "education providers")
    return all(reading.is_state(m.body) or (m.body.specificity == "named" and m.body.kind not in local) for m in who)


def _bodies_in(reading: Reading, span: Span, match: re.Match[str]) -> tuple[Mention, ...]:
    start, end = span.start + match.start("who"), span.start + match.end("who")
    if BOTH.search(reading.text[start:end]):
        return reading.governments
    named = tuple(m for m in reading.named(start, end) if not reading.is_own(m.body))
    if not named and reading.text[start:end].lower() in _STANDS_FOR:
        return _spoken_of(reading, span)
    return named or reading.bodies.partners(start, end)


def _spoken_of(reading: Reading, span: Span) -> tuple[Mention, ...]:
    """The body of government a pronoun stands for: the last one named in the sentences right before, if it is one."""
    before = reading.named(max(0, span.start - _BEFORE), span.start)
    return before[-1:] if before and reading.is_state(before[-1].body) else ()


def _asks_of_frame(
    reading: Reading, block: int, span: Span, masked: str, frame: Frame, match: re.Match[str], stop: int
) -> Iterator[FoundAsk]:
    text = reading.text
    who = _bodies_in(reading, span, match) if match.groupdict().get("who") else ()
    asker = tuple(m for m in reading.named(span.start, span.start + match.start("what")) if m not in who)
    begin = match.start("what")
    in_return = _IN_RETURN.search(masked, begin, stop)
    stop = in_return.start() if in_return is not None else stop
    stop = begin + len(re.sub(r"\s*[,;]?\s*(?:\band|\bbut)?\s*$", "", masked[begin:stop], flags=re.IGNORECASE))
    confidence: Confidence = "high" if frame.strong else "medium"
    clause = span.start + _clause_start(frame, match)
    while True:
        following = _next_who(masked, begin, stop) or (_NEXT_PRONOUN.search(masked, begin, stop) if who else None)
        end = following.start() if following else stop
        what = without_reason(reading, Span(span.start + begin, span.start + end))
        for piece, umbrella in _pieces(text, what, frame):
            said = text[piece.start : piece.end].lower()
            # "what we want is certainty" names no thing that anybody could give
            if said in _TO_AN_INVITATION or (not who and " " not in said):
                continue
            whole = Span(min(clause, piece.start), piece.end) if piece.start == what.start else piece
            yield FoundAsk(whole, block, frame.rule, confidence, who, asker, None, umbrella, span, piece)
        if following is None:
            return
        begin = following.end()
        clause = span.start + begin
        if following.re is _NEXT_WHO:
            who = reading.named(span.start + following.start("who"), span.start + following.end("who"))
            clause = span.start + following.start("who")


def _next_who(masked: str, begin: int, stop: int) -> re.Match[str] | None:
    """Where a further body is asked to do something: "… and the Treasury to pay for it"."""
    return next((m for m in _NEXT_WHO.finditer(masked, begin, stop) if is_form(m["verb"].lower(), "base")), None)


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
    if frame.rule in _CLAUSES or text.startswith("that ", what.start):
        for part in re.finditer(r"(?:(?!,?\s+and\s+(?:that|for)\s).)+", text[what.start : what.end].replace("\n", " ")):
            clause = trim(text, what.start + part.start(), what.start + part.end(), ", ")
            yield from ((piece, None) for piece in split(text, clause.start, clause.end))
        return
    if frame.rule == "ask-see-done":
        for part in re.finditer(r"(?:(?!,\s+and\s).)+", text[what.start : what.end].replace("\n", " ")):
            yield trim(text, what.start + part.start(), what.start + part.end(), ", "), None
        return
    for piece in split(text, what.start, what.end):
        yield piece, None


def without_reason(reading: Reading, span: Span) -> Span:
    """The span without final punctuation, and without the reason, contrast or consequence that follows an ask."""
    text = reading.text
    tail = _REASON.search(text, span.start + 12, span.end)
    kept = tail is not None and (tail.start() - span.start) >= _KEPT * (span.end - span.start)
    return trim(text, span.start, tail.start() if tail is not None and kept else span.end, ".,;:!–— ")
