"""Why a name was taken to mean a body, in words a person can check."""

from loaders.mentions import Mention
from loaders.names import is_short, key
from loaders.register import Claim, register
from loaders.rules import RULES
from loaders.sentences import one_line

_PLAIN = {
    "name-register": "full name",
    "name-register-short": "abbreviation",
    "name-register-alias": "another name of it",
    "name-introduced": "short form that the plan itself introduces",
    "name-short-form": "short for a full name that the plan gives",
    "name-shape": "capitalised words around a noun for a body",
    "name-brand": "name of the form “Transport for …” or “Visit …”",
    "name-government": "general word for the UK Government",
    "name-office": "office with the definite article",
    "name-minister": "minister, who speaks for the department",
    "name-group": "plural noun for bodies, where partners stand",
    "name-listed": "capitalised words where partners stand",
    "name-each-of": "one noun over several places",
    "name-place": "place, where partners stand",
    "correction": "decided by a person",
}


def explain(mention: Mention, text: str, day: str | None = None) -> str:
    """Why a mention means its body, such as “DfE: abbreviation; only one body bears it”.

    Args:
        mention: a place that names a body.
        text: the text of the document it stands in.
        day: the plan's date, which decides between a body and its successor.
    """
    body = mention.body.key if mention.body.registered else None
    return explain_name(text[mention.start : mention.end], mention.rule, mention.confidence, body, day)


def explain_name(written: str, rule: str, confidence: str, body: str | None, day: str | None = None) -> str:
    """The same for a name as written, the rule that read it, and the register's id of the body it means, if any."""
    name = one_line(written)
    how = _PLAIN.get(rule) or (RULES[rule].fact.rstrip(".") if rule in RULES else rule)
    parts = [how, _bearers(name, body, day)]
    if confidence != "high":
        parts.append(f"{confidence} confidence")
    return f"{name}: {'; '.join(part for part in parts if part)}"


def _bearers(name: str, body: str | None, day: str | None) -> str:
    """How many bodies of the register bear a name, and which of them is meant."""
    claims = claims_on(name)
    ids = dict.fromkeys(claim.record.id for claim in claims)
    if body is None:
        return "in no register" if not ids else ""
    record = register().records.get(body)
    meant = record.name if record is not None else body
    if not ids:
        return f"read as {meant}"
    if ids.keys() == {body}:
        return "only one body bears it"
    others = len(ids) - 1
    why = (
        f"the one of {day}"
        if day and any(not claim.record.on(day) for claim in claims)
        else "as the plan’s words fit it"
    )
    return f"{others + 1} bodies bear it; read as {meant}, {why}"


def claims_on(name: str) -> tuple[Claim, ...]:
    """Every claim of a body of the register on a name."""
    known = register()
    return known.names.get(key(name), ()) or (known.short.get(name, ()) if is_short(name) else ())
