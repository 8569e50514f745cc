"""Deterministic ids: the same words in the same place give the same id, on every machine and in every run."""

import hashlib
import re
import unicodedata

_SLUG_LENGTH = 40


def normalise(words: str) -> str:
    """Words with letter case, spacing, punctuation, dash and quotation-mark variants made neutral.

    Letters and digits of any script are kept, so that names in other alphabets stay apart.
    """
    plain = unicodedata.normalize("NFKC", words).casefold()
    kept = "".join(ch if ch.isalnum() or ch in "£€$%" else " " for ch in plain)
    return " ".join(kept.split())


def slug(words: str, length: int = _SLUG_LENGTH) -> str:
    """Words as a readable part of an id: ASCII letters, digits and hyphens, at most `length` characters."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower().replace("&", " and ")
    parts = re.sub(r"['’]", "", plain)
    joined = "-".join(re.findall(r"[a-z0-9]+", parts))
    if len(joined) <= length:
        return joined
    return joined[: length + 1].rsplit("-", 1)[0][:length]


def digest(*parts: str) -> str:
    """A short hash of several strings, in which no two different lists of strings run together."""
    joined = "\x1f".join(parts)
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def plan_id(title: str, publisher: str | None = None, edition: str | None = None) -> str:
    """The id of a plan: its title and publisher, and its edition where one is named (design: a plan is no file)."""
    known_by = [normalise(title), normalise(publisher or "")]
    base = f"{slug(title) or 'plan'}-{digest(*known_by)[:6]}"
    return f"{base}@{slug(edition) or digest(edition)}" if edition else base


def node_id(plan: str, label: str, heading_path: tuple[str, ...], words: str, repeat: int = 0) -> str:
    """The id of what a plan says: the plan, the kind of thing, where it stands, its words, and the n-th repeat."""
    place = [normalise(heading) for heading in heading_path]
    mark = digest(label, *place, normalise(words) or words, str(repeat))
    readable = slug(words)
    return f"{plan}/{label.lower()}/{readable + '-' if readable else ''}{mark}"
