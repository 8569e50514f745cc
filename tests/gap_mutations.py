"""For each gap check a fact that is taken away from the clean plan, and what is then found."""

from dataclasses import dataclass

from graph.ontology import AddressedTo
from tests.clean_plan import Change, unlink


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


ASKS = (Mutation(unlink(AddressedTo, "a say over the siting"), "G01", "a say over the siting", "the plan is silent"),)
