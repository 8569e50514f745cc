"""What may stand in a corrections file: every action, its keys, and what each key holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from graph.vocabulary import (
    AskKind,
    InstrumentKind,
    OrganisationKind,
    Specificity,
    UpdateEvidenced,
    UpdateSaid,
    VerbClass,
)

Holds = Literal["text", "names", "texts", "date", "yes or no", "whole number", "address"]
"""What a key holds: `names` is a list of two or more, `texts` is one text or a list of them."""


@dataclass(frozen=True)
class Key:
    """One key of an entry."""

    holds: Holds
    allowed: tuple[str, ...] = ()
    needed: bool = False


@dataclass(frozen=True)
class Form:
    """What an entry of one kind consists of."""

    about: tuple[str, ...]
    """Keys of which exactly one must be there: what the entry is about."""
    keys: Mapping[str, Key]
    optional: bool = False
    """Whether it may be about nothing in particular: the whole plan."""

    @property
    def all_keys(self) -> tuple[str, ...]:
        """Every key it may have."""
        return (*self.about, *self.keys)


_TEXT = Key("text")
_NEEDED = Key("text", needed=True)
_COMMON: Mapping[str, Key] = {
    "section": _TEXT,
    "id": _TEXT,
    "note": _TEXT,
    "by": _NEEDED,
    "at": Key("date", needed=True),
}


def _form(*about: str, **keys: Key) -> Form:
    named = {name.replace("_", " "): key for name, key in keys.items()}
    return Form(about, {**named, **_COMMON})


KINDS: Mapping[str, tuple[str, ...]] = {
    "organisation": get_args(OrganisationKind),
    "instrument": get_args(InstrumentKind),
    "ask": get_args(AskKind),
}
"""The kinds there are of what has a kind."""

ACTIONS: Mapping[str, Form] = {
    "same organisation": _form(
        names=Key("names", needed=True),
        **{"as": _TEXT},
        kind=Key("text", KINDS["organisation"]),
        all_plans=Key("yes or no"),
    ),
    "not the same": _form(names=Key("names", needed=True), kind=Key("text", KINDS["organisation"])),
    "rename": _form("organisation", "priority", "instrument", "ask", to=_NEEDED),
    "kind": _form(
        "organisation",
        "instrument",
        "ask",
        kind=Key("texts"),
        specificity=Key("text", get_args(Specificity)),
    ),
    "drop": _form("ask", "role", "priority", "instrument", "organisation", partner=_TEXT),
    "add": _form(
        "ask",
        "role",
        "priority",
        "instrument",
        "organisation",
        to=Key("texts"),
        partner=Key("texts"),
        lead=Key("yes or no"),
        verb=_TEXT,
        verb_class=Key("text", get_args(VerbClass)),
        kind=Key("texts"),
        name=_TEXT,
        supports=Key("texts"),
        delivers=Key("texts"),
    ),
    "addressee": _form("ask", organisation=_NEEDED, instead_of=_TEXT),
    "accept": _form(
        "ask", "role", "priority", "instrument", "organisation", addressee=_TEXT, supports=_TEXT, delivers=_TEXT,
        partner=_TEXT,
    ),
    "reject": _form("ask", "role", addressee=_TEXT, supports=_TEXT, delivers=_TEXT, partner=_TEXT),
    "same ask": _form("ask", earlier=_NEEDED),
    "not the same ask": _form("ask", earlier=_NEEDED),
}  # fmt: skip
"""What a person can decide, and what each decision consists of."""

WAIVER = Form(
    ("ask", "role", "priority", "instrument", "organisation"),
    {
        "check": _NEEDED,
        "reason": _NEEDED,
        "until": Key("date"),
        **_COMMON,
    },
    optional=True,
)
"""A gap that a person excused: of one thing, of a section, or of the whole plan."""

UPDATE = Form(
    ("ask",),
    {
        "date": Key("date", needed=True),
        "said": Key("text", get_args(UpdateSaid), needed=True),
        "evidenced": Key("text", get_args(UpdateEvidenced)),
        "amount": Key("whole number"),
        "source": _TEXT,
        "url": Key("address"),
        **_COMMON,
        "at": Key("date"),
    },
)
"""What was seen to happen to an ask."""

LINKS: Mapping[str, tuple[str, ...]] = {"ask": ("addressee", "supports"), "role": ("delivers",)}
"""What can be accepted or rejected of an ask and of a role."""

ADDS: Mapping[str, tuple[str, ...]] = {
    "ask": ("to", "kind", "name", "supports"),
    "role": ("partner", "lead", "verb", "verb class", "delivers"),
    "priority": ("name",),
    "instrument": ("name", "kind"),
    "organisation": ("name", "kind"),
}
"""What can be said of what is added."""
