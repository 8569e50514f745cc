"""What the frame of a web page leaves in text copied from it: cookie notices, menus, links after the last word.

Only whole lines count, and only where the page's own words show that it was copied from a page: a heading "Contact" in
a plan is a heading.
"""

import re

from loaders.layout import Line
from loaders.line_shapes import furniture, trail

_NOTICE = re.compile(
    r"(?:we value your privacy|your privacy(?: matters)?|cookies? (?:on|and) (?:this|our|your)\b.{0,60}"
    r"|(?:about|our|manage|your) cookies|cookie (?:policy|preferences|notice|settings|consent))[.:]?",
    re.IGNORECASE,
)
_NOTICE_SENTENCE = re.compile(
    r"\b(?:this (?:web)?site|our (?:web)?site|we|by clicking|by continuing|gov\.uk)\b.*\bcookies\b"
    r"|\bcookies\b.*\b(?:this (?:web)?site|our (?:web)?site|you agree|your (?:experience|consent|device))\b",
    re.IGNORECASE,
)
_BUTTON = re.compile(
    r"(?:(?:accept|reject|allow|decline|refuse|essential|agree|ok|got it|view|manage|change|more)"
    r"(?: (?:all|only|additional|optional|essential|cookies|settings|options|preferences|choices|information|to all))*"
    r"|accept|reject|settings|preferences|hide this message|learn more)[.!]?",
    re.IGNORECASE,
)
_MENU = re.compile(
    r"(?:home(?:page)?|about(?: us)?|who we are|what we do|our (?:work|campaigns|people|services|story|news|team)"
    r"|news(?: (?:and|&) (?:events|media|views))?|press(?: (?:office|releases?|room))?|media(?: centre)?|blogs?|events"
    r"|contact(?: us)?|search|menu|log ?in|sign ?in|register|my account|careers|jobs|vacancies|donate|join us"
    r"|get involved|publications|resources|accessibility|privacy(?: policy)?|cookies"
    r"|site ?map|help|faqs?|cymraeg|english"
    r"|skip to .{3,30}|(?:a-z|topics|departments|worldwide|services|get help))",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:(?:page )?(?:last )?(?:updated|reviewed|modified|edited))(?: on)?:?\s+(?P<date>.{3,30})", re.I
)
_DAY = re.compile(
    r"\d{1,2}(?:st|nd|rd|th)?\s+(?:january|february|march|april|may|june|july|august|september|october|november"
    r"|december)|(?:today|yesterday)|\d+ (?:minutes|hours|days|weeks|months|years) ago",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"(?:related (?:pages?|content|links?|articles?|news|documents?|stories|information|topics)|you may also (?:like|be"
    r" interested in)|see also|more (?:from|on|in|like) .{2,40}|read next|follow us(?: on)?.{0,20}|connect with us"
    r"|share (?:this|on)\b.{0,30}|sign up (?:to|for) .{3,40}|subscribe.{0,30}|explore the topic|in this section"
    r"|is this page useful|was this page helpful|contents of this page|quick links|useful links)[?:.]?",
    re.IGNORECASE,
)
_SOCIAL = re.compile(
    r"(?:facebook|linked ?in|twitter|x(?: \(formerly twitter\))?|instagram|you ?tube|whatsapp|bluesky|threads|tiktok"
    r"|e-?mail|print|flickr|rss|mastodon)",
    re.IGNORECASE,
)
_RIGHTS = re.compile(r"(?:©|\(c\)\s|copyright\b|crown copyright\b|all rights reserved)", re.IGNORECASE)
_BELOW_TITLE = re.compile(r"(?:share|print|download|listen|read more|expand|collapse|show all)\b", re.IGNORECASE)
"""Furniture that stands under a page's title, so that no menu reaches as far."""
_HEAD = 60
"""Full lines in which a page's head may stand."""


def page_frame(lines: list[Line]) -> dict[int, str]:
    """Index of each line of a copied page's frame, with what it is."""
    full = [index for index, line in enumerate(lines) if not line.blank]
    found = _notices(lines, full)
    found |= _menus(lines, full, found)
    found |= _tail(lines, full)
    return found | {at: "web page furniture" for at in full if updated(lines[at].text)}


def updated(line: str) -> bool:
    """Whether a line says when a page was changed, without a year. With one it may be the plan's date and stays."""
    match = _UPDATED.fullmatch(line)
    return match is not None and bool(_DAY.fullmatch(match["date"].strip(" .")))


def _notices(lines: list[Line], full: list[int]) -> dict[int, str]:
    """Cookie notices at either end: their title, what they say, and their buttons."""
    found: dict[int, str] = {}
    ends = full[:_HEAD] + full[-20:]
    for place, at in enumerate(ends):
        text = lines[at].text
        if (
            _NOTICE.fullmatch(text)
            or (len(text.split()) <= 60 and _NOTICE_SENTENCE.search(text))
            or (place and ends[place - 1] in found and all(_BUTTON.fullmatch(part) for part in _parts(text)))
        ):
            found[at] = "cookie notice"
    # "We value your privacy" alone, with no cookies near it, may be anything
    return found if any("cookie" in lines[at].text.lower() for at in found) else {}


def _parts(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"\t|\s[|/·•]\s|\s{3,}", text) if part.strip()]


def _menus(lines: list[Line], full: list[int], notices: dict[int, str]) -> dict[int, str]:
    """Runs of short lines in a page's head, from the first word of a menu (or what stands above it) to the last.

    What follows the last one (the title, most often) stays.
    """
    found: dict[int, str] = {}
    run: list[int] = []
    for at in [*full[:_HEAD], -1]:
        if at >= 0 and _short(lines[at].text) and at not in notices:
            run.append(at)
            continue
        known = [place for place, each in enumerate(run) if _menu_word(lines[each].text)]
        if len(known) >= 3 or (len(known) >= 2 and len(run) >= 3 and (notices or _anchored(lines, run))):
            found |= dict.fromkeys(run[known[0] : known[-1] + 1], "menu")
        if at not in notices and run:
            # below the first paragraph nothing is the head of a page
            break
        run = []
    return found


def _menu_word(text: str) -> bool:
    parts = _parts(text)
    if _BELOW_TITLE.match(text):
        return False
    return furniture(text) or trail(text) or (bool(parts) and all(_MENU.fullmatch(part) for part in parts))


def _anchored(lines: list[Line], run: list[int]) -> bool:
    return any(furniture(lines[at].text) or trail(lines[at].text) for at in run)


def _short(text: str) -> bool:
    return (len(text.split()) <= 8 and text[-1] not in ".:;,?!") or trail(text) or furniture(text)


def _tail(lines: list[Line], full: list[int]) -> dict[int, str]:
    """Links and notices after a plan's last words: from "Related pages" or "Follow us" on, if only links follow."""
    last = len(full)
    opens = last
    while last and last > len(full) - 60:
        text = lines[full[last - 1]].text
        if _RIGHTS.match(text) or _SOCIAL.fullmatch(text) or _TAIL.fullmatch(text) or furniture(text):
            opens = last - 1
        elif not (_link(text) or _menu_word(text)):
            break
        last -= 1
    social = any(_SOCIAL.fullmatch(lines[at].text) or _RIGHTS.match(lines[at].text) for at in full[opens:])
    named = any(_TAIL.fullmatch(lines[at].text) or furniture(lines[at].text) for at in full[opens:])
    if len(full) - opens < 2 and not (opens < len(full) and _RIGHTS.match(lines[full[opens]].text)):
        return {}
    return dict.fromkeys(full[opens:], "links and notices of the page") if social or named else {}


def _link(text: str) -> bool:
    """Whether a line may be a link of a page's foot: a few words, and no sentence."""
    return len(text.split()) <= 12 and text[-1] not in ".;:," and not re.match(r"\W|\d+[.)]", text)
