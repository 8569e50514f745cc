"""Decisions about what was found: statements confirmed, and who is asked and what is served confirmed or taken back."""

from graph.ontology import AddressedTo, Delivers, EvidencedBy, Instrument, Organisation, Supports
from loaders.corrections_bodies import accept_body, body_of
from loaders.corrections_match import Match, NotApplied, match, one_body, shown
from loaders.decisions import Entry
from loaders.graph_editor import RULE, Editor


def priority(editor: Editor, name: str) -> str:
    """The id of the priority of a name."""
    found = match(editor, Entry(line=0, action="", by="", at=None, values={"priority": name}))
    return found.id


def accept(editor: Editor, entry: Entry) -> Match:
    """Confirm a statement, or a link of an ask or a role: one the rules concluded, or one that only a person sees."""
    found = match(editor, entry)
    link = next((name for name in ("addressee", "supports", "delivers") if name in entry.values), None)
    for id_ in found.ids:
        node = editor.graph.nodes[id_]
        behind = tuple(passage.id for passage in editor.passages(id_))
        if link == "addressee":
            asked = body_of(editor, entry.values[link], entry)
            editor.decide(_held(editor, AddressedTo(start=id_, finish=asked, rule=RULE, passages=behind)), entry)
        elif link is not None:
            kind = Supports if link == "supports" else Delivers
            goal = priority(editor, entry.values[link])
            editor.decide(_held(editor, kind(start=id_, finish=goal, rule=RULE, passages=behind)), entry)
        elif isinstance(node, Organisation):
            accept_body(editor, node, entry)
        elif isinstance(node, Instrument) and node.plan is None:
            for named in editor.out(id_, EvidencedBy):
                editor.decide(named, entry)
        else:
            editor.set(id_, entry, confidence="high")
    return found


Link = AddressedTo | Supports | Delivers


def _held(editor: Editor, link: Link) -> Link:
    """The link as the rules drew it, with its scope and passages, or the new one."""
    held = editor.graph.relations.get(link.key)
    return held if isinstance(held, AddressedTo | Supports | Delivers) else link


def reject(editor: Editor, entry: Entry) -> Match:
    """A link of an ask or a role is wrong."""
    found = match(editor, entry)
    link = next(name for name in ("addressee", "supports", "delivers") if name in entry.values)
    gone = 0
    for id_ in found.ids:
        if link == "addressee":
            finish = one_body(editor, entry.values[link])[0].id
            links: list[Link] = [r for r in editor.out(id_, AddressedTo) if r.finish == finish]
        else:
            finish = priority(editor, entry.values[link])
            kinds: tuple[type[Link], ...] = (Supports, Delivers)
            links = [r for kind in kinds for r in editor.out(id_, kind) if r.finish == finish]
        for relation in links:
            editor.unlink(relation)
            editor.tidy(relation.passages)
            gone += 1
    if not gone:
        raise NotApplied(
            "unmatched",
            f"there is no such link to {shown(entry.values[link])}",
            "It may be gone already: remove the entry.",
        )
    return found


def addressee(editor: Editor, entry: Entry) -> Match:
    """Say who is asked: confirm one who was found, add one, or put one in the place of another."""
    found = match(editor, entry)
    asked = body_of(editor, entry.values["organisation"], entry)
    behind = tuple(passage.id for passage in editor.passages(found.id))
    wrong = entry.text("instead of")
    if wrong is not None:
        other = one_body(editor, wrong)[0].id
        links = [r for r in editor.out(found.id, AddressedTo) if r.finish == other and other != asked]
        there = any(r.finish == asked for r in editor.out(found.id, AddressedTo))
        if not links and not there:
            raise NotApplied(
                "unmatched", f"{shown(wrong)} is not asked for this", "Leave “instead of” out to add an addressee."
            )
        for relation in links:
            editor.unlink(relation)
            editor.tidy(relation.passages)
    link = AddressedTo(start=found.id, finish=asked, rule=RULE, passages=behind)
    editor.decide(_held(editor, link), entry)
    return found
