"""The page of the docs that lists every gap check, derived from the checks.

`python -m queries.gaps.page` writes it to docs/gaps.md of the checkout it is run in.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from queries.gaps.catalogue import CHECKS
from queries.gaps.check import Check

PAGE = Path("docs", "gaps.md")

_INTRODUCTION = """\
# Gaps

What a plan does not say is as telling as what it says: an ask that names no department, money without an owner, a
priority that nobody delivers. `partners gaps` runs the checks on this page over the plans in a store.

```sh
partners gaps                                   # the ten gravest
partners gaps --all --plan "A plan for Northshire"
partners gaps --check G01 --check G03
partners gaps --format json > known.json        # csv and md too
partners gaps --fail-on high --baseline known.json
```

In a script or notebook: `pg.gaps(store).to_frame()`, and `pg.gap_checks()` for the checks themselves.

## What a finding says

Every finding has a sentence, why it matters, a question to ask, the subject with its section and its own words, and
what is missing. In JSON, and in a frame, these are the columns `check`, `finding`, `severity`, `sentence`, `why`,
`question`, `subject`, `section`, `quote`, `missing`, `closed_if_inferred`, `members`, `absence`, `title`,
`subject_id`, `waiver`, `plan`, `basis`, `source` and `passages`.

- `finding` is a stable id: the same gap of the same subject has the same id in every run, on every machine.
- `severity` is **high** (nobody could be held to it, or it is out of date), **medium** (somebody will ask) or **low**
  (good to know).
- `closed_if_inferred` tells whether a fact that is only inferred would close the gap, such as the department that the
  register of responsibilities gives for a topic. Such a fact never closes it by itself.
- `members`: what fails for more than half of its subjects in a plan is one finding (“None of the 22 asks says by
  when.”), and this is the list of what it covers.
- `absence` tells four ways of missing apart: **the plan is silent**; **said elsewhere in the plan** (of something
  else, or not near it); **found but not linked** (it is in the graph, and no words join the two); **waived**. Of a
  group it is what holds for most of its members.

A finding is about what was read. What the reading missed can look like a gap, so `partners check` and the sentences
under a finding come before a conclusion.

## Excusing a gap

A gap that is known and meant is excused by a [waiver](corrections.md#waivers) in the corrections file of the plan:
which check, why, by whom, and if you like until when. It is listed at the end with the word *waived* and never counts
for `--fail-on`. A waiver whose day is past excuses nothing, and the finding says so.

## In continuous integration

`--fail-on high` ends with exit code 1 if there is a gap of that severity that nobody excused. With `--baseline FILE`
only gaps count that are not in that file, which an earlier `--format json` run wrote; one more member of a known group
is new. `--as-of DATE` reads who leads on a topic, who controls an instrument and what is waived as of that day.

## The checks

This part is written by `python -m queries.gaps.page` from the code, and a test fails when the two differ. Each check
is tested by taking one fact away from a plan that lacks nothing: exactly that finding appears, and it goes when the
fact is put back.

"""


def page() -> str:
    """The whole page."""
    return _INTRODUCTION + "".join(_overview()) + "".join(_section(check) for check in CHECKS.values())


def _overview() -> Iterator[str]:
    yield "| check | gap | severity |\n|---|---|---|\n"
    for check in CHECKS.values():
        yield f"| [{check.id}](#{check.id.lower()}) | {_cell(check.title)} | {_severity(check)} |\n"


def _section(check: Check) -> str:
    lines = [
        f"\n### {check.id}\n",
        f"**{check.title}** · {_severity(check)} · looks at: {check.subjects[1]}"
        + (" · depends on the day" if check.dated else "")
        + "\n",
        f"{check.sentence} {check.why}\n",
        f"- To ask: {check.question}",
        f"- Missing: {check.missing}.",
        f"- Against false alarms: {check.guard}",
        *(f"- With: {name} = {_said(value)}" for name, value in check.parameters.items()),
        *(f"- Rests on: {reference}" for reference in check.references),
    ]
    return "\n".join(lines) + "\n"


def _severity(check: Check) -> str:
    return f"{check.severity}, or as the case is" if check.severity_of is not None else check.severity


def _said(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def main() -> int:
    """Write the page into the checkout; 1 if the current folder is none."""
    if not PAGE.parent.is_dir():
        sys.stderr.write(f"There is no folder {PAGE.parent} here. Run this at the top of the checkout.\n")
        return 1
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
