"""What a language model answered: its JSON, wherever it stands in the answer, as proposals of the right types."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Literal

from graph.errors import UnusableAnswer

_MOST = 200
_LONGEST_NAME = 200


@dataclass(frozen=True)
class Proposal:
    """One thing that a model proposes, in the right form and not yet held up to the document."""

    block: int
    """Number of the block in the request, from 1."""
    kind: Literal["ask", "role"]
    quote: str
    who: str
    """Who is asked (empty for government in general), or the partner."""


def proposals(answer: str) -> tuple[list[Proposal], int]:
    """The proposals in an answer, and how many others are not in the form that was asked for.

    Raises:
        UnusableAnswer: there is no JSON in it, or it holds no list of suggestions.
    """
    found = _json(answer)
    listed = found.get("suggestions") if isinstance(found, dict) else found
    if not isinstance(listed, list):
        raise UnusableAnswer("it holds no list of suggestions")
    made = [_proposal(one) for one in listed[:_MOST]]
    kept = [one for one in made if one is not None]
    return kept, len(listed) - len(kept)


def _json(answer: str) -> Any:
    for part in _parts(answer):
        try:
            return json.loads(part)
        except (ValueError, RecursionError):
            continue
    raise UnusableAnswer("it is no JSON")


def _parts(answer: str) -> Iterator[str]:
    """Where the JSON may be: all of it, what a fence surrounds, what the outermost brackets hold."""
    said = answer.rpartition("</think>")[2]
    yield said
    for fenced in said.split("```", 6)[1::2]:
        yield fenced.removeprefix("json")
    begins = [at for at in (said.find("{"), said.find("[")) if at >= 0]
    if begins:
        yield said[min(begins) : max(said.rfind("}"), said.rfind("]")) + 1]


def _proposal(one: Any) -> Proposal | None:
    if not isinstance(one, dict):
        return None
    block, kind, quote = one.get("block"), one.get("type"), one.get("quote")
    who = one.get("addressee") if kind == "ask" else one.get("partner")
    if who is None and kind == "ask":
        who = ""
    if not isinstance(block, int) or isinstance(block, bool) or not isinstance(quote, str):
        return None
    if not isinstance(who, str) or len(who) > _LONGEST_NAME or kind not in ("ask", "role"):
        return None
    return Proposal(block, kind, quote, who)
