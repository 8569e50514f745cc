"""What a heading is for, where its words do not say it and what stands under it does."""

from graph.ontology import AddressedTo, Ask, Role, Section
from loaders.plan import Loaded, load
from loaders.readers import read_data

THEMES = """# Northshire plan

Northshire Combined Authority wrote this.

## Rails

The line is old.

### Setting it free

- Network Rail to reopen the Westby line by 2030
- A seat on the timetable board

### Shoulders to the wheel

- Northshire College – training forty drivers a year
- Westby Council will clear the yard.

## Roads

The road is older.

### Setting it free

- National Highways to mend the bridge

### Shoulders to the wheel

- Westby Council is to move the depot.
"""

BACKGROUND = """# Northshire plan

## Rails

### What we found

- trains were late in nine weeks of ten
- buses were full

## Roads

### What we found

- bridges were weak in the north
"""

BY_DEPARTMENT = """# Northshire plan

## A fair start

### Department for Transport

- Reopen the Westby line.
- Keep the fare cap for three years.

## Facts

### Department for Education

- Its budget was £90 billion last year
- Its staff are few in the north
"""


def read(text: str) -> Loaded:
    return load(read_data(text.encode(), "plan.md"))


def kinds(loaded: Loaded) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for section in loaded.graph.of(Section):
        found.setdefault(section.title, set()).add(section.kind)
    return found


def test_headings_that_recur_are_for_what_stands_under_them_each_time() -> None:
    loaded = read(THEMES)

    assert kinds(loaded)["Setting it free"] == {"needs"}
    assert kinds(loaded)["Shoulders to the wheel"] == {"roles"}
    assert {ask.text for ask in loaded.graph.of(Ask)} == {
        "Network Rail to reopen the Westby line by 2030",
        "A seat on the timetable board",
        "National Highways to mend the bridge",
    }
    assert {role.text for role in loaded.graph.of(Role)} >= {"training forty drivers a year", "will clear the yard"}


def test_headings_that_recur_over_background_say_nothing() -> None:
    loaded = read(BACKGROUND)

    assert kinds(loaded)["What we found"] == {"context"}
    assert list(loaded.graph.of(Ask)) == []


def test_a_department_over_things_to_do_is_asked_for_them() -> None:
    loaded = read(BY_DEPARTMENT)
    asked = {link.start: loaded.graph.nodes[link.finish].id for link in loaded.graph.links(AddressedTo)}

    asks = {ask.text: asked.get(ask.id) for ask in loaded.graph.of(Ask)}
    assert asks == {
        "Reopen the Westby line": "department-for-transport",
        "Keep the fare cap for three years": "department-for-transport",
    }
