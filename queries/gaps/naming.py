"""How names stand in a sentence."""

import re
from collections.abc import Sequence

_ARTICLE = re.compile(
    r"^(?:Department|Ministry|UK Government|Home Office|Cabinet Office|Foreign|British|National|Treasury)\b"
    r"|\b(?:Authority|Agency|Bank|Fund|Commission|Office|Board|Alliance|Executive|Commissioner)$"
)


def listed(names: Sequence[str], last: str = "and") -> str:
    """Names as a sentence lists them: A, B and C."""
    return f" {last} ".join(filter(None, (", ".join(names[:-1]), names[-1]))) if names else ""


def with_article(names: Sequence[str], last: str = "and") -> str:
    """Names of bodies as a sentence lists them: the Department for Transport and Homes England."""
    return listed([f"the {name}" if _ARTICLE.search(name) else name for name in names], last)
