"""What is left to look at after people's decisions: entries that changed nothing, and issues they have not answered."""

from collections.abc import Iterable, Iterator, Sequence

from loaders.decisions import Entry, Outcome
from loaders.document import Document
from loaders.graph_editor import Editor
from loaders.issues import Issue
from loaders.sentences import one_line

_OF_NAMES = "name-not-placed"
_OF_BLOCKS = frozenset(
    (
        "item-without-ask",
        "role-without-partner",
        "row-not-read",
        "prose-without-ask",
        "prose-without-role",
        "sum-not-placed",
    )
)


def reported(name: str, outcomes: Iterable[Outcome]) -> Iterator[Issue]:
    """An issue for each entry that was not applied, or only to words that had changed, with its line in the file."""
    for outcome in outcomes:
        entry = outcome.entry
        what = entry.action if entry.action in ("waiver", "update") else f"correction “{entry.action}”"
        if outcome.done and outcome.said:
            hint = "Check that it is still meant so."
            yield Issue(entry.line, "correction-reworded", f"the {what}: {outcome.said}.", hint, "note", name)
        elif not outcome.done:
            message = f"the {what} was not applied: {outcome.said}."
            yield Issue(entry.line, f"correction-{outcome.state}", message, outcome.hint, file=name)


def unanswered(editor: Editor, issues: Sequence[Issue], outcomes: Iterable[Outcome]) -> tuple[Issue, ...]:
    """The issues of the reading that no decision answers: a statement added in the block, or a name placed."""
    outcomes = list(outcomes)
    names = {f"“{one_line(name)}”" for outcome in outcomes if outcome.done for name in _names(outcome.entry)}
    lines = {_line(editor.document, block) for block in blocks_added(editor, outcomes)}
    return tuple(
        issue
        for issue in issues
        if not (issue.code in _OF_BLOCKS and issue.line in lines)
        and not (issue.code == _OF_NAMES and any(issue.message.startswith(name) for name in names))
    )


def blocks_added(editor: Editor, outcomes: Iterable[Outcome]) -> set[int]:
    """The blocks that hold a statement a person added, by index."""
    added = {outcome.target for outcome in outcomes if outcome.done and outcome.entry.action == "add"}
    return {passage.order for id_ in added if id_ is not None for passage in editor.passages(id_)}


def blocks_open(issues: Iterable[Issue]) -> int:
    """How many issues say that a block was not understood."""
    return sum(issue.code in _OF_BLOCKS for issue in issues)


def _names(entry: Entry) -> tuple[str, ...]:
    organisation = entry.text("organisation") if entry.action in ("add", "drop") else None
    return (*entry.texts("names"), *((organisation,) if organisation else ()))


def _line(document: Document, block: int) -> int:
    found = document.blocks[block]
    return found.line or document.text.count("\n", 0, found.start) + 1
