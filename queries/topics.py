"""A topic as people type it: the priorities and sections it names, and the words that speak of it."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from graph.errors import BadParameter
from queries.candidates import PRIORITIES_CYPHER, SECTIONS_CYPHER
from queries.names import Named, letters_of, matching, nearest, word_patterns
from queries.question import Reading

if TYPE_CHECKING:
    from graph.store import Store

NAMED_FOR_IT, SAME_TOPIC, SAME_SECTION = "named for it", "same topic", "same section"
NEARNESS = (NAMED_FOR_IT, SAME_TOPIC, SAME_SECTION)
"""How near something is to a topic, nearest first."""

_UNREACHABLE = "(?s)x^"
"""A pattern that nothing matches."""

EVERYBODY = "*"
"""In the place of an organisation's id: whoever has to do with the fact."""


def facts_near(label: str, link: str) -> str:
    """Cypher: the facts of one label that concern what `read_topic` read, each with the nearest way in which it does.

    It gives `fact` and `way`: how near, the priorities, every basis, the passages, and `whom` the way counts for.
    """
    topical = "CASE WHEN said AND size($priorities) = 0 THEN 'named for it' ELSE 'same topic' END"
    guessed = "CASE WHEN said AND size($priorities) = 0 THEN null ELSE 'inferred' END"
    players = {
        "Role": "MATCH (fact:Role {plan: plan})<-[:PLAYS]-(o:Organisation)\n  WITH fact, [fact.text, o.name] AS texts, "
        "o.id AS whom",
        "Ask": f"MATCH (fact:Ask {{plan: plan}})\n  WITH fact, [fact.text] AS texts, '{EVERYBODY}' AS whom",
    }
    return f"""
CALL () {{
  UNWIND $priorities AS wanted
  MATCH (p:Priority {{id: wanted}})<-[d:{link}]-(fact:{label})
  RETURN fact, CASE WHEN d.basis IN ['stated', 'curated'] THEN 'named for it' ELSE 'same topic' END AS how,
         p.name AS priority, [d.basis] AS bases, coalesce(d.passages, []) AS behind, '{EVERYBODY}' AS whom
  UNION ALL
  UNWIND $priorities AS wanted
  MATCH (p:Priority {{id: wanted}})<-[c:COVERS]-(:Section)<-[:PART_OF*0..9]-(:Section)<-[i:IN_SECTION]-(fact:{label})
  RETURN fact, 'same section' AS how, p.name AS priority, [c.basis, i.basis] AS bases,
         coalesce(c.passages, []) AS behind, '{EVERYBODY}' AS whom
  UNION ALL
  UNWIND $sections AS wanted
  MATCH (t:Section {{id: wanted}})<-[:PART_OF*0..9]-(:Section)<-[i:IN_SECTION]-(fact:{label})
  RETURN fact, 'same section' AS how, null AS priority, [i.basis] AS bases, [] AS behind, '{EVERYBODY}' AS whom
  UNION ALL
  UNWIND $searched AS plan
  {players[label]}
  WHERE any(letters IN $letters WHERE any(text IN texts WHERE toLower(text) CONTAINS letters))
  WITH fact, whom, any(text IN texts WHERE all(pattern IN $said WHERE text =~ pattern)) AS said,
       any(text IN texts WHERE all(pattern IN $meant WHERE text =~ pattern)) AS meant
  WHERE said OR meant
  RETURN fact, {topical} AS how, null AS priority, [{guessed}] AS bases, [] AS behind, whom
}}
WITH fact, how, collect(priority) AS priorities, collect(bases) AS bases, collect(behind) AS behind,
     collect(whom) AS whom
WITH fact, collect({{how: how, priorities: priorities, bases: bases, behind: behind, whom: whom}}) AS ways
WITH fact, [wanted IN ['named for it', 'same topic', 'same section']
            | head([way IN ways WHERE way.how = wanted])] AS nearest
WITH fact, head([way IN nearest WHERE way IS NOT NULL]) AS way"""


SPOKEN_OF_CYPHER = """
UNWIND $plans AS plan
MATCH (b:Passage {plan: plan})
WHERE b.kind = 'block' AND any(letters IN $letters WHERE toLower(b.quote) CONTAINS letters)
  AND all(pattern IN $meant WHERE b.quote =~ pattern)
RETURN count(b) AS blocks
"""


def read_topic(store: "Store", given: Mapping[str, Any], plans: Sequence[str]) -> Reading:
    """A topic as the priorities and sections it names, and as patterns for the words of roles.

    Raises:
        BadParameter: no priority or section is called that, and the plans never use the words.
    """
    topic = given["topic"]
    held = {"plans": list(plans)}
    priorities = _named(store.read(PRIORITIES_CYPHER, held).rows)
    rows = store.read(SECTIONS_CYPHER, held).rows
    subjects = _named(row for row in rows if row["kind"] in ("theme", "context"))
    aims, whole_aim = matching(topic, priorities)
    sections, whole_section = matching(topic, subjects)
    if not aims and not sections:
        found, whole_section = matching(topic, _named(rows))
        sections = found if whole_section else []
    if whole_aim and not whole_section:
        sections = []
    if whole_section and not whole_aim:
        aims = []
    said, meant = word_patterns(topic)
    if not said and not aims and not sections:
        raise BadParameter(f"The topic {topic!r} holds no word to look for. {_examples(priorities, subjects)}")
    named = whole_aim or whole_section or not said
    parameters = {
        "searched": [] if named else list(plans),
        "letters": letters_of(topic),
        "priorities": [aim.id for aim in aims],
        "sections": [section.id for section in sections],
        "said": [_UNREACHABLE] if named else said,
        "meant": [_UNREACHABLE] if named else meant,
    }
    note = _read_as(topic, aims, sections)
    if not aims and not sections:
        spoken = store.read(SPOKEN_OF_CYPHER, {**held, **parameters}).rows
        if not spoken[0]["blocks"]:
            raise BadParameter(_no_such(topic, priorities, subjects))
        note = f"No priority or section is called {topic!r}: these are the roles whose own words say it."
    return Reading(parameters=parameters, note=note)


def _named(rows: Iterable[Mapping[str, Any]]) -> list[Named]:
    return [Named(id=id_, names=(row["name"],)) for row in rows for id_ in sorted(row["ids"])]


def _read_as(topic: str, aims: list[Named], sections: list[Named]) -> str:
    parts = [
        f"{kind} {', '.join(repr(name) for name in names)}"
        for kind, found in (("priority", aims), ("section", sections))
        if (names := list(dict.fromkeys(named.names[0] for named in found)))
    ]
    return f"{topic!r} was read as: {' and '.join(parts)}."


def _no_such(topic: str, priorities: list[Named], sections: list[Named]) -> str:
    names = [named.names[0] for named in (*priorities, *sections)]
    close = nearest(topic, names)
    said = f"No priority or section is called {topic!r}, and no sentence says it."
    if close:
        return f"{said} The nearest are: {', '.join(repr(name) for name in close)}."
    return f"{said} {_examples(priorities, sections)}"


def _examples(priorities: list[Named], sections: list[Named]) -> str:
    names = list(dict.fromkeys(named.names[0] for named in (*priorities, *sections)))
    if not names:
        return "The plans read here name no priority and no section."
    return f"Topics are, for example: {', '.join(repr(name) for name in names[:8])}."


def find_priorities(store: "Store", wanted: str | None, plans: Sequence[str]) -> Reading:
    """The priorities that a name, or part of one, means, as `$priorities`; without a name all of them.

    Raises:
        BadParameter: no priority is called that.
    """
    held = _named(store.read(PRIORITIES_CYPHER, {"plans": list(plans)}).rows)
    if wanted is None:
        return Reading(parameters={"priorities": [named.id for named in held]})
    found, _ = matching(wanted, held)
    if not found:
        names = sorted({named.names[0] for named in held})
        close = nearest(wanted, names)
        if not names:
            raise BadParameter(f"No priority is called {wanted!r}: the plans read here name no priority.")
        listed = ", ".join(repr(name) for name in close or names[:8])
        raise BadParameter(
            f"No priority is called {wanted!r}. {'The nearest' if close else 'Priorities'} are: {listed}."
        )
    names = list(dict.fromkeys(named.names[0] for named in found))
    note = "" if names == [wanted] else f"{wanted!r} was read as: {', '.join(repr(name) for name in names)}."
    return Reading(parameters={"priorities": [named.id for named in found]}, note=note)
