"""Decisions about who is who: names joined, names kept apart, another name, another kind."""

from typing import Any

from graph.errors import choices
from graph.ids import digest, normalise, slug
from graph.model import Graph
from graph.ontology import EvidencedBy, Instrument, Mentions, Organisation, Passage
from graph.records import Node, Relation
from loaders.corrections_match import Match, NotApplied, bodies, match, one_body, shown
from loaders.decisions import Entry
from loaders.graph_editor import RULE, Editor
from loaders.names import key
from loaders.reference import reference
from loaders.register import register
from loaders.sentences import Span

_REGISTERED = "What the register says of a body is the same for all plans and is not changed by one of them."


def body_of(editor: Editor, name: str, entry: Entry, kind: str | None = None) -> str:
    """The id of the organisation of a name: the plan's, the register's, or a new one that only the person knows of."""
    try:
        return one_body(editor, name)[0].id
    except NotApplied as why:
        if why.state == "ambiguous":
            raise
    record = register().find(name, editor.plan.published_on)
    if record is not None:
        _bring_in(editor, record.id)
        return record.id
    body = Organisation(
        id=editor.new_id("Organisation", (), name), plan=editor.plan.id, name=name, basis="curated", rule=RULE,
        by=entry.by, at=entry.at, curated=("name", *(("kind",) if kind else ())), kind=kind or "other",  # type: ignore[arg-type]
    )  # fmt: skip
    editor.graph.add(body)
    evidence(editor, body.id, name, entry)
    return body.id


def _bring_in(editor: Editor, record: str) -> None:
    around = reference([record])
    fresh = Graph(
        {i: node for i, node in around.nodes.items() if i not in editor.graph.nodes},
        {k: link for k, link in around.relations.items() if k not in editor.graph.relations},
    )
    editor.graph.update(fresh.nodes.values(), ())
    for relation in fresh.relations.values():
        editor.link(relation)


def evidence(editor: Editor, body: str, name: str, entry: Entry) -> None:
    """Let an organisation be evidenced by the first place that gives its name, if the plan does."""
    at = editor.document.text.find(name)
    if at >= 0 and editor.block_at(at) is not None:
        passage = editor.span(Span(at, at + len(name)))
        editor.decide(EvidencedBy(start=body, finish=passage.id, rule=RULE), entry)


def same(editor: Editor, entry: Entry) -> Match:
    """Join the organisations of several names into one."""
    names = entry.texts("names")
    wanted = entry.text("as")
    found: dict[str, None] = {}
    missing = []
    for name in dict.fromkeys((*names, *((wanted,) if wanted else ()))):
        called = _called(editor, name)
        found.update(dict.fromkeys(called))
        if not called and name != wanted:
            missing.append(name)
    if not found or (len(found) == 1 and missing):
        raise NotApplied(
            "unmatched",
            f"no organisation is called {choices(map(shown, missing))}",
            "Copy the names from the plan as it is now.",
        )
    kept = _kept(editor, list(found), wanted or names[0])
    for other in found:
        if other != kept:
            _join(editor, kept, other, entry)
    if entry.values.get("all plans"):
        kept = _share(editor, kept, wanted or names[0], entry)
    elif editor.node(kept, Organisation).plan is not None:
        _describe(editor, kept, wanted, entry)
    remark = f"nothing is called {choices(map(shown, missing))} any more" if missing else ""
    return Match((kept,), remark)


def _called(editor: Editor, name: str) -> list[str]:
    """The organisations that a name means: all of that name in the plan, else the one of the register."""
    here = [body.id for body in bodies(editor, name)]
    if not here:
        record = register().find(name, editor.plan.published_on)
        if record is not None:
            _bring_in(editor, record.id)
            return [record.id]
    return here


def _kept(editor: Editor, found: list[str], preferred: str) -> str:
    """Which of several organisations the others become part of: the register's, else the one of the preferred name."""
    nodes = [editor.node(i, Organisation) for i in found]
    shared = [node for node in nodes if node.plan is None]
    if len(shared) > 1:
        raise NotApplied("refused", f"the register keeps {choices(node.name for node in shared)} apart", _REGISTERED)
    named = [node for node in nodes if key(node.name) == key(preferred)]
    return (shared or named or nodes)[0].id


def _join(editor: Editor, kept: str, other: str, entry: Entry) -> None:
    gone = editor.node(other, Organisation)
    for relation in editor.own(other):
        editor.unlink(relation)
        editor.move(relation, other, kept, entry)
    held = editor.node(kept, Organisation)
    if held.plan is not None:
        names = [*held.aliases, gone.name, *([gone.abbreviation] if gone.abbreviation else []), *gone.aliases]
        aliases = tuple(dict.fromkeys(name for name in names if name not in (held.name, held.abbreviation)))
        changes: dict[str, Any] = {"aliases": aliases}
        if held.kind == "other" != gone.kind:
            changes["kind"] = gone.kind
        if gone.abbreviation and not held.abbreviation:
            changes["abbreviation"] = gone.abbreviation
        editor.set(kept, entry, **changes)
    editor.drop(other)


def _describe(editor: Editor, kept: str, name: str | None, entry: Entry) -> None:
    held = editor.node(kept, Organisation)
    changes: dict[str, Any] = {}
    if name and held.name != name:
        aliases = dict.fromkeys((held.name, *held.aliases))
        changes |= {"name": name, "aliases": tuple(a for a in aliases if a != name)}
    if entry.text("kind"):
        changes["kind"] = entry.text("kind")
    if changes or held.basis != "curated":
        editor.set(kept, entry, **changes)


def _share(editor: Editor, kept: str, name: str, entry: Entry) -> str:
    """Give an organisation an id that every plan gives it that says the same of it."""
    held = editor.node(kept, Organisation)
    if held.plan is None:
        return kept
    shared = Organisation(
        id=f"shared/organisation/{slug(name)}-{digest(normalise(name))}", name=name,
        kind=entry.values.get("kind", "other"),
        basis="curated", rule=RULE, curated=("name", "kind"),
    )  # fmt: skip
    editor.graph.add(shared)
    for relation in editor.own(kept):
        editor.unlink(relation)
        editor.move(relation, kept, shared.id, entry)
    editor.drop(kept)
    return shared.id


def apart(editor: Editor, entry: Entry) -> Match:
    """Keep names apart: where one organisation has both, the second gets an organisation of its own."""
    first, *others = entry.texts("names")
    held, remark = one_body(editor, first, entry.text("id"))
    ids = [held.id]
    if key(first) != key(held.name) and key(held.name) in map(key, others):
        others = [first if key(name) == key(held.name) else name for name in others]
    for name in others:
        found = bodies(editor, name)
        if not found and register().find(name, editor.plan.published_on) is not None:
            continue
        if not found:
            raise NotApplied(
                "unmatched", f"no organisation is called {shown(name)}", "Copy its name from the plan as it is now."
            )
        if held.id not in {body.id for body in found}:
            ids += [body.id for body in found]
            continue
        ids.append(_split(editor, held.id, name, entry))
    return Match(tuple(ids), remark)


def _split(editor: Editor, id_: str, name: str, entry: Entry) -> str:
    held = editor.node(id_, Organisation)
    named = [p.id for p in editor.passages(id_) if key(p.quote) == key(name)]
    rest = {p.id for p in editor.passages(id_)} - set(named)
    if key(held.name) == key(name) and held.plan is None and not rest:
        raise NotApplied(
            "refused", f"{shown(name)} is the body's own name in the register",
            "To say that the plan means another body, drop the mention and add an organisation.",
        )  # fmt: skip
    body = Organisation(
        id=editor.new_id("Organisation", (), name), plan=editor.plan.id, name=name,
        kind=entry.values.get("kind", held.kind),
        specificity=held.specificity if held.plan is not None else "named", basis="curated", rule=RULE, by=entry.by,
        at=entry.at, curated=("kind", "name"),
    )  # fmt: skip
    editor.graph.add(body)
    for relation in editor.own(id_):
        _part(editor, relation, id_, body.id, set(named), rest, entry)
    left = editor.node(id_, Organisation)
    if left.plan is not None:
        changes: dict[str, Any] = {"aliases": tuple(a for a in left.aliases if key(a) != key(name))}
        if left.abbreviation and key(left.abbreviation) == key(name):
            changes["abbreviation"] = None
        editor.set(id_, entry, **changes)
    return body.id


def _part(
    editor: Editor, relation: Relation, old: str, new: str, named: set[str], rest: set[str], entry: Entry
) -> None:
    """Give a relationship to the new organisation where only its name stands behind it; part it where both do."""
    if isinstance(relation, EvidencedBy):
        if relation.finish in named:
            editor.unlink(relation)
            editor.move(relation, old, new, entry)
        return
    of_new = set(relation.passages) & named
    if not of_new:
        return
    stays = set(relation.passages) & rest
    if not stays:
        editor.unlink(relation)
        editor.move(relation, old, new, entry)
        return
    editor.move(relation, old, new, entry, [p for p in relation.passages if p not in stays])
    if isinstance(relation, Mentions):
        editor.shrink(relation, [p for p in relation.passages if p not in of_new])


def rename(editor: Editor, entry: Entry) -> Match:
    """Give something another name; an organisation keeps the old one as another name it goes by."""
    found = match(editor, entry)
    node = editor.graph.nodes[found.id]
    name = entry.values["to"]
    if isinstance(node, Organisation):
        _own_only(node)
        aliases = dict.fromkeys((node.name, *node.aliases))
        editor.set(node.id, entry, name=name, aliases=tuple(a for a in aliases if a != name))
    elif entry.target is not None and entry.target[0] == "ask":
        editor.set(node.id, entry, title=name)
    else:
        _no_national(node)
        editor.set(node.id, entry, name=name)
    return found


def kind(editor: Editor, entry: Entry) -> Match:
    """Say what kind of organisation or instrument something is, or what an ask wants."""
    found = match(editor, entry)
    node = editor.graph.nodes[found.id]
    kinds = entry.texts("kind")
    if isinstance(node, Organisation):
        _own_only(node)
        specificity = entry.text("specificity")
        changes = {**({"kind": kinds[0]} if kinds else {}), **({"specificity": specificity} if specificity else {})}
        editor.set(node.id, entry, **changes)
    elif entry.target is not None and entry.target[0] == "ask":
        editor.set(node.id, entry, kinds=kinds)
    else:
        _no_national(node)
        editor.set(node.id, entry, kind=kinds[0])
    return found


def _no_national(node: Node) -> None:
    if isinstance(node, Instrument) and node.plan is None:
        raise NotApplied(
            "refused", f"{shown(node.name)} is an instrument of the national list",
            "What the list says of an instrument is the same for all plans. If the plan means another one, drop it "
            "here and add that one."
        )  # fmt: skip


def _own_only(body: Organisation) -> None:
    if body.plan is None:
        raise NotApplied(
            "refused", f"{shown(body.name)} is a body of the register",
            f"{_REGISTERED} If the plan means another body, say so: not the same."
        )  # fmt: skip


def accept_body(editor: Editor, body: Organisation, entry: Entry) -> None:
    """Confirm that a name is an organisation's: every place that gives it, or those that give it in the same words."""
    words = key(entry.values["organisation"])
    spelt = words != key(body.name)
    if body.plan is not None and not spelt:
        editor.set(body.id, entry, confidence="high")
    for link in editor.out(body.id, EvidencedBy):
        passage = editor.graph.nodes[link.finish]
        if not spelt or (isinstance(passage, Passage) and key(passage.quote) == words):
            editor.decide(link, entry)
