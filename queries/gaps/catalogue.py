"""Every gap check, by id."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from graph.errors import BadParameter, choices
from queries.gaps.answers import CHECKS as ANSWERS
from queries.gaps.check import Check
from queries.gaps.control import CHECKS as CONTROL
from queries.gaps.evidence import CHECKS as EVIDENCE
from queries.gaps.figures import CHECKS as FIGURES
from queries.gaps.islands import CHECKS as ISLANDS
from queries.gaps.jobs import CHECKS as JOBS
from queries.gaps.owners import CHECKS as OWNERS
from queries.gaps.partners import CHECKS as PARTNERS
from queries.gaps.peers import CHECKS as PEERS
from queries.gaps.priorities import CHECKS as PRIORITIES
from queries.gaps.required import CHECKS as REQUIRED
from queries.gaps.sections import CHECKS as SECTIONS
from queries.gaps.terms import CHECKS as TERMS
from queries.gaps.vague import CHECKS as VAGUE
from queries.gaps.weight import CHECKS as WEIGHT


def catalogue(checks: Iterable[Check]) -> Mapping[str, Check]:
    """Checks by id, in the order of their numbers.

    Raises:
        ValueError: two have the same id.
    """
    found: dict[str, Check] = {}
    for check in sorted(checks, key=lambda check: check.id):
        if check.id in found:
            raise ValueError(f"Two checks have the id {check.id!r}: {found[check.id].title} and {check.title}")
        found[check.id] = check
    return MappingProxyType(found)


CHECKS = catalogue(
    (
        *OWNERS,
        *TERMS,
        *VAGUE,
        *CONTROL,
        *EVIDENCE,
        *PRIORITIES,
        *SECTIONS,
        *PARTNERS,
        *JOBS,
        *WEIGHT,
        *ISLANDS,
        *PEERS,
        *FIGURES,
        *REQUIRED,
        *ANSWERS,
    )
)
"""Every check, by id."""


def find_checks(wanted: Iterable[str] | None) -> list[Check]:
    """The checks of these ids, in whatever letter case; without any, all of them.

    Raises:
        BadParameter: there is no such check.
    """
    if wanted is None:
        return list(CHECKS.values())
    found: dict[str, Check] = {}
    for one in wanted:
        id_ = one.strip().upper()
        if id_ not in CHECKS:
            raise BadParameter(
                f"There is no gap check {one!r}. The checks are: {choices(CHECKS)}. "
                "docs/gaps.md tells what each of them finds."
            )
        found[id_] = CHECKS[id_]
    return list(found.values())
