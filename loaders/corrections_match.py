"""Which thing of a plan an entry means, by its words: exactly, as part of a sentence, or nearly."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TypeVar

from rapidfuzz import fuzz

from graph.errors import choices
from graph.ids import normalise
from graph.ontology import Ask, Instrument, Organisation, Passage, Plays, Priority, Role, Section, Within
from graph.records import Node
from loaders.decisions import Entry, Outcome, State
from loaders.graph_editor import Editor
from loaders.names import key
from loaders.sentences import one_line

NEAR = 88.0
"""How alike two wordings must be, of 100, to count as one thing reworded."""
NEAR_NAME = 93.0
"""The same for names, where a letter may be all the difference."""
_MARGIN = 4.0
_ONE_WORD = 60.0
_PART = 3
_SHOWN = 60

N = TypeVar("N", bound=Node)
_CLASSES: dict[str, type[Node]] = {
    "ask": Ask, "role": Role, "priority": Priority, "instrument": Instrument, "organisation": Organisation,
    "section": Section,
}  # fmt: skip


class NotApplied(Exception):
    """An entry that changes nothing, with why."""

    def __init__(self, state: State, said: str, hint: str = "") -> None:
        super().__init__(said)
        self.state, self.said, self.hint = state, said, hint

    def outcome(self, entry: Entry) -> Outcome:
        """What is reported of the entry."""
        return Outcome(entry, self.state, self.said, self.hint)


@dataclass(frozen=True)
class Match:
    """What an entry means."""

    ids: tuple[str, ...]
    """One id; several for a role that several partners play in the same words; none where nothing is left of it."""
    remark: str = ""
    """What is to be known of how it was found, if it was not found to the letter."""

    @property
    def id(self) -> str:
        """The first, and mostly the only one."""
        return self.ids[0]

    @property
    def target(self) -> str | None:
        """The first, if there is one."""
        return self.ids[0] if self.ids else None


def shown(words: str) -> str:
    """Words as a message shows them."""
    line = one_line(words)
    return f"“{line if len(line) <= _SHOWN else line[:_SHOWN].rsplit(' ', 1)[0] + ' …'}”"


def match(editor: Editor, entry: Entry) -> Match:
    """What the entry is about.

    Raises:
        NotApplied: nothing of its kind has its words, or several things have.
    """
    assert entry.target is not None  # noqa: S101 - the file was checked
    kind, words = entry.target
    if kind == "organisation":
        return _one_body(editor, words, entry)
    things = list(editor.graph.of(_CLASSES[kind]))
    if kind in ("priority", "instrument", "section"):
        return _chosen(editor, kind, words, entry, *_best(things, words, lambda n: _names(editor, n), NEAR_NAME))
    partner = entry.text("partner")
    if kind == "role" and partner is not None:
        players = {found.id for found in bodies(editor, partner)}
        things = [role for role in things if any(p.start in players for p in editor.into(role.id, Plays))]
        if not things:
            raise NotApplied("unmatched", f"no partner called {partner!r} plays a role", "Check the partner's name.")
    in_whole = [n for n in things if normalise(words) in {normalise(whole(editor, p)) for p in editor.passages(n.id)}]
    found, remark = _best(things, words, lambda n: _wordings(editor, n), NEAR, in_whole)
    return _chosen(editor, kind, words, entry, found, remark)


def _names(editor: Editor, node: Node) -> list[str]:
    named = [getattr(node, "name", "") or getattr(node, "title", ""), *getattr(node, "aliases", ())]
    return [*named, *(passage.quote for passage in editor.passages(node.id) if passage.kind == "span")]


def _wordings(editor: Editor, node: Node) -> list[str]:
    said = [getattr(node, "text", ""), getattr(node, "title", "")]
    return [*said, *(passage.quote for passage in editor.passages(node.id))]


def _best(
    things: Sequence[Node],
    words: str,
    wordings: Callable[[Node], Iterable[str]],
    near: float,
    in_whole: Sequence[Node] = (),
) -> tuple[list[Node], str]:
    """The things with these words: to the letter, else all of their sentence, else part of one another, else nearly."""
    wanted = normalise(words)
    forms = [(thing, [normalise(form) for form in wordings(thing)]) for thing in things]
    exact = [thing for thing, said in forms if wanted in said]
    if exact or not wanted:
        return exact, ""
    if in_whole:
        return list(in_whole), ""
    part = [thing for thing, said in forms if any(_within(wanted, form) or _within(form, wanted) for form in said)]
    if part:
        return part, ""
    scored = [(max((_alike(wanted, form) for form in said), default=0.0), thing) for thing, said in forms]
    best = max((score for score, _ in scored), default=0.0)
    close = [thing for score, thing in scored if score >= max(near, best - _MARGIN)]
    if best < near or not close:
        return [], ""
    top = next(thing for score, thing in scored if score == best)
    return close, f"matched reworded words: {shown(next(iter(wordings(top)), ''))}"


def _alike(one: str, other: str) -> float:
    """How alike two wordings are, of 100; not at all where a word gave way to one that is nothing like it.

    So an ask for buses is not one for trams. A sum, a year or any other number may be another one.
    """
    score = fuzz.ratio(one, other)
    if score < min(NEAR, NEAR_NAME):
        return 0.0
    left, right = one.split(), other.split()
    for what, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        old, new = " ".join(left[a:b]), " ".join(right[c:d])
        numbers = any(ch.isdigit() for ch in old) and any(ch.isdigit() for ch in new)
        if what == "replace" and not numbers and fuzz.ratio(old, new) < _ONE_WORD:
            return 0.0
    return score


def _within(part: str, whole: str) -> bool:
    """Whether some words stand whole in others, and are enough to tell something by."""
    return part.count(" ") + 1 >= _PART and f" {part} " in f" {whole} "


def _chosen(editor: Editor, kind: str, words: str, entry: Entry, found: list[Node], remark: str) -> Match:
    if not found:
        raise NotApplied(
            "unmatched", f"no {kind} has the words {shown(words)}",
            "Copy the words from the plan as it is now, or remove the entry.",
        )  # fmt: skip
    section = entry.text("section") if kind != "section" else None
    if section is not None:
        here = [node for node in found if _stands_under(editor, node, section)]
        if here:
            found = here
        elif len(found) == 1:
            remark = "; ".join(part for part in (remark, f"found, but no longer under {shown(section)}") if part)
    if len(found) > 1:
        hinted = [node for node in found if node.id == entry.text("id")]
        found = hinted or found
    if len(found) > 1 and not (kind == "role" and _one_statement(editor, found)):
        under = dict.fromkeys(" › ".join(path) for node in found for path in _paths(editor, node))
        raise NotApplied(
            "ambiguous", f"{len(found)} {kind}s have the words {shown(words)}",
            f"Add the section, one of: {choices(under)}.",
        )  # fmt: skip
    return Match(tuple(node.id for node in found), remark)


def _paths(editor: Editor, node: Node) -> list[tuple[str, ...]]:
    return [passage.heading_path for passage in editor.passages(node.id)]


def _stands_under(editor: Editor, node: Node, section: str) -> bool:
    wanted = normalise(section)
    return any(wanted == normalise(heading) for path in _paths(editor, node) for heading in path)


def _one_statement(editor: Editor, roles: Iterable[Node]) -> bool:
    """Whether roles are the parts of several partners in the same words of the same place."""
    return len({tuple(passage.id for passage in editor.passages(role.id)) for role in roles}) == 1


def bodies(editor: Editor, name: str) -> list[Organisation]:
    """The organisations that the plan or the register calls so, those the plan speaks of first."""
    wanted = key(name)
    found = [body for body in editor.graph.of(Organisation) if wanted in {key(form) for form in forms(editor, body)}]
    exact = [body for body in found if key(body.name) == wanted]
    spoken = [body for body in found if editor.own(body.id)]
    return exact or spoken or found


def forms(editor: Editor, body: Organisation) -> list[str]:
    """Every name of an organisation, as the plan and as public record write it."""
    written = [passage.quote for passage in editor.passages(body.id) if passage.kind == "span"]
    return [form for form in (body.name, body.abbreviation, *body.aliases, *written) if form]


def _one_body(editor: Editor, name: str, entry: Entry) -> Match:
    body, remark = one_body(editor, name, entry.text("id"))
    return Match((body.id,), remark)


def one_body(editor: Editor, name: str, hint: str | None = None) -> tuple[Organisation, str]:
    """The one organisation of a name, and a remark where the name was found only nearly.

    Raises:
        NotApplied: there is none, or there are several.
    """
    found, remark = bodies(editor, name), ""
    if not found:
        found, remark = _near_bodies(editor, name)
    if len(found) > 1:
        found = [body for body in found if body.id == hint] or found
    if not found:
        raise NotApplied(
            "unmatched", f"no organisation is called {shown(name)}", "Copy its name from the plan as it is now."
        )
    if len(found) > 1:
        named = choices(f"{body.name} (id: {body.id})" for body in found)
        raise NotApplied(
            "ambiguous", f"{shown(name)} is the name of {len(found)} organisations", f"Add the id of one: {named}."
        )
    return found[0], remark


def _near_bodies(editor: Editor, name: str) -> tuple[list[Organisation], str]:
    wanted = " ".join(key(name))
    if " " not in wanted:
        return [], ""
    spoken = [body for body in editor.graph.of(Organisation) if editor.own(body.id)]
    close = [
        body
        for body in spoken
        if max(fuzz.ratio(wanted, " ".join(key(form))) for form in forms(editor, body)) >= NEAR_NAME
    ]
    return close, f"matched a reworded name: {shown(close[0].name)}" if close else ""


def whole(editor: Editor, passage: Passage) -> str:
    """The sentence or bullet that a passage stands in."""
    for link in editor.out(passage.id, Within):
        block = editor.graph.nodes[link.finish]
        if isinstance(block, Passage):
            return block.quote
    return passage.quote
