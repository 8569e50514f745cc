"""How names of bodies stand in a sentence."""

import re
from collections.abc import Sequence

from queries.gaps.grouping import listed

_ARTICLE = re.compile(
    r"^(?:Department|Ministry|UK Government|Home Office|Cabinet Office|Foreign|British|National|Treasury)\b"
    r"|\b(?:Authority|Agency|Bank|Fund|Commission|Office|Board|Alliance|Executive|Commissioner)$"
)


def with_article(names: Sequence[str]) -> str:
    """Names as a sentence lists them: the Department for Transport and Homes England."""
    return listed([f"the {name}" if _ARTICLE.search(name) and not name.startswith("HM ") else name for name in names])
