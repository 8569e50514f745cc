"""The gold of a plan: what a careful reader finds in it, written by hand as YAML with quotes."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from benchmarks.extraction.spans import Searchable, Span
from graph.errors import PartnershipGraphError

PLANS = Path(__file__).parent / "plans"
HALVES = ("dev", "held_out")
_PARTS = ("organisations", "instruments", "priorities", "asks", "roles")


class GoldError(PartnershipGraphError):
    """A gold file that contradicts its plan or itself."""


@dataclass(frozen=True)
class GoldName:
    """An organisation, instrument or priority."""

    name: str
    aliases: tuple[str, ...] = ()
    kind: str | None = None
    optional: bool = False


@dataclass(frozen=True)
class GoldAmount:
    """The sum in an ask."""

    pounds: int
    role: str
    """requested: the sum asked for. Anything else stands beside the ask."""


@dataclass(frozen=True)
class GoldAsk:
    """One thing wanted of somebody, and of whom."""

    title: str
    quotes: tuple[str, ...]
    """Its words; the same ask said again has several."""
    asked: tuple[str, ...]
    """The addressees a good reading gives."""
    accepted: tuple[str, ...] = ()
    """Addressees that are no mistake either."""
    amount: GoldAmount | None = None
    optional: bool = False


@dataclass(frozen=True)
class GoldRole:
    """One thing that one organisation does."""

    organisation: str
    quote: str
    optional: bool = False


@dataclass(frozen=True)
class Gold:
    """All of a plan. An optional item is neither rewarded nor punished."""

    document: Path
    genre: str
    organisations: tuple[GoldName, ...]
    instruments: tuple[GoldName, ...]
    priorities: tuple[GoldName, ...]
    asks: tuple[GoldAsk, ...]
    roles: tuple[GoldRole, ...]
    not_asks: tuple[str, ...]
    """Words that look like an ask and are none."""

    def quotes(self) -> Iterable[str]:
        """Every quote in it."""
        for ask in self.asks:
            yield from ask.quotes
        yield from (role.quote for role in self.roles)
        yield from self.not_asks

    def problems(self, text: str) -> list[str]:
        """What contradicts the plan's text as read, or the gold itself, as sentences; none for a sound gold."""
        page = Searchable(text)
        found = [f"not in the text: {quote!r}" for quote in self.quotes() if not page.places(quote)]
        several = (q for q in self.quotes() if len(page.exactly(q)) > 1)
        found += [f"more than once in the text: {quote!r}" for quote in several]
        known = {name.name for name in self.organisations}
        used = [(f"ask {a.title!r}", name) for a in self.asks for name in (*a.asked, *a.accepted)]
        used += [(f"role {r.quote!r}", r.organisation) for r in self.roles]
        found += [f"{place} names {name!r}, which is no organisation here" for place, name in used if name not in known]
        return found


def spans_of(page: Searchable, quotes: Iterable[str]) -> list[Span]:
    """Where gold quotes stand: each at its first place; none for words that the reader lost."""
    return [places[0] for quote in quotes if (places := page.places(quote))]


def plans(half: str) -> list[Path]:
    """The gold files of one half, sorted."""
    return sorted((PLANS / half).glob("*.yaml"))


def read_gold(path: Path) -> Gold:
    """The gold in a YAML file.

    Raises:
        GoldError: it is no YAML, or lacks something.
    """
    try:
        written = yaml.safe_load(path.read_text(encoding="utf-8"))
        names = {part: tuple(_name(item) for item in written[part]) for part in _PARTS[:3]}
        return Gold(
            document=path.with_name(written["document"]),
            genre=written.get("genre", ""),
            **names,
            asks=tuple(_ask(item) for item in written["asks"]),
            roles=tuple(role for item in written["roles"] for role in _roles(item)),
            not_asks=tuple(written["not_asks"]),
        )
    except (yaml.YAMLError, KeyError, TypeError, AttributeError) as error:
        raise GoldError(
            f"{path.name} is no gold: {type(error).__name__}: {error}. It needs `document`, "
            f"{', '.join(_PARTS)} and `not_asks`; the README beside it shows each."
        ) from error


def _name(item: dict[str, Any]) -> GoldName:
    return GoldName(item["name"], tuple(item.get("aliases", ())), item.get("kind"), bool(item.get("optional")))


def _ask(item: dict[str, Any]) -> GoldAsk:
    amount = item.get("amount")
    return GoldAsk(
        title=item["title"],
        quotes=(item["quote"], *item.get("also", ())),
        asked=tuple(item["asked"]),
        accepted=tuple(item.get("accepted", ())),
        amount=GoldAmount(amount["pounds"], amount["role"]) if amount else None,
        optional=bool(item.get("optional")),
    )


def _roles(item: dict[str, Any]) -> Iterable[GoldRole]:
    for organisation in item["organisations"]:
        yield GoldRole(organisation, item["quote"], bool(item.get("optional")))
