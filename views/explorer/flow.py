"""The flow as a drawing: partners by kind, what they do and what is asked in section bands, and who is asked.

Places only; the template draws them. Cards never overlap: each column is laid out from its cards' own heights.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.ids import digest
from graph.ontology import AddressedTo, Ask, Organisation, Plays, Role, Section
from views.explorer.facts import PlanFacts
from views.explorer.text import clean, plain, wrap
from views.explorer.wording import counted, kind_words, listed, name_of

WIDTH = 1140
_SIDE, _BAND_LEFT, _BAND_RIGHT = 204, 284, 856
_CARD, _PAD, _TEXT, _LINE = 268, 12, 13.0, 17
_GAP, _GROUP_GAP, _LEAST = 7, 14, 34
_TOP = 44
_MOST = 500


@dataclass
class Card:
    """One box of the drawing, a link to its row in the tables."""

    anchor: str
    kind: str
    lines: tuple[str, ...]
    label: str
    """What a screen reader says: the whole name and how it is tied."""
    x: float = 0
    y: float = 0
    width: float = _CARD
    note: str = ""
    """A short remark under the name, in words."""
    warn: bool = False
    also: tuple[str, ...] = ()
    """Anchors of the roles that say the same, which stand on this card as well."""

    @property
    def height(self) -> float:
        """Height of the card with its lines and remark; never so low that a finger misses it on a small screen."""
        return max(_LEAST, self._text + 13)

    @property
    def _text(self) -> float:
        return _LINE * (len(self.lines) + bool(self.note))

    @property
    def baselines(self) -> list[tuple[float, str]]:
        """Each line of text and where it stands."""
        top = self.y + (self.height - self._text) / 2 + 12.5
        return [(top + _LINE * place, line) for place, line in enumerate(self.lines)]

    @property
    def note_baseline(self) -> float:
        """Where the remark stands."""
        return self.y + (self.height + self._text) / 2 - 5


@dataclass
class Group:
    """Cards under a heading: a section's band, or the partners of one kind."""

    title: tuple[str, ...]
    cards: list[Card]
    anchor: str | None = None
    right: list[Card] = field(default_factory=list)
    y: float = 0
    height: float = 0


@dataclass(frozen=True)
class Line:
    """A curved line between two cards, and how its fact is known."""

    path: str
    one: str
    other: str
    kind: str
    basis: str
    verb: str
    """What is written on it when one of its ends is in focus."""


@dataclass(frozen=True)
class Flow:
    """The whole drawing, of a plan or of one section of it."""

    anchor: str
    """The section's anchor; of the whole plan none."""
    title: str
    width: int
    height: float
    headings: tuple[tuple[float, str, str], ...]
    bands: list[Group]
    partners: list[Group]
    addressees: list[Card]
    lines: list[Line]
    nobody: list[Card]
    """Cards for what the plan leaves open, drawn only where a reader lays the gaps over the picture."""

    @property
    def label(self) -> str:
        """What it is the flow of, for places that cannot isolate direction marks."""
        return plain(self.title)

    @property
    def drawn(self) -> bool:
        """Whether it is a picture that can be read; a list stands in for a larger one."""
        cards = sum(len(band.cards) + len(band.right) for band in self.bands)
        return cards + sum(len(group.cards) for group in self.partners) <= _MOST


def flow_of(facts: PlanFacts, theme: Section | None = None) -> Flow:
    """The flow of one plan, or of one of its sections."""
    bands = _bands(facts, theme)
    centre = {card.anchor: card for band in bands for card in (*band.cards, *band.right)}
    for roles in facts.together.values():
        first = facts.anchor(roles[0].id)
        if first in centre:
            centre.update((facts.anchor(role.id), centre[first]) for role in roles)
    middles = {anchor: card.y + card.height / 2 for anchor, card in centre.items()}
    bottom = max((band.y + band.height for band in bands), default=_TOP)
    partners = _partners(facts, middles, bottom)
    addressees = _addressees(facts, middles, bottom)
    left = {card.anchor: card for group in partners for card in group.cards}
    right = {card.anchor: card for card in addressees}
    lines = []
    for relation in facts.relations:
        one, other = facts.anchor(relation.start), facts.anchor(relation.finish)
        if isinstance(relation, Plays) and one in left and other in centre:
            path = _curve(left[one].x + left[one].width, left[one], centre[other].x, centre[other])
            verb = _verb(facts.nodes[relation.finish])
            lines.append(Line(path, one, centre[other].anchor, "partner", relation.basis, verb))
        elif isinstance(relation, AddressedTo) and one in centre and other in right:
            path = _curve(centre[one].x + centre[one].width, centre[one], right[other].x, right[other])
            verb = "asked" if relation.basis != "inferred" else "inferred"
            lines.append(Line(path, one, other, "ask", relation.basis, verb))
    nobody = _nobody(facts, bands, [*left.values()], addressees)
    lowest = [card.y + card.height for card in (*left.values(), *right.values(), *nobody)]
    for card in nobody:
        if card.kind == "nobody asked":
            warned = (c for band in bands for c in band.right if c.warn)
            lines += [Line(_curve(c.x + c.width, c, card.x, card), c.anchor, card.anchor, "ask", "nobody", "nobody")
                      for c in warned]  # fmt: skip
    headings = (
        (_SIDE, "end", "Partners, by kind"),
        (_BAND_LEFT + _PAD, "start", "What partners will do"),
        (_BAND_RIGHT - _PAD - _CARD, "start", "What the plan asks"),
        (WIDTH - _SIDE, "start", "Who is asked"),
    )
    anchor = facts.anchor(theme.id) if theme else ""
    title = clean(name_of(theme)) if theme else "The whole plan"
    height = max([bottom, *lowest]) + 8
    return Flow(anchor, title, WIDTH, height, headings, bands, partners, addressees, lines, nobody)


def flows_of(facts: PlanFacts) -> list[Flow]:
    """The flow of the whole plan, then of each section in which something is done or asked."""
    held = {theme.id for theme in facts.themes.values() if theme}
    themes = [section for section in facts.all(Section) if section.id in held]
    return [flow_of(facts), *(flow_of(facts, theme) for theme in themes if len(themes) > 1)]


def _verb(role: object) -> str:
    if not isinstance(role, Role):
        return ""
    return "leads" if role.lead else plain(role.verb or role.verb_class or "")[:18]


def _nobody(facts: PlanFacts, bands: Sequence[Group], left: Sequence[Card], right: Sequence[Card]) -> list[Card]:
    """One card for everybody who is not asked by name, and one for each section that nobody is named to deliver."""
    found = []
    silent = sum(card.warn for band in bands for card in band.right)
    below = max((card.y + card.height for card in right), default=_TOP)
    if silent:
        does = "name" if silent > 1 else "names"
        note = f"{counted(silent, 'ask')} {does} no body"
        said = f"Nobody: {note} that could be held to {'them' if silent > 1 else 'it'}"
        found.append(Card(f"nobody-asked-{digest(facts.plan.id)}", "nobody asked", ("Nobody named",), said,
                          x=WIDTH - _SIDE, y=below + 16, width=_SIDE, note=note))  # fmt: skip
    for band in bands:
        if not band.cards and band.anchor:
            said = f"Nobody is named to deliver “{' '.join(band.title)}”"
            top = band.y + 18 + 18 * len(band.title)
            found.append(Card(f"nobody-{band.anchor}", "nobody delivers", ("Nobody named to deliver",), said,
                              x=_BAND_LEFT + _PAD, y=top))  # fmt: skip
    return found


def _bands(facts: PlanFacts, only: Section | None) -> list[Group]:
    roles: dict[str, list[Role]] = defaultdict(list)
    asks: dict[str, list[Ask]] = defaultdict(list)
    for role in facts.roles:
        if facts.together[role.id][0] is not role:
            continue
        roles[_theme_id(facts, role)].append(role)
    for ask in facts.asks:
        asks[_theme_id(facts, ask)].append(ask)
    themes = [section for section in facts.all(Section) if section.id in {*roles, *asks}]
    bands = []
    y: float = _TOP
    for theme in (*themes, None) if only is None else (only,):
        key = theme.id if theme else ""
        if key not in roles and key not in asks:
            continue
        title = wrap(name_of(theme), 2 * _CARD, 15.5, 2) if theme else ("Outside any section",)
        top = y + 12 + 18 * len(title) + 6
        left = [_role_card(facts, role) for role in roles[key]]
        right = [_ask_card(facts, ask) for ask in asks[key]]
        below = max(
            _stack(left, _BAND_LEFT + _PAD, top),
            _stack(right, _BAND_RIGHT - _PAD - _CARD, top),
            top + (_LEAST + _GAP if not left or not right else 0),
        )
        height = below - y + 6
        bands.append(Group(title, left, facts.anchor(theme.id) if theme else None, right, y, height))
        y += height + 14
    return bands


def _theme_id(facts: PlanFacts, item: Ask | Role) -> str:
    theme = facts.themes[item.id]
    return theme.id if theme else ""


def _stack(cards: Sequence[Card], x: float, y: float) -> float:
    for card in cards:
        card.x, card.y = x, y
        y += card.height + _GAP
    return y


def _role_card(facts: PlanFacts, role: Role) -> Card:
    same = facts.together[role.id]
    players = [plain(tie.name) for one in same for tie in facts.ties(one, "PLAYS")]
    said = f"Role of {listed(players) or 'nobody named'}: {plain(name_of(role))}"
    note = f"{len(players)} partners" if len(players) > 1 else ""
    also = tuple(facts.anchor(one.id) for one in same[1:])
    return Card(facts.anchor(role.id), "role", wrap(name_of(role), _CARD - 26, _TEXT, 3), said, note=note, also=also)


def _ask_card(facts: PlanFacts, ask: Ask) -> Card:
    ties = facts.ties(ask, "ADDRESSED_TO", forwards=True)
    asked = [plain(tie.name) for tie in ties if tie.relation.basis != "inferred"]
    inferred = listed([plain(tie.name) for tie in ties if tie.relation.basis == "inferred"])
    nobody = ask.id in facts.unaddressed
    note = " · ".join(part for part in (plain(ask.amount_text), "no named body" if nobody else "") if part)
    said = f"Ask: {plain(name_of(ask))}. Asked of {listed(asked) or 'nobody named'}."
    said += f" Inferred to be for {inferred}." if inferred else ""
    return Card(
        facts.anchor(ask.id),
        "ask",
        wrap(name_of(ask), _CARD - 26, _TEXT, 3),
        f"{said} {note}." if note else said,
        note=(wrap(note, _CARD - 26, 12, 1) or ("",))[0],
        warn=nobody,
    )


def _partners(facts: PlanFacts, middles: dict[str, float], bottom: float) -> list[Group]:
    kinds: dict[str, list[tuple[float, Card]]] = defaultdict(list)
    for partner in facts.partners:
        roles = [tie for tie in facts.ties(partner, "PLAYS") if tie.other in middles]
        if not roles:
            continue
        aim = _mean([middles[tie.other] for tie in roles], bottom / 2)
        does = listed([plain(tie.name) for tie in roles])
        said = f"Partner: {plain(name_of(partner))}, {kind_words(partner.kind)}. Does: {does}"
        card = Card(facts.anchor(partner.id), "partner", _side_lines(partner), said, width=_SIDE)
        kinds[partner.kind].append((aim, card))
    groups = []
    for kind, placed in kinds.items():
        cards = [card for _, card in sorted(placed, key=lambda item: (item[0], item[1].label))]
        shown = kind_words(kind)
        title = f"{shown[:1].upper()}{shown[1:]} · {len(cards)}"
        group = Group(wrap(title, _SIDE, 14.5, 3), cards)
        group.height = 6 + 16 * len(group.title) + sum(card.height + _GAP for card in cards)
        group.y = _mean([aim for aim, _ in placed], 0) - group.height / 2
        groups.append(group)
    groups.sort(key=lambda group: (group.y, group.title))
    tops = _settle([g.y for g in groups], [g.height for g in groups], _GROUP_GAP, bottom)
    for group, top in zip(groups, tops, strict=True):
        group.y = top
        _stack(group.cards, 0, top + 6 + 16 * len(group.title))
    return groups


def _addressees(facts: PlanFacts, middles: dict[str, float], bottom: float) -> list[Card]:
    placed = []
    for body in facts.addressees:
        asks = [tie for tie in facts.ties(body, "ADDRESSED_TO") if tie.other in middles]
        if not asks:
            continue
        aim = _mean([middles[tie.other] for tie in asks], bottom / 2)
        stated = sum(tie.relation.basis != "inferred" for tie in asks)
        counts = [counted(stated, "ask")] if stated else []
        counts += [f"{len(asks) - stated} inferred"] if len(asks) > stated else []
        generic = ["generic"] if body.specificity == "generic" else []
        note = " · ".join(generic + counts)
        said = f"Asked: {plain(name_of(body))}. {note}: {listed([plain(tie.name) for tie in asks])}"
        card = Card(
            facts.anchor(body.id), "addressee", _side_lines(body), said, x=WIDTH - _SIDE, width=_SIDE, note=note
        )
        placed.append((aim, card))
    placed.sort(key=lambda item: (item[0], item[1].label))
    cards = [card for _, card in placed]
    tops = _settle([aim - c.height / 2 for aim, c in placed], [c.height for c in cards], 16, bottom)
    for card, top in zip(cards, tops, strict=True):
        card.y = top
    return cards


def _side_lines(body: Organisation) -> tuple[str, ...]:
    return wrap(name_of(body), _SIDE - 28, _TEXT, 3)


def _settle(aims: Sequence[float], heights: Sequence[float], gap: float, bottom: float) -> list[float]:
    """Tops for boxes in their order, each as near its aim as the others let it be, none over another."""
    tops: list[float] = []
    at: float = _TOP
    for aim, height in zip(aims, heights, strict=True):
        tops.append(max(at, aim))
        at = tops[-1] + height + gap
    limit = max(bottom, _TOP + sum(heights) + gap * (len(heights) - 1))
    for place in range(len(tops) - 1, -1, -1):
        tops[place] = min(tops[place], limit - heights[place])
        limit = tops[place] - gap
    return tops


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise


def _curve(x1: float, one: Card, x2: float, other: Card) -> str:
    y1, y2 = one.y + one.height / 2, other.y + other.height / 2
    bend = (x2 - x1) / 2
    return f"M{x1:.0f} {y1:.1f}C{x1 + bend:.0f} {y1:.1f} {x2 - bend:.0f} {y2:.1f} {x2:.0f} {y2:.1f}"
