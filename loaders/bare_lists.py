"""Lists that a page printed and a copy of it lost the bullets of."""

import re
from dataclasses import replace

from loaders.document import Block, Document
from loaders.outline import function_of
from loaders.rules import declare

RULE = declare(
    "bare-list",
    "Two or more short lines in a row without a full stop, right under a heading of needs or roles or after a colon,"
    " are"
    " a list whose bullets were lost.",
    "Our asks of government / To fund the spur / To widen the bridge",
    "Our asks of government / Everyday Travel / Our partners",
)
_CLOSED = re.compile(r"[.!?:]\W*$")
_LONGEST = 320
_SHORT = 12
_LEVEL = 2


def with_lists(document: Document) -> Document:
    """The document with such lines read as list items."""
    blocks = list(document.blocks)
    for i, block in enumerate(blocks):
        if _opens(document, block):
            run = _run(document, blocks, i + 1)
            if len(run) > 1:
                if _heads(document, block):
                    blocks[i] = replace(block, kind="heading", level=_LEVEL)
                for j in run:
                    blocks[j] = replace(blocks[j], kind="item", level=0)
    return replace(document, blocks=tuple(blocks))


def _opens(document: Document, block: Block) -> bool:
    text = document.words(block)
    if block.kind == "heading" or _heads(document, block):
        return function_of(text) in ("needs", "roles")
    return block.kind == "paragraph" and text.rstrip().endswith(":")


def _heads(document: Document, block: Block) -> bool:
    """Whether a line taken for a paragraph is the heading of what follows: short, open, and one of function."""
    text = document.words(block)
    short = block.kind == "paragraph" and len(text.split()) <= _SHORT and not _CLOSED.search(text)
    return short and function_of(text) in ("needs", "roles")


def _run(document: Document, blocks: list[Block], start: int) -> list[int]:
    found: list[int] = []
    for j in range(start, len(blocks)):
        text = document.words(blocks[j])
        if blocks[j].kind not in ("heading", "paragraph") or _CLOSED.search(text) or len(text) > _LONGEST:
            break
        functional = function_of(text) != "none" and (blocks[j].kind == "heading" or _heads(document, blocks[j]))
        before_heading = (
            j + 1 < len(blocks)
            and blocks[j + 1].kind == "heading"
            and function_of(document.words(blocks[j + 1])) != "none"
        )
        if functional or _apart(document, blocks, j, found) or (before_heading and not _joined(document, blocks, j)):
            break
        found.append(j)
    return found


def _apart(document: Document, blocks: list[Block], j: int, found: list[int]) -> bool:
    """Whether a heading stands apart from the line before it, and so opens something new."""
    if document.format != "text" or not found:
        return blocks[j].kind == "heading" and document.format != "text"
    return not _joined(document, blocks, j)


def _joined(document: Document, blocks: list[Block], j: int) -> bool:
    """Whether a line of a plain text follows the one before it without an empty line between."""
    between = document.text[blocks[j - 1].end : blocks[j].start].replace("\r", "").replace(" ", "")
    return document.format == "text" and "\n\n" not in between
