"""The ontology, said once.

Each class is a kind of node or of relationship. Its docstring is its definition, each field says what it holds,
and everything else about the graph's shape (constraints, upserts, validation, the ontology page of the docs) is
derived from here.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from graph.records import Found, Node, ReferenceRelation, Relation, relation_type
from graph.vocabulary import (
    AmountPeriod,
    AmountRole,
    AskKind,
    InstrumentKind,
    OrganisationKind,
    PassageKind,
    Scope,
    SectionKind,
    Specificity,
    UpdateEvidenced,
    UpdateSaid,
    VerbClass,
)

SCHEMA = 1
"""The version of the stored shape. A store of another version is rebuilt from its documents."""


@dataclass(frozen=True, kw_only=True)
class Plan(Node):
    """A published document: a growth plan, a devolution proposition, a letter of asks."""

    title: Annotated[str, "as printed"]
    publisher: Annotated[str | None, "the body whose plan it is"] = None
    work: Annotated[str, "id shared by all editions: title and publisher"]
    published_on: Annotated[str | None, "ISO date that the text or the user gave"] = None
    published_not_before: Annotated[str | None, "the latest past year the text names, where no date is given"] = None
    edition: Annotated[str | None, "label of the edition"] = None
    current: Annotated[bool, "whether questions read this edition"] = True
    source: Annotated[str, "URL or bare file name it was read from"]
    url: Annotated[str | None, "where it is published"] = None
    sha256: Annotated[str, "hash of the bytes as read"]
    blocks: Annotated[int, "how many blocks the document has"] = 0
    understood: Annotated[int, "how many blocks gave a fact or were set aside by a named rule"] = 0
    corrections: Annotated[str | None, "bare name of the file of people's decisions that was applied"] = None


@dataclass(frozen=True, kw_only=True)
class Section(Found):
    """A heading and what is under it."""

    title: Annotated[str, "the heading as printed"]
    order: Annotated[int, "position in the document, from 0"]
    level: Annotated[int, "depth of the heading, from 1"]
    kind: Annotated[SectionKind, "what the section does"]


@dataclass(frozen=True, kw_only=True)
class Priority(Found):
    """What the plan sets out to achieve."""

    name: Annotated[str, "as printed"]
    shared: Annotated[bool, "agreed with government"] = False


@dataclass(frozen=True, kw_only=True)
class Ask(Found):
    """One thing wanted of someone outside the region."""

    title: Annotated[str, "the ask in a line"]
    text: Annotated[str, "its own words"]
    kinds: Annotated[tuple[AskKind, ...], "what is wanted"] = ()
    amount: Annotated[int | None, "whole pounds"] = None
    amount_text: Annotated[str | None, "the sum as printed"] = None
    amount_role: Annotated[AmountRole | None, "what the sum is to the ask"] = None
    amount_period: Annotated[AmountPeriod | None, "what the sum is for"] = None
    amount_years: Annotated[int | None, "over how many years the sum is meant"] = None
    timescale: Annotated[str | None, "by when, as printed"] = None


@dataclass(frozen=True, kw_only=True)
class Role(Found):
    """One thing one partner does."""

    text: Annotated[str, "the action in the document's words"]
    verb: Annotated[str | None, "the main verb, as a base form"] = None
    verb_class: Annotated[VerbClass | None, "what sort of part it is"] = None
    lead: Annotated[bool, "whether the partner leads"] = False


@dataclass(frozen=True, kw_only=True)
class Organisation(Found):
    """Who asks, is asked, or delivers."""

    name: Annotated[str, "full name"]
    abbreviation: Annotated[str | None, "its usual short form"] = None
    aliases: Annotated[tuple[str, ...], "other names it goes by"] = ()
    kind: Annotated[OrganisationKind, "what sort of organisation it is"] = "other"
    specificity: Annotated[Specificity, "named body, office, group, generic, proposed or place"] = "named"
    govuk: Annotated[str | None, "slug on GOV.UK"] = None
    gss: Annotated[str | None, "ONS code of its area"] = None
    identifiers: Annotated[tuple[str, ...], "other identifiers, scheme:value"] = ()
    start: Annotated[str | None, "when it began (register)"] = None
    end: Annotated[str | None, "when it ended (register)"] = None

    @property
    def department(self) -> bool:
        """Whether it is a department of government or an agency of one, which people browse as `Department`."""
        return self.plan is None and self.kind in ("government department", "public body")


@dataclass(frozen=True, kw_only=True)
class Instrument(Found):
    """A deal, fund, act, programme, strategy, charter or settlement."""

    name: Annotated[str, "without the year"]
    aliases: Annotated[tuple[str, ...], "other wordings"] = ()
    kind: Annotated[InstrumentKind, "what sort of instrument it is"] = "other"
    year: Annotated[int | None, "the year printed with it"] = None


@dataclass(frozen=True, kw_only=True)
class Measure(Found):
    """What a plan says success is measured by."""

    text: Annotated[str, "its own words"]


@dataclass(frozen=True, kw_only=True)
class Passage(Node):
    """The document's words."""

    plan: Annotated[str, "id of the plan it stands in"]
    kind: Annotated[PassageKind, "a whole block, or the span of one fact"]
    quote: Annotated[str, "verbatim"]
    start: Annotated[int, "first character in the document as read"]
    end: Annotated[int, "one past the last character"]
    order: Annotated[int, "position of its block in the document, from 0"]
    page: Annotated[int | None, "page of a paged document, from 1"] = None
    heading_path: Annotated[tuple[str, ...], "the headings it stands under, outermost first"] = ()
    url: Annotated[str | None, "where the plan is published"] = None


@dataclass(frozen=True, kw_only=True)
class Correction(Found):
    """What a person decided about a fact."""

    action: Annotated[str, "what was decided"]
    target: Annotated[str | None, "id of the fact, a hint"] = None
    quote: Annotated[str | None, "the words of the fact"] = None
    value: Annotated[str | None, "what was decided on: a name, a kind, who is asked"] = None
    earlier: Annotated[str | None, "the words of the ask of the edition before that it speaks of"] = None
    note: Annotated[str | None, "why"] = None


@dataclass(frozen=True, kw_only=True)
class Waiver(Found):
    """A gap that a person excused."""

    check: Annotated[str, "the gap check"]
    reason: Annotated[str, "why"]
    until: Annotated[str | None, "until when, ISO date"] = None
    quote: Annotated[str | None, "the words of the ask it excuses, as the entry gives them"] = None


@dataclass(frozen=True, kw_only=True)
class Update(Found):
    """What was seen to happen to an ask. Only ever added, never changed."""

    date: Annotated[str, "ISO date"]
    said: Annotated[UpdateSaid, "what was said to have happened"]
    evidenced: Annotated[UpdateEvidenced, "what the evidence supports"] = "none"
    quote: Annotated[str | None, "the words of the ask as the entry gives them"] = None
    amount: Annotated[int | None, "whole pounds"] = None
    source: Annotated[str | None, "who says so"] = None
    url: Annotated[str | None, "where"] = None
    note: Annotated[str | None, "anything else"] = None


@dataclass(frozen=True, kw_only=True)
class Publishes(Relation):
    """Organisation PUBLISHES Plan: whose plan it is."""

    ends = ((Organisation, Plan),)


@dataclass(frozen=True, kw_only=True)
class Revises(Relation):
    """Plan REVISES Plan: a later edition and the one before it."""

    ends = ((Plan, Plan),)


@dataclass(frozen=True, kw_only=True)
class HasSection(Relation):
    """Plan HAS_SECTION Section."""

    ends = ((Plan, Section),)


@dataclass(frozen=True, kw_only=True)
class PartOf(ReferenceRelation):
    """A smaller thing PART_OF a larger: section, means of an umbrella ask, or body of a parent body."""

    ends = ((Section, Section), (Ask, Ask), (Organisation, Organisation))


@dataclass(frozen=True, kw_only=True)
class Sets(Relation):
    """Plan SETS Priority."""

    ends = ((Plan, Priority),)


@dataclass(frozen=True, kw_only=True)
class Covers(Relation):
    """Section COVERS Priority: stated where its heading or prose names it, else inferred from its topic."""

    ends = ((Section, Priority),)


@dataclass(frozen=True, kw_only=True)
class Makes(Relation):
    """Organisation MAKES Ask: who asks."""

    ends = ((Organisation, Ask),)


@dataclass(frozen=True, kw_only=True)
class AddressedTo(Relation):
    """Ask ADDRESSED_TO Organisation: who is asked."""

    ends = ((Ask, Organisation),)
    scope: Annotated[Scope | None, "how near the text names the one who is asked"] = None
    topic: Annotated[str | None, "the topic that led to an inferred department"] = None
    source_of_record: Annotated[str | None, "register, date and licence behind an inferred department"] = None
    valid_from: Annotated[str | None, "since when an inferred department leads on the topic, ISO date"] = None
    valid_to: Annotated[str | None, "until when it leads, ISO date"] = None
    known_from: Annotated[str | None, "the first day of which the register says who leads, ISO date"] = None
    known_until: Annotated[str | None, "the last day of which it does, ISO date"] = None


@dataclass(frozen=True, kw_only=True)
class Supports(Relation):
    """Ask SUPPORTS Priority: stated in the ask's own words, or inferred from its topic."""

    ends = ((Ask, Priority),)


@dataclass(frozen=True, kw_only=True)
class Uses(Relation):
    """Ask USES Instrument: the deal, fund or act the ask names."""

    ends = ((Ask, Instrument),)


@dataclass(frozen=True, kw_only=True)
class Continues(Relation):
    """Ask CONTINUES Ask: the same ask in a later edition."""

    ends = ((Ask, Ask),)


@dataclass(frozen=True, kw_only=True)
class Plays(Relation):
    """Organisation PLAYS Role."""

    ends = ((Organisation, Role),)


@dataclass(frozen=True, kw_only=True)
class Delivers(Relation):
    """Role DELIVERS Priority: stated in the role's own words, or inferred from its topic."""

    ends = ((Role, Priority),)


@dataclass(frozen=True, kw_only=True)
class InSection(Relation):
    """Ask or Role IN_SECTION Section: the subject it stands under."""

    ends = ((Ask, Section), (Role, Section))


@dataclass(frozen=True, kw_only=True)
class MeasuredBy(Relation):
    """Ask or Priority MEASURED_BY Measure."""

    ends = ((Ask, Measure), (Priority, Measure))


@dataclass(frozen=True, kw_only=True)
class Mentions(Relation):
    """Section MENTIONS Organisation or Instrument, with the spellings used there."""

    ends = ((Section, Organisation), (Section, Instrument))
    spellings: Annotated[tuple[str, ...], "as this section writes it"] = ()


@dataclass(frozen=True, kw_only=True)
class MemberOf(ReferenceRelation):
    """Organisation MEMBER_OF Organisation: a council of its combined authority, a body of a board."""

    ends = ((Organisation, Organisation),)
    role: Annotated[str | None, "the sort of membership"] = None


@dataclass(frozen=True, kw_only=True)
class Succeeds(ReferenceRelation):
    """Organisation SUCCEEDS Organisation: the new body and the one whose work, or some of it, it took over."""

    ends = ((Organisation, Organisation),)
    topics: Annotated[tuple[str, ...], "what of the work went over; empty where all did"] = ()


@dataclass(frozen=True, kw_only=True)
class Controls(ReferenceRelation):
    """Organisation CONTROLS Instrument: who decides on it, and since when."""

    ends = ((Organisation, Instrument),)
    known_from: Annotated[str | None, "the first day of which the register says who decides, ISO date"] = None
    known_until: Annotated[str | None, "the last day of which it does, ISO date"] = None


@dataclass(frozen=True, kw_only=True)
class About(Relation):
    """Update ABOUT Ask."""

    ends = ((Update, Ask),)


@dataclass(frozen=True, kw_only=True)
class Waives(Relation):
    """Waiver WAIVES what it excuses."""

    ends = ((Waiver, Node),)


@dataclass(frozen=True, kw_only=True)
class EvidencedBy(Relation):
    """A fact EVIDENCED_BY the passage that holds its words."""

    ends = ((Node, Passage),)


@dataclass(frozen=True, kw_only=True)
class Within(Relation):
    """Passage WITHIN Passage: the span of a fact in its block."""

    ends = ((Passage, Passage),)


NODES: Mapping[str, type[Node]] = {
    c.__name__: c
    for c in (
        Plan, Section, Priority, Ask, Role, Organisation, Instrument, Measure, Passage, Correction, Waiver, Update,
    )
}  # fmt: skip
"""Every label and its class, in the order in which they are explained and written."""


RELATIONS: Mapping[str, type[Relation]] = {
    relation_type(c): c
    for c in (
        Publishes,
        Revises,
        HasSection,
        PartOf,
        Sets,
        Covers,
        Makes,
        AddressedTo,
        Supports,
        Uses,
        Continues,
        Plays,
        Delivers,
        InSection,
        MeasuredBy,
        Mentions,
        MemberOf,
        Succeeds,
        Controls,
        About,
        Waives,
        EvidencedBy,
        Within,
    )
}
"""Every relationship type and its class."""
