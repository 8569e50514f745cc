"""The style sheet for Neo4j Browser (GraSS): a colour and a caption for each label."""

from collections.abc import Iterator, Mapping

from graph.exchange.captions import CAPTIONS
from graph.ontology import NODES
from graph.store.batches import DEPARTMENT
from views.explorer.palette import LIGHT

_LOOKS: Mapping[str, tuple[str, str, int]] = {
    "Plan": ("brand", "brand-ink", 80),
    "Section": ("section", "surface", 50),
    "Priority": ("priority", "surface", 80),
    "Ask": ("ask", "surface", 65),
    "Role": ("role", "surface", 50),
    DEPARTMENT: ("addressee", "surface", 65),
    "Organisation": ("partner", "surface", 65),
    "Instrument": ("instrument", "surface", 50),
    "Measure": ("warn", "surface", 50),
    "Passage": ("mark", "ink", 50),
    "Correction": ("rule", "ink", 40),
    "Waiver": ("brand-muted", "ink", 40),
    "Update": ("brand-focus", "ink", 40),
}
"""For each label: its colour and the colour of its words, by their names in the explorer's page, and its diameter."""


def style_sheet() -> str:
    """The style sheet. Of two labels of a node the first in the sheet counts, so departments stand before the rest."""
    return "".join(_rules())


def _rules() -> Iterator[str]:
    general = {"border-width": "2px", "font-size": "10px", "caption": '"<id>"'}
    yield _rule("node", _colours("section", "surface", 50) | general)
    for label in (DEPARTMENT, *NODES):
        called_by = CAPTIONS["Organisation" if label == DEPARTMENT else label]
        yield _rule(f"node.{label}", _colours(*_LOOKS[label]) | {"caption": f'"{{{called_by}}}"'})
    line = {"color": LIGHT["edge"], "shaft-width": "1px", "font-size": "8px", "padding": "3px"}
    words = {"text-color-external": LIGHT["ink"], "text-color-internal": LIGHT["surface"], "caption": '"<type>"'}
    yield _rule("relationship", line | words)


def _colours(ground: str, words: str, diameter: int) -> dict[str, str]:
    return {
        "diameter": f"{diameter}px",
        "color": LIGHT[ground],
        "border-color": LIGHT["ink"],
        "text-color-internal": LIGHT[words],
    }


def _rule(selector: str, properties: Mapping[str, str]) -> str:
    return f"{selector} {{\n" + "".join(f"  {name}: {value};\n" for name, value in properties.items()) + "}\n"
