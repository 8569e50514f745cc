"""Characters that a format cannot hold, written so that they can be told apart and put back.

A control character becomes `_xHHHH_`, its code in hexadecimal, as office files write it; an underscore that would be
read as the beginning of such a mark becomes `_x005F_`. Nothing else is changed, so nearly every text stays as it is.
"""

import re

_LIKE_A_MARK = "_(?=x[0-9A-F]{4})"
_MARK = re.compile(r"_x([0-9A-F]{4})_")

NOT_IN_XML = re.compile(rf"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]|{_LIKE_A_MARK}")
"""Control characters other than tab and the ends of lines, and two that are no characters."""

NOT_IN_SHEETS = re.compile(rf"[\x00-\x08\x0b-\x1f\x7f]|{_LIKE_A_MARK}")
"""Control characters other than tab and line feed: programs that read sheets stop at them, drop or change them."""


def escaped(text: str, what: re.Pattern[str]) -> str:
    """A text without the characters of a pattern."""
    return what.sub(lambda found: f"_x{ord(found[0]):04X}_", text)


def unescaped(text: str) -> str:
    """The text as it was."""
    return _MARK.sub(lambda found: chr(int(found[1], 16)), text)
