"""What a plan leaves open, as nodes that a reader lays over the pictures: nobody asked by name, nobody to deliver."""

from collections import defaultdict
from dataclasses import dataclass

from graph.ids import digest
from graph.ontology import Delivers, Section
from views.explorer.facts import PlanFacts


@dataclass(frozen=True)
class Nobody:
    """An absence in the picture; it is never a node of the graph."""

    anchor: str
    label: str
    subjects: tuple[str, ...]
    """Ids of the asks that name no body, or of what nobody is named to deliver."""
    home: str | None
    """Id of the section it is drawn near."""
    verb: str
    """What runs from a subject to it, as a verb."""


def nobody_of(facts: PlanFacts) -> list[Nobody]:
    """The absences of one plan: of each section its asks that name no body; sections and priorities without a role."""
    asks: dict[str, list[str]] = defaultdict(list)
    for ask in facts.asks:
        if ask.id in facts.unaddressed:
            theme = facts.themes[ask.id]
            asks[theme.id if theme else ""].append(ask.id)
    found = [_nobody(facts, "asked", home, "Nobody named", tuple(ids), "names") for home, ids in sorted(asks.items())]
    done = {theme.id for role in facts.roles if (theme := facts.themes[role.id])}
    silent = {theme.id for theme in facts.themes.values() if theme} - done
    delivered = {r.finish for r in facts.relations if isinstance(r, Delivers)}
    empty = [s.id for s in facts.all(Section) if s.id in silent]
    empty += [p.id for p in facts.priorities if p.id not in delivered]
    found += [_nobody(facts, "delivers", one, "Nobody to deliver", (one,), "is delivered by") for one in empty]
    return found


def _nobody(facts: PlanFacts, what: str, home: str, label: str, subjects: tuple[str, ...], verb: str) -> Nobody:
    anchor = f"nobody-{digest(facts.plan.id, f'{what} {home}')}"
    return Nobody(anchor, label, subjects, home or None, verb)
