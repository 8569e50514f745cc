"""The corrections file of a plan: how it is read and checked."""

import re
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import Any

from graph.errors import CorrectionsError, choices
from loaders.corrections_format import ACTIONS, ADDS, KINDS, LINKS, UPDATE, WAIVER, Form, Key
from loaders.decisions import Corrections, Entry
from loaders.marked_yaml import LARGEST, Listing, Mapping, Text, Value, parse

_SHOWN = 5
_PARTS = ("corrections", "waivers", "updates")


def read(path: Path) -> Corrections:
    """A corrections file, checked.

    Raises:
        CorrectionsError: it is not there, cannot be read, or says something that cannot be used.
    """
    try:
        with path.open("rb") as file:
            content = file.read(4 * LARGEST + 1)
    except FileNotFoundError:
        raise CorrectionsError(f"There is no corrections file {path}. Check the name given to --corrections.") from None
    except OSError as error:
        raise CorrectionsError(f"The corrections file {path} cannot be read: {error.strerror or error}.") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise CorrectionsError(
            f"{path.name}:{line}: this is not UTF-8. Save the file in UTF-8 and try again."
        ) from None
    return understand(text, path.name)


def understand(text: str, name: str) -> Corrections:
    """The text of a corrections file, checked.

    Raises:
        CorrectionsError: naming the lines that cannot be used, and what would be valid there.
    """
    return _Checker(name).file(parse(text, name))


class _Checker:
    """Checks one file and gathers what is wrong with it."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._wrong: list[tuple[int, str]] = []

    def _say(self, line: int, what: str) -> None:
        self._wrong.append((line, what))

    def file(self, root: Value | None) -> Corrections:
        parts: dict[str, list[Entry]] = {part: [] for part in _PARTS}
        if root is not None and not isinstance(root, Mapping):
            self._say(root.line, f"a corrections file begins with one of: {choices(f'{part}:' for part in _PARTS)}")
        elif root is not None:
            for part, value in root.items.items():
                if part not in _PARTS:
                    self._unknown(root.lines[part], part, _PARTS, "a corrections file")
                elif isinstance(value, Listing):
                    for item in value.items:
                        entry = self._entry(part, item)
                        if entry is not None:
                            parts[part].append(entry)
                elif not (isinstance(value, Text) and value.empty):
                    self._say(value.line, f"{part} must be a list: each entry begins with “- ”")
        if self._wrong:
            wrong = sorted(self._wrong)
            said = [f"{self._name}:{line}: {what}." for line, what in wrong[:_SHOWN]]
            more = len(wrong) - _SHOWN
            raise CorrectionsError("\n".join([*said, *([f"And {more} more."] if more > 0 else [])]))
        return Corrections(self._name, *(tuple(parts[part]) for part in _PARTS))

    def _unknown(self, line: int, key: str, valid: Iterable[str], where: str) -> None:
        from rapidfuzz import process  # noqa: PLC0415  (only for what was mistyped)

        valid = tuple(valid)
        near = process.extractOne(key, valid, score_cutoff=60)
        maybe = f" Did you mean {near[0]!r}?" if near else ""
        self._say(line, f"{where} has no key {key!r}.{maybe} Its keys are: {choices(valid)}")

    def _entry(self, part: str, item: Value) -> Entry | None:
        before = len(self._wrong)
        if not isinstance(item, Mapping):
            self._say(item.line, f"an entry of {part} is a group of “key: value” lines")
            return None
        if part == "corrections":
            action = self._action(item)
            if action is None:
                return None
            form, where = ACTIONS[action], f"“{action}”"
        else:
            action = part.removesuffix("s")
            form, where = (WAIVER, "a waiver") if part == "waivers" else (UPDATE, "an update")
        values = self._values(item, form, where)
        self._about(item, form, where, values)
        self._suits(item, action, values)
        if len(self._wrong) > before:
            return None
        by, at = values.pop("by"), values.pop("at", None)
        return Entry(line=item.line, action=action, by=by, at=at, values=values)

    def _action(self, item: Mapping) -> str | None:
        given = item.items.get("action")
        if isinstance(given, Text) and given.value in ACTIONS:
            return given.value
        if given is None:
            self._say(item.line, f"a correction needs an action, one of: {choices(ACTIONS)}")
        else:
            shown = repr(given.value) if isinstance(given, Text) else "a list"
            self._say(given.line, f"there is no action {shown}; an action is one of: {choices(ACTIONS)}")
        return None

    def _values(self, item: Mapping, form: Form, where: str) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for name, value in item.items.items():
            if name == "action" and form not in (WAIVER, UPDATE):
                continue
            key = Key("text") if name in form.about else form.keys.get(name)
            if key is None:
                self._unknown(item.lines[name], name, form.all_keys, where)
                continue
            found = self._value(name, key, value)
            if found is not None:
                values[name] = found
        for name, key in form.keys.items():
            if key.needed and name not in item.items:
                self._say(item.line, f"{where} needs the key {name!r}")
        return values

    def _about(self, item: Mapping, form: Form, where: str, values: dict[str, Any]) -> None:
        given = [name for name in form.about if name in item.items]
        known = (*form.all_keys, "action")
        if len(given) > 1:
            self._say(item.lines[given[1]], f"{where} is about one thing, and this one names {choices(given)}")
        elif form.about and not given and not form.optional and not [name for name in item.items if name not in known]:
            # beside a key that is misspelt it would be said twice
            self._say(item.line, f"{where} says what it is about by one of: {choices(form.about)}")

    def _suits(self, item: Mapping, action: str, values: dict[str, Any]) -> None:
        """What goes together only for some targets."""
        if len(values.get("names", "..")) < 2 and not values.get("all plans"):
            self._say(item.lines["names"], "'names' must list two names or more: [first name, second name]")
        about = next(
            (kind for kind in ("ask", "role", "priority", "instrument", "organisation") if kind in values), None
        )
        if about is None:
            return
        if action == "add":
            self._only(item, about, [*ADDS["ask"], *ADDS["role"]], ADDS[about], "an added")
            if about == "role" and not values.get("partner"):
                self._say(item.line, "an added role needs its partner: who does it")
        if action in ("accept", "reject"):
            links = LINKS.get(about, ())
            self._only(item, about, [link for group in LINKS.values() for link in group], links, f"“{action}” of the")
            if action == "reject" and not any(link in values for link in links):
                self._say(item.line, f"“reject” needs one of: {choices(links)} (to remove the {about} itself: drop)")
        if "partner" in values and about != "role":
            self._say(item.lines["partner"], "only a role has a partner")
        if action in ("kind", "add"):
            self._kinds(item, action, about, values)

    def _kinds(self, item: Mapping, action: str, about: str, values: dict[str, Any]) -> None:
        if action == "kind":
            if "kind" not in values and "specificity" not in values:
                self._say(item.line, "“kind” needs the key 'kind' (or 'specificity', of an organisation)")
            if "specificity" in values and about != "organisation":
                self._say(item.lines["specificity"], "only an organisation has a specificity")
        if "kind" in values and about in KINDS:
            for kind in [one for one in values["kind"] if one not in KINDS[about]]:
                valid = choices(KINDS[about])
                self._say(item.lines["kind"], f"there is no kind {kind!r} of {about}; it can be: {valid}")
            if about != "ask" and len(values["kind"]) != 1:
                self._say(item.lines["kind"], f"the {about} has one kind, and {len(values['kind'])} are given")

    def _only(self, item: Mapping, about: str, some: Iterable[str], fitting: Iterable[str], what: str) -> None:
        for key in dict.fromkeys(some):
            if key in item.items and key not in fitting and key != "partner":
                self._say(item.lines[key], f"{what} {about} has no {key!r}; it can have: {choices(fitting) or 'none'}")

    def _value(self, name: str, key: Key, value: Value) -> Any:
        if key.holds in ("names", "texts"):
            return self._list(name, key, value)
        if not isinstance(value, Text):
            self._say(value.line, f"{name!r} must be one value, and this is a group of them")
            return None
        if value.empty or not value.value.strip():
            self._say(value.line, f"{name!r} is empty")
            return None
        read = _READ.get(key.holds)
        if read is not None:
            found = read(value.value.strip())
            if found is None:
                self._say(value.line, f"{name!r} is {value.value!r}, which is not {_VALID[key.holds]}")
            return found
        text = value.value.strip()
        if key.allowed and text not in key.allowed:
            self._say(value.line, f"{name!r} is {text!r}; it can be: {choices(key.allowed)}")
            return None
        return text

    def _list(self, name: str, key: Key, value: Value) -> Any:
        items = value.items if isinstance(value, Listing) else [value]
        texts = [self._value(name, Key("text", key.allowed), item) for item in items]
        if any(text is None for text in texts):
            return None
        if key.holds == "names" and not isinstance(value, Listing):
            self._say(value.line, f"{name!r} must be a list of names: [first name, second name]")
            return None
        if not texts:
            self._say(value.line, f"{name!r} is empty")
            return None
        return tuple(texts)


def _date(text: str) -> str | None:
    try:
        return date.fromisoformat(text).isoformat() if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII) else None
    except ValueError:
        return None


def _yes(text: str) -> bool | None:
    return {"yes": True, "true": True, "no": False, "false": False}.get(text.lower())


def _number(text: str) -> int | None:
    found = re.fullmatch(r"\d{1,3}(?:[,_]\d{3})+|\d{1,18}", text, re.ASCII)
    return int(re.sub(r"[,_]", "", text)) if found else None


def _address(text: str) -> str | None:
    return text if re.fullmatch(r"https?://[^\s<>\"]+", text) else None


_READ: dict[str, Callable[[str], Any]] = {
    "date": _date,
    "yes or no": _yes,
    "whole number": _number,
    "address": _address,
}
_VALID = {
    "date": "a date; write it as YYYY-MM-DD, for example 2026-03-01",
    "yes or no": "yes or no",
    "whole number": "a whole number of pounds, for example 40000000",
    "address": "an address on the web that begins with http:// or https://",
}
