"""Every gap check finds what is taken away from a plan that lacks nothing, and nothing else; put back, it is gone."""

import pytest

from graph.store import Store
from queries.gaps.catalogue import CHECKS
from queries.gaps.run import gaps
from tests.clean_plan import AS_OF, changed, clean, neighbours
from tests.gap_mutations import ASKS, READING, Mutation
from tests.gap_mutations_editions import EDITIONS
from tests.gap_mutations_whole import WHOLE

MUTATIONS = (*ASKS, *READING, *WHOLE)


def test_every_check_has_a_mutation() -> None:
    assert {mutation.check for mutation in (*MUTATIONS, *EDITIONS)} == set(CHECKS)


def test_nothing_is_missing_from_the_clean_plan(store: Store) -> None:
    store.replace_plan(clean())
    assert [(one.check, one.sentence) for one in gaps(store, as_of=AS_OF).findings] == []


def test_nothing_is_missing_where_several_such_plans_stand_together(store: Store) -> None:
    for plan in (clean(), *neighbours()):
        store.replace_plan(plan)
    assert [(one.check, one.sentence) for one in gaps(store, as_of=AS_OF).findings] == []


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda one: f"{one.check} {one.subject}")
def test_what_is_taken_away_is_found_and_put_back_it_is_gone(store: Store, mutation: Mutation) -> None:
    for other in mutation.others():
        store.replace_plan(other)
    store.replace_plan(changed(mutation.change))
    found = gaps(store, as_of=AS_OF).findings
    assert sorted({one.check for one in found}) == sorted({mutation.check, *mutation.also})
    (finding,) = [one for one in found if one.check == mutation.check]
    assert finding.subject.startswith(mutation.subject)
    assert finding.absence == mutation.absence
    assert finding.missing
    # public record outlives the plan that brought it as long as another load reaches it
    store.forget(clean().plan().id)
    store.replace_plan(clean())
    assert gaps(store, as_of=AS_OF).findings == ()
