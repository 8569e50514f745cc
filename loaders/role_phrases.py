"""Phrases beside the main clause that give a partner a part: with, under, by, led by, whose role it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from graph.vocabulary import Confidence
from loaders.bodies import Mention
from loaders.found import FoundRole
from loaders.groups import LISTED
from loaders.reading import Reading
from loaders.role_clauses import Clause
from loaders.role_frames import (
    ACTIVITY,
    AGENT,
    IS_TO,
    ITEM_WHO,
    JOINT,
    RESPONSIBILITY,
    UNDER,
    WILL,
    WITH_DOING,
    WITH_TO,
)
from loaders.role_subjects import holds_verb
from loaders.sentences import Span, trim, words
from loaders.tables import word_set
from loaders.verbs import base, is_form, verb_class

_WITH_TO = re.compile(
    r"\b(?:(?:work(?:s|ing)?|partner(?:s|ing)?|collaborat(?:e|es|ing)|engag(?:e|es|ing)|join(?:s|ing)? forces)"
    r"\s+(?:closely\s+|together\s+"
    r"|directly\s+)?(?:with|alongside)|(?P<strengthen>strengthens?|enables?|empowers?|equips?|encourages?|convenes?"
    r"|brings? together))\s+"
    r"(?P<who>[^.;:]{3,140}?)\s+to\s+(?=(?P<verb>[a-z-]+)\b)",
    re.IGNORECASE,
)

_WITH_ON = re.compile(
    r"\bworks?\s+(?:closely\s+|together\s+)?with\s+(?P<who>[^.;:]{3,140}?)\s+(?P<what>(?:on|to)\s+[^.;]+)",
    re.IGNORECASE,
)

_WITH_STOP = re.compile(
    r",?\s+and\s+(?:also\s+)?(?:work|partner|collaborate|engage)\s+(?:closely\s+)?with\b", re.IGNORECASE
)

_UNDER = re.compile(
    r"\bunder\s+(?:(?:the\s+)?(?:oversight|leadership|direction|stewardship|chairmanship|guidance|supervision)\s+of"
    r"\s+(?P<after>[^,.;]{3,90})"
    r"|(?:the\s+)?(?P<before>[^,.;]{2,60}?)(?:'s|’s|’|')?\s+(?:oversight|leadership|direction|stewardship"
    r"|chairmanship|supervision)\b)",
    re.IGNORECASE,
)

_LEADING = (
    "led|chaired|run|hosted|overseen|funded|backed|managed|delivered|coordinated|co-ordinated|convened|sponsored"
    "|steered|staffed"
)

_HELP = re.compile(
    r"\bwith\s+(?:the\s+)?(?:help|support|backing|assistance|advice|expertise|guidance)\s+(?:of|from)"
    r"\s+(?P<who>[^.;:()]{3,120})",
    re.IGNORECASE,
)

_AGENT = re.compile(
    rf"(?:\b(?:will be|is|are|is to be|are to be|to be|being)\s+(?:\w+ly\s+)?(?:{_LEADING}|provided|built|operated"
    rf"|commissioned|championed|paid for|supported"
    r"|supplied|published|kept|monitored|directed|driven|carried out|undertaken|guided|administered|maintained"
    r"|facilitated|taught|trained|trialled|tested"
    r"|designed|paid|met|looked after|resourced|organised|promoted|shaped|advised|drawn up|written|enforced"
    r"|inspected|owned|held)"
    rf"|(?:,\s+|^\W*)(?:{_LEADING}))\s+(?:jointly\s+|in part\s+)?by\s+(?P<who>[^.;:()]{{3,140}})",
    re.IGNORECASE,
)

_BY = re.compile(
    r"\b(?:(?:will|shall|to|would) be|is being|are being|is|are|being)\s+(?:\w+ly\s+|jointly\s+|all\s+)?"
    r"(?P<verb>[a-z-]+)"
    r"(?:\s+and\s+[a-z-]+)?(?:\s+[^,.;:()]{0,50}?)?\s+(?:jointly\s+|in turn\s+)?by\s+(?P<who>[^.;:()]{3,140})"
    r"|\bwith\s+[^,.;:]{3,50}?\s+(?P<verb2>[a-z-]+(?:ed|en|un|d))\s+by\s+(?P<who2>[^.;:()]{3,140})",
    re.IGNORECASE,
)
"""A passive of doing with its agent: "will be owned and managed by", "with the clearing undertaken by"."""

_DOCUMENT = re.compile(
    r"^\W*(?:this|the) (?:\w+ )?(?:plan|strategy|submission|document|letter|report|paper"
    r"|prospectus|page|response)\b",
    re.IGNORECASE,
)
"""A sentence about the plan itself, which somebody wrote."""

_IS_TO = re.compile(
    r"(?:\b(?:the\s+)?(?P<job>role|job|task|part|responsibility)\s+of\s+(?P<after>[^.;]{3,80}?)"
    r"|(?P<before>[A-Z][^.;,]{2,70}?)(?:'s|’s|’|')\s+"
    r"(?:role|job|task|part|responsibility)(?:\s+(?:in|of|on)\s+[^,.;]{1,40}?)?)\s+(?:is|will be)\s+(?P<what>to"
    r"\s+[a-z].+?)(?=,?\s+and\s+that\s+of\b"
    r"|[.;]|$)",
    re.IGNORECASE,
)

_THAT_OF = re.compile(
    r"\band\s+that\s+of\s+(?P<after>[^.;,]{3,80}?)\s+(?:is\s+)?(?P<what>to\s+[a-z][^.;]+)", re.IGNORECASE
)

_RESTS = re.compile(
    r"(?P<what>\b(?:responsibility|accountability|leadership|oversight|the lead|the work|the task|the job)\s+(?:for"
    r"|on|of)\s+[^.;]{4,160}?)\s+"
    r"(?:(?:falls|fall|rests|lies|sits|will rest|will lie|will sit|will fall|stays|belongs|passes)\s+(?:to|with)"
    r"|(?:is|are|will be)\s+(?:shared|split|divided)\s+(?:between|by|among))\s+(?P<who>[^.;]{3,120})",
    re.IGNORECASE,
)

_STAYS = re.compile(
    r"(?:^\W*|[,;]\s+(?:and\s+|while\s+)?)(?P<what>(?:the\s+)?[\w' -]{4,90}?\s+(?:(?:would|will|is to|to)\s+(?:stay"
    r"|remain|rest|sit|lie)|stays?|remains?))\s+with\s+(?P<who>[^.;,]{3,90})",
    re.IGNORECASE,
)

_FALLS = re.compile(
    r"\bit\s+(?:(?:falls|will fall|is left|is up)\s+to|will be for)\s+(?P<who>[^.;,]{3,90}?)\s+(?P<what>to"
    r"\s+[a-z][^.;]+)",
    re.IGNORECASE,
)

_GIVES = re.compile(
    r"(?P<who>[A-Z][^.;,]{2,70}?)(?:'s|’s|’|')\s+(?P<what>(?:contribution|offer|pledge|commitment|share|part)"
    r"\s+(?:is|will be)\s+(?!to\s)[^.;]+)"
)

_WITH_DOING = re.compile(
    r"(?:\bwith|^With)\s+(?P<who>(?:the\s+)?[^,.;:]{3,80}?)\s+(?P<what>(?P<verb>[a-z-]+ing)\b[^.;]+)"
)

_AND_DOING = re.compile(r"\s+and\s+(?P<who>(?:the\s+)?[A-Z][^,.;:]{2,80}?)\s+(?P<what>[a-z-]+ing\b[^.;]+)")

_TOGETHER = (
    r"^\W*(?:by\s+|through\s+)?(?:working|in\s+(?:close\s+)?(?:partnership|collaboration|cooperation)|together"
    r"|alongside|jointly|side by side|with)\s+(?:closely\s+)?(?:with\s+|alongside\s+)?"
)

_OPENING_WE = re.compile(_TOGETHER + r"(?P<who>[^.;]{3,200}?),?\s+(?=(?P<main>(?:we|they|it)\b[^.;]+))", re.IGNORECASE)

_OPENING = re.compile(_TOGETHER + r"(?P<who>[^.;]{3,160}?),\s+(?=(?P<main>[^,.;]+))", re.IGNORECASE)

_TRAILING = re.compile(
    r",?\s+(?:(?:and\s+)?(?:working|in\s+(?:close\s+)?(?:partnership|collaboration)|together|jointly|supported"
    r"|assisted|helped|advised"
    r"|along)\s+(?:closely\s+)?"
    r"(?:with|by|alongside)|alongside)\s+(?P<who>[^.;]{3,160})\W*$",
    re.IGNORECASE,
)

_RELATIVE_IN_PROSE = re.compile(
    r",\s+(?P<what>(?:which|who)\s+(?P<will>(?:will|has agreed to|have agreed to|is to|are to|has undertaken to)"
    r"\s+)?(?:also\s+|now\s+)?(?P<verb>[a-z-]+)\b)",
    re.IGNORECASE,
)

_ASIDE = re.compile(
    r",\s+and\s+(?=[^,]{2,60}?\s(?:will|is|are|has|have|would)\s)|"
    r",\s+(?:(?:on|in|of|for|to|through)\s+(?:which|whom)|which|who|whose|where|with|on|is|are|will|has|have|and"
    r"\s+(?:will|is|are|has|have)|while|whilst|but|so)\b|,\s+(?=[a-z]+ed\s)|"
    r"\s+(?:while|whilst|to|in order|so that|because)\s",
    re.I,
)

_GERUND_NOUNS = word_set("clause_words.csv", "gerund noun")

_EXAMPLE = re.compile(r"\b(?:such as|including|like|for example|for instance)\s+(?P<list>[^.;]+)", re.IGNORECASE)

_ACTIVITY = re.compile(
    r"(?P<what>[^,]{4,80}?)\s+(?:with|via|through|led by)\s+(?P<who>(?:the\s+)?[^,]{3,80}?)(?=\s+and\s+|,|$)", re.I
)

_PRONOUN = re.compile(
    r"\s+(?:it|them|us|him|her|the|a|an|its|their|our|at least|more|new|some|up to|(?=\d|£))"
    r"\b",
    re.IGNORECASE,
)
"""What follows a gerund with an object, and no noun in -ing: "training them for the task"."""
_UNDERTAKES = re.compile(
    r"(?:has|have|had)?\s*(?:agree\w*|undertak\w+|pledg\w+|promis\w+|offer\w*|commit\w*|is|are)"
    r"\s+to\b",
    re.IGNORECASE,
)
_AND_TO = re.compile(
    r",?\s+and\s+(?P<who>(?:the\s+)?[A-Z][^,.;:()]{2,70}?)(?<!\bis)(?<!\bare)(?<!\bhas)\s+"
    r"(?P<what>to\s+(?P<verb>[a-z-]+)\b[^,.;]+)"
)
_NEXT_CLAUSE = re.compile(
    r",\s(?!(?:[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*,\s)*[A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*,?\s+and\s)|\s+(?:and|but)\s+"
    r"(?:the|will|is|are)\s"
)
_MAIN = re.compile(r"^(?:we|they|it)\b|\s(?:will|is|are|to)\s", re.IGNORECASE)
_CLAUSE = 80
"""How many characters before a passive verb its clause may begin."""


def beside(reading: Reading, block: int, span: Span, found: list[Clause], settled: bool) -> Iterator[FoundRole]:
    """The roles that phrases of a sentence give, beside those of its clauses."""
    sentence = _Sentence(reading, block, span, "high" if settled else "medium")
    yield from sentence.with_others(settled)
    yield from sentence.agents()
    yield from sentence.duties()
    yield from sentence.doing()
    yield from sentence.relatives()
    yield from sentence.joint(found)
    yield from sentence.carried(found)
    if settled:
        yield from sentence.activities()


@dataclass
class _Sentence:
    """A sentence, and the phrases in it that give a partner a part."""

    reading: Reading
    block: int
    span: Span
    confidence: Confidence

    @property
    def text(self) -> str:
        return self.reading.text[self.span.start : self.span.end].replace("\n", " ")

    def _at(self, match: re.Match[str], group: str) -> tuple[int, int]:
        return self.span.start + match.start(group), self.span.start + match.end(group)

    def _who(self, match: re.Match[str], *groups: str) -> tuple[Mention, ...]:
        """The partners in a group of a match, up to an aside that goes on about something else."""
        group = next(g for g in groups if match[g] is not None)
        start, end = self._at(match, group)
        aside = _ASIDE.search(self.reading.text, start, end)
        partners = tuple(
            m
            for m in self.reading.bodies.partners(start, aside.start() if aside else end)
            if not self.reading.text[m.end : m.end + 1].isalnum()
        )
        return () if any(holds_verb(self.reading.text, m) for m in partners) else partners

    def _role(self, start: int, end: int, rule: str, partners: tuple[Mention, ...]) -> FoundRole:
        span = trim(self.reading.text, start, end, ".,; ")
        return FoundRole(span, self.block, rule, partners, self.confidence)

    def with_others(self, settled: bool) -> Iterator[FoundRole]:
        """Working with somebody to do or on something; where parts are told, strengthening somebody to do it."""
        for match in _WITH_TO.finditer(self.text):
            if (match["strengthen"] and not settled) or not is_form(match["verb"].lower(), "base"):
                continue
            start = self._at(match, "verb")[0] - len("to ")
            stop = _WITH_STOP.search(self.reading.text, start, self.span.end)
            yield self._role(start, stop.start() if stop else self.span.end, WITH_TO, self._who(match, "who"))
        for match in _WITH_ON.finditer(self.text):
            if match["what"].startswith("on"):
                yield self._role(*self._at(match, "what"), WITH_TO, self._who(match, "who"))

    def agents(self) -> Iterator[FoundRole]:
        """Under somebody's oversight, done by somebody, with somebody's help."""
        for match in _UNDER.finditer(self.text):
            start, end = self.span.start + match.start(), self.span.start + match.end()
            yield self._role(start, end, UNDER, self._who(match, "after", "before"))
        listed = [*_AGENT.finditer(self.text), *_HELP.finditer(self.text)]
        passive = [
            m for m in _BY.finditer(self.text) if not any(m.start() < n.end() and n.start() < m.end() for n in listed)
        ]
        passive = [m for m in passive if not _DOCUMENT.match(self.text)]
        for match in (*listed, *(m for m in passive if _is_deed(m["verb"] or m["verb2"]))):
            group = "who" if match["who"] is not None else "who2"
            begin, end = self._at(match, group)
            aside = _ASIDE.search(self.reading.text, begin, end)
            start = self.span.start + _clause_start(self.text, match.start())
            partners = self._who(match, group)
            if "chaired" in match.group().lower() and any(
                m.rule == LISTED and not self.reading.text[: m.start].endswith("the ") for m in partners
            ):
                continue  # a name that nothing else tells of is a person's, who chairs more often than a body does
            yield self._role(start, aside.start() if aside else end, AGENT, partners)

    def carried(self, found: list[Clause]) -> Iterator[FoundRole]:
        """After a partner that undertakes to do something, another to do another: "A agrees to pay, and B to build"."""
        for clause in found:
            if clause.rule != WILL or not _UNDERTAKES.match(self.reading.text, clause.predicate.start):
                continue
            for match in _AND_TO.finditer(self.reading.text, clause.predicate.start, self.span.end):
                partners = self.reading.bodies.partners(match.start("who"), match.end("who"))
                if (
                    partners
                    and is_form(match["verb"].lower(), "base")
                    and not holds_verb(self.reading.text, partners[0])
                ):
                    yield self._role(match.start("what"), match.end("what"), WILL, partners)

    def duties(self) -> Iterator[FoundRole]:
        """Whose role it is, with whom a duty rests, to whom it falls."""
        for match in _IS_TO.finditer(self.text):
            yield self._role(*self._at(match, "what"), IS_TO, self._who(match, "after", "before"))
        for match in _THAT_OF.finditer(self.text):
            yield self._role(*self._at(match, "what"), IS_TO, self._who(match, "after"))
        for pattern in (_RESTS, _STAYS, _FALLS, _GIVES):
            for match in pattern.finditer(self.text):
                yield self._role(*self._at(match, "what"), RESPONSIBILITY, self._who(match, "who"))

    def doing(self) -> Iterator[FoundRole]:
        """With somebody doing something, and somebody else doing another."""
        place = 0
        while (match := _WITH_DOING.search(self.text, place)) is not None:
            place = match.start("verb")
            if not is_form(match["verb"], "ing"):
                continue
            if match["verb"] in _GERUND_NOUNS and not _PRONOUN.match(match["what"][len(match["verb"]) :]):
                continue
            start, end = self._at(match, "what")
            if match.start() == 0 and (comma := self.text.find(",", match.start("what"))) > 0:
                end = self.span.start + comma
            further = _AND_DOING.search(self.reading.text, start, end)
            if further is not None:
                end = further.start()
                partners = self.reading.bodies.partners(further.start("who"), further.end("who"))
                yield self._role(further.start("what"), further.end("what"), WITH_DOING, partners)
            yield self._role(start, end, WITH_DOING, self._who(match, "who"))

    def relatives(self) -> Iterator[FoundRole]:
        """Relative clauses: "… the Business Board, which brings together employers"."""
        text = self.reading.text
        for mention in self.reading.named(self.span.start, self.span.end):
            relative = _RELATIVE_IN_PROSE.match(text, mention.end, self.span.end)
            if relative is None or mention.body.kind in ("government", "government department"):
                continue
            form = relative["verb"].lower()
            verb = base(form, "third") or base(form, "base")
            if relative["will"] and relative["verb"].lower() in ("come", "be"):
                continue
            if relative["will"] or (verb and verb_class(verb) and verb not in ("hold", "use", "make")):
                stop = _NEXT_CLAUSE.search(text, relative.end(), self.span.end)
                end = stop.start() if stop else self.span.end
                yield self._role(relative.start("what"), end, ITEM_WHO, (mention,))

    def joint(self, found: list[Clause]) -> Iterator[FoundRole]:
        """Those the sentence opens or ends with as partners in what its clause tells."""
        opening = _OPENING_WE.match(self.text) or _OPENING.match(self.text)
        doing = opening is not None and any(
            is_form(w.low, "ing") and w.low not in _GERUND_NOUNS for w in words(opening["who"], 1, len(opening["who"]))
        )
        if opening is not None and not doing and (found or _MAIN.search(opening["main"])):
            start = self._at(opening, "main")[0]
            main = found[0].predicate if found else Span(start, self.span.end)
            partners = self.reading.bodies.partners(*self._at(opening, "who"))
            yield self._role(main.start, main.end, JOINT, partners)
        trailing = _TRAILING.search(self.text)
        if trailing is not None and found and found[-1].predicate.start < self.span.start + trailing.start():
            partners = self.reading.bodies.partners(*self._at(trailing, "who"))
            yield self._role(found[-1].predicate.start, found[-1].predicate.end, JOINT, partners)

    def activities(self) -> Iterator[FoundRole]:
        """Examples of what is done, each with or through somebody."""
        example = _EXAMPLE.search(self.text)
        if example is None:
            return
        start = self._at(example, "list")[0]
        for match in _ACTIVITY.finditer(example["list"]):
            partners = self.reading.bodies.partners(start + match.start("who"), start + match.end("who"))
            what = re.sub(r"^(?:\s*and\s+|\s+)", "", match["what"])
            end = start + match.end("what")
            activity = self._role(end - len(what), end, ACTIVITY, partners)
            yield replace(activity, confidence="medium")


def _is_deed(participle: str) -> bool:
    """Whether a participle is of a verb of doing, whose agent has a part."""
    verb = base(participle.lower(), "past")
    return verb is not None and verb_class(verb) is not None


def _clause_start(text: str, place: int) -> int:
    """Where the clause begins that a passive verb stands in, if that is near."""
    begin = max(
        (m.end() for m in re.finditer(r"[,;:]\s+(?:and\s+)?|^\W*|\b(?:and|while|but)\s+", text[:place])), default=place
    )
    return begin if place - begin <= _CLAUSE else place
