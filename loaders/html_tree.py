"""A parsed page: its elements, how many words each holds, and how many of those are links."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from graph.errors import UnreadableDocument
from loaders.assembly import Run

# lxml brings no types of its own
Element = Any

BOLD = frozenset({"b", "strong"})
_BLOCK_NAMES = """address article aside blockquote body caption center dd details dialog dir div dl dt fieldset
    figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section
    summary table tbody td tfoot th thead tr ul"""
BLOCKS = frozenset(_BLOCK_NAMES.split())
_BOXES = re.compile(r"</?(?:div|span|font|section|center|b|strong|i|em)\b[^<>]*>", re.IGNORECASE)
_DOUBLE = re.compile(
    r"&(?:amp|nbsp|quot|apos|pound|euro|hellip|[lr][sd]quo|[mn]dash|bull|middot|#\d{2,5}|#x[0-9a-f]{2,4});", re.I
)


@dataclass
class Weight:
    """What an element holds, its descendants included."""

    words: int = 0
    linked: int = 0
    links: int = 0

    @property
    def density(self) -> float:
        """Share of the words that are links."""
        return self.linked / self.words if self.words else float(self.links > 0)


@dataclass
class Tree:
    """The elements of a page in document order, weighed."""

    root: Element
    weights: dict[Element, Weight] = field(default_factory=dict)

    def weight(self, element: Element) -> Weight:
        """What an element holds."""
        return self.weights.get(element) or Weight()


def parse(text: str) -> Tree:
    """Parse a page, however broken, without network, entities or limits on depth."""
    try:
        root, whole = _parse(text)
        if not whole:
            # nobody nests two thousand deep but by mistake, and then it is boxes that nobody sees
            root, whole = _parse(_BOXES.sub(" <hr> ", text))
    except (etree.LxmlError, ValueError) as error:
        raise UnreadableDocument(
            f"The page cannot be parsed as HTML ({error}). Save it as text and load that."
        ) from error
    if not whole:
        raise UnreadableDocument("The page's elements stand more than 2,000 deep in each other. Save its text as .txt.")
    if root is None:
        raise UnreadableDocument("The page holds no element of HTML. Save its text as .txt and load that.")
    # the parser does not end a definition where the next begins, as browsers do
    for definition in list(root.iter("dd")):
        if tag(definition.getparent()) == "dd":
            definition.getparent().addnext(definition)
    return Tree(root, _weigh(root))


def _parse(text: str) -> tuple[Element, bool]:
    """The page's root, and whether all of it is there: the parser drops what stands too deep."""
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True, recover=True
    )
    # bytes, because lxml refuses text that declares an encoding of its own
    root = etree.fromstring(text.replace("\x00", "").encode("utf-8", errors="replace"), parser)
    return root, not any("depth" in entry.message for entry in parser.error_log)


def _weigh(root: Element) -> dict[Element, Weight]:
    elements = list(root.iter(etree.Element))
    weights = {element: Weight() for element in elements}
    for element in reversed(elements):
        weight = weights[element]
        if tag(element) not in ("script", "style", "template", "noscript"):
            weight.words += len((element.text or "").split())
        if tag(element) == "a":
            weight.linked, weight.links = weight.words, weight.links + 1
        parent = element.getparent()
        if parent is not None and parent in weights:
            above = weights[parent]
            above.words += weight.words + len((element.tail or "").split())
            above.linked += weight.linked
            above.links += weight.links
    return weights


def tag(element: Element) -> str:
    """The element's name, which the parser gives in lower case; empty for what is no element."""
    name = element.tag
    return name if isinstance(name, str) else ""


def attribute(element: Element, name: str) -> str:
    """An attribute in lower case, empty when absent."""
    value: str | None = element.get(name)
    return value.strip().lower() if value else ""


def tokens(element: Element) -> frozenset[str]:
    """The words in an element's class and id: "siteFooter_links" holds site, footer and links."""
    names, own = element.get("class"), element.get("id")
    if not (names or own):
        return frozenset()
    raw = f"{names or ''} {own or ''}"
    return frozenset(re.findall(r"[a-z]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", raw).lower()))


def plain(text: str | None) -> str:
    """Text of the page with entities that were encoded twice put right ("&amp;nbsp;"); never a tag's brackets."""
    if not text:
        return ""
    if "&" in text and _DOUBLE.search(text):
        from html import unescape  # noqa: PLC0415

        text = _DOUBLE.sub(lambda found: unescape(found[0]), text)
    return text


@dataclass
class Walk:
    """Visits an element and all inside it in document order, without recursion, however deep the page is nested."""

    root: Element
    _skip: bool = False

    def skip(self) -> None:
        """Leave out what is inside the element just started."""
        self._skip = True

    def __iter__(self) -> Iterator[tuple[bool, Element]]:
        """(True, element) where it starts, (False, element) where it ends."""
        stack: list[tuple[Element, Iterator[Element]]] = [(None, iter((self.root,)))]
        while stack:
            element, children = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                if element is not None:
                    yield False, element
            elif tag(child):
                self._skip = False
                yield True, child
                stack.append((child, iter(()) if self._skip else iter(child)))


def is_bold(element: Element) -> bool:
    """Whether an element prints its words bold."""
    return tag(element) in BOLD or bool(re.search(r"font-weight\s*:\s*(?:bold|[6-9]00)", attribute(element, "style")))


def is_note_mark(element: Element) -> bool:
    """Whether an element is the raised number of a footnote."""
    return tag(element) == "sup" and bool(
        re.fullmatch(r"[\[(]?(?:\d{1,3}|[*†‡]|[a-z])[\])]?", "".join(element.itertext()).strip())
    )


def runs_of(root: Element, left_out: set[Element]) -> list[Run]:
    """The words inside an element as runs; blocks and line breaks in it become newlines."""
    runs: list[Run] = []
    bold = 0
    walk = Walk(root)
    for starts, element in walk:
        inner = element is not root
        dropped = inner and (element in left_out or is_note_mark(element))
        breaks = inner and not dropped and tag(element) in (BLOCKS if not starts else BLOCKS | {"br"})
        if breaks:
            runs.append(("\n", False))
        if starts:
            bold += is_bold(element)
            if dropped:
                walk.skip()
            else:
                runs.append((flat(element.text), bool(bold)))
        else:
            bold -= is_bold(element)
            if inner:
                runs.append((flat(element.tail), bool(bold)))
    return [run for run in runs if run[0]]


def flat(text: str | None) -> str:
    """Text of the page in which only the page's own line breaks are newlines."""
    return plain(text).replace("\n", " ")
