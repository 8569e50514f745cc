"""What was read and not understood, each with its place and what to do about it."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["warning", "note"]

SUGGESTED = "suggested"
"""Code of the issue that lists what a language model suggests."""
ABOUT_MODEL = (SUGGESTED, "suggestion-left-out", "model-failed", "model-not-asked", "speaks-to-model")
"""Codes of all issues about what a language model was asked."""


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
    file: str = ""
    """The file the line is in, where that is not the document."""

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        place = " ".join(part for part in (self.file, line) if part)
        place += ": " if place else ""
        return f"{place}{self.message}" + (f" {self.hint}" if self.hint else "")
