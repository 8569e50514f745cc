"""Phrases beside the main clause that give a partner a part: with, under, by, led by, whose role it is."""

import re
from collections.abc import Iterator

from graph.vocabulary import Confidence
from loaders.bodies import Mention
from loaders.found import FoundRole
from loaders.reading import Reading
from loaders.role_clauses import Clause
from loaders.role_frames import ACTIVITY, AGENT, IS_TO, ITEM_WHO, JOINT, RESPONSIBILITY, UNDER, WITH_DOING, WITH_TO
from loaders.sentences import Span, trim
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
    r"\bworks?\s+(?:closely\s+|together\s+)?with\s+(?P<who>[^.;:]{3,140}?)\s+(?P<what>(?:on|to)\s+[^.;]+)", re.IGNORECASE
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
    r"|inspected|owned)"
    rf"|(?:,\s+|^\W*)(?:{_LEADING}))\s+(?:jointly\s+|in part\s+)?by\s+(?P<who>[^.;:()]{{3,140}})",
    re.IGNORECASE,
)

_IS_TO = re.compile(
    r"(?:\b(?:the\s+)?(?P<job>role|job|task|part|responsibility)\s+of\s+(?P<after>[^.;]{3,80}?)"
    r"|(?P<before>[A-Z][^.;,]{2,70}?)(?:'s|’s|’|')\s+"
    r"(?:role|job|task|part|responsibility))\s+(?:is|will be)\s+(?P<what>to\s+[a-z].+?)(?=,?\s+and\s+that\s+of\b"
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
    r"(?:^\W*|[,;]\s+(?:and\s+|while\s+)?)(?P<what>(?:the\s+)?[\w' -]{4,90}?\s+(?:would|will|is to|to)\s+(?:stay"
    r"|remain|rest|sit|lie))\s+with\s+(?P<who>[^.;,]{3,90})",
    re.IGNORECASE,
)

_FALLS = re.compile(
    r"\bit\s+(?:falls|will fall|is left|is up)\s+to\s+(?P<who>[^.;,]{3,90}?)\s+(?P<what>to\s+[a-z][^.;]+)",
    re.IGNORECASE,
)

_GIVES = re.compile(
    r"(?P<who>[A-Z][^.;,]{2,70}?)(?:'s|’s|’|')\s+(?P<what>(?:contribution|offer|pledge|commitment|share|part)"
    r"\s+(?:is|will be)\s+(?!to\s)[^.;]+)"
)

_WITH_DOING = re.compile(r"\bwith\s+(?P<who>(?:the\s+)?[^,.;:]{3,80}?)\s+(?P<what>(?P<verb>[a-z-]+ing)\b[^.;]+)")

_AND_DOING = re.compile(r"\s+and\s+(?P<who>(?:the\s+)?[A-Z][^,.;:]{2,80}?)\s+(?P<what>[a-z-]+ing\b[^.;]+)")

_OPENING = re.compile(
    r"^\W*(?:by\s+|through\s+)?(?:working|in\s+(?:close\s+)?(?:partnership|collaboration|cooperation)|together"
    r"|alongside|jointly|side by side|with)"
    r"\s+(?:closely\s+)?(?:with\s+|alongside\s+)?(?P<who>[^.;]{3,160}?)(?:,\s+|\s+(?=we\s))(?=(?P<main>[^,.;]+))",
    re.IGNORECASE,
)

_TRAILING = re.compile(
    r",?\s+(?:(?:and\s+)?(?:working|in\s+(?:close\s+)?(?:partnership|collaboration)|together|jointly|supported"
    r"|along)\s+(?:closely\s+)?"
    r"(?:with|by|alongside)|alongside)\s+(?P<who>[^.;]{3,160})\W*$",
    re.IGNORECASE,
)

_RELATIVE_IN_PROSE = re.compile(
    r",\s+(?P<what>(?:which|who)\s+(?P<will>will\s+)?(?:also\s+|now\s+)?(?P<verb>[a-z-]+)\b)", re.IGNORECASE
)

_ASIDE = re.compile(
    r",\s+(?:(?:on|in|of|for|to|through)\s+(?:which|whom)|which|who|whose|where|with|on|is|are|will|has|have|and\s+(?:will|is|are|has|have)|while|whilst|but|so)\b|"
    r"\s+(?:while|whilst|to|in order|so that|because)\s",
    re.I,
)

_GERUND_NOUNS = word_set("clause_words.csv", "gerund noun")

_EXAMPLE = re.compile(r"\b(?:such as|including|like|for example|for instance)\s+(?P<list>[^.;]+)", re.IGNORECASE)

_ACTIVITY = re.compile(
    r"(?P<what>[^,]{4,80}?)\s+(?:with|via|through|led by)\s+(?P<who>(?:the\s+)?[^,]{3,80}?)(?=\s+and\s+|,|$)", re.I
)

_CLAUSE = 80


def beside(reading: Reading, block: int, span: Span, found: list[Clause], settled: bool) -> Iterator[FoundRole]:
    """The roles that phrases of a sentence give, beside those of its clauses."""
    text = reading.text[span.start : span.end]
    confidence: Confidence = "high" if settled else "medium"

    def at(match: re.Match[str], group: str) -> tuple[int, int]:
        return span.start + match.start(group), span.start + match.end(group)

    def who(match: re.Match[str], *groups: str) -> tuple[Mention, ...]:
        group = next(g for g in groups if match[g] is not None)
        start, end = at(match, group)
        aside = _ASIDE.search(reading.text, start, end)
        return reading.bodies.partners(start, aside.start() if aside else end)

    for match in _WITH_TO.finditer(text):
        if (match["strengthen"] and not settled) or not is_form(match["verb"].lower(), "base"):
            continue
        start = at(match, "verb")[0] - 3
        stop = _WITH_STOP.search(reading.text, start, span.end)
        end = stop.start() if stop else span.end
        yield FoundRole(trim(reading.text, start, end, ".;, "), block, WITH_TO, who(match, "who"), confidence)
    for match in _WITH_ON.finditer(text):
        if match["what"].startswith("on"):
            yield FoundRole(trim(reading.text, *at(match, "what"), ".,; "), block, WITH_TO, who(match, "who"), confidence)
    for match in _UNDER.finditer(text):
        start, end = span.start + match.start(), span.start + match.end()
        yield FoundRole(trim(reading.text, start, end), block, UNDER, who(match, "after", "before"), confidence)
    for match in (*_AGENT.finditer(text), *_HELP.finditer(text)):
        start, end = span.start + _clause_start(text, match.start()), at(match, "who")[1]
        aside = _ASIDE.search(reading.text, at(match, "who")[0], end)
        end = aside.start() if aside else end
        yield FoundRole(trim(reading.text, start, end, ".,; "), block, AGENT, who(match, "who"), confidence)
    for pattern in (_IS_TO, _THAT_OF):
        for match in pattern.finditer(text):
            groups = ("after", "before") if pattern is _IS_TO else ("after",)
            yield FoundRole(trim(reading.text, *at(match, "what"), ".,; "), block, IS_TO, who(match, *groups))
    for pattern in (_RESTS, _STAYS, _FALLS, _GIVES):
        for match in pattern.finditer(text):
            yield FoundRole(trim(reading.text, *at(match, "what"), ".,; "), block, RESPONSIBILITY, who(match, "who"))
    place = 0
    while (doing := _WITH_DOING.search(text, place)) is not None:
        place = doing.start("verb")
        if is_form(doing["verb"], "ing") and doing["verb"] not in _GERUND_NOUNS:
            start, end = at(doing, "what")
            following = _AND_DOING.search(reading.text, start, end)
            if following is not None:
                end = following.start()
                more = reading.bodies.partners(following.start("who"), following.end("who"))
                span_of = trim(reading.text, following.start("what"), following.end("what"), ".,; ")
                yield FoundRole(span_of, block, WITH_DOING, more, confidence)
            yield FoundRole(trim(reading.text, start, end, ".,; "), block, WITH_DOING, who(doing, "who"), confidence)
    yield from _relatives(reading, block, span, confidence)
    yield from _joint(reading, block, span, text, found, confidence)
    if settled:
        yield from _activities(reading, block, span, text)


def _clause_start(text: str, place: int) -> int:
    """Where the clause begins that a passive verb stands in, if that is near."""
    begin = max(
        (m.end() for m in re.finditer(r"[,;:]\s+(?:and\s+)?|^\W*|\b(?:and|while|but)\s+", text[:place])), default=place
    )
    return begin if place - begin <= _CLAUSE else place


def _relatives(reading: Reading, block: int, span: Span, confidence: Confidence) -> Iterator[FoundRole]:
    """Relative clauses in prose: "… the Business Board, which brings together employers"."""
    text = reading.text
    for mention in reading.named(span.start, span.end):
        relative = _RELATIVE_IN_PROSE.match(text, mention.end, span.end)
        if relative is None or reading.is_state(mention.body):
            continue
        verb = relative["verb"].lower()
        base_verb = base(verb, "third") or base(verb, "base")
        if relative["will"] or (base_verb and verb_class(base_verb) and base_verb not in ("hold", "use", "make")):
            stop = re.search(r",\s|\s+(?:and|but)\s+(?:the|will|is|are)\s", text[relative.end() : span.end])
            end = relative.end() + stop.start() if stop else span.end
            yield FoundRole(trim(text, relative.start("what"), end, ".,; "), block, ITEM_WHO, (mention,), confidence)


def _joint(
    reading: Reading, block: int, span: Span, text: str, found: list[Clause], confidence: Confidence
) -> Iterator[FoundRole]:
    opening = _OPENING.match(text)
    if opening is not None:
        partners = reading.bodies.partners(span.start + opening.start("who"), span.start + opening.end("who"))
        main = found[0].predicate if found else trim(reading.text, span.start + opening.start("main"), span.end, ".,; ")
        if partners and (
            found or re.search(r"^(?:we|they|it)\b|\s(?:will|is|are|to)\s", opening["main"], re.IGNORECASE)
        ):
            yield FoundRole(main, block, JOINT, partners, confidence)
    trailing = _TRAILING.search(text)
    if trailing is not None and found:
        partners = reading.bodies.partners(span.start + trailing.start("who"), span.start + trailing.end("who"))
        yield FoundRole(found[-1].predicate, block, JOINT, partners, confidence)


def _activities(reading: Reading, block: int, span: Span, text: str) -> Iterator[FoundRole]:
    example = _EXAMPLE.search(text)
    if example is None:
        return
    base = example.start("list")
    for match in _ACTIVITY.finditer(example["list"]):
        start = span.start + base
        partners = reading.bodies.partners(start + match.start("who"), start + match.end("who"))
        what = re.sub(r"^(?:\s*and\s+|\s+)", "", match["what"])
        begin = start + match.end("what") - len(what)
        yield FoundRole(trim(reading.text, begin, start + match.end("what")), block, ACTIVITY, partners, "medium")
