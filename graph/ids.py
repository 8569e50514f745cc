"""Deterministic ids: the same words in the same place give the same id, on every machine and in every run."""

import hashlib
import re
import unicodedata

_SLUG_LENGTH = 40
_ASCII_WORDS = re.compile(r"[a-z0-9$%]+")


def normalise(words: str) -> str:
    """Words with letter case, spacing, punctuation, dash and quotation-mark variants made neutral.

    Letters and digits of any script are kept, with the vowel signs and accents written on them, so that names in
    other alphabets stay apart. Soft hyphens, zero-width characters and marks of direction are as if not there.
    """
    if words.isascii():
        return " ".join(_ASCII_WORDS.findall(words.lower()))
    seen = "".join(ch for ch in words if unicodedata.category(ch) != "Cf")
    plain = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", seen).casefold())
    kept: list[str] = []
    for ch in plain:
        word = ch.isalnum() or ch in "£€$%" or (kept and kept[-1] != " " and unicodedata.category(ch).startswith("M"))
        kept.append(ch if word else " ")
    return " ".join("".join(kept).split())


def slug(words: str, length: int = _SLUG_LENGTH) -> str:
    """Words as a readable part of an id: ASCII letters, digits and hyphens, at most `length` characters."""
    plain = unicodedata.normalize("NFKD", words).encode("ascii", "ignore").decode().lower().replace("&", " and ")
    parts = re.sub(r"['’]", "", plain)
    joined = "-".join(re.findall(r"[a-z0-9]+", parts))
    if len(joined) <= length:
        return joined
    return joined[: length + 1].rsplit("-", 1)[0][:length]


def digest(first: str, *others: str) -> str:
    """A short hash of several strings, in which no two different lists of strings run together."""
    joined = "\x1f".join(part.replace("\x1e", "\x1e0").replace("\x1f", "\x1e1") for part in (first, *others))
    return hashlib.sha256(joined.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def plan_id(title: str, publisher: str | None = None, edition: str | None = None) -> str:
    """The id of a plan: its title and publisher, and its edition where one is named (design: a plan is no file)."""
    known_by = digest(normalise(title) or title, normalise(publisher or ""))
    base = f"{slug(title) or 'plan'}-{known_by[:6]}"
    return f"{base}@{_edition_mark(edition)}" if edition else base


def _edition_mark(edition: str) -> str:
    """The label of an edition in an id: readable, and a hash besides where the readable part leaves something out."""
    readable, words = slug(edition), normalise(edition) or edition
    if readable.replace("-", " ") == words:
        return readable
    return f"{readable}-{digest(words)[:6]}" if readable else digest(words)[:6]


def node_id(plan: str, label: str, heading_path: tuple[str, ...], words: str, repeat: int = 0) -> str:
    """The id of what a plan says: the plan, the kind of thing, where it stands, its words, and the n-th repeat."""
    place = [normalise(heading) for heading in heading_path]
    mark = digest(label, *place, normalise(words) or words, str(repeat))
    readable = slug(words)
    return f"{plan}/{label.lower()}/{readable + '-' if readable else ''}{mark}"
