"""The words in which the page names kinds of node, relationships and what is known of them."""

from collections.abc import Mapping

from graph.ontology import AddressedTo, Controls, Succeeds
from graph.records import Node, Relation

LABELS: Mapping[str, str] = {
    "Plan": "Plan",
    "Section": "Section",
    "Priority": "Priority",
    "Ask": "Ask",
    "Role": "Role",
    "Organisation": "Organisation",
    "Instrument": "Instrument",
    "Measure": "Measure of success",
    "Passage": "Passage",
    "Correction": "Correction",
    "Waiver": "Waiver",
    "Update": "Update",
}
"""What each label is called on the page."""

VERBS: Mapping[str, tuple[str, str]] = {
    "PUBLISHES": ("publishes", "is published by"),
    "REVISES": ("revises", "is revised by"),
    "HAS_SECTION": ("has the section", "is a section of"),
    "PART_OF": ("is part of", "has the part"),
    "SETS": ("sets", "is set by"),
    "COVERS": ("covers", "is covered by"),
    "MAKES": ("makes", "is made by"),
    "ADDRESSED_TO": ("is asked of", "is asked for"),
    "SUPPORTS": ("supports", "is supported by"),
    "USES": ("uses", "is used by"),
    "CONTINUES": ("continues", "is continued by"),
    "PLAYS": ("plays the role", "is played by"),
    "DELIVERS": ("delivers", "is delivered by"),
    "IN_SECTION": ("stands in", "holds"),
    "MEASURED_BY": ("is measured by", "measures"),
    "MENTIONS": ("mentions", "is mentioned in"),
    "MEMBER_OF": ("is a member of", "has the member"),
    "SUCCEEDS": ("succeeds", "is succeeded by"),
    "CONTROLS": ("controls", "is controlled by"),
    "ABOUT": ("is about", "has the update"),
    "WAIVES": ("excuses", "is excused by"),
}
"""Each relationship as a verb, read forwards and backwards. Evidence is shown as quotes, not as a relationship."""

BASES: Mapping[str, str] = {
    "stated": "the plan’s own words say it",
    "curated": "a person decided it",
    "reference": "public record, not this plan",
    "inferred": "a rule concludes it; the words do not say it",
}
"""What each basis means."""

SCOPES: Mapping[str, str] = {
    "ask": "named in the ask",
    "lead-in": "named in the sentence above the list",
    "block": "named earlier in the section",
    "heading": "only the generic word",
}
"""What each scope of an addressee means."""


def dates_of(relation: Relation) -> str:
    """From when and until when a relationship holds, as far as that is known."""
    begun, over = getattr(relation, "valid_from", None), getattr(relation, "valid_to", None)
    return ", ".join(filter(None, (f"from {begun}" if begun else "", f"until {over}" if over else "")))


def remark_of(relation: Relation) -> str:
    """What is said beside a name at the other end of a relationship.

    Of an addressee how near the text names it, or the topic it is inferred from, with its dates; of one who decides on
    an instrument the dates; of one who took over only some of a body's work what that was.
    """
    if isinstance(relation, Controls):
        return dates_of(relation)
    if isinstance(relation, Succeeds) and relation.topics:
        return ", ".join(filter(None, (f"for {'; '.join(relation.topics)}", dates_of(relation))))
    if not isinstance(relation, AddressedTo):
        return ""
    if relation.topic is None:
        return SCOPES.get(relation.scope or "", "")
    return ", ".join(filter(None, (f"leads on {relation.topic}", dates_of(relation))))


SPECIFICITIES: Mapping[str, str] = {
    "named": "named body",
    "office": "office",
    "group": "group",
    "generic": "generic",
    "proposed": "proposed body",
    "place": "place",
}
"""What each specificity is called."""

NAMED_BODY = ("named", "office")
"""The specificities that can be held to an ask: a group, a proposal or “government” cannot."""


def name_of(node: Node) -> str:
    """What a node is called on the page: its name, title or words, and never nothing."""
    for field in ("name", "title", "text", "quote", "action", "reason", "said"):
        value = getattr(node, field, None)
        if isinstance(value, str) and value.strip():
            year = getattr(node, "year", None)
            return f"{value} {year}" if year and str(year) not in value else value
    return f"({LABELS[node.label].lower()} without a name)"


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: 1 ask, 2 asks."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listed(names: list[str]) -> str:
    """Names as a sentence lists them: a, b and c."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def kind_words(kind: str) -> str:
    """A kind of organisation as a reader reads it: police/crime is police and crime."""
    *first, last = kind.split("/")
    if len(first) == 1:
        return f"{first[0]} and {last}"
    return f"{', '.join(first)} or {last}" if first else last
