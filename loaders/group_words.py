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
THINGS = _part("thing")
"""What makes a network, hub or cluster a thing rather than people ("heat networks")."""
SERVICES = _part("service")
"""What makes services a body ("fire services") rather than something provided."""
_INANIMATE = _part("inanimate")
_AGENTS = re.compile(
    r"[a-z]{3,}(?:ers|ors|ists|eers|ants)$|(?:unions|banks|agencies|associations|societies|institutes|charities|"
    r"practices|centres|forums|alliances)$"
)


def agents(word: str) -> bool:
    """Whether a word is a plural for those who do something, with which a list of known partners can go on."""
    return bool(_AGENTS.search(word)) and word not in _INANIMATE


SHARED: dict[str, tuple[tuple[str, ...], OrganisationKind]] = {
    "councils": (
        (
            "{} Council",
            "{} City Council",
            "{} County Council",
            "{} Borough Council",
            "{} District Council",
            "{} County Borough Council",
        ),
        "local government",
    ),
    "universities": (("University of {}", "{} University"), "education providers"),
    "colleges": (("{} College",), "education providers"),
}
"""Plural nouns that several places share, with how the body of one place is called."""


@cache
def heads() -> dict[Key, dict[str, str]]:
    """Head nouns of groups, plural or collective, with their row."""
    found: dict[Key, dict[str, str]] = {}
    for row in table("group_heads.csv"):
        forms = {row["plural"], _plural(row["noun"])} | ({row["noun"]} & SINGULAR)
        for form in forms:
            found.setdefault(tuple(form.casefold().replace("'", "").replace("-", " ").split()), row)
    return found


def _plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "ch", "x")) else "s")
