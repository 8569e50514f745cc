"""The rules by which text is understood: each with the fact about language it rests on, an example and a near miss."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Rule:
    """One rule of reading."""

    id: str
    fact: str
    """The fact about English, or about how plans are written, that it rests on."""
    example: str
    """Words on which it fires."""
    near_miss: str
    """Words that look alike and on which it does not fire."""


SUGGESTED = "suggested"
"""What stands in the place of a rule where a language model suggested something."""

RULES: dict[str, Rule] = {}
"""Every declared rule by its id."""


def declare(rule_id: str, fact: str, example: str, near_miss: str) -> str:
    """Declare a rule and give back its id, under which facts are recorded.

    Raises:
        ValueError: a different rule has this id already.
    """
    rule = Rule(rule_id, fact, example, near_miss)
    if RULES.setdefault(rule_id, rule) != rule:
        raise ValueError(f"Two different rules claim the id {rule_id!r}.")
    return rule_id
