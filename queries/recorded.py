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


_TEXTS = f"""a.title AS ask, a.amount AS amount, a.amount_text AS amount_text, a.amount_role AS amount_role,
       a.timescale AS timescale,
       CASE WHEN a IS NULL THEN [] ELSE {sections_of("a")} END AS section,
       CASE WHEN a IS NULL THEN [] ELSE
         [(a)-[to:ADDRESSED_TO]->(o:Organisation) WHERE to.basis IN ['stated', 'curated'] | o.name] END AS department,
       CASE WHEN a IS NULL THEN [] ELSE {own_words("a")} END AS own"""


_BEFORE = "[(a)-[c:CONTINUES]->(b:Ask) | {id: b.id, basis: c.basis}]"
_ABOUT_NONE = "size([(u)-[:ABOUT]->(x:Ask) | x.id]) = 0"
_LOOSE = "coalesce(u.quote, 'an ask that is not named')"


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
  WHERE {_ABOUT_NONE}
  RETURN held, e, null AS a, {_LOOSE} AS loose,
         [{_UPDATE}] AS updates
}}
WITH held, e, a, loose, updates
RETURN held AS plan, e.id AS edition_id, coalesce(e.edition, 'without a label') AS edition, e.corrections AS file,
       a.id AS ask_id, a.basis AS ask_basis, loose, updates,
       CASE WHEN a IS NULL THEN [] ELSE {_BEFORE} END AS before,
       {_TEXTS}
ORDER BY plan, edition_id, ask_id
"""


RECORDED_CYPHER = _recorded("")
"""Every ask of the plans and of the editions before them, with its updates; and updates that are about none of them."""

REPEATED_CYPHER = _recorded(" WHERE EXISTS { MATCH (p)-[:REVISES]->(:Plan) }")
"""The same of the plans that have an edition before them."""

BRIEF_CYPHER = f"""
UNWIND $plans AS held
MATCH (:Plan {{id: held}})-[:REVISES*0..99]->(e:Plan)
OPTIONAL MATCH (a:Ask {{plan: e.id}})
WITH held, e, a, [(u:Update)-[:ABOUT]->(a) | {_UPDATE}] AS updates, {_BEFORE} AS before
WITH held, e,
     collect(CASE WHEN size(updates) + size(before) = 0 AND a IS NOT NULL THEN [a.id, a.basis] END) AS silent,
     collect(CASE WHEN size(updates) + size(before) > 0 THEN [a.id, a.basis, updates, before] END) AS told
RETURN held AS plan, e.id AS edition_id, coalesce(e.edition, 'without a label') AS edition, e.corrections AS file,
       silent, told,
       COLLECT {{ MATCH (u:Update {{plan: e.id}}) WHERE {_ABOUT_NONE} RETURN [{_LOOSE}, {_UPDATE}] }} AS loose
ORDER BY plan, edition_id
"""
"""The same without what an ask says, and where: a row for each edition of each plan."""

TEXTS_CYPHER = f"""
UNWIND $ids AS wanted
MATCH (a:Ask {{id: wanted}})
RETURN a.id AS ask_id, {_TEXTS}
ORDER BY ask_id
"""
"""What asks say, and where."""

EDITION = ("plan", "edition_id", "edition", "file")
BRIEF_COLUMNS = (*EDITION, "silent", "told", "loose")
TEXTS = ("ask", "amount", "amount_text", "amount_role", "timescale", "section", "department", "own")
COLUMNS = (*EDITION, "ask_id", "ask_basis", "loose", "updates", "before", *TEXTS)
_UNREAD: Raw = {
    "ask": "", "amount": None, "amount_text": None, "amount_role": None, "timescale": None, "section": [],
    "department": [], "own": [], "loose": None, "updates": [], "before": [],
}  # fmt: skip

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


def in_brief(raw: Sequence[Raw], day: str) -> Iterator[Record]:
    """The same from rows for whole editions, of which most asks have nothing recorded: what these say is empty."""
    for editions in by_plan(raw).values():
        if len(editions) == 1 and not editions[0]["told"] and not editions[0]["loose"]:
            yield from map(_silent, _of_edition(editions[0]))
        else:
            yield from _of_plan([row for edition in editions for row in _of_edition(edition)], day)


def _silent(row: Raw) -> Record:
    return Record(ask=row, earlier=(), updates=(), later=0, bases=(row["ask_basis"],))


def _of_edition(edition: Raw) -> Iterator[Raw]:
    """The row of each ask of an edition, and of each update that is about none, in their order."""
    of = {**_UNREAD, **{name: edition[name] for name in EDITION}}
    asks = [*([*one, [], []] for one in edition["silent"]), *edition["told"]]
    for id_, basis, updates, before in sorted(asks, key=lambda one: str(one[0])):
        yield {**of, "ask_id": id_, "ask_basis": basis, "updates": updates, "before": before}
    for words, update in edition["loose"]:
        yield {**of, "ask_id": None, "ask_basis": None, "loose": words, "updates": [update]}


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
