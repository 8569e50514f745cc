"""The tree of exceptions."""

import inspect
import re

import pytest

from graph import errors
from graph.errors import PartnershipGraphError


def _drawn() -> dict[str, tuple[str, ...]]:
    """Every exception in the drawing and what it derives from, the one it hangs under first."""
    found: dict[str, tuple[str, ...]] = {}
    above: list[tuple[int, str]] = []
    for line in (errors.__doc__ or "").splitlines():
        match = re.match(r"(    [│├└─ ]*)([A-Z]\w+)(?:\((\w+)\))?(?:\s{2,}|$)", line)
        if match is None:
            continue
        depth = len(match[1])
        while above and above[-1][0] >= depth:
            above.pop()
        parents = [above[-1][1]] if above else ["Exception"]
        found[match[2]] = (*parents, *([match[3]] if match[3] else []))
        above.append((depth, match[2]))
    return found


def _real() -> dict[str, tuple[str, ...]]:
    classes = [c for _, c in inspect.getmembers(errors, inspect.isclass) if c.__module__ == errors.__name__]
    return {c.__name__: tuple(base.__name__ for base in c.__bases__) for c in classes if issubclass(c, Exception)}


def test_the_drawing_is_the_tree() -> None:
    assert _drawn() == _real()


def test_everything_is_caught_by_one_name() -> None:
    assert _real()
    for name in _real():
        assert issubclass(getattr(errors, name), PartnershipGraphError)


@pytest.mark.parametrize("name", sorted(_real()))
def test_every_exception_says_what_it_is_for(name: str) -> None:
    assert (inspect.getdoc(getattr(errors, name)) or "").endswith(".")
    assert str(getattr(errors, name)("what happened")) == "what happened"


def test_choices_are_listed_in_the_order_given() -> None:
    assert errors.choices(["b", "a"]) == "b, a"
