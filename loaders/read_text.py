"""Reads plain text: headings, paragraphs, items and rows by layout alone. Offsets count in the text itself."""

import re
from itertools import pairwise

from loaders.document import Block
from loaders.layout import lines_of
from loaders.leftovers import leftovers, told
from loaders.limits import MAX_HEADING_LEVEL, MAX_ITEM_LEVEL
from loaders.line_shapes import capitals, depth, follows, functional, heading, label, mark_kind
from loaders.pieces import Piece, cut

_CLOSING = re.compile(r"(?:yours (?:sincerely|faithfully|truly|ever)|(?:kind|best|warm) (?:regards|wishes))\b", re.I)
_PART = re.compile(
    r"(?:part|chapter|section|priority|theme|annex|appendix|mission|pillar|goal|step|aim)\s+"
    r"(?:\d+|[ivx]+|[a-h]|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"(?:these |the following )?(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2})\b", re.I)
_NAMES_LIST = re.compile(
    r"\b(?:asks?|requests?|partners?|roles?|needs?|offers?|commitments?|pledges?|priorities|recommendations?|actions?"
    r"|contributions?|members)\W*:$",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"^[ \t]*>[^\n]*(?:\n[ \t]*>[^\n]*)+", re.MULTILINE)
_QUOTE_MARKS = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
_INVISIBLE = re.compile("[\u200b\u2060\u00ad\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def read_text(text: str) -> tuple[str, tuple[Block, ...], tuple[str, ...]]:
    """The text with the quote marks of e-mails blanked (so that offsets stay those of the file), its blocks, and notes.

    A lone line that begins with ">" says "more than", two running are quoted.
    """
    count = 0

    def blank(found: re.Match[str]) -> str:
        nonlocal count
        count += found[0].count("\n") + 1
        return _QUOTE_MARKS.sub(lambda marks: marks[0].replace(">", " "), found[0])

    text = _QUOTED.sub(blank, text)
    blocks, notes = blocks_of(text)
    return text, blocks, notes + ((f"quote marks of an e-mail: {count} lines",) if count else ())


def blocks_of(text: str) -> tuple[tuple[Block, ...], tuple[str, ...]]:
    """The blocks of a plain text, and what was set aside, in words."""
    lines = lines_of(text)
    junk = leftovers(lines)
    pieces = cut(text, lines, frozenset(junk))
    _number_headings(pieces)
    _letter(pieces)
    _bare_lists(pieces)
    _label_headings(pieces)
    _lead_ins(pieces)
    _candidates(pieces)
    _heading_levels(pieces)
    notes = told(junk, lines)
    if hidden := len(_INVISIBLE.findall(text)):
        notes += (f"invisible characters left in the text: {hidden} (zero-width, soft hyphen or direction marks)",)
    return tuple(_blocks(pieces)), notes


def _number_headings(pieces: list[Piece]) -> None:
    """Decide which numbered lines head a part, which are items and which are numbered paragraphs."""
    listed: dict[str, int] = {}
    """Kinds of numbers of the lists that are open, each with its last number."""
    for index, piece in enumerate(pieces):
        before = pieces[index - 1] if index else None
        after = pieces[index + 1] if index + 1 < len(pieces) else None
        if piece.kind != "numbered":
            if piece.kind != "item" and not piece.loose:
                listed.clear()
            continue
        kind, count = mark_kind(piece.marker), _count(piece.marker)
        goes_on = listed.get(kind) == count - 1 or bool(
            before and before.kind in ("paragraph", "candidate") and before.text.endswith(":")
        )
        outline = (piece.marker[:1].isdigit() or piece.marker[:1].isupper()) and not piece.marker.endswith(")")
        deep = outline and depth(piece.marker) > 1
        beside = any(_sibling(piece, other) for other in (before, after))
        if outline and after and not goes_on and heading(piece.text) and not beside:
            piece.kind = "heading"
            listed.clear()
        elif deep and piece.text.endswith((".", ":")) and len(piece.text.split()) > (25 if beside else 3):
            piece.kind = "paragraph"
            listed.clear()
        else:
            piece.kind = "item"
            listed[kind] = count


def _count(marker: str) -> int:
    last = marker.strip("().").rpartition(".")[2]
    if last.isdigit():
        return int(last)
    return ord(last) if len(last) == 1 else -1


def _sibling(piece: Piece, other: Piece | None) -> bool:
    """Whether two neighbours are numbered alike, so that they are one list."""
    if other is None or not other.marker:
        return False
    if piece.marker[:1].isupper():
        return follows(piece.marker, frozenset([other.marker]))
    return mark_kind(other.marker) == mark_kind(piece.marker)


def _letter(pieces: list[Piece]) -> None:
    """What stands above "Dear …" and below "Yours sincerely" is address and signature, not headings."""
    for index, piece in enumerate(pieces[:40]):
        if piece.kind == "row":
            continue
        if re.match(r"dear\b", piece.text, re.IGNORECASE) and len(piece.text.split()) <= 12:
            piece.kind = "paragraph"
            for above in pieces[:index]:
                if above.kind == "candidate":
                    above.kind = "paragraph"
            break
    for index, piece in enumerate(pieces):
        if piece.kind != "row" and _CLOSING.match(piece.text) and len(piece.text.split()) <= 4:
            piece.kind = "paragraph"
            for below in pieces[index + 1 : index + 7]:
                if below.kind != "candidate" or functional(below.text):
                    break
                below.kind = "paragraph"


def _bare_lists(pieces: list[Piece]) -> None:
    """Lines after a lead-in that lost their bullets: closed by semicolons or commas, or by a blank line."""
    for index, piece in enumerate(pieces):
        if piece.kind not in ("paragraph", "candidate") or not piece.text.endswith(":"):
            continue
        end = index + 1
        while end < len(pieces) and _bare(pieces[end], first=end == index + 1):
            end += 1
        listed = pieces[index + 1 : end]
        stop = 0
        while stop < len(listed) and re.search(r"[;,]$|[;,] (?:and|or)$", listed[stop].text):
            stop += 1
        if stop:
            chosen = listed[: stop + 1]
        elif len(listed) >= 2 and all(each.kind == "candidate" or len(each.text.split()) <= 25 for each in listed):
            closed = end == len(pieces) or pieces[end].gap
            chosen = listed if closed else _before_heading(listed)
        else:
            continue
        if piece.kind == "candidate" and chosen:
            piece.kind = "paragraph"
        for each in chosen:
            each.kind = "item"


def _bare(piece: Piece, *, first: bool) -> bool:
    return (
        piece.kind in ("candidate", "paragraph")
        and (first or not piece.gap)
        and not piece.text.endswith(":")
        and not functional(piece.text)
        and len(piece.text.split()) <= 40
    )


def _before_heading(listed: list[Piece]) -> list[Piece]:
    """Of lines with no blank line after them, those that cannot be the heading of what follows."""
    chosen = [each for each in listed if each.kind == "candidate"]
    return chosen[:-1] if len(chosen) == len(listed) and len(chosen) >= 4 else []


def _lead_ins(pieces: list[Piece]) -> None:
    """A line ending in a colon right before a list introduces it ("Three things:"), unless it names a part.

    Near miss: "Our asks:" and "Delivery partners:" name what the list holds, and stand as headings.
    """
    for piece, after in pairwise(pieces):
        if piece.kind == "candidate" and piece.text.endswith(":") and after.kind in ("item", "numbered"):
            counted = bool(_COUNTED.match(piece.text))
            named = functional(piece.text) or bool(_NAMES_LIST.search(piece.text)) or capitals(piece.text)
            if counted or not named:
                piece.kind = "paragraph"


def _label_headings(pieces: list[Piece]) -> None:
    """A "Part 2: …" heads a part, and so does a short "Name: more of the name" that stands between blank lines."""
    for index, piece in enumerate(pieces[:-1]):
        short = piece.kind == "paragraph" and not piece.loose and len(piece.text.split()) <= 12
        if not short or piece.text[-1] in ".,;:" or not label(piece.text):
            continue
        after = pieces[index + 1]
        alone = piece.gap and after.gap and not label(after.text) and not (index and label(pieces[index - 1].text))
        if _PART.match(piece.text) or (alone and after.kind in ("paragraph", "candidate") and not after.loose):
            piece.kind = "candidate"


def _candidates(pieces: list[Piece]) -> None:
    """Lines shaped like headings are headings when something follows that they can head."""
    index = 0
    while index < len(pieces):
        end = index
        while end < len(pieces) and pieces[end].kind == "candidate":
            end += 1
        run = pieces[index:end]
        for place, piece in enumerate(run):
            edge = place == 0 or place == len(run) - 1
            heads = end < len(pieces) and (len(run) <= 3 or edge or functional(piece.text) or capitals(piece.text))
            if len(run) > 3 and place + 1 < len(run) and functional(run[place + 1].text):
                heads = end < len(pieces)
            piece.kind = "heading" if heads else "paragraph"
        index = max(end, index + 1)


def _heading_levels(pieces: list[Piece]) -> None:
    headings = [piece for piece in pieces if piece.kind == "heading"]
    if not headings:
        return
    title = headings[0] if pieces[0] is headings[0] and not headings[0].marker else None
    rest = [piece for piece in headings if piece is not title]
    underlined = any(piece.underline for piece in rest)
    caps = any(_caps(piece) for piece in rest)
    top = 1 if underlined and any(piece.underline == "=" for piece in rest) else 2
    numbered = any(piece.marker[:1].isdigit() or _PART.match(piece.text) for piece in rest)
    under = _cards(pieces)
    for piece in rest:
        if piece.underline:
            level = 1 if piece.underline == "=" else 2
        elif piece.marker[:1].isdigit():
            level = top + underlined + caps + depth(piece.marker) - 1
        elif _caps(piece):
            level = top + underlined
        elif piece.number:
            # a card of a numbered set: under the heading right above the set, else like any other
            level = top + underlined + caps + (numbered and not _PART.match(piece.text)) + under[id(piece)]
        else:
            level = top + underlined + caps + (numbered and not _PART.match(piece.text))
        piece.level = min(level, MAX_HEADING_LEVEL)
    if title:
        title.level = 1


def _cards(pieces: list[Piece]) -> dict[int, bool]:
    """Of headings numbered by a line of their own: whether their set opens right below another heading."""
    under: dict[int, bool] = {}
    inside = False
    for before, piece in pairwise([None, *pieces]):
        if piece is None or piece.kind != "heading":
            continue
        if piece.number == "1" or not under:
            inside = before is not None and before.kind == "heading" and not before.number
        under[id(piece)] = bool(piece.number) and inside
    return under


def _caps(piece: Piece) -> bool:
    """Whether a heading is in capitals, or has a capital letter or Roman number before it."""
    return not piece.underline and (piece.marker[:1].isupper() or (capitals(piece.text) and not piece.marker))


def _blocks(pieces: list[Piece]) -> list[Block]:
    blocks: list[Block] = []
    open_items: list[tuple[int, str, int]] = []
    """Indent, kind of mark and index of the items that a next one may belong to."""
    for piece in pieces:
        level, parent = piece.level, None
        if piece.kind == "item":
            open_items = _parents(open_items, piece)
            parent = open_items[-1][2] if open_items else None
            level = min(len(open_items), MAX_ITEM_LEVEL)
            open_items.append((piece.indent, mark_kind(piece.marker), len(blocks)))
        elif piece.loose and open_items:
            parent, level = open_items[-1][2], len(open_items) - 1
        else:
            open_items = []
        kind = piece.kind if piece.kind in ("heading", "item", "row") else "paragraph"
        blocks.append(
            Block(
                kind,
                piece.start,
                piece.end,
                level,
                piece.marker if kind == "item" else "",
                parent,
                piece.cells,
                piece.header,
                line=piece.line,
            )
        )
    return blocks


def _parents(open_items: list[tuple[int, str, int]], piece: Piece) -> list[tuple[int, str, int]]:
    """The open items that `piece` stands under: those further left, or, at one indent, with another mark before it."""
    mark = mark_kind(piece.marker)
    kept = [item for item in open_items if item[0] < piece.indent]
    same = [item for item in open_items if item[0] == piece.indent]
    for place, item in enumerate(same):
        if item[1] == mark:
            return kept + same[:place]
    return kept + same if open_items and same and same[-1] is open_items[-1] else kept
