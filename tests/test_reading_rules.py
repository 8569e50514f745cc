"""Every rule of reading fires on its example and not on its near miss."""

import pytest

import loaders.plan
from graph.ontology import Ask
from loaders.amounts import RULE as AMOUNT
from loaders.amounts import find_amounts
from loaders.ask_kinds import RULE as ASK_KIND
from loaders.ask_kinds import ask_kinds
from loaders.bare_lists import RULE as BARE_LIST
from loaders.bare_lists import with_lists
from loaders.coordination import RULE_HEADS, RULE_VERBS, split
from loaders.gates import gate
from loaders.leadins import reads_as
from loaders.readers import read_data
from loaders.rules import RULES
from loaders.timescales import RULE as TIMESCALE
from loaders.timescales import RULE_OFTEN as OFTEN
from loaders.timescales import find_timescale

NEEDS = "# Northshire plan\n\nIntroduction.\n\n## Our asks of government\n\n{}\n"
NEEDS_ITEM = "# Northshire plan\n\nIntroduction.\n\n## Our asks of government\n\n- {}\n"
ROLES = "# Northshire plan\n\nNorthshire Combined Authority wrote this.\n\n## What partners will do\n\n{}\n"
ROLES_ITEM = "# Northshire plan\n\nNorthshire Combined Authority wrote this.\n\n## What partners will do\n\n- {}\n"
PROSE = "# Northshire plan\n\n## Background\n\n{}\n"
SEEKING = (
    "# Northshire plan\n\nIntroduction.\n\n## Our asks of government\n\n"
    "We seek a partnership with industry to raise pay. {}\n"
)

PLACES = {
    "ask-want": NEEDS,
    "ask-must-be": NEEDS,
    "ask-thing-should": NEEDS,
    "ask-want-with": NEEDS,
    "ask-imperative": NEEDS,
    "ask-series": NEEDS,
    "ask-seek-to-have": NEEDS,
    "ask-fragment": NEEDS,
    "ask-announced": NEEDS,
    "ask-is-needed": NEEDS,
    "ask-time-to": NEEDS,
    "ask-case-for": NEEDS,
    "ask-central-to": NEEDS,
    "ask-would-give": NEEDS,
    "ask-should-be-able": NEEDS,
    "ask-own-should": NEEDS,
    "ask-by": SEEKING,
    "ask-item": NEEDS_ITEM,
    "ask-label": PROSE,
    "addressee-ask": NEEDS_ITEM,
    "addressee-lead-in": NEEDS + "\n- raising pay\n",
    "addressee-block": NEEDS + "\n\nWe seek control over skills.\n",
    "addressee-heading": "# Northshire plan\n\nIntroduction.\n\n## {}\n\n- a new bridge over the river\n",
    "addressee-letter": "# A letter\n\n{}\n\nWe are calling for a new bridge.\n",
    "addressee-generic": NEEDS_ITEM.replace(" of government", ""),
    "role-present": ROLES,
    "role-with-to": ROLES,
    "role-activity": ROLES,
    "role-under": ROLES,
    "role-item-dash": ROLES_ITEM,
    "role-item-who": ROLES_ITEM,
    "uses-ask": NEEDS_ITEM,
}
"""Where a rule's example stands; ordinary prose where nothing is said."""

WHOLE = {
    "ask-means": (
        NEEDS.format("We propose a partnership with industry through aligning support and devolving programmes."),
        NEEDS.format("We propose a partnership with industry through thick and thin."),
    ),
    "role-item-promised": (
        ROLES.format("Northshire College will:\n\n- open a hall\n- train forty welders"),
        ROLES.format("Notes:\n\n- opening hours\n- forty welders"),
    ),
    "role-table": (
        ROLES.format("| Partner | Role |\n|---|---|\n| Network Rail | Rebuild the bridge |"),
        ROLES.format("| Year | Jobs |\n|---|---|\n| 2026 | 400 |"),
    ),
    "ask-table": (
        PROSE.format("| Ask | Of whom |\n|---|---|\n| A new bridge | Network Rail |"),
        PROSE.format("| Year | Jobs |\n|---|---|\n| 2026 | 400 |"),
    ),
    "ask-table-side": (
        PROSE.format("| We will… | You would… |\n|---|---|\n| Open a hall by May | Lend us its first manager |"),
        PROSE.format("| We will… | By when |\n|---|---|\n| Open a hall by May | The spring of 2027 |"),
    ),
    "priority-heading": (
        "# Plan\n\n## Priority 2: Health and care\n\nText.\n",
        "# Plan\n\n## Priority list\n\nText.\n",
    ),
    "priority-column": (
        PROSE.format("| Priority | Partner | Action |\n|---|---|---|\n| Homes | Ofsted | a |\n| Buses | Ofsted | b |"),
        PROSE.format("| Priority | Score |\n|---|---|\n| Homes | 4 |\n| Buses | 5 |"),
    ),
    "priority-items": (
        "# Plan\n\nOur shared priorities:\n\n- Skills\n- Housing\n",
        "# Plan\n\nOur priorities were set in May.\n\n- Skills\n- Housing\n",
    ),
    "priority-aim": (
        PROSE.format(
            "We act to drive inclusive growth. Homes help to deliver inclusive growth. Inclusive growth means pay, and"
            " we work to achieve inclusive growth."
        ),
        PROSE.format("Economic growth was slow. Economic growth may come."),
    ),
    "topic": (
        "# Plan\n\nWe have two priorities: Housing and Skills.\n\n## What partners will do\n\n"
        "- Homes England to deliver affordable homes\n",
        "# Plan\n\nWe have two priorities: Housing and Skills.\n\n## What partners will do\n\n"
        "- Homes England to publish a map\n",
    ),
    "priority-named": (
        "# Plan\n\nWe have two priorities: Housing and Growth, and Skills.\n\n## What partners will do\n\n"
        "- Homes England to report on Housing and Growth\n",
        "# Plan\n\nWe have two priorities: Housing, and Skills.\n\n## What partners will do\n\n"
        "- Homes England to report on housing\n",
    ),
    "ask-again": (
        NEEDS.format("- Borrowing powers for Northshire Water") + "\n## Summary of recommendations\n\n- (b) Borrowing"
        " powers for Northshire Water (2.4)\n",
        NEEDS.format("- Borrowing powers for Northshire Water") + "\n## Summary of recommendations\n\n- Borrowing"
        " powers for the Port of Westby (2.4)\n",
    ),
    "measure-label": (
        NEEDS_ITEM.format("a settlement for buses\n  - Measure of success: four hundred apprentices a year"),
        NEEDS_ITEM.format("a settlement for buses\n  - Measures: a levy and a new by-law"),
    ),
    "measure-list": (
        PROSE.format("### How we will measure success\n\n- Jobs within an hour by bus"),
        PROSE.format("### How we will deliver\n\n- Jobs within an hour by bus"),
    ),
    "measure-table": (
        PROSE.format("| Ask | Measure of success |\n|---|---|\n| A new bridge | Crossings each day |"),
        PROSE.format("| Ask | Measures taken |\n|---|---|\n| A new bridge | Crossings each day |"),
    ),
    "uses-lead-in": (
        NEEDS.format("Through the Adult Skills Fund we ask government for:\n\n- courses at level 3"),
        NEEDS.format("Since the Adult Skills Fund was cut we ask government for:\n\n- courses at level 3"),
    ),
    "part-nested": (
        NEEDS.format("- a settlement for transport\n  - a fund for buses"),
        NEEDS.format("- a settlement for transport\n- a fund for buses"),
    ),
    "part-listed": (
        NEEDS.format("We call on the Treasury to agree a new deal that includes the following\n\n- a fund for buses"),
        NEEDS.format("We call on the Treasury to agree a new deal. We also need:\n\n- a fund for buses"),
    ),
    "publisher": (
        PROSE.format("The Northshire Combined Authority wants control over buses. It speaks here."),
        PROSE.format("Everybody wants control over buses."),
    ),
}
"""Rules that need a document of their own: one on which they fire, one on which they do not."""

WORDS = {
    AMOUNT: lambda text: bool(find_amounts(text, 0, len(text))),
    ASK_KIND: lambda text: ask_kinds(text) != ("support",),
    TIMESCALE: lambda text: find_timescale(text) is not None,
    OFTEN: lambda text: find_timescale(text) is not None,
    RULE_VERBS: lambda text: len(split(text, 0, len(text))) > 1,
    RULE_HEADS: lambda text: len(split(text, 0, len(text))) > 1,
}
"""Rules that judge a stretch of words by themselves."""


def rules_used(text: str) -> set[str]:
    loaded = loaders.plan.load(read_data(text.encode(), "plan.md" if "#" in text else "plan.txt"))
    loaded.graph.check()
    return {getattr(n, "rule", "") for n in loaded.graph.nodes.values()} | {
        r.rule for r in loaded.graph.relations.values()
    }


def fires(rule: str, text: str) -> bool:
    if rule == BARE_LIST:
        lines = text.replace(" / ", "\n")
        document = with_lists(read_data(f"Northshire plan\n\nA plan for the county.\n\n{lines}\n".encode(), "plan.txt"))
        return any(block.kind == "item" for block in document)
    if rule in WORDS:
        return WORDS[rule](text)
    if rule.startswith("gate-"):
        return gate(text) == rule
    if rule.startswith("lead-in-"):
        masked = text.replace("Combined Authority", "\ue001" * 18).replace("Government", "\ue000" * 10)
        return reads_as(masked)[1] == rule
    return rule in rules_used(PLACES.get(rule, PROSE).format(text))


OWN = [
    rule
    for rule in RULES
    if not rule.startswith(("name-", "instrument-", "department-", "correction", "aside-", "sheet", "heading-"))
]


@pytest.mark.parametrize("rule", OWN)
def test_rule_fires_on_its_example(rule: str) -> None:
    found = rule in rules_used(WHOLE[rule][0]) if rule in WHOLE else fires(rule, RULES[rule].example)

    assert found, f"{rule} does not fire on {RULES[rule].example!r}"


@pytest.mark.parametrize("rule", OWN)
def test_rule_leaves_its_near_miss_alone(rule: str) -> None:
    found = rule in rules_used(WHOLE[rule][1]) if rule in WHOLE else fires(rule, RULES[rule].near_miss)

    assert not found, f"{rule} fires on {RULES[rule].near_miss!r}"


def test_every_rule_states_its_fact() -> None:
    for rule in RULES.values():
        assert rule.fact.endswith("."), rule.id
        assert rule.example, rule.id
        assert rule.near_miss, rule.id
        assert rule.example != rule.near_miss


@pytest.mark.parametrize(
    ("words", "near_miss", "rule"),
    [
        ("We would now like to see the cap lifted.", "We were now glad to see the cap lifted.", "ask-see-done"),
        ("Ofsted is also encouraged to inspect together.", "Ofsted was also there to inspect.", "ask-duty"),
        ("We would also encourage Ofsted to come.", "We once did encourage Ofsted to come.", "ask-body-to"),
    ],
)
def test_an_adverb_changes_no_request(words: str, near_miss: str, rule: str) -> None:
    assert rule in rules_used(NEEDS.format(words))
    assert rule not in rules_used(NEEDS.format(near_miss))


def test_a_second_body_called_upon_has_an_ask_of_its_own() -> None:
    words = "We call on Ofsted to inspect together, and on Network Rail to publish a plan."
    loaded = loaders.plan.load(read_data(NEEDS.format(words).encode(), "plan.md"))

    asks = sorted(node.text for node in loaded.graph.of(Ask))
    assert asks == ["inspect together", "publish a plan"]
