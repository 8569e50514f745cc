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
    "The local body that a plan says it is by, or else names first and far more than any other, speaks in it.",
    "Published by the Northshire Combined Authority",
    "Northshire College will train 200 welders.",
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
_WITH_NAMES = frozenset(
    ("published", "issued", "prepared", "produced", "by", "and", "the", "of", "for", "on", "in", "with")
)
"""Words between the names of those whose plan it is, before its date."""
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
_PARTNERSHIP = "partnership/board/commission"
_AUTHORITIES = ("combined authority", "local government", _PARTNERSHIP)
_ENOUGH = 4
_WANTS = re.compile(
    r"^\s*(?:(?:\([^)]*\)|and its \w+(?: \w+)?|also|therefore|now|is|are)\s+)*(?:wants?|seeks?|asks?|asking|calls?"
    r"|calling|will|proposes?|recommends?|urges?"
    r"|press\w*|has agreed|needs?|'s\b|’s\b)",
    re.IGNORECASE,
)
_DOES = re.compile(r"(?:will|has agreed|needs?|['’]s)$", re.IGNORECASE)
"""What partners do as well, and so tells of a plan's own body only if it is an authority."""
_HEAD_BLOCKS = 12
_HEAD_LINES = 8
_BY = re.compile(
    r"(?:\b(?:published|issued|submitted|adopted|produced|prepared|launched)\s+(?:jointly\s+)?by"
    r"|\b(?:letter|manifesto|submission|representation|prospectus|proposition|proposal|statement)\b[^.\n]{0,60}?\bfrom"
    r"|^\W*we,)\s+(?:the\s+)?(?:[\w ]{3,30}\s+of\s+(?:the\s+)?)?$",
    re.IGNORECASE | re.MULTILINE,
)
"""What stands before the name of whose plan it is: "Published by the", "A manifesto from the", "We, "."""
_BYLINE = re.compile(
    rf"\W*(?:(?:and|the|with|{'|'.join(_MONTHS)}|spring|summer|autumn|winter|\d+(?:st|nd|rd|th)?)\b\W*)*", re.IGNORECASE
)
"""What a line of nothing but names and a date has besides the names."""
_TITLED = re.compile(r"['’]s\b|\s*(?:[:|]|[–—-]\s)")
"""What follows the name in a title that begins with it: "Northshire Council: our plan"."""
_CLEARLY, _ALONE = 2.0, 2.5
"""How many times more than any other the publisher is named: one that stands in the head of the plan, and another."""
_BOARD = 1.5
"""How many times more a partnership is that stands in the head: of councils there may be several, of these one."""


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
    said = _by_line(document, bodies)
    best = said or _named_most(document, bodies)
    return (best, best.name, False) if best else (None, None, False)


def _may_publish(body: Body) -> bool:
    return body.specificity == "named" and body.kind in _PUBLISHING


def _by_line(document: Document, bodies: Bodies) -> Body | None:
    """The first body that the head of a plan says it is by, or that stands there on a line of names."""
    text = document.text
    head = document.blocks[min(_HEAD_BLOCKS, len(document.blocks)) - 1].end if document.blocks else 0
    near = [m for m in bodies.mentions if m.end <= head and _may_publish(m.body)]
    for mention in near:
        if _BY.search(text, max(0, mention.start - 120), mention.start):
            return mention.body
    place = 0
    for line in text[:head].splitlines(keepends=True)[:_HEAD_LINES]:
        end = place + len(line)
        names = [m for m in near if place <= m.start and m.end <= end]
        rest = text[place:end]
        for name in reversed(names):
            rest = rest[: name.start - place] + " " + rest[name.end - place :]
        first = next((name for name in names if name.body.kind != "company"), None)
        if first and (_BYLINE.fullmatch(rest) or (not place and _TITLED.match(text, first.end) and names[0] is first)):
            return first.body
        place = end
    return None


def _named_most(document: Document, bodies: Bodies) -> Body | None:
    """The body that is named far more than any other, above all as the one that wants or will do things.

    A combined authority speaks in a plan of its area. Another body does if it stands at the head as well; a company or
    a college that is named a few times in the middle does not.
    """
    weights: Counter[str] = Counter()
    heads: set[str] = set()
    known = {m.body.key: m.body for m in bodies.mentions if _may_publish(m.body)}
    for mention in bodies.mentions:
        body = mention.body
        if body.key not in known:
            continue
        weights[body.key] += 1 + (body.kind == "combined authority")
        after = _WANTS.match(document.text[mention.end : mention.end + 40])
        if after and (body.kind in _AUTHORITIES or not _DOES.search(after.group())):
            weights[body.key] += 3
        if mention.start < 300:
            weights[body.key] += 2
            heads.add(body.key)
    if not weights:
        return None
    first = {key: i for i, key in reversed(list(enumerate(m.body.key for m in bodies.mentions)))}
    best, *others = sorted(weights, key=lambda key: (-weights[key], first[key]))
    second = weights[others[0]] if others else 0
    kind = known[best].kind
    clear = (
        kind == "combined authority"
        or (best in heads and weights[best] >= (_BOARD if kind == _PARTNERSHIP else _CLEARLY) * second)
        or (kind in _AUTHORITIES and weights[best] >= _ALONE * second)
    )
    return known[best] if clear and weights[best] >= _ENOUGH else None


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

    Only a date that stands alone on a line near the start or the end, or at the start behind names, is that of
    publication.
    """
    if published:
        return check_date(published), None
    near = [*document.blocks[:_HEAD_BLOCKS], *document.blocks[-3:]]
    for place, block in enumerate(near):
        text = document.words(block)
        for line in text.splitlines():
            match = _DATE.search(line)
            if (
                match
                and _dates_it(line[: match.start()], place < _HEAD_BLOCKS)
                and len(words(line, match.end(), len(line))) == 0
            ):
                month = _MONTHS.index(match["month"].lower()) + 1
                day = f"-{int(match['day']):02d}" if match["day"] else ""
                return f"{match['year']}-{month:02d}{day}", None
    said = _PUBLISHED.search(document.text)
    if said is not None:
        return f"{said['year']}-{_MONTHS.index(said['month'].lower()) + 1:02d}", None
    return None, latest_past_year(document)


def _dates_it(before: str, in_head: bool) -> bool:
    """Whether a date at the end of a line is that of the plan: after nothing, "Dated", or "Published by" and names.

    A line of names says so only in the head: "Kent County Council, June 2025", not "Source: Census Office, June 2021".
    """
    if _DATE_LINE.match(before):
        return True
    named = before.rstrip()
    if not in_head or ":" in named:
        return False
    plain = all(word[0].isupper() or word.lower() in _WITH_NAMES for word in re.findall(r"[A-Za-z][\w’'-]*", named))
    return plain and named.endswith(",")
