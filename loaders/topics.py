"""Topics: the words by which an ask or a role is seen to concern a priority that it does not name."""

import csv
import re
from functools import cache, lru_cache
from importlib.resources import files

from loaders.rules import declare

RULE = declare(
    "topic",
    "Two texts with a word of one topic in each concern the same thing, which is inferred and not said.",
    "deliver affordable homes, for a priority called Housing",
    "homes in on skills, for a priority called Housing",
)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    table = files("loaders").joinpath("data", "topics.csv").read_text(encoding="utf-8")
    return {
        row["topic"]: re.compile(
            rf"(?<!\w)(?:{'|'.join(map(re.escape, row['words'].split('|')))})(?!\w)", re.IGNORECASE
        )
        for row in csv.DictReader(table.splitlines())
    }


_OTHERWISE = re.compile(
    r"\b(?:care|nursing|retirement|stately|funeral) homes?\b|\bhom(?:es?|ing) in on\b"
    r"|\bin the (?:light|nature) of\b|\btrade unions?\b|\bcarbon footprint\b|\bby nature\b",
    re.IGNORECASE,
)
"""Phrases that hold a word of a topic and mean something else."""


@lru_cache(maxsize=4096)
def topics_of(text: str) -> frozenset[str]:
    """The topics that a text has words of."""
    plain = _OTHERWISE.sub(" ", text)
    return frozenset(topic for topic, pattern in _patterns().items() if pattern.search(plain))
