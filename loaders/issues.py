"""What was read and not understood, each with its place and what to do about it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["warning", "note"]


@dataclass(frozen=True, order=True)
class Issue:
    """One thing a person should look at."""

    line: int
    """Line of the document as read, from 1."""
    code: str
    """Short name of the kind of issue, stable."""
    message: str
    """What was met, with its words."""
    hint: str = ""
    """What to do about it."""
    severity: Severity = "warning"

    def __str__(self) -> str:
        place = f"line {self.line}: " if self.line else ""
        return f"{place}{self.message}" + (f" {self.hint}" if self.hint else "")
