"""What is found in a document before it becomes a graph: asks and roles with their places."""

from dataclasses import dataclass, field

from graph.vocabulary import Confidence
from loaders.bodies import Mention
from loaders.leadins import LeadIn
from loaders.sentences import Span


@dataclass(frozen=True)
class FoundAsk:
    """One ask and where it was found."""

    span: Span
    """The clause that asks, with the body asked where that stands in it."""
    block: int
    rule: str
    confidence: Confidence = "high"
    who: tuple[Mention, ...] = ()
    """Bodies in the place of the one who is asked."""
    asker: tuple[Mention, ...] = ()
    lead_in: LeadIn | None = None
    umbrella: Span | None = None
    """Span of the ask whose means it is."""
    sentence: Span | None = field(default=None, compare=False)
    thing: Span | None = None
    """What is asked for, where the clause says more."""

    amount: Span | None = None
    """Cell of a table that holds the sum, where the ask is a row of one."""
    when: Span | None = None
    """Cell of a table that says by when."""

    @property
    def words(self) -> Span:
        """The words of what is asked for."""
        return self.thing or self.span


@dataclass(frozen=True)
class FoundRole:
    """One part, its words, and the partners that play it."""

    span: Span
    block: int
    rule: str
    partners: tuple[Mention, ...]
    confidence: Confidence = "high"
