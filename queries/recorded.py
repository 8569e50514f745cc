"""What people recorded of asks: the updates of a plan and of its earlier editions, ask by ask."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args

from graph.vocabulary import UpdateSaid
from queries.money import pounds
from queries.question import Raw
from queries.wording import own_words, sections_of

SAID: tuple[str, ...] = get_args(UpdateSaid)

_UPDATE = "u {.id, .date, .said, .evidenced, .amount, .source, .url, .note, .by, .basis, .quote}"


def _recorded(condition: str) -> str:
    return f"""
CALL () {{
  UNWIND $plans AS held
  MATCH (p:Plan {{id: held}})-[:REVISES*0..99]->(e:Plan){condition}
  MATCH (a:Ask {{plan: e.id}})
  RETURN held, e, a, null AS loose,
         [(u:Update)-[:ABOUT]->(a) | {_UPDATE}] AS updates
  UNION ALL
  UNWIND $plans AS held
  MATCH (p:Plan {{id: held}})-[:REVISES*0..99]->(e:Plan){condition}
  MATCH (u:Update {{plan: e.id}})
  WHERE size([(u)-[:ABOUT]->(x:Ask) | x.id]) = 0
  RETURN held, e, null AS a, coalesce(u.quote, 'an ask that is not named') AS loose,
         [{_UPDATE}] AS updates
}}
WITH held, e, a, loose, updates
RETURN held AS plan, e.id AS edition_id, coalesce(e.edition, 'without a label') AS edition, e.corrections AS file,
       a.id AS ask_id, a.title AS ask, a.basis AS ask_basis, a.amount AS amount, a.amount_text AS amount_text,
       a.amount_role AS amount_role, a.timescale AS timescale, loose, updates,
       CASE WHEN a IS NULL THEN [] ELSE {sections_of("a")} END AS section,
       CASE WHEN a IS NULL THEN [] ELSE
         [(a)-[to:ADDRESSED_TO]->(o:Organisation) WHERE to.basis IN ['stated', 'curated'] | o.name] END AS department,
       CASE WHEN a IS NULL THEN [] ELSE [(a)-[c:CONTINUES]->(b:Ask) | {{id: b.id, basis: c.basis}}] END AS before,
       CASE WHEN a IS NULL THEN [] ELSE {own_words("a")} END AS own
ORDER BY plan, edition_id, ask_id
"""


RECORDED_CYPHER = _recorded("")
"""Every ask of the plans and of the editions before them, with its updates; and updates that are about none of them."""

REPEATED_CYPHER = _recorded(" WHERE EXISTS { MATCH (p)-[:REVISES]->(:Plan) }")
"""The same of the plans that have an edition before them."""

COLUMNS = (
    "plan", "edition_id", "edition", "file", "ask_id", "ask", "ask_basis", "amount", "amount_text", "amount_role",
    "timescale", "loose", "updates", "section", "department", "before", "own",
)  # fmt: skip

Update = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Record:
    """One ask, as the latest edition that has it says it, with what was recorded of it in any edition."""

    ask: Raw
    """Its row; of an update that is about no ask, the row of that."""
    earlier: tuple[Raw, ...]
    """The asks of earlier editions that it continues, latest first."""
    updates: tuple[Update, ...]
    """Up to the day, each once, earliest first."""
    later: int
    """How many are of a day after it."""
    bases: tuple[str, ...]

    @property
    def current(self) -> bool:
        """Whether the edition that is read has the ask."""
        return bool(self.ask["edition_id"] == self.ask["plan"])

    @property
    def last(self) -> tuple[Update, ...]:
        """The updates of the last day that has any: mostly one."""
        return tuple(one for one in self.updates if one["date"] == self.updates[-1]["date"])

    @property
    def said(self) -> tuple[str, ...]:
        """What was said last; on one day several things may be."""
        held = {one["said"] for one in self.last} if self.updates else set()
        return tuple(one for one in SAID if one in held)

    @property
    def passages(self) -> list[list[str]]:
        """Its words, then those of the asks that it continues."""
        return [list(self.ask["own"]), [id_ for one in self.earlier for id_ in one["own"]]]


def by_plan(raw: Iterable[Raw]) -> dict[str, list[Raw]]:
    """The rows of each plan that is read."""
    found: dict[str, list[Raw]] = defaultdict(list)
    for row in raw:
        found[row["plan"]].append(row)
    return found


def recorded(raw: Sequence[Raw], day: str) -> Iterator[Record]:
    """The asks of each plan with what is recorded of them up to a day.

    Of earlier editions only those asks are given of which something is recorded and that the plan has no more; at the
    end come updates that are about no ask at all.
    """
    for rows in by_plan(raw).values():
        yield from _of_plan(rows, day)


def _of_plan(rows: Sequence[Raw], day: str) -> Iterator[Record]:
    asks = asks_in(rows)
    continued = {link["id"] for row in asks.values() for link in row["before"]}
    told: set[tuple[Any, ...]] = set()
    for row in asks.values():
        if row["edition_id"] != row["plan"] and row["ask_id"] in continued:
            continue
        found = record_of(row, asks, day)
        told |= {_named(one) for one in found.updates}
        if found.current or found.updates:
            yield found
    for row in rows:
        if row["loose"] is not None:
            updates = [one for one in row["updates"] if _named(one) not in told and one["date"] <= day]
            told |= {_named(one) for one in updates}
            if updates:
                bases = tuple(one["basis"] for one in updates)
                yield Record(ask=row, earlier=(), updates=tuple(updates), later=0, bases=bases)


def asks_in(rows: Sequence[Raw]) -> dict[str, Raw]:
    """The rows that are asks, by id."""
    return {row["ask_id"]: row for row in rows if row["ask_id"] is not None}


def record_of(row: Raw, asks: Mapping[str, Raw], day: str) -> Record:
    """An ask with what is recorded of it, and of those it continues, up to a day."""
    chain, links = [row], []
    while (found := _before(chain[-1], asks)) is not None and found[0] not in chain:
        chain.append(found[0])
        links.append(found[1])
    every: dict[tuple[Any, ...], Update] = {}
    bases = [row["ask_basis"]]
    for place, one in enumerate(chain):
        for update in sorted(one["updates"], key=lambda held: str(held["id"])):
            every.setdefault(_content(update), update)
        if one["updates"]:
            bases += [*links[:place], *(update["basis"] for update in one["updates"] if update["date"] <= day)]
    updates = sorted(every.values(), key=lambda one: (one["date"], SAID.index(one["said"]), _content(one)))
    known = tuple(one for one in updates if one["date"] <= day)
    return Record(
        ask=row,
        earlier=tuple(chain[1:]),
        updates=known,
        later=len(updates) - len(known),
        bases=tuple(bases) if known else (row["ask_basis"],),
    )


def _before(row: Raw, asks: Mapping[str, Raw]) -> tuple[Raw, str] | None:
    links = sorted(row["before"], key=lambda link: str(link["id"]))
    return next(((asks[link["id"]], link["basis"]) for link in links if link["id"] in asks), None)


def _content(update: Update) -> tuple[Any, ...]:
    """What an update says: of two that say the same, in the files of two editions, one counts."""
    names = ("date", "said", "evidenced", "amount", "source", "url", "note", "by")
    return tuple("" if update.get(name) is None else str(update[name]) for name in names)


def _named(update: Update) -> tuple[Any, ...]:
    """What it says, and of which ask by its words."""
    return (update.get("quote"), *_content(update))


def told(update: Update) -> str:
    """An update in a line."""
    money = pounds(update["amount"]) if update["amount"] is not None else ""
    source = f"according to {update['source']}" if update["source"] else "no source given"
    parts = (update["said"], money, f"evidence: {update['evidenced']}", source, update["note"])
    return f"{update['date']}: {', '.join(part for part in parts if part)} (recorded by {update['by']})"


def files_of(rows: Iterable[Raw]) -> list[str]:
    """The corrections files behind the editions that were read."""
    return sorted({row["file"] for row in rows if row["file"]})
