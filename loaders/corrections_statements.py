"""Decisions about what a plan says: statements taken out, or added with their words."""

from graph.ids import normalise, slug
from graph.ontology import (
    AddressedTo,
    Ask,
    Delivers,
    EvidencedBy,
    InSection,
    Instrument,
    Makes,
    Mentions,
    Organisation,
    Passage,
    Plays,
    Priority,
    Publishes,
    Role,
    Sets,
    Supports,
)
from graph.records import Found
from loaders.amounts import main_amount
from loaders.ask_kinds import ask_kinds
from loaders.build import main_verb, short
from loaders.corrections_bodies import body_of
from loaders.corrections_links import priority
from loaders.corrections_match import Match, NotApplied, match
from loaders.corrections_quotes import locate, occurrences, path_at
from loaders.decisions import Entry
from loaders.graph_editor import RULE, Editor
from loaders.names import key
from loaders.outline import Outline
from loaders.sentences import Span, one_line
from loaders.timescales import find_timescale
from loaders.verbs import verb_class


def drop(editor: Editor, entry: Entry) -> Match:
    """Take a statement out; of an organisation, the places that seem to name it, or those under one section."""
    try:
        found = match(editor, entry)
    except NotApplied as why:
        kind, words = entry.target or ("", "")
        if why.state == "unmatched" and kind in ("ask", "role", "organisation") and occurrences(editor, words):
            # the words are there and say nothing of the kind, which is what was decided: so are dropped suggestions
            return Match(())
        raise
    node = editor.graph.nodes[found.ids[0]]
    if isinstance(node, Organisation):
        _drop_body(editor, node, entry)
        return found
    for id_ in found.ids:
        around = [r.start for r in editor.into(id_, Plays)]
        editor.drop(id_)
        for organisation in around:
            editor.drop_unnamed(organisation)
    return found


def _drop_body(editor: Editor, body: Organisation, entry: Entry) -> None:
    section = entry.text("section")
    wanted = normalise(section) if section is not None else None
    words = entry.values["organisation"]
    spelt = key(words) != key(body.name)
    gone = [
        passage.id
        for passage in editor.passages(body.id)
        if (wanted is None or wanted in map(normalise, passage.heading_path))
        and (not spelt or key(passage.quote) == key(words))
    ]
    everything = not spelt and len(gone) == len(editor.passages(body.id))
    for relation in editor.own(body.id):
        if isinstance(relation, EvidencedBy):
            here = relation.finish in gone
        elif isinstance(relation, Mentions):
            editor.shrink(relation, [p for p in relation.passages if p not in gone])
            continue
        else:
            here = bool(set(relation.passages) & set(gone))
        if everything or here:
            editor.unlink(relation)
            if isinstance(relation, Plays) and not editor.into(relation.finish, Plays):
                editor.drop(relation.finish)
    editor.tidy(gone)
    editor.drop_unnamed(body.id)


def add(editor: Editor, entry: Entry) -> Match:
    """Add a statement that stands in the plan and was not found, with the words that say it."""
    assert entry.target is not None  # noqa: S101 - the file was checked
    kind, quote = entry.target
    if kind == "organisation":
        return _add_body(editor, entry)
    span, remark = locate(editor, quote, entry)
    made = {"ask": _add_ask, "role": _add_role, "priority": _add_named, "instrument": _add_named}[kind]
    return Match(made(editor, entry, span), remark)


def _words(editor: Editor, span: Span) -> str:
    return one_line(editor.document.text[span.start : span.end])


def _at(editor: Editor, kind: type[Found], passage: Passage) -> str | None:
    """The statement of this kind that stands in exactly these words, if it was found already."""
    links = editor.into(passage.id, EvidencedBy)
    return next((r.start for r in links if isinstance(editor.graph.nodes[r.start], kind)), None)


def _decided(entry: Entry, *curated: str) -> dict[str, object]:
    return {"basis": "curated", "rule": RULE, "by": entry.by, "at": entry.at, "curated": tuple(sorted(curated))}


def _add_ask(editor: Editor, entry: Entry, span: Span) -> tuple[str, ...]:
    text, passage = _words(editor, span), editor.span(span)
    known = _at(editor, Ask, passage)
    said = next((a.id for a in editor.graph.of(Ask) if normalise(a.text) == normalise(text)), None)
    kinds = entry.texts("kind")
    if known is None and said is None:
        amount = main_amount(editor.document.text, span.start, span.end)
        ask = Ask(
            id=editor.new_id("Ask", passage.heading_path, text), plan=editor.plan.id,
            title=entry.text("name") or short(text), text=text, kinds=kinds or ask_kinds(text),  # type: ignore[arg-type]
            amount=amount.pounds if amount else None,
            amount_text=amount.text if amount else None, amount_role=amount.role if amount else None,
            amount_period=amount.period if amount else None, amount_years=amount.years if amount else None,
            timescale=find_timescale(text), **_decided(entry, "text", *(("kinds",) if kinds else ())),  # type: ignore[arg-type]
        )  # fmt: skip
        said = editor.graph.add(ask).id
        _in_section(editor, said, passage, entry)
        for link in editor.into(editor.plan.id, Publishes):
            editor.decide(Makes(start=link.start, finish=said, rule=RULE, passages=(passage.id,)), entry)
    else:
        said = known or said
        editor.set(said or "", entry, confidence="high", **({"kinds": kinds} if kinds else {}))
    assert said is not None  # noqa: S101 - found or made above
    editor.decide(EvidencedBy(start=said, finish=passage.id, rule=RULE), entry)
    for name in entry.texts("to"):
        asked = body_of(editor, name, entry)
        editor.decide(AddressedTo(start=said, finish=asked, rule=RULE, passages=(passage.id,)), entry)
    for name in entry.texts("supports"):
        editor.decide(Supports(start=said, finish=priority(editor, name), rule=RULE, passages=(passage.id,)), entry)
    return (said,)


def _add_role(editor: Editor, entry: Entry, span: Span) -> tuple[str, ...]:
    text, passage = _words(editor, span), editor.span(span)
    made = []
    for name in entry.texts("partner"):
        who = body_of(editor, name, entry)
        held = [r.start for r in editor.into(passage.id, EvidencedBy)]
        role_id = next((i for i in held if any(p.start == who for p in editor.into(i, Plays))), None)
        verb = entry.text("verb") or main_verb(text)
        given = ("text", *(key for key in ("lead", "verb") if key in entry.values))
        if role_id is None:
            role = Role(
                id=editor.new_id("Role", (*passage.heading_path, name), text), plan=editor.plan.id, text=text,
                verb=verb, verb_class=entry.values.get("verb class") or (verb_class(verb) if verb else None),
                lead=entry.values.get("lead", False), **_decided(entry, *given),  # type: ignore[arg-type]
            )  # fmt: skip
            role_id = editor.graph.add(role).id
            _in_section(editor, role_id, passage, entry)
        else:
            changes = {k: entry.values[n] for k, n in _ROLE_KEYS.items() if n in entry.values}
            editor.set(role_id, entry, confidence="high", **changes)
        editor.decide(EvidencedBy(start=role_id, finish=passage.id, rule=RULE), entry)
        editor.decide(Plays(start=who, finish=role_id, rule=RULE, passages=(passage.id,)), entry)
        for goal in entry.texts("delivers"):
            editor.decide(
                Delivers(start=role_id, finish=priority(editor, goal), rule=RULE, passages=(passage.id,)), entry
            )
        made.append(role_id)
    return tuple(made)


_ROLE_KEYS = {"lead": "lead", "verb": "verb", "verb_class": "verb class"}


def _add_named(editor: Editor, entry: Entry, span: Span) -> tuple[str, ...]:
    assert entry.target is not None  # noqa: S101 - the file was checked
    label = entry.target[0]
    passage = editor.span(span)
    name = entry.text("name") or _words(editor, span)
    kinds = entry.texts("kind")
    cls: type[Priority | Instrument] = Priority if label == "priority" else Instrument
    held = next((n.id for n in editor.graph.of(cls) if normalise(n.name) == normalise(name)), None)
    if held is not None:
        # what a national list names is the same for all plans
        if editor.node(held, cls).plan is not None:
            editor.set(held, entry, confidence="high", **({"kind": kinds[0]} if kinds else {}))
    elif label == "priority":
        held = f"{editor.plan.id}/priority/{normalise(name).replace(' ', '-') or slug(name)}"
        editor.graph.add(Priority(id=held, plan=editor.plan.id, name=name, **_decided(entry, "name")))  # type: ignore[arg-type]
    else:
        held = editor.new_id("Instrument", (), name)
        kind = {"kind": kinds[0]} if kinds else {}
        editor.graph.add(Instrument(id=held, plan=editor.plan.id, name=name, **kind, **_decided(entry, "name", *kind)))  # type: ignore[arg-type]
    if label == "priority":
        editor.decide(Sets(start=editor.plan.id, finish=held, rule=RULE, passages=(passage.id,)), entry)
    editor.decide(EvidencedBy(start=held, finish=passage.id, rule=RULE), entry)
    return (held,)


def _add_body(editor: Editor, entry: Entry) -> Match:
    """Add an organisation that the words name, wherever the plan has them and they are no part of another's name."""
    words = entry.values["organisation"]
    kinds = entry.texts("kind")
    places, remark = _free(editor, words, entry), ""
    if not places:
        span, remark = locate(editor, words, entry)
        places = [span]
    body = body_of(editor, entry.text("name") or words, entry, kinds[0] if kinds else None)
    for span in places:
        passage = editor.span(span)
        editor.decide(EvidencedBy(start=body, finish=passage.id, rule=RULE), entry)
        section = _nearest_section(editor, passage, subject=False)
        if section is not None:
            editor.link(
                Mentions(
                    start=section, finish=body, rule=RULE, plan=editor.plan.id, basis="curated", by=entry.by,
                    at=entry.at, passages=(passage.id,), spellings=(_words(editor, span),),
                )
            )  # fmt: skip
    held = editor.node(body, Organisation)
    if held.plan is not None:
        new = key(words) != key(held.name) and words not in held.aliases
        aliases = {"aliases": (*held.aliases, words)} if new else {}
        editor.set(body, entry, **aliases, **({"kind": kinds[0]} if kinds else {}))
    return Match((body,), remark)


def _free(editor: Editor, words: str, entry: Entry) -> list[Span]:
    """The places that have the words and where no organisation's name was read yet."""
    section = entry.text("section")
    named = [
        Span(passage.start, passage.end)
        for body in editor.graph.of(Organisation)
        for passage in editor.passages(body.id)
        if passage.kind == "span"
    ]
    found = [span for span in occurrences(editor, words) if not any(other.covers(span) for other in named)]
    if section is None:
        return found
    under = [span for span in found if normalise(section) in map(normalise, path_at(editor, span))]
    return under or found


def _nearest_section(editor: Editor, passage: Passage, *, subject: bool) -> str | None:
    """The section a passage stands in, or the one whose subject it is about."""
    outline = Outline(editor.document)
    part = outline.subject(passage.order) if subject else outline.part(passage.order)
    return None if part is None or part.block is None else editor.section(part.index - 1)


def _in_section(editor: Editor, node: str, passage: Passage, entry: Entry) -> None:
    section = _nearest_section(editor, passage, subject=True)
    if section is not None:
        behind = tuple(r.finish for r in editor.out(section, EvidencedBy))
        editor.link(
            InSection(
                start=node,
                finish=section,
                rule="heading",
                plan=editor.plan.id,
                passages=behind,
                by=entry.by,
                at=entry.at,
            )
        )
