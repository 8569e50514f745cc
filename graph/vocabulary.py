"""The closed lists of words the ontology uses."""

from typing import Literal, get_args

Basis = Literal["stated", "curated", "reference", "inferred"]
"""How a fact is known, listed strongest first. The basis of a path is the weakest on it.

stated: the document's words say it, "we" of the publisher included.
curated: a person decided it.
reference: public record says it, not this plan.
inferred: a rule or the register concludes it and the words do not say it.
"""

Confidence = Literal["high", "medium", "low"]
"""How sure the rule that made a fact is, listed surest first."""

Scope = Literal["ask", "lead-in", "block", "heading"]
"""How near the text names the one who is asked, listed nearest first.

ask: in the ask itself.
lead-in: in the sentence that governs the list.
block: in the prose before the list, as a body of government's own, outside any ask.
heading: in the heading alone, by the generic word.
"""

Specificity = Literal["named", "office", "group", "generic", "proposed", "place"]
"""How definite the body is that a name means.

named: one body of that name.
office: a person by office or a body by its area, such as a mayor.
group: a class of bodies, such as universities; no single one of them is credited.
generic: government, and no department of it.
proposed: a body that is yet to be set up.
place: a place that stands for its people or institutions.
"""

OrganisationKind = Literal[
    "government",
    "government department",
    "public body",
    "combined authority",
    "local government",
    "police/crime",
    "health body",
    "industry body",
    "company",
    "partnership/board/commission",
    "education providers",
    "collective group",
    "individual office",
    "place",
    "voluntary sector",
    "other",
]
"""What sort of organisation it is."""

AskKind = Literal[
    "devolve power",
    "devolve funding",
    "funding",
    "pool budgets",
    "spending flexibility",
    "legislation or reform",
    "joint working",
    "align support",
    "support",
]
"""What is wanted."""

AmountRole = Literal["requested", "need", "context"]
"""What a sum is to the ask.

requested: the sum asked for.
need: what the thing costs.
context: a sum that stands beside the ask.
"""

AmountPeriod = Literal["total", "year", "unknown"]
"""Whether a sum is for all of it or for each year."""

VerbClass = Literal["lead", "deliver", "fund", "support", "advise", "convene", "benefit"]
"""What sort of part a partner plays."""

SectionKind = Literal["theme", "needs", "roles", "context"]
"""What a section does.

theme: sets out a subject.
needs: says what is needed of government.
roles: says what partners do.
context: anything else.
"""

InstrumentKind = Literal[
    "deal",
    "settlement",
    "fund",
    "act",
    "programme",
    "strategy",
    "plan",
    "charter",
    "framework",
    "summit",
    "levy",
    "legal status",
    "other",
]
"""What sort of instrument it is."""

PassageKind = Literal["block", "span"]
"""How much of the document a passage is.

block: a whole paragraph, bullet, heading or table row.
span: the words of one fact.
"""

UpdateSaid = Literal["asked", "offered", "agreed", "refused", "delivered"]
"""What was said to have happened to an ask."""

UpdateEvidenced = Literal["none", "partly", "yes"]
"""What the evidence supports."""

BASES: tuple[str, ...] = get_args(Basis)
CONFIDENCES: tuple[str, ...] = get_args(Confidence)
SCOPES: tuple[str, ...] = get_args(Scope)


def weakest(bases: list[str]) -> str:
    """The weakest basis on a path, which is the basis of the whole path."""
    return max(bases, key=BASES.index) if bases else "stated"
