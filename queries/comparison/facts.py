"""What is read of two plans to set them side by side: the Cypher, and the asks in the form in which they are paired."""

from collections.abc import Mapping, Sequence
from typing import Any

from graph.editions.pairing import Form, form
from queries.as_of import known_on_the_day
from queries.question import Raw
from queries.wording import own_words, sections_of

COMPARE_CYPHER = f"""
CALL () {{
  UNWIND $between AS held
  MATCH (a:Ask {{plan: held}})
  RETURN held, 'ask' AS fact, a.id AS id, a.basis AS basis, {own_words("a")} AS own,
         {{id: a.id, title: a.title, text: a.text, kinds: coalesce(a.kinds, []), amount: a.amount,
           amount_text: a.amount_text, amount_role: a.amount_role, amount_period: a.amount_period,
           sections: {sections_of("a")},
           asked: [(a)-[to:ADDRESSED_TO]->(o:Organisation) WHERE to.basis IN ['stated', 'curated']
             | {{shared: CASE WHEN o.plan IS NULL THEN o.id END, name: o.name, specificity: o.specificity,
                 basis: to.basis, topic: to.topic, passages: coalesce(to.passages, [])}}],
           inferred: [(a)-[to:ADDRESSED_TO]->(o:Organisation)
             WHERE NOT to.basis IN ['stated', 'curated'] AND {known_on_the_day("to")}
             | {{shared: CASE WHEN o.plan IS NULL THEN o.id END, name: o.name, specificity: o.specificity,
                 basis: to.basis, topic: to.topic, passages: []}}],
           instruments: [(a)-[:USES]->(i:Instrument) | i.name],
           before: [(a)-[c:CONTINUES]->(b:Ask) | {{id: b.id, basis: c.basis, rule: c.rule}}]}} AS item
  UNION ALL
  UNWIND $between AS held
  MATCH (c:Correction {{plan: held, action: 'not the same ask'}})
  RETURN held, 'decision' AS fact, c.id AS id, c.basis AS basis, [] AS own,
         {{target: c.target, earlier: c.earlier}} AS item
  UNION ALL
  UNWIND $both AS held
  MATCH (x:Priority {{plan: held}})
  RETURN held, 'priority' AS fact, x.id AS id, x.basis AS basis, {own_words("x")} AS own,
         {{name: x.name, who: null, shared: null}} AS item
  UNION ALL
  UNWIND $both AS held
  MATCH (w:Passage {{plan: held}})<-[said:EVIDENCED_BY]-(x:Organisation)
  WITH held, x, collect(DISTINCT said.basis) AS bases, collect(w.id) AS own
  RETURN held, 'organisation' AS fact, x.id AS id,
         CASE WHEN 'stated' IN bases THEN 'stated' ELSE head(bases) END AS basis, own,
         {{name: x.name, who: x.name, shared: CASE WHEN x.plan IS NULL THEN x.id END}} AS item
  UNION ALL
  UNWIND $both AS held
  MATCH (x:Role {{plan: held}})<-[plays:PLAYS]-(o:Organisation)
  RETURN held, 'role' AS fact, x.id AS id, plays.basis AS basis, {own_words("x")} AS own,
         {{name: x.text, who: o.name, shared: null}} AS item
}}
RETURN held AS plan, fact, id, basis, own, item
ORDER BY plan, fact, id
"""

COLUMNS = ("plan", "fact", "id", "basis", "own", "item")


def asks_of(raw: Sequence[Raw], plan: str) -> dict[str, Raw]:
    """The asks of a plan by id, each with what its form was made from, its plan and its basis."""
    return {
        row["id"]: {**row["item"], "own": row["own"], "plan": plan, "basis": row["basis"]}
        for row in raw
        if row["fact"] == "ask" and row["plan"] == plan
    }


def forms_of(asks: Mapping[str, Raw]) -> dict[str, Form]:
    """The same asks as they are paired."""
    return {id_: form(ask) for id_, ask in asks.items()}


def names(bodies: Sequence[Mapping[str, Any]]) -> tuple[str, ...]:
    """Who is asked: named bodies, or failing these whoever is."""
    named = sorted({body["name"] for body in bodies if body["specificity"] == "named"})
    return tuple(named or sorted({body["name"] for body in bodies}))


def ask_row(first: Raw | None, second: Raw | None, **more: Any) -> dict[str, Any]:
    """A row about an ask of one plan, or about an ask of each."""
    one = second or first or {}
    both = [ask for ask in (first, second) if ask is not None]
    bodies = [body for ask in both for body in ask["asked"]]
    return {
        "fact": "ask",
        "both_ask_it": None,
        "ask": one["title"],
        "priority": None,
        "organisation": None,
        "role": None,
        "section": one["sections"],
        "department": list(names(one["asked"])),
        "first": first["text"] if first else None,
        "second": second["text"] if second else None,
        "first_id": first["id"] if first else None,
        "second_id": second["id"] if second else None,
        "first_amount": first["amount"] if first else None,
        "second_amount": second["amount"] if second else None,
        "plan": one["plan"],
        "basis": [*(ask["basis"] for ask in both), *(body["basis"] for body in bodies)],
        "source": None,
        "passages": [[id_ for ask in both for id_ in ask["own"]], *(body["passages"] for body in bodies)],
        **more,
    }
