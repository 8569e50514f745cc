"""What on a page is not the document: navigation, cookie notices, footers, share buttons, what is hidden."""

import re
from collections import defaultdict
from dataclasses import dataclass, field

from loaders.html_tables import holds_data
from loaders.html_tree import Element, Tree, attribute, tag, tokens

_NEVER_SHOWN = """script style template noscript svg canvas iframe object embed audio video picture map head select
    datalist textarea input option progress meter applet math"""
_NEVER = frozenset(_NEVER_SHOWN.split())
_WHOLE = frozenset({"html", "body", "main"})
_ROLES = {
    "navigation": "navigation",
    "menu": "navigation",
    "menubar": "navigation",
    "search": "search box",
    "contentinfo": "footer",
    "dialog": "dialog",
    "alertdialog": "dialog",
    "tooltip": "hidden text",
}
_COOKIES = frozenset({"cookie", "cookies", "consent", "gdpr", "ccpa", "onetrust", "cookiebot", "cookieconsent", "ccc"})
_CRUMBS = frozenset({"breadcrumb", "breadcrumbs", "crumbs"})
_SKIPS = frozenset({"skiplink", "skiplinks", "skip"})
_SHARES = frozenset({"share", "sharing", "addthis", "sharethis", "addtoany", "social", "socials", "sharebar"})
_MENUS = frozenset(
    {"nav", "navbar", "navigation", "menu", "submenu", "sidenav", "sidebar", "toc", "pagination", "pager", "tags"}
)
_FEET = frozenset({"footer", "colophon", "copyright"})
_EXTRAS = frozenset(
    {"related", "newsletter", "subscribe", "signup", "feedback", "rating", "recommended", "comments", "advert"}
)
_UNSEEN = frozenset({"hidden", "offscreen"})
_PANELS = frozenset({"accordion", "collapse", "collapsible", "tab", "tabs", "panel", "toggle", "expander", "details"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SR_ONLY = re.compile(
    r"(?:^|\s)(?:sr-only|visually-?hidden|screen-reader(?:-text|-only)?|govuk-visually-hidden|element-invisible)(?:"
    r"\s|$)"
)


@dataclass
class Boilerplate:
    """The elements to leave out, and what they were."""

    tree: Tree
    left_out: set[Element] = field(default_factory=set)
    kinds: dict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))
    controlled: set[str] = field(default_factory=set)
    """Ids that a button or tab on the page opens."""

    def find(self) -> "Boilerplate":
        """Mark everything that is not the document."""
        for element in self.tree.weights:
            for name in ("aria-controls", "data-target", "data-bs-target", "href"):
                value = (element.get(name) or "").lstrip("#").strip()
                if value and (name == "aria-controls" or (element.get(name) or "").startswith("#")):
                    self.controlled.update(value.split())
        for element in self.tree.weights:
            parent = element.getparent()
            if parent is not None and parent in self.left_out:
                self.left_out.add(element)
            elif kind := self._kind(element):
                self._leave_out(element, kind)
        self._around_main()
        self._above_heading()
        return self

    def told(self) -> tuple[str, ...]:
        """What was left out, in words."""
        notes = []
        for kind, elements in sorted(self.kinds.items()):
            words = sum(self.tree.weight(element).words for element in elements)
            links = sum(self.tree.weight(element).links for element in elements)
            if words:
                notes.append(
                    f"{kind}: {links} links"
                    if links and kind in ("navigation", "breadcrumb trail")
                    else f"{kind}: {words} words"
                )
        return tuple(notes)

    def _leave_out(self, element: Element, kind: str) -> None:
        self.left_out.add(element)
        self.kinds[kind].append(element)

    def _kind(self, element: Element) -> str | None:
        name = tag(element)
        if name in _WHOLE:
            return None
        if name in _NEVER:
            # words of scripts are nothing that anybody misses
            self.left_out.add(element)
            return None
        if self._hidden(element):
            return "hidden text"
        return self._control(element, name) or self._by_role(element, name) or self._by_words(element)

    def _control(self, element: Element, name: str) -> str | None:
        """Buttons, labels and forms, but for buttons that are headings and for forms around the whole page."""
        if name == "button":
            return None if self._heading_button(element) else "buttons"
        if name == "label":
            return None if self._inside(element, _HEADINGS) else "form"
        return "form" if name == "form" and not self._substantial(element) else None

    def _by_role(self, element: Element, name: str) -> str | None:
        role = attribute(element, "role")
        if name == "nav" or role in ("navigation", "menu", "menubar"):
            return "breadcrumb trail" if "breadcrumb" in attribute(element, "aria-label") else "navigation"
        if name == "dialog" or role in _ROLES:
            return _ROLES.get(role, "dialog") if self._minor(element) else None
        if name == "footer" and not self._inside(element, {"blockquote", "figure"}) and self._minor(element):
            return "footer"
        if self._beside(element, name, role):
            return "side links"
        if (name == "header" or role == "banner") and self._site_header(element):
            return "page header"
        return None

    def _beside(self, element: Element, name: str, role: str) -> bool:
        """Whether an element is a column of links, be it the cell of a table that only arranges the page."""
        weight = self.tree.weight(element)
        if name == "aside" or role == "complementary":
            return weight.density > 0.5
        if name != "td" or weight.links < 3 or weight.density < 0.9:
            return False
        table = next(element.iterancestors("table"), None)
        return table is not None and not holds_data(table, self.tree, set())

    def _site_header(self, element: Element) -> bool:
        """Whether a header is the site's (its logo, its slogan) and not the document's."""
        return (
            not self._inside(element, {"main", "article", "section"})
            and self._minor(element)
            and not self._substantial(element)
            and not any(tag(each) in _HEADINGS or attribute(each, "role") == "heading" for each in element.iter())
        )

    def _by_words(self, element: Element) -> str | None:
        """By a word in class or id, where what the element holds bears it out: "share" is no "shared-priorities"."""
        words = tokens(element)
        if not words or tag(element) in _HEADINGS:
            return None
        weight = self.tree.weight(element)
        signs: tuple[tuple[str, frozenset[str], bool], ...] = (
            ("breadcrumb trail", _CRUMBS, weight.words < 60),
            ("skip link", _SKIPS, weight.words < 12 and weight.links > 0),
            ("share links", _SHARES, weight.words < 12 or (weight.density > 0.5 and weight.words < 80)),
            ("navigation", _MENUS, weight.density > 0.6),
            ("page extras", _EXTRAS, weight.density > 0.5 or weight.words < 60),
            ("footer", _FEET, not self._inside(element, {"article"})),
        )
        if words & _COOKIES and self._minor(element) and self._says(element, "cookie", "consent", "privacy"):
            return "cookie notice"
        for kind, names, borne_out in signs:
            if words & names and borne_out and self._minor(element):
                return None if self._substantial(element) and kind != "navigation" else kind
        return None

    def _hidden(self, element: Element) -> bool:
        style = attribute(element, "style").replace(" ", "")
        hidden = (
            (element.get("hidden") is not None and attribute(element, "hidden") != "until-found")
            or attribute(element, "aria-hidden") == "true"
            or "display:none" in style
            or "visibility:hidden" in style
            or bool(_SR_ONLY.search(attribute(element, "class")) and tag(element) not in _HEADINGS)
        )
        return hidden and not self._panel(element)

    def _panel(self, element: Element) -> bool:
        """Whether a hidden element is the folded part of an accordion or a tab, which a reader can open."""
        inside = element
        for _ in range(3):
            if inside is None:
                return False
            if (
                (inside.get("id") or "") in self.controlled
                or attribute(inside, "role") == "tabpanel"
                or tokens(inside) & _PANELS
                or tag(inside) == "details"
            ):
                return self.tree.weight(element).words >= 4
            inside = inside.getparent()
        return False

    def _heading_button(self, element: Element) -> bool:
        """Whether a button carries the heading of an accordion."""
        return (
            self._inside(element, _HEADINGS | {"summary", "dt"})
            or any(tag(child) in _HEADINGS for child in element.iter())
            or (
                bool(element.get("aria-expanded") or element.get("aria-controls") or tokens(element) & _PANELS)
                and self.tree.weight(element).words <= 25
            )
        )

    def _minor(self, element: Element) -> bool:
        """Whether an element holds less than two fifths of the page's words."""
        return self.tree.weight(element).words <= max(40, 0.4 * self.tree.weight(self.tree.root).words)

    def _substantial(self, element: Element) -> bool:
        """Whether an element holds prose or headings of its own, not just controls and links."""
        weight = self.tree.weight(element)
        prose = weight.words - weight.linked
        return prose >= 25 and (
            any(tag(child) in _HEADINGS for child in element.iter())
            or any(tag(child) in ("p", "li") and self.tree.weight(child).words >= 12 for child in element.iter())
        )

    @staticmethod
    def _says(element: Element, *needles: str) -> bool:
        text = "".join(element.itertext()).lower()
        return any(needle in text for needle in needles)

    @staticmethod
    def _inside(element: Element, names: frozenset[str] | set[str]) -> bool:
        return any(tag(above) in names for above in element.iterancestors())

    def _around_main(self) -> None:
        """Where a main element holds the content, leave out what is around it but for the page's own heading."""
        main = self._main()
        if main is None:
            return
        kept = set(main.iterancestors())
        has_title = any(tag(child) == "h1" and child not in self.left_out for child in main.iter())
        for element in list(self.tree.weights):
            if element is main or element in kept or element in self.left_out or tag(element) in _WHOLE:
                continue
            parent = element.getparent()
            if parent is not None and parent in self.left_out:
                self.left_out.add(element)
            elif not has_title and any(tag(each) == "h1" for each in element.iter()):
                kept.add(element)
            elif parent in kept and not self._inside(element, {"h1"}) and not self._standfirst(element):
                self._leave_out(element, "around the main part")

    def _above_heading(self) -> None:
        """Leave out what is only links, and the buttons of menus, above the page's own heading."""
        heading = next((each for each in self.tree.weights if tag(each) == "h1" and each not in self.left_out), None)
        if heading is None:
            return
        around = {heading, *heading.iterancestors()}
        by_id = {each.get("id"): each for each in self.tree.weights if each.get("id")}
        for element in self.tree.weights:
            if element is heading:
                return
            parent = element.getparent()
            if element in self.left_out or element in around:
                continue
            if parent in self.left_out:
                self.left_out.add(element)
            elif self.tree.weight(element).words and self.tree.weight(element).density >= 0.9:
                self._leave_out(element, "links above the heading")
            elif tag(element) == "button" or attribute(element, "role") == "button":
                opened = by_id.get(element.get("aria-controls"))
                if opened is None or opened in self.left_out:
                    self._leave_out(element, "buttons")

    def _standfirst(self, element: Element) -> bool:
        """Whether an element beside the page's heading is a sentence about it."""
        weight = self.tree.weight(element)
        beside = any(tag(each) == "h1" for each in element.itersiblings(preceding=True))
        return tag(element) == "p" and beside and weight.words >= 8 and weight.density < 0.5

    def _main(self) -> Element | None:
        """The element that says it is the main part, if it holds most of the words that are left."""
        total = self._left(self.tree.root)
        found = [
            element
            for element in self.tree.weights
            if (tag(element) == "main" or attribute(element, "role") == "main") and element not in self.left_out
        ]
        best = max(found, key=self._left, default=None)
        return best if best is not None and self._left(best) >= max(1, 0.6 * total) else None

    def _left(self, element: Element) -> int:
        """Words in an element without those left out."""
        words = self.tree.weight(element).words
        for elements in self.kinds.values():
            for each in elements:
                if element in each.iterancestors():
                    words -= self.tree.weight(each).words
        return words
