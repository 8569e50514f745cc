"""Where the document says what a person quotes: to the letter, over line breaks, or nearly."""

import re

from rapidfuzz import fuzz

from graph.errors import choices
from graph.ids import normalise
from loaders.corrections_match import NotApplied, shown
from loaders.decisions import Entry
from loaders.graph_editor import Editor
from loaders.sentences import Span

NEAR = 90.0
"""How alike a quote and the document's words must be, of 100, to be the same words reworded."""
_LIKE = {"'": "['’‘]", "’": "['’‘]", '"': '["“”]', "“": '["“”]', "”": '["“”]', "-": "[-–—]", "–": "[-–—]", "—": "[-–—]"}


def locate(editor: Editor, quote: str, entry: Entry) -> tuple[Span, str]:
    """The span of the document that holds the quoted words, and a remark where they were found only nearly.

    Raises:
        NotApplied: the document does not hold them, or holds them several times.
    """
    text = editor.document.text
    spans = occurrences(editor, quote) or occurrences(editor, quote, re.IGNORECASE)
    if spans:
        return _chosen(editor, spans, quote, entry), ""
    near = _nearly(editor, quote)
    if near is None:
        raise NotApplied(
            "unmatched", f"the plan does not say {shown(quote)}", "Copy the words from the plan to the letter."
        )
    return near, f"matched reworded words: {shown(text[near.start : near.end])}"


def occurrences(editor: Editor, quote: str, flags: re.RegexFlag = re.NOFLAG) -> list[Span]:
    """Every place inside one block that has the words, whatever their spaces, dashes and quotation marks."""
    pattern = r"\s+".join("".join(_LIKE.get(ch, re.escape(ch)) for ch in word) for word in quote.split())
    found = re.finditer(rf"(?<!\w){pattern}(?!\w)", editor.document.text, flags)
    return [span for m in found if _in_one_block(editor, span := Span(m.start(), m.end()))]


def _in_one_block(editor: Editor, span: Span) -> bool:
    block = editor.block_at(span.start)
    return block is not None and span.end <= block.end


def _chosen(editor: Editor, spans: list[Span], quote: str, entry: Entry) -> Span:
    section = entry.text("section")
    if section is not None and len(spans) > 1:
        here = [span for span in spans if normalise(section) in map(normalise, path_at(editor, span))]
        spans = here or spans
    if len(spans) > 1:
        under = dict.fromkeys(" › ".join(path_at(editor, span)) for span in spans)
        hint = f"Add the section, one of: {choices(under)}." if len(under) > 1 else "Quote more words."
        raise NotApplied("ambiguous", f"the plan says {shown(quote)} {len(spans)} times", hint)
    return spans[0]


def path_at(editor: Editor, span: Span) -> tuple[str, ...]:
    """The headings that a place of the document stands under, outermost first."""
    block = editor.block_at(span.start)
    return block.heading_path if block is not None else ()


def _nearly(editor: Editor, quote: str) -> Span | None:
    """The one stretch of a block that is nearly the quote, from one word to another."""
    if len(quote.split()) < 3:
        return None
    best: tuple[float, Span] | None = None
    for block in editor.blocks:
        if len(block.quote) < len(quote) // 2:
            continue
        found = fuzz.partial_ratio_alignment(quote.casefold(), block.quote.casefold(), score_cutoff=NEAR)
        if found is None or len(block.quote.casefold()) != len(block.quote):
            continue
        start, end = found.dest_start, found.dest_end
        while start > 0 and block.quote[start - 1].isalnum():
            start -= 1
        while end < len(block.quote) and block.quote[end].isalnum():
            end += 1
        words = block.quote[start:end]
        score = fuzz.ratio(normalise(quote), normalise(words))
        if score >= NEAR and (best is None or score > best[0]):
            stripped = words.strip()
            begin = block.start + start + words.index(stripped)
            best = (score, Span(begin, begin + len(stripped)))
    return best[1] if best else None
