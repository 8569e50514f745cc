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
partners gaps --check G37 --checklist ours.yaml    # what a plan is expected to hold
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

## What a plan is expected to hold

[G37](#g37) reads a plan against a checklist. The bundled one has seven parts that guidance of 2025 expects of an
English Local Growth Plan, with the source and the date of each; it is a reading of that guidance and not of the law.
It looks at plans of combined authorities, and leaves a document alone that has fewer than five of the seven parts
that apply: it is taken for a chapter, or for something else. A list of your own, for a board's terms of reference or
another nation's guidance, is a file in YAML, given with `--checklist FILE`:

```yaml
checklist: Our board's terms of reference
publishers: [combined authority, local government]  # kinds of publisher it is for; leave out for all
part_below: 0              # a document with fewer of the items is left alone
sources:
  terms: {title: "Terms of reference of the Board", date: 2026-04-01, url: "https://www.example.org/terms"}
items:
  - id: risks              # keeps the finding the same from run to run
    requires: a statement of risks
    source: terms
    where: paragraph 12    # optional: where in the source
    severity: high         # high, medium (as without it) or low
    words: [risk, risks, risk register]   # any of these, as whole words, in the plan
  - id: measured
    requires: a measure of success
    source: terms
    facts: [measure]       # shared priority, priority, measure, ask, role, instrument: one in the graph is enough
  - id: decade
    requires: a plan for ten years
    source: terms
    years_apart: 10        # two years in the title or in a heading, at least so far apart
```

One of `words`, `facts` and `years_apart` is enough to find an item. A plan that was published before the date of a
source need not have what it asks for. A list of your own with the words that your plans use finds less by mistake.

## In continuous integration

`--fail-on high` ends with exit code 1 if there is a gap of that severity that nobody excused. With `--baseline FILE`
only gaps count that are not in that file, which an earlier `--format json` run wrote; one more member of a known group
is new. `--as-of DATE` reads who leads on a topic, who controls an instrument and what is waived as of that day.

## The checks

This part is written by `python -m queries.gaps.page` from the code, and a test fails when the two differ. Each check
is tested by taking one fact away from a plan that lacks nothing: exactly that finding appears, and it goes when the
fact is put back. Nothing here is a score: G28 gives shares in words, and G29 says what would be lost.

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
