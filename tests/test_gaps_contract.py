"""What holds for every gap check, on both engines."""

import re
from dataclasses import fields
from typing import Any

import pytest

from graph.errors import BadParameter
from graph.store import Store
from graph.vocabulary import BASES
from queries.gaps.catalogue import CHECKS, catalogue, find_checks
from queries.gaps.check import SEVERITIES, Case, Check
from queries.gaps.run import gaps, run
from tests.clean_plan import AS_OF, clean, neighbours
from tests.gap_mutations_editions import Pair
from tests.sample_plans import fenland, midshire

every_check = pytest.mark.parametrize("check", CHECKS.values(), ids=list(CHECKS))

CONTRACT = (
    "check", "finding", "severity", "sentence", "why", "question", "subject", "section", "quote", "missing",
    "closed_if_inferred", "members",
)  # fmt: skip
"""The columns of a finding that other people's scripts rely on."""


@pytest.fixture
def held(store: Store, request: pytest.FixtureRequest) -> Store:
    check = getattr(request.node, "callspec", None) and request.node.callspec.params.get("check")
    # what compares plans needs some more of them
    others = neighbours() if check and check.id == "G22" else ()
    for plan in (clean(), midshire(), fenland(), *others):
        store.replace_plan(plan)
    Pair().stored(store)
    return store


@every_check
def test_checks_are_described(check: Check) -> None:
    assert re.fullmatch(r"G\d\d", check.id)
    assert check.severity in SEVERITIES
    assert check.question.endswith("?")
    for sentence in (check.sentence, check.why, check.guard):
        assert sentence.endswith(".")
        assert len(sentence) > 20
    assert not check.title.endswith(".")
    assert all(check.subjects)
    assert check.has
    assert check.lacks
    assert check.missing
    assert not check.suggestion or "{names}" in check.suggestion
    assert "ORDER BY" in check.cypher
    assert issubclass(check.row, Case)
    assert check.row.__doc__


@every_check
def test_the_cypher_returns_the_columns_of_the_case(held: Store, check: Check) -> None:
    plans = [plan.id for plan in held.plans()]
    given = {"plans": plans, "as_of": AS_OF, **check.parameters, **check.prepare(held, plans, AS_OF)}
    returned = held.read(check.cypher, given)
    assert set(check.needed) <= set(returned.columns) <= set(check.allowed)
    assert returned.rows, "the sample plans hold no subject for it"


@every_check
def test_cases_are_told_apart_and_always_the_same(held: Store, check: Check) -> None:
    plans = [plan.id for plan in held.plans()]
    ((_, first),) = run(held, [check], plans, AS_OF)
    ((_, again),) = run(held, [check], plans, AS_OF)
    about = [(case.plan, case.subject_id) for case in first]
    assert len(set(about)) == len(about) > 0
    assert sorted(first, key=repr) == sorted(again, key=repr)
    assert {case.plan for case in first} <= set(plans)
    assert all(isinstance(case.fails, bool) for case in first)


@every_check
def test_every_finding_says_everything(held: Store, check: Check) -> None:
    found = gaps(held, as_of=AS_OF, checks=[check.id])
    for one in found.to_records():
        assert set(CONTRACT) <= set(one)
        assert one["basis"] in BASES
        assert one["sentence"][0] in "“£" or one["sentence"][0].isupper() or one["sentence"][0].isdigit()
        assert one["sentence"].endswith(".")
        assert "None" not in one["sentence"].replace("None of the", "")
        assert one["question"].endswith("?")
        assert one["subject"]
        assert one["missing"]
        for words in one["passages"]:
            assert words["quote"] in words["context"]
    assert list(found.to_frame().columns) == list(found.columns)


def test_the_columns_of_a_finding_begin_with_those_of_the_contract(held: Store) -> None:
    assert gaps(held, as_of=AS_OF).columns[: len(CONTRACT)] == CONTRACT


def test_findings_are_told_apart(held: Store) -> None:
    ids = [id_ for one in gaps(held, as_of=AS_OF).findings for id_ in {one.finding, *one.ids}]
    assert len(set(ids)) == len(ids) > 2


def test_two_checks_cannot_have_one_id() -> None:
    one = next(iter(CHECKS.values()))
    with pytest.raises(ValueError, match=f"Two checks have the id '{one.id}'"):
        catalogue([one, one])


def test_an_unknown_check_is_refused_with_those_there_are() -> None:
    with pytest.raises(BadParameter, match=r"There is no gap check 'G99'. The checks are: G01"):
        find_checks(["G99"])
    assert [check.id for check in find_checks(["g01", "G01 "])] == ["G01"]


@every_check
def test_a_plan_that_is_not_read_is_not_checked(held: Store, check: Check) -> None:
    (plan,) = [plan for plan in held.plans() if plan.title.startswith("Fenland")]
    found: Any = run(held, [check], [plan.id], AS_OF)
    assert {case.plan for case in found[0][1]} <= {plan.id}
    assert fields(check.row)
