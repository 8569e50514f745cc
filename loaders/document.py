"""A document as read: its text, and the blocks that a reader of the page would see."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

BlockKind = Literal["heading", "paragraph", "item", "row"]


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, list item or table row.

    `start` and `end` are character offsets into the document's text, end exclusive, without markers ("-", "1.").
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    """Depth: of a heading from 1, of a list item from 0."""
    marker: str = ""
    """What stood before a list item ("-", "3."), as printed."""
    parent: int | None = None
    """Index of the item that a nested item belongs to."""
    cells: tuple[tuple[int, int], ...] = ()
    """Spans of a table row's cells."""
    header: tuple[str, ...] = ()
    """Texts of the header row above a table row, one for each column; empty for the header row itself."""
    strong: tuple[tuple[int, int], ...] = ()
    """Spans printed bold."""
    page: int | None = None
    line: int | None = None
    """Line in the source file, from 1, where the reader knows it."""


@dataclass(frozen=True)
class Document:
    """A document as read.

    `text` is what offsets count in: the decoded file for plain text, the readable text for HTML and Markdown.
    """

    text: str
    blocks: tuple[Block, ...]
    source: str
    """URL or bare file name."""
    format: str
    sha256: str
    url: str | None = None
    title: str | None = None
    """Title that the file itself declares outside its text (HTML's title element), if any."""
    set_aside: tuple[str, ...] = field(default=())
    """What the reader left out on purpose, in words ("navigation: 12 links")."""

    def words(self, block: Block) -> str:
        """The block's own text."""
        return self.text[block.start : block.end]

    def __iter__(self) -> Iterator[Block]:
        return iter(self.blocks)
