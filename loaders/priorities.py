"""Priorities a plan sets, and which of them are agreed with government."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from graph.ids import normalise
from graph.vocabulary import Basis, Confidence
from loaders.reading import OTHER, STATE, Reading
from loaders.rules import declare
from loaders.sentences import Span, one_line, trim
from loaders.table_columns import column

RULE_LISTED = declare(
    "priority-listed",
    "A sentence that says priorities and then names them after a colon or 'are' sets them.",
    "We have agreed two shared priorities: Skills, and Housing.",
    "We share the priorities of residents.",
)
RULE_THEMES = declare(
    "priority-themes",
    "A sentence that says how many themes, pillars or missions the plan has, and then names as many, sets them.",
    "The plan has three themes: good work, safe streets and clean water.",
    "The workshop had three themes: cost, speed and noise.",
)
RULE_HEADING = declare(
    "priority-heading",
    "A heading that numbers a priority and names it sets it.",
    "Priority 2: Health and care",
    "Priority list",
)
RULE_COLUMN = declare(
    "priority-column",
    "In a table of partners, roles or asks, what stands in a column headed “Priority” is a priority.",
    "Priority · Lead partner · What we need",
    "Priority · Score",
)
RULE_ITEMS = declare(
    "priority-items",
    "A list right under a heading or sentence of priorities sets one with each item.",
    "Our shared priorities: / Skills / Housing",
    "Our priorities for reading: / Books",
)
RULE_AIM = declare(
    "priority-aim",
    "A noun phrase of growth or prosperity that the plan says again and again it means to drive or deliver is its aim.",
    "to drive inclusive growth (four times over)",
    "economic growth was slow",
)
RULE_AIM_STATED = declare(
    "priority-aim-stated",
    "What a plan calls its aim, goal or mission is a priority.",
    "Our overarching aim is good growth.",
    "The aim of the meeting is unclear.",
)

_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10}
_LISTED = re.compile(
    r"\b(?P<number>two|three|four|five|six|seven|eight|nine|ten|\d+)?\s*(?P<kind>(?:agreed |jointly |overarching "
    r"|strategic |growth |key |main |local |shared )*)"
    r"priorit(?:y|ies)\b(?:[^.:;–—]{0,40}(?::|\s[–—]\s)|(?:\s+(?:for|of|with)\s+[\w ]{3,40}?)?\s+(?:are|is)\b:?|,?"
    r"\s+namely:?)\s*(?P<list>[^.;]+)",
    re.IGNORECASE,
)
_THEMES = re.compile(
    r"\b(?:(?:plan|strategy|prospectus|framework|proposition|vision)\s+(?:is\s+)?"
    r"(?:has|sets out|rests on|pursues|focuses on"
    r"|(?:built|based|organised|structured|founded|centred) (?:on|around|upon))"
    r"|(?:we|it) (?:will )?(?:focus(?:es)? on|pursues?|(?:is|are) organised (?:in|into))|our)\s+(?:the\s+)?"
    r"(?P<number>two|three|four|five|six|seven|eight|nine|ten|\d+)\s+(?:[\w-]+\s+){0,2}?"
    r"(?:themes|pillars|missions|goals|objectives|ambitions|strands|outcomes|areas of focus|focus areas)"
    r"(?:\s*:|\s+[–—]|\s+are:?|,\s+namely:?)\s*(?P<list>[^.;:]+)",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    rf"\b(?:last|previous|earlier|old|former|outgoing)\s+(?:[\w-]+\s+){{0,2}}?(?:strategy|plan|vision|prospectus)\b"
    rf"|[{STATE}{OTHER}]+'s\s+(?:(?!shared|agreed)[\w-]+\s+){{0,3}}?(?:strategy|plan|vision|prospectus|priorities)\b"
    r"|\b(?:residents|people|businesses|employers)\s+(?:have\s+|had\s+)?(?:told|said)\b"
    r"|\bpriorities\s+(?:guided|were|had)\b",
    re.IGNORECASE,
)
"""Whose priorities a sentence names, where they are another plan's or somebody else's."""
_PLACES_PLAN = re.compile(
    r"\b(?P<place>[A-Z][\w-]+(?:\s[A-Z][\w-]+)*)'s\s+(?:[\w-]+\s+){0,2}?(?:strategy|plan|vision|prospectus)\b"
)
_HEADING = re.compile(
    r"^\W*(?P<kind>shared |growth |strategic )?priority\s+(?:\d+|[a-f]|one|two|three|four|five|six)\s*[:.–—-]?"
    r"\s*(?P<name>\S.+)$",
    re.I,
)
_SHARED = re.compile(
    r"\b(?:shared?|agreed)\b[^.]{0,60}\bpriorit|\bpriorit\w+[^.]{0,60}\b(?:shared|agreed) with\b", re.IGNORECASE
)
_OF_ITEMS = re.compile(r"\bpriorities\b(?!\s+for\s+(?:government|ministers))[^.]{0,60}\W*$", re.IGNORECASE)
_COLUMN = re.compile(
    r"\W*(?:(?:our|shared|growth|strategic|local|key)\s+)*priorit(?:y|ies)(?:\s+(?:areas?|themes?))?\W*", re.IGNORECASE
)
_COLUMN_WORDS = 8
_RANK = re.compile(
    r"(?:very\s+)?(?:high|highest|medium|moderate|low|lowest|top|urgent|critical|essential|desirable|must|should|could"
    r"|immediate|ongoing|new|all|other|cross[- ]?cutting|enabling|total|first|second|third)(?:\s+(?:priority|term))?"
    r"|(?:short|medium|long)(?:[- ]term)?",
    re.IGNORECASE,
)
"""How urgent a row is, which other tables say in a column of that name, or that it is for none in particular."""
_BESIDE_PRIORITIES = ("ask", "role", "partner", "lead", "addressee")
"""What another column must hold, so that the table tells who does what for a priority and does not rank it."""
_AIM = re.compile(
    r"\b(?:drive|drives|driving|deliver|delivers|delivering|achieve|achieving|secure|enable|enabling|promote|support"
    r"|unlock)\s+(?:[\w-]+,?\s+){0,2}?"
    r"(?P<name>(?:inclusive|sustainable|green|clean|good|shared|fair|fairer|balanced)\s+(?:growth|prosperity|economy"
    r"|development))\b",
    re.IGNORECASE,
)
_AIM_STATED = re.compile(
    r"\b(?:has|have|share|with)\s+(?:one|a single|an overarching|an overall)\s+(?:aim|goal|mission|ambition)"
    r"\s*[:–—]\s*(?P<one>[\w ,'-]{4,70}?)(?=[.;:]|$)"
    r"|\b(?:our|the plan's|the)\s+(?:overarching|overall|central|single|ultimate|main|core)\s+(?:aim|goal|mission"
    r"|objective|priority)\s+is\s+"
    r"(?:to (?:achieve|deliver|secure|drive)\s+)?(?P<name>[\w ,'-]{4,70}?)(?=[.;,:]|$)",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*,?\s+and\s+|\s*,\s*|\s*;\s*")
_AIM_TIMES = 3


@dataclass(frozen=True)
class FoundPriority:
    """A priority, where it is named, and whether it is agreed with government."""

    name: str
    spans: tuple[Span, ...]
    shared: bool
    rule: str
    basis: Basis = "stated"
    confidence: Confidence = "high"


def find_priorities(reading: Reading) -> list[FoundPriority]:
    """The priorities of a plan, each once, in the order in which they are first named."""
    found: dict[str, FoundPriority] = {}
    for priority in (
        *_listed(reading),
        *_themes(reading),
        *_in_headings(reading),
        *_in_columns(reading),
        *_in_items(reading),
        *_stated_aims(reading),
        *_aims(reading),
    ):
        known = found.setdefault(normalise(priority.name), priority)
        if known is not priority and priority.shared and not known.shared:
            found[normalise(priority.name)] = priority
    return sorted(found.values(), key=lambda p: p.spans[0])


def _listed(reading: Reading) -> Iterator[FoundPriority]:
    for i, block in enumerate(reading.document.blocks):
        if block.kind == "heading":
            continue
        for sentence in reading.sentences(i):
            text = reading.text[sentence.start : sentence.end]
            match = _LISTED.search(text)
            if match is None or _not_ours(reading, reading.masked(sentence)[: match.start("list")]):
                continue
            number = (match["number"] or "").lower()
            count = _NUMBERS.get(number) or (int(number) if number.isdigit() else None)
            start = sentence.start + match.start("list")
            shared = bool(_SHARED.search(text))
            end = sentence.start + match.end("list")
            bold = [Span(*run) for run in block.strong if start <= run[0] and run[1] <= end]
            spans = bold if len(bold) > 1 else _names(reading.text, start, end, count)
            if len(spans) > 1 or (spans and reading.text[spans[0].start].isupper()):
                for span in spans:
                    yield _priority(reading, span, shared, RULE_LISTED)


def _not_ours(reading: Reading, masked: str) -> bool:
    """Whether the words before a list of priorities say that they are another plan's, or somebody else's."""
    place = _PLACES_PLAN.search(masked)
    opening = reading.text[: reading.document.blocks[0].end] if reading.document.blocks else ""
    known = f"{reading.publisher_place} {opening}".lower()
    return _NOT_OURS.search(masked) is not None or (place is not None and place["place"].lower() not in known)


def _themes(reading: Reading) -> Iterator[FoundPriority]:
    for i, block in enumerate(reading.document.blocks):
        for sentence in reading.sentences(i) if block.kind != "heading" else ():
            match = _THEMES.search(reading.text[sentence.start : sentence.end])
            if match is None:
                continue
            number = match["number"].lower()
            start, end = sentence.start + match.start("list"), sentence.start + match.end("list")
            for span in _names(reading.text, start, end, _NUMBERS.get(number) or int(number)):
                yield _priority(reading, span, False, RULE_THEMES)


def _names(text: str, start: int, end: int, count: int | None) -> list[Span]:
    """The names in a list: split at every joint, or at commas alone where that gives the number announced."""
    joints = [(start + m.start(), start + m.end(), m.group()) for m in _AND.finditer(text[start:end])]
    commas = [j for j in joints if j[2].strip().startswith((",", ";"))]
    last_and = [j for j in joints if "and" in j[2]][-1:]
    ways = [commas, sorted({*commas, *last_and}), joints]
    if any("," in j[2] and "and" in j[2] for j in joints):
        ways = [commas, joints]
    for way in ways:
        if count is not None and len(way) + 1 == count:
            return _cut(text, start, end, way)
    if count is not None:
        return []
    capital = [j for j in (commas or joints) if text[j[1] : j[1] + 1].isupper()]
    return _cut(text, start, end, capital if capital else ways[1 if len(ways) > 2 else 0])


def _cut(text: str, start: int, end: int, joints: list[tuple[int, int, str]]) -> list[Span]:
    begins = [start, *(j[1] for j in joints)]
    ends = [*(j[0] for j in joints), end]
    spans = [trim(text, b, e, ".,;: ") for b, e in zip(begins, ends, strict=True)]
    return [s for s in spans if 2 < s.end - s.start < 90]


def _in_headings(reading: Reading) -> Iterator[FoundPriority]:
    for block in reading.document.blocks:
        if block.kind == "heading" and (match := _HEADING.match(reading.document.words(block))):
            span = trim(reading.text, block.start + match.start("name"), block.start + match.end("name"), ".:")
            yield _priority(reading, span, bool((match["kind"] or "").lower().startswith("shared")), RULE_HEADING)


def _in_columns(reading: Reading) -> Iterator[FoundPriority]:
    """The priorities that tables are ordered by, each with every row that names it."""
    rows: dict[str, list[Span]] = {}
    shared = False
    for block in reading.document.blocks:
        headers = block.header[: len(block.cells)]
        at = next((i for i, header in enumerate(headers) if _COLUMN.fullmatch(one_line(header))), None)
        if at is None or not any(column(h) in _BESIDE_PRIORITIES for h in headers[:at] + headers[at + 1 :]):
            continue
        span = trim(reading.text, *block.cells[at], ".,;: ")
        name = one_line(reading.text[span.start : span.end])
        if 0 < len(name.split()) <= _COLUMN_WORDS and re.search(r"[^\W\d]{3}", name) and not _RANK.fullmatch(name):
            rows.setdefault(normalise(name), []).append(span)
            shared = shared or "shared" in headers[at].lower()
    for spans in rows.values() if len(rows) > 1 else ():
        first = spans[0]
        yield FoundPriority(one_line(reading.text[first.start : first.end]), tuple(spans), shared, RULE_COLUMN)


def _in_items(reading: Reading) -> Iterator[FoundPriority]:
    blocks = reading.document.blocks
    for i, block in enumerate(blocks):
        if block.kind == "item" or i + 1 >= len(blocks) or blocks[i + 1].kind != "item":
            continue
        if block.kind == "heading" and reading.outline.part(i).function != "none":
            continue
        text = reading.document.words(block)
        last = text if block.kind == "heading" else re.split(r"[.!?]\s", text)[-1]
        if not _OF_ITEMS.search(last) or (block.kind == "paragraph" and not text.rstrip().endswith(":")):
            continue
        shared = bool(_SHARED.search(last))
        for item in blocks[i + 1 :]:
            if item.kind != "item":
                break
            label = re.match(r"[^:–—.]{3,80}?(?=\s*(?:[:–—.]|$))", reading.text[item.start : item.end])
            if label and item.parent is None and len(label.group().split()) <= 10:
                yield _priority(reading, Span(item.start, item.start + label.end()), shared, RULE_ITEMS)


def _stated_aims(reading: Reading) -> Iterator[FoundPriority]:
    for match in _AIM_STATED.finditer(reading.text):
        group = "name" if match["name"] else "one"
        yield _priority(reading, Span(match.start(group), match.end(group)), False, RULE_AIM_STATED)


def _aims(reading: Reading) -> Iterator[FoundPriority]:
    matches = list(_AIM.finditer(reading.text))
    times = Counter(m["name"].lower() for m in matches)
    for name, count in sorted(times.items()):
        anywhere = len(re.findall(rf"\b{re.escape(name)}\b", reading.text, re.IGNORECASE))
        if count >= 2 and anywhere >= _AIM_TIMES:
            spans = tuple(Span(m.start("name"), m.end("name")) for m in matches if m["name"].lower() == name)
            yield FoundPriority(name.capitalize(), spans, False, RULE_AIM, "inferred", "medium")


def _priority(reading: Reading, span: Span, shared: bool, rule: str) -> FoundPriority:
    return FoundPriority(one_line(reading.text[span.start : span.end]), (span,), shared, rule)
