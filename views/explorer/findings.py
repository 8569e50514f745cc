"""What the gap checks found of one plan, as its page tells it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from graph.ids import digest
from graph.ontology import Ask, Instrument, Organisation, Passage, Plan, Priority, Role, Section
from graph.records import Node
from queries.gaps.check import SEVERITIES, Severity
from queries.gaps.finding import Finding, Findings, Member
from queries.gaps.naming import said
from queries.question import Words as Quoted
from views.explorer.facts import PlanFacts, Words
from views.explorer.text import clean, plain, source_link
from views.explorer.wording import counted, name_of

MEANS: dict[Severity, str] = {
    "high": "nobody could be held to it, or it is out of date",
    "medium": "it can be held to, and somebody will ask",
    "low": "good to know",
}
"""What each severity means."""

_MEANT: dict[type[Node], str] = {
    Ask: "ask",
    Role: "role",
    Priority: "priority",
    Instrument: "instrument",
    Organisation: "organisation",
    Section: "section",
}
_GRAVEST = 10
_SHOWN_WORDS = 6


@dataclass(frozen=True)
class Subject:
    """One of the things that a finding is about; its anchor is empty where the page has no such node."""

    anchor: str
    name: str
    missing: str
    """What is missing of it, where that differs from the whole finding."""
    closed: bool
    """Whether an inferred fact would close the gap of it."""


@dataclass(frozen=True)
class Entry:
    """What a ready entry for a waiver needs: plain texts, for attributes."""

    check: str
    subject: str
    """The key that names what it is about (ask, role, …, section); empty for the whole plan."""
    quote: str
    """The words or the name to write there."""
    section: str
    """The heading that tells it from others of the same words, if it has one."""
    id: str
    """The id of the subject: only a hint."""
    finding: str


@dataclass(frozen=True)
class Gap:
    """One finding."""

    anchor: str
    check: str
    finding: str
    """Its stable id."""
    severity: Severity
    title: str
    about: str
    """Its subject in a few words."""
    sentence: str
    why: str
    question: str
    missing: str
    absence: str
    """Which kind of absence it is, in words."""
    closed: bool
    """Whether an inferred fact would close it, or all of it."""
    section: str
    waiver: str
    """Who excused it, why and until when; empty if nobody did."""
    words: tuple[Words, ...]
    """The plan's words behind it; of a group, none: they stand with its members."""
    more: int
    """How many more quotes there are than are shown."""
    members: tuple[Subject, ...]
    """What a grouped finding covers."""
    nodes: tuple[str, ...]
    """Anchors of what it is about."""
    names: tuple[str, ...]
    """What they are called, in the same order."""
    entry: Entry


@dataclass(frozen=True)
class Group:
    """The open findings of one severity."""

    severity: Severity
    means: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class Gaps:
    """Every finding of a plan."""

    sentence: str
    note: str
    groups: tuple[Group, ...]
    """The open ones by severity, gravest first; a severity without any is left out."""
    waived: tuple[Gap, ...]
    gravest: tuple[Gap, ...]
    """The open ones to read first, ten at most."""

    @property
    def counts(self) -> dict[str, int]:
        """How many open ones of each severity, those without any too."""
        held = {group.severity: len(group.gaps) for group in self.groups}
        return {severity: held.get(severity, 0) for severity in SEVERITIES}


def gaps_of(facts: PlanFacts, findings: Findings | None) -> Gaps | None:
    """The findings of one plan; nothing if the checks were not run."""
    if findings is None:
        return None
    own = replace(findings, findings=tuple(one for one in findings.findings if one.plan == facts.plan.id))
    told = {one.finding: _gap(facts, one) for one in own.findings}
    groups = tuple(
        Group(severity, MEANS[severity], tuple(told[one.finding] for one in own.open if one.severity == severity))
        for severity in SEVERITIES
    )
    return Gaps(
        sentence=_sentence(own),
        note=clean(own.note),
        groups=tuple(group for group in groups if group.gaps),
        waived=tuple(told[one.finding] for one in own.waived),
        gravest=tuple(told[one.finding] for one in own.gravest(_GRAVEST)),
    )


def _sentence(found: Findings) -> str:
    by = [(sum(one.severity == severity for one in found.open), severity) for severity in SEVERITIES]
    severities = ", ".join(f"{number} {severity}" for number, severity in by if number)
    number = len(found.open)
    first = counted(number, "gap") if number else f"No gap was found by {counted(len(found.checks), 'check')}"
    parts = (
        f"{first}: {severities}" if severities else first,
        f"{len(found.waived)} waived" if found.waived else "",
        f"read as of {said(found.as_of)}" if found.as_of and not found.note.startswith("Read as of") else "",
    )
    return "; ".join(filter(None, parts)) + "."


def _gap(facts: PlanFacts, one: Finding) -> Gap:
    words = () if one.members else _words(facts, one.passages)
    members = tuple(_member(facts, one, member) for member in one.members)
    named = [(m.anchor, m.name) for m in members if m.anchor] or _subjects(facts, one.subject_id)
    nodes = dict(named)
    return Gap(
        anchor=f"gap-{digest(facts.plan.id, one.finding)}",
        check=one.check,
        finding=one.finding,
        severity=one.severity,
        title=clean(one.title),
        about=clean(one.subject),
        sentence=clean(one.sentence),
        why=clean(one.why),
        question=clean(one.question),
        missing=clean(one.missing),
        absence=_absence(one),
        closed=one.closed_if_inferred,
        section=clean(one.section),
        waiver=clean(str(one.waiver)) if one.waived and one.waiver else "",
        words=words[:_SHOWN_WORDS],
        more=max(len(words) - _SHOWN_WORDS, 0),
        members=members,
        nodes=tuple(nodes),
        names=tuple(nodes.values()),
        entry=_entry(facts, one),
    )


def _absence(one: Finding) -> str:
    """The kind of absence; of a group it holds for most of its members."""
    return f"{one.absence} (most of them)" if one.members and not one.waived else one.absence


def _member(facts: PlanFacts, one: Finding, member: Member) -> Subject:
    missing = clean(member.missing) if member.missing != one.missing else ""
    return Subject(_anchor(facts, member.subject_id), clean(member.subject), missing, member.closed_if_inferred)


def _subjects(facts: PlanFacts, subject_id: str) -> list[tuple[str, str]]:
    """Anchor and name of each node of a subject that the page has."""
    held = [facts.nodes[id_] for id_ in subject_id.split(" + ") if _anchor(facts, id_)]
    return [(facts.anchor(node.id), clean(name_of(node))) for node in held]


def _anchor(facts: PlanFacts, node_id: str) -> str:
    """The anchor of a node that can be chosen on the page; of two together, that of the first that can."""
    for id_ in (node_id, *node_id.split(" + ")):
        node = facts.nodes.get(id_)
        if node is not None and not isinstance(node, Plan | Passage):
            return facts.anchor(id_)
    return ""


def _words(facts: PlanFacts, passages: Iterable[Quoted]) -> tuple[Words, ...]:
    """The quotes, those of one sentence together, with the words of each marked in it."""
    alike: dict[tuple[str, tuple[str, ...], int | None, str | None], list[Quoted]] = {}
    for quoted in passages:
        held = quoted.context if quoted.quote in quoted.context else quoted.quote
        alike.setdefault((held, quoted.heading_path, quoted.page, quoted.url), []).append(quoted)
    found = []
    for (context, path, page, url), quotes in alike.items():
        where = " › ".join(clean(heading) for heading in path)
        if page is not None:
            where = f"{where}, page {page}" if where else f"page {page}"
        first = quotes[0]
        found.append(
            Words(
                parts=_marked(context, [quoted.quote for quoted in quotes]),
                quote=clean(first.quote),
                where=where,
                link=source_link(url or facts.plan.url, first.quote),
                order=(0, first.start),
            )
        )
    return tuple(found)


def _marked(context: str, quotes: Sequence[str]) -> tuple[tuple[str, bool], ...]:
    """A sentence in parts, with quotes that stand in it marked; one that is all of it is not."""
    own = bytearray(len(context))
    for quote in quotes:
        if len(quote) < len(context):
            start = context.find(quote)
            own[start : start + len(quote)] = b"\1" * len(quote)
    cuts = [at for at in range(1, len(context)) if own[at] != own[at - 1]]
    return tuple((clean(context[one:end]), bool(own[one])) for one, end in pairwise([0, *cuts, len(context)]) if end)


def _entry(facts: PlanFacts, one: Finding) -> Entry:
    """What a waiver of it names: its subject, the first of two, or nothing where it is about the whole plan."""
    node = next((facts.nodes[id_] for id_ in one.subject_id.split(" + ") if id_ in facts.nodes), None)
    subject = _MEANT.get(type(node), "") if node is not None else ""
    theme = facts.theme(node) if isinstance(node, Ask | Role) else None
    own = getattr(node, "text", None) or getattr(node, "name", None) or getattr(node, "title", None)
    return Entry(
        check=plain(one.check),
        subject=subject,
        quote=plain(own) if subject else "",
        section=plain(theme.title) if theme else "",
        id=plain(node.id) if node is not None and subject else "",
        finding=plain(one.finding),
    )
