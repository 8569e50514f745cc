"""Which edition of a plan is the later one."""

import re
from collections.abc import Mapping
from typing import Any


def rank(edition: Mapping[str, Any]) -> tuple[str, str, str]:
    """What editions are sorted by, earliest first: date of publication, then label, then id."""
    date = edition.get("published_on") or edition.get("published_not_before") or ""
    label = (edition.get("edition") or "").casefold()
    return date, re.sub(r"\d+", lambda number: number[0].zfill(12), label), edition["id"]
