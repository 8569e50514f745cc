"""Two editions, and two plans, side by side, against keys made by hand."""

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

import pytest
from click.testing import CliRunner

import partnership_graph as pg
from graph.errors import BadParameter, UnknownPlan
from graph.store import Store
from loaders.plan import Loaded
from queries.catalogue import ask
from tests.conftest import Place
from tests.edition_plans import STRAND_KEY, WEALD_2024, WEALD_2026, WEALD_KEY, edition, strand, weald
from tests.question_plans import borderland, havenshire
from views.cli import partners

WEALD = "the-weald-prospectus-945137"
WHO = "    by: Jane Smith\n    at: 2026-06-02\n"

Key = Mapping[tuple[str | None, str | None], str]


def load(store: Store, *editions: Loaded) -> None:
    for one in editions:
        store.replace_plan(one.graph)


def asks(store: Store, *two: str) -> list[dict[str, Any]]:
    return [row for row in pg.compare(store, *two).to_records() if row["fact"] == "ask"]


def keyed(rows: list[dict[str, Any]], key: Key) -> dict[tuple[str | None, str | None], str]:
    """The rows in the form of a key made by hand: how the words begin, and what changed."""

    def beginning(words: str | None, side: int) -> str | None:
        starts = [ends[side] for ends in key if ends[side] is not None]
        return next((start for start in starts if words and start and words.startswith(start)), words)

    return {(beginning(row["first"], 0), beginning(row["second"], 1)): row["change"] for row in rows}


def plans_of(store: Store) -> list[str]:
    return [plan.id for plan in store.plans()]


@pytest.mark.parametrize(("editions", "key"), [(weald, WEALD_KEY), (strand, STRAND_KEY)], ids=["weald", "strand"])
def test_every_ask_is_told_as_the_key_has_it(store: Store, editions: Any, key: Key) -> None:
    load(store, *editions())
    rows = asks(store, *plans_of(store))
    assert keyed(rows, key) == dict(key)
    assert len(rows) == len(key)
    back = asks(store, *plans_of(store)[::-1])
    assert back == rows


def test_details_tell_from_what_to_what(store: Store) -> None:
    load(store, *weald())
    rows = {row["change"]: row for row in asks(store, "2024", "2026") if row["detail"]}
    assert rows["amount changed"]["detail"] == "£12m → £15m"
    assert rows["new owner"]["detail"] == "Department for Education → Department for Work and Pensions"
    assert rows["moved"]["detail"] == "Our Orchards → Our Records"
    row = rows["amount changed"]
    assert (row["first_amount"], row["second_amount"], row["basis"], row["how"]) == (
        12_000_000, 15_000_000, "inferred", "same words",
    )  # fmt: skip
    assert [words["plan"][-4:] for words in row["passages"]][:2] == ["2024", "2026"]


def test_another_year_or_figure_is_no_ask_that_is_kept(store: Store) -> None:
    texts = [WEALD_2024.replace("duty on perry", f"duty on perry by {year}") for year in (2027, 2029)]
    load(store, edition(texts[0], "2024"), edition(texts[1], "2025"))
    rows = {row["first"]: row for row in asks(store, "2024", "2025")}
    row = rows["repeal the duty on perry by 2027"]
    assert (row["change"], row["detail"]) == ("reworded", "2027 → 2029")
    assert {row["change"] for row in rows.values()} == {"reworded", "kept"}


def test_what_else_stands_in_one_only(store: Store) -> None:
    load(store, *weald())
    rest = [row for row in pg.compare(store, "2024", "2026").to_records() if row["fact"] != "ask"]
    assert [(row["fact"], row["change"], row["organisation"], row["role"]) for row in rest] == [
        ("organisation", "dropped", "Department for Education", None),
        ("organisation", "new", "Department for Work and Pensions", None),
        ("role", "dropped", "Weald Guild", "running the summer fair"),
        ("role", "new", "Weald Guild", "judging the autumn show"),
    ]


def test_an_ask_goes_on_over_editions_in_between(store: Store) -> None:
    between = edition(
        WEALD_2024.replace("devolve the towpath maintenance budget", "devolve the budget for towpaths").replace(
            "- repeal the duty on perry\n", ""
        ),
        "2025",
    )
    load(store, *weald(), between)
    rows = {row["first"]: row for row in asks(store, "2024", "2026") if row["first"]}
    assert rows["devolve the towpath maintenance budget"]["change"] == "reworded"
    assert rows["share its register of old apple trees"]["how"] == "same words"
    # left out of the edition in between, and here again
    back = edition(WEALD_2024, "2027")
    load(store, back)
    again = {row["first"]: row["change"] for row in asks(store, "2024", "2027") if row["first"]}
    assert again["repeal the duty on perry"] == "kept"


def test_a_dropped_ask_whose_words_stand_within_another_is_told_with_it(store: Store) -> None:
    merged = WEALD_2024.replace("- pay for a school of thatching\n", "").replace(
        "control of evening classes in joinery",
        "control of evening classes in joinery near the school of thatching that you pay for",
    )
    load(store, weald()[0], edition(merged, "2025"))
    rows = {row["first"]: row for row in asks(store, "2024", "2025")}
    whole = rows["pay for a school of thatching"]
    assert (whole["change"], whole["how"]) == ("dropped", "within another ask")
    assert whole["detail"].startswith("its words stand within “Give us control of evening classes in joinery near")
    (finding,) = pg.gaps(store, checks=["G33"], as_of="2025-06-01").findings
    assert (finding.absence, finding.closed_if_inferred) == ("found but not linked", True)
    assert "Is it now “Give us control of evening classes" in finding.question


def test_people_decide_in_doubt(store: Store) -> None:
    same = "  - action: same ask\n    ask: lower the weight limit\n    earlier: lower the speed limit on mill lanes\n"
    apart = "  - action: not the same ask\n    ask: keep the duty on perry\n    earlier: repeal the duty on perry\n"
    load(store, weald()[0], edition(WEALD_2026, "2026", f"corrections:\n{same}{WHO}{apart}{WHO}"))
    rows = {row["first"] or row["second"]: row for row in asks(store, "2024", "2026")}
    decided = rows["lower the speed limit on mill lanes"]
    assert (decided["change"], decided["basis"], decided["how"]) == ("reworded", "curated", "decided by a person")
    assert rows["repeal the duty on perry"]["change"] == "dropped"
    assert rows["keep the duty on perry"]["change"] == "new"


def test_two_plans_show_what_both_ask_the_same_body_for(store: Store) -> None:
    store.replace_plan(havenshire())
    store.replace_plan(borderland())
    rows = asks(store, "Havenshire", "Borderland")
    both = [(row["department"], row["first"], row["second"], row["how"]) for row in rows if row["change"] == "both ask"]
    assert both == [
        (["Harbour Office"], "Local control of the Pier Fund", "The Pier Fund in our own hands",
         "same instrument: Pier Fund"),
        (["Shelter Agency"], "A roof for every family", "A warm roof for each family", "same topic: Roofs and lofts"),
    ]  # fmt: skip
    beside = {row["second"]: row for row in rows if row["change"] == "only Borderland Compact"}
    assert beside["Quiet bells on the sabbath"]["detail"] == "asked by both, for other things"
    nobody = {row["first"] for row in rows if row["department"] == ["nobody by name"]}
    assert nobody == {"Money for lamps", "A kind word for the shepherds"}
    assert {row["basis"] for row in rows if row["how"] == "same topic: Roofs and lofts"} == {"inferred"}
    facts = {row["fact"] for row in pg.compare(store, "Havenshire", "Borderland").to_records()}
    assert facts == {"ask", "priority", "organisation", "role"}


@pytest.mark.parametrize(
    ("two", "plan"),
    [
        (("The Weald Prospectus 2024", "The Weald Prospectus 2026"), None),
        (("The Weald Prospectus@2026", f"{WEALD}@2024"), None),
        (("2024", "2026"), "weald"),
        (("The Weald Prospectus",), None),
        ((), "weald"),
    ],
)
def test_editions_are_named_in_many_ways(store: Store, two: tuple[str, ...], plan: str | None) -> None:
    load(store, *weald())
    answer = pg.compare(store, *two, plan=plan)
    assert answer.note.startswith("The Weald Prospectus: from 2024 to 2026. 9 asks: 1 amount changed, 1 new owner,")
    assert tuple(answer.to_frame().columns) == answer.columns


@pytest.mark.parametrize(
    ("two", "says"),
    [
        (("2024", f"{WEALD}@2024"), r"are the same, .* Other editions of it are: 'The Weald Prospectus', 2026"),
        ((f"{WEALD}@2024",), r"holds no edition before 'The Weald Prospectus', 2024 .* Other editions of it are"),
        (("a compact",), r"no edition before 'A Compact for the Strand', 2025 .* It can be compared with: 'The Weald"),
        ((), r"Which two\? Give two plans or editions"),
    ],
)
def test_what_cannot_be_compared_is_told_with_what_can(store: Store, two: tuple[str, ...], says: str) -> None:
    load(store, *weald(), strand()[0])
    with pytest.raises(BadParameter, match=says):
        pg.compare(store, *two)
    with pytest.raises(UnknownPlan, match="holds no plan 'nowhere'"):
        pg.compare(store, "nowhere", "2024")


def test_a_plan_without_asks_can_be_compared(store: Store) -> None:
    load(store, weald()[0])
    store.replace_plan(borderland())
    empty = edition(WEALD_2024.split("### What we need")[0] + "\n### The roles our partners will play\n\n"
                    "- Weald Guild – running the summer fair\n", "2023")  # fmt: skip
    load(store, empty)
    rows = asks(store, f"{WEALD}@2023", f"{WEALD}@2024")
    assert {row["change"] for row in rows} == {"new"}


def test_the_parameters_are_those_of_a_question(store: Store) -> None:
    load(store, *weald())
    answer = ask(store, "compare", first="2026", second="2024")
    assert answer.rows == pg.compare(store, "2024", "2026").rows
    with pytest.raises(BadParameter, match="names its plans itself"):
        ask(store, "compare", first="2026", second="2024", plan="weald")


@pytest.fixture
def at(empty_folder: Place) -> str:
    with pg.open(empty_folder.location) as store:
        load(store, *weald(), strand()[0])
    return empty_folder.location


def run(at: str, *arguments: str) -> Any:
    return CliRunner(env={"COLUMNS": "200"}).invoke(partners, ["compare", *arguments, "--store", at])


def test_the_command_prints_quotes_side_by_side(at: str) -> None:
    result = run(at, "2024", "2026", "--plan", "weald")
    assert result.exit_code == 0, result.output
    lines = result.stdout.splitlines()
    assert lines[0].split() == ["CHANGE", "2024", "2026", "DETAIL"]
    (reworded,) = [line for line in lines if "towpath" in line]
    assert reworded.split("  ")[0] == "reworded"
    assert "devolve the towpath maintenance budget" in reworded
    assert "fully devolve the budget for towpath maintenance" in reworded
    assert "Only in 2024, roles: Weald Guild – running the summer fair." in result.stdout
    assert lines[-1] == "9 rows"
    assert "from 2024 to 2026" in result.stderr


@pytest.mark.parametrize("form", ["json", "csv", "md"])
def test_the_command_prints_other_forms(at: str, form: str) -> None:
    result = run(at, "weald", "--format", form)
    assert result.exit_code == 0, result.output
    if form == "json":
        rows = json.loads(result.stdout)
        assert all(row["passages"] and row["basis"] for row in rows)
        assert len(rows) == 13
    elif form == "csv":
        rows = list(csv.DictReader(io.StringIO(result.stdout)))
        assert next(row["first"] for row in rows if row["change"] == "dropped") == "pay for a school of thatching"
        assert len(rows) == 13
    else:
        assert result.stdout.startswith("| change | 2024 | 2026 | detail |")


def test_the_command_compares_two_plans_and_tells_what_is_wrong(at: str) -> None:
    result = run(at, "weald", "strand", "--words")
    assert result.exit_code == 0, result.output
    assert "DEPARTMENT" in result.stdout.splitlines()[0]
    assert "In the plan's words:" in result.stdout
    assert run(at).exit_code == 2
    assert run(at, "strand").exit_code == 1
    assert "Error: The store holds no edition before" in run(at, "strand").stderr
