"""What became of each ask from one edition of a plan to another."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.editions.pairing import Ends, Form, Pair, meant, paired
from queries.comparison.facts import ask_row, asks_of, forms_of, names
from queries.question import Raw
from queries.wording import listed

KEPT, REWORDED, MOVED = "kept", "reworded", "moved"
NEW_OWNER, AMOUNT = "new owner", "amount changed"
POSSIBLE, DROPPED, NEW = "possibly reworded", "dropped", "new"
_FEWEST = 3
_FIGURE = re.compile(r"£?\d+(?:[.,]\d+)*")
WITHIN = "within another ask"
"""How an ask that is dropped or new is known to be part of one that the other edition has."""
CHANGES = (AMOUNT, NEW_OWNER, REWORDED, MOVED, POSSIBLE, DROPPED, NEW, KEPT)
"""What can have become of an ask; the first five can come together. People read them in this order."""


@dataclass(frozen=True)
class _Joined:
    """How two asks are known to be one."""

    bases: tuple[str, ...]
    how: str


def edition_rows(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A row for every ask of the one edition or the other; two that are one, or may be, stand in one row."""
    older, newer = given["both"]
    asks = {plan: asks_of(raw, plan) for plan in given["between"]}
    forms = {plan: forms_of(held) for plan, held in asks.items()}
    links = _links(asks, older, newer)
    rest = [{id_: one for id_, one in forms[plan].items() if id_ not in {ends[side] for ends in links}}
            for side, plan in enumerate((older, newer))]  # fmt: skip
    pairing = paired(rest[0].values(), rest[1].values(), apart=_apart(raw, newer, list(forms[older].values())))
    found = {**links, **{pair.ends: _Joined(("inferred",), _how(pair)) for pair in pairing.joined}}
    for ends, joined in found.items():
        first, second = asks[older][ends[0]], asks[newer][ends[1]]
        changes = _changes(forms[older][ends[0]], forms[newer][ends[1]])
        detail = _detail(first, second, changes)
        row = ask_row(first, second, change="; ".join(changes), detail=detail, how=joined.how)
        yield {**row, "basis": [*row["basis"], *joined.bases]}
    for pair in pairing.possible:
        first, second = asks[older][pair.first], asks[newer][pair.second]
        detail = "one ask? To be decided in the corrections"
        row = ask_row(first, second, change=POSSIBLE, detail=detail, how=_how(pair))
        yield {**row, "basis": [*row["basis"], "inferred"]}
    in_doubt = {end for pair in pairing.possible for end in pair.ends}
    told = {end for ends in found for end in ends} | in_doubt
    for plan, other, change in ((older, newer, DROPPED), (newer, older, NEW)):
        for id_, ask in asks[plan].items():
            if id_ not in told:
                sides = (ask, None) if change == DROPPED else (None, ask)
                whole = _whole(forms[plan][id_], list(forms[other].values()))
                detail = f"its words stand within “{whole.title}”" if whole else None
                yield ask_row(
                    *sides, change=change, detail=detail, how=WITHIN if whole else None,
                    whole=whole.title if whole else None,
                )  # fmt: skip


def _links(asks: Mapping[str, Mapping[str, Raw]], older: str, newer: str) -> dict[Ends, _Joined]:
    """The pairs that the store has as one ask, over whatever editions lie between."""
    every = {id_: ask for held in asks.values() for id_, ask in held.items()}
    found: dict[Ends, _Joined] = {}
    for id_ in asks[newer]:
        here, bases, rules = id_, [], []
        while here in every and here not in asks[older] and every[here]["before"]:
            link = min(every[here]["before"], key=lambda one: str(one["id"]))
            bases.append(link["basis"])
            rules.append(link["rule"])
            here = link["id"]
        if here in asks[older]:
            found[here, id_] = _Joined(tuple(bases), ", then ".join(dict.fromkeys(map(_called, rules))))
    return found


def _apart(raw: Sequence[Raw], newer: str, older: Sequence[Form]) -> set[Ends]:
    """Pairs that a person decided are two asks."""
    decisions = [row["item"] for row in raw if row["fact"] == "decision" and row["plan"] == newer]
    return {
        (one.id, item["target"])
        for item in decisions
        if item["target"] and item["earlier"]
        for one in meant(item["earlier"], older)
    }


def _whole(one: Form, others: Sequence[Form]) -> Form | None:
    """The shortest ask of the other edition that has all the words of an ask which that edition has not by itself."""
    found = [other for other in others if _says_all(other, one)]
    return min(found, key=lambda other: (len(other.text), other.text, other.id), default=None)


def _says_all(whole: Form, part: Form) -> bool:
    """Whether an ask has every word of another, in whatever form."""
    words = part.wording.stems
    same_way = part.wording.against == whole.wording.against
    return len(words) >= _FEWEST and bool(part.wording.about) and words <= whole.wording.stems and same_way


def _changes(first: Form, second: Form) -> list[str]:
    changed = {
        AMOUNT: first.amount != second.amount,
        NEW_OWNER: first.asked != second.asked,
        REWORDED: first.wording.plain != second.wording.plain,
        MOVED: bool(first.sections) and bool(second.sections) and not first.sections & second.sections,
    }
    found = [change for change in CHANGES if changed.get(change)]
    return found or [REWORDED if _figures(first.text) != _figures(second.text) else KEPT]


def _figures(text: str) -> Counter[str]:
    """The figures of an ask: years, sums that are not asked for, numbers of anything."""
    return Counter(_FIGURE.findall(text))


def _detail(first: Raw, second: Raw, changes: Sequence[str]) -> str | None:
    said = []
    if AMOUNT in changes:
        said.append(f"{_sum(first)} → {_sum(second)}")
    if NEW_OWNER in changes:
        said.append(f"{_asked(first)} → {_asked(second)}")
    if MOVED in changes:
        said.append(f"{listed(sorted(first['sections']))} → {listed(sorted(second['sections']))}")
    if changes == [REWORDED]:
        before, after = _figures(first["text"]), _figures(second["text"])
        said += [f"{listed(before - after)} → {listed(after - before)}"] if before - after and after - before else []
    return "; ".join(said) or None


def _sum(ask: Raw) -> str:
    return ask["amount_text"] if ask["amount_text"] and ask["amount_role"] != "context" else "no sum"


def _asked(ask: Raw) -> str:
    every = sorted({body["name"] for body in ask["asked"]})
    return listed(names(ask["asked"]) if len(every) > 3 else every) or "nobody"


def _called(rule: str) -> str:
    return "decided by a person" if rule == "correction" else rule.replace("-", " ")


def _how(pair: Pair) -> str:
    """What speaks for two asks being one."""
    return f"{pair.how}, same {listed(pair.supports)}" if pair.supports else pair.how
