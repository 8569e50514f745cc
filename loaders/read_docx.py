"""Reads a Word document: its paragraphs, lists and tables, as they stand once all tracked changes are accepted."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.errors import UnreadableDocument
from loaders.assembly import Assembly, Run, tidy, words
from loaders.document import Block
from loaders.docx_numbers import Numbers, read_numbers
from loaders.docx_styles import Style, Styles, left_of, number_of, read_styles
from loaders.docx_tables import grid, rows_of
from loaders.docx_words import choice, mark_deleted, words_of
from loaders.line_shapes import depth, heading
from loaders.package import Element, Package, child, local, value, whole
from loaders.typed_lines import Typed

_WRAPPERS = frozenset({"sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo", "body", "txbxContent"})
_MAX_HEADING_WORDS = 40
_LONG_CELL = 250
_TITLES_OF_NOTHING = ("microsoft word", "untitled", "document", "title", "word document", "template")


def read_docx(data: bytes, name: str) -> tuple[str, tuple[Block, ...], str | None, tuple[str, ...]]:
    """Readable text, blocks, declared title, and what was set aside, of a Word document."""
    package = Package(data, name)
    main = package.related("", "officeDocument") or "word/document.xml"
    root = package.part(main)
    body = child(root, "body")
    if body is None:
        raise UnreadableDocument(
            f"{name} is an archive without a Word document in it. Open it in the program that made it and save it as "
            ".docx."
        )
    styles = read_styles(package.part(package.related(main, "styles") or "word/styles.xml"))
    numbers = read_numbers(package.part(package.related(main, "numbering") or "word/numbering.xml"), styles)
    reader = _Reader(styles, numbers)
    reader.read(body)
    macros = ("macros: never run",) if "word/vbaProject.bin" in package else ()
    return reader.out.text, tuple(reader.out.blocks), _title(package), reader.told() + macros


def _title(package: Package) -> str | None:
    root = package.part(package.related("", "core-properties") or "docProps/core.xml")
    said = child(root, "title")
    title = " ".join((said.text or "").split()) if said is not None else ""
    return None if not title or title.lower().startswith(_TITLES_OF_NOTHING) else title


@dataclass
class _Reader:
    styles: Styles
    numbers: Numbers
    out: Assembly = field(default_factory=Assembly)
    typed: Typed = field(init=False)
    items: list[tuple[int, int]] = field(default_factory=list)
    """Indent and index of the list items that are open."""
    pending: list[Run] = field(default_factory=list)
    """Words of a paragraph whose end was deleted."""
    aside: Counter[str] = field(default_factory=Counter)
    shift: int = 0
    """Levels that headings stand under the document's title."""

    def __post_init__(self) -> None:
        self.typed = Typed(self.out)

    def told(self) -> tuple[str, ...]:
        """What was set aside, in words."""
        return tuple(f"{kind}: {count}" for kind, count in sorted(self.aside.items()) if count)

    def read(self, container: Element) -> None:
        """Write everything inside a container (body, text box, cell of a table that only arranges)."""
        for element in self._blocks(container):
            if local(element) == "p":
                self._paragraph(element)
            else:
                self._table(element)
        if self.pending:
            runs, self.pending = self.pending, []
            self.typed.paragraph(runs, None)

    def _blocks(self, container: Element) -> Iterator[Element]:
        for each in container:
            name = local(each)
            if name in ("p", "tbl"):
                yield each
            elif name == "AlternateContent":
                if (chosen := choice(each)) is not None:
                    yield from self._blocks(chosen)
            elif name in _WRAPPERS:
                gallery = value(child(each, "sdtPr", "docPartObj", "docPartGallery")) or ""
                if gallery.lower() == "table of contents":
                    self.aside["lines of a table of contents"] += sum(1 for at in each.iter() if local(at) == "p")
                else:
                    yield from self._blocks(each)

    def _paragraph(self, paragraph: Element) -> None:
        properties = child(paragraph, "pPr")
        style = self.styles.of(value(child(properties, "pStyle")))
        found = words_of(paragraph, style, self.styles)
        for kind, count in (
            ("footnotes", found.notes),
            ("hidden words", found.hidden),
            ("pictures", found.pictures),
        ):
            if count:
                self.aside[kind] += count
        runs = self.pending + found.runs
        self.pending = []
        if mark_deleted(paragraph):
            self.pending = runs
        elif style.named("toc ", "table of figures"):
            self.aside["lines of a table of contents"] += bool(words(tidy(runs)))
        else:
            self._write(runs, properties, style, large=not found.small)
        for box in found.boxes:
            # a box stands beside the text: what is in it belongs to no list of the text
            kept, self.items = self.items, []
            waiting, self.pending = self.pending, []
            self.read(box)
            self.items, self.pending = kept, waiting

    def _write(self, runs: list[Run], properties: Element | None, style: Style, *, large: bool) -> None:
        shown = words(tidy(runs))
        number = number_of(properties) or style.number
        listed = number is not None and self.numbers.level(number) is not None
        if not shown:
            return
        level = self._level(properties, style)
        if not level and large and not listed and heading(shown) and not self._headed():
            # the title of a document whose author knows no styles
            level = 1
        # an item is counted even where it is a heading
        marker = self.numbers.next(number) if number is not None and listed else ""
        if not listed and number is None and style.named("list bullet", "list number"):
            marker = "•"
        if level and len(shown.split()) <= _MAX_HEADING_WORDS:
            self.items.clear()
            self.typed.heading(runs, level, None)
            self.typed.level = level
        elif marker and not (marker[0].isdigit() and depth(marker) > 1 and len(shown.split()) > 25):
            self._item(runs, marker, self._indent(properties, style, number))
        else:
            self._text(runs, properties, style)

    def _headed(self) -> bool:
        return any(block.kind == "heading" for block in self.out.blocks)

    def _level(self, properties: Element | None, style: Style) -> int:
        """The level of heading that a paragraph is; 0 for none. A title stands above all others."""
        if style.name.lower() == "title" and style.outline is None:
            self.shift = 1
            return 1
        own = whole(value(child(properties, "outlineLvl")))
        level = style.heading if own is None else (own + 1 if 0 <= own < 9 else 0)
        return level + self.shift if level else 0

    def _indent(self, properties: Element | None, style: Style, number: tuple[str, int] | None) -> int:
        level = self.numbers.level(number) if number else None
        own = left_of(properties)
        if own is None and number and number_of(properties) is None:
            own = style.left
        if own is None and level is not None:
            own = level.left
        return own if own is not None else 360 * ((number[1] if number else 0) + 1)

    def _item(self, runs: list[Run], marker: str, indent: int) -> None:
        self.typed.marks.clear()
        # twips: what differs by less than a tenth of an inch stands at one place
        self.items = [item for item in self.items if item[0] < indent - 140]
        parent = self.items[-1][1] if self.items else None
        index = self.out.add("item", runs, level=len(self.items), marker=marker, parent=parent)
        if index is not None:
            self.items.append((indent, index))

    def _text(self, runs: list[Run], properties: Element | None, style: Style) -> None:
        own = left_of(properties)
        indent = (style.left or 0) if own is None else own
        under = [item for item in self.items if item[0] <= indent + 140]
        if under and (indent > 0 or style.named("list continue")):
            self.out.add("paragraph", runs, level=len(under) - 1, parent=under[-1][1])
            return
        self.items.clear()
        self.typed.paragraph(runs, None)

    def _table(self, table: Element) -> None:
        self.items.clear()
        self.typed.marks.clear()
        if not self._holds_data(table):
            for _, cells in grid(table):
                for cell in cells:
                    self.read(cell)
            return
        header: tuple[str, ...] = ()
        for row in rows_of(table, self._cell):
            if row.wide:
                self.typed.heading(next(cell for cell in row.cells if cell), self.typed.level + 1, None)
                continue
            self.out.add_row(row.cells, header=() if row.heads else header)
            if row.heads:
                header = tuple(words(cell).replace("\n", " ") for cell in row.cells)

    def _holds_data(self, table: Element) -> bool:
        """Whether a table is one to its reader: several columns of short cells, no headings or tables inside."""
        rows = grid(table)
        cells = [cell for _, own in rows for cell in own]
        if len(rows) < 2 or max(len(own) for _, own in rows) < 2:
            return False
        long = 0
        for cell in cells:
            for each in cell.iter():
                if local(each) == "tbl":
                    return False
                if local(each) == "p" and self._is_heading(each):
                    return False
            long += sum(len((each.text or "").split()) for each in cell.iter() if local(each) == "t") > _LONG_CELL
        return long < len(cells) / 2

    def _is_heading(self, paragraph: Element) -> bool:
        style = self.styles.of(value(child(paragraph, "pPr", "pStyle")))
        return 0 < style.heading <= 2 and any(local(each) == "t" for each in paragraph.iter())

    def _cell(self, cell: Element) -> list[Run]:
        runs: list[Run] = []
        for paragraph in self._blocks(cell):
            if local(paragraph) != "p":
                continue
            style = self.styles.of(value(child(paragraph, "pPr", "pStyle")))
            found = words_of(paragraph, style, self.styles)
            self.aside["footnotes"] += found.notes
            runs += [("\n", False), *found.runs] if runs else found.runs
            for box in found.boxes:
                runs += [("\n", False), *self._cell(box)]
        return runs
