"""Entries added to the text of a corrections file, everything a person wrote there left as it is."""

from collections.abc import Mapping, Sequence
from typing import Any

import yaml

from graph.errors import CorrectionsError
from loaders.corrections_file import understand

_HEAD = """\
# What people decided about a plan. `partners load` applies it; docs/corrections.md tells what can stand here.
# Plan: {plan}
"""
_PART = "corrections"
_HAND = "Add the entries by hand, or write the corrections as a list in which each entry begins with “- ”."


def begun(plan: str) -> str:
    """The text of a corrections file in which nothing is decided yet."""
    return _HEAD.format(plan=" ".join(plan.split()))


def appended(text: str, name: str, entries: Sequence[Mapping[str, Any]]) -> str:
    """The text of a corrections file with further corrections behind those it has.

    Raises:
        CorrectionsError: the file cannot be used as it is, or is written in a form that cannot be added to.
    """
    before = understand(text, name)
    if not entries:
        return text
    ending = "\r\n" if "\r\n" in text else "\n"
    lines = text.splitlines()
    at, column, empty = _place(text, name)
    if at is None:
        lines += ([""] if lines and lines[-1].strip() else []) + [f"{_PART}:"]
        at = len(lines)
    elif empty:
        # what stood there was nothing, written as such: [] or null or just the key
        lines[at - 1] = _without_nothing(lines[at - 1])
    else:
        # remarks that stand further in than the list's dashes belong to its last entry
        while at < len(lines) and lines[at].lstrip().startswith("#") and lines[at].index("#") > column:
            at += 1
    lines[at:at] = [line for entry in entries for line in _written(entry, column)]
    new = ending.join(lines) + ending
    after = understand(new, name)
    said = [(entry.action, entry.values) for entry in after.corrections]
    kept = [(entry.action, entry.values) for entry in before.corrections]
    if said[: len(kept)] != kept or len(said) != len(kept) + len(entries):
        raise CorrectionsError(f"{name}: nothing could be added to this file without changing what it says. {_HAND}")
    return new


def _written(entry: Mapping[str, Any], column: int) -> list[str]:
    dumped = yaml.safe_dump([dict(entry)], sort_keys=False, allow_unicode=True, width=110)
    return [" " * column + line for line in dumped.splitlines()]


def _without_nothing(line: str) -> str:
    key, colon, rest = line.partition(":")
    comment = rest[rest.index("#") :] if "#" in rest else ""
    return f"{key}{colon}" + (f"  {comment}" if comment else "")


def _place(text: str, name: str) -> tuple[int | None, int, bool]:
    """Behind which line entries are added, at which column, and whether the list is there and empty.

    Without a list of corrections the line is none.
    """
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:
        # the parser that reads the file is the system's where there is one, and it forgives a little more
        raise CorrectionsError(f"{name} is written in a way that cannot be added to. {_HAND}") from None
    if not isinstance(root, yaml.MappingNode):
        return None, 2, False
    if root.flow_style:
        raise CorrectionsError(f"{name} is written in braces. {_HAND}")
    for key, value in root.value:
        if key.value != _PART:
            continue
        if not isinstance(value, yaml.SequenceNode) or not value.value:
            return value.start_mark.line + 1 if value.value else key.start_mark.line + 1, 2, True
        if value.flow_style:
            raise CorrectionsError(
                f"{name}:{key.start_mark.line + 1}: the corrections are written in brackets. {_HAND}"
            )
        return _last_line(value), value.start_mark.column, False
    return None, 2, False


def _last_line(node: yaml.Node) -> int:
    """The number, from 1, of the last line on which something of a value is written."""
    if isinstance(node, yaml.ScalarNode):
        # a text in several lines (| or >) ends where the next thing begins
        below = node.style in ("|", ">") and node.end_mark.column == 0
        return int(node.end_mark.line) + (0 if below else 1)
    if not isinstance(node, yaml.CollectionNode) or node.flow_style:
        return int(node.end_mark.line) + 1
    if isinstance(node, yaml.MappingNode):
        return max((_last_line(part) for pair in node.value for part in pair), default=node.start_mark.line + 1)
    return max((_last_line(item) for item in node.value), default=node.start_mark.line + 1)
