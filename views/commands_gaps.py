"""partners gaps: where a plan is silent, gravest first, for people and for build servers."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from graph.errors import BadParameter
from views.gap_table import print_findings
from views.messages import complain, count, remark
from views.options import format_option, iso_date, opened, plan_option, store_option
from views.tables import print_rows

if TYPE_CHECKING:
    from queries.gaps.finding import Findings


@click.command()
@click.option(
    "--check",
    "checks",
    multiple=True,
    metavar="ID",
    help="Run only this check (G01), as often as needed. docs/gaps.md tells of each.",
)
@click.option("--all", "everything", is_flag=True, help="Show every gap, and not the ten gravest; waived ones too.")
@click.option(
    "--fail-on",
    type=click.Choice(["high", "medium", "low"]),
    help="End with exit code 1 if there is a gap of this severity or a graver one that nobody waived.",
)
@click.option(
    "--baseline",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What an earlier run found (--format json): only gaps that are new since count and are shown.",
)
@click.option(
    "--as-of",
    callback=iso_date(partial=False),
    metavar="DATE",
    help="Read dated facts (who leads on what, who controls what) and waivers as of this day. Default: today.",
)
@click.option(
    "--checklist",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="What a plan is expected to hold (G37), in place of the bundled list. docs/gaps.md shows how one is written.",
)
@plan_option
@format_option
@store_option
def gaps(
    *,
    checks: tuple[str, ...],
    everything: bool,
    fail_on: str | None,
    baseline: Path | None,
    as_of: str | None,
    checklist: Path | None,
    plan: str | None,
    form: str,
    location: str | None,
) -> None:
    """Show where a plan is silent, gravest first.

    Asks that name nobody, money without an owner, responsibility that has moved, and so on.

    Opens with the ten gravest gaps. What fails for most of its subjects is one gap. The csv and json
    forms hold every gap, waived ones too.

    \b
    Example:
      partners gaps
      partners gaps --check G01 --all
      partners gaps --format json > known.json
      partners gaps --fail-on high --baseline known.json
    """
    from queries.gaps.catalogue import find_checks  # noqa: PLC0415
    from queries.gaps.finding import ids_in  # noqa: PLC0415
    from queries.gaps.run import gaps as find_gaps  # noqa: PLC0415

    try:
        find_checks(checks)
    except BadParameter as error:
        raise click.UsageError(str(error)) from None
    known = ids_in(_records(baseline)) if baseline is not None else None
    with opened(location) as store:
        found = find_gaps(store, plan, as_of, checks or None, checklist)
    remark(found.note)
    if known is not None:
        found = _new(found, known)
    if form in ("csv", "json"):
        print_rows(form, found.columns, found.to_records())
    else:
        print_findings(found, form, everything=everything)
    if fail_on is not None:
        _judge(found, fail_on)


def _records(path: Path) -> list[dict[str, Any]]:
    """The findings of an earlier run.

    Raises:
        BadParameter: the file holds no such thing.
    """
    made = f"It must be what this printed: partners gaps --format json > {path.name}"
    try:
        records = json.loads(path.read_bytes().decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise BadParameter(f"The baseline {str(path)!r} is no JSON in UTF-8. {made}") from None
    if not isinstance(records, list) or not all(_is_finding(one) for one in records):
        raise BadParameter(f"The baseline {str(path)!r} is no list of findings. {made}")
    return records


def _is_finding(record: object) -> bool:
    if not isinstance(record, dict) or not isinstance(record.get("finding"), str):
        return False
    members = record.get("members") or []
    return isinstance(members, list) and all(
        isinstance(one, dict) and isinstance(one.get("finding"), str) for one in members
    )


def _new(found: "Findings", known: frozenset[str]) -> "Findings":
    """What the baseline had not; how the rest of it stands is remarked."""
    now = {id_ for one in found.findings for id_ in one.ids}
    remark(
        f"Of {count(len(known), 'gap')} in the baseline {len(known & now):,} are still there "
        f"and {len(known - now):,} are gone."
    )
    return found.since(known)


def _judge(found: "Findings", severity: str) -> None:
    """End with 1 if there are gaps of the severity, or graver ones."""
    grave = found.at_least(severity)  # type: ignore[arg-type]
    if not grave:
        return
    checks = ", ".join(sorted({one.check for one in grave}))
    above = "high" if severity == "high" else f"{severity} or higher"
    complain(
        f"{count(len(grave), 'gap')} of {above} severity ({checks}). Close them in the plan, or excuse those that are "
        "meant with a waiver in the corrections file (docs/corrections.md)."
    )
    raise click.exceptions.Exit(1)
