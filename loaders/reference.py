"""Public record around what a plan names: bodies with parents, groups and successors; instruments and who decides."""

from collections.abc import Iterable

from graph.model import Graph
from graph.ontology import Controls, Instrument, MemberOf, Organisation, PartOf, Succeeds
from loaders.national_instruments import national
from loaders.register import Record, register, source_named, spellings
from loaders.responsibilities import KNOWN_FROM, KNOWN_UNTIL, moves, topics

RULE = "register"
"""What stands in the place of a rule where public record says it."""


def organisation(record: Record) -> Organisation:
    """The shared node of a registered body; the same whoever loads it, since it comes from the register alone."""
    return Organisation(
        id=record.id,
        basis="reference",
        rule=RULE,
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
                    start=record.id, finish=parent, basis="reference", rule=RULE,
                    source_of_record=source, valid_from=since, valid_to=until,
                )
            )  # fmt: skip
            reached.append(parent)
    for membership in known.groups(record.id):
        graph.link(
            MemberOf(
                start=record.id, finish=membership.group, basis="reference", rule=RULE, role=membership.role,
                source_of_record=source_named(membership.sources), valid_from=membership.since,
            )
        )  # fmt: skip
        reached.append(membership.group)
    for successor in record.successors:
        if successor in known.records:
            since = record.end if record.end and not record.end.startswith("<=") else None
            graph.link(
                Succeeds(
                    start=successor, finish=record.id, basis="reference", rule=RULE,
                    source_of_record=source, valid_from=since,
                )
            )  # fmt: skip
            reached.append(successor)
    for move in moves().get(record.id, ()):
        if record.successors != (move.after,):
            keys = tuple(dict.fromkeys(key for topic in move.topics for key in topic.sources))
            graph.link(
                Succeeds(
                    start=move.after, finish=record.id, basis="reference", rule=RULE,
                    confidence="high" if move.sure else "low", source_of_record=source_named(keys),
                    valid_from=move.day, topics=tuple(topic.label for topic in move.topics),
                )
            )  # fmt: skip
            reached.append(move.after)
    return reached


def instrument_record(instrument: str) -> Graph:
    """The shared node of a national instrument, and those who have decided on it, with what is around them.

    What a department leads on, it decides on: the register says for each topic who led in July 2025, who leads now and
    when that changed.
    """
    known = national()[instrument]
    graph = Graph()
    graph.add(
        Instrument(
            id=known.id, basis="reference", rule=RULE, name=known.name, aliases=known.aliases, kind=known.kind,
            year=known.year,
        )
    )  # fmt: skip
    if known.topic is None:
        return graph
    topic = topics()[known.topic]
    around = reference(lead.department for lead in topic.leads)
    graph.update(around.nodes.values(), around.relations.values())
    for lead in topic.leads:
        graph.link(
            Controls(
                start=lead.department, finish=known.id, basis="reference", rule=RULE,
                confidence="high" if lead.sure else "low", source_of_record=source_named(topic.sources),
                valid_from=lead.valid_from, valid_to=lead.valid_to, known_from=KNOWN_FROM, known_until=KNOWN_UNTIL,
            )
        )  # fmt: skip
    return graph
