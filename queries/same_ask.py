"""Which plans ask the same department for the same power."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from typing import Any

from queries.as_of import known_on_the_day
from queries.names import content_words
from queries.question import Computed, Parameter, Question, Raw, Row
from queries.tallies import read_department_if_given
from queries.wording import number, own_words

SAME_INSTRUMENT, SAME_TOPIC, SAME_WORDS = "same instrument", "same topic", "much the same words"
HOWS = (SAME_INSTRUMENT, SAME_TOPIC, SAME_WORDS)
"""What makes asks of different plans the same, the surest first."""

_ALIKE, _ALIKE_ON_A_TOPIC = 0.6, 0.3
"""Which share of the words of the shorter of two asks the other must use too. Topics are wide: that two asks are on one
does not yet make them the same."""
_FEWEST = 2
"""How many words must be common."""
_FORMULA = frozenset(
    (
        "all", "additional", "ask", "authority", "combined", "control", "devolution", "devolve", "devolved",
        "devolving", "every", "full", "fund", "funding", "further", "government", "greater", "local", "long", "more",
        "national", "need", "new", "power", "programme", "region", "regional", "support", "term", "want",
    )
)  # fmt: skip
"""Words that every ask uses, and by which none is like another."""


@dataclass(frozen=True, kw_only=True)
class SameAskRow(Row):
    """One of several asks, of different plans, for the same thing from the same body."""

    department: str
    wants: str
    """What all of them want: the kind of ask."""
    subject: str
    """What it is about: the instrument, the topic, or the words in common."""
    how: str
    """same instrument · same topic · much the same words."""
    ask: str
    plans: int
    """How many plans ask for it."""
    amount_text: str | None
    ask_id: str
    department_id: str


SAME_ASK_CYPHER = f"""
UNWIND $plans AS held
MATCH (a:Ask {{plan: held}})-[to:ADDRESSED_TO]->(o:Organisation)
WHERE o.plan IS NULL AND o.specificity = 'named' AND {known_on_the_day("to")}
  AND ($organisations IS NULL OR o.id IN $organisations)
RETURN a.id AS ask_id, a.title AS ask, coalesce(a.kinds, []) AS kinds, a.amount_text AS amount_text, held AS plan,
       o.id AS department_id, o.name AS department, to.topic AS topic, [a.basis, to.basis] AS basis,
       [(a)-[:USES]->(i:Instrument) | i.name] AS instruments, {own_words("a")} AS own,
       coalesce(to.passages, []) AS behind
ORDER BY department_id, ask_id
"""

_COLUMNS = (
    "ask_id", "ask", "kinds", "amount_text", "plan", "department_id", "department", "topic", "basis", "instruments",
    "own", "behind",
)  # fmt: skip


def _rows(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterable[Raw]:
    buckets: dict[tuple[str, str], list[Raw]] = defaultdict(list)
    for row in raw:
        for kind in row["kinds"]:
            buckets[row["department_id"], kind].append(row)
    for (_, kind), asks in sorted(buckets.items()):
        told: set[str] = set()
        for how, subject, group in groups(asks):
            fresh = [ask for ask in group if ask["ask_id"] not in told]
            plans = {ask["plan"] for ask in group}
            if len(plans) < 2 or not fresh:
                continue
            told |= {ask["ask_id"] for ask in group}
            yield from (_row(ask, kind, how, subject, len(plans)) for ask in group)


def groups(asks: Sequence[Raw]) -> Iterator[tuple[str, str, list[Raw]]]:
    """Asks of one body, mostly for one kind of thing, that are about the same, the surest groups first.

    Each has `ask_id`, `instruments`, `topic`, and its words as `title` or `ask`.
    """
    for instrument, group in _by(asks, lambda ask: ask["instruments"]):
        yield SAME_INSTRUMENT, instrument, group
    for topic, group in _by(asks, lambda ask: _topics(ask["topic"])):
        for _, alike in _worded_alike(group, _ALIKE_ON_A_TOPIC):
            yield SAME_TOPIC, topic, alike
    for common, alike in _worded_alike(asks, _ALIKE):
        yield SAME_WORDS, common, alike


def _by(asks: Sequence[Raw], subjects: Callable[[Raw], Iterable[str]]) -> list[tuple[str, list[Raw]]]:
    groups: dict[str, list[Raw]] = defaultdict(list)
    for ask in asks:
        for subject in subjects(ask):
            groups[subject].append(ask)
    return sorted(groups.items())


def _topics(joined: str | None) -> list[str]:
    """The topics of an inferred addressee, without the dates that may stand behind them."""
    return [topic.partition(" (from ")[0] for topic in joined.split("; ")] if joined else []


def _worded_alike(asks: Sequence[Raw], share: float) -> Iterator[tuple[str, list[Raw]]]:
    """Groups of asks that are worded alike, with the words they all have in common."""
    by_words: dict[frozenset[str], list[Raw]] = defaultdict(list)
    for ask in asks:
        by_words[_words(ask["title"] if "title" in ask else ask["ask"])].append(ask)
    kept = sorted((words for words in by_words if len(words) >= _FEWEST), key=sorted)
    leader = {words: words for words in kept}
    for one, other in _near(kept, share):
        first, second = _lead(leader, one), _lead(leader, other)
        if first != second:
            leader[max(first, second, key=sorted)] = min(first, second, key=sorted)
    groups: dict[frozenset[str], list[frozenset[str]]] = defaultdict(list)
    for words in kept:
        groups[_lead(leader, words)].append(words)
    for members in groups.values():
        common = frozenset.intersection(*members) or members[0]
        yield " ".join(sorted(common)), [ask for words in members for ask in by_words[words]]


def _near(kept: Sequence[frozenset[str]], share: float) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """Pairs of sets of words that are alike enough; only those that share a word are looked at."""
    holding: dict[str, list[frozenset[str]]] = defaultdict(list)
    for words in kept:
        for word in words:
            holding[word].append(words)
    seen: set[tuple[frozenset[str], frozenset[str]]] = set()
    for word in sorted(holding):
        for pair in combinations(holding[word], 2):
            if pair in seen:
                continue
            seen.add(pair)
            common = len(pair[0] & pair[1])
            if common >= _FEWEST and common / min(map(len, pair)) >= share:
                yield pair


def _lead(leader: dict[frozenset[str], frozenset[str]], words: frozenset[str]) -> frozenset[str]:
    while leader[words] != words:
        words = leader[words]
    return words


@lru_cache(maxsize=65536)
def _words(title: str) -> frozenset[str]:
    return frozenset(word for word in content_words(title) if word not in _FORMULA and not word.isdigit())


def _row(ask: Raw, kind: str, how: str, subject: str, plans: int) -> Raw:
    return {
        **{name: ask[name] for name in ("department", "ask", "amount_text", "ask_id", "department_id", "plan")},
        "wants": kind,
        "subject": subject,
        "how": how,
        "plans": plans,
        "basis": [*ask["basis"], None if how == SAME_INSTRUMENT else "inferred"],
        "source": None,
        "passages": [ask["own"], ask["behind"]],
    }


def _amounts_to(rows: Sequence[SameAskRow]) -> str:
    powers = {(row.department_id, row.wants, row.subject) for row in rows}
    return f"{number(len(powers), 'thing is', 'things are')} asked of the same body by several plans." if rows else ""


SAME_ASK = Question(
    id="same-ask",
    title="Which plans ask the same department for the same power?",
    why="Regions that ask for the same can ask together; a department sees that it is no single region's wish.",
    cypher=SAME_ASK_CYPHER,
    parameters=(
        Parameter(
            name="department", description="a department or other body that is asked", example="DfE", default=None
        ),
    ),
    row=SameAskRow,
    identity=("department_id", "wants", "how", "subject", "ask_id"),
    order=lambda row: (
        row.department,
        row.department_id,
        HOWS.index(row.how),
        -row.plans,
        row.wants,
        row.subject,
        row.plan,
        row.passages[0].start if row.passages else 0,
        row.ask_id,
    ),
    shown=("department", "wants", "subject", "how", "plans", "ask", "basis"),
    empty="No two of the plans read ask the same body for the same power.",
    read=read_department_if_given,
    computed=Computed(columns=_COLUMNS, rows=_rows),
    sum_up=_amounts_to,
)
