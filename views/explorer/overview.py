"""What a reader must know first: what the plan asks and of whom, how much, who delivers, in plain sentences."""

from collections import Counter
from collections.abc import Iterable, Sized
from dataclasses import dataclass
from typing import TypeVar

from graph.ontology import AddressedTo, Organisation, Plays
from views.explorer.facts import PlanFacts
from views.explorer.text import clean
from views.explorer.wording import NAMED_BODY, counted, kind_words, listed, name_of

K = TypeVar("K", bound=str)

_MOST = 4


@dataclass(frozen=True)
class Figure:
    """A number with its words, and the view that shows what it counts."""

    number: str
    words: str
    view: str
    warn: bool = False


@dataclass(frozen=True)
class Piece:
    """A piece of a sentence: words, or the name of something on the page with its anchor."""

    text: str
    anchor: str = ""


@dataclass(frozen=True)
class Said:
    """One of the sentences, under a word that says what it is about."""

    about: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Overview:
    """The figures and sentences of one plan."""

    figures: tuple[Figure, ...]
    said: tuple[Said, ...]


def overview_of(facts: PlanFacts) -> Overview:
    """The figures and sentences of one plan."""
    nobody = len(facts.unaddressed)
    figures = (
        Figure(str(len(facts.asks)), _noun(facts.asks, "ask"), "tables"),
        Figure(str(len(facts.asked)), _noun(facts.asked, "addressee"), "flow"),
        Figure(str(len(facts.partners)), _noun(facts.partners, "partner"), "coverage"),
        Figure(str(len(facts.roles)), _noun(facts.roles, "role"), "tables"),
        Figure(str(nobody), f"{'ask' if nobody == 1 else 'asks'} with no named body", "gaps", nobody > 0),
    )
    told = (("What is asked", _wanted), ("Of whom", _of_whom), ("How much", _money), ("Who delivers", _delivery))
    said = (Said(about, tuple(tell(facts))) for about, tell in told)
    return Overview(figures, tuple(one for one in said if one.pieces))


def _noun(things: Sized, one: str) -> str:
    return one if len(things) == 1 else f"{one}s"


def _wanted(facts: PlanFacts) -> Iterable[Piece]:
    if not facts.asks:
        return [Piece("The plan asks for nothing that was understood as an ask.")]
    kinds = Counter(kind for ask in facts.asks for kind in ask.kinds)
    most = [f"{kind} ({number})" for kind, number in _first(kinds)]
    said = f"{counted(len(facts.asks), 'ask')}"
    return [Piece(f"{said}. Most often: {listed(most)}." if most else f"{said}.")]


def _of_whom(facts: PlanFacts) -> Iterable[Piece]:
    sure = Counter(r.finish for r in facts.relations if isinstance(r, AddressedTo) and r.basis in ("stated", "curated"))
    if not facts.asks:
        return
    if not sure:
        yield Piece("Nobody is named.")
    for place, (body_id, number) in enumerate(_first(sure)):
        body = facts.nodes[body_id]
        yield Piece(", " if place else "")
        yield Piece(clean(name_of(body)), facts.anchor(body_id))
        generic = isinstance(body, Organisation) and body.specificity == "generic"
        yield Piece(f" in general ({number})" if generic else f" ({number})")
    if len(sure) > _MOST:
        yield Piece(f", and {counted(len(sure) - _MOST, 'other')}")
    nobody = len(facts.unaddressed)
    if nobody and sure:
        yield Piece(f". {counted(nobody, 'ask')} {'names' if nobody == 1 else 'name'} no body that could be held to ")
        yield Piece("it." if nobody == 1 else "them.")
    elif sure:
        yield Piece(". Every ask names a body.")


def _money(facts: PlanFacts) -> Iterable[Piece]:
    if not facts.asks:
        return
    wanted = [ask for ask in facts.asks if ask.amount_role == "requested"]
    for place, ask in enumerate(wanted[:_MOST]):
        yield Piece("; " if place else "")
        yield Piece(clean(ask.amount_text) or f"£{ask.amount:,}")
        yield Piece(" for ")
        yield Piece(clean(name_of(ask)), facts.anchor(ask.id))
    if len(wanted) > _MOST:
        yield Piece(f"; and {counted(len(wanted) - _MOST, 'other sum')}")
    if wanted:
        yield Piece(". ")
    other = len(facts.asks) - len(wanted)
    if other:
        yield Piece(f"{counted(other, 'ask')} {'states' if other == 1 else 'state'} no sum that is asked for.")


def _delivery(facts: PlanFacts) -> Iterable[Piece]:
    if not facts.partners:
        return [Piece("No partner is given a role.")]
    named = sum(partner.specificity in NAMED_BODY for partner in facts.partners)
    played = Counter(
        body.kind
        for r in facts.relations
        if isinstance(r, Plays) and isinstance(body := facts.nodes[r.start], Organisation)
    )
    most = [f"{kind_words(kind)} ({number})" for kind, number in _first(played)]
    many = counted(len(facts.partners), "partner")
    take = "takes" if len(facts.partners) == 1 else "take"
    rest = len(facts.partners) - named
    classes = f"; {rest} {'is a class' if rest == 1 else 'are classes'} of bodies and not named" if rest else ""
    said = f"{many} {take} on {counted(len(facts.roles), 'role')}{classes}. Most roles: {listed(most)}."
    return [Piece(said)]


def _first(counts: Counter[K]) -> list[tuple[K, int]]:
    return counts.most_common(_MOST)
