"""Words that lists of partners are read by: head nouns of groups, and what opens or ends a partner."""

import re
from functools import cache

from graph.vocabulary import OrganisationKind
from loaders.names import Key
from loaders.tables import table


def _part(part: str) -> frozenset[str]:
    return frozenset(row["word"] for row in table("group_words.csv") if row["part"] == part)


ENDS = _part("ends")
"""Words that end a partner's name: what follows says where it is or what it does."""
DETERMINERS = _part("determiner")
"""Articles, quantifiers and the like, which are no part of a partner's name."""
MASS = _part("mass")
"""Nouns that can qualify another ("business leaders") or stand alone ("business and trade unions")."""
TAILS = _part("tail")
"""Words behind a partner's name that are no part of it ("businesses large and small")."""
SINGULAR = _part("singular")
"""Singular nouns that stand for a group."""
PARTICIPLES = _part("participle")
"""Words in -ing that qualify a group ("training providers") and begin no clause."""
VOLUNTARY = _part("voluntary")
"""Words that mark the voluntary sector."""
AGENTS = re.compile(
    r"(?:[a-z]{2,}(?:holders|makers|keepers|owners|workers|growers|dealers|ists|eers|ators|itors|utors|ulators|sellers|"
    r"traders|leaders|advisers|advisors|carers|helpers|planners|officers|managers))$|"
    r"(?:unions|banks|agencies|associations|societies|institutes|charities|practices|centres|forums|alliances)$"
)
"""Plural nouns for those who do something, which a list of known partners can go on with."""
SHARED: dict[str, tuple[tuple[str, ...], OrganisationKind]] = {
    "councils": (("{} Council", "{} City Council", "{} County Council"), "local government"),
    "universities": (("University of {}", "{} University"), "education providers"),
    "colleges": (("{} College",), "education providers"),
}
"""Plural nouns that several places share, with how the body of one place is called."""


@cache
def heads() -> dict[Key, dict[str, str]]:
    """Head nouns of groups, plural or collective, with their row."""
    found: dict[Key, dict[str, str]] = {}
    for row in table("group_heads.csv"):
        for form in (row["noun"], row["plural"]) if row["noun"] in SINGULAR else (row["plural"],):
            found[tuple(form.casefold().replace("'", "").replace("-", " ").split())] = row
    return found
