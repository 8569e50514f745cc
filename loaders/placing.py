"""Whose office it is: the area of a Mayor, the one commissioner, board or chamber that a document leaves."""

from collections.abc import Mapping

from loaders.mentions import Cast
from loaders.names import Key
from loaders.offices import Office, department, slugged
from loaders.register import Record, register

_COMMISSIONER = "police-and-crime-commissioner"
_ONE_OF_KIND = {
    "integrated-care-board": "integrated-care-board",
    "local-enterprise-partnership": "local-enterprise-partnership",
}


def holder(office: Office, full: Mapping[str, Key], home: Record | None) -> Record | None:
    """The registered body that an office stands for, if the document leaves only one.

    `full` holds the full names of the bodies the document names, `home` the combined authority of its region.
    """
    records = register().records
    named = [records[k] for k in full if k in records]
    if office.slug == _COMMISSIONER:
        return _only(_commissioners(named))
    if office.area:
        return None
    if office.slug in ("combined-authority", "strategic-authority"):
        return home
    if office.slug in _ONE_OF_KIND:
        return _only([r for r in named if r.register_kind == _ONE_OF_KIND[office.slug]])
    if office.slug == "chamber-of-commerce":
        return _only([r for r in named if full[r.id][-3:] == ("chamber", "of", "commerce")])
    return None


def _only(records: list[Record]) -> Record | None:
    return records[0] if len(records) == 1 else None


def _commissioners(named: list[Record]) -> list[Record]:
    """The commissioners a document names, else those of the police forces it names."""
    found = [r for r in named if r.register_kind == _COMMISSIONER]
    if found:
        return found
    records = register().records
    groups = {m.group for r in named if r.register_kind == "police-force" for m in register().groups(r.id)}
    return [records[g] for g in sorted(groups) if records[g].register_kind == _COMMISSIONER]


def office_name(office: Office, cast: Cast, home: Record | None) -> tuple[str, str]:
    """An office's full name and slug: with the area the text gives it anywhere, or that of the region's authority."""
    if office.slug == "mayor":
        areas = [k for k in cast.entries if k.startswith("own:mayor-of-")]
        if len(areas) == 1:
            return cast.entries[areas[0]].name, areas[0].removeprefix("own:")
        if home is not None and home.mayor is not None and not areas:
            return home.mayor, slugged(home.mayor)
    return office.name, office.slug


def speaks_for(office: Office, day: str | None, said: str) -> str | None:
    """In whose name an office speaks: the department of its remit on a day, or the government of its nation.

    `said` is all the document says, from which a First Minister's nation is known.
    """
    if office.slug == "first-minister":
        return "welsh-government" if " welsh " in said else "the-scottish-government"
    found = department(office.remit, day) if office.remit else None
    return found or office.speaks_for
