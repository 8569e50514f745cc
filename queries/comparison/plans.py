"""What two different plans both ask of the same body, and what only one of them asks."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from queries.comparison.facts import ask_row, asks_of, names
from queries.question import Raw
from queries.same_ask import groups
from queries.wording import listed

BOTH = "both ask"
NOBODY = "nobody by name"


def only(title: str) -> str:
    """What an ask of one plan alone is called."""
    return f"only {title}"


def plan_rows(raw: Sequence[Raw], given: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A row for every thing that both ask the same body for, and for every ask that only one of them makes."""
    asks = {plan: asks_of(raw, plan) for plan in given["both"]}
    every = [ask for held in asks.values() for ask in held.values()]
    asked = {plan: {body["name"] for ask in held.values() for body in _bodies(ask)} for plan, held in asks.items()}
    told: set[str] = set()
    for row, ids in _in_both(every, given["both"]):
        told |= ids
        yield row
    for plan in given["both"]:
        other = next(one for one in given["both"] if one != plan)
        for ask in asks[plan].values():
            if ask["id"] not in told:
                sides = (ask, None) if plan == given["both"][0] else (None, ask)
                change = only(given["called"][plan])
                yield {**ask_row(*sides, change=change, how=None), **_beside(ask, asked[other]), **_of(ask)}


def _bodies(ask: Raw) -> list[Mapping[str, Any]]:
    return [body for body in (*ask["asked"], *ask["inferred"]) if body["shared"] and body["specificity"] == "named"]


def _in_both(asks: Sequence[Raw], both: Sequence[str]) -> Iterator[tuple[dict[str, Any], set[str]]]:
    """What both ask the same body for, the surest first, each ask in one row of a body only."""
    by_body: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for ask in asks:
        for body in _bodies(ask):
            by_body[body["name"], body["shared"]].append(_grouped(ask, body))
    for (name, _), held in sorted(by_body.items()):
        told: set[str] = set()
        for how, subject, group in groups(held):
            fresh = [one for one in group if one["ask_id"] not in told]
            sides = [[one["ask"] for one in fresh if one["ask"]["plan"] == plan] for plan in both]
            if not all(sides):
                continue
            told |= {one["ask_id"] for one in fresh}
            bases = [basis for one in fresh for basis in one["basis"]]
            yield _together(name, sides, f"{how}: {subject}", bases), {one["ask_id"] for one in fresh}


def _grouped(ask: Raw, body: Mapping[str, Any]) -> dict[str, Any]:
    """An ask of a body as `groups` takes it."""
    return {
        "ask_id": ask["id"],
        "ask": ask,
        "title": ask["title"],
        "topic": body["topic"],
        "instruments": ask["instruments"],
        "basis": [ask["basis"], body["basis"]],
    }


def _together(name: str, sides: Sequence[Sequence[Raw]], how: str, bases: Sequence[str]) -> dict[str, Any]:
    first, second = (sorted(side, key=lambda ask: str(ask["id"])) for side in sides)
    row = ask_row(first[0], second[0], change=BOTH, detail=_wanted(first, second), how=how)
    wholes = [*first, *second]
    passages = [body["passages"] for ask in wholes for body in ask["asked"] if body["name"] == name]
    return {
        **row,
        "both_ask_it": True,
        "department": [name],
        "ask": first[0]["title"],
        "first": "; ".join(ask["text"] for ask in first),
        "second": "; ".join(ask["text"] for ask in second),
        "first_id": "; ".join(ask["id"] for ask in first),
        "second_id": "; ".join(ask["id"] for ask in second),
        "first_amount": first[0]["amount"] if len(first) == 1 else None,
        "second_amount": second[0]["amount"] if len(second) == 1 else None,
        "section": sorted({title for ask in wholes for title in ask["sections"]}),
        "plan": first[0]["plan"],
        "basis": [*bases, None if how.startswith("same instrument") else "inferred"],
        "passages": [[id_ for ask in wholes for id_ in ask["own"]], *passages],
    }


def _wanted(first: Sequence[Raw], second: Sequence[Raw]) -> str | None:
    """What each of them wants, where that differs."""
    kinds = [sorted({kind for ask in side for kind in ask["kinds"]}) for side in (first, second)]
    return f"{listed(kinds[0]) or 'no kind'} / {listed(kinds[1]) or 'no kind'}" if kinds[0] != kinds[1] else None


def _of(ask: Raw) -> dict[str, Any]:
    """Who is asked: whom the plan names, else who is inferred, else nobody."""
    named = names(ask["asked"])
    stated = any(body["specificity"] == "named" for body in ask["asked"])
    guessed = [body for body in ask["inferred"] if body["specificity"] == "named"]
    if stated or not guessed:
        return {"department": list(named) or [NOBODY]}
    bases = [ask["basis"], *(body["basis"] for body in guessed)]
    return {"department": sorted({body["name"] for body in guessed}), "basis": bases}


def _beside(ask: Raw, others: set[str]) -> dict[str, Any]:
    """Whether the other plan asks the same bodies for anything."""
    shared = sorted({body["name"] for body in _bodies(ask)} & others)
    which = f" ({listed(shared)})" if len(_bodies(ask)) > len(shared) else ""
    return {"both_ask_it": bool(shared), "detail": f"asked by both, for other things{which}" if shared else None}
