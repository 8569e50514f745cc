"""Every block is understood, set aside by a named rule, or reported with its place."""

from loaders.coverage import CONTEXT, LEAD_IN
from loaders.plan import Loaded, load
from loaders.readers import read_data
from loaders.rules import RULES

PLAN = """# Northshire plan

The county has two ports.

## What we have won so far

Government gave us a fund of £4m.

## Our vision for 2040

Every child will swim.

## Our offer

We will dredge the harbour.

## Our asks of government

We look forward to your visit.

Our asks are these:

- a new bridge over the river
- We will paint it.

The river is wide and cold.

## What partners will do

- Network Rail to rebuild the station
- Hope

| Year | Jobs |
|---|---|
| 2026 | 400 |
"""


def loaded() -> Loaded:
    return load(read_data(PLAN.encode(), "plan.md"))


def test_what_gives_no_fact_is_set_aside_by_a_rule_that_is_declared() -> None:
    found = loaded().set_aside
    assert set(found) <= set(RULES)
    assert found[CONTEXT] == 1
    assert found[LEAD_IN] == 1
    assert found["aside-vision"] == 1
    assert found["aside-offer"] == 1
    assert found["gate-courtesy"] == 1


def test_what_was_not_understood_is_reported_with_its_line_and_what_to_do() -> None:
    said = [str(issue) for issue in loaded().issues]
    assert said == [
        "line 24: a bullet under needs was not read as an ask: “We will paint it.”."
        " If it is one, begin it with what is wanted.",
        "line 26: a paragraph under needs holds no ask that was understood: “The river is wide and cold.”.",
        "line 31: a bullet under partner roles names no partner or no action: “Hope”."
        " Name the partner first and then what it does.",
        "line 35: a table row was not read: “2026 | 400”."
        " Head its columns with what they hold, such as partner, role, ask, owner.",
    ]


def test_the_blocks_add_up() -> None:
    plan = loaded()
    issues_about_blocks = [issue for issue in plan.issues if issue.code != "name-not-placed"]
    assert plan.understood + len(issues_about_blocks) == plan.blocks
    assert plan.graph.plan().understood == plan.understood
    assert set(plan.left) >= {i for i, block in enumerate(plan.document) if plan.document.words(block) == "Hope"}


def test_the_rules_of_setting_aside_hold_for_their_examples() -> None:
    example = load(read_data(b"# Plan\n\n## Background\n\n" + RULES[CONTEXT].example.encode(), "plan.md"))
    near_miss = load(read_data(b"# Plan\n\n## Background\n\n" + RULES[CONTEXT].near_miss.encode(), "plan.md"))
    assert example.set_aside == {CONTEXT: 1}
    assert CONTEXT not in near_miss.set_aside
    for rule in ("aside-past", "aside-vision", "aside-offer"):
        body = b"\n\nBoats are red.\n"
        assert rule in load(read_data(f"# Plan\n\n## {RULES[rule].example}".encode() + body, "plan.md")).set_aside
        assert rule not in load(read_data(f"# Plan\n\n## {RULES[rule].near_miss}".encode() + body, "p.md")).set_aside
