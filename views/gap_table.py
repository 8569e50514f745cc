"""Gaps as people read them: a summary, the gravest first, and the plan's words under them."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from views.evidence import print_words
from views.messages import count, say
from views.tables import print_rows, width

if TYPE_CHECKING:
    from queries.gaps.finding import Finding, Findings

TEN = 10
_SHOWN_MEMBERS = 3


def print_findings(found: "Findings", form: str, *, everything: bool) -> None:
    """Print the ten gravest, or all of them, as a table or as Markdown."""
    open_ = found.open
    shown: Sequence[Finding] = found.findings if everything else found.gravest(TEN)
    say(summary(found, len(shown) if not everything else 0) + "\n")
    if not shown:
        return
    several = len({one.plan for one in shown}) > 1
    rows = [_row(number, one, found) for number, one in enumerate(shown, start=1)]
    columns = ["#", "severity", "check", "gap", "question", *(["plan_title"] if several else [])]
    print_rows(form, columns, rows, shown=columns)
    if form == "table":
        _print_members(shown, everything=everything)
        words = [{**_words(one), "source": one.source} for one in shown]
        print_words(words, found.plans)
    if len(shown) < len(open_):
        say(f"\n{count(len(open_) - len(shown), 'more gap')}: `partners gaps --all` shows every one.")


def summary(found: "Findings", shown: int) -> str:
    """How many gaps of which severity, in a sentence or two."""
    open_, waived = found.open, found.waived
    excused = f" {count(len(waived), 'gap is', 'gaps are')} waived." if waived else ""
    if not open_:
        return f"No gap was found by {count(len(found.checks), 'check')}.{excused}"
    by = [(severity, sum(one.severity == severity for one in open_)) for severity in ("high", "medium", "low")]
    counted = ", ".join(f"{number:,} {severity}" for severity, number in by if number)
    gravest = f" The {TEN} gravest:" if 0 < shown < len(open_) else ""
    return f"{count(len(open_), 'gap')} ({counted}).{excused}{gravest}"


def _row(number: int, one: "Finding", found: "Findings") -> dict[str, Any]:
    excused = f" {one.waiver}" if one.waived and one.waiver else ""
    return {
        "#": number,
        "severity": "waived" if one.waived else one.severity,
        "check": one.check,
        "gap": one.sentence + excused,
        "question": one.question,
        "plan_title": found.plans.get(one.plan),
    }


def _print_members(shown: "Sequence[Finding]", *, everything: bool) -> None:
    """What each group covers: the first few, or all."""
    for number, one in enumerate(shown, start=1):
        if not one.members:
            continue
        click.echo()
        listed = one.members if everything else one.members[:_SHOWN_MEMBERS]
        say(f"[{number}] covers:")
        for member in listed:
            say(click.wrap_text(f"– {member.subject}", width(), initial_indent="  ", subsequent_indent="    "))
        if len(listed) < len(one.members):
            say(f"    … and {len(one.members) - len(listed):,} more")


def _words(one: "Finding") -> dict[str, Any]:
    """The words behind a finding as notes have them; those of a group stand with its members."""
    passages = () if one.members else one.passages
    return {
        "passages": [
            {"plan": words.plan, "heading_path": list(words.heading_path), "context": words.context}
            for words in passages
        ]
    }
