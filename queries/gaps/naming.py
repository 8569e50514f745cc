"""How names and days stand in a sentence."""

import re
from collections.abc import Sequence
from datetime import date

_ARTICLE = re.compile(
    r"^(?:Department|Ministry|UK Government|Home Office|Cabinet Office|Foreign|British|National|Treasury)\b"
    r"|\b(?:Authority|Agency|Bank|Fund|Commission|Office|Board|Alliance|Executive|Commissioner)$"
)

_MONTH_OR_DAY = re.compile(r"\d{4}-\d{2}(-\d{2})?", re.ASCII)


def listed(names: Sequence[str], last: str = "and") -> str:
    """Names as a sentence lists them: A, B and C."""
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def with_article(names: Sequence[str], last: str = "and") -> str:
    """Names of bodies as a sentence lists them: the Department for Transport and Homes England."""
    return listed([f"the {name}" if _ARTICLE.search(name) else name for name in names], last)


def said(day: str) -> str:
    """A day, a month or a year as people write it; anything else as it is written."""
    if not _MONTH_OR_DAY.fullmatch(day):
        return day
    try:
        found = date.fromisoformat((day + "-01")[:10])
    except ValueError:
        return day
    return f"{found.day} {found:%B %Y}" if len(day) == 10 else f"{found:%B %Y}"


def when(day: str) -> str:
    """On a day, in a month, in a year."""
    return f"{'on' if len(day) == 10 else 'in'} {said(day)}"
