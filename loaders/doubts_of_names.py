"""Doubts about names: those that look alike, mean nobody, are unsure, or stand in another plan too."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rapidfuzz import fuzz, process

from graph.ontology import EvidencedBy, Organisation, Passage
from loaders.bodies import Unresolved
from loaders.doubts import Answer, Lens, Uncertain, item, quoted
from loaders.explain import explain_name
from loaders.look_alikes import look_alike, pairs
from loaders.names import key
from loaders.register import register
from loaders.sentences import one_line

_NEAR = 85


def _explained(lens: Lens, body: Organisation) -> str:
    links = lens.evidence[body.id]
    if not links:
        return ""
    link = min(links, key=lambda one: lens.passage(one).start)
    registered = body.id if body.plan is None else None
    return explain_name(lens.passage(link).quote, link.rule, link.confidence, registered, lens.day)


def look_alikes(lens: Lens) -> Iterator[Uncertain]:
    """Names of the plan that may be of one organisation, or of a body of the register."""
    for one, other, why in pairs(lens.bodies, lens.places):
        # joined, they are called as the register has it, else by the longer name
        first, second = sorted((one, other), key=lambda body: (body.plan is not None, -len(body.name)))
        yield _alike(lens, first.name, second.name, second, why, _explained(lens, first))
    held = {body.id for body in lens.bodies}
    names = {" ".join(name): claims[0].record for name, claims in register().names.items() if len(name) > 1}
    for body in lens.bodies:
        if body.plan is None or body.specificity not in ("named", "office"):
            continue
        wanted = " ".join(key(body.name))
        near = process.extract(wanted, names.keys(), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=3)
        for written, _, _ in near:
            record = names[written]
            why = look_alike(body.name, record.name)
            if why and record.id not in held and record.on(lens.day):
                yield _alike(lens, record.name, body.name, body, f"{why}; the first is in the register", "")
                break


def _alike(lens: Lens, first: str, second: str, at: Organisation, why: str, explained: str) -> Uncertain:
    names = [first, second]
    reason = ". ".join(part for part in (why, explained, _explained(lens, at)) if part)
    return item(
        lens, "look-alike names", at.id, f"Are {quoted(first)} and {quoted(second)} the same organisation?", reason,
        {"action": "same organisation", "names": names}, {"action": "not the same", "names": names},
    )  # fmt: skip


def not_placed(lens: Lens, unresolved: Iterable[Unresolved]) -> Iterator[Uncertain]:
    """Names that are linked to nothing."""
    blocks = [p for p in lens.graph.of(Passage) if p.kind == "block"]
    seen: set[str] = set()
    held = {key(body.name) for body in lens.bodies}
    for name in unresolved:
        words = one_line(name.text)
        if words in seen or "over time" in name.reason:
            continue
        seen.add(words)
        block = next((p for p in blocks if p.start <= name.start < p.end), None)
        records = register().records
        choices = tuple(records[i].name for i in name.candidates if i in records)
        yield Uncertain(
            "name not placed", f"Whom does {quoted(words)} mean?", f"it is linked to nothing: {name.reason}",
            lens.whole(block), " › ".join(block.heading_path) if block else "",
            None, {"action": "drop", "organisation": words}, choices, key(words) in held,
        )  # fmt: skip


def names(lens: Lens) -> Iterator[Uncertain]:
    """Names that no place reads with high confidence."""
    for body in lens.bodies:
        spelt: dict[tuple[str, ...], list[EvidencedBy]] = defaultdict(list)
        for link in lens.evidence[body.id]:
            spelt[key(lens.passage(link).quote)].append(link)
        for form, links in spelt.items():
            if any(link.confidence == "high" or link.basis == "curated" for link in links):
                continue
            first = min(links, key=lambda link: lens.passage(link).start)
            passage = lens.passage(first)
            words = one_line(passage.quote)
            registered = body.id if body.plan is None else None
            why = explain_name(words, first.rule, first.confidence, registered, lens.day)
            if form == key(body.name):
                question = f"Is {quoted(words)} an organisation?"
                yes: Answer = {"action": "accept", "organisation": words}
                no: Answer = {"action": "drop", "organisation": words}
            else:
                question = f"Does {quoted(words)} mean {body.name}?"
                yes = {"action": "accept", "organisation": words, "id": body.id}
                no = {"action": "not the same", "names": [body.name, words], "id": body.id}
            headings = " › ".join(passage.heading_path)
            yield Uncertain("uncertain name", question, why, lens.whole(passage), headings, yes, no)


def elsewhere_named(lens: Lens, elsewhere: Mapping[str, Sequence[str]]) -> Iterator[Uncertain]:
    """Organisations of the plan's own whose full name stands in other plans too."""
    others = {key(name): titles for name, titles in elsewhere.items()}
    for body in lens.bodies:
        titles = others.get(key(body.name))
        if body.plan is None or body.specificity != "named" or not titles:
            continue
        plans = ", ".join(map(quoted, titles))
        why = "the same full name; joined once the corrections of both plans say so"
        yes = {"action": "same organisation", "names": [body.name], "kind": body.kind, "all plans": "yes"}
        question = f"Is {quoted(body.name)} the same organisation as in {plans}?"
        yield item(lens, "same name elsewhere", body.id, question, why, yes, None)
