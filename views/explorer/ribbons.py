"""The plan in one picture: ribbons from kinds of partner through sections to those who are asked.

A ribbon is as broad as its number of roles or asks. Places only; the template draws them, and a table says the same.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.ontology import AddressedTo, Organisation, Plays, Section
from views.explorer.facts import PlanFacts
from views.explorer.text import clean, wrap
from views.explorer.wording import counted, kind_words, name_of

WIDTH = 1180
_LEFT, _MIDDLE, _BOX, _RIGHT, _BAR = 236, 430, 320, 900, 12
_TOP, _UNIT, _GAP, _LEAST = 40, 7.0, 9, 46
_SIDE_LEAST = 30
_MOST = 16
"""Those who are asked beyond so many share one bar."""


@dataclass
class Bar:
    """One bar of the picture: a kind of partner, a section, or one who is asked."""

    key: str
    title: tuple[str, ...]
    note: str
    anchor: str | None = None
    weight: int = 0
    y: float = 0
    height: float = 0
    sides: dict[str, float] = field(default_factory=dict)
    """How far each side of it is taken up by ribbons already drawn."""

    @property
    def middle(self) -> float:
        """The height at which its middle stands."""
        return self.y + self.height / 2


@dataclass(frozen=True)
class Ribbon:
    """What runs between two bars: so many roles or asks, known so."""

    path: str
    side: str
    """Roles or asks."""
    inferred: bool


@dataclass(frozen=True)
class Line:
    """A ribbon as a row of the table that says the same."""

    one: str
    other: str
    other_anchor: str | None
    count: str
    inferred: bool


@dataclass(frozen=True)
class Ribbons:
    """The whole picture."""

    width: int
    height: float
    left: list[Bar]
    middle: list[Bar]
    right: list[Bar]
    ribbons: list[Ribbon]
    lines: list[Line]

    @property
    def drawn(self) -> bool:
        """Whether there is anything to draw."""
        return bool(self.ribbons)


Flows = Mapping[tuple[str, str, bool], int]
"""How many there are from one bar to another, and whether they are inferred."""


def ribbons_of(facts: PlanFacts) -> Ribbons:
    """The ribbons of one plan."""
    roles, asks = _roles(facts), _asks(facts)
    sections = {theme.id: theme for theme in facts.all(Section) if theme.id in {t for _, t, _ in roles} | {
        t for t, _, _ in asks}}  # fmt: skip
    middle = [_section_bar(facts, theme) for theme in sections.values()]
    if any(not t for _, t, _ in roles) or any(not t for t, _, _ in asks):
        middle.append(Bar("", ("Outside any section",), "", None))
    order = {bar.key: place for place, bar in enumerate(middle)}
    left = _side(((k, t, n) for (k, t, _), n in roles.items()), order)
    asks, many = _cut(asks)
    right = _side(((o, t, n) for (t, o, _), n in asks.items()), order)
    lefts = [_kind_bar(facts, key, weight) for key, weight in left]
    rights = [_asked_bar(facts, key, weight, many) for key, weight in right]
    for bar in middle:
        through = [sum(n for (_, t, _), n in roles.items() if t == bar.key)]
        through.append(sum(n for (t, _, _), n in asks.items() if t == bar.key))
        bar.weight = max(through)
    heights = [_settle(lefts, _SIDE_LEAST), _settle(middle, _LEAST), _settle(rights, _SIDE_LEAST)]
    tallest = max(heights)
    for bars, height in zip((lefts, middle, rights), heights, strict=True):
        _spread(bars, (tallest - height) / max(len(bars) - 1, 1))
    at = {bar.key: bar for bar in middle}
    found = _drawn("roles", {b.key: b for b in lefts}, at, roles, (_LEFT + _BAR, _MIDDLE))
    turned = {(o, t, inferred): n for (t, o, inferred), n in asks.items()}
    found += _drawn("asks", {b.key: b for b in rights}, at, turned, (_RIGHT, _MIDDLE + _BOX))
    return Ribbons(WIDTH, tallest + _TOP + 8, lefts, middle, rights, found, _lines(roles, asks, lefts + rights, at))


def _roles(facts: PlanFacts) -> dict[tuple[str, str, bool], int]:
    """How many roles partners of a kind have in a section."""
    found: dict[tuple[str, str, bool], int] = defaultdict(int)
    for relation in facts.relations:
        body = facts.nodes[relation.start]
        if isinstance(relation, Plays) and isinstance(body, Organisation):
            theme = facts.themes.get(relation.finish)
            found[body.kind, theme.id if theme else "", relation.basis == "inferred"] += 1
    return dict(found)


def _asks(facts: PlanFacts) -> dict[tuple[str, str, bool], int]:
    """How many asks of a section are put to a body."""
    found: dict[tuple[str, str, bool], int] = defaultdict(int)
    for relation in facts.relations:
        if isinstance(relation, AddressedTo):
            theme = facts.themes.get(relation.start)
            found[theme.id if theme else "", relation.finish, relation.basis == "inferred"] += 1
    return dict(found)


def _cut(asks: Flows) -> tuple[dict[tuple[str, str, bool], int], int]:
    """The same with those who are asked least under one key, where there are many; and how many those are."""
    weights: dict[str, int] = defaultdict(int)
    for (_, other, _), number in asks.items():
        weights[other] += number
    kept = sorted(weights, key=lambda o: (-weights[o], o))
    if len(kept) <= _MOST:
        return dict(asks), 0
    kept = kept[: _MOST - 1]
    found: dict[tuple[str, str, bool], int] = defaultdict(int)
    for (theme, other, inferred), number in asks.items():
        found[theme, other if other in kept else "", inferred] += number
    return dict(found), len(weights) - len(kept)


def _side(flows: Iterable[tuple[str, str, int]], order: Mapping[str, int]) -> list[tuple[str, int]]:
    """The bars of one side with their weights, each near the sections it is tied to."""
    weight: dict[str, int] = defaultdict(int)
    places: dict[str, float] = defaultdict(float)
    for key, theme, number in flows:
        weight[key] += number
        places[key] += number * order[theme]
    return [(key, weight[key]) for key in sorted(weight, key=lambda k: (places[k] / weight[k], k))]


def _section_bar(facts: PlanFacts, theme: Section) -> Bar:
    held = [item for item, at in facts.themes.items() if at is theme]
    asks = sum(facts.nodes[item].label == "Ask" for item in held)
    partners = {t.other for item in held for t in facts.ties(facts.nodes[item], "PLAYS")}
    note = f"{counted(asks, 'ask')} · {counted(len(partners), 'partner')}"
    return Bar(theme.id, wrap(name_of(theme), _BOX - 28, 14.5, 2), note, facts.anchor(theme.id))


def _kind_bar(facts: PlanFacts, kind: str, weight: int) -> Bar:
    partners = sum(partner.kind == kind for partner in facts.partners)
    shown = kind_words(kind)
    note = f"{counted(partners, 'partner')} · {counted(weight, 'role')}"
    return Bar(kind, wrap(shown[:1].upper() + shown[1:], _LEFT - 14, 13.5, 2), note, None, weight)


def _asked_bar(facts: PlanFacts, body_id: str, weight: int, many: int) -> Bar:
    if not body_id:
        return Bar("", (f"{many} others",), counted(weight, "ask"), None, weight)
    body = facts.nodes[body_id]
    inferred = sum(t.relation.basis == "inferred" for t in facts.ties(body, "ADDRESSED_TO"))
    sure = weight - inferred
    note = " · ".join(filter(None, (counted(sure, "ask") if sure else "", f"{inferred} inferred" if inferred else "")))
    return Bar(body_id, wrap(name_of(body), WIDTH - _RIGHT - _BAR - 14, 13.5, 2), note, facts.anchor(body_id), weight)


def _settle(bars: Sequence[Bar], least: float) -> float:
    """Put bars under each other as high as their weight and their words want; the height of them all."""
    y: float = _TOP
    for bar in bars:
        words = 17.0 * (len(bar.title) + bool(bar.note)) + (12 if least == _LEAST else 0)
        bar.y, bar.height = y, max(bar.weight * _UNIT, words, least)
        y += bar.height + _GAP
    return y - _GAP


def _spread(bars: Sequence[Bar], more: float) -> None:
    for place, bar in enumerate(bars):
        bar.y += more * place


def _drawn(
    side: str, outer: Mapping[str, Bar], inner: Mapping[str, Bar], flows: Flows, x: tuple[float, float]
) -> list[Ribbon]:
    """The ribbons between one side and the middle, laid so that they do not cross where they begin."""
    found = []
    places = {key: place for place, key in enumerate(inner)}
    ranks = {key: place for place, key in enumerate(outer)}
    starts: dict[tuple[str, str, bool], float] = {}
    for (key, theme, inferred), number in sorted(flows.items(), key=lambda f: (places[f[0][1]], f[0][2], f[0][0])):
        starts[key, theme, inferred] = _take(outer[key], side, number, outer[key].weight)
    total = {theme: sum(n for (_, t, _), n in flows.items() if t == theme) for theme in inner}
    for (key, theme, inferred), number in sorted(flows.items(), key=lambda f: (ranks[f[0][0]], f[0][2], f[0][1])):
        y1, y2 = starts[key, theme, inferred], _take(inner[theme], side, number, total[theme])
        path = _path(x[0], y1, x[1], y2, number * _UNIT)
        found.append(Ribbon(path, side, inferred))
    return found


def _take(bar: Bar, side: str, number: int, total: int) -> float:
    """Where on a bar the next ribbon begins."""
    begin = bar.sides.setdefault(side, bar.y + (bar.height - total * _UNIT) / 2)
    bar.sides[side] = begin + number * _UNIT
    return begin


def _path(x1: float, y1: float, x2: float, y2: float, thick: float) -> str:
    bend = (x1 + x2) / 2
    return (
        f"M{x1:.0f} {y1:.1f}C{bend:.0f} {y1:.1f} {bend:.0f} {y2:.1f} {x2:.0f} {y2:.1f}V{y2 + thick:.1f}"
        f"C{bend:.0f} {y2 + thick:.1f} {bend:.0f} {y1 + thick:.1f} {x1:.0f} {y1 + thick:.1f}Z"
    )


def _lines(roles: Flows, asks: Flows, sides: Sequence[Bar], middle: Mapping[str, Bar]) -> list[Line]:
    """The ribbons as rows, section by section: who does something there, then who is asked."""
    at = {bar.key: bar for bar in sides}
    places = {key: place for place, key in enumerate(middle)}
    found = []
    for (kind, theme, inferred), number in sorted(roles.items(), key=lambda f: (places[f[0][1]], f[0])):
        bar = middle[theme]
        found.append((theme, Line(" ".join(at[kind].title), _said(bar), bar.anchor, counted(number, "role"), inferred)))
    for (theme, body, inferred), number in sorted(asks.items(), key=lambda f: (places[f[0][0]], f[0])):
        other = at[body]
        found.append((theme, Line(_said(middle[theme]), _said(other), other.anchor, counted(number, "ask"), inferred)))
    return [line for _, line in sorted(found, key=lambda item: places[item[0]])]


def _said(bar: Bar) -> str:
    return clean(" ".join(bar.title))
