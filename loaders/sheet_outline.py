"""The sections of a spreadsheet: those its rows name in a column."""

from graph.ids import normalise
from loaders.document import Document
from loaders.outline import Outline, Part
from loaders.sentences import one_line
from loaders.sheet_heads import head_of


class SheetOutline(Outline):
    """A section for each name in a column of sections, opened by the first row that gives it."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self.parts = [Part(0, None, document.title or "", 0, "none", None, "context")]
        self._of_block: list[int] = []
        known: dict[str, int] = {"": 0}
        for i, block in enumerate(document.blocks):
            head = head_of(block.header) if block.header else None
            place = head.columns.get("section") if head else None
            title = ""
            if place is not None and place < len(block.cells):
                start, end = block.cells[place]
                title = one_line(document.text[start:end])
            name = normalise(title)
            if name not in known:
                known[name] = len(self.parts)
                self.parts.append(Part(len(self.parts), i, title, 1, "none", 0, "theme"))
            self._of_block.append(known[name])
