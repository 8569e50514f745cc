"""Which blocks were understood, which a named rule set aside, and which a person should look at."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator

from loaders.amounts import find_amounts
from loaders.bodies import Bodies
from loaders.document import Block, Document
from loaders.gates import gate
from loaders.issues import Issue, Severity
from loaders.leadins import lead_in
from loaders.other_voices import RULE as OTHER_VOICE
from loaders.other_voices import own_words
from loaders.reading import Reading
from loaders.rules import declare
from loaders.sentences import Span, one_line

CONTEXT = declare(
    "aside-context",
    "Prose outside needs and roles in which nobody asks and nobody promises is context.",
    "The county has two ports.",
    "The Treasury should fund the port.",
)
LEAD_IN = declare(
    "aside-lead-in",
    "A paragraph right before a list introduces it, or its list tells what is had or what the region does itself.",
    "Our asks are these:",
    "Our asks are below.",
)
_BY_FUNCTION = {
    "past": declare(
        "aside-past",
        "A section that tells what is already had asks for nothing.",
        "What we have won so far",
        "What we have yet to win from government",
    ),
    "vision": declare(
        "aside-vision",
        "A section of vision or aims tells what is hoped for, not what anybody is to do.",
        "Our vision for 2040",
        "Our asks for 2040",
    ),
    "offer": declare(
        "aside-offer",
        "A section of the region's own offers asks for nothing.",
        "Our offer",
        "Our ask",
    ),
}
_SHOWN = 70


class Coverage:
    """How well a document was understood, block by block."""

    def __init__(self, reading: Reading, facts: Iterable[Span]) -> None:
        self._reading = reading
        self._facts = sorted(facts)
        self._starts = [span.start for span in self._facts]
        self._lines = _Lines(reading.document)
        self.issues: list[Issue] = []
        self.set_aside: Counter[str] = Counter()
        """How many blocks each rule set aside."""
        self._context: list[int] = []
        self._noted: list[int] = []
        self.understood = sum(self._looks_at(i, block) for i, block in enumerate(reading.document.blocks))

    @property
    def left(self) -> tuple[int, ...]:
        """Blocks that gave no fact: those with an issue, then those that are taken for context."""
        return (*self._noted, *self._context)

    def _has_fact(self, block: Block) -> bool:
        at = bisect_left(self._starts, block.start)
        return at < len(self._starts) and self._starts[at] < block.end

    def _looks_at(self, index: int, block: Block) -> bool:
        """Whether a block gave a fact or was set aside by a named rule; if not, what is wrong is noted."""
        if block.kind == "heading" or self._has_fact(block) or (block.kind == "row" and not block.header):
            return True
        text = self._reading.document.words(block)
        function = self._reading.function(index)
        rule = gate(text) or (OTHER_VOICE if self._reported(index) else _BY_FUNCTION.get(function))
        if rule is None:
            found = self._issue(index, block, text, function)
            if found is not None:
                self.issues.append(found)
                self._noted.append(index)
                return False
            rule = LEAD_IN if self._is_read(index, block) else CONTEXT
        self.set_aside[rule] += 1
        if rule == CONTEXT:
            self._context.append(index)
        return True

    def _reported(self, index: int) -> bool:
        """Whether every sentence of a block tells only what others said."""
        spans = self._reading.sentences(index)
        text = self._reading.text
        return bool(spans) and all(
            own_words(self._reading.masked(span), text[span.start : span.end]) is None for span in spans
        )

    def _is_read(self, index: int, block: Block) -> bool:
        """Whether a block did its part without a fact of its own: it governs a list, or its list tells what is had."""
        if block.kind == "item":
            governing = lead_in(self._reading, index)
            return governing is not None and governing.reads in ("own", "past")
        return self._governs(index)

    def _issue(self, index: int, block: Block, text: str, function: str) -> Issue | None:
        code = self._code(index, block, text, function)
        if code is None:
            return None
        shown = one_line(text)
        shown = shown if len(shown) <= _SHOWN else shown[:_SHOWN].rsplit(" ", 1)[0] + " …"
        severity, message, hint = _ISSUES[code]
        return Issue(block.line or self._lines.of(block.start), code, f"{message}: “{shown}”.", hint, severity)

    def _code(self, index: int, block: Block, text: str, function: str) -> str | None:
        """Which issue a block without a fact is, if it is one."""
        code = None
        if block.kind == "item":
            governing = lead_in(self._reading, index)
            reads = governing.reads if governing is not None else "none"
            if reads not in ("own", "past") and "roles" in (function, reads):
                code = "role-without-partner"
            elif reads not in ("own", "past") and (function == "needs" or reads == "asks"):
                code = "item-without-ask"
        elif block.kind == "row":
            code = "row-not-read"
        elif function in ("needs", "roles") and not self._governs(index):
            code = "prose-without-ask" if function == "needs" else "prose-without-role"
        elif function == "needs" and find_amounts(text, 0, len(text)):
            code = "sum-not-placed"
        return code

    def _governs(self, index: int) -> bool:
        blocks = self._reading.document.blocks
        return index + 1 < len(blocks) and blocks[index + 1].kind == "item"


_ISSUES: dict[str, tuple[Severity, str, str]] = {
    "role-without-partner": (
        "warning",
        "a bullet under partner roles names no partner or no action",
        "Name the partner first and then what it does.",
    ),
    "item-without-ask": (
        "warning",
        "a bullet under needs was not read as an ask",
        "If it is one, begin it with what is wanted.",
    ),
    "row-not-read": (
        "warning",
        "a table row was not read",
        "Head its columns with what they hold, such as partner, role, ask, owner.",
    ),
    "prose-without-ask": ("note", "a paragraph under needs holds no ask that was understood", ""),
    "prose-without-role": ("note", "a paragraph under partner roles holds no role that was understood", ""),
    "sum-not-placed": ("note", "a sum of money belongs to no ask", ""),
}
"""What can be amiss with a block: how grave it is, what was met, and what to do about it."""


class _Lines:
    """Line numbers of places in a document as read."""

    def __init__(self, document: Document) -> None:
        self._breaks = [i for i, character in enumerate(document.text) if character == "\n"]

    def of(self, place: int) -> int:
        return bisect_left(self._breaks, place) + 1


def name_issues(document: Document, bodies: Bodies) -> Iterator[Issue]:
    """An issue for each name that could not be placed."""
    lines = _Lines(document)
    for name in bodies.unresolved:
        might = f" It might be: {', '.join(name.candidates[:4])}." if name.candidates else ""
        message = f"“{one_line(name.text)}” is not linked to a body: {name.reason}.{might}"
        hint = "Write its full name once, or add a correction."
        yield Issue(lines.of(name.start), "name-not-placed", message, hint, "note")
