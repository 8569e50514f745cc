"""What a line is by its shape alone: a bullet, a heading, a trail of links, a page number. Layout, not meaning."""

import re

_SYMBOLS = "\uf0b7\uf0a7\uf0d8\uf0fc\uf076\uf02d"
"""Bullets of symbol fonts, as word processors leave them in text."""
BULLETS = f"•●▪■◦○‣⁃·∙➢►▶✓✔❖➔→*–—-{_SYMBOLS}"
_ALWAYS = f"•●▪■◦○‣⁃➢►▶✓✔❖➔{_SYMBOLS}"

_BULLET = re.compile(rf"(?:[{re.escape(_ALWAYS)}]\s*|[{re.escape(BULLETS)}][ \t\u00a0]+)(?=\S)")
_CIRCLE = re.compile(r"o(?:\t|[ \u00a0]+)(?=\S)")
_NUMBER = re.compile(
    r"(?P<outline>\d{1,3}(?:\.\d{1,3})+\.?(?=[ \t\u00a0])|\d{1,3}[.)](?=[ \t\u00a0]|[A-Z])"
    r"|\(\d{1,3}\)|\(?[ivx]{1,5}\)|\(?[a-z]\)|[a-z]\.(?=[ \t\u00a0]))[ \t\u00a0]*(?=\S)"
)
_LETTER = re.compile(r"((?:[A-Z]|[IVX]{2,5})[.)])[ \t\u00a0]+(?=\S)")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_TRAIL = re.compile(r"\S[^>»›|]{0,60}(?:\s[>»›]\s[^>»›|]{1,80}){1,6}")
_PAGE = re.compile(
    r"(?:page\s+\d{1,4}(?:\s*(?:of|/)\s*\d{1,4})?|[-–—|]\s*\d{1,4}\s*[-–—|]|\d{1,4}\s+of\s+\d{1,4})", re.I
)
_LEADERS = re.compile(r".{2,120}?(?:\s*\.{4,}|(?:\s\.){4,}|…{2,}|\t)\s*\d{1,4}")
_FURNITURE = re.compile(
    r"(?:skip to (?:main |the )?(?:content|navigation)|back to top|return to top|print this page|share(?: this page)?"
    r"|download (?:as )?pdf|accept (?:all )?cookies|reject (?:all )?cookies|cookie settings|manage cookies"
    r"|toggle (?:menu|navigation)|open menu|close menu|menu|search|read more|expand all|collapse all|show all)[.:]?",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?\s+)?(?:\d{1,2}(?:st|nd|rd|th)?\s+)?"
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|spring|summer|autumn|winter)\s+(?:\d{1,2},\s*)?\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}(?:\s*[-–/]\s*"
    r"\d{2,4})?",
    re.IGNORECASE,
)
_ADDRESS = re.compile(
    r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b|@\w|https?://|\bwww\.|^\d+[a-z]?\s+[A-Z]\w+(?:\s\w+)*\s"
    r"(?:Street|Road|Square|Lane|Avenue|Place|Way|House|Court|Quay|Row)\b|^(?:Tel|Telephone|Email|E-mail|Fax|Phone)\b",
)
_LABEL = re.compile(r"[A-Z][^.:;!?]{0,60}:\s+\S")

_NEVER_LAST = frozenset(["of", "the", "a", "an", "to", "and", "or", "for", "with", "by", "from", "that", "our", "its"])
"""Words that no line ends in but one that goes on."""
_OPEN_ENDS = """to for by over with that which who will would should must can could may include includes including
    are is was were as of on in at from and or following want wants need needs seek seeks propose proposes call calls
    asks request requests recommend recommends be through we they it"""
_OPEN_END = frozenset(_OPEN_ENDS.split())
_FINITE = re.compile(
    r"\b(?:will|would|shall|should|must|can|could|may|might|is|are|was|were|has|have|had|does|do|did|be|been|being"
    r"|wants?|needs?|seeks?|requires?|includes?|remains?|becomes?|means?|matters?)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(r"(?:what|how|why|where|who|when|which)\b", re.IGNORECASE)
_ROLE_NOUN = (
    "asks?|requests?|needs?|requirements?|roles?|offers?|contributions?|responsibilit(?:y|ies)|commitments?|proposals?"
    "|demands?|priorit(?:y|ies)|ambitions?|aims?|objectives?|partnerships?|changes?|recommendations?"
)
_NOMINAL = re.compile(rf"(?:(?:the|our|their|its|key|main|six|five|four|three|ten)\s+){{0,3}}(?:{_ROLE_NOUN})\b", re.I)
_CONTACT = re.compile(
    rf"the\s+(?:\w+\s+){{0,2}}(?:{_ROLE_NOUN}|powers|funding|support|help|things|actions|steps|part|parts)\s+"
    r"(?:(?:that|which|who|whom)\s+)?(?:our|we|its|their|they|the|local|regional|each|other|different)\b",
    re.IGNORECASE,
)


def bullet(line: str) -> tuple[str, int] | None:
    """The mark that a line begins with ("-", "•") and where its words begin; None where there is none."""
    found = _BULLET.match(line)
    # "-40 %" and "– ed." aside, a mark is followed by words
    return (line[: found.end()].strip(), found.end()) if found and len(line) > found.end() else None


def circle(line: str) -> tuple[str, int] | None:
    """The letter "o" as a bullet, which word processors leave behind."""
    found = _CIRCLE.match(line)
    return ("o", found.end()) if found else None


def number(line: str) -> tuple[str, int] | None:
    """The number or letter that a line begins with ("1.", "(a)", "2.3", "iv)") and where its words begin."""
    found = _NUMBER.match(line)
    if not found or re.match(r"\d+\.\d+\s*(?:%|per cent|million|billion|bn|m\b|years?)", line):
        return None
    return line[: found.end()].strip(), found.end()


def letter(line: str) -> tuple[str, int] | None:
    """The capital letter or Roman number that a line begins with ("A.", "IV)"). "A. Smith" begins with one too."""
    found = _LETTER.match(line)
    return (found[1], found.end()) if found else None


def follows(marker: str, markers: frozenset[str]) -> bool:
    """Whether a letter or Roman number has the one before or after it among `markers`, as those of a list do."""
    bare, end = marker[:-1], marker[-1]
    near = {chr(ord(bare) - 1), chr(ord(bare) + 1)} if len(bare) == 1 else set()
    if bare in _ROMAN:
        at = _ROMAN.index(bare)
        near |= set(_ROMAN[max(0, at - 1) : at + 2]) - {bare}
    return any(f"{each}{end}" in markers for each in near)


def depth(marker: str) -> int:
    """Depth of an outline number: "2" is 1, "2.3" is 2."""
    return len([part for part in marker.strip("().").split(".") if part])


def mark_kind(marker: str) -> str:
    """What makes marks those of one list: all numbers of one depth are alike, and so are letters; "(1)" is not "1."."""
    bare = marker.strip("().")
    if not bare or not bare[0].isalnum() or marker == "o":
        return marker
    kind = "number" if bare[0].isdigit() else "capital" if bare[0].isupper() else "letter"
    return f"{kind} {depth(marker)} {marker[0] == '('} {marker[-1] == ')'}"


def trail(line: str) -> bool:
    """Whether a line is a breadcrumb trail ("Home > Plans > Our plan")."""
    return bool(_TRAIL.fullmatch(line)) and not line.endswith((".", ":", ";"))


def page_number(line: str) -> bool:
    """Whether a line is the number of a page, said as one ("Page 3 of 9", "- 3 -")."""
    return bool(_PAGE.fullmatch(line))


def contents_line(line: str) -> bool:
    """Whether a line is an entry of a table of contents: words, a row of dots or a tab, a number."""
    return bool(_LEADERS.fullmatch(line)) and not line.startswith("£")


def furniture(line: str) -> bool:
    """Whether a line is a web page's own ("Skip to content", "Back to top")."""
    return bool(_FURNITURE.fullmatch(line))


def dated(line: str) -> bool:
    """Whether a line is a date and nothing else."""
    return bool(_DATE.fullmatch(line.rstrip(".")))


def address(line: str) -> bool:
    """Whether a line belongs to a postal or web address, or a telephone number."""
    return bool(_ADDRESS.search(line))


def label(line: str) -> bool:
    """Whether a line is "Label: text"."""
    return bool(_LABEL.match(line))


def lead_in(line: str) -> bool:
    """Whether a line ending in a colon opens a sentence that its list completes ("We want control over:")."""
    if not line.endswith(":"):
        return False
    last = line[:-1].split()[-1:] or [""]
    return (
        len(line.split()) > 10 or last[0].lower() in _OPEN_END or bool(_FINITE.search(line) and not _ASKING.match(line))
    )


def functional(line: str) -> bool:
    """Whether a line is the name of a part of a text although it ends in a full stop.

    Near miss: "What we need is clarity." and "Our partners will help." are sentences.
    """
    words = line.rstrip(" .?:").split()
    if not 2 <= len(words) <= 16 or "," in line or ". " in line:
        return False
    body = line.rstrip(" .?:")
    if _ASKING.match(body):
        return not re.search(r"\b(?:is|are|was|were|means|matters)\b", body) or line.endswith("?")
    finite = len(_FINITE.findall(_NOMINAL.sub(" ", body, count=1)))
    return bool(_CONTACT.match(body) and finite <= 1) or bool(_NOMINAL.match(body) and finite == 0)


def heading(line: str) -> bool:
    """Whether a line standing alone looks like a heading: short, a name rather than a sentence."""
    words = line.split()
    if not words or len(line) > 140 or not any(character.isalpha() for character in line) or _no_name(line):
        return False
    if line[-1] in ".?":
        return functional(line) if line[-1] == "." else len(words) <= 16
    named = line[0].isupper() or line[0].isdigit()
    if line[-1] == ":":
        return named and len(words) <= 10 and not lead_in(line)
    return named and len(words) <= 14 and line[-1] not in ",;!…-–"


def _no_name(line: str) -> bool:
    """Whether a line, short as it may be, is a date, an address, a quotation, a greeting, or a piece of a sentence."""
    return (
        dated(line)
        or address(line)
        or label(line)
        or unfinished(line)
        or line[0] in "\"“‘'(£"
        or bool(re.match(r"(?:dear|yours)\b", line, re.IGNORECASE))
        or bool(re.search(r"[a-z)][.!?] [A-Z]", line))
    )


def unfinished(line: str) -> bool:
    """Whether a line ends in mid-phrase ("six asks of"), so that the next one goes on with it."""
    return line.rpartition(" ")[2].lower() in _NEVER_LAST and not line.endswith((", and", ", or", "; and", "; or"))


def capitals(line: str) -> bool:
    """Whether a line is all in capitals, and long enough for that to be meant."""
    letters = [character for character in line if character.isalpha()]
    return len(letters) >= 4 and all(character.isupper() for character in letters)
