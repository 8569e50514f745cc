"""What a plan says success is measured by: in a sentence, behind a label, as a target, in a list, in a table."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.vocabulary import Confidence
from loaders.document import Block
from loaders.reading import ANY, OWN, STATE, Reading
from loaders.rules import declare
from loaders.sentences import Span, trim, words
from loaders.table_columns import column

RULE_SAID = declare(
    "measure-said",
    "What success is said to be measured by, to look like or to mean is its measure; a body that measures it is none.",
    "Success will be measured by the number of passengers on the branch.",
    "Success will be measured by an independent panel.",
)
RULE_LABEL = declare(
    "measure-label",
    "What stands behind a label of measures or indicators is one.",
    "Measure of success: four hundred apprentices a year",
    "Measures: a levy and a new by-law",
)
RULE_TARGET = declare(
    "measure-target",
    "The plan's own target, with a figure that is more than a year, is what it will be held to.",
    "Our target is 40,000 homes by 2030.",
    "The Government's target is 40,000 homes by 2030.",
)
RULE_LIST = declare(
    "measure-list",
    "The items of a list under a heading or sentence of measures are measures, unless they tell who will do something.",
    "How we will measure success / Jobs within an hour by bus",
    "How we will deliver / Jobs within an hour by bus",
)
RULE_TABLE = declare(
    "measure-table",
    "In a table of asks or priorities the cell under a column of measures or targets is the measure of its row.",
    "Ask · Measure of success",
    "Ask · Measures taken",
)

_WHAT = (
    r"(?:success|progress|impact|performance|(?:our|its|their|the) (?:success|progress|impact|performance|results?))"
)
_GAUGED = r"(?:measured|judged|assessed|tracked|gauged|held to account)"
_HOW = r"(?:by|against|on|through|in terms of|using)"
_SAID = re.compile(
    rf"\b{_WHAT}\b[^.;:]{{0,50}}?\b(?:will|should|shall|would|must|can|is|are|to)\s+(?:be\s+)?{_GAUGED}\s+{_HOW}"
    rf"[\s:]+(?P<one>.+)"
    rf"|\b(?:we|{ANY}|partners|the (?:board|partnership|region))\s+(?:will|shall|would)\s+(?:measure|judge|track|gauge)"
    rf"\s+(?:our |its |their |the )?(?:success|progress|impact|performance)\s+{_HOW}[\s:]+(?P<two>.+)"
    r"|\bsuccess\s+(?:will\s+|would\s+)?(?:looks?\s+like|means?)[\s:]+(?P<three>.+)"
    r"|\b(?:we|you)\s+(?:will|shall)\s+(?:know\s+(?:that\s+)?(?:we|it|this|the \w+)\s+(?:have|has)"
    r"\s+(?:succeeded|worked)|have succeeded)\s+(?:when|if|once)\s+(?P<four>.+)"
    r"|\b(?:the|our|one|a) (?:\w+ )?(?:measure|test|mark|indicator) of (?:our |its |the )?(?:success|progress)\s+"
    r"(?:is|are|will be)\s+(?P<five>.+)",
    re.IGNORECASE,
)
_NAMES = (
    r"(?:(?:our|the|key|headline|main)\s+)*(?:(?:measures?|indicators?|tests?|signs?) of (?:success|progress|impact)"
    r"|(?:success|outcome|performance|impact|progress) (?:measures?|indicators?|criteria|metrics)"
    r"|key performance indicators?|KPIs?|metrics|how (?:we(?:['’]ll| will| would)|will we)(?: know and)? (?:measure"
    r"|track|judge|know)[\w ,'’-]{0,40}|how (?:success|progress|it|this) (?:will|is to) be measured"
    r"|what (?:will )?success (?:will )?looks? like|measured by)"
)
_LABEL = re.compile(rf"^\W*(?:{_NAMES}|targets?|measure|indicator)\s*[:–—]\s*(?P<m>\S.+)", re.IGNORECASE)
_HEADING = re.compile(
    rf"^(?:[\d.]+\s+|part \w+\W+)?(?:{_NAMES}|(?:(?:our|the|key|headline)\s+)*targets)\W*$", re.IGNORECASE
)
_LEAD_IN = re.compile(
    rf"\b{_WHAT}\b[^.;]{{0,50}}?\b{_GAUGED}\s+{_HOW}\W*$|\bsuccess\s+(?:will\s+)?(?:looks?\s+like|means?)\W*$"
    rf"|\b{_NAMES}(?:\s+(?:are|include|will be|will include|is))?(?: (?:these|as follows|the following))?\W*$"
    r"|\b(?:our|the plan['’]s) targets\s*(?:are|include|will be)?(?: (?:these|as follows))?\W*$",
    re.IGNORECASE,
)
_TARGET = re.compile(
    r"\b(?P<whose>(?:[\w'’\ue000-\ue002-]+\s+){0,4})targets?\s+(?!dates?\b)"
    r"(?:is to|are to|will be to|of|for|is|are|to|will be)\s+(?P<m>[^.;:]+)",
    re.IGNORECASE,
)
_OURS = re.compile(
    r"(?:\b(?:our|we (?:have |will )?(?:set|adopt|propose|share|have)(?: ourselves)? an?"
    rf"|the (?:plan|region|county|area|city)['’]s)|{OWN}(?:['’]s)?)\s+(?:[\w-]+\s+){{0,2}}$",
    re.IGNORECASE,
)
_NOT_OURS = re.compile(
    rf"{STATE}|\b(?:government|governments|ministers?|whitehall|national|nation|statutory|legal|legally|binding|existing"
    r"|current|previous|former|last|old|missed|no|not|scrap\w*|drop\w*|abolish\w*|end\w*|remov\w*|lower\w*|miss\w*"
    r"|against|towards|meet\w*|their|his|her)\b",
    re.IGNORECASE,
)
_FIGURE = re.compile(r"(?<![\d/.-])(?!(?:19|20)\d\d\b(?!,))\d|\b(?:half|third|quarter|double|twice)\b", re.IGNORECASE)
_COUNTED = re.compile(
    r"\b(?:number|share|proportion|percentage|per ?cent|rate|level|volume|ratio|increase|reduction|fall|rise|gap)\b"
    r"|%|\d",
    re.IGNORECASE,
)
_WHO = re.compile(
    rf"^\W*(?:an?|the|our|its)?\s*(?!(?:number|share|proportion|percentage|rate|level|volume|ratio|size|increase)\b)"
    rf"(?:{ANY}|(?:[\w-]+\s+){{0,3}}(?:panels?|boards?|evaluators?|evaluations?|universit(?:y|ies)|teams?|auditors?"
    r"|summits?|reviews?|bod(?:y|ies)|committees?|commissions?|reports?|dashboards?|surveys?|frameworks?)\b"
    r"|(?:partners|us|ourselves|time|schedule|\d{4})\b)",
    re.IGNORECASE,
)
"""Who or what measures, which is no measure."""
_TASK = re.compile(
    r"\b(?:we|partners|board|partnership)\b.{0,30}\bwill\b|\bwill (?:be )?(?:publish|report|review|meet|assess|evaluat"
    r"|monitor|commission)",
    re.IGNORECASE,
)
_COLUMN = re.compile(rf"^\W*{_NAMES}\W*$", re.IGNORECASE)
_COLUMN_OF_FIGURES = re.compile(r"^\W*(?:measures?|indicators?|targets?|outcomes?)(?: \(.*\))?\W*$", re.IGNORECASE)
PRIORITY_COLUMN = re.compile(r"\b(?:priorit(?:y|ies)|aims?|objectives?|goals?|missions?|themes?)\b", re.IGNORECASE)
_MAY = re.compile(r"succe|measur|indicator|kpi|metric|target|judged|gauged|tracked|assessed|held to", re.IGNORECASE)
_LONGEST = 300


@dataclass(frozen=True)
class FoundMeasure:
    """A measure, its words, and what they stand beside."""

    span: Span
    block: int
    rule: str
    confidence: Confidence = "high"
    goal: Span | None = None
    """Cell of a table that names the priority it is the measure of."""

    told: Span | None = None
    """The whole sentence, item or cell that tells of it, which can then be no ask and no role."""


def find_measures(reading: Reading) -> list[FoundMeasure]:
    """All measures of a document, in order, none inside another."""
    found: list[FoundMeasure] = []
    listing = False
    for i, block in enumerate(reading.document.blocks):
        text = reading.document.words(block)
        if block.kind in ("heading", "paragraph"):
            listing = _opens_list(reading, i, block, text)
        if block.kind == "heading" or reading.function(i) == "past":
            continue
        if block.kind == "row":
            found += _in_row(reading, i, block)
        elif listing and block.kind == "item":
            found += _item(reading, i, block, text)
        elif _MAY.search(text):
            found += _in_prose(reading, i)
    return found


def _opens_list(reading: Reading, index: int, block: Block, text: str) -> bool:
    if block.kind == "heading":
        return _HEADING.match(text.strip()) is not None
    spans = reading.sentences(index) if text.rstrip().endswith(":") else []
    return bool(spans) and _LEAD_IN.search(reading.text[spans[-1].start : spans[-1].end]) is not None


def _item(reading: Reading, index: int, block: Block, text: str) -> Iterator[FoundMeasure]:
    if _TASK.search(text) is None and len(words(reading.text, block.start, block.end)) > 1:
        told = Span(block.start, block.end)
        yield FoundMeasure(trim(reading.text, block.start, block.end, ".;,"), index, RULE_LIST, told=told)


def _in_prose(reading: Reading, index: int) -> Iterator[FoundMeasure]:
    for sentence in reading.sentences(index):
        text = reading.text[sentence.start : sentence.end]
        if not _MAY.search(text):
            continue
        masked = reading.masked(sentence)
        label = _LABEL.match(text)
        said = _SAID.search(masked)
        if label is not None:
            start = sentence.start + label.start("m")
            if _COUNTED.search(label["m"]) or _COLUMN.match(label.group()[: label.start("m")].strip(" :–—")):
                yield from _measure(reading, index, start, sentence, RULE_LABEL)
        elif said is not None:
            group = said.lastgroup or "one"
            yield from _measure(reading, index, sentence.start + said.start(group), sentence, RULE_SAID)
        else:
            yield from _targets(reading, index, sentence, masked)


def _measure(reading: Reading, index: int, start: int, sentence: Span, rule: str) -> Iterator[FoundMeasure]:
    span = trim(reading.text, start, sentence.end, ".;,: ")
    told = words(reading.text, span.start, span.end)
    if len(told) > 1 and span.end - span.start <= _LONGEST and not _WHO.match(reading.masked(span)):
        yield FoundMeasure(span, index, rule, told=sentence)


def _targets(reading: Reading, index: int, sentence: Span, masked: str) -> Iterator[FoundMeasure]:
    for match in _TARGET.finditer(masked):
        before = masked[max(0, match.start("whose") - 40) : match.end("whose")]
        if _NOT_OURS.search(match["whose"]) or not _FIGURE.search(match["m"]):
            continue
        start = sentence.start + match.start("m")
        span = trim(reading.text, start, sentence.start + match.end("m"), ".;,: ")
        # a target that an ask names is one wherever it stands in it; in other prose it must be said to be the plan's
        sure: Confidence = "high" if _OURS.search(before) else "medium"
        yield FoundMeasure(span, index, RULE_TARGET, sure)


def _in_row(reading: Reading, index: int, block: Block) -> Iterator[FoundMeasure]:
    heads = block.header[: len(block.cells)]
    kinds = [column(head) for head in heads]
    goal = next((i for i, head in enumerate(heads) if PRIORITY_COLUMN.search(head)), None)
    if goal is None and "ask" not in kinds:
        return
    for place, head in enumerate(heads):
        exact = _COLUMN.match(head) is not None
        if place == goal or not (exact or _COLUMN_OF_FIGURES.match(head)):
            continue
        span = trim(reading.text, *block.cells[place], ".;, ")
        told = reading.text[span.start : span.end]
        enough = len(words(reading.text, span.start, span.end)) > 1
        if enough and (exact or _COUNTED.search(re.sub(r"\b(?:19|20)\d\d\b", "", told))):
            of = None if goal is None else Span(*block.cells[goal])
            yield FoundMeasure(span, index, RULE_TABLE, goal=of, told=span)
