"""The page of the docs that lists every rule of reading, derived from the rules.

`python -m loaders.rules_page` writes it to docs/how-it-reads.md of the checkout it is run in.
"""

import sys
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import loaders
from loaders.rules import RULES, Rule

PAGE = Path("docs", "how-it-reads.md")

_INTRODUCTION = """\
# How it reads

A plan is read by rules. Each rule rests on one fact about English, or about how plans are laid out, and never on the
wording of one document. Every ask, role, name and relationship in the graph carries the id of the rule that made it, in
the property `rule`, so that a surprising fact leads here.

No model and no network is involved: the same document gives the same graph, byte for byte, on every machine. Only
the option `--suggest` asks [a model of yours](model.md) about what is left over, and marks what it suggests.

## The order of reading

1. A reader turns the file into blocks: headings, paragraphs, list items and table rows, each with its place in the
   text. Navigation, cookie notices and footers of web pages are left out.
2. Headings tell what stands under them: what is needed from government, what partners will do, or context.
3. Names are found: bodies of the register, names by their shape, offices, groups, instruments.
4. Asks are found under headings of needs and in sentences that ask, then roles, then sums, addressees and priorities.
5. What gave no fact and was not set aside by a named rule is an issue, with its line. `partners check` lists them.

## Words used in the graph

How a fact is known is its *basis*: **stated** (the plan's words say it), **inferred** (a rule or the register concludes
it), **curated** (a person decided it) or **reference** (public record, not this plan).

How near an ask names the body that is asked is its *scope*: **ask** (in the item itself), **lead-in** (in the sentence
that governs the list), **block** (named as government's own in the prose of that needs block) or **heading** (only in
the heading).

## The rules

This part is written by `python -m loaders.rules_page` from the code, and a test fails when the two differ. The example
is what a rule fires on; the near miss looks alike, and the rule leaves it alone.
"""

_SUBJECTS = (
    ("What a plan is known by", ("publisher",)),
    ("Names of bodies", ("name-",)),
    ("Instruments", ("instrument-", "uses-")),
    ("Priorities and topics", ("priority-", "topic")),
    ("What governs a list", ("lead-in-", "bare-list")),
    ("Asks", ("ask-", "coordinated-", "part-", "timescale")),
    ("What looks like an ask and is none", ("gate-",)),
    ("Who is asked", ("addressee-",)),
    ("Sums", ("amount",)),
    ("Measures of success", ("measure-",)),
    ("Roles", ("role-",)),
)
"""Each subject and how the ids of its rules begin."""


def page() -> str:
    """The whole page."""
    for module in iter_modules(loaders.__path__):
        import_module(f"loaders.{module.name}")
    return _INTRODUCTION + "".join(_sections(RULES.values()))


def _sections(rules: Iterable[Rule]) -> Iterator[str]:
    left = sorted(rules, key=lambda rule: rule.id)
    for subject, beginnings in _SUBJECTS:
        yield from _section(subject, [rule for rule in left if rule.id.startswith(beginnings)])
        left = [rule for rule in left if not rule.id.startswith(beginnings)]
    yield from _section("Everything else", left)


def _section(subject: str, rules: list[Rule]) -> Iterator[str]:
    if not rules:
        return
    yield f"\n### {subject}\n\n| rule | rests on | example | near miss |\n|---|---|---|---|\n"
    for rule in rules:
        cells = (f"`{rule.id}`", rule.fact, f"*{rule.example}*", f"*{rule.near_miss}*")
        yield "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |\n"


def main() -> int:
    """Write the page into the checkout; 1 if the current folder is none."""
    if not PAGE.parent.is_dir():
        sys.stderr.write(f"There is no folder {PAGE.parent} here. Run this at the top of the checkout.\n")
        return 1
    PAGE.write_text(page(), encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
