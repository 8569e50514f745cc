"""Every plan, read by every system."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmarks.extraction.claims import Claims, claims_of
from benchmarks.extraction.figures import Score, pooled
from benchmarks.extraction.gold import Gold, GoldError, plans, read_gold
from benchmarks.extraction.peers import phrases
from benchmarks.extraction.peers_spacy import spacy_peer
from benchmarks.extraction.scorer import score
from loaders.document import Document
from loaders.plan import load
from loaders.readers import read

OURS = "Partnership Graph"
SPACY = "spaCy, small English model"
PHRASES = "capitalised phrases"
System = Callable[[Document], Claims]


@dataclass(frozen=True)
class Run:
    """One plan, scored for each system."""

    gold: Gold
    scores: Mapping[str, Score]


def ours(document: Document) -> Claims:
    """What this project's loader claims."""
    return claims_of(load(document).graph)


def systems() -> dict[str, System]:
    """This project and its peers, by the names they are printed under."""
    found: dict[str, System] = {OURS: ours}
    spacy = spacy_peer()
    if spacy:
        found[SPACY] = spacy
    return found | {PHRASES: phrases}


def run(path: Path, readers: Mapping[str, System]) -> Run:
    """One plan, read once and understood by each system.

    Raises:
        GoldError: the gold does not fit its plan.
    """
    gold = read_gold(path)
    document = read(str(gold.document))
    wrong = gold.problems(document.text)
    if wrong:
        raise GoldError(f"{path.name} does not fit {gold.document.name}: {'; '.join(wrong)}.")
    return Run(gold, {name: score(system(document), gold, document.text) for name, system in readers.items()})


def run_half(half: str, readers: Mapping[str, System]) -> list[Run]:
    """Every plan of one half."""
    return [run(path, readers) for path in plans(half)]


def pool(runs: list[Run]) -> dict[str, Score]:
    """The score of each system over all items of these plans."""
    return {name: pooled(one.scores[name] for one in runs) for name in runs[0].scores} if runs else {}
