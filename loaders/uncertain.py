"""What in a plan's reading is uncertain, each as a question a person can answer with yes or no."""

from collections.abc import Iterable, Mapping, Sequence

from graph.model import Graph
from loaders.bodies import Unresolved
from loaders.decisions import Corrections
from loaders.doubts import Lens, Uncertain, as_answer, settles
from loaders.doubts_of_names import elsewhere_named, look_alikes, names, not_placed
from loaders.doubts_of_statements import addressees, links, statements
from loaders.names import key


def uncertain(
    graph: Graph,
    unresolved: Iterable[Unresolved] = (),
    known: Corrections | None = None,
    elsewhere: Mapping[str, Sequence[str]] | None = None,
) -> list[Uncertain]:
    """What is uncertain about a plan, without what its corrections file decides already.

    Args:
        graph: the plan as read.
        unresolved: the names that could not be placed.
        known: the corrections file as it is now.
        elsewhere: names of other plans' own organisations, with the titles of those plans.
    """
    lens = Lens(graph)
    decided = [as_answer(entry.action, entry.values) for entry in (known.corrections if known else ())]
    open_names = list(unresolved)
    asked = {key(name.text) for name in open_names}
    found = [
        *look_alikes(lens),
        *not_placed(lens, open_names),
        *(item for item in names(lens) if item.yes is None or key(item.yes["organisation"]) not in asked),
        *statements(lens),
        *addressees(lens),
        *elsewhere_named(lens, elsewhere or {}),
        *links(lens),
    ]
    once = {(item.kind, item.question, repr(item.yes)): item for item in found}
    return [item for item in once.values() if not any(settles(answer, item) for answer in decided)]
