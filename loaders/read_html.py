"""Reads a web page: the document in it, block by block, without the page around it."""

from dataclasses import dataclass, field

from loaders.assembly import Assembly, Run, tidy, words
from loaders.boilerplate import Boilerplate
from loaders.document import Block
from loaders.html_tables import holds_data, rows_of
from loaders.html_tree import (
    BLOCKS,
    Element,
    Tree,
    Walk,
    attribute,
    flat,
    is_bold,
    is_note_mark,
    parse,
    plain,
    runs_of,
    tag,
)
from loaders.line_shapes import bullet
from loaders.typed_lines import Typed, cut

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_MAX_HEADING_WORDS = 40


def read_html(text: str) -> tuple[str, tuple[Block, ...], str | None, tuple[str, ...]]:
    """Readable text, blocks, declared title, and what was set aside, of a page."""
    tree = parse(text)
    boilerplate = Boilerplate(tree).find()
    page = _Page(tree, boilerplate.left_out)
    page.read()
    trails = ("breadcrumb trail: typed",) if page.typed.trails else ()
    return page.out.text, tuple(page.out.blocks), _title(tree), boilerplate.told() + trails


def _title(tree: Tree) -> str | None:
    for element in tree.root.iter("meta"):
        if attribute(element, "property") == "og:title" and (element.get("content") or "").strip():
            return words(tidy([(flat(element.get("content")), False)])) or None
    for element in tree.root.iter("title"):
        if tag(element.getparent()) in ("head", "html", "body"):
            return words(tidy([(flat("".join(element.itertext())), False)])) or None
    return None


@dataclass
class _Item:
    """A list item that is open."""

    level: int
    marker: str
    parent: int | None
    index: int | None = None
    label: list[Run] = field(default_factory=list)
    """The term that its definition belongs to."""


@dataclass
class _Page:
    tree: Tree
    left_out: set[Element]
    out: Assembly = field(default_factory=Assembly)
    typed: Typed = field(init=False)
    runs: list[Run] = field(default_factory=list)
    line: int | None = None
    bold: int = 0
    items: list[_Item] = field(default_factory=list)
    counters: list[int] = field(default_factory=list)
    terms: list[list[Run]] = field(default_factory=list)
    preformatted: int = 0
    term: int | None = None
    """Index of the term that the next definitions stand under."""
    accordions: dict[str, int] = field(default_factory=dict)
    restores: dict[Element, int] = field(default_factory=dict)
    """Level to go back to where an accordion ends."""
    tabs: dict[str, Element] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.typed = Typed(self.out)

    def read(self) -> None:
        self._find_tabs()
        walk = Walk(self.tree.root)
        for starts, element in walk:
            if starts:
                if element in self.left_out or is_note_mark(element):
                    walk.skip()
                elif self._whole(element):
                    self.left_out.add(element)
                    walk.skip()
                else:
                    self._start(element)
            else:
                if element not in self.left_out and not is_note_mark(element):
                    self._end(element)
                self._say(element.tail, element.getparent())
        self._flush()

    def _say(self, text: str | None, element: Element | None) -> None:
        if text:
            if not self.runs and element is not None and text.strip():
                self.line = element.sourceline
            self.runs.append((plain(text) if self.preformatted else flat(text), bool(self.bold)))

    def _whole(self, element: Element) -> bool:
        """Write an element that is taken as a whole: a heading, a data table."""
        name = tag(element)
        weight = self.tree.weight(element)
        role = attribute(element, "role")
        if (name in _HEADINGS or role == "heading") and weight.words <= _MAX_HEADING_WORDS:
            stated = attribute(element, "aria-level") or name[1:]
            level = int(stated) if stated.isascii() and stated.isdigit() and len(stated) < 3 else 2
            self._heading(element, max(1, level))
            return True
        opens = name in ("summary", "button") or (role == "button" and element.get("aria-expanded"))
        if opens and weight.words <= _MAX_HEADING_WORDS:
            inner = next((each for each in element.iter() if tag(each) in _HEADINGS), None)
            signature = f"{name} {element.get('class')}"
            level = (
                int(tag(inner)[1])
                if inner is not None
                else self.accordions.get(signature, max(self.typed.level, 1) + 1)
            )
            self.accordions.setdefault(signature, level)
            self.restores.setdefault(element.getparent(), self.typed.level)
            self._heading(element, level)
            return True
        if name == "dt":
            self._flush()
            self.term = None
            self.terms.append(tidy(runs_of(element, self.left_out)))
            return True
        if role == "tablist" and self.tabs:
            return True
        if name == "table" and holds_data(element, self.tree, self.left_out):
            self._flush()
            self._table(element)
            return True
        return False

    def _heading(self, element: Element, level: int) -> None:
        self._flush()
        self._loose_terms()
        runs = runs_of(element, self.left_out)
        if words(tidy(runs)):
            self.typed.heading(runs, level, element.sourceline)
            self.typed.level = level

    def _table(self, table: Element) -> None:
        header: tuple[str, ...] = ()
        for caption in table.iter("caption"):
            if caption not in self.left_out:
                self.typed.paragraph(runs_of(caption, self.left_out), caption.sourceline)
        for row in rows_of(table, self.left_out):
            if row.wide:
                self.typed.heading(row.cells[0], self.typed.level + 1, row.line)
                continue
            self.out.add_row(row.cells, header=() if row.heads else header, line=row.line)
            if row.heads:
                header = tuple(words(cell).replace("\n", " ") for cell in row.cells)

    def _start(self, element: Element) -> None:
        name = tag(element)
        self.bold += is_bold(element)
        if name in BLOCKS:
            self._flush()
            self._tab(element)
        if name == "br":
            self.runs.append(("\n", False))
        elif name in ("ul", "ol", "menu", "dir"):
            start = element.get("start") or ""
            self.counters.append(int(start) - 1 if start.lstrip("-").isdigit() and len(start) < 6 else 0)
            self.typed.marks.clear()
        elif name == "li":
            self._open_item(self._marker(element))
        elif name == "dd":
            self._definition(element)
        elif name == "pre":
            self.preformatted += 1
        elif name in ("td", "th") and self.runs:
            self.runs.append((" ", False))
        self._say(element.text, element)

    def _end(self, element: Element) -> None:
        name = tag(element)
        if name in BLOCKS:
            self._flush()
        self.bold -= is_bold(element)
        if element in self.restores:
            self.typed.level = self.restores.pop(element)
        if name in ("ul", "ol", "menu", "dir") and self.counters:
            self.counters.pop()
            self.typed.marks.clear()
        elif name in ("li", "dd") and self.items:
            self.items.pop()
        elif name == "pre":
            self.preformatted -= 1
        elif name == "dl":
            self._loose_terms()
            self.term = None

    def _marker(self, element: Element) -> str:
        parent = element.getparent()
        if tag(parent) != "ol":
            return "•"
        value = element.get("value") or ""
        self.counters[-1:] = [int(value) if value.isdigit() and len(value) < 6 else (self.counters or [0])[-1] + 1]
        count = self.counters[-1]
        kind = (parent.get("type") or "1")[:1]
        if kind in ("a", "A") and 1 <= count <= 26:
            return f"{chr(ord(kind) + count - 1)}."
        return f"{count}."

    def _open_item(self, marker: str, label: list[Run] | None = None) -> None:
        parent = next((item.index for item in reversed(self.items) if item.index is not None), None)
        self.items.append(_Item(len(self.items), marker, parent, label=label or []))

    def _definition(self, element: Element) -> None:
        """Open a definition: "term: definition", or items under their term where it has several."""
        several = any(tag(each) == "dd" for each in element.itersiblings(preceding=False)) and bool(self.terms)
        following = next((tag(each) for each in element.itersiblings() if tag(each)), "")
        if self.terms and not (several and following == "dd"):
            label = [run for term in self.terms for run in (*term, (" / ", True))][:-1]
            self.terms.clear()
            self._open_item("", label)
            return
        if self.terms:
            self.term = self._loose_terms()
        self._open_item("")
        if self.term is not None:
            self.items[-1].parent = self.term
            self.items[-1].level += 1

    def _loose_terms(self) -> int | None:
        """Write terms that have no single definition as items of their own; the index of the last."""
        index = None
        for term in self.terms:
            index = self.out.add("item", [(text, True) for text, _ in term], level=len(self.items))
        self.terms.clear()
        return index

    def _flush(self) -> None:
        """Write the words gathered so far as a block of where we are."""
        runs, self.runs = tidy(self.runs), []
        if not runs:
            return
        if not self.items:
            self.typed.paragraph(runs, self.line, headings=True)
            return
        item = self.items[-1]
        if item.index is not None:
            self.out.add("paragraph", runs, level=item.level, parent=item.index, line=self.line)
            return
        if item.label:
            gap = " " if words(item.label).endswith((":", "–", "-")) else ": "
            runs = [*((text, True) for text, _ in item.label), (gap, False), *runs]
        marker = item.marker
        if marker == "•" and (found := bullet(words(runs))):
            marker, runs = found[0], cut(runs, found[1])
        item.index = self.out.add("item", runs, level=item.level, marker=marker, parent=item.parent, line=self.line)

    def _find_tabs(self) -> None:
        """Which tab names which panel, so that its name can stand above it as a heading."""
        by_id = {element.get("id"): element for element in self.tree.weights if element.get("id")}
        for element in self.tree.weights:
            if attribute(element, "role") == "tab":
                for name in (element.get("aria-controls"), (element.get("href") or "").lstrip("#")):
                    if name and name in by_id:
                        self.tabs[name] = element
            elif attribute(element, "role") == "tabpanel" and element.get("id"):
                named = by_id.get(element.get("aria-labelledby"))
                if named is not None and tag(named) not in _HEADINGS:
                    self.tabs[element.get("id")] = named

    def _tab(self, element: Element) -> None:
        named = self.tabs.get(element.get("id") or "")
        if named is not None:
            level = self.accordions.setdefault("tab", max(self.typed.level, 1) + 1)
            self.typed.heading(runs_of(named, self.left_out - set(named.iter())), level, element.sourceline)
            self.typed.level = level
