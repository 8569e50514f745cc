"""Public record around the bodies a plan names: the bodies themselves, their parents, groups and successors."""

from collections.abc import Iterable

from graph.model import Graph
from graph.ontology import MemberOf, Organisation, PartOf, Succeeds
from loaders.register import Record, register, source_named, spellings

_RULE = "register"


def organisation(record: Record) -> Organisation:
    """The shared node of a registered body; the same whoever loads it, since it comes from the register alone."""
    return Organisation(
        id=record.id,
        basis="reference",
        rule=_RULE,
        name=record.name,
        abbreviation=record.abbreviation,
        aliases=spellings(record),
        kind=record.kind,
        specificity=record.specificity,
        govuk=record.govuk,
        gss=record.gss,
        identifiers=record.identifiers,
        start=record.start,
        end=record.end.removeprefix("<=") if record.end else None,
    )


def reference(ids: Iterable[str]) -> Graph:
    """The registered bodies of these ids and all that is reached from them by PART_OF, MEMBER_OF and succession.

    Ids that the register does not hold are left out.
    """
    known = register()
    graph = Graph()
    waiting = sorted(i for i in set(ids) if i in known.records)
    done: set[str] = set()
    while waiting:
        current = waiting.pop()
        if current in done:
            continue
        done.add(current)
        record = known.records[current]
        graph.add(organisation(record))
        waiting.extend(_linked(graph, record))
    return graph


def _linked(graph: Graph, record: Record) -> list[str]:
    """Draw a body's relationships and give back the ids at their other ends."""
    known = register()
    source = source_named(record.sources)
    reached: list[str] = []
    for parent, since, until in record.parents:
        if parent in known.records and parent != record.id:
            graph.link(
                PartOf(
                    start=record.id, finish=parent, basis="reference", rule=_RULE,
                    source_of_record=source, valid_from=since, valid_to=until,
                )
            )  # fmt: skip
            reached.append(parent)
    for membership in known.groups(record.id):
        graph.link(
            MemberOf(
                start=record.id, finish=membership.group, basis="reference", rule=_RULE, role=membership.role,
                source_of_record=source_named(membership.sources), valid_from=membership.since,
            )
        )  # fmt: skip
        reached.append(membership.group)
    for successor in record.successors:
        if successor in known.records:
            since = record.end if record.end and not record.end.startswith("<=") else None
            graph.link(
                Succeeds(
                    start=successor, finish=record.id, basis="reference", rule=_RULE,
                    source_of_record=source, valid_from=since,
                )
            )  # fmt: skip
            reached.append(successor)
    return reached
