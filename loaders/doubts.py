"""Doubts about a plan's reading: what each consists of, and which of them a corrections file settles."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from graph.ids import normalise
from graph.model import Graph
from graph.ontology import EvidencedBy, InSection, Organisation, Passage, Publishes, Section, Within
from loaders.decisions import TARGETS
from loaders.names import key
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


class Lens:
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
        """The passage at the end of a piece of evidence."""
        found = self.graph.nodes[link.finish]
        assert isinstance(found, Passage)  # noqa: S101 - the ontology says so
        return found

    def first(self, id_: str) -> Passage | None:
        """The first passage that evidences something."""
        return min((self.passage(link) for link in self.evidence[id_]), key=lambda p: p.start, default=None)

    def whole(self, passage: Passage | None) -> str:
        """The sentence or bullet that a passage stands in."""
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


def quoted(words: str) -> str:
    """Words in quotation marks, on one line."""
    return f"“{one_line(words)}”"


def item(lens: Lens, kind: Kind, id_: str, question: str, why: str, yes: Answer, no: Answer | None) -> Uncertain:
    """A doubt about something that stands in the plan, with its place."""
    quote, section = lens.place(id_)
    return Uncertain(kind, question, why, quote, section, yes, no)


_Mark = tuple[frozenset[tuple[str, str]], str]


def as_answer(action: str, values: Mapping[str, Any]) -> Answer:
    """An entry of a corrections file in the words in which doubts are answered."""
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
