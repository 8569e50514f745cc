"""The check of asks that say too little to be granted."""

from dataclasses import dataclass

from queries.gaps.check import Case, Check
from queries.gaps.naming import listed
from queries.gaps.pieces import BY_ID, EACH_ASK, ITS_WORDS, THE_ASK
from queries.specificity import LADDER, MISSING, in_order


@dataclass(frozen=True, kw_only=True)
class VagueCase(Case):
    """An ask, and how many of the five things it says."""

    said: int

    @property
    def lacking(self) -> tuple[str, ...]:
        """The rungs that are missing, in the order of the ladder."""
        return tuple(in_order(self.missing))


VAGUE_CYPHER = f"""{EACH_ASK}{LADDER}{MISSING}
RETURN {THE_ASK},
       5 - size(missing) <= $few AS fails, 5 - size(missing) AS said, missing,
       [a.basis] AS basis, [{ITS_WORDS}] AS passages
{BY_ID}
"""

_NAMES = {
    "owner": "who is asked",
    "deliverable": "what is to be done or handed over",
    "amount or power": "how much or which power",
    "date": "by when",
    "measure": "how success is measured",
}


def _vague(case: VagueCase) -> str:
    if case.said == 0:
        return f"“{case.subject}” says none of who, what, how much or which power, by when, and measured how."
    return f"“{case.subject}” does not say {listed([_NAMES[rung] for rung in case.lacking])}."


VAGUE = Check(
    id="G10",
    title="Too little said to be granted",
    sentence="An ask says no more than two of five things: who, what, how much or which power, by when, measured how.",
    why="What says so little can be agreed to and never be kept: nobody can tell whether it was granted.",
    question="Who is to do what exactly, with how much or which power, by when, and how would success be seen?",
    severity="high",
    guard="A named power stands for a sum. What hands over a power or a fund, changes the law, names an instrument or "
    "has a number in it says what is wanted. Date and measure may be those of the ask it is a means of.",
    subjects=("ask", "asks"),
    has="says more than two of who, what, how much or which power, by when, and measured how",
    lacks="say no more than two of who, what, how much or which power, by when, and measured how",
    missing="most of who, what, how much, when and measured how",
    cypher=VAGUE_CYPHER,
    row=VagueCase,
    parameters={"few": 2},
    say=_vague,
)

CHECKS = (VAGUE,)
