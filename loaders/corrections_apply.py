"""What people decided about a plan, applied to it entry by entry."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from graph.ids import node_id
from graph.ontology import About, Correction, Update, Waiver, Waives
from loaders import corrections_bodies as bodies
from loaders import corrections_links as links
from loaders import corrections_statements as statements
from loaders.corrections_issues import blocks_added, blocks_open, reported, unanswered
from loaders.corrections_match import Match, NotApplied, match
from loaders.decisions import TARGETS, Corrections, Decided, Entry, Outcome
from loaders.graph_editor import RULE, Editor
from loaders.plan import Loaded

_ACTIONS: Mapping[str, Callable[[Editor, Entry], Match]] = {
    "same organisation": bodies.same,
    "not the same": bodies.apart,
    "rename": bodies.rename,
    "kind": bodies.kind,
    "drop": statements.drop,
    "add": statements.add,
    "addressee": links.addressee,
    "accept": links.accept,
    "reject": links.reject,
    # which ask of the edition before is meant is seen where both editions are: in the store
    "same ask": match,
    "not the same ask": match,
}

_STAYS = (
    "Copy the words from the plan as it is now. If they are those of an earlier edition, leave the entry: it stays on "
    "record, and counts for the ask of that edition."
)


def applied(loaded: Loaded, corrections: Corrections) -> Loaded:
    """The plan as people decided it is.

    What an entry changes has basis curated, and says by whom and when. Every entry is in the graph as a Correction,
    Waiver or Update. One that changes nothing is among the issues, with its line of the corrections file.
    """
    editor = Editor(loaded.graph, loaded.document)
    outcomes = [_outcome(editor, entry) for entry in corrections.entries]
    for outcome in outcomes:
        _record(editor, outcome)
    left = unanswered(editor, loaded.issues, outcomes)
    added = blocks_added(editor, outcomes)
    understood = loaded.understood + blocks_open(loaded.issues) - blocks_open(left)
    editor.graph.nodes[editor.plan.id] = replace(editor.plan, understood=understood, corrections=corrections.name)
    editor.graph.check()
    return replace(
        loaded,
        graph=editor.graph,
        issues=(*reported(corrections.name, outcomes), *left),
        understood=understood,
        left=tuple(block for block in loaded.left if block not in added),
        decided=Decided(corrections.name, tuple(outcomes)),
    )


def _outcome(editor: Editor, entry: Entry) -> Outcome:
    """Apply one entry whole, or not at all."""
    nodes, relations = dict(editor.graph.nodes), dict(editor.graph.relations)
    try:
        if entry.action in _ACTIONS:
            found = _ACTIONS[entry.action](editor, entry)
        elif entry.target is None:
            found = Match((editor.plan.id,))
        else:
            found = match(editor, entry)
    except NotApplied as why:
        editor.graph.nodes, editor.graph.relations = nodes, relations
        outcome = why.outcome(entry)
        of_ask = entry.action in ("waiver", "update") and "ask" in entry.values
        return replace(outcome, hint=_STAYS) if of_ask and why.state == "unmatched" else outcome
    return Outcome(entry, "reworded" if found.remark else "applied", found.remark, target=found.target)


def _record(editor: Editor, outcome: Outcome) -> None:
    """Keep an entry in the graph, so that whoever reads the store sees it."""
    entry, target = outcome.entry, outcome.target
    there = target if target in editor.graph.nodes else None
    common: dict[str, Any] = {
        "plan": editor.plan.id, "basis": "curated", "rule": RULE, "by": entry.by, "at": entry.at,
    }  # fmt: skip
    if entry.action == "waiver":
        waiver = Waiver(
            id=_id(editor, "Waiver", entry), check=entry.values["check"], reason=entry.values["reason"],
            until=entry.text("until"), quote=entry.text("ask"), **common,
        )  # fmt: skip
        editor.graph.add(waiver)
        if there is not None:
            editor.link(Waives(start=waiver.id, finish=there, **common))
    elif entry.action == "update":
        known = ("date", "said", "evidenced", "amount", "source", "url", "note")
        update = Update(
            id=_id(editor, "Update", entry), quote=_quote(entry),
            **{k: v for k, v in entry.values.items() if k in known}, **common,
        )  # fmt: skip
        editor.graph.add(update)
        if there is not None:
            editor.link(About(start=update.id, finish=there, **common))
    else:
        editor.graph.add(
            Correction(
                id=_id(editor, "Correction", entry), action=entry.action, target=target, quote=_quote(entry),
                value=_value(entry), earlier=entry.text("earlier"), note=entry.text("note"), **common,
            )
        )  # fmt: skip


def _id(editor: Editor, label: str, entry: Entry) -> str:
    """An id made from what the entry says, so that the same file gives the same ids.

    Of an update everything counts: one of which a word was changed is another one, and the first is missed.
    """
    aside = ("id",) if label == "Update" else ("note", "id")
    values = {**entry.values, "by": entry.by, "at": entry.at} if label == "Update" else entry.values
    said = " ".join(f"{key} {value}" for key, value in sorted(values.items()) if key not in aside)
    repeat = 0
    while (found := node_id(editor.plan.id, label, (entry.action,), said, repeat)) in editor.graph.nodes:
        repeat += 1
    return found


def _quote(entry: Entry) -> str | None:
    if entry.target is not None:
        return entry.target[1]
    return " · ".join(entry.texts("names")) or None


def _value(entry: Entry) -> str | None:
    """What was decided, in words: the keys that say neither what the entry is about nor why."""
    aside = {*TARGETS, "names", "id", "note"}
    if entry.action == "addressee":
        aside.remove("organisation")
    said = [
        f"{key}: {', '.join(value) if isinstance(value, tuple) else _plain(value)}"
        for key, value in entry.values.items()
        if key not in aside
    ]
    return "; ".join(said) or None


def _plain(value: object) -> str:
    return ("yes" if value else "no") if isinstance(value, bool) else str(value)
