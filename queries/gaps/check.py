"""What a gap check is, and what it finds of one subject."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, dataclass, field, fields
from typing import TYPE_CHECKING, Any, Literal, get_args

from queries.question import Computed, Words

if TYPE_CHECKING:
    from graph.store import Store

Severity = Literal["high", "medium", "low"]
"""How much a gap matters, gravest first.

high: nobody could be held to it, or it is out of date.
medium: it can be held to, and somebody will ask.
low: good to know.
"""

Absence = Literal["the plan is silent", "said elsewhere in the plan", "found but not linked", "waived"]
"""The four ways in which something can be missing.

the plan is silent: no words of the plan say it.
said elsewhere in the plan: the plan says it, and not of this subject, or not near it.
found but not linked: what would close the gap is in the graph, and no words join it to this subject.
waived: a person excused it.
"""

SEVERITIES: tuple[Severity, ...] = get_args(Severity)
SILENT: Absence = "the plan is silent"
ELSEWHERE: Absence = "said elsewhere in the plan"
UNLINKED: Absence = "found but not linked"
WAIVED: Absence = "waived"


@dataclass(frozen=True, kw_only=True)
class Case:
    """One subject that a check looked at, whether or not anything is missing.

    The Cypher of a check returns a row for each, with a column for every field; a field with a default may be left
    out. Lists of texts come in any order; as a `str` they are joined.
    """

    subject_id: str
    """Id of the node; of two together, both ids with ' + ' between, the smaller first."""
    subject: str
    """Its name, title or words."""
    plan: str
    """Id of the plan."""
    section: str
    """The headings of the sections it stands in."""
    fails: bool
    """Whether the gap is there."""
    basis: str
    passages: tuple[Words, ...]
    """Its own words, then what bears on the gap."""
    source: str | None = None
    absence: Absence = SILENT
    closed_if_inferred: bool = False
    """Whether an inferred fact would close the gap."""
    inferred: tuple[str, ...] = ()
    """The names which such facts give."""
    missing: tuple[str, ...] = ()
    """What is missing of this subject, where that differs from one to the next."""
    involved: tuple[str, ...] = ()
    """Ids of what else the gap is about: a waiver of any of them excuses it too."""

    @property
    def lacking(self) -> tuple[str, ...]:
        """What is missing of this subject, in the order in which it is told."""
        return self.missing


Preparation = Callable[["Store", Sequence[str], str], Mapping[str, Any]]
"""What the Cypher is given besides `plans` and `as_of`, worked out from the store, the plans and the day."""


def nothing_more(store: "Store", plans: Sequence[str], as_of: str) -> Mapping[str, Any]:
    """No parameters besides those that the check declares."""
    return {}


@dataclass(frozen=True, kw_only=True)
class Check:
    """A gap check.

    The Cypher is given `$plans`, `$as_of` and the `parameters`. It returns a row for *every* subject, those without
    the gap too (`fails` false), because what fails for more than half of its subjects is told as one finding.
    """

    id: str
    """G and a number."""
    title: str
    """The gap in a few words: “No named owner”."""
    sentence: str
    """What it finds, in one plain sentence."""
    why: str
    """Why it matters."""
    question: str
    """What to ask about it, and of whom."""
    severity: Severity
    guard: str
    """What keeps it from a false alarm."""
    subjects: tuple[str, str]
    """What it looks at, one and many: (“ask”, “asks”)."""
    has: str
    """What a subject without the gap does, after “none of the 22 asks”: “has a date”."""
    lacks: str
    """What subjects with the gap do, after “17 of the 22 asks”: “have no date”."""
    missing: str
    """What is missing."""
    cypher: str
    say: Callable[[Any], str]
    """The finding of one case, as a sentence."""
    row: type[Case] = Case
    together: bool = False
    """Whether several are one finding even where less than half fail: what is good to know and no more."""
    suggestion: str = ""
    """What to ask where an inferred fact would close it, with `{names}`: “Is it {names}?”"""
    severity_of: Callable[[Any], Severity] | None = None
    """How much one case matters, where that differs."""
    parameters: Mapping[str, Any] = field(default_factory=dict)
    """Fixed numbers and lists that the Cypher is given."""
    prepare: Preparation = nothing_more
    computed: Computed | None = None
    """How cases are worked out from what the Cypher returns, where Cypher alone does not tell them."""
    references: tuple[str, ...] = ()
    """What it rests on outside this project: guidance, an Act."""

    @property
    def dated(self) -> bool:
        """Whether what it finds depends on the day it is read as of."""
        return "$as_of" in self.cypher

    @property
    def needed(self) -> tuple[str, ...]:
        """The columns that the Cypher must return."""
        if self.computed is not None:
            return self.computed.columns
        return tuple(f.name for f in fields(self.row) if f.default is MISSING)

    @property
    def allowed(self) -> tuple[str, ...]:
        """The columns that it may return."""
        return self.computed.columns if self.computed is not None else tuple(f.name for f in fields(self.row))

    def gravity(self, case: Case) -> Severity:
        """How much the gap matters in this case."""
        return self.severity_of(case) if self.severity_of is not None else self.severity
