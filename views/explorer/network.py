"""The interactive network, through pyvis: its nodes, edges and options; page, places and writing are ours."""

import base64
import zlib
from collections import defaultdict
from pathlib import Path
from typing import Any

import pyvis
from pyvis.network import Network

from graph.ontology import Ask, Covers, InSection, Instrument, Organisation, PartOf, Priority, Role, Section
from graph.records import Node, Relation
from views.explorer.facts import PlanFacts
from views.explorer.inline import environment
from views.explorer.nobody import Nobody, nobody_of
from views.explorer.places import places
from views.explorer.text import plain, text_width, wrap
from views.explorer.wording import VERBS, name_of

SHAPES = {
    "partner": "dot",
    "addressee": "square",
    "ask": "diamond",
    "role": "triangle",
    "priority": "star",
    "instrument": "hexagon",
    "section": "box",
    "other body": "triangleDown",
}
"""The shape of each kind of node, so that colour is never the only sign."""

NOBODY = "ellipse"
"""The shape of an absence, dashed and with its words inside."""

MOST = 600
"""More nodes than these are not drawn: such a picture tells nobody anything, and the tables hold everything."""

_SIZES = {
    "partner": 18,
    "addressee": 20,
    "ask": 13,
    "role": 11,
    "priority": 22,
    "instrument": 13,
    "section": 20,
    "other body": 13,
    "nobody": 16,
}
_FONTS = {
    "partner": 15,
    "addressee": 18,
    "ask": 12,
    "role": 12,
    "priority": 17,
    "instrument": 12,
    "section": 21,
    "other body": 13,
    "nobody": 14,
}
QUIET = ("ask", "role")
"""What has no name in the whole picture, so that the rest can be read: its name comes when it is tied to the chosen."""
_LINES = {"section": 3, "ask": 3, "role": 3}
LEFT_OUT = frozenset(
    ("EVIDENCED_BY", "WITHIN", "HAS_SECTION", "MENTIONS", "PUBLISHES", "MAKES", "SETS", "REVISES", "ABOUT", "WAIVES")
)
"""Relationships that the network does not draw, since they would tie nearly everything to one node."""

_OPTIONS: dict[str, Any] = {
    "autoResize": True,
    "physics": {"enabled": False},
    "layout": {"randomSeed": 7, "improvedLayout": False},
    "interaction": {"hover": False, "keyboard": False, "zoomView": False, "hideEdgesOnDrag": False, "tooltipDelay": 0},
    "edges": {"smooth": False, "arrowStrikethrough": False},
    "nodes": {"borderWidth": 2, "scaling": {"label": {"drawThreshold": 5}}},
}


class Explorer(Network):  # type: ignore[misc]
    """A pyvis network that renders the explorer's own page.

    What pyvis would do by itself is set aside here: requests to a CDN, unescaped text, a moving picture, and a file in
    the system's encoding.
    """

    def __init__(self, page: object) -> None:
        super().__init__(directed=True, cdn_resources="in_line")
        self.options = _OPTIONS
        self.path = "explorer.html"
        self.templateEnv = environment()
        self.templateEnv.globals["page"] = page

    def add_plan(self, number: int, facts: PlanFacts) -> None:
        """Add the nodes of one plan at their places, and the relationships between them; none if they are too many."""
        themes = facts.themes
        pairs = [(r, _finish(r, themes)) for r in facts.relations if _drawn(facts, r)]
        tied = {end for r, finish in pairs if r.basis != "reference" for end in (r.start, finish)}
        kinds = {node.id: kind for node in facts.nodes.values() if node.id in tied and (kind := kind_of(facts, node))}
        if len(kinds) > MOST:
            return
        missing = [gap for gap in nobody_of(facts) if set(gap.subjects) & set(kinds)]
        at = _places(facts, kinds, themes, missing)
        for node_id, kind in kinds.items():
            self.add_node(
                facts.anchor(node_id),
                label=_label(facts.nodes[node_id], kind),
                shape=SHAPES[kind],
                group=kind,
                size=_SIZES[kind],
                x=at[node_id][0],
                y=at[node_id][1],
                plan=number,
            )
        drawn: set[str] = set()
        for relation, finish in pairs:
            start, end = facts.anchor(relation.start), facts.anchor(finish)
            name = f"{start}-{relation.type}-{end}"
            if relation.start in kinds and finish in kinds and name not in drawn:
                drawn.add(name)
                verb = VERBS[relation.type][0]
                self.add_edge(start, end, id=name, verb=verb, rel=relation.type, basis=relation.basis, plan=number)
        for gap in missing:
            x, y = at[gap.anchor]
            self.add_node(
                gap.anchor, label=gap.label, shape=NOBODY, group="nobody", size=_SIZES["nobody"], x=x, y=y,
                plan=number,
            )  # fmt: skip
            for subject in gap.subjects:
                if subject in kinds:
                    start = facts.anchor(subject)
                    self.add_edge(
                        start, gap.anchor, id=f"{start}-{gap.anchor}", verb=gap.verb, rel="", basis="nobody",
                        plan=number,
                    )  # fmt: skip


def _drawn(facts: PlanFacts, relation: Relation) -> bool:
    """Whether the network draws a relationship: the outline of the document is for the tables."""
    outline = isinstance(relation, PartOf) and isinstance(facts.nodes[relation.start], Section)
    return relation.type not in LEFT_OUT and not outline


def _finish(relation: Relation, themes: dict[str, Section | None]) -> str:
    """Where a line of the network ends: what stands in a needs or roles block stands in its subject."""
    theme = themes.get(relation.start) if isinstance(relation, InSection) else None
    return theme.id if theme else relation.finish


def kind_of(facts: PlanFacts, node: Node) -> str | None:
    """The colour and shape a node has on the page, if it is drawn at all."""
    if isinstance(node, Organisation):
        if facts.ties(node, "PLAYS"):
            return "partner"
        return "addressee" if facts.ties(node, "ADDRESSED_TO") else "other body"
    if isinstance(node, Ask | Role | Priority | Instrument | Section):
        return node.label.lower()
    return None


def vis_script() -> str:
    """vis-network as pyvis ships it, without the pointer to a source map that is not there."""
    found = sorted((Path(pyvis.__file__).parent / "lib").glob("vis-*/vis-network.min.js"), key=_version)
    text = found[-1].read_text(encoding="utf-8")
    return text.partition("\n//# sourceMappingURL")[0]


def packed(script: str) -> str:
    """A script as raw deflate in base64: the page unpacks it when it is first wanted, and is open long before."""
    packing = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return base64.b64encode(packing.compress(script.encode()) + packing.flush()).decode("ascii")


def _version(path: Path) -> tuple[int, ...]:
    return tuple(int(part) for part in path.parent.name.removeprefix("vis-").split(".") if part.isdigit())


def _label(node: Node, kind: str) -> str:
    lines = wrap(name_of(node), 11.5 * _FONTS[kind], _FONTS[kind], _LINES.get(kind, 3))
    return "\n".join(lines) or plain(kind)


def _places(
    facts: PlanFacts, kinds: dict[str, str], themes: dict[str, Section | None], missing: list[Nobody]
) -> dict[str, tuple[int, int]]:
    hubs = [s.id for s in facts.all(Section) if s.id in kinds]
    near: dict[str, list[str]] = defaultdict(list)
    for item_id, theme in themes.items():
        homes = [theme.id] if theme else []
        near[item_id] += homes
        for tie in facts.ties(facts.nodes[item_id]):
            near[tie.relation.finish if tie.forwards else tie.relation.start] += homes
    for relation in facts.relations:
        if isinstance(relation, Covers):
            near[relation.finish].append(relation.start)
    near.update((gap.anchor, [gap.home] if gap.home else []) for gap in missing)
    boxes = {gap.anchor: _box(gap.label, "nobody") for gap in missing}
    labels = {node_id: _label(facts.nodes[node_id], kind) for node_id, kind in kinds.items()}
    boxes |= {node_id: _box(labels[node_id], kind) for node_id, kind in kinds.items()}
    # a box is a shape and the label under it, and the shape stands above its middle
    lift = {node_id: round(_FONTS[kind] * 0.6 * len(labels[node_id].split("\n"))) for node_id, kind in kinds.items()}
    for node_id, kind in kinds.items():
        if kind in QUIET or SHAPES[kind] == "box":
            lift[node_id] = 0
    return {name: (x, y - lift.get(name, 0)) for name, (x, y) in places(hubs, near, boxes).items()}


def _box(label: str, kind: str) -> tuple[float, float]:
    lines = label.split("\n")
    if kind in QUIET:
        return _SIZES[kind] + 9, _SIZES[kind] + 7
    font = _FONTS[kind]
    width = max(text_width(line, font) for line in lines)
    return max(width / 2, _SIZES[kind]) + 10, _SIZES[kind] + font * 0.66 * len(lines) + 6
