"""Reads Markdown: CommonMark with tables. What is HTML in it is text, never run."""

import re
from dataclasses import dataclass, field
from html import unescape

from markdown_it import MarkdownIt
from markdown_it.token import Token

from graph.errors import UnreadableDocument
from loaders.assembly import Assembly, Run, tidy, words
from loaders.document import Block
from loaders.line_shapes import BULLETS
from loaders.typed_lines import Typed

_MAX_NESTING = 100
_FRONT = re.compile(r"\A---[ \t]*\n(?P<body>(?:.*\n)*?)(?:---|\.\.\.)[ \t]*(?:\n|\Z)")
_TITLE = re.compile(r"^title:[ \t]*(?P<quote>[\"']?)(?P<title>.+?)(?P=quote)[ \t]*$", re.MULTILINE | re.IGNORECASE)
_NOTE = re.compile(r"^\[\^[^\]\n]+\]:[^\n]*(?:\n(?:[ \t]+[^\n]*))*", re.MULTILINE)
_NOTE_MARK = re.compile(r"\[\^[^\]\n]+\]")
_SCRIPT = re.compile(r"<(script|style|template)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_TAG = re.compile(r"</?([a-z][a-z0-9]*)\b[^>]*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)


def read_markdown(text: str) -> tuple[str, tuple[Block, ...], str | None, tuple[str, ...]]:
    """Readable text, blocks, declared title, and what was set aside, of a Markdown file."""
    notes: list[str] = []
    title = None
    if front := _FRONT.match(text):
        found = _TITLE.search(front["body"])
        title = found["title"].strip() or None if found else None
        notes.append(f"front matter: {front['body'].count(chr(10))} lines")
        # blank lines keep the line numbers right
        text = "\n" * front[0].count("\n") + text[front.end() :]
    text, count = _NOTE.subn(lambda found: "\n" * found[0].count("\n"), text)
    if count:
        notes.append(f"footnotes: {count}")
        text = _NOTE_MARK.sub("", text)
    page = _Page()
    page.read(_parse(text))
    if page.images:
        notes.append(f"images: {page.images}")
    return page.out.text, tuple(page.out.blocks), title, tuple(notes)


def _parse(text: str) -> list[Token]:
    if text.count("[") > 5000 and text.count("](") + text.count("][") < text.count("[") / 4:
        # thousands of brackets that open no link would be tried as links again and again
        text = text.replace("[", "\\[")
    parser = MarkdownIt("commonmark", {"maxNesting": _MAX_NESTING}).enable(["table", "strikethrough"])
    try:
        tokens = parser.parse(text)
    except RecursionError:
        tokens = None
    # the parser drops what stands deeper
    if tokens is None or any(token.level >= _MAX_NESTING - 2 for token in tokens):
        raise UnreadableDocument(
            f"Lists or quotations stand more than {_MAX_NESTING // 2} deep in each other. "
            "Save the plan with fewer levels."
        )
    return tokens


@dataclass
class _Item:
    """A list item that is open."""

    marker: str
    parent: int | None
    index: int | None = None


@dataclass
class _Page:
    out: Assembly = field(default_factory=Assembly)
    typed: Typed = field(init=False)
    items: list[_Item] = field(default_factory=list)
    heading: int = 0
    """Level of the heading that is open."""
    in_row: bool = False
    line: int | None = None
    header: tuple[str, ...] = ()
    cells: list[list[Run]] = field(default_factory=list)
    images: int = 0

    def __post_init__(self) -> None:
        self.typed = Typed(self.out)

    def read(self, tokens: list[Token]) -> None:
        for token in tokens:
            line = token.map[0] + 1 if token.map else None
            if token.type in ("list_item_open", "list_item_close"):
                self._item(token)
            elif token.type in ("inline", "fence", "code_block", "html_block"):
                self._content(token, line)
            elif token.type in ("tr_open", "tr_close", "thead_open", "thead_close", "td_open", "th_open"):
                self._table(token, line)
            elif token.type == "heading_open":
                self.heading = int(token.tag[1])

    def _item(self, token: Token) -> None:
        if token.nesting < 0:
            self.items.pop()
            return
        parent = next((item.index for item in reversed(self.items) if item.index is not None), None)
        marker = f"{token.info}{token.markup}" if token.info else token.markup
        self.items.append(_Item(marker, parent))

    def _content(self, token: Token, line: int | None) -> None:
        if token.type != "inline":
            self._literal(token, line)
            return
        runs = self._runs(token)
        if self.in_row:
            self.cells[-1] = runs
        elif self.heading:
            self.typed.heading(runs, self.heading, line)
            self.typed.level, self.heading = self.heading, 0
        else:
            self._words(runs, line)

    def _table(self, token: Token, line: int | None) -> None:
        if token.type == "thead_open":
            self.header = ()
        elif token.type == "thead_close":
            self.header = tuple(words(tidy(cell)) for cell in self.cells)
        elif token.type == "tr_open":
            self.cells, self.in_row, self.line = [], True, line
        elif token.type == "tr_close":
            self.in_row = False
            self.out.add_row(self.cells, header=self.header, line=self.line)
        else:
            self.cells.append([])
            self.line = self.line or line

    def _words(self, runs: list[Run], line: int | None) -> None:
        if not self.items:
            self.typed.paragraph(runs, line)
            return
        item, level = self.items[-1], len(self.items) - 1
        if item.index is None:
            item.index = self.out.add("item", runs, level=level, marker=item.marker, parent=item.parent, line=line)
        else:
            self.out.add("paragraph", runs, level=level, parent=item.index, line=line)

    def _literal(self, token: Token, line: int | None) -> None:
        """Code and HTML blocks: their text, line by line; a page's tags are not words."""
        content = token.content
        if token.type == "html_block":
            content = unescape(_TAG.sub("", _SCRIPT.sub("", content)))
        self._words([(content, False)], line)

    def _runs(self, token: Token) -> list[Run]:
        runs: list[Run] = []
        bold = 0
        for child in token.children or ():
            if child.type == "strong_open":
                bold += 1
            elif child.type == "strong_close":
                bold -= 1
            elif child.type == "softbreak":
                runs.append(("\v", bool(bold)))
            elif child.type == "hardbreak":
                runs.append(("\n", False))
            elif child.type == "image":
                self.images += 1
            elif child.type == "html_inline":
                runs.append(_inline(child.content))
            elif child.content:
                runs.append((child.content, bool(bold)))
        return _soft(runs)


def _inline(content: str) -> Run:
    if re.match(r"<br\b", content, re.IGNORECASE):
        return "\n", False
    known = _TAG.fullmatch(content)
    return ("" if known else content), False


def _soft(runs: list[Run]) -> list[Run]:
    """Soft line breaks are spaces, but for a line that begins with a typed bullet, or follows a line all in bold."""
    made: list[Run] = []
    for place, (text, bold) in enumerate(runs):
        if text != "\v":
            made.append((text, bold))
            continue
        following = runs[place + 1][0] if place + 1 < len(runs) else ""
        since = len(made) - next((at for at, run in enumerate(reversed(made)) if run[0] == "\n"), len(made))
        line = [run for run in made[since:] if run[0].strip()]
        typed = following[:1] in set(BULLETS) - set("*-") and following[1:2] in (" ", "\t", "\xa0")
        labelled = place + 1 < len(runs) and runs[place + 1][1] and following.strip() != ""
        made.append(("\n" if typed or labelled or (line and all(run[1] for run in line)) else " ", False))
    return made
