"""What the styles of a Word file say about a paragraph: whether it is a heading, bold, in a list."""

from dataclasses import dataclass, field

from loaders.package import Element, child, local, switched, value, whole

_BODY_SIZE = 20
"""Half points, where a file names no size."""


@dataclass(frozen=True)
class Style:
    """A style with what it takes from those it is based on."""

    name: str = ""
    """Its name, which is English in every language's Word for the styles that Word brings ("heading 1")."""
    outline: int | None = None
    """Level in the outline from 1; 0 for text."""
    number: tuple[str, int] | None = None
    """List and level in it."""
    bold: bool | None = None
    hidden: bool | None = None
    half_points: int | None = None
    left: int | None = None
    """Indent in twentieths of a point."""

    @property
    def heading(self) -> int:
        """The level of heading that paragraphs of this style are; 0 for none."""
        if self.outline is not None:
            return self.outline
        words = self.name.lower().split()
        return int(words[1]) if len(words) == 2 and words[0] == "heading" and words[1] in "123456789" else 0

    def named(self, *beginnings: str) -> bool:
        """Whether its name begins so."""
        return self.name.lower().startswith(beginnings)


@dataclass
class Styles:
    """All styles of a file."""

    known: dict[str, Style] = field(default_factory=dict)
    default: Style = field(default_factory=Style)
    """The style of paragraphs that name none."""
    half_points: int = _BODY_SIZE

    def of(self, name: str | None) -> Style:
        """The style of an id."""
        return self.known.get(name or "", self.default if not name else Style())


def read_styles(root: Element | None) -> Styles:
    """The styles of a file, each complete; a style based on itself, over however many steps, ends where it began."""
    styles = Styles()
    if root is None:
        return styles
    raw = {value(each, "styleId") or "": each for each in root if local(each) == "style"}
    for key, own in raw.items():
        chain: list[Element] = []
        at: str | None = key
        while at in raw and raw[at] not in chain and len(chain) < 50:
            chain.append(raw[at])
            at = value(child(raw[at], "basedOn"))
        styles.known[key] = _merged([_own(each) for each in chain])
        if value(own, "type") == "paragraph" and value(own, "default") in ("1", "true"):
            styles.default = styles.known[key]
    said = whole(value(child(root, "docDefaults", "rPrDefault", "rPr", "sz")))
    styles.half_points = styles.default.half_points or said or _BODY_SIZE
    return styles


def _own(style: Element) -> Style:
    paragraph, run = child(style, "pPr"), child(style, "rPr")
    outline = whole(value(child(paragraph, "outlineLvl")))
    return Style(
        name=value(child(style, "name")) or "",
        outline=None if outline is None else (outline + 1 if 0 <= outline < 9 else 0),
        number=number_of(paragraph),
        bold=switched(child(run, "b")),
        hidden=switched(child(run, "vanish")),
        half_points=whole(value(child(run, "sz"))),
        left=left_of(paragraph),
    )


def _merged(chain: list[Style]) -> Style:
    """The first of a chain, with what it does not say itself taken from the next ones; names are its own.

    A style that is based on a heading is one, even where the heading has no level but its name.
    """
    outline = next((each.heading for each in chain if each.outline is not None or each.heading), None)
    return Style(
        name=chain[0].name,
        outline=outline,
        number=next((each.number for each in chain if each.number is not None), None),
        bold=next((each.bold for each in chain if each.bold is not None), None),
        hidden=next((each.hidden for each in chain if each.hidden is not None), None),
        half_points=next((each.half_points for each in chain if each.half_points is not None), None),
        left=next((each.left for each in chain if each.left is not None), None),
    )


def number_of(paragraph: Element | None) -> tuple[str, int] | None:
    """The list and level that paragraph properties name; the list "0" takes a paragraph out of its style's list."""
    numbers = child(paragraph, "numPr")
    found = value(child(numbers, "numId"))
    if numbers is None or found is None:
        return None
    return found, min(max(whole(value(child(numbers, "ilvl"))) or 0, 0), 8)


def left_of(paragraph: Element | None) -> int | None:
    """The left indent that paragraph properties name."""
    indent = child(paragraph, "ind")
    return whole(value(indent, "left") or value(indent, "start")) if indent is not None else None
