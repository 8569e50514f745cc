"""What the gap checks found."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from itertools import groupby
from typing import TYPE_CHECKING, Any

from queries.gaps.check import SEVERITIES, Absence, Check, Severity
from queries.gaps.naming import said, when
from queries.question import Words

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True, kw_only=True)
class Excuse:
    """A waiver that bears on a finding."""

    by: str
    reason: str
    until: str | None
    ended: bool
    """Whether it is over on the day asked about, and so excuses nothing."""

    def __str__(self) -> str:
        if self.ended:
            return f"The waiver by {self.by} (“{self.reason}”) ended {when(self.until or '')}."
        until = f", until {said(self.until)}" if self.until else ""
        return f"Waived by {self.by}{until}: “{self.reason}”."


@dataclass(frozen=True, kw_only=True)
class Member:
    """One subject of a grouped finding."""

    finding: str
    """The id it would have as a finding of its own."""
    subject: str
    subject_id: str
    section: str
    quote: str | None
    missing: str
    closed_if_inferred: bool


@dataclass(frozen=True, kw_only=True)
class Finding:
    """One gap, or one gap that many subjects of a plan have."""

    check: str
    finding: str
    """Stable id: the same gap of the same subject has it in every run."""
    severity: Severity
    sentence: str
    why: str
    question: str
    subject: str
    section: str
    quote: str | None
    """The subject's own words; of a group, those of its first member."""
    missing: str
    closed_if_inferred: bool
    """Whether an inferred fact would close it; of a group, whether it would close all of it."""
    members: tuple[Member, ...] = ()
    """What a grouped finding covers."""
    absence: Absence
    title: str
    """The gap in a few words."""
    subject_id: str
    waiver: Excuse | None = None
    plan: str
    basis: str
    source: str | None = None
    passages: tuple[Words, ...] = ()

    @property
    def waived(self) -> bool:
        """Whether a person excused it."""
        return self.absence == "waived"

    @property
    def ids(self) -> tuple[str, ...]:
        """The ids by which a later run knows it: its members', or its own."""
        return tuple(member.finding for member in self.members) or (self.finding,)


@dataclass(frozen=True, kw_only=True)
class Findings:
    """Every finding of a run, gravest first, what is waived at the end."""

    findings: tuple[Finding, ...]
    checks: tuple[Check, ...]
    """The checks that were run."""
    plans: Mapping[str, str] = field(default_factory=dict)
    """Titles of the plans that were read, by id."""
    as_of: str = ""
    """The day it was read as of."""
    note: str = ""
    """What is not known of that day, and waivers that excuse nothing."""

    def __len__(self) -> int:
        return len(self.findings)

    @property
    def open(self) -> tuple[Finding, ...]:
        """Those that nobody excused."""
        return tuple(one for one in self.findings if not one.waived)

    @property
    def waived(self) -> tuple[Finding, ...]:
        """Those that a person excused."""
        return tuple(one for one in self.findings if one.waived)

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """The open ones of this severity and above."""
        enough = SEVERITIES[: SEVERITIES.index(severity) + 1]
        return tuple(one for one in self.open if one.severity in enough)

    def gravest(self, number: int = 10) -> tuple[Finding, ...]:
        """The open ones to read first: by severity, and within one severity each check in turn."""
        found: list[Finding] = []
        for _, alike in groupby(self.open, key=lambda one: one.severity):
            found += _in_turn(list(alike))
        return tuple(found[:number])

    def since(self, known: Collection[str]) -> "Findings":
        """Those that an earlier run, of which these are the ids of findings and members, had not."""
        new = []
        for one in self.findings:
            fresh = [id_ for id_ in one.ids if id_ not in known]
            if fresh and len(fresh) < len(one.ids):
                said = "1 of them is" if len(fresh) == 1 else f"{len(fresh)} of them are"
                one = replace(one, sentence=f"{one.sentence} {said} new.")  # noqa: PLW2901
            if fresh:
                new.append(one)
        return replace(self, findings=tuple(new))

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(f.name for f in fields(Finding))

    def to_records(self) -> list[dict[str, Any]]:
        """The findings as plain dictionaries, ready for JSON."""
        return [_plain(asdict(one)) for one in self.findings]

    def to_frame(self) -> "pd.DataFrame":
        """The findings as a pandas frame, with the same columns even when there are none."""
        import pandas as pd  # noqa: PLC0415  (half a second, and only a notebook wants it)

        return pd.DataFrame(self.to_records(), columns=list(self.columns))


def ids_in(records: Iterable[Mapping[str, Any]]) -> frozenset[str]:
    """The ids of findings and members in the records of an earlier run."""
    ids: set[str] = set()
    for record in records:
        members = record.get("members") or []
        ids.update(member["finding"] for member in members) if members else ids.add(record["finding"])
    return frozenset(ids)


def _in_turn(findings: list[Finding]) -> list[Finding]:
    """The first of each check, then the second of each, and so on."""
    seen: dict[str, int] = {}
    turns = []
    for one in findings:
        turn = seen.get(one.check, 0)
        seen[one.check] = turn + 1
        turns.append((turn, one))
    return [one for _, one in sorted(turns, key=lambda item: item[0])]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _plain(held) for name, held in value.items()}
    return [_plain(item) for item in value] if isinstance(value, list | tuple) else value
