"""What a question needs to know, and reading what was given for it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from graph.errors import BadParameter, choices
from queries.names import nearest


class _Needed:
    """What stands for a default where there is none."""

    def __repr__(self) -> str:
        return "NEEDED"


NEEDED: Final = _Needed()
"""The default of a parameter that must be given."""

_KINDS = {str: "a text", int: "a whole number", date: "a date, written YYYY-MM-DD", bool: "true or false"}


@dataclass(frozen=True, kw_only=True)
class Parameter:
    """One thing a question needs to know.

    One with a `default` may be left out. One of `type` int takes a number or its digits; one of `type` date takes a
    date or its ISO text, and gives the ISO text on. With `among`, only those texts are valid, in any letter case.
    """

    name: str
    description: str
    example: str | int
    type: type = str
    default: Any = NEEDED
    among: tuple[str, ...] = ()
    """The only valid values, where they are few."""
    least: int | None = None
    """The smallest valid number."""

    @property
    def optional(self) -> bool:
        """Whether it may be left out."""
        return self.default is not NEEDED

    def bind(self, given: Mapping[str, Any], question: str) -> Any:
        """What was given for it, or its default; nothing for one that may be left out counts as left out.

        Raises:
            BadParameter: it is empty, of the wrong kind, or none of the valid values.
        """
        value = given.get(self.name)
        return self.default if value is None and self.optional else self.read(value, question)

    def read(self, value: Any, question: str) -> Any:
        """What was given, as the question takes it.

        Raises:
            BadParameter: it is empty, of the wrong kind, or none of the valid values.
        """
        read = _READERS[self.type](value)
        if read is None or (self.least is not None and isinstance(read, int) and read < self.least):
            raise self._refused(value, question)
        if self.among and isinstance(read, str):
            said = {one.casefold(): one for one in self.among}
            if read.strip().casefold() not in said:
                raise self._refused(value, question)
            return said[read.strip().casefold()]
        return read

    def _refused(self, value: Any, question: str) -> BadParameter:
        said = f"The parameter {self.name!r} of {question!r} is {value!r}. It must be {self.description}"
        if self.type is not str:
            least = f" from {self.least}" if self.least is not None else ""
            said += f", {_KINDS[self.type]}{least}"
        if self.among:
            near = nearest(value, self.among, limit=1) if isinstance(value, str) else []
            maybe = f" Did you mean {near[0]!r}?" if near else ""
            return BadParameter(f"{said}: {choices(self.among)}.{maybe}")
        return BadParameter(f"{said} (for example {self.example!r}).")


def _text(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _number(value: Any) -> int | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    digits = value.replace(",", "").strip() if isinstance(value, str) else ""
    return int(digits) if re.fullmatch(r"-?\d{1,18}", digits, re.ASCII) else None


def _day(value: Any) -> str | None:
    if isinstance(value, date):
        return value.isoformat()[:10]
    if not isinstance(value, str) or not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip(), re.ASCII):
        return None
    try:
        return date.fromisoformat(value.strip()).isoformat()
    except ValueError:
        return None


def _truth(value: Any) -> bool | None:
    if isinstance(value, bool):
        return value
    return {"true": True, "yes": True, "false": False, "no": False}.get(str(value).strip().casefold())


_READERS: Mapping[type, Callable[[Any], str | int | bool | None]] = {str: _text, int: _number, date: _day, bool: _truth}
