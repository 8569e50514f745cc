"""Checks of who decides: on an instrument that a plan counts on, and since the plan was published."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from queries.as_of import known_on_the_day
from queries.gaps.check import Case, Check
from queries.gaps.naming import listed, said, when, with_article
from queries.gaps.pieces import ASKED, BY_ID, ITS_WORDS, SAID, SUBJECT_OF, THE_ASK
from queries.question import Computed, Raw


@dataclass(frozen=True, kw_only=True)
class InstrumentCase(Case):
    """An instrument, and whether an ask uses it."""

    kind: str
    used: bool


NO_CONTROLLER_CYPHER = f"""
UNWIND $plans AS held
MATCH (s:Section {{plan: held}})-[:MENTIONS]->(i:Instrument)
WHERE i.kind IN $kinds AND i.name =~ $a_name
WITH held, i, collect(DISTINCT {SUBJECT_OF}) AS section, max(CASE WHEN s.kind IN ['needs', 'roles'] THEN 1 ELSE 0 END)
       AS relied_on
WITH held, i, section, relied_on,
     [(i)<-[u:USES]-(a:Ask) WHERE a.plan = held AND u.basis IN {SAID} | a.id] AS used,
     [(i)<-[u:USES]-(a:Ask)-[to:ADDRESSED_TO]->(o:Organisation)
       WHERE a.plan = held AND u.basis IN {SAID} AND to.basis IN {SAID} AND o.specificity = 'named'
         AND coalesce(to.scope, 'ask') IN ['ask', 'lead-in'] | o.name] AS asked,
     [(o:Organisation)-[c:CONTROLS]->(i) WHERE {known_on_the_day("c")} | o.name] AS controllers
WITH held, i, section, used, asked, controllers, relied_on
WHERE relied_on = 1 OR size(used) > 0
RETURN i.id AS subject_id, i.name AS subject, held AS plan, section,
       size(controllers) = 0 AND size(asked) = 0 AS fails, i.kind AS kind, size(used) > 0 AS used, used AS involved,
       [i.basis] AS basis, [[(i)-[:EVIDENCED_BY]->(w:Passage) WHERE w.plan = held | w.id]] AS passages
{BY_ID}
"""


def _no_controller(case: InstrumentCase) -> str:
    rests = "An ask rests on" if case.used else "The plan names"
    return f"{rests} the {case.kind} “{case.subject}”, and nobody is known to decide on it."


NO_CONTROLLER = Check(
    id="G04",
    title="Nobody known to decide on it",
    sentence="A fund, programme, levy or settlement is named, and nobody is known to decide on it.",
    why="Whoever wants to change it, or to have it devolved, must know at whose door to knock.",
    question="Who decides on it today, and since when?",
    severity="medium",
    severity_of=lambda case: "medium" if case.used else "low",
    guard="Acts, strategies, charters, deals and the like are exempt: nobody pays out of them; so are taxes and "
    "allowances without a name of their own, and what is only told of outside needs and roles. What public record says "
    "of the day counts, and so does a body of which the ask asks it. It is low where no ask rests on it.",
    subjects=("fund, programme, levy or settlement", "funds, programmes, levies and settlements"),
    has="has a known decider",
    lacks="have no known decider",
    missing="who decides on it",
    cypher=NO_CONTROLLER_CYPHER,
    row=InstrumentCase,
    parameters={
        "kinds": ["fund", "programme", "levy", "settlement"],
        # “Quay Fund” is a name, “business rates” and “Council Tax” are not
        "a_name": r"(?s)(?!Council Tax|Business Rates|National Insurance)\p{Lu}.*\b\p{Lu}.*",
    },
    say=_no_controller,
)


@dataclass(frozen=True, kw_only=True)
class ChangedCase(Case):
    """An ask, and what about it has passed to another body since the plan was published."""

    changes: tuple[str, ...]
    published: str
    """When the plan was published, as the end of a sentence."""
    dated: bool
    """Whether the plan has a date."""
    asked: tuple[str, ...]
    """Those who took over, where the ask names all of them already."""


# a plan of September is not known to be older than what changed in that month
CHANGED_CYPHER = f"""
WITH COLLECT {{
  MATCH (o:Organisation)<-[s:SUCCEEDS]-(n:Organisation)
  WHERE s.`from` <= $as_of
  RETURN {{old: o.name, id: o.id, new: n.name, day: s.`from`, topics: coalesce(s.topics, []), source: s.source}}
}} AS passed
WITH passed, [one IN passed | one.id] AS gone
UNWIND $plans AS held
MATCH (p:Plan {{id: held}})
WHERE coalesce(p.published_on, p.published_not_before) IS NOT NULL
WITH held, p, passed, gone,
     coalesce(substring(p.published_on + '-99-99', 0, 10), substring(p.published_not_before + '-01-01', 0, 10)) AS begun
MATCH (a:Ask {{plan: held}})
WITH p, begun, a, passed, {ASKED} AS asked,
     [(a)-[:USES]->(i:Instrument)<-[c:CONTROLS]-(o:Organisation)
       WHERE c.`to` > begun AND c.`to` <= $as_of
       | {{what: i.name, id: i.id, body: o.name, day: c.`to`, source: c.source}}] AS ended,
     [(a)-[:USES]->(i:Instrument)<-[c:CONTROLS]-(o:Organisation)
       WHERE c.`from` > begun AND c.`from` <= $as_of
       | {{what: i.name, id: i.id, body: o.name, day: c.`from`, source: c.source}}] AS began,
     [(a)-[to:ADDRESSED_TO]->(o:Organisation) WHERE to.basis IN {SAID} AND o.id IN gone | o.id] AS former
WITH p, a, asked, ended, began, [one IN passed WHERE one.id IN former AND one.day > begun] AS moved
RETURN {THE_ASK},
       a.text AS words, p.published_on AS published_on, p.published_not_before AS published_not_before,
       ended, began, moved, [one IN asked | one.name] AS asked,
       [a.basis] + [one IN asked | one.basis] AS basis,
       [{ITS_WORDS}] + [one IN asked | one.passages] AS passages
{BY_ID}
"""


def _changed(raw: Sequence[Raw], parameters: Mapping[str, Any]) -> Iterator[Raw]:
    """Each ask with the changes that touch it; work that moved in part touches the asks whose words name it."""
    for row in raw:
        touching = [move | {"topics": _named(move["topics"], row["words"])} for move in row["moved"]]
        moved = [
            move for move, whole in zip(touching, row["moved"], strict=True) if move["topics"] or not whole["topics"]
        ]
        handed = {(one["body"], one["day"]) for one in row["ended"]}
        told = [move for move in moved if (move["old"], move["day"]) not in handed]
        changes = [*_handed_over(row["ended"], row["began"]), *map(_moved, told)]
        behind = [*row["ended"], *row["began"], *moved]
        yield {
            **{name: row[name] for name in ("subject_id", "subject", "plan", "section", "passages")},
            "fails": bool(changes),
            "changes": changes,
            "dated": row["published_on"] is not None,
            "asked": _asked_already(row["asked"], [*_new(row), *(move["new"] for move in told)]),
            "published": _published(row["published_on"], row["published_not_before"]),
            "absence": "found but not linked",
            "involved": [one["id"] for one in behind],
            "source": "; ".join(sorted({one["source"] for one in behind if one["source"]})) or None,
            "basis": [*row["basis"], "reference" if changes else "stated"],
        }


def _new(row: Raw) -> list[str]:
    return [one["body"] for one in row["began"]]


def _asked_already(asked: Sequence[str], new: Sequence[str]) -> list[str]:
    return sorted(set(new)) if new and set(new) <= set(asked) else []


def _say_changed(case: ChangedCase) -> str:
    said_ = f"“{case.subject}”: {'; '.join(case.changes)}, {case.published}."
    return f"{said_} The plan asks {with_article(case.asked)} as well." if case.asked else said_


def _named(topics: Sequence[str], words: str) -> list[str]:
    """The topics whose first word an ask uses."""
    said = f" {words.casefold()}"
    return [topic for topic in topics if f" {topic.split()[0].casefold().removesuffix('s')}" in said]


def _handed_over(ended: Sequence[Raw], began: Sequence[Raw]) -> list[str]:
    found = []
    for what in sorted({one["what"] for one in (*ended, *began)}):
        old = sorted({one["body"] for one in ended if one["what"] == what})
        new = sorted({one["body"] for one in began if one["what"] == what})
        day = when(min(one["day"] for one in (*ended, *began) if one["what"] == what))
        if old and new and old != new:
            found.append(f"“{what}” passed from {with_article(old)} to {with_article(new)} {day}")
        elif old and not new:
            found.append(f"{with_article(old)} no longer decides on “{what}”: that ended {day}")
    return found


def _moved(move: Raw) -> str:
    what = listed([f"“{topic}”" for topic in move["topics"]])
    old, new, day = with_article([move["old"]]), with_article([move["new"]]), when(move["day"])
    if what:
        return f"responsibility for {what} passed from {old} to {new} {day}"
    return f"the work of {old} passed to {new} {day}"


def _published(on: str | None, not_before: str | None) -> str:
    if on is not None:
        return f"after the plan was published ({said(on)})"
    return f"and the plan, which has no date, names no past year after {not_before}"


CHANGED = Check(
    id="G06",
    title="Responsibility has moved since",
    sentence="Since the plan was published, what an ask is about, or the work of the body it names, passed to another.",
    why="The ask lies on a desk that can no longer grant it.",
    question="Has the ask been put to the body that is responsible now?",
    severity="high",
    severity_of=lambda case: "low" if case.asked else "high" if case.dated else "medium",
    guard="Only changes of public record, with a date between publication and the day asked about. Where only part of "
    "a body's work moved, the ask must use the words of that part. A plan without a date is read from the latest year "
    "that it names; the finding says so and is medium. It is low where the ask names those who took over already.",
    subjects=("ask", "asks"),
    has="is still where it was",
    lacks="are about something that has moved",
    missing="the body that is responsible now",
    cypher=CHANGED_CYPHER,
    row=ChangedCase,
    computed=Computed(
        columns=(
            "subject_id",
            "subject",
            "plan",
            "section",
            "words",
            "published_on",
            "published_not_before",
            "ended",
            "began",
            "moved",
            "asked",
            "basis",
            "passages",
        ),
        rows=_changed,
    ),
    say=_say_changed,
)

CHECKS = (NO_CONTROLLER, CHANGED)
