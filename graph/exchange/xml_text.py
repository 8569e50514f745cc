"""Text in XML, out and in: what XML cannot hold is escaped, and what its readers would change is written by number."""

from typing import Any

from graph.errors import OntologyError
from graph.exchange.escapes import NOT_IN_XML, escaped, unescaped

_CONTENT = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ATTRIBUTE = _CONTENT | str.maketrans({'"': "&quot;", "\t": "&#9;", "\n": "&#10;"})


def content(text: str) -> str:
    """A text between tags."""
    return escaped(text, NOT_IN_XML).translate(_CONTENT)


def attribute(text: str) -> str:
    """A text as the value of an attribute, with its quotation marks."""
    return f'"{escaped(text, NOT_IN_XML).translate(_ATTRIBUTE)}"'


def plain(text: str | None) -> str:
    """The text as it was."""
    return unescaped(text or "")


def document(text: str, tag: str, form: str) -> Any:
    """The root element of a document, as lxml has it.

    Raises:
        OntologyError: it is not XML, or its root is another.
    """
    from lxml import etree  # noqa: PLC0415  (only for the way back)

    expected = f"Expected {form}, as `partners export` writes it."
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
    try:
        root = etree.fromstring(text.encode(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise OntologyError(f"This is not XML: {error}. {expected}") from None
    if root.tag != tag:
        raise OntologyError(f"The root of this document is {root.tag}. {expected}")
    return root
