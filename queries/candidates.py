"""What a question can be about: the organisations, priorities and sections that the plans hold, found by name."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.errors import BadParameter
from graph.ids import normalise
from queries.names import Named, matching, nearest

if TYPE_CHECKING:
    from graph.store import Store

ORGANISATIONS_CYPHER = """
CALL () {
  MATCH (o:Organisation)
  WHERE o.plan IS NULL
  WITH o, [(o)-[s:SUCCEEDS]->(f:Organisation)
    WHERE s.topics IS NULL OR size(s.topics) = 0 OR f.`end` IS NOT NULL | f] AS before
  RETURN o, [f IN before | f.name] + [f IN before | f.abbreviation] AS former
  UNION ALL
  UNWIND $plans AS plan
  MATCH (o:Organisation {plan: plan})
  RETURN o, [] AS former
}
WITH o.name AS name, o.abbreviation AS abbreviation, coalesce(o.aliases, []) AS aliases, o.kind AS kind,
     o.specificity AS specificity, former, o.id AS id
RETURN name, abbreviation, aliases, kind, specificity, former, collect(id) AS ids
ORDER BY name, kind
"""
"""Those of one name in many plans make one row: names are what is looked at, and most of them recur."""

SPELLINGS_CYPHER = """
UNWIND $plans AS plan
MATCH (s:Section {plan: plan})-[m:MENTIONS]->(o:Organisation)
WHERE size(m.spellings) > 1 OR m.spellings[0] <> o.name
WITH DISTINCT o, m.spellings AS spellings
UNWIND spellings AS spelling
WITH o, spelling
WHERE spelling <> o.name AND (o.abbreviation IS NULL OR spelling <> o.abbreviation)
RETURN o.name AS name, spelling, collect(DISTINCT o.id) AS ids
ORDER BY name, spelling
"""
"""Other spellings than the name: most bodies are called by that only, and these are left out first."""

ASKED_CYPHER = """
UNWIND $plans AS plan
MATCH (a:Ask {plan: plan})-[:ADDRESSED_TO]->(o:Organisation)
WITH DISTINCT o
RETURN o.id AS id
ORDER BY id
"""

PRIORITIES_CYPHER = """
UNWIND $plans AS plan
MATCH (p:Priority {plan: plan})
RETURN p.name AS name, collect(p.id) AS ids
ORDER BY name
"""

SECTIONS_CYPHER = """
UNWIND $plans AS plan
MATCH (s:Section {plan: plan})
RETURN s.title AS name, s.kind AS kind, min(plan) AS first, min(s.`order`) AS place, collect(s.id) AS ids
ORDER BY first, place, name, kind
"""

_MANY = 8
_GOVERNMENT = frozenset({"government", "the government", "central government", "uk government", "hmg", "ministers"})
_OFFICIAL = ("government", "government department", "public body")


@dataclass(frozen=True, kw_only=True)
class Body:
    """An organisation as it can be called."""

    id: str
    name: str
    kind: str
    specificity: str
    named: Named


def bodies(store: "Store", plans: Sequence[str]) -> list[Body]:
    """Every organisation that the plans, or public record about them, name."""
    held = {"plans": list(plans)}
    spelt = defaultdict(set)
    for row in store.read(SPELLINGS_CYPHER, held).rows:
        for id_ in row["ids"]:
            spelt[id_].add(row["spelling"])
    found = []
    for row in store.read(ORGANISATIONS_CYPHER, held).rows:
        known = tuple(dict.fromkeys(name for name in (row["name"], row["abbreviation"], *row["aliases"]) if name))
        former = tuple(sorted({name for name in row["former"] if name}))
        for id_ in sorted(row["ids"]):
            names = (*known, *sorted(spelt.get(id_, ())))
            named = Named(id=id_, names=names, former=former)
            found.append(Body(id=id_, name=row["name"], kind=row["kind"], specificity=row["specificity"], named=named))
    return found


def find_organisations(store: "Store", wanted: str, plans: Sequence[str], *, asked: bool) -> list[Body]:
    """The organisations a person means; with `asked`, of those that are asked for something or are government's own.

    Raises:
        BadParameter: none is meant, or too many could be.
    """
    held = bodies(store, plans)
    if asked:
        addressed = {row["id"] for row in store.read(ASKED_CYPHER, {"plans": list(plans)}).rows}
        held = [body for body in held if body.id in addressed or body.kind in _OFFICIAL]
    return find_among(held, wanted, "organisation that is asked" if asked else "organisation")


def find_among(held: Sequence[Body], wanted: str, what: str = "organisation") -> list[Body]:
    """The organisations a person means, of some.

    Raises:
        BadParameter: none is meant, or too many could be.
    """
    if normalise(wanted) in _GOVERNMENT:
        generic = [body for body in held if body.specificity == "generic"]
        if generic:
            return generic
    found, whole = matching(wanted, [body.named for body in held])
    ids = {named.id for named in found}
    meant = [body for body in held if body.id in ids]
    names = list(dict.fromkeys(body.name for body in meant))
    if len(names) > _MANY and not whole:
        shown = ", ".join(repr(name) for name in names[:_MANY])
        raise BadParameter(
            f"{wanted!r} is part of the names of {len(names)} organisations: {shown} and {len(names) - _MANY} more. "
            "Give more of the name."
        )
    if not meant:
        raise BadParameter(_no_such(wanted, held, what))
    return meant


def read_as(wanted: str, found: Iterable[Body]) -> str:
    """How a name was read, where it was not the full name."""
    names = list(dict.fromkeys(body.name for body in found))
    return "" if names == [wanted] else f"{wanted!r} was read as: {', '.join(repr(name) for name in names)}."


def _no_such(wanted: str, held: Sequence[Body], what: str) -> str:
    owner = {name: body.name for body in held for name in body.named.names}
    close = list(dict.fromkeys(owner[name] for name in nearest(wanted, owner)))
    if close:
        return f"No {what} is called {wanted!r}. The nearest are: {', '.join(repr(name) for name in close)}."
    listing = "partners cypher 'MATCH (o:Organisation) RETURN o.name ORDER BY o.name'"
    return f"No {what} is called {wanted!r}, and no name is near it. See all of them with: {listing}"
