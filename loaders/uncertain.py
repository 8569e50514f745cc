"""What in a plan's reading is uncertain, each as a question a person can answer with yes or no."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from rapidfuzz import fuzz, process

from graph.ids import normalise
from graph.model import Graph
from graph.ontology import (
    AddressedTo,
    Ask,
    Delivers,
    EvidencedBy,
    InSection,
    Instrument,
    Organisation,
    Passage,
    Plays,
    Priority,
    Publishes,
    Role,
    Section,
    Supports,
    Within,
)
from graph.records import Found, Relation
from loaders.bodies import Unresolved
from loaders.decisions import TARGETS, Corrections
from loaders.explain import explain_name
from loaders.look_alikes import look_alike, pairs
from loaders.names import key
from loaders.register import register
from loaders.rules import RULES
from loaders.sentences import one_line

Kind = Literal[
    "look-alike names",
    "name not placed",
    "uncertain name",
    "uncertain statement",
    "inferred addressee",
    "same name elsewhere",
    "inferred link",
]
"""What sort of thing is uncertain, in the order in which it is asked."""

_NEAR = 85

Answer = Mapping[str, Any]
"""An entry of a corrections file without by and at."""


@dataclass(frozen=True)
class Uncertain:
    """One thing to decide."""

    kind: Kind
    question: str
    why: str
    """What speaks for it, and what makes it uncertain."""
    quote: str
    """The sentence or bullet it stands in."""
    section: str
    yes: Answer | None
    """What is written into the corrections file for yes; none where yes needs a name."""
    no: Answer | None
    choices: tuple[str, ...] = field(default=())
    """Names to choose from, where the question is who is meant."""
    joins: bool = False
    """Whether a name that is linked to nothing was read as an organisation of the plan's own."""

    @property
    def words(self) -> str:
        """The name that was linked to nothing."""
        assert self.no is not None  # noqa: S101 - such a name can always be dropped
        return str(self.no["organisation"])

    def means(self, name: str) -> Answer:
        """The entry that says whom a name means that was linked to nothing."""
        words = self.words
        if key(name) == key(words):
            return {"action": "accept" if self.joins else "add", "organisation": words}
        if self.joins:
            return {"action": "same organisation", "names": [words, name]}
        return {"action": "add", "organisation": words, "name": name}


def uncertain(
    graph: Graph,
    unresolved: Iterable[Unresolved] = (),
    known: Corrections | None = None,
    elsewhere: Mapping[str, Sequence[str]] | None = None,
) -> list[Uncertain]:
    """What is uncertain about a plan, without what its corrections file decides already.

    Args:
        graph: the plan as read.
        unresolved: the names that could not be placed.
        known: the corrections file as it is now.
        elsewhere: names of other plans' own organisations, with the titles of those plans.
    """
    lens = _Lens(graph)
    decided = [_as_answer(entry.action, entry.values) for entry in (known.corrections if known else ())]
    open_names = list(unresolved)
    asked = {key(name.text) for name in open_names}
    found = [
        *_look_alikes(lens),
        *_not_placed(lens, open_names),
        *(item for item in _names(lens) if item.yes is None or key(item.yes["organisation"]) not in asked),
        *_statements(lens),
        *_addressees(lens),
        *_elsewhere(lens, elsewhere or {}),
        *_links(lens),
    ]
    once = {(item.kind, item.question, repr(item.yes)): item for item in found}
    return [item for item in once.values() if not any(settles(answer, item) for answer in decided)]


class _Lens:
    """A graph and what is looked up in it."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.plan = graph.plan()
        self.day = self.plan.published_on
        self.evidence: dict[str, list[EvidencedBy]] = defaultdict(list)
        for link in graph.links(EvidencedBy):
            self.evidence[link.start].append(link)
        self._whole = {link.start: link.finish for link in graph.links(Within)}
        self.bodies = [body for body in graph.of(Organisation) if self.evidence[body.id]]
        self._sections = {link.start: graph.nodes[link.finish] for link in graph.links(InSection)}

    def passage(self, link: EvidencedBy) -> Passage:
        found = self.graph.nodes[link.finish]
        assert isinstance(found, Passage)  # noqa: S101 - the ontology says so
        return found

    def first(self, id_: str) -> Passage | None:
        return min((self.passage(link) for link in self.evidence[id_]), key=lambda p: p.start, default=None)

    def whole(self, passage: Passage | None) -> str:
        if passage is None:
            return ""
        block = self.graph.nodes.get(self._whole.get(passage.id, ""))
        return one_line(block.quote if isinstance(block, Passage) else passage.quote)

    def subject(self, id_: str) -> str:
        """The title of the section whose subject a statement is about."""
        found = self._sections.get(id_)
        return found.title if isinstance(found, Section) else ""

    def place(self, id_: str) -> tuple[str, str]:
        """The sentence something stands in and the headings above it."""
        passage = self.first(id_)
        return self.whole(passage), " › ".join(passage.heading_path) if passage else ""

    @property
    def places(self) -> frozenset[str]:
        """The words of the publisher's name that no other kind of body would have."""
        publishers = [self.graph.nodes[link.start] for link in self.graph.links(Publishes)]
        common = {"combined", "authority", "council", "county", "city", "mayoral", "board", "partnership", "region"}
        names = [word for body in publishers if isinstance(body, Organisation) for word in key(body.name)]
        return frozenset(names) - common


def _quoted(words: str) -> str:
    return f"“{one_line(words)}”"


def _item(lens: _Lens, kind: Kind, id_: str, question: str, why: str, yes: Answer, no: Answer | None) -> Uncertain:
    quote, section = lens.place(id_)
    return Uncertain(kind, question, why, quote, section, yes, no)


def _explained(lens: _Lens, body: Organisation) -> str:
    links = lens.evidence[body.id]
    if not links:
        return ""
    link = min(links, key=lambda one: lens.passage(one).start)
    registered = body.id if body.plan is None else None
    return explain_name(lens.passage(link).quote, link.rule, link.confidence, registered, lens.day)


def _look_alikes(lens: _Lens) -> Iterator[Uncertain]:
    for one, other, why in pairs(lens.bodies, lens.places):
        # joined, they are called as the register has it, else by the longer name
        first, second = sorted((one, other), key=lambda body: (body.plan is not None, -len(body.name)))
        yield _alike(lens, first.name, second.name, second, why, _explained(lens, first))
    held = {body.id for body in lens.bodies}
    names = {" ".join(name): claims[0].record for name, claims in register().names.items() if len(name) > 1}
    for body in lens.bodies:
        if body.plan is None or body.specificity not in ("named", "office"):
            continue
        wanted = " ".join(key(body.name))
        near = process.extract(wanted, names.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=3)
        for written, _, _ in near:
            record = names[written]
            why = look_alike(body.name, record.name)
            if why and record.id not in held and record.on(lens.day):
                yield _alike(lens, record.name, body.name, body, f"{why}; the first is in the register", "")
                break


def _alike(lens: _Lens, first: str, second: str, at: Organisation, why: str, explained: str) -> Uncertain:
    names = [first, second]
    reason = ". ".join(part for part in (why, explained, _explained(lens, at)) if part)
    return _item(
        lens, "look-alike names", at.id, f"Are {_quoted(first)} and {_quoted(second)} the same organisation?", reason,
        {"action": "same organisation", "names": names}, {"action": "not the same", "names": names},
    )  # fmt: skip


def _not_placed(lens: _Lens, unresolved: Iterable[Unresolved]) -> Iterator[Uncertain]:
    blocks = [p for p in lens.graph.of(Passage) if p.kind == "block"]
    seen: set[str] = set()
    held = {key(body.name) for body in lens.bodies}
    for name in unresolved:
        words = one_line(name.text)
        if words in seen or "over time" in name.reason:
            continue
        seen.add(words)
        block = next((p for p in blocks if p.start <= name.start < p.end), None)
        records = register().records
        choices = tuple(records[i].name for i in name.candidates if i in records)
        yield Uncertain(
            "name not placed", f"Whom does {_quoted(words)} mean?", f"it is linked to nothing: {name.reason}",
            lens.whole(block), " › ".join(block.heading_path) if block else "",
            None, {"action": "drop", "organisation": words}, choices, key(words) in held,
        )  # fmt: skip


def _names(lens: _Lens) -> Iterator[Uncertain]:
    for body in lens.bodies:
        spelt: dict[tuple[str, ...], list[EvidencedBy]] = defaultdict(list)
        for link in lens.evidence[body.id]:
            spelt[key(lens.passage(link).quote)].append(link)
        for form, links in spelt.items():
            if any(link.confidence == "high" or link.basis == "curated" for link in links):
                continue
            first = min(links, key=lambda link: lens.passage(link).start)
            passage = lens.passage(first)
            words = one_line(passage.quote)
            registered = body.id if body.plan is None else None
            why = explain_name(words, first.rule, first.confidence, registered, lens.day)
            if form == key(body.name):
                question = f"Is {_quoted(words)} an organisation?"
                yes: Answer = {"action": "accept", "organisation": words}
                no: Answer = {"action": "drop", "organisation": words}
            else:
                question = f"Does {_quoted(words)} mean {body.name}?"
                yes = {"action": "accept", "organisation": words, "id": body.id}
                no = {"action": "not the same", "names": [body.name, words], "id": body.id}
            headings = " › ".join(passage.heading_path)
            yield Uncertain("uncertain name", question, why, lens.whole(passage), headings, yes, no)


_AN = {
    "Ask": "an ask",
    "Role": "a role",
    "Priority": "a priority of the plan",
    "Instrument": "a deal, fund, act or programme",
}


def _statements(lens: _Lens) -> Iterator[Uncertain]:
    for kind in (Ask, Role, Priority, Instrument):
        for node in lens.graph.of(kind):
            if node.plan is None or node.confidence == "high" or node.basis == "curated":
                continue
            words = _words(node)
            who = _player(lens, node)
            said = f" of {_quoted(who)}" if who else ""
            target = _target(lens, node)
            yes, no = {"action": "accept", **target}, {"action": "drop", **target}
            why = f"{_rule(node)}; {node.confidence} confidence"
            question = f"Is {_quoted(words)} {_AN[node.label]}{said}?"
            yield _item(lens, "uncertain statement", node.id, question, why, yes, no)


def _words(node: Found) -> str:
    return str(getattr(node, "text", "") or getattr(node, "name", ""))


def _rule(record: Found | Relation) -> str:
    rule = RULES.get(record.rule)
    return f"{record.rule}: {rule.fact.rstrip('.')}" if rule is not None else record.rule


def _player(lens: _Lens, node: Found) -> str:
    if not isinstance(node, Role):
        return ""
    players = (lens.graph.nodes[link.start] for link in lens.graph.links(Plays) if link.finish == node.id)
    return next((body.name for body in players if isinstance(body, Organisation)), "")


def _target(lens: _Lens, node: Found, *, each: bool = True) -> dict[str, Any]:
    """How a statement is named in the corrections file: its words, and what tells it from others of the same words.

    With `each`, one partner's part of a role that several play is meant.
    """
    target = {node.label.lower(): _words(node)}
    if isinstance(node, Role):
        twins = [role for role in lens.graph.of(Role) if normalise(role.text) == normalise(node.text) and role != node]
        elsewhere = {lens.subject(role.id) for role in twins} - {lens.subject(node.id)}
        if twins and (each or elsewhere):
            target["partner"] = _player(lens, node)
        if elsewhere and lens.subject(node.id):
            target["section"] = lens.subject(node.id)
    return target


def _addressees(lens: _Lens) -> Iterator[Uncertain]:
    for link in lens.graph.links(AddressedTo):
        ask, body = lens.graph.nodes[link.start], lens.graph.nodes[link.finish]
        if link.basis != "inferred" or not isinstance(ask, Ask) or not isinstance(body, Organisation):
            continue
        if body.specificity == "generic":
            continue
        topic = f"; topic: {link.topic}" if link.topic else ""
        both = {"ask": ask.text, "addressee": body.name}
        yield _item(
            lens, "inferred addressee", ask.id, f"Is {_quoted(ask.text)} for {body.name} to answer?",
            f"{_rule(link)}{topic}", {"action": "accept", **both}, {"action": "reject", **both},
        )  # fmt: skip


def _elsewhere(lens: _Lens, elsewhere: Mapping[str, Sequence[str]]) -> Iterator[Uncertain]:
    others = {key(name): titles for name, titles in elsewhere.items()}
    for body in lens.bodies:
        titles = others.get(key(body.name))
        if body.plan is None or body.specificity != "named" or not titles:
            continue
        plans = ", ".join(map(_quoted, titles))
        why = "the same full name; joined once the corrections of both plans say so"
        yes = {"action": "same organisation", "names": [body.name], "kind": body.kind, "all plans": "yes"}
        question = f"Is {_quoted(body.name)} the same organisation as in {plans}?"
        yield _item(lens, "same name elsewhere", body.id, question, why, yes, None)


def _links(lens: _Lens) -> Iterator[Uncertain]:
    for kind, name, verb in ((Supports, "supports", "serve"), (Delivers, "delivers", "deliver")):
        for link in lens.graph.links(kind):
            node, priority = lens.graph.nodes[link.start], lens.graph.nodes[link.finish]
            if link.basis != "inferred" or not isinstance(node, Ask | Role) or not isinstance(priority, Priority):
                continue
            both = {**_target(lens, node, each=False), name: priority.name}
            yes, no = {"action": "accept", **both}, {"action": "reject", **both}
            question = f"Does {_quoted(node.text)} {verb} the priority {_quoted(priority.name)}?"
            yield _item(lens, "inferred link", node.id, question, _rule(link), yes, no)


_Mark = tuple[frozenset[tuple[str, str]], str]


def _as_answer(action: str, values: Mapping[str, Any]) -> Answer:
    named = dict(values)
    if action == "addressee":
        named["addressee"] = named.pop("organisation", "")
    return {"action": action, **named}


def _mark(answer: Answer) -> _Mark:
    """What an entry is about, whatever it decides."""
    told = (*TARGETS[:-1], "partner", "addressee", "supports", "delivers")
    about = {(name, normalise(str(answer[name]))) for name in told if name in answer}
    about |= {("names", normalise(name)) for name in answer.get("names", ())}
    if answer["action"] == "add" and "organisation" in answer:
        about = {("organisation", normalise(answer["organisation"]))}
    return frozenset(about), normalise(answer.get("section", ""))


def settles(answer: Answer, item: Uncertain) -> bool:
    """Whether an entry of the corrections file decides something, either way."""
    about, section = _mark(answer)
    for possible in (item.yes, item.no):
        if possible is None:
            continue
        wanted, where = _mark(possible)
        joined = {("names", name) for kind, name in wanted if kind == "organisation"}
        if about == wanted and (not section or not where or section == where):
            return True
        if answer["action"] == "same organisation" and len(wanted) == 1 and joined and joined <= about:
            return True
    return False
