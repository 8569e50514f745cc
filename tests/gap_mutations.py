"""For each check of asks and of the reading, facts that are taken away from the clean plan, and what is then found."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from graph.model import Graph
from graph.ontology import (
    AddressedTo,
    Ask,
    Controls,
    Covers,
    EvidencedBy,
    Instrument,
    Measure,
    MeasuredBy,
    Mentions,
    Organisation,
    Passage,
    Role,
    Section,
    Succeeds,
    Supports,
    Uses,
)
from tests.clean_plan import Change, both, find, linked, relinked, set_of, unlink

SITING, QUAYS, CLASSES, POOL, FERRIES = (
    "a say over the siting",
    "£5m a year",
    "direction of all evening classes",
    "one budget for classes",
    "the right to license",
)
"""How some asks of the clean plan begin."""


@dataclass(frozen=True)
class Mutation:
    """A change to the clean plan, and the findings it must give: exactly these."""

    change: Change
    check: str
    subject: str
    """How the subject of the finding begins."""
    absence: str = "the plan is silent"
    also: tuple[str, ...] = ()
    """Checks of which the same change is rightly a finding too."""
    others: Callable[[], tuple[Graph, ...]] = tuple
    """Plans that stand beside it."""


def mention_only(graph: Graph) -> None:
    """A body is named in a section, and nothing is said of it."""
    plan = graph.plan().id
    trust = Organisation(id="canal-trust", name="Canal Trust", kind="voluntary sector", rule="sample", plan=plan,
                         identifiers=("charity:3",))  # fmt: skip
    graph.add(trust)
    section, words = find(graph, Section, "Our Homes"), next(graph.of(Passage))
    graph.link(Mentions(start=section.id, finish=trust.id, rule="sample", plan=plan, passages=(words.id,)))
    graph.link(EvidencedBy(start=trust.id, finish=words.id, rule="sample", plan=plan))


def _quote_gone(graph: Graph) -> None:
    """The words of a role stand in the text no more."""
    role = find(graph, Role, "build 300")
    (words,) = [graph.nodes[link.finish] for link in graph.links(EvidencedBy) if link.start == role.id]
    assert isinstance(words, Passage)
    graph.nodes[words.id] = replace(words, quote="?" * len(words.quote))


ENDED = relinked(Controls, "Treasury", "Quay Fund", valid_to="2025-08-01")
TAKEN_OVER = linked(
    Controls, (Organisation, "Shelter"), (Instrument, "Quay Fund"), valid_from="2025-08-01", plan=None,
    basis="reference", source_of_record="Harbourshire register",
)  # fmt: skip
SUCCEEDED = linked(
    Succeeds, (Organisation, "Treasury"), (Organisation, "Ministry of Lessons"), valid_from="2025-08-15", plan=None,
    basis="reference", source_of_record="Harbourshire register", topics=("Directions to colleges",),
)  # fmt: skip

ASKS = (
    Mutation(unlink(AddressedTo, SITING), "G01", SITING),
    Mutation(relinked(AddressedTo, SITING, "Shelter", basis="inferred", scope=None), "G01", SITING),
    Mutation(relinked(AddressedTo, SITING, "Shelter", scope="block"), "G02", SITING, "said elsewhere in the plan"),
    Mutation(
        both(relinked(AddressedTo, QUAYS, "Treasury", scope="block"), unlink(Uses, QUAYS)),
        "G03",
        QUAYS,
        "said elsewhere in the plan",
        also=("G02",),
    ),
    Mutation(both(unlink(AddressedTo, QUAYS), unlink(Uses, QUAYS)), "G03", QUAYS, also=("G01",)),
    Mutation(
        both(unlink(Controls, "Treasury", "Quay Fund"), relinked(AddressedTo, QUAYS, "Treasury", scope="block")),
        "G04",
        "Quay Fund",
        also=("G02", "G03"),
    ),
    Mutation(
        both(unlink(Controls), unlink(Uses, QUAYS), set_of(Section, "Our Homes", kind="needs")), "G04", "Quay Fund"
    ),
    Mutation(linked(AddressedTo, (Ask, CLASSES), (Organisation, "Treasury"), scope="ask"), "G05", CLASSES),
    Mutation(both(ENDED, TAKEN_OVER), "G06", QUAYS, "found but not linked"),
    Mutation(SUCCEEDED, "G06", CLASSES, "found but not linked"),
    Mutation(set_of(Ask, QUAYS, amount=None, amount_text=None, amount_role=None, amount_period=None), "G07", QUAYS),
    Mutation(set_of(Ask, SITING, timescale=None), "G08", SITING),
    Mutation(unlink(Supports, FERRIES), "G09", FERRIES, "said elsewhere in the plan"),
    Mutation(set_of(Ask, FERRIES, kinds=("support",), timescale=None), "G10", FERRIES, also=("G08",)),
    Mutation(set_of(Ask, QUAYS, amount_period="unknown", text="£5m of new capital for quays"), "G11", QUAYS),
    Mutation(unlink(AddressedTo, POOL, "Shelter"), "G12", POOL),
    Mutation(
        both(
            linked(MeasuredBy, (Ask, FERRIES), (Measure, "skills for all")),
            relinked(Covers, "Our Skills", "Skills", basis="inferred"),
            unlink(Supports, FERRIES),
        ),
        "G18",
        FERRIES,
        "found but not linked",
    ),
)

READING = (
    Mutation(unlink(EvidencedBy, "build 300"), "G38", "build 300"),
    Mutation(_quote_gone, "G38", "build 300"),
    Mutation(set_of(Organisation, "Quayton College", identifiers=()), "G39", "Quayton College"),
    Mutation(mention_only, "G40", "Canal Trust", "found but not linked"),
)
