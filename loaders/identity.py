"""What a plan is known by: its title, its publisher and its date."""

import calendar
import re
from collections import Counter
from datetime import date

from graph.errors import DocumentError
from loaders.bodies import Bodies, Body
from loaders.document import Document
from loaders.outline import Outline
from loaders.past_years import latest_past_year
from loaders.rules import declare
from loaders.sentences import one_line, words

RULE_PUBLISHER = declare(
    "publisher",
    "The local body that a plan names most, above all as the one that wants or will do things, speaks in it.",
    "The Combined Authority wants control over skills.",
    "The Combined Authority of a neighbour was thanked.",
)

_MONTHS = [name.lower() for name in calendar.month_name[1:]]
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+)?(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_DATE_LINE = re.compile(
    r"^\W*(?:published|date|dated|updated|last updated|issued|adopted|launched|publication date|version)?\W*(?:on"
    r"|in)?\W*$",
    re.I,
)
_PUBLISHED = re.compile(
    rf"\b(?:published|issued|adopted)\b[^.;]{{0,90}}?\bin\s+(?P<month>{'|'.join(_MONTHS)})\s+(?P<year>(?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_PUBLISHING = (
    "combined authority",
    "local government",
    "partnership/board/commission",
    "industry body",
    "police/crime",
    "health body",
    "education providers",
    "voluntary sector",
    "company",
)
_WANTS = re.compile(
    r"^\s*(?:(?:\([^)]*\)|and its \w+(?: \w+)?|also|therefore|now|is|are)\s+)*(?:wants?|seeks?|asks?|asking|calls?"
    r"|calling|will|proposes?|recommends?|urges?"
    r"|press\w*|has agreed|needs?|'s\b|’s\b)",
    re.IGNORECASE,
)
_HEAD_BLOCKS = 12


def title_of(document: Document, outline: Outline) -> str:
    """The plan's title: the first heading of level one, else the first heading, else what the file calls itself.

    Without any of these, its first line that is no breadcrumb, else the file's name.
    """
    headings = [p for p in outline.parts if p.block is not None]
    first = next((p for p in headings if document.blocks[p.block or 0].level == 1), None)
    if first is None and headings and headings[0].block is not None and headings[0].block <= 1:
        first = headings[0]
    if first is not None:
        return first.title
    if document.title:
        return one_line(document.title)
    lines = (one_line(line) for line in document.text.splitlines())
    line = next((found for found in lines if found and ">" not in found and "»" not in found), "")
    return line[:120] or document.source


def find_publisher(document: Document, bodies: Bodies, name: str | None) -> tuple[Body | None, str | None, bool]:
    """The body whose plan it is: the one the user names, else the one that speaks in it.

    Returns:
        the body as the plan names it (None if it never does), its name, and whether a person said so.
    """
    known = {m.body.key: m.body for m in bodies.mentions}
    if name:
        wanted = one_line(name)
        low = wanted.lower()
        for body in known.values():
            if low in {
                body.name.lower(),
                (body.abbreviation or "").lower(),
                *(alias.lower() for alias in body.aliases),
            }:
                return body, body.name, True
        return None, wanted, True
    weights: Counter[str] = Counter()
    for mention in bodies.mentions:
        if mention.body.specificity != "named" or mention.body.kind not in _PUBLISHING:
            continue
        if mention.body.kind in ("government", "public body", "government department"):
            continue
        weights[mention.body.key] += 1
        if _WANTS.match(document.text[mention.end : mention.end + 40]):
            weights[mention.body.key] += 3
        if mention.body.kind == "combined authority":
            weights[mention.body.key] += 1
        if mention.start < 300:
            weights[mention.body.key] += 2
    if not weights:
        return None, None, False
    first = {key: i for i, key in reversed(list(enumerate(m.body.key for m in bodies.mentions)))}
    best = min(weights, key=lambda key: (-weights[key], first[key]))
    return (known[best], known[best].name, False) if weights[best] >= 4 else (None, None, False)


def check_date(text: str) -> str:
    """A date that a person gave: year, year and month, or day.

    Raises:
        DocumentError: it is no ISO date.
    """
    parts = text.split("-")
    try:
        date(int(parts[0]), int(parts[1]) if len(parts) > 1 else 1, int(parts[2]) if len(parts) > 2 else 1)
    except (ValueError, IndexError):
        parts = []
    if not parts or len(parts) > 3 or [len(p) for p in parts] != [4, 2, 2][: len(parts)]:
        raise DocumentError(f"{text!r} is no date. Give the day of publication as YYYY, YYYY-MM or YYYY-MM-DD.")
    return text


def find_dates(document: Document, published: str | None) -> tuple[str | None, str | None]:
    """The date a plan says it was published, else the latest year it names as past.

    Only a date that stands alone on a line near the start or the end is a date of publication.
    """
    if published:
        return check_date(published), None
    near = [*document.blocks[:_HEAD_BLOCKS], *document.blocks[-3:]]
    for block in near:
        text = document.words(block)
        for line in text.splitlines():
            match = _DATE.search(line)
            if match and _DATE_LINE.match(line[: match.start()]) and len(words(line, match.end(), len(line))) == 0:
                month = _MONTHS.index(match["month"].lower()) + 1
                day = f"-{int(match['day']):02d}" if match["day"] else ""
                return f"{match['year']}-{month:02d}{day}", None
    said = _PUBLISHED.search(document.text)
    if said is not None:
        return f"{said['year']}-{_MONTHS.index(said['month'].lower()) + 1:02d}", None
    return None, latest_past_year(document)
