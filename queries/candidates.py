"""What a question can be about: the organisations, priorities and sections that the plans hold, found by name."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from graph.errors import BadParameter
from graph.ids import normalise
from queries.names import Named, matching, nearest

if TYPE_CHECKING:
    from graph.store import Store

ORGANISATIONS_CYPHER = """
MATCH (o:Organisation)
WHERE o.plan IS NULL OR o.plan IN $plans
RETURN o.id AS id, o.name AS name, o.abbreviation AS abbreviation, coalesce(o.aliases, []) AS aliases,
       o.kind AS kind, o.specificity AS specificity,
       [(o)-[:SUCCEEDS]->(f:Organisation) | f.name] + [(o)-[:SUCCEEDS]->(f:Organisation) | f.abbreviation] AS former,
       [(:Section)-[m:MENTIONS]->(o) WHERE m.plan IN $plans | coalesce(m.spellings, [])] AS spellings,
       size([(a:Ask)-[:ADDRESSED_TO]->(o) WHERE a.plan IN $plans | a.id]) AS asked
ORDER BY name, id
"""

PRIORITIES_CYPHER = """
MATCH (p:Priority)
WHERE p.plan IN $plans
RETURN p.id AS id, p.name AS name
ORDER BY name, id
"""

SECTIONS_CYPHER = """
MATCH (s:Section)
WHERE s.plan IN $plans
RETURN s.id AS id, s.title AS name, s.kind AS kind
ORDER BY s.plan, s.order, id
"""

_MANY = 8
_GOVERNMENT = frozenset({"government", "the government", "central government", "uk government", "hmg", "ministers"})
_OFFICIAL = ("government", "government department", "public body")


def organisations(store: "Store", plans: Sequence[str]) -> list[dict[str, Any]]:
    """Every organisation that the plans, or public record about them, name."""
    return store.read(ORGANISATIONS_CYPHER, {"plans": list(plans)}).rows


def find_organisations(store: "Store", wanted: str, plans: Sequence[str], *, asked: bool) -> list[dict[str, Any]]:
    """The organisations a person means; with `asked`, of those that are asked for something or are government's own.

    Raises:
        BadParameter: none is meant, or too many could be.
    """
    held = organisations(store, plans)
    if asked:
        held = [row for row in held if row["asked"] or row["kind"] in _OFFICIAL]
    if normalise(wanted) in _GOVERNMENT:
        generic = [row for row in held if row["specificity"] == "generic"]
        if generic:
            return generic
    found, whole = matching(wanted, [_named(row) for row in held])
    ids = {named.id for named in found}
    rows = [row for row in held if row["id"] in ids]
    if len(rows) > _MANY and not whole:
        shown = ", ".join(repr(row["name"]) for row in rows[:_MANY])
        raise BadParameter(
            f"{wanted!r} is part of the names of {len(rows)} organisations: {shown} and {len(rows) - _MANY} more. "
            "Give more of the name."
        )
    if not rows:
        raise BadParameter(_no_such(wanted, held, "organisation that is asked" if asked else "organisation"))
    return rows


def _named(row: dict[str, Any]) -> Named:
    spelt = [spelling for spellings in row["spellings"] for spelling in spellings]
    names = [row["name"], row["abbreviation"], *row["aliases"], *sorted(set(spelt))]
    former = sorted({name for name in row["former"] if name})
    return Named(id=row["id"], names=tuple(name for name in names if name), former=tuple(former))


def _no_such(wanted: str, held: list[dict[str, Any]], what: str) -> str:
    owner = {name: row["name"] for row in held for name in _named(row).names}
    close = list(dict.fromkeys(owner[name] for name in nearest(wanted, owner)))
    if close:
        return f"No {what} is called {wanted!r}. The nearest are: {', '.join(repr(name) for name in close)}."
    listing = "partners cypher 'MATCH (o:Organisation) RETURN o.name ORDER BY o.name'"
    return f"No {what} is called {wanted!r}, and no name is near it. See all of them with: {listing}"
